//! Many articles: copies, credits, one graph. The stories are written for this test; nobody and no place in them is real.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;
use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::report::trace::{FORMATS, schema};
use twosource::report::{Style, Theme};
use twosource::trace::archive::{self, Entry};
use twosource::trace::{Article, Trace, Wording, copy, trace};
use twosource::{Analysis, language};

/// Twelve articles on a cracked dam: a paper that was there first, an agency that credits it, three prints of the agency, a second
/// paper with a source of its own and one that credits it, two that cite each other, one that cites a station that is not among
/// them and one that cites that, and the first paper again with another figure.
const STORY: &str = include_str!("../trace/story.jsonl");

fn traced(archive: &str, policy: &Policy) -> Trace {
    let entries = archive::read(archive).unwrap();
    let outlets = entries.iter().map(|entry| entry.label.outlet.clone());
    let mut reading = policy.clone();
    reading.outlets.extend(outlets);
    let read = |entry: &Entry| -> Analysis {
        let text = format!("{}\n\n{}", entry.title, entry.text);
        let path = format!("story.jsonl:{}", entry.line);
        twosource::analyze(Draft::read(&path, Format::Plain, &text), &reading)
    };
    let analyses: Vec<Analysis> = entries.iter().map(read).collect();
    let articles = entries.iter().zip(&analyses).map(|(entry, analysis)| Article {
        label: entry.label.clone(),
        told: analysis.case.told(),
    });
    trace(articles.collect(), policy)
}

fn story() -> &'static Trace {
    static STORY_TRACED: OnceLock<Trace> = OnceLock::new();
    STORY_TRACED.get_or_init(|| traced(STORY, &Policy::default()))
}

fn rendered(trace: &Trace, name: &str) -> String {
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    (format.render)(trace, &Style::default())
}

fn json(trace: &Trace) -> Value {
    serde_json::from_str(&rendered(trace, "json")).unwrap()
}

/// Names of the sources with these ids.
fn names(document: &Value, ids: &Value) -> BTreeSet<String> {
    let ids: Vec<&str> = ids
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let sources = document["sources"].as_array().unwrap().iter();
    let known = sources.filter(|source| ids.contains(&source["id"].as_str().unwrap()));
    known
        .map(|source| source["name"].as_str().unwrap().to_owned())
        .collect()
}

fn claim<'d>(document: &'d Value, begins: &str) -> &'d Value {
    let mut claims = document["claims"].as_array().unwrap().iter();
    let found = claims.find(|claim| claim["text"].as_str().unwrap().starts_with(begins));
    found.unwrap_or_else(|| panic!("no claim begins with {begins:?}"))
}

#[test]
fn each_article_of_the_story_has_its_parent() {
    let document = json(story());
    let expected = [
        ("Marrow Bay Courier", "none"),
        ("Coastwire", "credits Marrow Bay Courier"),
        ("Northern Post", "printed Coastwire"),
        ("Valley Echo", "printed Coastwire"),
        ("Tarn Gazette", "printed Coastwire"),
        ("Daily Beacon", "none"),
        ("Harbour Mirror", "credits Daily Beacon"),
        ("Lake Tribune", "credits Fjord Herald"),
        ("Fjord Herald", "credits Lake Tribune"),
        ("Hill Chronicle", "credits Radio Selby"),
        ("Plain Star", "credits Hill Chronicle"),
        ("Marrow Bay Courier", "none"),
    ];
    let found = document["articles"].as_array().unwrap().iter().map(|article| {
        let from = article["from"].as_array().unwrap().first();
        let from = from.map_or("none".to_owned(), |from| {
            format!(
                "{} {}",
                from["how"].as_str().unwrap(),
                from["outlet"].as_str().unwrap()
            )
        });
        (article["outlet"].as_str().unwrap().to_owned(), from)
    });
    let expected = expected.map(|(outlet, from)| (outlet.to_owned(), from.to_owned()));
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn each_claim_of_the_story_goes_back_to_its_roots() {
    let document = json(story());
    for (begins, roots, strength, low) in [
        (
            "A crack forty metres",
            vec!["Ilse Brandt", "Pavel Orr"],
            "corroborated",
            2,
        ),
        (
            "A crack sixty-five metres",
            vec!["Ilse Brandt"],
            "single-source",
            1,
        ),
        ("The Ostrel water board dismissed", vec![], "ungrounded", 0),
        (
            "The Ostrel water board knew",
            vec!["Radio Selby"],
            "outlet-only",
            1,
        ),
    ] {
        let claim = claim(&document, begins);
        let expected: BTreeSet<String> = roots.into_iter().map(str::to_owned).collect();
        assert_eq!(names(&document, &claim["roots"]), expected, "{begins}");
        assert_eq!(claim["strength"], strength, "{begins}");
        assert_eq!(claim["independence"]["low"], low, "{begins}");
    }
}

#[test]
fn the_story_tells_who_was_first_who_repeats_and_who_adds() {
    let document = json(story());
    let told = |begins: &str| -> Vec<(String, String)> {
        let tellings = claim(&document, begins)["tellings"].as_array().unwrap().iter();
        let word = |telling: &Value, key: &str| telling[key].as_str().unwrap().to_owned();
        tellings
            .map(|telling| (word(telling, "outlet"), word(telling, "role")))
            .collect()
    };
    let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    };
    assert_eq!(
        told("A crack forty metres"),
        pairs(&[
            ("Marrow Bay Courier", "brings-a-source"),
            ("Coastwire", "repeats"),
            ("Northern Post", "repeats"),
            ("Valley Echo", "repeats"),
            ("Tarn Gazette", "repeats"),
            ("Daily Beacon", "brings-a-source"),
            ("Harbour Mirror", "repeats"),
        ])
    );
    assert_eq!(
        told("The Ostrel water board dismissed"),
        pairs(&[("Lake Tribune", "circle"), ("Fjord Herald", "circle")])
    );
}

