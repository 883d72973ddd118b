//! Reading a case: the one embedded in the program, or a folder of the reader's own.

use crate::error::LabError;
use crate::setting::declare;
use argument::case::Case;
use argument::fault::Fault;
use include_dir::{Dir, include_dir};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The case that ships inside the program.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../cases/ussr-1933");
/// A small invented case to start from.
static TEMPLATE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../cases/mill");

/// A text file larger than this is no part of a case that people edit.
const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// Folders deeper than this are no part of a case.
const DEEPEST: usize = 4;

/// Where a case is read from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// The case inside the program.
    Embedded,
    /// A folder.
    Folder(&'a Path),
}

/// Reads and checks a case.
///
/// # Errors
/// The first thing that is wrong with it, or a file that cannot be read.
pub fn load(origin: Origin<'_>) -> Result<Case, LabError> {
    Ok(parse(&files(origin)?)?)
}

/// Checks the files of a case. What the model gives is declared here and nowhere else.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(files: &[(String, String)]) -> Result<Case, Fault> {
    let case = Case::parse_with(files, declare(files)?)?;
    crate::disputes::all(&case)?;
    Ok(case)
}

/// The files of a case: path inside it, and text.
///
/// # Errors
/// A file that cannot be read.
pub fn files(origin: Origin<'_>) -> Result<Vec<(String, String)>, LabError> {
    match origin {
        Origin::Embedded => Ok(embedded(&EMBEDDED)),
        Origin::Folder(folder) => folder_files(folder),
    }
}

/// The files of the small case that `closerun new` writes.
pub fn template() -> Vec<(String, String)> {
    embedded(&TEMPLATE)
}

fn embedded(dir: &Dir<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for file in dir.files() {
        // Embedded files were text when they were embedded; a test loads them all.
        let text = file.contents_utf8().unwrap_or_default();
        files.push((
            file.path().to_string_lossy().replace('\\', "/"),
            text.to_owned(),
        ));
    }
    for inner in dir.dirs() {
        files.extend(embedded(inner));
    }
    files
}

fn folder_files(folder: &Path) -> Result<Vec<(String, String)>, LabError> {
    if !folder.is_dir() {
        let found = if folder.exists() {
            "a file"
        } else {
            "nothing at this path"
        };
        return Err(LabError::disk(
            "this is no folder",
            folder,
            found,
            "a folder with case.toml in it",
            "`closerun new DIR` writes a small case to start from",
        ));
    }
    let mut files = Vec::new();
    collect(folder, "", 0, &mut files)?;
    Ok(files)
}

fn collect(
    folder: &Path,
    inside: &str,
    depth: usize,
    files: &mut Vec<(String, String)>,
) -> Result<(), LabError> {
    if depth > DEEPEST {
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let key = format!("{inside}{name}");
        if path.is_dir() {
            collect(&path, &format!("{key}/"), depth + 1, files)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
        {
            files.push((key, read_text(&path)?));
        }
    }
    Ok(())
}

/// Reads a text file of reasonable size.
///
/// # Errors
/// A file that is missing, not readable, too large or not UTF-8.
pub fn read_text(path: &Path) -> Result<String, LabError> {
    let about = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if about.is_dir() {
        return Err(LabError::disk(
            "this is a folder",
            path,
            "a folder",
            "a text file",
            "name the file inside it",
        ));
    }
    let size = about.len();
    if size > LARGEST_FILE {
        return Err(LabError::disk(
            "the file is too large",
            path,
            format!("{} MB", size / (1024 * 1024)),
            format!("at most {} MB", LARGEST_FILE / (1024 * 1024)),
            "a case is text that people edit; split long tables by topic",
        ));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        LabError::disk(
            "the file is not text",
            path,
            format!("a byte that is not UTF-8 at offset {at}"),
            "UTF-8 text",
            "save it as UTF-8; a case holds no binary files",
        )
    })
}

pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> LabError {
    let hint = match error.kind() {
        ErrorKind::NotFound => "check the path",
        ErrorKind::PermissionDenied => "you have no permission to read it",
        _ => "check that it is a readable file",
    };
    LabError::disk(
        "cannot be read",
        path,
        error.to_string(),
        "a readable file or folder",
        hint,
    )
}
