//! What it is safe to say of a sentence or a claim, and what it is not, in a sentence or two: made from the verdict and never stronger.
//!
//! Only a supported claim is repeated as it stands, and one that is supported under S only behind "if". Everything else is told as
//! what was found. A claim of class `assumed` never speaks of what happened, only of the model.

use crate::docked::Docked;
use crate::words::{self, plural};
use argument::case::Case;
use argument::claim::{Class, Role};
use argument::verdict::{
    By, Check, ClaimVerdict, Flip, Hinge, ReadingVerdict, Status, UnitVerdict,
};
use maud::{Markup, html};

/// A few lines about a claim or a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safe {
    /// What may be said.
    pub say: String,
    /// What may not.
    pub not: String,
    /// What weakens the verdict or turns it, "" for nothing.
    pub mind: String,
}

/// A verdict that less than this change of a number turns is called close.
const CLOSE: f64 = 0.05;

/// Of one claim.
pub fn of_claim(case: &Case, claim: &ClaimVerdict) -> Safe {
    of_docked(Docked::of(case, claim).as_ref(), claim)
}

/// The same, when it is known what its mechanisms were held to.
fn of_docked(docked: Option<&Docked>, claim: &ClaimVerdict) -> Safe {
    let (mut say, mut not) = by_status(claim);
    let mut mind = cautions(claim);
    let docked = docked.filter(|_| claim.status.is_judged());
    let so = matches!(
        claim.status,
        Status::Supported | Status::SupportedUnder | Status::FollowsFromRule
    );
    if so && docked.is_some_and(Docked::bars_the_size) {
        if let Some(direction) = direction_alone(claim) {
            say = direction;
        }
        not = format!("{not} {NO_SIZE}");
    }
    mind.extend(docked.map(|docked| sentence(&docked.words())));
    let mind = mind.join(" ");
    Safe { say, not, mind }
}

const NO_SIZE: &str =
    "The size, from runs: mechanisms that are ours, or docked at signs only, tell directions.";

/// What is left to say of a claim that asserts a size, where runs may say none; none where the claim is not repeated anyhow, or evidence
/// judges it as well.
fn direction_alone(claim: &ClaimVerdict) -> Option<String> {
    match claim.status {
        _ if claim.readings.iter().any(|one| one.runs.is_none()) => None,
        Status::Supported => Some(
            "In every run that was made, under every rule that was tried, the model goes this way; how far is not its to say.".to_owned(),
        ),
        Status::SupportedUnder => Some(format!(
            "If one follows {}, the model goes this way; how far is not its to say.",
            under(claim)
        )),
        _ => None,
    }
}

/// A text as a sentence.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let text: String = first.into_iter().flatten().chain(letters).collect();
    format!("{text}.")
}

/// Of a sentence: its weakest assertion, and what else it asserts where that fares otherwise.
pub fn of_unit(case: &Case, unit: &UnitVerdict, claims: &[ClaimVerdict]) -> Safe {
    let own: Vec<&ClaimVerdict> = unit.claims.iter().map(|at| &claims[*at]).collect();
    let Some(deciding) = own.iter().find(|claim| claim.status == unit.status) else {
        return Safe {
            say: "Nothing was tried.".to_owned(),
            not: "Anything.".to_owned(),
            mind: String::new(),
        };
    };
    let mut safe = of_claim(case, deciding);
    let others = own.iter().filter(|claim| claim.id != deciding.id).count();
    if others > 0 {
        let more = plural(others, "further assertion");
        let gap = if safe.mind.is_empty() { "" } else { " " };
        safe.mind = format!(
            "{}{gap}This is its weakest assertion; {more} below.",
            safe.mind
        );
    }
    safe
}

