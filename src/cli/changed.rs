//! Changed lines, so that a check speaks only of what an author touched: from a diff, or from git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use twosource::draft::Format;

use super::input::extension;
use super::unified::{self, Lines, Touched};

/// The lines that are added or changed, by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    files: BTreeMap<PathBuf, Vec<Lines>>,
    /// Paths of the diff at which there is nothing, as they stand in it without their prefix.
    lost: Vec<String>,
}

impl Changed {
    /// Reads a unified diff as `git diff` and `diff -u` write it. Its paths may have any prefix (`a/` and `b/`, `i/` and `w/`,
    /// none) and go from the working folder or one above it: as most of its files are found.
    ///
    /// # Errors
    ///
    /// A message, when it is no unified diff.
    pub(super) fn read(diff: &str) -> Result<Changed, String> {
        let touched = unified::parse(diff)?;
        let here = std::env::current_dir().map_err(|error| error.to_string())?;
        let road = road(&touched, &here);
        let mut changed = Changed::default();
        for file in touched {
            match road.to(&file.path) {
                Some(found) => changed.add(found, file.lines),
                None => {
                    let below = prefix(&file).and_then(|parts| without(&file.path, parts));
                    changed.lost.push(below.unwrap_or(&file.path).to_owned());
                }
            }
        }
        Ok(changed)
    }

    /// Takes up lines of a file, by its whole path.
    pub(super) fn add(&mut self, file: PathBuf, lines: Vec<Lines>) {
        self.files.entry(file).or_default().extend(lines);
    }

    /// The changed lines of a file; nothing when the diff does not touch it.
    pub(super) fn lines_of(&self, path: &Path) -> Option<&[Lines]> {
        let whole = path.canonicalize().ok()?;
        self.files.get(&whole).map(Vec::as_slice)
    }

    /// Drafts that the diff names and that are not where it says.
    pub(super) fn lost(&self) -> Vec<&str> {
        let lost = self.lost.iter().map(String::as_str);
        lost.filter(|path| is_draft(Path::new(path))).collect()
    }

    /// Drafts that the diff names and that are there.
    pub(super) fn drafts(&self) -> Vec<&Path> {
        let files = self.files.keys().map(PathBuf::as_path);
        files.filter(|path| is_draft(path)).collect()
    }
}

fn is_draft(path: &Path) -> bool {
    let extension = extension(path);
    Format::extensions().any(|known| known == extension)
}

/// Does a changed line lie between `first` and `last`?
pub(super) fn touches(changed: &[Lines], first: usize, last: usize) -> bool {
    changed.iter().any(|(from, to)| *from <= last && first <= *to)
}

/// How the paths of a diff lead to files: from which folder, and without how many of their first parts.
struct Road {
    folder: PathBuf,
    stripped: usize,
}

impl Road {
    fn to(&self, path: &str) -> Option<PathBuf> {
        let below = without(path, self.stripped)?;
        let file = self.folder.join(below);
        file.is_file().then(|| file.canonicalize().ok()).flatten()
    }
}

/// So many files of a diff show where its paths lead.
const ASKED: usize = 100;

/// Longer prefixes than this are none.
const PARTS: usize = 8;

/// The road by which most files are found; of several, the prefix in which the paths before and after differ, then the shortest,
/// then the nearest folder.
fn road(touched: &[Touched], here: &Path) -> Road {
    let asked = &touched[..touched.len().min(ASKED)];
    let mut best = Road {
        folder: here.to_owned(),
        stripped: 0,
    };
    let mut most = (0, 0);
    for stripped in 0..PARTS {
        let expected = asked.iter().filter(|file| prefix(file) == Some(stripped)).count();
        for folder in here.ancestors() {
            let road = Road {
                folder: folder.to_owned(),
                stripped,
            };
            let found = asked.iter().filter(|file| road.to(&file.path).is_some()).count();
            if found > 0 && (found, expected) > most {
                most = (found, expected);
                best = road;
            }
        }
    }
    best
}

/// How many first parts of a path are a prefix, told by the path before it, which has another.
fn prefix(file: &Touched) -> Option<usize> {
    let before: Vec<&str> = file.before.as_deref()?.split('/').rev().collect();
    let after: Vec<&str> = file.path.split('/').rev().collect();
    let same = before
        .iter()
        .zip(&after)
        .take_while(|(one, other)| one == other)
        .count();
    (same > 0).then(|| after.len() - same)
}

fn without(path: &str, parts: usize) -> Option<&str> {
    let mut rest = path;
    for _ in 0..parts {
        rest = rest.split_once('/')?.1;
    }
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_between_two_others() {
        assert!(touches(&[(4, 5)], 5, 9) && touches(&[(4, 5)], 1, 4));
        assert!(!touches(&[(4, 5)], 6, 9) && !touches(&[(4, 5)], 1, 3));
    }

    fn found(before: &str, path: &str, files: &[&str]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        for file in files {
            let file = top.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "x").unwrap();
        }
        let touched = [Touched {
            before: Some(before.to_owned()),
            path: path.to_owned(),
            lines: Vec::new(),
        }];
        let found = road(&touched, &top.join("desk")).to(path)?;
        Some(
            found
                .strip_prefix(&top)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/"),
        )
    }

    #[test]
    fn any_prefix_leads_to_the_file() {
        let files = ["desk/x.md", "desk/b/x.md", "x.md"];
        for (before, path) in [
            ("a/desk/x.md", "b/desk/x.md"),
            ("i/desk/x.md", "w/desk/x.md"),
            ("desk/x.md", "desk/x.md"),
            ("old/tree/desk/x.md", "new/tree/desk/x.md"),
            ("same/desk/x.md", "same/desk/x.md"),
        ] {
            assert_eq!(
                found(before, path, &files).as_deref(),
                Some("desk/x.md"),
                "{path}"
            );
        }
        assert_eq!(found("a/x.md", "b/x.md", &files).as_deref(), Some("desk/x.md"));
        assert_eq!(found("b/x.md", "b/x.md", &files).as_deref(), Some("desk/b/x.md"));
        assert_eq!(found("a/gone.md", "b/gone.md", &files), None);
    }
}
