//! DOT for Graphviz, built and printed through graphviz-rust, whose printer escapes nothing: every word goes
//! through [`escape::dot`].

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use textwrap::{Options, WordSeparator};

use super::scene::{Link, Scene};
use super::{Style, breaks, escape, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::source::{SourceId, SourceKind};
use crate::strength::Rung;

/// Characters in a line of a label.
const COLUMNS: usize = 42;

/// The graph, sources left and claims right, an outlet and its own sources in one cluster.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let scene = Scene::of(analysis, style);
    let mut stmts = head(&scene);
    for card in &scene.cards {
        stmts.push(source_stmt(&scene, *card));
    }
    stmts.push(claims(&scene));
    for (citing, inner) in scene.inner.iter().enumerate() {
        let citing = SourceId(citing);
        stmts.extend(inner.iter().map(|cited| cites_edge(citing, *cited)));
    }
    stmts.extend(
        scene
            .cites
            .iter()
            .map(|(citing, cited)| cites_edge(*citing, *cited)),
    );
    stmts.extend(scene.links.iter().map(link_edge));
    let graph = Graph::DiGraph {
        id: quote("twosource"),
        strict: false,
        stmts,
    };
    graph.print(&mut PrinterContext::default()) + "\n"
}

/// The only way words get into DOT.
fn quote(text: &str) -> Id {
    Id::Escaped(escape::dot(text))
}

fn attribute(key: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(key.to_owned()), quote(value))
}

fn attributes(pairs: &[(&str, &str)]) -> Vec<Attribute> {
    pairs.iter().map(|(key, value)| attribute(key, value)).collect()
}

