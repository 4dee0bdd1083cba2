//! From the tree to tables with the right shapes, collecting every mistake on the way.

use std::collections::{HashMap, HashSet};

use super::keys::{Need, Row, Shape, Table, Taken, row};
use super::tree::{Key, Node, Value, problem};
use crate::draft::Span;
use crate::policy::{Problem, nearest};
use crate::source::{Count, SourceKind};
use crate::when::When;

/// Unknown words after so many get no "did you mean", so that a file full of them is read in linear time.
const GUESSES: usize = 50;

/// A key that is longer, or of other letters than keys are made of, is not repeated: it may be somebody's name.
const KEY_AT_MOST: usize = 24;

/// What is known of the file before its tables are read, and the mistakes found so far.
///
/// No message repeats what stands behind a key: it may give a confidential source away.
#[derive(Default)]
pub(super) struct Walk {
    sources: HashMap<String, usize>,
    claims: HashMap<String, usize>,
    /// Ids that a message may propose: those of claims, and of sources that are surely not anonymous.
    told: HashSet<String>,
    pub(super) problems: Vec<Problem>,
    guesses: usize,
}

impl Walk {
    /// Learns the ids of the tables of one kind; says which are there twice.
    pub(super) fn learn(&mut self, table: Table, tables: &[&Node]) {
        let mut lines = HashMap::new();
        for (index, node) in tables.iter().enumerate() {
            let Value::Table(rows) = &node.value else { continue };
            let Some((_, id)) = rows.iter().find(|(key, _)| key.name == "id") else {
                continue;
            };
            let Value::Text(name) = &id.value else { continue };
            if name.trim().is_empty() {
                continue;
            }
            if lines.insert(name.clone(), id.span).is_some() {
                let message = format!("two {}s have this id", word(table));
                self.wrong(id.span, message, "give each its own id");
            } else {
                if table == Table::Claim || is_open(rows) {
                    self.told.insert(name.clone());
                }
                self.ids(table).insert(name.clone(), index);
            }
        }
    }

    fn ids(&mut self, table: Table) -> &mut HashMap<String, usize> {
        match table {
            Table::Claim => &mut self.claims,
            _ => &mut self.sources,
        }
    }

