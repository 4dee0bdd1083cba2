//! Who carries the story: for each source the claims that rest on it, and those that fall with it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{chain, known};
use crate::attribution::Stance;
use crate::claim::{ClaimId, Weight};
use crate::report::svg::figure::Figure;
use crate::report::svg::footing::Footing;
use crate::report::words;
use crate::rules::Case;
use crate::source::SourceId;

/// Those who carry a claim, who carries most first.
pub(in crate::report) struct Carriers {
    pub(in crate::report) rows: Vec<Carrier>,
}

/// One of them.
pub(in crate::report) struct Carrier {
    pub(in crate::report) id: String,
    pub(in crate::report) figure: Figure,
    pub(in crate::report) name: String,
    pub(in crate::report) about: String,
    /// Those that fall with it, then those that others say too; each in the order of the text.
    pub(in crate::report) claims: Vec<Carried>,
}

/// A claim that a source carries.
#[derive(Clone, Copy)]
pub(in crate::report) struct Carried {
    /// From 1.
    pub(in crate::report) number: usize,
    pub(in crate::report) weight: Weight,
    pub(in crate::report) footing: Footing,
    /// Does it fall with the source?
    pub(in crate::report) alone: bool,
    /// Between the two, how many stand with whom it falls as well.
    far: usize,
    /// Is it only read that the source says it, from a word that points to somebody?
    pub(in crate::report) pointed: bool,
}

impl Carrier {
    /// How many claims fall with it; views of its own, which nobody else could carry, are none.
    pub(in crate::report) fn falling(&self) -> usize {
        let falls = |one: &&Carried| one.alone && one.footing != Footing::Own;
        self.claims.iter().filter(falls).count()
    }

    /// Who it is, and which claims it carries: "Ida Lund · named, on record · falls with it: claims 1, 2".
    pub(in crate::report) fn title(&self) -> String {
        let numbers = |alone: bool| -> Vec<usize> {
            let wanted = self.claims.iter().filter(|one| one.alone == alone);
            wanted.map(|one| one.number).collect()
        };
        let mut said = format!("{} · {}", self.name, self.about);
        for (how, numbers) in [
            ("falls with it", numbers(true)),
            ("others say too", numbers(false)),
        ] {
            if !numbers.is_empty() {
                said.push_str(&format!(" · {how}: {}", words::claims(&numbers)));
            }
        }
        said
    }

    /// How many heavy ones do.
    pub(in crate::report) fn heavy(&self) -> usize {
        let heavy = |one: &&Carried| one.alone && one.weight == Weight::Heavy && one.footing != Footing::Own;
        self.claims.iter().filter(heavy).count()
    }

    /// How far it stands from what it carries: of those with whom the same falls, who passes it on is called first.
    fn far(&self) -> usize {
        self.claims.iter().map(|one| one.far).sum()
    }

    /// How much falls with it: heavy claims most, views of its own, which nobody else could carry, not at all.
    fn load(&self) -> usize {
        let alone = self
            .claims
            .iter()
            .filter(|one| one.alone && one.footing != Footing::Own);
        let weights = alone.map(|one| match one.weight {
            Weight::Heavy => 4,
            Weight::Normal => 2,
            Weight::Light => 1,
        });
        weights.sum()
    }
}

impl Carriers {
    pub(in crate::report) fn of(case: &Case) -> Carriers {
        let mut claims: Vec<Vec<Carried>> = vec![Vec::new(); case.graph.sources.len()];
        for at in 0..known(case) {
            for (source, alone) in carried_by(case, at) {
                let before = case.strengths[at]
                    .falls_with
                    .iter()
                    .position(|one| *one == source);
                claims[source.0].push(Carried {
                    number: at + 1,
                    weight: case.graph.claims[at].weight,
                    footing: Footing::of(case.strengths[at].rung),
                    alone,
                    far: before.unwrap_or(0),
                    pointed: chain::pointer(case, ClaimId(at), source, Stance::Asserts).is_some(),
                });
            }
        }
        let carrying = claims
            .into_iter()
            .enumerate()
            .filter(|(_, claims)| !claims.is_empty());
        let mut rows: Vec<Carrier> = carrying
            .map(|(at, claims)| carrier(case, SourceId(at), claims))
            .collect();
        rows.sort_by_key(|row| Reverse((row.load(), row.falling(), Reverse(row.far()), row.claims.len())));
        Carriers { rows }
    }

    /// The source with which most falls; none where no two claims fall with any.
    pub(in crate::report) fn narrowest(&self) -> Option<&Carrier> {
        self.rows.iter().find(|row| row.falling() > 1)
    }

    /// The claims that fall with the source with which most falls; none where no two fall.
    pub(in crate::report) fn falling_with_first(&self) -> Vec<ClaimId> {
        let Some(first) = self.narrowest() else {
            return Vec::new();
        };
        let falling = first.claims.iter();
        let falling = falling.filter(|one| one.alone && one.footing != Footing::Own);
        falling.map(|one| ClaimId(one.number - 1)).collect()
    }

    /// With whom most falls: "Ida Lund: without this source 5 of 9 claims fall, 2 of them heavy."
    pub(in crate::report) fn waist(&self, case: &Case) -> String {
        let Some(first) = self.narrowest() else {
            return String::new();
        };
        let heavy = match first.heavy() {
            0 => String::new(),
            heavy => format!(", {} of them heavy", words::grouped(heavy)),
        };
        format!(
            "{}: without this source {} of {} fall{heavy}.",
            first.name,
            words::grouped(first.falling()),
            words::count(known(case), "claim")
        )
    }
}

fn carrier(case: &Case, source: SourceId, mut claims: Vec<Carried>) -> Carrier {
    claims.sort_by_key(|one| !one.alone);
    let who = case.graph.source(source);
    Carrier {
        id: who.id.clone(),
        figure: Figure::of(who),
        name: words::name(who),
        about: words::about(who),
        claims,
    }
}

/// The sources that a claim rests on, and for each whether it falls with it. A group is none when one of it speaks for
/// itself.
fn carried_by(case: &Case, at: usize) -> Vec<(SourceId, bool)> {
    let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
    let supporters = claim.supporters();
    let member = |id: &SourceId| case.graph.sources.get(id.0).and_then(|source| source.member_of);
    let groups: Vec<SourceId> = supporters.iter().filter_map(member).collect();
    let lists = [&supporters, &strength.falls_with, &strength.roots];
    let all: BTreeSet<SourceId> = lists.into_iter().flatten().copied().collect();
    let own =
        |id: &SourceId| id.0 < case.graph.sources.len() && (supporters.contains(id) || !groups.contains(id));
    let told = all.into_iter().filter(own);
    told.map(|id| (id, strength.falls_with.contains(&id))).collect()
}
