//! Claims: one proposition each; attributions and plain sentences that state the same are one claim.

mod by_hand;
mod casualty;
mod clause;
mod denial;
mod echo;
mod figure;
mod gist;
mod judged;
mod kind;
mod lede;
mod lexicon;
mod manner;
mod merge;
mod nest;
mod overlap;
mod plain;
pub mod same;
mod selfname;
mod statement;
mod weight;
mod wording;
mod wrongdoing;

use crate::attribution::{Attribution, Reading, Stance};
use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;
use crate::source::{SourceId, Sources};
use clause::Clauses;
use merge::Groups;
use statement::{Place, Statement};
use wording::Whole;

/// Index of a claim in article order; shown as `c1`, `c2`, ... in outputs of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimId(pub usize);

/// How much a claim weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Opinion, attitude, plan about oneself.
    Light,
    /// Neither.
    #[default]
    Normal,
    /// Accusation, casualty or money figure, headline or lede claim, superlative.
    Heavy,
}

impl Weight {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(Weight, &'static str)] = &[
        (Weight::Light, "light"),
        (Weight::Normal, "normal"),
        (Weight::Heavy, "heavy"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(weight, _)| *weight == self)
            .map_or("", |(_, name)| name)
    }

    /// The weight with this name.
    pub fn of_name(name: &str) -> Option<Weight> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(weight, _)| *weight)
    }
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Nothing special.
    #[default]
    Fact,
    /// Wrongdoing of somebody else.
    Accusation,
    /// Dead, wounded, missing.
    Casualty,
    /// A sum of money.
    Money,
    /// Another number, share or count.
    Quantity,
    /// A date or schedule.
    Date,
    /// Why something happened.
    Cause,
    /// What will happen.
    Forecast,
    /// A judgement.
    Opinion,
    /// What the source says of its own view, wish, plan, experience or decision.
    Own,
    /// Public record, scene, history.
    Background,
}

impl ClaimKind {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(ClaimKind, &'static str)] = &[
        (ClaimKind::Fact, "fact"),
        (ClaimKind::Accusation, "accusation"),
        (ClaimKind::Casualty, "casualty"),
        (ClaimKind::Money, "money"),
        (ClaimKind::Quantity, "quantity"),
        (ClaimKind::Date, "date"),
        (ClaimKind::Cause, "cause"),
        (ClaimKind::Forecast, "forecast"),
        (ClaimKind::Opinion, "opinion"),
        (ClaimKind::Own, "own"),
        (ClaimKind::Background, "background"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// The kind with this name.
    pub fn of_name(name: &str) -> Option<ClaimKind> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}

/// One source's relation to one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backing {
    /// Who.
    pub source: SourceId,
    /// Asserts, denies or declines.
    pub stance: Stance,
    /// The attribution that says so, by index; `None` in a hand-written graph.
    pub attribution: Option<usize>,
}

/// One proposition.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The id that outputs print.
    pub id: String,
    /// Its words, from its first place in the article (white space folded), or as the graph file gives them.
    pub text: String,
    /// Every place that states it: bytes of the draft's text; of a hand-written graph, of the file.
    pub spans: Vec<Span>,
    /// What it is about.
    pub kind: ClaimKind,
    /// How much it weighs.
    pub weight: Weight,
    /// Why it weighs so, in words; empty for a normal weight.
    pub weight_reason: String,
    /// How much an editor would want another or a firmer source for it, 0 to 1; 0 where nothing is known of it.
    pub wanted: f64,
    /// How much an editor would want to check it before others, 0 to 1; 0 where nothing is known of it.
    pub urgency: f64,
    /// Does the headline, the first paragraph or a summary state it?
    pub lede: bool,
    /// Did the desk give the kind by hand (in a graph file)? Then rules may take it at its word.
    pub kind_by_hand: bool,
    /// Who backs, denies or declines it, in article order.
    pub backing: Vec<Backing>,
    /// Claims that may state the same; a suggestion, never counted.
    pub may_corroborate: Vec<ClaimId>,
    /// Claims that differ from this one only in a figure or a date, and how ("12 hurt" / "15 injured").
    pub discrepancies: Vec<ClaimId>,
    /// Claims that the desk declares to be this one (in a graph file).
    pub same_as: Vec<ClaimId>,
    /// Claims that the desk declares to be other than this one, however alike they read (in a graph file).
    pub apart_from: Vec<ClaimId>,
}

