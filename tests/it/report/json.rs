//! `json` and `jsonl` keep the data contract.

use serde_json::{Value, json};
use twosource::attribution::Stance;
use twosource::claim::{ClaimKind, Weight};
use twosource::report::{self, Output, Style};
use twosource::source::SourceKind;
use twosource::strength::Rung;

use super::cases;

fn value(analysis: twosource::Analysis) -> Value {
    let written = Output::of_name("json")
        .unwrap()
        .render(&[analysis], &Style::default());
    serde_json::from_str(&written).unwrap()
}

#[test]
fn output_keeps_to_the_published_schema() {
    let schema = serde_json::to_value(report::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for analysis in [cases::harbour(), cases::hostile(), cases::empty()] {
        let value = value(analysis);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let mut wrong = value(cases::harbour());
    wrong["claims"][0]["strength"] = json!("very");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_contract_s_fields_are_there() {
    let value = value(cases::harbour());
    assert_eq!(value["schema"], "twosource/1");
    assert_eq!(
        value["draft"],
        json!({"path": "drafts/case.toml", "format": "graph", "bytes": 19,
            "title": "Fire in the harbour of Vardby closes two terminals"})
    );
    let paper = &value["sources"][1];
    assert_eq!(
        (&paper["kind"], &paper["cites"]),
        (&json!("outlet"), &json!(["s3"]))
    );
    assert_eq!(value["sources"][2]["count"], json!({"low": 2, "high": 2}));
    let claim = &value["claims"][2];
    assert_eq!(claim["sources"], json!(["s2"]));
    assert_eq!(claim["denied_by"], json!(["s5"]));
    assert_eq!(claim["disputed"], json!(true));
    assert_eq!(claim["strength"], json!("single-anonymous"));
    assert_eq!(claim["bottlenecks"], json!(["s2"]));
    assert_eq!(
        claim["independence"],
        json!({"low": 1, "high": 1, "by_interest": 1})
    );
    assert_eq!(value["summary"]["by_strength"]["corroborated"], json!(2));
    let findings = json!({"error": 1, "warning": 1, "note": 0, "waived": 1});
    assert_eq!(value["summary"]["findings"], findings);
    assert_eq!(value["findings"][1]["line"], json!(2));
}

#[test]
fn what_to_check_first_goes_by_stake_then_footing_then_dispute() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner of the ferry");
    let hand = case.source("a deck hand", SourceKind::Anonymous, "");
    let pride = case.claim("Vale is proud of her ferry.", Rung::OwnWord, &[owner]);
    pride.kind = ClaimKind::Own;
    pride.weight = Weight::Light;
    case.claim("The pier was painted.", Rung::Unattributed, &[]);
    case.claim("The ferry left at nine.", Rung::SingleSource, &[owner]);
    case.claim("The ferry left at ten.", Rung::SingleSource, &[owner]);
    case.stance(hand, Stance::Denies);
    case.claim("The ferry had a leak.", Rung::SingleAnonymous, &[hand]);
    case.claim("The ferry sails from Milton.", Rung::SingleSource, &[owner])
        .lede = true;
    let accusation = case.claim("The captain was drunk.", Rung::SingleSource, &[owner]);
    accusation.kind = ClaimKind::Accusation;
    accusation.weight = Weight::Heavy;
    let value = value(case.build());
    assert_eq!(value["first"], json!(["c7", "c6", "c5", "c4", "c3", "c1", "c2"]));
}

#[test]
fn jsonl_is_one_line_a_draft() {
    let analyses = [cases::harbour(), cases::hostile()];
    let written = Output::of_name("jsonl")
        .unwrap()
        .render(&analyses, &Style::default());
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 2);
    let first: Value = serde_json::from_str(lines[0]).unwrap();
    assert_eq!(first, value(cases::harbour()));
}

#[test]
fn words_come_back_as_they_were_and_fool_no_terminal() {
    let written = Output::of_name("json")
        .unwrap()
        .render(&[cases::hostile()], &Style::default());
    assert!(!written.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}']));
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["claims"][0]["text"], json!(cases::HOSTILE));
}

#[test]
fn several_drafts_are_one_array() {
    let analyses = [cases::harbour(), cases::empty()];
    let written = Output::of_name("json")
        .unwrap()
        .render(&analyses, &Style::default());
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value.as_array().map(Vec::len), Some(2));
}
