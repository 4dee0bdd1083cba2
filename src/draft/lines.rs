//! Lines and columns of a file.

/// A place as people count it: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, counted in Unicode characters (a byte order mark counts for none).
    pub column: usize,
}

/// Where the lines of a file begin, and the text to count columns in.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    wide: Vec<(usize, u8)>,
    bytes: usize,
}

impl LineIndex {
    /// Indexes a file; `\n`, `\r\n` and a lone `\r` end lines. Linear.
    pub fn new(file: &str) -> LineIndex {
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let bytes = file.as_bytes();
        for (at, c) in file.char_indices() {
            let ends = c == '\n' || (c == '\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
            let hidden = at == 0 && c == '\u{feff}';
            let extra = c.len_utf8() - usize::from(!hidden);
            if extra > 0 {
                wide.push((at, extra as u8));
            }
        }
        LineIndex {
            starts,
            wide,
            bytes: file.len(),
        }
    }

    /// The place of a byte offset; the end of the file for one past it. Logarithmic plus the line's non-ASCII.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.bytes);
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let from = self.wide.partition_point(|(at, _)| *at < start);
        let to = self.wide.partition_point(|(at, _)| *at < offset);
        let extra: usize = self.wide[from..to.max(from)]
            .iter()
            .map(|(_, extra)| usize::from(*extra))
            .sum();
        Place {
            line: line + 1,
            column: (offset - start).saturating_sub(extra) + 1,
        }
    }

    /// The column of a byte offset, from 1, counted in bytes, as some formats want it.
    pub fn byte_column(&self, offset: usize) -> usize {
        let offset = offset.min(self.bytes);
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        offset - self.starts.get(line).copied().unwrap_or(0) + 1
    }

    /// The number of lines.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// A file has at least one line, so this is never true of a built index.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}
