//! The rules of ethics that a look at the tree can keep. `docs/ethics.md` lists all of them, with the tests that types and runs keep.

use tidy::page::{Page, pages, root};
use tidy::{Slip, code, ethics, manifest};

/// Runs a rule over the tree and fails with everything it found. It must have looked at `least` pages that it has something to say of.
fn keep(rule: impl Fn(&Page) -> Vec<Slip>, about: impl Fn(&Page) -> bool, least: usize) {
    let pages = pages(&root()).expect("the tree can be read");
    let seen = pages.iter().filter(|page| about(page)).count();
    assert!(seen >= least, "only {seen} pages were looked at");
    let slips: Vec<String> = pages
        .iter()
        .flat_map(rule)
        .map(|slip| slip.to_string())
        .collect();
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

fn below(start: &'static str) -> impl Fn(&Page) -> bool {
    move |page| page.path.starts_with(start)
}

#[test]
fn law_truth_holds_no_label() {
    keep(code::labels, below("crates/model/src/truth/"), 20);
    let planted = Page::new(
        "crates/model/src/truth/x.rs",
        "//! x\nstruct Person { is_enemy: bool }\n",
    );
    assert_eq!(code::labels(&planted).len(), 1);
}

#[test]
fn law_levers_are_read_and_told_and_nothing_else() {
    keep(ethics::levers, below("crates/lab/src/"), 40);
}

#[test]
fn law_no_search_takes_a_coercive_measure() {
    keep(ethics::searches, below("crates/planning/src/"), 10);
}

#[test]
fn law_no_key_and_no_column_tells_of_one_person() {
    keep(ethics::persons, below("schemas/"), 4);
}

#[test]
fn law_the_room_of_persons_cannot_write_them_down() {
    let rule = |page: &Page| {
        let read = || manifest::read(page).expect("a manifest is TOML");
        if page.path.ends_with("/Cargo.toml") {
            ethics::cannot_write(page, &read())
        } else {
            Vec::new()
        }
    };
    keep(rule, |page| page.path == "crates/model/Cargo.toml", 1);
    keep(
        ethics::twin,
        |page| page.path == "crates/model/src/twin.rs",
        1,
    );
}

#[test]
fn law_the_tone_is_plain() {
    keep(ethics::tone, below("cases/ussr-1933/"), 60);
}
