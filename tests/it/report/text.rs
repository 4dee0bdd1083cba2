//! The report for people.

use twosource::attribution::Stance;
use twosource::claim::{Backing, ClaimId, ClaimKind, Weight};
use twosource::policy::Level;
use twosource::report::{Notes, Order, Output, Paint, Scope, Style};
use twosource::source::SourceKind;
use twosource::strength::Rung;

use super::cases;

fn text(analysis: twosource::Analysis, style: &Style) -> String {
    Output::of_name("text").unwrap().render(&[analysis], style)
}

#[test]
fn a_claim_stands_with_strength_reason_place_and_findings() {
    let text = text(cases::harbour(), &Style::default());
    let expected = "   3  The sprinklers had been switched off for repairs since Monday.\n      \
        anonymous only, denied · heavy: accusation · 1:3 · Rests on Morgenposten\n      \
        alone. · error[single-anonymous]\n      \
        Find a second source.\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(text.matches("sprinklers").count(), 1, "{text}");
}

#[test]
fn a_source_stands_with_title_kind_count_and_claims() {
    let text = text(cases::harbour(), &Style::default());
    let (_, sources) = text.split_once("SOURCES\n").unwrap();
    let sources = sources.replace("\n  ", " ");
    let expected =
        "Morgenposten · outlet · claims 1, 3, 7 · falls without it: claims 3, 7 · cites Two dock workers";
    assert!(sources.contains(expected), "{sources}");
    assert!(sources.contains("anonymous · 2 people · cited only"), "{sources}");
}

#[test]
fn a_claim_tells_who_would_not_comment_and_which_others_are_like_it() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner of the ferry");
    let crew = case.source("two of the crew", SourceKind::UnnamedGroup, "");
    let twelve = case.claim("Twelve people were hurt.", Rung::SingleSource, &[owner]);
    twelve.discrepancies.push(ClaimId(1));
    twelve.may_corroborate.extend([ClaimId(1), ClaimId(2)]);
    twelve.backing.push(Backing {
        source: crew,
        stance: Stance::Declines,
        attribution: None,
    });
    case.claim("Fifteen people were hurt.", Rung::SingleSource, &[owner]);
    case.claim("The ferry is out of service.", Rung::SingleSource, &[owner]);
    let text = text(case.build(), &Style::default());
    let text = text.replace("\n      ", " ");
    let expected = "No comment: Two of the crew. Differs in a figure or a date from claim 2. \
        May be the same as claims 2, 3.\n   2  Fifteen";
    assert!(text.contains(expected), "{text}");
    assert_eq!(text.matches("No comment").count(), 1, "{text}");
}

#[test]
fn notes_are_counted_and_told_on_request() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner of the ferry");
    case.claim("The ferry left at one.", Rung::SingleSource, &[owner]);
    case.finding("single-source", Level::Note, 0);
    case.finding("vague-source", Level::Note, 0);
    case.finding("bare-source", Level::Warning, 0);
    let analysis = case.build();
    let brief = text(analysis.clone(), &Style::default());
    assert!(
        brief.contains("1 warning, 2 notes (--notes shows the notes)\n"),
        "{brief}"
    );
    assert!(
        brief.contains("warning[bare-source]") && !brief.contains("note["),
        "{brief}"
    );
    let style = Style {
        notes: Notes::Shown,
        ..Style::default()
    };
    let whole = text(analysis, &style);
    assert!(whole.contains("· note[single-source]\n"), "{whole}");
    assert!(
        !whole.contains("Single-source was found here"),
        "said by the strength: {whole}"
    );
    assert!(!whole.contains("--notes"), "{whole}");
}

#[test]
fn five_claims_at_most_stand_at_the_front() {
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner of the ferry");
    let hand = case.source("a deck hand", SourceKind::Anonymous, "");
    case.claim("The pier was painted.", Rung::Unattributed, &[]);
    case.claim("The ferry left at one.", Rung::SingleSource, &[owner]);
    case.claim("The ferry had a leak.", Rung::SingleAnonymous, &[hand]);
    case.stance(owner, Stance::Denies);
    for hour in ["two", "three", "four", "five"] {
        case.claim(
            &format!("The ferry left at {hour}."),
            Rung::SingleSource,
            &[owner],
        );
    }
    let text = text(case.build(), &Style::default());
    let (_, front) = text.split_once("CHECK FIRST\n").unwrap();
    let (front, _) = front.split_once("\n\n").unwrap();
    let named: Vec<&str> = front.lines().filter(|line| line.contains("The ferry")).collect();
    let expected = [
        "   3  The ferry had a leak.",
        "   2  The ferry left at one.",
        "   4  The ferry left at two.",
        "   5  The ferry left at three.",
        "   6  The ferry left at four.",
    ];
    assert_eq!(named, expected);
    let (_, others) = text.split_once("OTHER CLAIMS, in article order\n").unwrap();
    assert!(others.contains("   7  The ferry left at five\n") && !others.contains("left at four"));
}

#[test]
fn lines_keep_to_the_width() {
    let text = text(cases::harbour(), &Style::default());
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn heavy_claims_come_first_on_request() {
    let style = Style {
        order: Order::Weight,
        ..Style::default()
    };
    let mut case = cases::Builder::new("Ferry");
    let owner = case.source("Ann Vale", SourceKind::NamedPerson, "owner of the ferry");
    for text in ["She wants a bridge.", "She was hurt."] {
        let claim = case.claim(text, Rung::OwnWord, &[owner]);
        claim.kind = ClaimKind::Own;
        claim.weight = if text.contains("hurt") {
            Weight::Heavy
        } else {
            Weight::Light
        };
    }
    let text = text(case.build(), &style);
    let (_, claims) = text.split_once("CLAIMS, heavy ones first").unwrap();
    assert!(claims.find("was hurt").unwrap() < claims.find("a bridge").unwrap());
}

#[test]
fn findings_alone_stand_with_their_place() {
    let style = Style {
        scope: Scope::Findings,
        ..Style::default()
    };
    let shown = text(cases::harbour(), &style);
    assert!(
        shown.starts_with("drafts/case.toml:1:3: error[single-anonymous]\n"),
        "{shown}"
    );
    assert!(shown.contains("waived[single-anonymous]"), "{shown}");
    assert!(shown.contains("1 error, 1 warning, 1 waived"), "{shown}");
    assert_eq!(text(cases::empty(), &style), "");
}

#[test]
fn colour_only_when_asked_for_and_never_a_draft_s_own() {
    let plain = text(cases::hostile(), &Style::default());
    assert!(!plain.chars().any(|c| c.is_control() && c != '\n'), "{plain:?}");
    assert!(!plain.contains(['\u{202e}', '\u{200b}']));
    let style = Style {
        paint: Paint::Ansi,
        ..Style::default()
    };
    let painted = text(cases::hostile(), &style);
    assert!(painted.contains("\u{1b}["));
    assert!(!painted.contains("\u{1b}[31mred"));
    let mut stripped = String::new();
    let mut inside = false;
    for c in painted.chars() {
        match (inside, c) {
            (false, '\u{1b}') => inside = true,
            (true, 'm') => inside = false,
            (false, c) => stripped.push(c),
            _ => {}
        }
    }
    assert_eq!(stripped, plain);
}
