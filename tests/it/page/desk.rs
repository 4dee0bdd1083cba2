//! Analyses made by hand, so that the page is tested on what it is given and not on what other steps find.

mod harbour;

pub(crate) use harbour::harbour;

use twosource::Analysis;
use twosource::attribution::{Act, Attribution, Stance, Style};
use twosource::claim::{Backing, Claim, ClaimId};
use twosource::draft::{Draft, Format, Span};
use twosource::graph::SourceGraph;
use twosource::language::Prose;
use twosource::policy::Level;
use twosource::rules::{Case, Finding, InFile};
use twosource::source::{Source, SourceId, SourceKind};
use twosource::strength::{Independence, Rung, Strength};

/// A draft with sources and claims being put in.
pub(crate) struct Desk {
    pub(crate) draft: Draft,
    pub(crate) sources: Vec<Source>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) strengths: Vec<Strength>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) of_attribution: Vec<Option<SourceId>>,
    pub(crate) findings: Vec<Finding>,
}

impl Desk {
    pub(crate) fn of(path: &str, format: Format, file: &str) -> Desk {
        Desk {
            draft: Draft::read(path, format, file),
            sources: Vec::new(),
            claims: Vec::new(),
            strengths: Vec::new(),
            attributions: Vec::new(),
            of_attribution: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Where these words stand first.
    pub(crate) fn at(&self, words: &str) -> Span {
        let start = self
            .draft
            .text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is in the draft"));
        Span::new(start, start + words.len())
    }

    pub(crate) fn source(&mut self, kind: SourceKind, name: &str, title: &str) -> usize {
        let mut source = Source::new(&format!("s{}", self.sources.len() + 1), kind);
        if matches!(
            kind,
            SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
        ) {
            source.description = name.to_owned();
        } else {
            source.name = name.to_owned();
        }
        source.title = title.to_owned();
        self.sources.push(source);
        self.sources.len() - 1
    }

    pub(crate) fn claim(&mut self, words: &str, rung: Rung, told: &str) -> usize {
        let mut claim = Claim::new(&format!("c{}", self.claims.len() + 1), words);
        claim.spans = vec![self.at(words)];
        self.claims.push(claim);
        self.strengths.push(Strength {
            independence: Independence {
                low: 1,
                high: 1,
                by_interest: 1,
                cited: 1,
            },
            bottlenecks: Vec::new(),
            falls_with: Vec::new(),
            roots: Vec::new(),
            adding_nothing: Vec::new(),
            rung,
            disputed: false,
            words: told.to_owned(),
        });
        self.claims.len() - 1
    }

    /// Puts a claim down to a source; `phrase` and `cue` are its words in the draft, after `near`.
    pub(crate) fn put(&mut self, claim: usize, source: usize, (phrase, cue): (&str, &str), stance: Stance) {
        let (phrase, cue) = (self.at(phrase), self.at(cue));
        self.sources[source].mentions.push(phrase);
        self.attributions.push(Attribution {
            source_spans: vec![phrase],
            cue_spans: vec![cue],
            content_spans: self.claims[claim].spans.clone(),
            style: Style::Indirect,
            stance,
            act: Act::Speech,
            confidence: 0.9,
        });
        self.of_attribution.push(Some(SourceId(source)));
        let attribution = Some(self.attributions.len() - 1);
        self.claims[claim].backing.push(Backing {
            source: SourceId(source),
            stance,
            attribution,
        });
        if stance == Stance::Denies {
            self.strengths[claim].disputed = true;
        }
    }

    pub(crate) fn finding(
        &mut self,
        (rule, level): (&'static str, Level),
        claim: usize,
        message: &str,
        help: &str,
    ) {
        self.findings.push(Finding {
            rule,
            level,
            claim: Some(ClaimId(claim)),
            sources: self.claims[claim].supporters(),
            span: self.claims[claim].spans.first().copied().unwrap_or_default(),
            message: message.to_owned(),
            help: help.to_owned(),
            file: InFile::Draft,
            waived: None,
        });
    }

    pub(crate) fn done(self, title: &str) -> Analysis {
        Analysis {
            case: Case {
                draft: self.draft,
                prose: Prose::default(),
                attributions: self.attributions,
                of_attribution: self.of_attribution,
                chains: Vec::new(),
                beside: None,
                doubts: Vec::new(),
                graph: SourceGraph::new(self.sources, self.claims),
                strengths: self.strengths,
                title: title.to_owned(),
                published: None,
                waivers: Vec::new(),
                desk: None,
                read: None,
            },
            findings: self.findings,
        }
    }
}
