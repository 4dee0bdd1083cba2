//! The graph file: what it says, what is wrong with it, and that what is written is read again.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use twosource::attribution::Stance;
use twosource::claim::{Backing, Claim, ClaimId, ClaimKind, Weight};
use twosource::draft::{LineIndex, Span};
use twosource::graph::SourceGraph;
use twosource::graph::file::{GraphFile, Syntax, read, schema, write};
use twosource::policy::{Problem, Target, Waiver};
use twosource::source::{Basis, Count, Source, SourceId, SourceKind};
use twosource::strength::{Rung, Strength, weigh};

const TALKS: &str = r#"title = "Town buys the mill"
draft = "mill.md"

[[source]]
id = "mayor"
name = "Ines Calloway"
kind = "named-person"
title = "mayor"
interest = ["town hall"]

[[source]]
id = "courier"
name = "The Courier"
kind = "outlet"
cites = ["clerks"]

[[source]]
id = "clerks"
kind = "anonymous"
description = "two clerks with direct knowledge of the sale"
count = { low = 2, high = 3 }
basis = "first-hand"

[[claim]]
id = "sale"
text = "The town has bought the mill."
sources = ["mayor", "courier"]
denied_by = ["clerks"]
lede = true

[[waiver]]
rule = "single-source"
claim = "sale"
role = "city editor"
date = 2026-03-06
reason = "no one else could be reached"
expires = "2026-04-06"
"#;

const TALKS_JSON: &str = r#"{
  "title": "Town buys the mill", "draft": "mill.md",
  "source": [
    {"id": "mayor", "name": "Ines Calloway", "kind": "named-person", "title": "mayor", "interest": ["town hall"]},
    {"id": "courier", "name": "The Courier", "kind": "outlet", "cites": ["clerks"]},
    {"id": "clerks", "kind": "anonymous", "description": "two clerks with direct knowledge of the sale",
     "count": {"low": 2, "high": 3}, "basis": "first-hand"}
  ],
  "claim": [{"id": "sale", "text": "The town has bought the mill.", "sources": ["mayor", "courier"],
             "denied_by": ["clerks"], "lede": true}],
  "waiver": [{"rule": "single-source", "claim": "sale", "role": "city editor", "date": "2026-03-06",
              "reason": "no one else could be reached", "expires": "2026-04-06"}]
}"#;

const TALKS_YAML: &str = r#"title: Town buys the mill
draft: mill.md
source:
  - {id: mayor, name: Ines Calloway, kind: named-person, title: mayor, interest: [town hall]}
  - id: courier
    name: The Courier
    kind: outlet
    cites: [clerks]
  - id: clerks
    kind: anonymous
    description: two clerks with direct knowledge of the sale
    count: {low: 2, high: 3}
    basis: first-hand
claim:
  - id: sale
    text: "The town has bought the mill."
    sources: [mayor, courier]
    denied_by: [clerks]
    lede: true
waiver:
  - rule: single-source
    claim: sale
    role: city editor
    date: 2026-03-06
    reason: no one else could be reached
    expires: 2026-04-06
"#;

/// The graph without the places in the file.
fn bare(file: &GraphFile) -> (String, Option<String>, Vec<Source>, Vec<Claim>, Vec<Waiver>) {
    let mut sources = file.graph.sources.clone();
    sources.iter_mut().for_each(|source| source.mentions.clear());
    let mut claims = file.graph.claims.clone();
    claims.iter_mut().for_each(|claim| claim.spans.clear());
    let mut waivers = file.waivers.clone();
    waivers
        .iter_mut()
        .for_each(|waiver| waiver.span = Span::default());
    (file.title.clone(), file.draft.clone(), sources, claims, waivers)
}

