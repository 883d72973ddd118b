//! What a run leaves behind, and how it gets onto the disk: all of it or nothing.

pub mod bibliography;
pub mod csv;
pub mod dictionary;
pub mod manifest;
pub mod parquet;
pub(crate) mod small;

use crate::error::LabError;
use crate::json;
use crate::report;
use crate::table;
use argument::case::Case;
use argument::verdict::Check;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use tempfile::TempDir;

/// The licence of the data, written beside every run.
pub(crate) const LICENCE: &str = include_str!("../../../../LICENSE-DATA");

/// Every file of a run: name inside its folder, and bytes. The manifest comes last and lists the
/// others.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn run_files(
    case: &Case,
    check: &Check,
    report_html: String,
) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let tables = table::all(case, check);
    let mut files = vec![
        ("report.html".to_owned(), report_html.into_bytes()),
        (
            "report-short.html".to_owned(),
            report::short(case, check).into_bytes(),
        ),
        ("check.json".to_owned(), pretty(&json::check(case, check))),
    ];
    for table in &tables {
        files.push((
            format!("tables/{}.csv", table.name),
            csv::text(table).into_bytes(),
        ));
        let bytes = parquet::bytes(table, &check.digest)?;
        files.push((format!("tables/{}.parquet", table.name), bytes));
    }
    files.extend([
        (
            "bibliography.bib".to_owned(),
            bibliography::bibtex(case).into_bytes(),
        ),
        (
            "bibliography.csl.json".to_owned(),
            pretty(&bibliography::csl(case)),
        ),
        (
            "DATA-DICTIONARY.md".to_owned(),
            dictionary::text(case, &tables).into_bytes(),
        ),
        ("LICENSE-DATA".to_owned(), LICENCE.as_bytes().to_vec()),
        (
            "schemas/check.schema.json".to_owned(),
            json::CHECK_SCHEMA.as_bytes().to_vec(),
        ),
        (
            "schemas/rows.schema.json".to_owned(),
            json::ROWS_SCHEMA.as_bytes().to_vec(),
        ),
    ]);
    let manifest = manifest::json(case, check, &files);
    files.push((manifest::NAME.to_owned(), pretty(&manifest)));
    Ok(files)
}

fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// Writes a run to a folder. What the same job left in it is replaced; a folder that holds anything
/// else is left as it is, the result of another job included. Whatever goes wrong, nothing half-written
/// stays behind.
///
/// # Errors
/// A folder of somebody else's or of another job, a file in its place, or a disk that cannot be written.
pub fn write(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), LabError> {
    let own = files.iter().find(|(name, _)| name == manifest::NAME);
    let text = own.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let job = manifest::job(text.as_deref().unwrap_or_default());
    place(out, files, Some(&job))
}

/// Writes files to a folder that must not exist, or be empty.
///
/// # Errors
/// As [`write()`], and a folder that holds a run.
pub fn write_new(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), LabError> {
    place(out, files, None)
}

/// Whether what a job gives may be written to a folder: asked before the work is done.
///
/// # Errors
/// A folder of somebody else's or of another job, or a file in its place.
pub fn may_write(out: &Path, job: &str) -> Result<(), LabError> {
    match fs::canonicalize(out) {
        Ok(target) => refuse_foreign(out, &target, Some(job)),
        Err(_nothing_there_yet) => {
            let parent = parent_of(out);
            refuse_no_parent(out, &parent)?;
            // A folder beside it is made and goes at once: better now than when the work is done.
            workshop(&parent).map_err(|error| unwritable(out, &error))?;
            Ok(())
        }
    }
}

/// A folder is made inside another that is there.
fn refuse_no_parent(out: &Path, parent: &Path) -> Result<(), LabError> {
    if parent.is_dir() {
        return Ok(());
    }
    Err(LabError::disk(
        "the folder around it does not exist",
        out,
        format!("no folder {}", parent.display()),
        "a folder to write into",
        "make it first, or name another with --out",
    ))
}

/// Writes files to a folder; what `job` left there is replaced.
fn place(out: &Path, files: &[(String, Vec<u8>)], job: Option<&str>) -> Result<(), LabError> {
    let exists = fs::symlink_metadata(out).is_ok();
    // A link, or a path with dots in it, is followed to the folder that is meant.
    let target = if exists {
        fs::canonicalize(out).map_err(|error| unwritable(out, &error))?
    } else {
        out.to_owned()
    };
    if exists {
        refuse_foreign(out, &target, job)?;
    }
    let parent = parent_of(&target);
    refuse_no_parent(out, &parent)?;
    let workshop = workshop(&parent).map_err(|error| unwritable(out, &error))?;
    let fresh = workshop.path().join("new");
    fill(&fresh, files).map_err(|error| unwritable(out, &error))?;
    swap(workshop, &fresh, &target, exists).map_err(|error| unwritable(out, &error))
}

