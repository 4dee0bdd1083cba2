//! Why an input has no analysis: told on standard error, or as a result among the others.

use twosource::Analysis;
#[cfg(any(feature = "serve", feature = "mcp"))]
use twosource::draft::LineIndex;
use twosource::draft::{Draft, Format, Place, Span};
use twosource::policy::Problem;
use twosource::rules;

use super::console::{Listener, Loudness, plain};
use super::examine::counted;
use super::input::Input;

/// Why an input has no analysis.
pub(super) enum Refusal {
    /// It cannot be read: the whole message.
    Unreadable(String),
    /// It is a file written by hand, with mistakes.
    Mistaken(Mistaken),
    /// A claims graph or readings give anonymous sources away.
    Exposing(Vec<Exposed>),
    /// The policy that it is to be judged by has mistakes, which were shown.
    Lawless,
}

/// A file written by hand, and its mistakes.
pub(super) struct Mistaken {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
    /// What it is, and what its mistakes come to.
    pub(super) is: &'static str,
    pub(super) so: &'static str,
}

/// Where a file gives an anonymous source away.
pub(super) struct Exposed {
    path: String,
    place: Place,
}

impl Exposed {
    pub(super) fn new(file: &Draft, span: Span) -> Exposed {
        Exposed {
            path: file.path.clone(),
            place: file.place(span),
        }
    }

    fn shown(&self) -> String {
        format!("{}:{}:{}", plain(&self.path), self.place.line, self.place.column)
    }
}

/// How much is said on standard error of an input that is a result too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// All: the output goes to a program, or to a file.
    Whole,
    /// What the output does not show: the faulty lines of a file.
    Lines,
}

const EXPOSED: &str = "an anonymous source carries a name or a contact; no output is made of this file";
const TAKE_OUT: &str = "Take the identity out of it, and out of its history";

impl Refusal {
    /// Tells it on standard error.
    pub(super) fn tell(&self, console: &dyn Listener) {
        self.tell_beside(Telling::Whole, console);
    }

    /// Tells it on standard error, beside a result or without one.
    pub(super) fn tell_beside(&self, telling: Telling, console: &dyn Listener) {
        let whole = telling == Telling::Whole;
        match self {
            Refusal::Unreadable(message) if whole => console.error(message),
            Refusal::Mistaken(file) => {
                console.problems(Loudness::Error, &file.path, &file.text, &file.problems);
                if whole {
                    console.error(&format!("{}: {}", plain(&file.path), file.closing()));
                }
            }
            Refusal::Exposing(places) if whole => {
                for place in places {
                    let place = place.shown();
                    console.error(&format!(
                        "{place}: {EXPOSED}. {TAKE_OUT} (twosource explain identity-exposed)"
                    ));
                }
            }
            _ => {}
        }
    }

    /// A message for people, on one line.
    #[cfg(any(feature = "serve", feature = "mcp"))]
    pub(super) fn in_one_line(&self) -> String {
        match self {
            Refusal::Unreadable(message) => message.clone(),
            Refusal::Mistaken(Mistaken {
                text, problems, is, ..
            }) => {
                let lines = LineIndex::new(text);
                let told = problems.iter().map(|problem| {
                    let place = lines.place(problem.span.start);
                    format!("line {}: {}", place.line, plain(&problem.message))
                });
                let told: Vec<String> = told.take(5).collect();
                let mistakes = counted(problems.len(), "mistake");
                format!("{mistakes} in the {is}: {}", told.join("; "))
            }
            Refusal::Exposing(places) => {
                let places: Vec<String> = places.iter().map(Exposed::shown).collect();
                format!(
                    "an anonymous source carries a name or a contact (at {}); nothing is shown of this file",
                    places.join(", ")
                )
            }
            Refusal::Lawless => LAWLESS.to_owned(),
        }
    }

    /// It as a result, which holds no word of the file; with the faulty lines shown beside it, one for a whole file, and none for
    /// a policy that was shown.
    pub(super) fn result(&self, input: &Input, telling: Telling) -> Option<Analysis> {
        let path = input.path();
        let unread = |message: String, help: &str| {
            let problem = Problem {
                span: Span::default(),
                message,
                help: help.to_owned(),
            };
            rules::refused(Draft::read(&path, Format::Plain, ""), UNREAD, vec![problem])
        };
        Some(match self {
            Refusal::Unreadable(message) => {
                let own = format!("{}: ", plain(&path));
                let message = message.strip_prefix(&own).unwrap_or(message);
                let (message, help) = message.rsplit_once("; ").unwrap_or((message, ""));
                unread(message.to_owned(), help)
            }
            Refusal::Lawless if telling == Telling::Lines => return None,
            Refusal::Lawless => unread(LAWLESS.to_owned(), "mend the policy"),
            Refusal::Mistaken(file) => {
                let graph = Draft::of_graph(&file.path, &blanks(&file.text));
                let mut problems = file.problems.clone();
                if telling == Telling::Lines {
                    problems.truncate(1);
                    for problem in &mut problems {
                        problem.message = file.closing();
                        problem.help.clear();
                    }
                }
                rules::refused(graph, UNREAD, problems)
            }
            Refusal::Exposing(places) => {
                let path = places.first().map_or(path.as_str(), |first| &first.path);
                let (blank, spans) = paper(places);
                let problems = spans.into_iter().map(|span| Problem {
                    span,
                    message: EXPOSED.to_owned(),
                    help: TAKE_OUT.to_owned(),
                });
                rules::refused(Draft::of_graph(path, &blank), EXPOSING, problems.collect())
            }
        })
    }
}

impl Mistaken {
    fn closing(&self) -> String {
        format!(
            "{} in the {}; {}",
            counted(self.problems.len(), "mistake"),
            self.is,
            self.so
        )
    }
}

/// The rules that say it in results.
const UNREAD: &str = "draft-unread";
const EXPOSING: &str = "identity-exposed";

const LAWLESS: &str = "its policy has mistakes; it was not checked";

/// A text of as many bytes and letters in as many lines, and nothing in it.
fn blanks(text: &str) -> String {
    let blank = |c: char| match c.len_utf8() {
        1 if c == '\n' => '\n',
        1 => ' ',
        2 => '\u{a0}',
        3 => '\u{2003}',
        _ => '\u{1d159}',
    };
    text.chars().map(blank).collect()
}

/// A text of blanks that is large enough to have these places, and where they are in it.
fn paper(places: &[Exposed]) -> (String, Vec<Span>) {
    let mut blank = String::new();
    let mut starts = Vec::new();
    let last = places.iter().map(|one| one.place.line).max().unwrap_or_default();
    for line in 1..=last {
        starts.push(blank.len());
        let there = places.iter().filter(|one| one.place.line == line);
        let width = there.map(|one| one.place.column).max().unwrap_or_default();
        blank.push_str(&" ".repeat(width));
        blank.push('\n');
    }
    let span = |one: &Exposed| {
        let start = starts
            .get(one.place.line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let at = start + one.place.column.saturating_sub(1);
        Span::new(at, at)
    };
    let spans = places.iter().map(span).collect();
    (blank, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_keep_every_place_and_no_word() {
        let text = "name = \"Zo\u{eb} \u{201c}x\u{201d} \u{1f600}\" y\nz";
        let blank = blanks(text);
        assert_eq!(blank.len(), text.len());
        let lines = (LineIndex::new(text), LineIndex::new(&blank));
        for (at, _) in text.char_indices() {
            assert_eq!(lines.0.place(at), lines.1.place(at), "{at}");
        }
        assert!(!blank.contains(char::is_alphanumeric), "{blank}");
    }
}
