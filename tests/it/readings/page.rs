//! What the library puts into a readings file is what the script of the page puts there: the script runs in Node.js over files and
//! corrections by chance. A machine without Node.js says so, and the rest of the tests holds.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};
use twosource::policy::readings::{Put, put, sheet};

/// Numbers by chance, the same in each run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const SAYS: &[&str] = &[
    "It rained",
    "The quay \"sank\"",
    "Zoë’s ferry \\ left",
    "Nobody came",
];
const NAMES: &[&str] = &[
    "Ann Vale",
    "Bo \"Bob\" Orr",
    "two people who took part",
    "Quay Radio",
];
const AROUND: &[&str] = &["", "\n", "# the night desk\n", "\n# rang twice\n\n"];

fn values(chance: &mut Chance, table: &str) -> Map<String, Value> {
    let says = chance.one(SAYS);
    let name = chance.one(NAMES);
    let value = match table {
        "source" => match chance.below(2) {
            0 => json!({"name": name, "kind": "named-person"}),
            _ => json!({"description": name, "kind": "anonymous"}),
        },
        "accept" => {
            json!({"rule": chance.one(&["bare-source", "single-source"]), "says": says, "role": "desk", "date": "2025-03-06",
                   "reason": format!("tab\t{name}\u{7f}"), "expires": "2025-04-06"})
        }
        "checked" => {
            json!({"says": says, "role": chance.one(&["desk", "night desk"]), "date": "2025-03-06", "note": name})
        }
        _ => {
            let other = chance.one(SAYS);
            match chance.below(6) {
                0 => json!({"says": says, "source": name}),
                1 => json!({"says": says, "sources": [name, chance.one(NAMES)]}),
                2 => json!({"says": says, "drop": true}),
                3 => json!({"says": says, "own": true}),
                4 => json!({"says": says, "same_as": other}),
                _ => json!({"says": says, "apart_from": other}),
            }
        }
    };
    value.as_object().expect("an object").clone()
}

fn table(chance: &mut Chance) -> &'static str {
    chance.one(&["source", "reading", "reading", "reading", "accept", "checked"])
}

/// A file as somebody may have written it.
fn file(chance: &mut Chance) -> String {
    let mut file = String::new();
    let mut known: Vec<(&str, Map<String, Value>)> = Vec::new();
    for _ in 0..chance.below(5) {
        let table = table(chance);
        let values = values(chance, table);
        // Two entries of the same words would be a mistake of the file.
        let twice = known.iter().any(|(other, before)| {
            *other == table
                && ["says", "name", "description"]
                    .iter()
                    .all(|key| before.get(*key) == values.get(*key))
        });
        if twice {
            continue;
        }
        file.push_str(chance.one(AROUND));
        file.push_str(&format!("[[{table}]] # here\n"));
        for (key, value) in &values {
            let is_day = matches!(key.as_str(), "date" | "expires");
            let value = value
                .as_str()
                .filter(|_| is_day)
                .map_or_else(|| value.to_string().replace('\u{7f}', "\\u007F"), str::to_owned);
            file.push_str(&format!("{key}  =  {value}\n"));
        }
        known.push((table, values));
    }
    file.push_str(chance.one(AROUND));
    match chance.below(3) {
        0 => file.trim_end_matches('\n').to_owned(),
        _ => file,
    }
}

/// What the page's script makes of it, case by case.
fn by_script(cases: &[Value]) -> Option<Vec<String>> {
    let entries = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/html/script/entries.js");
    let script = format!(
        "const fs = require('fs'); eval(fs.readFileSync({}, 'utf8') + \
         `;for (const one of JSON.parse(fs.readFileSync(0, 'utf8'))) \
         console.log(JSON.stringify(composed(one.entries, one.after, [{{ puts: one.puts }}])));`)",
        json!(entries)
    );
    let mut command = Command::new("node");
    command
        .args(["-e", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut node = command.spawn().ok()?;
    let input = Value::from(cases.to_vec()).to_string();
    node.stdin
        .take()
        .expect("is piped")
        .write_all(input.as_bytes())
        .expect("it reads");
    let output = node.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).expect("is text");
    Some(
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a text"))
            .collect(),
    )
}

#[test]
fn the_library_and_the_page_write_the_same() {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let (mut cases, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..400 {
        let text = file(&mut chance);
        let sheet = sheet(&text).unwrap_or_else(|| panic!("{text}"));
        let puts: Vec<Put> = (0..=chance.below(4))
            .map(|_| {
                let table = table(&mut chance);
                (table, values(&mut chance, table))
            })
            .collect();
        let entry = |table: &str, values: &Map<String, Value>| json!({"table": table, "values": values});
        let entries = sheet.entries.iter().map(
            |one| json!({"before": one.before, "text": one.text, "table": one.table, "values": one.values}),
        );
        cases.push(json!({
            "entries": entries.collect::<Value>(),
            "after": sheet.after,
            "puts": puts.iter().map(|(table, values)| entry(table, values)).collect::<Value>(),
        }));
        ours.push(put(&sheet, &puts));
    }
    match by_script(&cases) {
        None => eprintln!("NOT CHECKED: there is no Node.js here to run the page's script"),
        Some(theirs) => {
            for ((case, ours), theirs) in cases.iter().zip(&ours).zip(&theirs) {
                assert_eq!(ours, theirs, "{case:#}");
            }
            assert_eq!(ours.len(), theirs.len());
        }
    }
}
