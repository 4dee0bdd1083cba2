//! The front: one landscape sheet on which an editor sees in five seconds what to check.
//!
//! Three steps: [`tell`] says in plain words and numbers what the sheet holds, [`lay`] puts each of them in its place,
//! [`draw`] writes the places as SVG. None looks back, and only the last knows of SVG.

mod draw;
mod figure;
mod footing;
mod lay;
mod sheet;
mod tell;

use super::Style;
use super::svg::lettering::Lettering;
use crate::Analysis;

/// The front of one draft. Linear in its claims and sources, save for sorting.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let told = tell::Told::of(analysis);
    let sheet = lay::out(&told, &Lettering::new());
    draw::svg(&sheet, style.theme)
}