fn good(text: &str, syntax: Syntax) -> GraphFile {
    read(text, syntax).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn bad(text: &str, syntax: Syntax) -> Vec<Problem> {
    match read(text, syntax) {
        Ok(file) => panic!("{file:#?}"),
        Err(problems) => problems,
    }
}

/// `line:column: message (help)` of each problem.
fn told(text: &str, syntax: Syntax) -> Vec<String> {
    let lines = LineIndex::new(text);
    let tell = |problem: Problem| {
        let place = lines.place(problem.span.start);
        format!(
            "{}:{}: {} ({})",
            place.line, place.column, problem.message, problem.help
        )
    };
    bad(text, syntax).into_iter().map(tell).collect()
}

#[test]
fn the_three_syntaxes_say_the_same() {
    let toml = good(TALKS, Syntax::Toml);
    assert_eq!(bare(&toml), bare(&good(TALKS_JSON, Syntax::Json)));
    assert_eq!(bare(&toml), bare(&good(TALKS_YAML, Syntax::Yaml)));
    let graph = &toml.graph;
    assert_eq!(toml.title, "Town buys the mill");
    assert_eq!(toml.draft.as_deref(), Some("mill.md"));
    assert_eq!(graph.sources[0].interest, ["town hall"]);
    assert_eq!(graph.sources[1].cites, [SourceId(2)]);
    assert_eq!(graph.sources[2].count, Count { low: 2, high: 3 });
    assert_eq!(graph.sources[2].basis, Basis::FirstHand);
    assert_eq!(graph.claims[0].supporters(), [SourceId(0), SourceId(1)]);
    assert_eq!(graph.claims[0].deniers(), [SourceId(2)]);
    assert_eq!(
        (graph.claims[0].weight, graph.claims[0].lede),
        (Weight::Heavy, true)
    );
    let waiver = &toml.waivers[0];
    assert_eq!(
        (waiver.date.as_str(), waiver.expires.as_deref()),
        ("2026-03-06", Some("2026-04-06"))
    );
    assert_eq!(waiver.target, Target::Claim("sale".to_owned()));
}

#[test]
fn places_lead_into_the_file() {
    for (text, syntax) in [
        (TALKS, Syntax::Toml),
        (TALKS_JSON, Syntax::Json),
        (TALKS_YAML, Syntax::Yaml),
    ] {
        let wide = text.replace("Town buys", "Tøwn “buys” 😀").replace('\n', "\r\n");
        for text in [text.to_owned(), wide.clone(), format!("\u{feff}{wide}")] {
            let file = good(&text, syntax);
            let slice = |span: Span| text[span.start..span.end].trim_matches('"').to_owned();
            for source in &file.graph.sources {
                assert_eq!(slice(source.mentions[0]), source.id, "{syntax:?}");
            }
            assert_eq!(
                slice(file.graph.claims[0].spans[0]),
                "The town has bought the mill."
            );
            assert_eq!(slice(file.waivers[0].span), "single-source");
        }
    }
}

#[test]
fn every_mistake_is_told_in_one_run() {
    let text = r#"titel = "x"

[[source]]
id = "mayor"
kind = "named-persn"
cites = ["cuorier"]
count = { low = 3, high = 2 }

[[source]]
id = "courier"
kind = "outlet"
basis = 7
count = -1
interest = "town hall"

[[source]]
id = "courier"
name = "The Courier"

[[claim]]
id = ""
text = ""
sources = ["mayor", "mayor", "nobody at all", 5]
lede = "yes"

[[waiver]]
rule = "single-source"
role = "city editor"
date = "2026-02-30"
"#;
    assert_eq!(
        told(text, Syntax::Toml),
        [
            "1:1: a claims graph has no key `titel` (did you mean `title`?)",
            "5:8: this is no kind (did you mean \"named-person\"?)",
            "6:10: no source has this id (did you mean `courier`?)",
            "7:9: `count` says at least 3 and at most 2 (write the smaller number as low)",
            "12:9: `basis` is a number (one of: first-hand, second-hand, unknown (how it knows))",
            "13:9: `count` is not a number of people (write a number from 1, such as 2, or { low = 2, high = 3 })",
            "14:12: `interest` is text (write a list of words: [\"...\"] (what makes sources dependent: employer, \
             party, side))",
            "17:1: this source has no `kind` (add `kind`: one of: named-person, named-organization, outlet, \
             document, anonymous, unnamed-person, unnamed-group, newsroom (what the source is))",
            "17:6: two sources have this id (give each its own id)",
            "21:6: the id is empty (write it in quotation marks (short word by which waivers and other claims \
             refer to it))",
            "22:8: `text` is empty (what is claimed, in a sentence)",
            "23:21: `sources` lists this id twice (keep one of them)",
            "23:30: no source has this id (add a [[source]] with this id, or take the word out)",
            "23:47: `sources` holds a number (write a list of ids of sources: [\"...\"])",
            "24:8: `lede` is text (write true or false (does the headline or the first paragraph state it?))",
            "27:1: this waiver has no `reason` (add `reason`: write it in quotation marks (why))",
            "27:1: this waiver has no target (give it `claim` or `source`, one of them)",
            "29:8: `date` is no day of the calendar (write a day as 2025-03-06 (the day on which it was \
             approved))",
        ]
    );
}

#[test]
fn a_broken_file_is_told_where_it_breaks() {
    let toml = told("[[source]]\nid = \"a\nkind = 1\n", Syntax::Toml);
    assert!(
        toml.len() == 1 && toml[0].starts_with("2:") && toml[0].contains("not TOML"),
        "{toml:?}"
    );
    let twice = told("title = \"a\"\ntitle = \"b\"\n", Syntax::Toml);
    assert!(
        twice[0].starts_with("2:1: this is not TOML: duplicate key"),
        "{twice:?}"
    );
    let json = told("{\n  \"title\": \"a\",\n  \"claim\": [}\n}", Syntax::Json);
    assert_eq!(json, ["3:13: this is not JSON: expected value ()"]);
    let double = told("{\n \"title\": \"a\",\n \"title\": \"b\"}", Syntax::Json);
    assert_eq!(double, ["3:2: `title` is there twice (keep one of them)"]);
    let yaml = told("title: a\nclaim: [\n", Syntax::Yaml);
    assert!(yaml.len() == 1 && yaml[0].contains("not YAML"), "{yaml:?}");
    assert_eq!(
        told("[1, 2]", Syntax::Json),
        ["1:1: a file is written as a list (write it as a table: keys such as title, source and claim)"]
    );
    assert_eq!(
        told("a: &x 1\ntitle: *x\n", Syntax::Yaml),
        ["2:8: an alias (`*name`) is no part of a claims graph (write the value out)"]
    );
}

#[test]
fn deep_nesting_is_refused() {
    let deep = 100_000;
    for (text, syntax) in [
        (
            format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)),
            Syntax::Toml,
        ),
        (format!("{}{}", "[".repeat(deep), "]".repeat(deep)), Syntax::Json),
        (
            format!("{}1{}", "{\"a\":".repeat(100), "}".repeat(100)),
            Syntax::Json,
        ),
        (format!("{}{}", "[".repeat(deep), "]".repeat(deep)), Syntax::Yaml),
        (
            (0..200)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect(),
            Syntax::Yaml,
        ),
        (
            format!("a = {}1{}", "{a = ".repeat(deep), "}".repeat(deep)),
            Syntax::Toml,
        ),
        (format!("[{}a]", "a.".repeat(deep)), Syntax::Toml),
    ] {
        assert!(!bad(&text, syntax).is_empty());
    }
}

