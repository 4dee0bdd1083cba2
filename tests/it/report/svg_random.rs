//! What must hold of every picture, tried on random graphs: no two boxes overlap, no text leaves its box, every
//! ribbon ends at its ports, labels do not run into one another, and all lies inside the picture.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use ttf_parser::Face;
use twosource::Analysis;
use twosource::attribution::Stance;
use twosource::claim::{ClaimId, Weight};
use twosource::report::{Filter, Mentioned, Output, Style, View, Wanted};
use twosource::source::{SourceId, SourceKind};
use twosource::strength::Rung;

use super::cases::{Builder, HOSTILE};

static REGULAR: LazyLock<Face> =
    LazyLock::new(|| face(include_bytes!("../../../src/report/svg/fonts/Arimo-Regular.ttf")));
static BOLD: LazyLock<Face> =
    LazyLock::new(|| face(include_bytes!("../../../src/report/svg/fonts/Arimo-Bold.ttf")));

fn face(file: &'static [u8]) -> Face<'static> {
    Face::parse(file, 0).unwrap()
}

const WORDS: &[&str] = &[
    "Ida Lund",
    "a",
    "the chief of the harbour fire brigade and of everything else that burns in the whole of the province",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende",
    "国家统计局发言人表示今年第一季度国内生产总值同比增长百分之五点三超出市场预期",
    "דובר הממשלה אמר לכתבים שהשיחות נמשכות",
    "المتحدث باسم الوزارة قال إن المحادثات مستمرة",
    "Жители старого города услышали взрыв незадолго до пяти часов утра",
    "👩‍🚒🔥 🇳🇴",
    HOSTILE,
    "",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

fn kind(number: u8) -> SourceKind {
    let kinds = SourceKind::NAMES;
    kinds[usize::from(number) % kinds.len()].0
}

fn word(number: u8) -> &'static str {
    WORDS[usize::from(number) % WORDS.len()]
}

pub(crate) type Bytes = Vec<(u8, u8, u8)>;

/// Sources (name, kind, interest), claims (text, weight), backing (claim, source, stance), citations, ties.
pub(crate) fn analysis(
    sources: &Bytes,
    claims: &Bytes,
    backing: &Bytes,
    cites: &Bytes,
    ties: &Bytes,
) -> Analysis {
    let mut case = Builder::new(word(sources.len() as u8));
    for (name, of_kind, interest) in sources {
        let id = case.source(word(*name), kind(*of_kind), word(of_kind / 8));
        if interest % 3 == 0 {
            case.sources[id.0].interest = vec![word(interest / 3).to_owned()];
        }
        case.count(id, 1 + u32::from(interest % 2), 2 + u32::from(interest % 4));
    }
    for (text, weight, lede) in claims {
        let claim = case.claim(word(*text), Rung::Unattributed, &[]);
        claim.weight = Weight::NAMES[usize::from(*weight) % 3].0;
        claim.weight_reason = word(weight / 3).to_owned();
        claim.lede = lede % 5 == 0;
    }
    let (sources, claims) = (sources.len(), claims.len());
    for (claim, source, stance) in backing {
        let stance =
            [Stance::Asserts, Stance::Asserts, Stance::Denies, Stance::Declines][usize::from(stance % 4)];
        case.claims[usize::from(*claim) % claims]
            .backing
            .push(twosource::claim::Backing {
                source: SourceId(usize::from(*source) % sources),
                stance,
                attribution: None,
            });
    }
    for (citing, cited, _) in cites {
        case.cites(
            SourceId(usize::from(*citing) % sources),
            SourceId(usize::from(*cited) % sources),
        );
    }
    for (one, other, differ) in ties {
        let claim = &mut case.claims[usize::from(*one) % claims];
        let other = ClaimId(usize::from(*other) % claims);
        match differ % 2 {
            0 => claim.discrepancies.push(other),
            _ => claim.may_corroborate.push(other),
        }
    }
    case.build_weighed()
}

pub(crate) fn bytes(least: usize, most: usize) -> impl Strategy<Value = Bytes> {
    prop::collection::vec(any::<(u8, u8, u8)>(), least..most)
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) fn overlaps(&self, other: &Area) -> bool {
        let apart = 0.05;
        self.left + apart < other.right
            && other.left + apart < self.right
            && self.top + apart < other.bottom
            && other.top + apart < self.bottom
    }

    pub(crate) fn contains(&self, other: &Area) -> bool {
        let near = 0.15;
        self.left <= other.left + near
            && other.right <= self.right + near
            && self.top <= other.top + near
            && other.bottom <= self.bottom + near
    }
}

