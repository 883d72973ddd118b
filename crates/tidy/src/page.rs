//! The text files of the tree, read once.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Folders that are made by tools and belong to no one.
const MADE: &[&str] = &[".git", "out", "closerun-out", "target"];

/// File names that are kept out of the repository by their end.
const LEFT_OUT: &[&str] = &[".snap.new", ".pending-snap"];

/// In a second work tree of a repository `.git` is a file, which names a folder of that machine.
fn is_left_out(name: &str) -> bool {
    name == ".git" || LEFT_OUT.iter().any(|end| name.ends_with(end))
}

/// Kinds of file that must be text, whatever their bytes say.
const TEXT: &[&str] = &[
    "cff", "css", "csv", "html", "js", "json", "lock", "md", "py", "rs", "snap", "svg", "toml",
    "txt", "yml",
];

/// One text file.
#[derive(Clone, Debug)]
pub struct Page {
    /// Path from the root, with forward slashes.
    pub path: String,
    /// Its text. Bytes that are no UTF-8 are replaced, and [`Page::is_utf8`] is false.
    pub text: String,
    /// Whether its bytes are UTF-8.
    pub is_utf8: bool,
}

impl Page {
    /// A page for tests.
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_utf8: true,
        }
    }

    /// Whether it is Rust source.
    pub fn is_rust(&self) -> bool {
        extension(&self.path) == "rs"
    }

    /// The crate it lies in, by folder; "" if in none.
    pub fn room(&self) -> &str {
        let below = self.path.strip_prefix("crates/").unwrap_or("");
        below.split_once('/').map_or("", |(room, _)| room)
    }

    /// Whether it lies in the `src` folder of a crate.
    pub fn is_shipped(&self) -> bool {
        self.path
            .starts_with(&format!("crates/{}/src/", self.room()))
    }

    /// Whether it lies in a folder of tests.
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests")
    }
}

/// The end of a file name after its last dot, "" if there is none.
pub fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, end)| end)
}

/// Root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All text files below a folder, in the order of their paths.
///
/// # Errors
///
/// A folder or file that cannot be read.
pub fn pages(root: &Path) -> io::Result<Vec<Page>> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Page>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !MADE.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), found)?;
            }
        } else if kind.is_file() && !is_left_out(&name) {
            match fs::read(entry.path()) {
                Ok(bytes) => found.extend(page(path, bytes)),
                // An editor may have renamed its draft since the folder was listed.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// A page if the bytes are text, or should be by their name.
fn page(path: String, bytes: Vec<u8>) -> Option<Page> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') && !TEXT.contains(&extension(&path)) => None,
        Ok(text) => Some(Page {
            path,
            text,
            is_utf8: true,
        }),
        Err(error) if TEXT.contains(&extension(&path)) => Some(Page {
            path,
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            is_utf8: false,
        }),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, extension, page};

    #[test]
    fn a_path_tells_its_room() {
        let test = Page::new("crates/lab/tests/it/main.rs", "");
        assert_eq!(test.room(), "lab");
        assert!(test.is_rust() && test.is_test() && !test.is_shipped());
        assert!(Page::new("crates/lab/src/load/mod.rs", "").is_shipped());
        assert_eq!(Page::new("cases/x/case.toml", "").room(), "");
        assert_eq!(extension(".ci/run"), "");
    }

    #[test]
    fn binary_files_are_no_pages_unless_named_as_text() {
        assert!(page("a.parquet".to_owned(), vec![0xff, 0xfe]).is_none());
        assert!(page("a.bin".to_owned(), vec![0]).is_none());
        let junk = page("a.toml".to_owned(), vec![b'a', 0xff]).expect("named as text");
        assert!(!junk.is_utf8);
    }
}