#[test]
fn what_gives_a_source_away_is_flagged_and_not_kept() {
    let text = "[[source]]\nid = \"a\"\nkind = \"anonymous\"\nphone = \"555 0100\"\n\
                [[source]]\nid = \"b\"\nkind = \"anonymous\"\nname = \"Petra Novak\"\n\
                [[source]]\nid = \"c\"\nkind = \"named-person\"\nname = \"Petra Novak\"\n";
    let file = good(text, Syntax::Toml);
    let exposed: Vec<_> = file
        .graph
        .sources
        .iter()
        .map(|source| source.anonymity.exposed)
        .collect();
    let held = |span: Option<Span>| span.map(|span| &text[span.start..span.end]);
    assert_eq!(
        exposed.iter().map(|span| held(*span)).collect::<Vec<_>>(),
        [Some("\"555 0100\""), Some("\"Petra Novak\""), None]
    );
    assert!(!format!("{:?}", file.graph.sources[0]).contains("0100"));
    assert_eq!(file.graph.sources[1].name, "");
    assert_eq!(file.graph.sources[2].name, "Petra Novak");
    assert!(!write(&file).contains("0100"));
}

#[test]
fn no_message_repeats_what_is_written_of_a_source() {
    let secrets = ["Novak", "novak", "0100", "Telephone"];
    let texts: &[(&str, Syntax)] = &[
        (
            "[[source]]\nid = \"novak\"\nkind = \"Petra Novak\"\n[[source]]\nid = \"novak\"\nkind = \"anonymous\"\n",
            Syntax::Toml,
        ),
        (
            "[[source]]\nid = \"a\"\nkind = \"anonymous\"\nname = [\"Petra Novak\"]\ntelephone = \"0100\"\n",
            Syntax::Toml,
        ),
        (
            "[[source]]\nid = \"a\"\nkind = \"anonymous\"\nname = \"Petra Novak\"\nname = \"Petra Novak\"\n",
            Syntax::Toml,
        ),
        (
            "[[source]]\nid = \"a\"\nkind = \"anonymous\"\nname = \"Petra Novak\n",
            Syntax::Toml,
        ),
        (
            "[[source]]\nid = \"novak\"\nkind = \"anonymous\"\n[[claim]]\nid = \"c\"\ntext = \"t\"\nsources = [\"novakk\"]\n",
            Syntax::Toml,
        ),
        (
            "[[source]]\nid = \"a\"\nkind = \"anonymous\"\napproved_on = \"Petra Novak\"\n",
            Syntax::Toml,
        ),
        (
            "source:\n  - {id: a, kind: anonymous, Petra Novak: x}\n",
            Syntax::Yaml,
        ),
        (
            "source:\n  - {id: a, kind: anonymous, name: Petra Novak\n",
            Syntax::Yaml,
        ),
        ("source:\n  - {id: a, kind: *Novak}\n", Syntax::Yaml),
        (
            "{\"source\":[{\"id\":\"a\",\"kind\":\"anonymous\",\"name\":\"Petra Novak\" \"x\"}]}",
            Syntax::Json,
        ),
        (
            "{\"source\":[{\"id\":\"a\",\"kind\":\"anonymous\",\"Telephone\":\"0100\"}]}",
            Syntax::Json,
        ),
        (
            "[[source]]\nid = \"a\"\nkind = \"anonymous\"\ndescription = \"Petra Novak\"\nsame_as = \"novak\"\n\
             [[source]]\nid = \"novak\"\nname = \"Petra Novak\"\nkind = \"named-person\"\n",
            Syntax::Toml,
        ),
    ];
    for (text, syntax) in texts {
        for line in told(text, *syntax) {
            assert!(!secrets.iter().any(|secret| line.contains(secret)), "{line}");
        }
    }
}