pub(crate) fn value(node: Node, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |value| value.parse().unwrap())
}

pub(crate) fn area_of_rect(node: Node) -> Area {
    let (left, top) = (value(node, "x"), value(node, "y"));
    Area {
        left,
        top,
        right: left + value(node, "width"),
        bottom: top + value(node, "height"),
    }
}

/// Advances added up; letters that Arimo lacks are taken to be as wide as common fonts have them.
fn width(text: &str, node: Node) -> f64 {
    let face = match node.attribute("font-weight") {
        Some(_) => &*BOLD,
        None => &*REGULAR,
    };
    let em: f64 = text
        .chars()
        .map(|c| match face.glyph_index(c) {
            Some(glyph) => f64::from(face.glyph_hor_advance(glyph).unwrap_or_default()) / 2048.0,
            None if matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0f}') => 0.0,
            None if c >= '\u{1f000}' => 1.3,
            None if c >= '\u{1100}' => 1.0,
            None => 0.7,
        })
        .sum();
    em * value(node, "font-size")
}

pub(crate) fn area_of_text(node: Node) -> Area {
    let (x, y, size) = (value(node, "x"), value(node, "y"), value(node, "font-size"));
    let width = width(node.text().unwrap_or_default(), node);
    let left = match (node.attribute("text-anchor"), node.attribute("direction")) {
        (Some("middle"), _) => x - width / 2.0,
        (Some("end"), _) | (None, Some("rtl")) => x - width,
        _ => x,
    };
    Area {
        left,
        top: y - 0.78 * size,
        right: left + width,
        bottom: y + 0.21 * size,
    }
}

pub(crate) fn of_class<'a, 'i>(document: &'a Document<'i>, class: &'a str) -> Vec<Node<'a, 'i>> {
    let is_it = |node: &Node| {
        let classes = node.attribute("class").unwrap_or_default();
        classes.split(' ').any(|one| one == class)
    };
    document.descendants().filter(is_it).collect()
}

fn box_of(group: Node) -> Area {
    area_of_rect(group.children().find(|node| node.has_tag_name("rect")).unwrap())
}

fn check_boxes(document: &Document) -> Result<(), TestCaseError> {
    let (sources, claims) = (of_class(document, "source"), of_class(document, "claim"));
    let sources: Vec<Area> = sources.into_iter().map(box_of).collect();
    let claims: Vec<Area> = claims.into_iter().map(box_of).collect();
    for (at, one) in claims.iter().enumerate() {
        for other in claims[at + 1..].iter().chain(&sources) {
            prop_assert!(!one.overlaps(other), "{one:?} {other:?}");
        }
    }
    for (at, one) in sources.iter().enumerate() {
        for other in &sources[at + 1..] {
            prop_assert!(!one.overlaps(other) || one.contains(other), "{one:?} {other:?}");
        }
    }
    Ok(())
}

fn check_texts(document: &Document) -> Result<(), TestCaseError> {
    let page = Area {
        left: 0.0,
        top: 0.0,
        right: value(document.root_element(), "width"),
        bottom: value(document.root_element(), "height"),
    };
    for group in of_class(document, "source")
        .into_iter()
        .chain(of_class(document, "claim"))
    {
        let whole = box_of(group);
        let texts: Vec<Node> = group
            .children()
            .filter(|node| node.has_tag_name("text"))
            .collect();
        for (at, text) in texts.iter().enumerate() {
            let area = area_of_text(*text);
            prop_assert!(
                whole.contains(&area),
                "{text:?} {:?} {area:?} {whole:?}",
                text.text()
            );
            for other in &texts[at + 1..] {
                let other_area = area_of_text(*other);
                prop_assert!(
                    !area.overlaps(&other_area),
                    "{:?} {:?}",
                    text.text(),
                    other.text()
                );
            }
        }
    }
    let labels = of_class(document, "labels")
        .into_iter()
        .chain(of_class(document, "side"));
    let labels: Vec<Node> = labels
        .flat_map(|group| group.children())
        .filter(|node| node.has_tag_name("text"))
        .collect();
    let claims: Vec<Area> = of_class(document, "claim").into_iter().map(box_of).collect();
    for (at, label) in labels.iter().enumerate() {
        let area = area_of_text(*label);
        for other in labels[at + 1..]
            .iter()
            .map(|other| area_of_text(*other))
            .chain(claims.iter().copied())
        {
            prop_assert!(!area.overlaps(&other), "{:?}", label.text());
        }
    }
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        if text.attribute("transform").is_none() {
            let area = area_of_text(text);
            prop_assert!(page.contains(&area), "{:?} {area:?} {page:?}", text.text());
        }
    }
    Ok(())
}

