//! For tests: a schema that lies in a file is that of the types which it describes.

use serde_json::Value;

/// Compares the schema in a file of `src/report` with that of its types. `TWOSOURCE_BLESS=1 cargo test --lib schema` writes the
/// file anew first; look at it before you commit it.
#[allow(
    clippy::disallowed_methods,
    reason = "a test may write what the library includes"
)]
pub(in crate::report) fn holds(file: &str, of_file: &Value, of_types: &Value) {
    if std::env::var_os("TWOSOURCE_BLESS").is_some() {
        let path = format!("{}/src/report/{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, format!("{of_types:#}\n")).unwrap();
    }
    assert_eq!(of_file, of_types, "{file}");
}
