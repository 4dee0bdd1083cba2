//! What an attribution states, in words that can be read alone. A content that holds no clause of its own ("a ceasefire")
//! is completed from its sentence, or it states nothing.

use super::clause::Clauses;
use super::lexicon::JUDGING;
use crate::attribution::{Act, Attribution, Style, cue};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::is_month;

/// A fragment is completed only where the machine is at least this sure of the attribution.
const SURE: f64 = 0.5;

/// With fewer words a completed clause tells nothing.
const FEWEST_WORDS: usize = 4;

/// A content with so many words where only a sentence stands is one.
const SENTENCE_WORDS: usize = 2;

/// A place in a dateline has at most so many words.
const PLACE_WORDS: usize = 4;

/// Among so many first words an owner's "'s" shows that a noun follows ("Mr. Vale's views").
const OWNER_WORDS: usize = 4;

/// How much of a clause a content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// It states something by itself.
    Stated,
    /// It has no clause of its own ("to sue", "the plan"): its sentence may be needed to read it.
    Completed,
    /// It states nothing.
    Fragment,
}

/// A content in words.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    /// Where the content stands.
    pub spans: Vec<Span>,
    /// What is shown: its words, clean, with those of its sentence where they read ill alone.
    pub text: String,
    /// The content's own words, clean.
    pub own: String,
    /// How much of a clause they are.
    pub whole: Whole,
}

impl Wording {
    /// The words of these places as they stand.
    pub(super) fn stated(clauses: &Clauses, spans: Vec<Span>) -> Wording {
        let own = sew(clauses, &spans);
        worded(spans, own, Whole::Stated)
    }
}

/// The wording of an attribution's content: the content as it stands, whatever its grammar. `cited` are the places where
/// sources stand that its source cites.
pub(super) fn of(clauses: &Clauses, attribution: &Attribution, cited: &[Span]) -> Wording {
    let spans = without_heads(clauses, attribution.content_spans.clone(), cited);
    if spans.is_empty() || is_gap(clauses, attribution) {
        let own = sew(clauses, &attribution.content_spans);
        return worded(attribution.content_spans.clone(), own, Whole::Fragment);
    }
    if let Some(hull) = deed(clauses, attribution, &spans) {
        return worded(
            vec![hull],
            trimmed(&clauses.words(hull)).to_owned(),
            Whole::Stated,
        );
    }
    if let Some(hull) = passive(clauses, attribution, &spans) {
        return worded(spans, trimmed(&clauses.words(hull)).to_owned(), Whole::Stated);
    }
    // Who doubts that it is so tells of the doubt.
    let doubts = attribution.act == Act::Attitude && cue::tells_doubt(&cue(clauses, attribution));
    if is_clause(clauses, attribution, &clauses.tokens(&spans)) && !doubts {
        return Wording::stated(clauses, spans);
    }
    if let Some(text) = parted(clauses, &spans) {
        return worded(spans, text, Whole::Stated);
    }
    let mut wording = completed(clauses, attribution, spans);
    if doubts {
        wording.own.clone_from(&wording.text);
    }
    wording
}

fn worded(spans: Vec<Span>, own: String, whole: Whole) -> Wording {
    Wording {
        spans,
        text: own.clone(),
        own,
        whole,
    }
}

/// A content without a clause of its own: read with its sentence where that fits. What somebody is said to speak is a
/// claim all the same; what nobody says, or somebody only feels, states nothing without its sentence.
fn completed(clauses: &Clauses, attribution: &Attribution, spans: Vec<Span>) -> Wording {
    let own = sew(clauses, &spans);
    let spoken = attribution.act == Act::Speech && !attribution.source_spans.is_empty();
    match sentence_of(clauses, attribution, &spans) {
        Some(hull) => Wording {
            text: trimmed(&clauses.words(hull)).to_owned(),
            own,
            spans,
            whole: Whole::Completed,
        },
        None if spoken => worded(spans, own, Whole::Completed),
        None => worded(spans, own, Whole::Fragment),
    }
}

