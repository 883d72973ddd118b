//! Runs of a job that was stopped: kept as they come, one file a setting and scenario, so that the same command goes on from there.
//!
//! A file begins with the digest of the rest; one that is torn or was changed is not taken, and its runs are made anew. Numbers are kept
//! bit by bit, so that a job which was stopped gives what one gives that was not. When the whole is done the parts go.

use super::{Kept, Store, oldest, put};
use crate::run::VERSION;
use argument::case::Case;
use argument::runs::{Setting, Trial, Trials};
use engine::digest::{Digest, sha256_hex};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Folders of stopped jobs that are left; older ones go.
const MOST: usize = 2;
/// How the folder of a stopped job begins.
const NAME: &str = "parts-";

/// Runs of one case and program that are there already, and a place for more.
#[derive(Debug, Default)]
pub struct Parts {
    folder: Option<PathBuf>,
    found: AtomicUsize,
    kept: AtomicUsize,
}

impl Parts {
    /// A place that keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Runs that were found and not made.
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }

    /// Runs that the next job of this kind would find: those found and those kept since.
    pub fn kept(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }

    /// Runs of a scenario in a setting that are there, by seed.
    pub(crate) fn recall(&self, setting: &str, scenario: &str) -> BTreeMap<u64, Trial> {
        let found = self.path(setting, scenario).and_then(|path| read(&path));
        let found = found.filter(|found| found.name == setting);
        let trials = found.map(|found| found.trials).unwrap_or_default();
        let own = trials.into_iter().filter(|one| one.ran.contains(scenario));
        let own: BTreeMap<u64, Trial> = own.map(|one| (one.seed, one)).collect();
        self.found.fetch_add(own.len(), Ordering::Relaxed);
        self.kept.fetch_add(own.len(), Ordering::Relaxed);
        own
    }

    /// Keeps runs of a scenario in a setting; `new` of them were not there before. Whether that works does not matter to anybody.
    pub(crate) fn keep(&self, setting: &str, scenario: &str, (all, new): (Vec<Trial>, usize)) {
        let Some(path) = self.path(setting, scenario) else {
            return;
        };
        let runs = all.len();
        let whole = Trials {
            settings: vec![Setting {
                name: setting.to_owned(),
                trials: all,
            }],
            runs,
            ..Trials::none()
        };
        if write(&path, &whole).is_some() {
            self.kept.fetch_add(new, Ordering::Relaxed);
        }
    }

    /// Takes everything away: the whole is kept elsewhere.
    pub fn clear(&self) {
        if let Some(folder) = &self.folder {
            drop(fs::remove_dir_all(folder));
        }
    }

    fn path(&self, setting: &str, scenario: &str) -> Option<PathBuf> {
        let key = Digest::new().field(setting).field(scenario).hex();
        Some(self.folder.as_ref()?.join(format!("{}.part", &key[..32])))
    }
}

impl Store {
    /// Runs of this case that a stopped job left; `fresh` takes them away first.
    pub fn parts(&self, case: &Case, fresh: bool) -> Parts {
        let key = Digest::new()
            .field(VERSION)
            .field(&self.program)
            .field(&case.digest)
            .hex();
        let folder = self.folder.join(format!("{NAME}{}", &key[..32]));
        let parts = Parts {
            folder: Some(folder),
            ..Parts::none()
        };
        if fresh {
            parts.clear();
        }
        self.leave(&parts);
        parts
    }

    /// Removes the oldest folders of other stopped jobs.
    fn leave(&self, own: &Parts) {
        let is_other =
            |name: &str, path: &Path| name.starts_with(NAME) && own.folder.as_deref() != Some(path);
        for folder in oldest(&self.folder, &is_other, MOST) {
            drop(fs::remove_dir_all(folder));
        }
    }
}

/// The runs of a file, unless it is torn or was changed.
fn read(path: &Path) -> Option<Setting> {
    let bytes = fs::read(path).ok()?;
    let at = bytes.iter().position(|byte| *byte == b'\n')?;
    let (digest, rest) = (&bytes[..at], &bytes[at + 1..]);
    if digest != sha256_hex(rest).as_bytes() {
        return None;
    }
    let whole = serde_json::from_slice::<Kept>(rest).ok()?.trials()?;
    whole.settings.into_iter().next()
}

/// Writes runs behind the digest of what is written.
fn write(path: &Path, whole: &Trials) -> Option<()> {
    let text = serde_json::to_vec(&Kept::of(whole)).ok()?;
    let mut bytes = sha256_hex(&text).into_bytes();
    bytes.push(b'\n');
    bytes.extend(text);
    put(path, &bytes)
}

#[cfg(test)]
mod tests;
