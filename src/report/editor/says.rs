//! What the desk can say of a draft, as edits of the file beside it: entries that nobody touched keep their words and order.

use serde_json::{Map, Value, json};

use super::super::readings::{beginning, places};
use super::super::words;
use crate::Analysis;
use crate::claim::{Claim, ClaimId};
use crate::draft::Span;
use crate::language::{Found, Places};
use crate::policy::readings::{Entry, Sheet, merged, sheet, written};
use crate::rules::{Finding, InFile};
use crate::source::desk::callable;
use crate::source::{SourceId, SourceKind};

/// Others who may have said it that are offered, the likeliest first.
const OFFERED: usize = 3;

/// An edit of the readings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the file that are replaced; empty where words are only added.
    pub span: Span,
    /// What stands there then.
    pub text: String,
    /// Bytes of `text` before the first pair of quotation marks that a person has to fill, if there is one.
    pub fill: Option<usize>,
}

/// Something that can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In a few words; plain text.
    pub title: String,
    /// The edit that says it.
    pub edit: Edit,
}

/// A draft and its readings file, to say more in it.
pub struct Says<'a> {
    pub(super) analysis: &'a Analysis,
    text: &'a str,
    pub(super) sheet: Sheet,
    pub(super) places: Places,
    pub(super) calls: Vec<Option<String>>,
}

