//! `unattributed-quote`: a direct quotation without a speaker in reach.

use crate::draft::BlockKind;
use crate::language::Quote;
use crate::policy::Level::{Error, Note};
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::rules::wording::Reading;
use crate::span::Span;

rule! {
    /// Words in quotation marks, four or more of them, that read as somebody's speech, and no speaker near
    /// them.
    ///
    /// ## Why it matters
    ///
    /// A quotation is a promise that somebody said exactly this. AP, Reuters, the BBC and every other
    /// stylebook ask that the reader be told who, in the same paragraph or right beside it.
    ///
    /// ## Fires on
    ///
    /// > Lund opened the meeting at nine.
    /// >
    /// > “We have lost everything we had, and nobody came to help.”
    /// >
    /// > The lights went out at noon.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > Lund opened the meeting at nine.
    /// >
    /// > “We have lost everything we had, and nobody came to help,” said Ana Reyes, who keeps the archive.
    /// >
    /// > The lights went out at noon.
    ///
    /// ## How to mend it
    ///
    /// Name the speaker beside the quotation, or take the marks away and say it in your own words.
    ///
    /// ## Stays quiet
    ///
    /// On scare quotes and quoted terms, nicknames, titles of works, slogans and signs, fragments that a
    /// sentence takes up, quotations that run on from the paragraph before, quotations inside others,
    /// headlines, lines pulled out of the text, and block quotations after a sentence that introduces them.
    ///
    /// ## Level
    ///
    /// An error; a note where somebody is cited in the paragraphs around it, so that a reader can guess.
    "unattributed-quote", Levels::always(Error), Text, "a direct quotation without a speaker in reach", check
}

/// Quotations shorter than this many words are terms, nicknames or scare quotes.
const SPEECH: usize = 4;

/// Words before a quotation which say that it is a title, a name or a piece of writing.
const NAMED: &[&str] = &[
    "titled",
    "entitled",
    "headlined",
    "called",
    "named",
    "dubbed",
    "nicknamed",
    "labelled",
    "labeled",
    "termed",
    "known",
    "phrase",
    "slogan",
    "motto",
    "term",
    "word",
    "words",
    "song",
    "book",
    "novel",
    "film",
    "movie",
    "album",
    "poem",
    "play",
    "essay",
    "article",
    "chapter",
    "episode",
    "series",
    "single",
    "track",
    "exhibition",
    "painting",
    "sign",
    "signs",
    "banner",
    "banners",
    "placard",
    "placards",
    "poster",
    "hashtag",
    "inscription",
    "chorus",
    "program",
    "programme",
    "show",
    "podcast",
    "column",
    "section",
    "clause",
    "paragraph",
    "concept",
    "theory",
    "principle",
    "doctrine",
    "game",
    "operation",
    "campaign",
    "marked",
    "bearing",
    "reading",
    "lyrics",
    "line",
];

/// Quotations that nobody near them speaks.
fn check(look: &Look) -> Vec<Hit> {
    let text = look.reading();
    let cited = cited(look);
    let mut hits = Vec::new();
    let mut until = 0;
    for quote in &text.prose.quotes {
        let inside_another = quote.span.start < until;
        until = until.max(quote.span.end);
        if inside_another || quote.continues || !is_speech(text, quote) || is_cited(&cited, quote.span) {
            continue;
        }
        if !speaker_in_reach(text, quote) && !is_pulled(text, quote) {
            let bounds = match speaks_around(text, quote) {
                true => Bounds::at_most(Note),
                false => Bounds::default(),
            };
            let hit = Hit {
                claim: None,
                sources: Vec::new(),
                span: quote.span,
                message: format!(
                    "nobody is named for the quotation {}",
                    excerpt(look.case.draft.slice(quote.inner))
                ),
                help: "name the speaker beside it, or take the quotation marks away".to_owned(),
                ..Hit::default()
            };
            hits.push(hit.within(bounds));
        }
    }
    hits
}

/// Does the text hold the same words once more: a line that the layout pulls out of it?
fn is_pulled(text: &Reading, quote: &Quote) -> bool {
    let words = text
        .text
        .get(quote.inner.start..quote.inner.end)
        .unwrap_or_default();
    text.text.matches(words).nth(1).is_some()
}

/// How many blocks before and after a quotation may tell who goes on speaking.
const AROUND: usize = 2;

/// Is somebody cited in the blocks around it? Then a reader takes him for the one who goes on.
fn speaks_around(text: &Reading, quote: &Quote) -> bool {
    let at = text.prose.sentence_at(quote.span.start).unwrap_or(0);
    let block = text.block_of(at);
    let before = (0..at)
        .rev()
        .take_while(|near| text.block_of(*near) + AROUND >= block);
    let after = (at + 1..text.sentences()).take_while(|near| text.block_of(*near) <= block + AROUND);
    before.chain(after).any(|near| text.attributed(near))
}

