//! An editor: it starts the program, speaks with it, and keeps what it is shown.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// So long nothing takes; a server that is silent for longer hangs.
const HANGS: Duration = Duration::from_secs(300);

/// An editor.
pub(crate) struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    asked: i64,
    /// What it shows of each file, and of which version.
    pub(crate) shown: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// What else the server has said.
    pub(crate) heard: Vec<Value>,
}

impl Editor {
    pub(crate) fn start(folder: &Path, arguments: &[&str], capabilities: Value) -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
        command.arg("lsp").args(arguments).current_dir(folder);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut server = command.spawn().expect("it starts");
        let (into, from) = channel();
        let mut out = BufReader::new(server.stdout.take().expect("is piped"));
        std::thread::spawn(move || {
            while let Some(message) = next_message(&mut out) {
                if into.send(message).is_err() {
                    break;
                }
            }
        });
        let mut editor = Editor {
            to: server.stdin.take(),
            server,
            from,
            asked: 0,
            shown: BTreeMap::new(),
            heard: Vec::new(),
        };
        let introduced = editor.ask(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": capabilities}),
        );
        assert_eq!(introduced["result"]["serverInfo"]["name"], "twosource");
        editor.tell("initialized", json!({}));
        editor
    }

    pub(crate) fn send_text(&mut self, text: &str) {
        let to = self.to.as_mut().expect("is open");
        write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        to.flush().expect("it listens");
    }

    pub(crate) fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        self.send_text(&message.to_string());
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// The next message; those that show diagnostics are taken note of.
    pub(crate) fn hear(&mut self) -> Value {
        let message = self.from.recv_timeout(HANGS).expect("the server speaks");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("a URI").to_owned();
            let diagnostics = params["diagnostics"].as_array().expect("a list").clone();
            self.shown.insert(uri, (params["version"].as_i64(), diagnostics));
        } else {
            self.heard.push(message.clone());
        }
        message
    }

    pub(crate) fn post(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(json!({"id": self.asked, "method": method, "params": params}));
        self.asked
    }

    pub(crate) fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.hear();
            if message["id"] == json!(id) && message.get("method").is_none() {
                return message;
            }
        }
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.post(method, params);
        self.answer(id)
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// What is shown of a version of a file.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        while self.shown.get(uri).and_then(|(shown, _)| *shown) != Some(version) {
            self.hear();
        }
        self.shown[uri].1.clone()
    }

    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        self.to = None;
        let mut told = String::new();
        let mut from = self.server.stderr.take().expect("is piped");
        from.read_to_string(&mut told).expect("is text");
        (self.server.wait().expect("it ends"), told)
    }

    pub(crate) fn shut_down(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        self.tell("exit", Value::Null);
        let (status, told) = self.end();
        assert_eq!((status.code(), told.as_str()), (Some(0), ""));
    }
}

fn next_message(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().expect("a length"),
            Some(_) => {}
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    out.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).expect("JSON"))
}

/// What a modern editor can do.
pub(crate) fn able(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}},
        "window": {"showDocument": {"support": true}},
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
    })
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.to_str().expect("a plain path"))
}

/// A place as an editor counts it, from 0, in UTF-16.
pub(crate) fn place(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": text[start..byte].encode_utf16().count()})
}

pub(crate) fn byte(text: &str, place: &Value) -> usize {
    let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a small one");
    let start: usize = text
        .split_inclusive('\n')
        .take(number("line"))
        .map(str::len)
        .sum();
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if units >= number("character") {
            return start + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

pub(crate) fn edited(text: &str, edit: &Value) -> String {
    let at = |end: &str| byte(text, &edit["range"][end]);
    let words = edit["newText"].as_str().expect("words");
    format!("{}{words}{}", &text[..at("start")], &text[at("end")..])
}
