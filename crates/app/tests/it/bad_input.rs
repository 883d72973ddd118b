//! Bad input: one clear error, exit code 2, nothing half-written. The slips inside a case are
//! tried one by one in the argument room's own tests; here stand those that need a disk.

use crate::common::program;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A fresh copy of the small case.
fn case(folder: &Path) -> String {
    let dir = folder.join("case");
    let text = dir.to_string_lossy().into_owned();
    program(&["new", &text]).assert().success();
    text
}

/// Runs and wants exit code 2 and one error with found, wanted and hint; returns it.
fn refused(args: &[&str]) -> String {
    let output = program(args).output().expect("it runs");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {error}");
    assert_eq!(error.matches("error:").count(), 1, "one error: {error}");
    for part in ["found:", "wanted:", "hint:"] {
        assert!(error.contains(part), "{args:?} does not say {part} {error}");
    }
    assert!(!error.contains("panicked"), "{error}");
    error
}

/// Wants a check of a case refused, with this in the message and nothing written.
fn check_refused(case: &str, wanted: &str) {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("out");
    let error = refused(&["check", "--case", case, "--out", &out.to_string_lossy()]);
    assert!(error.contains(wanted), "not `{wanted}` but {error}");
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        0,
        "something was written"
    );
}

#[test]
fn malformed_toml_names_file_and_line() {
    let folder = TempDir::new().expect("a folder");
    let case = case(folder.path());
    let path = Path::new(&case).join("events.toml");
    let text = fs::read_to_string(&path).expect("events");
    fs::write(&path, format!("{text}\n[[event]\n")).expect("writable");
    check_refused(&case, "events.toml:");
}

#[test]
fn an_empty_folder_is_no_case() {
    let folder = TempDir::new().expect("a folder");
    check_refused(&folder.path().to_string_lossy(), "case.toml");
}

#[test]
fn a_folder_that_is_not_there() {
    check_refused("no/such/folder", "no folder");
}

#[test]
fn a_file_of_50_megabytes() {
    let folder = TempDir::new().expect("a folder");
    let case = case(folder.path());
    let line = "# a comment that is repeated until the file is too large to be edited by people\n";
    fs::write(
        Path::new(&case).join("evidence/huge.toml"),
        line.repeat(50 * 1024 * 1024 / line.len()),
    )
    .expect("writable");
    check_refused(&case, "too large");
}

#[test]
fn binary_junk() {
    let folder = TempDir::new().expect("a folder");
    let case = case(folder.path());
    let junk: Vec<u8> = (0..4096_u32)
        .map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()[2])
        .collect();
    fs::write(Path::new(&case).join("evidence/junk.toml"), junk).expect("writable");
    check_refused(&case, "not text");
}

#[cfg(unix)]
#[test]
fn a_path_without_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().expect("a folder");
    let case = case(folder.path());
    let path = Path::new(&case).join("events.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("ours");
    // The superuser may read everything; then a file that nobody can read from stands in.
    if fs::read(&path).is_ok() {
        fs::remove_file(&path).expect("ours");
        if !Path::new("/proc/self/mem").exists() {
            return;
        }
        std::os::unix::fs::symlink("/proc/self/mem", &path).expect("a link");
    }
    check_refused(&case, "cannot be read");
}

#[test]
fn an_output_folder_that_cannot_be_made() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("a-file");
    fs::write(&file, "in the way").expect("writable");
    refused(&[
        "check",
        "--runs",
        "1",
        "--out",
        &file.join("out").to_string_lossy(),
    ]);
    assert_eq!(
        fs::read_to_string(&file).expect("still there"),
        "in the way"
    );
}

#[test]
fn an_output_folder_with_other_things_in_it() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("thesis.txt"), "years of work").expect("writable");
    refused(&[
        "check",
        "--runs",
        "1",
        "--out",
        &folder.path().to_string_lossy(),
    ]);
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing was added");
    assert_eq!(
        fs::read_to_string(folder.path().join("thesis.txt")).expect("there"),
        "years of work"
    );
}

#[test]
fn names_and_dates_that_do_not_exist() {
    let error = refused(&["explain", "76"]);
    assert!(error.contains("from 1 to 75") && !error.contains("did you mean"));
    let error = refused(&["whatif", "nonsense"]);
    assert!(
        error.lines().all(|line| line.chars().count() <= 80),
        "{error}"
    );
    assert!(error.contains("`closerun whatif`"), "{error}");
    let error = refused(&["run", "--scenario", "no-murdr"]);
    assert!(error.contains("did you mean no-murder"), "{error}");
    refused(&["explain", "sixty"]);
    let error = refused(&["evidence", "stell"]);
    assert!(error.contains("steel"), "a hint names the nearest: {error}");
    refused(&["evidence", "steel", "--date", "1935-13"]);
    refused(&["read", "--passage", "no-such-file.txt"]);
    refused(&["verify", "no-such-run"]);
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().to_string_lossy().into_owned();
    let error = refused(&["read", "--passage", &path]);
    assert!(error.contains("this is a folder"), "{error}");
    let error = refused(&["verify", &path]);
    assert!(error.contains("no result of closerun"), "{error}");
    let nowhere = format!("{path}/no/such/folder");
    let error = refused(&["whatif", "no-murder", "--out", &nowhere]);
    assert!(error.contains("folder around it"), "{error}");
    refused(&["register"]);
}