/// What the status alone allows.
fn by_status(claim: &ClaimVerdict) -> (String, String) {
    let says = unquoted(&claim.says);
    let on_runs = claim.readings.iter().any(|reading| reading.runs.is_some());
    match claim.status {
        Status::Supported if on_runs => (
            format!("In every run that was made, under every rule that was tried, the model has it so: {says}"),
            "That this is why it happened, or that another model must agree.".to_owned(),
        ),
        Status::Supported => (
            format!("Every admissible estimate that is in the base agrees: {says}"),
            "That no other estimate could say otherwise, or why it was so.".to_owned(),
        ),
        Status::FollowsFromRule => (
            "Rules or inputs of ours make the model do this in every run; that much is consistent with the sentence.".to_owned(),
            "That runs, or evidence, support the sentence.".to_owned(),
        ),
        Status::Contradicted => (
            if on_runs { "No run that was made bears this out." } else { "No admissible estimate in the base bears this out." }.to_owned(),
            format!("What the claim says: {says}"),
        ),
        Status::SupportedUnder => (
            format!("If one follows {}: {says}", under(claim)),
            "The same without naming on what it rests: under other series, settings or readings it fails or is unknown.".to_owned(),
        ),
        Status::Contested => (
            contested(claim),
            "That it is so, or that it is not.".to_owned(),
        ),
        Status::Uncorroborated => (
            "It was looked for, and the base has nothing on it.".to_owned(),
            "That it did not happen; nor, on this base, that it did.".to_owned(),
        ),
        Status::NotTestable => (
            "The author judges so; numbers and dates cannot tell.".to_owned(),
            "That data confirm or refute it.".to_owned(),
        ),
        Status::TextLost => (
            "The sentence is damaged in our copy, and nothing is put in its place.".to_owned(),
            "What it said.".to_owned(),
        ),
        Status::NeedsModel => (
            "Evidence alone cannot judge it, and no run was made that could.".to_owned(),
            "That it is so, or that it is not.".to_owned(),
        ),
    }
}

/// What a reader must be told besides.
fn cautions(claim: &ClaimVerdict) -> Vec<String> {
    let mut all = Vec::new();
    if !claim.status.is_judged() {
        return all;
    }
    if claim.runs.is_some() {
        all.push(of_class(claim.class).to_owned());
    }
    if let Some(source) = &claim.one_recalled_source {
        all.push(format!(
            "All of it rests on one source that nobody has opened yet ({source})."
        ));
    } else if let Some(warning) = words::weak_source(claim) {
        all.push(warning);
    }
    let rules: Vec<&str> = claim
        .flips
        .iter()
        .filter(|flip| flip.hinge == Hinge::Setting)
        .flat_map(|flip| flip.fails.iter().map(String::as_str))
        .collect();
    if !rules.is_empty() {
        all.push(format!("It fails under {}.", listed(&rules)));
    }
    if claim.flips.iter().any(|flip| flip.hinge == Hinge::Reading) {
        all.push("It hangs on what the words are taken to mean, which is our choice.".to_owned());
    }
    all.extend(close(claim));
    all
}

/// What the class of a claim on runs forbids.
fn of_class(class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Assumed) => {
            "The model was built to contain what the claim is about; it says nothing of how large the effect was."
        }
        Some(Class::Calibrated) => {
            "Parameters were fitted to these numbers, so that meeting them is no success."
        }
        Some(Class::HeldOut) => {
            "The figures were kept from fitting; their authors knew them all the same."
        }
        Some(Class::EvidenceOnly) | None => "A run is no evidence.",
    }
}

/// A verdict that a small change of a number or of one figure turns.
fn close(claim: &ClaimVerdict) -> Option<String> {
    let changes = [&claim.margin.number, &claim.margin.observation];
    let small = |step: argument::margin::Step| match step {
        argument::margin::Step::Factor(factor) => (factor - 1.0).abs() < CLOSE,
        argument::margin::Step::Days(days) => days.abs() < 8.0,
    };
    let change = changes
        .into_iter()
        .flatten()
        .find(|change| small(change.by))?;
    Some(format!(
        "It is close: {} turns the verdict.",
        change.by.text()
    ))
}