#[test]
fn no_link_joins_an_anonymous_source_to_a_named_one() {
    let file = |link: &str| {
        format!(
            "[[source]]\nid = \"chair\"\nname = \"Jan Vries\"\nkind = \"named-person\"\n\
             [[source]]\nid = \"board\"\nname = \"The board\"\nkind = \"named-organization\"\n\
             [[source]]\nid = \"other\"\nkind = \"anonymous\"\n\
             [[source]]\nid = \"close\"\nkind = \"anonymous\"\n{link}\n"
        )
    };
    for link in [
        "same_as = \"chair\"",
        "same_as = \"board\"",
        "member_of = \"chair\"",
    ] {
        let told = told(&file(link), Syntax::Toml);
        assert!(
            told.len() == 1 && told[0].contains("says who an anonymous source is"),
            "{told:?}"
        );
        assert!(
            !told[0].contains("Vries") && !told[0].contains("chair"),
            "{told:?}"
        );
    }
    for link in [
        "same_as = \"other\"",
        "member_of = \"board\"",
        "member_of = \"other\"",
    ] {
        good(&file(link), Syntax::Toml);
    }
}

#[test]
fn a_waiver_names_a_known_target_and_a_real_day() {
    let waiver = |lines: &str| format!("[[waiver]]\nrule = \"r\"\nrole = \"x\"\nreason = \"y\"\n{lines}\n");
    assert_eq!(
        told(&waiver("claim = \"c9\"\ndate = \"2026-01-01\""), Syntax::Toml),
        ["5:9: no claim has this id (add a [[claim]] with this id, or take the word out)"]
    );
    assert_eq!(
        told(
            &waiver("source = \"s\"\ndate = \"2026-13-01\"\n[[source]]\nid = \"s\"\nkind = \"outlet\""),
            Syntax::Toml
        ),
        [
            "6:8: `date` is no day of the calendar (write a day as 2025-03-06 (the day on which it was \
             approved))"
        ]
    );
    let early =
        "source = \"s\"\ndate = 2026-03-02\nexpires = 2026-03-01\n[[source]]\nid = \"s\"\nkind = \"outlet\"";
    assert_eq!(
        told(&waiver(early), Syntax::Toml),
        [
            "7:11: the waiver expires on 2026-03-01, before it was approved on 2026-03-02 (write a later day, or \
             take the waiver out)"
        ]
    );
}

