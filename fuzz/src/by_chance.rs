//! A claims graph by chance, as JSON: bytes choose how many there are of what, and their words.

use serde_json::{Map, Value, json};
use twosource::source::SourceKind;

/// Words that try to get out of where they are put.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]>&amp;&#0;<!--",
    "\u{1b}[31mred\u{7}",
    "\u{202e}evil\u{2066}",
    "::error file=a::b%0A\n::warning::c",
    "a\\\"b\\n\u{0}c",
    "`|*_[x](javascript:alert(1))~~~",
    "=cmd|' /C calc'!A0",
    "a,b;\"c\"\r\nd",
    "##vso[task.complete]",
    "%%{init: {}}%% --> x",
    "国家统计局 דובר 👩‍🚒",
    "",
];

struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn one(&mut self) -> usize {
        self.0.next().copied().map_or(0, usize::from)
    }

    /// A number below `most`; 0 where that is 0.
    fn below(&mut self, most: usize) -> usize {
        self.one() % most.max(1)
    }

    fn words(&mut self) -> String {
        let first = self.one();
        if first < 128 {
            return HOSTILE[first % HOSTILE.len()].to_owned();
        }
        let length = (first - 128).min(self.0.len());
        let bytes: Vec<u8> = self.0.by_ref().take(length).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Some of the ids that begin with `kind`.
    fn ids(&mut self, kind: char, of: usize) -> Vec<String> {
        let count = self.below(4).min(of);
        let mut ids: Vec<String> = (0..count).map(|_| format!("{kind}{}", self.below(of))).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// The file; nothing where there are no bytes.
pub(crate) fn graph(data: &[u8]) -> Option<String> {
    if data.is_empty() {
        return None;
    }
    let mut bytes = Bytes(data.iter());
    let (sources, claims) = (bytes.below(9), 1 + bytes.below(9));
    let title = bytes.words();
    let source = (0..sources)
        .map(|at| one_source(&mut bytes, at, sources))
        .collect::<Vec<_>>();
    let claim = (0..claims)
        .map(|at| one_claim(&mut bytes, at, (sources, claims)))
        .collect::<Vec<_>>();
    serde_json::to_string(&json!({"title": title, "source": source, "claim": claim})).ok()
}

fn one_source(bytes: &mut Bytes, at: usize, sources: usize) -> Value {
    let (_, kind) = SourceKind::NAMES[bytes.below(SourceKind::NAMES.len())];
    let mut source = Map::new();
    source.insert("id".to_owned(), json!(format!("s{at}")));
    source.insert("kind".to_owned(), json!(kind));
    let is_named = kind.starts_with("named") || kind == "outlet" || kind == "document";
    let key = if is_named { "name" } else { "description" };
    source.insert(key.to_owned(), json!(bytes.words()));
    if is_named && bytes.below(2) == 0 {
        source.insert("interest".to_owned(), json!([bytes.words()]));
        source.insert("title".to_owned(), json!(bytes.words()));
    }
    let cites = bytes.ids('s', sources);
    source.insert("cites".to_owned(), json!(cites));
    if kind == "anonymous" {
        source.insert("count".to_owned(), json!(1 + bytes.below(5)));
    }
    Value::Object(source)
}

fn one_claim(bytes: &mut Bytes, at: usize, (sources, claims): (usize, usize)) -> Value {
    let mut claim = Map::new();
    claim.insert("id".to_owned(), json!(format!("c{at}")));
    claim.insert("text".to_owned(), json!(bytes.words()));
    claim.insert("sources".to_owned(), json!(bytes.ids('s', sources)));
    match bytes.below(6) {
        0 => claim.insert("denied_by".to_owned(), json!(bytes.ids('s', sources))),
        1 => claim.insert(
            "weight".to_owned(),
            json!(["light", "normal", "heavy"][bytes.below(3)]),
        ),
        2 => claim.insert("lede".to_owned(), json!(true)),
        3 => claim.insert("kind".to_owned(), json!("accusation")),
        4 => claim.insert("apart_from".to_owned(), json!(bytes.ids('c', claims))),
        _ => None,
    };
    Value::Object(claim)
}
