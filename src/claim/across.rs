//! Claims of several articles: do two state the same, and if not, in what do they part?

use super::Claim;
use super::figure::Measure;
use super::gist::Gist;
use super::same::{self, Conflict, Echo, Relation};

/// What a claim of one article says, to be compared with claims of others.
#[derive(Clone, Debug)]
pub struct Saying {
    gist: Gist,
}

/// How the claims of two articles stand to one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tie {
    /// They state the same.
    Same,
    /// They give other figures of the same thing, the first and the second.
    Figures(f64, f64),
    /// They give another day of the same thing.
    Days,
    /// The one says that it is not so.
    Contrary,
    /// They have nothing to do with one another, or that is not sure.
    Apart,
}

/// What is known of two articles before their claims are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// The one says that it has it from the other: what it says in other or fewer words is the same.
    Credited,
    /// Nothing.
    Strangers,
}

/// Two texts without their figures are of one thing from this score on.
const ALIKE: f64 = 0.9;

/// So much of what a text tells its fuller telling has too.
const TOLD: f64 = 0.75;

/// With fewer telling words two texts are alike by chance.
const FEWEST: usize = 4;

impl Saying {
    /// What a claim says. Linear in its words.
    pub fn of(claim: &Claim) -> Saying {
        Saying {
            gist: Gist::of(&claim.text),
        }
    }

    /// The stems of its telling words with how much each tells.
    pub fn telling(&self) -> Vec<(u64, f64)> {
        let mut stems: Vec<(u64, f64)> = self
            .gist
            .telling()
            .map(|piece| (piece.stem, piece.rarity))
            .collect();
        stems.sort_by_key(|(stem, _)| *stem);
        stems.dedup_by_key(|(stem, _)| *stem);
        stems
    }

    /// How it stands to what a claim of another article says. Quadratic in their words.
    pub fn tie(&self, other: &Saying, kin: Kin) -> Tie {
        let (one, two) = (&self.gist, &other.gist);
        if one.telling().count().min(two.telling().count()) < FEWEST {
            return Tie::Apart;
        }
        if same::holds(one, two, Echo::No) || same::holds(two, one, Echo::No) {
            return Tie::Same;
        }
        if kin == Kin::Credited && (retells(one, two) || retells(two, one)) {
            return Tie::Same;
        }
        match same::of_sources(one, two, Echo::No) {
            Relation::Same => Tie::Same,
            Relation::Discrepancy => self.parted(other),
            _ if same::is_contrary(one, two) && same::likeness(one, two) >= ALIKE => Tie::Contrary,
            _ => Tie::Apart,
        }
    }

    fn parted(&self, other: &Saying) -> Tie {
        let clash = same::clash(&self.gist, &other.gist);
        let clash = clash.filter(|(one, _)| !matches!(one.measure, Measure::Label | Measure::Time));
        match clash {
            Some((one, two)) => Tie::Figures(one.value, two.value),
            None => Tie::Days,
        }
    }
}

/// Does the first say nothing that the second, from which it has it, does not say?
fn retells(first: &Gist, second: &Gist) -> bool {
    let agrees = matches!(
        same::between(first, second),
        None | Some(Conflict::Word | Conflict::Extra)
    );
    agrees
        && !same::figures_beyond(first, second)
        && same::repeated(first, second) >= TOLD
        && same::repeats_more_than_names(first, second)
}
