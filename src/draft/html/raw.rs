//! Text of a page that is no markup: style sheets, data for programs, and in XML the elements that hold it and are empty.

use std::borrow::Cow;

use crate::draft::Span;

/// Elements whose text a page does not read as markup, up to their end tag.
const RAW: &[&str] = &[
    "title", "script", "style", "textarea", "iframe", "noscript", "noframes",
];

/// XML with blanks for such elements where they are empty (`<title/>`): to a reader of pages they hold all that follows.
pub(super) fn without_empty(file: &str) -> Cow<'_, str> {
    let mut blank: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(found) = file[at..].find('<') {
        let start = at + found;
        at = start + 1;
        let name = file[at..]
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        if RAW.contains(&name)
            && let Some(length) = file[at..].find('>')
            && file[at..at + length].ends_with('/')
        {
            blank.push(Span::new(start, at + length + 1));
        }
    }
    if blank.is_empty() {
        return Cow::Borrowed(file);
    }
    let mut written = String::with_capacity(file.len());
    let mut from = 0;
    for span in blank {
        written.push_str(&file[from..span.start]);
        written.extend(std::iter::repeat_n(' ', span.len()));
        from = span.end;
    }
    written.push_str(&file[from..]);
    Cow::Owned(written)
}

/// `"headline": "..."` in what a page tells programs.
pub(super) fn told_headline(data: &str, at: usize) -> Option<(String, Span)> {
    let key = data.find("\"headline\"")? + "\"headline\"".len();
    let value = data[key..].trim_start().strip_prefix(':')?.trim_start();
    let start = data.len() - value.len();
    let mut words = serde_json::Deserializer::from_str(value).into_iter::<String>();
    let text = words.next()?.ok()?;
    let place = Span::new(at + start + 1, at + start + words.byte_offset().max(2) - 1);
    (!text.trim().is_empty()).then_some((text, place))
}

/// Names of classes that a style sheet strikes out: `.c4{text-decoration:line-through}`.
pub(super) fn struck_classes(sheet: &str) -> impl Iterator<Item = String> + '_ {
    let rules = sheet.split('}').filter_map(|rule| rule.split_once('{'));
    let struck = rules.filter(|(_, style)| style.contains("line-through"));
    let names = struck.filter_map(|(selector, _)| selector.trim().strip_prefix('.'));
    let is_name = |name: &&str| {
        name.bytes()
            .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
    };
    names.filter(is_name).map(str::to_lowercase)
}