/// First and last point of a path that begins with M and ends with H.
fn ends(path: &str) -> ((f64, f64), (f64, f64)) {
    let numbers: Vec<f64> = path
        .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect();
    let last = numbers.len() - 1;
    ((numbers[0], numbers[1]), (numbers[last], numbers[last - 1]))
}

fn check_ribbons(document: &Document) -> Result<(), TestCaseError> {
    let boxes = |class: &str, key: &str| -> BTreeMap<String, Area> {
        let groups = of_class(document, class).into_iter();
        groups
            .map(|group| (group.attribute(key).unwrap_or_default().to_owned(), box_of(group)))
            .collect()
    };
    let (sources, claims) = (boxes("source", "data-source"), boxes("claim", "data-claim"));
    let mut ports = Vec::new();
    let waists: Vec<&str> = of_class(document, "waist")
        .into_iter()
        .filter_map(|waist| waist.attribute("data-source"))
        .collect();
    for ribbon in of_class(document, "ribbon") {
        let path = ribbon.children().find(|node| node.has_tag_name("path")).unwrap();
        let (from, to) = ends(path.attribute("d").unwrap());
        let name = ribbon.attribute("data-source").unwrap();
        let source = &sources[name];
        let claim = &claims[ribbon.attribute("data-claim").unwrap()];
        // What falls together leaves together.
        let waist = if waists.contains(&name) { 30.0 } else { 1.0 };
        prop_assert!(
            (from.0 - source.right - waist).abs() <= 0.1,
            "{from:?} {source:?}"
        );
        prop_assert!(
            source.top < from.1 && from.1 < source.bottom,
            "{from:?} {source:?}"
        );
        // One side becomes one line before it reaches the claim.
        let before = claim.left - to.0;
        prop_assert!(
            before.abs() <= 0.1 || (before - 44.0).abs() <= 0.1,
            "{to:?} {claim:?}"
        );
        prop_assert!(claim.top < to.1 && to.1 < claim.bottom, "{to:?} {claim:?}");
        let starts = if waist > 1.0 { None } else { Some(from) };
        for end in starts.into_iter().chain([to]) {
            let taken = |other: &(f64, f64)| (other.0 - end.0).abs() < 1.0 && (other.1 - end.1).abs() < 6.0;
            prop_assert!(!ports.iter().any(taken), "two ribbons at {end:?}");
            ports.push(end);
        }
    }
    Ok(())
}

fn check(analysis: &Analysis, style: &Style) -> Result<(), TestCaseError> {
    let output = Output::of_name("svg").unwrap();
    let picture = output.render(std::slice::from_ref(analysis), style);
    let again = output.render(std::slice::from_ref(analysis), style);
    prop_assert_eq!(&picture, &again);
    let document = match Document::parse(&picture) {
        Ok(document) => document,
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{picture}"))),
    };
    check_boxes(&document)?;
    check_texts(&document)?;
    check_ribbons(&document)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_picture_is_clean(
        sources in bytes(1, 9),
        claims in bytes(1, 14),
        backing in bytes(0, 30),
        cites in bytes(0, 8),
        ties in bytes(0, 4),
    ) {
        let analysis = analysis(&sources, &claims, &backing, &cites, &ties);
        check(&analysis, &Style::default())?;
        let filter = Filter { view: View::Full, ..Filter::default() };
        check(&analysis, &Style { filter, ..Style::default() })?;
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn so_is_every_part_of_it(
        sources in bytes(1, 9),
        claims in bytes(1, 14),
        backing in bytes(0, 30),
        cites in bytes(0, 8),
        most in 0..6_usize,
    ) {
        let analysis = analysis(&sources, &claims, &backing, &cites, &Vec::new());
        let filter = Filter {
            strength: Wanted::Weak,
            most: Some(most),
            mentioned: Mentioned::Shown,
            ..Filter::default()
        };
        check(&analysis, &Style { filter, ..Style::default() })?;
    }
}
