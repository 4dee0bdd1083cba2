//! Unified diffs, as git and `diff -u` write them: which files they name, and which lines of these they add or change.

use std::borrow::Cow;

/// Lines of a file, from 1, both ends included.
pub(super) type Lines = (usize, usize);

/// A file that a diff names, and that is there after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Its path before, as the diff has it; nothing where there was none or nobody says.
    pub(super) before: Option<String>,
    /// Its path after, as the diff has it.
    pub(super) path: String,
    /// What is added or changed.
    pub(super) lines: Vec<Lines>,
}

/// What help to give with a diff that cannot be used.
const HELP: &str = "make one with `git diff -U0 BASE...`";

/// The files of a diff that are there after it.
///
/// # Errors
///
/// A message with its line, when it is no unified diff, or not a whole one.
pub(super) fn parse(diff: &str) -> Result<Vec<Touched>, String> {
    let mut reader = Reader::default();
    for (at, line) in diff.lines().enumerate() {
        reader.take(at + 1, &without_colour(line))?;
    }
    reader.finish(diff)
}

#[derive(Default)]
struct Reader {
    done: Vec<Touched>,
    /// The file under way; without a path, it is not there after the diff.
    now: Option<Touched>,
    hunk: Hunk,
    /// Did the last line end a hunk?
    is_behind_hunk: bool,
}

impl Reader {
    fn take(&mut self, number: usize, line: &str) -> Result<(), String> {
        if !self.hunk.is_over() {
            let lines = self.hunk.step(number, line)?;
            if let Some(now) = &mut self.now {
                now.lines.extend(lines);
            }
            self.is_behind_hunk = self.hunk.is_over();
            return Ok(());
        }
        let is_behind_hunk = std::mem::take(&mut self.is_behind_hunk);
        if line.starts_with("@@@") {
            return Err(format!(
                "line {number}: a combined diff; compare two commits instead"
            ));
        }
        if let Some(header) = line.strip_prefix("@@ ") {
            let wrong = || format!("line {number}: `@@` without `-LINE,COUNT +LINE,COUNT @@`");
            self.hunk = Hunk::of_header(number, header).ok_or_else(wrong)?;
        } else if is_behind_hunk && line.starts_with('\\') {
            self.is_behind_hunk = true;
        } else if is_behind_hunk && holds_more(line) {
            return Err(format!(
                "line {number}: stands behind the end of its hunk; {HELP}"
            ));
        } else {
            self.header(line);
        }
        Ok(())
    }

    /// A line that tells of which file the next hunks are.
    fn header(&mut self, line: &str) {
        if let Some(names) = line.strip_prefix("diff --git ") {
            self.close();
            self.now = names_of(names).map(|(before, path)| Touched {
                before: Some(before),
                path,
                lines: Vec::new(),
            });
        } else if let Some(path) = line.strip_prefix("--- ") {
            if self.now.as_ref().is_none_or(|now| !now.lines.is_empty()) {
                self.close();
            }
            let before = path_of(path).filter(|path| path != NOWHERE);
            let now = self.now.get_or_insert_default();
            now.before = before.or(now.before.take());
        } else if let Some(path) = line.strip_prefix("+++ ") {
            self.now.get_or_insert_default().path = path_of(path).unwrap_or_default();
        } else if line.starts_with("deleted file mode ") {
            self.now.get_or_insert_default().path = NOWHERE.to_owned();
        } else if line == "GIT binary patch" || line.starts_with("Binary files ") && line.ends_with(" differ")
        {
            // Of a document that is no text, all may have changed.
            if let Some(now) = &mut self.now {
                now.lines.push((1, usize::MAX));
            }
        }
    }

    fn close(&mut self) {
        let now = self.now.take();
        self.done
            .extend(now.filter(|now| !now.path.is_empty() && now.path != NOWHERE));
    }

    fn finish(mut self, diff: &str) -> Result<Vec<Touched>, String> {
        if !self.hunk.is_over() {
            return Err(self.hunk.cut_off());
        }
        let is_diff = self.now.is_some() || !self.done.is_empty();
        self.close();
        if !is_diff && !diff.trim().is_empty() && !diff.contains("diff --git") {
            return Err(format!("not a unified diff; {HELP}"));
        }
        Ok(self.done)
    }
}

/// The path of a file that is not there.
const NOWHERE: &str = "/dev/null";

/// A line of a hunk, as a word diff has more of than it says; no header and no signature of a mail.
fn holds_more(line: &str) -> bool {
    let is_header = ["+++ ", "--- "].iter().any(|mark| line.starts_with(mark)) || line.trim_end() == "--";
    line.starts_with(['+', '-', ' ', '~']) && !is_header
}

/// What is still to come of a hunk.
#[derive(Debug, Default)]
struct Hunk {
    /// The line of the diff at which it begins.
    begins: usize,
    line: usize,
    old_left: usize,
    new_left: usize,
}

