//! Cases built by hand, with their strengths.

use twosource::Analysis;
use twosource::attribution::Stance;
use twosource::claim::{Backing, Claim, Weight};
use twosource::draft::{Draft, Span};
use twosource::graph::SourceGraph;
use twosource::language::Prose;
use twosource::policy::Level;
use twosource::rules::{Case, Finding, InFile};
use twosource::source::{Basis, Count, Source, SourceId, SourceKind};
use twosource::strength::{Independence, Rung, Strength};

/// Text that tries everything.
pub(crate) const HOSTILE: &str = "</text><script>alert(1)</script> \"q\" 'a' & \\ ]]> --> \u{1b}[31mred\u{202e}x\u{200b} \
    ::error file=x::y %0A <img src=x onerror=alert(1)> javascript:alert(1) | `tick` \u{0}\u{7}\u{9b}2J\nnext";

/// A case under construction.
pub(crate) struct Builder {
    title: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) claims: Vec<Claim>,
    strengths: Vec<Strength>,
    findings: Vec<Finding>,
}

impl Builder {
    pub(crate) fn new(title: &str) -> Builder {
        Builder {
            title: title.to_owned(),
            sources: Vec::new(),
            claims: Vec::new(),
            strengths: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn source(&mut self, name: &str, kind: SourceKind, title: &str) -> SourceId {
        let number = self.sources.len();
        let mut source = Source::new(&format!("s{}", number + 1), kind);
        match kind {
            SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => {
                source.description = name.to_owned();
            }
            _ => source.name = name.to_owned(),
        }
        source.title = title.to_owned();
        source.basis = Basis::FirstHand;
        self.sources.push(source);
        SourceId(number)
    }

    pub(crate) fn cites(&mut self, citing: SourceId, cited: SourceId) {
        self.sources[citing.0].cites.push(cited);
    }

    pub(crate) fn count(&mut self, source: SourceId, low: u32, high: u32) {
        self.sources[source.0].count = Count { low, high };
    }

    pub(crate) fn claim(&mut self, text: &str, rung: Rung, sources: &[SourceId]) -> &mut Claim {
        let number = self.claims.len();
        let mut claim = Claim::new(&format!("c{}", number + 1), text);
        claim.backing.extend(sources.iter().map(|source| Backing {
            source: *source,
            stance: Stance::Asserts,
            attribution: None,
        }));
        let known = sources.len() as u32;
        self.strengths.push(Strength {
            independence: Independence {
                low: known,
                high: known,
                by_interest: known,
                cited: known,
            },
            bottlenecks: if known == 1 { sources.to_vec() } else { Vec::new() },
            falls_with: if known == 1 { sources.to_vec() } else { Vec::new() },
            roots: sources.to_vec(),
            adding_nothing: Vec::new(),
            rung,
            disputed: false,
            words: match rung {
                Rung::Corroborated => "rests on sources that do not depend on one another".to_owned(),
                Rung::Unattributed => "nobody in the text is named or described as saying this".to_owned(),
                _ => sources
                    .first()
                    .map(|source| format!("rests on {} alone", self.sources[source.0].label()))
                    .unwrap_or_default(),
            },
        });
        self.claims.push(claim);
        let last = self.claims.len() - 1;
        &mut self.claims[last]
    }

    pub(crate) fn stance(&mut self, source: SourceId, stance: Stance) {
        let last = self.claims.len() - 1;
        self.claims[last].backing.push(Backing {
            source,
            stance,
            attribution: None,
        });
        if stance == Stance::Denies {
            self.strengths[last].disputed = true;
        }
    }

    pub(crate) fn finding(&mut self, rule: &'static str, level: Level, claim: usize) -> &mut Finding {
        let id = twosource::claim::ClaimId(claim);
        self.findings.push(Finding {
            rule,
            level,
            claim: Some(id),
            sources: self.claims[claim].supporters(),
            span: self.claims[claim].spans.first().copied().unwrap_or_default(),
            message: format!("{rule} was found here"),
            help: "find a second source".to_owned(),
            file: InFile::Draft,
            waived: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// With strengths as the model gives them.
    pub(crate) fn build_weighed(self) -> Analysis {
        let mut analysis = self.build();
        analysis.case.strengths = twosource::strength::weigh(&analysis.case.graph);
        analysis
    }

    pub(crate) fn build(self) -> Analysis {
        let graph = SourceGraph::new(self.sources, self.claims);
        let case = Case {
            draft: Draft::of_graph("drafts/case.toml", "one\ntwo\nthree\nfour\n"),
            prose: Prose::default(),
            attributions: Vec::new(),
            of_attribution: Vec::new(),
            chains: Vec::new(),
            beside: None,
            doubts: Vec::new(),
            graph,
            strengths: self.strengths,
            title: self.title,
            published: None,
            waivers: Vec::new(),
            desk: None,
            read: None,
        };
        Analysis {
            case,
            findings: self.findings,
        }
    }
}

/// A harbour fire: every kind of source, rung and stance.
pub(crate) fn harbour() -> Analysis {
    let mut case = Builder::new("Fire in the harbour of Vardby closes two terminals");
    let chief = case.source(
        "Ida Lund",
        SourceKind::NamedPerson,
        "chief of the harbour fire brigade",
    );
    let paper = case.source("Morgenposten", SourceKind::Outlet, "");
    let workers = case.source("two dock workers who were on the pier", SourceKind::Anonymous, "");
    let report = case.source("incident log of the port authority", SourceKind::Document, "");
    let company = case.source(
        "Nordkai Terminals",
        SourceKind::NamedOrganization,
        "terminal operator",
    );
    let residents = case.source("residents of the Old Quay", SourceKind::UnnamedGroup, "");
    let _mayor = case.source("Per Aas", SourceKind::NamedPerson, "mayor");
    case.cites(paper, workers);
    case.count(workers, 2, 2);
    case.claim(
        "The fire broke out shortly before five in the morning in a warehouse on the northern pier.",
        Rung::Corroborated,
        &[chief, paper, report],
    )
    .lede = true;
    case.claim("Nobody was hurt.", Rung::Corroborated, &[chief, company]);
    case.claim(
        "The sprinklers had been switched off for repairs since Monday.",
        Rung::SingleAnonymous,
        &[paper],
    )
    .weight = Weight::Heavy;
    case.stance(company, Stance::Denies);
    case.claim(
        "The warehouse held four hundred tonnes of fertilizer.",
        Rung::Document,
        &[report],
    );
    case.claim(
        "Windows shook as far away as the Old Quay.",
        Rung::SingleSource,
        &[residents],
    );
    case.claim(
        "The brigade will keep a watch on the embers until Friday.",
        Rung::OwnWord,
        &[chief],
    );
    case.claim(
        "The insurer had warned of the risk a year ago.",
        Rung::SingleAnonymous,
        &[paper],
    );
    case.stance(company, Stance::Declines);
    case.claim(
        "It is the third fire in the harbour within two years.",
        Rung::Unattributed,
        &[],
    );
    let heavy = &mut case.claims[2];
    heavy.weight_reason = "accusation".to_owned();
    for (number, claim) in case.claims.iter_mut().enumerate() {
        claim.spans = vec![Span::new(number, number + 1)];
    }
    case.finding("single-anonymous", Level::Error, 2);
    case.finding("single-source", Level::Warning, 4);
    case.finding("single-anonymous", Level::Warning, 6).waived =
        Some("national editor, 2026-03-01: second source promised".to_owned());
    case.build()
}

/// Every word of it hostile.
pub(crate) fn hostile() -> Analysis {
    let mut case = Builder::new(HOSTILE);
    let one = case.source(HOSTILE, SourceKind::NamedPerson, HOSTILE);
    let two = case.source(HOSTILE, SourceKind::Anonymous, HOSTILE);
    case.cites(one, two);
    case.claim(HOSTILE, Rung::SingleAnonymous, &[one]).weight_reason = HOSTILE.to_owned();
    case.claim(HOSTILE, Rung::Unattributed, &[]);
    case.claims[0].id = HOSTILE.to_owned();
    case.sources[0].id = HOSTILE.to_owned();
    case.sources[0].interest = vec![HOSTILE.to_owned()];
    case.strengths[0].words = HOSTILE.to_owned();
    let finding = case.finding("single-anonymous", Level::Error, 0);
    finding.message = HOSTILE.to_owned();
    finding.help = HOSTILE.to_owned();
    case.finding("single-source", Level::Note, 1).waived = Some(HOSTILE.to_owned());
    let mut analysis = case.build();
    analysis.case.draft.path = HOSTILE.to_owned();
    analysis
}

/// Nothing in it.
pub(crate) fn empty() -> Analysis {
    Builder::new("").build()
}
