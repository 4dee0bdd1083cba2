//! Ways to a file: one spelling for all of them, and the way to it from another place.

use std::path::{Component, Path, PathBuf};

/// The spelling that a check shows: from the working folder where the file is below it, else as it was given. Absolute,
/// `./` and `sub/../` lead to the same file.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let parts = path.components();
    let plain: PathBuf = parts.filter(|part| !matches!(part, Component::CurDir)).collect();
    let leads_away = plain.is_absolute() || plain.components().any(|part| part == Component::ParentDir);
    let tidied = if leads_away { below_here(path) } else { None };
    let tidied = tidied.unwrap_or(plain);
    if tidied.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        tidied
    }
}

/// The whole path without "." and "..", whether the file is there or not.
pub(super) fn spelled_out(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    whole
}

fn below_here(path: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    let whole = whole(path)?;
    Some(whole.strip_prefix(here).ok()?.to_owned())
}

/// The whole path, its folder without links; a link at its end stays one. Nothing where there is no such folder.
pub(super) fn whole(path: &Path) -> Option<PathBuf> {
    let Some(name) = path.file_name() else {
        return path.canonicalize().ok();
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    Some(folder.join(name))
}

/// The way to a file from a folder, with `/` between its parts; both are whole paths.
pub(super) fn seen_from(folder: &Path, file: &Path) -> String {
    let folder: Vec<_> = folder.components().collect();
    let target: Vec<_> = file.components().collect();
    let shared = folder.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = folder.iter().skip(shared).map(|_| "..".to_owned());
    let down = target
        .iter()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_one_file_have_one_spelling() {
        let here = std::env::current_dir().unwrap();
        let absolute = here.join("src/cli/paths.rs");
        for way in [
            "src/cli/paths.rs",
            "./src/cli/paths.rs",
            "src/../src/./cli/paths.rs",
        ] {
            assert_eq!(tidy(Path::new(way)), Path::new("src/cli/paths.rs"), "{way}");
        }
        assert_eq!(tidy(&absolute), Path::new("src/cli/paths.rs"));
        assert_eq!(tidy(&here), Path::new("."));
        assert_eq!(tidy(Path::new("./")), Path::new("."));
        assert_eq!(tidy(Path::new("gone/x.md")), Path::new("gone/x.md"));
        assert_eq!(tidy(Path::new("/gone/x.md")), Path::new("/gone/x.md"));
    }

    #[test]
    fn the_way_from_a_folder_goes_up_and_down() {
        let seen = |folder: &str, file: &str| seen_from(Path::new(folder), Path::new(file));
        assert_eq!(seen("/desk", "/desk/drafts/x.md"), "drafts/x.md");
        assert_eq!(seen("/desk/ci", "/desk/drafts/x.md"), "../drafts/x.md");
    }
}
