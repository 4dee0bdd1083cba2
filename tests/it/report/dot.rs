//! Every DOT parses again and says what the graph says.

use twosource::report::{Output, Style};

use super::cases;

fn dot(analysis: twosource::Analysis) -> String {
    Output::of_name("dot")
        .unwrap()
        .render(&[analysis], &Style::default())
}

#[test]
fn every_dot_parses_again() {
    for analysis in [cases::harbour(), cases::hostile(), cases::empty()] {
        let printed = dot(analysis);
        if let Err(error) = graphviz_rust::parse(&printed) {
            panic!("{error}\n{printed}");
        }
    }
}

#[test]
fn an_outlet_and_its_own_sources_are_one_cluster() {
    let printed = dot(cases::harbour());
    let cluster = printed.split("subgraph \"cluster source 2\"").nth(1).unwrap();
    let cluster = &cluster[..cluster.find('}').unwrap()];
    assert!(
        cluster.contains("Morgenposten") && cluster.contains("Two dock workers"),
        "{cluster}"
    );
    assert!(
        printed.contains("\"source 3\" -> \"source 2\" [label=\"cites\"")
            || printed.contains("\"source 3\" -> \"source 2\"")
    );
}

#[test]
fn who_backs_nothing_is_left_out() {
    assert!(!dot(cases::harbour()).contains("Per Aas"));
}