#[test]
fn a_figure_that_changed_is_told_in_its_order() {
    let document = json(story());
    let versions = &document["versions"][0];
    let of = |begins: &str| claim(&document, begins)["id"].clone();
    let expected = Value::from(vec![of("A crack forty"), of("A crack sixty-five")]);
    assert_eq!(versions["claims"], expected);
    assert_eq!(versions["changed"], true);
}

#[test]
fn outlets_of_one_owner_count_once_where_they_are_the_only_origin() {
    let line = |outlet: &str, cited: &str| {
        format!(
            "{{\"outlet\": \"{outlet}\", \"text\": \"The foundry at Dell poisoned the wells of three villages, {cited} reported.\"}}\n"
        )
    };
    let archive = line("Ashby News", "Radio Selby") + &line("Moor News", "Radio Thorn");
    let low = |policy: &Policy| {
        let document = json(&traced(&archive, policy));
        claim(&document, "The foundry")["independence"]["low"].clone()
    };
    let owned = Policy {
        owners: ["Radio Selby", "Radio Thorn"]
            .map(|outlet| [outlet.to_owned(), "Dell Media".to_owned()])
            .into(),
        ..Policy::default()
    };
    assert_eq!(low(&Policy::default()), 2);
    assert_eq!(low(&owned), 1);
}

