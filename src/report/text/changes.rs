//! How two versions differ, for people: what stands weaker first, then what stands firmer, then what came and went.

use super::page::{Ink, Page};
use crate::Analysis;
use crate::claim::{Claim, ClaimId};
use crate::report::compare::{Comparison, Then, Who};
use crate::report::{Style, words};
use crate::source::SourceId;

/// Where what is said of a claim begins, behind its number.
const INDENT: usize = 6;

/// The comparison as text.
pub(in crate::report) fn changes(changes: &Comparison, style: &Style) -> String {
    let mut page = Page::new(style);
    let page = &mut page;
    for (name, analysis) in [("old", changes.old), ("new", changes.new)] {
        let case = &analysis.case;
        let counts = format!(
            "{} from {}",
            words::count(case.graph.claims.len(), "claim"),
            words::count(case.graph.sources.len(), "source")
        );
        page.led(
            0,
            (Ink::Strong, name),
            &format!("  {} · {counts}", case.draft.path),
        );
    }
    let summary = match changes.is_empty() {
        true => "No claim and no source is other than before.".to_owned(),
        false => words::sentence(&changes.summary()),
    };
    page.plain(0, Ink::Strong, &summary);
    page.blank();
    for (heading, list) in [("WEAKER", &changes.weakened), ("STRONGER", &changes.strengthened)] {
        stood(page, changes, (heading, list));
    }
    named(page, changes, ("NAMED", &changes.named));
    named(page, changes, ("NO LONGER NAMED", &changes.unnamed));
    told_by_others(page, changes);
    joined(page, changes);
    parted(page, changes);
    changed(page, changes);
    listed(page, changes.new, ("NEW CLAIMS", &changes.added));
    listed(page, changes.old, ("DROPPED CLAIMS", &changes.dropped));
    sources(page, changes.new, ("NEW SOURCES", &changes.sources_added));
    sources(page, changes.old, ("DROPPED SOURCES", &changes.sources_dropped));
    std::mem::take(&mut page.out)
}

fn begin<T>(page: &mut Page, (heading, list): (&str, &[T])) {
    if !list.is_empty() {
        page.heading(heading);
    }
}

fn end<T>(page: &mut Page, list: &[T]) {
    if !list.is_empty() {
        page.blank();
    }
}

/// The claim's number in its version, and its words.
fn opening(page: &mut Page, of: &Analysis, id: ClaimId) {
    let claim = of.case.graph.claim(id);
    let number = page.ink(Ink::Faint, &format!("{:>4}  ", id.0 + 1));
    let text = words::cut(&claim.text, page.room(INDENT));
    page.hanging(&number, INDENT, Ink::Plain, &text);
}

/// What a claim's strength is called, in its colour.
fn called(page: &Page, of: &Analysis, id: ClaimId) -> String {
    let strength = &of.case.strengths[id.0];
    let disputed = if strength.disputed { ", denied" } else { "" };
    page.ink(
        Ink::Rung(strength.rung),
        &format!("{}{disputed}", words::badge(strength)),
    )
}

