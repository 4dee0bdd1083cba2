//! One correction of what was read, as the page's buttons make it: the readings file with the entries that say it.

use serde_json::{Map, Value, json};

use super::super::readings::beginning;
use super::super::words;
use super::says::Says;
use crate::claim::{Claim, ClaimId, standing_at};
use crate::draft::Span;
use crate::language::{Found, Place};
use crate::policy::readings::{Put, put};
use crate::rules::InFile;
use crate::source::SourceKind;

/// Known sources that a message names.
const NAMED: usize = 12;

/// One thing that the desk says of some words of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The beginning of the words.
    pub says: String,
    /// What is said of them.
    pub act: Act,
}

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// They were read rightly.
    Right,
    /// These said it, each apart.
    Source {
        /// By name or description.
        names: Vec<String>,
        /// What those are whom the draft does not know.
        kind: Option<SourceKind>,
    },
    /// They state what the words that begin so state.
    SameAs(String),
    /// They state something else than those.
    ApartFrom(String),
    /// They are their speaker's own view, wish, plan or experience.
    Own,
    /// They are no claim.
    Drop,
    /// A finding about them passes.
    Accept {
        /// The rule.
        rule: String,
        /// Why.
        reason: String,
        /// The last day on which it holds, `YYYY-MM-DD`; empty for good.
        expires: String,
        /// Who says so, and when.
        by: Signed,
    },
    /// Somebody has checked them.
    Checked {
        /// What came of it; empty when there is nothing to add.
        note: String,
        /// Who, and when.
        by: Signed,
    },
}

/// Who of the desk says something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// A role, never a name.
    pub role: String,
    /// `YYYY-MM-DD`.
    pub date: String,
}

/// Words of the draft that were found.
struct Spot<'a> {
    /// Where they stand.
    words: Span,
    /// The claim that is made there.
    claim: Option<(ClaimId, &'a Claim)>,
}

impl<'a> Says<'a> {
    /// The readings file after a correction: an entry that speaks of the same is replaced, everything else keeps its words.
    /// Linear in the draft, times its places of the claim.
    ///
    /// # Errors
    /// What is wrong with the correction and what would be right, in a sentence.
    pub fn correct(&self, correction: &Correction) -> Result<String, String> {
        let spot = self.spot(&correction.says)?;
        let puts = match &correction.act {
            Act::Accept {
                rule,
                reason,
                expires,
                by,
            } => vec![self.accepted(&spot, rule, (reason, expires), by)?],
            act => self.of_claim(&spot, act)?,
        };
        Ok(put(&self.sheet, &puts))
    }

    fn of_claim(&self, spot: &Spot, act: &Act) -> Result<Vec<Put>, String> {
        let Some((_, claim)) = spot.claim else {
            return Err("no claim is made in these words; take the words of one".to_owned());
        };
        let here = self.place_of(claim, spot.words);
        let one = |values: Value| Ok(vec![self.reading(here, values)?]);
        match act {
            Act::Right => self.right(claim),
            Act::Drop => {
                let places = self.places_of(claim).into_iter();
                whole(places.map(|place| self.reading(place, json!({"drop": true}))))
            }
            Act::Own => one(json!({"own": true})),
            Act::SameAs(other) => one(json!({"same_as": self.other(other, here)?})),
            Act::ApartFrom(other) => one(json!({"apart_from": self.other(other, here)?})),
            Act::Source { names, kind } => self.said_by(here, names, *kind),
            Act::Checked { note, by } => {
                let mut values = signed(by);
                if !note.is_empty() {
                    values.insert("note".to_owned(), json!(note));
                }
                let same = |role: &Value| *role == json!(by.role);
                Ok(vec![self.entry("checked", here, values, ("role", &same))?])
            }
            Act::Accept { .. } => Ok(Vec::new()),
        }
    }

    /// That those who are read at each place of a claim say it.
    fn right(&self, claim: &Claim) -> Result<Vec<Put>, String> {
        let places = self.places_of(claim).into_iter();
        whole(places.map(|place| {
            let speaking = self.speaking(claim, place);
            let called = speaking.iter().map(|id| self.calls.get(id.0)?.clone());
            let called: Option<Vec<String>> = called.collect();
            let called = called.filter(|called| !called.is_empty());
            let called = called.ok_or("nobody is read here who could be confirmed; name who says it")?;
            self.reading(place, by_whom(&called))
        }))
    }

    /// That these say it; those whom nobody knows yet are told of first.
    fn said_by(&self, here: Span, names: &[String], kind: Option<SourceKind>) -> Result<Vec<Put>, String> {
        let mut puts = Vec::new();
        let mut called: Vec<String> = Vec::new();
        for name in names {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() || called.contains(&name) {
                continue;
            }
            if !self.knows(&name) {
                let kind = kind.ok_or_else(|| self.unknown())?;
                let key = match kind {
                    SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => {
                        "description"
                    }
                    _ => "name",
                };
                let mut values = Map::new();
                values.insert(key.to_owned(), json!(name));
                values.insert("kind".to_owned(), json!(kind.name()));
                puts.push(("source", values));
            }
            called.push(name);
        }
        if called.is_empty() {
            return Err("nobody is named; give the name or description of who says it".to_owned());
        }
        puts.push(self.reading(here, by_whom(&called))?);
        Ok(puts)
    }

    fn knows(&self, name: &str) -> bool {
        let is_it = |other: Option<&str>| other.is_some_and(|other| other.eq_ignore_ascii_case(name));
        let mut calls = self.calls.iter();
        calls.any(|call| is_it(call.as_deref()))
            || self.sheet.entries.iter().any(|entry| {
                let key = |key: &str| entry.values.get(key).and_then(Value::as_str);
                entry.table == "source" && (is_it(key("name")) || is_it(key("description")))
            })
    }

