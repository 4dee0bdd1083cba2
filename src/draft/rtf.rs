//! Rich Text (RTF 1.9): paragraphs, headings by their styles, list items and the cells of tables; notes at the end; what was
//! deleted and what is hidden is not read, what is struck out, text boxes, headers and footers are left out. A comment can be
//! an exception. Letters are decoded by the code page of the file and of each font.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::document::{Document, Set};
use super::package::broken;
use super::{BlockKind, Unpacked, Unreadable};

/// Groups nested deeper than this are made to hurt.
const DEPTH_AT_MOST: usize = 2_000;

/// Reads Rich Text.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let mut reader = Reader {
        page: WINDOWS_1252,
        ..Reader::new(bytes)
    };
    while reader.at < bytes.len() {
        reader.step()?;
    }
    reader.flush();
    if !reader.around.is_empty() {
        return Err(broken("Rich Text", "it ends before its groups do; it is cut off"));
    }
    Ok(reader.out.finish())
}

/// What the text of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Text,
    /// Seen, and none of the article's.
    Beside,
    Nowhere,
    Note,
    Comment,
    Fonts,
    Styles,
}

/// Groups by the word that they begin with.
#[rustfmt::skip]
const GROUPS: &[(&str, Into)] = &[
    ("fonttbl", Into::Fonts), ("stylesheet", Into::Styles), ("footnote", Into::Note), ("annotation", Into::Comment),
    ("header", Into::Beside), ("headerl", Into::Beside), ("headerr", Into::Beside), ("headerf", Into::Beside),
    ("footer", Into::Beside), ("footerl", Into::Beside), ("footerr", Into::Beside), ("footerf", Into::Beside),
    ("shptxt", Into::Beside), ("colortbl", Into::Nowhere), ("info", Into::Nowhere), ("pict", Into::Nowhere),
    ("objdata", Into::Nowhere), ("objclass", Into::Nowhere), ("fldinst", Into::Nowhere), ("listtext", Into::Nowhere),
    ("pntext", Into::Nowhere), ("nonshppict", Into::Nowhere), ("xe", Into::Nowhere), ("tc", Into::Nowhere),
    ("listtable", Into::Nowhere), ("rsidtbl", Into::Nowhere), ("generator", Into::Nowhere), ("filetbl", Into::Nowhere),
    ("ftnsep", Into::Nowhere), ("ftnsepc", Into::Nowhere), ("aftnsep", Into::Nowhere), ("sp", Into::Nowhere),
    ("revtbl", Into::Nowhere), ("atnid", Into::Nowhere), ("atnauthor", Into::Nowhere),
    ("shprslt", Into::Nowhere), ("bkmkstart", Into::Nowhere), ("bkmkend", Into::Nowhere),
];

/// Words that stand for a character.
const CHARACTERS: &[(&str, &str)] = &[
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", " "),
    ("enspace", " "),
    ("qmspace", " "),
    ("tab", " "),
    ("line", " "),
];

#[derive(Clone, Copy)]
struct Group {
    into: Into,
    set: Set,
    deleted: bool,
    /// Stand-ins that follow a character given by its number.
    stand_ins: usize,
    font: i32,
    /// Is nothing of it read yet that tells what it is?
    is_new: bool,
    /// Does a star say that it may be passed over?
    is_optional: bool,
}

/// The reader; `at` is the next byte.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    out: Document,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, String>,
    /// Groups around the one under way.
    around: Vec<Group>,
    now: Group,
    /// Letters in the code page of their font, not yet decoded.
    raw: Vec<u8>,
    /// The first half of a character of two numbers.
    half: Option<u16>,
    /// Stand-ins still to pass over.
    skip: usize,
    /// The number and name of the style, or the words of the comment, under way.
    style: i32,
    words: String,
    /// Is the paragraph under way one of a list, as its bullet says?
    in_list: bool,
}

