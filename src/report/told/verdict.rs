//! The verdict: what the draft comes to, in one sentence that is never more than true.

use super::known;
use super::remainder::stands;
use crate::Analysis;
use crate::claim::{ClaimId, Weight};
use crate::report::svg::footing::Footing;
use crate::report::words;
use crate::rules::{self, Case};

/// The sentence; before it, why the draft was not read, if it was not.
pub(in crate::report) fn of(analysis: &Analysis, front: &[ClaimId]) -> String {
    let live = analysis.findings.iter().filter(|one| one.waived.is_none());
    let unread = live.filter(|one| rules::says_unread(one.rule));
    let mut said: Vec<String> = unread.map(|one| words::sentence(&one.message)).collect();
    if known(&analysis.case) > 0 {
        said.push(of_claims(&analysis.case, front));
    } else if said.is_empty() {
        said.push("No claim was found.".to_owned());
    }
    said.join(" ")
}

/// Of the heavy claims; where others are to be checked too, of those and of the heavy ones that do not stand; where there is
/// neither, of all.
fn of_claims(case: &Case, front: &[ClaimId]) -> String {
    let all: Vec<usize> = (0..known(case)).collect();
    let is_heavy = |at: &usize| case.graph.claims[*at].weight == Weight::Heavy;
    let of_front = |at: &usize| front.contains(&ClaimId(*at));
    let of = |wanted: &dyn Fn(&usize) -> bool| -> Vec<usize> { all.iter().copied().filter(wanted).collect() };
    let heavy = of(&is_heavy);
    if front.iter().any(|id| !is_heavy(&id.0)) {
        let look = of(&|at| of_front(at) || (is_heavy(at) && !stands(case, *at)));
        let told = Group::of(case, &look).told(["claim to look at", "claims to look at"]);
        return format!("{told}{}.", contested(case, &look));
    }
    if heavy.is_empty() {
        let told = Group::of(case, &all).told(["claim", "claims"]);
        return format!("No claim here is heavy. {told}{}.", contested(case, &all));
    }
    let told = Group::of(case, &heavy).told(["heavy claim", "heavy claims"]);
    format!("{told}{}.", contested(case, &heavy))
}

/// Claims by what they stand on.
struct Group {
    /// Weakest first, those that occur.
    tally: Vec<(Footing, usize)>,
    count: usize,
    /// Has one of those on one source several, all of one side?
    one_side: bool,
    /// Does one of those on people who are not named rest on several?
    people: bool,
}

impl Group {
    fn of(case: &Case, claims: &[usize]) -> Group {
        let footing = |at: &usize| Footing::of(case.strengths[*at].rung);
        let count = |wanted: Footing| claims.iter().filter(|at| footing(at) == wanted).count();
        let mut tally: Vec<(Footing, usize)> = Footing::ALL.map(|one| (one, count(one))).to_vec();
        tally.retain(|(_, number)| *number > 0);
        tally.sort_unstable();
        let sided = |at: &usize| footing(at) == Footing::One && case.strengths[*at].independence.cited > 1;
        let several =
            |at: &usize| footing(at) == Footing::Unnamed && case.strengths[*at].independence.cited > 1;
        Group {
            tally,
            count: claims.len(),
            one_side: claims.iter().any(sided),
            people: claims.iter().any(several),
        }
    }

    /// "Of 6 heavy claims 1 rests on somebody who is not named, 4 on one source each and 1 on a document".
    fn told(&self, [noun, nouns]: [&str; 2]) -> String {
        match (self.tally.as_slice(), self.count) {
            ([(Footing::Two, _)], 2..) => format!("No {noun} rests on one source"),
            ([(footing, _)], 1) => format!("The one {noun} rests on {}", self.ground(*footing, 1)),
            ([(footing, count)], all) => {
                let all = match all {
                    2 => "Both".to_owned(),
                    more => format!("All {}", words::grouped(more)),
                };
                format!("{all} {nouns} rest on {}", self.ground(*footing, *count))
            }
            (several, _) => {
                let part = |(at, (footing, count)): (usize, &(Footing, usize))| {
                    let verb = match (at, count) {
                        (0, 1) => " rests",
                        (0, _) => " rest",
                        _ => "",
                    };
                    format!(
                        "{}{verb} on {}",
                        words::grouped(*count),
                        self.ground(*footing, *count)
                    )
                };
                let parts: Vec<String> = several.iter().enumerate().map(part).collect();
                format!("Of {} {nouns} {}", words::grouped(self.count), listed(&parts))
            }
        }
    }

    /// What so many claims rest on.
    fn ground(&self, footing: Footing, count: usize) -> &'static str {
        match (footing, count) {
            (Footing::Nobody, _) => "nobody",
            (Footing::Unnamed, 1) if !self.people => "somebody who is not named",
            (Footing::Unnamed, _) => "people who are not named",
            (Footing::Outlet, _) => "another outlet alone",
            (Footing::One, 1) if self.one_side => "one side",
            (Footing::One, _) if self.one_side => "one source or side each",
            (Footing::One, 1) => "one source",
            (Footing::One, _) => "one source each",
            (Footing::Own, 1) => "the speaker's own word",
            (Footing::Own, _) => "the speakers' own word",
            (Footing::Document, 1) => "a document alone",
            (Footing::Document, _) => "a document each",
            (Footing::Two, _) => "two independent sources or more",
        }
    }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// "; 1 is denied and 2 differ from another claim"; of one claim "; it is denied".
fn contested(case: &Case, claims: &[usize]) -> String {
    let count = |wanted: &dyn Fn(usize) -> bool| claims.iter().filter(|at| wanted(**at)).count();
    let denied = count(&|at| case.strengths[at].disputed);
    let differing = count(&|at| !case.graph.claims[at].discrepancies.is_empty());
    let who = |number: usize| match claims.len() {
        1 => "it".to_owned(),
        _ => words::grouped(number),
    };
    let mut parts = Vec::new();
    if denied > 0 {
        let verb = if denied == 1 { "is" } else { "are" };
        parts.push(format!("{} {verb} denied", who(denied)));
    }
    if differing > 0 {
        let verb = if differing == 1 { "differs" } else { "differ" };
        parts.push(format!("{} {verb} from another claim", who(differing)));
    }
    match parts.is_empty() {
        true => String::new(),
        false => format!("; {}", listed(&parts)),
    }
}