    fn unknown(&self) -> String {
        let known: Vec<String> = self.calls.iter().flatten().take(NAMED).cloned().collect();
        let known = match known.is_empty() {
            true => String::new(),
            false => format!("; the draft has {}", known.join(", ")),
        };
        format!(
            "nobody in the draft is called so: say what the source is (its kind), so that it is added{known}"
        )
    }

    /// The words of another claim, by which an entry can name it.
    fn other(&self, words: &str, here: Span) -> Result<String, String> {
        let spot = self.spot(words)?;
        let (_, claim) = spot
            .claim
            .ok_or("no claim is made in the other words; take the words of one")?;
        let place = self.place_of(claim, spot.words);
        match place == here {
            true => Err("both words are the same place; give those of another claim".to_owned()),
            false => self.beginning(place),
        }
    }

    fn accepted(
        &self,
        spot: &Spot,
        rule: &str,
        (reason, expires): (&str, &str),
        by: &Signed,
    ) -> Result<Put, String> {
        let found = self.analysis.findings.iter().filter(|finding| {
            let here = match (finding.claim, spot.claim) {
                (Some(one), Some((other, _))) => one == other,
                (None, _) => finding.span.overlaps(spot.words),
                (Some(_), None) => false,
            };
            here && finding.waived.is_none() && finding.file == InFile::Draft
        });
        let found: Vec<_> = found.collect();
        let Some(finding) = found.iter().find(|finding| finding.rule == rule) else {
            let mut rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
            rules.dedup();
            return Err(match rules.is_empty() {
                true => "nothing was found about these words that could be accepted".to_owned(),
                false => format!("{rule} was not found about these words; {} was", rules.join(", ")),
            });
        };
        let place = match (finding.claim, spot.claim) {
            (Some(_), Some((_, claim))) => claim.place(),
            _ => finding.span,
        };
        let mut values = signed(by);
        values.insert("rule".to_owned(), json!(rule));
        values.insert("reason".to_owned(), json!(reason));
        if !expires.is_empty() {
            values.insert("expires".to_owned(), json!(expires));
        }
        self.entry("accept", place, values, ("rule", &|known| *known == json!(rule)))
    }

    fn reading(&self, place: Span, values: Value) -> Result<Put, String> {
        let values = values.as_object().cloned().unwrap_or_default();
        self.entry("reading", place, values, ("", &|_| true))
    }

    /// An entry about a place, by the words that an older one of the same sort gives it.
    fn entry(
        &self,
        table: &'static str,
        place: Span,
        mut values: Map<String, Value>,
        (key, same): (&str, &dyn Fn(&Value) -> bool),
    ) -> Result<Put, String> {
        let own = self.beginning(place)?;
        let old = self.about(&own, |entry| {
            entry.table == table && (key.is_empty() || entry.values.get(key).is_some_and(same))
        });
        let old = old.and_then(|at| self.sheet.entries.get(at)?.values.get("says").cloned());
        values.insert("says".to_owned(), old.unwrap_or_else(|| json!(own)));
        Ok((table, values))
    }

    fn beginning(&self, place: Span) -> Result<String, String> {
        let words = beginning(&self.analysis.case, place, &self.places);
        words.ok_or_else(|| {
            "these words cannot be told from others of the draft; correct it by hand".to_owned()
        })
    }

    fn spot(&self, says: &str) -> Result<Spot<'a>, String> {
        let case = &self.analysis.case;
        let place = match self.places.find(says) {
            Found::At(places) => places.first().copied(),
            Found::Twice(..) => {
                return Err("these words stand in two places of the draft; give more of them".to_owned());
            }
            Found::Near(place) => {
                let near = words::short(case.draft.slice(place.words));
                return Err(format!("the draft does not say so; it says “{near}”"));
            }
            Found::Gone => None,
        };
        let place: Place = place
            .ok_or("the draft has no such words; give the first words of a claim as they stand there")?;
        let claims = &case.graph.claims;
        let ids = standing_at(claims, place);
        let begins = |id: &&ClaimId| {
            let places = self.places_of(case.graph.claim(**id));
            places.iter().any(|span| span.start == place.words.start)
        };
        let id = ids.iter().find(begins).or(ids.first()).copied();
        Ok(Spot {
            words: place.words,
            claim: id.map(|id| (id, case.graph.claim(id))),
        })
    }

    /// The places of a claim, each by its first words.
    fn places_of(&self, claim: &Claim) -> Vec<Span> {
        let joined = claim.joined.iter().filter_map(|joined| joined.spans.first());
        std::iter::once(claim.place()).chain(joined.copied()).collect()
    }

    /// The place of a claim at which some words stand.
    fn place_of(&self, claim: &Claim, words: Span) -> Span {
        let places = self.places_of(claim).into_iter();
        let mut here = places.filter(|place| place.overlaps(words));
        here.next().unwrap_or_else(|| claim.place())
    }
}

/// Entries for each place that has words of its own; one at least.
fn whole(puts: impl Iterator<Item = Result<Put, String>>) -> Result<Vec<Put>, String> {
    let (mut done, mut wrong) = (Vec::new(), String::new());
    for put in puts {
        match put {
            Ok(put) => done.push(put),
            Err(why) => wrong = why,
        }
    }
    match done.is_empty() {
        true => Err(wrong),
        false => Ok(done),
    }
}

fn by_whom(names: &[String]) -> Value {
    match names {
        [one] => json!({"source": one}),
        several => json!({"sources": several}),
    }
}

fn signed(by: &Signed) -> Map<String, Value> {
    let mut values = Map::new();
    values.insert("role".to_owned(), json!(by.role));
    values.insert("date".to_owned(), json!(by.date));
    values
}
