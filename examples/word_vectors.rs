//! Prints, for training, what the encoder makes of the words of drafts: the program's own words and vectors.
//!
//! For each FILE a line `file COUNT NAME` on standard error, and on standard output for each word its first and last
//! byte (`u32`) and the numbers of the lower and the upper layer (`f32`), little endian.

use std::io::Write;

use twosource::attribution::model;
use twosource::draft::{Draft, Format, Span};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for name in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&name)?;
        let draft = Draft::read(&name, Format::Plain, &text);
        let blocks: Vec<Span> = draft.blocks.iter().map(|block| block.span).collect();
        let words = model::vectors(&draft.text, &blocks);
        eprintln!("file {} {name}", words.len());
        for word in words {
            let place = draft.in_file(word.span);
            for number in [place.start, place.end] {
                out.write_all(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes())?;
            }
            for number in word.lower.iter().chain(&word.upper) {
                out.write_all(&number.to_le_bytes())?;
            }
        }
    }
    out.flush()
}
