//! GraphML (graphml.graphdrawing.org), for Gephi, yEd, Cytoscape and networkx.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::scene::Scene;
use super::{Style, View, escape, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::source::SourceId;

type Out = Writer<Vec<u8>>;
type Written = std::io::Result<()>;

/// What nodes and edges carry: id, what for, name.
const KEYS: &[(&str, &str, &str)] = &[
    ("what", "node", "what"),
    ("id", "node", "id"),
    ("label", "node", "label"),
    ("kind", "node", "kind"),
    ("title", "node", "title"),
    ("strength", "node", "strength"),
    ("words", "node", "words"),
    ("weight", "node", "weight"),
    ("relation", "edge", "relation"),
    ("cue", "edge", "cue"),
];

/// The graph, edges from what rests to what it rests on.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    // Programs read it: nothing is folded that nobody asked to fold.
    let mut style = style.clone();
    style.filter.view = View::Full;
    let scene = Scene::of(analysis, &style);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let _ = document(&mut writer, &scene);
    String::from_utf8(writer.into_inner()).unwrap_or_default() + "\n"
}

fn document(writer: &mut Out, scene: &Scene) -> Written {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|writer| {
            for (id, of, name) in KEYS {
                writer
                    .create_element("key")
                    .with_attribute(("id", *id))
                    .with_attribute(("for", *of))
                    .with_attribute(("attr.name", *name))
                    .with_attribute(("attr.type", "string"))
                    .write_empty()?;
            }
            writer
                .create_element("graph")
                .with_attribute(("edgedefault", "directed"))
                .write_inner_content(|writer| graph(writer, scene))?;
            Ok(())
        })?;
    Ok(())
}

fn graph(writer: &mut Out, scene: &Scene) -> Written {
    for (at, _) in scene
        .outermost
        .iter()
        .enumerate()
        .filter(|(_, card)| card.is_some())
    {
        let source = scene.source(SourceId(at));
        let data = [
            ("what", "source"),
            ("id", &source.id),
            ("label", &words::name(source)),
            ("kind", source.kind.name()),
            ("title", &source.title),
        ];
        element(writer, ("node", &[("id", &source_name(SourceId(at)))]), &data)?;
    }
    for at in 0..scene.claims.len() {
        let (claim, strength) = (scene.claim(at), scene.strength(at));
        let data = [
            ("what", "claim"),
            ("id", claim.id.as_str()),
            ("label", &claim.text),
            ("strength", strength.rung.name()),
            ("words", &strength.words),
            ("weight", claim.weight.name()),
        ];
        element(writer, ("node", &[("id", &claim_name(at))]), &data)?;
    }
    edges(writer, scene)
}

fn edges(writer: &mut Out, scene: &Scene) -> Written {
    for link in &scene.links {
        let relation = match link.stance {
            Stance::Asserts => "asserted by",
            Stance::Denies => "denied by",
            Stance::Declines => "declined by",
        };
        let ends = (claim_name(link.claim), source_name(link.source));
        edge(writer, ends, &[("relation", relation), ("cue", &link.cue)])?;
    }
    let nested = scene.inner.iter().enumerate();
    let nested = nested.flat_map(|(at, inner)| inner.iter().map(move |cited| (SourceId(at), *cited)));
    for (citing, cited) in nested.chain(scene.cites.iter().copied()) {
        let ends = (source_name(citing), source_name(cited));
        edge(writer, ends, &[("relation", "cites")])?;
    }
    Ok(())
}

fn source_name(id: SourceId) -> String {
    format!("source{}", id.0 + 1)
}

fn claim_name(at: usize) -> String {
    format!("claim{}", at + 1)
}

fn edge(writer: &mut Out, (from, to): (String, String), data: &[(&str, &str)]) -> Written {
    element(writer, ("edge", &[("source", &from), ("target", &to)]), data)
}

/// An element with its data; empty values are left out.
fn element(writer: &mut Out, (name, attributes): (&str, &[(&str, &str)]), data: &[(&str, &str)]) -> Written {
    writer
        .create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(|writer| {
            for (key, value) in data {
                let value = escape::line(value).replace(['\u{fffe}', '\u{ffff}'], "");
                if !value.is_empty() {
                    writer
                        .create_element("data")
                        .with_attribute(("key", *key))
                        .write_text_content(BytesText::new(&value))?;
                }
            }
            Ok(())
        })?;
    Ok(())
}
