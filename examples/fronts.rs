//! Prints, for training, what the headlines and first sentences of drafts could sum up: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

use std::io::Write;

use twosource::claim::{self, front};
use twosource::draft::{Draft, Format, Span};
use twosource::policy::Policy;
use twosource::{attribution, language, source};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let policy = Policy::default();
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": front::FEATURES, "nobody": front::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let text = std::fs::read_to_string(&name)?;
        let draft = Draft::read(&name, Format::Plain, &text);
        let prose = language::read(&draft);
        let mut reading = attribution::read(&draft, &prose, &policy);
        let sources = source::resolve(&draft, &prose, &reading, &policy);
        reading.attributions.clone_from(&sources.attributions);
        let place = |span: &Span| {
            let span = draft.in_file(*span);
            [span.start, span.end]
        };
        for question in claim::fronts(&draft, &prose, &reading, &sources) {
            let answers = question.candidates.iter().map(|(spans, features)| {
                let places: Vec<_> = spans.iter().map(place).collect();
                serde_json::json!({"places": places, "features": features})
            });
            let line = serde_json::json!({
                "file": name,
                "place": place(&question.place),
                "candidates": answers.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
