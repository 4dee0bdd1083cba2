//! The parts of a Word document, found as it says where they are.

use super::super::Unreadable;
use super::super::package::Package;
use super::super::xml::{Xml, attribute, each};

/// A part: its name in the package, and its text (empty where it is missing).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its name.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// What a part relates to: the kind, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// A URI.
    pub(crate) kind: String,
    /// The name of the part.
    pub(crate) target: String,
    /// By what the part calls it.
    pub(crate) id: String,
}

/// The name of the part that says what this one relates to.
pub(crate) fn relations_of(name: &str) -> String {
    let (folder, file) = split(name);
    format!("{folder}_rels/{file}.rels")
}

/// A name's folder with its slash, and the rest.
fn split(name: &str) -> (&str, &str) {
    let at = name.rfind('/').map_or(0, |at| at + 1);
    name.split_at(at)
}

/// The name of a part beside another one.
pub(crate) fn beside(main: &str, name: &str) -> String {
    format!("{}{name}", split(main).0)
}

/// What a part of relations says of the part `of`; nothing where it is broken.
pub(crate) fn relations(text: &str, of: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    let read = each(text, |xml| {
        let Xml::Start(tag) = xml else { return };
        if let (Some(kind), Some(target)) = (attribute(tag, "Type"), attribute(tag, "Target")) {
            let whole = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => beside(of, target.trim_start_matches("./")),
            };
            let id = attribute(tag, "Id").unwrap_or_default();
            found.push(Relation {
                kind,
                target: whole,
                id,
            });
        }
    });
    if read.is_err() { Vec::new() } else { found }
}

/// The name of the main part: programs other than Word call it as they like.
pub(super) fn main(package: &mut Package) -> String {
    let text = package.part("_rels/.rels").ok().flatten().unwrap_or_default();
    let relations = relations(&text, "");
    let main = relations
        .into_iter()
        .find(|one| one.kind.ends_with("/officeDocument"));
    main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target)
}

/// The part of a kind that the main part relates to, or else the one beside it with the usual name.
pub(super) fn related(
    package: &mut Package,
    (main, relations): (&str, &[Relation]),
    kind: &str,
) -> Result<Part, Unreadable> {
    let named = relations
        .iter()
        .find(|one| one.kind.rsplit('/').next() == Some(kind));
    let name = named.map_or_else(|| beside(main, &format!("{kind}.xml")), |one| one.target.clone());
    let text = package.part(&name)?.unwrap_or_default();
    Ok(Part { name, text })
}
