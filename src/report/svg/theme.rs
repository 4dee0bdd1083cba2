//! Colours, light and dark. But for greys each means a strength. Each pair that stands on another meets WCAG 2.2 AA in both (a test computes it).

use crate::report::Theme;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Ink {
    /// The ground.
    Paper,
    /// The ground of cards.
    Card,
    /// Main text.
    Text,
    /// Lesser text.
    Soft,
    /// Borders.
    Line,
    /// Text of a strength, and its border.
    Strength(Tone),
    /// A cell that stands for a claim of some strength.
    Cell(Tone),
}

/// Groups of rungs that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Tone {
    Corroborated,
    Document,
    Single,
    Own,
    Anonymous,
    Outlet,
    Missing,
}

/// Every colour once: what for, its class, light, dark.
const INKS: [(Ink, &str, &str, &str); 19] = [
    (Ink::Paper, "paper", "#ffffff", "#10151d"),
    (Ink::Card, "card", "#ffffff", "#171e29"),
    (Ink::Text, "text", "#111827", "#f1f4f8"),
    (Ink::Soft, "soft", "#4b5563", "#b4bdca"),
    (Ink::Line, "line", "#858fa1", "#6c7a90"),
    (Ink::Strength(Tone::Corroborated), "good", "#14532d", "#a5efbd"),
    (Ink::Strength(Tone::Document), "doc", "#134e4a", "#99f0e3"),
    (Ink::Strength(Tone::Single), "one", "#1e3a5f", "#bcd9fb"),
    (Ink::Strength(Tone::Own), "own", "#3d3d56", "#d5d5ec"),
    (Ink::Strength(Tone::Anonymous), "anon", "#7c2d12", "#fdd3a5"),
    (Ink::Strength(Tone::Outlet), "out", "#5b2c83", "#e2cbff"),
    (Ink::Strength(Tone::Missing), "none", "#7f1d1d", "#fdc6c6"),
    (Ink::Cell(Tone::Corroborated), "goodc", "#15803d", "#4ade80"),
    (Ink::Cell(Tone::Document), "docc", "#0f766e", "#2dd4bf"),
    (Ink::Cell(Tone::Single), "onec", "#1d4ed8", "#7ea6ff"),
    (Ink::Cell(Tone::Own), "ownc", "#858fa1", "#8c98ab"),
    (Ink::Cell(Tone::Anonymous), "anonc", "#c2410c", "#fb923c"),
    (Ink::Cell(Tone::Outlet), "outc", "#7e22ce", "#c084fc"),
    (Ink::Cell(Tone::Missing), "nonec", "#b91c1c", "#f87171"),
];

impl Ink {
    /// As light pictures have it: "#14532d".
    pub(in crate::report) fn light(self) -> &'static str {
        INKS[self.number()].2
    }

    fn number(self) -> usize {
        INKS.iter().position(|row| row.0 == self).unwrap_or(0)
    }
}

/// The colours that a picture has used, so that its style sheet holds no more than these.
#[derive(Clone, Debug)]
pub(in crate::report) struct Inks {
    theme: Theme,
    fills: [bool; INKS.len()],
    strokes: [bool; INKS.len()],
}

impl Inks {
    pub(in crate::report) fn new(theme: Theme) -> Inks {
        Inks {
            theme,
            fills: [false; INKS.len()],
            strokes: [false; INKS.len()],
        }
    }

    /// The colour to write into a `fill` attribute, and the class that turns it dark.
    pub(in crate::report) fn fill(&mut self, ink: Ink) -> (&'static str, Option<&'static str>) {
        let number = ink.number();
        self.fills[number] = true;
        self.colour(number)
    }

    /// The colour to write into a `stroke` attribute, and the class that turns it dark.
    pub(in crate::report) fn stroke(&mut self, ink: Ink) -> (&'static str, Option<&'static str>) {
        let number = ink.number();
        self.strokes[number] = true;
        self.colour(number)
    }

    fn colour(&self, number: usize) -> (&'static str, Option<&'static str>) {
        let (_, class, light, dark) = INKS[number];
        match self.theme {
            Theme::Auto => (light, Some(class)),
            Theme::Light => (light, None),
            Theme::Dark => (dark, None),
        }
    }

    /// The rules that turn the picture dark where the viewer prefers it. Attributes hold the light colours, so
    /// a viewer that knows no style sheets shows the light picture.
    pub(in crate::report) fn style_sheet(&self) -> String {
        if self.theme != Theme::Auto {
            return String::new();
        }
        let mut rules = String::new();
        for (number, (_, class, _, dark)) in INKS.iter().enumerate() {
            if self.fills[number] {
                rules.push_str(&format!(".f-{class}{{fill:{dark}}}"));
            }
            if self.strokes[number] {
                rules.push_str(&format!(".s-{class}{{stroke:{dark}}}"));
            }
        }
        format!("@media screen and (prefers-color-scheme:dark){{{rules}}}")
    }
}

/// The rules that give cells their colours, light and dark, where they stand in a page and not in a picture of their own.
#[cfg(feature = "page")]
pub(in crate::report) fn cells() -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (ink, class, by_day, by_night) in INKS {
        if matches!(ink, Ink::Cell(_) | Ink::Text | Ink::Paper) {
            for (rules, colour) in [(&mut light, by_day), (&mut dark, by_night)] {
                rules.push_str(&format!(
                    ".f-{class}{{fill:{colour}}}.s-{class}{{stroke:{colour}}}"
                ));
            }
        }
    }
    format!("{light}@media screen and (prefers-color-scheme:dark){{{dark}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(over: Ink, under: Ink) -> f64 {
        let rows = (INKS[over.number()], INKS[under.number()]);
        let ratio = |a: &str, b: &str| {
            let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
            a.max(b) / a.min(b)
        };
        ratio(rows.0.2, rows.1.2).min(ratio(rows.0.3, rows.1.3))
    }

    #[test]
    fn text_meets_wcag_aa_on_every_ground_it_stands_on() {
        for (ink, class, ..) in INKS {
            let grounds: &[Ink] = match ink {
                Ink::Text | Ink::Soft | Ink::Strength(_) => &[Ink::Paper, Ink::Card],
                _ => &[],
            };
            for ground in grounds {
                let ratio = contrast(ink, *ground);
                assert!(ratio >= 4.5, "{class} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn lines_meet_wcag_aa_for_graphics() {
        for (ink, class, ..) in INKS {
            if matches!(ink, Ink::Line | Ink::Cell(_)) {
                for ground in [Ink::Paper, Ink::Card] {
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= 3.0, "{class} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn every_ink_has_its_own_row_and_class() {
        for (at, row) in INKS.iter().enumerate() {
            assert_eq!(row.0.number(), at);
            assert_eq!(
                INKS.iter().filter(|other| other.1 == row.1).count(),
                1,
                "{}",
                row.1
            );
        }
    }
}