impl Hunk {
    fn of_header(begins: usize, header: &str) -> Option<Hunk> {
        let (ranges, _) = header.split_once(" @@")?;
        let (old, new) = ranges.split_once(' ')?;
        let (_, old_left) = range(old.strip_prefix('-')?)?;
        let (start, new_left) = range(new.strip_prefix('+')?)?;
        // With no new line, the header names the line before the hole.
        let line = if new_left == 0 {
            start.checked_add(1)?
        } else {
            start
        };
        // Lines count from 1, and no file has more than can be counted.
        line.checked_add(new_left).filter(|_| line > 0)?;
        Some(Hunk {
            begins,
            line,
            old_left,
            new_left,
        })
    }

    fn is_over(&self) -> bool {
        self.old_left == 0 && self.new_left == 0
    }

    fn cut_off(&self) -> String {
        format!(
            "line {}: this hunk promises more lines than it holds; the diff is cut off",
            self.begins
        )
    }

    /// Reads one line of the hunk; the lines that it changes. A removal changes its neighbours: what stood
    /// there, a source for instance, is missing now.
    fn step(&mut self, number: usize, line: &str) -> Result<Option<Lines>, String> {
        let at = self.line;
        match line.bytes().next() {
            Some(b'+') => {
                self.new_left = self.less(self.new_left)?;
                self.line += 1;
                Ok(Some((at, at)))
            }
            Some(b'-') => {
                self.old_left = self.less(self.old_left)?;
                Ok(Some((at.saturating_sub(1).max(1), at)))
            }
            Some(b'\\') => Ok(None),
            // Mail programs take the blank at the end of an empty line away.
            Some(b' ') | None => {
                self.old_left = self.less(self.old_left)?;
                self.new_left = self.less(self.new_left)?;
                self.line += 1;
                Ok(None)
            }
            Some(_) if line.starts_with("diff --git ") || line.starts_with("@@ -") => Err(self.cut_off()),
            Some(_) => Err(format!(
                "line {number}: no line of a unified diff; leave --word-diff and --color-words out, {HELP}"
            )),
        }
    }

    fn less(&self, left: usize) -> Result<usize, String> {
        let wrong = || {
            format!(
                "line {}: the lines of this hunk are not those that it promises; {HELP}",
                self.begins
            )
        };
        left.checked_sub(1).ok_or_else(wrong)
    }
}

/// `12,3` or `12`: start and count.
fn range(text: &str) -> Option<Lines> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// A line without the colours of a terminal.
fn without_colour(line: &str) -> Cow<'_, str> {
    if !line.contains('\u{1b}') {
        return Cow::Borrowed(line);
    }
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        let end = behind.find(|c: char| ('@'..='~').contains(&c));
        rest = end.and_then(|end| behind.get(end + 1..)).unwrap_or_default();
    }
    bare.push_str(rest);
    Cow::Owned(bare)
}

/// The two paths of `diff --git`, which stand with no mark between them: quoted, or the same but for a prefix.
fn names_of(written: &str) -> Option<(String, String)> {
    if let Some((before, rest)) = quoted(written) {
        return Some((before, path_of(rest.trim_start())?));
    }
    let mut blanks = written.match_indices(' ').map(|(at, _)| at);
    let pair = |at: usize| (&written[..at], &written[at + 1..]);
    let is_pair = |at: &usize| {
        let (one, other) = pair(*at);
        let below = |path: &str| path.split_once('/').map(|(_, below)| below.to_owned());
        one == other || below(one).is_some_and(|one| below(other) == Some(one))
    };
    let (before, path) = pair(blanks.find(is_pair)?);
    Some((before.to_owned(), path.to_owned()))
}

/// A path as diff writes it: a tab and a time may follow, and git quotes unusual ones as C does.
fn path_of(written: &str) -> Option<String> {
    match quoted(written) {
        Some((path, _)) => Some(path),
        None => written.split('\t').next().map(str::to_owned),
    }
}

