//! Reads the examples of a rule's page: what it fires on, and what it does not.
//!
//! Each of the two sections holds one example: a quotation block (a draft), a fenced block with a claims graph, or both
//! (then the draft is the one that the graph belongs to); a fenced block with a reading, an accepted finding or a checked
//! claim is the readings of the draft, another one without a source a policy.

use super::document::Example;

/// The example under a heading of the page.
pub(crate) fn example(page: &str, heading: &str) -> Example {
    let section = page
        .split("\n## ")
        .find(|part| part.lines().next() == Some(heading))
        .unwrap_or_default();
    let mut example = Example {
        title: heading.to_owned(),
        ..Example::default()
    };
    let mut fence: Option<String> = None;
    let mut quoting = false;
    for line in section.lines().skip(1) {
        match (&mut fence, line) {
            (None, "```toml") => fence = Some(String::new()),
            (Some(body), "```") => {
                let body = std::mem::take(body);
                let is = |tables: &[&str]| tables.iter().any(|table| body.contains(table));
                let slot = if is(&["[[reading]]", "[[accept]]", "[[checked]]"]) {
                    &mut example.readings
                } else if is(&["[[source]]"]) {
                    &mut example.graph
                } else {
                    &mut example.policy
                };
                *slot = Some(body);
                fence = None;
            }
            (Some(body), line) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, line) => {
                quoting = !line.is_empty() && (quoting || line.starts_with('>'));
                if quoting {
                    let quoted = line.strip_prefix('>').unwrap_or(line);
                    let draft = example.draft.get_or_insert_default();
                    draft.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
                    draft.push('\n');
                }
            }
        }
    }
    example
}