#[test]
fn a_circle_is_no_mistake() {
    let text = "[[source]]\nid = \"a\"\nkind = \"outlet\"\ncites = [\"b\", \"a\"]\n\
                [[source]]\nid = \"b\"\nkind = \"outlet\"\ncites = [\"a\"]\n\
                [[claim]]\nid = \"c\"\ntext = \"x\"\nsources = [\"a\"]\n";
    assert_eq!(weigh(&good(text, Syntax::Toml).graph)[0].rung, Rung::Ungrounded);
}

#[test]
fn extensions_select_the_syntax() {
    assert_eq!(Syntax::of_extension("TOML"), Some(Syntax::Toml));
    assert_eq!(Syntax::of_extension("yml"), Some(Syntax::Yaml));
    assert_eq!(Syntax::of_extension("md"), None);
    assert!(Syntax::extensions().all(|extension| Syntax::of_extension(extension).is_some()));
}

#[test]
fn the_schema_knows_the_keys_and_keeps_contacts_out() {
    let schema = schema();
    let source = &schema["$defs"]["source"];
    assert_eq!(source["required"], serde_json::json!(["id", "kind"]));
    assert_eq!(source["additionalProperties"], false);
    assert!(source["properties"]["cites"].is_object());
    assert!(source["properties"]["phone"].is_null());
    assert_eq!(schema["properties"]["claim"]["items"]["$ref"], "#/$defs/claim");
}

// ---------------------------------------------------------------- what is written is read again

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        any::<String>(),
        Just("\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{202e}\r\n\t\"'''\"\"\"\\".to_owned()),
        Just("::error::x ]]> <script>".to_owned()),
    ]
}

fn some_words() -> impl Strategy<Value = String> {
    words().prop_map(|words| format!("{words}."))
}

fn any_source(index: usize, count: usize) -> impl Strategy<Value = Source> {
    let kinds = 0..SourceKind::NAMES.len();
    let texts = vec(words(), 4);
    let refs = vec(any::<bool>(), count);
    let anonymity = (proptest::option::of(some_words()), proptest::option::of(0u32..28));
    let counted = (1u32..4, 0u32..3, 0usize..3);
    (kinds, texts, refs, vec(some_words(), 0..3), counted, anonymity).prop_map(
        move |(kind, texts, refs, interest, (low, more, basis), (reason, day))| {
            let mut source = Source::new(&format!("s{index} 'x'\n"), SourceKind::NAMES[kind].0);
            if source.kind != SourceKind::Anonymous {
                source.name = texts[0].clone();
            }
            source.title = texts[1].clone();
            source.justification = texts[2].clone();
            source.description = texts[3].clone();
            source.interest = interest;
            source.count = Count {
                low,
                high: low + more,
            };
            source.count_by_hand = source.count != Count::ONE;
            source.member_of = refs.last().copied().unwrap_or_default().then_some(SourceId(0));
            source.basis = Basis::NAMES[basis].0;
            source.cites = (0..count).filter(|at| refs[*at]).map(SourceId).collect();
            source.same_as = refs[0].then_some(SourceId(count - 1));
            source.anonymity.approved_on = day.map(|day| format!("2026-02-{:02}", day + 1));
            source.anonymity.identity_known_to_editor = reason.clone();
            source.anonymity.reason = reason;
            source
        },
    )
}

