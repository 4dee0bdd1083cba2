//! A trace for people: what each article has from where, then each claim of weight with who was first, who repeats it, who adds to
//! it, then what does not agree.

use super::page::{Ink, Page};
use crate::claim::ClaimId;
use crate::report::trace::words as told;
use crate::report::{Style, words};
use crate::trace::{Trace, Versions};

/// Where what is said of an article or claim begins, behind its number.
const INDENT: usize = 6;

/// Fewer claims than this are told by one outlet alone.
const ALONE: usize = 12;

/// The trace as text.
pub(in crate::report) fn trace(trace: &Trace, style: &Style) -> String {
    let mut page = Page::new(style);
    let page = &mut page;
    summary(page, trace);
    articles(page, trace);
    claims(page, trace);
    versions(page, trace);
    contradictions(page, trace);
    page.note("twosource judges how a text is sourced, not whether it is true.");
    page.blank();
    std::mem::take(&mut page.out)
}

fn summary(page: &mut Page, trace: &Trace) {
    let outlets = trace.outlets.iter().filter(|outlet| !outlet.outside).count();
    let counts = format!(
        "{} of {}",
        words::count(trace.articles.len(), "article"),
        words::count(outlets, "outlet")
    );
    page.plain(0, Ink::Strong, &counts);
    let printed = trace.articles.iter().filter(|one| one.is_print()).count();
    let idle = trace.articles.iter().filter(|one| one.brings == 0).count();
    let told = format!(
        "{printed} printed from another, {idle} without a source of {} own",
        if idle == 1 { "its" } else { "their" }
    );
    page.plain(0, Ink::Plain, &told);
    page.blank();
}

fn articles(page: &mut Page, trace: &Trace) {
    page.heading("ARTICLES");
    for (number, article) in trace.articles.iter().enumerate() {
        let first = page.ink(Ink::Faint, &format!("{:>4}  ", number + 1));
        page.hanging(&first, INDENT, Ink::Strong, &told::called(trace, number));
        if !article.title.is_empty() {
            let title = words::cut(&article.title, page.room(INDENT));
            page.plain(INDENT, Ink::Plain, &title);
        }
        page.plain(INDENT, Ink::Plain, &words::sentence(&told::says(trace, article)));
    }
    page.blank();
}

fn claims(page: &mut Page, trace: &Trace) {
    let chosen = told::of_weight(trace);
    let (several, alone): (Vec<ClaimId>, Vec<ClaimId>) =
        chosen.into_iter().partition(|id| trace.tellers(*id).len() > 1);
    if !several.is_empty() {
        page.heading("CLAIMS OF SEVERAL OUTLETS");
        for id in several {
            claim(page, trace, id);
        }
        page.blank();
    }
    if !alone.is_empty() {
        page.heading("HEAVY CLAIMS OF ONE OUTLET");
        for id in alone.iter().take(ALONE) {
            claim(page, trace, *id);
        }
        if alone.len() > ALONE {
            let more = format!(
                "and {} more, in --format json",
                words::grouped(alone.len() - ALONE)
            );
            page.plain(INDENT, Ink::Faint, &more);
        }
        page.blank();
    }
}

fn opening(page: &mut Page, trace: &Trace, id: ClaimId) {
    let claim = trace.graph.claim(id);
    let number = page.ink(Ink::Faint, &format!("{:>4}  ", id.0 + 1));
    let text = words::cut(&claim.text, 3 * page.room(INDENT));
    page.hanging(&number, INDENT, Ink::Plain, &text);
}

fn claim(page: &mut Page, trace: &Trace, id: ClaimId) {
    let strength = &trace.strengths[id.0];
    opening(page, trace, id);
    let denied = if strength.disputed { ", denied" } else { "" };
    let badge = format!("{}{denied}", words::badge(strength));
    let rest = format!(
        " · {}. {}",
        told::tally(trace, id),
        words::sentence(&strength.words)
    );
    page.led(INDENT, (Ink::Rung(strength.rung), &badge), &rest);
    if trace.tellings[id.0].len() < 2 {
        return;
    }
    let says = told::tellings(trace, id);
    for (telling, says) in trace.tellings[id.0].iter().zip(says) {
        let line = format!("{}: {says}", told::called(trace, telling.article));
        let mark = page.ink(Ink::Faint, &format!("{}- ", " ".repeat(INDENT)));
        page.hanging(&mark, INDENT + 2, Ink::Plain, &line);
    }
}

fn versions(page: &mut Page, trace: &Trace) {
    for (heading, changed) in [("FIGURES THAT CHANGED", true), ("FIGURES THAT DIFFER", false)] {
        let list: Vec<&Versions> = trace
            .versions
            .iter()
            .filter(|one| one.changed == changed)
            .collect();
        if list.is_empty() {
            continue;
        }
        page.heading(heading);
        for (at, versions) in list.iter().enumerate() {
            if at > 0 {
                page.blank();
            }
            for id in &versions.claims {
                opening(page, trace, *id);
                page.plain(INDENT, Ink::Faint, &told::tellers(trace, *id));
            }
        }
        page.blank();
    }
}

fn contradictions(page: &mut Page, trace: &Trace) {
    if trace.contrary.is_empty() {
        return;
    }
    page.heading("CONTRADICTIONS");
    for (one, other) in &trace.contrary {
        opening(page, trace, *one);
        opening(page, trace, *other);
    }
    page.blank();
}
