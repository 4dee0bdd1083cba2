//! What the claim step costs by the length of the draft: 1,000 to 1,000,000 words.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::{attribution, claim, language, source};

/// An article of about `words` words: paragraphs whose people, places and figures vary.
fn article(words: usize) -> String {
    let names = [
        "Hollis", "Marsh", "Varn", "Dahl", "Quill", "Lund", "Anand", "Coe", "Boe", "Lie",
    ];
    let acts = [
        "sold the quay",
        "closed the library",
        "paid the builder",
        "repaired the drain",
        "signed the lease",
    ];
    let places = [
        "Ashby",
        "Valta",
        "Calder",
        "Wexley",
        "Tarnby",
        "Northfield",
        "Karsund",
    ];
    let mut text = String::new();
    let mut number = 0_usize;
    while number * 26 < words {
        let pick = |list: &[&'static str], step: usize| list[(number / step) % list.len()];
        let (name, act, place) = (pick(&names, 1), pick(&acts, 3), pick(&places, 7));
        text.push_str(&format!(
            "{name} {act} in {place} for ${} in {}, an auditor of district {number} said on Monday. \
             The town of {place} counted {} visitors in street {number}.\n\n",
            1000 + number * 7,
            1950 + number % 70,
            100 + number * 3,
        ));
        number += 1;
    }
    text
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("claims");
    group.sample_size(10);
    for words in [1_000, 10_000, 100_000, 1_000_000] {
        let draft = Draft::read("book.txt", Format::Plain, &article(words));
        let policy = Policy::default();
        let prose = language::read(&draft);
        let reading = attribution::read(&draft, &prose, &policy);
        let sources = source::resolve(&draft, &prose, &reading, &policy);
        group.throughput(Throughput::Elements(words as u64));
        group.bench_with_input(BenchmarkId::from_parameter(words), &words, |bencher, _| {
            bencher.iter(|| black_box(claim::state(&draft, &prose, &reading, &sources, &policy)));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
