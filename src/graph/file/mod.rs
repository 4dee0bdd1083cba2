//! The claims graph file: what a desk writes by hand, or what the machine read, to be mended by hand.
//!
//! TOML first; JSON and YAML have the same shape. Reading goes from the text to one tree with places ([`Syntax`]
//! picks the reader), and from the tree, key by key along one table of keys, to sources, claims and waivers. That
//! table also drives [`fn@write`] and [`schema`].

mod ids;
mod json;
mod keys;
mod schema;
mod toml;
mod tree;
mod update;
mod walk;
mod write;
mod yaml;

use super::SourceGraph;
use crate::attribution::Stance;
use crate::claim::{Backing, Claim, ClaimKind, Weight};
use crate::policy::{Problem, Target, Waiver};
use crate::source::{Source, SourceId, SourceKind};

use keys::{Head, Stated, Table, Waived};
use tree::{Node, Value};
use walk::Walk;

pub use ids::with_ids;
pub use schema::schema;
pub use update::{Updated, prints, update};
pub use write::write;

/// How a graph file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// TOML, what `extract` writes.
    Toml,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

type Reader = fn(&str) -> Result<Node, Vec<Problem>>;

/// One row a syntax: the file extensions that select it, and its reader.
const SYNTAXES: &[(Syntax, &[&str], Reader)] = &[
    (Syntax::Toml, &["toml"], toml::read),
    (Syntax::Json, &["json"], json::read),
    (Syntax::Yaml, &["yaml", "yml"], yaml::read),
];

impl Syntax {
    /// The syntax of graph files with this extension (without the dot, any case), if there is one.
    pub fn of_extension(extension: &str) -> Option<Syntax> {
        let known = |extensions: &[&str]| extensions.iter().any(|e| e.eq_ignore_ascii_case(extension));
        let row = SYNTAXES.iter().find(|(_, extensions, _)| known(extensions))?;
        Some(row.0)
    }

    /// Every file extension that names a graph file.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        SYNTAXES
            .iter()
            .flat_map(|(_, extensions, _)| extensions.iter().copied())
    }
}

/// What a graph file says.
#[derive(Clone, Debug)]
pub struct GraphFile {
    /// The article's title; empty when not told.
    pub title: String,
    /// Path of the draft that is checked together with the file, as written.
    pub draft: Option<String>,
    /// Sources and claims. [`Source::mentions`] holds the place of the source's id in the file, [`Claim::spans`]
    /// that of the claim's text.
    pub graph: SourceGraph,
    /// What the desk lets pass.
    pub waivers: Vec<Waiver>,
    /// Fingerprints of the claims that the machine has read in the draft ([`prints`]), so that an update does not bring back
    /// those that were taken out; empty when the file does not tell.
    pub read: Vec<String>,
}

/// Reads a graph file.
///
/// A circle of citations is no mistake: the claims that rest on it are ungrounded. The words of a key that would
/// give an anonymous source away are never kept, only their place ([`crate::source::Anonymity::exposed`]). No message
/// repeats what stands behind a key, and no link may join an anonymous source to one whom the article names.
///
/// # Errors
/// Every mistake in the file, in order of place; a file that does not follow its syntax has one. Spans are bytes
/// of `text`.
///
/// # Complexity
/// Near linear in the length of the file.
pub fn read(text: &str, syntax: Syntax) -> Result<GraphFile, Vec<Problem>> {
    let reader = SYNTAXES
        .iter()
        .find(|(known, ..)| *known == syntax)
        .map_or(toml::read as Reader, |row| row.2);
    let shift = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let body = text.get(shift..).unwrap_or_default();
    let file = reader(body).and_then(|root| walk(&root));
    match file {
        Ok(mut file) => {
            move_spans(&mut file, shift);
            part(&mut file.graph);
            Ok(file)
        }
        Err(mut problems) => {
            for problem in &mut problems {
                problem.span = moved(problem.span, shift);
            }
            problems.sort_by_key(|problem| problem.span);
            Err(problems)
        }
    }
}

