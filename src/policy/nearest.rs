//! "Did you mean ...?"

/// The candidate that differs from `word` by the fewest typed letters, if by few enough to be a slip. Of two, the
/// first. Costs the product of the lengths for each candidate; words of more than 64 letters have none.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let word = word.to_lowercase().replace('_', "-");
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).clamp(1, 4);
    let slips = |candidate: &str| strsim::osa_distance(&word, &candidate.to_lowercase().replace('_', "-"));
    let near = candidates
        .into_iter()
        .map(|candidate| (slips(candidate), candidate));
    let best = near
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance);
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_seen_and_a_stranger_is_not() {
        let names = ["single-source", "single-anonymous", "outlet-only"];
        assert_eq!(nearest("single-sorce", names), Some("single-source"));
        assert_eq!(nearest("Single_Source", names), Some("single-source"));
        assert_eq!(nearest("outlets-only", names), Some("outlet-only"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
    }
}
