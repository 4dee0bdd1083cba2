//! The picture is well-formed and holds what it should; nothing in a draft gets out of its text.

use twosource::report::{Output, Style};

use super::cases;

fn svg(analysis: twosource::Analysis) -> String {
    Output::of_name("svg")
        .unwrap()
        .render(&[analysis], &Style::default())
}

#[test]
fn it_is_well_formed_and_holds_no_foreign_element() {
    let known = [
        "svg", "title", "desc", "style", "rect", "path", "g", "text", "circle",
    ];
    for analysis in [cases::harbour(), cases::hostile(), cases::empty()] {
        let picture = svg(analysis);
        let document = roxmltree::Document::parse(&picture).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{node:?}");
            assert!(
                !node.attributes().any(|one| one.name().starts_with("on")),
                "{node:?}"
            );
        }
    }
}
