//! YAML 1.2, read event by event with saphyr's parser. Anchors and tags are no part of the form.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::tree::{DEEPEST, Key, Node, Value, discreet, problem, too_deep};
use crate::draft::Span;
use crate::policy::Problem;

/// Reads a file as a tree, or says where it is not YAML. Linear; nothing is nested on the stack.
pub(super) fn read(text: &str) -> Result<Node, Vec<Problem>> {
    let mut builder = Builder {
        bytes: Bytes::of(text),
        open: Vec::new(),
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = builder.bytes.offset(error.marker());
            vec![problem(
                Span::new(at, at),
                format!("this is not YAML: {}", discreet(error.info())),
                "",
            )]
        })?;
        let span = builder.bytes.span(&span);
        builder.take(event, span).map_err(|problem| vec![problem])?;
    }
    let empty = Node {
        span: Span::new(0, 0),
        value: Value::Table(Vec::new()),
    };
    Ok(builder.root.unwrap_or(empty))
}

/// A list or table that has begun and not ended.
struct Open {
    span: Span,
    items: Vec<Node>,
    rows: Vec<(Key, Node)>,
    key: Option<Key>,
    table: bool,
}

struct Builder<'t> {
    bytes: Bytes<'t>,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, _, _) => {
                let value = match style {
                    ScalarStyle::Plain => plain(&text),
                    _ => Value::Text(text.into_owned()),
                };
                self.put(Node { span, value })
            }
            Event::SequenceStart(..) => self.begin(span, Shape::List),
            Event::MappingStart(..) => self.begin(span, Shape::Table),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) => Err(problem(
                span,
                "an alias (`*name`) is no part of a claims graph",
                "write the value out",
            )),
            Event::DocumentStart(_) if self.root.is_some() => Err(problem(
                span,
                "a second document begins here",
                "keep one claims graph in one file",
            )),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, span: Span, shape: Shape) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            return Err(too_deep(span));
        }
        self.open.push(Open {
            span,
            items: Vec::new(),
            rows: Vec::new(),
            key: None,
            table: matches!(shape, Shape::Table),
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = if open.table {
            Value::Table(open.rows)
        } else {
            Value::List(open.items)
        };
        let span = open.span.join(span);
        self.put(Node { span, value })
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node) -> Result<(), Problem> {
        let text = self.bytes.text;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        if !open.table {
            open.items.push(node);
            return Ok(());
        }
        match open.key.take() {
            Some(key) => open.rows.push((key, node)),
            None => {
                let name = match node.value {
                    Value::Text(name) => name,
                    Value::List(_) | Value::Table(_) => {
                        return Err(problem(
                            node.span,
                            "a key is a list or a table",
                            "write a word as the key",
                        ));
                    }
                    _ => text
                        .get(node.span.start..node.span.end)
                        .unwrap_or_default()
                        .to_owned(),
                };
                open.key = Some(Key {
                    span: node.span,
                    name,
                });
            }
        }
        Ok(())
    }
}

enum Shape {
    List,
    Table,
}

/// An unquoted scalar by the core schema of YAML 1.2, as far as the form needs it.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Odd("nothing"),
        "true" | "True" | "TRUE" => return Value::Flag(true),
        "false" | "False" | "FALSE" => return Value::Flag(false),
        _ => {}
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    match text.parse() {
        Ok(number) => Value::Integer(number),
        Err(_) if numeric && text.parse::<f64>().is_ok() => {
            Value::Odd("a number with a fraction, or too large")
        }
        Err(_) => Value::Text(text.to_owned()),
    }
}

/// From the parser's places, which count characters, to bytes. Places come nearly in order, so a cursor that
/// walks from the last one is linear.
struct Bytes<'t> {
    text: &'t str,
    character: usize,
    byte: usize,
}

impl<'t> Bytes<'t> {
    fn of(text: &'t str) -> Bytes<'t> {
        Bytes {
            text,
            character: 0,
            byte: 0,
        }
    }

    fn span(&mut self, span: &saphyr_parser::Span) -> Span {
        let start = self.offset(&span.start);
        Span::new(start, self.offset(&span.end))
    }

    fn offset(&mut self, place: &Marker) -> usize {
        let to = place.index();
        while self.character < to {
            let Some(next) = self.text[self.byte..].chars().next() else {
                break;
            };
            self.byte += next.len_utf8();
            self.character += 1;
        }
        while self.character > to {
            let Some(last) = self.text[..self.byte].chars().next_back() else {
                break;
            };
            self.byte -= last.len_utf8();
            self.character -= 1;
        }
        self.byte
    }
}
