//! Documents of the source step: `tests/sources/*.md`.
//!
//! Each has drafts with the attributions marked, [who] and {cue}, and beside them the sources that must come out. The
//! content of an attribution is the rest of its sentence, or what stands before it. So this step is tested alone, whatever finds attributions.
//! A line of an expectation names the attributions of one source by number and then what is known of it:
//!
//! ```text
//! 1, 3: named-person "Ann Lee"; title "mayor of Dunmore"; count 1-1; cites 2
//! ```
//!
//! What a line leaves out is not tested; `cites` names attributions of the cited source, a label in quotes, or `nobody`;
//! `member` names an attribution of the group of which it is one, or `nobody`; `side` one with which it shares an interest, or
//! `none` where it shares one with nobody; `link` is how its attributions came to it; `1: open between Ann Lee or Bo Yu` says
//! that nobody was taken.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use twosource::attribution::{self, Attribution, Reading, Style, cue};
use twosource::draft::{Draft, Format, Span};
use twosource::language;
use twosource::policy::Policy;
use twosource::source::{self, Doubt, Link, Source, Sources};

/// A draft without its marks, and its attributions.
struct Marked {
    text: String,
    attributions: Vec<Attribution>,
}

/// Reads the marks off a draft; each paragraph is a line.
fn unmark(marked: &str) -> Marked {
    let (mut text, mut sources, mut cues) = (String::new(), Vec::new(), Vec::new());
    let mut open = Vec::new();
    for c in marked.chars() {
        match c {
            '[' | '{' => open.push(text.len()),
            ']' => sources.push(Span::new(open.pop().expect("an opening mark"), text.len())),
            '}' => cues.push(Span::new(open.pop().expect("an opening mark"), text.len())),
            _ => text.push(c),
        }
    }
    let draft = Draft::read("t.txt", Format::Plain, &text);
    assert_eq!(
        draft.text, text,
        "a test draft is plain paragraphs parted by a blank line"
    );
    let prose = language::read(&draft);
    let mut attributions = Vec::new();
    for cue in cues {
        let number = prose.sentence_at(cue.start).expect("a sentence");
        let sentence = prose.sentences[number].span;
        let near = |span: &&Span| sentence.contains(**span);
        let source = sources
            .iter()
            .filter(near)
            .min_by_key(|span| span.start.abs_diff(cue.end).min(cue.start.abs_diff(span.end)));
        let source_spans: Vec<Span> = source.copied().into_iter().collect();
        let rest = Span::new(cue.end.min(sentence.end), sentence.end);
        let before = source.map(|source| Span::new(sentence.start, source.start));
        let ends = !draft.slice(rest).contains(char::is_alphanumeric);
        let content = before.filter(|_| ends).unwrap_or(rest);
        let (act, stance) = cue::of_phrase(draft.slice(cue));
        attributions.push(Attribution {
            source_spans,
            cue_spans: vec![cue],
            content_spans: vec![content],
            style: Style::Indirect,
            stance,
            act,
            confidence: 1.0,
        });
    }
    Marked { text, attributions }
}

/// One case of a document: its heading, its draft and the lines expected.
struct Case {
    heading: String,
    draft: String,
    policy: Policy,
    expected: Vec<String>,
}

fn cases(document: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut heading, mut draft, mut block) = (String::new(), String::new(), None::<(String, String)>);
    let mut policy = Policy::default();
    for line in document.lines() {
        if let Some(info) = line.strip_prefix("```") {
            match block.take() {
                None => block = Some((info.to_owned(), String::new())),
                Some((info, body)) if info == "draft" => draft = body.trim_end().to_owned(),
                Some((info, body)) if info == "policy" => policy = policy_of(&body),
                Some((info, body)) => {
                    assert_eq!(info, "sources", "a block is a draft, a policy or sources");
                    cases.push(Case {
                        heading: heading.clone(),
                        draft: draft.clone(),
                        policy: std::mem::take(&mut policy),
                        expected: body.lines().map(str::to_owned).collect(),
                    });
                }
            }
        } else if let Some((_, body)) = &mut block {
            writeln!(body, "{line}").expect("a string takes all");
        } else if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        }
    }
    cases
}

fn policy_of(body: &str) -> Policy {
    let mut policy = Policy::default();
    for line in body.lines() {
        let (key, value) = line.split_once(':').expect("key: value");
        let values = value.split(',').map(|one| one.trim().to_owned()).collect();
        match key {
            "newsroom" => policy.newsroom = values,
            "outlets" => policy.outlets = values,
            "titles" => policy.titles = values,
            _ => panic!("no such setting: {key}"),
        }
    }
    policy
}

