//! `unattributed-number`: a casualty figure, a sum or a share that nobody is cited for.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::{is_month, written_number};
use crate::policy::Level::{Note, Warning};
use crate::rules::authority::reads_asked;
use crate::rules::look::Look;
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::rules::wording::Reading;

rule! {
    /// A number of dead, hurt or missing, a sum of money or a share, and the sentence does not tell where
    /// it comes from.
    ///
    /// ## Why it matters
    ///
    /// Figures give a story its weight, and are wrong most often. Reuters, AP and AFP ask for the source of
    /// every toll; the BBC and Bloomberg for that of every statistic.
    ///
    /// ## Fires on
    ///
    /// > The valley had been warned.
    /// >
    /// > The flood killed 48 people and left 3,000 homeless.
    ///
    /// At 3:18.
    ///
    /// ## Does not fire on
    ///
    /// > The valley had been warned.
    /// >
    /// > The flood killed 48 people, the civil guard said.
    ///
    /// ## How to mend it
    ///
    /// Say who counted, beside the number, and link the data when there are any.
    ///
    /// ## Stays quiet
    ///
    /// On a figure with a link or a footnote in its sentence; on dates, ages, addresses, times, scores and small prices; when somebody is cited in the sentence,
    /// when it names its data, or when the next sentence tells where the figures come from; when it goes on with figures of the
    /// sentence before, which has a source; when the same
    /// figure has a source elsewhere in the story; on rates ("a 15 percent threshold"); on the newsroom's own
    /// count; on the prices of a market, which everybody can look up; in headings and quotations.
    ///
    /// ## Level
    ///
    /// A warning on people who came to harm; a note on those of an earlier month or year, which are on record, and on sums and
    /// shares, unless the sentence reads like what editors want a source for (`wanted` in the JSON).
    "unattributed-number", Levels::always(Warning), Text, "a casualty figure, a sum or a share that nobody is cited for", check
}

/// Words for people who came to harm.
const HARMED: &[&str] = &[
    "dead",
    "killed",
    "wounded",
    "injured",
    "hurt",
    "missing",
    "casualties",
    "deaths",
    "fatalities",
    "died",
    "homeless",
    "displaced",
    "hospitalized",
    "hospitalised",
    "executed",
    "murdered",
    "drowned",
    "arrested",
    "detained",
    "hostages",
    "infected",
    "perished",
    "evacuated",
    "fled",
    "lives",
    "victims",
];

/// Words for money.
const MONEY: &[&str] = &[
    "dollars", "euros", "pounds", "yen", "yuan", "rupees", "roubles", "rubles", "francs", "pesos", "cents",
    "shekels", "lira", "kroner", "kronor", "reais", "rand", "naira", "zloty",
];

/// Words that make a number large.
const LARGE: &[&str] = &[
    "million", "billion", "trillion", "thousand", "hundred", "m", "bn", "tn", "k",
];

/// Numbers that are written out and stand for many.
const UNCOUNTED: &[&str] = &["dozens", "hundreds", "thousands", "scores"];

/// Is the word a number that is written out? "One" is a pronoun more often.
fn is_written(word: &str) -> bool {
    UNCOUNTED.contains(&word) || written_number(word).is_some_and(|value| value > 1)
}

/// Words behind a share that make it a rate set by somebody, which is no count of anything.
const RATES: &[&str] = &[
    "rate",
    "rates",
    "tax",
    "surtax",
    "tariff",
    "tariffs",
    "duty",
    "interest",
    "discount",
    "threshold",
    "hurdle",
    "stake",
    "share",
    "fee",
    "levy",
    "deposit",
    "commission",
    "quota",
    "cap",
    "limit",
];

/// What is traded on a market with a public price.
const TRADED: &[&str] = &[
    "shares",
    "stock",
    "stocks",
    "futures",
    "index",
    "bonds",
    "yields",
    "crude",
    "brent",
    "oil",
    "gas",
    "copper",
    "gold",
    "silver",
    "platinum",
    "aluminium",
    "aluminum",
    "nickel",
    "zinc",
    "wheat",
    "corn",
    "soybeans",
    "cocoa",
    "coffee",
    "sugar",
    "cotton",
    "dollar",
    "euro",
    "sterling",
    "yen",
    "bitcoin",
];

/// What prices do.
const MOVES: &[&str] = &[
    "rose", "fell", "gained", "lost", "slipped", "climbed", "dropped", "jumped", "slid", "closed", "ended",
    "opened", "traded", "added", "shed", "surged", "tumbled", "eased", "firmed", "up", "down", "rise",
    "fall", "rises", "falls",
];

