//! Bodies of several nations, or of several fields, that share one noun: "the Spanish and Algerian governments".

use super::joint::EACH;
use super::lexicon::nation;
use super::words::Words;

/// One of the bodies of several nations that share a noun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nation {
    /// The token of its adjective.
    pub(super) adjective: usize,
    /// The noun, in the singular.
    pub(super) noun: &'static str,
}

/// "Both the Spanish and Algerian governments": each of them, named by its nation.
pub(super) fn bodies(words: &Words, (from, to): (usize, usize)) -> Vec<Nation> {
    let noun = match words.lower(to.saturating_sub(1)) {
        "governments" => "government",
        "parliaments" => "parliament",
        "embassies" => "embassy",
        "militaries" => "military",
        "ministries" => "ministry",
        _ => return Vec::new(),
    };
    let each = from + usize::from(EACH.contains(&words.lower(from)));
    let first = each + usize::from(words.lower(each) == "the");
    let (mut found, mut at) = (Vec::new(), first);
    let field = |at: usize| {
        noun == "ministry" && words.is_word(at) && !words.is_function(at) && !words.is_capital(at)
    };
    let nation = |at: usize| words.is_capital(at) && nation(words.lower(at)).is_some();
    while at + 1 < to && (nation(at) || field(at)) {
        found.push(Nation { adjective: at, noun });
        at += 1;
        at += usize::from(words.word(at) == ",");
        at += usize::from(words.lower(at) == "and");
    }
    if at + 1 == to && found.len() > 1 {
        found
    } else {
        Vec::new()
    }
}
