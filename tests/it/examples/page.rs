//! Reads the examples of a rule's page: what it fires on, and what it does not.
//!
//! A section holds one example or more, parted by a line that is neither quoted nor fenced. An example is a quotation block
//! (a draft), a fenced block with a claims graph, or both (then the draft is the one that the graph belongs to); a fenced
//! block with a reading, an accepted finding or a checked claim is the readings of the draft, another one without a source a
//! policy. A line `At 3:14.` behind it tells the line and column where the finding stands.

/// One example.
#[derive(Default)]
pub(crate) struct Example {
    pub(crate) draft: Option<String>,
    pub(crate) graph: Option<String>,
    pub(crate) policy: Option<String>,
    pub(crate) readings: Option<String>,
    pub(crate) place: Option<(u64, u64)>,
}

impl Example {
    fn is_empty(&self) -> bool {
        self.draft.is_none() && self.graph.is_none() && self.policy.is_none()
    }
}

/// The examples under a heading of the page.
pub(crate) fn examples(page: &str, heading: &str) -> Vec<Example> {
    let section = page
        .split("\n## ")
        .find(|part| part.lines().next() == Some(heading))
        .unwrap_or_default();
    let mut examples = vec![Example::default()];
    let mut fence: Option<String> = None;
    let mut quoting = false;
    for line in section.lines().skip(1) {
        let last = examples.len() - 1;
        let example = &mut examples[last];
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
            (None, "") => quoting = false,
            (None, line) if quoting || line.starts_with('>') => {
                quoting = true;
                let quoted = line.strip_prefix('>').unwrap_or(line);
                let draft = example.draft.get_or_insert_default();
                draft.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
                draft.push('\n');
            }
            (None, line) => {
                example.place = place(line);
                if !example.is_empty() {
                    examples.push(Example::default());
                }
            }
        }
    }
    examples.retain(|example| !example.is_empty());
    examples
}

/// The place in "At 3:14."
fn place(line: &str) -> Option<(u64, u64)> {
    let (line, column) = line.strip_prefix("At ")?.strip_suffix('.')?.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}
