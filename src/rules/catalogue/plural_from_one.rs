//! `plural-from-one`: several sources in the text, one in the graph.

use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::words_of;
use crate::source::{SourceId, SourceKind};

rule! {
    /// The words say "sources" or "officials"; the graph knows of one person. It makes a single anonymous
    /// source look like several.
    ///
    /// ## Why it matters
    ///
    /// The New York Times, the Washington Post, Reuters and AP forbid it in one voice: never say sources
    /// when there is one.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "talks"
    /// kind = "anonymous"
    /// description = "officials familiar with the talks"
    /// count = 1
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "talks"
    /// kind = "anonymous"
    /// description = "two officials familiar with the talks"
    /// count = 2
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Write "one official" or "a person", or give the true count in the graph file.
    ///
    /// ## Stays quiet
    ///
    /// When the count says two or more, at least as the upper end; on groups of people who are only not
    /// named ("residents").
    ///
    /// ## Level
    ///
    /// An error.
    "plural-from-one", Levels::always(Error), Graph, "several sources in the text, one in the graph", check
}

/// Anonymous sources whose words are plural and whose count is one.
fn check(look: &Look) -> Vec<Hit> {
    let sources = look.case.graph.sources.iter().enumerate();
    let mut hits: Vec<Hit> = sources
        .filter(|(_, source)| source.kind == SourceKind::Anonymous && source.count.high <= 1)
        .filter(|(_, source)| is_plural(&source.description))
        .map(|(id, source)| Hit {
            claim: None,
            sources: vec![SourceId(id)],
            span: look.place_of(SourceId(id)),
            message: format!("“{}” says several, and the graph holds one", source.description),
            help: "write of one person, or give the true count".to_owned(),
            ..Hit::default()
        })
        .collect();
    if hits.is_empty() {
        hits.extend(text_says_several(look));
    }
    hits
}

/// The published text cites "sources", and the graph knows of one anonymous source in all.
fn text_says_several(look: &Look) -> Option<Hit> {
    let mut anonymous = look
        .case
        .graph
        .sources
        .iter()
        .enumerate()
        .filter(|(_, source)| source.kind == SourceKind::Anonymous);
    let (id, source) = anonymous.next()?;
    let text = look.published()?;
    if anonymous.next().is_some() || source.count.high > 1 {
        return None;
    }
    let cites_sources = |sentence: usize| text.reports(sentence) && text.any_unquoted(sentence, &["sources"]);
    (0..text.sentences()).find(|sentence| cites_sources(*sentence))?;
    Some(Hit {
        claim: None,
        sources: vec![SourceId(id)],
        span: look.place_of(SourceId(id)),
        message: format!(
            "the text cites “sources”, and the graph holds one anonymous source: “{}”",
            source.label()
        ),
        help: "write of one source, or give the true count in the graph".to_owned(),
        ..Hit::default()
    })
}

/// Do the words speak of several people? "two officials", "sources close to", "people familiar with".
fn is_plural(description: &str) -> bool {
    const HEADS: &[&str] = &[
        "sources",
        "officials",
        "people",
        "persons",
        "insiders",
        "aides",
        "employees",
        "diplomats",
        "lawyers",
        "executives",
        "officers",
        "lawmakers",
        "advisers",
        "advisors",
        "staffers",
        "members",
        "colleagues",
        "ministers",
        "investigators",
        "workers",
        "managers",
        "bankers",
        "agents",
        "witnesses",
        "friends",
    ];
    const ENDS: &[&str] = &[
        "with", "familiar", "close", "who", "in", "at", "from", "inside", "within", "briefed", "of", "on",
        "to", "that", "for", "near", "and", "by", "involved", "aware", ",",
    ];
    const ONE: &[&str] = &["a", "an", "one", "of", "the"];
    let words = words_of(description);
    let until = words
        .iter()
        .position(|word| ENDS.contains(&word.as_str()))
        .unwrap_or(words.len());
    let opens_with_one = words
        .first()
        .is_some_and(|word| ONE[..3].contains(&word.as_str()));
    let head = words[..until]
        .last()
        .is_some_and(|word| HEADS.contains(&word.as_str()));
    head && !opens_with_one
}
