//! Pictograms of sources: who it is shows in the shape alone.

use crate::source::{Source, SourceKind};

/// A pictogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Figure {
    /// Somebody with a name.
    Person,
    /// Somebody without.
    Unnamed,
    /// Several without.
    Group,
    /// An institution.
    Body,
    Document,
    Outlet,
    /// The paper's own eyes.
    Newsroom,
    /// Nobody is cited.
    Nobody,
}

/// A stroke of a pictogram, in pixels about its middle; pictograms are 24 wide and high.
pub(in crate::report) struct Stroke {
    pub(in crate::report) path: &'static str,
    pub(in crate::report) look: Look,
}

/// How a stroke is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Look {
    Filled,
    Drawn,
    Dashed,
}

const fn filled(path: &'static str) -> Stroke {
    Stroke {
        path,
        look: Look::Filled,
    }
}

const fn drawn(path: &'static str) -> Stroke {
    Stroke {
        path,
        look: Look::Drawn,
    }
}

const fn dashed(path: &'static str) -> Stroke {
    Stroke {
        path,
        look: Look::Dashed,
    }
}

impl Figure {
    /// The pictogram of a source.
    pub(in crate::report) fn of(source: &Source) -> Figure {
        match source.kind {
            SourceKind::NamedPerson => Figure::Person,
            SourceKind::NamedOrganization => Figure::Body,
            SourceKind::Document => Figure::Document,
            SourceKind::Outlet => Figure::Outlet,
            SourceKind::Newsroom => Figure::Newsroom,
            SourceKind::UnnamedGroup => Figure::Group,
            SourceKind::Anonymous | SourceKind::UnnamedPerson if source.count.high > 1 => Figure::Group,
            SourceKind::Anonymous | SourceKind::UnnamedPerson => Figure::Unnamed,
        }
    }

    /// Does it stand for people whom the text does not name?
    pub(in crate::report) fn is_unnamed(self) -> bool {
        matches!(self, Figure::Unnamed | Figure::Group)
    }

    /// Its strokes.
    pub(in crate::report) fn strokes(self) -> &'static [Stroke] {
        const PERSON: &[Stroke] = &[
            filled("M-5 -6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"),
            filled("M-10 12v-3a10 8 0 0 1 20 0v3z"),
        ];
        const UNNAMED: &[Stroke] = &[
            dashed("M-4.5 -6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"),
            dashed("M-9 11.5v-2a9 8 0 0 1 18 0v2z"),
        ];
        const GROUP: &[Stroke] = &[
            dashed("M-10.5 -6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
            dashed("M-13 11.5v-2a6 8 0 0 1 12 0v2z"),
            dashed("M2.5 -6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
            dashed("M1 11.5v-2a6 8 0 0 1 12 0v2z"),
        ];
        const BODY: &[Stroke] = &[
            filled("M-11 -3l11 -8l11 8v2h-22z"),
            filled("M-9 0h4v9h-4zM-2 0h4v9h-4zM5 0h4v9h-4zM-11 10h22v2h-22z"),
        ];
        const DOCUMENT: &[Stroke] = &[
            drawn("M-8 -11h10l6 6v16h-16z"),
            drawn("M2 -11v6h6M-4 0h8M-4 4h8M-4 8h5"),
        ];
        const OUTLET: &[Stroke] = &[
            drawn("M-11 -9h22v18h-22z"),
            filled("M-8 -6h16v4h-16z"),
            drawn("M-8 2h7M-8 6h7M2 2h6M2 6h6"),
        ];
        const NEWSROOM: &[Stroke] = &[
            drawn("M-12 0q12 -14 24 0q-12 14 -24 0z"),
            filled("M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"),
        ];
        const NOBODY: &[Stroke] = &[
            dashed("M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0z"),
            drawn("M-3 -3a3 3 0 1 1 4.5 2.5q-1.5 1 -1.5 3M0 5.5v1"),
        ];
        match self {
            Figure::Person => PERSON,
            Figure::Unnamed => UNNAMED,
            Figure::Group => GROUP,
            Figure::Body => BODY,
            Figure::Document => DOCUMENT,
            Figure::Outlet => OUTLET,
            Figure::Newsroom => NEWSROOM,
            Figure::Nobody => NOBODY,
        }
    }
}
