//! What an editor reads on the front.

use roxmltree::{Document, Node};
use twosource::Analysis;
use twosource::attribution::Stance;
use twosource::claim::Weight;
use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::report::{Output, Style, Theme};
use twosource::source::SourceKind;
use twosource::strength::Rung;

use super::cases::{self, Builder};
use super::front_random::check;
use super::svg_random::{of_class, value};

fn front(analysis: &Analysis) -> String {
    let output = Output::of_name("front").unwrap();
    output.render(std::slice::from_ref(analysis), &Style::default())
}

/// The words of each part of this class, its lines joined.
fn said(sheet: &str, class: &str) -> Vec<String> {
    let document = Document::parse(sheet).unwrap();
    let parts = of_class(&document, class).into_iter();
    parts.map(|part| words(part)).collect()
}

fn words(part: Node) -> String {
    let texts = part.descendants().filter(|node| node.has_tag_name("text"));
    let lines: Vec<&str> = texts.filter_map(|text| text.text()).collect();
    lines.join(" ")
}

fn verdict(analysis: &Analysis) -> String {
    said(&front(analysis), "verdict").join(" ")
}

fn read(text: &str) -> Analysis {
    let draft = Draft::read("draft.txt", Format::Plain, text);
    twosource::analyze(draft, &Policy::default())
}

/// A case with a claim of this weight on each of these rungs.
fn standing(rungs: &[(Rung, Weight)]) -> Builder {
    let mut case = Builder::new("Ferry line to close");
    let one = case.source("Ida Lund", SourceKind::NamedPerson, "harbour master");
    for (rung, weight) in rungs {
        let sources = [one];
        let sources = if *rung == Rung::Unattributed {
            &[]
        } else {
            &sources[..]
        };
        case.claim("The ferry line will close.", *rung, sources).weight = *weight;
    }
    case
}

#[test]
fn it_says_what_to_check_who_carries_it_and_what_to_do() {
    let sheet = front(&cases::harbour());
    assert_eq!(
        said(&sheet, "head").concat(),
        "Sourcing check · case.toml · 8 claims · 7 sources Fire in the harbour of Vardby closes two terminals"
    );
    let first = said(&sheet, "item");
    assert_eq!(
        first[0],
        "1 claim 3 · accusation The sprinklers had been switched off for repairs since Monday. Rests on Morgenposten \
         alone. → Find a second source."
    );
    let numbers: Vec<&str> = first.iter().filter_map(|item| item.split(' ').next()).collect();
    assert_eq!(numbers, ["1", "2", "3"], "best first");
    assert!(
        first[2].contains("→ As for 1."),
        "what was said once is pointed to: {}",
        first[2]
    );
    let chains = said(&sheet, "chain");
    assert_eq!(chains[0], "Morgenposten Nordkai Terminals denies it claim 3");
    assert!(
        said(&sheet, "rest")
            .iter()
            .any(|line| line.starts_with("nobody 8 It is the third fire")),
        "{:?}",
        said(&sheet, "rest")
    );
}

#[test]
fn the_strip_has_a_cell_for_each_claim_in_the_order_of_the_text() {
    let sheet = front(&cases::harbour());
    let document = Document::parse(&sheet).unwrap();
    let cells = of_class(&document, "cell");
    let ids: Vec<_> = cells
        .iter()
        .filter_map(|cell| cell.attribute("data-claim"))
        .collect();
    assert_eq!(ids, ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]);
    let title = cells[2].children().find(|node| node.has_tag_name("title"));
    let title = title.and_then(|title| title.text()).unwrap();
    assert!(
        title.starts_with("3: The sprinklers") && title.ends_with("(anonymous only)"),
        "{title}"
    );
    let marks: Vec<String> = of_class(&document, "mark").into_iter().map(words).collect();
    assert_eq!(marks, ["1", "3", "2"], "in the order of the text");
}