    pub(super) fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(problem(span, message, help));
    }

    /// Reads one table into `into`, row by row.
    pub(super) fn table<T>(&mut self, table: Table, rows: &[Row<T>], node: &Node, into: &mut T) {
        let Value::Table(entries) = &node.value else {
            let message = format!("a {} is written as {}", word(table), node.value.what());
            self.wrong(
                node.span,
                message,
                format!("write it as a table: {}", example(table)),
            );
            return;
        };
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (key, value) in entries {
            let Some(row) = row(rows, key) else {
                self.unknown_key(table, rows, key);
                continue;
            };
            if seen.insert(row.name, key.span).is_some() {
                self.wrong(
                    key.span,
                    format!("`{}` is there twice", row.name),
                    "keep one of them",
                );
                continue;
            }
            if matches!(row.shape, Shape::Tables(_)) {
                continue;
            }
            if let Some(taken) = self.take(row.name, row.shape, row.about, value) {
                (row.take)(into, taken);
            }
        }
        let at = entries.first().map_or(node.span, |(key, _)| key.span);
        for row in rows
            .iter()
            .filter(|row| row.need == Need::Always && !seen.contains_key(row.name))
        {
            let message = format!("this {} has no `{}`", word(table), row.name);
            self.wrong(
                at,
                message,
                format!("add `{}`: {}", row.name, hint(row.shape, row.about)),
            );
        }
        let one = rows.iter().filter(|row| row.need == Need::One);
        let one: Vec<&Row<T>> = one.collect();
        let given = one.iter().filter(|row| seen.contains_key(row.name)).count();
        if !one.is_empty() && given != 1 {
            let names: Vec<String> = one.iter().map(|row| format!("`{}`", row.name)).collect();
            let (names, count) = (
                names.join(" or "),
                if given == 0 { "no" } else { "more than one" },
            );
            self.wrong(
                at,
                format!("this {} has {count} target", word(table)),
                format!("give it {names}, one of them"),
            );
        }
    }

    fn unknown_key<T>(&mut self, table: Table, rows: &[Row<T>], key: &Key) {
        let known = rows
            .iter()
            .filter(|row| !matches!(row.shape, Shape::Contact))
            .map(|row| row.name);
        let known: Vec<&str> = known.collect();
        let help = match self.guess(&key.name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys: {}", known.join(", ")),
        };
        let place = match table {
            Table::File => "a claims graph".to_owned(),
            _ => format!("a {}", word(table)),
        };
        let message = if is_plain_key(&key.name) {
            format!("{place} has no key `{}`", key.name)
        } else {
            format!("{place} has no such key")
        };
        self.wrong(key.span, message, help);
    }

    fn guess<'k>(&mut self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        self.guesses += 1;
        if self.guesses > GUESSES {
            None
        } else {
            nearest(word, known)
        }
    }

    fn take(&mut self, name: &str, shape: Shape, about: &str, node: &Node) -> Option<Taken> {
        let mut taken = Taken {
            span: node.span,
            texts: Vec::new(),
            ids: Vec::new(),
            flag: false,
            count: Count::ONE,
        };
        match (shape, &node.value) {
            (Shape::Contact, _) => {}
            (Shape::Id, Value::Text(text)) if text.trim().is_empty() => {
                self.wrong(node.span, "the id is empty", hint(shape, about));
                return None;
            }
            (Shape::Text | Shape::Id, Value::Text(text)) => taken.texts.push(text.clone()),
            (Shape::Texts, Value::List(items)) => {
                for item in items {
                    taken.texts.extend(self.text_in(name, shape, about, item));
                }
            }
            (Shape::OneOf(names), Value::Text(text)) => {
                taken.texts.push(self.one_of(name, &names(), text, node.span)?)
            }
            (Shape::Ref(table), Value::Text(id)) => {
                taken.ids.push(self.id(table, id, node.span)?);
                taken.texts.push(id.clone());
            }
            (Shape::Refs(table), Value::List(items)) => self.refs(name, table, items, &mut taken),
            (Shape::Flag, Value::Flag(flag)) => taken.flag = *flag,
            (Shape::Count, Value::Integer(_) | Value::Table(_)) => taken.count = self.count(node)?,
            (Shape::Date, Value::Date(text) | Value::Text(text)) => {
                if !When::is_day(text) {
                    self.wrong(
                        node.span,
                        format!("`{name}` is no day of the calendar"),
                        hint(shape, about),
                    );
                    return None;
                }
                taken.texts.push(text.clone());
            }
            (_, value) => {
                self.misshapen(name, shape, about, (value, node.span));
                return None;
            }
        }
        if shape_is_needed_text(shape, name) && taken.texts.iter().all(|text| text.trim().is_empty()) {
            self.wrong(node.span, format!("`{name}` is empty"), about.to_owned());
            return None;
        }
        Some(taken)
    }

    fn misshapen(&mut self, name: &str, shape: Shape, about: &str, (value, span): (&Value, Span)) {
        self.wrong(span, format!("`{name}` is {}", value.what()), hint(shape, about));
    }

    fn text_in(&mut self, name: &str, shape: Shape, about: &str, item: &Node) -> Option<String> {
        match &item.value {
            Value::Text(text) => Some(text.clone()),
            other => {
                self.wrong(
                    item.span,
                    format!("`{name}` holds {}", other.what()),
                    hint(shape, about),
                );
                None
            }
        }
    }

    fn refs(&mut self, name: &str, table: Table, items: &[Node], taken: &mut Taken) {
        let mut seen = std::collections::HashSet::new();
        for item in items {
            let Some(text) = self.text_in(name, Shape::Refs(table), "", item) else {
                continue;
            };
            let Some(id) = self.id(table, &text, item.span) else {
                continue;
            };
            if seen.insert(id) {
                taken.ids.push(id);
            } else {
                self.wrong(
                    item.span,
                    format!("`{name}` lists this id twice"),
                    "keep one of them",
                );
            }
        }
    }

    fn one_of(&mut self, name: &str, names: &[&'static str], text: &str, span: Span) -> Option<String> {
        if names.contains(&text) {
            return Some(text.to_owned());
        }
        let help = match self.guess(text, names.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("one of: {}", names.join(", ")),
        };
        self.wrong(span, format!("this is no {name}"), help);
        None
    }

    fn id(&mut self, table: Table, id: &str, span: Span) -> Option<usize> {
        if let Some(index) = self.ids(table).get(id) {
            return Some(*index);
        }
        let mut known: Vec<String> = Vec::new();
        if self.guesses < GUESSES {
            let told: Vec<String> = self.told.iter().cloned().collect();
            known.extend(told.into_iter().filter(|id| self.ids(table).contains_key(id)));
            known.sort_unstable();
        }
        let help = match self.guess(id, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add a [[{}]] with this id, or take the word out", word(table)),
        };
        self.wrong(span, format!("no {} has this id", word(table)), help);
        None
    }

    fn count(&mut self, node: &Node) -> Option<Count> {
        let whole = |value: &Value| match value {
            Value::Integer(number) => u32::try_from(*number).ok().filter(|number| *number > 0),
            _ => None,
        };
        let count = match &node.value {
            Value::Table(rows) => {
                let part = |name: &str| {
                    rows.iter()
                        .find(|(key, _)| key.name == name)
                        .map(|(_, node)| &node.value)
                };
                let known = rows.len() == 2;
                let low = part("low").and_then(whole).filter(|_| known);
                low.zip(part("high").and_then(whole))
                    .map(|(low, high)| Count { low, high })
            }
            value => whole(value).map(|number| Count {
                low: number,
                high: number,
            }),
        };
        match count {
            Some(Count { low, high }) if low > high => {
                let message = format!("`count` says at least {low} and at most {high}");
                self.wrong(node.span, message, "write the smaller number as low");
                None
            }
            Some(count) => Some(count),
            None => {
                let help = "write a number from 1, such as 2, or { low = 2, high = 3 }";
                self.wrong(node.span, "`count` is not a number of people", help);
                None
            }
        }
    }
}

