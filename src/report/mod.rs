//! Outputs: one file a format, one row each in [`OUTPUTS`].
//!
//! A format reads [`Analysis`] values and a [`Style`] and gives text; it decides nothing that an earlier
//! step has decided. All words of a draft pass through [`mod@escape`] on their way out.

pub mod agent;
mod azure;
mod breaks;
mod checkstyle;
mod chosen;
pub mod compare;
mod concise;
mod contract;
mod csv;
#[cfg(feature = "office")]
mod docx;
#[cfg(feature = "dot")]
mod dot;
pub mod editor;
pub mod escape;
mod flow;
mod front;
mod github;
mod gitlab;
mod graphml;
mod grouped;
#[cfg(feature = "page")]
pub mod html;
mod json;
mod junit;
mod markdown;
mod mermaid;
mod places;
mod rdjson;
mod readings;
mod sarif;
mod scene;
#[cfg(test)]
mod schema_file;
#[cfg(any(feature = "page", feature = "office"))]
mod shown;
mod statistics;
mod svg;
mod text;
mod told;
pub mod trace;
mod words;

pub use chosen::knows_source;
pub use contract::schema;
pub use flow::sheets as graph_sheets;
pub use readings::readings;
pub use svg::FONTS;

use crate::Analysis;
use crate::draft::Unreadable;
use crate::policy::Level;

/// What an output is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be read by people.
    Read,
    /// To tell a CI run or another checker what was found.
    Gate,
    /// To be read by other programs, whole.
    Exchange,
    /// To be looked at.
    Picture,
}

/// How an output is made.
#[derive(Clone, Copy, Debug)]
pub enum Render {
    /// One document a draft; those of several drafts may stand one after the other.
    Each(fn(&Analysis, &Style) -> String),
    /// One document that holds one draft and no more.
    One(fn(&Analysis, &Style) -> String),
    /// One document for all drafts together.
    Whole(fn(&[Analysis], &Style) -> String),
    /// One document for all drafts together that is made of one for each: that alone, or a list of them.
    List(List),
}

/// How a document for several drafts is put together of one for each, so that none has to be kept.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The document of one draft, without its last line end.
    pub one: fn(&Analysis, &Style) -> String,
    /// It as an item of the list.
    pub item: fn(&str) -> String,
    /// What stands before the first item, between two, and behind the last.
    pub around: [&'static str; 3],
    /// The document for no draft.
    pub none: &'static str,
}

/// One output format.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual file extension, without the dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// What it is good for.
    pub purposes: &'static [Purpose],
    /// How it is made.
    pub render: Render,
}

