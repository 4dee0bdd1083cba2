//! The editor at the other end: what it can do, and how it names files.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use super::super::paths::spelled_out;
use super::text::Encoding;

/// What it said of itself when it introduced itself.
#[derive(Debug)]
pub(super) struct Client {
    capabilities: Value,
    pub(super) encoding: Encoding,
}

impl Client {
    /// Bytes where it takes them, since they need no counting, else what every editor knows.
    pub(super) fn of(introduction: &Value) -> Client {
        let capabilities = introduction.get("capabilities").cloned().unwrap_or_default();
        let mut client = Client {
            capabilities,
            encoding: Encoding::Utf16,
        };
        for (name, encoding) in [("utf-32", Encoding::Utf32), ("utf-8", Encoding::Utf8)] {
            if client.lists("/general/positionEncodings", name) {
                client.encoding = encoding;
            }
        }
        client
    }

    /// Does it say `true` there?
    pub(super) fn can(&self, pointer: &str) -> bool {
        self.capabilities.pointer(pointer).and_then(Value::as_bool) == Some(true)
    }

    /// Does it list this word there?
    pub(super) fn lists(&self, pointer: &str, word: &str) -> bool {
        let listed = self.capabilities.pointer(pointer).and_then(Value::as_array);
        listed.is_some_and(|listed| listed.iter().any(|one| one.as_str() == Some(word)))
    }
}

/// What stands in a path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The path of a `file:` URI on this machine, relative to where the program runs if it stands below: as `check` is called there.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let drive = |path: &str| path.get(2..3) == Some(":") && path.starts_with('/');
    let path = match host {
        "" | "localhost" if cfg!(windows) && drive(&path) => path.get(1..)?.to_owned(),
        "" | "localhost" => path.into_owned(),
        host if cfg!(windows) => format!("//{host}{path}"),
        _ => return None,
    };
    let path = spelled_out(Path::new(&path));
    let here = spelled_out(Path::new("."));
    Some(path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path))
}

/// The URI of a file that the editor has not named.
pub(super) fn uri_of(path: &Path) -> String {
    let path = spelled_out(path).to_string_lossy().replace('\\', "/");
    let encoded = utf8_percent_encode(&path, PATH);
    match path.starts_with("//") {
        true => format!("file:{encoded}"),
        false if path.starts_with('/') => format!("file://{encoded}"),
        false => format!("file:///{encoded}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn files_are_named_there_and_back() {
        for path in ["/desk/a b/Łódź #1 100%.md", "/x.md"] {
            assert_eq!(
                path_of(&uri_of(Path::new(path))).as_deref(),
                Some(Path::new(path))
            );
        }
        let here = std::env::current_dir().unwrap();
        assert_eq!(
            path_of(&uri_of(&here.join("drafts/x.md"))),
            Some(PathBuf::from("drafts/x.md"))
        );
        assert_eq!(path_of("file://localhost/a%20b"), Some(PathBuf::from("/a b")));
    }

    #[test]
    fn what_is_no_file_here_has_no_path() {
        for uri in [
            "untitled:Untitled-1",
            "file:",
            "file://",
            "https://x.example/a.md",
            "",
            "file:///%ff",
        ] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
    }
}
