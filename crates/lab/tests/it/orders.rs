//! Directives of the case inside the program: carried out to the person, and refused with one clear error where they cannot be.

use lab::load::{Origin, files, parse};
use lab::setting;

/// What stops the reading when one text of one file is changed.
fn refused(path: &str, from: &str, to: &str) -> String {
    let mut all = files(Origin::Embedded).expect("embedded");
    let file = all.iter_mut().find(|(name, _)| name == path);
    let file = file.expect("the file");
    assert!(file.1.contains(from), "{path} has no {from}");
    file.1 = file.1.replacen(from, to, 1);
    let read = parse(&all).and_then(|case| setting::read(&case, "baseline"));
    read.expect_err("refused").to_string()
}

#[test]
fn directives_that_cannot_be_give_one_clear_error() {
    let file = "directives.toml";
    for (from, to, what) in [
        (
            "term_years = 3.5",
            "term_years = -1.0",
            "a term that cannot be",
        ),
        (
            "number = 4833",
            "number = 483300",
            "against more people than there are",
        ),
        ("number = 663", "number = 0", "no number of people"),
        (
            "regions = [\"leningrad\"]",
            "regions = [\"leningard\"]",
            "unknown region",
        ),
        (
            "becomes = \"transferred\"",
            "becomes = \"special-settler\"",
            "unknown status",
        ),
        (
            "answers = \"murder_week\"",
            "answers = \"murder\"",
            "unknown event",
        ),
        ("office = \"nkvd\"", "office = \"cheka\"", "unknown office"),
        (
            "date = \"1934-12-08\"",
            "date = \"1934-02-08\"",
            "before its office exists",
        ),
        (
            "relatives = 6239",
            "relatives = -3",
            "fewer relatives than none",
        ),
        ("date = \"1935-02-28\"", "date = \"1935-02\"", "no day"),
    ] {
        let said = refused(file, from, to);
        for part in [file, what, "found:", "wanted:", "hint:"] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

#[test]
fn a_lever_is_no_parameter() {
    let lever = "[[lever]]\ndirective = \"leningrad-former-people\"\nis = \"half\"\nsource = \"ours\"\nwhy = \"A slip.\"\n";
    let said = refused(
        "scenarios/baseline.toml",
        "# A change is dated",
        &format!("{lever}# A change is dated"),
    );
    assert!(
        said.contains("position of a lever") && said.contains("not-given"),
        "{said}"
    );
    let change = "[[change]]\nparameter = \"leningrad-former-people\"\nvalue = 0\nsource = \"ours\"\nwhy = \"A slip.\"\n";
    let said = refused(
        "scenarios/baseline.toml",
        "# A change is dated",
        &format!("{change}# A change is dated"),
    );
    assert!(said.contains("unknown parameter"), "{said}");
}

/// Whoever a directive moves is dead, gone, free again or held at the end of any run, and the numbers ordered are met to the person.
#[test]
fn law_orders_are_met_to_the_person_and_everybody_is_accounted_for() {
    let case = parse(&files(Origin::Embedded).expect("embedded")).expect("sound");
    let setting = setting::read(&case, "baseline").expect("sound");
    for seed in [1, 2] {
        let run = lab::simulate::run_one(&setting, seed).expect("sound");
        let of = |id: &str| {
            let at = setting.setup.directives.iter().position(|one| one.id == id);
            run.fates[model::truth::custody::STREAMS + at.expect("there")]
        };
        let exiled = of("leningrad-opposition-exiled");
        assert_eq!((exiled.moved, exiled.unfilled), (663, 0));
        assert_eq!(of("leningrad-opposition-transferred").moved, 325);
        assert_eq!(of("leningrad-opposition-arrested").moved, 843);
        let former = of("leningrad-former-people");
        assert_eq!(former.moved + former.relatives, 11_072);
        for fates in &run.fates {
            let gone = fates.executed + fates.died + fates.escaped + fates.released;
            assert_eq!(fates.moved + fates.relatives, gone + fates.held());
        }
    }
}

/// Every directive has a scenario that takes it back, and it alone.
#[test]
fn law_every_directive_can_be_taken_back_by_itself() {
    let case = parse(&files(Origin::Embedded).expect("embedded")).expect("sound");
    let all = setting::read(&case, "baseline").expect("sound").setup;
    assert!(all.directives.len() >= 5);
    for directive in &all.directives {
        let scenario = match directive.id.as_str() {
            "leningrad-former-people" => "no-leningrad-operation".to_owned(),
            id => format!("no-directive-{id}"),
        };
        let without = setting::read(&case, &scenario).expect("sound").setup;
        assert_eq!(without.directives.len() + 1, all.directives.len());
        assert!(without.directives.iter().all(|one| one.id != directive.id));
    }
}
