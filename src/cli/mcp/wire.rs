//! The lines between an agent and this program: standard input and output, a message each. A line that is too long, or none of the
//! protocol, is answered where it tells whom to answer, and never keeps the next one waiting.

use std::collections::BTreeSet;
use std::io::{BufRead, Cursor, ErrorKind, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rmcp::ErrorData;
use rmcp::model::{ClientNotification, ErrorCode, JsonRpcMessage, RequestId};
use rmcp::service::{RoleServer, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::mpsc;

use super::super::console::Console;

type Heard = RxJsonRpcMessage<RoleServer>;
type Said = TxJsonRpcMessage<RoleServer>;

/// A longer line is not taken in: more than any text that is, with all its letters escaped.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Messages that wait to be answered; the agent waits with more.
const WAITING: usize = 64;

/// Both ends.
pub(super) struct Wire {
    heard: mpsc::Receiver<Heard>,
    mouth: Mouth,
}

/// Where answers go.
#[derive(Clone)]
struct Mouth {
    out: Sender<Option<Said>>,
    open: Arc<Open>,
}

/// What was asked and is not answered.
#[derive(Default)]
struct Open {
    ids: Mutex<BTreeSet<String>>,
    answered: Condvar,
}

impl Open {
    fn ids(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self, id: &RequestId) {
        self.ids().remove(&id.to_string());
        self.answered.notify_all();
    }

    /// Waits until all is answered.
    fn wait(&self) {
        let mut ids = self.ids();
        while !ids.is_empty() {
            ids = self.answered.wait(ids).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Ends the writing.
pub(super) struct Ending {
    out: Sender<Option<Said>>,
    writer: JoinHandle<()>,
}

impl Ending {
    /// Waits until everything that was said is written.
    pub(super) fn wait(self) {
        let _ = self.out.send(None);
        let _ = self.writer.join();
    }
}

/// Opens standard input and output.
pub(super) fn open(console: Console) -> (Wire, Ending) {
    let (out, from) = channel();
    let (into, heard) = mpsc::channel(WAITING);
    let mouth = Mouth {
        out: out.clone(),
        open: Arc::default(),
    };
    let writer = std::thread::spawn(move || write(&from));
    let reader = mouth.clone();
    // It stands in a read for as long as the agent is there, and ends with the program.
    std::thread::spawn(move || reader.read(std::io::stdin().lock(), &into, console));
    (Wire { heard, mouth }, Ending { out, writer })
}

impl Transport<RoleServer> for Wire {
    type Error = std::io::Error;

    fn send(&mut self, said: Said) -> impl Future<Output = Result<(), Self::Error>> + Send + 'static {
        std::future::ready(self.mouth.say(said))
    }

    async fn receive(&mut self) -> Option<Heard> {
        self.heard.recv().await
    }

    async fn close(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Writes what is said, a line each, until there is nothing more or nobody reads.
fn write(from: &Receiver<Option<Said>>) {
    let mut out = std::io::stdout().lock();
    while let Ok(Some(said)) = from.recv() {
        let Ok(mut line) = serde_json::to_vec(&said) else {
            continue;
        };
        line.push(b'\n');
        if out.write_all(&line).and_then(|()| out.flush()).is_err() {
            break;
        }
    }
}

/// Whom to answer, of a message that is none otherwise.
#[derive(Deserialize)]
struct Head {
    id: Option<RequestId>,
    method: Option<String>,
}

impl Mouth {
    fn say(&self, said: Said) -> std::io::Result<()> {
        match &said {
            JsonRpcMessage::Response(answer) => self.open.close(&answer.id),
            JsonRpcMessage::Error(wrong) => {
                if let Some(id) = &wrong.id {
                    self.open.close(id);
                }
            }
            _ => {}
        }
        let gone = |_| std::io::Error::from(ErrorKind::BrokenPipe);
        self.out.send(Some(said)).map_err(gone)
    }

    /// Hands messages on until the agent goes and all that it asked is answered.
    fn read(&self, mut from: impl BufRead, into: &mpsc::Sender<Heard>, console: Console) {
        let mut told = false;
        loop {
            let message = match next_line(&mut from) {
                Line::End => break,
                Line::TooLong(head) => Err((head, ErrorCode::INVALID_REQUEST, too_long())),
                Line::Whole(line) if line.trim_ascii().is_empty() => continue,
                Line::Whole(line) => understood(&line),
            };
            match message {
                Ok(message) => {
                    self.note(&message);
                    if into.blocking_send(message).is_err() {
                        return;
                    }
                }
                Err((Some(id), code, why)) => {
                    let _ = self.say(JsonRpcMessage::error(ErrorData::new(code, why, None), Some(id)));
                }
                // An answer to nobody could be taken for a question; other servers are silent too.
                Err((None, _, why)) if !told => {
                    told = true;
                    console.warning(&format!("a line of the agent was left alone: {why}"));
                }
                Err((None, ..)) => {}
            }
        }
        self.open.wait();
    }

    /// Takes note of what is asked, and of what nobody wants to know any more.
    fn note(&self, message: &Heard) {
        match message {
            JsonRpcMessage::Request(asked) => {
                self.open.ids().insert(asked.id.to_string());
            }
            JsonRpcMessage::Notification(notice) => {
                if let ClientNotification::CancelledNotification(gone) = &notice.notification
                    && let Some(id) = &gone.params.request_id
                {
                    self.open.close(id);
                }
            }
            _ => {}
        }
    }
}

fn too_long() -> String {
    format!(
        "the message is longer than {} MiB, the most that is taken in",
        LONGEST / (1024 * 1024)
    )
}

fn understood(line: &[u8]) -> Result<Heard, (Option<RequestId>, ErrorCode, String)> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if let Ok(message) = serde_json::from_slice(line) {
        return Ok(message);
    }
    let text = String::from_utf8_lossy(line);
    let head: Option<Head> = serde_json::from_str(&text).ok();
    let id = head.and_then(|head| head.id.filter(|_| head.method.is_some()));
    Err(match std::str::from_utf8(line) {
        Err(_) => (id, ErrorCode::PARSE_ERROR, "the message is no UTF-8".to_owned()),
        Ok(text) if serde_json::from_str::<Value>(text).is_err() => {
            (id, ErrorCode::PARSE_ERROR, "the message is no JSON".to_owned())
        }
        Ok(_) => {
            let why = "the message is none of the Model Context Protocol".to_owned();
            (id, ErrorCode::INVALID_REQUEST, why)
        }
    })
}

enum Line {
    Whole(Vec<u8>),
    /// It was passed over; whom to answer, if it says so.
    TooLong(Option<RequestId>),
    End,
}

fn next_line(from: &mut impl BufRead) -> Line {
    let mut line = Vec::new();
    match from.take(LONGEST + 1).read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => Line::End,
        Ok(_) if line.ends_with(b"\n") || line.len() as u64 <= LONGEST => Line::Whole(line),
        Ok(_) => {
            let mut rest = Rest { from, is_over: false };
            // Read as it comes: only its head is kept.
            let head: Option<Head> = serde_json::from_reader(Cursor::new(line).chain(&mut rest)).ok();
            let _ = std::io::copy(&mut rest, &mut std::io::sink());
            Line::TooLong(head.and_then(|head| head.id.filter(|_| head.method.is_some())))
        }
    }
}

/// The rest of a line.
struct Rest<'a, R> {
    from: &'a mut R,
    is_over: bool,
}

impl<R: BufRead> Read for Rest<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.is_over {
            return Ok(0);
        }
        let there = self.from.fill_buf()?;
        let end = there.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(there.len()).min(into.len());
        into[..taken].copy_from_slice(&there[..taken]);
        self.is_over = end == Some(taken) || there.is_empty();
        let past = taken + usize::from(end == Some(taken));
        self.from.consume(past);
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn a_line_that_is_too_long_tells_whom_to_answer_and_the_next_is_read() {
        let text = "x".repeat(LONGEST as usize + 70_000);
        let message = format!(
            "{{\"method\":\"tools/call\",\"params\":{{\"text\":\"{text}\"}},\"id\":7}}\n{{\"id\":8}}\n"
        );
        let mut from = BufReader::with_capacity(1000, message.as_bytes());
        assert!(matches!(
            next_line(&mut from),
            Line::TooLong(Some(RequestId::Number(7)))
        ));
        assert!(matches!(next_line(&mut from), Line::Whole(line) if line == b"{\"id\":8}\n"));
        assert!(matches!(next_line(&mut from), Line::End));
    }

    #[test]
    fn a_long_line_of_noise_is_passed_over() {
        let mut message = vec![0xff; LONGEST as usize + 5];
        message.extend(b"\nnext");
        let mut from = message.as_slice();
        assert!(matches!(next_line(&mut from), Line::TooLong(None)));
        assert!(matches!(next_line(&mut from), Line::Whole(line) if line == b"next"));
    }
}
