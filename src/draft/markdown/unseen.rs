//! What stands in a Markdown file and is not seen on the page: shortcodes and templates, imports of MDX, private remarks, the
//! marks of callouts, of links between notes, of highlights and of changes. They are painted over byte for byte, so that every
//! place in the file stays.

use super::letters;

/// Stands for each byte that is not seen.
pub(super) const PAINT: char = '\u{1}';

/// How a stretch that is not seen begins and ends.
const PAIRS: &[(&str, &str)] = &[
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{/*", "*/}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
];

/// No template and no mark is longer, in bytes: two braces far apart are none.
const TEMPLATE_AT_MOST: usize = 2_000;

/// What follows `export` in a script.
const EXPORTED: &[&str] = &[
    "const ",
    "let ",
    "var ",
    "default ",
    "function ",
    "async ",
    "class ",
    "{",
    "*",
];

/// Marks of a stretch that is seen without them.
const MARKS: &[(&str, &str)] = &[("{++", "++}"), ("{==", "==}"), ("==", "==")];

/// Marks of what an editor took out, which is seen, and is no text of the article.
const TAKEN_OUT: &[(&str, &str)] = &[("{--", "--}"), ("{~~", "~>")];

/// The title of a callout becomes a heading of this depth, which no longer mark than the callout's own needs.
const TITLE: &[u8] = b"####";

/// The file with what is not seen painted over, as long as it was, and how many letters an editor took out. Linear.
pub(super) fn painted(file: &str) -> (String, usize) {
    let mut painter = Painter {
        file,
        out: file.as_bytes().to_vec(),
        fence: None,
        is_script: false,
        private_ends: file.rfind("%%").unwrap_or(0),
        taken_out: 0,
    };
    let mut at = 0;
    while at < file.len() {
        let end = file[at..].find('\n').map_or(file.len(), |length| at + length + 1);
        at = painter.line(at, end);
    }
    // Whole letters were painted, so it is text still.
    let painted = String::from_utf8(painter.out).unwrap_or_else(|_| file.to_owned());
    (painted, painter.taken_out)
}

struct Painter<'a> {
    file: &'a str,
    out: Vec<u8>,
    /// The fence of the code under way.
    fence: Option<&'a str>,
    /// Is the script of an `export` under way?
    is_script: bool,
    /// Where the last `%%` stands.
    private_ends: usize,
    /// Letters that an editor took out.
    taken_out: usize,
}

