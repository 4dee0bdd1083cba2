//! The worksheet: what the desk has said of this draft, and what scripts need to say more. Scripts make the entries; this file
//! gives each place of a claim the words by which an entry can name it.

use maud::{Markup, html};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::super::readings::{beginning, places};
use super::super::words;
use super::is_crowded;
use super::prose;
use crate::Analysis;
use crate::claim::{Claim, ClaimId, standing_at};
use crate::draft::Span;
use crate::language::{Found, Places};
use crate::policy::readings::{Entry, SUFFIX, Sheet, sheet};
use crate::rules::{self, Case, Finding, InFile};
use crate::source::SourceKind;
use crate::source::desk::callable;

/// By what a page and whoever saves what it says know that they speak of the same readings file.
pub fn edition(readings: &str) -> String {
    let hash = Sha256::digest(readings.as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The worksheet of a draft; a claims graph, and a page of very many claims, has none.
pub(super) struct Worksheet<'a> {
    analysis: &'a Analysis,
    text: &'a str,
    sheet: Option<Sheet>,
    places: Places,
    calls: Vec<Option<String>>,
}

impl<'a> Worksheet<'a> {
    /// Near linear in the draft, times its claims.
    pub(super) fn of(analysis: &'a Analysis) -> Option<Worksheet<'a>> {
        let case = &analysis.case;
        if case.by_hand() || is_crowded(analysis) {
            return None;
        }
        let text = case.desk.as_ref().map_or("", |desk| desk.readings.text.as_str());
        Some(Worksheet {
            analysis,
            text,
            sheet: sheet(text),
            places: places(case),
            calls: callable(&case.graph.sources),
        })
    }

    /// What scripts know of the draft, in attributes of an element that nobody sees.
    pub(super) fn data(&self) -> Markup {
        let case = &self.analysis.case;
        let file = case.draft.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let sheet = self.sheet.as_ref();
        let entries: Option<Vec<Value>> =
            sheet.map(|sheet| sheet.entries.iter().map(|one| self.entry(one)).collect());
        let claims: Vec<Value> = (0..case.graph.claims.len())
            .map(|at| self.claim(ClaimId(at)))
            .collect();
        let sources = case.graph.sources.iter().zip(&self.calls);
        let sources: Vec<Value> = sources
            .filter_map(|(source, name)| Some(json!({"name": name.as_ref()?, "about": words::about(source)})))
            .collect();
        let kinds = SourceKind::NAMES
            .iter()
            .map(|(kind, name)| json!([name, words::kind(*kind)]));
        html! {
            div #desk hidden data-file=(prose::line(file) + SUFFIX) data-edition=(edition(self.text))
                data-entries=[entries.map(|entries| Value::from(entries).to_string())] data-after=(sheet.map_or("", |sheet| &sheet.after))
                data-claims=(Value::from(claims)) data-sources=(Value::from(sources)) data-kinds=(kinds.collect::<Value>()) {}
        }
    }

    /// An entry of the file, and the claims that it is about.
    fn entry(&self, entry: &Entry) -> Value {
        let claims: Vec<usize> = self.about(entry).iter().map(|id| id.0 + 1).collect();
        json!({"before": entry.before, "text": entry.text, "table": entry.table, "values": entry.values, "claims": claims})
    }

    /// The claims that an entry is about.
    fn about(&self, entry: &Entry) -> Vec<ClaimId> {
        let says = entry
            .values
            .get("says")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let places = match self.places.find(says) {
            Found::At(places) => places,
            Found::Near(place) => vec![place],
            Found::Twice(..) | Found::Gone => Vec::new(),
        };
        let claims = &self.analysis.case.graph.claims;
        let mut at: Vec<ClaimId> = places
            .iter()
            .flat_map(|place| standing_at(claims, *place))
            .collect();
        at.sort_unstable();
        at.dedup();
        at
    }

    fn claim(&self, id: ClaimId) -> Value {
        let case = &self.analysis.case;
        let claim = case.graph.claim(id);
        let first = (claim.place(), true);
        let joined = claim.joined.iter().filter_map(|joined| joined.spans.first());
        let spans = std::iter::once(first).chain(joined.map(|span| (*span, false)));
        let places: Vec<Value> = spans
            .map(|(span, is_first)| self.place(claim, span, is_first))
            .collect();
        let rules: Vec<&str> = self
            .analysis
            .findings
            .iter()
            .filter(|finding| finding.claim == Some(id) && can_be_accepted(finding))
            .map(|finding| finding.rule)
            .collect();
        let near = claim.may_corroborate.iter().chain(&claim.discrepancies);
        let near: Vec<usize> = near.map(|id| id.0 + 1).collect();
        json!({"text": words::short(&claim.text), "places": places, "rules": rules, "near": near, "checked": !claim.checked.is_empty()})
    }

    /// One place of a claim: the words that name it, and who speaks there; `sources` is missing when readings cannot call them.
    fn place(&self, claim: &Claim, span: Span, is_first: bool) -> Value {
        let case = &self.analysis.case;
        let of_place = |attribution: &usize| {
            let content = case
                .attributions
                .get(*attribution)
                .map(|one| one.content_spans.as_slice());
            content.is_some_and(|spans| spans.iter().any(|content| content.overlaps(span)))
        };
        let mut called = Vec::new();
        for backing in &claim.backing {
            let here = backing.attribution.as_ref().is_none_or(of_place);
            if here && !called.contains(&backing.source) {
                called.push(backing.source);
            }
        }
        let names: Option<Vec<&str>> = called
            .iter()
            .map(|id| self.calls.get(id.0).and_then(|name| name.as_deref()))
            .collect();
        let mut place = Map::new();
        place.insert("line".to_owned(), json!(case.draft.place(span).line));
        place.insert("first".to_owned(), json!(is_first));
        if let Some(says) = beginning(case, span, &self.places) {
            place.insert("says".to_owned(), json!(says));
        }
        if let Some(names) = names {
            place.insert("sources".to_owned(), json!(names));
        }
        let unclear = claim.unclear.iter().find(|one| of_place(&one.attribution));
        if let Some(unclear) = unclear {
            place.insert("candidates".to_owned(), json!(self.called(&unclear.candidates)));
        }
        Value::Object(place)
    }

    /// Those who may be meant, by the names that readings call them; who is no source yet, by the name in the draft.
    fn called(&self, candidates: &'a [String]) -> Vec<&str> {
        let sources = &self.analysis.case.graph.sources;
        let name = |candidate: &'a String| {
            let at = sources.iter().position(|source| source.label() == candidate);
            let own = at.and_then(|at| self.calls.get(at));
            own.map_or(Some(candidate.as_str()), |call| call.as_deref())
        };
        candidates.iter().filter_map(name).collect()
    }

    /// The words by which a finding can be accepted that is about no claim.
    pub(super) fn accepting(&self, finding: &Finding) -> Option<String> {
        if finding.claim.is_some() || !can_be_accepted(finding) || finding.span.is_empty() {
            return None;
        }
        beginning(&self.analysis.case, finding.span, &self.places)
    }

    /// What the desk says of one claim in the file, in words.
    pub(super) fn of_claim(&self, id: ClaimId) -> Vec<String> {
        let entries = self.sheet.iter().flat_map(|sheet| &sheet.entries);
        let about = entries.filter(|entry| entry.table == "reading" && self.about(entry).contains(&id));
        about.map(told).collect()
    }

    /// How many entries the file has.
    pub(super) fn entries(&self) -> usize {
        self.sheet.as_ref().map_or(0, |sheet| sheet.entries.len())
    }

    /// All entries of the file, each with the way to its claims. Scripts add those that are not saved, and buttons.
    pub(super) fn part(&self) -> Markup {
        let entries = self.sheet.iter().flat_map(|sheet| &sheet.entries).enumerate();
        html! {
            section.part #corrections aria-labelledby="corrections-title" {
                h2 #corrections-title { "Corrections" }
                p.none { "What the desk says of this draft overrules the machine, in every command. It stands in a file beside the draft." }
                @if self.sheet.is_none() { p.aside { "The file is written in a way that this page cannot add to: write its tables as [[reading]]." } }
                ol.entries #entries {
                    @for (number, entry) in entries {
                        li data-entry=(number) {
                            @if let Some(says) = entry.values.get("says").and_then(Value::as_str) { q dir="auto" { (prose::text(says)) } " " }
                            span dir="auto" { (prose::text(&told(entry))) }
                            @for id in self.about(entry) { " " a href=(format!("#c{}", id.0 + 1)) { "claim " (id.0 + 1) } }
                        }
                    }
                }
            }
        }
    }
}

