//! The pictures inside the page: the front, and the same as `graph --to svg` draws.

use maud::{Markup, PreEscaped, html};

use super::super::{Style, flow, front};
use crate::Analysis;

/// The picture of an analysis.
pub(super) struct Picture {
    svg: String,
}

impl Picture {
    /// Draws what matters large; the other claims stand in it a line a source.
    pub(super) fn of(analysis: &Analysis, style: &Style) -> Picture {
        Picture {
            svg: flow::render(analysis, style),
        }
    }

    /// Draws the front.
    pub(super) fn front(analysis: &Analysis, style: &Style) -> Picture {
        Picture {
            svg: front::render(analysis, style),
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
        sheet_of(&self.svg)
    }

    /// The picture as a part of the page.
    pub(super) fn part(&self) -> Markup {
        html! {
            section.part #picture aria-labelledby="picture-title" {
                h2 #picture-title { "Picture" }
                button.large type="button" data-act="enlarge" hidden { "Open large" }
                div.picture { (PreEscaped(&self.svg)) }
            }
        }
    }
}

/// The style sheet of an SVG of this program, its first.
pub(super) fn sheet_of(svg: &str) -> &str {
    let after = svg.split_once("<style>").map(|(_, after)| after);
    after
        .and_then(|after| after.split_once("</style>"))
        .map_or("", |(sheet, _)| sheet)
}
