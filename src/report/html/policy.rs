//! The page's content-security policy: nothing from anywhere, save this crate's own style and script.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for a page with these inline style sheets and scripts.
pub(super) fn of(styles: &[&str], scripts: &[&str]) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        sources(styles),
        sources(scripts)
    )
}

fn sources(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|text| source(text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// An inline text as Content Security Policy Level 3 names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
