//! Whether files that have changed are whole again.
//!
//! Many editors save by emptying a file and writing it anew, some by taking it away and putting another in its
//! place. Whoever reads in between reads nothing, or half of the text. So a change counts only when a later look
//! finds the same; and a file that has lost all its content or is gone counts only after many looks.

use std::path::Path;
use std::time::SystemTime;

/// A file as a look finds it: when it was written, and how long it is; nothing when it is not there.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// Looks that must find the same change before it is read.
const STEADY: u32 = 2;

/// Looks that must find a file empty or gone before that is believed; a second, at the pulse of the shelf.
const FORSAKEN: u32 = 40;

/// The files behind one page, as they were read, and what the last looks found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settling {
    read: Vec<Stamp>,
    found: Vec<Stamp>,
    looks: u32,
}

impl Settling {
    /// Takes in what a look finds. Are the files to be read now?
    pub(super) fn look(&mut self, found: &[Stamp]) -> bool {
        if self.found == found {
            self.looks = self.looks.saturating_add(1);
        } else {
            self.found = found.to_vec();
            self.looks = 1;
        }
        self.read != found && self.looks >= self.patience()
    }

    /// Takes in how the files were when they were read.
    pub(super) fn was_read(&mut self, read: Vec<Stamp>) {
        self.read = read;
    }

    fn patience(&self) -> u32 {
        let held = |at: usize| !is_hollow(self.read.get(at).copied().flatten());
        let mut found = self.found.iter().enumerate();
        if found.any(|(at, stamp)| is_hollow(*stamp) && held(at)) {
            FORSAKEN
        } else {
            STEADY
        }
    }
}

fn is_hollow(stamp: Stamp) -> bool {
    stamp.is_none_or(|(_, length)| length == 0)
}

/// How a file is now.
pub(super) fn stamp(path: &Path) -> Stamp {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of this length; the time goes with the length.
    fn of(length: u64) -> Stamp {
        Some((
            SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(length),
            length,
        ))
    }

    fn read_as(stamps: &[Stamp]) -> Settling {
        let mut files = Settling::default();
        files.was_read(stamps.to_vec());
        files
    }

    #[test]
    fn what_has_not_changed_is_not_read_again() {
        let mut files = read_as(&[of(9)]);
        assert!((0..100).all(|_| !files.look(&[of(9)])));
    }

    #[test]
    fn a_change_counts_when_a_second_look_finds_the_same() {
        let mut files = read_as(&[of(9)]);
        assert!(!files.look(&[of(5)]), "it may be half of the text");
        assert!(!files.look(&[of(7)]), "and was");
        assert!(files.look(&[of(7)]));
    }

    #[test]
    fn an_emptied_file_that_is_filled_again_is_read_once_and_filled() {
        for between in [of(0), None] {
            let mut files = read_as(&[of(9)]);
            assert!((1..FORSAKEN).all(|_| !files.look(&[between])));
            assert!(!files.look(&[of(12)]));
            assert!(files.look(&[of(12)]));
        }
    }

    #[test]
    fn a_file_that_stays_empty_or_away_is_believed_in_the_end() {
        for between in [of(0), None] {
            let mut files = read_as(&[of(9)]);
            assert!((0..FORSAKEN).any(|_| files.look(&[between])));
        }
    }

    #[test]
    fn an_empty_file_that_was_read_as_empty_needs_no_patience_for_its_neighbour() {
        let mut files = read_as(&[of(9), None]);
        assert!(!files.look(&[of(8), None]));
        assert!(files.look(&[of(8), None]));
    }
}
