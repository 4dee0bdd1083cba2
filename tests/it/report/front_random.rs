//! What must hold of every front, tried on random graphs: it is no higher than wide, all lies on it, no two texts overlap, and what is told
//! of a claim stands in its box.

use proptest::prelude::*;
use roxmltree::{Document, Node};
use twosource::Analysis;
use twosource::report::{Output, Style};

use super::svg_random::{Area, Bytes, analysis, area_of_rect, area_of_text, bytes, of_class, value};

fn texts<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let all = node.descendants();
    all.filter(|node| node.has_tag_name("text")).collect()
}

/// The frame of a box: the widest of its rectangles.
fn frame(group: Node) -> Area {
    let rects = group.children().filter(|node| node.has_tag_name("rect"));
    let widest = rects.max_by(|one, other| value(*one, "width").total_cmp(&value(*other, "width")));
    area_of_rect(widest.unwrap())
}

/// Fails when something lies where it should not.
pub(crate) fn check(analysis: &Analysis) -> Result<(), TestCaseError> {
    let output = Output::of_name("front").unwrap();
    let render = || output.render(std::slice::from_ref(analysis), &Style::default());
    let sheet = render();
    prop_assert_eq!(&sheet, &render());
    let document = match Document::parse(&sheet) {
        Ok(document) => document,
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{sheet}"))),
    };
    let root = document.root_element();
    let page = Area {
        left: 0.0,
        top: 0.0,
        right: value(root, "width"),
        bottom: value(root, "height"),
    };
    prop_assert!(page.bottom <= page.right, "landscape: {page:?}");
    let texts_of_all = texts(root);
    let areas: Vec<Area> = texts_of_all.iter().map(|text| area_of_text(*text)).collect();
    for (at, one) in areas.iter().enumerate() {
        let words = texts_of_all[at].text();
        prop_assert!(page.contains(one), "{words:?} {one:?} {page:?}");
        for (other_at, other) in areas.iter().enumerate().skip(at + 1) {
            let other_words = texts_of_all[other_at].text();
            prop_assert!(
                !one.overlaps(other),
                "{words:?} {one:?}, {other_words:?} {other:?}"
            );
        }
    }
    for rect in document.descendants().filter(|node| node.has_tag_name("rect")) {
        let area = area_of_rect(rect);
        prop_assert!(page.contains(&area), "{area:?} {page:?}");
    }
    boxes(&document)
}

/// What is told of a claim, its chain too, stands in its box, and the boxes stand one below the other.
fn boxes(document: &Document) -> Result<(), TestCaseError> {
    let mut end = 0.0;
    let chains = of_class(document, "chain");
    for group in of_class(document, "item") {
        let whole = frame(group);
        prop_assert!(whole.top > end, "{whole:?}");
        end = whole.bottom;
        let claim = group.attribute("data-claim");
        let chain = chains.iter().find(|chain| chain.attribute("data-claim") == claim);
        for text in texts(group)
            .into_iter()
            .chain(chain.into_iter().flat_map(|chain| texts(*chain)))
        {
            let area = area_of_text(text);
            prop_assert!(whole.contains(&area), "{:?} {area:?} {whole:?}", text.text());
        }
    }
    Ok(())
}

fn tried(
    sources: &Bytes,
    claims: &Bytes,
    backing: &Bytes,
    cites: &Bytes,
    ties: &Bytes,
) -> Result<(), TestCaseError> {
    check(&analysis(sources, claims, backing, cites, ties))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_front_is_clean(
        sources in bytes(1, 12),
        claims in bytes(1, 24),
        backing in bytes(0, 50),
        cites in bytes(0, 12),
        ties in bytes(0, 6),
    ) {
        tried(&sources, &claims, &backing, &cites, &ties)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn so_is_that_of_a_book(
        sources in bytes(20, 60),
        claims in bytes(200, 900),
        backing in bytes(100, 600),
        ties in bytes(0, 30),
    ) {
        tried(&sources, &claims, &backing, &Vec::new(), &ties)?;
    }
}
