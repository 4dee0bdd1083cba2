//! An article with every rung, a chain, nested and crossing claims, a denial and a waived finding.

use twosource::Analysis;
use twosource::attribution::Stance;
use twosource::claim::{ClaimId, Weight};
use twosource::draft::Format;
use twosource::policy::Level;
use twosource::source::{Basis, Count, SourceId, SourceKind};
use twosource::strength::{Independence, Rung};

use super::Desk;

const HARBOUR: &str = "\
# Port of Kelmar paid twice for dredging that was never done

The port authority of Kelmar paid 4.2 million crowns for dredging work that was never carried out, according to an audit \
that the town council has kept under lock since March.

The Coastal Courier reported, citing two people with direct knowledge of the accounts, that the second payment was \
approved by port director Ilse Brandt on her last day in office. Brandt denied that she had signed any second payment.

\"We counted every cubic metre, and there was no sand to count,\" said Marek Oduya, who measured the basin for the audit. \
Residents of the quay said the dredger had not been seen since last autumn.

## A firm without ships

Nordlicht Marine, the contractor, owns no dredger of its own. A port official who was not authorized to speak about the \
tender said three other firms had been told not to bid. Nordlicht did not respond to a request for comment.

- The council meets on Tuesday.
- Mayor Petra Sund said she wants the audit published in full.

The payment is the largest that the port has made in a decade.
";

// Numbers of the sources.
const AUDIT: usize = 0;
const COURIER: usize = 1;
const TWO: usize = 2;
const BRANDT: usize = 3;
const ODUYA: usize = 4;
const QUAY: usize = 5;
const OFFICIAL: usize = 6;
const FIRM: usize = 7;
const SUND: usize = 8;

// Numbers of the claims.
const HEADLINE: usize = 0;
const PAID: usize = 1;
const REPORTED: usize = 2;
const APPROVED: usize = 3;
const COUNTED: usize = 4;
const SEEN: usize = 5;
const OWNS: usize = 6;
const BID: usize = 7;
const WANTS: usize = 8;
const LARGEST: usize = 9;

/// The article as analyzed by hand.
pub(crate) fn harbour() -> Analysis {
    let mut desk = Desk::of("drafts/kelmar-port.md", Format::Markdown, HARBOUR);
    add_sources(&mut desk);
    add_claims(&mut desk);
    add_attributions(&mut desk);
    add_weights(&mut desk);
    add_findings(&mut desk);
    desk.done("Port of Kelmar paid twice for dredging that was never done")
}

fn add_sources(desk: &mut Desk) {
    desk.source(SourceKind::Document, "the audit", "");
    desk.source(SourceKind::Outlet, "The Coastal Courier", "");
    desk.source(
        SourceKind::Anonymous,
        "two people with direct knowledge of the accounts",
        "",
    );
    desk.source(SourceKind::NamedPerson, "Ilse Brandt", "port director");
    desk.source(SourceKind::NamedPerson, "Marek Oduya", "surveyor");
    desk.source(SourceKind::UnnamedGroup, "residents of the quay", "");
    desk.source(SourceKind::Anonymous, "a port official", "");
    desk.source(SourceKind::NamedOrganization, "Nordlicht Marine", "contractor");
    desk.source(SourceKind::NamedPerson, "Petra Sund", "mayor");
    desk.sources[COURIER].cites = vec![SourceId(TWO)];
    desk.sources[TWO].count = Count { low: 2, high: 2 };
    desk.sources[TWO].basis = Basis::FirstHand;
    desk.sources[TWO].justification = "with direct knowledge of the accounts".to_owned();
    desk.sources[OFFICIAL].anonymity.reason = Some("not authorized to speak about the tender".to_owned());
    desk.sources[SUND].interest = vec!["Kelmar town hall".to_owned()];
}

