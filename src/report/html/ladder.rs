//! The ladder of strength as the page shows it: an icon, a line and a word for each rung, never colour alone.

use maud::{Markup, PreEscaped, html};

use super::super::words;
use crate::strength::Rung;

/// How one rung is drawn and explained.
struct Look {
    rung: Rung,
    /// The inside of an icon of 16 by 16; drawn in the colour of the words beside it.
    icon: &'static str,
    explained: &'static str,
}

const LOOKS: &[Look] = &[
    Look {
        rung: Rung::Corroborated,
        icon: r#"<circle cx="5" cy="8" r="4"/><circle cx="11.5" cy="8" r="3.2" fill="none" stroke="currentColor" stroke-width="1.8"/>"#,
        explained: "Two sources or more that do not depend on one another and have no common interest; one of them at least has a name.",
    },
    Look {
        rung: Rung::CorroboratedAnonymous,
        icon: r#"<g fill="none" stroke="currentColor" stroke-width="1.8"><circle cx="5" cy="8" r="3.2" stroke-dasharray="2.2 1.6"/><circle cx="11.5" cy="8" r="3.2" stroke-dasharray="2.2 1.6"/></g>"#,
        explained: "Two sources or more that do not depend on one another and have no common interest; none of them is named.",
    },
    Look {
        rung: Rung::Document,
        icon: r#"<path d="M3.5 1.5h6L13 5v9.5H3.5z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M5.8 7.2h4.6v1.5H5.8zM5.8 10.2h4.6v1.5H5.8z"/>"#,
        explained: "One document: a filing, a study, a court paper, a data set.",
    },
    Look {
        rung: Rung::SingleSource,
        icon: r#"<circle cx="8" cy="8" r="4.6"/>"#,
        explained: "One source with a name, or several of one interest. If it is wrong, nothing else holds the claim.",
    },
    Look {
        rung: Rung::OwnWord,
        icon: r#"<path d="M2 4h5v4.5L4.5 13H2.6L4 9H2zM9 4h5v4.5L11.5 13H9.6L11 9H9z"/>"#,
        explained: "What somebody says of their own view, wish or plan. It needs no second source.",
    },
    Look {
        rung: Rung::SingleUnnamed,
        icon: r#"<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2"/>"#,
        explained: "One person or group whom the draft describes and does not name. Of several nobody says that they are apart.",
    },
    Look {
        rung: Rung::SingleAnonymous,
        icon: r#"<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.2"/>"#,
        explained: "One source to whom the draft grants anonymity, or whom it only calls a source.",
    },
    Look {
        rung: Rung::OutletOnly,
        icon: r#"<path d="M2 3h9v9H2z" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M5.5 6.5h8.5v7.5H5.5z"/>"#,
        explained: "Another outlet says so, and nobody of our own does.",
    },
    Look {
        rung: Rung::Ungrounded,
        icon: r#"<path d="M13 8a5 5 0 1 1-1.6-3.7" fill="none" stroke="currentColor" stroke-width="2"/><path d="M13.8 1v4.8H9z"/>"#,
        explained: "Those who are cited cite only one another, or nobody.",
    },
    Look {
        rung: Rung::Unattributed,
        icon: r#"<path d="M5 5.8C5 3.9 6.3 2.8 8 2.8s3 1.1 3 2.7c0 2.2-3 2.3-3 4.6" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="13.2" r="1.3"/>"#,
        explained: "The draft cites nobody for it.",
    },
];

/// The icons, drawn once and used by name.
pub(super) fn icons() -> Markup {
    html! {
        svg.icons aria-hidden="true" width="0" height="0" {
            @for look in LOOKS {
                symbol id=(format!("icon-{}", look.rung.name())) viewBox="0 0 16 16" { (PreEscaped(look.icon)) }
            }
        }
    }
}

/// The icon of a rung; the words beside it tell the same.
pub(super) fn icon(rung: Rung) -> Markup {
    html! {
        svg.icon aria-hidden="true" { use href=(format!("#icon-{}", rung.name())) {} }
    }
}

/// The class that gives a rung its colour and its line.
pub(super) fn class(rung: Rung) -> String {
    format!("r-{}", rung.name())
}

/// What the marks mean.
pub(super) fn legend() -> Markup {
    html! {
        details.legend {
            summary { "What the marks mean" }
            dl {
                @for look in LOOKS {
                    div class=(class(look.rung)) {
                        dt { (icon(look.rung)) " " span.line { (words::capital(words::rung(look.rung))) } }
                        dd { (look.explained) }
                    }
                }
                div.disputed { dt { span.flag { "disputed" } } dd { "A source denies it. It stands beside any of the marks above." } }
                div { dt { span.flag { "heavy" } } dd { "An accusation, a casualty or money figure, a superlative, or a claim of the headline or the first paragraph: it matters most." } }
                div { dt { span.src { "Source" } } dd { "Where the draft names whom it cites." } }
            }
            p { "Keys: " kbd { "n" } " next weak claim, " kbd { "p" } " the one before, " kbd { "/" } " search, " kbd { "Esc" } " let go. A weak claim is disputed; or it rests on nobody, on people without a name or on another outlet alone, unless it is light; or it matters most and rests on one source." }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_has_a_look() {
        let drawn: Vec<Rung> = LOOKS.iter().map(|look| look.rung).collect();
        let known: Vec<Rung> = Rung::NAMES.iter().map(|(rung, _)| *rung).collect();
        assert_eq!(drawn, known);
    }
}
