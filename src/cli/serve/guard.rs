//! Who may ask: a browser on this machine that was given the address, and no page of anybody else.
//!
//! A web page from elsewhere can send requests to this machine (and, by DNS rebinding, read the answers); so a
//! request is refused whose Host is not this server's, whose Origin is another's, or whose path lacks the key
//! that is drawn for each run. The key also keeps out other people with an account on the machine.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A request that takes longer is given up: one whose body comes in drops, for instance.
const LONGEST: Duration = Duration::from_secs(120);

/// What a request must show.
pub(super) struct Guard {
    key: String,
    hosts: [String; 2],
}

impl Guard {
    /// Draws a key.
    ///
    /// # Errors
    ///
    /// A message, when the system gives no random bytes.
    pub(super) fn new(port: u16) -> Result<Guard, String> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| format!("the system gives no random bytes: {error}"))?;
        Ok(Guard {
            key: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        })
    }

    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// The address to open.
    pub(super) fn address(&self) -> String {
        format!("http://{}/{}/", self.hosts[0], self.key)
    }

    /// Why a request is refused, if it is.
    fn refuses(&self, path: &str, headers: &HeaderMap) -> Option<StatusCode> {
        let host = one(headers, &header::HOST);
        let is_ours = |host: &str| self.hosts.iter().any(|own| own == host);
        if !host.is_some_and(is_ours) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        let origin_is_ours = |origin: &str| origin.strip_prefix("http://").is_some_and(is_ours);
        if headers.contains_key(header::ORIGIN) && !one(headers, &header::ORIGIN).is_some_and(origin_is_ours)
        {
            return Some(StatusCode::FORBIDDEN);
        }
        let site = HeaderName::from_static("sec-fetch-site");
        if headers.contains_key(&site) && !matches!(one(headers, &site), Some("same-origin" | "none")) {
            return Some(StatusCode::FORBIDDEN);
        }
        let key = path.split('/').nth(1).unwrap_or_default();
        if !same(key, &self.key) {
            return Some(StatusCode::NOT_FOUND);
        }
        None
    }
}

/// A header that stands there once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Compares without telling by its time where the two differ.
fn same(one: &str, other: &str) -> bool {
    let differs = one
        .bytes()
        .zip(other.bytes())
        .fold(0, |differs, (a, b)| differs | (a ^ b));
    one.len() == other.len() && differs == 0
}

/// Lets a request through or refuses it, and says on every answer what a browser may do with it.
pub(super) async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut response = match guard.refuses(request.uri().path(), request.headers()) {
        Some(status) => {
            let told = "Open the address that twosource has printed, on the machine that it runs on.";
            (status, told).into_response()
        }
        None => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
        },
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &str, headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let guard = Guard {
            key: "00ff".to_owned(),
            hosts: ["127.0.0.1:7000".to_owned(), "localhost:7000".to_owned()],
        };
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        guard.refuses(path, &map).map(|status| status.as_u16())
    }

    #[test]
    fn lets_its_own_page_in() {
        assert_eq!(refused("/00ff/0/", &[("host", "127.0.0.1:7000")]), None);
        let own = [
            ("host", "localhost:7000"),
            ("origin", "http://localhost:7000"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert_eq!(refused("/00ff/read/x.md", &own), None);
    }

    #[test]
    fn keeps_others_out() {
        let host = ("host", "127.0.0.1:7000");
        assert_eq!(refused("/00ff/0/", &[]), Some(421));
        assert_eq!(
            refused("/00ff/0/", &[("host", "evil.example:7000")]),
            Some(421),
            "DNS rebinding"
        );
        assert_eq!(refused("/00ff/0/", &[("host", "127.0.0.1:7001")]), Some(421));
        assert_eq!(refused("/00ff/0/", &[host, ("host", "evil.example")]), Some(421));
        assert_eq!(
            refused("/00ff/0/", &[host, ("origin", "http://evil.example")]),
            Some(403)
        );
        assert_eq!(refused("/00ff/0/", &[host, ("origin", "null")]), Some(403));
        assert_eq!(
            refused("/00ff/0/", &[host, ("origin", "https://127.0.0.1:7000")]),
            Some(403)
        );
        assert_eq!(
            refused("/00ff/0/", &[host, ("sec-fetch-site", "cross-site")]),
            Some(403)
        );
        assert_eq!(refused("/00fe/0/", &[host]), Some(404));
        assert_eq!(refused("/", &[host]), Some(404));
    }
}
