//! The keys of a readings file, one row each, which its reader and its schema both use.

/// What may stand behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words.
    Text,
    /// The beginning of words of the draft.
    Beginning,
    /// One such beginning or a list of them.
    Beginnings,
    /// A list of words.
    Texts,
    /// The same, which may be empty: there is none.
    Names,
    /// The name of a kind of source.
    Kind,
    /// The name of a rule.
    Rule,
    /// `true`; a line that says `false` says nothing.
    Yes,
    /// A number from one, or `{ low = 2, high = 3 }`.
    Count,
    /// A day.
    Day,
    /// What no such file may hold: read only to be refused, and never kept.
    Contact,
}

/// Must the key be there?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Always,
    /// Exactly one of the table's keys of this need.
    One,
    /// One at least of the table's keys of this need.
    Some,
    No,
}

/// One key.
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
    pub(super) about: &'static str,
}

/// One kind of table of the file.
pub(super) struct Table {
    /// Its name in double brackets.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) rows: &'static [Row],
}

macro_rules! rows {
    ($($key:literal, $need:ident, $shape:ident, $about:literal;)*) => {
        &[$(Row { key: $key, need: Need::$need, shape: Shape::$shape, about: $about }),*]
    };
}

/// What the tables are, in the order in which [`super::Readings`] holds them.
pub(super) const TABLES: &[Table] = &[SOURCE, READING, ACCEPT, CHECKED];

pub(super) const SOURCE: Table = Table {
    name: "source",
    about: "somebody whom the machine has wrong, or missed",
    rows: rows! {
        "name", One, Text, "full name; an anonymous source has none";
        "description", One, Text, "how a source without a name is described";
        "kind", Always, Kind, "what the source is";
        "title", No, Text, "its role, as the article words it";
        "interest", No, Names, "what makes sources dependent: employer, party, side; an empty list when nothing does";
        "count", No, Count, "how many people it stands for who are apart: a number, or the least and the most";
        "real_name", No, Contact, "never: it would give the source away";
        "email", No, Contact, "never: it would give the source away";
        "phone", No, Contact, "never: it would give the source away";
        "contact", No, Contact, "never: it would give the source away";
        "address", No, Contact, "never: it would give the source away";
    },
};

pub(super) const READING: Table = Table {
    name: "reading",
    about: "what one statement of the draft is",
    rows: rows! {
        "says", Always, Beginning, "the beginning of its words, as in the draft";
        "source", Some, Text, "who says it: the name or description of a source of the draft, or of a [[source]] here";
        "sources", Some, Texts, "who say it, each apart";
        "drop", Some, Yes, "it is no statement";
        "own", Some, Yes, "it is what its source alone can know: a view, a wish, a plan, an experience of its own";
        "same_as", Some, Beginnings, "the beginning of other words of the draft that state the same";
        "apart_from", Some, Beginnings, "the beginning of other words of the draft that state something else";
    },
};

pub(super) const ACCEPT: Table = Table {
    name: "accept",
    about: "a finding that the desk lets pass, and why",
    rows: rows! {
        "rule", Always, Rule, "name of the rule that is silenced";
        "says", Always, Beginning, "the beginning of the words that it is silenced for, as in the draft";
        "role", Always, Text, "role of who approved it, never a name";
        "date", Always, Day, "the day on which it was approved";
        "reason", Always, Text, "why";
        "expires", No, Day, "the last day on which it holds";
    },
};

pub(super) const CHECKED: Table = Table {
    name: "checked",
    about: "a claim that somebody has checked",
    rows: rows! {
        "says", Always, Beginning, "the beginning of its words, as in the draft";
        "role", Always, Text, "role of who checked it, never a name";
        "date", Always, Day, "the day on which it was checked";
        "note", No, Text, "what came of it; never the identity of a source";
    },
};

/// What would be right behind a key of this shape.
pub(super) fn wanted(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "write words in quotation marks",
        Shape::Beginning => "write the first words in quotation marks",
        Shape::Beginnings => "write the first words in quotation marks, or a list of such",
        Shape::Texts | Shape::Names => "write a list: [\"...\"]",
        Shape::Kind => "write a kind in quotation marks, such as \"named-person\"",
        Shape::Rule => "write the name of a rule in quotation marks",
        Shape::Yes => "write true, or take the line out",
        Shape::Count => "write a number from 1, such as 2, or { low = 2, high = 3 }",
        Shape::Day => "write a day as 2025-03-06",
        Shape::Contact => "",
    }
}
