//! Tables and commands of the lesson, the summary and the other pages, held to the program.

use crate::copy::{about, original, says};
use assert_cmd::Command;
use lab::argument::claim::Role;
use lab::argument::verdict::Status;
use lab::load::parse;
use std::collections::BTreeMap;

const LESSON: &str = include_str!("../../../../../docs/lesson.md");
const SUMMARY: &str = include_str!("../../../../../docs/summary.md");
/// Pages that tell people what to type.
const PAGES: [(&str, &str); 5] = [
    ("README.md", include_str!("../../../../../README.md")),
    ("arguing.md", include_str!("../../../../../docs/arguing.md")),
    ("lesson.md", LESSON),
    ("model.md", include_str!("../../../../../docs/model.md")),
    ("summary.md", SUMMARY),
];
/// Status of each claim, which a test of the lab holds to the program.
const VERDICTS: &str =
    include_str!("../../../../lab/tests/it/snapshots/it__findings__verdicts.snap");

/// Rows of the table under a heading whose first column is a number or a text, cell by cell, without its head.
fn table(page: &'static str, head: &str) -> Vec<Vec<&'static str>> {
    let from = page.lines().skip_while(|line| *line != head);
    let rows = from.skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// The status of every claim, as it stands in the snapshot of all verdicts.
fn statuses() -> BTreeMap<&'static str, &'static str> {
    let lines = VERDICTS.lines().filter_map(|line| line.split_once(' '));
    let all = lines.map(|(claim, rest)| {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_ascii_digit() || c == '-');
        (claim, rest[..end.unwrap_or(rest.len())].trim())
    });
    all.collect()
}

/// The key of the lesson has the statuses that the program gives.
#[test]
fn law_the_key_has_the_verdicts_of_the_program() {
    let statuses = statuses();
    let key = table(LESSON, "## Key");
    assert_eq!(key.len(), table(LESSON, "## Handout").len());
    for row in &key {
        let (unit, verdict, claim) = (row[0], row[2], row[3]);
        assert_eq!(statuses.get(claim), Some(&verdict), "{claim}");
        assert!(claim.starts_with(&format!("u{unit:0>2}-")), "{claim}");
    }
}

/// The handout has the words of the case, which may change.
#[test]
fn law_the_handout_has_our_paraphrases() {
    let case = parse(&original()).expect("sound");
    for row in table(LESSON, "## Handout") {
        let unit = case.passage.units.iter().find(|unit| unit.id == row[0]);
        assert_eq!(unit.expect("a sentence").paraphrase, row[1]);
    }
}

/// Rows of the summary: finding, claim, its verdict, that of the sentence, numbers, command.
fn findings() -> Vec<Vec<&'static str>> {
    let head = "**What it found.** A few claims, each with its verdict, that of the sentence it is made in, and the command that prints the numbers as they stand here and says what would flip it.";
    let rows = table(SUMMARY, head);
    assert!(rows.len() > 5);
    rows
}

/// The summary has the verdicts that the program gives, of claims and of whole sentences.
#[test]
fn law_the_summary_has_the_verdicts_of_the_program() {
    let statuses = statuses();
    let case = parse(&original()).expect("sound");
    let of_a_sentence = |unit: &str| {
        let all = case.claims.iter();
        let own = all.filter(|one| one.role == Role::Assertion);
        let own = own.filter(|one| one.units.iter().any(|id| id == unit));
        let own = own.map(|one| statuses[one.id.as_str()]);
        let status = |label: &str| Status::ALL.into_iter().find(|one| one.label() == label);
        own.map(|label| status(label).expect(label)).min()
    };
    let mut told = 0;
    for row in findings().iter().filter(|row| row[1] != "-") {
        let (claim, verdict, sentence) = (row[1], row[2], row[3]);
        let (status, _) = verdict.split_once(": ").unwrap_or((verdict, ""));
        assert_eq!(statuses.get(claim), Some(&status), "{claim}");
        // By what a claim is contested stands in no snapshot: the command beside it prints it.
        assert_eq!(verdict.contains(": "), status == "contested", "{claim}");
        let unit = row[5].trim_matches('`').rsplit(' ').next();
        let unit = unit.expect("a number");
        assert!(claim.starts_with(&format!("u{unit:0>2}-")), "{claim}");
        let whole = of_a_sentence(unit).map(Status::label);
        assert_eq!(whole, Some(sentence), "sentence {unit}");
        told += 1;
    }
    assert!(told > 5, "{told}");
}

/// Every number of the summary is printed by the command beside it, and so is by what a claim is contested.
#[test]
fn law_the_summary_has_numbers_that_are_printed() {
    for row in findings() {
        let number = row[4].trim_matches('`');
        let command = row[5].trim_matches('`');
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let printed = match words.as_slice() {
            ["explain", unit] => {
                let case = about(unit, |claim| !claim.contains("\non = \"runs\"\n"));
                says(&case, &words)
            }
            _ => says(&original(), &words),
        };
        let printed: Vec<&str> = printed.split_whitespace().collect();
        assert!(
            printed.join(" ").contains(number),
            "{command} does not print {number}"
        );
        assert!(
            !row[2].starts_with("contested") || printed.join(" ").contains(row[2]),
            "{command} does not print {}",
            row[2]
        );
    }
}

/// Every command and every scenario that a page names is there.
#[test]
fn law_pages_name_commands_that_exist() {
    let help = Command::cargo_bin("closerun")
        .expect("the program was built")
        .arg("--help")
        .output()
        .expect("it runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let known: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter_map(|line| line.split(' ').next())
        .filter(|word| !word.is_empty() && !word.starts_with('-'))
        .collect();
    let case = parse(&original()).expect("sound");
    let mut found = 0;
    for (page, text) in PAGES {
        for part in text
            .split("`closerun ")
            .chain(text.split("--release -- "))
            .skip(1)
        {
            let line = part.split(['`', '\n', '#']).next().unwrap_or_default();
            let words: Vec<&str> = line.split_whitespace().collect();
            let Some(job) = words
                .first()
                .filter(|word| word.chars().all(char::is_lowercase))
            else {
                continue;
            };
            assert!(known.contains(job), "{page}: {line}");
            found += 1;
            if let ["whatif", scenario, ..] | ["run", "--scenario", scenario, ..] = words.as_slice()
            {
                let mine = ["SCENARIO", "mine"].contains(scenario);
                assert!(
                    mine || case.runs.scenario(scenario).is_some(),
                    "{page}: {line}"
                );
            }
        }
    }
    assert!(found > 40, "only {found} commands were found");
}
