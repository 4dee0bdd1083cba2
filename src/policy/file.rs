//! Reads the policy file (TOML). All mistakes are found in one run, each with its place and what would be right.

use std::ops::Range;

use toml_edit::{Document, Item, Key, TableLike, Value};

use super::settings::{Needed, SETTINGS, Setting, Takes, WAIVER_KEYS};
use super::{Level, PathLevels, Pattern, Policy, Problem, Profile, RuleLevel, Target, Waiver, nearest};
use crate::span::Span;

/// Reads a policy file. What it leaves out keeps its default.
///
/// # Errors
/// All mistakes of the file in the order of their places; of mistakes in the syntax, the first.
pub fn read(text: &str) -> Result<Policy, Vec<Problem>> {
    read_onto(text, Policy::default())
}

/// Reads a policy file that extends another policy: names and waivers are added to those of the base, all else that the file
/// sets holds before it. Levels and waivers of the base lose their span, since they stand in another file.
///
/// # Errors
/// As [`read`].
pub fn read_onto(text: &str, base: Policy) -> Result<Policy, Vec<Problem>> {
    // A byte order mark gives way to as many blanks, so that all places stay those of the file.
    let text = text.replacen('\u{feff}', "   ", 1);
    let document = Document::parse(text).map_err(|error| {
        vec![Problem {
            span: span(error.span()),
            message: format!("not TOML: {}", first_line(error.message())),
            help: String::new(),
        }]
    })?;
    let mut reader = Reader {
        policy: inherited(base),
        problems: Vec::new(),
    };
    reader.top(document.as_table());
    if reader.problems.is_empty() {
        return Ok(reader.policy);
    }
    reader.problems.sort_by_key(|problem| problem.span);
    Err(reader.problems)
}

/// What a policy hands on to one that extends it: not which files it is for, since these are seen from its own folder.
fn inherited(mut base: Policy) -> Policy {
    base.extend = None;
    base.include.clear();
    base.exclude.clear();
    base.paths.clear();
    for level in &mut base.levels {
        level.span = Span::default();
    }
    for waiver in &mut base.waivers {
        waiver.span = Span::default();
    }
    base
}

pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

pub(super) fn span(range: Option<Range<usize>>) -> Span {
    range
        .map(|range| Span::new(range.start, range.end))
        .unwrap_or_default()
}

struct Reader {
    policy: Policy,
    problems: Vec<Problem>,
}

impl Reader {
    fn wrong(&mut self, at: Span, message: String, help: impl Into<String>) {
        self.problems.push(Problem {
            span: at,
            message,
            help: help.into(),
        });
    }

    fn top(&mut self, table: &dyn TableLike) {
        for (key, item) in keys(table) {
            match SETTINGS.iter().find(|setting| setting.key == key.get()) {
                Some(setting) => self.setting(setting, item),
                None => self.unknown(
                    key,
                    &SETTINGS.iter().map(|setting| setting.key).collect::<Vec<_>>(),
                ),
            }
        }
    }

