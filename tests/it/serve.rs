//! `serve` as a browser or a careless program meets it, without a browser.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Server {
    child: Child,
    host: String,
    key: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn of(file: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_twosource"))
            .args(["serve", "--no-policy"])
            .arg(file)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let messages = child.stderr.take().expect("is piped");
        BufReader::new(messages)
            .read_line(&mut line)
            .expect("it says where");
        let address = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"));
        let (host, key) = address
            .and_then(|address| address.split_once('/'))
            .expect("an address");
        Server {
            child,
            host: host.to_owned(),
            key: key.trim_end_matches('/').to_owned(),
        }
    }

    fn connection(&self) -> TcpStream {
        TcpStream::connect(&self.host).expect("it listens")
    }

    fn page(&self) -> String {
        String::from_utf8(self.answer("")).expect("a page")
    }

    /// What is answered to a request for something of the first draft: head and body.
    fn answer(&self, of: &str) -> Vec<u8> {
        let mut connection = self.connection();
        let request = format!(
            "GET /{}/0/{of} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.key, self.host
        );
        connection.write_all(request.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("it answers");
        answer
    }
}

fn graph(claim: &str) -> String {
    format!(
        "[[source]]\nid = \"ann\"\nname = \"Ann Holm\"\nkind = \"named-person\"\n\n\
         [[claim]]\nid = \"one\"\ntext = \"{claim}\"\nsources = [\"ann\"]\n"
    )
}

/// Waits until it holds; panics after a time that no machine needs.
fn wait_for(what: &str, holds: impl Fn() -> bool) -> Duration {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    begun.elapsed()
}

#[test]
fn a_request_that_does_not_come_to_its_end_is_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("claims.toml");
    std::fs::write(&file, graph("The bridge is shut.")).expect("is written");
    let server = Server::of(&file);
    let mut slow = server.connection();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("it reads");
    slow.set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a time");
    let begun = Instant::now();
    let mut answer = Vec::new();
    let ended = slow.read_to_end(&mut answer);
    assert!(ended.is_ok(), "it is closed and not left open: {ended:?}");
    assert!(begun.elapsed() < Duration::from_secs(25));
    wait_for("others are answered", || {
        server.page().contains("The bridge is shut.")
    });
}

#[test]
fn a_file_written_a_hundred_times_a_second_shows_its_last_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("claims.toml");
    std::fs::write(&file, graph("The bridge is shut.")).expect("is written");
    let server = Server::of(&file);
    wait_for("the first state", || {
        server.page().contains("The bridge is shut.")
    });
    let begun = Instant::now();
    let mut number = 0;
    while begun.elapsed() < Duration::from_secs(1) {
        std::fs::write(&file, graph(&format!("The bridge is shut for {number} weeks."))).expect("is written");
        number += 1;
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(
        server.page().contains("weeks."),
        "it does not wait for the writing to end"
    );
    std::fs::write(&file, graph("The bridge is open.")).expect("is written");
    let took = wait_for("the last state", || server.page().contains("The bridge is open."));
    // 300 ms on a machine with nothing else to do; a busy one is given ten times as long.
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[cfg(feature = "office")]
#[test]
fn the_document_with_comments_is_the_one_that_report_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let word = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/drafts/ferry.docx");
    let text = folder.path().join("a.md");
    std::fs::write(&text, "Sources said the ferry will stop.\n").expect("is written");
    for file in [word, text] {
        let server = Server::of(&file);
        wait_for("it is read", || server.page().contains("save/docx"));
        let mut report = Command::new(env!("CARGO_BIN_EXE_twosource"));
        let report = report
            .args(["report", "--no-policy", "--format", "docx"])
            .arg(&file);
        let document = report.output().expect("it runs").stdout;
        assert!(document.starts_with(b"PK"));
        wait_for("it is judged", || server.answer("save/docx").ends_with(&document));
    }
}
