//! Prints, for training, what the headlines and first sentences of drafts could sum up: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

mod drafts;

use std::io::Write;

use twosource::claim::{self, front};
use twosource::source;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": front::FEATURES, "nobody": front::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let mut read = drafts::read(&name)?;
        let sources = source::resolve(&read.draft, &read.prose, &read.reading, &read.policy);
        read.reading.attributions.clone_from(&sources.attributions);
        for question in claim::fronts(&read.draft, &read.prose, &read.reading, &sources) {
            let answers = question.candidates.iter().map(|(spans, features)| {
                let places: Vec<_> = spans.iter().map(|span| read.place(*span)).collect();
                serde_json::json!({"places": places, "features": features})
            });
            let line = serde_json::json!({
                "file": name,
                "place": read.place(question.place),
                "candidates": answers.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