/// "heavy · line 3", before what follows.
fn place(of: &Analysis, claim: &Claim) -> String {
    let parts = [
        words::weight(claim.weight).to_owned(),
        of.case.draft.row(claim.place()),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn stood(page: &mut Page, changes: &Comparison, (heading, list): (&str, &[Then])) {
    begin(page, (heading, list));
    for then in list {
        let (old, new) = (changes.old, changes.new);
        opening(page, new, then.new);
        let words = [
            called(page, old, then.old),
            " → ".to_owned(),
            called(page, new, then.new),
        ];
        page.line(INDENT, &words);
        let why = words::sentence(&new.case.strengths[then.new.0].words);
        let told = format!("{} · {why}", place(new, new.case.graph.claim(then.new)));
        page.plain(INDENT, Ink::Plain, &told);
    }
    end(page, list);
}

fn named(page: &mut Page, changes: &Comparison, (heading, list): (&str, &[Who])) {
    begin(page, (heading, list));
    for who in list {
        let name = |of: &Analysis, id: SourceId| words::name(of.case.graph.source(id));
        let told = format!("{} → {}", name(changes.old, who.old), name(changes.new, who.new));
        page.plain(INDENT, Ink::Plain, &told);
        let claims = &changes.new.case.graph.claims;
        let on = (0..claims.len()).filter(|at| claims[*at].supporters().contains(&who.new));
        let numbers: Vec<usize> = on.map(|at| at + 1).collect();
        page.plain(INDENT, Ink::Plain, &format!("behind {}", words::claims(&numbers)));
    }
    end(page, list);
}

/// Who asserts a claim, by name.
fn backers(of: &Analysis, id: ClaimId) -> String {
    let supporters = of.case.graph.claim(id).supporters();
    let names = supporters.iter().map(|id| words::name(of.case.graph.source(*id)));
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => "nobody".to_owned(),
        false => names.join("; "),
    }
}

fn told_by_others(page: &mut Page, changes: &Comparison) {
    begin(page, ("ON THE WORD OF OTHERS", &changes.moved));
    for then in &changes.moved {
        opening(page, changes.new, then.new);
        let (old, new) = (backers(changes.old, then.old), backers(changes.new, then.new));
        page.plain(INDENT, Ink::Plain, &format!("{old} → {new}"));
    }
    end(page, &changes.moved);
}

fn joined(page: &mut Page, changes: &Comparison) {
    begin(page, ("JOINED", &changes.joined));
    for (olds, now) in &changes.joined {
        opening(page, changes.new, *now);
        let were: Vec<String> = olds.iter().map(|id| quoted(changes.old, *id)).collect();
        page.plain(INDENT, Ink::Plain, &format!("was {}", were.join(" and ")));
    }
    end(page, &changes.joined);
}

fn parted(page: &mut Page, changes: &Comparison) {
    begin(page, ("PARTED", &changes.parted));
    for (was, news) in &changes.parted {
        let told = format!("was {}", quoted(changes.old, *was));
        for now in news {
            opening(page, changes.new, *now);
        }
        page.plain(INDENT, Ink::Plain, &told);
    }
    end(page, &changes.parted);
}

fn changed(page: &mut Page, changes: &Comparison) {
    begin(page, ("CHANGED", &changes.changed));
    for then in &changes.changed {
        let (old, new) = (changes.old, changes.new);
        opening(page, new, then.new);
        let [before, after] = changes.where_it_parts(*then);
        page.plain(INDENT, Ink::Plain, &format!("“{before}” → “{after}”"));
        let (was, is) = (called(page, old, then.old), called(page, new, then.new));
        let rest = format!(" · {}", place(new, new.case.graph.claim(then.new)));
        let words = match was == is {
            true => [is, rest].to_vec(),
            false => [was, " → ".to_owned(), is, rest].to_vec(),
        };
        page.line(INDENT, &words);
    }
    end(page, &changes.changed);
}

fn quoted(of: &Analysis, id: ClaimId) -> String {
    format!("“{}”", words::cut(&of.case.graph.claim(id).text, 60))
}

fn listed(page: &mut Page, of: &Analysis, (heading, list): (&str, &[ClaimId])) {
    begin(page, (heading, list));
    for id in list {
        opening(page, of, *id);
        let strength = &of.case.strengths[id.0];
        let rest = format!(" · {}", place(of, of.case.graph.claim(*id)));
        page.led(INDENT, (Ink::Rung(strength.rung), &words::badge(strength)), &rest);
    }
    end(page, list);
}

fn sources(page: &mut Page, of: &Analysis, (heading, list): (&str, &[SourceId])) {
    begin(page, (heading, list));
    for id in list {
        let source = of.case.graph.source(*id);
        let told = format!("{} · {}", words::name(source), words::about(source));
        page.plain(INDENT, Ink::Plain, &told);
    }
    end(page, list);
}