/// Drops the suggestions that two claims may be one where the desk declares them apart. Linear.
fn part(graph: &mut SourceGraph) {
    let mut apart = std::collections::HashSet::new();
    for (number, claim) in graph.claims.iter().enumerate() {
        apart.extend(
            claim
                .apart_from
                .iter()
                .flat_map(|other| [(number, other.0), (other.0, number)]),
        );
    }
    for (number, claim) in graph.claims.iter_mut().enumerate() {
        claim
            .may_corroborate
            .retain(|other| !apart.contains(&(number, other.0)));
    }
}

fn moved(span: crate::draft::Span, by: usize) -> crate::draft::Span {
    crate::draft::Span::new(span.start + by, span.end + by)
}

/// Moves every place by what was left out before the file's text (a byte order mark).
fn move_spans(file: &mut GraphFile, by: usize) {
    if by == 0 {
        return;
    }
    for source in &mut file.graph.sources {
        source
            .mentions
            .iter_mut()
            .for_each(|span| *span = moved(*span, by));
        source.anonymity.exposed = source.anonymity.exposed.map(|span| moved(span, by));
    }
    for claim in &mut file.graph.claims {
        claim.spans.iter_mut().for_each(|span| *span = moved(*span, by));
    }
    for waiver in &mut file.waivers {
        waiver.span = moved(waiver.span, by);
    }
}

fn walk(root: &Node) -> Result<GraphFile, Vec<Problem>> {
    let mut walk = Walk::default();
    let mut head = Head::default();
    walk.table(Table::File, keys::FILE, root, &mut head);
    let [sources, claims, waivers] = ["source", "claim", "waiver"].map(|name| tables(&mut walk, root, name));
    walk.learn(Table::Source, &sources);
    walk.learn(Table::Claim, &claims);
    let told: Vec<Source> = sources.iter().map(|node| source(&mut walk, node)).collect();
    refuse_tell_tale_links(&mut walk, &sources, &told);
    let sources = told;
    let claims: Vec<Claim> = claims.iter().map(|node| claim(&mut walk, node)).collect();
    let waivers: Vec<Waiver> = waivers.iter().map(|node| waiver(&mut walk, node)).collect();
    if !walk.problems.is_empty() {
        return Err(walk.problems);
    }
    Ok(GraphFile {
        title: head.title,
        draft: head.draft,
        graph: SourceGraph::new(sources, claims),
        waivers,
        read: head.read,
    })
}

/// The tables that stand under a key of the file.
fn tables<'n>(walk: &mut Walk, root: &'n Node, name: &str) -> Vec<&'n Node> {
    let Value::Table(rows) = &root.value else {
        return Vec::new();
    };
    match rows.iter().find(|(key, _)| key.name == name) {
        None => Vec::new(),
        Some((
            _,
            Node {
                value: Value::List(items),
                ..
            },
        )) => items.iter().collect(),
        Some((key, node)) => {
            let message = format!("`{name}` is {}", node.value.what());
            walk.wrong(
                key.span,
                message,
                format!("write a list of tables: [[{name}]] in TOML"),
            );
            Vec::new()
        }
    }
}

/// The place of the id in a table, or of the table.
fn place(node: &Node) -> crate::draft::Span {
    let Value::Table(rows) = &node.value else {
        return node.span;
    };
    let id = rows.iter().find(|(key, _)| key.name == "id");
    id.map_or(node.span, |(_, value)| value.span)
}

fn source(walk: &mut Walk, node: &Node) -> Source {
    let mut source = Source::new("", SourceKind::NamedPerson);
    walk.table(Table::Source, keys::SOURCE, node, &mut source);
    source.mentions = vec![place(node)];
    if source.kind == SourceKind::Anonymous && !source.name.trim().is_empty() {
        source.anonymity.exposed = source.anonymity.exposed.or(value_span(node, "name"));
        source.name.clear();
    }
    source
}