/// Figures without a source.
fn check(look: &Look) -> Vec<Hit> {
    let text = look.reading();
    let sourced: BTreeSet<&str> = (0..text.sentences())
        .filter(|at| has_source(look, *at))
        .flat_map(|at| text.tokens(at))
        .filter(|token| text.is_number(*token) || is_written(text.word(*token)))
        .map(|token| text.word(token))
        .collect();
    let mut hits = Vec::new();
    let silent = |at: &usize| text.in_heading(*at) || has_source(look, *at) || quotes_market(text, *at);
    for sentence in (0..text.sentences()).filter(|at| !silent(at)) {
        let figure = text.tokens(sentence).find(|token| {
            !text.is_quoted(*token)
                && !sourced.contains(text.word(*token))
                && is_figure(text, *token, text.tokens(sentence))
        });
        if let Some(token) = figure
            && !source_follows(text, sentence)
            && !goes_on(look, sentence, token)
        {
            let hit = hit(look, sentence, token);
            let toll = is_toll(text, token, text.tokens(sentence)) && !is_long_ago(text, sentence);
            let bounds = match toll || is_asked_for(look, &hit) {
                true => Bounds::default(),
                false => Bounds::at_most(Note),
            };
            hits.push(hit.within(bounds));
        }
    }
    hits
}

/// Is somebody cited in the sentence, or does it name its data, or is it the newsroom's own count?
fn has_source(look: &Look, sentence: usize) -> bool {
    let text = look.reading();
    let own = || {
        let span = text.span(sentence);
        let words = look.case.draft.slice(span);
        look.policy
            .newsroom
            .iter()
            .any(|name| !name.is_empty() && words.contains(name.as_str()))
            || words.contains("this newspaper")
    };
    let linked = text.is_linked(sentence, &look.case.draft.links);
    linked
        || text.attributed(sentence)
        || text.reports(sentence)
        || text.names_figure_source(sentence)
        || own()
}

/// "Copper rose 0.9% to $9,120 a tonne": does the sentence begin with what is traded, and say how its price moved?
fn quotes_market(text: &Reading, sentence: usize) -> bool {
    const SUBJECT: usize = 5;
    const MOVE: usize = 6;
    let tokens = text.tokens(sentence);
    let traded = tokens
        .clone()
        .take(SUBJECT)
        .find(|at| TRADED.contains(&text.word(*at)));
    let moves =
        |from: usize| (from + 1..tokens.end.min(from + 1 + MOVE)).find(|at| MOVES.contains(&text.word(*at)));
    let figure = |from: usize| (from + 1..tokens.end.min(from + 1 + MOVE)).any(|at| text.is_number(at));
    traded.and_then(moves).is_some_and(figure) && !tokens.clone().any(|at| HARMED.contains(&text.word(at)))
}

/// Is it told as something of an earlier year or month, and so on record: "in July last year 54 people were killed"?
fn is_long_ago(text: &Reading, sentence: usize) -> bool {
    let past = |at: usize| {
        let (word, next) = (text.word(at), text.word(at + 1));
        let year =
            word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && text.is_number(at);
        let month = is_month(word) && !text.is_number(at + 1);
        let last = word == "last"
            && matches!(
                next,
                "year" | "month" | "summer" | "winter" | "spring" | "autumn" | "fall"
            );
        year || month
            || last
            || matches!(word, "decade" | "decades" | "century")
            || word == "since"
            || next == "ago"
    };
    text.tokens(sentence).any(past)
}

/// Does the claim that the figure stands in read like what an editor would want a source for? Sums and shares fill
/// whole articles whose data everybody knows.
fn is_asked_for(look: &Look, hit: &Hit) -> bool {
    hit.claim.is_some_and(|id| reads_asked(look.case.graph.claim(id)))
}

/// Does it go on with figures of the sentence before, whose source stands there: "A third of those asked would vote for her. Her rival
/// came second with 18%"?
fn goes_on(look: &Look, sentence: usize, token: usize) -> bool {
    let text = look.reading();
    let Some(before) = sentence.checked_sub(1) else {
        return false;
    };
    let here = measures(text, token, text.tokens(sentence));
    let alike = |at: usize| {
        let there = measures(text, at, text.tokens(before));
        is_figure(text, at, text.tokens(before)) && here.iter().zip(there).any(|(here, there)| *here && there)
    };
    text.block_of(before) == text.block_of(sentence)
        && has_source(look, before)
        && text.tokens(before).any(alike)
}

/// Does the next sentence of the paragraph tell where the figures come from?
fn source_follows(text: &Reading, sentence: usize) -> bool {
    let next = sentence + 1;
    if next >= text.sentences() || text.block_of(next) != text.block_of(sentence) {
        return false;
    }
    let opens = text.tokens(next).take(6).map(|token| text.word(token));
    let mut opens = opens.filter(|word| {
        matches!(
            *word,
            "figure"
                | "figures"
                | "number"
                | "numbers"
                | "toll"
                | "count"
                | "sum"
                | "estimate"
                | "that"
                | "those"
                | "data"
        )
    });
    opens.next().is_some() && (text.reports(next) || text.any_unquoted(next, &["from", "by", "according"]))
}

/// Is it a number of people harmed, a sum or a share?
fn is_figure(text: &Reading, token: usize, sentence: Range<usize>) -> bool {
    let numeral = text.is_number(token);
    (numeral || is_written(text.word(token))) && measures(text, token, sentence).contains(&true)
}

