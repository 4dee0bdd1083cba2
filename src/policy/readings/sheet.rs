//! A readings file taken apart into its entries, so that single ones can be added, changed or taken out while everything else
//! keeps its words, comments and order.

use serde_json::{Map, Value, json};
use toml_edit::{Document, Item, TableLike, Value as Toml};

use super::keys::TABLES;
use crate::policy::file::{keys, span};

/// One entry: a table of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What stands between it and the entry before: blank lines, comments.
    pub before: String,
    /// Its own lines.
    pub text: String,
    /// Its table: `source`, `reading`, `accept` or `checked`.
    pub table: &'static str,
    /// Its keys with their values; a day as words.
    pub values: Map<String, Value>,
}

/// A readings file in pieces; put one behind the other, they are the file again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The entries in the order in which they stand.
    pub entries: Vec<Entry>,
    /// What stands behind the last one.
    pub after: String,
}

/// Takes a file apart; nothing when it is no TOML, or when its entries do not stand as `[[...]]`, so that none could be put
/// behind them. n log n.
pub fn sheet(text: &str) -> Option<Sheet> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = Document::parse(text.to_owned()).ok()?;
    let mut found = Vec::new();
    for (key, item) in keys(document.as_table()) {
        let table = TABLES.iter().find(|table| table.name == key.get())?;
        for one in item.as_array_of_tables()? {
            let at = span(one.span());
            let ends = keys(one).map(|(_, item)| span(item.span()).end);
            let end = ends.max().unwrap_or_default().max(at.end);
            let line = text
                .get(end..)?
                .find('\n')
                .map_or(text.len(), |break_| end + break_ + 1);
            found.push((at.start, line, table.name, values(one)));
        }
    }
    found.sort_by_key(|(start, ..)| *start);
    let mut sheet = Sheet::default();
    let mut done = 0;
    for (start, end, table, values) in found {
        sheet.entries.push(Entry {
            before: text.get(done..start)?.to_owned(),
            text: text.get(start..end)?.to_owned(),
            table,
            values,
        });
        done = end;
    }
    sheet.after = text.get(done..)?.to_owned();
    Some(sheet)
}

fn values(table: &dyn TableLike) -> Map<String, Value> {
    let values = keys(table).map(|(key, item)| (key.get().to_owned(), of_item(item)));
    values.collect()
}

fn of_item(item: &Item) -> Value {
    item.as_value().map_or(Value::Null, of_toml)
}

fn of_toml(value: &Toml) -> Value {
    match value {
        Toml::String(text) => json!(text.value()),
        Toml::Integer(number) => json!(number.value()),
        Toml::Float(number) => json!(number.value()),
        Toml::Boolean(truth) => json!(truth.value()),
        Toml::Datetime(day) => json!(day.value().to_string()),
        Toml::Array(items) => items.iter().map(of_toml).collect(),
        Toml::InlineTable(table) => Value::Object(values(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# the desk, in March\n\n[[reading]] # the owner\nsays = \"The works will close\"\nsources = [\n  \"Ines Bauer\",\n] # both\n\n\
        # rang twice\n[[checked]]\nsays = \"Eleven were hurt\"\nrole = \"night desk\"\ndate = 2025-03-06\n\n[[reading]]\nsays = \"It rained\"\ndrop = true\n# end\n";

    #[test]
    fn the_pieces_are_the_file_again_with_its_comments() {
        let sheet = sheet(FILE).unwrap();
        let pieces = sheet
            .entries
            .iter()
            .map(|entry| entry.before.clone() + &entry.text);
        assert_eq!(pieces.collect::<String>() + &sheet.after, FILE);
        let tables: Vec<&str> = sheet.entries.iter().map(|entry| entry.table).collect();
        assert_eq!(tables, ["reading", "checked", "reading"]);
        assert!(sheet.entries[0].text.ends_with("] # both\n"));
        assert_eq!(sheet.entries[0].values["sources"], json!(["Ines Bauer"]));
        assert_eq!(sheet.entries[1].before, "\n# rang twice\n");
        assert_eq!(sheet.entries[1].values["date"], "2025-03-06");
        assert_eq!(sheet.entries[2].values["drop"], true);
        assert_eq!(sheet.after, "# end\n");
    }

    #[test]
    fn a_file_to_which_nothing_can_be_put_is_left_alone() {
        assert_eq!(sheet("reading = [{ says = \"It rained\", drop = true }]\n"), None);
        assert_eq!(sheet("[[reading]\n"), None);
        assert_eq!(sheet("other = 1\n"), None);
        assert_eq!(sheet("# nothing yet\n").unwrap().after, "# nothing yet\n");
    }
}
