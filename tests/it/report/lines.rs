//! The formats of one line or record a finding: read back by what reads them.

use serde_json::{Value, json};
use twosource::Analysis;
use twosource::claim::Weight;
use twosource::policy::Level;
use twosource::report::{Output, Style};

use super::cases;

fn render(format: &str, analyses: &[Analysis]) -> String {
    Output::of_name(format)
        .unwrap()
        .render(analyses, &Style::default())
}

#[test]
fn concise_is_one_line_a_finding_and_hostile_words_stay_on_it() {
    assert_eq!(
        render("concise", &[cases::harbour()]),
        "drafts/case.toml:1:3: error[single-anonymous] Single-anonymous was found here.\n\
         drafts/case.toml:2:1: warning[single-source] Single-source was found here.\n"
    );
    let hostile = render("concise", &[cases::hostile()]);
    assert_eq!(hostile.lines().count(), 1, "{hostile}");
    assert!(!hostile.chars().any(|c| c.is_control() && c != '\n'));
    assert_eq!(render("concise", &[cases::empty()]), "");
}

#[test]
fn grouped_stands_in_columns_below_the_file() {
    assert_eq!(
        render("grouped", &[cases::harbour(), cases::empty()]),
        "drafts/case.toml:\n  \
           1:3  error    single-anonymous  Single-anonymous was found here.\n  \
           2:1  warning  single-source     Single-source was found here.\n\n"
    );
    let hostile = render("grouped", &[cases::hostile()]);
    assert_eq!(hostile.lines().count(), 3, "{hostile}");
    assert!(!hostile.chars().any(|c| c.is_control() && c != '\n'));
}

/// What reviewdog asks of a result (`DiagnosticResult` of its diagnostic format), closed where the format is open.
fn rdjson_schema() -> Value {
    let position = json!({
        "type": "object",
        "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
        "required": ["line", "column"], "additionalProperties": false,
    });
    let location = json!({
        "type": "object",
        "properties": {
            "path": {"type": "string"},
            "range": {"type": "object", "properties": {"start": position, "end": position}, "required": ["start"]},
        },
        "required": ["path"], "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "source": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
            "diagnostics": {"type": "array", "items": {
                "type": "object",
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": location,
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}}, "required": ["value"]},
                },
                "required": ["message", "location", "severity", "code"], "additionalProperties": false,
            }},
        },
        "required": ["source", "diagnostics"], "additionalProperties": false,
    })
}

#[test]
fn rdjson_fits_its_schema_and_counts_columns_in_bytes() {
    let wide = twosource::analyze(
        twosource::draft::Draft::read(
            "drafts/wide.md",
            twosource::draft::Format::Markdown,
            "“Öl”: sources said the port closes.\n",
        ),
        &twosource::policy::Policy::default(),
    );
    let validator = jsonschema::validator_for(&rdjson_schema()).unwrap();
    for analyses in [vec![cases::harbour(), wide], vec![cases::hostile()], vec![]] {
        let result: Value = serde_json::from_str(&render("rdjson", &analyses)).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&result)
            .map(|one| one.to_string())
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        let bare = result["diagnostics"].as_array().unwrap().iter();
        for one in bare.filter(|one| one["code"]["value"] == "bare-source") {
            // Behind `“Öl”: ` stand three letters and more of two and three bytes.
            let start = &one["location"]["range"]["start"];
            assert_eq!(start, &json!({"line": 1, "column": "“Öl”: ".len() + 1}));
        }
    }
    let two: Value = serde_json::from_str(&render("rdjson", &[cases::harbour()])).unwrap();
    let told: Vec<&Value> = two["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["severity"])
        .collect();
    assert_eq!(told, ["ERROR", "WARNING"]);
}