/// The names of S.
fn under(claim: &ClaimVerdict) -> String {
    let named = |flip: &Flip| -> Vec<String> {
        let kind = match flip.hinge {
            Hinge::Reading => "the reading ",
            Hinge::Setting => "the rule ",
            Hinge::Series | Hinge::Range | Hinge::Chance | Hinge::Member => "",
        };
        let names = flip.holds.iter();
        names.map(|name| format!("{kind}{name}")).collect()
    };
    let names: Vec<String> = claim.flips.iter().flat_map(named).collect();
    if names.is_empty() {
        "the readings that could be judged".to_owned()
    } else {
        listed(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// At most four names, each once.
fn listed(names: &[&str]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !seen.contains(name) {
            seen.push(name);
        }
    }
    let more = seen.len().saturating_sub(4);
    let first = seen[..seen.len() - more].join(", ");
    if more > 0 {
        format!("{first} and {more} more")
    } else {
        first
    }
}

/// By what it is contested; on runs also in how many it holds, rule by rule.
fn contested(claim: &ClaimVerdict) -> String {
    let by = claim.contested_by();
    let mut say = if by.is_empty() {
        "It is contested.".to_owned()
    } else {
        format!("It is contested: {}.", By::listed(&by))
    };
    let open = |one: &&ReadingVerdict| one.runs.is_some() && one.status == Status::Contested;
    if let Some(reading) = claim.readings.iter().find(open) {
        let told = sentence(&words::rules::told(reading, 0));
        say = format!("{say} {told}");
    }
    say
}

/// The claim with a full stop.
fn unquoted(says: &str) -> String {
    format!("\u{201c}{}\u{201d}", says.trim_end_matches('.')) + "."
}

/// The lines.
pub(super) fn lines(safe: &Safe) -> Markup {
    html! {
        dl class="safe" {
            div { dt { "Safe to say" } dd { (safe.say) } }
            div { dt { "Not safe" } dd { (safe.not) } }
            @if !safe.mind.is_empty() { div { dt { "Mind" } dd { (safe.mind) } } }
        }
    }
}

/// Those of a claim that is no assertion of its sentence, for it is told nowhere else.
pub(super) fn beside(case: &Case, claim: &ClaimVerdict) -> Markup {
    html! { @if claim.role != Role::Assertion && claim.status.is_judged() { (lines(&of_claim(case, claim))) } }
}

/// Those of a sentence.
pub(super) fn of_sentence(case: &Case, unit: &UnitVerdict, check: &Check) -> Markup {
    lines(&of_unit(case, unit, &check.claims))
}

#[cfg(test)]
mod tests {
    use super::{of_claim, of_docked, of_unit};
    use crate::docked::Docked;
    use crate::testing;
    use argument::claim::{Class, OnRuns};
    use argument::verdict::{ClaimVerdict, Flip, Hinge, RunsVerdict, Status};
    use std::fmt::Write as _;

    /// A claim with this status, judged on runs or not.
    fn claim(status: Status, class: Option<Class>) -> ClaimVerdict {
        let (_, check) = testing::judged();
        let mut claim = check.claims.into_iter().next().expect("a claim");
        claim.status = status;
        claim.runs = class.map(|_| OnRuns::default());
        claim.class = class;
        claim
    }

    /// How much a line grants: 2 that it is so, 1 that it is so if something is followed, 0 nothing.
    fn grants(say: &str, says: &str) -> u8 {
        match (
            say.contains(says.trim_end_matches('.')),
            say.starts_with("If one follows"),
        ) {
            (true, false) => 2,
            (true, true) => 1,
            (false, _) => 0,
        }
    }

    fn allowed(status: Status) -> u8 {
        match status {
            Status::Supported => 2,
            Status::SupportedUnder => 1,
            _ => 0,
        }
    }

    #[test]
    fn law_no_line_is_stronger_than_its_status() {
        for status in Status::ALL {
            for class in [
                None,
                Some(Class::Assumed),
                Some(Class::Calibrated),
                Some(Class::HeldOut),
            ] {
                let claim = claim(status, class);
                let safe = of_docked(None, &claim);
                assert!(!safe.not.is_empty(), "{status:?}");
                assert_eq!(
                    grants(&safe.say, &claim.says),
                    allowed(status),
                    "{status:?}: {}",
                    safe.say
                );
            }
        }
        let denied = of_docked(None, &claim(Status::Contradicted, None));
        assert!(denied.not.contains("Carp doubled"));
    }

    #[test]
    fn law_what_weakens_a_verdict_is_told() {
        let mut weak = claim(Status::Supported, Some(Class::Assumed));
        weak.one_recalled_source = Some("book".to_owned());
        weak.flips = vec![Flip {
            hinge: Hinge::Setting,
            name: "rival setting".to_owned(),
            holds: Vec::new(),
            fails: vec!["no-patron".to_owned()],
            rest: false,
        }];
        let safe = of_docked(None, &weak);
        for wanted in [
            "nobody has opened yet (book)",
            "It fails under no-patron.",
            "says nothing of how large",
        ] {
            assert!(safe.mind.contains(wanted), "{wanted}: {}", safe.mind);
        }
    }

    /// A size is never granted where what the claim rests on was docked at signs only, or is ours.
    #[test]
    fn law_sizes_rest_on_what_was_docked_at_numbers() {
        let (case, check) = testing::embedded();
        let mut barred = 0;
        for told in check.claims.iter().filter(|one| one.runs.is_some()) {
            for status in Status::ALL {
                let mut told = told.clone();
                told.status = status;
                for reading in &mut told.readings {
                    let runs = reading.on == argument::claim::On::Runs;
                    reading.runs = runs.then(|| RunsVerdict {
                        replicates: 1,
                        ensemble: None,
                        seeds: vec![1],
                        bearings: Vec::new(),
                        prior: None,
                        prior_draws: 0,
                    });
                }
                let docked = Docked::of(case, &told).expect("on runs");
                let safe = of_claim(case, &told);
                let judged = status.is_judged();
                assert_eq!(safe.mind.contains("Docked: "), judged, "{}", told.id);
                let so = matches!(
                    status,
                    Status::Supported | Status::SupportedUnder | Status::FollowsFromRule
                );
                let is_barred = so && docked.bars_the_size();
                assert_eq!(safe.not.contains("The size, from runs: "), is_barred);
                if is_barred && told.readings.iter().all(|one| one.runs.is_some()) {
                    barred += 1;
                    assert_eq!(grants(&safe.say, &told.says), 0, "{}", safe.say);
                }
            }
        }
        assert!(barred > 20, "{barred}");
    }

    #[test]
    fn law_every_sentence_has_its_line_and_none_is_stronger_than_its_status() {
        let (case, check) = testing::embedded();
        assert_eq!(check.units.len(), case.passage.units.len());
        for unit in &check.units {
            let safe = of_unit(case, unit, &check.claims);
            assert!(!safe.say.is_empty() && !safe.not.is_empty(), "{}", unit.id);
            let own = unit.claims.iter().map(|at| &check.claims[*at]);
            for claim in own {
                let most = allowed(unit.status);
                assert!(
                    grants(&safe.say, &claim.says) <= most,
                    "{}: {}",
                    unit.id,
                    safe.say
                );
            }
        }
    }

    #[test]
    fn golden_words_of_what_is_safe_to_say() {
        let mut words = String::new();
        for status in Status::ALL {
            for class in [None, Some(Class::Assumed)] {
                let safe = of_docked(None, &claim(status, class));
                let ground = if class.is_some() {
                    "on runs, assumed"
                } else {
                    "on evidence"
                };
                writeln!(
                    words,
                    "{} ({ground})\n  + {}\n  - {}\n  ! {}",
                    status.label(),
                    safe.say,
                    safe.not,
                    safe.mind
                )
                .expect("a text grows");
            }
        }
        insta::assert_snapshot!("safe", words);
    }
}
