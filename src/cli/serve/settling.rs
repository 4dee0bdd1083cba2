//! Whether files that have changed are whole again.
//!
//! Many editors save by emptying a file and writing it anew, some by taking it away and putting another in its
//! place. Whoever reads in between reads nothing, or half of the text. So a change counts only when a later look
//! finds the same; and a file that has lost all its content or is gone counts only after many looks.

use std::path::Path;
use std::time::SystemTime;

/// A file as a look finds it; nothing when it is not there.
pub(super) type Stamp = Option<Look>;

/// What tells a file from the one that was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    written: SystemTime,
    length: u64,
    /// Which file it is, and when anything of it was last changed, the time of writing included: where the system tells.
    which: [i64; 3],
}

/// Looks that must find the same change before it is read.
const STEADY: u32 = 2;

/// Looks that must find a file empty or gone before that is believed; a second, at the pulse of the shelf.
const FORSAKEN: u32 = 40;

/// Looks after which a file is read though it is written without pause; a fifth of a second.
const RESTLESS: u32 = 8;

/// The files behind one page, as they were read, and what the last looks found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settling {
    read: Vec<Stamp>,
    found: Vec<Stamp>,
    looks: u32,
    /// Looks since they were read that found another state than the look before.
    restless: u32,
}

impl Settling {
    /// Takes in what a look finds. Are the files to be read now?
    pub(super) fn look(&mut self, found: &[Stamp]) -> bool {
        if self.found == found {
            self.looks = self.looks.saturating_add(1);
        } else {
            self.found = found.to_vec();
            self.looks = 1;
            self.restless = self.restless.saturating_add(1);
        }
        if self.read == found {
            self.restless = 0;
            return false;
        }
        let patience = self.patience();
        self.looks >= patience || patience == STEADY && self.restless >= RESTLESS
    }

    /// Takes in how the files were when they were read.
    pub(super) fn was_read(&mut self, read: Vec<Stamp>) {
        self.read = read;
        self.restless = 0;
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
    stamp.is_none_or(|look| look.length == 0)
}

/// How a file is now.
pub(super) fn stamp(path: &Path) -> Stamp {
    let about = std::fs::metadata(path).ok()?;
    Some(Look {
        written: about.modified().ok()?,
        length: about.len(),
        which: which(&about),
    })
}

#[cfg(unix)]
fn which(about: &std::fs::Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt;
    [about.ino().cast_signed(), about.ctime(), about.ctime_nsec()]
}

#[cfg(not(unix))]
fn which(_about: &std::fs::Metadata) -> [i64; 3] {
    [0; 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of this length; the time goes with the length.
    fn of(length: u64) -> Stamp {
        Some(Look {
            written: SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(length),
            length,
            which: [0; 3],
        })
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
    fn a_file_that_is_written_without_pause_is_read_all_the_same() {
        let mut files = read_as(&[of(9)]);
        let read = (10..).position(|length| files.look(&[of(length)])).unwrap();
        assert!(read < 10, "a quarter of a second at the most: {read}");
        files.was_read(vec![of(20)]);
        assert!(!files.look(&[of(21)]), "and then not at once again");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_same_length_and_time_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::write(&file, "one").unwrap();
        let before = stamp(&file);
        let time = std::fs::metadata(&file).unwrap().modified().unwrap();
        std::fs::write(&other, "two").unwrap();
        let written = std::fs::File::options().write(true).open(&other).unwrap();
        written.set_modified(time).unwrap();
        std::fs::rename(&other, &file).unwrap();
        let after = stamp(&file);
        let same = |stamp: Stamp| stamp.map(|look| (look.written, look.length));
        assert_eq!(same(before), same(after));
        assert_ne!(before, after);
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
