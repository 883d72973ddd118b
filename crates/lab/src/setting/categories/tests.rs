//! The categories of the case inside the program, and slips of them, each with its place.

use crate::load::{Origin, load};
use crate::setting::{Setting, read};
use argument::fault::Fault;
use model::decision::category::Category;
use model::truth::people::{Class, Mark, Party};

fn with(from: &str, to: &str) -> Result<Setting, Fault> {
    let mut case = load(Origin::Embedded).expect("sound");
    let text = case.for_a_model.get_mut("categories.toml").expect("there");
    assert!(text.contains(from), "no {from}");
    *text = text.replacen(from, to, 1);
    read(&case, "baseline")
}

/// Wants it refused with all of these in the message.
fn refused((from, to): (&str, &str), parts: &[&str]) {
    let slip = with(from, to).expect_err("refused").to_string();
    for part in parts.iter().chain(&["categories.toml", "wanted:", "hint:"]) {
        assert!(slip.contains(part), "no `{part}` in: {slip}");
    }
}

/// What the rules were written for: mark first, then card, then class.
#[test]
fn evidence_categories_of_the_case() {
    let setting = with("", "").expect("sound");
    let free = setting.setup.groups.iter().filter_map(|group| {
        let category = setting.setup.categories.of(group)?;
        Some((group, category))
    });
    let mut seen = [0; Category::ALL.len()];
    for (group, category) in free {
        seen[category as usize] += 1;
        let by_class = match group.class {
            Class::Kolkhoznik | Class::IndividualPeasant => Category::Peasants,
            Class::Worker => Category::Workers,
            Class::Specialist => Category::Specialists,
            Class::Official => Category::Officials,
            Class::Employee => Category::Employees,
            Class::Former => Category::Former,
        };
        let wanted = match (group.mark, group.party) {
            (Mark::Opposition, _) => Category::Opposition,
            (Mark::None, Party::None) => by_class,
            (Mark::None, _) => Category::Party,
        };
        assert_eq!(category, wanted, "{group:?}");
    }
    assert!(seen.iter().all(|number| *number > 0), "{seen:?}");
}

#[test]
fn slips_of_categories_have_their_words() {
    refused(
        (
            "marks = [\"none\"]\nparties = [\"candidate\", \"member\"]",
            "parties = [\"candidate\", \"member\"]",
        ),
        &[
            "two categories hold the same people",
            "opposition and party",
            "mark \"opposition\", party \"candidate\"",
            "categories.toml:16",
        ],
    );
    refused(
        (
            "[\"kolkhoznik\", \"individual-peasant\"]",
            "[\"kolkhoznik\"]",
        ),
        &["in no category", "class \"individual-peasant\""],
    );
    refused(
        ("classes = [\"worker\"]", "classes = [\"workers\"]"),
        &["unknown class", "worker"],
    );
    refused(
        ("id = \"former\"", "id = \"enemies\""),
        &["unknown category"],
    );
    refused(
        ("id = \"employees\"", "id = \"workers\""),
        &["the same category twice", "workers"],
    );
    refused(
        ("classes = [\"former\"]", "classes = []"),
        &["holds nobody", "leave the list out"],
    );
    refused(
        ("classes = [\"former\"]", "class = [\"former\"]"),
        &["unknown field"],
    );
    let last = "[[category]]\nid = \"former\"\nname = \"People without full rights, by origin or past occupation\"\nclasses = [\"former\"]\nmarks = [\"none\"]\nparties = [\"none\"]\nsource = \"ours\"\n";
    refused((last, "# "), &["a category is missing", "id = \"former\""]);
}
