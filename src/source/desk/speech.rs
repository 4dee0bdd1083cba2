//! Who says what, as the desk corrects it: attributions get other sources, are cut, added and taken out.

use std::collections::BTreeSet;

use super::Settled;
use crate::attribution::{Act, Attribution, Stance, Style};
use crate::draft::{Draft, Span};
use crate::language::{Place, Prose};
use crate::policy::Problem;
use crate::policy::readings::Words;
use crate::source::{SourceId, SourceKind, Sources, order};

/// One attribution with its source and its chain.
#[derive(Clone, Debug)]
struct Voice {
    attribution: Attribution,
    source: Option<SourceId>,
    chain: Vec<(SourceId, SourceId)>,
    /// Did the desk give it?
    given: bool,
}

/// The attributions of a draft while they are corrected.
pub(super) struct Speech<'a> {
    draft: &'a Draft,
    prose: &'a Prose,
    voices: Vec<Voice>,
    /// The sources; their attributions are in the voices.
    pub(super) sources: Sources,
    pub(super) problems: Vec<Problem>,
    /// Was the statement that was given last an anonymous source's before?
    pub(super) was_anonymous: bool,
}

/// What a reading is about: words, and the attributions that have exactly these.
struct Unit {
    spans: Vec<Span>,
    of: Vec<usize>,
}