/// Every output format.
pub const OUTPUTS: &[Output] = &[
    Output {
        name: "text",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "a report for people",
        purposes: &[Purpose::Read, Purpose::Gate],
        render: Render::Each(text::render),
    },
    Output {
        name: "json",
        extension: "json",
        media_type: "application/json",
        help: "everything, in the form that `twosource schema analysis` describes",
        purposes: &[Purpose::Read, Purpose::Gate, Purpose::Exchange],
        render: Render::List(json::LIST),
    },
    Output {
        name: "jsonl",
        extension: "jsonl",
        media_type: "application/jsonl",
        help: "the same, one line a draft",
        purposes: &[Purpose::Read, Purpose::Gate, Purpose::Exchange],
        render: Render::Each(json::render_line),
    },
    Output {
        name: "markdown",
        extension: "md",
        media_type: "text/markdown; charset=utf-8",
        help: "what to check first, claims and findings, to be pasted into a ticket, a mail or a wiki",
        purposes: &[Purpose::Read, Purpose::Gate],
        render: Render::Each(markdown::render),
    },
    Output {
        name: "concise",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "one line a finding: path:line:column: level[rule] message",
        purposes: &[Purpose::Gate],
        render: Render::Each(concise::render),
    },
    Output {
        name: "grouped",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "findings in columns below their file",
        purposes: &[Purpose::Gate],
        render: Render::Each(grouped::render),
    },
    Output {
        name: "sarif",
        extension: "sarif",
        media_type: "application/sarif+json",
        help: "SARIF 2.1.0, for code scanning",
        purposes: &[Purpose::Gate],
        render: Render::Whole(sarif::render),
    },
    Output {
        name: "github",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "GitHub annotations, of each level the heaviest ten",
        purposes: &[Purpose::Gate],
        render: Render::Whole(github::render),
    },
    Output {
        name: "gitlab",
        extension: "json",
        media_type: "application/json",
        help: "GitLab code quality report",
        purposes: &[Purpose::Gate],
        render: Render::Whole(gitlab::render),
    },
    Output {
        name: "azure",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "Azure Pipelines logging commands",
        purposes: &[Purpose::Gate],
        render: Render::Each(azure::render),
    },
    Output {
        name: "junit",
        extension: "xml",
        media_type: "application/xml",
        help: "JUnit XML, a test case for each claim",
        purposes: &[Purpose::Gate],
        render: Render::Whole(junit::render),
    },
    Output {
        name: "checkstyle",
        extension: "xml",
        media_type: "application/xml",
        help: "Checkstyle XML, for Jenkins and others",
        purposes: &[Purpose::Gate],
        render: Render::Whole(checkstyle::render),
    },
    Output {
        name: "rdjson",
        extension: "json",
        media_type: "application/json",
        help: "reviewdog diagnostics, for comments in any forge",
        purposes: &[Purpose::Gate],
        render: Render::Whole(rdjson::render),
    },
    Output {
        name: "csv",
        extension: "csv",
        media_type: "text/csv; charset=utf-8",
        help: "comma-separated values, one row a finding",
        purposes: &[Purpose::Gate],
        render: Render::Whole(csv::render),
    },
    Output {
        name: "statistics",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        help: "how often each rule speaks",
        purposes: &[Purpose::Gate],
        render: Render::Whole(statistics::render),
    },
    #[cfg(feature = "page")]
    Output {
        name: "html",
        extension: "html",
        media_type: "text/html; charset=utf-8",
        help: "the page on which a draft is judged, in one file",
        purposes: &[Purpose::Read],
        render: Render::One(html::render),
    },
    Output {
        name: "front",
        extension: "svg",
        media_type: "image/svg+xml",
        help: "the front: one sheet that says what to check first",
        purposes: &[Purpose::Read],
        render: Render::One(front::render),
    },
    Output {
        name: "svg",
        extension: "svg",
        media_type: "image/svg+xml",
        help: "the picture: origins left, claims right, what matters large",
        purposes: &[Purpose::Read, Purpose::Picture],
        render: Render::One(flow::render),
    },
    #[cfg(feature = "dot")]
    Output {
        name: "dot",
        extension: "dot",
        media_type: "text/vnd.graphviz",
        help: "the graph for Graphviz",
        purposes: &[Purpose::Read, Purpose::Picture],
        render: Render::Each(dot::render),
    },
    Output {
        name: "mermaid",
        extension: "mmd",
        media_type: "text/vnd.mermaid",
        help: "the graph for Markdown files and wikis",
        purposes: &[Purpose::Picture],
        render: Render::One(mermaid::render),
    },
    Output {
        name: "graphml",
        extension: "graphml",
        media_type: "application/graphml+xml",
        help: "the graph for Gephi, yEd or Cytoscape",
        purposes: &[Purpose::Picture],
        render: Render::One(graphml::render),
    },
];

/// An output in bytes, made of one draft and the file that holds it.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    /// Its name on the command line, which is the usual file extension too.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// One line of help.
    pub help: &'static str,
    make: MakePacked,
}

/// What makes it of an analysis and the file that holds the draft.
type MakePacked = fn(&Analysis, &Style, &[u8]) -> Result<Vec<u8>, Unreadable>;

/// Every output in bytes.
pub const PACKED: &[Packed] = &[
    #[cfg(feature = "office")]
    Packed {
        name: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        help: "the draft as a Word document, what was found as comments on its words",
        make: docx::render,
    },
];

impl Packed {
    /// The output with this name.
    pub fn of_name(name: &str) -> Option<&'static Packed> {
        PACKED.iter().find(|output| output.name == name)
    }

    /// The document for this draft. `file` holds the bytes of the draft that is shown: the one that was read, or the one that
    /// a claims graph names ([`crate::rules::Case::prose`]).
    ///
    /// # Errors
    ///
    /// When there is no such draft, or its file cannot be written anew.
    pub fn render(&self, analysis: &Analysis, style: &Style, file: &[u8]) -> Result<Vec<u8>, Unreadable> {
        (self.make)(analysis, style, file)
    }
}

