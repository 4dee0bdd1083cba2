//! Interviews: texts of questions and answers, in which an unquoted "I" is whoever speaks at that place.

use super::words::Words;

/// Is the text an interview: its opening calls it one, or it asks many questions in paragraphs of their own; and the
/// first person stands outside quotation marks in at least one sentence of eight? Linear.
pub(super) fn is_interview(words: &Words) -> bool {
    let sentences = &words.prose.sentences;
    let (mut own, mut questions, mut called) = (0, 0, false);
    for (number, sentence) in sentences.iter().enumerate() {
        let (from, to) = sentence.tokens;
        let first = |at: usize| matches!(words.lower(at), "i" | "we" | "my" | "our") && !words.is_quoted(at);
        own += usize::from((from..to).any(first));
        let asked = to > from && words.word(to - 1) == "?" && !words.is_quoted(to - 1);
        let last = sentences
            .get(number + 1)
            .is_none_or(|next| next.block != sentence.block);
        questions += usize::from(asked && last);
        called |= sentence.block < OPENING && (from..to).any(|at| words.lower(at).starts_with("interview"));
    }
    (called || questions >= QUESTIONS) && own * 8 >= sentences.len() && own > 2
}

/// How many blocks may call the text an interview.
const OPENING: usize = 4;

/// So many paragraphs that end with a question make an interview.
const QUESTIONS: usize = 4;
