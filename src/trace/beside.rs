//! A draft beside the articles of others: what of it stands there, whether a second outlet is a second source, whom it should credit.

use std::collections::BTreeSet;

use super::tree::Telling;
use super::{Article, Label, Role, Told, Trace, When, Wording, trace};
use crate::claim::{ClaimId, Weight};
use crate::draft::Span;
use crate::policy::Policy;

/// What articles of others have of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// Word for word, by the article that has most.
    pub passages: Vec<Shared>,
    /// The claims of the draft that others tell too, in article order.
    pub claims: Vec<Elsewhere>,
}

/// What a draft has word for word from an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The outlet of the article.
    pub outlet: String,
    /// When it came out; nothing where that is not known.
    pub date: Option<When>,
    /// The part of the draft's own words that stand there, 0 to 1.
    pub share: f64,
    /// The longest passage: bytes of the draft's text.
    pub span: Span,
}

/// A claim of a draft that others tell too.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// The claim of the draft.
    pub claim: ClaimId,
    /// The outlets that tell it, the first to tell it first.
    pub outlets: Vec<String>,
    /// How many of these can fail before it stands on nothing, the draft's own sources left aside.
    pub independence: u32,
    /// Whom these go back to, by name or description; outlets are none.
    pub roots: Vec<String>,
    /// The outlet that brought it, where the draft names nobody for it.
    pub owed_to: Option<String>,
}

/// Compares a draft with the articles of others. Near linear in their number and length.
pub fn beside(draft: Told<'_>, others: &[Article<'_>], policy: &Policy) -> Beside {
    let own = Article {
        label: Label {
            outlet: policy
                .newsroom
                .first()
                .cloned()
                .unwrap_or_else(|| "this draft".to_owned()),
            unpublished: true,
            ..Label::default()
        },
        told: draft,
    };
    let text = Wording::of(draft.draft, draft.prose);
    let alone = trace(others.to_vec(), policy);
    let all = trace(others.iter().cloned().chain([own]).collect(), policy);
    let last = all.articles.len() - 1;
    Beside {
        passages: passages(&all, last, &text),
        claims: claims(&all, &alone, last, draft),
    }
}

fn passages(all: &Trace, last: usize, text: &Wording) -> Vec<Shared> {
    let copies = all.copies.iter().filter(|copy| copy.by == last);
    let mut found: Vec<Shared> = copies
        .filter_map(|copy| {
            let longest = copy.passages.iter().max_by_key(|passage| passage.to.len())?;
            let article = &all.articles[copy.of];
            Some(Shared {
                outlet: all.outlets[article.outlet].name.clone(),
                date: article.label.date,
                share: copy.share,
                span: text.span(&longest.to),
            })
        })
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found
}

fn claims(all: &Trace, alone: &Trace, last: usize, draft: Told<'_>) -> Vec<Elsewhere> {
    let mut found = Vec::new();
    for tellings in &all.tellings {
        let own = tellings.iter().find(|telling| telling.article == last);
        let others: Vec<&Telling> = tellings
            .iter()
            .filter(|telling| telling.article != last)
            .collect();
        let (Some(own), Some(first)) = (own, others.first()) else {
            continue;
        };
        // The same claim where the draft is not among the articles.
        let at = alone.tellings.iter().position(|tellings| {
            tellings
                .iter()
                .any(|one| one.article == first.article && one.claims == first.claims)
        });
        let strength = at.and_then(|at| alone.strengths.get(at));
        let mut outlets: Vec<String> = Vec::new();
        for telling in &others {
            let name = &all.outlets[all.articles[telling.article].outlet].name;
            if !outlets.contains(name) {
                outlets.push(name.clone());
            }
        }
        let roots: BTreeSet<String> = others
            .iter()
            .flat_map(|telling| telling.roots(all))
            .map(|source| source.label().to_owned())
            .collect();
        let brought = others.iter().find(|telling| telling.role == Role::Brings);
        let heavy = |id: &ClaimId| {
            draft
                .graph
                .claims
                .get(id.0)
                .is_some_and(|claim| claim.weight == Weight::Heavy)
        };
        let owes = own.role == Role::NamesNobody && own.claims.iter().any(heavy);
        let owed_to = brought.filter(|_| owes);
        found.push(Elsewhere {
            claim: own.claims.first().copied().unwrap_or(ClaimId(0)),
            outlets,
            independence: strength.map_or(0, |strength| strength.independence.by_interest),
            roots: roots.into_iter().collect(),
            owed_to: owed_to.map(|telling| all.outlets[all.articles[telling.article].outlet].name.clone()),
        });
    }
    found.sort_by_key(|one| one.claim);
    found
}
