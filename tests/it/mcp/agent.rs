//! An agent: it starts the program, asks, and hears.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// So long nothing takes; a server that is silent for longer hangs.
const HANGS: Duration = Duration::from_secs(300);

/// An agent.
pub(crate) struct Agent {
    server: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    asked: i64,
}

impl Agent {
    /// Starts the program in a folder, without a word.
    pub(crate) fn silent<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Agent {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
        command.arg("mcp").args(arguments).current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let (into, from) = channel();
        let out = BufReader::new(server.stdout.take().expect("is piped"));
        std::thread::spawn(move || {
            for line in out.lines() {
                let line = line.expect("is UTF-8");
                let message = serde_json::from_str(&line).expect("each line is a message");
                if into.send(message).is_err() {
                    break;
                }
            }
        });
        Agent {
            to: server.stdin.take(),
            server,
            from,
            asked: 0,
        }
    }

    /// The same, and introduces itself.
    pub(crate) fn start<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Agent {
        let mut agent = Agent::silent(folder, arguments);
        let about = json!({"name": "a test", "version": "1"});
        let introduced = agent.ask(
            "initialize",
            json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": about}),
        );
        assert_eq!(introduced["result"]["serverInfo"]["name"], "twosource");
        assert_eq!(introduced["result"]["protocolVersion"], "2025-06-18");
        agent.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        agent
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().expect("is open");
        to.write_all(bytes).expect("it listens");
        to.flush().expect("it listens");
    }

    pub(crate) fn send(&mut self, message: &Value) {
        self.send_bytes(format!("{message}\n").as_bytes());
    }

    pub(crate) fn hear(&mut self) -> Value {
        self.from.recv_timeout(HANGS).expect("the server speaks")
    }

    pub(crate) fn post(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        self.asked
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.post(method, params);
        let heard = self.hear();
        assert_eq!(heard["id"], id, "{heard}");
        heard
    }

    fn call(&mut self, tool: &str, arguments: Value) -> (bool, String) {
        let heard = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        let text = heard["result"]["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("{heard}"));
        (heard["result"]["isError"] == true, text.to_owned())
    }

    /// What a tool answers.
    pub(crate) fn told(&mut self, tool: &str, arguments: Value) -> String {
        let (is_refused, text) = self.call(tool, arguments);
        assert!(!is_refused, "{text}");
        text
    }

    /// The same, as JSON.
    pub(crate) fn found(&mut self, tool: &str, arguments: Value) -> Value {
        serde_json::from_str(&self.told(tool, arguments)).expect("is JSON")
    }

    /// Why a tool gives no answer.
    pub(crate) fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let (is_refused, text) = self.call(tool, arguments);
        assert!(is_refused, "{text}");
        text
    }

    /// Goes; gives all that was said since, the exit code and standard error.
    pub(crate) fn leave(mut self) -> (Vec<Value>, Option<i32>, String) {
        drop(self.to.take());
        let said = self.from.iter().collect();
        let code = self.server.wait().expect("it ends").code();
        let mut messages = String::new();
        let mut errors = self.server.stderr.take().expect("is piped");
        errors.read_to_string(&mut messages).expect("is text");
        (said, code, messages)
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
