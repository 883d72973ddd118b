//! Whether a stored run is still what it was, and whether running it again gives the same.

use crate::error::LabError;
use crate::load::{read_text, unreadable};
use crate::run::VERSION;
use crate::store::{is_inside, manifest};
use engine::digest::sha256_hex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Digest as stored.
    pub stored_digest: String,
    /// Digest of running it again now.
    pub new_digest: String,
    /// Version of the program that made the stored run.
    pub stored_version: String,
    /// Files that the manifest lists and the folder lacks.
    pub missing: Vec<String>,
    /// Files whose content is not what the manifest says.
    pub changed: Vec<String>,
    /// Files that were compared.
    pub files: usize,
    /// Files of the case that are not what they were for that run.
    pub other_inputs: Vec<String>,
}

impl Verification {
    /// Whether every file is as it was written and the run gives the same digest.
    pub fn is_same(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.stored_digest == self.new_digest
    }

    /// The result, one sentence a line.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.missing.iter().map(|name| format!("missing: {name}")));
        lines.extend(
            self.changed
                .iter()
                .map(|name| format!("changed since it was written: {name}")),
        );
        let intact = self.files - self.missing.len() - self.changed.len();
        lines.push(format!(
            "{intact} of {} files are as they were written.",
            self.files
        ));
        if self.stored_digest == self.new_digest {
            lines.push(format!(
                "Run again, it gives the same digest: {}.",
                self.new_digest
            ));
        } else {
            lines.push(format!(
                "Run again, it gives another digest: {} stored, {} now.",
                self.stored_digest, self.new_digest
            ));
            lines.extend(self.why());
        }
        lines
    }

    /// Why the digest is another: the version, or the files of the case.
    fn why(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.stored_version != VERSION {
            lines.push(format!(
                "It was made by version {}; this is {VERSION}.",
                self.stored_version
            ));
        }
        if !self.other_inputs.is_empty() {
            lines.push(format!(
                "Files of the case that differ: {}. If it was made from another case, name that with --case DIR.",
                named(&self.other_inputs)
            ));
        }
        if lines.is_empty() {
            lines.push(
                "Version and case are the same: the manifest was changed, or this is a mistake of the program."
                    .to_owned(),
            );
        }
        lines
    }
}

/// Most files that are named.
const MOST_NAMES: usize = 8;

/// The first names of a list, and how many more there are.
fn named(files: &[String]) -> String {
    let shown = files.len().min(MOST_NAMES);
    let more = files.len() - shown;
    let first = files[..shown].join(", ");
    if more == 0 {
        first
    } else {
        format!("{first} and {more} more")
    }
}

/// Files whose digests differ, or that only one of the two has.
fn differing(stored: &Value, now: &BTreeMap<String, String>) -> Vec<String> {
    let nothing = serde_json::Map::new();
    let stored = stored["inputs"].as_object().unwrap_or(&nothing);
    let names: BTreeSet<&String> = stored.keys().chain(now.keys()).collect();
    let differs = |name: &&String| {
        stored.get(*name).and_then(Value::as_str) != now.get(*name).map(String::as_str)
    };
    names.into_iter().filter(differs).cloned().collect()
}

/// A folder that holds nothing to verify.
fn no_result(folder: &Path) -> LabError {
    let found = if folder.is_dir() {
        format!("a folder without {}", manifest::NAME)
    } else if folder.exists() {
        "a file".to_owned()
    } else {
        "nothing at this path".to_owned()
    };
    LabError::disk(
        "no result of closerun is stored here",
        folder,
        found,
        "a folder that a job of closerun wrote with its manifest, such as `check` or `run`",
        "name that folder, such as closerun-out",
    )
}

