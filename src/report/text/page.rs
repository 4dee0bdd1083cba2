//! A page of terminal text: lines wrapped to a width, painted or not.

use anstyle::{AnsiColor, Style as Ansi};
use textwrap::{Options, WordSeparator, WrapAlgorithm};

use crate::policy::Level;
use crate::report::{Paint, Style, breaks, escape, words};
use crate::strength::Rung;

/// What a piece of text is, and so how it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Faint,
    Good,
    Fair,
    Warning,
    Error,
    Note,
}

impl Ink {
    pub(super) fn of_rung(rung: Rung) -> Ink {
        match rung {
            Rung::Corroborated | Rung::Document => Ink::Good,
            Rung::CorroboratedAnonymous | Rung::SingleSource | Rung::OwnWord => Ink::Fair,
            Rung::SingleUnnamed | Rung::SingleAnonymous | Rung::OutletOnly => Ink::Warning,
            Rung::Ungrounded | Rung::Unattributed => Ink::Error,
        }
    }

    pub(super) fn of_level(level: Level) -> Ink {
        match level {
            Level::Error => Ink::Error,
            Level::Warning => Ink::Warning,
            Level::Note | Level::Off => Ink::Note,
        }
    }

    fn ansi(self) -> Ansi {
        let plain = Ansi::new();
        match self {
            Ink::Plain => plain,
            Ink::Strong => plain.bold(),
            Ink::Faint => plain.dimmed(),
            Ink::Good => AnsiColor::Green.on_default().bold(),
            Ink::Fair => AnsiColor::Blue.on_default().bold(),
            Ink::Warning => AnsiColor::Yellow.on_default().bold(),
            Ink::Error => AnsiColor::Red.on_default().bold(),
            Ink::Note => AnsiColor::Cyan.on_default().bold(),
        }
    }
}

/// The text so far.
pub(super) struct Page {
    pub(super) out: String,
    paint: Paint,
    columns: usize,
}

impl Page {
    pub(super) fn new(style: &Style) -> Page {
        Page {
            out: String::new(),
            paint: style.paint,
            columns: style.columns.max(40),
        }
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
        let width = self.columns.saturating_sub(indent).max(20);
        let options = Options::new(width)
            .word_separator(WordSeparator::Custom(breaks::words))
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for (number, line) in textwrap::wrap(&text, options).iter().enumerate() {
            match number {
                0 => self.out.push_str(first),
                _ => self.out.push_str(&" ".repeat(indent)),
            }
            let line = self.dress(ink, line);
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    /// A line made of painted pieces.
    pub(super) fn line(&mut self, indent: usize, pieces: &[String]) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(&pieces.concat());
        self.out.push('\n');
    }

    /// A count and what is counted.
    pub(super) fn tally(&mut self, number: usize, ink: Ink, what: &str) {
        let number = format!("{:>6}  ", words::grouped(number));
        let pieces = [self.ink(Ink::Strong, &number), self.ink(ink, what)];
        self.line(0, &pieces);
    }

    /// A faint remark.
    pub(super) fn note(&mut self, text: &str) {
        self.plain(0, Ink::Faint, text);
    }
}
