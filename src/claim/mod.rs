//! Claims: one proposition each; attributions and plain sentences that state the same are one claim.

pub mod across;
mod casualty;
mod clause;
mod denial;
mod desk;
pub mod drift;
mod echo;
mod figure;
mod gist;
mod join;
mod judged;
mod kind;
mod lexicon;
mod manner;
mod nest;
mod overlap;
mod place;
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
use crate::policy::readings::Checked;
use crate::source::{Doubt, SourceId, Sources};
use clause::Clauses;
use denial::Denial;
pub use desk::standing_at;
pub use join::Because;
use join::Joins;
pub use join::front;
use statement::{Place, Statement, Voice};
use wording::Whole;

use std::collections::BTreeSet;

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

/// An attribution of which it is open whose word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// By index.
    pub attribution: usize,
    /// The names or descriptions of those who may be meant, the likeliest first.
    pub candidates: Vec<String>,
}

/// One place of a claim beside the one that speaks for it, and why it is the same claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Where: bytes of the draft's text.
    pub spans: Vec<Span>,
    /// Why it is the same claim.
    pub because: Because,
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
    /// Its other places, and why each is this claim, in text order.
    pub joined: Vec<Joined>,
    /// Does the text state it, rather than only tell that somebody denies it?
    pub stated: bool,
    /// Where the statement that speaks for it begins, when that is not its first place (a headline is joined to it).
    pub spoken: Option<Span>,
    /// What it is about.
    pub kind: ClaimKind,
    /// How much it weighs.
    pub weight: Weight,
    /// Why it weighs so, in words; empty for a normal weight.
    pub weight_reason: String,
    /// How much an editor would want another or a firmer source for it, 0 to 1; 0 where nothing is known of it.
    pub wanted: f64,
    /// How surely it says that another did wrong, 0 to 1: 1 where its words name a grave wrong, 0 where nothing is known of it.
    pub accusing: f64,
    /// How much an editor would want to check it before others, 0 to 1; 0 where nothing is known of it.
    pub urgency: f64,
    /// Does the headline, the first paragraph or a summary state it?
    pub lede: bool,
    /// Did the desk give the kind by hand (in a graph file)? Then rules may take it at its word.
    pub kind_by_hand: bool,
    /// Who backs, denies or declines it, in article order.
    pub backing: Vec<Backing>,
    /// Where somebody says it of whom it is open who that is: backs nothing.
    pub unclear: Vec<Unclear>,
    /// Claims that may state the same; a suggestion, never counted.
    pub may_corroborate: Vec<ClaimId>,
    /// Claims that differ from this one only in a figure or a date, and how ("12 hurt" / "15 injured").
    pub discrepancies: Vec<ClaimId>,
    /// Claims that the desk declares to be this one (in a graph file).
    pub same_as: Vec<ClaimId>,
    /// Claims that the desk declares to be other than this one, however alike they read (in a graph file).
    pub apart_from: Vec<ClaimId>,
    /// Who of the desk has checked it (in the readings of a draft).
    pub checked: Vec<Checked>,
}

impl Claim {
    /// A claim with these words and nothing known of it yet.
    pub fn new(id: &str, text: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            text: text.to_owned(),
            spans: Vec::new(),
            joined: Vec::new(),
            stated: true,
            spoken: None,
            kind: ClaimKind::default(),
            weight: Weight::default(),
            weight_reason: String::new(),
            wanted: 0.0,
            accusing: 0.0,
            urgency: 0.0,
            lede: false,
            kind_by_hand: false,
            backing: Vec::new(),
            unclear: Vec::new(),
            may_corroborate: Vec::new(),
            discrepancies: Vec::new(),
            same_as: Vec::new(),
            apart_from: Vec::new(),
            checked: Vec::new(),
        }
    }

    /// Where it stands: the place that speaks for it, else its first one.
    pub fn place(&self) -> Span {
        self.spoken
            .or_else(|| self.spans.first().copied())
            .unwrap_or_default()
    }

    /// The sources that assert it, in article order, each once.
    pub fn supporters(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Asserts)
    }

    /// The sources that deny it, in article order, each once.
    pub fn deniers(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Denies)
    }

    /// Does another source bear it out, in a sentence of its own? Those who only speak together do not.
    pub fn is_borne_out(&self) -> bool {
        let outside = |one: &Joined| matches!(one.because, Because::Confirms | Because::SaysTheSame);
        self.joined.iter().any(outside)
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

/// The statements of a draft, and what else is read of them before they are joined.
struct Stated<'a> {
    clauses: Clauses<'a>,
    headline: Option<Span>,
    statements: Vec<Statement>,
    silent: Vec<statement::Silence>,
}

