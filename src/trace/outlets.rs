//! Outlets: one for each, however an article calls it ("AP", "the Associated Press", "the Ledger").

use crate::language::fold;
use crate::policy::Policy;

/// A paper, a station, an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its name, as it was first met.
    pub name: String,
    /// Who owns it, by the policy; empty when that says nothing.
    pub owner: String,
    /// Is none of the articles its own?
    pub outside: bool,
}

/// Agencies by their short names, with the long ones.
const AGENCIES: &[(&str, &[&str])] = &[
    ("ap", &["associated press"]),
    ("afp", &["agence france presse"]),
    ("reuters", &["thomson reuters", "reuters news agency"]),
    ("pa", &["press association", "pa media"]),
    ("dpa", &["deutsche presse agentur"]),
    ("upi", &["united press international"]),
    ("ansa", &["agenzia nazionale stampa associata"]),
    ("efe", &["agencia efe"]),
];

/// All outlets of a trace.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlets {
    pub(super) list: Vec<Outlet>,
    /// The spelling of each by which it is found.
    keys: Vec<String>,
}

impl Outlets {
    /// The outlet of this name, entered when it is new.
    pub(super) fn enter(&mut self, name: &str, policy: &Policy) -> usize {
        if let Some(known) = self.find(name) {
            return known;
        }
        let key = key(name);
        let owned = policy.owners.iter().find(|[outlet, _]| self::key(outlet) == key);
        self.list.push(Outlet {
            name: name.trim().to_owned(),
            owner: owned.map(|[_, owner]| owner.clone()).unwrap_or_default(),
            outside: true,
        });
        self.keys.push(key);
        self.list.len() - 1
    }

    /// The outlet that is called so: by its name, by its initials, or by the end of its name where no other ends so.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let wanted = key(name);
        if wanted.is_empty() {
            return None;
        }
        let known = self.keys.iter().position(|key| *key == wanted);
        known
            .or_else(|| self.alone(|key| are_initials(&wanted, key) || are_initials(key, &wanted)))
            .or_else(|| self.alone(|key| key.strip_suffix(&wanted).is_some_and(|rest| rest.ends_with(' '))))
    }

    fn alone(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let mut found = self.keys.iter().enumerate().filter(|(_, key)| fits(key));
        let first = found.next().map(|(at, _)| at);
        first.filter(|_| found.next().is_none())
    }
}

/// The spelling by which outlets are compared.
fn key(name: &str) -> String {
    let lower = fold(name.trim());
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let bare = [".com", ".org", ".net", ".co.uk"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(bare);
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let bare = words.join(" ");
    let agency = AGENCIES.iter().find(|(_, long)| long.contains(&bare.as_str()));
    agency.map_or(bare, |(short, _)| (*short).to_owned())
}

/// Are these letters the first ones of the words of a name?
fn are_initials(letters: &str, name: &str) -> bool {
    let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
    initials.chars().count() > 1 && initials == letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_found_by_its_names() {
        let mut outlets = Outlets::default();
        let policy = Policy::default();
        let names = ["The Alder Ledger", "AP", "Quay Daily Post", "Dunmore Post"];
        let numbers = names.map(|name| outlets.enter(name, &policy));
        for (called, number) in [
            ("Alder Ledger", Some(numbers[0])),
            ("the Ledger", Some(numbers[0])),
            ("the Associated Press", Some(numbers[1])),
            ("QDP", Some(numbers[2])),
            ("the Post", None),
            ("edger", None),
            ("", None),
        ] {
            assert_eq!(outlets.find(called), number, "{called}");
        }
    }
}
