//! Reads a readings file (TOML). All mistakes are found in one run; no message repeats what stands behind a key.

use std::collections::BTreeMap;

use toml_edit::{Document, Item, Key, TableLike, Value as Toml};

use super::keys::{Need, Row, Shape, TABLES, Table, wanted};
use super::{Accept, Checked, Correction, Readings, Told, Vocabulary, Words};
use crate::policy::file::{first_line, found, keys, kind, span};
use crate::policy::{Problem, Target, Waiver, nearest};
use crate::span::Span;

/// A key that is longer, or of other letters than keys are made of, is not repeated: it may be somebody's name.
const KEY_AT_MOST: usize = 24;

/// Reads a readings file: what could be read of it, and all its mistakes in the order of their places. Linear.
pub fn read(original: &str, known: &Vocabulary) -> (Readings, Vec<Problem>) {
    // A byte order mark gives way to as many blanks, so that all places stay those of the file.
    let text = original.replacen('\u{feff}', "   ", 1);
    let mut reader = Reader {
        known,
        problems: Vec::new(),
        exposed: Vec::new(),
    };
    let mut readings = Readings {
        text: original.to_owned(),
        ..Readings::default()
    };
    match Document::parse(text) {
        Ok(document) => reader.top(document.as_table(), &mut readings),
        Err(error) => {
            // The parser's own words may repeat the file's.
            let what = first_line(error.message()).split(['`', '"']).next();
            let message = format!("not TOML: {}", what.unwrap_or_default().trim_end());
            reader.wrong(span(error.span()), message, "");
        }
    }
    reader.problems.sort_by_key(|problem| problem.span);
    readings.exposed = reader.exposed;
    (readings, reader.problems)
}

/// The values of one table by their keys.
type Given = BTreeMap<&'static str, Value>;

/// A value that has its shape.
#[derive(Default)]
struct Value {
    texts: Vec<Words>,
    span: Span,
    count: (u32, u32),
}

impl Value {
    fn words(self) -> Words {
        self.texts.into_iter().next().unwrap_or_default()
    }
}

