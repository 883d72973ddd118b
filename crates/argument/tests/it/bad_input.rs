//! Bad input, from the table `bad_input.toml`: each slip gives one fault with the right place, what
//! was found, what was wanted, and a hint. Slips that are no edit of a file follow the table.

use crate::support::{Files, edited, fault, mill, replaced, text_of};
use argument::fault::{Fault, Lines, Place};
use serde::Deserialize;

const MARK: &str = "@@";

#[derive(Deserialize)]
struct Table {
    slip: Vec<Slip>,
}

#[derive(Deserialize)]
struct Slip {
    name: String,
    file: String,
    edits: Vec<(String, String)>,
    at: Option<(String, String)>,
    what: String,
}

/// The files without the mark, and the place at which it stood.
fn without_mark(files: &Files, file: &str) -> (Files, Place) {
    let text = text_of(files, file);
    let offset = text.find(MARK).expect("the mark");
    let place = Lines::of(text).place(file, text, offset);
    (replaced(files, file, &text.replacen(MARK, "", 1)), place)
}

fn place_and_fault(slip: &Slip) -> (Place, Fault) {
    let mut files = mill();
    for (from, to) in &slip.edits {
        files = edited(&files, &slip.file, from, to);
    }
    let (file, files) = match &slip.at {
        None => (&slip.file, files),
        Some((file, marked)) => {
            let plain = marked.replace(MARK, "");
            (file, edited(&files, file, &plain, marked))
        }
    };
    let (files, place) = without_mark(&files, file);
    (place, fault(&files))
}

/// What is wrong with a fault itself, "" if nothing.
pub(crate) fn complaint(fault: &Fault) -> &'static str {
    let parts = [&fault.what, &fault.found, &fault.wanted, &fault.hint];
    if parts.iter().any(|part| part.trim().is_empty()) {
        "a part of it is empty"
    } else if fault
        .to_string()
        .contains(|c: char| c.is_control() && c != '\n')
    {
        "it holds control characters"
    } else if fault.to_string().lines().count() != 4 {
        "it has not four lines"
    } else {
        ""
    }
}

#[test]
fn every_slip_of_the_table_gives_one_clear_fault() {
    let table: Table = toml::from_str(include_str!("bad_input.toml")).expect("a sound table");
    assert!(table.slip.len() > 100);
    let mut wrong = Vec::new();
    for slip in &table.slip {
        let (place, fault) = place_and_fault(slip);
        let complaint = complaint(&fault);
        if fault.place != place || !fault.what.contains(&slip.what) || !complaint.is_empty() {
            wrong.push(format!(
                "{}: wanted {place} {}, got\n{fault}\n{complaint}",
                slip.name, slip.what
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n\n{}",
        wrong.len(),
        table.slip.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn a_missing_or_stray_file_is_named() {
    let without = |path: &str| {
        let mut files = mill();
        files.retain(|(name, _)| name != path);
        files
    };
    let cases: [(Files, &str, &str); 9] = [
        (Files::new(), "case.toml", "the file is missing"),
        (without("case.toml"), "case.toml", "the file is missing"),
        (
            without("passage.toml"),
            "passage.toml",
            "the file is missing",
        ),
        (
            without("regions.toml"),
            "regions.toml",
            "the file is missing",
        ),
        (
            without("claims/claims.toml"),
            "passage.toml",
            "no claim judges",
        ),
        (
            without("searches.toml"),
            "events.toml",
            "an event without a date",
        ),
        (
            replaced(&mill(), "region.toml", ""),
            "region.toml",
            "no part of a case reads",
        ),
        (
            replaced(&mill(), "evidence.TOML", ""),
            "evidence.TOML",
            "no part of a case reads",
        ),
        (
            replaced(&mill(), "notes/own.toml", ""),
            "notes/own.toml",
            "no part of a case reads",
        ),
    ];
    for (files, file, what) in cases {
        let fault = fault(&files);
        assert_eq!(fault.place.file, file, "{fault}");
        assert!(fault.what.contains(what), "{fault}");
        assert_eq!(complaint(&fault), "", "{fault}");
    }
}

#[test]
fn an_empty_passage_is_no_case() {
    let files = mill();
    let passage = text_of(&files, "passage.toml");
    let head = passage.find("\n[[unit]]").expect("units");
    let tail = &passage[passage.find("\n[[gap]]").expect("a gap")..];
    let text = format!("{}{}", &passage[..head], tail.replace("\"10\"", "\"\""));
    let mut files = replaced(&files, "passage.toml", &text);
    files.retain(|(name, _)| name != "claims/claims.toml" && name != "tensions.toml");
    let fault = fault(&files);
    assert_eq!(fault.place.file, "passage.toml");
    assert!(fault.what.contains("an empty case"), "{fault}");
    assert_eq!(complaint(&fault), "");
}

#[test]
fn an_empty_file_or_junk_in_any_place_is_one_fault_or_no_matter() {
    let junk = "\u{0}\u{1}\u{7f}\u{feff}\u{fffd}\u{1b}[2J = {{{ \u{202e}";
    for (path, _) in mill() {
        let fault = fault(&replaced(&mill(), &path, junk));
        assert_eq!(
            (fault.place.file.as_str(), fault.place.line),
            (path.as_str(), 1)
        );
        assert_eq!(complaint(&fault), "", "{path}: {fault}");
    }
    for path in ["case.toml", "passage.toml", "evidence/mill.toml"] {
        let fault = fault(&replaced(&mill(), path, ""));
        assert_eq!(fault.place.file, path, "{fault}");
        assert_eq!(complaint(&fault), "", "{path}: {fault}");
    }
}

/// Columns count characters, also where letters take several bytes.
#[test]
fn a_place_after_other_letters_counts_characters() {
    let evidence = "evidence/mill.toml";
    let files = edited(
        &mill(),
        evidence,
        "deaths = \"excess\"",
        "dimensions = [\"where_found\"]",
    );
    let files = edited(
        &files,
        evidence,
        "rows = [{ date = \"1855-03\"",
        "rows = [{ where_found = \"Mühle \u{1f30a}\", date = \"1855-03\"",
    );
    for (rest, what) in [
        ("@@== amount(0, 'tonnes')", "measure different things"),
        ("== @@amout(0, 'tonnes')", "unknown quantity"),
        ("== amount(0, @@'tons')", "unknown unit"),
        ("== @@== amount(0, 'tonnes')", "not a CEL expression"),
    ] {
        let files = edited(
            &files,
            "claims/claims.toml",
            "= \"drowned('1855-03') == amount(0, 'persons')\"",
            &format!("= \"drowned('1855-03', {{'where_found': 'Mühle \u{1f30a}'}}) {rest}\""),
        );
        let (files, place) = without_mark(&files, "claims/claims.toml");
        let fault = fault(&files);
        assert_eq!(fault.place, place, "{fault}");
        assert!(fault.what.contains(what), "{fault}");
    }
}

/// Files that are not TOML belong to whoever put them there.
#[test]
fn other_files_are_left_alone() {
    let with = replaced(&mill(), "passage.txt", "\u{0}");
    assert_eq!(crate::support::sound(&with), crate::support::sound(&mill()));
}
