//! Words of a draft made harmless, one function for each place they may end up in.
//!
//! A draft is hostile until proven otherwise: it may hold markup, terminal sequences, control characters and
//! the invisible characters that turn text around (CVE-2021-42574, "Trojan Source").

/// Is this a control character (C0, delete, C1)?
fn is_control(c: char) -> bool {
    c.is_control()
}

/// Does this character show nothing itself but change how others are shown or compared? Bidirectional
/// controls, zero-width space, word joiner, byte order mark, tags, interlinear marks. The joiners that some
/// scripts need (U+200C, U+200D) are no such.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// One line of plain text: white space of any kind becomes one space, controls and invisible characters go.
/// What pictures and tables start from.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_control(c) && !is_invisible(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// For a terminal: controls and invisible characters are shown as `\u{1b}`; line ends become spaces.
pub fn terminal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_control(c) || is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// For XML text and attribute values alike; characters that XML 1.0 forbids go, as do invisible ones.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if is_control(c) || is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// For JSON that is already written: what a terminal or a reader could be fooled by, and what stands there
/// unescaped (it can only stand inside strings), is written as `\u....`.
pub fn json(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut units = [0; 2];
    for c in written.chars() {
        if (is_control(c) && c != '\n') || is_invisible(c) {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// For DOT: a quoted string. Lines are separated by `\n` (Graphviz centres them).
pub fn dot(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (number, part) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("\\n");
        }
        for c in line_keeping_ends(part).chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                // Graphviz reads character entities in labels.
                '&' => out.push_str("&amp;"),
                c => out.push(c),
            }
        }
    }
    out.push('"');
    out
}

fn line_keeping_ends(text: &str) -> String {
    text.chars()
        .filter(|c| !is_control(*c) && !is_invisible(*c))
        .collect()
}

/// For the message of a GitHub workflow command.
pub fn github_data(text: &str) -> String {
    let shown = terminal(text);
    shown.replace('%', "%25")
}

/// For a property of a GitHub workflow command.
pub fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// For a line of a GitHub log that is no command, not even one in the older writing that is found anywhere in a line.
pub fn github_plain(text: &str) -> String {
    terminal(text).replace("##[", "# #[").replace("::", ": :")
}

/// For the message of an Azure Pipelines command.
pub fn azure_data(text: &str) -> String {
    azure_plain(text).replace('%', "%AZP25")
}

/// For a property of an Azure Pipelines command.
pub fn azure_property(text: &str) -> String {
    azure_data(text).replace(';', "%3B").replace(']', "%5D")
}

/// For a line of an Azure Pipelines log that is no command; agents look for them anywhere in a line.
pub fn azure_plain(text: &str) -> String {
    let mut shown = terminal(text);
    while shown.contains("##") {
        shown = shown.replace("##", "# #");
    }
    shown
}

/// For a cell of comma-separated values: quoted, on one line, and no formula to a spreadsheet.
pub fn csv(text: &str) -> String {
    let shown = line(text);
    let guard = if shown.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", shown.replace('"', "\"\""))
}

/// One line for a writer of XML that escapes markup itself: without what XML does not allow.
pub fn xml_line(text: &str) -> String {
    line(text).replace(['\u{fffe}', '\u{ffff}'], "")
}

/// For a cell of a Markdown table or a line of Markdown text: no markup, no HTML, no mention of anybody.
pub fn markdown(text: &str) -> String {
    let plain = unmarked(text, "\\`*_[]()~#!$");
    plain.replace('@', "&#64;").replace('|', "&#124;")
}

/// For Markdown that an editor shows beside the cursor, within a line: no markup, no HTML, no link, not even a bare one.
pub fn hover(text: &str) -> String {
    // Bare addresses become links without any markup.
    unmarked(text, "\\`*_[]~$")
        .replace("://", "&#58;//")
        .replace("www.", "www&#46;")
        .replace('@', "&#64;")
}

/// One line of Markdown without HTML, a backslash before each of these marks.
fn unmarked(text: &str, marks: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => {
                if marks.contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

/// For a quoted label of Mermaid: what could end it, or be read as markup, becomes a character code.
pub fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in line(text).chars() {
        match c {
            '"' | '\'' | '<' | '>' | '&' | '#' | ';' | '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']'
            | '(' | ')' | '|' | '$' | '@' | ':' | '%' => out.push_str(&format!("#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// For a plain text message of SARIF, where brackets begin links and braces begin placeholders (3.11.5, 3.11.6).
pub fn sarif(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' => {
                out.push(c);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A path as a URI reference (RFC 3986): slashes forward, all but unreserved characters in percent.
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            b'\\' => out.push('/'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31m<script>\"x\" & 'y' ]]>\u{202e}\u{200b}\\ \u{0}\u{9b}\nb";

    #[test]
    fn a_line_has_neither_controls_nor_ends() {
        assert_eq!(line(HOSTILE), "a[31m<script>\"x\" & 'y' ]]>\\ b");
        assert_eq!(line("  two\t\r\n words "), "two words");
    }

    #[test]
    fn a_terminal_sees_no_escape_sequence() {
        let shown = terminal(HOSTILE);
        assert!(shown.contains("\\u{1b}[31m") && shown.contains("\\u{202e}") && shown.contains("\\u{9b}"));
        assert!(!shown.chars().any(|c| c.is_control() || is_invisible(c)));
    }

    #[test]
    fn xml_holds_no_markup() {
        assert_eq!(
            xml(HOSTILE),
            "a[31m&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39; ]]&gt;\\  b"
        );
    }

    #[test]
    fn json_stays_the_same_value() {
        let value = serde_json::Value::String(HOSTILE.to_owned());
        let written = json(&value.to_string());
        assert!(written.is_ascii());
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written).unwrap(),
            value
        );
    }

    #[test]
    fn dot_quotes_what_would_end_the_string() {
        assert_eq!(dot("a\"b\\\nc"), "\"a\\\"b\\\\\\nc\"");
    }

    #[test]
    fn a_workflow_command_stays_one_line() {
        assert_eq!(github_data("100%\r\n::error::x"), "100%25  ::error::x");
        assert_eq!(github_property("a:b,c%"), "a%3Ab%2Cc%25");
    }

    #[test]
    fn markdown_shows_markup_as_it_is() {
        assert_eq!(
            markdown("a|b <i> @me *x* `y`"),
            "a&#124;b &lt;i&gt; &#64;me \\*x\\* \\`y\\`"
        );
    }

    #[test]
    fn an_editor_sees_neither_markup_nor_links() {
        assert_eq!(
            hover("![x](http://x.example) <b>*a*</b>\n- www.x.example a@x.example"),
            "!\\[x\\](http&#58;//x.example) &lt;b&gt;\\*a\\*&lt;/b&gt; - www&#46;x.example a&#64;x.example"
        );
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("a b\\é#.md"), "a%20b/%C3%A9%23.md");
    }
}
