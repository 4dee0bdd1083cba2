//! JUnit XML: a suite for each draft, a test case for each claim, failed by findings at or above
//! [`Style::fail_on`]; findings about no claim are test cases of their own.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::escape::xml_line;
use super::{Style, words};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;

/// A test case: its name, and what was found.
struct TestCase<'a> {
    name: String,
    line: usize,
    findings: Vec<&'a Finding>,
}

/// One document for all drafts.
pub(super) fn render(analyses: &[Analysis], style: &Style) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let _ = write(&mut writer, analyses, style.fail_on);
    String::from_utf8(writer.into_inner()).unwrap_or_default() + "\n"
}

type Written = std::io::Result<()>;

fn write(writer: &mut Writer<Vec<u8>>, analyses: &[Analysis], fail_on: Level) -> Written {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites: Vec<Vec<TestCase>> = analyses.iter().map(test_cases).collect();
    let tests: usize = suites.iter().map(Vec::len).sum();
    let failed: usize = suites.iter().map(|suite| failures(suite, fail_on)).sum();
    writer
        .create_element("testsuites")
        .with_attribute(("name", "twosource"))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failed.to_string().as_str()))
        .write_inner_content(|writer| {
            for (analysis, suite) in analyses.iter().zip(&suites) {
                write_suite(writer, &analysis.case.draft.path, suite, fail_on)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn test_cases(analysis: &Analysis) -> Vec<TestCase<'_>> {
    let case = &analysis.case;
    let mut cases: Vec<TestCase> = Vec::new();
    for (at, claim) in case.graph.claims.iter().enumerate() {
        cases.push(TestCase {
            name: format!("claim {}: {}", at + 1, xml_line(&claim.text)),
            line: case.draft.place(claim.place()).line,
            findings: Vec::new(),
        });
    }
    for finding in &analysis.findings {
        let of_claim = finding.claim.and_then(|id| cases.get_mut(id.0));
        match of_claim {
            Some(case) => case.findings.push(finding),
            None => cases.push(TestCase {
                name: finding.rule.to_owned(),
                line: case.file_of(finding).place(finding.span).line,
                findings: vec![finding],
            }),
        }
    }
    cases
}

fn fails(finding: &Finding, fail_on: Level) -> bool {
    finding.waived.is_none() && finding.level >= fail_on
}

fn failures(suite: &[TestCase], fail_on: Level) -> usize {
    let failed = |case: &&TestCase| case.findings.iter().any(|one| fails(one, fail_on));
    suite.iter().filter(failed).count()
}

fn write_suite(writer: &mut Writer<Vec<u8>>, path: &str, suite: &[TestCase], fail_on: Level) -> Written {
    let path = xml_line(path);
    writer
        .create_element("testsuite")
        .with_attribute(("name", path.as_str()))
        .with_attribute(("tests", suite.len().to_string().as_str()))
        .with_attribute(("failures", failures(suite, fail_on).to_string().as_str()))
        .write_inner_content(|writer| {
            for case in suite {
                write_case(writer, &path, case, fail_on)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_case(writer: &mut Writer<Vec<u8>>, path: &str, case: &TestCase, fail_on: Level) -> Written {
    let element = writer
        .create_element("testcase")
        .with_attribute(("name", case.name.as_str()))
        .with_attribute(("classname", path))
        .with_attribute(("file", path))
        .with_attribute(("line", case.line.to_string().as_str()));
    if case.findings.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        for finding in case.findings.iter().filter(|one| fails(one, fail_on)) {
            writer
                .create_element("failure")
                .with_attribute(("type", finding.rule))
                .with_attribute(("message", xml_line(&words::sentence(&finding.message)).as_str()))
                .write_text_content(BytesText::new(&xml_line(&words::sentence(&finding.help))))?;
        }
        let others: Vec<String> = case
            .findings
            .iter()
            .filter(|one| !fails(one, fail_on))
            .map(|one| remark(one))
            .collect();
        if !others.is_empty() {
            let text = xml_line(&others.join(" "));
            writer
                .create_element("system-out")
                .write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A finding that fails nothing, in one sentence or two.
fn remark(finding: &Finding) -> String {
    let message = words::sentence(&finding.message);
    match &finding.waived {
        Some(reason) => format!("waived[{}]: {message} ({reason})", finding.rule),
        None => format!("{}[{}]: {message}", finding.level.name(), finding.rule),
    }
}
