//! Measures the comparison of claims: reads `first<TAB>second` lines and prints one score in [0, 1] a line.
//!
//! `--features` prints the numbers that the score is computed from, `--names` their names; `--relation` prints how
//! claims would be merged, and the conflict that keeps them apart.

use std::io::{BufRead, Write};

use twosource::claim::same;

fn main() -> std::io::Result<()> {
    let what = std::env::args().nth(1).unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if what == "--names" {
        return writeln!(out, "{}", same::NAMES.join("\t"));
    }
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (first, second) = line.split_once('\t').unwrap_or((&line, ""));
        match what.as_str() {
            "--features" => {
                let row: Vec<String> = same::measure(first, second).iter().map(f64::to_string).collect();
                writeln!(out, "{}", row.join("\t"))?;
            }
            "--relation" => {
                let (relation, conflict) = (same::relation(first, second), same::conflict(first, second));
                writeln!(
                    out,
                    "{relation:?}\t{conflict:?}\t{:.3}",
                    same::score(first, second)
                )?;
            }
            _ => writeln!(out, "{:.6}", same::score(first, second))?,
        }
    }
    out.flush()
}