/// Does the content state something by itself: has it a finite verb, or does it stand where only a clause stands?
fn is_clause(clauses: &Clauses, attribution: &Attribution, tokens: &[usize]) -> bool {
    if is_thing(clauses, attribution, tokens) {
        return false;
    }
    clauses.states_surely(tokens)
        || is_said(clauses, attribution, tokens)
        || is_sentence(clauses, attribution, tokens)
}

/// Words that open a content which is no clause, unless a verb shows that it is one.
const OPENERS: &[&str] = &[
    "to", "who", "which", "what", "how", "whether", "where", "when", "why", "if", "of",
];

fn opens_no_clause(clauses: &Clauses, tokens: &[usize]) -> bool {
    let first = tokens.first().map(|token| clauses.lower(*token));
    first.is_none_or(|first| OPENERS.contains(&first.as_str()))
}

/// Is it what somebody says with a verb that takes nothing but a clause or a quotation ("said", "told reporters")?
fn is_said(clauses: &Clauses, attribution: &Attribution, tokens: &[usize]) -> bool {
    let says = cue::takes_a_clause(&cue(clauses, attribution));
    says && !opens_no_clause(clauses, tokens)
}

/// Is the content a thing that the source judges or names, whatever is told of that thing in it ("called a report that was
/// leaked outrageous")?
fn is_thing(clauses: &Clauses, attribution: &Attribution, tokens: &[usize]) -> bool {
    let first = tokens.first().copied();
    let owned = |token: &usize| matches!(clauses.raw(*token), "'s" | "’s");
    let noun = |first| clauses.leads_noun(first) || tokens.iter().take(OWNER_WORDS).any(owned);
    attribution.style != Style::Direct && first.is_some_and(noun) && takes_a_thing(&cue(clauses, attribution))
}

/// The words that attribute, in lower case.
pub(super) fn cue(clauses: &Clauses, attribution: &Attribution) -> String {
    let words: Vec<String> = attribution
        .cue_spans
        .iter()
        .map(|span| clauses.words(*span))
        .collect();
    words.join(" ").to_lowercase()
}

/// Verbs that name a matter and say nothing of it.
const NAMING: &[&str] = &["discuss", "mention", "address", "refer"];

/// Does the verb of a cue, in lower case, take a thing and not a statement ("condemned a report that ...", "called the plan
/// reckless")?
fn takes_a_thing(cue: &str) -> bool {
    let last = cue.split_whitespace().last().unwrap_or_default();
    let begins = |stems: &[&str]| stems.iter().any(|stem| last.starts_with(stem));
    (begins(JUDGING) || begins(NAMING)) && !begins(&["complain", "rail", "question"])
}

/// Is the attribution a clause about what is left out of its content ("what | Vale says | her plan would do"), or is its
/// content what has not come about ("before | it was known")?
fn is_gap(clauses: &Clauses, attribution: &Attribution) -> bool {
    let before = |spans: &[Span]| {
        let first = clauses.tokens(spans).first().copied()?;
        Some(clauses.lower(first.checked_sub(1)?))
    };
    let mut all = attribution.source_spans.clone();
    all.extend(&attribution.cue_spans);
    all.extend(&attribution.content_spans);
    all.sort();
    let left_out = before(&all).is_some_and(|word| matches!(word.as_str(), "what" | "whatever"));
    let unreal = before(&attribution.content_spans)
        .is_some_and(|word| matches!(word.as_str(), "before" | "until" | "unless"));
    left_out || unreal
}

/// A clause about a noun that the attribution parts: "a step that | it says | will save money" states "a step will save money".
fn parted(clauses: &Clauses, spans: &[Span]) -> Option<String> {
    let [noun, rest] = spans else { return None };
    let (tokens, after) = (clauses.tokens(&[*noun]), clauses.tokens(&[*rest]));
    let (first, relative) = (*tokens.first()?, *tokens.last()?);
    let about = matches!(clauses.lower(relative).as_str(), "that" | "which" | "who");
    let fits = tokens.len() > 2 && about && clauses.leads_noun(first) && clauses.is_finite(*after.first()?);
    let noun = Span::new(noun.start, clauses.prose.tokens[relative].span.start);
    fits.then(|| format!("{} {}", clauses.words(noun), trimmed(&clauses.words(*rest))))
}

