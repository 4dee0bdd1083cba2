//! Prints, for training, whom the phrases of drafts that stand for several could mean: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

mod drafts;

use std::io::Write;

use twosource::source::several;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": several::FEATURES, "nobody": several::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let read = drafts::read(&name)?;
        for question in several::questions(&read.draft, &read.prose, &read.reading, &read.policy) {
            let sets = question.candidates.iter();
            let sets =
                sets.map(|(names, features)| serde_json::json!({"names": names, "features": features}));
            let line = serde_json::json!({
                "file": name,
                "place": read.place(question.place),
                "candidates": sets.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
