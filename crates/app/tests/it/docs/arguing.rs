//! `docs/arguing.md` does what it says: its blocks are put into a copy of the case as they stand there, and verdicts move as told.

use crate::copy::{Files, about, original, says};
use lab::load::parse;
use serde_json::Value;

/// The page, as it is read.
const PAGE: &str = include_str!("../../../../../docs/arguing.md");
/// No block has more lines.
const MOST: usize = 40;

/// A fenced block with the file that it belongs to.
struct Block {
    language: &'static str,
    path: &'static str,
    /// Key of the entry after whose series it goes, "" for a file of its own.
    below: &'static str,
    text: String,
}

/// All blocks that name a file.
fn blocks() -> Vec<Block> {
    let mut all = Vec::new();
    let mut lines = PAGE.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let mut words = info.split(' ');
        let language = words.next().unwrap_or_default();
        let path = words.next().expect("a block of this page names its file");
        let below = words.nth(1).unwrap_or_default();
        let own: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        all.push(Block {
            language,
            path,
            below,
            text: own.join("\n") + "\n",
        });
    }
    all
}

/// Puts a block where the page says.
fn put(case: &mut Files, block: &Block) {
    let known = case.iter_mut().find(|(name, _)| name == block.path);
    let Some((_, text)) = known else {
        assert_eq!(
            (block.language, block.below),
            ("toml", ""),
            "{}",
            block.path
        );
        case.push((block.path.to_owned(), block.text.clone()));
        return;
    };
    if block.language == "diff" {
        let of = |mark: char| -> String {
            let lines = block.text.lines();
            let own = lines.filter(|line| line.starts_with([' ', mark]));
            let own: Vec<&str> = own.map(|line| &line[1..]).collect();
            own.join("\n") + "\n"
        };
        let (old, new) = (of('-'), of('+'));
        assert_eq!(text.matches(&old).count(), 1, "{}: {old}", block.path);
        *text = text.replace(&old, &new);
        return;
    }
    assert_ne!(block.below, "", "{} is there already", block.path);
    let at = text.find(&format!("\nid = \"{}\"\n", block.below));
    let at = at.expect("the entry is there");
    let next = text[at..].find("\n[[quantity]]").expect("another follows") + at;
    text.insert_str(next + 1, &format!("{}\n", block.text));
}

/// A copy with all claims on one sentence.
fn all_about(unit: &str) -> Files {
    about(unit, |_| true)
}

/// What the program says of a sentence in such a case.
fn explained(case: &Files, unit: &str) -> Value {
    let text = says(case, &["explain", unit, "--runs", "1", "--format", "json"]);
    serde_json::from_str(&text).expect("JSON")
}

fn claim<'v>(said: &'v Value, id: &str) -> &'v Value {
    let claims = said["claims"].as_array().expect("claims");
    let found = claims.iter().find(|claim| claim["id"] == id);
    found.expect("a claim of this name")
}

/// The blocks of these files, in the order of the page.
fn with(mut case: Files, paths: &[&str]) -> Files {
    for block in blocks().iter().filter(|block| paths.contains(&block.path)) {
        put(&mut case, block);
    }
    case
}

#[test]
fn law_each_addition_is_short() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 8, "every block names its file");
    for block in &blocks {
        let lines = block.text.lines().count();
        assert!(lines < MOST, "{}: {lines} lines", block.path);
    }
    let of = |path: &str| {
        let own = blocks.iter().filter(|block| block.path.starts_with(path));
        own.map(|block| block.text.lines().count()).sum::<usize>()
    };
    let source = of("sources/") + of("evidence/");
    assert!(source < MOST, "source and series together: {source} lines");
}

#[test]
fn a_claim_is_added() {
    let case = with(all_about("27"), &["claims/mine.toml"]);
    let said = explained(&case, "27");
    let mine = claim(&said, "my-camps-in-1937");
    assert_eq!(mine["status"], "supported");
    assert_eq!(mine["role"], "context");
    assert_eq!(mine["registration"], "not registered");
    assert_eq!(
        mine["one_recalled_source"],
        "getty-rittersporn-zemskov-1993"
    );
}

#[test]
fn a_source_and_its_series_change_a_verdict() {
    let paths = [
        "claims/mine.toml",
        "sources/mine.toml",
        "evidence/camps.toml",
    ];
    let case = with(all_about("27"), &paths);
    let said = explained(&case, "27");
    let mine = claim(&said, "my-camps-in-1937");
    assert_eq!(mine["status"], "supported under S");
    let flips = mine["flips"].to_string();
    for series in ["gulag-records", "conquest-1968"] {
        assert!(flips.contains(series), "{series}: {flips}");
    }
}

#[test]
fn a_rival_changes_a_verdict() {
    let before = explained(&all_about("72"), "72");
    assert_eq!(
        claim(&before, "u72-weather")["status"],
        "follows from our rule"
    );
    let case = with(all_about("72"), &["scenarios/weather-of-the-record.toml"]);
    let after = explained(&case, "72");
    let weather = claim(&after, "u72-weather");
    assert_eq!(weather["status"], "contested");
    let flips = weather["flips"].to_string();
    assert!(flips.contains("weather-of-the-record"), "{flips}");
}

/// The four small disputes: each line is there to be changed, and the case that comes of it is sound and says what was changed.
#[test]
fn what_is_there_can_be_disputed() {
    let mut changed = original();
    for block in blocks().iter().filter(|block| block.language == "diff") {
        put(&mut changed, block);
    }
    let case = parse(&changed).expect("sound");
    let units = &case.passage.units;
    let unit = units.iter().find(|unit| unit.id == "70").expect("there");
    assert!(unit.paraphrase.contains("five-year plan"));
    let herds = case.claims.iter().find(|claim| claim.id == "u71-herds");
    let class = herds.expect("there").class.expect("it has one");
    assert_eq!(class.label(), "assumed");
    let setting = lab::setting::read(&case, "baseline").expect("sound");
    let order = setting
        .directives
        .iter()
        .find(|told| told.directive.id == "leningrad-former-people");
    assert_eq!(order.expect("there").date, "1935-03-01");
}

#[test]
fn a_range_in_words_changes_a_reading() {
    let grain = |said: &Value| {
        let readings = claim(said, "u72-one-half")["readings"].clone();
        let readings = readings.as_array().expect("readings").clone();
        let own = readings.into_iter().find(|one| one["id"] == "grain");
        own.expect("the reading")["status"].clone()
    };
    assert_eq!(grain(&explained(&all_about("72"), "72")), "contradicted");
    let mut case = all_about("72");
    for block in blocks()
        .iter()
        .filter(|block| block.text.contains("grain alone"))
    {
        put(&mut case, block);
    }
    assert_eq!(grain(&explained(&case, "72")), "contested");
}
