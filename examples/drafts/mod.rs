//! A draft as every example reads it.

use twosource::attribution::{self, Reading};
use twosource::draft::{Draft, Format, Span};
use twosource::language::{self, Prose};
use twosource::policy::Policy;

/// A plain text, read up to its attributions.
pub(crate) struct Read {
    pub(crate) draft: Draft,
    pub(crate) prose: Prose,
    pub(crate) reading: Reading,
    pub(crate) policy: Policy,
}

impl Read {
    /// Where something stands in the file, in bytes.
    pub(crate) fn place(&self, span: Span) -> [usize; 2] {
        let place = self.draft.in_file(span);
        [place.start, place.end]
    }
}

/// Reads the file of this name.
pub(crate) fn read(name: &str) -> std::io::Result<Read> {
    let text = std::fs::read_to_string(name)?;
    let draft = Draft::read(name, Format::Plain, &text);
    let policy = Policy::default();
    let prose = language::read(&draft);
    let reading = attribution::read(&draft, &prose, &policy);
    Ok(Read {
        draft,
        prose,
        reading,
        policy,
    })
}
