//! Outputs, read back by parsers that know nothing of how they were written.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};
use serde_json::Value;
use twosource::Analysis;
use twosource::report::{Mentioned, OUTPUTS, Style, View, graph_sheets};

/// Every output of an analysis.
pub(crate) fn all(analysis: &Analysis) {
    let mut full = Style::default();
    full.filter.view = View::Full;
    full.filter.mentioned = Mentioned::Shown;
    for style in [Style::default(), full] {
        for output in OUTPUTS {
            let text = output.render(std::slice::from_ref(analysis), &style);
            one(output.name, &text);
        }
        graph_sheets(analysis, &style)
            .iter()
            .for_each(|sheet| xml("sheet", sheet));
    }
}

fn one(name: &str, text: &str) {
    match name {
        "svg" | "front" | "graphml" | "junit" | "checkstyle" => xml(name, text),
        "json" | "sarif" | "gitlab" | "rdjson" => {
            serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        }
        "jsonl" => text.lines().for_each(|line| {
            serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{name}: {error}\n{line}"));
        }),
        "html" => page(text),
        "dot" => {
            graphviz_rust::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        }
        "csv" => rows(text),
        // What is not annotated stands below as text, and begins no command.
        "github" => text.lines().for_each(|line| {
            let known = ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|command| line.starts_with(command));
            assert!(known || !line.trim_start().starts_with("::"), "{line}");
        }),
        "azure" => text.lines().for_each(|line| {
            let inner = line.strip_prefix("##vso[task.").unwrap_or(line);
            assert!(!inner.contains("##vso[") && !inner.starts_with("##["), "{line}");
        }),
        _ => {}
    }
    if matches!(
        name,
        "text" | "concise" | "grouped" | "github" | "azure" | "markdown" | "csv" | "statistics"
    ) {
        let odd =
            |c: &char| (c.is_control() && !matches!(c, '\n' | '\r')) || ('\u{202a}'..='\u{202e}').contains(c);
        assert_eq!(text.chars().find(odd), None, "{name}: {text:?}");
    }
}

/// Well-formed, and nothing in it that acts.
fn xml(name: &str, text: &str) {
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert_ne!(node.tag_name().name(), "script", "{name}");
        let acts = node
            .attributes()
            .find(|attribute| attribute.name().starts_with("on"));
        assert_eq!(acts.map(|attribute| attribute.name()), None, "{name}");
    }
}

/// A page has its own scripts and no handler, picture or frame of anybody else's.
fn page(text: &str) {
    let mut scripts = 0;
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::default()).flatten() {
        let Token::StartTag(tag) = token else {
            continue;
        };
        scripts += usize::from(&**tag.name == b"script");
        assert!(
            !matches!(&**tag.name, b"img" | b"iframe" | b"object" | b"base"),
            "{tag:?}"
        );
        for (key, value) in &tag.attributes {
            assert!(!key.starts_with(b"on"), "{tag:?}");
            assert!(!value.to_ascii_lowercase().starts_with(b"javascript:"), "{tag:?}");
        }
    }
    assert!(scripts <= 2, "{scripts} scripts");
}

/// Comma-separated values (RFC 4180): as many in each row.
fn rows(text: &str) {
    let (mut widths, mut width, mut is_quoted) = (Vec::new(), 1, false);
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => width += 1,
            '\n' if !is_quoted => widths.push(std::mem::replace(&mut width, 1)),
            _ => {}
        }
    }
    assert!(
        !is_quoted && widths.windows(2).all(|two| two[0] == two[1]),
        "{widths:?}\n{text}"
    );
}