impl Reader<'_> {
    fn new(bytes: &[u8]) -> Reader<'_> {
        Reader {
            bytes,
            at: 0,
            out: Document::default(),
            page: WINDOWS_1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            around: Vec::new(),
            now: Group {
                into: Into::Text,
                set: Set::default(),
                deleted: false,
                stand_ins: 1,
                font: -1,
                is_new: false,
                is_optional: false,
            },
            raw: Vec::new(),
            half: None,
            skip: 0,
            style: 0,
            words: String::new(),
            in_list: false,
        }
    }

    /// Reads one brace, word or letter.
    fn step(&mut self) -> Result<(), Unreadable> {
        let byte = self.bytes[self.at];
        self.at += 1;
        match byte {
            b'{' => {
                self.flush();
                if self.around.len() >= DEPTH_AT_MOST {
                    return Err(broken("Rich Text", "its groups are nested without end"));
                }
                self.around.push(self.now);
                self.now.is_new = true;
                self.skip = 0;
            }
            b'}' => self.close(),
            b'\\' => self.control(),
            b'\r' | b'\n' => {}
            _ => self.letter(byte),
        }
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        let closed = self.now;
        let Some(around) = self.around.pop() else { return };
        self.now = around;
        if closed.into == around.into {
            return;
        }
        match closed.into {
            Into::Note => self.out.close_note(),
            Into::Comment => {
                let words = std::mem::take(&mut self.words);
                self.out.comment(words);
            }
            _ => self.words.clear(),
        }
    }

    /// A backslash and what follows.
    fn control(&mut self) {
        let Some(&byte) = self.bytes.get(self.at) else {
            return;
        };
        if byte.is_ascii_alphabetic() {
            let (word, number) = self.word();
            if word != "u" && word != "uc" {
                self.flush();
            }
            return self.take(&word, number);
        }
        self.at += 1;
        match byte {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).unwrap_or_default();
                let code = std::str::from_utf8(digits).ok();
                if let Some(code) = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.letter(code);
                }
            }
            b'*' => self.now.is_optional = true,
            b'\\' | b'{' | b'}' => self.letter(byte),
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("-"),
            b'\r' | b'\n' => {
                self.flush();
                self.take("par", None);
            }
            _ => {}
        }
    }

    /// A control word and its number; the blank behind it is part of it.
    fn word(&mut self) -> (String, Option<i32>) {
        let run = |from: usize, is: fn(&u8) -> bool| {
            let length = self.bytes[from..].iter().take_while(|byte| is(byte)).count();
            from + length.min(40)
        };
        let end = run(self.at, u8::is_ascii_alphabetic);
        let signed = end + usize::from(self.bytes.get(end) == Some(&b'-'));
        let last = run(signed, u8::is_ascii_digit);
        let text = |from: usize, to: usize| String::from_utf8_lossy(&self.bytes[from..to]).into_owned();
        let (word, number) = (text(self.at, end), text(end, last).parse().ok());
        self.at = if last > signed { last } else { end };
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        (word, number)
    }

    fn take(&mut self, word: &str, number: Option<i32>) {
        if std::mem::take(&mut self.now.is_new) || self.now.is_optional {
            self.open(word);
        }
        let is_on = number != Some(0);
        match word {
            "ansicpg" => self.page = code_page(number.unwrap_or_default()).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "f" => self.now.font = number.unwrap_or_default(),
            "fcharset" => self.charset(number.unwrap_or_default()),
            "uc" => self.now.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "u" => self.numbered(number.unwrap_or_default()),
            "bin" => self.at += usize::try_from(number.unwrap_or_default()).unwrap_or(0),
            "plain" => {
                self.now.set = Set::default();
                self.now.deleted = false;
            }
            "b" => self.now.set.bold = is_on,
            "v" => self.now.set.hidden = is_on,
            "strike" | "striked" => self.now.set.struck = is_on,
            "deleted" => self.now.deleted = is_on,
            "s" if self.now.into == Into::Styles => self.style = number.unwrap_or_default(),
            "s" => self.in_style(number.unwrap_or_default()),
            // The level after the last is that of running text.
            "outlinelevel" if self.is_read() && number.is_some_and(|level| level < 9) => {
                self.out.is(BlockKind::Heading);
            }
            "pard" if self.is_read() => self.out.is_plain(),
            "par" | "sect" | "page" | "row" | "cell" | "nestcell" | "nestrow" => self.paragraph(),
            _ => {
                if let Some((_, text)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
                    self.write(text);
                }
            }
        }
    }

    /// A group begins with this word, which tells what it is.
    fn open(&mut self, word: &str) {
        let is_optional = std::mem::take(&mut self.now.is_optional);
        if self.now.into == Into::Nowhere {
            return;
        }
        self.in_list |= matches!(word, "listtext" | "pntext") && self.now.into == Into::Text;
        let known = GROUPS.iter().find(|(name, _)| *name == word).map(|row| row.1);
        // Passed over by programs that know no text boxes, it holds one.
        let is_read = word == "shpinst";
        self.now.into = match known {
            Some(Into::Note) if self.now.into == Into::Text => {
                self.out.mark();
                self.out.open_note();
                Into::Note
            }
            Some(Into::Note) => self.now.into,
            Some(Into::Beside) if self.now.into != Into::Text => self.now.into,
            Some(into) => into,
            None if is_optional && !is_read => Into::Nowhere,
            None => self.now.into,
        };
    }

    fn is_read(&self) -> bool {
        matches!(self.now.into, Into::Text | Into::Note)
    }

    /// The code page of the font that is being told.
    fn charset(&mut self, number: i32) {
        let page = match number {
            77 => Some(encoding_rs::MACINTOSH),
            128 => Some(encoding_rs::SHIFT_JIS),
            129 => Some(encoding_rs::EUC_KR),
            134 => Some(encoding_rs::GBK),
            136 => Some(encoding_rs::BIG5),
            161 => code_page(1253),
            162 => code_page(1254),
            163 => code_page(1258),
            177 => code_page(1255),
            178 => code_page(1256),
            186 => code_page(1257),
            204 => code_page(1251),
            222 => code_page(874),
            238 => code_page(1250),
            _ => None,
        };
        if let (Some(page), Into::Fonts) = (page, self.now.into) {
            self.fonts.insert(self.now.font, page);
        }
    }

    fn in_style(&mut self, number: i32) {
        if !self.is_read() {
            return;
        }
        let name = self.styles.get(&number).map(String::as_str).unwrap_or_default();
        let kind = match name {
            "title" => BlockKind::Headline,
            _ if name.starts_with("heading") || name == "subtitle" => BlockKind::Heading,
            _ if name.starts_with("list") => BlockKind::ListItem,
            _ if name.contains("quot") => BlockKind::Quotation,
            _ => return,
        };
        self.out.is(kind);
    }

    fn paragraph(&mut self) {
        if self.now.deleted {
            return;
        }
        match self.now.into {
            Into::Text | Into::Note => {
                let is_item = std::mem::take(&mut self.in_list) && self.out.kind().is_none();
                if is_item {
                    self.out.is(BlockKind::ListItem);
                }
                let kind = self.out.kind();
                self.out.end();
                // The next paragraph is set as this one, until it says otherwise.
                if let Some(kind) = kind.filter(|_| !is_item) {
                    self.out.is(kind);
                }
            }
            Into::Comment => self.words.push(' '),
            _ => {}
        }
    }

    /// A character by its number in UTF-16; numbers beyond 32767 are written negative.
    fn numbered(&mut self, number: i32) {
        self.flush_raw();
        let unit = (number & 0xffff) as u16;
        let first = self.half.take();
        self.skip = self.now.stand_ins;
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let units: Vec<u16> = first.into_iter().chain([unit]).collect();
        self.put(&String::from_utf16_lossy(&units).replace('\u{fffd}', ""));
    }

    fn letter(&mut self, byte: u8) {
        self.now.is_new = false;
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.raw.push(byte);
    }

    fn write(&mut self, text: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.flush();
        self.put(text);
    }

    fn flush(&mut self) {
        self.flush_raw();
        self.half = None;
    }

    /// Decodes the letters that were gathered.
    fn flush_raw(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let page = self.fonts.get(&self.now.font).copied().unwrap_or(self.page);
        let text = match std::str::from_utf8(&raw) {
            Ok(text) => text.to_owned(),
            Err(_) => page.decode_without_bom_handling(&raw).0.into_owned(),
        };
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        let set = self.now.set;
        match self.now.into {
            _ if self.now.deleted => {}
            Into::Text | Into::Note => self.out.push(text, set),
            Into::Beside if !set.hidden => self.out.leave_out(text),
            Into::Comment => self.words.push_str(text),
            Into::Styles => self.name_style(text),
            Into::Beside | Into::Nowhere | Into::Fonts => {}
        }
    }

    /// Styles are told as `Name;`.
    fn name_style(&mut self, text: &str) {
        self.words.push_str(text);
        while let Some((name, rest)) = self.words.split_once(';') {
            self.styles.insert(self.style, name.trim().to_lowercase());
            self.words = rest.to_owned();
            self.style = 0;
        }
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}