struct Reader<'k> {
    known: &'k Vocabulary,
    problems: Vec<Problem>,
    exposed: Vec<Span>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem {
            span: at,
            message: message.into(),
            help: help.into(),
        });
    }

    fn top(&mut self, document: &dyn TableLike, readings: &mut Readings) {
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        for (key, item) in keys(document) {
            let Some(table) = TABLES.iter().find(|table| table.name == key.get()) else {
                self.unknown(key, &names);
                continue;
            };
            for (values, at) in self.tables(table, item) {
                match table.name {
                    "source" => readings.sources.push(self.source(values)),
                    "reading" => readings.readings.extend(self.reading(values, at)),
                    "accept" => readings.accepted.extend(self.accept(values, at)),
                    _ => readings.checked.push(checked(values)),
                }
            }
        }
        self.refuse_twice(readings);
    }

    fn unknown(&mut self, key: &Key, known: &[&str]) {
        let help = match nearest(key.get(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        let name = key.get();
        let plain =
            name.len() <= KEY_AT_MOST && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let message = if plain {
            format!("unknown key `{name}`")
        } else {
            "no such key is known".to_owned()
        };
        self.wrong(span(key.span()), message, help);
    }

    /// The tables under a key that have all they need.
    fn tables(&mut self, table: &Table, item: &Item) -> Vec<(Given, Span)> {
        let mut given = Vec::new();
        if let Some(tables) = item.as_array_of_tables() {
            for one in tables {
                given.extend(self.table(table, one, span(one.span())));
            }
        } else if let Some(array) = item.as_array() {
            for value in array {
                let at = span(value.span());
                match value.as_inline_table() {
                    Some(one) => given.extend(self.table(table, one, at)),
                    None => {
                        let message = format!("`{}` holds {}", table.name, kind(value));
                        self.wrong(at, message, format!("write [[{}]] before each", table.name));
                    }
                }
            }
        } else {
            let message = format!("`{}` is {}", table.name, found(item));
            let help = format!(
                "write [[{}]] in double brackets: there may be several",
                table.name
            );
            self.wrong(span(item.span()), message, help);
        }
        given
    }

    fn table(&mut self, table: &Table, given: &dyn TableLike, at: Span) -> Option<(Given, Span)> {
        let before = self.problems.len();
        let mut values = Given::new();
        for (key, item) in keys(given) {
            let Some(row) = table.rows.iter().find(|row| row.key == key.get()) else {
                let open = table.rows.iter().filter(|row| row.shape != Shape::Contact);
                self.unknown(key, &open.map(|row| row.key).collect::<Vec<_>>());
                continue;
            };
            if row.shape == Shape::Contact {
                self.exposed.push(span(item.span()));
            } else if let Some(value) = self.value(row, item) {
                values.insert(row.key, value);
            }
        }
        self.require(table, given, at);
        (self.problems.len() == before).then_some((values, at))
    }

    /// Says which keys a table lacks, and of which it has too many.
    fn require(&mut self, table: &Table, given: &dyn TableLike, at: Span) {
        let has = |row: &&Row| given.contains_key(row.key);
        let rows = |need: Need| table.rows.iter().filter(move |row| row.need == need);
        for row in rows(Need::Always).filter(|row| !has(row)) {
            let message = format!("this {} has no `{}`", table.name, row.key);
            self.wrong(at, message, format!("add `{}`: {}", row.key, row.about));
        }
        for need in [Need::One, Need::Some] {
            let names: Vec<String> = rows(need).map(|row| format!("`{}`", row.key)).collect();
            let count = rows(need).filter(has).count();
            if count == 0 && !names.is_empty() {
                let message = format!("this {} says nothing", table.name);
                self.wrong(at, message, format!("give it one of {}", names.join(", ")));
            } else if count > 1 && need == Need::One {
                let message = format!("this {} has {}", table.name, names.join(" and "));
                self.wrong(at, message, "keep one of them");
            }
        }
    }

    fn not_a(&mut self, row: &Row, at: Span, what: &str) {
        let help = format!("{} ({})", wanted(row.shape), row.about);
        self.wrong(at, format!("`{}` is {what}", row.key), help);
    }

    fn value(&mut self, row: &Row, item: &Item) -> Option<Value> {
        let at = span(item.span());
        let mut value = Value {
            span: at,
            ..Value::default()
        };
        match (row.shape, item) {
            (Shape::Text | Shape::Beginning | Shape::Beginnings, Item::Value(Toml::String(_))) => {
                value.texts.push(self.text(row, item.as_str(), at)?);
            }
            (Shape::Texts | Shape::Names | Shape::Beginnings, Item::Value(Toml::Array(items))) => {
                for one in items {
                    value.texts.extend(self.text(row, one.as_str(), span(one.span())));
                }
                if items.is_empty() && row.shape != Shape::Names {
                    self.not_a(row, at, "an empty list");
                }
            }
            (Shape::Kind, Item::Value(Toml::String(word))) => {
                value.texts.push(self.one_of(row, word.value(), at)?)
            }
            (Shape::Rule, Item::Value(Toml::String(word))) => {
                value.texts.push(self.one_of(row, word.value(), at)?)
            }
            (Shape::Yes, Item::Value(Toml::Boolean(truth))) if *truth.value() => {}
            (Shape::Yes, Item::Value(Toml::Boolean(_))) => {
                self.not_a(row, at, "false");
                return None;
            }
            (Shape::Count, Item::Value(_)) => value.count = self.count(row, item)?,
            (Shape::Day, Item::Value(_)) => {
                let text = self.day(row, item)?;
                value.texts.push(Words { text, span: at });
            }
            (_, other) => {
                self.not_a(row, at, &found(other));
                return None;
            }
        }
        Some(value)
    }

    fn text(&mut self, row: &Row, text: Option<&str>, at: Span) -> Option<Words> {
        let Some(text) = text.map(str::trim) else {
            let message = format!("`{}` holds something else than words", row.key);
            self.wrong(at, message, wanted(row.shape));
            return None;
        };
        let words = matches!(row.shape, Shape::Beginning | Shape::Beginnings);
        if text.is_empty() || words && !text.contains(char::is_alphanumeric) {
            self.not_a(row, at, "empty");
            return None;
        }
        Some(Words {
            text: text.to_owned(),
            span: at,
        })
    }

    fn one_of(&mut self, row: &Row, word: &str, at: Span) -> Option<Words> {
        let known = match row.shape {
            Shape::Kind => &self.known.kinds,
            _ => &self.known.rules,
        };
        if let Some(known) = known.iter().find(|known| **known == word) {
            return Some(Words {
                text: (*known).to_owned(),
                span: at,
            });
        }
        let help = match (nearest(word, known.iter().copied()), row.shape) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Shape::Kind) => format!("one of: {}", known.join(", ")),
            (None, _) => "`twosource rules` lists all of them".to_owned(),
        };
        self.wrong(at, format!("no {} is called so", row.key), help);
        None
    }

    fn count(&mut self, row: &Row, item: &Item) -> Option<(u32, u32)> {
        let number = |item: &Item| item.as_integer().and_then(|number| u32::try_from(number).ok());
        let part = |key: &str| item.as_inline_table()?.get(key)?.as_integer();
        let low_high = || {
            let whole = item.as_inline_table().is_some_and(|table| table.len() == 2);
            let part = |key: &str| part(key).and_then(|number| u32::try_from(number).ok());
            part("low").zip(part("high")).filter(|_| whole)
        };
        let count = number(item).map(|number| (number, number)).or_else(low_high);
        let count = count.filter(|(low, high)| *low > 0 && low <= high);
        if count.is_none() {
            self.not_a(row, span(item.span()), "no number of people");
        }
        count
    }

    /// A TOML date, or the same in quotation marks.
    fn day(&mut self, row: &Row, item: &Item) -> Option<String> {
        let quoted = || item.as_str()?.parse::<toml_edit::Datetime>().ok();
        let date = item.as_datetime().copied().or_else(quoted);
        let Some(date) = date.and_then(|datetime| datetime.date) else {
            self.not_a(row, span(item.span()), "no day of the calendar");
            return None;
        };
        Some(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    }

    fn source(&mut self, mut given: Given) -> Told {
        let mut take = |key: &str| given.remove(key);
        let (name, description) = (take("name"), take("description"));
        let named = name.is_some();
        let label = name.or(description).map(Value::words).unwrap_or_default();
        let kind = take("kind").map(Value::words).unwrap_or_default().text;
        if named && kind == "anonymous" {
            self.exposed.push(label.span);
        }
        Told {
            label,
            named,
            kind,
            title: take("title").map(|value| value.words().text),
            interest: take("interest").map(|value| {
                value
                    .texts
                    .into_iter()
                    .map(|words| words.text)
                    .collect::<Vec<_>>()
            }),
            count: take("count").map(|value| value.count),
        }
    }

    fn reading(&mut self, mut given: Given, at: Span) -> Option<Correction> {
        let before = self.problems.len();
        if let (true, Some(sources)) = (given.contains_key("source"), given.get("sources")) {
            self.wrong(
                sources.span,
                "this reading has `source` and `sources`",
                "keep one of them",
            );
        }
        if given.contains_key("drop") && given.len() > 2 {
            let help = "keep `drop` alone, or take it out: what is no statement has no source";
            self.wrong(at, "this reading drops the words and says more of them", help);
        }
        let mut take = |key: &str| given.remove(key);
        let mut texts = |key: &str| take(key).map(|value| value.texts).unwrap_or_default();
        let says = texts("says").into_iter().next().unwrap_or_default();
        let mut sources = texts("source");
        sources.extend(texts("sources"));
        let correction = Correction {
            says,
            sources,
            same_as: texts("same_as"),
            apart_from: texts("apart_from"),
            drop: take("drop").is_some(),
            own: take("own").is_some(),
        };
        (self.problems.len() == before).then_some(correction)
    }

    fn accept(&mut self, mut given: Given, at: Span) -> Option<Accept> {
        let mut take = |key: &str| given.remove(key).map(Value::words);
        let (says, expires, date) = (take("says")?, take("expires"), take("date")?);
        if let Some(last) = expires.as_ref().filter(|last| last.text < date.text) {
            let message = "it expires before it was approved";
            self.wrong(last.span, message, "write a later day, or take the table out");
            return None;
        }
        let rule = take("rule")?;
        Some(Accept {
            waiver: Waiver {
                rule: rule.text,
                target: Target::Words(says.text.clone()),
                role: take("role")?.text,
                date: date.text,
                reason: take("reason")?.text,
                expires: expires.map(|words| words.text),
                span: if rule.span.is_empty() { at } else { rule.span },
            },
            says,
        })
    }

    /// Two readings of the same words, two sources of the same name: which one holds, nobody can know.
    fn refuse_twice(&mut self, readings: &Readings) {
        let says = readings.readings.iter().map(|one| (&one.says, "reading"));
        let labels = readings.sources.iter().map(|one| (&one.label, "source"));
        let mut seen = BTreeMap::new();
        for (words, table) in says.chain(labels) {
            if seen.insert((table, words.text.as_str()), words.span).is_some() {
                let message = format!("a second {table} for the same words");
                self.wrong(words.span, message, "write both as one");
            }
        }
    }
}

fn checked(mut given: Given) -> Checked {
    let mut take = |key: &str| given.remove(key).map(Value::words).unwrap_or_default();
    Checked {
        says: take("says"),
        role: take("role").text,
        date: take("date").text,
        note: take("note").text,
    }
}
