//! Which files an agent may name: those under the folders that the server was started for, and nothing by a way that leads out.

use std::path::{Path, PathBuf};

use super::super::console::plain;
use super::super::input::{IRREGULAR, is_irregular};
use super::super::paths::{spelled_out, tidy};

/// The folders, each as it was given and without links.
pub(super) struct Fence {
    folders: Vec<(PathBuf, PathBuf)>,
}

impl Fence {
    /// The fence around these folders; around the one that the program was started in, where none is given.
    ///
    /// # Errors
    ///
    /// A message, when one is no folder.
    pub(super) fn around(folders: &[PathBuf]) -> Result<Fence, String> {
        let here = [PathBuf::from(".")];
        let given = match folders {
            [] => here.as_slice(),
            given => given,
        };
        let mut fence = Fence { folders: Vec::new() };
        for folder in given {
            let whole = folder.canonicalize().ok().filter(|whole| whole.is_dir());
            let whole = whole.ok_or_else(|| format!("{}: there is no such folder", shown(folder)))?;
            // Some start their servers in the root folder: all of the machine is nobody's desk.
            if !folders.is_empty() || whole.parent().is_some() {
                fence.folders.push((spelled_out(folder), whole));
            }
        }
        Ok(fence)
    }

    /// The file that an agent names, as it is shown: from the working folder, or from one of the folders.
    ///
    /// # Errors
    ///
    /// A message, when it is none of those that are read. What lies outside is not looked at.
    pub(super) fn file(&self, given: &str) -> Result<PathBuf, String> {
        let path = Path::new(given);
        let below = self.folders.iter().map(|(folder, _)| folder.join(path));
        let ways: Vec<PathBuf> = std::iter::once(spelled_out(path)).chain(below).collect();
        let inside: Vec<PathBuf> = ways.into_iter().filter(|way| self.is_inside(way)).collect();
        let name = plain(given);
        let Some(first) = inside.first() else {
            return Err(self.outside(&name));
        };
        let way = inside.iter().find(|way| way.exists()).unwrap_or(first);
        match way.canonicalize() {
            Err(_) => Err(format!("{name}: no such file")),
            Ok(whole) if !self.holds(&whole) => Err(self.outside(&name)),
            Ok(whole) if whole.is_dir() => Err(format!("{name}: is a folder; name a file in it")),
            Ok(whole) if is_irregular(&whole) => Err(format!("{name}: {IRREGULAR}")),
            Ok(_) => Ok(tidy(&spelled_out(way))),
        }
    }

    /// Lets a file through that belongs to one which an agent named: its readings, its claims graph, the draft of that.
    ///
    /// # Errors
    ///
    /// A message, when it is there and leads out, or is no file.
    pub(super) fn let_through(&self, beside: &Path) -> Result<(), String> {
        let is_there = beside.symlink_metadata().is_ok();
        let whole = match is_there {
            true => beside.canonicalize().ok(),
            false => beside
                .parent()
                .and_then(|folder| spelled_out(folder).canonicalize().ok()),
        };
        match whole {
            Some(whole) if !self.holds(&whole) => Err(self.outside(&shown(beside))),
            Some(whole) if is_there && !whole.is_file() => Err(format!("{}: {IRREGULAR}", shown(beside))),
            Some(_) => Ok(()),
            None => Err(format!("{}: is a link that leads nowhere", shown(beside))),
        }
    }

    /// Is it written as a way into one of the folders?
    fn is_inside(&self, path: &Path) -> bool {
        let path = spelled_out(path);
        let mut folders = self.folders.iter();
        folders.any(|(given, whole)| path.starts_with(given) || path.starts_with(whole))
    }

    fn holds(&self, whole: &Path) -> bool {
        self.folders.iter().any(|(_, folder)| whole.starts_with(folder))
    }

    fn outside(&self, name: &str) -> String {
        let folders: Vec<String> = self.folders.iter().map(|(folder, _)| shown(folder)).collect();
        match folders.is_empty() {
            true => format!(
                "{name}: no folder is open here; start `twosource mcp` with the folders of the drafts, or give the text"
            ),
            false => format!("{name}: is outside of what is open here ({})", folders.join(", ")),
        }
    }
}

fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}
