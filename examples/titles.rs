//! Prints, for training, the words around the names of persons: a JSON line for each name, with the numbers that are measured.

use std::io::Write;

use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::source::titled;
use twosource::{attribution, language};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let policy = Policy::default();
    for name in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&name)?;
        let draft = Draft::read(&name, Format::Plain, &text);
        let prose = language::read(&draft);
        let reading = attribution::read(&draft, &prose, &policy);
        for question in titled::questions(&draft, &prose, &reading, &policy) {
            let places = |span| {
                let place = draft.in_file(span);
                [place.start, place.end]
            };
            let words = question.words.iter();
            let words = words.map(|(span, side, numbers)| {
                let round: Vec<f32> = numbers
                    .iter()
                    .map(|number| (number * 1000.0).round() / 1000.0)
                    .collect();
                serde_json::json!([places(*span), side, round])
            });
            let line = serde_json::json!({
                "file": name,
                "name": question.name,
                "rank": places(question.rank),
                "words": words.collect::<Vec<_>>(),
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
