//! Names of persons in what a claims graph says of an anonymous source, and whether they are the source's own.

use crate::attribution::model::{self, PartOfSpeech, Reading, TaggedWord};
use crate::source::{SourceId, is_given_name, is_people};
use crate::span::Span;

use super::words::{CALLED, CIRCLE, DOUBTFUL, IDS, PLACES, TOWARDS, UNANSWERED};
use super::{Field, Text};

/// From here on a run of names is a person's.
const SURE: f32 = 0.5;

/// Of an id the words stand alone, and the model has less to go by.
const SURE_OF_ID: f32 = 0.8;

/// The sources that these texts name. `public` is what the article tells anyway, in lower case.
pub(super) fn named(texts: &[Text], public: &str) -> Vec<SourceId> {
    let mut all = String::new();
    let mut blocks = Vec::new();
    for text in texts {
        let start = all.len();
        match text.field {
            Field::Id => all.push_str(&spelled(text.words)),
            _ => all.push_str(text.words.trim()),
        }
        blocks.push(Span::new(start, all.len()));
        all.push_str("\n\n");
    }
    let reading = model::read(&all, &blocks);
    let each = texts.iter().zip(blocks);
    each.filter(|(text, block)| {
        let words = reading
            .words
            .iter()
            .filter(|word| word.span.start >= block.start && word.span.end <= block.end);
        let look = Look {
            text: &all,
            words: words.copied().collect(),
            reading: &reading,
            public,
        };
        look.names_the_source(text.field)
    })
    .map(|(text, _)| text.of)
    .collect()
}

/// An id as words: "petra-novak" is "Petra Novak".
fn spelled(id: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut before = '-';
    for c in id.chars() {
        if !c.is_alphabetic() {
            before = '-';
            continue;
        }
        let begins = !before.is_alphabetic() || before.is_lowercase() && c.is_uppercase();
        match words.last_mut() {
            Some(word) if !begins => word.extend(c.to_lowercase()),
            _ => words.push(c.to_uppercase().collect()),
        }
        before = c;
    }
    words.join(" ")
}

/// One text with its words.
struct Look<'a> {
    text: &'a str,
    words: Vec<TaggedWord>,
    reading: &'a Reading,
    public: &'a str,
}

