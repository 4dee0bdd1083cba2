//! Where articles say where they come from: lines of JSON with an article each, the front matter of Markdown, the head of a page,
//! the name of a file.

use serde::Deserialize;

use super::{Label, When};
use crate::draft::Format;
use crate::policy::Problem;
use crate::span::Span;

/// An article of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it comes from.
    pub label: Label,
    /// Its title; empty when it has none.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The line that holds it, from 1.
    pub line: usize,
}

/// A line of an archive as it stands there.
#[derive(Deserialize)]
struct Line {
    outlet: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// What a date is to look like.
const DATES: &str = "write YYYY-MM-DD, or YYYY-MM-DDTHH:MM with Z or an offset such as +02:00";

/// Reads an archive: an object a line, with `outlet` and `text`, and `date`, `url` and `title` where they are known; other keys
/// are left alone. Blank lines are none. Linear.
///
/// # Errors
/// All lines that are no such objects, with their places.
///
/// ```
/// let archive = r#"{"outlet": "The Ledger", "date": "2025-03-06", "text": "The harbour will close."}"#;
/// let entries = twosource::trace::archive::read(archive).unwrap();
/// assert_eq!(entries[0].label.outlet, "The Ledger");
/// assert_eq!(twosource::trace::archive::read("{}").unwrap_err().len(), 1);
/// ```
pub fn read(archive: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (number, raw) in archive.split_inclusive('\n').enumerate() {
        let line = raw.trim_start_matches('\u{feff}');
        let span = Span::new(start, start + raw.trim_end().len());
        start += raw.len();
        if line.trim().is_empty() {
            continue;
        }
        match entry(line.trim(), number + 1) {
            Ok(entry) => entries.push(entry),
            Err((column, message, help)) => problems.push(Problem {
                span: Span::new((span.start + column).min(span.end), span.end),
                message,
                help: help.to_owned(),
            }),
        }
    }
    if problems.is_empty() {
        Ok(entries)
    } else {
        Err(problems)
    }
}

fn entry(line: &str, number: usize) -> Result<Entry, (usize, String, &'static str)> {
    let read: Line = serde_json::from_str(line).map_err(|error| {
        let told = error.to_string();
        let told = told.split(" at line ").next().unwrap_or_default();
        (
            error.column().saturating_sub(1),
            format!("this line holds no article: {told}"),
            "write one object a line, with \"outlet\" and \"text\", and \"date\", \"url\" and \"title\" where they are known",
        )
    })?;
    if read.outlet.trim().is_empty() {
        return Err((
            0,
            "this article has no outlet".to_owned(),
            "give \"outlet\" the name of who published it",
        ));
    }
    let date = date(&read.date).map_err(|message| (0, message, DATES))?;
    Ok(Entry {
        label: Label {
            outlet: read.outlet.trim().to_owned(),
            date,
            url: read.url,
            unpublished: false,
        },
        title: read.title,
        text: read.text,
        line: number,
    })
}

fn date(text: &str) -> Result<Option<When>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match When::read(text) {
        Some(date) => Ok(Some(date)),
        None => Err("its date is none that can be read".to_owned()),
    }
}

/// Keys of front matter and names of a page's head, by what they tell.
const OUTLET: &[&str] = &[
    "outlet",
    "publication",
    "publisher",
    "og:site_name",
    "application-name",
];
const DATE: &[&str] = &[
    "date",
    "published",
    "article:published_time",
    "datepublished",
    "dc.date",
];
const URL: &[&str] = &["url", "canonical", "og:url"];

