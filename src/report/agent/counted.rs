//! How many independent sources stand behind a claim that somebody asks for in his own words: in one draft, or across articles of
//! which some only repeat others.

use serde::Serialize;

use super::super::readings::places;
use super::super::trace::words as tracing;
use super::super::{escape, places as place, words};
use super::{Behind, Independent, behind, names, written};
use crate::Analysis;
use crate::claim::drift::{Alike, saying};
use crate::claim::{ClaimId, standing_at};
use crate::language::Found;
use crate::trace::{self, Role, Trace};

/// Claims that are told of one question.
const MOST: usize = 5;

/// What was asked, and what there is to it.
#[derive(Debug, Serialize)]
struct Document<T: Serialize> {
    asked: String,
    answer: String,
    claims: Vec<T>,
    /// What says nearly the same, with another figure or the other way round.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    otherwise: Vec<String>,
}

/// A claim of a draft.
#[derive(Debug, Serialize)]
struct InDraft<'a> {
    id: &'a str,
    text: String,
    at: String,
    independent: Independent,
    strength: &'static str,
    why: String,
    disputed: bool,
    sources: Vec<Behind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    denied_by: Vec<String>,
}

/// A claim across articles.
#[derive(Debug, Serialize)]
struct Across<'a> {
    id: &'a str,
    text: String,
    independent: Independent,
    strength: &'static str,
    why: String,
    disputed: bool,
    /// How many articles tell it, and how many of these only repeat others.
    told_by: String,
    tellings: Vec<Telling>,
    /// On whom and what it rests in the end.
    goes_back_to: Vec<Behind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    denied_by: Vec<String>,
}

/// An article that tells a claim.
#[derive(Debug, Serialize)]
struct Telling {
    outlet: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    date: String,
    how: String,
}

/// The claims of a draft that say so, and who stands behind each. Linear in the draft.
pub fn counted(analysis: &Analysis, asked: &str) -> String {
    let case = &analysis.case;
    let claims = &case.graph.claims;
    let mut alike = saying(asked, claims.iter().map(|claim| claim.text.as_str()));
    // Words as the draft has them mean the claim that begins with them, whatever else is like it.
    if !case.by_hand()
        && let Found::At(found) = places(case).find(asked)
        && let Some(ClaimId(at)) = found
            .first()
            .and_then(|place| standing_at(claims, *place).first().copied())
    {
        alike = vec![Alike {
            at,
            share: 1.0,
            agrees: true,
        }];
    }
    let one = |at: usize| {
        let (claim, strength) = (claims.get(at)?, case.strengths.get(at)?);
        Some(InDraft {
            id: &claim.id,
            text: escape::line(&claim.text),
            at: place::short(&case.draft, claim.place()),
            independent: Independent::of(strength),
            strength: strength.rung.name(),
            why: words::sentence(&strength.words),
            disputed: strength.disputed,
            sources: behind(&case.graph.sources, &claim.supporters()),
            denied_by: names(&case.graph.sources, &claim.deniers()),
        })
    };
    let text = |at: usize| claims.get(at).map(|claim| escape::line(&claim.text));
    answered(asked, &alike, one, text)
}

/// The same across articles: whoever only repeats another adds nothing. Linear in the claims of the trace.
pub fn across(trace: &Trace, asked: &str) -> String {
    let claims = &trace.graph.claims;
    let alike = saying(asked, claims.iter().map(|claim| claim.text.as_str()));
    let one = |at: usize| {
        let (claim, strength) = (claims.get(at)?, trace.strengths.get(at)?);
        let tellings = trace.tellings.get(at)?;
        Some(Across {
            id: &claim.id,
            text: escape::line(&claim.text),
            independent: Independent::of(strength),
            strength: strength.rung.name(),
            why: words::sentence(&strength.words),
            disputed: strength.disputed,
            told_by: escape::line(&tally(trace, ClaimId(at))),
            tellings: tellings
                .iter()
                .zip(tracing::tellings(trace, ClaimId(at)))
                .map(|(one, how)| telling(trace, one, &how))
                .collect(),
            goes_back_to: behind(&trace.graph.sources, &strength.roots),
            denied_by: names(&trace.graph.sources, &claim.deniers()),
        })
    };
    let text = |at: usize| claims.get(at).map(|claim| escape::line(&claim.text));
    answered(asked, &alike, one, text)
}

/// "told by 3 outlets, one with a source of its own (4 articles, 2 of which only repeat others)".
fn tally(trace: &Trace, claim: ClaimId) -> String {
    let tellings = trace.tellings.get(claim.0).map(Vec::as_slice).unwrap_or_default();
    let repeats = tellings
        .iter()
        .filter(|one| matches!(one.role, Role::Repeats | Role::Circle));
    let repeats = match repeats.count() {
        0 => String::new(),
        1 => ", 1 of which only repeats another".to_owned(),
        many => format!(", {many} of which only repeat others"),
    };
    let articles = words::count(tellings.len(), "article");
    format!("{} ({articles}{repeats})", tracing::tally(trace, claim))
}

fn telling(trace: &Trace, one: &trace::Telling, how: &str) -> Telling {
    let article = trace.articles.get(one.article);
    let outlet = article.and_then(|article| trace.outlets.get(article.outlet));
    let date = article.and_then(|article| article.label.date);
    Telling {
        outlet: outlet
            .map(|outlet| escape::line(&outlet.name))
            .unwrap_or_default(),
        date: date.map(|date| date.to_string()).unwrap_or_default(),
        how: escape::line(how),
    }
}

fn answered<T: Serialize>(
    asked: &str,
    alike: &[Alike],
    claim: impl Fn(usize) -> Option<T>,
    text: impl Fn(usize) -> Option<String>,
) -> String {
    let agreeing = alike.iter().filter(|one| one.agrees);
    let claims: Vec<T> = agreeing.take(MOST).filter_map(|one| claim(one.at)).collect();
    let others = alike.iter().filter(|one| !one.agrees);
    let otherwise: Vec<String> = others.take(MOST).filter_map(|one| text(one.at)).collect();
    let found = claims.len();
    let answer = match (found, otherwise.is_empty()) {
        (0, true) => "no claim says so".to_owned(),
        (0, false) => "no claim says so; some say it with another figure, or the other way round".to_owned(),
        (1, _) => "1 claim says so".to_owned(),
        _ => format!("{found} claims say so, or part of it; each is counted for itself"),
    };
    written(&Document {
        asked: escape::line(asked),
        answer,
        claims,
        otherwise,
    })
}
