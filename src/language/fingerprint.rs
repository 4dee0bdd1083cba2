//! Fingerprints of words: the same for the same letters and digits, however they are typed.

/// Where a fingerprint begins.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the text and an end mark, going on from `hash` (Fowler, Noll and Vo; IETF draft-eastlake-fnv). Linear.
pub fn print_on(hash: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().chain([0xff]).fold(hash, step)
}

/// Lower case, letters and digits alone, one space between words. Linear.
pub fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
