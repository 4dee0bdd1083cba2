//! What a reporter is asked about the claims to check first, in plain sentences that stand without the report around them.

use super::first::why;
use crate::Analysis;
use crate::claim::{Claim, ClaimId};
use crate::report::{escape, words};
use crate::rules::{self, Case};

/// What is asked about one claim. Every text is one line.
pub(in crate::report) struct Ask {
    pub(in crate::report) id: ClaimId,
    /// Where it stands, as a reader finds it: "line 12", "paragraph 3"; empty for a claims graph.
    pub(in crate::report) place: String,
    /// What the claim says.
    pub(in crate::report) says: String,
    /// Why it matters; empty where nothing tells.
    pub(in crate::report) matters: String,
    /// Who carries it, and why that is weak.
    pub(in crate::report) why: String,
    /// Whom to ask; empty when no rule says.
    pub(in crate::report) to_do: String,
    /// Who has checked it already.
    pub(in crate::report) checked: Vec<String>,
}

/// What is asked about the claims to check first, in their order.
pub(in crate::report) fn asks(analysis: &Analysis) -> Vec<Ask> {
    let case = &analysis.case;
    let found = words::by_claim(analysis);
    let front = rules::front(case).into_iter();
    front
        .map(|id| {
            let (claim, strength) = (case.graph.claim(id), &case.strengths[id.0]);
            let checked = words::checked(claim);
            Ask {
                id,
                place: place(case, claim),
                says: words::capital(&escape::line(&claim.text)),
                matters: matters(claim),
                why: whole(&why(case, claim, &strength.words)),
                to_do: words::sentence(&escape::line(words::to_do(&found[id.0]).unwrap_or_default())),
                checked: checked
                    .iter()
                    .map(|one| words::sentence(&escape::line(one)))
                    .collect(),
            }
        })
        .collect()
}

/// "It rests on Ines Bauer alone." Beside a claim the subject goes without saying; on its own it does not.
fn whole(why: &str) -> String {
    match why.strip_prefix("Rests ") {
        Some(rest) => format!("It rests {rest}"),
        None => why.to_owned(),
    }
}

fn place(case: &Case, claim: &Claim) -> String {
    match case.by_hand() {
        true => String::new(),
        false => case.draft.row(claim.place()),
    }
}

/// Why it matters: "It accuses somebody of wrongdoing."
fn matters(claim: &Claim) -> String {
    let reason = escape::line(&claim.weight_reason);
    let has_subject = reason.starts_with("the ");
    match words::weight(claim.weight) {
        "" => String::new(),
        _ if reason.is_empty() || has_subject => words::sentence(&reason),
        _ => words::sentence(&format!("it {reason}")),
    }
}

/// A letter about the claims to check first that nobody has checked yet; nothing when there are none.
#[cfg(feature = "page")]
pub(in crate::report) fn letter(analysis: &Analysis) -> Option<String> {
    let open: Vec<Ask> = asks(analysis)
        .into_iter()
        .filter(|ask| ask.checked.is_empty())
        .collect();
    if open.is_empty() {
        return None;
    }
    let mut letter = format!(
        "Before publication, please check: {}\n",
        super::headline(&analysis.case)
    );
    for (at, ask) in open.iter().enumerate() {
        let place = match ask.place.as_str() {
            "" => "The story says".to_owned(),
            place => format!("{} says", words::capital(place)),
        };
        let said = format!("{place}: \u{201c}{}\u{201d}", ask.says.trim_end_matches('.'));
        let parts = [&ask.matters, &ask.why, &ask.to_do];
        let told: Vec<&str> = parts
            .iter()
            .map(|part| part.as_str())
            .filter(|part| !part.is_empty())
            .collect();
        letter.push_str(&format!("\n{}. {said}. {}\n", at + 1, told.join(" ")));
    }
    letter.push_str("\ntwosource judges how a text is sourced, not whether it is true.\n");
    Some(letter)
}
