//! The page: what it holds, and that no word of a draft becomes part of it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod desk;

use std::collections::{BTreeMap, BTreeSet};

use desk::Desk;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use proptest::prelude::*;
use twosource::Analysis;
use twosource::attribution::Stance;
use twosource::draft::{Draft, Format, Span};
use twosource::policy::{Level, Policy};
use twosource::report::compare::compare;
use twosource::report::html::{Companion, Row, Since, overview};
use twosource::report::{Output, Style};
use twosource::source::SourceKind;
use twosource::strength::Rung;

fn page(analysis: Analysis) -> String {
    let output = Output::of_name("html").expect("the page is an output");
    output.render(&[analysis], &Style::default())
}

/// A piece of a page as a browser's tokenizer sees it.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// A start tag with its attributes; does it end itself, as SVG elements may?
    Start(String, BTreeMap<String, String>, bool),
    End(String),
    Text(String),
    Other,
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the page is UTF-8");
    let tokens = Tokenizer::new_with_emitter(page, emitter).map(|token| match token {
        Ok(Token::StartTag(tag)) => {
            let attributes = tag
                .attributes
                .iter()
                .map(|(name, value)| (words(name), words(&value.value)));
            Piece::Start(words(&tag.name), attributes.collect(), tag.self_closing)
        }
        Ok(Token::EndTag(tag)) => Piece::End(words(&tag.name)),
        Ok(Token::String(text)) => Piece::Text(words(&text.value)),
        Ok(Token::Error(error)) => panic!("the page is not well written: {:?}", error.value),
        Ok(_) => Piece::Other,
    });
    tokens.collect()
}

/// All elements with their attributes, in order.
fn elements(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let found = pieces(page).into_iter().filter_map(|piece| match piece {
        Piece::Start(name, attributes, _) => Some((name, attributes)),
        _ => None,
    });
    found.collect()
}

/// Elements that never have an end tag; inside SVG the page closes all.
const VOID: &[&str] = &["meta", "input", "br"];

