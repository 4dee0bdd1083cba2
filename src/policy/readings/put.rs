//! A readings file with what a person says more: entries that nobody touched keep their words, comments and order. The page's
//! script does the same (`report/html/script/entries.js`); a test compares the two.

use serde_json::{Map, Value, json};

use super::sheet::{Entry, Sheet};

/// The keys of an entry in the order in which they are written.
const ORDER: &[&str] = &[
    "name",
    "description",
    "kind",
    "rule",
    "says",
    "source",
    "sources",
    "drop",
    "own",
    "same_as",
    "apart_from",
    "role",
    "date",
    "reason",
    "note",
    "expires",
];

/// An entry to be put into a file: its table, and its keys with their values.
pub type Put = (&'static str, Map<String, Value>);

/// An entry as it stands in a file.
pub fn written(table: &str, values: &Map<String, Value>) -> String {
    let keys = ORDER.iter().filter_map(|key| Some((*key, values.get(*key)?)));
    let lines: String = keys
        .map(|(key, value)| format!("{key} = {}\n", in_toml(key, value)))
        .collect();
    format!("[[{table}]]\n{lines}")
}

/// What JSON escapes, TOML reads in the same way, but for the one control character that JSON lets stand.
fn in_toml(key: &str, value: &Value) -> String {
    match value {
        Value::String(day) if matches!(key, "date" | "expires") => day.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| in_toml("", item)).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string().replace('\u{7f}', "\\u007F"),
    }
}

/// The file after these entries were put into it, one after the other: each takes the place of one that speaks of the same.
/// Takes the product of their numbers.
pub fn put(sheet: &Sheet, puts: &[Put]) -> String {
    let mut old = sheet.entries.clone();
    let mut fresh: Vec<Entry> = Vec::new();
    for (table, values) in puts {
        let known = old.iter_mut().chain(&mut fresh);
        match known.into_iter().find(|known| is_same(known, (table, values))) {
            Some(known) => {
                known.values = match *table {
                    "reading" => merged(&known.values, values),
                    _ => values.clone(),
                };
                known.text = written(table, &known.values);
            }
            None => fresh.push(Entry {
                before: "\n".to_owned(),
                text: written(table, values),
                table,
                values: values.clone(),
            }),
        }
    }
    let text = |entries: &[Entry]| -> String {
        let entries = entries
            .iter()
            .map(|entry| entry.before.clone() + &whole(&entry.text));
        entries.collect()
    };
    let file = whole(&(text(&old) + &sheet.after)) + &text(&fresh);
    file.trim_start_matches('\n').to_owned()
}

fn whole(text: &str) -> String {
    match text.is_empty() || text.ends_with('\n') {
        true => text.to_owned(),
        false => format!("{text}\n"),
    }
}

/// Do they speak of the same, so that the later takes the place of the earlier?
fn is_same(one: &Entry, (table, values): (&str, &Map<String, Value>)) -> bool {
    let like = |keys: &[&str]| keys.iter().all(|key| one.values.get(*key) == values.get(*key));
    let keys: &[&str] = match table {
        "source" => &["name", "description"],
        "accept" => &["says", "rule"],
        "checked" => &["says", "role"],
        _ => &["says"],
    };
    one.table == table && like(keys)
}

/// What the desk said of one statement, with what it says now.
pub fn merged(old: &Map<String, Value>, now: &Map<String, Value>) -> Map<String, Value> {
    if now.get("drop") == Some(&json!(true)) {
        return now.clone();
    }
    let mut values = old.clone();
    values.extend(now.clone());
    values.remove("drop");
    if now.contains_key("source") {
        values.remove("sources");
    } else if now.contains_key("sources") {
        values.remove("source");
    }
    for (key, against) in [("same_as", "apart_from"), ("apart_from", "same_as")] {
        if !now.contains_key(key) {
            continue;
        }
        let mut all = listed(old.get(key));
        for one in listed(now.get(key)) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        let mut left = listed(values.get(against));
        left.retain(|one| !all.contains(one));
        set(&mut values, key, all);
        set(&mut values, against, left);
    }
    values
}

/// Sets one value, or a list of several; takes the key away where there is none.
fn set(values: &mut Map<String, Value>, key: &str, mut list: Vec<Value>) {
    match list.len() {
        0 => values.remove(key),
        1 => values.insert(key.to_owned(), list.remove(0)),
        _ => values.insert(key.to_owned(), Value::Array(list)),
    };
}

fn listed(value: Option<&Value>) -> Vec<Value> {
    match value {
        None => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::sheet;
    use super::*;

    fn after(file: &str, puts: &[(&'static str, Value)]) -> String {
        let puts: Vec<Put> = puts
            .iter()
            .map(|(table, values)| (*table, values.as_object().unwrap().clone()))
            .collect();
        put(&sheet(file).unwrap(), &puts)
    }

    #[test]
    fn what_nobody_touched_keeps_its_words_and_comments() {
        let file = "# March\n\n[[reading]] # hers\nsays = 'It rained'\nown = true\n# end";
        let put = [("reading", json!({"says": "It snowed", "drop": true}))];
        let wanted = format!("{file}\n\n[[reading]]\nsays = \"It snowed\"\ndrop = true\n");
        assert_eq!(after(file, &put), wanted);
    }

    #[test]
    fn what_is_said_of_the_same_words_is_one_entry() {
        let file =
            "[[reading]]\nsays = \"It rained\"\nsources = [\"Ann\", \"Bo\"]\nsame_as = \"Rain fell\"\n";
        let who = [("reading", json!({"says": "It rained", "source": "Cy"}))];
        let now = after(file, &who);
        assert_eq!(
            now,
            "[[reading]]\nsays = \"It rained\"\nsource = \"Cy\"\nsame_as = \"Rain fell\"\n"
        );
        let apart = [("reading", json!({"says": "It rained", "apart_from": "Rain fell"}))];
        let now = after(&now, &apart);
        assert_eq!(
            now,
            "[[reading]]\nsays = \"It rained\"\nsource = \"Cy\"\napart_from = \"Rain fell\"\n"
        );
        let drop = [("reading", json!({"says": "It rained", "drop": true}))];
        assert_eq!(
            after(&now, &drop),
            "[[reading]]\nsays = \"It rained\"\ndrop = true\n"
        );
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let says = "“Zoë” said \"no\",\tthen \u{7f}\u{1}\\ left";
        let put = [(
            "checked",
            json!({"says": says, "role": "night desk", "date": "2025-03-06"}),
        )];
        let file = after("", &put);
        let read = sheet(&file).unwrap();
        assert_eq!(read.entries[0].values["says"], says);
        assert_eq!(read.entries[0].values["date"], "2025-03-06");
    }
}
