//! Submodels: each system of the passage with its ledgers, its mechanism and its rivals; then each mechanism with its rules.

use super::page::Page;
use argument::case::Case;
use argument::runs::Scenario;
use model::rows::held;
use model::rules::Rules;

/// Rows that a rival setting names, and what it rivals in words.
fn rivalled(rival: &Scenario) -> (Vec<&str>, &str) {
    let (rows, words) = rival.rival.split_once(':').unwrap_or(("", &rival.rival));
    (rows.split(',').map(str::trim).collect(), words.trim())
}

/// Tells them.
pub(super) fn tell(page: &mut Page, case: &Case) {
    page.head(2, "7. Submodels");
    let there = case.rows.iter().filter(|row| held(&row.id).is_some());
    page.says(&format!("{} of {} systems of the passage are in the model. In brackets stand the ledgers that hold their state. Keys such as sen-1966 are sources of the case; \"ours\" is a form that no published work has. `closerun dock` runs published mechanisms in their papers' own settings and grades them.", there.count(), case.rows.len()));
    for row in &case.rows {
        let Some(held) = held(&row.id) else {
            page.item(&format!("{} {}: not in the model", row.id, row.name));
            continue;
        };
        page.item(&format!(
            "{} {} ({}): {}",
            row.id,
            row.name,
            held.ledgers.join(", "),
            held.mechanism
        ));
        for rival in case.runs.rivals() {
            let (rows, words) = rivalled(rival);
            if rows.contains(&row.id.as_str()) {
                page.part(&format!("rival `{}`, against {words}", rival.id));
            }
        }
    }
    page.head(3, "Rules");
    page.says(
        "The first rule of each mechanism is the baseline's. A scenario changes one by `[[rule]]`.",
    );
    for mechanism in Rules::mechanisms() {
        page.item(&format!("`{}`: {}", mechanism.key, mechanism.decides));
        for (word, about) in mechanism.rules {
            page.part(&format!("`{word}`: {about}"));
        }
    }
}
