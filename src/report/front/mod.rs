//! The front: one landscape sheet on which an editor sees in five seconds what to check.
//!
//! Three steps: [`told`] says in plain words and numbers what the sheet holds, [`lay`] puts each of them in its place,
//! [`draw`] writes the places as SVG. None looks back, and only the last knows of SVG.

mod lay;

#[cfg(feature = "page")]
use maud::{Markup, PreEscaped, html};

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

#[cfg(feature = "page")]
/// The claims of a draft as a strip without words, for a page that tells the same in words. Linear in its claims.
pub(super) fn strip(analysis: &Analysis) -> Markup {
    let cells = told::cells_of(&analysis.case);
    let lettering = Lettering::new();
    let (parts, width, height) = lay::bare_strip(&cells, &lettering);
    html! {
        svg.strip aria-hidden="true" viewBox=(format!("0 0 {width:.1} {height}")) width=(format!("{width:.0}")) preserveAspectRatio="none" {
            (PreEscaped(draw::bare(&parts)))
        }
    }
}