/// What is done to somebody by law is news of its own, its doer in the midst of it ("The city is being sued by a homeowner over
/// a fee").
const DONE_BY_LAW: &[&str] = &[
    "sued by",
    "prosecuted by",
    "charged by",
    "investigated by",
    "fined by",
];

/// Such a passive, cue and doer and all.
fn deed(clauses: &Clauses, attribution: &Attribution, content: &[Span]) -> Option<Span> {
    let hull = Span::hull(content)?;
    let cue = cue(clauses, attribution);
    let done = DONE_BY_LAW.iter().any(|end| cue.ends_with(end));
    let mut inside = attribution.cue_spans.iter().chain(&attribution.source_spans);
    (done && content.len() == 2 && inside.all(|place| hull.contains(*place))).then_some(hull)
}

/// The content of a passive that names no source ("more than 30 are believed to have died"), cue and all.
fn passive(clauses: &Clauses, attribution: &Attribution, content: &[Span]) -> Option<Span> {
    let hull = Span::hull(content)?;
    let parted = content.len() == 2 && attribution.source_spans.is_empty();
    let within = attribution.cue_spans.iter().all(|cue| hull.contains(*cue));
    let tokens = clauses.tokens(&[hull]);
    let first = clauses.lower(*tokens.first()?);
    let relative = matches!(first.as_str(), "who" | "which" | "that" | "what" | "some");
    let fits = parted && within && !relative && clauses.sentence_of(&[hull]).is_some();
    (fits && clauses.states(&tokens)).then_some(hull)
}

/// Does the cue follow the content with no mark between ("The choice | drew criticism from | shopkeepers")? Then it is the
/// subject of the cue.
fn is_subject(clauses: &Clauses, attribution: &Attribution, tokens: &[usize]) -> bool {
    let next = tokens.last().and_then(|last| clauses.prose.tokens.get(last + 1));
    next.is_some_and(|next| {
        attribution
            .cue_spans
            .iter()
            .any(|cue| cue.start == next.span.start)
    })
}

/// Does a content stand where only a whole sentence stands, though no finite verb was seen in it: at the head of its own
/// sentence, after "that" or "according to", in a headline, after a pronoun that is its subject?
fn is_sentence(clauses: &Clauses, attribution: &Attribution, tokens: &[usize]) -> bool {
    let Some(first) = tokens.first().copied() else {
        return false;
    };
    let words = tokens.iter().filter(|token| clauses.is_word(**token)).count();
    let lower = clauses.lower(first);
    let start = clauses.prose.tokens[first].span.start;
    let sentence = clauses
        .prose
        .sentence_at(start)
        .and_then(|at| clauses.prose.sentences.get(at));
    let heads = sentence.is_some_and(|sentence| sentence.tokens.0 == first)
        && !is_subject(clauses, attribution, tokens);
    let headline =
        sentence.is_some_and(|sentence| clauses.draft.blocks[sentence.block].kind == BlockKind::Headline);
    let cited = cue(clauses, attribution).starts_with("according");
    let that = |token: usize| clauses.lower(token) == "that";
    let told = cited || that(first) || first.checked_sub(1).is_some_and(that);
    let subject = matches!(lower.as_str(), "i" | "we" | "he" | "she" | "they");
    let whole = attribution.act == Act::Speech && words >= SENTENCE_WORDS;
    !opens_no_clause(clauses, tokens)
        && ((headline && words >= FEWEST_WORDS) || (whole && (heads || told || subject)))
}

/// The spans without a dateline at their head, and without the source that is cited for them.
fn without_heads(clauses: &Clauses, mut spans: Vec<Span>, cited: &[Span]) -> Vec<Span> {
    let Some(first) = spans.first().copied() else {
        return spans;
    };
    let mut start = without_dateline(clauses.draft, first).start;
    let head = |at: usize| {
        cited
            .iter()
            .filter(move |span| span.start == at && span.end <= first.end)
    };
    if let Some(source) = head(start).max_by_key(|span| span.end) {
        let rest = clauses.draft.slice(Span::new(source.end, first.end));
        let cut = rest.trim_start_matches([',', ' ', '\n', '\u{a0}']);
        if cut.len() < rest.len() || rest.is_empty() {
            start = first.end - cut.len();
        }
    }
    spans[0] = Span::new(start, first.end);
    spans.retain(|span| !span.is_empty());
    spans
}

