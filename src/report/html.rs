//! The page on which a draft is judged: one file that asks the network for nothing and can be read without
//! scripts.
//!
//! The front comes first. The draft stands left with every claim marked; claims, sources, findings and the picture stand right. All
//! markup comes from [`maud`], which escapes every word that it is given; what runs in the page is fixed text
//! of this crate, and the page's content-security policy names it by its hash, so that nothing else runs even
//! if a word of a draft should get loose.

mod chain;
mod claims;
mod doubt;
mod draft;
mod findings;
mod ladder;
mod layers;
mod overview;
mod picture;
mod policy;
mod prose;
mod sources;
mod summary;
mod trace;
mod worksheet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::shown::Shown;
use super::{Style, words};
use crate::Analysis;
pub use overview::{Row, Since, overview};
pub(super) use trace::trace;
use worksheet::Worksheet;
pub use worksheet::edition;

/// How the page looks.
const STYLE: &str = concat!(
    include_str!("html/style/colours.css"),
    include_str!("html/style/frame.css"),
    include_str!("html/style/draft.css"),
    include_str!("html/style/cards.css"),
    include_str!("html/style/worksheet.css"),
    include_str!("html/style/print.css"),
);

/// What the page does.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("html/script/light.js"),
    include_str!("html/script/filter.js"),
    include_str!("html/script/search.js"),
    include_str!("html/script/preview.js"),
    include_str!("html/script/copy.js"),
    include_str!("html/script/entries.js"),
    include_str!("html/script/acts.js"),
    include_str!("html/script/worksheet.js"),
    include_str!("html/script/keys.js"),
    "})();\n",
);

/// What a program that shows the page live adds to it. All three are written as they are: whoever makes the
/// markup escapes the words in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Companion<'a> {
    /// A style sheet.
    pub style: &'a str,
    /// A script; it may ask the page's own server, and nobody else.
    pub script: &'a str,
    /// Elements that stand before all others.
    pub markup: &'a str,
}

/// With more claims or findings than this the page says each thing once, so that a browser can open it.
const CROWD: usize = 1_500;

/// Are there so many claims or findings that the page must be brief?
fn is_crowded(analysis: &Analysis) -> bool {
    analysis.case.graph.claims.len().max(analysis.findings.len()) > CROWD
}

/// The page of an analysis. Linear in the draft and the graph.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    page(analysis, style, None)
}

/// The page with a live program's additions. Linear in the draft and the graph.
pub fn with_companion(analysis: &Analysis, style: &Style, companion: &Companion<'_>) -> String {
    page(analysis, style, Some(companion))
}

/// What is drawn on the page.
struct Pictures {
    front: picture::Picture,
    graph: picture::Picture,
}

fn page(analysis: &Analysis, style: &Style, companion: Option<&Companion<'_>>) -> String {
    let title = title(analysis);
    let pictures = Pictures {
        front: picture::Picture::front(analysis, style),
        graph: picture::Picture::of(analysis, style),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&pictures, companion));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("twosource ", env!("CARGO_PKG_VERSION")));
                title { (prose::line(&title)) " · what rests on what" }
                style { (PreEscaped(STYLE)) }
                @if let Some(companion) = companion { style { (PreEscaped(companion.style)) } }
            }
            body.crowded[is_crowded(analysis)] {
                @if let Some(companion) = companion { (PreEscaped(companion.markup)) }
                (body(analysis, &title, &pictures))
                script { (PreEscaped(SCRIPT)) }
                @if let Some(companion) = companion { script { (PreEscaped(companion.script)) } }
            }
        }
    };
    page.into_string()
}

/// The content-security policy of the page.
fn policy(pictures: &Pictures, companion: Option<&Companion<'_>>) -> String {
    let (front, graph) = (pictures.front.sheet(), pictures.graph.sheet());
    match companion {
        None => policy::of(&[STYLE, front, graph], &[SCRIPT]),
        Some(live) => {
            let policy = policy::of(&[STYLE, live.style, front, graph], &[SCRIPT, live.script]);
            policy + "; connect-src 'self'"
        }
    }
}

fn body(analysis: &Analysis, title: &str, pictures: &Pictures) -> Markup {
    let shown = Shown::of(analysis);
    let worksheet = Worksheet::of(analysis);
    html! {
        a.skip href="#draft" { "Skip to the draft" }
        (ladder::icons())
        (summary::of(analysis, title))
        @if let Some(worksheet) = &worksheet { (worksheet.data()) }
        (pictures.front.first(&summary::first(analysis)))
        div.columns {
            main #draft tabindex="-1" {
                @if let Some(shown) = &shown {
                    (draft::of(analysis, shown))
                } @else {
                    h1 { (prose::line(title)) }
                    p.aside { "A claims graph written by hand: there is no draft to show, so its claims stand here." }
                    (claims::of(analysis, None, None))
                }
            }
            div.panel #panel {
                (tabs(analysis, shown.as_ref(), worksheet.as_ref()))
                @if shown.is_some() { (claims::of(analysis, shown.as_ref(), worksheet.as_ref())) }
                (sources::of(analysis))
                (findings::of(analysis, worksheet.as_ref()))
                @if let Some(worksheet) = &worksheet { (worksheet.part()) }
                (pictures.graph.part())
            }
        }
        footer {
            p { "This page judges sourcing, not truth. A claim with many sources can be wrong, and a claim with one can be right." }
            p { "Made by twosource " (env!("CARGO_PKG_VERSION")) ", on this machine; it sends nothing anywhere." }
        }
        div.preview #preview role="tooltip" hidden {}
        p.said #said role="status" aria-live="polite" {}
    }
}

/// Which part of the panel is shown; only scripts can tell, so only they show it.
fn tabs(analysis: &Analysis, shown: Option<&Shown<'_>>, worksheet: Option<&Worksheet<'_>>) -> Markup {
    let case = &analysis.case;
    let mut parts = Vec::new();
    if shown.is_some() {
        parts.push(("claims", "Claims", case.graph.claims.len()));
    }
    parts.push(("sources", "Sources", case.graph.sources.len()));
    parts.push(("findings", "Findings", analysis.findings.len()));
    parts.extend(worksheet.map(|worksheet| ("corrections", "Corrections", worksheet.entries())));
    let parts = parts.into_iter().map(|(id, name, count)| (id, name, Some(count)));
    let parts = parts.chain([("picture", "Picture", None)]);
    html! {
        div.tabs role="tablist" aria-label="What to show" hidden {
            @for (id, name, count) in parts {
                button type="button" role="tab" id=(format!("tab-{id}")) aria-controls=(id) {
                    (name)
                    @if let Some(count) = count { " " span.count { (words::grouped(count)) } }
                }
            }
        }
    }
}

/// The article's title, else the name of its file.
fn title(analysis: &Analysis) -> String {
    let case = &analysis.case;
    let file = case.draft.path.rsplit(['/', '\\']).next().unwrap_or_default();
    [case.title.as_str(), file, "Untitled draft"]
        .into_iter()
        .find(|title| !title.trim().is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// Numbers from 1, as attributes name them: "1 4 7".
fn numbers(indices: impl IntoIterator<Item = usize>) -> String {
    let mut out = String::new();
    for index in indices {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&(index + 1).to_string());
    }
    out
}
