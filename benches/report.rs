//! What outputs cost beyond the analysis: the pictures of 30 and of 300 claims, and the other formats.

#![allow(missing_docs, clippy::panic)]

use criterion::{Criterion, criterion_group, criterion_main};
use twosource::Analysis;
use twosource::draft::Draft;
use twosource::graph::file::{self, Syntax};
use twosource::policy::Policy;
use twosource::report::{OUTPUTS, Output, Style};

/// A graph of so many claims on a fifth as many sources, every third of them an outlet that cites another source.
fn analysis(claims: usize) -> Analysis {
    let sources = claims / 5 + 2;
    let mut text = String::from("title = \"A graph to measure with\"\n");
    for at in 0..sources {
        let kind = ["named-person", "document", "outlet"][at % 3];
        text.push_str(&format!(
            "[[source]]\nid = \"s{at}\"\nname = \"Source number {at}\"\nkind = \"{kind}\"\n"
        ));
        text.push_str("title = \"keeper of the records of the northern district\"\n");
        if at % 3 == 2 {
            text.push_str(&format!("cites = [\"s{}\"]\n", at - 1));
        }
    }
    for at in 0..claims {
        let (one, other) = (at * 7 % sources, (at * 11 + 1) % sources);
        text.push_str(&format!(
            "[[claim]]\nid = \"c{at}\"\ntext = \"The council spent {at} thousand on the bridge over the river \
             before anybody had asked for it.\"\nsources = [\"s{one}\", \"s{other}\"]\n"
        ));
    }
    let graph = file::read(&text, Syntax::Toml).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let draft = Draft::of_graph("graph.toml", &text);
    twosource::check_graph(draft, graph, None, &Policy::default())
}

fn pictures(criterion: &mut Criterion) {
    for picture in ["svg", "front"].into_iter().filter_map(Output::of_name) {
        for claims in [30, 300] {
            let analyses = [analysis(claims)];
            let style = Style::default();
            criterion.bench_function(&format!("{} of {claims} claims", picture.name), |bencher| {
                bencher.iter(|| picture.render(&analyses, &style));
            });
        }
    }
}

fn others(criterion: &mut Criterion) {
    let analyses = [analysis(300)];
    let style = Style::default();
    for output in OUTPUTS
        .iter()
        .filter(|output| !["svg", "front"].contains(&output.name))
    {
        criterion.bench_function(&format!("{} of 300 claims", output.name), |bencher| {
            bencher.iter(|| output.render(&analyses, &style));
        });
    }
}

/// A draft of about 2,000 words, read once: what its page costs beyond that.
fn page_of_a_draft(criterion: &mut Criterion) {
    let Some(page) = Output::of_name("html") else {
        return;
    };
    let names = [
        "Ada Berg",
        "Marek Oduya",
        "Ida Lund",
        "the county",
        "two officials",
        "The Northern Post",
    ];
    let told = [
        "the bridge will stay shut until May",
        "rents rose by four percent",
        "nobody had counted the boats",
    ];
    let mut text = String::from("# The week in the county\n\n");
    for at in 0..200 {
        let (name, told) = (names[at % names.len()], told[at * 5 % told.len()]);
        text.push_str(&format!("On day {at} {name} said that {told}. "));
        if at % 4 == 3 {
            text.push_str("\n\n");
        }
    }
    let draft = Draft::read("week.md", twosource::draft::Format::Markdown, &text);
    let analyses = [twosource::analyze(draft, &Policy::default())];
    let style = Style::default();
    criterion.bench_function("page of a draft of 2,000 words", |bencher| {
        bencher.iter(|| page.render(&analyses, &style));
    });
}

criterion_group!(benches, pictures, others, page_of_a_draft);
criterion_main!(benches);
