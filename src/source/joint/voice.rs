//! Whom the words between two commas can name: somebody with a name, somebody described, several people; or nobody.

use super::super::kind;
use super::super::lexicon::{FORMS, lexicon, singular};
use super::super::name::What;
use super::super::reading::{self, Noun, Pronoun, Reading};
use super::super::registry::EntityId;
use super::{BEGINS, EXAMPLES, LEADS, NO_NAME, Reader, Voice, is_seat};

impl Reader<'_> {
    /// Whom the words can name.
    pub(super) fn voice(&self, tokens: (usize, usize)) -> Option<Voice> {
        let words = self.words;
        let first = words.lower(tokens.0);
        let number = words.is_number(tokens.0) && tokens.1 == tokens.0 + 1;
        // "the nurses' and teachers' unions"
        let owns = matches!(words.word(tokens.1 - 1), "'" | "’" | "'s" | "’s");
        if LEADS.contains(&first) || EXAMPLES.contains(&first) || number || owns || is_seat(words, tokens.0) {
            return None;
        }
        match reading::read(words, self.registry, tokens) {
            Reading::Named(_, run) if !self.is_name(run) => None,
            Reading::Named(entity, run) if self.is_office_of(entity, run) => Some(Voice::Bare),
            Reading::Named(entity, run) => {
                let body = self.registry.entity(entity).what == What::Body;
                let voice = if body {
                    Voice::Body(entity)
                } else {
                    Voice::Person(entity)
                };
                // "the Caribbean" is no person, "the Coast Guard" some body.
                let the = !body && words.lower(tokens.0) == "the" && run.0 == tokens.0 + 1;
                let place = the && run.1 == run.0 + 1;
                let told = body && BEGINS.contains(&first);
                let tells = |at: usize| self.is_plain(at) && (told || !words.is_cue(at));
                let near = (tokens.0..run.0).all(|at| self.leads(at, body) || tells(at));
                (near && !place).then_some(if the { Voice::Other } else { voice })
            }
            Reading::Pronoun(Pronoun::He | Pronoun::She) if tokens.1 == tokens.0 + 1 => Some(Voice::Other),
            Reading::Unlisted(..) | Reading::Introduced(..) => Some(Voice::Other),
            Reading::Noun(noun) if !kind::is_mute(words, &noun) => self.described(&noun),
            // "the Treasury", "the Tellers League (TL)": no noun that is known for a body's.
            _ if self.is_whole(tokens) && self.reads_as_body(tokens) => Some(Voice::Other),
            _ => None,
        }
    }

    /// Does the model take the name for one, not for a word of a longer name ("Economic, Social and Labour Council")?
    fn is_name(&self, run: (usize, usize)) -> bool {
        let named = self.registry.mentions_in(run).last();
        let core = named.map_or(run, |mention| mention.run.core);
        // "Shelin", whom the text has as "Shelin Das" too.
        let short =
            named.is_some_and(|mention| self.registry.entity(mention.entity).words.len() > core.1 - core.0);
        // "Orbit Group": a name by its form.
        let by_form = core.1 > core.0 + 1 && FORMS.contains(&self.words.lower(core.1 - 1));
        short
            || by_form
            || self
                .words
                .name_scores(core)
                .is_none_or(|scores| scores.none < NO_NAME)
    }

    /// Can the word stand before a name in its noun phrase?
    fn leads(&self, at: usize, body: bool) -> bool {
        let (words, word) = (self.words, self.words.lower(at));
        BEGINS.contains(&word)
            || matches!(word, "'s" | "’s" | "'" | "’" | "." | "-")
            || words.is_capital(at) && !words.is_function(at)
            || lexicon().modifiers.contains(word)
            || words.is_role(at)
            || words.is_roles(at)
            // "finance chief Tor Vang"
            || words.is_word(at) && !words.is_function(at) && words.is_role(at + 1) && !words.is_cue(at)
            || !body && matches!(word, "of" | "for")
    }

    /// "Orbit President": is it a body's name with no more than an office behind it?
    fn is_office_of(&self, id: EntityId, (from, to): (usize, usize)) -> bool {
        let body = self.registry.entity(id).what == What::Body;
        let article = from > 0 && BEGINS.contains(&self.words.lower(from - 1));
        let body_in = |to: usize| {
            self.words
                .name_scores((from, to))
                .map_or(0.0, |scores| scores.organization)
        };
        let house = body_in(to) > body_in(to - 1);
        body && !article && !house && to > from + 1 && self.words.is_role(to - 1)
    }

    /// "the ruling Harbour Party": a word that only tells of what is named behind it.
    fn is_plain(&self, at: usize) -> bool {
        let words = self.words;
        words.is_word(at) && !words.is_function(at) && !words.is_finite(at)
    }

    /// "Danish grocer Orbit": a noun in lower case that a name can follow.
    pub(in crate::source) fn is_noun(&self, at: usize) -> bool {
        self.is_plain(at) && !self.words.is_capital(at) && !self.words.is_cue(at)
    }

    fn described(&self, noun: &Noun) -> Option<Voice> {
        let (words, lexicon) = (self.words, lexicon());
        let head = words.lower(noun.head);
        let one = singular(head);
        let is = |word: &str| lexicon.is_body(word) || lexicon.documents.contains(word);
        let alone = noun.definite || BEGINS.contains(&words.lower(noun.tokens.0));
        if matches!(head, "more" | "many" | "some" | "most" | "few" | "colleagues") {
            return None;
        }
        if lexicon.is_role(head) && !lexicon.documents.contains(head) {
            return Some(if alone { Voice::Described } else { Voice::Bare });
        }
        let several = words.is_roles(noun.head) || kind::is_source_word(head) || one.is_some();
        match (is(head), several) {
            (true, _) if alone => Some(Voice::Described),
            // "Milton police": a name before it tells which.
            (true, _) if one.is_none() && self.is_led_by_a_name(noun) => Some(Voice::Described),
            (true, _) | (_, true) => Some(Voice::Several),
            _ => None,
        }
    }

    fn is_led_by_a_name(&self, noun: &Noun) -> bool {
        let (from, _) = noun.tokens;
        let sentence = self.words.sentence_tokens(from).0;
        from < noun.head && self.words.is_capital(from) && (from > sentence || self.is_place_at(from))
    }

    fn is_place_at(&self, at: usize) -> bool {
        let scores = self.words.name_scores((at, at + 1));
        scores.is_some_and(|scores| scores.place > NO_NAME)
    }

    /// Does the model take the words behind an article for the name of a body?
    pub(super) fn reads_as_body(&self, (from, to): (usize, usize)) -> bool {
        let words = self.words;
        let start = from + usize::from(BEGINS.contains(&words.lower(from)));
        let end = (start..to).find(|at| !words.is_capital(*at)).unwrap_or(to);
        let scores = (start < end).then(|| words.name_scores((start, end))).flatten();
        // Letters in brackets may follow.
        let whole = end == to || words.word(end) == "(";
        whole && scores.is_some_and(|scores| scores.organization > NO_NAME)
    }

    /// An article and one word, or words with letters in brackets behind them: no beginning of a longer name.
    fn is_whole(&self, (from, to): (usize, usize)) -> bool {
        self.words.lower(from) == "the" && (to == from + 2 || to > from + 2 && self.words.word(to - 1) == ")")
    }
}