/// "LONDON (Reuters) — ", "PARIS, March 3 - ", "NEW DELHI: ": the place and day that a wire story opens with.
pub(super) fn without_dateline(draft: &Draft, span: Span) -> Span {
    let text = draft.slice(span);
    let capitals = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_uppercase));
    if let Some((_, rest)) = text.split_once(": ").filter(|(place, _)| is_place(place)) {
        return Span::new(span.end - rest.len(), span.end);
    }
    let dash = [" — ", " – ", " - ", " -- "]
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| (at, at + dash.len())))
        .min();
    match dash {
        Some((at, end)) if at < 60 && (capitals || is_day(&text[..at])) => {
            Span::new(span.start + end, span.end)
        }
        _ => span,
    }
}

/// "NEW DELHI": a few words, all in capitals.
fn is_place(text: &str) -> bool {
    let capital = |word: &str| {
        word.chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | ',' | '-'))
    };
    text.split_whitespace().count() <= PLACE_WORDS && text.split_whitespace().all(capital)
}

/// "Nov 12", "3 March", "Aug 27 (Reuters)".
fn is_day(text: &str) -> bool {
    let agency = |word: &&str| !(word.starts_with('(') && word.ends_with(')'));
    let words: Vec<&str> = text.split_whitespace().filter(agency).collect();
    let number = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let month = |word: &str| is_month(&word.trim_end_matches('.').to_lowercase());
    matches!(words.as_slice(), [one, two] if month(one) && number(two) || number(one) && month(two))
}

/// The clause from source to content, when it stands in one sentence and states something.
fn sentence_of(clauses: &Clauses, attribution: &Attribution, content: &[Span]) -> Option<Span> {
    let mut all: Vec<Span> = content.to_vec();
    all.extend(&attribution.cue_spans);
    all.extend(&attribution.source_spans);
    clauses.sentence_of(&all)?;
    let hull = Span::hull(&all)?;
    let tokens = clauses.tokens(&[hull]);
    let (first, last) = (*tokens.first()?, *tokens.last()?);
    let cue = clauses.tokens(&attribution.cue_spans);
    let verb = |token: &usize| *token > first && cue::of_word(&clauses.lower(*token)).is_some();
    let turns = cue.iter().any(verb) || clauses.main_verb(&tokens).is_some_and(|main| main > 0);
    let relative = |token: usize| {
        let lower = clauses.lower(token);
        matches!(
            lower.as_str(),
            "who" | "which" | "whom" | "whose" | "that" | "what" | "how" | "whether" | "where" | "some"
        )
    };
    let before = first.checked_sub(1);
    let source = clauses.tokens(&attribution.source_spans).first().copied();
    let after_relative = source
        .and_then(|token| token.checked_sub(1))
        .is_some_and(relative);
    let words = tokens.iter().filter(|token| clauses.is_word(**token)).count();
    let fits = attribution.confidence >= SURE
        && !cue.is_empty()
        && turns
        && words >= FEWEST_WORDS
        && !relative(first)
        && !after_relative
        && !before.is_some_and(relative);
    fits.then(|| to_noun(clauses, hull, last))
}

/// A clause that breaks off between an article or a number and its noun ("cited a leaked cabinet | paper"), with what is
/// left of the phrase, three words at most.
fn to_noun(clauses: &Clauses, hull: Span, last: usize) -> Span {
    let open = (last.saturating_sub(2)..=last)
        .rev()
        .take_while(|token| clauses.is_word(*token));
    if !open.into_iter().any(|token| clauses.leads_noun(token)) {
        return hull;
    }
    let rest = (last + 1..=last + 3).take_while(|token| clauses.goes_on(*token));
    rest.last()
        .map_or(hull, |token| hull.join(clauses.prose.tokens[token].span))
}