/// A hidden folder beside the target, on the same disk; gone when it is dropped.
fn workshop(parent: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new()
        .prefix(".closerun-")
        .tempdir_in(parent)
}

fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_owned(),
        None => path.to_owned(),
    }
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (name, bytes) in files {
        if !is_inside(name) {
            let message = format!("{name} would lie outside the folder");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let path = folder.join(name);
        fs::create_dir_all(parent_of(&path))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Whether a name stays inside the folder it is joined to.
pub(crate) fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Puts the fresh folder in the place of the old one. If that fails the old one goes back.
fn swap(workshop: TempDir, fresh: &Path, target: &Path, exists: bool) -> io::Result<()> {
    if !exists {
        return fs::rename(fresh, target);
    }
    let aside = workshop.path().join("old");
    fs::rename(target, &aside)?;
    let Err(error) = fs::rename(fresh, target) else {
        return Ok(());
    };
    if fs::rename(&aside, target).is_err() {
        // The old run is worth more than a clean folder.
        let kept = workshop.keep();
        let message = format!(
            "{error}; the earlier run is now in {}",
            kept.join("old").display()
        );
        return Err(io::Error::new(error.kind(), message));
    }
    Err(error)
}

/// Refuses to replace anything but an empty folder or what the same job left.
fn refuse_foreign(out: &Path, target: &Path, job: Option<&str>) -> Result<(), LabError> {
    let refused = |found: String| {
        let wanted = match job {
            Some(job) => format!(
                "no folder yet, an empty one, or one that holds only what `closerun {job}` wrote"
            ),
            None => "no folder yet, or an empty one".to_owned(),
        };
        Err(LabError::disk(
            "this is in the way; nothing was touched",
            out,
            found,
            wanted,
            "name another folder",
        ))
    };
    if !target.is_dir() {
        return refused("a file".to_owned());
    }
    if std::env::current_dir().is_ok_and(|here| here.starts_with(target)) {
        return refused("the folder that you stand in".to_owned());
    }
    let mut present = Vec::new();
    list(target, "", &mut present).map_err(|error| unwritable(out, &error))?;
    if present.is_empty() {
        return Ok(());
    }
    let ours = match job {
        Some(_) => of_earlier_run(target),
        None => BTreeSet::new(),
    };
    if let (Some(job), false) = (job, ours.is_empty()) {
        let text = fs::read_to_string(target.join(manifest::NAME)).unwrap_or_default();
        let other = manifest::job(&text);
        if other != job {
            return refused(format!("what `closerun {other}` wrote"));
        }
    }
    match present.into_iter().find(|name| !ours.contains(name)) {
        None => Ok(()),
        Some(stranger) => refused(format!("{stranger}, which is of no earlier run")),
    }
}

/// Files that the manifest of an earlier run lists, with the manifest; none if there is none.
fn of_earlier_run(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join(manifest::NAME)).unwrap_or_default();
    let mut names: BTreeSet<String> = manifest::files(&text)
        .unwrap_or_default()
        .into_keys()
        .collect();
    if !names.is_empty() {
        names.insert(manifest::NAME.to_owned());
    }
    names
}

/// What file managers leave in a folder that was only looked at.
const LITTER: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// Everything in a folder that is neither a folder nor litter, and folders that are empty, by name
/// inside it.
fn list(folder: &Path, inside: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if LITTER.contains(&name.as_str()) {
            continue;
        }
        let name = format!("{inside}{name}");
        if !entry.file_type()?.is_dir() {
            names.push(name);
            continue;
        }
        let before = names.len();
        list(&entry.path(), &format!("{name}/"), names)?;
        if names.len() == before {
            names.push(name);
        }
    }
    Ok(())
}

/// Replaces one file, or makes it, at a stroke.
///
/// # Errors
/// A path that cannot be written.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), LabError> {
    let failed = |error: io::Error| unwritable(path, &error);
    let target = fs::canonicalize(path).unwrap_or_else(|_error| path.to_owned());
    let workshop = workshop(&parent_of(&target)).map_err(failed)?;
    let fresh = workshop.path().join("new");
    fs::write(&fresh, bytes).map_err(failed)?;
    fs::rename(&fresh, &target).map_err(failed)
}

fn unwritable(path: &Path, error: &io::Error) -> LabError {
    let hint = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "you have no permission to write there; name another folder with --out"
        }
        io::ErrorKind::StorageFull => {
            "the disk is full; make room, or name a folder on another disk with --out"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only; name another folder with --out"
        }
        _ => "check the path, or name another folder with --out",
    };
    let wanted = "a place that can be written; nothing was left there";
    LabError::disk("cannot be written", path, error.to_string(), wanted, hint)
}

#[cfg(test)]
mod tests;