/// That an anonymous source is one whom the article names, or one of a group to whom a named person belongs, may stand in
/// no file and in no output: whatever is worked out from it says who it is.
fn refuse_tell_tale_links(walk: &mut Walk, tables: &[&Node], sources: &[Source]) {
    let is_anonymous = |source: &Source| source.kind == SourceKind::Anonymous;
    let is_named = |source: &Source| source.kind == SourceKind::NamedPerson;
    for (source, node) in sources.iter().zip(tables) {
        let of = |id: Option<SourceId>| id.and_then(|id| sources.get(id.0));
        let links = [
            (
                "same_as",
                of(source.same_as).map(|other| is_anonymous(other) != is_anonymous(source)),
            ),
            (
                "member_of",
                of(source.member_of).map(|group| {
                    is_anonymous(group) && is_named(source) || is_named(group) && is_anonymous(source)
                }),
            ),
        ];
        for (key, _) in links.into_iter().filter(|(_, tells)| *tells == Some(true)) {
            let at = value_span(node, key).unwrap_or(node.span);
            let help = "take the line out; if the article says that this person declined to comment, list the \
                        anonymous source itself under `declined_by` of the claim";
            walk.wrong(at, format!("this `{key}` says who an anonymous source is"), help);
        }
    }
}

fn value_span(node: &Node, name: &str) -> Option<crate::draft::Span> {
    let Value::Table(rows) = &node.value else {
        return None;
    };
    let (_, value) = rows.iter().find(|(key, _)| key.name == name)?;
    Some(value.span)
}

fn claim(walk: &mut Walk, node: &Node) -> Claim {
    let mut stated = Stated {
        claim: Claim::new("", ""),
        asserted: Vec::new(),
        denied: Vec::new(),
        declined: Vec::new(),
        weight: None,
    };
    walk.table(Table::Claim, keys::CLAIM, node, &mut stated);
    let mut claim = stated.claim;
    let stances = [
        (Stance::Asserts, stated.asserted),
        (Stance::Denies, stated.denied),
        (Stance::Declines, stated.declined),
    ];
    for (stance, sources) in stances {
        let backing = |source: SourceId| Backing {
            source,
            stance,
            attribution: None,
        };
        claim.backing.extend(sources.into_iter().map(backing));
    }
    let (weight, reason) = match stated.weight {
        Some(Weight::Normal) => (Weight::Normal, ""),
        Some(weight) => (weight, "the desk says so"),
        None => weight_of(&claim),
    };
    claim.weight = weight;
    claim.weight_reason = reason.to_owned();
    claim
}

/// The weight of a claim for which the file gives none, and why.
fn weight_of(claim: &Claim) -> (Weight, &'static str) {
    match claim.kind {
        ClaimKind::Accusation => (Weight::Heavy, "accuses somebody of wrongdoing"),
        ClaimKind::Casualty => (Weight::Heavy, "gives a casualty figure"),
        ClaimKind::Money => (Weight::Heavy, "gives a sum of money"),
        _ if claim.lede => (Weight::Heavy, "stands in the headline or the first paragraph"),
        ClaimKind::Opinion | ClaimKind::Own => (Weight::Light, "is somebody's own view, wish or plan"),
        _ => (Weight::Normal, ""),
    }
}

fn waiver(walk: &mut Walk, node: &Node) -> Waiver {
    let mut waived = Waived {
        waiver: Waiver {
            rule: String::new(),
            target: Target::Claim(String::new()),
            role: String::new(),
            date: String::new(),
            reason: String::new(),
            expires: None,
            span: value_span(node, "rule").unwrap_or(node.span),
        },
    };
    walk.table(Table::Waiver, keys::WAIVER, node, &mut waived);
    let waiver = waived.waiver;
    if let Some(expires) = &waiver.expires
        && !waiver.date.is_empty()
        && *expires < waiver.date
    {
        let at = value_span(node, "expires").unwrap_or(node.span);
        let message = format!(
            "the waiver expires on {expires}, before it was approved on {}",
            waiver.date
        );
        walk.wrong(at, message, "write a later day, or take the waiver out");
    }
    waiver
}