fn add_claims(desk: &mut Desk) {
    desk.claim(
        "Port of Kelmar paid twice for dredging that was never done",
        Rung::Corroborated,
        "rests on the audit and on Marek Oduya, who do not depend on one another",
    );
    desk.claim(
        "The port authority of Kelmar paid 4.2 million crowns for dredging work that was never carried out",
        Rung::Document,
        "rests on one document, the audit",
    );
    desk.claim("citing two people with direct knowledge of the accounts, that the second payment was approved by port director Ilse Brandt on her last day in office", Rung::OutletOnly, "rests on The Coastal Courier alone, which cites two people it does not name");
    desk.claim(
        "the second payment was approved by port director Ilse Brandt on her last day in office. Brandt",
        Rung::Ungrounded,
        "leads only into a loop of outlets that cite one another",
    );
    desk.claim(
        "We counted every cubic metre, and there was no sand to count",
        Rung::SingleSource,
        "rests on Marek Oduya alone",
    );
    desk.claim(
        "the dredger had not been seen since last autumn",
        Rung::CorroboratedAnonymous,
        "rests on two groups of people that the draft does not name",
    );
    desk.claim(
        "Nordlicht Marine, the contractor, owns no dredger of its own",
        Rung::Unattributed,
        "no one in the draft is cited for it",
    );
    desk.claim(
        "three other firms had been told not to bid",
        Rung::SingleAnonymous,
        "rests on one person whom the draft does not name",
    );
    desk.claim(
        "she wants the audit published in full",
        Rung::OwnWord,
        "is what Petra Sund says of her own wish",
    );
    desk.claim(
        "The payment is the largest that the port has made in a decade",
        Rung::Unattributed,
        "no one in the draft is cited for it",
    );
}

fn add_attributions(desk: &mut Desk) {
    let says = |desk: &mut Desk, claim, source, words| desk.put(claim, source, words, Stance::Asserts);
    says(desk, HEADLINE, AUDIT, ("an audit", "according to"));
    says(desk, HEADLINE, ODUYA, ("Marek Oduya", "said Marek"));
    says(desk, PAID, AUDIT, ("an audit", "according to"));
    says(desk, REPORTED, COURIER, ("The Coastal Courier", "reported"));
    says(
        desk,
        APPROVED,
        TWO,
        ("two people with direct knowledge of the accounts", "citing"),
    );
    desk.put(APPROVED, BRANDT, ("Brandt denied", "denied"), Stance::Denies);
    says(desk, COUNTED, ODUYA, ("Marek Oduya", "said Marek"));
    says(desk, SEEN, QUAY, ("Residents of the quay", "said the dredger"));
    desk.put(OWNS, FIRM, ("Nordlicht did", "did not respond"), Stance::Declines);
    says(desk, BID, OFFICIAL, ("A port official", "said three"));
    says(desk, WANTS, SUND, ("Mayor Petra Sund", "said she"));
}

fn add_weights(desk: &mut Desk) {
    desk.strengths[HEADLINE].independence = Independence {
        low: 2,
        high: 2,
        by_interest: 2,
        cited: 2,
    };
    desk.strengths[REPORTED].bottlenecks = vec![SourceId(COURIER)];
    desk.strengths[COUNTED].bottlenecks = vec![SourceId(ODUYA)];
    desk.strengths[BID].bottlenecks = vec![SourceId(OFFICIAL)];
    for heavy in [HEADLINE, PAID, REPORTED, LARGEST] {
        desk.claims[heavy].weight = Weight::Heavy;
        desk.claims[heavy].weight_reason = "an accusation or a sum of money".to_owned();
    }
    desk.claims[HEADLINE].lede = true;
    desk.claims[PAID].lede = true;
    desk.claims[PAID].may_corroborate = vec![ClaimId(LARGEST)];
}

fn add_findings(desk: &mut Desk) {
    desk.finding(
        ("outlet-only", Level::Warning),
        REPORTED,
        "every path of this claim runs through another outlet",
        "find a source of your own, or say that you could not verify it",
    );
    desk.finding(
        ("circular-support", Level::Error),
        APPROVED,
        "those who are cited for it cite one another",
        "find one who was there",
    );
    desk.finding(
        ("single-source", Level::Note),
        COUNTED,
        "rests on Marek Oduya alone",
        "ask for the survey sheets",
    );
    desk.finding(
        ("single-anonymous", Level::Warning),
        BID,
        "rests on one person whom the draft does not name",
        "find one of the three firms",
    );
    desk.finding(
        ("boilerplate-reason", Level::Note),
        BID,
        "the reason for anonymity says only that he was not authorized to speak",
        "say what he risks",
    );
    desk.finding(
        ("unattributed-claim", Level::Warning),
        LARGEST,
        "a superlative with nobody cited for it",
        "say who has counted",
    );
    desk.findings[3].waived = Some(
        "national editor, 2026-03-02: second firm sought, none would speak before publication".to_owned(),
    );
}
