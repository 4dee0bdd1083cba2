//! Pictures as bytes, made of the SVG: one file a format, one row each in [`PICTURES`].
//!
//! Only the command line makes them: what draws them is heavy, and a library's user has the SVG. The font is the
//! one that the picture was measured with, and no other, so that the same draft gives the same bytes on every
//! machine. What that font lacks is reported.

mod pdf;
mod png;

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Group, Node, Options, Tree};
use twosource::Analysis;
use twosource::report::{FONTS, Output, Style, Theme};

use super::console::plain;

/// A picture format that is no text.
pub(super) struct Picture {
    /// Its name on the command line, which is its file extension too.
    pub(super) name: &'static str,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// What it is, in a few words.
    pub(super) kind: &'static str,
    /// One line of help.
    pub(super) help: &'static str,
    /// Is it cut into sheets that fit on paper?
    paged: bool,
    make: fn(&[Tree], f32) -> Result<Vec<u8>, String>,
}

/// Every such format.
pub(super) const PICTURES: &[Picture] = &[
    Picture {
        name: "png",
        media_type: "image/png",
        kind: "the picture in pixels",
        help: "the picture in pixels (--scale)",
        paged: false,
        make: png::of,
    },
    Picture {
        name: "pdf",
        media_type: "application/pdf",
        kind: "the picture on A4 pages",
        help: "the picture on A4 pages, to be printed or zoomed",
        paged: true,
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
    /// A message, when the picture is larger than can be made.
    pub(super) fn make(&self, sheets: &[String], scale: f32) -> Result<Made, String> {
        let fonts = Arc::new(fonts());
        let options = Options {
            fontdb: Arc::clone(&fonts),
            font_family: "Arimo".to_owned(),
            ..Options::default()
        };
        let trees = sheets.iter().map(|svg| Tree::from_str(svg, &options));
        let trees = trees.collect::<Result<Vec<Tree>, _>>();
        let trees = trees.map_err(|error| format!("cannot be drawn: {error}"))?;
        let bytes = (self.make)(&trees, scale)?;
        Ok(Made {
            bytes,
            lacking: lacking(&trees),
        })
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

fn fonts() -> Database {
    let mut fonts = Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    fonts
}

fn lacking(trees: &[Tree]) -> Vec<char> {
    let faces: Vec<ttf_parser::Face<'_>> = FONTS
        .iter()
        .filter_map(|font| ttf_parser::Face::parse(font, 0).ok())
        .collect();
    let mut drawn = BTreeSet::new();
    trees.iter().for_each(|tree| letters(tree.root(), &mut drawn));
    let is_lacking = |c: &char| {
        !c.is_whitespace() && !c.is_control() && faces.iter().any(|face| face.glyph_index(*c).is_none())
    };
    drawn.into_iter().filter(is_lacking).collect()
}

fn letters(group: &Group, drawn: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => letters(inner, drawn),
            Node::Text(text) => drawn.extend(text.chunks().iter().flat_map(|chunk| chunk.text().chars())),
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\" font-family=\"Arimo\">\
        <rect width=\"80\" height=\"40\" fill=\"#ffffff\"/><text x=\"4\" y=\"24\">TEXT</text></svg>";

    const DRAFT: &str = "# Council shuts bridge <script>alert(1)</script>\n\nThe bridge on Mill Street will stay shut until \
        May, Ida Lund, the city engineer, said on Monday.\n\nRust had eaten through two of its beams, according to a \
        report by the road office ]]> \u{202e}&amp;.\n\nTwo officials said that the mayor had known for a year.\n";

    fn analysis() -> Analysis {
        let draft = twosource::draft::Draft::read("bridge.md", twosource::draft::Format::Markdown, DRAFT);
        twosource::analyze(draft, &twosource::policy::Policy::default())
    }

    fn made(name: &str, theme: Theme) -> Vec<u8> {
        let style = Style {
            theme,
            ..Style::default()
        };
        let picture = Picture::of_name(name).unwrap();
        let made = picture
            .make(&picture.drawing(&analysis(), "svg", &style), 1.0)
            .unwrap();
        assert_eq!(made.lacking, [], "a hostile draft leaves nothing odd");
        made.bytes
    }

    #[test]
    fn the_same_draft_is_the_same_bytes() {
        for picture in PICTURES {
            let first = made(picture.name, Theme::Auto);
            let same = (0..4).all(|_| made(picture.name, Theme::Auto) == first);
            assert!(same, "{}", picture.name);
        }
    }

    #[test]
    fn a_png_is_light_unless_it_is_to_be_dark() {
        let ground = |theme| {
            let pixels = resvg::tiny_skia::Pixmap::decode_png(&made("png", theme)).unwrap();
            pixels.pixel(2, 2).unwrap()
        };
        assert!(ground(Theme::Auto).red() > 0xf0);
        assert_eq!(ground(Theme::Auto), ground(Theme::Light));
        assert!(ground(Theme::Dark).red() < 0x40);
    }

    #[test]
    fn words_stand_on_a_png() {
        let svg = PICTURES[0]
            .drawing(&analysis(), "svg", &Style::default())
            .concat();
        let wordless = svg.replace("<text ", "<desc ").replace("</text>", "</desc>");
        let of = |svg: &str| PICTURES[0].make(&[svg.to_owned()], 1.0).unwrap().bytes;
        assert_ne!(of(&svg), of(&wordless));
    }

    #[test]
    fn a_pdf_carries_its_font_and_neither_date_nor_action() {
        let pdf = made("pdf", Theme::Auto);
        let holds = |what: &str| pdf.windows(what.len()).any(|part| part == what.as_bytes());
        assert!(pdf.starts_with(b"%PDF-1."));
        assert!(holds("Arimo-Bold") && holds("/FontFile2"));
        for absent in ["CreationDate", "/JavaScript", "/OpenAction", "/URI", "/Launch"] {
            assert!(!holds(absent), "{absent}");
        }
    }

    #[test]
    fn names_what_the_font_lacks_and_nothing_else() {
        let svg = SVG.replace("TEXT", "Łódź Αθήνα 王 Ж");
        let made = PICTURES[0].make(&[svg], 1.0).unwrap();
        assert_eq!(made.lacking, ['王']);
        assert!(
            told_lacking(&made.lacking)
                .unwrap()
                .contains("boxes stand for 王;")
        );
        assert_eq!(told_lacking(&[]), None);
    }
}
