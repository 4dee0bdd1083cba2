//! Messages: all of them on standard error, hostile text escaped, colour on a terminal only.

use std::io::{IsTerminal, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use twosource::draft::{LineIndex, Span};
use twosource::policy::Problem;

use super::Outcome;
use super::mask::masked;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum When {
    // No doc comments: they would take ten lines of every help page.
    Auto,
    Always,
    Never,
}

/// How a mistake in a file is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    /// The file was not used.
    Error,
    /// It was, and somebody should look at it.
    Warning,
}

/// Who hears what is wrong with files.
pub(super) trait Listener {
    /// Hears what went wrong; see [`Console::error`].
    fn error(&self, message: &str);
    /// Hears the mistakes of a file; see [`Console::problems`].
    fn problems(&self, loudness: Loudness, path: &str, text: &str, problems: &[Problem]);
}

impl Listener for Console {
    fn error(&self, message: &str) {
        Console::error(self, message);
    }

    fn problems(&self, loudness: Loudness, path: &str, text: &str, problems: &[Problem]) {
        Console::problems(self, loudness, path, text, problems);
    }
}

/// Where messages go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    messages_in_colour: bool,
    output_in_colour: bool,
}

/// A longer line than this is shown only around its mistake.
const SHOWN_BYTES: usize = 160;

impl Console {
    /// Decides about colour, once for both streams.
    pub(super) fn new(when: When) -> Console {
        match when {
            When::Auto => ColorChoice::Auto,
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
        }
        .write_global();
        Console {
            messages_in_colour: AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
            output_in_colour: AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        }
    }

    /// Does standard output take colour?
    pub(super) fn output_in_colour(&self) -> bool {
        self.output_in_colour
    }

    /// Says what went wrong. Text from files and paths in it must have gone through [`plain`].
    pub(super) fn error(&self, message: &str) {
        self.say("error", "\x1b[1;31m", message);
    }

    /// Says what to think of.
    pub(super) fn warning(&self, message: &str) {
        self.say("warning", "\x1b[1;33m", message);
    }

    /// Says what may help, or what was done.
    pub(super) fn note(&self, message: &str) {
        self.say("note", "\x1b[1;36m", message);
    }

    /// Closes a run for a person.
    pub(super) fn summary(&self, text: &str) {
        Self::print(&format!("{text}\n"));
    }

    fn say(&self, label: &str, style: &str, message: &str) {
        if self.messages_in_colour {
            Self::print(&format!("{style}{label}\x1b[0m: {message}\n"));
        } else {
            Self::print(&format!("{label}: {message}\n"));
        }
    }

    /// What a command came to: the number of inputs that were refused (each of them was told already), or a
    /// message.
    pub(super) fn outcome(&self, result: Result<usize, String>) -> Outcome {
        match result {
            Ok(0) => Outcome::Clean,
            Ok(_) => Outcome::Trouble,
            Err(message) => {
                self.error(&message);
                Outcome::Trouble
            }
        }
    }

    /// Shows every mistake of a file with its place, its line and a mark under it; of the line, no words but those of the
    /// file's own form, because what a desk writes down of its sources belongs on no screen and in no log.
    pub(super) fn problems(&self, loudness: Loudness, path: &str, text: &str, problems: &[Problem]) {
        let lines = LineIndex::new(text);
        let renderer = if self.messages_in_colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(110);
        let path = plain(path);
        let level = match loudness {
            Loudness::Error => Level::ERROR,
            Loudness::Warning => Level::WARNING,
        };
        for problem in problems {
            let (excerpt, marked) = excerpt(text, problem.span);
            let (excerpt, marked) = masked(excerpt, marked);
            let message = plain(&problem.message);
            let help = plain(&problem.help);
            let place = lines.place(problem.span.start);
            let snippet = Snippet::source(excerpt)
                .line_start(place.line)
                .path(path.as_str())
                .annotation(AnnotationKind::Primary.span(marked.start..marked.end));
            let mut report = vec![level.clone().primary_title(message.as_str()).element(snippet)];
            if !help.is_empty() {
                report.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
            }
            Self::print(&format!("{}\n\n", renderer.render(&report)));
        }
    }

    /// Shows how far a long run is; overwritten by the next call, wiped by one with an empty text.
    pub(super) fn progress(&self, text: &str) {
        if std::io::stderr().is_terminal() {
            Self::print(&format!("\r\x1b[2K{text}"));
        }
    }

    // A message that cannot be written cannot be told either.
    fn print(text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// The first line that `span` touches, cut to what can be shown, and the marked bytes in it.
fn excerpt(text: &str, span: Span) -> (&str, Span) {
    let at = floor(text, span.start.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |newline| at + newline);
    let start = if at - start > SHOWN_BYTES {
        floor(text, at - SHOWN_BYTES / 2)
    } else {
        start
    };
    let end = floor(text, end.min(at + SHOWN_BYTES)).max(at);
    let marked_end = floor(text, span.end.clamp(at, end)).max(at);
    (&text[start..end], Span::new(at - start, marked_end - start))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text as it may be shown on a terminal: control characters and those that turn the writing direction are
/// replaced by their code, so that a file name or a draft can neither move the cursor nor hide what it says.
pub(super) fn plain(text: &str) -> String {
    let harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if harmful(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_moves_a_cursor_or_turns_the_text() {
        assert_eq!(plain("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\n");
        assert_eq!(plain("\u{202e}gpj.md"), "\\u{202e}gpj.md");
        assert_eq!(plain("Zoë – Łódź"), "Zoë – Łódź");
    }

    #[test]
    fn excerpt_of_a_very_long_line_stays_short_and_marks_the_same_bytes() {
        let text = format!("a = 1\n{}ERROR{}", "ä".repeat(5_000), "ö".repeat(5_000));
        let at = text.find("ERROR").expect("is in it");
        let (line, marked) = excerpt(&text, Span::new(at, at + 5));
        assert!(line.len() < 400, "{}", line.len());
        assert_eq!(&line[marked.start..marked.end], "ERROR");
    }

    #[test]
    fn excerpt_survives_spans_outside_of_the_text() {
        assert_eq!(excerpt("", Span::new(7, 9)), ("", Span::new(0, 0)));
        assert_eq!(excerpt("ab\ncd", Span::new(90, 99)).0, "cd");
    }
}