/// What is wrong with one expected line; empty when nothing is.
fn check(line: &str, found: &Sources) -> String {
    let (numbers, told) = line.split_once(": ").expect("numbers: what is known");
    let numbers: Vec<usize> = numbers
        .split(", ")
        .map(|n| n.parse().expect("a number"))
        .collect();
    let of = |number: usize| found.of_attribution.get(number - 1).copied().flatten();
    let first = of(numbers[0]);
    if let Some(other) = numbers.iter().find(|number| of(**number) != first) {
        return format!("attributions {} and {other} have different sources", numbers[0]);
    }
    let others =
        (1..=found.of_attribution.len()).filter(|number| !numbers.contains(number) && of(*number) == first);
    if told == "none" {
        return first.map_or(String::new(), |id| {
            format!("has a source: {}", found.list[id.0].label())
        });
    }
    if let Some(between) = told.strip_prefix("open between ") {
        let doubt = Doubt::of(&found.doubts, &found.attributions[numbers[0] - 1]);
        let named = doubt.map_or(String::new(), |doubt| doubt.candidates.join(" or "));
        return match first {
            None if named == between => String::new(),
            _ => format!("{:?}, may be {named:?}", first.map(|id| found.list[id.0].label())),
        };
    }
    if let Some(other) = others.into_iter().next() {
        return format!("attribution {other} has the same source");
    }
    let Some(id) = first else {
        return "has no source".to_owned();
    };
    let source = &found.list[id.0];
    let linked = |value: &str| {
        let of =
            |number: &usize| Link::of(&found.attributions[*number - 1], Some(source), &found.doubts).name();
        let links: Vec<&str> = numbers.iter().map(of).collect();
        match links.iter().all(|link| *link == value) {
            true => String::new(),
            false => format!("links: {links:?}"),
        }
    };
    told.split("; ")
        .map(|part| match part.strip_prefix("link ") {
            Some(value) => linked(value),
            None => check_part(part, source, found, &of),
        })
        .find(|wrong| !wrong.is_empty())
        .unwrap_or_default()
}

fn check_part(
    part: &str,
    source: &Source,
    found: &Sources,
    of: &dyn Fn(usize) -> Option<source::SourceId>,
) -> String {
    let (key, value) = part.split_once(' ').unwrap_or((part, ""));
    let value = value.trim_matches('"');
    let count = format!("{}-{}", source.count.low, source.count.high);
    let actual = match key {
        "title" => source.title.clone(),
        "justification" => source.justification.clone(),
        "description" => source.description.clone(),
        "basis" => source.basis.name().to_owned(),
        "reason" => source.anonymity.reason.clone().unwrap_or_default(),
        "interest" => source.interest.join(", "),
        "through" => source.through.join(", "),
        "count" if value.ends_with('-') => format!("{}-", source.count.low),
        "count" => count,
        "cites" => {
            let labels = source
                .cites
                .iter()
                .map(|id| found.list[id.0].label().to_owned())
                .collect::<Vec<_>>();
            match value.parse::<usize>() {
                Ok(number) if of(number).is_some_and(|id| source.cites.contains(&id)) => {
                    return String::new();
                }
                Ok(_) => format!("{labels:?}"),
                Err(_) if value == "nobody" && labels.is_empty() => return String::new(),
                Err(_) => labels.join(", "),
            }
        }
        "side" => {
            let shares = |other: &Source| other.interest.iter().any(|one| source.interest.contains(one));
            let sharing = found
                .list
                .iter()
                .filter(|other| *other != source && shares(other))
                .count();
            return match value.parse::<usize>() {
                Ok(number) if of(number).is_some_and(|id| shares(&found.list[id.0])) => String::new(),
                Err(_) if sharing == 0 => String::new(),
                _ => format!("shares no side as told: {:?}", source.interest),
            };
        }
        "member" => match (source.member_of, value.parse::<usize>()) {
            (None, Err(_)) => return String::new(),
            (Some(group), Ok(number)) if of(number) == Some(group) => return String::new(),
            (group, _) => format!("{:?}", group.map(|id| found.list[id.0].label())),
        },
        kind => {
            if source.kind.name() != kind {
                return format!("is {} {:?}, not {kind}", source.kind.name(), source.label());
            }
            if value.is_empty() {
                String::new()
            } else {
                source.name.clone()
            }
        }
    };
    if actual == value {
        String::new()
    } else {
        format!("{key}: {actual:?}, not {value:?}")
    }
}

#[test]
fn sources_of_marked_drafts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources");
    let mut wrong = String::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for path in files {
        let document = fs::read_to_string(&path).expect("a document");
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let cases = cases(&document);
        assert!(!cases.is_empty(), "{name} has no case");
        for case in cases {
            let marked = unmark(&case.draft);
            let draft = Draft::read("t.txt", Format::Plain, &marked.text);
            let prose = language::read(&draft);
            let reading = Reading {
                attributions: marked.attributions.clone(),
                ..attribution::read(&draft, &prose, &case.policy)
            };
            let found = source::resolve(&draft, &prose, &reading, &case.policy);
            for line in &case.expected {
                let problem = check(line, &found);
                if !problem.is_empty() {
                    writeln!(wrong, "{name}, {}: {line}\n    {problem}", case.heading)
                        .expect("a string takes all");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
