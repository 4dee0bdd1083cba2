//! PNG: the SVG in pixels, by resvg.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

/// A picture of more pixels is refused: it would take four bytes each, and no viewer opens it.
const MOST_PIXELS: f32 = 120_000_000.0;

/// The picture as PNG, `scale` pixels for each of the drawing's own.
///
/// # Errors
///
/// A message, when it would be too large.
pub(super) fn of(sheets: &[Tree], scale: f32) -> Result<Vec<u8>, String> {
    let tree = sheets
        .first()
        .ok_or_else(|| "there is nothing to draw".to_owned())?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).ceil(), (size.height() * scale).ceil());
    if width * height > MOST_PIXELS {
        let fits = (MOST_PIXELS / (size.width() * size.height())).sqrt();
        return Err(format!(
            "a PNG of {width} by {height} pixels is too large; fold it (--view ranked, --max-claims 60), use --to pdf, \
             or a --scale of at most {:.2}",
            (fits * 100.0).floor() / 100.0
        ));
    }
    let pixels = Pixmap::new((width as u32).max(1), (height as u32).max(1));
    let mut pixels = pixels.ok_or_else(|| "the picture has no size".to_owned())?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| format!("the PNG cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use resvg::usvg::Options;

    use super::*;

    fn drawing(height: u32) -> Tree {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"{height}\">\
             <rect width=\"1000\" height=\"{height}\" fill=\"#102030\"/></svg>"
        );
        Tree::from_str(&svg, &Options::default()).unwrap()
    }

    #[test]
    fn has_the_scale_that_was_asked_for_and_the_colours_of_the_drawing() {
        let png = of(&[drawing(10)], 1.5).unwrap();
        let read = Pixmap::decode_png(&png).unwrap();
        assert_eq!((read.width(), read.height()), (1500, 15));
        let pixel = read.pixel(700, 7).unwrap();
        assert_eq!((pixel.red(), pixel.green(), pixel.blue()), (0x10, 0x20, 0x30));
    }

    #[test]
    fn refuses_what_is_too_large_and_says_which_scale_fits() {
        let told = of(&[drawing(400_000)], 1.0).unwrap_err();
        let fits: f32 = told
            .rsplit(' ')
            .next()
            .and_then(|scale| scale.parse().ok())
            .unwrap();
        assert!(
            fits < 1.0 && of(&[drawing(400_000)], fits / 8.0).is_ok(),
            "{told}"
        );
    }
}