    fn unknown(&mut self, key: &Key, known: &[&str]) {
        let help = match nearest(key.get(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.wrong(span(key.span()), format!("unknown key `{}`", key.get()), help);
    }

    fn setting(&mut self, setting: &Setting, item: &Item) {
        match setting.takes {
            Takes::Names(place) => {
                let names = self.names(setting.key, item);
                place(&mut self.policy).extend(names);
            }
            Takes::Pairs(place) => {
                let pairs = self.pairs(setting.key, item);
                place(&mut self.policy).extend(pairs);
            }
            Takes::File(place) => {
                if let Some(glob) = self.words(setting.key, item) {
                    let span = span(item.span());
                    *place(&mut self.policy) = Some(Pattern { glob, span });
                }
            }
            Takes::Profile(place) => {
                if let Some(profile) = self.profile(setting.key, item) {
                    *place(&mut self.policy) = Some(profile);
                }
            }
            Takes::Patterns(place) => *place(&mut self.policy) = self.patterns(setting.key, item),
            Takes::Paths(place) => *place(&mut self.policy) = self.paths(setting.key, item),
            Takes::Number(least, most, place) => {
                let number = item.as_integer().and_then(|number| u32::try_from(number).ok());
                match number.filter(|number| (least..=most).contains(number)) {
                    Some(number) => *place(&mut self.policy) = number,
                    None => self.not_a(
                        item,
                        setting.key,
                        &format!("a whole number from {least} to {most}"),
                    ),
                }
            }
            Takes::Share(place) => {
                let whole = |item: &Item| item.as_integer().and_then(|number| u8::try_from(number).ok());
                let number = item.as_float().or(whole(item).map(f64::from));
                match number.filter(|number| (0.0..=1.0).contains(number)) {
                    Some(number) => *place(&mut self.policy) = number,
                    None => self.not_a(item, setting.key, "a number from 0 to 1"),
                }
            }
            Takes::Level(place) => {
                let loud = Level::NAMES.iter().filter(|(level, _)| *level != Level::Off);
                let names: Vec<&str> = loud.map(|(_, name)| *name).collect();
                if let Some(level) = self.level(setting.key, item, &names) {
                    *place(&mut self.policy) = level;
                }
            }
            Takes::Levels(place) => {
                let levels = self.levels(setting.key, item);
                place(&mut self.policy).extend(levels);
            }
            Takes::Waivers(place) => {
                let waivers = self.waivers(setting.key, item);
                place(&mut self.policy).extend(waivers);
            }
        }
    }

    fn not_a(&mut self, item: &Item, key: &str, wanted: &str) {
        let message = format!("`{key}` is {}", found(item));
        self.wrong(span(item.span()), message, format!("write {wanted}"));
    }

    fn names(&mut self, key: &str, item: &Item) -> Vec<String> {
        let Some(array) = item.as_array() else {
            self.not_a(item, key, &format!("a list of names: {key} = [\"...\"]"));
            return Vec::new();
        };
        let mut names = Vec::new();
        for value in array {
            match value.as_str().map(str::trim) {
                Some("") => self.wrong(
                    span(value.span()),
                    format!("an empty name in `{key}`"),
                    "write a name, or delete it",
                ),
                Some(name) => names.push(name.to_owned()),
                None => self.wrong(
                    span(value.span()),
                    format!("`{key}` holds {}", kind(value)),
                    "write a name in quotation marks",
                ),
            }
        }
        names
    }

    fn pairs(&mut self, key: &str, item: &Item) -> Vec<[String; 2]> {
        let wanted = format!("pairs of words: {key} = [[\"...\", \"...\"]]");
        let Some(array) = item.as_array() else {
            self.not_a(item, key, &wanted);
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for value in array {
            let words = value.as_array().map(|pair| {
                let words = pair.iter().filter_map(|one| one.as_str().map(str::trim));
                words
                    .filter(|one| !one.is_empty())
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            });
            match words.map(<[String; 2]>::try_from) {
                Some(Ok(pair)) => pairs.push(pair),
                _ => self.wrong(
                    span(value.span()),
                    format!("`{key}` holds {}", kind(value)),
                    format!("write {wanted}"),
                ),
            }
        }
        pairs
    }

    fn profile(&mut self, key: &str, item: &Item) -> Option<Profile> {
        let names: Vec<&str> = Profile::NAMES.iter().map(|(_, name)| *name).collect();
        let wanted = format!("one of {}", names.join(", "));
        let Some(word) = item.as_str() else {
            self.not_a(item, key, &wanted);
            return None;
        };
        let profile = Profile::of_name(word);
        if profile.is_none() {
            let near = nearest(word, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let message = format!("`{word}` is no profile");
            self.wrong(
                span(item.span()),
                message,
                near.unwrap_or(format!("write {wanted}")),
            );
        }
        profile
    }

    fn patterns(&mut self, key: &str, item: &Item) -> Vec<Pattern> {
        let globs = self.names(key, item);
        let places = item.as_array().into_iter().flatten();
        let places = places.filter(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()));
        let found = globs.into_iter().zip(places);
        found
            .map(|(glob, value)| Pattern {
                glob,
                span: span(value.span()),
            })
            .collect()
    }

    fn paths(&mut self, key: &str, item: &Item) -> Vec<PathLevels> {
        let Some(tables) = item.as_array_of_tables() else {
            self.not_a(item, key, "[[path]] in double brackets: there may be several");
            return Vec::new();
        };
        tables.iter().filter_map(|table| self.path(table)).collect()
    }

    fn path(&mut self, table: &toml_edit::Table) -> Option<PathLevels> {
        let (mut files, mut levels) = (None, None);
        for (key, item) in keys(table) {
            match key.get() {
                "files" => files = Some(self.patterns("files", item)),
                "rules" => levels = Some(self.levels("rules", item)),
                _ => self.unknown(key, &["files", "rules"]),
            }
        }
        let missing = if files.is_none() { "files" } else { "rules" };
        if files.is_none() || levels.is_none() {
            self.wrong(
                span(table.span()),
                format!("the path has no `{missing}`"),
                "write files = [\"...\"] and rules = { ... }",
            );
        }
        Some(PathLevels {
            files: files?,
            levels: levels?,
        })
    }

    fn levels(&mut self, key: &str, item: &Item) -> Vec<RuleLevel> {
        let names: Vec<&str> = Level::NAMES.iter().map(|(_, name)| *name).collect();
        let Some(table) = item.as_table_like() else {
            self.not_a(
                item,
                key,
                "a table: [rules], then lines such as single-source = \"warning\"",
            );
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (rule, value) in keys(table) {
            if let Some(level) = self.level(rule.get(), value, &names) {
                levels.push(RuleLevel {
                    rule: rule.get().to_owned(),
                    level,
                    span: span(key_and(rule, value)),
                });
            }
        }
        levels
    }

    /// A level, of those with these names.
    fn level(&mut self, key: &str, item: &Item, names: &[&str]) -> Option<Level> {
        let wanted = format!("one of {}", names.join(", "));
        let Some(word) = item.as_str() else {
            self.not_a(item, key, &wanted);
            return None;
        };
        if names.contains(&word) {
            return Level::of_name(word);
        }
        let near = nearest(word, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let message = match Level::of_name(word) {
            Some(_) => format!("`{key}` cannot be `{word}`"),
            None => format!("`{word}` is no level"),
        };
        self.wrong(
            span(item.span()),
            message,
            near.unwrap_or(format!("write {wanted}")),
        );
        None
    }

    fn waivers(&mut self, key: &str, item: &Item) -> Vec<Waiver> {
        let mut waivers = Vec::new();
        if let Some(tables) = item.as_array_of_tables() {
            for table in tables {
                waivers.extend(self.waiver(table, span(table.span())));
            }
        } else if let Some(array) = item.as_array() {
            for value in array {
                match value.as_inline_table() {
                    Some(table) => waivers.extend(self.waiver(table, span(value.span()))),
                    None => self.wrong(
                        span(value.span()),
                        format!("`{key}` holds {}", kind(value)),
                        "write [[waiver]]",
                    ),
                }
            }
        } else {
            self.not_a(item, key, "[[waiver]] in double brackets: there may be several");
        }
        waivers
    }

    fn waiver(&mut self, table: &dyn TableLike, at: Span) -> Option<Waiver> {
        let before = self.problems.len();
        let mut values: Vec<Option<String>> = vec![None; WAIVER_KEYS.len()];
        for (key, item) in keys(table) {
            let Some(row) = WAIVER_KEYS.iter().position(|row| row.key == key.get()) else {
                self.unknown(key, &WAIVER_KEYS.iter().map(|row| row.key).collect::<Vec<_>>());
                continue;
            };
            let is_day = matches!(key.get(), "date" | "expires");
            let value = if is_day {
                self.day(key.get(), item)
            } else {
                self.words(key.get(), item)
            };
            if let Some(slot) = values.get_mut(row) {
                *slot = value;
            }
        }
        let given = |key: &str| table.contains_key(key);
        for row in WAIVER_KEYS
            .iter()
            .filter(|row| row.needed == Needed::Always && !given(row.key))
        {
            self.wrong(at, format!("the waiver has no `{}`", row.key), row.about);
        }
        match (given("claim"), given("source")) {
            (true, true) => self.wrong(
                at,
                "the waiver names a claim and a source".to_owned(),
                "write two waivers",
            ),
            (false, false) => self.wrong(
                at,
                "the waiver names no claim and no source".to_owned(),
                "write claim = or source =",
            ),
            _ => {}
        }
        if self.problems.len() > before {
            return None;
        }
        // Taken in the order of the table.
        let mut values = WAIVER_KEYS.iter().map(|row| row.key).zip(values);
        let mut take = |key: &str| values.find(|(name, _)| *name == key).and_then(|(_, value)| value);
        let rule = take("rule")?;
        let (claim, source) = (take("claim"), take("source"));
        let target = claim.map(Target::Claim).or(source.map(Target::Source))?;
        Some(Waiver {
            rule,
            target,
            role: take("role")?,
            date: take("date")?,
            reason: take("reason")?,
            expires: take("expires"),
            span: at,
        })
    }

    fn words(&mut self, key: &str, item: &Item) -> Option<String> {
        match item.as_str().map(str::trim) {
            Some("") => self.wrong(
                span(item.span()),
                format!("`{key}` is empty"),
                "write it out, or delete the waiver",
            ),
            Some(words) => return Some(words.to_owned()),
            None => self.not_a(item, key, "words in quotation marks"),
        }
        None
    }

    /// A TOML date, or the same in quotation marks.
    fn day(&mut self, key: &str, item: &Item) -> Option<String> {
        let date = item.as_datetime().and_then(|datetime| datetime.date);
        let quoted = || {
            item.as_str()
                .and_then(|text| text.parse::<toml_edit::Datetime>().ok()?.date)
        };
        let Some(date) = date.or_else(quoted) else {
            self.not_a(item, key, "a day as YYYY-MM-DD");
            return None;
        };
        Some(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    }
}

/// The keys of a table with their items, in the order of the file.
pub(super) fn keys(table: &dyn TableLike) -> impl Iterator<Item = (&Key, &Item)> {
    table.iter().filter_map(|(name, _)| table.get_key_value(name))
}

fn key_and(key: &Key, item: &Item) -> Option<Range<usize>> {
    let from = key.span()?;
    let to = item.span().unwrap_or(from.clone());
    Some(from.start..to.end.max(from.end))
}

/// "a number", for the message.
pub(super) fn found(item: &Item) -> String {
    match item {
        Item::Value(value) => kind(value),
        Item::Table(_) => "a table".to_owned(),
        Item::ArrayOfTables(_) => "a list of tables".to_owned(),
        Item::None => "nothing".to_owned(),
    }
}

pub(super) fn kind(value: &Value) -> String {
    match value {
        // Not which words: a waiver may hold what gives a source away.
        Value::String(_) => "text".to_owned(),
        Value::Integer(number) => format!("the number {}", number.value()),
        Value::Float(number) => format!("the number {}", number.value()),
        Value::Boolean(truth) => format!("{}", truth.value()),
        Value::Datetime(_) => "a date".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::InlineTable(_) => "a table".to_owned(),
    }
}
