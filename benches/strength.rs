//! How long it takes to weigh all claims of a graph, and to read a graph file.
//!
//! Peak memory: run one size alone under a tool that measures it, for instance
//! `/usr/bin/time -v cargo bench --bench strength -- weigh/outlets/100000 --quick`.

#![allow(missing_docs, reason = "a benchmark is read, not linked to")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use twosource::attribution::Stance;
use twosource::claim::{Backing, Claim};
use twosource::graph::SourceGraph;
use twosource::graph::file::{GraphFile, Syntax, read, write};
use twosource::source::{Count, Source, SourceId, SourceKind};
use twosource::strength::weigh;

/// Numbers that look random and are the same in every run (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// What cites what.
#[derive(Clone, Copy)]
enum Form {
    /// One source in two is an outlet that cites one to three others, near or far: chains and small loops.
    Outlets,
    /// All outlets stand in one chain, with two people at its end.
    Chain,
    /// Outlets stand in loops of twenty in which everyone cites everyone; one loop in two has a person behind it.
    Loops,
}

fn cites(form: Form, index: usize, count: usize, dice: &mut Dice) -> Vec<SourceId> {
    match form {
        Form::Outlets if index.is_multiple_of(2) => {
            let near = (index + 1 + dice.below(40)) % count;
            let far = dice.below(count);
            let more = (dice.below(4) == 0).then_some(far);
            std::iter::once(near).chain(more).map(SourceId).collect()
        }
        Form::Chain if index + 2 < count => vec![SourceId(index + 1)],
        Form::Loops => {
            let start = index - index % 20;
            let loops = (start..(start + 20).min(count))
                .filter(|other| *other != index)
                .map(SourceId);
            if start.is_multiple_of(40) && index == start {
                Vec::new()
            } else {
                loops.collect()
            }
        }
        _ => Vec::new(),
    }
}

/// A graph with five claims for each source.
fn graph(form: Form, claims: usize) -> SourceGraph {
    let mut dice = Dice(7);
    let count = claims / 5;
    let kinds = [
        SourceKind::NamedPerson,
        SourceKind::Anonymous,
        SourceKind::Document,
    ];
    let sources = (0..count).map(|index| {
        let cites = cites(form, index, count, &mut dice);
        let kind = if cites.is_empty() {
            kinds[dice.below(3)]
        } else {
            SourceKind::Outlet
        };
        let mut source = Source::new(&format!("s{index}"), kind);
        source.description = format!("source number {index}");
        if kind != SourceKind::Outlet && dice.below(3) == 0 {
            source.interest = vec![format!("side {}", dice.below(50))];
        }
        if kind == SourceKind::Anonymous {
            let low = 1 + dice.below(2) as u32;
            source.count = Count { low, high: low };
        }
        source.cites = cites;
        source
    });
    let sources: Vec<Source> = sources.collect();
    let claims = (0..claims).map(|index| {
        let mut claim = Claim::new(&format!("c{index}"), &format!("Claim number {index} is so."));
        for _ in 0..1 + dice.below(3) {
            let source = SourceId(dice.below(count));
            claim.backing.push(Backing {
                source,
                stance: Stance::Asserts,
                attribution: None,
            });
        }
        claim
    });
    SourceGraph::new(sources, claims.collect())
}

const FORMS: [(&str, Form); 3] = [
    ("outlets", Form::Outlets),
    ("chain", Form::Chain),
    ("loops", Form::Loops),
];
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn weighing(criterion: &mut Criterion) {
    for (name, form) in FORMS {
        let mut group = criterion.benchmark_group(format!("weigh/{name}"));
        for size in SIZES {
            group
                .sample_size(10)
                .throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                let graph = graph(form, size);
                bencher.iter(|| black_box(weigh(&graph)));
            });
        }
        group.finish();
    }
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read/toml");
    for size in SIZES {
        group
            .sample_size(10)
            .throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            let graph = graph(Form::Outlets, size);
            let text = write(&GraphFile {
                title: String::new(),
                draft: None,
                graph,
                waivers: Vec::new(),
                read: Vec::new(),
            });
            bencher.iter(|| black_box(read(&text, Syntax::Toml).is_ok()));
        });
    }
    group.finish();
}

criterion_group!(benches, weighing, reading);
criterion_main!(benches);
