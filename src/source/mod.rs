//! Sources: one for each resolved origin of information, with all its mentions.

use crate::draft::Span;

/// Index of a source in [`Sources::list`] (and of the graph); shown as `s1`, `s2`, ... in outputs of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// What a source is. The first six after the newsroom-sourcing benchmark of the Markkula Center.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A person with a name.
    NamedPerson,
    /// A body with a name; an unnamed spokesperson of it speaks for it.
    NamedOrganization,
    /// A study, filing, court paper, statement, e-mail, post, poll, data set.
    Document,
    /// Granted anonymity, or called a source.
    Anonymous,
    /// One person who is only not named ("a police officer").
    UnnamedPerson,
    /// Several people who are only not named ("residents").
    UnnamedGroup,
    /// Another news outlet.
    Outlet,
    /// The paper's own observation.
    Newsroom,
}

impl SourceKind {
    /// All kinds with the names that files and outputs use.
    pub const NAMES: &'static [(SourceKind, &'static str)] = &[
        (SourceKind::NamedPerson, "named-person"),
        (SourceKind::NamedOrganization, "named-organization"),
        (SourceKind::Outlet, "outlet"),
        (SourceKind::Document, "document"),
        (SourceKind::Anonymous, "anonymous"),
        (SourceKind::UnnamedPerson, "unnamed-person"),
        (SourceKind::UnnamedGroup, "unnamed-group"),
        (SourceKind::Newsroom, "newsroom"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// The kind with this name.
    pub fn of_name(name: &str) -> Option<SourceKind> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}

/// How a source is in a position to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Was there, did it, saw the document.
    FirstHand,
    /// Has it from somebody else.
    SecondHand,
    /// The text does not say.
    #[default]
    Unknown,
}

impl Basis {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(Basis, &'static str)] = &[
        (Basis::FirstHand, "first-hand"),
        (Basis::SecondHand, "second-hand"),
        (Basis::Unknown, "unknown"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(basis, _)| *basis == self)
            .map_or("", |(_, name)| name)
    }

    /// The basis with this name.
    pub fn of_name(name: &str) -> Option<Basis> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(basis, _)| *basis)
    }
}

/// How many people or papers a source stands for, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub low: u32,
    /// At most so many that may be counted as independent.
    pub high: u32,
}

impl Count {
    /// Exactly one.
    pub const ONE: Count = Count { low: 1, high: 1 };
}

/// What an anonymous source's paper trail says; only a graph file can know it. Never an identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anonymity {
    /// The reason for anonymity that the text or the file gives.
    pub reason: Option<String>,
    /// Role of who approved it ("national editor").
    pub approved_by: Option<String>,
    /// Does an editor attest to know who it is? `None` when nothing is said.
    pub identity_known_to_editor: Option<String>,
}

/// One resolved origin of information.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The id that outputs print: the file's own in a hand-written graph, `s1`, `s2`, ... in a draft.
    pub id: String,
    /// Full name; empty when the source has none.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Its role as the article words it; empty when not told.
    pub title: String,
    /// The clause that tells why it is in a position to know; empty when there is none.
    pub justification: String,
    /// How an unnamed source is described ("two sources with direct knowledge of the talks").
    pub description: String,
    /// What makes sources dependent: employer, party, side.
    pub interest: Vec<String>,
    /// How many it stands for.
    pub count: Count,
    /// How it knows.
    pub basis: Basis,
    /// Sources that it cites, by index.
    pub cites: Vec<SourceId>,
    /// All its mentions, bytes of the draft's text; of a hand-written graph, the one place of its table in the file.
    pub mentions: Vec<Span>,
    /// What is known of its anonymity.
    pub anonymity: Anonymity,
    /// Is the same person known elsewhere in the graph as this other source (declined there, quoted here)?
    pub same_as: Option<SourceId>,
}

impl Source {
    /// A source of this kind with nothing known of it yet.
    pub fn new(id: &str, kind: SourceKind) -> Source {
        Source {
            id: id.to_owned(),
            name: String::new(),
            kind,
            title: String::new(),
            justification: String::new(),
            description: String::new(),
            interest: Vec::new(),
            count: Count::ONE,
            basis: Basis::Unknown,
            cites: Vec::new(),
            mentions: Vec::new(),
            anonymity: Anonymity::default(),
            same_as: None,
        }
    }

    /// What to call it in a sentence: its name, else its description, else its title, else its kind.
    pub fn label(&self) -> &str {
        [&self.name, &self.description, &self.title]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or(self.kind.name(), |text| text.as_str())
    }
}

/// The sources of a draft, and which of them each attribution has.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In order of their first mention.
    pub list: Vec<Source>,
    /// For each attribution, its source, if one was found.
    pub of_attribution: Vec<Option<SourceId>>,
}

/// Resolves the sources of a draft's attributions.
pub fn resolve(
    _draft: &crate::draft::Draft,
    _prose: &crate::language::Prose,
    attributions: &[crate::attribution::Attribution],
    _policy: &crate::policy::Policy,
) -> Sources {
    Sources {
        list: Vec::new(),
        of_attribution: vec![None; attributions.len()],
    }
}
