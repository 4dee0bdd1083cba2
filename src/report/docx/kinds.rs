//! Names by which packages know their parts (ECMA-376, part 2).

/// The text of a document.
pub(super) const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Its styles.
pub(super) const STYLES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";

/// Its comments.
pub(super) const COMMENTS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The namespace of what says which part relates to which.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The namespace of what says what kind of content a part has.
pub(super) const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// What a part relates to as its comments, in the two spellings of the standard.
pub(super) const TO_COMMENTS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
pub(super) const TO_COMMENTS_STRICT: &str =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