/// How far the claims to check first have been checked.
pub(super) fn progress(case: &Case) -> (usize, usize) {
    let front = rules::front(case);
    let checked = |id: &&ClaimId| {
        case.graph
            .claims
            .get(id.0)
            .is_some_and(|claim| !claim.checked.is_empty())
    };
    (front.iter().filter(checked).count(), front.len())
}

fn can_be_accepted(finding: &Finding) -> bool {
    finding.waived.is_none() && matches!(finding.file, InFile::Draft)
}

/// What an entry says, in words that follow those that it is about.
fn told(entry: &Entry) -> String {
    let list = |key: &str| -> Vec<String> {
        let value = entry.values.get(key);
        let many = value.and_then(Value::as_array).into_iter().flatten();
        let texts = value.into_iter().chain(many).filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    let text = |key: &str| list(key).into_iter().next().unwrap_or_default();
    let quoted = |key: &str| format!("“{}”", list(key).join("”, “"));
    match entry.table {
        "source" => {
            let kind = SourceKind::of_name(&text("kind")).map_or("", words::kind);
            format!("{}{}: {kind}", text("name"), text("description"))
        }
        "accept" => format!(
            "passes {}: {} ({}, {})",
            text("rule"),
            text("reason"),
            text("role"),
            text("date")
        ),
        "checked" => {
            let note = text("note");
            let note = if note.is_empty() {
                note
            } else {
                format!(": {note}")
            };
            format!("checked by {} on {}{note}", text("role"), text("date"))
        }
        _ => {
            let mut parts = Vec::new();
            let who = [list("source"), list("sources")].concat();
            if !who.is_empty() {
                parts.push(format!("said by {}", who.join(", ")));
            }
            for (key, words) in [("drop", "no claim"), ("own", "its speaker's own view or plan")] {
                if entry.values.contains_key(key) {
                    parts.push(words.to_owned());
                }
            }
            for (key, words) in [("same_as", "the same as"), ("apart_from", "not the same as")] {
                if entry.values.contains_key(key) {
                    parts.push(format!("{words} {}", quoted(key)));
                }
            }
            parts.join("; ")
        }
    }
}
