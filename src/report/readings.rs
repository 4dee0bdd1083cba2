//! What was read of a draft as a readings file, ready to be edited: commented out, what is least sure first.

use toml_edit::Value;

use super::escape;
use crate::Analysis;
use crate::attribution::{Attribution, Stance};
use crate::claim::Weight;
use crate::draft::Span;
use crate::language::{Found, Places};
use crate::rules::Case;
use crate::source::SourceKind;

/// Words that a beginning has at least, where its sentence has as many, and at most. Fewer are soon those of another sentence too.
const FEWEST: usize = 7;
const MOST: usize = 16;

const HEAD: &str = "\
# What the machine reads in this draft. All of it is commented out, and nothing holds until you say so:
# where it is wrong, take the `# ` away and write what is right. What is least sure stands first.
# A reading takes source = or sources = [...]; drop = true (no statement); own = true (a view of its own);
# same_as = and apart_from = (the beginning of other words).
";

/// The file. Takes the number of attributions times the draft's length.
pub fn readings(analysis: &Analysis) -> String {
    let case = &analysis.case;
    let places = places(case);
    let mut text = HEAD.to_owned();
    for number in unsure(case) {
        text.push_str(&attributed(case, number, &places));
    }
    for claim in &case.graph.claims {
        if claim.backing.is_empty() && claim.weight > Weight::Light {
            let place = claim.place();
            let how = format!("{}: nobody is cited", case.draft.row(place));
            text.push_str(&reading(case, &how, (place, None), &places));
        }
    }
    text.push_str(&sources(case));
    text
}

/// Where words stand in the draft, those that somebody says before others.
pub(super) fn places(case: &Case) -> Places {
    let contents = case.attributions.iter().map(|one| one.content_spans.as_slice());
    Places::new(&case.draft, &case.prose, &contents.collect::<Vec<_>>())
}

/// The attributions that state something: those whose source is open, then the least sure.
fn unsure(case: &Case) -> Vec<usize> {
    let states = |one: &Attribution| !one.content_spans.is_empty() && one.stance != Stance::Declines;
    let all = case.attributions.iter().enumerate();
    let mut numbers: Vec<usize> = all
        .filter(|(_, one)| states(one))
        .map(|(number, _)| number)
        .collect();
    let resolved = |number: usize| case.source_of(number).is_some();
    numbers.sort_by(|one, other| {
        let sure = |number: usize| case.attributions[number].confidence;
        let open = resolved(*one).cmp(&resolved(*other));
        open.then(sure(*one).total_cmp(&sure(*other)))
            .then(one.cmp(other))
    });
    numbers
}

fn attributed(case: &Case, number: usize, places: &Places) -> String {
    let attribution = &case.attributions[number];
    let place = attribution.content_spans.first().copied().unwrap_or_default();
    let source = case.source_of(number);
    let row = case.draft.row(place);
    let sure = (attribution.confidence * 100.0).round();
    let how = match source {
        Some(_) => format!("{row}, {sure} of 100 sure"),
        None => format!("{row}: who says this is open"),
    };
    reading(case, &how, (place, source.map(|source| source.label())), places)
}

fn reading(case: &Case, how: &str, (place, source): (Span, Option<&str>), places: &Places) -> String {
    let Some(says) = beginning(case, place, places) else {
        return String::new();
    };
    format!(
        "\n# {how}\n# [[reading]]\n# says = {}\n# source = {}\n",
        quoted(&says),
        quoted(source.unwrap_or_default())
    )
}

/// The shortest beginning of the words at a place that stands in one place only; where there is none, that of their sentence, if
/// nothing else is stated before them in it.
pub(super) fn beginning(case: &Case, place: Span, places: &Places) -> Option<String> {
    let own = beginning_at(case, place.start, places);
    own.or_else(|| {
        let sentence = case
            .prose
            .sentences
            .get(case.prose.sentence_at(place.start)?)?
            .span;
        let before = Span::new(sentence.start, place.start);
        let mut claims = case.graph.claims.iter().flat_map(|claim| &claim.spans);
        let leads = !before.is_empty() && !claims.any(|span| span.overlaps(before));
        leads
            .then(|| beginning_at(case, sentence.start, places))
            .flatten()
    })
}

/// It goes on past its sentence only where that is needed, and never past its paragraph: what stands behind may be gone tomorrow.
fn beginning_at(case: &Case, at: usize, places: &Places) -> Option<String> {
    let draft = &case.draft;
    let block = draft.blocks.iter().find(|block| block.span.holds(at))?;
    let from = draft.text.get(at..block.span.end)?;
    let from = from.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = block.span.end - from.len();
    let end_of = |word: &str| {
        let at = word.as_ptr() as usize - from.as_ptr() as usize;
        at + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
    };
    let ends: Vec<usize> = from.split_whitespace().take(MOST).map(end_of).collect();
    let sentence = case
        .prose
        .sentence_at(start)
        .and_then(|at| case.prose.sentences.get(at));
    let sentence = sentence.map_or(0, |sentence| sentence.span.end);
    let own = ends.iter().filter(|end| start + **end <= sentence).count();
    let beginnings = ends.iter().skip(FEWEST.min(own).max(1) - 1);
    let is_it = |words: &&str| match places.find(words) {
        Found::At(found) => found.len() == 1 && found[0].words.start == start,
        _ => false,
    };
    let mut beginnings = beginnings.filter_map(|end| from.get(..*end));
    beginnings.find(is_it).map(str::to_owned)
}

/// The sources, with what a desk may know better.
fn sources(case: &Case) -> String {
    let mut text = String::new();
    for source in &case.graph.sources {
        let named = !source.name.is_empty() && source.kind != SourceKind::Anonymous;
        let (key, label) = if named {
            ("name", &source.name)
        } else {
            ("description", &source.description)
        };
        if label.is_empty() {
            continue;
        }
        let sides: Vec<String> = source.interest.iter().map(|side| quoted(side)).collect();
        text.push_str(&format!(
            "\n# [[source]]\n# {key} = {}\n# kind = {}\n# interest = [{}]\n",
            quoted(label),
            quoted(source.kind.name()),
            sides.join(", ")
        ));
    }
    text
}

/// Words as TOML, on one line.
fn quoted(text: &str) -> String {
    Value::from(escape::line(text)).to_string().trim().to_owned()
}