/// What attributions with a source cover, in text order, joined where it overlaps.
fn cited(look: &Look) -> Vec<Span> {
    let with_source = look
        .case
        .attributions
        .iter()
        .filter(|found| !found.source_spans.is_empty());
    let mut spans: Vec<Span> = with_source
        .flat_map(|found| found.content_spans.iter().copied())
        .collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined
}

fn is_cited(cited: &[Span], quote: Span) -> bool {
    let after = cited.partition_point(|span| span.end <= quote.start);
    cited.get(after).is_some_and(|span| span.overlaps(quote))
}

/// Does it read as somebody's speech, and not as a term, a title or a fragment?
fn is_speech(text: &Reading, quote: &Quote) -> bool {
    let within = text.prose.tokens_in(quote.inner);
    let words: Vec<usize> = within
        .clone()
        .filter(|token| text.raw(*token).chars().any(char::is_alphanumeric))
        .collect();
    let Some(first) = words.first() else { return false };
    if words.len() < SPEECH || is_title(text, &words) || named_before(text, within.start) {
        return false;
    }
    let capital = text.raw(*first).chars().next().is_some_and(char::is_uppercase);
    let last = within.end.checked_sub(1).map_or("", |token| text.word(token));
    let ended = matches!(last, "." | "," | "!" | "?" | "…" | "—" | "–");
    let first_person = words.iter().any(|token| {
        matches!(
            text.word(*token),
            "i" | "we" | "i'm" | "we're" | "i've" | "we've" | "my" | "our"
        )
    });
    (capital && (ended || opens_sentence(text, within.start))) || (first_person && ended)
}

/// Does the quotation open its sentence, so that no sentence takes it up?
fn opens_sentence(text: &Reading, first: usize) -> bool {
    let at = text.token_span(first).start;
    let sentence = text.prose.sentence_at(at).unwrap_or(0);
    text.tokens(sentence).start + 1 >= first
}

/// Are most of its longer words capitalized, as in a title?
fn is_title(text: &Reading, words: &[usize]) -> bool {
    let long: Vec<&str> = words
        .iter()
        .map(|token| text.raw(*token))
        .filter(|word| word.chars().count() > 3)
        .collect();
    let capitals = long
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    long.len() > 1 && capitals * 4 >= long.len() * 3
}

/// Does a word shortly before it say that it is a title, a name or a sign?
fn named_before(text: &Reading, first: usize) -> bool {
    (2..=5)
        .filter_map(|back| first.checked_sub(back))
        .any(|token| NAMED.contains(&text.word(token)))
}

/// Does the sentence of the quotation, or one beside it, tell who speaks?
fn speaker_in_reach(text: &Reading, quote: &Quote) -> bool {
    let first = text.prose.sentence_at(quote.span.start).unwrap_or(0);
    let last = text
        .prose
        .sentence_at(quote.span.end.saturating_sub(1))
        .unwrap_or(first);
    if text.in_heading(first) || (first..=last).any(|at| text.reports(at) || text.attributed(at)) {
        return true;
    }
    let block = text.block_of(first);
    let told = |at: usize| text.reports(at) || text.attributed(at);
    let before = first.checked_sub(1).filter(|at| told(*at));
    let before = before.is_some_and(|at| text.block_of(at) == block || leads_on(text, at, first));
    let after = last + 1 < text.sentences() && text.block_of(last + 1) == block && told(last + 1);
    before || after || is_transcript(text, first) || is_signed(text, quote)
}

/// Does the paragraph before hand its speaker on: does it end in a colon or with speech, or is this one all speech?
fn leads_on(text: &Reading, before: usize, first: usize) -> bool {
    let last = text
        .tokens(before)
        .end
        .checked_sub(1)
        .map_or("", |token| text.word(token));
    let number = text.block_of(first);
    let all_speech = text.block(number).is_some_and(|block| {
        let opens = text
            .text
            .get(block.span.start..)
            .and_then(|rest| rest.chars().next());
        matches!(block.kind, BlockKind::Quotation) || matches!(opens, Some('"' | '“' | '‘' | '\''))
    });
    last == ":" || last == "\"" || last == "”" || all_speech
}

/// “...” — Ana Reyes: a dash and a name behind it sign a quotation.
fn is_signed(text: &Reading, quote: &Quote) -> bool {
    let after = text.text.get(quote.span.end..).unwrap_or_default();
    let mut rest = after.trim_start().chars();
    let dash = matches!(rest.next(), Some('—' | '–' | '―' | '-' | '~'));
    let name = rest.find(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '–'));
    dash && name.is_some_and(char::is_uppercase)
}

/// "Q: ...", "REYES: ...": a transcript names its speakers in front.
fn is_transcript(text: &Reading, sentence: usize) -> bool {
    text.tokens(sentence).take(4).any(|token| text.word(token) == ":")
}
