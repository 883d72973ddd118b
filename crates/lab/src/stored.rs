//! Runs that were made before: kept in a folder of the machine, so that commands which only look at verdicts need not run the model again.
//!
//! A stored result is found by everything that it depends on: the program itself (length and time of its file), the digest of the
//! case, the seeds and the depth. What cannot be read is made anew, and what cannot be written is not kept: nothing depends on the folder.
//! `CLOSERUN_CACHE` names another folder; empty, it switches keeping off. [`parts`] keeps the runs of a job that was stopped, `pages` what was printed.

mod pages;
pub mod parts;
pub(crate) mod steps;

use crate::run::VERSION;
use crate::trials::{Ask, Depth};
use argument::case::Case;
use argument::runs::{Address, Setting, Trial, Trials};
use engine::digest::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Results kept; older ones go.
const MOST: usize = 4;
/// How their files are called.
const NAME: &str = "runs-";

/// A folder of stored results.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    program: String,
}

impl Store {
    /// The folder of this machine, if there is one and keeping is not switched off.
    pub fn here() -> Option<Self> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let folder = match std::env::var_os("CLOSERUN_CACHE") {
            Some(named) if named.is_empty() => return None,
            Some(named) => PathBuf::from(named),
            None => set("XDG_CACHE_HOME")
                .map(PathBuf::from)
                .or_else(|| set("HOME").map(|home| Path::new(&home).join(".cache")))
                .or_else(|| set("LOCALAPPDATA").map(PathBuf::from))?
                .join("closerun"),
        };
        Some(Self {
            folder,
            program: program()?,
        })
    }

    /// A folder of this name, for this program: for tests.
    #[cfg(test)]
    fn at(folder: &Path) -> Option<Self> {
        let program = program()?;
        let folder = folder.to_owned();
        Some(Self { folder, program })
    }

    /// What a result depends on.
    fn key(&self, case: &Case, ask: Ask) -> Digest {
        Digest::new()
            .field(VERSION)
            .field(&self.program)
            .field(&case.digest)
            .field(ask.replicates.to_le_bytes())
            .field([ask.depth as u8])
            .field(ask.ensemble.unwrap_or(0).to_le_bytes())
    }

    fn path(&self, case: &Case, ask: Ask) -> PathBuf {
        let key = self.key(case, ask).hex();
        self.folder.join(format!("{NAME}{}.json", &key[..32]))
    }

    /// The runs of an earlier job, of this depth or a deeper one: then without draws from the prior, if those were not asked for.
    pub fn recall(&self, case: &Case, ask: Ask) -> Option<Trials> {
        [Depth::Statuses, Depth::Mutants, Depth::All, Depth::Full]
            .into_iter()
            .filter(|depth| *depth >= ask.depth)
            .find_map(|depth| {
                let text = fs::read(self.path(case, Ask { depth, ..ask })).ok()?;
                let mut trials = serde_json::from_slice::<Kept>(&text).ok()?.trials()?;
                trials.prior = trials.prior.filter(|_| ask.depth >= Depth::All);
                Some(trials)
            })
    }

    /// Keeps runs for later. Whether that works does not matter to anybody.
    pub fn keep(&self, case: &Case, ask: Ask, trials: &Trials) {
        if trials.is_none() {
            return;
        }
        self.make_room(NAME, MOST);
        let bytes = serde_json::to_vec(&Kept::of(trials)).ok();
        let _kept = bytes.and_then(|bytes| put(&self.path(case, ask), &bytes));
    }

    /// Makes room for one more file whose name begins so.
    fn make_room(&self, name: &str, most: usize) {
        for path in oldest(&self.folder, &|file, _| file.starts_with(name), most) {
            drop(fs::remove_file(path));
        }
    }
}

/// What must go of a folder so that with one more there are so many of a kind, the oldest first; a kind is told by name and path.
fn oldest(folder: &Path, is_one: &dyn Fn(&str, &Path) -> bool, most: usize) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<_> = entries
        .filter(|entry| is_one(&entry.file_name().to_string_lossy(), &entry.path()))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    all.sort();
    all.truncate((all.len() + 1).saturating_sub(most));
    all.into_iter().map(|(_, path)| path).collect()
}

/// Writes a file beside its place and moves it there, so that nobody ever reads a half.
fn put(path: &Path, bytes: &[u8]) -> Option<()> {
    fs::create_dir_all(path.parent()?).ok()?;
    let half = path.with_extension(format!("half-{}", std::process::id()));
    let moved = fs::write(&half, bytes).and_then(|()| fs::rename(&half, path));
    if moved.is_err() {
        drop(fs::remove_file(&half));
    }
    moved.ok()
}

/// What tells one build of the program from another.
fn program() -> Option<String> {
    let about = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", about.len(), since.as_nanos()))
}

