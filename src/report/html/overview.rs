//! All drafts of a desk on one page: for each a strip of its claims, what is weak and heavy, how far it has been checked, and
//! what has changed.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::compare::{Comparison, Then};
use super::super::svg::theme;
use super::super::{front, words};
use super::summary::verdict;
use super::worksheet::progress;
use super::{Companion, doubt, ladder, policy, prose};
use crate::Analysis;
use crate::claim::{Claim, ClaimId, Weight};
use crate::rules;
use crate::source::SourceId;
use crate::strength::Strength;

const STYLE: &str = concat!(
    include_str!("style/colours.css"),
    include_str!("style/overview.css"),
);

/// So many claims of a draft are named on the overview.
const NAMED: usize = 3;

/// So many changes of one kind are named.
const TOLD: usize = 4;

/// One draft of the overview.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// Where its page is.
    pub link: String,
    /// Its path.
    pub path: String,
    /// Its last good reading; `None` before there was one.
    pub analysis: Option<&'a Analysis>,
    /// Why it cannot be read now; empty when it can.
    pub trouble: String,
    /// How it differs from the version with which it is compared.
    pub since: Since<'a>,
}

/// What a draft is compared with.
#[derive(Clone, Debug, Default)]
pub enum Since<'a> {
    /// There is nothing to compare it with yet.
    #[default]
    Unknown,
    /// It was not there then.
    New,
    /// It was so then.
    Then(Box<Comparison<'a>>),
}

/// The overview of these drafts, with what a live program adds to it. Linear in the drafts.
pub fn overview(title: &str, rows: &[Row], companion: &Companion<'_>) -> String {
    let cells = theme::cells();
    let policy = policy::of(&[STYLE, &cells, companion.style], &[companion.script]);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy + "; connect-src 'self'");
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (prose::line(title)) " · all drafts" }
                style { (PreEscaped(STYLE)) }
                style { (PreEscaped(&cells)) }
                style { (PreEscaped(companion.style)) }
            }
            body {
                a.skip href="#drafts" { "Skip to the drafts" }
                (ladder::icons())
                header.top {
                    p.brand { b { "twosource" } " what rests on what" }
                    (PreEscaped(companion.markup))
                }
                main #drafts tabindex="-1" {
                    (heading(title, rows))
                    @for row in rows { (draft(row)) }
                }
                footer { p { "Each bar is a claim, in the order of the text; the taller, the more it weighs. Its colour and shape tell its strength." } }
                script { (PreEscaped(companion.script)) }
            }
        }
    };
    page.into_string()
}

fn heading(title: &str, rows: &[Row]) -> Markup {
    let read = || rows.iter().filter_map(|row| row.analysis);
    let checks = read().map(|analysis| progress(&analysis.case));
    let (checked, all) = checks.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let changed = rows
        .iter()
        .filter(|row| matches!(&row.since, Since::Then(changes) if !changes.is_empty()));
    let fresh = rows.iter().filter(|row| matches!(row.since, Since::New));
    let mut told = vec![
        words::count(rows.len(), "draft"),
        format!("{checked} of {all} first checks done"),
    ];
    for (what, number) in [("changed", changed.count()), ("new", fresh.count())] {
        if number > 0 {
            told.push(format!(
                "{} {what} since twosource was started",
                words::grouped(number)
            ));
        }
    }
    html! {
        h1 dir="auto" { (prose::line(title)) }
        p.sum { (told.join(" · ")) }
    }
}

fn draft(row: &Row) -> Markup {
    let file = row.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let title = row.analysis.map_or("", |analysis| analysis.case.title.as_str());
    let title = if title.trim().is_empty() { file } else { title };
    html! {
        article.draft data-path=(prose::line(&row.path)) {
            h2 dir="auto" { a href=(row.link) { (prose::line(title)) } }
            p.path dir="auto" { (prose::line(&row.path)) }
            @if !row.trouble.is_empty() { p.trouble role="alert" dir="auto" { (prose::line(&row.trouble)) } }
            @match row.analysis {
                Some(analysis) => (read(analysis, row)),
                None if row.trouble.is_empty() => p.aside { "It is being read." },
                None => {}
            }
        }
    }
}

fn read(analysis: &Analysis, row: &Row) -> Markup {
    let (checked, all) = progress(&analysis.case);
    html! {
        (front::strip(analysis))
        p.verdict { (verdict(analysis)) }
        p.state {
            @if all > 0 { span.done[checked == all] { (checked) " of " (all) " checked" } }
            @let corrections = corrections(analysis);
            @if corrections > 0 { span { (words::count(corrections, "correction")) } }
            @if matches!(row.since, Since::New) { span.fresh { "new since twosource was started" } }
        }
        (first(analysis, &row.link))
        @if let Since::Then(changes) = &row.since { (since(changes, &row.link)) }
    }
}

