//! Changed lines, from a unified diff: so that a check speaks only of what an author touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Lines of a file, from 1, both ends included.
type Lines = (usize, usize);

/// The lines that a diff adds or changes, by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    files: BTreeMap<PathBuf, Vec<Lines>>,
}

impl Changed {
    /// Reads a unified diff as `git diff` and `diff -u` write it. Its paths are taken from the working folder
    /// or the nearest folder above it in which they exist, because git writes them from the repository's top.
    ///
    /// # Errors
    ///
    /// A message, when it is no unified diff.
    pub(super) fn read(diff: &str) -> Result<Changed, String> {
        let mut files: BTreeMap<PathBuf, Vec<Lines>> = BTreeMap::new();
        for (path, lines) in parse(diff)? {
            if let Some(found) = resolve(&path) {
                files.entry(found).or_default().extend(lines);
            }
        }
        Ok(Changed { files })
    }

    /// The changed lines of a file; nothing when the diff does not touch it.
    pub(super) fn lines_of(&self, path: &Path) -> Option<&[Lines]> {
        let whole = path.canonicalize().ok()?;
        self.files.get(&whole).map(Vec::as_slice)
    }
}

/// Does a changed line lie between `first` and `last`?
pub(super) fn touches(changed: &[Lines], first: usize, last: usize) -> bool {
    changed.iter().any(|(from, to)| *from <= last && first <= *to)
}

fn resolve(path: &str) -> Option<PathBuf> {
    let stripped = path.strip_prefix("b/").unwrap_or(path);
    let here = std::env::current_dir().ok()?;
    let places = here
        .ancestors()
        .flat_map(|folder| [folder.join(stripped), folder.join(path)]);
    places
        .into_iter()
        .find(|place| place.is_file())
        .and_then(|place| place.canonicalize().ok())
}

/// The paths of a diff's new files as they stand in it, with their changed lines.
fn parse(diff: &str) -> Result<Vec<(String, Vec<Lines>)>, String> {
    let mut files: Vec<(String, Vec<Lines>)> = Vec::new();
    let mut hunk = Hunk::default();
    let mut binary = None;
    for (number, line) in diff.lines().enumerate() {
        if !hunk.is_over() {
            if let (Some(lines), Some((_, changed))) = (hunk.step(line), files.last_mut()) {
                changed.push(lines);
            }
        } else if let Some(path) = line.strip_prefix("+++ ") {
            files.push((path_of(path), Vec::new()));
        } else if let Some(paths) = line.strip_prefix("diff --git ") {
            binary = paths.rsplit_once(" b/").map(|(_, path)| path_of(path));
        } else if line == "GIT binary patch" || line.starts_with("Binary files ") && line.ends_with(" differ")
        {
            // Of a document that is no text, all may have changed.
            files.extend(binary.take().map(|path| (path, vec![(1, usize::MAX)])));
        } else if line.starts_with("@@@") {
            return Err(format!(
                "line {}: a combined diff; compare two commits instead",
                number + 1
            ));
        } else if let Some(header) = line.strip_prefix("@@ ") {
            let wrong = || format!("line {}: `@@` without `-LINE,COUNT +LINE,COUNT @@`", number + 1);
            hunk = Hunk::of_header(header).ok_or_else(wrong)?;
        }
    }
    if files.is_empty() && !diff.trim().is_empty() && !diff.contains("diff --git") {
        return Err("not a unified diff; make one with `git diff -U0 BASE...`".to_owned());
    }
    Ok(files)
}

/// What is still to come of a hunk.
#[derive(Debug, Default)]
struct Hunk {
    line: usize,
    old_left: usize,
    new_left: usize,
}

