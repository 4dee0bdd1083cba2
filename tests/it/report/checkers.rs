//! What CI systems read: SARIF, GitHub annotations, GitLab code quality, JUnit; and the Markdown summary.

use serde_json::{Value, json};
use twosource::Analysis;
use twosource::policy::Level;
use twosource::report::{Notes, OUTPUTS, Output, Scope, Style};

use super::cases;

fn render(format: &str, analyses: &[Analysis]) -> String {
    Output::of_name(format)
        .unwrap()
        .render(analyses, &Style::default())
}

fn sarif(analyses: &[Analysis]) -> Value {
    serde_json::from_str(&render("sarif", analyses)).unwrap()
}

#[test]
fn sarif_names_rules_and_places_and_leaves_out_what_is_waived() {
    let log = sarif(&[cases::harbour()]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().starts_with("# "));
        assert_eq!(result["suppressions"], Value::Null);
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "drafts/case.toml");
    assert_eq!(
        place["region"],
        json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4})
    );
    assert_eq!(results[0]["level"], "error");
}

#[test]
fn sarif_leads_along_the_chain() {
    let mut analysis = cases::harbour();
    let chain = [twosource::source::SourceId(1), twosource::source::SourceId(2)];
    analysis.findings[0].sources = chain.to_vec();
    for (at, id) in chain.iter().enumerate() {
        analysis.case.graph.sources[id.0].mentions = vec![twosource::span::Span::new(4 + 4 * at, 7 + 4 * at)];
    }
    let log = sarif(&[analysis]);
    let related = &log["runs"][0]["results"][0]["relatedLocations"];
    let told: Vec<(&str, u64)> = related
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = one["message"]["text"].as_str().unwrap();
            (
                text,
                one["physicalLocation"]["region"]["startLine"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [("Morgenposten", 2), ("Two dock workers who were on the pier", 3)]
    );
}

#[test]
fn sarif_fingerprints_differ_and_outlive_moved_lines() {
    let prints = |log: &Value| -> Vec<String> {
        let results = log["runs"][0]["results"].as_array().unwrap();
        let print = |one: &Value| {
            one["partialFingerprints"]["twosource/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        results.iter().map(print).collect()
    };
    let before = prints(&sarif(&[cases::harbour()]));
    let mut moved = cases::harbour();
    for finding in &mut moved.findings {
        finding.span = twosource::span::Span::new(finding.span.start + 4, finding.span.end + 4);
    }
    assert_eq!(prints(&sarif(&[moved])), before);
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
}

#[test]
fn sarif_messages_hold_no_link_of_the_draft() {
    let mut analysis = cases::harbour();
    analysis.findings[0].message = "see [this](http://example.org) {0}".to_owned();
    let log = sarif(&[analysis]);
    let text = log["runs"][0]["results"][0]["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("See \\[this\\](http://example.org) {{0}}."),
        "{text}"
    );
}

#[test]
fn a_github_annotation_is_one_command_on_one_line() {
    let written = render("github", &[cases::harbour()]);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(
        lines,
        [
            "::error file=drafts/case.toml,line=1,col=3,endLine=1,endColumn=4,title=twosource%3A \
             single-anonymous::Single-anonymous was found here. Help: Find a second source.",
            "::warning file=drafts/case.toml,line=2,col=1,endLine=2,endColumn=2,title=twosource%3A \
             single-source::Single-source was found here. Help: Find a second source.",
        ]
    );
    let hostile = render("github", &[cases::hostile()]);
    assert_eq!(hostile.lines().count(), 1, "{hostile}");
    assert!(!hostile.chars().any(|c| c.is_control() && c != '\n'));
    let properties = hostile.trim_start_matches("::error ").split("::").next().unwrap();
    assert_eq!(properties.split(',').count(), 5, "{properties}");
}

#[test]
fn gitlab_issues_have_place_and_fingerprint() {
    let issues: Value = serde_json::from_str(&render("gitlab", &[cases::harbour()])).unwrap();
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 2);
    assert_eq!(issues[0]["check_name"], "single-anonymous");
    assert_eq!(issues[0]["severity"], "major");
    assert_eq!(
        issues[1]["location"],
        json!({"path": "drafts/case.toml", "lines": {"begin": 2}})
    );
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
}

#[test]
fn junit_has_a_case_for_each_claim_and_fails_what_fails() {
    let written = render("junit", &[cases::harbour()]);
    let document = roxmltree::Document::parse(&written).unwrap();
    let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    assert_eq!(named("testcase").count(), 8);
    let failures: Vec<_> = named("failure").collect();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].attribute("type"), Some("single-anonymous"));
    let case = failures[0].parent().unwrap();
    assert!(
        case.attribute("name")
            .unwrap()
            .starts_with("claim 3: The sprinklers")
    );
    let told: Vec<&str> = named("system-out").filter_map(|node| node.text()).collect();
    assert_eq!(
        told,
        [
            "warning[single-source]: Single-source was found here.",
            "waived[single-anonymous]: Single-anonymous was found here. (national editor, 2026-03-01: second \
             source promised)"
        ]
    );
    let strict = Style {
        fail_on: Level::Warning,
        ..Style::default()
    };
    let written = Output::of_name("junit")
        .unwrap()
        .render(&[cases::harbour()], &strict);
    assert!(written.contains("failures=\"2\""), "{written}");
}

#[test]
fn junit_of_hostile_words_is_well_formed() {
    let written = render("junit", &[cases::hostile(), cases::empty()]);
    let document = roxmltree::Document::parse(&written).unwrap();
    let known = ["testsuites", "testsuite", "testcase", "failure", "system-out"];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
    }
    assert!(!written.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn markdown_shows_claims_and_findings_and_no_html_of_the_draft() {
    let written = render("markdown", &[cases::harbour()]);
    assert!(
        written.starts_with("## Fire in the harbour of Vardby closes two terminals\n"),
        "{written}"
    );
    assert!(
        written.contains("| 3 | The sprinklers had been switched off for repairs since Monday. *(heavy)* | anonymous only, **disputed** |"),
        "{written}"
    );
    assert!(
        written.contains("- **error** `single-anonymous`, line 1:"),
        "{written}"
    );
    assert!(written.contains("*Waived:* national editor"), "{written}");
    let (_, first) = written
        .split_once("### Check first\n\n1. **")
        .expect("what to check first");
    let first = first.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("The sprinklers had been switched off")
            && first.contains("(claim 3). ")
            && first.contains(" It rests on "),
        "{first}"
    );
    let hostile = render("markdown", &[cases::hostile()]);
    assert!(!hostile.contains("<script") && !hostile.contains("<img"));
    assert!(!hostile.contains(['\u{1b}', '\u{202e}', '\u{7}']) && !hostile.contains("`tick`"));
    for row in hostile.lines().filter(|line| line.starts_with("| ")) {
        assert_eq!(row.matches('|').count(), 5, "{row}");
    }
}

#[test]
fn markdown_for_people_counts_notes_and_tells_them_on_request() {
    let mut case = cases::harbour();
    let mut note = case.findings[0].clone();
    note.level = twosource::policy::Level::Note;
    note.waived = None;
    note.message = "a note that stands here".to_owned();
    case.findings.push(note);
    let told = |style: &Style| {
        let markdown = Output::of_name("markdown").unwrap();
        markdown.render(std::slice::from_ref(&case), style)
    };
    let brief = told(&Style::default());
    assert!(
        !brief.contains("A note that stands here") && brief.contains("1 note not shown"),
        "{brief}"
    );
    for style in [
        Style {
            notes: Notes::Shown,
            ..Style::default()
        },
        Style {
            scope: Scope::Findings,
            ..Style::default()
        },
    ] {
        assert!(told(&style).contains("**note** `") && told(&style).contains("A note that stands here"));
    }
}

#[test]
fn every_format_is_the_same_bytes_each_time() {
    for output in OUTPUTS {
        let make = || output.render(&[cases::harbour(), cases::hostile()], &Style::default());
        assert_eq!(make(), make(), "{}", output.name);
    }
}

#[test]
fn every_format_has_its_own_name_and_a_line_of_help() {
    for output in OUTPUTS {
        assert_eq!(
            OUTPUTS.iter().filter(|other| other.name == output.name).count(),
            1
        );
        assert!(
            !output.help.is_empty() && !output.purposes.is_empty(),
            "{}",
            output.name
        );
    }
}
