//! `closerun infer` and `closerun run --ensemble`, as typed, with a plan that takes seconds.

use crate::common::closerun;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PLAN: &str = r#"
[matching]
cut = 3.0
rank = 1
waves = 1
points = 44
members = 2
discrepancy = 0.1
why = "A test."
[[freeze]]
year = 1933
judges = [1934]
why = "A test."
[[sealed]]
holdout = "H12"
why = "A test."
[[parameter]]
id = "birth_rate"
why = "A test."
[[parameter]]
id = "usual_arrests"
why = "A test."
[[observation]]
of = "births"
series = "adh-1993"
dates = ["1933"]
discrepancy = 0.08
why = "A test."
"#;

/// The case inside the program with the small plan and, if there is one, an ensemble.
fn case(into: &Path, ensemble: Option<&str>) {
    let files = lab::load::files(lab::load::Origin::Embedded).expect("embedded");
    let plan = ("inference.toml".to_owned(), PLAN.to_owned());
    let others = files
        .into_iter()
        .filter(|(name, _)| name != "inference.toml" && !name.starts_with("ensembles/"));
    let own = ensemble.map(|text| ("ensembles/1933.toml".to_owned(), text.to_owned()));
    for (name, text) in others.chain([plan]).chain(own) {
        let file = into.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
}

#[test]
fn a_fit_is_printed_written_and_its_members_can_be_run() {
    let folder = TempDir::new().expect("a folder");
    case(&folder.path().join("case"), None);
    let (code, text, error) = closerun(
        &folder,
        &["infer", "--alone", "--case", "case", "--out", "fit"],
    );
    assert_eq!(code, 0, "{error}");
    assert!(text.contains("known to the authors"), "{text}");
    assert!(text.contains("Still sealed"), "{text}");
    assert!(text.contains("Coverage of"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let read =
        |name: &str| fs::read_to_string(folder.path().join("fit").join(name)).expect("written");
    let manifest: Value = serde_json::from_str(&read("run-manifest.json")).expect("JSON");
    assert_eq!(manifest["job"], "infer");
    assert!(!read("ensembles/openings.toml").contains("\"H12\""));
    assert!(read("tables/held-out.csv").lines().count() > 1);
    let ensemble = read("ensembles/1933.toml");
    case(&folder.path().join("frozen"), Some(&ensemble));
    let run = [
        "run",
        "--ensemble",
        "1933",
        "--case",
        "frozen",
        "--out",
        "run",
    ];
    let (code, text, error) = closerun(&folder, &run);
    assert_eq!(code, 0, "{error}");
    assert!(
        text.contains("Members of the ensemble frozen at the end of 1933"),
        "{text}"
    );
    assert!(text.contains("doubt about parameters"), "{text}");
    let (code, text, _) = closerun(&folder, &["verify", "run", "--case", "frozen"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn slips_are_told_with_what_is_wanted() {
    let folder = TempDir::new().expect("a folder");
    case(&folder.path().join("case"), None);
    let told = |args: &[&str]| {
        let (code, _, error) = closerun(&folder, args);
        assert_eq!(code, 2, "{error}");
        assert!(error.contains("hint:"), "{error}");
        error
    };
    let error = told(&["infer", "--case", "case", "--freeze", "1950"]);
    assert!(
        error.contains("no such freeze") && error.contains("1933"),
        "{error}"
    );
    let error = told(&["infer", "--case", "case", "--open", "H99"]);
    assert!(error.contains("unknown hold-out"), "{error}");
    let error = told(&["run", "--case", "case", "--ensemble", "1950"]);
    assert!(error.contains("no such ensemble"), "{error}");
}