#[test]
fn the_verdict_says_no_more_than_is_true() {
    use Rung::{
        Corroborated, CorroboratedAnonymous, Document, OwnWord, SingleAnonymous, SingleSource, Unattributed,
    };
    use Weight::{Heavy, Light, Normal};
    let cases: [(&[(Rung, Weight)], &str); 10] = [
        (&[], "No claim was found."),
        (
            &[(SingleSource, Heavy)],
            "The one heavy claim rests on one source.",
        ),
        (
            &[(SingleSource, Heavy); 3],
            "All 3 heavy claims rest on one source each.",
        ),
        (&[(Corroborated, Heavy); 2], "No heavy claim rests on one source."),
        (
            &[(CorroboratedAnonymous, Heavy); 2],
            "Both heavy claims rest on people who are not named.",
        ),
        (
            &[
                (Corroborated, Heavy),
                (Document, Heavy),
                (SingleAnonymous, Heavy),
                (SingleSource, Light),
            ],
            "Of 3 heavy claims 1 rests on somebody who is not named, 1 on a document alone and 1 on two independent \
             sources or more.",
        ),
        (
            &[
                (Unattributed, Heavy),
                (Unattributed, Heavy),
                (SingleSource, Heavy),
            ],
            "Of 3 heavy claims 2 rest on nobody and 1 on one source.",
        ),
        (
            &[(SingleSource, Light), (OwnWord, Light)],
            "No claim here is heavy. Of 2 claims 1 rests on one source and 1 on the speaker's own word.",
        ),
        (
            &[(SingleSource, Normal), (Corroborated, Heavy), (OwnWord, Light)],
            "The one claim to look at rests on one source.",
        ),
        (
            &[(OwnWord, Light)],
            "No claim here is heavy. The one claim rests on the speaker's own word.",
        ),
    ];
    for (rungs, wanted) in cases {
        assert_eq!(verdict(&standing(rungs).build()), wanted, "{rungs:?}");
    }
}

#[test]
fn a_denial_is_in_the_verdict_and_on_the_cell() {
    let mut case = standing(&[(Rung::SingleSource, Weight::Heavy)]);
    let other = case.source("Per Aas", SourceKind::NamedPerson, "mayor");
    case.stance(other, Stance::Denies);
    let analysis = case.build();
    assert_eq!(
        verdict(&analysis),
        "The one heavy claim rests on one source; it is denied."
    );
    let sheet = front(&analysis);
    assert_eq!(said(&sheet, "chain"), ["Ida Lund Per Aas denies it claim 1"]);
    assert!(said(&sheet, "legend")[0].contains("denied"));
}

#[test]
fn what_two_sources_or_a_document_hold_up_is_not_to_be_checked() {
    let held = [
        (Rung::Corroborated, Weight::Heavy),
        (Rung::Document, Weight::Heavy),
    ];
    let sheet = front(&standing(&held).build());
    assert_eq!(said(&sheet, "item"), [""; 0]);
    assert_eq!(
        said(&sheet, "stands"),
        ["1 The ferry line will close", "2 The ferry line will close"]
    );
    let sheet = front(&standing(&held[1..]).build());
    assert_eq!(
        said(&sheet, "stands"),
        [
            "1 The ferry line will close",
            "Nothing here has two independent sources."
        ]
    );
}

#[test]
fn nothing_is_green_that_has_no_two_independent_sources_on_record() {
    const GREEN: [&str; 2] = ["#15803d", "#4ade80"];
    let is_green = |rung| {
        let sheet = front(&standing(&[(rung, Weight::Heavy)]).build());
        GREEN.iter().any(|green| sheet.contains(green))
    };
    for (rung, name) in Rung::NAMES {
        assert_eq!(is_green(*rung), *rung == Rung::Corroborated, "{name}");
    }
}

#[test]
fn a_draft_that_was_not_read_says_so() {
    let spanish = read(
        "El gobierno dijo que el puente se cerrará en mayo, según el ministro.\n\nLos vecinos dijeron que nadie les \
         había avisado de nada y que protestarán en la plaza.\n",
    );
    assert!(
        verdict(&spanish).contains("Spanish, which is not read."),
        "{}",
        verdict(&spanish)
    );
    assert!(!verdict(&spanish).contains("No heavy claim"));
    assert_eq!(verdict(&read("")), "No claim was found.");
}