impl<'a> Speech<'a> {
    pub(super) fn new(draft: &'a Draft, prose: &'a Prose, mut sources: Sources) -> Speech<'a> {
        let attributions = std::mem::take(&mut sources.attributions);
        let of = std::mem::take(&mut sources.of_attribution).into_iter();
        let chains = std::mem::take(&mut sources.chains).into_iter();
        let each = attributions.into_iter().zip(of.zip(chains));
        let voices = each.map(|(attribution, (source, chain))| Voice {
            attribution,
            source,
            chain,
            given: false,
        });
        Speech {
            draft,
            prose,
            voices: voices.collect(),
            sources,
            problems: Vec::new(),
            was_anonymous: false,
        }
    }

    /// Gives the words at a place to these sources, each apart, and to nobody else.
    pub(super) fn give(&mut self, place: Place, who: &[SourceId], says: &Words) {
        let unit = match self.unit(place) {
            Some(unit) => unit,
            None => {
                self.problems.push(Problem {
                    span: says.span,
                    message: "the sentence that begins so holds several statements".to_owned(),
                    help: "begin with the words of the one that is meant".to_owned(),
                });
                return;
            }
        };
        let before: Vec<SourceId> = unit.of.iter().filter_map(|at| self.voices[*at].source).collect();
        let is_anonymous = |id: &SourceId| {
            let source = self.sources.list.get(id.0);
            source.is_some_and(|source| source.kind == SourceKind::Anonymous)
        };
        self.was_anonymous = before.iter().any(is_anonymous);
        let model = unit.of.first().map(|at| self.voices[*at].attribution.clone());
        let model = Attribution {
            content_spans: unit.spans.clone(),
            ..model.unwrap_or_else(plain)
        };
        let given: Vec<Voice> = who.iter().map(|id| self.voice(&model, *id, place)).collect();
        let pronouns = |span: &Span| {
            given
                .iter()
                .any(|voice| voice.attribution.source_spans.contains(span))
        };
        for id in before.iter().filter(|id| !who.contains(id)) {
            if let Some(source) = self.sources.list.get_mut(id.0) {
                source.mentions.retain(|span| !pronouns(span));
            }
        }
        self.take_out(&unit);
        let start =
            |attribution: &Attribution| attribution.content_spans.first().map_or(0, |span| span.start);
        let new = start(&model);
        let at = self
            .voices
            .iter()
            .position(|voice| start(&voice.attribution) > new);
        let at = at.unwrap_or(self.voices.len());
        self.voices.splice(at..at, given);
    }

    /// Takes the words at a place for no statement; gives what they are.
    pub(super) fn drop(&mut self, place: Place) -> Vec<Span> {
        let whole = || Unit {
            spans: vec![place.sentence],
            of: Vec::new(),
        };
        let unit = self.unit(place).unwrap_or_else(whole);
        self.take_out(&unit);
        unit.spans
    }

    /// The sources with their attributions, in the order of their first mentions.
    pub(super) fn finish(self, mut settled: Settled) -> Sources {
        let mut sources = self.sources;
        for (number, voice) in self.voices.into_iter().enumerate() {
            if voice.given {
                settled.given.insert(number);
            }
            sources.attributions.push(voice.attribution);
            sources.of_attribution.push(voice.source);
            sources.chains.push(voice.chain);
        }
        sources.desk = settled;
        order::by_mention(sources)
    }

    /// What a reading of these words is about; nothing when the sentence that they begin holds several statements.
    fn unit(&self, place: Place) -> Option<Unit> {
        let at = place.words.start;
        let speaking = || {
            self.voices
                .iter()
                .filter(|voice| voice.attribution.stance != Stance::Declines)
        };
        let content = |voice: &'_ Voice| voice.attribution.content_spans.clone();
        let length = |spans: &Vec<Span>| spans.iter().map(|span| span.len()).sum::<usize>();
        let begun = speaking().map(content).filter(|spans| self.begins(spans, at));
        if let Some(spans) = begun.min_by_key(length) {
            return Some(self.unit_of(spans));
        }
        let holding = speaking()
            .map(content)
            .filter(|spans| spans.iter().any(|span| span.holds(at)));
        if let Some(spans) = holding.min_by_key(length) {
            let rest = Span::new(at, place.sentence.end);
            let cut = spans
                .iter()
                .map(|span| Span::new(span.start.max(rest.start), span.end.min(rest.end)));
            let cut: Vec<Span> = cut.filter(|span| !span.is_empty()).collect();
            let of = self.unit_of(spans).of;
            return Some(Unit { spans: cut, of });
        }
        let mut led: Vec<Vec<Span>> = speaking()
            .filter(|voice| leads_to(voice, place))
            .map(content)
            .collect();
        led.dedup();
        match led.as_slice() {
            [] => Some(self.plain_unit(place)),
            [one] => Some(self.unit_of(one.clone())),
            _ => None,
        }
    }

    /// Words that nobody is cited for: to the end of their sentence, or to the comma before somebody is.
    fn plain_unit(&self, place: Place) -> Unit {
        let at = place.words.start;
        let starts = self
            .voices
            .iter()
            .flat_map(|voice| spans_of(voice).map(|span| span.start));
        let next = starts
            .filter(|start| *start > at && place.sentence.holds(*start))
            .min();
        let words = self
            .draft
            .slice(Span::new(at, next.unwrap_or(place.sentence.end)));
        let comma = words.rfind([',', ';', ':']).filter(|_| next.is_some());
        let words = words.get(..comma.unwrap_or(words.len())).unwrap_or(words);
        let length = words.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        Unit {
            spans: vec![Span::new(at, at + length)],
            of: Vec::new(),
        }
    }

    fn unit_of(&self, spans: Vec<Span>) -> Unit {
        let same = |voice: &Voice| {
            voice.attribution.content_spans == spans && voice.attribution.stance != Stance::Declines
        };
        let of = self.voices.iter().enumerate().filter(|(_, voice)| same(voice));
        let of = of.map(|(number, _)| number).collect();
        Unit { spans, of }
    }

    /// Does the first word of these stand here?
    fn begins(&self, spans: &[Span], at: usize) -> bool {
        let first = spans.first();
        first.is_some_and(|span| span.holds(at) && !self.has_words(Span::new(span.start, at)))
    }

    fn has_words(&self, span: Span) -> bool {
        self.draft.slice(span).contains(char::is_alphanumeric)
    }

    /// The attribution like this one that has the source.
    fn voice(&self, model: &Attribution, id: SourceId, place: Place) -> Voice {
        let source = self.sources.list.get(id.0);
        let mentions = source
            .map(|source| source.mentions.as_slice())
            .unwrap_or_default();
        let is_near = |span: &&Span| {
            let said = |content: &Span| content.overlaps(**span);
            place.sentence.contains(**span) && !model.content_spans.iter().any(said)
        };
        let near: Vec<Span> = mentions.iter().filter(is_near).copied().take(1).collect();
        let source_spans = if near.is_empty() {
            model.source_spans.clone()
        } else {
            near
        };
        Voice {
            attribution: Attribution {
                source_spans,
                confidence: 1.0,
                ..model.clone()
            },
            source: Some(id),
            chain: Vec::new(),
            given: true,
        }
    }

    /// Takes words out of all attributions that have them.
    fn take_out(&mut self, unit: &Unit) {
        let gone: BTreeSet<usize> = unit.of.iter().copied().collect();
        let voices = std::mem::take(&mut self.voices);
        let mut kept = Vec::with_capacity(voices.len());
        for (number, mut voice) in voices.into_iter().enumerate() {
            let content = &voice.attribution.content_spans;
            let touched = content
                .iter()
                .any(|span| unit.spans.iter().any(|cut| cut.overlaps(*span)));
            if !touched && !gone.contains(&number) {
                kept.push(voice);
                continue;
            }
            let left: Vec<Span> = content
                .iter()
                .flat_map(|span| self.without(*span, &unit.spans))
                .collect();
            if !left.is_empty() {
                voice.attribution.content_spans = left;
                kept.push(voice);
            }
        }
        self.voices = kept;
    }

    /// What is left of a piece of content when words are taken out: the piece where they are none of it, else the sentences
    /// that are left whole.
    fn without(&self, piece: Span, cuts: &[Span]) -> Vec<Span> {
        let mut rest = vec![piece];
        for cut in cuts {
            let split = |span: Span| {
                if !span.overlaps(*cut) {
                    return vec![span];
                }
                let parts = [
                    Span::new(span.start, cut.start.max(span.start)),
                    Span::new(cut.end.min(span.end), span.end),
                ];
                parts
                    .into_iter()
                    .filter(|part| self.holds_sentence(*part))
                    .collect()
            };
            rest = rest.into_iter().flat_map(split).collect();
        }
        rest
    }

    fn holds_sentence(&self, span: Span) -> bool {
        let first = self.prose.sentence_at(span.start).unwrap_or(0);
        let sentences = self.prose.sentences.get(first..).unwrap_or_default().iter();
        let near = sentences.take_while(|sentence| sentence.span.start < span.end);
        near.map(|sentence| sentence.span).any(|sentence| {
            let before = Span::new(sentence.start, span.start.min(sentence.end));
            let after = Span::new(span.end.max(sentence.start), sentence.end);
            !self.has_words(before) && !self.has_words(after)
        })
    }
}

fn spans_of(voice: &Voice) -> impl Iterator<Item = &Span> {
    let one = &voice.attribution;
    let spans = one.source_spans.iter().chain(&one.cue_spans);
    spans.chain(&one.content_spans)
}

/// Do these words name the source of what follows in their sentence, or attribute it?
fn leads_to(voice: &Voice, place: Place) -> bool {
    let one = &voice.attribution;
    let content = one.content_spans.first();
    let follows = content.is_some_and(|span| place.sentence.holds(span.start));
    let mut told = one.source_spans.iter().chain(&one.cue_spans);
    follows && told.any(|span| span.overlaps(place.words))
}

/// An attribution of words that nobody was cited for, without them.
fn plain() -> Attribution {
    Attribution {
        source_spans: Vec::new(),
        cue_spans: Vec::new(),
        content_spans: Vec::new(),
        style: Style::Indirect,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: 1.0,
    }
}
