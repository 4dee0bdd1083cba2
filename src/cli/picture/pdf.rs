//! PDF: the SVG on one page of its own size, by krilla. Text stays text: it can be searched and copied.
//!
//! Why not svg2pdf: it writes fonts and resources in the order of a randomly seeded table, so that two runs give
//! different bytes; krilla comes from the same makers, and is what they keep up.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

/// Points to the pixel: 72 to the inch over 96, as browsers print.
const POINTS: f32 = 0.75;

/// A PDF page may be so many points wide and high.
const MOST_POINTS: f32 = 14_400.0;

/// The picture as PDF; it has no pixels to scale, but a very long one is made smaller to fit the longest page
/// that there is.
///
/// # Errors
///
/// A message, when the drawing has no size or a font cannot be embedded.
pub(super) fn of(tree: &Tree, _scale: f32) -> Result<Vec<u8>, String> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let points = POINTS.min(MOST_POINTS / width.max(height));
    let page = Size::from_wh(width * points, height * points);
    let (page, settings) = page
        .and_then(|size| Some((size, PageSettings::from_wh(size.width(), size.height())?)))
        .ok_or_else(|| "the picture has no size".to_owned())?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().language("en".to_owned()));
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    surface.draw_svg(tree, page, SvgSettings::default());
    surface.finish();
    sheet.finish();
    document
        .finish()
        .map_err(|error| format!("the PDF cannot be made: {error:?}"))
}