#[test]
fn what_falls_with_a_source_falls_with_those_behind_it_too() {
    let mut case = Builder::new("Bridge to be shut");
    let paper = case.source("Northern Post", SourceKind::Outlet, "");
    let clerk = case.source("a clerk of the county", SourceKind::Anonymous, "");
    let lund = case.source("Ida Lund", SourceKind::NamedPerson, "engineer");
    case.sources[paper.0].basis = twosource::source::Basis::Unknown;
    case.cites(paper, clerk);
    case.claim("Rust has eaten two beams.", Rung::SingleAnonymous, &[paper])
        .weight = Weight::Heavy;
    case.claim("The bridge will be shut in May.", Rung::SingleAnonymous, &[paper]);
    case.claim(
        "The bridge carries 900 cars a day.",
        Rung::Corroborated,
        &[paper, lund],
    );
    let sheet = front(&case.build_weighed());
    let document = Document::parse(&sheet).unwrap();
    let titles: Vec<String> = of_class(&document, "carrier")
        .iter()
        .filter_map(|row| row.children().find(|node| node.has_tag_name("title")))
        .filter_map(|title| title.text().map(str::to_owned))
        .collect();
    assert_eq!(
        titles,
        [
            "Northern Post · outlet · falls with it: claims 1, 2 · others say too: claim 3",
            "A clerk of the county · anonymous · falls with it: claims 1, 2 · others say too: claim 3",
            "Ida Lund · engineer · named, on record · others say too: claim 3",
        ]
    );
    assert_eq!(
        said(&sheet, "waist"),
        ["Northern Post: without this source 2 of 3 claims fall, 1 of them heavy."]
    );
}

#[test]
fn a_source_that_is_only_pointed_to_is_marked() {
    let analysis = read(
        "Ida Lund, the harbour master, met reporters on Tuesday.\n\nShe said that the pumps had been stolen from the \
         depot by the night crew.\n",
    );
    let sheet = front(&analysis);
    let chains = said(&sheet, "chain");
    assert!(
        chains.contains(&"Ida Lund (“She”) claim 2".to_owned()),
        "{chains:?}"
    );
    assert!(
        said(&sheet, "key")[0].contains("read from “he”"),
        "{:?}",
        said(&sheet, "key")
    );
    let items = said(&sheet, "item");
    assert!(
        items.iter().any(|item| item.contains("¶ 2 · claim 2")),
        "{items:?}"
    );
}

#[test]
fn hundreds_of_claims_fit_in_the_width() {
    for count in [3, 120, 300, 2000] {
        let mut case = Builder::new("A long report");
        let sources: Vec<_> = (0..40)
            .map(|at| case.source(&format!("Speaker number {at}"), SourceKind::NamedPerson, "member"))
            .collect();
        for at in 0..count {
            let claim = case.claim("The dam leaks.", Rung::SingleSource, &[sources[at % 40]]);
            claim.weight = Weight::NAMES[at % 3].0;
        }
        let analysis = case.build();
        check(&analysis).unwrap();
        let sheet = front(&analysis);
        let document = Document::parse(&sheet).unwrap();
        let cells = of_class(&document, "cell").len();
        assert!(
            cells == count || (count > 330 && cells > 200 && cells <= 330),
            "{cells} of {count}"
        );
        assert!(value(document.root_element(), "height") <= 1400.0);
    }
}

#[test]
fn hostile_words_stay_words() {
    let sheet = front(&cases::hostile());
    let document = Document::parse(&sheet).unwrap();
    let known = ["svg", "title", "desc", "style", "rect", "path", "g", "text"];
    for node in document.descendants().filter(Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        assert!(
            !node.attributes().any(|one| one.name().starts_with("on")),
            "{node:?}"
        );
    }
    check(&cases::hostile()).unwrap();
    check(&cases::empty()).unwrap();
}

#[test]
fn who_cannot_see_it_is_told_the_same() {
    let sheet = front(&cases::harbour());
    let document = Document::parse(&sheet).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let named = root.attribute("aria-labelledby").unwrap();
    let told: Vec<&str> = named
        .split(' ')
        .filter_map(|id| {
            document
                .descendants()
                .find(|node| node.attribute("id") == Some(id))?
                .text()
        })
        .collect();
    assert_eq!(
        told[0],
        "What to check in “Fire in the harbour of Vardby closes two terminals”"
    );
    for words in [
        "8 claims · 7 sources. Of 3 claims to look at 2 rest on people who are not named and 1 on one source; 1 is denied.",
        "1. claim 3 · accusation: The sprinklers had been switched off for repairs since Monday. Rests on Morgenposten alone.",
    ] {
        assert!(told[1].contains(words), "{}", told[1]);
    }
}

#[test]
fn it_is_light_or_dark_as_it_was_asked_for() {
    let of = |theme| {
        let style = Style {
            theme,
            ..Style::default()
        };
        Output::of_name("front")
            .unwrap()
            .render(&[cases::harbour()], &style)
    };
    assert!(of(Theme::Auto).contains("prefers-color-scheme:dark"));
    let (light, dark) = (of(Theme::Light), of(Theme::Dark));
    assert!(!light.contains("<style>") && light.contains("fill=\"#ffffff\""));
    assert!(!dark.contains("<style>") && !dark.contains("#ffffff"));
}
