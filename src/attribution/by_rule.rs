//! Who says what, by rule: a cue verb, its subject, and the clause it governs; "according to"; quotations that go on.

use super::cue::{self, Sense};
use super::style;
use super::{Act, Attribution, Stance};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::{Prose, Sentence, TokenKind};

/// How sure a verb of speech, a verb of attitude, and a continued quotation make the step.
const SURE_SPEECH: f64 = 0.8;
const SURE_ATTITUDE: f64 = 0.55;
const SURE_CONTINUED: f64 = 0.7;

/// Words that a noun phrase does not run over when a subject is looked for.
const BREAKS: &[&str] = &[
    "that", "which", "who", "while", "but", "because", "when", "if", "as", "after", "before", "although",
    "though", "where", "whether", "since", "so", "then",
];

/// Words that make the next word a noun, not a cue.
const BEFORE_NOUN: &[&str] = &[
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "these", "those", "any",
    "no", "some", "of", "such", "s", "’s", "'s", "to", "many", "several", "false", "new", "recent", "be",
    "been", "for", "in", "on", "by", "with", "more",
];

/// Finds the attributions of every sentence, in text order.
pub(super) fn find(draft: &Draft, prose: &Prose) -> Vec<Attribution> {
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        if draft.blocks[sentence.block].kind != BlockKind::Heading {
            Reader {
                draft,
                prose,
                sentence: *sentence,
            }
            .read(&mut found);
        }
    }
    continue_quotes(draft, prose, &mut found);
    found.sort_by_key(|attribution| Span::hull(&attribution.content_spans).map_or(0, |span| span.start));
    found
}

/// One sentence under reading.
#[derive(Clone, Copy)]
struct Reader<'a> {
    draft: &'a Draft,
    prose: &'a Prose,
    sentence: Sentence,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.prose
            .tokens
            .get(at)
            .map_or("", |token| self.draft.slice(token.span))
    }

    fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn quoted(&self, at: usize) -> bool {
        self.prose
            .tokens
            .get(at)
            .is_some_and(|token| self.prose.quote_at(token.span.start).is_some())
    }

    fn span(&self, from: usize, to: usize) -> Span {
        if from >= to {
            return Span::default();
        }
        self.prose.tokens[from].span.join(self.prose.tokens[to - 1].span)
    }

    fn read(&self, found: &mut Vec<Attribution>) {
        let (from, to) = self.sentence.tokens;
        for at in from..to {
            if self.quoted(at) || self.prose.tokens[at].kind != TokenKind::Word {
                continue;
            }
            if self.lower(at) == "according" && self.lower(at + 1) == "to" {
                found.extend(self.according_to(at));
            } else if let Some(sense) = cue::of_word(self.word(at)) {
                found.extend(self.verb(at, sense));
            }
        }
    }

    fn according_to(&self, at: usize) -> Option<Attribution> {
        let (from, to) = self.sentence.tokens;
        let end = (at + 2..to).find(|i| self.is_stop(*i)).unwrap_or(to);
        let source = self.span(at + 2, end);
        let before = self.trim(from, at);
        let content = if before.len() > 3 {
            before
        } else {
            self.trim(end, to)
        };
        self.attribution(
            source,
            self.span(at, at + 2),
            content,
            (Act::Speech, Stance::Asserts, SURE_SPEECH),
        )
    }

    fn verb(&self, at: usize, sense: Sense) -> Option<Attribution> {
        let (from, to) = self.sentence.tokens;
        if at > from && BEFORE_NOUN.contains(&self.lower(at - 1).as_str()) {
            return None;
        }
        let subject = self.subject(at);
        let (source, content) = if let Some(subject) = subject {
            let before = self.trim(from, subject.0);
            let closes = self.is_stop(at + 1) || at + 1 >= to || (self.after_addressee(at) >= to);
            let content = if closes && before.len() > 3 {
                before
            } else {
                self.governed(at)
            };
            (self.span(subject.0, subject.1), content)
        } else {
            let end = (at + 1..to).find(|i| self.is_stop(*i)).unwrap_or(to);
            (self.span(at + 1, end), self.trim(from, at))
        };
        let words = self.draft.slice(content).split_whitespace().count();
        if source.is_empty() || words < 2 && sense.stance != Stance::Declines || source.len() > 200 {
            return None;
        }
        let sure = if sense.act == Act::Speech {
            SURE_SPEECH
        } else {
            SURE_ATTITUDE
        };
        self.attribution(
            source,
            self.span(at, at + 1),
            content,
            (sense.act, sense.stance, sure),
        )
    }

    /// The noun phrase that ends right before the cue (auxiliaries and adverbs skipped), as token numbers.
    fn subject(&self, cue: usize) -> Option<(usize, usize)> {
        let from = self.sentence.tokens.0;
        let mut end = cue;
        while end > from && self.is_auxiliary(end - 1) {
            end -= 1;
        }
        // "X, a neighbour, said": an apposition between commas belongs to the source.
        let mut scan = end;
        if end > from + 1 && self.word(end - 1) == "," {
            let opening = (from..end - 1).rev().find(|i| self.is_stop(*i))?;
            if self.word(opening) != "," || opening == from {
                return None;
            }
            scan = opening;
        }
        let mut start = scan;
        while start > from
            && !self.is_stop(start - 1)
            && !BREAKS.contains(&self.lower(start - 1).as_str())
            && !self.quoted(start - 1)
        {
            if matches!(self.lower(start - 1).as_str(), "and" | "or") && scan - start > 4 {
                break;
            }
            start -= 1;
        }
        (start < end && end - start < 30).then_some((start, end))
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        let word = self.lower(at);
        matches!(
            word.as_str(),
            "has"
                | "had"
                | "have"
                | "also"
                | "is"
                | "was"
                | "will"
                | "would"
                | "did"
                | "not"
                | "does"
                | "do"
                | "are"
                | "were"
                | "later"
                | "then"
                | "never"
                | "again"
        ) || (word.ends_with("ly") && word.len() > 4)
    }

    fn is_stop(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "," | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "." | "?" | "!" | "\"" | "“" | "”" | "…"
        )
    }

    /// Past the person told: "told reporters", "told The Courier on Tuesday".
    fn after_addressee(&self, cue: usize) -> usize {
        let mut at = cue + 1;
        let to = self.sentence.tokens.1;
        if matches!(
            self.lower(cue).as_str(),
            "told" | "tell" | "tells" | "telling" | "informed" | "assured" | "reminded"
        ) {
            let limit = (at + 8).min(to);
            while at < limit
                && !self.is_stop(at)
                && self.lower(at) != "that"
                && !(at > cue + 2 && is_pronoun(&self.lower(at)))
            {
                at += 1;
            }
        }
        at
    }

    /// The clause that the cue governs: what follows it to the end of the sentence.
    fn governed(&self, cue: usize) -> Span {
        let to = self.sentence.tokens.1;
        let mut at = self.after_addressee(cue);
        while at < to && matches!(self.word(at), "that" | ":" | ",") {
            at += 1;
        }
        self.trim(at, to)
    }

    /// The tokens from `from` to `to` without stops and closing marks at their ends.
    fn trim(&self, mut from: usize, mut to: usize) -> Span {
        while from < to
            && (matches!(self.lower(from).as_str(), "and" | "but")
                || self.is_stop(from) && !matches!(self.word(from), "\"" | "“"))
        {
            from += 1;
        }
        while from < to
            && matches!(
                self.word(to - 1),
                "," | "." | ";" | ":" | "—" | "–" | "and" | "but"
            )
        {
            to -= 1;
        }
        self.span(from, to)
    }

    fn attribution(
        &self,
        source: Span,
        cue: Span,
        content: Span,
        how: (Act, Stance, f64),
    ) -> Option<Attribution> {
        let (act, stance, confidence) = how;
        let content_spans = if content.is_empty() {
            Vec::new()
        } else {
            vec![content]
        };
        if content_spans.is_empty() && stance != Stance::Declines {
            return None;
        }
        let style = style::of(self.draft, self.prose, &content_spans);
        Some(Attribution {
            source_spans: vec![source],
            cue_spans: vec![cue],
            content_spans,
            style,
            stance,
            act,
            confidence,
        })
    }
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "we" | "i" | "you")
}

