//! Prints, for training, whom the pronouns and descriptions of drafts could mean: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

use std::io::Write;

use twosource::draft::{Draft, Format, Span};
use twosource::policy::Policy;
use twosource::source::antecedent;
use twosource::{attribution, language};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let policy = Policy::default();
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": antecedent::FEATURES, "nobody": antecedent::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let text = std::fs::read_to_string(&name)?;
        let draft = Draft::read(&name, Format::Plain, &text);
        let prose = language::read(&draft);
        let reading = attribution::read(&draft, &prose, &policy);
        let place = |span: &Span| {
            let span = draft.in_file(*span);
            [span.start, span.end]
        };
        for question in antecedent::questions(&draft, &prose, &reading, &policy) {
            let answers = question.candidates.iter().map(|one| {
                let places: Vec<_> = one.places.iter().map(place).collect();
                serde_json::json!({"name": one.name, "places": places, "features": one.features})
            });
            let line = serde_json::json!({
                "file": name,
                "anaphor": format!("{:?}", question.anaphor),
                "place": place(&question.place),
                "candidates": answers.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
