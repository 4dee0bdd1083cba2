//! `draft-unread`: a file of which too little was read as prose.

use crate::draft::{Draft, Format};
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::span::Span;

rule! {
    /// Less than half of the text that a reader of the file sees was read as prose (of a web page or a mail, which has much
    /// around its article, next to nothing), or nothing in a long text was found to state anything. `check` tells by this rule
    /// too what it cannot read at all: no such file, a broken document, a claims graph with mistakes; the exit code is 2 then.
    ///
    /// ## Why it matters
    ///
    /// A draft that was not read has no findings, and looks as if it were well sourced. Reuters and AP ask that every fact
    /// be checked before it is published; what no one has read, no one has checked.
    ///
    /// ## Fires on
    ///
    /// > | Harbour | What the warden said on Monday of the week in which it closes |
    /// > |---|---|
    /// > | Port Alder | The harbour will close for a week in May, and no ship may enter it |
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The harbour of Port Alder will close for a week in May, its warden, Ida Lund, said on Monday.
    ///
    /// ## How to mend it
    ///
    /// `twosource text FILE` prints what was read. Write the article as paragraphs, not as code, a table or a text box; save
    /// a page's article alone; or check the file by its claims graph.
    ///
    /// ## Stays quiet
    ///
    /// On files of a few words, and on the navigation, comments and lists of links around a page's article.
    ///
    /// ## Level
    ///
    /// An error. A desk whose files hold much beside the article can lower it.
    "draft-unread", Levels::always(Error), Text, "a file of which too little was read as prose", check
}

/// Shorter files are not judged, in characters.
const SHORT: usize = 80;

/// Of a hundred characters, so many at least are read; of a page's, which has much beside its article.
const LEAST: usize = 50;
const LEAST_OF_A_PAGE: usize = 3;

/// A page or a mail of so many bytes of which no letter was read holds its words elsewhere, whatever its subject says.
const MUTE: usize = 200;

/// An article has so many characters at least; a page of which less was read holds it elsewhere.
const ARTICLE: usize = 160;

/// So long a text states something.
const LONG: usize = 1000;

fn check(look: &Look) -> Vec<Hit> {
    let case = look.case;
    let by_hand = case.by_hand();
    let Some(draft) = case.prose() else {
        return Vec::new();
    };
    let told = unread(draft).or_else(|| {
        let silent = !by_hand && draft.extent.read >= LONG && case.graph.claims.is_empty();
        silent.then(|| "nothing in this text was found to state anything".to_owned())
    });
    let hit = |message: String| Hit {
        span: Span::default(),
        message,
        help: "`twosource text` shows what was read".to_owned(),
        ..Hit::default()
    };
    told.map(hit).into_iter().collect()
}

/// How little was read, in words; nothing where enough was.
fn unread(draft: &Draft) -> Option<String> {
    let extent = draft.extent;
    let is_mute = extent.read == 0 && extent.visible() < SHORT && draft.bytes >= MUTE;
    let is_page = matches!(draft.format, Format::Html | Format::Email | Format::Epub);
    let least = if is_page { LEAST_OF_A_PAGE } else { LEAST };
    let little = extent.read * 100 < extent.visible() * least;
    let elsewhere = is_page && extent.read < ARTICLE && extent.left_out > extent.read * 4;
    if is_page && is_mute {
        return Some(
            "nothing of it was read: its words are not in the file, or in a part of it that is not read"
                .to_owned(),
        );
    }
    if extent.visible() < SHORT || !(little || elsewhere) {
        return None;
    }
    Some(match extent.read {
        0 => format!(
            "none of {} visible characters were read as prose",
            extent.visible()
        ),
        read => format!(
            "only {read} of {} visible characters were read as prose",
            extent.visible()
        ),
    })
}
