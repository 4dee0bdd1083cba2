//! PDF: each sheet on a page of its own, by krilla. Text stays text: it can be searched and copied.
//!
//! Why not svg2pdf: it writes fonts and resources in the order of a randomly seeded table, so that two runs give
//! different bytes; krilla comes from the same makers, and is what they keep up.

use krilla::Document;
use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

/// A4, its long side and its short one, in points.
const LONG: f32 = 841.89;
const SHORT: f32 = 595.28;

/// The sheets on A4, upright or across as suits each, as large as it holds them. They have no pixels to scale.
///
/// # Errors
///
/// A message, when a drawing has no size or a font cannot be embedded.
pub(super) fn of(sheets: &[Tree], _scale: f32) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().language("en".to_owned()));
    for tree in sheets {
        add(&mut document, tree)?;
    }
    document
        .finish()
        .map_err(|error| format!("the PDF cannot be made: {error:?}"))
}

fn add(document: &mut Document, tree: &Tree) -> Result<(), String> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let (across, down) = if width >= height {
        (LONG, SHORT)
    } else {
        (SHORT, LONG)
    };
    let points = (across / width).min(down / height);
    let (page, settings) = Size::from_wh(width * points, height * points)
        .and_then(|size| Some((size, PageSettings::from_wh(across, down)?)))
        .ok_or_else(|| "the picture has no size".to_owned())?;
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let left = (across - page.width()) / 2.0;
    surface.push_transform(&Transform::from_translate(left, 0.0));
    surface.draw_svg(tree, page, SvgSettings::default());
    surface.pop();
    surface.finish();
    sheet.finish();
    Ok(())
}