fn any_claim(index: usize, (sources, claims): (usize, usize)) -> impl Strategy<Value = Claim> {
    let stances = vec(proptest::option::of(0usize..3), sources);
    (
        some_words(),
        stances,
        0..ClaimKind::NAMES.len(),
        0..3usize,
        any::<(bool, bool)>(),
        vec(any::<bool>(), claims),
    )
        .prop_map(move |(text, stances, kind, weight, (lede, by_hand), alike)| {
            let mut claim = Claim::new(&format!("c{index}"), &text);
            for (number, stance) in [Stance::Asserts, Stance::Denies, Stance::Declines]
                .into_iter()
                .enumerate()
            {
                for source in (0..stances.len()).filter(|at| stances[*at] == Some(number)) {
                    claim.backing.push(Backing {
                        source: SourceId(source),
                        stance,
                        attribution: None,
                    });
                }
            }
            if by_hand {
                claim.kind = ClaimKind::NAMES[kind].0;
                claim.kind_by_hand = true;
            }
            claim.weight = Weight::NAMES[weight].0;
            claim.lede = lede;
            claim.may_corroborate = (0..alike.len()).filter(|at| alike[*at]).map(ClaimId).collect();
            claim.apart_from = (0..alike.len()).filter(|at| !alike[*at]).map(ClaimId).collect();
            claim.same_as = claim.may_corroborate.clone();
            claim
        })
}

/// Claims of which none suggests another that it or the other declares apart: reading drops such suggestions.
fn consistent(mut claims: Vec<Claim>) -> Vec<Claim> {
    let apart: Vec<Vec<ClaimId>> = claims.iter().map(|claim| claim.apart_from.clone()).collect();
    for (number, claim) in claims.iter_mut().enumerate() {
        let declared = |other: &ClaimId| {
            let theirs = apart
                .get(other.0)
                .is_some_and(|list| list.contains(&ClaimId(number)));
            theirs || apart[number].contains(other)
        };
        claim.may_corroborate.retain(|other| !declared(other));
    }
    claims
}

/// Without links that say who an anonymous source is: no file may hold them.
fn without_tell_tales(mut sources: Vec<Source>) -> Vec<Source> {
    let kinds: Vec<SourceKind> = sources.iter().map(|source| source.kind).collect();
    let is_anonymous = |kind: SourceKind| kind == SourceKind::Anonymous;
    for source in &mut sources {
        let differs = |other: &SourceId| is_anonymous(kinds[other.0]) != is_anonymous(source.kind);
        let (same_as, member_of) = (source.same_as, source.member_of);
        let keeps = |link: Option<SourceId>| link.filter(|other| !differs(other));
        let links = (keeps(same_as), keeps(member_of));
        (source.same_as, source.member_of) = links;
    }
    sources
}

fn any_file() -> impl Strategy<Value = GraphFile> {
    (1usize..5, 1usize..4).prop_flat_map(|(sources, claims)| {
        let list: Vec<_> = (0..sources).map(|index| any_source(index, sources)).collect();
        let stated: Vec<_> = (0..claims)
            .map(|index| any_claim(index, (sources, claims)))
            .collect();
        let waiver = (some_words(), any::<bool>(), proptest::option::of(1u32..28));
        (
            words(),
            proptest::option::of(some_words()),
            list,
            stated,
            vec(waiver, 0..3),
        )
            .prop_map(|(title, draft, sources, claims, waivers)| {
                let waiver = |(reason, of_claim, day): (String, bool, Option<u32>)| Waiver {
                    rule: "single-source".to_owned(),
                    target: match of_claim {
                        true => Target::Claim(claims[0].id.clone()),
                        false => Target::Source(sources[0].id.clone()),
                    },
                    role: "city editor".to_owned(),
                    date: "2026-01-31".to_owned(),
                    reason,
                    expires: day.map(|day| format!("2026-02-{day:02}")),
                    span: Span::default(),
                };
                let waivers = waivers.into_iter().map(waiver).collect();
                GraphFile {
                    title,
                    draft,
                    graph: SourceGraph::new(without_tell_tales(sources), consistent(claims)),
                    waivers,
                    read: vec!["0a1b2c3d".to_owned()],
                }
            })
    })
}

