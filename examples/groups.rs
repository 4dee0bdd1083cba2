//! Prints, for training, whom the phrases of drafts that stand for several could mean: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

use std::io::Write;

use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::source::several;
use twosource::{attribution, language};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let policy = Policy::default();
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": several::FEATURES, "nobody": several::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let text = std::fs::read_to_string(&name)?;
        let draft = Draft::read(&name, Format::Plain, &text);
        let prose = language::read(&draft);
        let reading = attribution::read(&draft, &prose, &policy);
        for question in several::questions(&draft, &prose, &reading, &policy) {
            let place = draft.in_file(question.place);
            let sets = question.candidates.iter();
            let sets =
                sets.map(|(names, features)| serde_json::json!({"names": names, "features": features}));
            let line = serde_json::json!({
                "file": name,
                "place": [place.start, place.end],
                "candidates": sets.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
