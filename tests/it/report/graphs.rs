//! GraphML and Mermaid carry the same graph as the picture.

use twosource::Analysis;
use twosource::report::{Output, Style};

use super::cases;

fn render(format: &str, analysis: Analysis) -> String {
    Output::of_name(format)
        .unwrap()
        .render(&[analysis], &Style::default())
}

#[test]
fn graphml_holds_every_claim_source_and_relation() {
    let written = render("graphml", cases::harbour());
    let document = roxmltree::Document::parse(&written).unwrap();
    let datum = |node: roxmltree::Node, key: &str| -> String {
        let found = node.children().find(|child| child.attribute("key") == Some(key));
        found
            .and_then(|child| child.text())
            .unwrap_or_default()
            .to_owned()
    };
    let nodes: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("node"))
        .collect();
    let claim = nodes.iter().find(|node| datum(**node, "id") == "c3").unwrap();
    assert_eq!(datum(*claim, "strength"), "single-anonymous");
    let name_of = |id: &str| {
        let node = nodes
            .iter()
            .find(|node| node.attribute("id") == Some(id))
            .unwrap();
        datum(*node, "label")
    };
    let edges: Vec<(String, String, String)> = document
        .descendants()
        .filter(|node| node.has_tag_name("edge"))
        .map(|edge| {
            let end = |key| name_of(edge.attribute(key).unwrap());
            (end("source"), datum(edge, "relation"), end("target"))
        })
        .collect();
    let has = |from: &str, relation: &str, to: &str| {
        edges.contains(&(from.to_owned(), relation.to_owned(), to.to_owned()))
    };
    assert!(has("Nobody was hurt.", "asserted by", "Ida Lund"), "{edges:#?}");
    assert!(has(
        "The sprinklers had been switched off for repairs since Monday.",
        "denied by",
        "Nordkai Terminals"
    ));
    assert!(has(
        "Morgenposten",
        "cites",
        "Two dock workers who were on the pier"
    ));
}

#[test]
fn graphml_of_hostile_words_is_well_formed() {
    let written = render("graphml", cases::hostile());
    let document = roxmltree::Document::parse(&written).unwrap();
    assert!(!document.descendants().any(|node| node.has_tag_name("script")));
}

#[test]
fn mermaid_groups_an_outlet_with_its_sources_and_marks_a_denial() {
    let written = render("mermaid", cases::harbour());
    assert!(written.starts_with("flowchart LR\n"), "{written}");
    let group = written.split("subgraph g2").nth(1).unwrap();
    let group = &group[..group.find("  end").unwrap()];
    assert!(
        group.contains("Morgenposten") && group.contains("Two dock workers"),
        "{group}"
    );
    assert!(written.contains("  s5 --x|\"denies\"| c3\n"), "{written}");
    assert!(written.contains("  s5 -.-o|\"declined\"| c7\n"), "{written}");
}

#[test]
fn no_word_ends_a_mermaid_label() {
    let written = render("mermaid", cases::hostile());
    for line in written.lines().filter(|line| line.contains(":::")) {
        assert_eq!(line.matches('"').count(), 2, "{line}");
        assert!(!line.contains("<script") && !line.contains("<img"), "{line}");
    }
}