#[test]
fn checkstyle_is_read_back_as_xml() {
    let written = render("checkstyle", &[cases::harbour(), cases::empty()]);
    let document = roxmltree::Document::parse(&written).unwrap();
    let files: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("file"))
        .collect();
    assert_eq!(files.len(), 1, "a file without findings is none");
    assert_eq!(files[0].attribute("name"), Some("drafts/case.toml"));
    let told: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("error"))
        .map(|node| {
            ["line", "column", "severity", "source"].map(|name| node.attribute(name).unwrap().to_owned())
        })
        .collect();
    assert_eq!(
        told,
        [
            ["1", "3", "error", "twosource.single-anonymous"],
            ["2", "1", "warning", "twosource.single-source"]
        ]
    );
    let hostile = render("checkstyle", &[cases::hostile()]);
    let document = roxmltree::Document::parse(&hostile).unwrap();
    let known = ["checkstyle", "file", "error"];
    let mut elements = document.descendants().filter(roxmltree::Node::is_element);
    assert!(elements.all(|node| known.contains(&node.tag_name().name())));
    assert!(!hostile.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn azure_gets_issues_and_no_other_command() {
    let written = render("azure", &[cases::harbour()]);
    assert_eq!(
        written,
        "##vso[task.logissue type=error;sourcepath=drafts/case.toml;linenumber=1;columnnumber=3;code=single-anonymous]\
         Single-anonymous was found here. Help: Find a second source.\n\
         ##vso[task.logissue type=warning;sourcepath=drafts/case.toml;linenumber=2;columnnumber=1;code=single-source]\
         Single-source was found here. Help: Find a second source.\n"
    );
    for level in [Level::Error, Level::Note] {
        let mut analysis = cases::hostile();
        analysis.case.draft.path = "a;b]c ###vso[task.setvariable x]".to_owned();
        analysis.findings[0].level = level;
        analysis.findings[0].message = "###vso[task.complete result=Succeeded] ###[error] %0A x".to_owned();
        let written = render("azure", &[analysis]);
        let commands = if level == Level::Error { 1 } else { 0 };
        assert_eq!(written.lines().count(), 1, "{written}");
        assert_eq!(written.matches("##").count(), commands, "{written}");
        if level == Level::Error {
            let properties = written.split(']').next().unwrap();
            assert_eq!(properties.split(';').count(), 5, "{properties}");
        }
    }
}

/// The records of comma-separated values as RFC 4180 reads them.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quoted, letter) {
            (true, '"') if letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            (_, '"') => quoted = !quoted,
            (false, ',') => record.push(std::mem::take(&mut cell)),
            (false, '\r') => {}
            (false, '\n') => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            (_, letter) => cell.push(letter),
        }
    }
    assert!(!quoted && cell.is_empty(), "the last record ends with its line");
    records
}

#[test]
fn csv_is_read_back_with_one_width_and_no_formula() {
    let mut analysis = cases::harbour();
    analysis.findings[0].message = "=HYPERLINK(\"http://example.org\"), says \"he\"".to_owned();
    let rows = records(&render("csv", &[analysis, cases::hostile()]));
    assert_eq!(rows[0][..4], ["path", "line", "column", "end_line"]);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    assert_eq!(rows.len(), 1 + 3 + 2, "waived ones are rows too");
    assert_eq!(rows[1][7], "'=HYPERLINK(\"http://example.org\"), says \"he\".");
    assert_eq!(
        rows[1][9],
        "The sprinklers had been switched off for repairs since Monday."
    );
    assert!(rows[3][10].starts_with("national editor"), "{:?}", rows[3]);
    assert!(!render("csv", &[cases::hostile()]).contains('\u{1b}'));
    assert_eq!(records(&render("csv", &[])).len(), 1);
}

#[test]
fn of_ten_annotations_a_level_the_heaviest_are_first() {
    let mut analysis = cases::harbour();
    let pattern = analysis.findings[1].clone();
    analysis.findings = vec![pattern; 14];
    // The last finding is about the one heavy claim.
    analysis.findings[13].claim = Some(twosource::claim::ClaimId(2));
    analysis.findings[13].message = "heavy".to_owned();
    assert_eq!(analysis.case.graph.claims[2].weight, Weight::Heavy);
    analysis.case.draft.path = "a::error ##[error]x.md".to_owned();
    let written = render("github", &[analysis]);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(
        lines.iter().filter(|line| line.starts_with("::warning ")).count(),
        10
    );
    assert!(
        lines[0].ends_with("::Heavy. Help: Find a second source."),
        "{}",
        lines[0]
    );
    let logged = &lines[11..];
    assert_eq!(logged.len(), 4);
    assert!(
        logged
            .iter()
            .all(|line| !line.contains("::") && !line.contains("##[")),
        "{logged:?}"
    );
}

#[test]
fn statistics_count_rules_the_most_frequent_first() {
    let written = render("statistics", &[cases::harbour(), cases::harbour()]);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("    2      2        0     0  single-anonymous  "),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("    2      0        2     0  single-source     "),
        "{}",
        lines[2]
    );
    assert_eq!(render("statistics", &[]), "");
}
