//! Mermaid, for Markdown files and wikis that draw it.

use super::escape::mermaid as plain;
use super::scene::{Scene, is_unnamed};
use super::{Style, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::source::SourceId;
use crate::strength::Rung;

/// A flow chart from left to right; an outlet and its own sources are one group.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let scene = Scene::of(analysis, style);
    let mut out = String::from("flowchart LR\n");
    for card in &scene.cards {
        source(&mut out, &scene, (*card, 1));
    }
    for at in 0..scene.claims.len() {
        claim(&mut out, &scene, at);
    }
    if scene.folded > 0 {
        let more = words::count(scene.folded, "claim");
        out.push_str(&format!("  more[\"and {more} more\"]\n"));
    }
    edges(&mut out, &scene);
    for (class, look) in CLASSES {
        out.push_str(&format!("  classDef {class} {look}\n"));
    }
    out
}

/// Borders tell as much as colours.
const CLASSES: &[(&str, &str)] = &[
    ("named", "fill:#fff,stroke:#0b5fa5,color:#111827"),
    (
        "unnamed",
        "fill:#fff,stroke:#b3501b,color:#111827,stroke-dasharray:5 4",
    ),
    ("strong", "fill:#dcfce7,stroke:#14532d,color:#14532d"),
    ("weak", "fill:#ffedd5,stroke:#7c2d12,color:#7c2d12"),
    (
        "nameless",
        "fill:#ffedd5,stroke:#7c2d12,color:#7c2d12,stroke-dasharray:5 4",
    ),
    (
        "missing",
        "fill:#fee2e2,stroke:#7f1d1d,color:#7f1d1d,stroke-dasharray:6 4",
    ),
];

fn source(out: &mut String, scene: &Scene, (id, depth): (SourceId, usize)) {
    let pad = "  ".repeat(depth);
    let source_itself = scene.source(id);
    let class = match is_unnamed(source_itself.kind) {
        true => "unnamed",
        false => "named",
    };
    let (name, about) = (words::name(source_itself), words::about(source_itself));
    let node = format!(
        "{pad}s{}[\"{}<br/>{}\"]:::{class}\n",
        id.0 + 1,
        plain(&name),
        plain(&about)
    );
    let inner = &scene.inner[id.0];
    if inner.is_empty() {
        out.push_str(&node);
        return;
    }
    out.push_str(&format!("{pad}subgraph g{}[\" \"]\n  {node}", id.0 + 1));
    for cited in inner {
        source(out, scene, (*cited, depth + 1));
    }
    out.push_str(&format!("{pad}end\n"));
}

fn claim(out: &mut String, scene: &Scene, at: usize) {
    let strength = scene.strength(at);
    let class = match strength.rung {
        Rung::Unattributed | Rung::Ungrounded => "missing",
        Rung::SingleUnnamed | Rung::SingleAnonymous => "nameless",
        rung if words::falls_short(rung) => "weak",
        _ => "strong",
    };
    let disputed = if strength.disputed { ", disputed" } else { "" };
    out.push_str(&format!(
        "  c{}(\"{}<br/>{}{disputed}\"):::{class}\n",
        at + 1,
        plain(&scene.claim(at).text),
        plain(&words::badge(strength)),
    ));
}

/// From the cited to the citing, so that origins stand left of those who pass them on.
fn cited_by(cited: SourceId, citing: SourceId) -> String {
    format!("  s{} -. cited by .-> s{}\n", cited.0 + 1, citing.0 + 1)
}

fn edges(out: &mut String, scene: &Scene) {
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
            Stance::Asserts => ("", "-->"),
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
            link.claim + 1
        ));
    }
}
