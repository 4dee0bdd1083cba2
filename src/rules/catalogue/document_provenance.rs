//! `document-provenance`: a paper that is not public is cited, and nothing tells how it came to light.

use crate::policy::Level::{Note, Warning};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Speech};
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::words_of;
use crate::source::{Basis, SourceKind};

rule! {
    /// A memo, a letter, a recording or a message carries a claim, and the text says neither that the newsroom has
    /// seen it nor who showed it or where it was published.
    ///
    /// ## Why it matters
    ///
    /// Reuters, the Washington Post and Bloomberg tell the reader whether they saw a document themselves, how it
    /// reached them and whether it could be authenticated. A paper that nobody has seen is hearsay in writing.
    ///
    /// ## Fires on
    ///
    /// > Nobody tested the lifeboats, an internal memo shows.
    ///
    /// At 1:30.
    ///
    /// ## Does not fire on
    ///
    /// > Nobody tested the lifeboats, shows an internal memo that was seen by this newspaper.
    ///
    /// ## How to mend it
    ///
    /// Say who has seen it and how it was obtained, or link it.
    ///
    /// ## Stays quiet
    ///
    /// On what is public by its nature (studies, polls, laws, court papers, filings), on what is linked, on a later
    /// mention, and when the sentence or one beside it tells where the paper comes from.
    ///
    /// ## Level
    ///
    /// A warning, a note on a light claim.
    "document-provenance", Levels::always(Warning).light(Note), Text, "a paper that is not public, and nothing on how it came to light", check
}

/// Papers that are not public by their nature.
const PRIVATE: &[&str] = &[
    "memo",
    "memos",
    "memorandum",
    "letter",
    "letters",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "document",
    "documents",
    "dossier",
    "files",
    "recording",
    "recordings",
    "tape",
    "tapes",
    "transcript",
    "transcripts",
    "minutes",
    "notes",
    "messages",
    "texts",
    "invoice",
    "invoices",
    "ledger",
    "spreadsheet",
    "slides",
    "presentation",
    "draft",
    "diary",
    "correspondence",
    "contract",
    "papers",
];

/// Words that make any paper a private one.
const INTERNAL: &[&str] = &[
    "internal",
    "confidential",
    "leaked",
    "classified",
    "secret",
    "unpublished",
];

/// Words that tell how a paper came to light.
const ORIGINS: &[&str] = &[
    "seen",
    "saw",
    "obtained",
    "reviewed",
    "viewed",
    "shown",
    "shared",
    "provided",
    "published",
    "posted",
    "released",
    "disclosed",
    "filed",
    "unsealed",
    "handed",
    "given",
    "leaked",
    "read",
    "examined",
    "verified",
    "authenticated",
    "court",
    "uploaded",
    "circulated",
    "broadcast",
    "aired",
    "dated",
    "website",
    "online",
];

/// Private papers of which nothing more is told.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::Document)
        .into_iter()
        .filter(|speech| speech.source.basis != Basis::FirstHand && speech.source.cites.is_empty())
        .filter(|speech| is_private(look, speech) && !has_origin(look, speech))
        .map(|speech| {
            speech.hit(
                format!("nothing tells how {} came to light", speaking::called(&speech)),
                "say who has seen it and how it was obtained, or link it",
            )
        })
        .collect()
}

fn is_private(look: &Look, speech: &Speech) -> bool {
    let words = words_of(look.case.draft.slice(speech.place));
    words
        .iter()
        .any(|word| PRIVATE.contains(&word.as_str()) || INTERNAL.contains(&word.as_str()))
}

/// Is it linked, or does a word beside it tell where it comes from?
fn has_origin(look: &Look, speech: &Speech) -> bool {
    let text = look.reading();
    let at = text.prose.sentence_at(speech.place.start).unwrap_or(0);
    let told = (at.saturating_sub(1)..=at + 1).any(|near| text.any_unquoted(near, ORIGINS));
    told || text.is_linked(at, &look.case.draft.links)
}
