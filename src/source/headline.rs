//! Headlines call by a bare noun whom the text then names: "Governor defends order" and "Governor Ruth Castellano",
//! "study suggests" and "a study in the journal".

use super::coreference::{Gathered, Linker};
use super::lexicon::lexicon;
use super::registry::EntityId;
use super::{SourceKind, documents, name};

/// The source of a headline that somebody new in the text turns out to be.
pub(super) fn named_before(linker: &Linker, new: &Gathered) -> Option<usize> {
    let mut headlines = linker.gathered.iter().take(HEADLINE_SOURCES);
    headlines.position(|known| is_bare(linker, known) && is_same(linker, known, new))
}

/// The source of a headline that somebody new, introduced by a role ("the mayor, Lena Moss"), turns out to be.
pub(super) fn introduced_before(linker: &Linker, new: &Gathered) -> Option<usize> {
    let words = linker.words;
    let role = new.introduced.to_lowercase();
    let roles: Vec<&str> = role.split(|c: char| !c.is_alphanumeric()).collect();
    let fits = |known: &Gathered| {
        let head = known
            .head
            .filter(|_| known.source.kind == SourceKind::UnnamedPerson);
        head.is_some_and(|head| roles.contains(&words.lower(head)))
    };
    let mut headlines = linker.gathered.iter().take(HEADLINE_SOURCES);
    headlines.position(|known| is_bare(linker, known) && fits(known))
}

/// So many sources at the beginning may be a headline's.
const HEADLINE_SOURCES: usize = 4;

/// Is the source known from a headline alone, by a noun with neither article nor owner?
fn is_bare(linker: &Linker, known: &Gathered) -> bool {
    let words = linker.words;
    let Some(noun) = &known.noun else {
        return false;
    };
    let plain = noun.of.is_none() && noun.head + 1 - noun.tokens.0 <= 2 && !words.is_function(noun.tokens.0);
    plain && name::in_heading(words, noun.head)
}

fn is_same(linker: &Linker, known: &Gathered, new: &Gathered) -> bool {
    let words = linker.words;
    let Some(head) = known.head else {
        return false;
    };
    match (known.source.kind, new.source.kind) {
        (SourceKind::Document, SourceKind::Document) => new
            .head
            .is_some_and(|other| documents::may_be_same(words.lower(head), words.lower(other))),
        (SourceKind::UnnamedPerson, SourceKind::NamedPerson) => new.entity.is_some_and(|entity| {
            linker.entity_fits(entity, words.lower(head)) || goes_by(linker, known, entity)
        }),
        (SourceKind::UnnamedGroup | SourceKind::NamedOrganization, SourceKind::NamedOrganization) => new
            .head
            .is_some_and(|other| words.lower(head) == words.lower(other)),
        (SourceKind::UnnamedPerson | SourceKind::UnnamedGroup | SourceKind::Outlet, SourceKind::Outlet) => {
            lexicon().is_outlet_noun(words.lower(head))
                || matches!(words.lower(head), "paper" | "website" | "station")
        }
        _ => false,
    }
}

/// What headlines call whoever heads a body.
const CHIEFS: &[&str] = &[
    "chief",
    "boss",
    "head",
    "leader",
    "chair",
    "chairman",
    "chairwoman",
    "president",
    "director",
];

/// What they call whoever knows a field.
const EXPERTS: &[&str] = &[
    "expert",
    "scientist",
    "academic",
    "researcher",
    "analyst",
    "professor",
    "lecturer",
    "economist",
    "historian",
    "geologist",
    "hydrologist",
    "biologist",
    "ecologist",
    "virologist",
    "criminologist",
    "epidemiologist",
    "climatologist",
    "seismologist",
    "sociologist",
    "psychologist",
];

/// Does a headline's "union chief", "expert" stand for this person, whom the text calls "leader of the teachers' union", "a
/// professor of geology"?
fn goes_by(linker: &Linker, known: &Gathered, entity: EntityId) -> bool {
    let words = linker.words;
    let (Some(noun), Some(head)) = (&known.noun, known.head) else {
        return false;
    };
    let title = linker.registry.entity(entity).title.to_lowercase();
    let told: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let mut of_house = noun.tokens.0..head;
    let kin = match words.lower(head) {
        // "Chief" alone is anybody's.
        head if CHIEFS.contains(&head) && !of_house.is_empty() => CHIEFS,
        head if EXPERTS.contains(&head) => EXPERTS,
        _ => return false,
    };
    told.iter().any(|word| kin.contains(word)) && of_house.all(|at| told.contains(&words.lower(at)))
}
