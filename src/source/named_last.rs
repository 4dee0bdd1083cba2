//! The person whose name ends a long phrase: what stands before it is his title, whatever names stand in that.

use super::name::What;
use super::registry::{Mention, Registry};
use super::words::Words;

/// "Fight for Nine organizing director Ann Lee", "Timber and Grain Board director Ann Lee": a person with a title whose name
/// ends a phrase that names one source, whatever another name, prepositions and "and" stand in it; and where the title begins.
pub(super) fn titled<'r>(
    words: &Words,
    registry: &'r Registry,
    (from, to): (usize, usize),
    end: usize,
) -> Option<(usize, &'r Mention)> {
    let mention = registry.mentions_in((from, to)).last()?;
    let (title, name) = (mention.run.title, mention.run.core);
    let head = end.checked_sub(1).filter(|head| *head >= from)?;
    let person = registry.entity(mention.entity).what != What::Body;
    let body = words.is_capital(head) && !words.is_role(head) && !words.is_roles(head);
    let lead = title.0 == title.1 && words.is_role(title.0.saturating_sub(1));
    let first = if lead { title.0 - 1 } else { title.0 };
    let titled = (lead || title.0 < title.1) && first > end && name.1 == to;
    let plain = |at: usize| words.is_word(at) && !words.is_function(at);
    let joins =
        |at: usize| words.lower(at) == "and" || matches!(words.word(at), "." | "-" | "&" | "'s" | "’s");
    let joined = match words.lower(end) {
        "and" => (end + 1..first).all(|at| plain(at) || joins(at)),
        _ => body && first > end + 1 && plain(first - 1),
    };
    (person && titled && joined).then_some((first, mention))
}

/// "Timber Board assistant director and envoy for the north, Ann Lee": the only person, whose whole name ends a long title
/// behind a comma.
pub(super) fn apposed<'r>(
    words: &Words,
    registry: &'r Registry,
    (from, to): (usize, usize),
) -> Option<&'r Mention> {
    let mentions = registry.mentions_in((from, to));
    let last = mentions.last()?;
    let ((first, end), name) = (last.run.whole(), last.run.core);
    let to = to - usize::from(words.word(to - 1) == ",");
    let comma = first
        .checked_sub(1)
        .filter(|at| *at > from && words.word(*at) == ",")?;
    let person = |mention: &Mention| registry.entity(mention.entity).what != What::Body;
    let alone = mentions.iter().filter(|mention| person(mention)).count() == 1;
    let role = (from..comma).rfind(|at| words.is_role(*at) && !words.is_capital(*at));
    // "the mayor of Ashby, Ann Lee" is read as any description is; here the office has its house before it.
    let house = mentions
        .first()
        .is_some_and(|mention| !person(mention) && mention.run.whole().0 == from);
    let several =
        (from..comma).any(|at| words.is_roles(at) || matches!(words.lower(at), "including" | "with" | "who"));
    let held = role.is_some_and(|role| house && role >= mentions[0].run.core.1);
    (person(last) && alone && held && !several && end == to && name.1 > name.0 + 1).then_some(last)
}
