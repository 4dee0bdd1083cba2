//! DOT for Graphviz, built and printed through graphviz-rust, whose printer escapes nothing: every word goes
//! through [`escape::dot`].

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use textwrap::{Options, WordSeparator};

use super::flow::Lead;
use super::scene::{Link, Scene, is_unnamed};
use super::svg::footing::Footing;
use super::svg::theme::Ink;
use super::told::Told;
use super::{Style, breaks, escape, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::claim::Weight;
use crate::source::{SourceId, SourceKind};

/// Characters in a line of a label.
const COLUMNS: usize = 42;

/// The graph, sources left and claims right, an outlet and its own sources in one cluster. Colours mean strength, as in the
/// picture.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let scene = Scene::of(analysis, style);
    let told = Told::of(analysis);
    let lead = Lead::of(&scene, &told);
    let mut stmts = head(&scene);
    for card in &scene.cards {
        stmts.push(source_stmt(&lead, *card));
    }
    stmts.push(claims(&lead));
    stmts.extend(rest(&scene));
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
    stmts.extend(scene.links.iter().map(|link| link_edge(&lead, link)));
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

/// By its number in the draft.
fn claim_name(scene: &Scene, at: usize) -> String {
    format!("claim {}", scene.claims[at].0 + 1)
}

fn node_id(name: &str) -> NodeId {
    NodeId(quote(name), None)
}

/// A source's node, in a cluster with those that it alone cites.
fn source_stmt(lead: &Lead, id: SourceId) -> Stmt {
    let node = Stmt::Node(source_node(lead, id));
    let inner = &lead.scene.inner[id.0];
    if inner.is_empty() {
        return node;
    }
    let mut stmts = vec![
        Stmt::Attribute(attribute("label", "")),
        Stmt::Attribute(attribute("style", "rounded,dashed")),
        Stmt::Attribute(attribute("color", Ink::Line.light())),
        node,
    ];
    stmts.extend(inner.iter().map(|cited| source_stmt(lead, *cited)));
    Stmt::Subgraph(Subgraph {
        id: quote(&format!("cluster {}", source_name(id))),
        stmts,
    })
}

fn source_node(lead: &Lead, id: SourceId) -> Node {
    let source = lead.scene.source(id);
    let mut label = format!(
        "{}\n{}",
        wrap(&words::name(source), COLUMNS),
        wrap(&words::about(source), COLUMNS)
    );
    let waist = lead.waist(id);
    if let Some(falls) = waist.and_then(|carrier| lead.falls(carrier)) {
        label = format!("{label}\n{}", wrap(&falls, COLUMNS));
    }
    let style = match source.kind {
        kind if is_unnamed(kind) => "rounded,dashed",
        SourceKind::Document => "solid",
        _ => "rounded",
    };
    let width = match waist {
        Some(_) if lead.is_narrowest(id) => "3",
        Some(_) => "2",
        None => "1",
    };
    let look = [
        ("label", label.as_str()),
        ("style", style),
        ("color", Ink::Text.light()),
        ("penwidth", width),
    ];
    Node::new(node_id(&source_name(id)), attributes(&look))
}

fn claim_node(lead: &Lead, at: usize) -> Node {
    let (claim, strength) = (lead.scene.claim(at), lead.scene.strength(at));
    let disputed = if strength.disputed { " · denied" } else { "" };
    let rank = lead.rank[at].map_or_else(String::new, |rank| format!("{rank} · check first\n"));
    let label = format!(
        "{rank}{}\n[{}{disputed}]",
        wrap(&escape::line(&claim.text), COLUMNS),
        words::badge(strength)
    );
    let footing = Footing::of(strength.rung);
    let style = match footing {
        Footing::Nobody | Footing::Unnamed => "rounded,dashed",
        _ => "rounded",
    };
    let width = if claim.weight == Weight::Heavy {
        "2.6"
    } else {
        "1.4"
    };
    let look = [
        ("label", label.as_str()),
        ("style", style),
        ("color", footing.ink().light()),
        ("fontcolor", footing.text().light()),
        ("penwidth", width),
    ];
    Node::new(node_id(&claim_name(lead.scene, at)), attributes(&look))
}

/// All claims in one column, what to check first above: Graphviz keeps the order of edges within a rank.
fn claims(lead: &Lead) -> Stmt {
    let mut stmts = vec![Stmt::Attribute(attribute("rank", "sink"))];
    stmts.extend(lead.order.iter().map(|at| Stmt::Node(claim_node(lead, *at))));
    let unseen = [("style", "invis")];
    for pair in lead.order.windows(2) {
        stmts.push(edge(
            &claim_name(lead.scene, pair[0]),
            &claim_name(lead.scene, pair[1]),
            &unseen,
        ));
    }
    Stmt::Subgraph(Subgraph {
        id: quote("claims"),
        stmts,
    })
}

/// The claims that are not drawn, a node a source.
fn rest(scene: &Scene) -> Vec<Stmt> {
    let mut stmts = Vec::new();
    for (number, rest) in scene.rest.iter().enumerate() {
        let name = format!("rest {}", number + 1);
        let drawn = rest.source.filter(|id| scene.outermost[id.0].is_some());
        let label = match (drawn, rest.source) {
            (Some(_), _) => rest.beside(),
            (None, Some(id)) => format!("{}: {}", words::name(scene.source(id)), rest.whole()),
            (None, None) => rest.whole(),
        };
        let plain = attributes(&[("label", &wrap(&label, COLUMNS)), ("shape", "plaintext")]);
        stmts.push(Stmt::Node(Node::new(node_id(&name), plain)));
        if let Some(id) = drawn {
            let quiet = [
                ("style", "dotted"),
                ("arrowhead", "none"),
                ("color", Ink::Line.light()),
            ];
            stmts.push(edge(&source_name(id), &name, &quiet));
        }
    }
    stmts
}

fn edge(from: &str, to: &str, pairs: &[(&str, &str)]) -> Stmt {
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(Vertex::N(node_id(from)), Vertex::N(node_id(to))),
        attributes: attributes(pairs),
    })
}

/// From the source to the claim, so that sources stand left. A line that adds nothing is hollow: two thin lines.
fn link_edge(lead: &Lead, link: &Link) -> Stmt {
    let (word, style, head) = match link.stance {
        Stance::Asserts if lead.is_nameless(link) => ("", "dashed", "normal"),
        Stance::Asserts => ("", "solid", "normal"),
        Stance::Denies => ("denies", "dashed", "tee"),
        Stance::Declines => ("declined", "dotted", "odot"),
    };
    let ink = match link.stance {
        Stance::Asserts => Footing::of(lead.scene.strength(link.claim).rung).ink().light(),
        _ => Ink::Text.light(),
    };
    let hollow = lead.is_hollow(link);
    let color = if hollow {
        format!("{ink}:invis:{ink}")
    } else {
        ink.to_owned()
    };
    let width = match link.stance {
        Stance::Asserts if !hollow && !lead.is_guess(link) => "2.4",
        _ => "1",
    };
    let label = if link.cue.is_empty() { word } else { &link.cue };
    let look = [
        ("label", wrap(label, 24)),
        ("style", style.to_owned()),
        ("arrowhead", head.to_owned()),
        ("color", color),
        ("penwidth", width.to_owned()),
    ];
    let look: Vec<(&str, &str)> = look.iter().map(|(key, value)| (*key, value.as_str())).collect();
    edge(
        &source_name(link.source),
        &claim_name(lead.scene, link.claim),
        &look,
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