impl<'a> Says<'a> {
    /// Takes up a draft. Nothing for a claims graph, and where the file's tables do not stand as `[[...]]`, so that none can be
    /// put behind them. Near linear.
    pub fn of(analysis: &'a Analysis) -> Option<Says<'a>> {
        let case = &analysis.case;
        if case.by_hand() {
            return None;
        }
        let text = case.desk.as_ref().map_or("", |desk| desk.readings.text.as_str());
        Some(Says {
            analysis,
            text,
            sheet: sheet(text)?,
            places: places(case),
            calls: callable(&case.graph.sources),
        })
    }

    /// That a finding passes, on this day: a role and a reason are left for a person to write, the role only where the file has
    /// none yet. Nothing where the finding is not of the draft, or its words cannot be told from others.
    pub fn accept(&self, finding: &Finding, today: &str) -> Option<Told> {
        if finding.waived.is_some() || finding.file != InFile::Draft {
            return None;
        }
        let case = &self.analysis.case;
        let place = finding
            .claim
            .map_or(finding.span, |id| case.graph.claim(id).place());
        let says = beginning(case, place, &self.places)?;
        let entries = self.sheet.entries.iter().rev();
        let role = entries
            .filter_map(|entry| entry.values.get("role")?.as_str())
            .next();
        let values = json!({"rule": finding.rule, "says": says, "role": role.unwrap_or_default(), "date": today, "reason": ""});
        let same = |entry: &Entry| entry.table == "accept" && entry.values.get("rule") == values.get("rule");
        let old = self.about(&says, same);
        Some(Told {
            title: format!("Accept {}, because …", finding.rule),
            edit: self.edit(old, "accept", values.as_object()?),
        })
    }

    /// That others said what stands at a place of a claim than those who are read there: those between whom it is open first, then
    /// those who are named nearest.
    pub fn wrong_source(&self, id: ClaimId, at: Span) -> Vec<Told> {
        let case = &self.analysis.case;
        let claim = case.graph.claim(id);
        let joined = claim.joined.iter().filter_map(|joined| joined.spans.first());
        let mut places = joined.copied().chain([claim.place()]);
        let place = places.find(|place| case.draft.in_file(*place).overlaps(at));
        let place = place.unwrap_or_else(|| claim.place());
        let Some(words) = beginning(case, place, &self.places) else {
            return Vec::new();
        };
        let others = self.others(claim, place).into_iter();
        let named = others.filter_map(|other| Some((other, self.calls.get(other.0)?.as_deref()?)));
        let told = |(other, name): (SourceId, &str)| {
            let old = self.about(&words, |entry| entry.table == "reading");
            let old_values = old.and_then(|at| Some(&self.sheet.entries.get(at)?.values));
            let says = old_values.and_then(|old| old.get("says").cloned());
            let mut now = Map::new();
            now.insert("says".to_owned(), says.unwrap_or_else(|| json!(words)));
            now.insert("source".to_owned(), json!(name));
            let values = old_values.map_or_else(|| now.clone(), |old| merged(old, &now));
            Told {
                title: format!(
                    "Wrong source: {} says it",
                    words::cut(&words::name(case.graph.source(other)), 60)
                ),
                edit: self.edit(old, "reading", &values),
            }
        };
        named.take(OFFERED).map(told).collect()
    }

    /// The entry of this sort that is about the words which begin so, however much of them it gives.
    pub(super) fn about(&self, says: &str, sort: impl Fn(&Entry) -> bool) -> Option<usize> {
        let begins = |says: &str| match self.places.find(says) {
            Found::At(places) => places.first().map(|place| place.words.start),
            _ => None,
        };
        let here = begins(says)?;
        let there = |entry: &Entry| begins(entry.values.get("says")?.as_str()?);
        let mut entries = self.sheet.entries.iter();
        entries.position(|entry| sort(entry) && there(entry) == Some(here))
    }

    /// Does an attribution state something at a place?
    fn stands_at(&self, attribution: usize, place: Span) -> bool {
        let one = self.analysis.case.attributions.get(attribution);
        one.is_some_and(|one| one.content_spans.iter().any(|span| span.overlaps(place)))
    }

    /// Who is read as saying what stands at a place of a claim.
    pub(super) fn speaking(&self, claim: &Claim, place: Span) -> Vec<SourceId> {
        let mut now = Vec::new();
        for backing in &claim.backing {
            let here = backing.attribution.is_none_or(|one| self.stands_at(one, place));
            if here && !now.contains(&backing.source) {
                now.push(backing.source);
            }
        }
        now
    }

    fn others(&self, claim: &Claim, place: Span) -> Vec<SourceId> {
        let case = &self.analysis.case;
        let now = self.speaking(claim, place);
        let sources = &case.graph.sources;
        let unclear = claim.unclear.iter();
        let unclear = unclear.filter(|one| self.stands_at(one.attribution, place));
        let candidates = unclear.flat_map(|one| &one.candidates);
        let candidates = candidates.filter_map(|name| sources.iter().position(|one| one.label() == name));
        let mut others: Vec<SourceId> = candidates.map(SourceId).collect();
        let away = |id: &SourceId| {
            let mentions = sources[id.0].mentions.iter();
            let away =
                mentions.map(|span| span.start.abs_diff(place.end).min(span.end.abs_diff(place.start)));
            away.min().unwrap_or(usize::MAX)
        };
        let ids = (0..sources.len()).map(SourceId);
        let mut near: Vec<SourceId> = ids
            .filter(|id| sources[id.0].kind != SourceKind::Newsroom)
            .collect();
        near.sort_by_key(|id| (away(id), *id));
        for id in near {
            if !others.contains(&id) {
                others.push(id);
            }
        }
        others.retain(|id| !now.contains(id));
        others
    }

    /// Writes an entry into the place of an older one, or behind the last.
    fn edit(&self, old: Option<usize>, table: &str, values: &Map<String, Value>) -> Edit {
        let entry = written(table, values);
        let mark = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let (span, before) = match old {
            Some(old) => {
                let (ahead, rest) = self.sheet.entries.split_at(old);
                let ahead: usize = ahead.iter().map(|one| one.before.len() + one.text.len()).sum();
                let (before, length) = rest
                    .first()
                    .map_or((0, 0), |one| (one.before.len(), one.text.len()));
                let start = mark + ahead + before;
                (Span::new(start, start + length), "")
            }
            None => {
                let before = match self.text {
                    "" => "",
                    text if text.ends_with('\n') => "\n",
                    _ => "\n\n",
                };
                (Span::new(self.text.len(), self.text.len()), before)
            }
        };
        let text = format!("{before}{entry}");
        let fill = text.find("= \"\"\n").map(|at| at + "= ".len());
        Edit { span, text, fill }
    }
}
