//! Where a line of text may be broken, by the Unicode line breaking algorithm (UAX 14).

use textwrap::core::Word;

/// The words of a line with the space after each; scripts without spaces are broken where UAX 14 allows.
pub(super) fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut from = 0;
    Box::new(unicode_linebreak::linebreaks(line).filter_map(move |(end, _)| {
        let word = line.get(from..end)?;
        from = end;
        Some(Word::from(word))
    }))
}
