//! Copies of the case in which few sentences are judged, so that few runs are made.

use crate::common::closerun;
use lab::load::{Origin, files, parse};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Files of a case.
pub(crate) type Files = Vec<(String, String)>;

/// The files of the case inside the program.
pub(crate) fn original() -> Files {
    files(Origin::Embedded).expect("embedded")
}

/// The case without its rival settings, and with those claims on one sentence that are wanted; all other sentences are set aside.
pub(crate) fn about(unit: &str, wanted: impl Fn(&str) -> bool) -> Files {
    let mut case = original();
    let units = parse(&case).expect("sound").passage.units;
    // Conclusions name scenarios of claims that are set aside here.
    case.retain(|(name, text)| {
        let rival = name.starts_with("scenarios/") && text.contains("\nrival = ");
        !rival && name != "conclusions.toml"
    });
    let named = format!("\nunits = [\"{unit}\"]\n");
    for (name, text) in &mut case {
        if name.starts_with("claims/") && name != "claims/registered.toml" {
            let claims = text.split("[[claim]]\n");
            let own = claims.filter(|claim| claim.contains(&named) && wanted(claim));
            let own: Vec<String> = own.map(|claim| format!("[[claim]]\n{claim}")).collect();
            *text = own.concat();
        }
    }
    let others = units.iter().filter(|one| one.id != unit);
    let others: Vec<String> = others.map(|one| format!("{:?}", one.id)).collect();
    let aside = format!(
        "[[claim]]\nid = \"set-aside\"\nunits = [{}]\nsays = \"Set aside.\"\nclass = \"evidence-only\"\njudge = \"needs the model\"\nwhy = \"Set aside in this copy.\"\n",
        others.join(", ")
    );
    case.push(("claims/set-aside.toml".to_owned(), aside));
    case
}

/// The case with one rival setting, so that runs are few.
pub(crate) fn with_one_rival() -> Files {
    let mut case = original();
    case.retain(|(name, text)| {
        let rival = name.starts_with("scenarios/") && text.contains("\nrival = ");
        !rival || name.ends_with("/constant-births.toml")
    });
    case
}

/// Writes a case into a folder.
pub(crate) fn write(case: &Files, into: &Path) {
    for (name, text) in case {
        let file = into.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
}

/// What the program prints in a folder with this case in `my-case`.
pub(crate) fn says(case: &Files, args: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    write(case, &folder.path().join("my-case"));
    let with = [args, &["--case", "my-case", "-q"]].concat();
    let (code, text, error) = closerun(&folder, &with);
    assert_eq!(code, 0, "{args:?}: {error}");
    text
}
