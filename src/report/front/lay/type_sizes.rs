//! How texts look; the smallest is legible at half its size.

use crate::report::svg::canvas::Type;
use crate::report::svg::lettering::Face;
use crate::report::svg::theme::Ink;

const fn plain(size: f64, ink: Ink) -> Type {
    Type {
        face: Face::Regular,
        size,
        ink,
    }
}

const fn bold(size: f64, ink: Ink) -> Type {
    Type {
        face: Face::Bold,
        size,
        ink,
    }
}

pub(super) const HEADLINE: Type = bold(31.0, Ink::Text);
pub(super) const VERDICT: Type = bold(20.0, Ink::Text);
pub(super) const WAIST: Type = plain(17.0, Ink::Text);
/// What a part of the sheet is called.
pub(super) const HEADING: Type = bold(15.0, Ink::Soft);
/// A claim's words.
pub(super) const WORDS: Type = plain(18.0, Ink::Text);
pub(super) const BODY: Type = plain(15.0, Ink::Text);
pub(super) const STRONG: Type = bold(15.0, Ink::Text);
pub(super) const SMALL: Type = plain(14.0, Ink::Soft);
pub(super) const MARK: Type = bold(14.0, Ink::Text);
/// A number in the list.
pub(super) const RANK: Type = bold(30.0, Ink::Text);
