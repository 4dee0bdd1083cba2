//! From SVG to what the formats are made of, with the embedded font and no other.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Group, Node, Options, Tree};
use twosource::report::FONTS;

use super::Made;

/// Makes a picture of sheets, so many pixels for each of their own.
pub(super) type Make = fn(&[Tree], f32) -> Result<Vec<u8>, String>;

/// The picture that `make` makes of sheets in SVG.
///
/// # Errors
///
/// A message, when they are no SVG or too large.
pub(super) fn of(make: Make, sheets: &[String], scale: f32) -> Result<Made, String> {
    let fonts = Arc::new(fonts());
    let options = Options {
        fontdb: Arc::clone(&fonts),
        font_family: "Arimo".to_owned(),
        ..Options::default()
    };
    let trees = sheets.iter().map(|svg| Tree::from_str(svg, &options));
    let trees = trees.collect::<Result<Vec<Tree>, _>>();
    let trees = trees.map_err(|error| format!("cannot be drawn: {error}"))?;
    let bytes = make(&trees, scale)?;
    Ok(Made {
        bytes,
        lacking: lacking(&trees),
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
    use twosource::Analysis;
    use twosource::report::{Style, Theme};

    use super::super::{PICTURES, Picture, told_lacking};

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
