//! Design concepts, in the order of the protocol.

use super::contrasts;
use super::page::Page;
use argument::case::Case;
use model::rules::Rules;

/// Concepts that are matters of the whole design, each in a sentence or two.
const TOLD: &[(&str, &str)] = &[
    (
        "Basic principles",
        "Three ledgers are kept apart from what happened, and data flow one way: truth, report, belief, decision, truth. People are exact counts; nobody is created or lost, and every week is audited.",
    ),
    (
        "Emergence",
        "Hunger, herds, bread of towns, migration, grievance and who is in reach of an order follow from the rules. The level of industrial growth does not: it was fitted by hand.",
    ),
    (
        "Adaptation",
        "People get used to what they have; managers and workers answer to how taut a target is; leaders speak by what it costs them.",
    ),
    (
        "Objectives",
        "None but that of the member of a collective farm, who works by need and by labour. Nothing in the program searches for a better policy, and no lever can be searched over.",
    ),
    (
        "Learning",
        "The centre learns from reports that err, and from nothing else.",
    ),
    ("Prediction", "Expected yields and reserves, adaptive."),
    (
        "Sensing",
        "Decisions read beliefs and reports, never truth. Those who might act see how many acted last month.",
    ),
    (
        "Interaction",
        "Villages and towns through grain and markets; branches through deliveries; people through comparison, through how many act, and through names given under interrogation.",
    ),
    (
        "Stochasticity",
        "Every draw has an address of seed, process, week and stratum, so that a process which is switched off shifts no draw of another, and two scenarios with one seed share their chance. The same seed gives the same bits for any number of threads.",
    ),
    (
        "Collectives",
        "Cells of class, place and residence; branches; party, offices and coalitions of those who hold them.",
    ),
    (
        "Observation",
        "Outputs are taken out of a run and never written back. What the evidence measures too has its name and unit.",
    ),
];

/// Tells them, and what scenarios change.
pub(super) fn tell(page: &mut Page, case: &Case) {
    page.head(2, "4. Design concepts");
    for (concept, words) in TOLD {
        page.item(&format!("*{concept}.* {words}"));
    }
    let mechanisms = Rules::mechanisms();
    let rules: usize = mechanisms.iter().map(|one| one.rules.len()).sum();
    let rivals = case.runs.rivals().count();
    page.item(&format!("*Rivals.* {} mechanisms have {rules} rules between them; {rivals} rival settings put another rule or value in the place of one of the baseline's, and claims on runs are judged under them.", mechanisms.len()));
    let contrasts = contrasts(case);
    page.item(&format!("*Contrasts.* {} scenarios change one cause and keep the rest, as questions and never as proposals: {}.", contrasts.len(), contrasts.join(", ")));
}