#[test]
fn the_document_is_as_its_schema_says() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let document = json(story());
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn the_order_in_which_articles_are_given_does_not_matter() {
    let mut lines: Vec<&str> = STORY.lines().collect();
    lines.reverse();
    let turned = traced(&lines.join("\n"), &Policy::default());
    for name in ["text", "svg"] {
        assert_eq!(rendered(&turned, name), rendered(story(), name), "{name}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let archive = r#"{"outlet": "<script>alert(1)</script>", "date": "2025-01-02", "url": "javascript:alert(1)", "title": "]]> \u001b[2J", "text": "The mill \u202eat Dell burnt down, said Ada Moe, the </style><script>x</script> warden of Dell."}"#;
    let trace = traced(archive, &Policy::default());
    for format in FORMATS {
        for theme in [Theme::Auto, Theme::Dark] {
            let style = Style {
                theme,
                ..Style::default()
            };
            let out = (format.render)(&trace, &style);
            for bad in ["<script>", "\u{1b}", "\u{202e}", "href=\"javascript"] {
                let json = format.name == "json" || format.name == "text";
                assert!(
                    !out.contains(bad) || json && bad == "<script>",
                    "{} holds {bad:?}",
                    format.name
                );
            }
            if format.name == "svg" {
                roxmltree::Document::parse(&out).unwrap();
            }
        }
    }
}

/// Numbers by chance that are the same in every run (a linear congruential generator; Knuth's multiplier).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Articles that nobody printed from another: those of the story with words of their own, and the drafts of other tests.
fn originals() -> Vec<Vec<String>> {
    let story = archive::read(STORY).unwrap();
    let told = [0, 1, 5, 6, 7, 8, 9, 10, 11].map(|at| story[at].text.clone());
    let drafts = [
        include_str!("../drafts/accident.md"),
        include_str!("../drafts/business-filing.txt"),
        include_str!("../drafts/council-figures.txt"),
        include_str!("../drafts/court-report.md"),
        include_str!("../drafts/politics-denial.md"),
        include_str!("../drafts/science.md"),
        include_str!("../drafts/wire-anonymous.md"),
    ];
    let texts = told.into_iter().chain(drafts.map(str::to_owned));
    let texts = texts.filter(|text| text.split_whitespace().count() >= 60);
    let paragraphs = |text: String| text.split("\n\n").map(str::to_owned).collect();
    texts.map(paragraphs).collect()
}

/// What a paper keeps of an article: most cut it from below, some leave its beginning out.
fn cut(paragraphs: &[String], chance: &mut Chance) -> Vec<String> {
    let words = |paragraphs: &[String]| paragraphs.join(" ").split(' ').count();
    let mut kept = paragraphs;
    for _ in 0..chance.below(kept.len()) {
        let shorter = match chance.below(4) {
            0 => &kept[1..],
            _ => &kept[..kept.len() - 1],
        };
        if words(shorter) >= 40 {
            kept = shorter;
        }
    }
    kept.to_vec()
}

/// A reprint of one or two of the originals: cut, under another title, merged, with words changed here and there.
fn reprint(originals: &[Vec<String>], chance: &mut Chance) -> (BTreeSet<usize>, String) {
    let first = chance.below(originals.len());
    let mut paragraphs = cut(&originals[first], chance);
    let mut of = BTreeSet::from([first]);
    if chance.below(4) == 0 {
        let second = (first + 1 + chance.below(originals.len() - 1)) % originals.len();
        paragraphs.extend(cut(&originals[second], chance));
        of.insert(second);
    }
    let every = 12 + chance.below(20);
    let mut number = chance.below(every);
    let mut edited = Vec::new();
    for word in paragraphs.join(" \n\n ").split(' ') {
        number += 1;
        match number % every {
            0 => edited.push(["reportedly", "local", "new", "old"][chance.below(4)].to_owned()),
            1 if chance.below(3) == 0 => {}
            _ => edited.push(word.to_owned()),
        }
    }
    (
        of,
        format!(
            "A title of its own {}\n\n{}",
            chance.below(1000),
            edited.join(" ")
        ),
    )
}

fn wording(text: &str) -> Wording {
    let draft = Draft::read("a.txt", Format::Plain, text);
    let prose = language::read(&draft);
    Wording::of(&draft, &prose)
}

#[test]
fn reprints_are_found_and_what_is_none_is_not() {
    let originals = originals();
    let mut texts: Vec<Wording> = originals
        .iter()
        .map(|paragraphs| wording(&format!("Its title\n\n{}", paragraphs.join("\n\n"))))
        .collect();
    let mut chance = Chance(7);
    let made: Vec<(BTreeSet<usize>, String)> = (0..200).map(|_| reprint(&originals, &mut chance)).collect();
    texts.extend(made.iter().map(|(_, text)| wording(text)));
    let mut found: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for copy in copy::find(&texts) {
        found.entry(copy.by).or_default().insert(copy.of);
    }
    let (mut right, mut all, mut told, mut amiss) = (0, 0, 0, Vec::new());
    for (number, (of, _)) in made.iter().enumerate() {
        let found = found.remove(&(originals.len() + number)).unwrap_or_default();
        if *of != found {
            amiss.push(format!("{number} is of {of:?}, found {found:?}"));
        }
        right += of.intersection(&found).count();
        all += of.len();
        told += found.len();
    }
    let share = |part: usize, of: usize| part as f64 / of as f64;
    assert!(share(right, all) >= 0.95, "{right} of {all} found: {amiss:?}");
    assert!(share(right, told) >= 0.95, "{right} of {told} right: {amiss:?}");
    assert!(found.is_empty(), "articles on one event are no copies: {found:?}");
}
