//! The weights file: named tensors, written by `training/export.py`.
//!
//! Little endian: the magic, a count, then for each tensor its name (length byte, text), its kind (0 bytes,
//! 1 numbers of 32 bits), its length in bytes (`u32`) and its data.

/// First bytes of a weights file; the last digit is the version of the layout.
const MAGIC: &[u8] = b"twosource-weights-2\n";

/// A weights file that does not hold what the model needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// The tensors of a weights file.
pub(super) struct Tensors {
    rows: Vec<(&'static str, Kind, &'static [u8])>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bytes,
    Numbers,
}

impl Tensors {
    /// Finds the tensors in a file. Copies nothing.
    pub(super) fn read(file: &'static [u8]) -> Result<Tensors, Unreadable> {
        let mut rest = file.strip_prefix(MAGIC).ok_or(Unreadable)?;
        let count = number(&mut rest)?;
        let mut rows = Vec::new();
        for _ in 0..count {
            let length = usize::from(take(&mut rest, 1)?[0]);
            let name = std::str::from_utf8(take(&mut rest, length)?).map_err(|_| Unreadable)?;
            let kind = match take(&mut rest, 1)?[0] {
                0 => Kind::Bytes,
                1 => Kind::Numbers,
                _ => return Err(Unreadable),
            };
            let length = number(&mut rest)?;
            rows.push((name, kind, take(&mut rest, length)?));
        }
        Ok(Tensors { rows })
    }

    fn find(&self, name: &str, kind: Kind) -> Result<&'static [u8], Unreadable> {
        let row = self.rows.iter().find(|row| row.0 == name && row.1 == kind);
        row.map(|row| row.2).ok_or(Unreadable)
    }

    /// The bytes of a tensor.
    pub(super) fn bytes(&self, name: &str) -> Result<&'static [u8], Unreadable> {
        self.find(name, Kind::Bytes)
    }

    /// The numbers of a tensor.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<f32>, Unreadable> {
        let bytes = self.find(name, Kind::Numbers)?;
        let four = |b: &[u8]| b.try_into().map(f32::from_le_bytes).unwrap_or_default();
        Ok(bytes.chunks_exact(4).map(four).collect())
    }
}

fn take(rest: &mut &'static [u8], count: usize) -> Result<&'static [u8], Unreadable> {
    let (taken, left) = rest.split_at_checked(count).ok_or(Unreadable)?;
    *rest = left;
    Ok(taken)
}

fn number(rest: &mut &'static [u8]) -> Result<usize, Unreadable> {
    let bytes = take(rest, 4)?.try_into().map_err(|_| Unreadable)?;
    usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_an_error() {
        assert!(Tensors::read(b"").is_err());
        assert!(Tensors::read(b"twosource-weights-2\n\x01\0\0\0\x05ab").is_err());
    }

    #[test]
    fn tensors_are_found_by_name_and_kind() {
        let tensors =
            Tensors::read(b"twosource-weights-2\n\x01\0\0\0\x01a\x01\x04\0\0\0\0\0\x80\x3f").unwrap();
        assert_eq!(tensors.numbers("a"), Ok(vec![1.0]));
        assert_eq!(tensors.bytes("a"), Err(Unreadable));
        assert_eq!(tensors.numbers("b"), Err(Unreadable));
    }
}
