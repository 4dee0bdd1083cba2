//! A trace on one page: the picture over the claims of weight, the articles, and what does not agree. It needs no script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::picture::sheet_of;
use super::{ladder, policy, prose};
use crate::claim::{ClaimId, Weight};
use crate::report::trace::words as told;
use crate::report::words;
use crate::trace::{Trace, Versions};

const STYLE: &str = concat!(include_str!("style/colours.css"), include_str!("style/trace.css"),);

/// So many claims of one outlet alone are told.
const ALONE: usize = 40;

/// The page of a trace with its picture. Linear in the trace.
pub(in crate::report) fn trace(trace: &Trace, picture: &str) -> String {
    let policy = policy::of(&[STYLE, sheet_of(picture)], &[]);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("twosource ", env!("CARGO_PKG_VERSION")));
                title { "Who repeats whom · " (words::count(trace.articles.len(), "article")) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body(trace, picture)) }
        }
    };
    page.into_string()
}

fn body(trace: &Trace, picture: &str) -> Markup {
    html! {
        a.skip href="#claims" { "Skip to the claims" }
        (ladder::icons())
        header.top { p.brand { b { "twosource" } " who repeats whom" } }
        main {
            // A wide picture scrolls by itself, also from the keyboard.
            div.picture tabindex="0" role="region" aria-label="Who repeats whom, over time" { (PreEscaped(picture)) }
            div #claims tabindex="-1" { (claims(trace)) (versions(trace)) (contradictions(trace)) }
            (articles(trace))
        }
        footer {
            p { "This page judges sourcing, not truth. A claim with many sources can be wrong, and a claim with one can be right." }
            p { "Made by twosource " (env!("CARGO_PKG_VERSION")) ", on this machine; it sends nothing anywhere." }
        }
    }
}

fn claims(trace: &Trace) -> Markup {
    let chosen = told::of_weight(trace);
    let (several, alone): (Vec<ClaimId>, Vec<ClaimId>) =
        chosen.into_iter().partition(|id| trace.tellers(*id).len() > 1);
    html! {
        @if !several.is_empty() {
            section { h2 { "Claims of several outlets" } @for id in &several { (claim(trace, *id)) } }
        }
        @if !alone.is_empty() {
            section {
                h2 { "Heavy claims of one outlet" }
                @for id in alone.iter().take(ALONE) { (claim(trace, *id)) }
                @if alone.len() > ALONE { p.soft { "And " (words::grouped(alone.len() - ALONE)) " more." } }
            }
        }
    }
}

fn claim(trace: &Trace, id: ClaimId) -> Markup {
    let (claim, strength) = (trace.graph.claim(id), &trace.strengths[id.0]);
    let tellings = &trace.tellings[id.0];
    html! {
        article.claim.(ladder::class(strength.rung)) #(claim.id) {
            h3 dir="auto" { (prose::line(&words::sentence(&claim.text))) }
            p.stands {
                span.rung { (ladder::icon(strength.rung)) " " (words::badge(strength)) @if strength.disputed { ", denied" } }
                @if claim.weight == Weight::Heavy { " " span.flag { "heavy" } }
                " " (told::tally(trace, id)) ". " (prose::line(&words::sentence(&strength.words)))
            }
            @if tellings.len() > 1 {
                ol {
                    @for (telling, says) in tellings.iter().zip(told::tellings(trace, id)) {
                        li {
                            a href=(format!("#a{}", telling.article + 1)) { (prose::line(&told::called(trace, telling.article))) }
                            ": " (prose::line(&says))
                        }
                    }
                }
            }
        }
    }
}

fn versions(trace: &Trace) -> Markup {
    let of = |changed: bool| trace.versions.iter().filter(move |one| one.changed == changed);
    html! {
        @for (heading, changed) in [("Figures that changed", true), ("Figures that differ", false)] {
            @if of(changed).next().is_some() {
                section { h2 { (heading) } @for one in of(changed) { (version(trace, one)) } }
            }
        }
    }
}

fn version(trace: &Trace, versions: &Versions) -> Markup {
    html! {
        dl.versions {
            @for id in &versions.claims {
                dt { (prose::line(&told::tellers(trace, *id))) }
                dd dir="auto" { a href=(format!("#{}", trace.graph.claim(*id).id)) { (prose::line(&words::sentence(&trace.graph.claim(*id).text))) } }
            }
        }
    }
}

fn contradictions(trace: &Trace) -> Markup {
    html! {
        @if !trace.contrary.is_empty() {
            section {
                h2 { "Contradictions" }
                @for (one, other) in &trace.contrary {
                    (version(trace, &Versions { claims: vec![*one, *other], changed: false }))
                }
            }
        }
    }
}

fn articles(trace: &Trace) -> Markup {
    html! {
        section {
            h2 { "Articles" }
            ol.articles {
                @for (number, article) in trace.articles.iter().enumerate() {
                    li #(format!("a{}", number + 1)) {
                        p.who { (prose::line(&told::called(trace, number))) }
                        @if !article.title.is_empty() { p.title dir="auto" { (prose::line(&article.title)) } }
                        @for from in &article.from { p.from { (prose::line(&words::sentence(&told::from(trace, from)))) } }
                        p.soft { (words::sentence(&told::adds(article))) }
                        @if !article.label.url.is_empty() { p.soft.url { (prose::line(&article.label.url)) } }
                    }
                }
            }
        }
    }
}
