//! The loader meets anything at all: it never panics, and what it refuses it refuses with one whole
//! fault.

use crate::bad_input::complaint;
use crate::grammar::{WORLD, said};
use crate::support::{Files, judged, mill, replaced};
use argument::case::Case;
use argument::date::Period;
use argument::predicate::parse;
use proptest::prelude::*;
use std::sync::LazyLock;

static MILL: LazyLock<Files> = LazyLock::new(mill);

/// A file of the mill case, by number.
fn file() -> impl Strategy<Value = usize> {
    0..MILL.len()
}

/// Either a sound case, or one fault with all its parts.
fn taken_or_refused(files: &Files) -> Result<bool, TestCaseError> {
    match Case::parse(files) {
        Ok(_) => Ok(true),
        Err(fault) => {
            prop_assert_eq!(complaint(&fault), "", "{}", fault);
            prop_assert!(!fault.place.file.is_empty());
            Ok(false)
        }
    }
}

/// The mill case with one file changed at a character near `at` (a share of its length).
fn changed(file: usize, at: f64, change: impl FnOnce(&str, &str) -> String) -> Files {
    let (path, text) = &MILL[file];
    let length = text.chars().count() as f64;
    let wanted = at * length;
    let offset = text
        .char_indices()
        .enumerate()
        .find(|(i, _)| *i as f64 >= wanted);
    let offset = offset.map_or(text.len(), |(_, (offset, _))| offset);
    replaced(&MILL, path, &change(&text[..offset], &text[offset..]))
}

fn without_first(text: &str) -> &str {
    let mut rest = text.chars();
    rest.next();
    rest.as_str()
}

/// Characters that mean something to TOML or CEL, and some that mean nothing.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::sample::select(" \n\"'[]{}()=,.#-+*/<>&|!:\\0123456789eE_xnaif".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_are_refused(file in file(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        taken_or_refused(&replaced(&MILL, &MILL[file].0, &text))?;
    }

    #[test]
    fn a_file_cut_off_anywhere(file in file(), at in 0.0..1.0_f64) {
        taken_or_refused(&changed(file, at, |before, _| before.to_owned()))?;
    }

    #[test]
    fn a_character_lost(file in file(), at in 0.0..1.0_f64) {
        taken_or_refused(&changed(file, at, |before, after| format!("{before}{}", without_first(after))))?;
    }

    #[test]
    fn a_character_too_many(file in file(), at in 0.0..1.0_f64, c in character()) {
        taken_or_refused(&changed(file, at, |before, after| format!("{before}{c}{after}")))?;
    }

    #[test]
    fn a_character_for_another(file in file(), at in 0.0..1.0_f64, c in character()) {
        taken_or_refused(&changed(file, at, |before, after| format!("{before}{c}{}", without_first(after))))?;
    }

    #[test]
    fn a_line_lost_or_doubled(file in file(), line in any::<prop::sample::Index>(), doubled in any::<bool>()) {
        let (path, text) = &MILL[file];
        let mut lines: Vec<&str> = text.lines().collect();
        let at = line.index(lines.len());
        if doubled {
            lines.insert(at, lines[at]);
        } else {
            lines.remove(at);
        }
        taken_or_refused(&replaced(&MILL, path, &lines.join("\n")))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_is_read_or_refused(text in "[0-9]{3,5}(-[0-9]{1,2}){0,3}(/[0-9]{4}(-[0-9]{2}){0,2})?|\\PC{0,12}") {
        match Period::parse(&text) {
            // The shortest text of a date reads back as the same date.
            Ok(period) => prop_assert_eq!(Period::parse(&period.to_string()), Ok(period)),
            Err(what) => prop_assert!(!what.is_empty()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_predicate_is_read_or_refused(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..16)) {
        read_or_refused(&words.concat())?;
    }

    #[test]
    fn a_predicate_of_any_letters_is_read_or_refused(text in "\\PC{0,40}") {
        read_or_refused(&text)?;
    }
}

const WORDS: [&str; 48] = [
    "rye",
    "oats(",
    "(1851)",
    "1852",
    ")",
    "(",
    "fair()",
    "frost",
    "as_said(",
    "during(",
    "day(",
    "amount(",
    "'tonnes'",
    "'1851-05'",
    "'",
    "\"",
    ",",
    " && ",
    " || ",
    "!",
    " > ",
    " == ",
    " - ",
    " * ",
    " / ",
    "1.5",
    "0",
    "-",
    "{",
    "}",
    "[",
    "]",
    ":",
    "'place'",
    "has(",
    ".all(x, ",
    "x",
    "true",
    "null",
    "?",
    ".",
    " in ",
    "1e9",
    "0x1f",
    "2u",
    "// ",
    "\n",
    "b'a'",
];

fn read_or_refused(text: &str) -> Result<(), TestCaseError> {
    if let Err(fault) = parse(text, &WORLD, Some(&said())) {
        let parts = [&fault.what, &fault.found, &fault.wanted, &fault.hint];
        prop_assert!(
            parts.iter().all(|part| !part.trim().is_empty()),
            "{text:?}: {fault:?}"
        );
        prop_assert!(fault.offset <= text.chars().count(), "{text:?}: {fault:?}");
    }
    Ok(())
}

/// What would run out of stack inside a parser ends the program, and no test could catch it.
#[test]
fn depth_and_length_are_refused_in_time() {
    let open = [
        "(", "[", "{", "!(", "-(", "rye(", "as_said(", "[rye(", "{1:[", "!", "-", "a.", "a+", "a*",
        "a<", "a&&", "a||", "1?1:", "a[",
    ];
    for part in open {
        for times in [8, 9, 100, 3000] {
            assert!(parse(&part.repeat(times), &WORLD, None).is_err(), "{part}");
        }
    }
    assert!(parse(&"a".repeat(100_000), &WORLD, None).is_err());
    let deep = ["[", "{a=", "a.", "[[", "x = [", "[a."].map(|part| part.repeat(20_000));
    for text in deep
        .iter()
        .flat_map(|deep| [deep.clone(), format!("{deep}a = 1"), format!("x = {deep}")])
    {
        let fault = Case::parse(&replaced(&MILL, "case.toml", &text)).expect_err("nonsense");
        assert_eq!(complaint(&fault), "", "{fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// A digit changed mostly leaves a sound case: then every claim gets its verdict, mutants and
    /// margin included.
    #[test]
    fn a_digit_for_another_is_judged_or_refused(at in any::<prop::sample::Index>(), digit in 0..10_u8) {
        let (path, text) = &MILL.iter().find(|(path, _)| path == "evidence/mill.toml").expect("the evidence");
        let rows = text.find("\ntopic").expect("the head ends");
        let digits: Vec<usize> = text
            .bytes()
            .enumerate()
            .filter(|(offset, byte)| *offset > rows && byte.is_ascii_digit())
            .map(|(offset, _)| offset)
            .collect();
        let offset = digits[at.index(digits.len())];
        let files = replaced(&MILL, path, &format!("{}{digit}{}", &text[..offset], &text[offset + 1..]));
        if taken_or_refused(&files)? {
            prop_assert_eq!(judged(&files).len(), 14);
        }
    }
}
