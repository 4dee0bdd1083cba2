//! Comments of a Word document: those of its editors, some of which are exceptions, and those that a report of this program left
//! there with what was answered to them.

use std::collections::HashMap;

use super::super::Span;
use super::super::xml::{Xml, attribute, each, each_at};

/// Who signs the comments of a report.
pub(crate) const AUTHOR: &str = "twosource";

/// How the last line of such a comment begins, before the rules that it speaks of.
const OFFER: &str = "To let it pass, reply: allow ";

/// How it ends.
const REASON: &str = "your reason";

/// The last line where no rule speaks.
const NO_OFFER: &str = "To be checked; no rule speaks of it.";

/// How the first line of a comment of a report begins.
const OPENINGS: &[&str] = &["Check first, ", "Error (", "Warning (", "Note ("];

/// What parts the rules of an exception from its reason. Word makes a dash of two hyphens.
const PARTING: &[&str] = &["--", "\u{2014}", "\u{2013}", ":"];

/// The last line of a comment that these rules speak in: it tells how to let them pass.
pub(crate) fn offer(rules: &[&str]) -> String {
    match rules.is_empty() {
        true => NO_OFFER.to_owned(),
        false => format!("{OFFER}{} -- {REASON}", rules.join(", ")),
    }
}

/// The rules of such a line; nothing where it is another one.
fn offered(line: &str) -> Option<Vec<&str>> {
    if line == NO_OFFER {
        return Some(Vec::new());
    }
    let rules = line.strip_prefix(OFFER)?.strip_suffix(REASON)?;
    Some(rules.trim_end_matches([' ', '-']).split(", ").collect())
}

/// One comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comment {
    /// Its number, as written.
    pub(crate) id: String,
    author: String,
    /// Its paragraphs.
    lines: Vec<String>,
    /// By what others name its paragraphs; empty where one has no such name.
    pub(crate) names: Vec<String>,
    /// Its element: bytes of the part.
    pub(crate) element: Span,
    /// The place in the list of the one that it answers to.
    pub(crate) answers: Option<usize>,
    /// Was it marked as resolved?
    pub(crate) is_done: bool,
}

impl Comment {
    /// Was it left by a report of this program? Some desks have Word take all names out of a document.
    pub(crate) fn is_own(&self) -> bool {
        let mut lines = self.lines.iter().map(|line| line.trim());
        let first = lines.next().unwrap_or_default();
        let is_signed = self.author == AUTHOR;
        let is_nameless = || OPENINGS.iter().any(|words| first.starts_with(words));
        is_signed || is_nameless() && lines.any(|line| offered(line).is_some())
    }

    /// The rules that a comment of this program speaks of, and what somebody wrote below it.
    fn own(&self) -> Option<(Vec<&str>, &[String])> {
        let mut lines = self.lines.iter().enumerate();
        let (at, rules) = lines.find_map(|(at, line)| Some((at, offered(line.trim())?)))?;
        self.is_own().then_some((rules, &self.lines[at + 1..]))
    }

    /// The rules that a comment of this program speaks of.
    pub(crate) fn rules(&self) -> Vec<&str> {
        self.own().map(|(rules, _)| rules).unwrap_or_default()
    }

    /// Did somebody write below a comment of this program, in the same comment?
    pub(crate) fn is_continued(&self) -> bool {
        let (_, below) = self.own().unwrap_or_default();
        below.iter().any(|line| !line.trim().is_empty())
    }
}

/// The comments of the part that holds them; `threads` is the part that says who answers whom. Broken, they tell nothing.
pub(super) fn read(part: &str, threads: &str) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    let read = each_at(part, |xml, at| match xml {
        Xml::Start(tag) if tag.local_name().as_ref() == "comment" => comments.push(Comment {
            id: attribute(tag, "id").unwrap_or_default(),
            author: attribute(tag, "author").unwrap_or_default(),
            element: at,
            ..Comment::default()
        }),
        Xml::Start(tag) if tag.local_name().as_ref() == "p" => {
            if let Some(now) = comments.last_mut() {
                now.lines.push(String::new());
                now.names.push(attribute(tag, "paraId").unwrap_or_default());
            }
        }
        Xml::End("comment") => {
            if let Some(now) = comments.last_mut() {
                now.element.end = at.end;
            }
        }
        Xml::Text(text) => {
            if let Some(line) = comments.last_mut().and_then(|now| now.lines.last_mut()) {
                line.push_str(text);
            }
        }
        _ => {}
    });
    if read.is_err() {
        return Vec::new();
    }
    thread(&mut comments, threads);
    comments
}

