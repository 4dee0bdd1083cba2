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

pub(in crate::report) const HEADLINE: Type = bold(31.0, Ink::Text);
pub(in crate::report) const VERDICT: Type = bold(20.0, Ink::Text);
pub(in crate::report) const WAIST: Type = plain(17.0, Ink::Text);
/// What a part of the sheet is called.
pub(in crate::report) const HEADING: Type = bold(15.0, Ink::Soft);
/// A claim's words.
pub(in crate::report) const WORDS: Type = plain(18.0, Ink::Text);
pub(in crate::report) const BODY: Type = plain(15.0, Ink::Text);
pub(in crate::report) const STRONG: Type = bold(15.0, Ink::Text);
pub(in crate::report) const SMALL: Type = plain(14.0, Ink::Soft);
pub(in crate::report) const MARK: Type = bold(14.0, Ink::Text);
/// A number in the list.
pub(in crate::report) const RANK: Type = bold(30.0, Ink::Text);