/// Checks every file of a stored run against its manifest, and runs it again: `rerun` gets the manifest and gives a digest.
/// `inputs` are the files of the case that it is run on, with their digests.
///
/// # Errors
/// A folder without a manifest of ours, a file that cannot be read, or whatever stops the new run.
pub fn verify(
    folder: &Path,
    inputs: &BTreeMap<String, String>,
    rerun: &dyn Fn(&Value) -> Result<String, LabError>,
) -> Result<Verification, LabError> {
    let path = folder.join(manifest::NAME);
    if !path.is_file() {
        return Err(no_result(folder));
    }
    let text = read_text(&path)?;
    let refused = |found: String| {
        let wanted = "a manifest that a job of closerun wrote, such as `check` or `run`";
        LabError::disk(
            "this is no manifest of a run",
            &path,
            found,
            wanted,
            "name the folder as the job wrote it",
        )
    };
    let files = manifest::files(&text).map_err(refused)?;
    let stored: Value = serde_json::from_str(&text).map_err(|error| refused(error.to_string()))?;
    let Some(stored_digest) = stored["digest"].as_str() else {
        return Err(refused("no digest".to_owned()));
    };
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for (name, sha256) in &files {
        if !is_inside(name) {
            return Err(refused(format!("a file outside the folder: {name}")));
        }
        let file = folder.join(name);
        match fs::read(&file) {
            Ok(bytes) if sha256_hex(&bytes) == *sha256 => {}
            Ok(_) => changed.push(name.clone()),
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(name.clone()),
            Err(error) => return Err(unreadable(&file, &error)),
        }
    }
    let other_inputs = differing(&stored, inputs);
    let new_digest = match rerun(&stored) {
        Err(LabError::Fault(fault)) if !other_inputs.is_empty() => {
            return Err(LabError::disk(
                "this case cannot run again what is stored",
                folder,
                format!(
                    "{}: {}; other files: {}",
                    fault.place,
                    fault.what,
                    named(&other_inputs)
                ),
                "the case that it was made from",
                "name that with --case DIR",
            ));
        }
        other => other?,
    };
    Ok(Verification {
        stored_digest: stored_digest.to_owned(),
        other_inputs,
        new_digest,
        stored_version: stored["version"].as_str().unwrap_or("unknown").to_owned(),
        missing,
        changed,
        files: files.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::verify;
    use crate::error::LabError;
    use crate::store::{run_files, write};
    use crate::testing;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::PathBuf;
    use tempfile::TempDir;

    type Inputs = BTreeMap<String, String>;

    fn stored() -> (TempDir, PathBuf, (Inputs, String)) {
        let (case, check) = testing::judged();
        let room = tempfile::tempdir().expect("a folder");
        let out = room.path().join("out");
        write(
            &out,
            &run_files(&case, &check, String::new()).expect("files"),
        )
        .expect("written");
        (room, out, (case.inputs, check.digest))
    }

    #[test]
    fn an_untouched_run_verifies() {
        let (_room, out, (inputs, digest)) = stored();
        let found = verify(&out, &inputs, &|_| Ok(digest.clone())).expect("a run");
        assert!(found.is_same(), "{found:?}");
        assert_eq!(found.lines().len(), 2);
    }

    #[test]
    fn what_was_lost_or_edited_is_named() {
        let (_room, out, (inputs, digest)) = stored();
        fs::remove_file(out.join("check.json")).expect("removed");
        fs::write(out.join("tables/units.csv"), "unit\n1\n").expect("edited");
        let found = verify(&out, &inputs, &|_| Ok(digest.clone())).expect("a run");
        assert_eq!(
            (found.missing.as_slice(), found.changed.as_slice()),
            (
                &["check.json".to_owned()][..],
                &["tables/units.csv".to_owned()][..]
            )
        );
        assert!(!found.is_same());
    }

    #[test]
    fn another_digest_is_a_no() {
        let (_room, out, (mut inputs, _)) = stored();
        let said = |inputs: &Inputs| {
            let found = verify(&out, inputs, &|_| Ok("other".to_owned())).expect("a run");
            assert!(!found.is_same());
            found.lines().join("\n")
        };
        let text = said(&inputs);
        assert!(text.contains("another digest"), "{text}");
        assert!(text.contains("mistake of the program"), "{text}");
        inputs.remove("events.toml");
        let text = said(&inputs);
        assert!(text.contains("differ: events.toml."), "{text}");
        assert!(text.contains("--case"), "{text}");
        let fault = || argument::fault::Fault::new(argument::fault::Place::file("x"), "lost");
        let error = verify(&out, &inputs, &|_| Err(fault().into())).expect_err("refused");
        assert!(error.to_string().contains("events.toml"), "{error}");
    }

    #[test]
    fn bad_folders_give_one_clear_error() {
        let (room, out, (inputs, _)) = stored();
        let never =
            |_: &serde_json::Value| -> Result<String, LabError> { Err(LabError::Interrupted) };
        let manifest = out.join("run-manifest.json");
        for text in [
            "",
            "{}",
            "{\"program\":\"closerun\",\"digest\":\"x\",\"out\":[{\"path\":\"../x\",\"sha256\":\"\"}]}",
        ] {
            fs::write(&manifest, text).expect("written");
            let error = verify(&out, &inputs, &never)
                .expect_err("refused")
                .to_string();
            assert!(error.contains("no manifest of a run"), "{error}");
        }
        verify(room.path(), &inputs, &never).expect_err("no manifest");
    }
}