impl<'a> Stated<'a> {
    fn read(draft: &'a Draft, prose: &'a Prose, reading: &Reading, sources: &Sources) -> Stated<'a> {
        let attributions = &reading.attributions;
        let clauses = Clauses::read(draft, prose);
        let said = statement::of_attributions(&clauses, attributions, sources);
        let mut statements = said.statements;
        let headline = place::headline(draft, prose);
        let working = |(number, _): &(usize, &Attribution)| !said.idle.contains(number);
        let working = attributions
            .iter()
            .enumerate()
            .filter(working)
            .map(|(_, attribution)| attribution);
        statements.extend(plain::find(&clauses, working, headline));
        statements.sort_by_key(Statement::start);
        desk::drop(&sources.desk, &mut statements);
        judged::judge(reading, sources, &mut statements);
        place::mark(draft, headline, &mut statements);
        Stated {
            clauses,
            headline,
            statements,
            silent: said.silent,
        }
    }
}

/// What the headline and the first sentences of a draft may sum up, with what is weighed of each; for training. Near linear.
pub fn fronts(draft: &Draft, prose: &Prose, reading: &Reading, sources: &Sources) -> Vec<front::Question> {
    let stated = Stated::read(draft, prose, reading, sources);
    front::questions(&stated.clauses, stated.headline, &stated.statements)
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
    let Stated {
        clauses,
        headline,
        mut statements,
        silent,
    } = Stated::read(draft, prose, reading, sources);
    let joins = join::all(&clauses, headline, (policy, &sources.desk), &mut statements);
    let groups = joins.claims();
    let mut claims: Vec<Claim> = groups
        .iter()
        .map(|group| claim(&statements, group, &joins, attributions))
        .collect();
    for (claim, group) in claims.iter_mut().zip(&groups) {
        claim.unclear = unclear(
            group.iter().map(|at| &statements[*at]),
            attributions,
            &sources.doubts,
        );
    }
    link(&mut claims, &groups, &joins);
    join::decline(draft, &mut claims, attributions, sources, &silent);
    desk::mark(&sources.desk, &mut claims);
    number(claims)
}

/// One claim of statements that state the same.
fn claim(statements: &[Statement], group: &[usize], joins: &Joins, attributions: &[Attribution]) -> Claim {
    let members = || group.iter().filter_map(|at| statements.get(*at));
    let speaking = speaking(statements, group);
    let mut claim = Claim::new("", speaking.map_or("", |at| &statements[at].text));
    let of_group = |told: &(usize, Span)| group.contains(&told.0);
    let headed = joins.headed.filter(of_group);
    let opened = joins.opened.iter().copied().filter(of_group);
    let opened = opened.map(|(_, place)| (place, Because::SaidBy));
    let titled = headed.map(|(_, place)| (place, Because::Headline));
    for (place, because) in titled.into_iter().chain(opened) {
        claim.lede = true;
        claim.spans.push(place);
        claim.joined.push(Joined {
            spans: vec![place],
            because,
        });
    }
    claim.spoken = speaking.and_then(|at| statements[at].spans.first().copied());
    let bodied = members().any(|statement| matches!(statement.place, Place::Body | Place::Opening));
    for (at, statement) in group.iter().zip(members()) {
        let titled = headed.is_some() && statement.place == Place::Headline;
        if !titled && states(statement, group.len()) {
            claim.spans.extend(&statement.spans);
        }
        if !titled && speaking != Some(*at) {
            let because = joins.reason(*at);
            claim.joined.extend(because.map(|because| Joined {
                spans: statement.spans.clone(),
                because,
            }));
        }
        claim.lede |= match statement.place {
            Place::Headline | Place::Opening => true,
            Place::Item => bodied,
            Place::Body => false,
        };
    }
    claim.stated = members().any(|statement| !statement.only_denied());
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
    let surely = members().map(kind::accusing).fold(0.0, f32::max);
    claim.accusing = hundredths(surely);
    claim.backing = backing(&members().collect::<Vec<_>>(), attributions);
    claim
}