impl<'a> Painter<'a> {
    /// Paints the line from `at` to `end`; the place to go on from, which is behind it where something reaches further.
    fn line(&mut self, at: usize, end: usize) -> usize {
        let line = &self.file[at..end];
        let words = line.trim();
        if let Some(fence) = self.fence {
            if words.starts_with(fence) {
                self.fence = None;
            }
            return end;
        }
        self.fence = ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence));
        self.is_script &= !words.is_empty();
        if self.fence.is_some() {
            return end;
        }
        if self.is_script || is_import(line) || is_export(line) {
            self.is_script |= is_export(line);
            self.paint(at, end);
            return end;
        }
        self.callout(at, line);
        self.stretches(at, end)
    }

    fn paint(&mut self, from: usize, to: usize) {
        for byte in &mut self.out[from..to] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = PAINT as u8;
            }
        }
    }

    /// `> [!note]- Title` and `:::note Title`: the mark of a callout, whose title is a heading.
    fn callout(&mut self, at: usize, line: &str) {
        let inner = line.trim_start_matches(['>', ' ', '\t']);
        let is_quoted = line.trim_start().starts_with('>');
        let length = match inner.find(']') {
            Some(end) if is_quoted && inner.starts_with("[!") => {
                end + 1 + usize::from(inner[end + 1..].starts_with(['-', '+']))
            }
            _ if line.starts_with(":::") => inner.find([' ', '[', '\n', '\r']).unwrap_or(inner.len()),
            _ => return,
        };
        let start = at + line.len() - inner.len();
        self.paint(start, start + length);
        let title = &inner[length..];
        if length >= TITLE.len() && !title.trim().is_empty() && (is_quoted || !inner.starts_with("::: ")) {
            self.out[start..start + length].fill(b' ');
            self.out[start..start + TITLE.len()].copy_from_slice(TITLE);
        }
    }

    /// Templates, private remarks and marks that begin on the line.
    fn stretches(&mut self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            let Some(next) = self.file[at..end].find(['{', '%', '[', '=']) else {
                break;
            };
            at += next;
            if let Some(length) = self.marked(at) {
                at += length;
                continue;
            }
            let length = self.template(at).or_else(|| self.private(at));
            if let Some(length) = length {
                self.paint(at, at + length);
            }
            at += length.unwrap_or(1);
        }
        at.max(end)
    }

    /// Paints the marks of what begins here, if they mark something; bytes to go on behind, of which none is looked at again.
    fn marked(&mut self, at: usize) -> Option<usize> {
        let rest = near(&self.file[at..]);
        // `[[the note|what is seen]]`
        if let Some(end) = rest.strip_prefix("[[").and_then(|inner| inner.find("]]")) {
            let inner = &rest[2..2 + end];
            let seen = inner.rfind('|').map_or(0, |bar| bar + 1);
            self.paint(at, at + 2 + seen);
            self.paint(at + 2 + end, at + 4 + end);
            return Some(end + 4);
        }
        if let Some(inside) = rest.strip_prefix("{>>") {
            let length = inside.find("<<}")? + 6;
            self.paint(at, at + length);
            return Some(length);
        }
        for (open, close) in TAKEN_OUT {
            let Some(inside) = rest.strip_prefix(open) else {
                continue;
            };
            let end = inside.find(close)?;
            self.taken_out += letters(&inside[..end]);
            self.paint(at, at + open.len() + end + close.len());
            if let Some(new) = rest[open.len() + end..].find("~~}").filter(|_| *open == "{~~") {
                self.paint(at + open.len() + end + new, at + open.len() + end + new + 3);
            }
            return Some(open.len() + end + close.len());
        }
        let (open, close) = MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
        let inside = &rest[open.len()..];
        let end = inside.find(close)?;
        let is_mark = |c: char| c.is_whitespace() || c == '=';
        if inside.starts_with(is_mark) || inside[..end].ends_with(is_mark) {
            return None;
        }
        self.paint(at, at + open.len());
        self.paint(at + open.len() + end, at + open.len() + end + close.len());
        Some(open.len())
    }

    /// Bytes of the template that begins here.
    fn template(&self, at: usize) -> Option<usize> {
        let rest = &self.file[at..];
        let (open, close) = PAIRS.iter().find(|(open, _)| rest.starts_with(open))?;
        let inside = near(rest).get(open.len()..)?;
        Some(open.len() + inside.find(close)? + close.len())
    }

    /// Bytes of the remark between `%%` and `%%` that begins here; "5%%" begins none.
    fn private(&self, at: usize) -> Option<usize> {
        let rest = self.file[at..].strip_prefix("%%")?;
        let before = self.file[..at].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace()) || at >= self.private_ends {
            return None;
        }
        rest.find("%%").map(|end| end + 4)
    }
}

/// So much of a text as a template or a mark may hold: it ends with the paragraph.
fn near(text: &str) -> &str {
    let mut most = text.len().min(TEMPLATE_AT_MOST);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let end = text[..most].find("\n\n").unwrap_or(most);
    &text[..end]
}

fn is_import(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("import ") else {
        return false;
    };
    let is_from = rest.contains(" from '") || rest.contains(" from \"");
    is_from || rest.starts_with(['\'', '"'])
}

fn is_export(line: &str) -> bool {
    let rest = line.strip_prefix("export ");
    rest.is_some_and(|rest| EXPORTED.iter().any(|word| rest.starts_with(word)))
}