#[test]
fn slips_in_what_is_typed_are_told_like_all_others() {
    for (args, wanted) in [
        (&["run", "--runs", "0"][..], "1 to 2,000 runs"),
        (&["run", "--runs", "-1"], "1 to 2,000 runs"),
        (&["check", "--runs", "x"], "1 to 10,000 seeds"),
        (&["rows", "--threads", "100000"], "0 to 1,024 threads"),
        (&["rnu"], "did you mean run"),
        (&["run", "--sed", "3"], "did you mean --seed"),
        (&["run", "--format", "xml"], "table, json, csv"),
        (&["explain"], "<UNIT>"),
        (&["run", "--twin"], "a value after it"),
    ] {
        let error = refused(args);
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
}

#[test]
fn an_old_run_that_is_none() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let old = folder.path().join("old.json");
    refused(&["check", "--out", &out, "--against", &old.to_string_lossy()]);
    fs::write(&old, "{ \"units\": 3 }").expect("writable");
    refused(&["check", "--out", &out, "--against", &old.to_string_lossy()]);
    assert!(!Path::new(&out).exists(), "nothing was written");
}

/// A case that takes a while, an interrupt, and nothing left behind.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_behind() {
    use std::process::Stdio;
    use std::time::Duration;
    let folder = TempDir::new().expect("a folder");
    let case = case(folder.path());
    let claims = Path::new(&case).join("claims/claims.toml");
    let text = fs::read_to_string(&claims).expect("claims");
    let start = text.find("[[claim]]").expect("a claim");
    let mut many = text.clone();
    for i in 0..60 {
        many.push_str(&text[start..].replace(
            "[[claim]]\nid = \"",
            &format!("[[claim]]\nid = \"copy-{i}-"),
        ));
    }
    fs::write(&claims, many).expect("writable");
    let results = folder.path().join("results");
    fs::create_dir(&results).expect("a folder");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("closerun"))
        .env("CLOSERUN_CACHE", "")
        .args(["check", "--threads", "1", "--case", &case, "--out"])
        .arg(results.join("out"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    std::thread::sleep(Duration::from_millis(300));
    let pid = child.id().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .expect("kill is there");
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(2), "an interrupted check is not done");
    assert_eq!(
        fs::read_dir(&results).expect("a folder").count(),
        0,
        "something was left behind"
    );
}

/// A copy of the case inside the program, the first `from` of a file replaced; a file that is not there is made.
fn copy_with(folder: &Path, (path, from, to): (&str, &str, &str)) -> String {
    let into = folder.join("copy");
    let mut files = lab::load::files(lab::load::Origin::Embedded).expect("embedded");
    match files.iter_mut().find(|(name, _)| name == path) {
        Some((_, text)) => {
            assert!(text.contains(from), "{path} has no {from}");
            *text = text.replacen(from, to, 1);
        }
        None => files.push((path.to_owned(), to.to_owned())),
    }
    for (name, text) in files {
        let file = into.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    into.to_string_lossy().into_owned()
}

/// What political data may not say, what is told of it, and on which line of which file.
#[test]
fn slips_of_directives_offices_categories_and_names() {
    let slips = [
        (
            "directives.toml",
            "office = \"nkvd\"",
            "office = \"ezhov\"",
            "a directive of an unknown office",
        ),
        (
            "directives.toml",
            "term_years = ",
            "term_years = -",
            "a term that cannot be",
        ),
        (
            "offices.toml",
            "id = \"yagoda\"",
            "id = \"somebody\"",
            "an actor outside the closed list",
        ),
        (
            "categories.toml",
            "parties = [\"candidate\", \"member\"]",
            "parties = [\"none\", \"candidate\", \"member\"]",
            "two categories hold the same people",
        ),
        (
            "categories.toml",
            "classes = [\"kolkhoznik\", \"individual-peasant\"]",
            "classes = [\"kolkhoznik\"]",
            "people who are in no category",
        ),
        (
            "categories.toml",
            "marks = [\"opposition\"]",
            "marks = [\"oppositions\"]",
            "unknown mark",
        ),
        (
            "categories.toml",
            "id = \"former\"",
            "id = \"workers\"",
            "the same category twice",
        ),
        (
            "parameters/custody.toml",
            "value = 0.7\nlow = 0.5",
            "value = 0.8\nlow = 0.5",
            "parts of names that do not add up to one",
        ),
    ];
    for (path, from, to, wanted) in slips {
        let folder = TempDir::new().expect("a folder");
        let case = copy_with(folder.path(), (path, from, to));
        let error = refused(&["run", "--case", &case, "--out", &format!("{case}-out")]);
        // Errors are broken at 80 columns.
        let flat = error.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(wanted), "not `{wanted}` but {error}");
        assert!(error.contains(path), "{path} is not named: {error}");
        assert!(!Path::new(&format!("{case}-out")).exists(), "written");
    }
}