/// Does the statement's place state its claim? A denial that only points at it does not.
fn states(statement: &Statement, members: usize) -> bool {
    let points = matches!(
        statement.denial,
        Some(Denial::Said | Denial::Charge | Denial::Part)
    ) || statement.opposes && statement.only_denied()
        || statement.echo == same::Echo::Back;
    members == 1 || !points
}

/// Who backs a claim of these statements, in text order. A headline sums up the text: whom only it cites is no second
/// source, but the one whom the text then names.
fn backing(members: &[&Statement], attributions: &[Attribution]) -> Vec<Backing> {
    let below = members
        .iter()
        .filter(|statement| statement.place != Place::Headline);
    let told: Vec<&Voice> = below
        .flat_map(|statement| &statement.voices)
        .filter(|voice| voice.source.is_some())
        .collect();
    let source = |voice: &Voice| {
        let known = told.is_empty() || told.iter().any(|other| other.source == voice.source);
        let first = told.iter().find(|other| other.stance == voice.stance);
        // Nobody in the text says so: the headline's word stands.
        if known {
            voice.source
        } else {
            first.map_or(voice.source, |one| one.source)
        }
    };
    let mut voices: Vec<&Voice> = members.iter().flat_map(|statement| &statement.voices).collect();
    voices.sort_by_key(|voice| {
        (
            statement::first_byte(&attributions[voice.attribution]),
            voice.attribution,
        )
    });
    let back = |voice: &Voice| {
        Some(Backing {
            source: source(voice)?,
            stance: voice.stance,
            attribution: Some(voice.attribution),
        })
    };
    voices.into_iter().filter_map(back).collect()
}

/// Where statements are somebody's words of whom it is open who that is.
fn unclear<'a>(
    members: impl Iterator<Item = &'a Statement>,
    attributions: &[Attribution],
    doubts: &[Doubt],
) -> Vec<Unclear> {
    let voices = members.flat_map(|statement| &statement.voices);
    let open = voices.filter(|voice| voice.source.is_none() && voice.stance == Stance::Asserts);
    let unclear = open.filter_map(|voice| {
        Some(Unclear {
            attribution: voice.attribution,
            candidates: Doubt::of(doubts, &attributions[voice.attribution])?
                .candidates
                .clone(),
        })
    });
    unclear.collect()
}

/// A probability in steps of 0.01, as outputs give it.
fn hundredths(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

/// The statement that speaks for its claim: asserted, a clause of its own, in the running text; the first of the best.
fn speaking(statements: &[Statement], group: &[usize]) -> Option<usize> {
    let rank = |at: &usize| {
        let statement = &statements[*at];
        (
            statement.only_denied(),
            statement.place == Place::Headline,
            statement.whole != Whole::Stated,
            statement.place == Place::Item,
        )
    };
    group.iter().copied().min_by_key(rank)
}

/// Writes suggestions and discrepancies into the claims on both sides.
fn link(claims: &mut [Claim], groups: &[Vec<usize>], joins: &Joins) {
    let home = |at: usize| groups.iter().position(|group| group.contains(&at));
    let pairs = |list: &BTreeSet<(usize, usize)>| -> BTreeSet<(usize, usize)> {
        let both = list
            .iter()
            .filter_map(|(from, to)| Some((home(*from)?, home(*to)?)));
        both.filter(|(from, to)| from != to)
            .map(|(from, to)| (from.min(to), from.max(to)))
            .collect()
    };
    let differ = pairs(&joins.differ);
    for (from, to) in pairs(&joins.maybe).difference(&differ) {
        claims[*from].may_corroborate.push(ClaimId(*to));
        claims[*to].may_corroborate.push(ClaimId(*from));
    }
    for (from, to) in differ {
        claims[from].discrepancies.push(ClaimId(to));
        claims[to].discrepancies.push(ClaimId(from));
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
