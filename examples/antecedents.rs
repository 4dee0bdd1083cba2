//! Prints, for training, whom the pronouns and descriptions of drafts could mean: a JSON line for each, with the numbers
//! that are weighed. `--names` prints what the numbers are called.

mod drafts;

use std::io::Write;

use twosource::source::antecedent;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for name in std::env::args().skip(1) {
        if name == "--names" {
            let names = serde_json::json!({"candidate": antecedent::FEATURES, "nobody": antecedent::NOBODY});
            writeln!(out, "{names}")?;
            continue;
        }
        let read = drafts::read(&name)?;
        for question in antecedent::questions(&read.draft, &read.prose, &read.reading, &read.policy) {
            let answers = question.candidates.iter().map(|one| {
                let places: Vec<_> = one.places.iter().map(|span| read.place(*span)).collect();
                serde_json::json!({"name": one.name, "places": places, "features": one.features})
            });
            let line = serde_json::json!({
                "file": name,
                "anaphor": format!("{:?}", question.anaphor),
                "place": read.place(question.place),
                "candidates": answers.collect::<Vec<_>>(),
                "nobody": question.nobody,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
