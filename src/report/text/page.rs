//! A page of terminal text: lines wrapped to a width, painted or not.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style as Ansi};
use textwrap::{Options, WordSeparator, WrapAlgorithm};

use crate::policy::Level;
use crate::report::svg::footing::Footing;
use crate::report::{Notes, Paint, Style, breaks, escape, words};
use crate::rules::Finding;
use crate::strength::Rung;

/// What a piece of text is, and so how it is painted. Colour means strength and no other thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Faint,
    Rung(Rung),
}

impl Ink {
    fn ansi(self) -> Ansi {
        let plain = Ansi::new();
        let rung = match self {
            Ink::Plain => return plain,
            Ink::Strong => return plain.bold(),
            Ink::Faint => return plain.dimmed(),
            Ink::Rung(rung) => rung,
        };
        let colour = match Footing::of(rung) {
            Footing::Two => AnsiColor::Green,
            Footing::Document => AnsiColor::Cyan,
            Footing::One => AnsiColor::Blue,
            // White would vanish on a light ground.
            Footing::Own => return plain.bold(),
            Footing::Outlet => AnsiColor::Magenta,
            Footing::Unnamed => AnsiColor::Yellow,
            Footing::Nobody => AnsiColor::Red,
        };
        colour.on_default().bold()
    }
}

/// The text so far.
pub(super) struct Page {
    pub(super) out: String,
    paint: Paint,
    columns: usize,
    notes: Notes,
}

impl Page {
    pub(super) fn new(style: &Style) -> Page {
        Page {
            out: String::new(),
            paint: style.paint,
            columns: style.columns.max(40),
            notes: style.notes,
        }
    }

    /// Is this finding told? Notes are on request.
    pub(super) fn shows(&self, finding: &Finding) -> bool {
        self.notes == Notes::Shown || finding.level > Level::Note || finding.waived.is_some()
    }

    /// Words of this tool or of a draft, made harmless and painted.
    pub(super) fn ink(&self, ink: Ink, text: &str) -> String {
        self.dress(ink, &escape::terminal(text))
    }

    fn dress(&self, ink: Ink, harmless: &str) -> String {
        if self.paint == Paint::Plain || ink == Ink::Plain || harmless.is_empty() {
            return harmless.to_owned();
        }
        let ansi = ink.ansi();
        format!("{ansi}{harmless}{ansi:#}")
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A heading.
    pub(super) fn heading(&mut self, text: &str) {
        let text = self.ink(Ink::Strong, text);
        self.out.push_str(&text);
        self.out.push('\n');
    }

    /// A wrapped paragraph in one ink, all lines indented alike.
    pub(super) fn plain(&mut self, indent: usize, ink: Ink, text: &str) {
        self.hanging(&" ".repeat(indent), indent, ink, text);
    }

    /// A wrapped paragraph whose first line begins with `first` (painted already, `indent` columns wide) and
    /// whose other lines are indented as far.
    pub(super) fn hanging(&mut self, first: &str, indent: usize, ink: Ink, text: &str) {
        let text = escape::terminal(text);
        for (number, line) in self.wrapped(indent, &text).iter().enumerate() {
            match number {
                0 => self.out.push_str(first),
                _ => self.out.push_str(&" ".repeat(indent)),
            }
            let line = self.dress(ink, line);
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    /// A wrapped paragraph that begins with words in an ink of their own, all lines indented alike.
    pub(super) fn led(&mut self, indent: usize, (ink, first): (Ink, &str), rest: &str) {
        let first = escape::terminal(first);
        let text = format!("{first}{}", escape::terminal(rest));
        for (number, line) in self.wrapped(indent, &text).iter().enumerate() {
            let led = if number == 0 {
                line.strip_prefix(first.as_str())
            } else {
                None
            };
            let painted = match led {
                Some(rest) => self.dress(ink, &first) + rest,
                None => line.clone(),
            };
            self.line(indent, &[painted]);
        }
    }

    /// How many columns a line has that is indented so far.
    pub(super) fn room(&self, indent: usize) -> usize {
        self.columns.saturating_sub(indent).max(20)
    }

    fn wrapped(&self, indent: usize, harmless: &str) -> Vec<String> {
        let options = Options::new(self.room(indent))
            .word_separator(WordSeparator::Custom(breaks::words))
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = textwrap::wrap(harmless, options);
        lines.into_iter().map(Cow::into_owned).collect()
    }

    /// A line made of painted pieces.
    pub(super) fn line(&mut self, indent: usize, pieces: &[String]) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(&pieces.concat());
        self.out.push('\n');
    }

    /// Counts and what is counted, in as few lines as they fill.
    pub(super) fn tallies(&mut self, counted: &[(usize, Ink, &str)]) {
        let (mut line, mut filled) = (Vec::new(), 0);
        for (number, ink, what) in counted {
            let number = words::grouped(*number);
            let gap = if line.is_empty() { "" } else { " · " };
            let needed = gap.chars().count() + number.len() + 1 + what.chars().count();
            if filled + needed > self.columns && !line.is_empty() {
                self.line(0, &std::mem::take(&mut line));
                filled = 0;
            }
            let gap = if line.is_empty() { "" } else { gap };
            line.push(format!("{gap}{} ", self.ink(Ink::Strong, &number)) + &self.ink(*ink, what));
            filled += needed;
        }
        if !line.is_empty() {
            self.line(0, &line);
        }
    }

    /// A faint remark.
    pub(super) fn note(&mut self, text: &str) {
        self.plain(0, Ink::Faint, text);
    }
}