/// Does the table say of itself that it is a source whom the article names, or one that is no person?
fn is_open(rows: &[(Key, Node)]) -> bool {
    let kind = rows.iter().find(|(key, _)| key.name == "kind");
    let Some(Value::Text(kind)) = kind.map(|(_, node)| &node.value) else {
        return false;
    };
    SourceKind::of_name(kind).is_some_and(|kind| kind != SourceKind::Anonymous)
}

/// Is it a word of the kind that keys are?
fn is_plain_key(name: &str) -> bool {
    name.len() <= KEY_AT_MOST && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Texts that may not be empty, though other texts may.
fn shape_is_needed_text(shape: Shape, name: &str) -> bool {
    matches!(shape, Shape::Text) && matches!(name, "text" | "rule" | "role" | "reason" | "draft")
}

fn word(table: Table) -> &'static str {
    match table {
        Table::File => "file",
        Table::Source => "source",
        Table::Claim => "claim",
        Table::Waiver => "waiver",
    }
}

fn example(table: Table) -> String {
    match table {
        Table::File => "keys such as title, source and claim".to_owned(),
        _ => format!("[[{}]] with a line for each key", word(table)),
    }
}

/// What would be right.
fn hint(shape: Shape, about: &str) -> String {
    let right = match shape {
        Shape::Text | Shape::Id => "write it in quotation marks".to_owned(),
        Shape::Texts => "write a list of words: [\"...\"]".to_owned(),
        Shape::OneOf(names) => format!("one of: {}", names().join(", ")),
        Shape::Ref(table) => format!("write the id of a {} in quotation marks", word(table)),
        Shape::Refs(table) => format!("write a list of ids of {}s: [\"...\"]", word(table)),
        Shape::Flag => "write true or false".to_owned(),
        Shape::Count => "write a number from 1, or { low = 2, high = 3 }".to_owned(),
        Shape::Date => "write a day as 2025-03-06".to_owned(),
        Shape::Contact => String::new(),
        Shape::Tables(table) => format!("write [[{}]] before each", word(table)),
    };
    match about {
        "" => right,
        about => format!("{right} ({about})"),
    }
}