/// What it measures: is it a share, a sum, a number of people harmed?
fn measures(text: &Reading, token: usize, sentence: Range<usize>) -> [bool; 3] {
    let back = token.checked_sub(1).map_or("", |at| text.word(at));
    [
        is_share(text, token),
        is_sum(text, token, back),
        is_toll(text, token, sentence),
    ]
}

fn is_share(text: &Reading, token: usize) -> bool {
    let sign = matches!(text.word(token + 1), "%" | "percent");
    let share = sign || text.phrase_at(token + 1, &["per", "cent"]);
    let behind = token + if sign { 2 } else { 3 };
    let is_rate = (behind..behind + 2).any(|at| RATES.contains(&text.word(at)));
    text.is_number(token) && share && !is_rate
}

/// Sums of a thousand and more; smaller ones are prices.
fn is_sum(text: &Reading, token: usize, back: &str) -> bool {
    let sign = matches!(back, "$" | "€" | "£" | "¥" | "₹") || back.ends_with(['$', '€', '£']);
    let large = LARGE.contains(&text.word(token + 1));
    let glued = text
        .word(token)
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let thousands =
        text.word(token).chars().filter(char::is_ascii_digit).count() > 3 && !text.word(token).contains('.');
    let counted = MONEY.contains(&text.word(token + 1)) || (large && MONEY.contains(&text.word(token + 2)));
    (sign || counted) && (large || thousands || LARGE.contains(&glued))
}

/// People who came to harm: the word stands within a few words after the number, or a verb of harm before it.
fn is_toll(text: &Reading, token: usize, sentence: Range<usize>) -> bool {
    if is_year_or_age(text, token) {
        return false;
    }
    let after = (token + 1..(token + 7).min(sentence.end))
        .take_while(|at| !matches!(text.word(*at), "." | ";" | ":" | "(" | "," | "—"));
    let found = matches!(text.word(token + 1), "bodies" | "corpses");
    // "44 lives" are lost ones; "a man in his 70s who lives near" is alive.
    let harmed = |at: usize| HARMED.contains(&text.word(at)) && (text.word(at) != "lives" || at == token + 1);
    let harmed_after = found || after.into_iter().any(harmed);
    let from = token.saturating_sub(4).max(sentence.start);
    let verbs = [
        "killed",
        "killing",
        "injured",
        "injuring",
        "wounded",
        "wounding",
        "displaced",
        "displacing",
        "left",
        "claimed",
    ];
    let verb_before = (from..token).any(|at| verbs[..8].contains(&text.word(at)));
    harmed_after || (verb_before && people_after(text, token))
}

fn people_after(text: &Reading, token: usize) -> bool {
    let people = [
        "people",
        "men",
        "women",
        "children",
        "civilians",
        "soldiers",
        "passengers",
        "workers",
        "others",
        "residents",
        "students",
        "and",
        ".",
        ",",
    ];
    (token + 1..=token + 2).any(|at| people.contains(&text.word(at)))
}

/// "in 1997", "34, was hurt", "the 34-year-old", "9 p.m.", "12 Main Street", "3-2".
fn is_year_or_age(text: &Reading, token: usize) -> bool {
    let word = text.word(token);
    let back = token.checked_sub(1).map_or("", |at| text.word(at));
    let next = text.word(token + 1);
    let year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit());
    let units = [
        "-",
        "–",
        ":",
        "p.m",
        "a.m",
        "years",
        "days",
        "hours",
        "minutes",
        "weeks",
        "months",
        "miles",
        "kilometers",
        "kilometres",
        "km",
        "year",
        "day",
    ];
    year || is_month(back)
        || is_month(next)
        || units.contains(&next)
        || matches!(
            back,
            "-" | "–" | "no" | "aged" | "age" | ":" | "route" | "flight" | "article" | "section"
        )
}

/// Words at which the piece that a message shows ends.
const LINKS: &[&str] = &[
    "of", "to", "on", "in", "for", "and", "or", "by", "from", "with", "that", "which", "who", "at", "as",
    "into", "since", "after", "during", "a", "an", "the", "his", "her", "its", "their", "than",
];

fn hit(look: &Look, sentence: usize, token: usize) -> Hit {
    let text = look.reading();
    let number = text.token_span(token);
    let end = text.tokens(sentence).end;
    let more = (token + 1..(token + 4).min(end)).take_while(|at| {
        let joins = text.raw(*at).chars().any(char::is_alphanumeric) && !LINKS.contains(&text.word(*at));
        joins || matches!(text.word(*at), "%" | "-")
    });
    let sign = token
        .checked_sub(1)
        .filter(|at| matches!(text.word(*at), "$" | "€" | "£" | "¥" | "₹"));
    let first = sign.map_or(number, |at| text.token_span(at));
    let span = first.join(more.last().map_or(number, |at| text.token_span(at)));
    Hit {
        claim: look.unattributed_at(span),
        sources: Vec::new(),
        span,
        message: format!("“{}” has no source in its sentence", look.case.draft.slice(span)),
        help: "say who counted, beside the number".to_owned(),
        ..Hit::default()
    }
}
