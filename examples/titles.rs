//! Prints, for training, the words around the names of persons: a JSON line for each name, with the numbers that are measured.

mod drafts;

use std::io::Write;

use twosource::source::titled;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for name in std::env::args().skip(1) {
        let read = drafts::read(&name)?;
        for question in titled::questions(&read.draft, &read.prose, &read.reading, &read.policy) {
            let words = question.words.iter();
            let words = words.map(|(span, side, numbers)| {
                let round: Vec<f32> = numbers
                    .iter()
                    .map(|number| (number * 1000.0).round() / 1000.0)
                    .collect();
                serde_json::json!([read.place(*span), side, round])
            });
            let line = serde_json::json!({
                "file": name,
                "name": question.name,
                "rank": read.place(question.rank),
                "words": words.collect::<Vec<_>>(),
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
