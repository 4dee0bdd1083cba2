//! What stands in a Markdown file and is not seen on the page: shortcodes and templates, imports of MDX, private remarks, the
//! markers of callouts. They are painted over byte for byte, so that every place in the file stays.

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

/// No template is longer, in bytes: two braces far apart are no template.
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

/// The file with what is not seen painted over; as long as it was. Linear.
pub(super) fn painted(file: &str) -> String {
    let mut painter = Painter {
        file,
        out: file.as_bytes().to_vec(),
        fence: None,
        is_script: false,
        private_ends: file.rfind("%%").unwrap_or(0),
    };
    let mut at = 0;
    while at < file.len() {
        let end = file[at..].find('\n').map_or(file.len(), |length| at + length + 1);
        at = painter.line(at, end);
    }
    // Whole letters were painted, so it is text still.
    String::from_utf8(painter.out).unwrap_or_else(|_| file.to_owned())
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

    /// `> [!note]- Title`: the marker of a callout.
    fn callout(&mut self, at: usize, line: &str) {
        let inner = line.trim_start_matches(['>', ' ', '\t']);
        let is_quoted = line.trim_start().starts_with('>');
        if let (true, Some(end)) = (is_quoted && inner.starts_with("[!"), inner.find(']')) {
            let start = at + line.len() - inner.len();
            let fold = usize::from(inner[end + 1..].starts_with(['-', '+']));
            self.paint(start, start + end + 1 + fold);
        }
    }

    /// Templates and private remarks that begin on the line.
    fn stretches(&mut self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            let Some(next) = self.file[at..end].find(['{', '%']) else {
                break;
            };
            at += next;
            let length = self.template(at).or_else(|| self.private(at));
            if let Some(length) = length {
                self.paint(at, at + length);
            }
            at += length.unwrap_or(1);
        }
        at.max(end)
    }

    /// Bytes of the template that begins here.
    fn template(&self, at: usize) -> Option<usize> {
        let rest = &self.file[at..];
        let (open, close) = PAIRS.iter().find(|(open, _)| rest.starts_with(open))?;
        let mut most = rest.len().min(TEMPLATE_AT_MOST);
        while !rest.is_char_boundary(most) {
            most -= 1;
        }
        let inside = &rest[open.len()..most.max(open.len())];
        let end = inside.find(close)?;
        // A paragraph's end is no part of one.
        (!inside[..end].contains("\n\n")).then_some(open.len() + end + close.len())
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
