//! Lines in title case: every word of weight has a capital, so that a capital marks no name in them.

use super::words::Words;

/// How many words of weight a line needs before its capitals say anything about it.
const ENOUGH: usize = 5;

/// For each sentence, whether it is in title case. Linear.
pub(super) fn sentences(words: &Words) -> Vec<bool> {
    let sentences = words.prose.sentences.iter();
    sentences
        .map(|sentence| is_titled(words, sentence.tokens))
        .collect()
}

fn is_titled(words: &Words, (from, to): (usize, usize)) -> bool {
    let mut weighty = 0;
    for at in (from..to).filter(|at| words.is_word(*at) && !words.is_function(*at)) {
        let glued = at > from && matches!(words.word(at - 1), "-" | "'" | "’");
        if words.is_capital(at) {
            weighty += 1;
        } else if !glued && words.word(at).chars().count() > 1 && !words.word(at).starts_with(['\'', '’']) {
            return false;
        }
    }
    weighty >= ENOUGH
}
