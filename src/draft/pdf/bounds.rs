//! What a file may unpack to and draw, known before it is read: a page that draws a form ten times that draws another ten
//! times, and so on, is a bomb.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use crate::draft::Unreadable;
use crate::draft::package::broken;

/// A file whose streams, pictures left out, unpack to more bytes than this is refused.
const UNPACKED_AT_MOST: u64 = 128 << 20;

/// A file that draws more bytes of instructions than this, each time counted, is refused.
const DRAWN_AT_MOST: u64 = 64 << 20;

/// Forms that stand in one another deeper than this are refused.
const DEPTH_AT_MOST: usize = 24;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 1024;

/// Checks what is packed in the file. Linear in its bytes and in what they unpack to.
pub(super) fn check_packed(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut left = UNPACKED_AT_MOST;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        let data = bytes[at..].trim_ascii_start();
        let dictionary = &bytes[start.saturating_sub(DICTIONARY)..start];
        let dictionary = &dictionary[rfind(dictionary, b"endobj").unwrap_or(0)..];
        if bytes[..start].ends_with(b"end") || find(dictionary, b"/Image").is_some() || !is_packed(data) {
            continue;
        }
        let once = unpacked(ZlibDecoder::new(data), left);
        // What is packed twice unpacks to a million times its size.
        let twice = unpacked(ZlibDecoder::new(ZlibDecoder::new(data)), left);
        match left.checked_sub(once.max(twice)) {
            Some(rest) if rest > 0 => left = rest,
            _ => return Err(broken("a PDF", "it unpacks to more than 128 MB")),
        }
    }
    Ok(())
}

/// Does it begin as what zlib packs?
fn is_packed(data: &[u8]) -> bool {
    let head = data.first().zip(data.get(1));
    head.is_some_and(|(&method, &flags)| {
        method & 0x0f == 8 && (u16::from(method) << 8 | u16::from(flags)) % 31 == 0
    })
}

/// How many bytes come out, `most` at most.
fn unpacked(packed: impl Read, most: u64) -> u64 {
    let mut counted = packed.take(most);
    let mut buffer = vec![0; 1 << 16];
    let mut total = 0;
    while let Ok(count) = counted.read(&mut buffer) {
        if count == 0 {
            break;
        }
        total += count as u64;
    }
    total
}

/// Where `needle` stands first.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

/// Checks what its pages draw, forms within forms counted each time. Linear in the forms.
pub(super) fn check_drawing(pdf: &Pdf) -> Result<(), Unreadable> {
    let mut forms = Forms::default();
    let mut total: u64 = 0;
    for page in pdf.pages().iter() {
        let drawn = page
            .page_stream()
            .map_or(0, |data| forms.drawn(data, page.resources(), 0));
        let noted = forms.noted(page);
        total = total.saturating_add(drawn).saturating_add(noted);
    }
    if total > DRAWN_AT_MOST {
        return Err(broken("a PDF", "its pages draw more than any article holds"));
    }
    Ok(())
}

/// What each form draws, as far as it is known; while it is asked for, too much.
#[derive(Default)]
struct Forms {
    known: HashMap<ObjectIdentifier, u64>,
}

impl Forms {
    /// Bytes of instructions that are carried out for these.
    fn drawn(&mut self, data: &[u8], resources: &Resources<'_>, depth: usize) -> u64 {
        let mut total = data.len() as u64;
        // Most pages draw no form.
        if resources.x_objects.is_empty() {
            return total;
        }
        let mut instructions = TypedIter::new(data);
        while let Some(instruction) = instructions.next() {
            if let TypedInstruction::XObject(draws) = instruction
                && let Some(form) = resources.get_x_object(draws.0)
            {
                total = total.saturating_add(self.form(&form, resources, depth + 1));
            }
        }
        total
    }

    /// Bytes of instructions that are carried out for what lies on a page, such as the fields of a form: in whichever state.
    fn noted(&mut self, page: &Page<'_>) -> u64 {
        let mut total: u64 = 0;
        let all = page.raw().get::<Array<'_>>("Annots").unwrap_or_default();
        for looks in all.iter::<Dict<'_>>().filter_map(|one| one.get::<Dict<'_>>("AP")) {
            let states = looks.get::<Dict<'_>>("N").unwrap_or_default();
            let states = states.keys().filter_map(|state| states.get::<Stream<'_>>(state));
            for look in looks.get::<Stream<'_>>("N").into_iter().chain(states) {
                total = total.saturating_add(self.form(&look, page.resources(), 1));
            }
        }
        total
    }

    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, depth: usize) -> u64 {
        let kind = form.dict().get::<Name<'_>>("Subtype");
        if kind.is_none_or(|kind| &*kind != b"Form") {
            return 0;
        }
        if depth > DEPTH_AT_MOST {
            return u64::MAX;
        }
        let id = form.obj_id();
        if let Some(&drawn) = self.known.get(&id) {
            return drawn;
        }
        self.known.insert(id, u64::MAX);
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let data = form.decoded().unwrap_or_default();
        let drawn = self.drawn(&data, own.as_ref().unwrap_or(around), depth);
        self.known.insert(id, drawn);
        drawn
    }
}