/// The path in quotation marks at the beginning, and what follows these.
fn quoted(written: &str) -> Option<(String, &str)> {
    let text = written.strip_prefix('"')?;
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = rest.next() {
        match byte {
            b'"' => return Some((String::from_utf8_lossy(&bytes).into_owned(), &text[at + 1..])),
            b'\\' => {}
            other => {
                bytes.push(other);
                continue;
            }
        }
        let (_, escaped) = rest.next()?;
        bytes.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            first @ b'0'..=b'7' => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    if let Some((_, digit)) = rest.next_if(|(_, byte)| matches!(byte, b'0'..=b'7')) {
                        value = value * 8 + u32::from(digit - b'0');
                    }
                }
                (value & 0xff) as u8
            }
            other => other,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(diff: &str) -> Vec<(String, Vec<Lines>)> {
        let files = parse(diff).expect("is a diff");
        files.into_iter().map(|file| (file.path, file.lines)).collect()
    }

    #[test]
    fn added_lines_by_file() {
        let diff = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,4 @@ heading\n one\n+two\n three\n four\n\
                    @@ -10 +11,2 @@\n-ten\n+TEN\n+eleven\n--- a/y.md\t2025\n+++ b/y.md\t2025\n@@ -0,0 +1 @@\n+new\n";
        assert_eq!(
            files(diff),
            [
                ("b/x.md".to_owned(), vec![(2, 2), (10, 11), (11, 11), (12, 12)]),
                ("b/y.md".to_owned(), vec![(1, 1)])
            ]
        );
    }

    #[test]
    fn text_that_looks_like_a_header_inside_a_hunk_is_text() {
        let diff = "--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n--- old\n+++ b/evil\n+@@ -9 +9 @@\n";
        assert_eq!(files(diff), [("b/x".to_owned(), vec![(1, 1), (1, 1), (2, 2)])]);
    }

    #[test]
    fn a_removal_changes_its_neighbours() {
        assert_eq!(files("--- a/x\n+++ b/x\n@@ -5 +4,0 @@\n-gone\n")[0].1, [(4, 5)]);
    }

    #[test]
    fn a_hunk_of_lines_that_no_file_has_is_refused() {
        for ranges in ["-1 +0", "-1 +18446744073709551615,0", "-1 +18446744073709551615"] {
            let diff = format!("--- a/x\n+++ b/x\n@@ {ranges} @@\n-one\n+two\n");
            assert!(
                parse(&diff).unwrap_err().starts_with("line 3: `@@` without"),
                "{ranges}"
            );
        }
        assert_eq!(files("--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-one\n")[0].1, [(1, 1)]);
    }

    #[test]
    fn quoted_paths_and_paths_with_blanks() {
        let path = |written: &str| path_of(written).expect("a path");
        assert_eq!(path(r#""b/caf\303\251 \"x\".md""#), "b/café \"x\".md");
        assert_eq!(path("\"b/caf\\303\\251 x.md\"\t"), "b/café x.md");
        assert_eq!(path(r#""b/a\tb.md""#), "b/a\tb.md");
        assert_eq!(path("b/a b.md\t"), "b/a b.md");
        let names = |written: &str| names_of(written).expect("two names");
        assert_eq!(names("a/x b.md b/x b.md").1, "b/x b.md");
        assert_eq!(names("x.md x.md").1, "x.md");
        assert_eq!(names("\"a/\\303\\251.md\" \"b/\\303\\251.md\"").1, "b/é.md");
    }

    #[test]
    fn colours_are_no_text() {
        let diff = "\u{1b}[1m--- a/x.md\u{1b}[m\n\u{1b}[1m+++ b/x.md\u{1b}[m\n\u{1b}[36m@@ -2 +2 @@\u{1b}[m\n\
                    \u{1b}[31m-two\u{1b}[m\n\u{1b}[32m+\u{1b}[m\u{1b}[32mTWO\u{1b}[m\n";
        assert_eq!(files(diff), [("b/x.md".to_owned(), vec![(1, 2), (2, 2)])]);
    }

    #[test]
    fn what_is_deleted_is_not_there_and_what_is_renamed_is() {
        let gone = "diff --git a/x.md b/x.md\ndeleted file mode 100644\n--- a/x.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        assert_eq!(files(gone), []);
        let binary =
            "diff --git a/x.docx b/x.docx\nindex 1..2 100644\nBinary files a/x.docx and b/x.docx differ\n";
        assert_eq!(files(binary), [("b/x.docx".to_owned(), vec![(1, usize::MAX)])]);
    }

    #[test]
    fn what_is_no_diff_or_no_whole_one_is_refused() {
        for (diff, why) in [
            ("Dear editor,\n", "not a unified diff"),
            ("--- a\n+++ b\n@@ nonsense\n", "line 3"),
            ("@@@ -1 -1 +1 @@@\n", "combined"),
            (
                "--- a\n+++ b\n@@ -1 +1,3 @@\n-x\n+y\n",
                "line 3: this hunk promises more",
            ),
            (
                "--- a\n+++ b\n@@ -1,2 +1 @@\n-x\n+y\n+z\n",
                "line 3: the lines of this hunk are not",
            ),
            (
                "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n+z\n",
                "line 6: stands behind the end",
            ),
            ("--- a\n+++ b\n@@ -1 +1 @@\n[-x-]{+y+} z\n", "word-diff"),
            (
                "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n~\n",
                "line 6: stands behind",
            ),
        ] {
            match parse(diff) {
                Err(told) => assert!(told.contains(why), "{diff}: {told}"),
                // A word diff may be whole by chance in one hunk, not in all.
                Ok(files) => panic!("{diff}: {files:?}"),
            }
        }
        assert_eq!(parse(""), Ok(vec![]));
        let signed = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\n-- \n2.47.3\n";
        assert!(parse(signed).is_ok());
    }
}
