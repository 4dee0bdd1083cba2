//! `twosource serve`: the page, live while the draft is written. Only this machine can reach it.
//!
//! Built on axum: of the small HTTP crates, tiny_http and what stands on it look for maintainers, while axum and
//! the hyper below it are kept by the Tokio project. No other feature of it is used than plain HTTP/1.1. Connections are served by
//! hyper itself, because axum sets no time in which a request must come.

mod guard;
mod settling;
mod shelf;
mod view;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clap::Args;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::console::Console;
use super::input::reason;
use super::ledger::Refused;
use super::{Outcome, examine};
use guard::Guard;
use shelf::Shelf;

const EXAMPLES: &str = "\
Examples:
  twosource serve draft.md     then open the address that is printed, and write on
  twosource serve drafts/      all drafts of a folder: what to check in each, how far that is, what has changed
  twosource serve              paste a text or drop a file into the page

It listens on this machine alone, and nothing leaves the machine. Ctrl-C ends it.";

/// Larger pastes and drops are refused.
const LARGEST: usize = 16 * 1024 * 1024;
/// What to do where somebody else was quicker.
const NEWER: &str = "; the page takes the change up, then save again";

const TOO_LARGE: &str = "this text is larger than 16 MiB, the most that is taken in";

/// Pastes and drops taken in at a time; more wait.
const READERS: usize = 2;

/// Connections at a time; more wait.
const CONNECTIONS: usize = 128;

/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(5);

/// How long to wait where the system has no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Drafts, claims graphs or folders of them; none to paste a text
    #[arg(value_name = "DRAFT|FOLDER")]
    files: Vec<PathBuf>,
    /// Listen on this port, not on a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    #[command(flatten)]
    reading: examine::Options,
}

/// What every request can see.
#[derive(Clone)]
struct Desk {
    shelf: Arc<Shelf>,
    guard: Arc<Guard>,
    /// Texts that are taken in at a time.
    readers: Arc<Semaphore>,
    console: Console,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(serve(with, console).map(|()| 0))
}

fn serve(with: &Arguments, console: &Console) -> Result<(), String> {
    let cannot =
        |error: &std::io::Error| format!("port {}: cannot be listened on: {}", with.port, reason(error));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, with.port)).map_err(|error| cannot(&error))?;
    listener.set_nonblocking(true).map_err(|error| cannot(&error))?;
    let port = listener.local_addr().map_err(|error| cannot(&error))?.port();
    let shelf = Arc::new(Shelf::new(&with.files, &with.reading));
    shelf.look();
    let guard = Arc::new(Guard::new(port)?);
    console.note(&format!("open {} in a browser; Ctrl-C ends it", guard.address()));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build();
    let runtime = runtime.map_err(|error| format!("cannot start: {}", reason(&error)))?;
    std::thread::scope(|threads| {
        threads.spawn(|| shelf.watch(console));
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let desk = Desk {
                shelf: Arc::clone(&shelf),
                guard,
                readers: Arc::new(Semaphore::new(READERS)),
                console: *console,
            };
            attend(&listener, &router(desk)).await
        });
        shelf.close();
        served.map_err(|error| format!("the server has stopped: {}", reason(&error)))
    })
}

/// Answers connections, so many at a time; one whose request does not come to the end of its head is closed.
async fn attend(listener: &tokio::net::TcpListener, router: &Router) -> std::io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = Arc::clone(&places).acquire_owned().await;
        let Ok((stream, _)) = listener.accept().await else {
            // The system has no more connections to give; some are closed soon.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(TokioIo::new(stream), service);
            // A browser that leaves early has nobody to be told.
            let _ = served.await;
            drop(place);
        });
    }
}

fn router(desk: Desk) -> Router {
    Router::new()
        .route("/{key}/", get(first))
        .route("/{key}/wait/{changes}", get(wait_all))
        .route("/{key}/{paper}/", get(page))
        .route("/{key}/{paper}/wait/{version}", get(wait))
        .route("/{key}/{paper}/save/{format}", get(save))
        .route("/{key}/{paper}/readings/{seen}", post(put_readings))
        .route("/{key}/{paper}/undo/{seen}", post(undo))
        .route("/{key}/read/{name}", post(read))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk.guard),
            guard::check,
        ))
        .with_state(desk)
}