/// The text inside the draft's column, block by block, without numbers and marks of the page's own; and for
/// each claim the text that is marked as its.
fn draft_text(page: &str) -> (Vec<String>, BTreeMap<String, String>) {
    let mut open: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut blocks = Vec::new();
    let mut marked: BTreeMap<String, String> = BTreeMap::new();
    for piece in pieces(page) {
        let class =
            |attributes: &BTreeMap<String, String>| attributes.get("class").cloned().unwrap_or_default();
        let in_draft =
            |open: &[(String, BTreeMap<String, String>)]| open.iter().any(|(name, _)| name == "article");
        match piece {
            Piece::Start(name, attributes, ends) => {
                let block = matches!(name.as_str(), "p" | "h1" | "h2" | "li");
                if block && in_draft(&open) {
                    blocks.push(String::new());
                }
                if !ends && !VOID.contains(&name.as_str()) {
                    open.push((name, attributes));
                }
            }
            Piece::End(name) => {
                let (opened, _) = open.pop().expect("an end has a start");
                assert_eq!(opened, name, "elements are nested");
            }
            Piece::Text(text) if in_draft(&open) => {
                let own = |(_, attributes): &(String, BTreeMap<String, String>)| {
                    let class = class(attributes);
                    class.starts_with("badge") || class == "unseen"
                };
                if !open.iter().any(own) {
                    blocks.last_mut().expect("text stands in a block").push_str(&text);
                    let claims: BTreeSet<&String> = open
                        .iter()
                        .filter(|(name, _)| name == "mark")
                        .filter_map(|(_, attributes)| attributes.get("data-c"))
                        .collect();
                    for claim in claims {
                        marked.entry(claim.clone()).or_default().push_str(&text);
                    }
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    (blocks, marked)
}

fn block_text(draft: &Draft) -> Vec<String> {
    draft
        .blocks
        .iter()
        .map(|block| draft.slice(block.span).to_owned())
        .collect()
}

/// Words that would do something if they got loose; each with what a page may show of them.
const HOSTILE: &[&str] = &[
    "<script>document.title='taken'</script>",
    "</script><script>document.title='taken'</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=\"document.title='taken'\">",
    "\" onmouseover=\"document.title='taken'\" x=\"",
    "' onfocus='document.title=1' autofocus='",
    "<a href=\"javascript:document.title='taken'\">press</a>",
    "]]><svg onload=\"document.title='taken'\">",
    "<!-- --!><iframe src=\"https://example.org\"></iframe>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "</title></textarea></article><h1>Other</h1>",
    "{{constructor.constructor('document.title=1')()}} ${1} `x`",
];

/// An article, sources and findings that all hold these words.
fn desk_with(words: &str) -> Analysis {
    let text = format!(
        "{words} stood in the first line.\n\nA clerk said that {words} was there. A second clerk denied it.\n"
    );
    let mut desk = Desk::of(&format!("drafts/{words}.txt"), Format::Plain, &text);
    let clerk = desk.source(SourceKind::NamedPerson, words, words);
    let other = desk.source(SourceKind::Anonymous, words, "");
    desk.sources[clerk].justification = words.to_owned();
    desk.sources[clerk].interest = vec![words.to_owned()];
    desk.sources[clerk].id = words.to_owned();
    desk.sources[other].anonymity.reason = Some(words.to_owned());
    let claim = desk.claim(
        &format!("{words} was there"),
        Rung::SingleSource,
        &format!("rests on {words} alone"),
    );
    desk.claims[claim].id = words.to_owned();
    desk.claims[claim].weight = twosource::claim::Weight::Heavy;
    desk.claims[claim].weight_reason = words.to_owned();
    desk.put(claim, clerk, ("A clerk", "said that"), Stance::Asserts);
    desk.put(claim, other, ("A second clerk", "denied"), Stance::Denies);
    desk.finding(("single-source", Level::Warning), claim, words, words);
    desk.finding(("single-anonymous", Level::Error), claim, words, words);
    desk.findings[1].waived = Some(words.to_owned());
    desk.done(words)
}

/// The page without its pictures, which other tests look at.
fn without_pictures(page: &str) -> String {
    let parts = page.split("<svg xmlns").enumerate();
    let around = parts.map(|(at, part)| match at {
        0 => part,
        _ => part.split_once("</svg>").map_or("", |(_, after)| after),
    });
    around.collect()
}

#[test]
fn hostile_words_become_neither_element_nor_attribute() {
    let shape = |page: &str| -> Vec<(String, Vec<String>)> {
        elements(&without_pictures(page))
            .into_iter()
            .map(|(name, attributes)| (name, attributes.into_keys().collect()))
            .collect()
    };
    let calm = shape(&page(desk_with("harmless")));
    for words in HOSTILE {
        assert_eq!(shape(&page(desk_with(words))), calm, "{words}");
    }
}

#[test]
fn what_to_check_first_can_be_copied_for_the_reporter() {
    let letter = |analysis: Analysis| {
        let all = elements(&page(analysis));
        all.into_iter()
            .find_map(|(_, mut attributes)| attributes.remove("data-letter"))
    };
    let letter_of_harbour = letter(desk::harbour()).expect("there is something to check");
    let (head, asked) = letter_of_harbour.split_once("\n\n1. ").expect("a list");
    assert!(head.starts_with("Before publication, please check: "), "{head}");
    let first = asked.lines().next().unwrap_or_default();
    assert!(
        first.contains(" says: \u{201c}") && first.contains("\u{201d}. "),
        "{first}"
    );
    for words in HOSTILE {
        let letter = letter(desk_with(words)).unwrap_or_default();
        assert!(!letter.contains(['\u{1b}', '\u{202e}', '\u{0}']), "{words}");
    }
}

#[test]
fn no_page_runs_or_loads_anything_but_its_own() {
    for words in HOSTILE {
        let page = page(desk_with(words));
        let mut scripts = 0;
        for (name, attributes) in elements(&page) {
            scripts += usize::from(name == "script");
            assert!(
                !matches!(
                    name.as_str(),
                    "iframe" | "object" | "embed" | "base" | "form" | "img" | "link"
                ),
                "{name}"
            );
            for (attribute, value) in attributes {
                assert!(!attribute.starts_with("on"), "{words}: {attribute}");
                assert!(
                    !matches!(
                        attribute.as_str(),
                        "src" | "srcdoc" | "style" | "srcset" | "action" | "ping"
                    ),
                    "{words}: {attribute}"
                );
                assert!(attribute != "href" || value.starts_with('#'), "{words}: {value}");
            }
        }
        assert_eq!(scripts, 1, "{words}");
    }
}

#[test]
fn the_policy_names_the_page_s_own_texts_by_hash() {
    use base64::Engine;
    use sha2::Digest;
    let page = page(desk::harbour());
    let between = |from: &str, to: &str| -> Vec<String> {
        let parts = page.split(from).skip(1);
        parts
            .filter_map(|part| part.split_once(to))
            .map(|(text, _)| text.to_owned())
            .collect()
    };
    let hash = |text: &String| {
        let digest = sha2::Sha256::digest(text.as_bytes());
        format!(
            "'sha256-{}'",
            base64::engine::general_purpose::STANDARD.encode(digest)
        )
    };
    let styles: Vec<String> = between("<style>", "</style>").iter().map(hash).collect();
    let scripts: Vec<String> = between("<script>", "</script>").iter().map(hash).collect();
    let wanted = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        styles.join(" "),
        scripts.join(" ")
    );
    let (_, meta) = elements(&page)
        .into_iter()
        .find(|(_, attributes)| attributes.contains_key("http-equiv"))
        .expect("a policy");
    assert_eq!(meta.get("content"), Some(&wanted));
    assert_eq!((styles.len(), scripts.len()), (3, 1));
}

#[test]
fn the_text_of_the_draft_survives_whole() {
    for words in HOSTILE {
        let analysis = desk_with(words);
        let wanted = block_text(&analysis.case.draft);
        assert_eq!(draft_text(&page(analysis)).0, wanted, "{words}");
    }
    let analysis = desk::harbour();
    let wanted = block_text(&analysis.case.draft);
    assert_eq!(draft_text(&page(analysis)).0, wanted);
}

#[test]
fn characters_that_cannot_be_seen_are_shown() {
    let page = page(
        Desk::of(
            "x.txt",
            Format::Plain,
            "Paid \u{202e}000,1\u{202c} crowns,\u{200b}\u{200b}\u{200b} he said.",
        )
        .done(""),
    );
    assert!(!page.contains(['\u{202e}', '\u{202c}', '\u{200b}']));
    assert!(
        page.contains(">U+202E</span>000,1"),
        "an override is shown where it stands"
    );
}

#[test]
fn every_way_leads_to_one_place() {
    let page = page(desk::harbour());
    let html = elements(&page);
    let mut places = BTreeSet::new();
    for id in html.iter().filter_map(|(_, attributes)| attributes.get("id")) {
        assert!(places.insert(id.clone()), "{id} stands twice");
    }
    for (_, attributes) in &html {
        for name in ["href", "aria-controls", "aria-labelledby"] {
            for id in attributes
                .get(name)
                .into_iter()
                .flat_map(|value| value.split(' '))
            {
                assert!(
                    places.contains(id.trim_start_matches('#')),
                    "{name} leads to {id}"
                );
            }
        }
    }
    for anchor in ["c1", "c10", "s1", "s9", "f1", "f6", "in-c1", "in-c10"] {
        assert!(places.contains(anchor), "{anchor} can be linked to");
    }
}

#[test]
fn claims_are_marked_where_they_stand_though_they_overlap() {
    let analysis = desk::harbour();
    let claims: Vec<String> = analysis
        .case
        .graph
        .claims
        .iter()
        .map(|claim| claim.text.clone())
        .collect();
    let (_, marked) = draft_text(&page(analysis));
    for (index, claim) in claims.iter().enumerate() {
        assert_eq!(
            marked.get(&(index + 1).to_string()),
            Some(claim),
            "claim {}",
            index + 1
        );
    }
}

#[test]
fn an_editor_reads_why_and_what_to_do() {
    let page = page(desk::harbour());
    for words in [
        "5 of 10 claims rest on weak sourcing. 1 error, 2 warnings, 2 notes.",
        "Rests on The Coastal Courier alone, which cites two people it does not name.",
        "Find a source of your own, or say that you could not verify it.",
        "<b>Waived: </b>national editor, 2026-03-02: second firm sought, none would speak before publication",
        "It judges sourcing, not truth.",
        "One source with a name, or several of one interest. If it is wrong, nothing else holds the claim.",
        "<b>Denied by </b><a class=\"to-source\" href=\"#s4\">Ilse Brandt</a>",
        "<b>No comment from </b><a class=\"to-source\" href=\"#s8\">Nordlicht Marine</a>",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_front_stands_before_the_draft() {
    let page = page(desk::harbour());
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("front-title") < at("<main"), "the front is the first thing");
    assert!(at("WHO CARRIES THE STORY") < at("<main"));
    assert_eq!(page.matches("<svg xmlns").count(), 2, "the front, and the graph");
}

#[test]
fn errors_stand_before_warnings_and_heavy_claims_before_others() {
    let page = page(desk::harbour());
    let cards = elements(&page)
        .into_iter()
        .filter_map(|(_, attributes)| attributes.get("data-finding").cloned());
    assert_eq!(
        cards.collect::<Vec<_>>(),
        ["2", "1", "6", "3", "5", "4"],
        "the waived one is last"
    );
}

#[test]
fn without_scripts_nothing_is_hidden_but_the_tools() {
    let page = page(desk::harbour());
    let hidden: Vec<String> = elements(&page)
        .into_iter()
        .filter(|(_, attributes)| attributes.contains_key("hidden"))
        .filter_map(|(_, attributes)| attributes.get("class").or(attributes.get("id")).cloned())
        .collect();
    assert_eq!(
        hidden,
        ["tools", "reset", "desk", "letter", "tabs", "large", "preview"]
    );
}

#[test]
fn a_graph_without_draft_lists_its_claims() {
    let mut desk = Desk::of("kelmar.toml", Format::Graph, "title = \"Kelmar\"\n");
    let clerk = desk.source(SourceKind::NamedPerson, "Ada Berg", "clerk");
    let mut claim = twosource::claim::Claim::new("paid-twice", "The port paid twice.");
    claim.backing.push(twosource::claim::Backing {
        source: twosource::source::SourceId(clerk),
        stance: Stance::Asserts,
        attribution: None,
    });
    desk.claims.push(claim);
    let mut analysis = desk.done("Kelmar");
    analysis.case.strengths = twosource::strength::weigh(&analysis.case.graph);
    let page = page(analysis);
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .expect("a main part");
    assert!(main.contains("The port paid twice.") && main.contains("Ada Berg"));
    assert!(
        !page.contains("id=\"tab-claims\""),
        "the claims stand in the main part, not in a tab"
    );
}

#[test]
fn a_graph_that_names_a_draft_marks_its_claims_where_the_draft_has_them() {
    let mut desk = Desk::of("kelmar.toml", Format::Graph, "draft = \"kelmar.md\"\n");
    let clerk = desk.source(SourceKind::NamedPerson, "Ada Berg", "clerk");
    for (id, text) in [
        ("paid", "The port paid twice."),
        ("sold", "The tugs were sold abroad."),
    ] {
        let mut claim = twosource::claim::Claim::new(id, text);
        claim.backing.push(twosource::claim::Backing {
            source: twosource::source::SourceId(clerk),
            stance: Stance::Asserts,
            attribution: None,
        });
        desk.claims.push(claim);
    }
    let mut analysis = desk.done("Kelmar");
    analysis.case.strengths = twosource::strength::weigh(&analysis.case.graph);
    let draft = "# Kelmar\n\nIn the end *the port paid* twice, said Ada Berg.\n";
    analysis.case.published = Some(Draft::read("kelmar.md", Format::Markdown, draft));
    let page = page(analysis);
    let article = page
        .split("<article")
        .nth(1)
        .and_then(|rest| rest.split("</article>").next());
    let article = article.expect("the draft stands in the page");
    assert!(
        article.contains("data-c=\"1\">the port paid twice</mark>"),
        "{article}"
    );
    assert!(
        article.contains("data-s=\"1\" data-of=\"\">Ada Berg</span>"),
        "{article}"
    );
    assert!(!article.contains("data-c=\"2\""), "the other claim is not in it");
    let card = |id: &str| {
        page.split(&format!("data-id=\"{id}\""))
            .nth(1)
            .and_then(|rest| rest.split("</li><li").next())
    };
    assert!(card("paid").expect("a card").contains("href=\"#in-c1\""));
    assert!(
        card("sold")
            .expect("a card")
            .contains("Not found in the words of the draft")
    );
}

#[test]
fn very_many_claims_are_told_briefly_and_every_one_can_be_reached() {
    let line = "The clerk said the books were wrong. ";
    let mut desk = Desk::of("long.txt", Format::Plain, &line.repeat(4_000));
    let clerk = desk.source(SourceKind::UnnamedPerson, "the clerk", "");
    for number in 0..4_000 {
        let claim = desk.claim(
            "the books were wrong",
            Rung::SingleSource,
            "rests on the clerk alone",
        );
        let start = number * line.len() + "The clerk said ".len();
        desk.claims[claim].spans = vec![Span::new(start, start + "the books were wrong".len())];
        desk.claims[claim].backing.push(twosource::claim::Backing {
            source: twosource::source::SourceId(clerk),
            stance: Stance::Asserts,
            attribution: None,
        });
        desk.finding(
            ("single-source", Level::Warning),
            claim,
            "it rests on the clerk alone",
            "Find a second source.",
        );
    }
    let page = page(desk.done("Long"));
    assert!(
        page.len() < 4_500_000,
        "a thousand bytes a claim and the frame: {}",
        page.len()
    );
    let ids: BTreeSet<String> = elements(&page)
        .into_iter()
        .filter_map(|(_, attributes)| attributes.get("id").cloned())
        .collect();
    for name in ["c1", "in-c1", "f1", "c4000", "in-c4000", "f4000"] {
        assert!(ids.contains(name), "{name}");
    }
    let links = elements(&page)
        .into_iter()
        .filter_map(|(_, attributes)| attributes.get("href").cloned());
    for link in
        links.filter(|link| link.starts_with("#c") || link.starts_with("#in-") || link.starts_with("#f"))
    {
        assert!(ids.contains(&link[1..]), "{link} leads nowhere");
    }
}

#[test]
fn what_to_check_first_stands_at_the_front() {
    let page = page(desk::harbour());
    let (_, rest) = page.split_once("Check first").expect("a front");
    let (front, _) = rest.split_once("</section>").expect("its end");
    let claims: Vec<&str> = front
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| name.starts_with('c'))
        .collect();
    assert_eq!(claims, ["c3", "c4", "c8", "c6", "c5"], "nothing that is held up");
    assert!(
        page.find("id=\"first-title\"").expect("its heading") < page.find("id=\"draft\"").expect("the draft")
    );
}

fn overview_of(path: &str, trouble: &str, analysis: &Analysis) -> String {
    let row = Row {
        link: "3/".to_owned(),
        path: path.to_owned(),
        analysis: Some(analysis),
        trouble: trouble.to_owned(),
        since: Since::Then(Box::new(compare(analysis, analysis))),
    };
    overview("drafts", &[row], &Companion::default())
}

#[test]
fn the_overview_leads_to_what_is_heavy_first_and_tells_how_far_the_checks_are() {
    let analysis = desk::harbour();
    let page = overview_of("drafts/harbour.md", "", &analysis);
    let links: Vec<&str> = page
        .split("href=\"3/#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(links, ["c3", "c4", "c8"], "those that stand first at its front");
    assert!(page.contains("0 of 5 checked"), "{page}");
    let bars = page.matches("class=\"cell\"").count();
    assert_eq!(bars, analysis.case.graph.claims.len(), "a bar a claim");
    assert!(!page.contains("Since twosource"), "nothing has changed");
}

#[test]
fn the_overview_tells_a_changed_figure() {
    let read = |count: &str| {
        let text = format!("The ferry was carrying {count} people when it hit the pier, Ann Vale said.");
        twosource::analyze(Draft::read("f.txt", Format::Plain, &text), &Policy::default())
    };
    let (old, new) = (read("140"), read("160"));
    let row = Row {
        link: "3/".to_owned(),
        analysis: Some(&new),
        since: Since::Then(Box::new(compare(&old, &new))),
        ..Row::default()
    };
    let page = overview("drafts", &[row], &Companion::default());
    assert!(
        page.contains("“… was carrying 140 people when …” → “… was carrying 160 people when …”"),
        "{page}"
    );
}

#[test]
fn hostile_names_and_words_are_harmless_on_the_overview() {
    let shape = |words: &str| -> Vec<(String, Vec<String>)> {
        let page = overview_of(words, words, &desk_with(words));
        let strip = page.find("<svg class=\"strip").expect("a strip");
        let end = strip + page[strip..].find("</svg>").expect("its end");
        elements(&(page[..strip].to_owned() + &page[end..]))
            .into_iter()
            .map(|(name, attributes)| (name, attributes.into_keys().collect()))
            .collect()
    };
    let calm = shape("harmless");
    for words in HOSTILE {
        assert_eq!(shape(words), calm, "{words}");
    }
}

#[test]
fn same_bytes_every_time() {
    assert_eq!(page(desk::harbour()), page(desk::harbour()));
}

#[test]
fn one_line_of_a_megabyte_with_claims_piled_up_is_still_a_page() {
    let text = "word ".repeat(200_000);
    let mut desk = Desk::of("long.txt", Format::Plain, &text);
    for number in 0..2_000 {
        let claim = desk.claim("word", Rung::Unattributed, "no one is cited");
        desk.claims[claim].spans = vec![Span::new(number, 900_000 - number)];
    }
    let page = page(desk.done("Long"));
    assert_eq!(draft_text(&page).0, [text.trim_end()]);
    assert!(page.len() < 8_000_000, "{} bytes", page.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_spans_leave_the_text_whole(spans in prop::collection::vec((0_usize..160, 0_usize..60), 0..20)) {
        let text = "Zoë said “ninety” of them were gone — nobody had counted.\n\nThe harbour master, Łukasz, would not say who paid for it; his deputy did, twice, in writing.";
        let mut desk = Desk::of("x.txt", Format::Plain, text);
        for (start, length) in spans {
            let claim = desk.claim("of them", Rung::SingleSource, "rests on Zoë alone");
            desk.claims[claim].spans = vec![Span::new(start, start + length)];
        }
        let analysis = desk.done("");
        let wanted = block_text(&analysis.case.draft);
        prop_assert_eq!(draft_text(&page(analysis)).0, wanted);
    }
}