/// A quotation right after an attributed one in the same paragraph, with no cue of its own, is the same speaker's.
fn continue_quotes(draft: &Draft, prose: &Prose, found: &mut [Attribution]) {
    let mut taken: Vec<Span> = found
        .iter()
        .flat_map(|a| a.content_spans.iter().chain(&a.cue_spans).copied())
        .collect();
    taken.sort();
    for attribution in found
        .iter_mut()
        .filter(|attribution| attribution.style != style::INDIRECT)
    {
        let Some(hull) = Span::hull(&attribution.content_spans) else {
            continue;
        };
        let cue_end = attribution
            .cue_spans
            .iter()
            .map(|span| span.end)
            .max()
            .unwrap_or(hull.end);
        let Some(block) = draft.blocks.iter().find(|block| block.span.contains(hull)) else {
            continue;
        };
        for quote in prose
            .quotes
            .iter()
            .filter(|quote| quote.span.start >= hull.end.max(cue_end) && block.span.contains(quote.span))
        {
            let at = taken.partition_point(|span| span.start < quote.span.start);
            let near = taken[at.saturating_sub(3)..(at + 2).min(taken.len())]
                .iter()
                .any(|span| span.overlaps(quote.span));
            let own_cue = prose.sentence_at(quote.span.start).is_some_and(|number| {
                let sentence = prose.sentences[number].span;
                !quote
                    .span
                    .contains(Span::new(sentence.start, sentence.end.min(quote.span.end)))
                    && sentence.start > cue_end
            });
            if near || own_cue || draft.slice(quote.inner).split_whitespace().count() < 4 {
                break;
            }
            attribution.content_spans.push(quote.span);
            attribution.confidence = attribution.confidence.min(SURE_CONTINUED);
        }
    }
}