/// The overview of a folder; of one draft, its page.
async fn first(State(desk): State<Desk>) -> Response {
    if !desk.shelf.is_desk() {
        return Redirect::to(&format!("/{}/0/", desk.guard.key())).into_response();
    }
    let changes = *desk.shelf.changes().borrow();
    let shelf = Arc::clone(&desk.shelf);
    match tokio::task::spawn_blocking(move || view::overview(&shelf, changes)).await {
        Ok(page) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers the overview as soon as any draft is another than it shows, or after a while.
async fn wait_all(State(desk): State<Desk>, Path((_, known)): Path<(String, u64)>) -> String {
    let mut changes = desk.shelf.changes();
    let changed = changes.wait_for(|now| *now != known);
    let _ = tokio::time::timeout(PATIENCE, changed).await;
    let now = *desk.shelf.changes().borrow();
    now.to_string()
}

async fn page(State(desk): State<Desk>, Path((_, paper)): Path<(String, usize)>) -> Response {
    match view::page(&desk.shelf, paper) {
        Some(page) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such draft any more.").into_response(),
    }
}

/// Answers with the draft's version as soon as it is another than the page has, or after a while with the same.
async fn wait(State(desk): State<Desk>, Path((_, paper, version)): Path<(String, usize, u64)>) -> Response {
    let mut changes = desk.shelf.changes();
    let changed = changes.wait_for(|_| desk.shelf.version(paper) != Some(version));
    let _ = tokio::time::timeout(PATIENCE, changed).await;
    match desk.shelf.version(paper) {
        Some(version) => version.to_string().into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn save(State(desk): State<Desk>, Path((_, paper, format)): Path<(String, usize, String)>) -> Response {
    let Some(paper) = desk.shelf.paper(paper) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(analysis) = paper.analysis.clone() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let name = view::file_name(&analysis.case.draft.path);
    let made = tokio::task::spawn_blocking(move || view::download(&paper, &analysis, &format)).await;
    let saved = match made {
        Ok(Some(Ok(saved))) => saved,
        Ok(Some(Err(message))) => return (StatusCode::UNPROCESSABLE_ENTITY, message).into_response(),
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let disposition = format!("attachment; filename=\"{name}.{}\"", saved.extension);
    let headers = [
        (header::CONTENT_TYPE, saved.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, saved.bytes).into_response()
}

/// Takes in a text that was pasted or dropped, and answers with the number of its page.
async fn read(
    State(desk): State<Desk>,
    Path((_, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let _place = desk.readers.acquire().await;
    let Ok(body) = axum::body::to_bytes(request.into_body(), LARGEST).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE).into_response();
    };
    let shelf = Arc::clone(&desk.shelf);
    let taken = tokio::task::spawn_blocking(move || shelf.take_in(&name, &body, &desk.console)).await;
    match taken {
        Ok(Ok(paper)) => paper.to_string().into_response(),
        Ok(Err(message)) => (StatusCode::UNPROCESSABLE_ENTITY, message).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Saves what the page says of a draft, if its file is still as the page has seen it.
async fn put_readings(
    State(desk): State<Desk>,
    Path((_, paper, seen)): Path<(String, usize, String)>,
    headers: HeaderMap,
    text: String,
) -> Response {
    written(headers, move || {
        desk.shelf.save_readings(paper, (&seen, &text), &desk.console)
    })
    .await
}

/// Takes the last save back, on the same condition.
async fn undo(
    State(desk): State<Desk>,
    Path((_, paper, seen)): Path<(String, usize, String)>,
    headers: HeaderMap,
) -> Response {
    written(headers, move || desk.shelf.undo_readings(paper, &seen)).await
}

/// What writes a file is asked for by a page of our own, and by nothing that does not say where it comes from.
async fn written(
    headers: HeaderMap,
    write: impl FnOnce() -> Option<Result<String, Refused>> + Send + 'static,
) -> Response {
    if !headers.contains_key(header::ORIGIN) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match tokio::task::spawn_blocking(write).await {
        Ok(Some(Ok(edition))) => edition.into_response(),
        Ok(Some(Err(Refused::Changed(message)))) => (StatusCode::CONFLICT, message + NEWER).into_response(),
        Ok(Some(Err(Refused::Wrong(message)))) => (StatusCode::UNPROCESSABLE_ENTITY, message).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