impl Hunk {
    fn of_header(header: &str) -> Option<Hunk> {
        let (ranges, _) = header.split_once(" @@")?;
        let (old, new) = ranges.split_once(' ')?;
        let (_, old_left) = range(old.strip_prefix('-')?)?;
        let (start, new_left) = range(new.strip_prefix('+')?)?;
        // With no new line, the header names the line before the hole.
        let line = if new_left == 0 { start + 1 } else { start };
        Some(Hunk {
            line,
            old_left,
            new_left,
        })
    }

    fn is_over(&self) -> bool {
        self.old_left == 0 && self.new_left == 0
    }

    /// Reads one line of the hunk; the lines that it changes. A removal changes its neighbours: what stood
    /// there, a source for instance, is missing now.
    fn step(&mut self, line: &str) -> Option<Lines> {
        let at = self.line;
        match line.bytes().next() {
            Some(b'+') => {
                self.new_left = self.new_left.saturating_sub(1);
                self.line += 1;
                Some((at, at))
            }
            Some(b'-') => {
                self.old_left = self.old_left.saturating_sub(1);
                Some((at.saturating_sub(1).max(1), at))
            }
            Some(b'\\') => None,
            _ => {
                self.old_left = self.old_left.saturating_sub(1);
                self.new_left = self.new_left.saturating_sub(1);
                self.line += 1;
                None
            }
        }
    }
}

/// `12,3` or `12`: start and count.
fn range(text: &str) -> Option<Lines> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// A path as diff writes it: a tab and a time may follow, and git quotes unusual ones as C does.
fn path_of(written: &str) -> String {
    let quoted = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(quoted) = quoted else {
        return written.split('\t').next().unwrap_or_default().to_owned();
    };
    let mut bytes = Vec::with_capacity(quoted.len());
    let mut rest = quoted.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(first @ b'0'..=b'7') => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    if let Some(digit) = rest.next_if(|byte| matches!(byte, b'0'..=b'7')) {
                        value = value * 8 + u32::from(digit - b'0');
                    }
                }
                bytes.push((value & 0xff) as u8);
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_lines_by_file() {
        let diff = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,4 @@ heading\n one\n+two\n three\n four\n\
                    @@ -10 +11,2 @@\n-ten\n+TEN\n+eleven\n--- a/y.md\t2025\n+++ b/y.md\t2025\n@@ -0,0 +1 @@\n+new\n";
        let files = parse(diff).expect("is a diff");
        assert_eq!(
            files[0],
            ("b/x.md".to_owned(), vec![(2, 2), (10, 11), (11, 11), (12, 12)])
        );
        assert_eq!(files[1], ("b/y.md".to_owned(), vec![(1, 1)]));
    }

    #[test]
    fn text_that_looks_like_a_header_inside_a_hunk_is_text() {
        let diff = "--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n--- old\n+++ b/evil\n+@@ -9 +9 @@\n";
        let files = parse(diff).expect("is a diff");
        assert_eq!(files, [("b/x".to_owned(), vec![(1, 1), (1, 1), (2, 2)])]);
    }

    #[test]
    fn a_removal_changes_its_neighbours() {
        let files = parse("--- a/x\n+++ b/x\n@@ -5 +4,0 @@\n-gone\n").expect("is a diff");
        assert_eq!(files[0].1, [(4, 5)]);
        assert!(touches(&files[0].1, 5, 9) && touches(&files[0].1, 1, 4));
        assert!(!touches(&files[0].1, 6, 9) && !touches(&files[0].1, 1, 3));
    }

    #[test]
    fn quoted_paths() {
        assert_eq!(path_of(r#""b/caf\303\251 \"x\".md""#), "b/café \"x\".md");
        assert_eq!(path_of("b/a b.md"), "b/a b.md");
    }

    #[test]
    fn what_is_no_diff_is_refused() {
        assert!(parse("Dear editor,\n").is_err());
        assert!(parse("--- a\n+++ b\n@@ nonsense\n").is_err());
        assert!(parse("@@@ -1 -1 +1 @@@\n").is_err());
        assert_eq!(parse(""), Ok(vec![]));
    }
}
