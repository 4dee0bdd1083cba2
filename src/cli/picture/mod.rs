//! Pictures as bytes, made of the SVG: one file a format, one row each in [`PICTURES`].
//!
//! Only the command line makes them, and only with the feature `pictures`: what draws them is heavy, and a library's user has
//! the SVG. The font is the one that the picture was measured with, and no other, so that the same draft gives the same bytes on
//! every machine. What that font lacks is reported.

#[cfg(feature = "pictures")]
mod drawn;
#[cfg(feature = "pictures")]
mod pdf;
#[cfg(feature = "pictures")]
mod png;

use twosource::Analysis;
use twosource::report::{Output, Style, Theme};

use super::console::plain;
use super::left_out;

/// Does this build make them? Else they are known by name, and asking for one says how to get it.
pub(super) const ARE_MADE: bool = cfg!(feature = "pictures");

/// Says that this build makes none.
pub(super) fn left_out() -> String {
    left_out::said("pictures other than SVG", "pictures")
}

/// A picture format that is no text.
pub(super) struct Picture {
    /// Its name on the command line, which is its file extension too.
    pub(super) name: &'static str,
    /// Its media type.
    #[cfg_attr(
        not(feature = "serve"),
        expect(dead_code, reason = "the page of `serve` says it")
    )]
    pub(super) media_type: &'static str,
    /// What it is, in a few words.
    #[cfg_attr(
        not(feature = "serve"),
        expect(dead_code, reason = "the page of `serve` says it")
    )]
    pub(super) kind: &'static str,
    /// One line of help.
    pub(super) help: &'static str,
    /// Is it cut into sheets that fit on paper?
    paged: bool,
    #[cfg(feature = "pictures")]
    make: drawn::Make,
}

/// Every such format.
pub(super) const PICTURES: &[Picture] = &[
    Picture {
        name: "png",
        media_type: "image/png",
        kind: "the picture in pixels",
        help: "the picture in pixels (--scale)",
        paged: false,
        #[cfg(feature = "pictures")]
        make: png::of,
    },
    Picture {
        name: "pdf",
        media_type: "application/pdf",
        kind: "the picture on A4 pages",
        help: "the picture on A4 pages, to be printed or zoomed",
        paged: true,
        #[cfg(feature = "pictures")]
        make: pdf::of,
    },
];

/// A picture that was made.
pub(super) struct Made {
    pub(super) bytes: Vec<u8>,
    /// Characters in it that the font lacks, each once; boxes stand in their place.
    pub(super) lacking: Vec<char>,
}

impl Picture {
    /// The format with this name.
    pub(super) fn of_name(name: &str) -> Option<&'static Picture> {
        PICTURES.iter().find(|picture| picture.name == name)
    }

    /// The SVG of which it is made, by its name in the table of outputs. A file has no viewer whose wish the colours could
    /// follow: they are light unless they were chosen.
    pub(super) fn drawing(&self, analysis: &Analysis, from: &str, style: &Style) -> Vec<String> {
        let mut style = style.clone();
        if style.theme == Theme::Auto {
            style.theme = Theme::Light;
        }
        if self.paged && from == "svg" {
            return twosource::report::graph_sheets(analysis, &style);
        }
        let drawn = Output::of_name(from).map(|svg| svg.render(std::slice::from_ref(analysis), &style));
        drawn.into_iter().collect()
    }

    /// The picture of sheets that this program has drawn as SVG, `scale` pixels for each of their own where that matters.
    ///
    /// # Errors
    ///
    /// A message, when the picture is larger than can be made, and when this build makes none.
    #[cfg(feature = "pictures")]
    pub(super) fn make(&self, sheets: &[String], scale: f32) -> Result<Made, String> {
        drawn::of(self.make, sheets, scale)
    }

    #[cfg(not(feature = "pictures"))]
    pub(super) fn make(&self, _sheets: &[String], _scale: f32) -> Result<Made, String> {
        Err(left_out())
    }
}

/// What is to be said of characters that the font lacks, if any are.
pub(super) fn told_lacking(lacking: &[char]) -> Option<String> {
    let shown: String = lacking.iter().take(8).collect();
    let more = if lacking.len() > 8 { " and others" } else { "" };
    (!lacking.is_empty()).then(|| {
        format!(
            "the font of pictures has Latin, Greek, Cyrillic and Hebrew letters; boxes stand for {}{more}; use --to \
             svg, which takes the viewer's fonts",
            plain(&shown)
        )
    })
}
