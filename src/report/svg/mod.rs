//! The picture for editors: sources left, claims right in article order, ribbons between them.
//!
//! Why no library lays it out: every layered layout that was tried loses article order once a source cites a
//! source, and overlaps labels. [`order`] and [`layout`] compute, the other files draw.

mod boxes;
pub(super) mod canvas;
mod cards;
mod frame;
mod lanes;
mod layout;
pub(super) mod lettering;
mod margins;
mod order;
mod ribbons;
pub(super) mod theme;

use canvas::{Canvas, Rect};
use layout::Layout;
use lettering::Lettering;
use theme::Ink;

pub use lettering::FONTS;

use super::scene::Scene;
use super::{Style, escape};
use crate::Analysis;

/// The picture of one draft. Near linear in what is shown.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let lettering = Lettering::new();
    let scene = Scene::of(analysis, style);
    let header = frame::Header::of(&scene, &lettering);
    let layout = Layout::of(&scene, &lettering, header.bottom);
    let mut canvas = Canvas::new(style.theme);
    let page = |height| Rect {
        x: 0.0,
        y: 0.0,
        width: layout.width,
        height,
    };
    let legend = frame::Legend::of(&scene, &layout, &lettering);
    let height = legend.bottom;
    canvas.rect(page(height), 0.0).fill(Ink::Paper).empty();
    header.draw(&mut canvas, &layout);
    cards::draw_sources(&mut canvas, &scene, &layout);
    margins::draw(&mut canvas, &scene, &layout, &lettering);
    ribbons::draw(&mut canvas, &scene, &layout);
    cards::draw_claims(&mut canvas, &scene, &layout);
    ribbons::draw_ends(&mut canvas, &scene, &layout, &lettering);
    legend.draw(&mut canvas, &scene, &layout);
    document(canvas, &scene, (layout.width, height))
}

fn document(canvas: Canvas, scene: &Scene, (width, height): (f64, f64)) -> String {
    let (body, sheet) = canvas.finish();
    let (width, height) = (canvas::number(width), canvas::number(height));
    let (title, description) = (frame::title(scene), frame::description(scene));
    let style = match sheet.as_str() {
        "" => String::new(),
        sheet => format!("<style>{sheet}</style>\n"),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title description\" font-family=\"{}\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n{style}{body}</svg>\n",
        escape::xml(lettering::FAMILY),
        escape::xml(&title),
        escape::xml(&description),
    )
}
