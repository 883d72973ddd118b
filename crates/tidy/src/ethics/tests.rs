//! Each rule of ethics, broken by a sample and kept by another.

use super::{cannot_write, levers, persons, searches, tone, twin};
use crate::Slip;
use crate::page::Page;

fn slips(rule: fn(&Page) -> Vec<Slip>, path: &str, text: &str) -> usize {
    rule(&Page::new(path, text)).len()
}

#[test]
fn a_search_that_takes_a_lever_is_found() {
    let fit = "fn fit(over: &mut [Lever]) {}\n";
    for path in [
        "crates/lab/src/calibration.rs",
        "crates/lab/src/trials.rs",
        "crates/model/src/step.rs",
    ] {
        assert_eq!(slips(levers, path, fit), 1, "{path}");
    }
    assert_eq!(slips(levers, "crates/lab/src/setting/scenario.rs", fit), 0);
    assert_eq!(
        slips(
            levers,
            "crates/lab/src/trials.rs",
            "// a Lever\nfn fit(over: &[Parameter]) {}\n"
        ),
        0
    );
}

#[test]
fn a_fit_over_directives_is_found() {
    let fit = "fn best(of: &[Directive]) {}\n";
    for path in [
        "crates/lab/src/calibration/waves.rs",
        "crates/lab/src/history_matching.rs",
        "crates/lab/src/setting/prior.rs",
        "crates/model/src/dock/samplers.rs",
        "crates/planning/src/frontier.rs",
    ] {
        assert_eq!(slips(searches, path, fit), 1, "{path}");
        assert_eq!(slips(searches, path, "fn best(of: &[Parameter]) {}\n"), 0);
    }
    assert_eq!(slips(searches, "crates/model/src/penal.rs", fit), 0);
    assert_eq!(slips(searches, "crates/lab/src/benefit.rs", fit), 0);
}

#[test]
fn a_key_or_column_of_one_person_is_found() {
    let table = "const COLUMNS: &[Spec] = &[(\"person_id\", Integer, \"\", \"who\")];\n";
    assert_eq!(slips(persons, "crates/lab/src/simulate/table.rs", table), 1);
    let score = table.replace("person_id", "risk_score");
    assert_eq!(
        slips(persons, "crates/lab/src/simulate/table.rs", &score),
        1
    );
    assert_eq!(
        slips(
            persons,
            "crates/lab/src/load.rs",
            "struct Raw { surname: String }\n"
        ),
        1
    );
    assert_eq!(
        slips(
            persons,
            "cases/ussr-1933/victims.toml",
            "[[x]]\nfirst-name = \"x\"\n"
        ),
        1
    );
    assert_eq!(
        slips(
            persons,
            "schemas/run.schema.json",
            "  \"risk_score\": { \"type\": \"number\" },\n"
        ),
        1
    );
    assert_eq!(
        slips(persons, "cases/ussr-1933/offices.toml", "name = \"x\"\n"),
        0
    );
    assert_eq!(
        slips(
            persons,
            "crates/model/src/twin.rs",
            "for person in persons {}\n"
        ),
        0
    );
}

#[test]
fn a_room_of_persons_that_could_write_them_is_found() {
    let page = Page::new(
        "crates/model/Cargo.toml",
        "[dependencies]\nserde_json.workspace = true\n",
    );
    let read = |page: &Page| page.text.parse::<toml::Table>().expect("TOML");
    assert_eq!(cannot_write(&page, &read(&page)).len(), 1);
    let sound = Page::new(
        "crates/model/Cargo.toml",
        "[dependencies]\nlibm.workspace = true\n",
    );
    assert!(cannot_write(&sound, &read(&sound)).is_empty());
}

#[test]
fn a_twin_that_hands_out_persons_is_found() {
    let out =
        "impl Twin<'_> {\n    pub fn all(&self) -> &[u16] {\n        &self.persons\n    }\n}\n";
    let found = twin(&Page::new("crates/model/src/twin.rs", out));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line, 2);
    let counts =
        "impl Twin<'_> {\n    pub fn counts(&self) -> Vec<u64> {\n        Vec::new()\n    }\n}\n";
    assert_eq!(slips(twin, "crates/model/src/twin.rs", counts), 0);
}

#[test]
fn words_that_are_not_said_are_found() {
    let source = "fn f() -> &'static str { \"3 enemies were removed\" }\n";
    assert_eq!(slips(tone, "crates/app/src/jobs/run.rs", source), 1);
    let quoted = "fn f() -> &'static str { \"the word \\\"enemies\\\" in reports\" }\n";
    assert_eq!(slips(tone, "crates/app/src/jobs/run.rs", quoted), 0);
    let key = "fn f() { parse(\"enemy\"); } // an enemy\n";
    assert_eq!(slips(tone, "crates/model/src/x.rs", key), 0);
    assert_eq!(
        slips(tone, "cases/x/events.toml", "what = \"Shot as wreckers\"\n"),
        1
    );
    assert_eq!(
        slips(
            tone,
            "cases/x/events.toml",
            "what = \"Shot as \\\"wreckers\\\"\"\n"
        ),
        0
    );
    assert_eq!(slips(tone, "README.md", "Press the key and you win.\n"), 1);
    assert_eq!(
        slips(
            tone,
            "README.md",
            "The term \u{201c}enemy of the people\u{201d} is a label.\n"
        ),
        0
    );
}