impl Look<'_> {
    fn names_the_source(&self, field: Field) -> bool {
        let runs = self.runs(field);
        match field {
            Field::Id => self.id_names(),
            Field::Role => !runs.is_empty(),
            Field::Interest => {
                let whole = |run: &(usize, usize)| run.1 - run.0 == self.words.len() && run.1 - run.0 > 1;
                runs.iter().any(|run| whole(run) && !self.is_public(*run))
            }
            Field::Description | Field::Clause | Field::Reason => {
                let mut others = Vec::new();
                runs.into_iter().any(|run| {
                    let other = self.is_another(run, field, &others);
                    if other {
                        others.push(run.1);
                    }
                    !other
                })
            }
        }
    }

    /// Words of a person's name, first and behind the last.
    fn runs(&self, field: Field) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let to = self.run_from(at);
            if to > at && self.is_person((at, to), field) {
                runs.push((at, to));
            }
            at = to.max(at + 1);
        }
        runs
    }

    /// Where the capital words from here end; particles and initials between them belong to the name.
    fn run_from(&self, from: usize) -> usize {
        let mut to = from;
        let mut at = from;
        while at < self.words.len() {
            let word = self.word(at);
            let particle = at > from
                && matches!(
                    word,
                    "de" | "van"
                        | "von"
                        | "bin"
                        | "al"
                        | "el"
                        | "da"
                        | "dos"
                        | "der"
                        | "den"
                        | "la"
                        | "."
                        | "’"
                        | "'"
                        | "-"
                );
            if self.is_capital(at) {
                to = at + 1;
            } else if !particle {
                break;
            }
            at += 1;
        }
        if to == from && self.is_plain_given(from) {
            // "jane doe", typed in small letters.
            let surname = self
                .words
                .get(from + 1)
                .is_some_and(|word| word.speech == PartOfSpeech::ProperNoun);
            to = from + 1 + usize::from(surname);
        }
        to
    }

    fn is_person(&self, (from, to): (usize, usize), field: Field) -> bool {
        let given = (from..to).any(|at| self.is_plain_given(at));
        let rank = (from..to).filter(|at| !self.is_rank(*at)).count();
        if rank == 0 {
            return false;
        }
        let span = Span::new(self.words[from].span.start, self.words[to - 1].span.end);
        let scores = self.reading.senses.name(span);
        let tagged = (from..to)
            .filter(|at| self.words[*at].name == Some(model::Name::Person))
            .count();
        let person = scores.map_or(0.0, |scores| scores.person);
        let body = scores.is_some_and(|scores| scores.organization + scores.place > 0.7);
        match field {
            Field::Role => given || person > SURE && tagged > 0,
            _ => given && !body || person > SURE || tagged == to - from && person > 0.3,
        }
    }

    /// Is the name that of somebody else, to whom the source is close, for whom it works, or of whom it speaks?
    fn is_another(&self, (from, to): (usize, usize), field: Field, others: &[usize]) -> bool {
        let next = self.word(to).to_lowercase();
        if matches!(next.as_str(), "'s" | "’s" | "'" | "’") {
            return true;
        }
        if self.is_circle(to) && !self.ends_clause(from) {
            return true;
        }
        if field == Field::Reason && (self.is_public((from, to)) || UNANSWERED.contains(&next.as_str())) {
            return true;
        }
        self.leads_to((from, to), field, others)
    }

    /// What stands before the name, read backwards over its title.
    fn leads_to(&self, run: (usize, usize), field: Field, others: &[usize]) -> bool {
        let mut at = run.0;
        let mut roles = 0;
        while at > 0 {
            at -= 1;
            let word = self.word(at).to_lowercase();
            let speech = self.words[at].speech;
            if TOWARDS.contains(&word.as_str()) && speech != PartOfSpeech::Noun {
                return true;
            }
            if at + 1 == run.0 && others.contains(&at) && matches!(word.as_str(), "," | "and" | "or" | "&") {
                return true;
            }
            // "between Calloway and Brandt": both stand behind the one preposition.
            let joins =
                matches!(word.as_str(), "and" | "or" | "&" | "-") && at > 0 && self.is_capital(at - 1);
            if joins && at + 1 == run.0 {
                continue;
            }
            if CALLED.contains(&word.as_str()) {
                return false;
            }
            let titles = matches!(
                speech,
                PartOfSpeech::Noun
                    | PartOfSpeech::ProperNoun
                    | PartOfSpeech::Adjective
                    | PartOfSpeech::Determiner
            ) || word == "."
                || word == "-";
            if !titles {
                // What opens a description is a noun ("works manager"), what opens a clause may be a verb ("heard ...").
                let object = (at > 0 || field != Field::Description)
                    && matches!(speech, PartOfSpeech::Verb | PartOfSpeech::Auxiliary);
                let clause = speech == PartOfSpeech::Subordinator
                    || matches!(
                        word.as_str(),
                        "that" | "when" | "because" | "if" | "where" | "while" | "as"
                    );
                return object || clause && self.is_told_of(run);
            }
            roles += 1;
            if roles > 8 {
                return false;
            }
        }
        false
    }

    /// "fears that Calloway would ...": a surname alone, or one whom the article names.
    fn is_told_of(&self, run: (usize, usize)) -> bool {
        run.1 - run.0 == 1 && !self.is_plain_given(run.0) || self.is_public(run)
    }

    /// Does the article itself tell this name?
    fn is_public(&self, (_, to): (usize, usize)) -> bool {
        let last = self.word(to - 1).to_lowercase();
        last.len() > 2
            && self
                .public
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == last)
    }

    /// "Calloway adviser", "Calloway administration".
    fn is_circle(&self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        CIRCLE.contains(&word.as_str()) || is_people(&word)
    }

    /// Does a comma, a bracket or a dash stand before?
    fn ends_clause(&self, from: usize) -> bool {
        from > 0
            && matches!(
                self.word(from - 1),
                "," | "(" | ":" | ";" | "–" | "—" | "-" | "\"" | "“" | "/"
            )
    }

    /// "petra-novak", "novak_petra": a first name in it, or the whole reads as a name.
    fn id_names(&self) -> bool {
        let count = self.words.len();
        let role = |at: usize| {
            let word = self.word(at).to_lowercase();
            is_people(&word) || CIRCLE.contains(&word.as_str()) || IDS.contains(&word.as_str())
        };
        if count == 0 {
            return false;
        }
        let addressed = count > 1 && matches!(self.word(0), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Prof");
        let given = addressed || (0..count).any(|at| self.is_plain_given(at));
        let span = Span::new(self.words[0].span.start, self.words[count - 1].span.end);
        let person = self.reading.senses.name(span).map_or(0.0, |scores| scores.person);
        let roles = (0..count).any(role);
        given && !(0..count).any(|at| PLACES.contains(&self.word(at).to_lowercase().as_str()))
            || !roles && count <= 3 && person > SURE_OF_ID
    }

    fn word(&self, at: usize) -> &str {
        let word = self.words.get(at);
        word.and_then(|word| self.text.get(word.span.start..word.span.end))
            .unwrap_or_default()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    fn is_rank(&self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        is_people(word.trim_end_matches('.'))
    }

    /// A first name that is nothing else.
    fn is_plain_given(&self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        word.len() > 2 && !DOUBTFUL.contains(&word.as_str()) && is_given_name(&word) && !is_people(&word)
    }
}
