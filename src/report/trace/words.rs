//! What is said of a trace in words, the same in text, page and picture.

use crate::claim::{ClaimId, Weight};
use crate::report::words;
use crate::source::SourceKind;
use crate::trace::{From, How, Role, Stands, Telling, Trace, Traced};

/// "printed from The Ledger, 81%", "credits Quay Radio for 2 claims; its article is not here".
pub(in crate::report) fn from(trace: &Trace, from: &From) -> String {
    let outlet = &trace.outlets[from.outlet].name;
    let told = match from.how {
        How::Printed => format!("printed from {outlet}, {} of it", percent(from.share)),
        How::Passages => format!("passages from {outlet}, {} of it", percent(from.share)),
        How::Wire => format!("given to {outlet}"),
        How::Credits => match from.claims {
            0 => format!("credits {outlet}"),
            number => format!("credits {outlet} for {}", words::count(number, "claim")),
        },
    };
    let doubt = match (from.article, from.stands) {
        (None, _) if trace.outlets[from.outlet].outside => " (its article is not here)",
        (None, _) => "",
        (_, Stands::Before) => "",
        (_, Stands::After) => " (whose article here came later)",
        (_, Stands::Unknown) => " (which was first is not known)",
    };
    told + doubt
}

/// What an article has from where, and what it adds, in a line.
pub(in crate::report) fn says(trace: &Trace, article: &Traced) -> String {
    let from = article.from.iter().map(|one| from(trace, one));
    let says: Vec<String> = from.chain([adds(article)]).collect();
    says.join("; ")
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// What an article adds, in a line.
pub(in crate::report) fn adds(article: &Traced) -> String {
    match article.brings {
        0 => "adds no source of its own".to_owned(),
        number => format!(
            "brings a source for {} of {}",
            number,
            words::count(article.claims, "claim")
        ),
    }
}

/// What each article does to a claim, in their order: "first, brings Ann Vale", "repeats The Ledger", "adds Tom Orr".
pub(in crate::report) fn tellings(trace: &Trace, claim: ClaimId) -> Vec<String> {
    let all = trace.tellings[claim.0].iter().enumerate();
    all.map(|(at, one)| match at {
        0 => format!("first, {}", telling(trace, one, "brings")),
        _ => telling(trace, one, "adds"),
    })
    .collect()
}

fn telling(trace: &Trace, telling: &Telling, brings: &str) -> String {
    let own: Vec<String> = telling
        .own
        .iter()
        .map(|id| trace.graph.source(*id))
        .filter(|source| source.kind != SourceKind::Outlet)
        .map(|source| source.label().to_owned())
        .collect();
    let via: Vec<String> = telling
        .via
        .iter()
        .map(|at| trace.outlets[*at].name.clone())
        .collect();
    match telling.role {
        Role::Brings => format!("{brings} {}", listed(&own)),
        Role::SameSource => format!("has it from {} too", listed(&own)),
        Role::Repeats if telling.printed => format!("repeats {} word for word", listed(&via)),
        Role::Repeats => format!("repeats {}", listed(&via)),
        Role::Circle => format!("repeats {}, and that leads back in a circle", listed(&via)),
        Role::NamesNobody if telling.counts => "says so and names nobody".to_owned(),
        Role::NamesNobody => "says so again and names nobody".to_owned(),
        Role::Denial => "tells only that it is denied".to_owned(),
    }
}

/// "A", "A and B", "A, B and 3 more".
pub(in crate::report) fn listed(names: &[String]) -> String {
    match names {
        [] => "somebody".to_owned(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}

/// The claims of weight, those to look at first: heavy and told by most, the weakest of them first.
pub(in crate::report) fn of_weight(trace: &Trace) -> Vec<ClaimId> {
    let all = (0..trace.graph.claims.len()).map(ClaimId);
    let mut chosen: Vec<ClaimId> = all.filter(|id| trace.is_of_weight(*id)).collect();
    chosen.sort_by_key(|id| {
        let claim = trace.graph.claim(*id);
        let several = trace.tellers(*id).len() > 1;
        let heavy = claim.weight == Weight::Heavy;
        let tellers = std::cmp::Reverse(trace.tellers(*id).len());
        (!several, !heavy, tellers, *id)
    });
    chosen
}

/// "told by 5 outlets, 2 of them with a source of their own".
pub(in crate::report) fn tally(trace: &Trace, claim: ClaimId) -> String {
    let told = trace.tellers(claim).len();
    let mut bringing: Vec<usize> = trace.tellings[claim.0]
        .iter()
        .filter(|telling| telling.role == Role::Brings)
        .map(|telling| trace.articles[telling.article].outlet)
        .collect();
    bringing.sort_unstable();
    bringing.dedup();
    let with = match (told, bringing.len()) {
        (1, 1) => String::new(),
        (_, 0) => ", none with a source of its own".to_owned(),
        (_, 1) => ", one with a source of its own".to_owned(),
        (_, number) if number == told => ", each with a source of its own".to_owned(),
        (_, number) => format!(", {number} of them with sources of their own"),
    };
    format!("told by {}{with}", words::count(told, "outlet"))
}

/// Who was first with a claim, and how many others tell it.
pub(in crate::report) fn tellers(trace: &Trace, claim: ClaimId) -> String {
    let mut tellings = trace.tellings[claim.0].iter();
    let first = tellings.next().map(|telling| called(trace, telling.article));
    let first = first.unwrap_or_default();
    match tellings.len() {
        0 => first,
        others => format!("{first}, then {}", words::count(others, "other article")),
    }
}

/// What an article is called: its outlet and when it came out.
pub(in crate::report) fn called(trace: &Trace, article: usize) -> String {
    let one = &trace.articles[article];
    let outlet = &trace.outlets[one.outlet].name;
    match one.label.date {
        Some(date) => format!("{outlet}, {date}"),
        None => format!("{outlet}, no date"),
    }
}
