//! The front: one landscape sheet on which an editor sees in five seconds what to check.
//!
//! Three steps: [`told`] says in plain words and numbers what the sheet holds, [`lay`] puts each of them in its place,
//! [`draw`] writes the places as SVG. None looks back, and only the last knows of SVG.

mod lay;

use super::svg::draw;
use super::svg::lettering::Lettering;
use super::{Style, told};
use crate::Analysis;

/// The front of one draft. Linear in its claims and sources, save for sorting.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let told = told::Told::of(analysis);
    let sheet = lay::out(&told, &Lettering::new());
    draw::svg(&sheet, style.theme)
}
