//! Exact integer matrix products: the same sums on every processor, whatever its vector width.
//!
//! Weights are bytes in panels of [`PANEL`] columns, as `training/export.py` lays them out; they and what they meet
//! are rounded to seven bits, so that AVX2 adds up four products before it widens them. Attention uses 16-bit numbers in
//! panels of [`LANES`] columns. Integer sums do not depend on their order, so the
//! AVX-512 VNNI, AVX2 and portable paths give the same bits.

#[cfg(target_arch = "x86_64")]
mod x86;

/// Columns of a panel of weights.
pub(super) const PANEL: usize = 64;
/// Columns of a panel of 16-bit numbers.
pub(super) const LANES: usize = 16;
/// Largest size of a number as a byte, and of a weight: the sum of four products stays within 16 bits.
pub(super) const SIZE: f32 = 63.0;
/// What is added to a number to store it as an unsigned byte.
pub(super) const MIDDLE: i32 = 64;

/// The vector instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    /// AVX-512 with VNNI: 64 products an instruction.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// AVX2: 32 products an instruction.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// What the compiler makes of plain loops.
    Portable,
}

impl Path {
    /// Every path that this processor can take, the fastest first.
    pub(super) fn available() -> Vec<Path> {
        let mut paths = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if x86::has_vnni() {
                paths.push(Path::Vnni);
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                paths.push(Path::Avx2);
            }
        }
        paths.push(Path::Portable);
        paths
    }

    /// The fastest path of this processor.
    pub(super) fn best() -> Path {
        Path::available().first().copied().unwrap_or(Path::Portable)
    }
}

/// Rows of numbers as bytes, each with the factor that turns it back into numbers.
#[derive(Default)]
pub(super) struct ByteRows {
    /// Row after row, `width` bytes each: [`MIDDLE`] stands for 0, and none is further from it than [`SIZE`].
    pub(super) bytes: Vec<u8>,
    /// The factor of each row.
    pub(super) factors: Vec<f32>,
    /// Bytes of a row; a multiple of 8.
    pub(super) width: usize,
}

impl ByteRows {
    /// Some of the rows; none where there are not as many.
    pub(super) fn part(&self, rows: std::ops::Range<usize>) -> Part<'_> {
        let places = rows.start * self.width..rows.end * self.width;
        Part {
            bytes: self.bytes.get(places).unwrap_or_default(),
            factors: self.factors.get(rows).unwrap_or_default(),
            width: self.width,
        }
    }
}

/// Some of [`ByteRows`].
pub(super) struct Part<'a> {
    bytes: &'a [u8],
    /// The factor of each row.
    pub(super) factors: &'a [f32],
    width: usize,
}

