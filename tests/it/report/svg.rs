//! The picture is well-formed and holds what it should; nothing in a draft gets out of its text.

use std::collections::BTreeSet;

use twosource::claim::Weight;
use twosource::report::{Filter, Output, Style, Theme, View, graph_sheets};
use twosource::source::{Basis, SourceKind};
use twosource::strength::Rung;

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

/// The one element of this class that is about this source, or that claim.
fn about<'a, 'i>(
    document: &'a roxmltree::Document<'i>,
    class: &str,
    (key, id): (&str, &str),
) -> Option<roxmltree::Node<'a, 'i>> {
    let is_it =
        |node: &roxmltree::Node| node.attribute("class") == Some(class) && node.attribute(key) == Some(id);
    document.descendants().find(is_it)
}

fn words(node: roxmltree::Node) -> String {
    let texts = node.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

/// Three outlets lead to one: two of them add nothing.
fn picked_up() -> twosource::Analysis {
    let mut case = cases::Builder::new("Cracked blades");
    let coast = case.source("Coast Wire", SourceKind::Outlet, "");
    let ledger = case.source("Morning Ledger", SourceKind::Outlet, "");
    let times = case.source("Harbour Times", SourceKind::Outlet, "");
    let hand = case.source("an employee", SourceKind::Anonymous, "");
    for outlet in [coast, ledger, times] {
        case.sources[outlet.0].basis = Basis::SecondHand;
    }
    case.cites(coast, times);
    case.cites(ledger, times);
    case.cites(times, hand);
    case.claim("The blades were cracked.", Rung::Unattributed, &[coast, ledger])
        .weight = Weight::Heavy;
    case.claim("Cracks were painted over.", Rung::Unattributed, &[times])
        .weight = Weight::Heavy;
    case.build_weighed()
}

#[test]
fn whom_all_lead_to_is_a_waist_and_who_adds_nothing_is_hollow() {
    let picture = svg(picked_up());
    let document = roxmltree::Document::parse(&picture).unwrap();
    assert!(
        about(&document, "waist", ("data-source", "s3")).is_some(),
        "{picture}"
    );
    assert!(about(&document, "waist", ("data-source", "s1")).is_none());
    let card = about(&document, "source", ("data-source", "s3")).unwrap();
    assert!(
        words(card).contains("without it 2 of 2 claims fall, 2 heavy"),
        "{}",
        words(card)
    );
    let adds_nothing = |source: &str| {
        let ribbon = about(&document, "ribbon", ("data-source", source)).unwrap();
        let title = ribbon
            .descendants()
            .find(|node| node.has_tag_name("title"))
            .unwrap();
        title
            .text()
            .unwrap_or_default()
            .contains("adds no independent source")
    };
    assert!(!adds_nothing("s1") && adds_nothing("s2") && !adds_nothing("s3"));
}

#[test]
fn two_of_one_side_narrow_to_one() {
    let mut case = cases::Builder::new("Railway");
    let minister = case.source("Odile Ferrand", SourceKind::NamedPerson, "minister");
    let secretary = case.source("Paul Anders", SourceKind::NamedPerson, "secretary");
    for id in [minister, secretary] {
        case.sources[id.0].interest = vec!["the ministry".to_owned()];
    }
    case.claim(
        "The railway will stop.",
        Rung::Unattributed,
        &[minister, secretary],
    );
    let picture = svg(case.build_weighed());
    assert!(picture.contains("one side: the ministry"), "{picture}");
    assert!(picture.contains("· one side</text>"), "{picture}");
}

#[test]
fn what_matters_little_is_one_line_of_its_source_and_drawn_on_request() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner");
    let clerk = case.source("Jo Orr", SourceKind::NamedPerson, "clerk");
    case.claim("The ferry leaked.", Rung::Unattributed, &[owner])
        .weight = Weight::Heavy;
    for day in ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday"] {
        case.claim(&format!("It was painted on {day}."), Rung::Unattributed, &[owner])
            .weight = Weight::Light;
    }
    case.claim("The pier is old.", Rung::Unattributed, &[clerk])
        .weight = Weight::Light;
    let analysis = case.build_weighed();
    let picture = svg(analysis.clone());
    let document = roxmltree::Document::parse(&picture).unwrap();
    let card = about(&document, "source", ("data-source", "s1")).unwrap();
    let told = words(card);
    assert!(told.contains("and 1 more, on its word alone"), "{told}");
    assert!(!picture.contains("painted on Sunday"), "{picture}");
    let row = about(&document, "rest", ("data-source", "s2")).unwrap();
    assert!(
        words(row).contains("Jo Orr 1 claim, on its word alone"),
        "{}",
        words(row)
    );
    let filter = Filter {
        view: View::Full,
        ..Filter::default()
    };
    let style = Style {
        filter,
        ..Style::default()
    };
    let whole = Output::of_name("svg").unwrap().render(&[analysis], &style);
    assert!(
        whole.contains("painted on Sunday") && !whole.contains("on its word alone"),
        "{whole}"
    );
}

