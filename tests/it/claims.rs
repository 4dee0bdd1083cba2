//! The documents in `tests/claims/`: a draft, who says what in it, and the claims that come of it.
//!
//! A case is a level-two heading with fenced blocks: `draft`; `attributions`, one a line, as
//! `Source: source words | cue words | content words | denies, declines, attitude` (several contents joined by ` ... `;
//! the words are looked up in the draft, each after the place of the line before when it can be; `A cites B` makes a
//! chain); if wanted `policy`, a policy file; and `claims`, one a line in article order, as
//! `weight kind [lede] [places=N] | supporters | beginning of the text [| denied by X] [| declined X]
//! [| like 3] [| differs from 4]`. A `-` for weight and kind leaves them open: a draft of two sentences is not what the judge was
//! taught on, and a case about joins does not depend on it.

#![allow(clippy::expect_used, clippy::panic)]

use twosource::attribution::{self, Act, Attribution, Reading, Stance, Style};
use twosource::claim::same::{self, Relation};
use twosource::claim::{self, Claim, ClaimKind};
use twosource::draft::{Draft, Format, Span};
use twosource::language;
use twosource::source::{Source, SourceId, SourceKind, Sources};

/// The fenced blocks of one case.
#[derive(Default)]
struct Case {
    title: String,
    draft: String,
    attributions: String,
    policy: String,
    claims: String,
}

fn cases(document: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<String> = None;
    for line in document.lines() {
        if let Some(title) = line.strip_prefix("## ").filter(|_| fence.is_none()) {
            cases.push(Case {
                title: title.to_owned(),
                ..Case::default()
            });
        } else if let Some(name) = line.strip_prefix("```") {
            fence = (!name.is_empty()).then(|| name.to_owned());
        } else if let (Some(name), Some(case)) = (&fence, cases.last_mut()) {
            let block = match name.as_str() {
                "draft" => &mut case.draft,
                "attributions" => &mut case.attributions,
                "policy" => &mut case.policy,
                "claims" => &mut case.claims,
                other => panic!("unknown block {other}"),
            };
            block.push_str(line);
            block.push('\n');
        }
    }
    cases
}

/// Finds `words` in the text at or after `from`, else anywhere.
fn find(text: &str, words: &str, from: usize) -> Span {
    let later = text
        .get(from..)
        .and_then(|rest| rest.find(words))
        .map(|at| from + at);
    let start = later
        .or_else(|| text.find(words))
        .unwrap_or_else(|| panic!("`{words}` is not in the draft"));
    Span::new(start, start + words.len())
}

fn source_id(sources: &mut Sources, name: &str) -> SourceId {
    let at = sources.list.iter().position(|source| source.name == name);
    SourceId(at.unwrap_or_else(|| {
        let id = format!("s{}", sources.list.len() + 1);
        let mut source = Source::new(&id, SourceKind::NamedPerson);
        name.clone_into(&mut source.name);
        sources.list.push(source);
        sources.list.len() - 1
    }))
}

fn read_attributions(draft: &Draft, lines: &str) -> (Vec<Attribution>, Sources) {
    let (mut attributions, mut sources) = (Vec::new(), Sources::default());
    let mut from = 0;
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        if let Some((citing, cited)) = line.split_once(" cites ") {
            let (citing, cited) = (source_id(&mut sources, citing), source_id(&mut sources, cited));
            sources.list[citing.0].cites.push(cited);
            continue;
        }
        let (name, rest) = line.split_once(": ").expect("Source: ...");
        let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
        let all = |words: &str, from: usize| -> Vec<Span> {
            let pieces = words.split(" ... ").filter(|piece| !piece.is_empty());
            pieces.map(|piece| find(&draft.text, piece, from)).collect()
        };
        let content_spans = all(parts[2], from);
        let near = content_spans
            .first()
            .map_or(from, |span| span.start.saturating_sub(200));
        let how = parts.get(3).copied().unwrap_or_default();
        attributions.push(Attribution {
            source_spans: all(parts[0], near),
            cue_spans: all(parts[1], near),
            content_spans,
            style: Style::Indirect,
            stance: match how {
                "denies" => Stance::Denies,
                "declines" => Stance::Declines,
                _ => Stance::Asserts,
            },
            act: if how == "attitude" {
                Act::Attitude
            } else {
                Act::Speech
            },
            confidence: 1.0,
        });
        from = near;
        let source = (name != "Nobody").then(|| source_id(&mut sources, name));
        sources.of_attribution.push(source);
    }
    sources.chains = chains(&sources);
    (attributions, sources)
}