/// How much the desk has said of it, checks aside.
fn corrections(analysis: &Analysis) -> usize {
    let desk = analysis.case.desk.as_ref();
    desk.map_or(0, |desk| {
        let said = &desk.readings;
        said.sources.len() + said.readings.len() + said.accepted.len()
    })
}

/// The claims to check first: what is heavy, and of the rest as many as there is room for.
fn first(analysis: &Analysis, link: &str) -> Markup {
    let case = &analysis.case;
    let all = rules::front(case);
    let open = |id: &&ClaimId| case.graph.claim(**id).checked.is_empty();
    let shown: Vec<&ClaimId> = all.iter().filter(open).take(NAMED).collect();
    html! {
        @if !shown.is_empty() {
            ul.claims {
                @for id in shown {
                    @let claim = case.graph.claim(*id);
                    @let strength = &case.strengths[id.0];
                    li.(ladder::class(strength.rung)) {
                        (rung(strength)) " "
                        @if claim.weight == Weight::Heavy { span.flag { "heavy" } " " }
                        a href=(format!("{link}#c{}", id.0 + 1)) dir="auto" { (prose::line(&words::short(&claim.text))) }
                        (behind(analysis, claim))
                    }
                }
            }
        }
    }
}

/// Who stands behind a claim, by name: their cards are on its page.
fn behind(analysis: &Analysis, claim: &Claim) -> Markup {
    let graph = &analysis.case.graph;
    let named = |ids: &[SourceId]| {
        let names: Vec<String> = ids.iter().map(|id| words::name(graph.source(*id))).collect();
        names.join("; ")
    };
    let (for_it, against) = (claim.supporters(), claim.deniers());
    html! {
        @if !for_it.is_empty() { p.on dir="auto" { "On the word of " (named(&for_it)) } }
        @if !against.is_empty() { p.on dir="auto" { "Denied by " (named(&against)) } }
        (doubt::of(&analysis.case, claim))
    }
}

fn rung(strength: &Strength) -> Markup {
    html! {
        span.rung { (ladder::icon(strength.rung)) " " (words::badge(strength)) @if strength.disputed { ", denied" } }
    }
}

/// What has changed since, in a line that opens.
fn since(changes: &Comparison, link: &str) -> Markup {
    html! {
        @if !changes.is_empty() {
            details.since {
                summary { "Since twosource was started: " (changes.summary()) }
                ul {
                    (stood(changes, ("weaker", &changes.weakened), link))
                    (stood(changes, ("stronger", &changes.strengthened), link))
                    @for who in changes.named.iter().take(TOLD) {
                        li dir="auto" {
                            b { "named" } " "
                            (words::name(changes.old.case.graph.source(who.old))) " → "
                            (words::name(changes.new.case.graph.source(who.new)))
                        }
                    }
                    @for then in changes.changed.iter().take(TOLD) {
                        @let [before, after] = changes.where_it_parts(*then);
                        li dir="auto" {
                            b { "changed" } " "
                            a href=(format!("{link}#c{}", then.new.0 + 1)) { (prose::line(&words::short(&changes.new.case.graph.claim(then.new).text))) }
                            ": “" (prose::line(&before)) "” → “" (prose::line(&after)) "”"
                        }
                    }
                    @for id in changes.added.iter().take(TOLD) {
                        li dir="auto" {
                            b { "new" } " "
                            a href=(format!("{link}#c{}", id.0 + 1)) { (prose::line(&words::short(&changes.new.case.graph.claim(*id).text))) }
                        }
                    }
                    @for id in changes.dropped.iter().take(TOLD) {
                        li dir="auto" { b { "dropped" } " " (prose::line(&words::short(&changes.old.case.graph.claim(*id).text))) }
                    }
                }
            }
        }
    }
}

fn stood(changes: &Comparison, (what, list): (&str, &[Then]), link: &str) -> Markup {
    html! {
        @for then in list.iter().take(TOLD) {
            @let (old, new) = (&changes.old.case.strengths[then.old.0], &changes.new.case.strengths[then.new.0]);
            li dir="auto" {
                b { (what) } " "
                a href=(format!("{link}#c{}", then.new.0 + 1)) { (prose::line(&words::short(&changes.new.case.graph.claim(then.new).text))) }
                ": " span.(ladder::class(old.rung)) { (rung(old)) } " → " span.(ladder::class(new.rung)) { (rung(new)) }
            }
        }
    }
}