#[test]
fn on_paper_each_claim_stands_once_and_its_source_on_each_sheet() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner");
    for hour in 1..15 {
        case.claim(
            &format!("The ferry sank at {hour} o'clock."),
            Rung::Unattributed,
            &[owner],
        )
        .weight = Weight::Heavy;
    }
    let filter = Filter {
        view: View::Full,
        ..Filter::default()
    };
    let style = Style {
        filter,
        ..Style::default()
    };
    let sheets = graph_sheets(&case.build_weighed(), &style);
    assert!(sheets.len() > 1);
    let mut claims = Vec::new();
    for sheet in &sheets {
        let document = roxmltree::Document::parse(sheet).unwrap();
        assert!(about(&document, "source", ("data-source", "s1")).is_some());
        let drawn = document
            .descendants()
            .filter(|node| node.attribute("class") == Some("claim"));
        claims.extend(drawn.filter_map(|node| node.attribute("data-claim").map(str::to_owned)));
    }
    claims.sort();
    let once = claims.len();
    claims.dedup();
    assert_eq!((once, claims.len()), (14, 14));
}

/// The colours of a drawing: what follows each `#`.
fn colours(text: &str) -> BTreeSet<String> {
    let after = text.split('#').skip(1);
    let colours = after.filter_map(|rest| rest.get(..6));
    let is_colour = |one: &&str| one.chars().all(|c| c.is_ascii_hexdigit());
    colours.filter(is_colour).map(str::to_lowercase).collect()
}

#[test]
fn the_colours_of_strength_are_the_same_in_every_drawing() {
    let render = |format: &str| {
        let style = Style {
            theme: Theme::Light,
            ..Style::default()
        };
        colours(
            &Output::of_name(format)
                .unwrap()
                .render(&[cases::harbour()], &style),
        )
    };
    let (svg, front) = (render("svg"), render("front"));
    for format in ["dot", "mermaid"] {
        let own = render(format);
        assert!(own.len() > 3, "{own:?}");
        let foreign: Vec<&String> = own
            .iter()
            .filter(|one| !svg.contains(*one) && !front.contains(*one))
            .collect();
        // Mermaid names the look of every strength, whether it occurs or not.
        assert!(format == "mermaid" || foreign.is_empty(), "{format}: {foreign:?}");
    }
    let grey = |one: &String| {
        let part = |at: usize| i32::from_str_radix(&one[at..at + 2], 16).unwrap();
        let parts = [part(0), part(2), part(4)];
        parts.iter().max().unwrap() - parts.iter().min().unwrap() < 40
    };
    let strong: Vec<&String> = svg.iter().filter(|one| !grey(one)).collect();
    assert!(
        strong.iter().all(|one| render("mermaid").contains(*one)),
        "{strong:?}"
    );
}
