//! The mill case in memory, and how tests change it.

use argument::case::Case;
use argument::fault::Fault;
use argument::verdict::{ClaimVerdict, judge_claim};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Path inside the case, and text.
pub(crate) type Files = Vec<(String, String)>;

/// Every TOML file of `cases/mill`.
pub(crate) fn mill() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/mill");
    let mut files = Files::new();
    collect(&root, "", &mut files);
    assert!(files.len() >= 10, "the mill case is missing");
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder of the mill case") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else if Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "toml")
        {
            files.push((name, fs::read_to_string(entry.path()).expect("UTF-8 text")));
        }
    }
}

/// The text of one file.
pub(crate) fn text_of<'a>(files: &'a Files, path: &str) -> &'a str {
    let file = files.iter().find(|(name, _)| name == path);
    &file.expect(path).1
}

/// The files with one text replaced, which must occur exactly once.
pub(crate) fn edited(files: &Files, path: &str, from: &str, to: &str) -> Files {
    let count = text_of(files, path).matches(from).count();
    assert_eq!(count, 1, "`{from}` occurs {count} times in {path}");
    replaced(files, path, &text_of(files, path).replace(from, to))
}

/// The files with one file replaced or added.
pub(crate) fn replaced(files: &Files, path: &str, text: &str) -> Files {
    let mut files = files.clone();
    files.retain(|(name, _)| name != path);
    files.push((path.to_owned(), text.to_owned()));
    files
}

/// The case, which must be sound.
pub(crate) fn sound(files: &Files) -> Case {
    Case::parse(files)
        .map_err(|fault| fault.to_string())
        .expect("a sound case")
}

/// The fault, which must be there.
pub(crate) fn fault(files: &Files) -> Fault {
    Case::parse(files).expect_err("a slip that stops the load")
}

/// Every claim, judged.
pub(crate) fn judged(files: &Files) -> BTreeMap<String, ClaimVerdict> {
    let case = sound(files);
    let verdicts = case.claims.iter().map(|claim| judge_claim(&case, claim));
    verdicts
        .map(|verdict| (verdict.id.clone(), verdict))
        .collect()
}
