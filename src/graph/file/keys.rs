//! The keys of the graph file, each in one row: it drives reading, writing and the JSON Schema.

use super::tree::Key;
use crate::claim::{Claim, ClaimId, ClaimKind, Weight};
use crate::draft::Span;
use crate::policy::{Target, Waiver};
use crate::source::{Basis, Count, Source, SourceId, SourceKind};

/// A table of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    File,
    Source,
    Claim,
    Waiver,
}

/// What may stand behind a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Words.
    Text,
    /// A list of words.
    Texts,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
    /// The id of the table itself.
    Id,
    /// The id of a table of this kind.
    Ref(Table),
    /// A list of them.
    Refs(Table),
    /// `true` or `false`.
    Flag,
    /// A number from one, or `{ low = 2, high = 3 }`.
    Count,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// What no such file may hold; read only to be refused, and never kept.
    Contact,
    /// A list of tables.
    Tables(Table),
}

/// Must the key be there?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Always,
    /// Exactly one of the table's keys of this need.
    One,
    No,
}

/// A value that has its shape.
pub(super) struct Taken {
    pub(super) span: Span,
    pub(super) texts: Vec<String>,
    pub(super) ids: Vec<usize>,
    pub(super) flag: bool,
    pub(super) count: Count,
}

impl Taken {
    fn text(self) -> String {
        self.texts.into_iter().next().unwrap_or_default()
    }

    fn sources(self) -> Vec<SourceId> {
        self.ids.into_iter().map(SourceId).collect()
    }

    fn claims(self) -> Vec<ClaimId> {
        self.ids.into_iter().map(ClaimId).collect()
    }
}

/// What a table says under a key, for the writer.
pub(super) enum Given {
    Nothing,
    Text(String),
    Texts(Vec<String>),
    Sources(Vec<SourceId>),
    Claims(Vec<ClaimId>),
    Flag,
    Count(Count),
}

/// One key.
pub(super) struct Row<T> {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
    /// What it means, for the schema and for messages.
    pub(super) about: &'static str,
    pub(super) take: fn(&mut T, Taken),
    pub(super) give: fn(&T) -> Given,
}

/// The row of a key.
pub(super) fn row<'r, T>(rows: &'r [Row<T>], key: &Key) -> Option<&'r Row<T>> {
    rows.iter().find(|row| row.name == key.name)
}

/// What stands outside of all tables.
#[derive(Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) draft: Option<String>,
    pub(super) read: Vec<String>,
}

/// A claim and who stands behind it, before both are joined.
pub(super) struct Stated {
    pub(super) claim: Claim,
    pub(super) asserted: Vec<SourceId>,
    pub(super) denied: Vec<SourceId>,
    pub(super) declined: Vec<SourceId>,
    pub(super) weight: Option<Weight>,
}

/// A waiver while it is read.
pub(super) struct Waived {
    pub(super) waiver: Waiver,
}

fn text(text: &str) -> Given {
    match text {
        "" => Given::Nothing,
        text => Given::Text(text.to_owned()),
    }
}

fn texts(texts: &[String]) -> Given {
    match texts {
        [] => Given::Nothing,
        texts => Given::Texts(texts.to_vec()),
    }
}

fn maybe(words: Option<&String>) -> Given {
    words.map_or(Given::Nothing, |words| Given::Text(words.clone()))
}

