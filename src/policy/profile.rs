//! Profiles: which desk it is. What each means for the rules, the rules know.

/// The kind of desk that a policy is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Agency copy: short, each claim with its source in the sentence.
    Wire,
    /// Investigations: every source without a name is described, explained and approved.
    Strict,
    /// Told pieces: scenes and voices, sources where the telling lets them stand.
    Feature,
}

impl Profile {
    /// All with the names that files use.
    pub const NAMES: &'static [(Profile, &'static str)] = &[
        (Profile::Wire, "wire"),
        (Profile::Strict, "strict"),
        (Profile::Feature, "feature"),
    ];

    /// The profile with this name.
    pub fn of_name(name: &str) -> Option<Profile> {
        let known = Self::NAMES.iter().find(|(_, known)| *known == name);
        known.map(|(profile, _)| *profile)
    }
}