impl Claim {
    /// A claim with these words and nothing known of it yet.
    pub fn new(id: &str, text: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            text: text.to_owned(),
            spans: Vec::new(),
            kind: ClaimKind::default(),
            weight: Weight::default(),
            weight_reason: String::new(),
            wanted: 0.0,
            urgency: 0.0,
            lede: false,
            kind_by_hand: false,
            backing: Vec::new(),
            may_corroborate: Vec::new(),
            discrepancies: Vec::new(),
            same_as: Vec::new(),
            apart_from: Vec::new(),
        }
    }

    /// The sources that assert it, in article order, each once.
    pub fn supporters(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Asserts)
    }

    /// The sources that deny it, in article order, each once.
    pub fn deniers(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Denies)
    }

    /// The sources that declined to speak to it, in article order, each once.
    pub fn decliners(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Declines)
    }

    fn with_stance(&self, stance: Stance) -> Vec<SourceId> {
        let mut found = Vec::new();
        for backing in self.backing.iter().filter(|backing| backing.stance == stance) {
            if !found.contains(&backing.source) {
                found.push(backing.source);
            }
        }
        found
    }
}

/// States the claims of a draft, in article order. Near linear in its length.
pub fn state(
    draft: &Draft,
    prose: &Prose,
    reading: &Reading,
    sources: &Sources,
    policy: &Policy,
) -> Vec<Claim> {
    let attributions = &reading.attributions;
    let clauses = Clauses::read(draft, prose);
    let said = statement::of_attributions(&clauses, attributions, sources);
    let mut statements = said.statements;
    let headline = lede::headline(draft, prose);
    let working = |(number, _): &(usize, &Attribution)| !said.idle.contains(number);
    let working = attributions
        .iter()
        .enumerate()
        .filter(working)
        .map(|(_, attribution)| attribution);
    statements.extend(plain::find(&clauses, working, headline));
    statements.sort_by_key(Statement::start);
    judged::judge(reading, sources, &mut statements);
    lede::mark(draft, headline, &mut statements);
    let mut groups = merge::group(&statements);
    denial::attach(&statements, &mut groups);
    echo::attach(&statements, &mut groups);
    lede::settle(&clauses, headline, &mut statements, &mut groups);
    by_hand::settle(policy, &statements, &mut groups);
    let mut claims: Vec<Claim> = groups
        .groups
        .iter()
        .map(|group| claim(&statements, group, attributions))
        .collect();
    if let Some((group, span)) = groups.headed {
        claims[group].lede = true;
        claims[group].spans.insert(0, span);
    }
    link(&mut claims, &groups);
    denial::decline(&mut claims, attributions, &said.silent);
    number(claims)
}

