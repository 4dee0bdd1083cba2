//! How many words a second the attribution step reads on one core.

#![allow(missing_docs, reason = "a benchmark is read, not linked to")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use twosource::attribution;
use twosource::draft::{Draft, Format};
use twosource::language;
use twosource::policy::Policy;

/// Paragraphs of the lengths that news has; each is read alone, so repeating them changes nothing.
const PARAGRAPHS: &str = "\
The harbour board voted on Tuesday to close the north pier to visitors, citing cracks in two of its pillars.

“We are not going to wait until somebody falls into the water,” board member Inge Solheim said after the vote, which \
ended seven to two. She said repairs would take until spring and cost about four million crowns, most of which the \
insurer had agreed to pay.

According to a survey published in March, one pillar has lost a fifth of its concrete.

Shopkeepers on the pier reject the decision. “Nobody asked us,” said Ravi Menon, who has sold ice cream there for \
nineteen summers. He fears that half of the shops will not open again, and wants the board to pay for the loss.

The pier was built in 1931 and widened twice. A storm tore away its end in 1987.
";

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("attribution");
    group.sample_size(10);
    for times in [1, 5, 40] {
        let text = format!("{PARAGRAPHS}\n").repeat(times);
        let words = text.split_whitespace().count();
        let draft = Draft::read("bench.txt", Format::Plain, &text);
        let (prose, policy) = (language::read(&draft), Policy::default());
        group.throughput(Throughput::Elements(words as u64));
        group.bench_with_input(BenchmarkId::new("words", words), &draft, |bencher, draft| {
            bencher.iter(|| black_box(attribution::read(draft, &prose, &policy)));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