/// Where the article of a file comes from: what its front matter or its head says, else what its name says: `2025-03-06-alder-ledger.md`.
/// Linear.
///
/// # Errors
/// A date in it that is none, with its place.
pub fn label(stem: &str, format: Format, file: &str) -> Result<Label, Problem> {
    let told = match format {
        Format::Markdown => front_matter(file),
        Format::Html => head(file),
        _ => Vec::new(),
    };
    let find = |keys: &[&str]| {
        let mut told = keys
            .iter()
            .flat_map(|key| told.iter().filter(move |(name, _)| name == key));
        told.next().map(|(_, value)| *value)
    };
    let value = |span: Span| {
        file.get(span.start..span.end)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let (named, day) = name_of(stem);
    let date = match find(DATE) {
        Some(span) => date(&value(span)).map_err(|message| Problem {
            span,
            message,
            help: DATES.to_owned(),
        })?,
        None => day,
    };
    Ok(Label {
        outlet: find(OUTLET)
            .map(value)
            .filter(|name| !name.is_empty())
            .unwrap_or(named),
        date,
        url: find(URL).map(value).unwrap_or_default(),
        unpublished: false,
    })
}

/// The outlet and the day in a file's name.
fn name_of(stem: &str) -> (String, Option<When>) {
    let day = stem.get(..10).and_then(When::read);
    let rest = if day.is_some() {
        stem.get(10..).unwrap_or_default()
    } else {
        stem
    };
    let words: Vec<&str> = rest
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .collect();
    (words.join(" "), day)
}

/// The keys of front matter, in small letters, with the places of their values.
fn front_matter(file: &str) -> Vec<(String, Span)> {
    let fence = ["---", "+++"].into_iter().find(|fence| file.starts_with(*fence));
    let Some(fence) = fence else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    for (number, line) in file.split_inclusive('\n').enumerate() {
        if number > 0 && line.trim_end() == fence {
            break;
        }
        if let Some(split) = line.find([':', '=']).filter(|_| number > 0) {
            let key = line[..split].trim().to_lowercase();
            found.push((key, unquoted(file, Span::new(at + split + 1, at + line.len()))));
        }
        at += line.len();
    }
    found
}

/// A value without blanks and quotation marks around it.
fn unquoted(file: &str, span: Span) -> Span {
    let text = &file[span.start..span.end];
    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let start = span.start + (text.len() - text.trim_start_matches(around).len());
    Span::new(start, (start + text.trim_matches(around).len()).min(span.end))
}

/// What the head of a page says in `meta` elements and its canonical link.
fn head(file: &str) -> Vec<(String, Span)> {
    let end = file.find("</head").or_else(|| file.find("</HEAD")).unwrap_or(0);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = file.get(at..end).and_then(|rest| rest.find('<')) {
        let start = at + open;
        let Some(length) = file.get(start..end).and_then(|rest| rest.find('>')) else {
            break;
        };
        let tag = Span::new(start, start + length);
        at = tag.end;
        let name = ["property", "name", "itemprop", "rel"]
            .iter()
            .find_map(|key| attribute(file, tag, key));
        let value = attribute(file, tag, "content").or_else(|| attribute(file, tag, "href"));
        if let (Some(name), Some(value)) = (name, value) {
            found.push((file[name.start..name.end].to_lowercase(), value));
        }
    }
    found
}

/// The value of an attribute of a tag, in quotation marks.
fn attribute(file: &str, tag: Span, key: &str) -> Option<Span> {
    let text = &file[tag.start..tag.end];
    let lower = text.to_ascii_lowercase();
    let at = lower.find(&format!(" {key}="))? + key.len() + 2;
    let mark = text[at..]
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    let length = text[at + 1..].find(mark)?;
    let start = tag.start + at + 1;
    Some(Span::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, format: Format, file: &str) -> (String, String, String) {
        let label = label(name, format, file).unwrap();
        let date = label.date.map(|date| date.to_string()).unwrap_or_default();
        (label.outlet, date, label.url)
    }

    #[test]
    fn an_article_says_where_it_comes_from() {
        let markdown = "---\ntitle: \"A\"\noutlet: \"The Ledger\"\ndate: 2025-03-06T10:00Z\n---\nText: x.\n";
        let page = "<html><head><meta property=\"og:site_name\" content='Quay Post'>\
                    <meta name=\"date\" content=\"2025-03-07\"><link rel=\"canonical\" href=\"https://quay.example/1\"></head>";
        for (format, file, outlet, date, url) in [
            (Format::Markdown, markdown, "The Ledger", "2025-03-06 10:00", ""),
            (
                Format::Html,
                page,
                "Quay Post",
                "2025-03-07",
                "https://quay.example/1",
            ),
            (Format::Plain, "outlet: none", "dell courier", "2025-03-08", ""),
        ] {
            let expected = (outlet.to_owned(), date.to_owned(), url.to_owned());
            assert_eq!(told("2025-03-08-dell-courier", format, file), expected);
        }
    }

    #[test]
    fn a_date_that_is_none_is_told_with_its_place() {
        let file = "---\ndate: tomorrow\n---\n";
        let problem = label("x", Format::Markdown, file).unwrap_err();
        assert_eq!(&file[problem.span.start..problem.span.end], "tomorrow");
    }
}