/// The pieces of a content as one text: the marks and conjunctions at the ends left out, quotations that a "he said"
/// parted put together again.
pub(super) fn sew(clauses: &Clauses, spans: &[Span]) -> String {
    let opening = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '\'');
    let closing = |c: char| matches!(c, '"' | '”' | '“' | '»' | '«' | '’' | '\'');
    let doubled = "''";
    let mut text = String::new();
    let mut end = None;
    for span in spans {
        let piece = clauses.words(*span);
        let piece = piece.as_str();
        let gap = end
            .replace(span.end)
            .map(|end| Span::new(end, span.start.max(end)));
        if gap.is_some_and(|gap| leaves_out(clauses, gap)) {
            text.push_str(" … ");
            text.push_str(piece);
            continue;
        }
        let parted = (ends_quotation(&text) && piece.starts_with(opening))
            || (text.ends_with(doubled) && piece.starts_with(doubled));
        if parted {
            let kept = text
                .trim_end_matches(closing)
                .trim_end_matches(doubled)
                .trim_end_matches([',', '.', ' '])
                .len();
            text.truncate(kept);
            let rest = piece.trim_start_matches(opening).trim_start_matches(doubled);
            let new = rest.starts_with(char::is_uppercase);
            let ended = text.ends_with(['?', '!', '…']);
            text.push_str(match (ended, new) {
                (true, _) => " ",
                (false, true) => ". ",
                (false, false) => ", ",
            });
            text.push_str(rest);
            continue;
        }
        if !text.is_empty() && !piece.starts_with([',', '.', ';', ':']) {
            text.push(' ');
        }
        text.push_str(piece);
    }
    trimmed(&text).to_owned()
}

/// Does the text end with the end of a quotation? A straight mark behind a figure may be one of inches, a single one behind a letter
/// one of an owner.
fn ends_quotation(text: &str) -> bool {
    let mut back = text.chars().rev();
    let (last, before) = (back.next(), back.next());
    match last {
        Some('"') => !before.is_some_and(|c| c.is_ascii_digit()),
        Some('”' | '“' | '»' | '«') => true,
        Some('’' | '\'') => before.is_some_and(|c| !c.is_alphanumeric()),
        _ => false,
    }
}

/// Are words of a quotation left out between two pieces? Put together they would say what nobody said.
fn leaves_out(clauses: &Clauses, gap: Span) -> bool {
    let quoted = |token: &usize| {
        let start = clauses.prose.tokens[*token].span.start;
        clauses.is_word(*token) && clauses.prose.quote_at(start).is_some()
    };
    clauses
        .tokens(&[gap])
        .iter()
        .filter(|token| quoted(token))
        .count()
        > 1
}

/// A text without the marks and conjunctions at its ends.
fn trimmed(text: &str) -> &str {
    let mark = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '-' | '…') || c.is_whitespace();
    let mut text = text.trim_matches(mark).trim_start_matches(['.', ' ']);
    let rest = ["that ", "That "].iter().find_map(|word| text.strip_prefix(word));
    if let Some(rest) = rest.filter(|_| !is_pronoun_that(text)) {
        text = rest;
    }
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    for inside in [
        text.trim_matches(quotes),
        text.trim_start_matches("''").trim_end_matches("''"),
    ] {
        if !inside.contains(quotes) && !inside.contains("''") {
            text = inside;
        }
    }
    text = without_single_marks(text).unwrap_or(text);
    let abbreviation = text
        .strip_suffix('.')
        .and_then(|rest| rest.rsplit(' ').next())
        .is_some_and(|word| word.contains('.') && word.chars().count() <= 4);
    let end = if abbreviation {
        text
    } else {
        text.trim_end_matches(['.', ','])
    };
    end.trim_matches(mark)
}

/// The inside of a text that is one quotation in single marks as a whole.
fn without_single_marks(text: &str) -> Option<&str> {
    let curly = text.strip_prefix('‘').and_then(|rest| rest.strip_suffix('’'));
    let straight = || text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let inside = curly.or_else(straight)?;
    (!inside.contains('‘') && !inside.contains(" '")).then_some(inside)
}

/// Does the text begin with "That" as its subject ("That is a fairy tale")?
fn is_pronoun_that(text: &str) -> bool {
    let mut words = text.split(' ').skip(1);
    let next = words.next().unwrap_or_default();
    matches!(
        next,
        "is" | "was"
            | "will"
            | "would"
            | "has"
            | "had"
            | "does"
            | "did"
            | "means"
            | "makes"
            | "can"
            | "could"
    )
}