/// One claim of statements that state the same; one without spans when there are none.
fn claim(statements: &[Statement], group: &[usize], attributions: &[Attribution]) -> Claim {
    let members = || group.iter().filter_map(|at| statements.get(*at));
    let mut claim = Claim::new("", speaking(statements, group).map_or("", |best| &best.text));
    let bodied = members().any(|statement| matches!(statement.place, Place::Body | Place::Opening));
    for statement in members() {
        claim.spans.extend(&statement.spans);
        claim.lede |= match statement.place {
            Place::Headline | Place::Opening => true,
            Place::Item => bodied,
            Place::Body => false,
        };
    }
    let judged = members()
        .filter(|statement| !statement.only_denied())
        .chain(members().filter(|statement| statement.only_denied()))
        .map(|statement| {
            let kind = kind::of(statement);
            (weight::of(statement, kind), kind)
        });
    // The first of the heaviest.
    let heaviest = judged.reduce(|known, next| if next.0.0 > known.0.0 { next } else { known });
    if let Some(((weight, reason), kind)) = heaviest {
        claim.weight = weight;
        reason.clone_into(&mut claim.weight_reason);
        claim.kind = kind;
    }
    for judged in members().filter_map(|statement| statement.judged) {
        claim.wanted = claim.wanted.max(hundredths(judged.wanted));
        claim.urgency = claim.urgency.max(hundredths(judged.first));
    }
    // A headline sums up the text: whom only it cites is no second source.
    let below = members().filter(|statement| statement.place != Place::Headline);
    let told: Vec<_> = below
        .flat_map(|statement| &statement.voices)
        .filter_map(|voice| voice.source)
        .collect();
    let counts = |voice: &&statement::Voice| {
        told.is_empty() || voice.source.is_some_and(|source| told.contains(&source))
    };
    let mut voices: Vec<_> = members()
        .flat_map(|statement| &statement.voices)
        .filter(counts)
        .collect();
    voices.sort_by_key(|voice| {
        (
            statement::first_byte(&attributions[voice.attribution]),
            voice.attribution,
        )
    });
    claim.backing = voices
        .into_iter()
        .filter_map(|voice| {
            voice.source.map(|source| Backing {
                source,
                stance: voice.stance,
                attribution: Some(voice.attribution),
            })
        })
        .collect();
    claim
}

/// A probability in steps of 0.01, as outputs give it.
fn hundredths(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

/// The statement that speaks for its claim: asserted, a clause of its own, in the running text; the first of the best.
fn speaking<'a>(statements: &'a [Statement], group: &[usize]) -> Option<&'a Statement> {
    let members = group.iter().filter_map(|at| statements.get(*at));
    let rank = |statement: &&Statement| {
        (
            statement.only_denied(),
            statement.place == Place::Headline,
            statement.whole != Whole::Stated,
            statement.place == Place::Item,
        )
    };
    members.min_by_key(rank)
}

/// Writes suggestions and discrepancies into the claims on both sides.
fn link(claims: &mut [Claim], groups: &Groups) {
    let ends = |pair: &(usize, usize)| [(pair.0, pair.1), (pair.1, pair.0)];
    for (from, to) in groups.maybe.iter().flat_map(ends) {
        if !claims[from].spans.is_empty() && !claims[to].spans.is_empty() {
            claims[from].may_corroborate.push(ClaimId(to));
        }
    }
    for (from, to) in groups.discrepancies.iter().flat_map(ends) {
        if !claims[from].spans.is_empty() && !claims[to].spans.is_empty() {
            claims[from].discrepancies.push(ClaimId(to));
        }
    }
}

/// Puts the claims in article order, drops those whose statements moved elsewhere, and gives them their ids.
fn number(claims: Vec<Claim>) -> Vec<Claim> {
    let mut order: Vec<usize> = (0..claims.len())
        .filter(|at| !claims[*at].spans.is_empty())
        .collect();
    let first = |at: &usize| (claims[*at].spans.iter().map(|span| span.start).min(), *at);
    order.sort_by_key(first);
    let mut new = vec![None; claims.len()];
    for (number, old) in order.iter().enumerate() {
        new[*old] = Some(ClaimId(number));
    }
    let mut claims: Vec<Option<Claim>> = claims.into_iter().map(Some).collect();
    let mut numbered: Vec<Claim> = order.iter().filter_map(|old| claims[*old].take()).collect();
    for (number, claim) in numbered.iter_mut().enumerate() {
        claim.id = format!("c{}", number + 1);
        for list in [&mut claim.may_corroborate, &mut claim.discrepancies] {
            *list = list.iter().filter_map(|old| new[old.0]).collect();
            list.sort_unstable();
        }
    }
    numbered
}