/// Runs as they are written: each address once, numbers bit by bit.
#[derive(Serialize, Deserialize)]
struct Kept {
    addresses: Vec<(String, String, String, BTreeMap<String, String>)>,
    settings: Vec<KeptSetting>,
    prior: Option<KeptSetting>,
    ensemble: Option<i16>,
    chance: Option<KeptSetting>,
    runs: usize,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct KeptSetting {
    name: String,
    trials: Vec<KeptTrial>,
}

#[derive(Serialize, Deserialize)]
struct KeptTrial {
    seed: u64,
    ran: Vec<String>,
    values: Vec<(u32, u64)>,
}

impl Kept {
    fn of(trials: &Trials) -> Self {
        let mut places: BTreeMap<&Address, u32> = BTreeMap::new();
        for setting in trials
            .settings
            .iter()
            .chain(&trials.prior)
            .chain(&trials.chance)
        {
            for address in setting.trials.iter().flat_map(|trial| trial.values.keys()) {
                let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
                places.entry(address).or_insert(next);
            }
        }
        let mut addresses: Vec<(&Address, u32)> = places.iter().map(|(a, at)| (*a, *at)).collect();
        addresses.sort_by_key(|(_, at)| *at);
        let setting = |setting: &Setting| KeptSetting {
            name: setting.name.clone(),
            trials: setting
                .trials
                .iter()
                .map(|trial| KeptTrial {
                    seed: trial.seed,
                    ran: trial.ran.iter().cloned().collect(),
                    values: trial
                        .values
                        .iter()
                        .map(|(address, value)| (places[address], value.to_bits()))
                        .collect(),
                })
                .collect(),
        };
        Self {
            addresses: addresses
                .into_iter()
                .map(|(a, _)| {
                    (
                        a.scenario.clone(),
                        a.output.clone(),
                        a.date.clone(),
                        a.dims.clone(),
                    )
                })
                .collect(),
            settings: trials.settings.iter().map(setting).collect(),
            prior: trials.prior.as_ref().map(setting),
            ensemble: trials.ensemble,
            chance: trials.chance.as_ref().map(setting),
            runs: trials.runs,
            digest: trials.digest.clone(),
        }
    }

    /// The runs, unless a place is out of reach.
    fn trials(self) -> Option<Trials> {
        let addresses: Vec<Address> = self
            .addresses
            .into_iter()
            .map(|(scenario, output, date, dims)| Address {
                scenario,
                output,
                date,
                dims,
            })
            .collect();
        let trial = |kept: KeptTrial| -> Option<Trial> {
            let values = kept.values.into_iter().map(|(at, bits)| {
                let address = addresses.get(usize::try_from(at).ok()?)?;
                Some((address.clone(), f64::from_bits(bits)))
            });
            Some(Trial {
                seed: kept.seed,
                ran: kept.ran.into_iter().collect(),
                values: values.collect::<Option<_>>()?,
            })
        };
        let setting = |kept: KeptSetting| -> Option<Setting> {
            Some(Setting {
                name: kept.name,
                trials: kept.trials.into_iter().map(trial).collect::<Option<_>>()?,
            })
        };
        let maybe = |kept: Option<KeptSetting>| match kept {
            Some(kept) => setting(kept).map(Some),
            None => Some(None),
        };
        Some(Trials {
            settings: self
                .settings
                .into_iter()
                .map(setting)
                .collect::<Option<_>>()?,
            prior: maybe(self.prior)?,
            ensemble: self.ensemble,
            chance: maybe(self.chance)?,
            runs: self.runs,
            digest: self.digest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, MOST, Store};
    use crate::trials::{Ask, Depth};
    use argument::runs::{Address, Setting, Trial, Trials};
    use std::collections::{BTreeMap, BTreeSet};

    fn trials(value: f64) -> Trials {
        let address = |date: &str| Address {
            scenario: "baseline".to_owned(),
            output: "births".to_owned(),
            date: date.to_owned(),
            dims: BTreeMap::from([("sex".to_owned(), "male".to_owned())]),
        };
        let trial = Trial {
            seed: 1933,
            ran: BTreeSet::from(["baseline".to_owned()]),
            values: BTreeMap::from([(address("1933"), value), (address("1934"), 1.0 / 3.0)]),
        };
        let setting = |name: &str| Setting {
            name: name.to_owned(),
            trials: vec![trial.clone()],
        };
        Trials {
            settings: vec![setting("baseline")],
            prior: Some(setting("prior")),
            ensemble: Some(1934),
            chance: Some(setting("chance")),
            runs: 3,
            digest: "d".to_owned(),
        }
    }

    const ASK: Ask = Ask {
        replicates: 1,
        depth: Depth::All,
        ensemble: Some(1934),
    };

    #[test]
    fn law_what_is_kept_comes_back_bit_by_bit() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path()).unwrap();
        let case = crate::testing::case();
        assert!(store.recall(&case, ASK).is_none());
        store.keep(&case, ASK, &trials(0.1 + 0.2));
        assert_eq!(store.recall(&case, ASK), Some(trials(0.1 + 0.2)));
        let shallow = Ask {
            depth: Depth::Statuses,
            ..ASK
        };
        let found = store.recall(&case, shallow).unwrap();
        assert!(found.prior.is_none() && found.settings == trials(0.1 + 0.2).settings);
        let more = Ask {
            replicates: 2,
            ..ASK
        };
        assert!(store.recall(&case, more).is_none());
        let others = Ask {
            ensemble: None,
            ..ASK
        };
        assert!(store.recall(&case, others).is_none());
    }

    #[test]
    fn law_other_cases_and_torn_files_are_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path()).unwrap();
        let case = crate::testing::case();
        store.keep(&case, ASK, &trials(1.0));
        let other = crate::testing::case_with(|_, text| text.replace("Invented.", "Invented too."));
        assert!(store.recall(&other, ASK).is_none());
        let path = store.path(&case, ASK);
        let text = std::fs::read(&path).unwrap();
        std::fs::write(&path, &text[..text.len() / 2]).unwrap();
        assert!(store.recall(&case, ASK).is_none());
        let mut kept: Kept = serde_json::from_slice(&text).unwrap();
        kept.addresses.pop();
        std::fs::write(&path, serde_json::to_vec(&kept).unwrap()).unwrap();
        assert!(store.recall(&case, ASK).is_none());
    }

    #[test]
    fn law_the_folder_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path()).unwrap();
        let case = crate::testing::case();
        for replicates in 1..30 {
            store.keep(&case, Ask { replicates, ..ASK }, &trials(1.0));
        }
        let files = std::fs::read_dir(folder.path()).unwrap().count();
        assert!(files <= MOST, "{files}");
    }
}