/// `out[row][column] = sum of rows[row][k] * weights[k][column]`, `columns` a multiple of [`PANEL`].
///
/// `weights` holds panel after panel; in a panel, four rows `k` at a time, column after column, four signed bytes each.
/// Lengths that do not fit give zeros, not a panic.
pub(super) fn multiply_bytes(path: Path, rows: &Part<'_>, weights: &[u8], out: &mut [i32]) {
    let Some(shape) = Shape::of(rows, weights, out) else {
        out.fill(0);
        return;
    };
    match path {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: `Path::available` gives a path only where the processor has it; `Shape::of` checked the lengths.
        Path::Vnni => unsafe { x86::multiply_bytes_vnni(&shape, rows.bytes, weights, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Path::Avx2 => unsafe { x86::multiply_bytes_avx2(&shape, rows.bytes, weights, out) },
        Path::Portable => multiply_bytes_portable(&shape, rows.bytes, weights, out),
    }
}

/// The lengths of a product, checked against its slices.
pub(super) struct Shape {
    rows: usize,
    depth: usize,
    columns: usize,
}

impl Shape {
    fn of(rows: &Part<'_>, weights: &[u8], out: &[i32]) -> Option<Shape> {
        let depth = rows.width;
        if depth == 0 || !depth.is_multiple_of(8) {
            return None;
        }
        let (count, columns) = (rows.bytes.len() / depth, weights.len() / depth);
        let fits = columns.is_multiple_of(PANEL)
            && rows.bytes.len() == count * depth
            && weights.len() == columns * depth
            && out.len() == count * columns;
        fits.then_some(Shape {
            rows: count,
            depth,
            columns,
        })
    }
}

fn multiply_bytes_portable(shape: &Shape, rows: &[u8], weights: &[u8], out: &mut [i32]) {
    for (panel, weights) in weights.chunks_exact(shape.depth * PANEL).enumerate() {
        for (row, out) in rows
            .chunks_exact(shape.depth)
            .zip(out.chunks_exact_mut(shape.columns))
        {
            let mut sums = [0_i32; PANEL];
            for (four, weights) in row.chunks_exact(4).zip(weights.chunks_exact(PANEL * 4)) {
                for (sum, weight) in sums.iter_mut().zip(weights.chunks_exact(4)) {
                    *sum += i32::from(four[0]) * i32::from(weight[0].cast_signed())
                        + i32::from(four[1]) * i32::from(weight[1].cast_signed())
                        + i32::from(four[2]) * i32::from(weight[2].cast_signed())
                        + i32::from(four[3]) * i32::from(weight[3].cast_signed());
                }
            }
            out[panel * PANEL..(panel + 1) * PANEL].copy_from_slice(&sums);
        }
    }
}

/// Columns of 16-bit numbers in panels of [`LANES`]; two rows `k` at a time, column after column.
#[derive(Default)]
pub(super) struct WordPanels {
    /// The numbers.
    pub(super) words: Vec<i16>,
    /// Rows `k`; even.
    pub(super) depth: usize,
}

impl WordPanels {
    /// Panels of zeros for `depth` rows (rounded up to even) and `columns` columns.
    pub(super) fn reset(&mut self, depth: usize, columns: usize) {
        self.depth = depth.next_multiple_of(2);
        self.words.clear();
        self.words.resize(self.depth * columns.next_multiple_of(LANES), 0);
    }

    /// Sets one number.
    #[cfg(test)]
    fn set(&mut self, row: usize, column: usize, word: i16) {
        let at =
            (column / LANES) * self.depth * LANES + (row / 2) * LANES * 2 + (column % LANES) * 2 + row % 2;
        if let Some(place) = self.words.get_mut(at) {
            *place = word;
        }
    }
}

/// `out[column] = sum of row[k] * panels[k][column]`, for every row of `rows` (`panels.depth` numbers each).
pub(super) fn multiply_words(path: Path, rows: &[i16], panels: &WordPanels, out: &mut [i32]) {
    let depth = panels.depth;
    if depth == 0 {
        return;
    }
    let (count, columns) = (rows.len() / depth, panels.words.len() / depth);
    if out.len() != count * columns || !columns.is_multiple_of(LANES) {
        out.fill(0);
        return;
    }
    match path {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor has the path, and the lengths were checked above.
        Path::Vnni => unsafe { x86::multiply_words_vnni(depth, rows, &panels.words, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Path::Avx2 => unsafe { x86::multiply_words_avx2(depth, rows, &panels.words, out) },
        Path::Portable => multiply_words_portable(depth, rows, &panels.words, out),
    }
}

fn multiply_words_portable(depth: usize, rows: &[i16], panels: &[i16], out: &mut [i32]) {
    let columns = panels.len() / depth;
    for (row, out) in rows.chunks_exact(depth).zip(out.chunks_exact_mut(columns)) {
        for (panel, out) in panels
            .chunks_exact(depth * LANES)
            .zip(out.chunks_exact_mut(LANES))
        {
            let mut sums = [0_i32; LANES];
            for (two, words) in row.chunks_exact(2).zip(panel.chunks_exact(LANES * 2)) {
                for (sum, word) in sums.iter_mut().zip(words.chunks_exact(2)) {
                    *sum += i32::from(two[0]) * i32::from(word[0]) + i32::from(two[1]) * i32::from(word[1]);
                }
            }
            out.copy_from_slice(&sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same in every run.
    fn noise(count: usize, seed: u32) -> impl Iterator<Item = u8> {
        let mut state = seed | 1;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(count)
    }

    #[test]
    fn every_path_gives_the_same_byte_products() {
        for (count, depth, columns) in [
            (1, 384, 64),
            (5, 192, 128),
            (6, 8, 64),
            (13, 96, 192),
            (30, 1536, 64),
        ] {
            let mut rows = ByteRows {
                width: depth,
                ..ByteRows::default()
            };
            rows.factors = vec![1.0; count];
            // The largest bytes and weights are many, so that sums of four reach the ends of 16 bits.
            let size = |byte: u8| i16::from(byte.cast_signed()).clamp(-63, 63) as i8;
            rows.bytes = noise(count * depth, 7).map(|b| (size(b) + 64) as u8).collect();
            let rows = rows.part(0..count);
            let weights: Vec<u8> = noise(depth * columns, 9).map(|b| size(b) as u8).collect();
            let mut expected = vec![0; count * columns];
            multiply_bytes(Path::Portable, &rows, &weights, &mut expected);
            for path in Path::available() {
                let mut out = vec![0; count * columns];
                multiply_bytes(path, &rows, &weights, &mut out);
                assert!(out == expected, "{path:?} {count} {depth} {columns}");
            }
        }
    }

    #[test]
    fn every_path_gives_the_same_word_products() {
        for (count, depth, columns) in [(1, 2, 16), (7, 32, 48), (9, 130, 32), (4, 256, 32)] {
            let rows: Vec<i16> = noise(count * depth, 3)
                .map(|b| i16::from(b) * 15 - 1900)
                .collect();
            let mut panels = WordPanels::default();
            panels.reset(depth, columns);
            for (at, byte) in noise(depth * columns, 5).enumerate() {
                panels.set(at / columns, at % columns, i16::from(byte) * 15 - 1900);
            }
            let mut expected = vec![0; count * columns];
            multiply_words(Path::Portable, &rows, &panels, &mut expected);
            assert!(expected.iter().any(|&sum| sum != 0));
            for path in Path::available() {
                let mut out = vec![0; count * columns];
                multiply_words(path, &rows, &panels, &mut out);
                assert!(out == expected, "{path:?} {count} {depth} {columns}");
            }
        }
    }
}
