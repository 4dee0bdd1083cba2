//! Reads a test document: for each heading a draft or a graph, and what the rule must find there.
//!
//! A document is Markdown, named after its rule. Each `##` heading begins a case. A case has a fenced block
//! ```` ```draft ````, or ```` ```graph ````, or both (then the draft is the one that the graph belongs to), and perhaps
//! ```` ```policy ```` or, for a draft, ```` ```readings ````. After them stands a list of the findings, each as ``- level at line:column: piece of the message``
//! (or ``- level waived at ...``), or the line `Nothing.` Lines and columns count from 1 in the draft, or in the graph
//! where one is checked, or in the readings where it stands in them; without them the finding may stand anywhere.

use std::fmt;

/// One document.
pub(crate) struct Document {
    pub(crate) rule: String,
    pub(crate) examples: Vec<Example>,
}

/// One case of it.
#[derive(Default)]
pub(crate) struct Example {
    pub(crate) title: String,
    pub(crate) line: usize,
    pub(crate) draft: Option<String>,
    pub(crate) graph: Option<String>,
    pub(crate) policy: Option<String>,
    pub(crate) readings: Option<String>,
    pub(crate) expected: Vec<Expected>,
    pub(crate) nothing: bool,
}

/// A finding that must be there.
pub(crate) struct Expected {
    pub(crate) level: String,
    pub(crate) waived: bool,
    pub(crate) place: Option<(usize, usize)>,
    pub(crate) fragment: String,
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waived = if self.waived { " waived" } else { "" };
        let place = self
            .place
            .map(|(line, column)| format!(" at {line}:{column}"))
            .unwrap_or_default();
        write!(out, "{}{waived}{place}: ... {} ...", self.level, self.fragment)
    }
}

impl Document {
    pub(crate) fn read(rule: &str, text: &str) -> Result<Document, String> {
        let mut examples: Vec<Example> = Vec::new();
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                examples.push(Example {
                    title: title.to_owned(),
                    line: number + 1,
                    ..Example::default()
                });
                continue;
            }
            let Some(example) = examples.last_mut() else {
                continue;
            };
            if let Some(kind) = line.strip_prefix("```") {
                let body: Vec<&str> = lines
                    .by_ref()
                    .map(|(_, line)| line)
                    .take_while(|line| *line != "```")
                    .collect();
                example.block(kind, body.join("\n") + "\n", number + 1)?;
            } else if let Some(item) = line.strip_prefix("- ") {
                example.expected.push(expected(item, number + 1)?);
            } else if line.trim() == "Nothing." {
                example.nothing = true;
            }
        }
        for example in &examples {
            if example.nothing != example.expected.is_empty() {
                return Err(format!(
                    "line {}: say what is found, or write `Nothing.`",
                    example.line
                ));
            }
        }
        Ok(Document {
            rule: rule.to_owned(),
            examples,
        })
    }
}

impl Example {
    fn block(&mut self, kind: &str, body: String, line: usize) -> Result<(), String> {
        let slot = match kind.trim() {
            "draft" => &mut self.draft,
            "graph" => &mut self.graph,
            "policy" => &mut self.policy,
            "readings" => &mut self.readings,
            other => {
                return Err(format!(
                    "line {line}: a block `{other}`; known are draft, graph, policy and readings"
                ));
            }
        };
        if slot.replace(body).is_some() {
            return Err(format!("line {line}: a second block of its kind in one case"));
        }
        Ok(())
    }
}

fn expected(item: &str, line: usize) -> Result<Expected, String> {
    let (head, fragment) = item.split_once(": ").ok_or(format!(
        "line {line}: write `- level at line:column: piece of the message`"
    ))?;
    let place = head.split_once(" at ").and_then(|(head, place)| {
        let (line, column) = place.split_once(':')?;
        Some((head, (line.parse().ok()?, column.parse().ok()?)))
    });
    let (head, place) = place.map_or((head, None), |(head, place)| (head, Some(place)));
    let (level, waived) = match head.strip_suffix(" waived") {
        Some(level) => (level, true),
        None => (head, false),
    };
    if !["note", "warning", "error"].contains(&level) {
        return Err(format!("line {line}: `{level}` is no level"));
    }
    Ok(Expected {
        level: level.to_owned(),
        waived,
        place,
        fragment: fragment.trim().to_owned(),
    })
}
