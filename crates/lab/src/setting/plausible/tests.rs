//! Words of plausibility: closed list, a document for what is documented, none missing in the case.

use super::Plausible;
use crate::load::{Origin, load};
use crate::setting::{Prepared, Scenario, heads, read};
use argument::case::Case;
use argument::runs::BASELINE;

const FILE: &str = "scenarios/no-murder.toml";

/// The case inside the program, with a text of one scenario replaced.
fn edited(from: &str, to: &str) -> Case {
    let mut case = load(Origin::Embedded).expect("sound");
    let text = case.for_a_model.get_mut(FILE).expect("there");
    assert!(text.contains(from), "{text}");
    *text = text.replace(from, to);
    case
}

fn refused(from: &str, to: &str) -> String {
    let case = edited(from, to);
    let said = read(&case, "no-murder").expect_err("refused").to_string();
    for part in [FILE, "found:", "wanted:", "hint:"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    said
}

#[test]
fn other_words_are_refused_and_none_is_too() {
    let own = "plausible = \"near\"\n";
    let said = refused(own, "plausible = \"likely\"\n");
    assert!(
        said.contains("documented-alternative | near | far | beyond-evidence"),
        "{said}"
    );
    let said = refused(own, "");
    assert!(said.contains("does not say how plausible"), "{said}");
    // A rival is another rule for the same history: it need not say it.
    let rival = edited(own, "");
    let mut rival = rival.clone();
    let text = rival.for_a_model.get_mut(FILE).expect("there");
    *text = text.replace("first_year", "rival = \"R3: a try\"\nfirst_year");
    let found = read(&rival, "no-murder").expect("sound").scenario;
    assert_eq!(found.changes[0].plausible, None);
}

#[test]
fn a_documented_alternative_has_a_document() {
    let own = "plausible = \"near\"\n";
    let said = refused(own, "plausible = \"documented-alternative\"\n");
    assert!(said.contains("without its document"), "{said}");
    let from = "source = \"ours\"\nplausible = \"near\"\n";
    let to = "source = \"getty-1985\"\nplausible = \"documented-alternative\"\n";
    let found = read(&edited(from, to), "no-murder")
        .expect("sound")
        .scenario;
    assert_eq!(found.changes[0].plausible, Some(Plausible::Documented));
}

/// Every change of every counterfactual of the case says it, rules and levers too.
#[test]
fn evidence_every_change_of_a_counterfactual_says_how_plausible_it_is() {
    let case = load(Origin::Embedded).expect("sound");
    let prepared = Prepared::of(&case).expect("sound");
    let own = heads(&case).expect("sound").into_iter();
    let own: Vec<Scenario> = own
        .filter(|one| one.rival.is_empty() && one.id != BASELINE)
        .collect();
    assert!(own.len() > 30);
    for one in own {
        let scenario = prepared.setting((None, &one.id), None).expect("sound");
        let notes = scenario.scenario.notes();
        assert!(!notes.is_empty(), "{}", one.id);
        assert!(notes.iter().all(Option::is_some), "{}", one.id);
    }
}
