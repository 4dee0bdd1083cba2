//! Credits: the outlets that an article says it has something from: in its text, in its dateline, in its byline, at its end.

use super::article::Article;
use super::hearer;
use super::outlets::Outlets;
use crate::attribution::Stance;
use crate::draft::{Block, BlockKind};
use crate::policy::Policy;
use crate::source::{SourceId, SourceKind, is_outlet_name};

/// What an article credits.
#[derive(Clone, Debug, Default)]
pub(super) struct Credits {
    /// The agency whose slug it carries, "HARBOUR (AP) —": all of it is from there.
    pub(super) wire: Option<usize>,
    /// Outlets that the text has something from, each once, in text order.
    pub(super) cited: Vec<usize>,
    /// For each of its sources, the outlet that it is.
    pub(super) is: Vec<Option<usize>>,
    /// For each of its sources, the other outlets through which it speaks; none where it spoke to the article's own.
    pub(super) through: Vec<Vec<usize>>,
}

/// A dateline ends within so many bytes.
const DATELINE: usize = 90;

/// A byline and a closing line have at most so many bytes.
const LINE: usize = 120;

/// How the lines begin in which a whole article is given to its origin.
const GIVEN: &[&str] = &[
    "source:",
    "from:",
    "this story was first published by",
    "this article was first published by",
    "this story was originally published by",
    "this article was originally published by",
    "republished from",
    "originally published by",
    "first published by",
];

/// Reads what an article credits. `own` is its outlet. Linear.
pub(super) fn read(article: &Article, own: usize, outlets: &mut Outlets, policy: &Policy) -> Credits {
    let mut credits = Credits {
        wire: slug(article, outlets, policy).filter(|wire| *wire != own),
        ..Credits::default()
    };
    let heard = hearer::heard(&article.told, outlets);
    for (number, source) in article.told.graph.sources.iter().enumerate() {
        let is = source.kind == SourceKind::Outlet && !source.name.is_empty();
        credits.is.push(is.then(|| outlets.enter(&source.name, policy)));
        let heard = heard
            .iter()
            .filter(|(who, _)| *who == SourceId(number))
            .map(|(_, name)| name);
        let names = source.through.iter().chain(heard);
        let mut through: Vec<usize> = names.map(|name| outlets.enter(name, policy)).collect();
        through.sort_unstable();
        through.dedup();
        if through.contains(&own) {
            through.clear();
        }
        credits.through.push(through);
    }
    let backing = article.told.graph.claims.iter().flat_map(|claim| &claim.backing);
    let asserted = backing.filter(|backing| backing.stance == Stance::Asserts);
    for SourceId(source) in asserted.map(|backing| backing.source) {
        let is = credits.is.get(source).copied().flatten();
        let through = credits.through.get(source).into_iter().flatten().copied();
        for outlet in is.into_iter().chain(through).filter(|outlet| *outlet != own) {
            if !credits.cited.contains(&outlet) {
                credits.cited.push(outlet);
            }
        }
    }
    credits
}

/// The outlet that the dateline, the byline or the last line gives the whole article to.
fn slug(article: &Article, outlets: &mut Outlets, policy: &Policy) -> Option<usize> {
    let draft = article.told.draft;
    let text = |block: &Block| draft.slice(block.span);
    let mut body = draft
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Headline);
    let mut known = |name: &str| known(name, outlets, policy);
    let first: Vec<&str> = body.by_ref().take(3).map(text).collect();
    let last = draft.blocks.iter().rev().take(2).map(text);
    let dateline = first.iter().find_map(|line| known(dateline(line)?));
    let byline = || first.iter().find_map(|line| known(byline(line)?));
    let given = |line: &str| known_given(line);
    let found = dateline.or_else(byline);
    found.or_else(|| {
        let named = last.filter_map(given).next()?;
        self::known(&named, outlets, policy)
    })
}

/// "PORT ALDER (AP) — The", "Reuters - The": the name.
fn dateline(line: &str) -> Option<&str> {
    let head = line.char_indices().take_while(|(at, _)| *at < DATELINE).last()?.0;
    let head = line.get(..head)?;
    let dash = [" — ", " – ", " - ", " -- ", "— "]
        .iter()
        .find_map(|dash| head.find(dash))?;
    let head = head[..dash].trim();
    match (head.rfind('('), head.ends_with(')')) {
        (Some(open), true) => Some(&head[open + 1..head.len() - 1]),
        _ => Some(head.rsplit(',').next().unwrap_or(head).trim()),
    }
}

/// "By Ann Vale, Associated Press", "By Reuters": the name.
fn byline(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    (line.len() <= LINE).then(|| rest.rsplit([',', '|', '/']).next().unwrap_or(rest).trim())
}

/// "Source: AFP", "This story was first published by the Ledger.": the name.
fn known_given(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let begun = GIVEN.iter().find(|begin| lower.starts_with(*begin))?;
    let rest = line.get(begun.len()..)?.trim();
    (line.len() <= LINE).then(|| rest.trim_end_matches('.').trim().to_owned())
}

/// The outlet of this name, where it is one that is known.
fn known(name: &str, outlets: &mut Outlets, policy: &Policy) -> Option<usize> {
    let bare = name
        .strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name);
    let listed = || {
        policy
            .outlets
            .iter()
            .any(|outlet| outlet.eq_ignore_ascii_case(bare))
    };
    let known = outlets.find(bare);
    known.or_else(|| (is_outlet_name(bare) || listed()).then(|| outlets.enter(bare, policy)))
}
