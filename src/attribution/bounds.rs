//! What is said, where the model took too much for it or nothing that can be said: sentences of the paper before it, the clock
//! time of a live report, a question, whom somebody warned.

use super::after::Reader;
use super::label::opens_block;
use super::model::TaggedWord;
use super::{Attribution, Style};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// A question word and its verb: so few words before a verb of speech are no content.
const ASKED_AT_MOST: usize = 4;

/// Cuts such contents and drops what nothing is left of. Near linear.
pub(super) fn cut(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    let reader = Reader { draft, prose, words };
    for one in found.iter_mut() {
        reader.begin_with_its_sentence(one);
        reader.skip_clock(one);
    }
    found.retain(|one| !reader.is_hearer(one) && !reader.is_question(one));
}

impl Reader<'_> {
    /// "It opened last year. It works, she said": what stands before the verb without marks is said in that sentence alone.
    fn begin_with_its_sentence(&self, one: &mut Attribution) {
        let (Some(first), Some(cue)) = (one.content_spans.first_mut(), one.cue_spans.first()) else {
            return;
        };
        if first.end > cue.start || one.style == Style::Direct {
            return;
        }
        let (Some(from), Some(to)) = (
            self.prose.sentence_at(first.start),
            self.prose.sentence_at(cue.start),
        ) else {
            return;
        };
        // A mark that closes nothing ("``It is over.") tells of a quotation too.
        let quoted = |number: &usize| {
            let sentence = &self.prose.sentences[*number];
            let (from, to) = sentence.tokens;
            let marked = self
                .draft
                .slice(sentence.span)
                .contains(['"', '“', '”', '`', '«', '»']);
            marked || (from..to).any(|at| self.is_quoted(at))
        };
        let begin = (from..=to)
            .find(|number| *number == to || quoted(number))
            .unwrap_or(to);
        let start = self.prose.sentences[begin].span.start;
        // What a mark closes was opened before.
        let rest = self.draft.slice(Span::new(start.min(first.end), first.end));
        let closes = rest.contains('”') && !rest.contains('“');
        if begin > from && start < first.end && !closes {
            *first = Span::new(start, first.end);
        }
    }

    /// "16.06 The ferry tilted": the time at which a live report has it.
    fn skip_clock(&self, one: &mut Attribution) {
        let Some(first) = one.content_spans.first_mut() else {
            return;
        };
        let opens = opens_block(self.draft, *first);
        if let Some(length) = clock(self.draft.slice(*first)).filter(|_| opens) {
            *first = Span::new(first.start + length, first.end);
        }
    }

    /// "Engineers warned him twice": whom somebody tells something is not what.
    fn is_hearer(&self, one: &Attribution) -> bool {
        let [content] = one.content_spans.as_slice() else {
            return false;
        };
        let mut tokens = self.prose.tokens_in(*content);
        let first = self.lower(tokens.start);
        let hearer =
            matches!(first.as_str(), "him" | "them" | "me" | "us") || first == "her" && tokens.len() == 1;
        hearer && tokens.len() <= ASKED_AT_MOST && !tokens.any(|at| self.is_verb(at))
    }

    /// "What do the drivers say?": who is asked about has not spoken.
    fn is_question(&self, one: &Attribution) -> bool {
        let (Some(content), Some(cue)) = (Span::hull(&one.content_spans), one.cue_spans.first()) else {
            return false;
        };
        let Some(number) = self.prose.sentence_at(cue.start) else {
            return false;
        };
        let sentence = &self.prose.sentences[number];
        let asks = matches!(
            self.lower(sentence.tokens.0).as_str(),
            "what" | "who" | "how" | "why" | "when" | "where" | "which"
        );
        let ends = self.draft.slice(sentence.span).ends_with('?');
        let few = self.prose.tokens_in(content).len() <= ASKED_AT_MOST;
        asks && ends && few && content.start == sentence.span.start && content.end <= cue.start
    }
}

/// The bytes of a clock time with which a line begins, and of the blanks and dashes behind it: "16.06 ", "9:45 am - ".
fn clock(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let rest = text.get(hours..)?.strip_prefix(['.', ':'])?;
    let minutes = digits(rest);
    let rest = rest.get(minutes..)?;
    let lower = rest.to_ascii_lowercase();
    let zone = ["am", "pm", "a.m.", "p.m.", "gmt", "bst", "et", "ist"];
    let named = lower.trim_start();
    let zone = zone.iter().find(|zone| {
        named
            .strip_prefix(**zone)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let rest = zone.map_or(rest, |zone| rest.trim_start().get(zone.len()..).unwrap_or(rest));
    let said = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':', '|']);
    let opens = said.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
    ((1..=2).contains(&hours) && minutes == 2 && said.len() < rest.len() && opens)
        .then(|| text.len() - said.len())
}