/// Who cites whom, wherever either of the two stands as the source.
fn chains(sources: &Sources) -> Vec<Vec<(SourceId, SourceId)>> {
    let cited = |(number, source): (usize, &twosource::source::Source)| -> Vec<(SourceId, SourceId)> {
        source
            .cites
            .iter()
            .map(|cited| (SourceId(number), *cited))
            .collect()
    };
    let edges: Vec<_> = sources.list.iter().enumerate().flat_map(cited).collect();
    let of = |source: &Option<SourceId>| {
        let told = edges
            .iter()
            .filter(|(from, to)| Some(*from) == *source || Some(*to) == *source);
        told.copied().collect()
    };
    sources.of_attribution.iter().map(of).collect()
}

/// One claim as a line of a `claims` block.
fn line(claim: &Claim, sources: &Sources) -> String {
    let names = |ids: Vec<SourceId>| -> String {
        let names: Vec<&str> = ids.iter().map(|id| sources.list[id.0].name.as_str()).collect();
        names.join(", ")
    };
    let mut line = format!("{} {}", claim.weight.name(), claim.kind.name());
    if claim.lede {
        line.push_str(" lede");
    }
    if claim.spans.len() > 1 {
        line.push_str(&format!(" places={}", claim.spans.len()));
    }
    line.push_str(&format!(" | {} | {}", names(claim.supporters()), claim.text));
    let declined = claim
        .backing
        .iter()
        .filter(|backing| backing.stance == Stance::Declines);
    for (label, ids) in [
        ("denied by", claim.deniers()),
        ("declined", declined.map(|backing| backing.source).collect()),
    ] {
        if !ids.is_empty() {
            line.push_str(&format!(" | {label} {}", names(ids)));
        }
    }
    for (label, others) in [
        ("like", &claim.may_corroborate),
        ("differs from", &claim.discrepancies),
    ] {
        if !others.is_empty() {
            let numbers: Vec<String> = others.iter().map(|other| (other.0 + 1).to_string()).collect();
            line.push_str(&format!(" | {label} {}", numbers.join(", ")));
        }
    }
    line
}

/// A line of a claim, from what follows its weight and its kind on.
fn without_judgement(line: &str) -> &str {
    let after = |line: &str| line.find(' ').unwrap_or(line.len());
    let weight = after(line);
    let kind = line.get(weight + 1..).map_or(0, after);
    &line[(weight + 1 + kind).min(line.len())..]
}

fn check(document: &str, failures: &mut Vec<String>) -> usize {
    let cases = cases(document);
    for case in &cases {
        let draft = Draft::read("case.md", Format::Markdown, &case.draft);
        let prose = language::read(&draft);
        let (attributions, sources) = read_attributions(&draft, &case.attributions);
        let policy = twosource::policy::read(&case.policy).expect("a policy without mistakes");
        let reading = Reading {
            attributions,
            ..attribution::read(&draft, &prose, &policy)
        };
        let claims = claim::state(&draft, &prose, &reading, &sources, &policy);
        let found: Vec<String> = claims.iter().map(|claim| line(claim, &sources)).collect();
        let wanted: Vec<&str> = case
            .claims
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let met = |(found, wanted): (&String, &&str)| match wanted.strip_prefix('-') {
            Some(rest) => without_judgement(found) == rest,
            None => found == wanted,
        };
        if found.len() != wanted.len() || !found.iter().zip(&wanted).all(met) {
            failures.push(format!(
                "## {}\nwanted:\n{}\nfound:\n{}\n",
                case.title,
                wanted.join("\n"),
                found.join("\n")
            ));
        }
    }
    cases.len()
}