#[test]
fn claims_declared_apart_are_not_suggested() {
    let text = format!(
        "{TALKS}\n[[claim]]\nid = \"a\"\ntext = \"It rained.\"\nsources = []\nmay_corroborate = [\"b\"]\n\n[[claim]]\nid = \"b\"\ntext = \"Rain fell.\"\nsources = []\napart_from = [\"a\"]\n"
    );
    let file = read(&text, Syntax::Toml).expect("no mistakes");
    let a = file
        .graph
        .claims
        .iter()
        .find(|claim| claim.id == "a")
        .expect("it is there");
    assert_eq!(a.may_corroborate, []);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(file in any_file()) {
        let text = write(&file);
        let read = read(&text, Syntax::Toml).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        let (title, draft, sources, mut claims, waivers) = bare(&read);
        for (claim, before) in claims.iter_mut().zip(&file.graph.claims) {
            claim.weight_reason.clone_from(&before.weight_reason);
        }
        prop_assert_eq!((title, draft, sources, claims, waivers), bare(&file));
        prop_assert_eq!(write(&read), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(bytes in vec(any::<u8>(), 0..300), cut in 0usize..600, extra in "[\\[\\]{}\"':,#&*!|>=\n\t \\-a-z0-9.\\\\]{0,40}") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for (example, syntax) in [(TALKS, Syntax::Toml), (TALKS_JSON, Syntax::Json), (TALKS_YAML, Syntax::Yaml)] {
            let mut cut = cut.min(example.len());
            while !example.is_char_boundary(cut) {
                cut -= 1;
            }
            let (head, tail) = example.split_at(cut);
            for text in [text.clone(), extra.clone(), format!("{head}{extra}{tail}"), format!("{head}{extra}"), format!("\u{feff}{text}")] {
                if let Err(problems) = read(&text, syntax) {
                    prop_assert!(!problems.is_empty());
                    for problem in problems {
                        prop_assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
                    }
                }
            }
        }
    }
}

// ---------------------------------------------------------------- the graphs of this repository

/// What the graph says: for each claim low, high and by interest, the rung, and whether it is disputed.
fn says(name: &str) -> Vec<String> {
    let path = format!("{}/graphs/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a graph of this repository");
    let file = good(&text, Syntax::Toml);
    let line = |(claim, strength): (&Claim, Strength)| {
        let count = strength.independence;
        let disputed = if strength.disputed { " disputed" } else { "" };
        let name = strength.rung.name();
        format!(
            "{} {}-{}/{} {name}{disputed}",
            claim.id, count.low, count.high, count.by_interest
        )
    };
    file.graph
        .claims
        .iter()
        .zip(weigh(&file.graph))
        .map(line)
        .collect()
}

#[test]
fn the_talks_rest_on_both_sides_and_doha_on_one_outlet() {
    assert_eq!(
        says("hamas-talks"),
        [
            "talks 3-3/3 corroborated",
            "doha 1-1/1 single-anonymous",
            "boehler 1-1/1 single-anonymous",
            "israel 1-1/1 single-source",
            "authority 1-1/1 single-source",
            "belief 1-1/1 single-source",
            "hostages 1-1/1 single-anonymous",
            "wider 1-1/1 single-anonymous",
            "content 0-0/0 unattributed",
            "deaths 0-0/0 unattributed",
        ]
    );
}

#[test]
fn three_outlets_are_one_employee() {
    assert_eq!(
        says("pick-up-chain"),
        [
            "cracks 1-1/1 single-anonymous disputed",
            "repair 1-1/1 single-anonymous",
            "inspection 2-2/2 corroborated",
        ]
    );
}

#[test]
fn one_ministry_is_two_officials_and_one_side() {
    assert_eq!(
        says("one-ministry"),
        [
            "closure 2-2/1 single-source",
            "losses 2-2/1 document",
            "jobs 2-2/2 corroborated",
            "brakes 2-2/1 single-source disputed",
            "hope 1-1/1 self",
        ]
    );
}

#[test]
fn the_loop_stands_on_nothing_until_somebody_else_speaks() {
    assert_eq!(
        says("loop-of-outlets"),
        [
            "leaving 0-0/0 ungrounded disputed",
            "fee 1-1/1 outlet-only",
            "contract 1-1/1 single-source",
            "injury 0-0/0 unattributed",
        ]
    );
}

#[test]
fn the_well_sourced_piece_is_well_sourced() {
    assert_eq!(
        says("well-sourced"),
        [
            "lead 2-2/2 corroborated",
            "known 3-3/2 corroborated",
            "open 2-2/2 corroborated",
            "valves 2-2/1 document disputed",
            "children 2-2/2 corroborated",
            "hospital 4-6/4 corroborated",
            "bottles 4-6/4 corroborated",
            "pipes 2-2/1 document",
            "cost 2-2/2 corroborated",
            "regret 1-1/1 self",
            "inquiry 1-1/1 single-source",
            "sample 1-1/1 document",
        ]
    );
}
