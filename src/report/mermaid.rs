//! Mermaid, for Markdown files and wikis that draw it.

use super::escape::mermaid as plain;
use super::flow::Lead;
use super::scene::{Scene, is_unnamed};
use super::svg::footing::Footing;
use super::svg::theme::Ink;
use super::told::Told;
use super::{Style, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::source::SourceId;

/// A flow chart from left to right; an outlet and its own sources are one group. Colours mean strength, as in the picture.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let scene = Scene::of(analysis, style);
    let told = Told::of(analysis);
    let lead = Lead::of(&scene, &told);
    let mut out = String::from("flowchart LR\n");
    for card in &scene.cards {
        source(&mut out, &lead, (*card, 1));
    }
    for at in &lead.order {
        claim(&mut out, &lead, *at);
    }
    rest(&mut out, &scene);
    edges(&mut out, &lead);
    classes(&mut out);
    out
}

/// What nodes look like: sources by their borders, claims in the colour of what they stand on.
fn classes(out: &mut String) {
    let (paper, text) = (Ink::Paper.light(), Ink::Text.light());
    let source = format!("fill:{paper},stroke:{text},color:{text}");
    for (class, more) in [
        ("named", ""),
        ("unnamed", ",stroke-dasharray:5 4"),
        ("waist", ",stroke-width:4px"),
        ("unnamedWaist", ",stroke-width:4px,stroke-dasharray:5 4"),
    ] {
        out.push_str(&format!("  classDef {class} {source}{more}\n"));
    }
    for footing in Footing::ALL {
        let dashes = match footing {
            Footing::Nobody | Footing::Unnamed => ",stroke-dasharray:5 4",
            _ => "",
        };
        let (edge, words) = (footing.ink().light(), footing.text().light());
        let class = class_of(footing);
        out.push_str(&format!(
            "  classDef {class} fill:{paper},stroke:{edge},color:{words},stroke-width:2px{dashes}\n"
        ));
    }
}

fn class_of(footing: Footing) -> &'static str {
    match footing {
        Footing::Two => "two",
        Footing::Document => "document",
        Footing::One => "one",
        Footing::Own => "own",
        Footing::Outlet => "outlet",
        Footing::Unnamed => "nameless",
        Footing::Nobody => "nobody",
    }
}

fn source(out: &mut String, lead: &Lead, (id, depth): (SourceId, usize)) {
    let pad = "  ".repeat(depth);
    let source_itself = lead.scene.source(id);
    let waist = lead.waist(id);
    let class = match (is_unnamed(source_itself.kind), waist.is_some()) {
        (true, true) => "unnamedWaist",
        (true, false) => "unnamed",
        (false, true) => "waist",
        (false, false) => "named",
    };
    let (name, about) = (words::name(source_itself), words::about(source_itself));
    let falls = waist.and_then(|carrier| lead.falls(carrier));
    let falls = falls.map_or_else(String::new, |falls| format!("<br/>{}", plain(&falls)));
    let node = format!(
        "{pad}s{}[\"{}<br/>{}{falls}\"]:::{class}\n",
        id.0 + 1,
        plain(&name),
        plain(&about)
    );
    let inner = &lead.scene.inner[id.0];
    if inner.is_empty() {
        out.push_str(&node);
        return;
    }
    out.push_str(&format!("{pad}subgraph g{}[\" \"]\n  {node}", id.0 + 1));
    for cited in inner {
        source(out, lead, (*cited, depth + 1));
    }
    out.push_str(&format!("{pad}end\n"));
}

fn claim(out: &mut String, lead: &Lead, at: usize) {
    let strength = lead.scene.strength(at);
    let class = class_of(Footing::of(strength.rung));
    let disputed = if strength.disputed { ", denied" } else { "" };
    let rank = lead.rank[at].map_or_else(String::new, |rank| format!("{rank} · check first<br/>"));
    out.push_str(&format!(
        "  c{}(\"{rank}{}<br/>{}{disputed}\"):::{class}\n",
        lead.scene.claims[at].0 + 1,
        plain(&lead.scene.claim(at).text),
        plain(&words::badge(strength)),
    ));
}

/// The claims that are not drawn, a node a source.
fn rest(out: &mut String, scene: &Scene) {
    for (number, rest) in scene.rest.iter().enumerate() {
        let number = number + 1;
        let drawn = rest.source.filter(|id| scene.outermost[id.0].is_some());
        let line = match (drawn, rest.source) {
            (Some(id), _) => format!("  s{} -.- r{number}[\"{}\"]\n", id.0 + 1, plain(&rest.beside())),
            (None, Some(id)) => {
                let name = plain(&words::name(scene.source(id)));
                format!("  r{number}[\"{name}: {}\"]\n", plain(&rest.whole()))
            }
            (None, None) => format!("  r{number}[\"{}\"]\n", plain(&rest.whole())),
        };
        out.push_str(&line);
    }
}

/// From the cited to the citing, so that origins stand left of those who pass them on.
fn cited_by(cited: SourceId, citing: SourceId) -> String {
    format!("  s{} -. cited by .-> s{}\n", cited.0 + 1, citing.0 + 1)
}

fn edges(out: &mut String, lead: &Lead) {
    let scene = lead.scene;
    for (citing, inner) in scene.inner.iter().enumerate() {
        for cited in inner {
            out.push_str(&cited_by(*cited, SourceId(citing)));
        }
    }
    for (citing, cited) in &scene.cites {
        out.push_str(&cited_by(*cited, *citing));
    }
    for link in &scene.links {
        let (word, arrow) = match link.stance {
            // A line that adds nothing is thin, the others thick.
            Stance::Asserts if lead.is_hollow(link) || lead.is_guess(link) => ("", "-->"),
            Stance::Asserts => ("", "==>"),
            Stance::Denies => ("denies", "--x"),
            Stance::Declines => ("declined", "-.-o"),
        };
        let word = if link.cue.is_empty() { word } else { &link.cue };
        let label = match word {
            "" => String::new(),
            word => format!("|\"{}\"|", plain(word)),
        };
        out.push_str(&format!(
            "  s{} {arrow}{label} c{}\n",
            link.source.0 + 1,
            scene.claims[link.claim].0 + 1
        ));
    }
}