#[test]
fn every_document_gives_the_claims_that_it_lists() {
    let mut failures = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/claims");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/claims")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    for path in paths {
        let before = failures.len();
        let document = std::fs::read_to_string(&path).expect("document");
        assert!(
            check(&document, &mut failures) > 0,
            "{} has no case",
            path.display()
        );
        for failure in &mut failures[before..] {
            *failure = format!("{}\n{failure}", path.display());
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Things that happen, by verbs of every make: weak and strong, past and present, with an object and without, in one word
/// and two.
const HAPPENINGS: &[&str] = &[
    "the dam burst",
    "Bell shot the clerk",
    "the roof leaks",
    "the contractor bribes inspectors",
    "two patients starved",
    "the drone crashed",
    "the surgeon lied",
    "gunmen raid the mill",
    "the wall fell on a child",
    "the boiler overheats",
    "the mine caved in",
    "his brother drowned",
    "the crane splits timber",
    "the guards beat a boy",
    "the firm dumps slag",
    "the foreman fled",
    "three barges sank",
    "the crew cut the cable",
    "the mayor froze",
    "the landlord evicts tenants",
    "vandals set fire to the shed",
    "the bank towed her van",
    "the gate rusts",
    "the pilot quit",
    "the trustees hid the books",
    "the dog bit a postman",
    "the tank blew up",
    "wolves kill sheep",
    "the council poisons crows",
    "the clerk forged a deed",
];

/// How they are said; `{}` is what happens, with a capital where the place asks for one.
const SAYINGS: &[(&str, &str)] = &[
    ("Vera Holt said {}.", "said"),
    ("Vera Holt told reporters that {}.", "told reporters"),
    ("Vera Holt insisted {} on Friday.", "insisted"),
    ("{^}, Vera Holt said.", "said"),
    ("“{^},” Vera Holt added.", "added"),
    ("“{^},” said Vera Holt, “and nobody came.”", "said"),
    ("Vera Holt testified: “{^}.”", "testified:"),
];

#[test]
fn what_somebody_says_is_the_claim_whatever_its_verb() {
    let mut failures = Vec::new();
    for what in HAPPENINGS {
        let mut capital = what.to_string();
        capital[..1].make_ascii_uppercase();
        for (saying, cue) in SAYINGS {
            let text = saying.replace("{}", what).replace("{^}", &capital);
            let said = if saying.contains("{^}") { &capital } else { *what };
            let more = match *saying {
                _ if saying.ends_with("on Friday.") => " on Friday",
                _ if saying.ends_with("nobody came.”") => " ... and nobody came",
                _ => "",
            };
            let draft = Draft::read("case.md", Format::Markdown, &text);
            let prose = language::read(&draft);
            let who = format!("Vera Holt: Vera Holt | {cue} | {said}{more}");
            let (attributions, sources) = read_attributions(&draft, &who);
            let policy = twosource::policy::Policy::default();
            let reading = Reading {
                attributions,
                ..Reading::default()
            };
            let claims = claim::state(&draft, &prose, &reading, &sources, &policy);
            let wanted = format!("{said}{}", more.replace(" ...", ""));
            let right = matches!(claims.as_slice(), [only]
                if only.text.replace(", ", " ") == wanted.replace(", ", " ")
                    && only.kind != ClaimKind::Own
                    && only.supporters().len() == 1);
            if !right {
                let found: Vec<String> = claims.iter().map(|claim| line(claim, &sources)).collect();
                failures.push(format!("{text}\n    {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The rows of the pairs: relation, first, second.
fn pairs() -> Vec<Vec<&'static str>> {
    let table = include_str!("../claims/pairs.tsv");
    table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

#[test]
fn no_near_miss_is_merged() {
    let merged: Vec<_> = pairs()
        .into_iter()
        .filter(|row| !matches!(row[0], "paraphrase" | "entailment"))
        .filter(|row| same::relation(row[1], row[2]) == Relation::Same)
        .collect();
    assert!(merged.is_empty(), "{merged:#?}");
}

#[test]
fn most_paraphrases_are_merged() {
    let rows = pairs();
    let (merged, apart): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .filter(|row| row[0] == "paraphrase")
        .partition(|row| same::relation(row[1], row[2]) == Relation::Same);
    assert!(
        merged.len() * 10 >= (merged.len() + apart.len()) * 7,
        "kept apart: {apart:#?}"
    );
}

#[test]
fn another_figure_is_a_discrepancy() {
    for row in pairs().into_iter().filter(|row| row[0] == "figure") {
        assert_eq!(same::relation(row[1], row[2]), Relation::Discrepancy, "{row:?}");
    }
}

#[test]
fn which_text_comes_first_does_not_matter() {
    for row in pairs() {
        assert_eq!(
            same::relation(row[1], row[2]),
            same::relation(row[2], row[1]),
            "{row:?}"
        );
        assert_eq!(
            same::score(row[1], row[2]),
            same::score(row[2], row[1]),
            "{row:?}"
        );
    }
}