fn head(scene: &Scene) -> Vec<Stmt> {
    let title = match scene.case.title.as_str() {
        "" => "Who stands behind each claim",
        title => title,
    };
    let font = "Arimo, Liberation Sans, Arial, Helvetica, sans-serif";
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes(&[
            ("label", &wrap(title, 80)),
            ("labelloc", "t"),
            ("rankdir", "LR"),
            ("ranksep", "1.6"),
            ("nodesep", "0.25"),
            ("fontname", font),
            ("fontsize", "16"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(attributes(&[
            ("shape", "box"),
            ("style", "rounded"),
            ("fontname", font),
            ("fontsize", "11"),
            ("margin", "0.16,0.09"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes(&[
            ("fontname", font),
            ("fontsize", "9"),
            ("arrowsize", "0.7"),
        ]))),
    ]
}

fn source_name(id: SourceId) -> String {
    format!("source {}", id.0 + 1)
}

fn claim_name(at: usize) -> String {
    format!("claim {}", at + 1)
}

fn node_id(name: &str) -> NodeId {
    NodeId(quote(name), None)
}

/// A source's node, in a cluster with those that it alone cites.
fn source_stmt(scene: &Scene, id: SourceId) -> Stmt {
    let node = Stmt::Node(source_node(scene, id));
    let inner = &scene.inner[id.0];
    if inner.is_empty() {
        return node;
    }
    let mut stmts = vec![
        Stmt::Attribute(attribute("label", "")),
        Stmt::Attribute(attribute("style", "rounded,dashed")),
        Stmt::Attribute(attribute("color", "#6b7280")),
        node,
    ];
    stmts.extend(inner.iter().map(|cited| source_stmt(scene, *cited)));
    Stmt::Subgraph(Subgraph {
        id: quote(&format!("cluster {}", source_name(id))),
        stmts,
    })
}

fn source_node(scene: &Scene, id: SourceId) -> Node {
    let source = scene.source(id);
    let label = format!(
        "{}\n{}",
        wrap(&words::name(source), COLUMNS),
        wrap(&words::about(source), COLUMNS)
    );
    let (style, color) = match source.kind {
        SourceKind::Anonymous => ("rounded,dashed", "#b3501b"),
        SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => ("rounded,dashed", "#6b4e00"),
        SourceKind::Outlet => ("rounded,bold", "#7a3ea1"),
        SourceKind::Document => ("solid", "#0a6f6f"),
        _ => ("rounded", "#0b5fa5"),
    };
    Node::new(
        node_id(&source_name(id)),
        attributes(&[("label", &label), ("style", style), ("color", color)]),
    )
}

fn claim_node(scene: &Scene, at: usize) -> Node {
    let (claim, strength) = (scene.claim(at), scene.strength(at));
    let disputed = if strength.disputed { " · disputed" } else { "" };
    let label = format!(
        "{}\n[{}{disputed}]",
        wrap(&escape::line(&claim.text), COLUMNS),
        words::badge(strength)
    );
    let (style, color) = match strength.rung {
        Rung::Corroborated => ("rounded,bold", "#14532d"),
        Rung::Unattributed | Rung::Ungrounded => ("rounded,dashed", "#991b1b"),
        Rung::SingleUnnamed | Rung::SingleAnonymous => ("rounded,dashed", "#9a3412"),
        rung if words::falls_short(rung) => ("rounded", "#9a3412"),
        _ => ("rounded", "#1e3a5f"),
    };
    Node::new(
        node_id(&claim_name(at)),
        attributes(&[("label", &label), ("style", style), ("color", color)]),
    )
}

/// All claims in one column, in article order: Graphviz keeps the order of edges within a rank.
fn claims(scene: &Scene) -> Stmt {
    let mut stmts = vec![Stmt::Attribute(attribute("rank", "sink"))];
    stmts.extend((0..scene.claims.len()).map(|at| Stmt::Node(claim_node(scene, at))));
    stmts.extend(more_node(scene));
    let unseen = [("style", "invis")];
    for at in 1..scene.claims.len() {
        stmts.push(edge(&claim_name(at - 1), &claim_name(at), &unseen));
    }
    if let (true, Some(last)) = (scene.folded > 0, scene.claims.len().checked_sub(1)) {
        stmts.push(edge(&claim_name(last), "more", &unseen));
    }
    Stmt::Subgraph(Subgraph {
        id: quote("claims"),
        stmts,
    })
}

fn more_node(scene: &Scene) -> Option<Stmt> {
    (scene.folded > 0).then(|| {
        let label = format!("and {} more", words::count(scene.folded, "claim"));
        let plain = attributes(&[("label", &label), ("shape", "plaintext")]);
        Stmt::Node(Node::new(node_id("more"), plain))
    })
}

fn edge(from: &str, to: &str, pairs: &[(&str, &str)]) -> Stmt {
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(Vertex::N(node_id(from)), Vertex::N(node_id(to))),
        attributes: attributes(pairs),
    })
}

/// From the source to the claim, so that sources stand left.
fn link_edge(link: &Link) -> Stmt {
    let (word, style, head) = match link.stance {
        Stance::Asserts => ("", "solid", "normal"),
        Stance::Denies => ("denies", "dashed", "tee"),
        Stance::Declines => ("declined", "dotted", "odot"),
    };
    let label = if link.cue.is_empty() { word } else { &link.cue };
    edge(
        &source_name(link.source),
        &claim_name(link.claim),
        &[("label", &wrap(label, 24)), ("style", style), ("arrowhead", head)],
    )
}

/// From the cited to the citing, arrow backwards, so that origins stand left of those who pass them on.
fn cites_edge(citing: SourceId, cited: SourceId) -> Stmt {
    let shape = [
        ("label", "cites"),
        ("style", "dashed"),
        ("dir", "back"),
        ("arrowtail", "vee"),
    ];
    edge(&source_name(cited), &source_name(citing), &shape)
}

/// Breaks a label into lines of about the same length, none longer than `columns` characters.
fn wrap(text: &str, columns: usize) -> String {
    let text = escape::line(text);
    let broken = |columns: usize| {
        let options = Options::new(columns).word_separator(WordSeparator::Custom(breaks::words));
        textwrap::fill(&text, options)
    };
    let whole = broken(columns);
    let lines = whole.lines().count();
    if lines < 2 {
        return whole;
    }
    // The narrowest that needs no more lines, to within three columns.
    let (mut narrow, mut wide, mut best) = (columns / 2, columns, whole);
    while wide - narrow > 3 {
        let middle = narrow.midpoint(wide);
        let tried = broken(middle);
        if tried.lines().count() <= lines {
            (wide, best) = (middle, tried);
        } else {
            narrow = middle;
        }
    }
    best
}