fn names<T>(names: &[(T, &'static str)]) -> Vec<&'static str> {
    names.iter().map(|(_, name)| *name).collect()
}

fn sources(ids: &[SourceId]) -> Given {
    match ids {
        [] => Given::Nothing,
        ids => Given::Sources(ids.to_vec()),
    }
}

fn claims(ids: &[ClaimId]) -> Given {
    match ids {
        [] => Given::Nothing,
        ids => Given::Claims(ids.to_vec()),
    }
}

macro_rules! rows {
    ($($name:literal, $need:ident, $shape:expr, $about:literal, $take:expr, $give:expr;)*) => {
        &[$(Row { name: $name, need: Need::$need, shape: $shape, about: $about, take: $take, give: $give }),*]
    };
}

/// Keys outside of all tables.
#[rustfmt::skip]
pub(super) const FILE: &[Row<Head>] = rows! {
    "title", No, Shape::Text, "title of the article",
        |head, taken| head.title = taken.text(), |head| text(&head.title);
    "draft", No, Shape::Text, "path of the draft that is checked together with this file",
        |head, taken| head.draft = Some(taken.text()), |head| maybe(head.draft.as_ref());
    "read", No, Shape::Text, "fingerprints of the claims that the machine has read in the draft: what was taken out stays out",
        |head, taken| head.read = taken.text().split_whitespace().map(str::to_owned).collect(),
        |head| text(&head.read.join(" "));
    "source", No, Shape::Tables(Table::Source), "the sources, each once", |_, _| {}, |_| Given::Nothing;
    "claim", No, Shape::Tables(Table::Claim), "the claims, in article order", |_, _| {}, |_| Given::Nothing;
    "waiver", No, Shape::Tables(Table::Waiver), "what the desk lets pass, and why", |_, _| {}, |_| Given::Nothing;
};

/// Keys of `[[source]]`.
#[rustfmt::skip]
pub(super) const SOURCE: &[Row<Source>] = rows! {
    "id", Always, Shape::Id, "short word by which claims and other sources refer to it",
        |source, taken| source.id = taken.text(), |source| Given::Text(source.id.clone());
    "name", No, Shape::Text, "full name; an anonymous source has none",
        |source, taken| source.name = taken.text(), |source| text(&source.name);
    "kind", Always, Shape::OneOf(|| names(SourceKind::NAMES)), "what the source is",
        |source, taken| if let Some(kind) = SourceKind::of_name(&taken.text()) { source.kind = kind },
        |source| Given::Text(source.kind.name().to_owned());
    "title", No, Shape::Text, "its role, as the article words it",
        |source, taken| source.title = taken.text(), |source| text(&source.title);
    "justification", No, Shape::Text, "the words that tell why it is in a position to know",
        |source, taken| source.justification = taken.text(), |source| text(&source.justification);
    "description", No, Shape::Text, "how a source without a name is described",
        |source, taken| source.description = taken.text(), |source| text(&source.description);
    "interest", No, Shape::Texts, "what makes sources dependent: employer, party, side",
        |source, taken| source.interest = taken.texts, |source| texts(&source.interest);
    "count", No, Shape::Count, "how many people it stands for who are apart: a number, or the least and the most",
        |source, taken| {
            source.count = taken.count;
            source.count_by_hand = true;
        },
        |source| match source.voices() {
            Count::ONE if !source.count_by_hand => Given::Nothing,
            voices => Given::Count(voices),
        };
    "member_of", No, Shape::Ref(Table::Source), "id of the group of which it is one: it adds nothing to the group",
        |source, taken| source.member_of = taken.sources().into_iter().next(),
        |source| source.member_of.map_or(Given::Nothing, |id| Given::Sources(vec![id]));
    "basis", No, Shape::OneOf(|| names(Basis::NAMES)), "how it knows",
        |source, taken| source.basis = Basis::of_name(&taken.text()).unwrap_or_default(),
        |source| if source.basis == Basis::Unknown { Given::Nothing } else { text(source.basis.name()) };
    "cites", No, Shape::Refs(Table::Source), "ids of the sources that it cites",
        |source, taken| source.cites = taken.sources(), |source| sources(&source.cites);
    "same_as", No, Shape::Ref(Table::Source), "id of the source that is the same person: both anonymous, or neither",
        |source, taken| source.same_as = taken.sources().into_iter().next(),
        |source| source.same_as.map_or(Given::Nothing, |id| Given::Sources(vec![id]));
    "reason", No, Shape::Text, "why it is anonymous",
        |source, taken| source.anonymity.reason = Some(taken.text()), |source| maybe(source.anonymity.reason.as_ref());
    "approved_by", No, Shape::Text, "role of who approved its anonymity, never a name",
        |source, taken| source.anonymity.approved_by = Some(taken.text()),
        |source| maybe(source.anonymity.approved_by.as_ref());
    "approved_on", No, Shape::Date, "the day on which its anonymity was approved",
        |source, taken| source.anonymity.approved_on = Some(taken.text()),
        |source| maybe(source.anonymity.approved_on.as_ref());
    "identity_known_to", No, Shape::Text, "role of the editor who knows who it is, never a name",
        |source, taken| source.anonymity.identity_known_to_editor = Some(taken.text()),
        |source| maybe(source.anonymity.identity_known_to_editor.as_ref());
    "real_name", No, Shape::Contact, "never: it would give the source away", expose, |_| Given::Nothing;
    "email", No, Shape::Contact, "never: it would give the source away", expose, |_| Given::Nothing;
    "phone", No, Shape::Contact, "never: it would give the source away", expose, |_| Given::Nothing;
    "contact", No, Shape::Contact, "never: it would give the source away", expose, |_| Given::Nothing;
    "address", No, Shape::Contact, "never: it would give the source away", expose, |_| Given::Nothing;
};

fn expose(source: &mut Source, taken: Taken) {
    source.anonymity.exposed = source.anonymity.exposed.or(Some(taken.span));
}

/// Keys of `[[claim]]`.
#[rustfmt::skip]
pub(super) const CLAIM: &[Row<Stated>] = rows! {
    "id", Always, Shape::Id, "short word by which waivers and other claims refer to it",
        |stated, taken| stated.claim.id = taken.text(), |stated| Given::Text(stated.claim.id.clone());
    "text", Always, Shape::Text, "what is claimed, in a sentence",
        |stated, taken| {
            stated.claim.spans = vec![taken.span];
            stated.claim.text = taken.text();
        },
        |stated| Given::Text(stated.claim.text.clone());
    "sources", No, Shape::Refs(Table::Source), "ids of the sources that assert it",
        |stated, taken| stated.asserted = taken.sources(), |stated| sources(&stated.asserted);
    "denied_by", No, Shape::Refs(Table::Source), "ids of the sources that deny it",
        |stated, taken| stated.denied = taken.sources(), |stated| sources(&stated.denied);
    "declined_by", No, Shape::Refs(Table::Source), "ids of the sources that declined to speak to it",
        |stated, taken| stated.declined = taken.sources(), |stated| sources(&stated.declined);
    "kind", No, Shape::OneOf(|| names(ClaimKind::NAMES)), "what it is about",
        |stated, taken| {
            stated.claim.kind = ClaimKind::of_name(&taken.text()).unwrap_or_default();
            stated.claim.kind_by_hand = true;
        },
        |stated| match stated.claim.kind {
            ClaimKind::Fact if !stated.claim.kind_by_hand => Given::Nothing,
            kind => text(kind.name()),
        };
    "weight", No, Shape::OneOf(|| names(Weight::NAMES)), "how much it weighs; else its kind and place say it",
        |stated, taken| stated.weight = Weight::of_name(&taken.text()),
        |stated| stated.weight.map_or(Given::Nothing, |weight| text(weight.name()));
    "lede", No, Shape::Flag, "does the headline or the first paragraph state it?",
        |stated, taken| stated.claim.lede = taken.flag,
        |stated| if stated.claim.lede { Given::Flag } else { Given::Nothing };
    "may_corroborate", No, Shape::Refs(Table::Claim), "ids of claims that may state the same",
        |stated, taken| stated.claim.may_corroborate = taken.claims(), |stated| claims(&stated.claim.may_corroborate);
    "same_as", No, Shape::Refs(Table::Claim), "ids of claims that state the same: they share their sources' support",
        |stated, taken| stated.claim.same_as = taken.claims(), |stated| claims(&stated.claim.same_as);
    "apart_from", No, Shape::Refs(Table::Claim), "ids of claims that differ, though they look as if one might bear out the other",
        |stated, taken| stated.claim.apart_from = taken.claims(), |stated| claims(&stated.claim.apart_from);
};

/// Keys of `[[waiver]]`.
#[rustfmt::skip]
pub(super) const WAIVER: &[Row<Waived>] = rows! {
    "rule", Always, Shape::Text, "name of the rule that is silenced",
        |waived, taken| waived.waiver.rule = taken.text(), |waived| Given::Text(waived.waiver.rule.clone());
    "claim", One, Shape::Ref(Table::Claim), "id of the claim that it is silenced for",
        |waived, taken| waived.waiver.target = Target::Claim(taken.text()),
        |waived| match &waived.waiver.target {
            Target::Claim(id) => Given::Text(id.clone()),
            Target::Source(_) | Target::Words(_) => Given::Nothing,
        };
    "source", One, Shape::Ref(Table::Source), "id of the source that it is silenced for",
        |waived, taken| waived.waiver.target = Target::Source(taken.text()),
        |waived| match &waived.waiver.target {
            Target::Source(id) => Given::Text(id.clone()),
            Target::Claim(_) | Target::Words(_) => Given::Nothing,
        };
    "role", Always, Shape::Text, "role of who approved it, never a name",
        |waived, taken| waived.waiver.role = taken.text(), |waived| Given::Text(waived.waiver.role.clone());
    "date", Always, Shape::Date, "the day on which it was approved",
        |waived, taken| waived.waiver.date = taken.text(), |waived| Given::Text(waived.waiver.date.clone());
    "reason", Always, Shape::Text, "why", |waived, taken| waived.waiver.reason = taken.text(),
        |waived| Given::Text(waived.waiver.reason.clone());
    "expires", No, Shape::Date, "the last day on which it holds",
        |waived, taken| waived.waiver.expires = Some(taken.text()), |waived| maybe(waived.waiver.expires.as_ref());
};