#[test]
fn a_directive_before_its_office_is_refused() {
    let folder = TempDir::new().expect("a folder");
    // The commissariat was founded in July 1934.
    let files = lab::load::files(lab::load::Origin::Embedded).expect("embedded");
    let text = files.iter().find(|(name, _)| name == "directives.toml");
    let text = &text.expect("there").1;
    let at = text
        .find("office = \"nkvd\"")
        .expect("one of its directives");
    let date = text[..at].rfind("date = \"").expect("its date");
    let line = &text[date..date + text[date..].find('\n').expect("a line")];
    let case = copy_with(
        folder.path(),
        ("directives.toml", line, "date = \"1934-07-09\""),
    );
    let error = refused(&["run", "--case", &case]);
    assert!(
        error.contains("a directive before its office exists"),
        "{error}"
    );
    assert!(error.contains("directives.toml:"), "{error}");
}

#[test]
fn a_file_of_persons_is_no_part_of_a_case() {
    let folder = TempDir::new().expect("a folder");
    let persons = "[[person]]\nid = \"1\"\n";
    let case = copy_with(folder.path(), ("persons.toml", "", persons));
    check_refused(&case, "a file that no part of a case reads");
}

#[test]
fn a_model_without_categories() {
    let folder = TempDir::new().expect("a folder");
    let case = copy_with(
        folder.path(),
        ("categories.toml", "# Categories", "# Categories"),
    );
    fs::remove_file(Path::new(&case).join("categories.toml")).expect("ours");
    let error = refused(&["run", "--case", &case]);
    assert!(
        error.contains("without its categories of people"),
        "{error}"
    );
}

/// Slips in a copy of the case: file, what stands there, what is put in its place; what is told of it, found and wanted, hint.
const BROKEN: [[&str; 6]; 8] = [
    // A field that is none, with a near one.
    [
        "claims/5-growth.toml",
        "units = [",
        "unit = [",
        "unknown field",
        "found: unit wanted: id | units |",
        "did you mean units",
    ],
    // A field that is not there.
    [
        "evidence/heavy-industry.toml",
        "unit = \"thousand tonnes\"\n",
        "",
        "the field `unit` is missing",
        "without `unit` wanted: an entry with `unit = ...`",
        "add it to this entry",
    ],
    [
        "scenarios/no-murder.toml",
        "why = \"What",
        "wy = \"What",
        "unknown field",
        "found: wy wanted: id | name |",
        "did you mean why",
    ],
    // A value of another kind.
    [
        "scenarios/no-murder.toml",
        "first_year = 1933",
        "first_year = \"1933\"",
        "of another kind than is wanted",
        "found: \"1933\" wanted: a whole number",
        "without quotes",
    ],
    [
        "parameters/repression.toml",
        "id = \"murder_week\"",
        "id = 115",
        "of another kind than is wanted",
        "found: 115 wanted: a text in quotes",
        "stand in quotes",
    ],
    // No TOML at all.
    [
        "evidence/heavy-industry.toml",
        "[[quantity]]",
        "[[quantity]",
        "cannot be read: unclosed",
        "found: [[quantity] wanted: `]`",
        "as many brackets",
    ],
    [
        "conclusions.toml",
        "id = \"industry-doubled\"",
        "id = industry-doubled",
        "cannot be read",
        "found: industry-doubled",
        "stand in quotes",
    ],
    [
        "directives.toml",
        "office = \"nkvd\"",
        "office = \"nkvd\"\noffice = \"nkvd\"",
        "the same field twice",
        "found: office wanted: each field once",
        "take one of them out",
    ],
];

/// What a person who edits a copy of the case breaks: each is told with file, line, what stands there, what should, and what to do.
#[test]
fn broken_files_of_each_kind_say_what_is_found_and_what_is_wanted() {
    for [path, from, to, what, parts, hint] in BROKEN {
        let folder = TempDir::new().expect("a folder");
        let case = copy_with(folder.path(), (path, from, to));
        let error = refused(&["whatif", "no-murder", "--case", &case]);
        let flat = error.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [what, parts, hint] {
            assert!(flat.contains(words), "{path}: not `{words}` but {error}");
        }
        let line = flat.split(path).nth(1).and_then(|rest| rest.chars().nth(1));
        assert!(line.is_some_and(|c| c.is_ascii_digit()), "a line: {error}");
    }
}

#[test]
fn keys_of_other_views_and_words_of_names_are_hinted() {
    for (args, words) in [
        (["evidence", "deaths_in_camps"], "camp_deaths"),
        (["evidence", "steel_outputs_of_all"], "steel"),
        (["explain", "R11"], "`closerun rows`"),
        (["explain", "P7"], "`closerun run`"),
        (["explain", "T9"], "`closerun tensions`"),
        (["explain", "steel"], "`closerun evidence steel`"),
        (["explain", "u23-share-expelled"], "closerun explain 23"),
    ] {
        let error = refused(&args);
        let flat = error.split_whitespace().collect::<Vec<_>>().join(" ");
        let hint = flat.split("hint:").nth(1).expect("a hint");
        assert!(hint.contains(words), "{args:?}: {error}");
    }
}
