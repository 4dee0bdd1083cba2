//! The pictures inside the page: the front, and the same as `graph --to svg` draws.

use maud::{Markup, PreEscaped, html};

use super::super::{Style, front, svg, words};
use crate::Analysis;

/// A picture of more claims than this is no longer read; the weakest stay, the others are counted in it.
const MOST: usize = 60;

/// The picture of an analysis.
pub(super) struct Picture {
    svg: String,
    folded: usize,
}

impl Picture {
    /// Draws it, folded to the weakest claims where there are too many.
    pub(super) fn of(analysis: &Analysis, style: &Style) -> Picture {
        let mut style = style.clone();
        style.filter.most = Some(style.filter.most.unwrap_or(MOST));
        Picture {
            svg: svg::render(analysis, &style),
            folded: analysis.case.graph.claims.len().saturating_sub(MOST),
        }
    }

    /// Draws the front.
    pub(super) fn front(analysis: &Analysis, style: &Style) -> Picture {
        Picture {
            svg: front::render(analysis, style),
            folded: 0,
        }
    }

    /// The front as the first part of the page, behind what is to be done first.
    pub(super) fn first(&self, before: &Markup) -> Markup {
        html! {
            section.front aria-label="What to check first" {
                (before)
                (PreEscaped(&self.svg))
            }
        }
    }

    /// The style sheet that the picture brings along. No word of a draft can open an element in it, so the first
    /// one is its own.
    pub(super) fn sheet(&self) -> &str {
        let after = self.svg.split_once("<style>").map(|(_, after)| after);
        after
            .and_then(|after| after.split_once("</style>"))
            .map_or("", |(sheet, _)| sheet)
    }

    /// The picture as a part of the page.
    pub(super) fn part(&self) -> Markup {
        html! {
            section.part #picture aria-labelledby="picture-title" {
                h2 #picture-title { "Picture" }
                @if self.folded > 0 {
                    p.aside { "The weakest " (MOST) " claims; " (words::count(self.folded, "other claim")) " left out." }
                }
                button.large type="button" data-act="enlarge" hidden { "Open large" }
                div.picture { (PreEscaped(&self.svg)) }
            }
        }
    }
}