/// An output that this build leaves out.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual file extension, without the dot.
    pub extension: &'static str,
    /// The feature of this crate that has it.
    pub feature: &'static str,
}

/// Every output that this build leaves out.
pub const LEFT_OUT: &[LeftOut] = &[
    #[cfg(not(feature = "page"))]
    LeftOut {
        name: "html",
        extension: "html",
        feature: "page",
    },
    #[cfg(not(feature = "dot"))]
    LeftOut {
        name: "dot",
        extension: "dot",
        feature: "dot",
    },
    #[cfg(not(feature = "office"))]
    LeftOut {
        name: "docx",
        extension: "docx",
        feature: "office",
    },
];

impl Output {
    /// The output with this name.
    pub fn of_name(name: &str) -> Option<&'static Output> {
        OUTPUTS.iter().find(|output| output.name == name)
    }

    /// The outputs that are good for `purpose`, in table order.
    pub fn for_purpose(purpose: Purpose) -> impl Iterator<Item = &'static Output> {
        OUTPUTS
            .iter()
            .filter(move |output| output.purposes.contains(&purpose))
    }

    /// The document for these drafts.
    pub fn render(&self, analyses: &[Analysis], style: &Style) -> String {
        match self.render {
            Render::Each(render) | Render::One(render) => {
                analyses.iter().map(|one| render(one, style)).collect()
            }
            Render::Whole(render) => render(analyses, style),
            Render::List(list) => match analyses {
                [] => list.none.to_owned(),
                [one] => (list.one)(one, style) + "\n",
                many => {
                    let [open, between, close] = list.around;
                    let items = many.iter().map(|one| (list.item)(&(list.one)(one, style)));
                    open.to_owned() + &items.collect::<Vec<_>>().join(between) + close
                }
            },
        }
    }
}

/// Colours on a terminal?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// None.
    #[default]
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

/// In which order claims are listed in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the article has them.
    #[default]
    Article,
    /// Heavy claims first, then as the article has them.
    Weight,
}

/// How much a text output tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Claims, sources, bottlenecks and findings.
    #[default]
    Everything,
    /// Findings alone.
    Findings,
}

/// Does a report for people tell findings of level note?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notes {
    /// No, it counts them.
    #[default]
    Hidden,
    /// Yes.
    Shown,
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light, and dark where the viewer prefers it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which claims a picture shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of some strength only.
    pub strength: Wanted,
    /// Those that rest, at any distance, on a source with this id or name; empty for all.
    pub source: String,
    /// Those that this rule found something about; empty for all.
    pub rule: String,
    /// At most so many are drawn large, weakest first to stay; the others are counted a line a source.
    pub most: Option<usize>,
    /// Are all drawn large, or what matters?
    pub view: View,
    /// People and bodies that back nothing.
    pub mentioned: Mentioned,
}

/// How much a picture draws large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// What matters: what to check first, what is heavy, contested, joined or passed on. The others are counted a line a source.
    #[default]
    Ranked,
    /// Every claim.
    Full,
}

/// Claims of which strength are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    #[default]
    Any,
    /// Those that call for a look: disputed, resting on nobody, on anonymous people or on another outlet alone, and
    /// those that matter most and rest on one source.
    Weak,
}

/// Are sources shown that back, deny and decline nothing?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mentioned {
    /// No.
    #[default]
    Hidden,
    /// Yes.
    Shown,
}

/// How outputs are to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Colours on a terminal.
    pub paint: Paint,
    /// Order of claims in text.
    pub order: Order,
    /// How much text tells.
    pub scope: Scope,
    /// Are notes told in a report for people? Lists of findings alone have them in any case.
    pub notes: Notes,
    /// Width of text in columns.
    pub columns: usize,
    /// Findings at or above this level count as failed tests (JUnit).
    pub fail_on: Level,
    /// Colours of pictures.
    pub theme: Theme,
    /// Which claims pictures show.
    pub filter: Filter,
    /// The day of comments in a document, `YYYY-MM-DD`; empty for none.
    pub date: String,
}

impl Default for Style {
    fn default() -> Style {
        Style {
            paint: Paint::default(),
            order: Order::default(),
            scope: Scope::default(),
            notes: Notes::default(),
            columns: 80,
            fail_on: Level::Error,
            theme: Theme::default(),
            filter: Filter::default(),
            date: String::new(),
        }
    }
}