/// Takes in who answers whom and what is resolved.
fn thread(comments: &mut [Comment], threads: &str) {
    let of_name: HashMap<String, usize> = comments
        .iter()
        .enumerate()
        .flat_map(|(at, one)| one.names.iter().map(move |name| (name.clone(), at)))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    // Where it is broken, nobody answers anybody.
    let _ = each(threads, |xml| {
        let Xml::Start(tag) = xml else { return };
        let at = |name: &str| attribute(tag, name).and_then(|name| of_name.get(&name).copied());
        let Some(comment) = at("paraId").and_then(|at| comments.get_mut(at)) else {
            return;
        };
        comment.answers = at("paraIdParent");
        comment.is_done = attribute(tag, "done").is_some_and(|done| matches!(done.as_str(), "1" | "true"));
    });
}

/// What each comment says to a reader of exceptions, by its number: its words; of an answer to this program, and of what was
/// written below its words, the exception that they are. What the program itself wrote is none.
pub(super) fn exceptions(comments: &[Comment]) -> HashMap<String, String> {
    let mut said = HashMap::new();
    for comment in comments {
        let (rules, lines) = match (comment.own(), comment.answers.and_then(|at| comments.get(at))) {
            (Some(own), _) => own,
            (None, _) if comment.is_own() => continue,
            (None, Some(question)) if question.is_own() => (question.rules(), comment.lines.as_slice()),
            (None, _) => (Vec::new(), comment.lines.as_slice()),
        };
        let words = lines.join(" ");
        let answered = answer(&words, &rules);
        let plain = || (!comment.is_own()).then(|| spelled(&words));
        if let Some(words) = answered.or_else(plain) {
            said.insert(comment.id.clone(), words);
        }
    }
    said
}

/// An exception as Markdown spells it, whatever capitals it begins with; other words as they are.
fn spelled(words: &str) -> String {
    let rest = after_word(words.trim(), "twosource:");
    let rest = rest.and_then(|rest| after_word(rest, "allow"));
    rest.map_or_else(|| words.to_owned(), |rest| format!("twosource: allow {rest}"))
}

/// The exception that an answer is to a comment in which these rules speak: "allow -- two desks rang", with the rules or
/// without.
fn answer(words: &str, rules: &[&str]) -> Option<String> {
    let words = words.trim();
    let words = after_word(words, "twosource:").unwrap_or(words);
    let words = after_word(words, "allow")?;
    let parting = PARTING
        .iter()
        .filter_map(|mark| Some((words.find(mark)?, mark.len())));
    let (at, length) = parting.min().unwrap_or((words.len(), 0));
    let (names, reason) = (&words[..at], words[at + length..].trim());
    let named: Vec<&str> = names.split([',', ' ']).filter(|name| !name.is_empty()).collect();
    let allowed = if named.is_empty() { rules } else { &named };
    let reason = if reason == REASON { "" } else { reason };
    let is_one = !allowed.is_empty() && allowed.iter().all(|name| rules.contains(name));
    is_one.then(|| format!("twosource: allow {} -- {reason}", allowed.join(", ")))
}

/// What follows a word at the beginning, however it is spelled: Word begins comments with a capital.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    let goes_on = word.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(word) && !goes_on).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_an_exception_of_the_rules_that_were_spoken_of() {
        let rules = ["single-source", "no-reply-sought"];
        for (words, wanted) in [
            ("allow -- rang", Some("single-source, no-reply-sought -- rang")),
            (
                "Allow \u{2014} rang twice",
                Some("single-source, no-reply-sought -- rang twice"),
            ),
            (
                "allow single-source: the desk: rang",
                Some("single-source -- the desk: rang"),
            ),
            (
                "twosource: allow no-reply-sought \u{2013} asked",
                Some("no-reply-sought -- asked"),
            ),
            ("Allow", Some("single-source, no-reply-sought -- ")),
            ("allow single-source -- your reason", Some("single-source -- ")),
            ("allow him to answer: he is abroad", None),
            ("allowed: no", None),
            ("Is this so?", None),
            ("", None),
        ] {
            let wanted = wanted.map(|rest| format!("twosource: allow {rest}"));
            assert_eq!(answer(words, &rules), wanted, "{words}");
        }
        assert_eq!(answer("allow -- rang", &[]), None, "nothing to let pass");
    }

    #[test]
    fn a_comment_of_a_report_is_known_without_its_author() {
        let comment = |author: &str, lines: &[&str]| Comment {
            author: author.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            ..Comment::default()
        };
        let offer = offer(&["bare-source"]);
        let told = "Error (bare-source): \u{201c}Sources\u{201d} tells nothing.";
        assert!(comment("Author", &[told, &offer]).is_own());
        assert!(comment("twosource", &[told]).is_own());
        assert!(
            !comment("Author", &["Why?", told, &offer]).is_own(),
            "somebody quotes it"
        );
        assert!(!comment("Author", &[told]).is_own());
    }

    #[test]
    fn the_last_line_is_read_as_it_was_written() {
        for rules in [&["single-source"][..], &["bare-source", "no-reply-sought"], &[]] {
            assert_eq!(offered(&offer(rules)).as_deref(), Some(rules));
        }
        assert_eq!(offered("To let it pass, reply: allow"), None);
    }
}
