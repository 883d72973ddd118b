//! Parameters of press and the discussion of the constitution.

use super::{By, Wanted, wanted};

const WEEK: &str = "weeks of six days";
const ONE: (f64, f64) = (0.0, 1.0);

/// Share of each class that wants something in private.
const fn wants(id: &'static str) -> Wanted {
    wanted(id, "share", By::Class, ONE)
}

/// How far something suits those who decide.
const fn suits(id: &'static str) -> Wanted {
    wanted(id, "share", By::One, ONE)
}

pub(super) const LIST: &[Wanted] = &[
    // The press.
    wanted("attack_always", "ratio", By::One, ONE),
    wanted("attack_by_threat", "ratio", By::One, (0.0, 10.0)),
    wanted("attack_by_trial", "ratio", By::One, (0.0, 10.0)),
    wanted("attack_by_print", "ratio", By::One, (0.0, 10.0)),
    wanted("attack_of_null", "ratio", By::One, ONE),
    wanted("praise_always", "ratio", By::One, ONE),
    wanted("praise_by_sponsorship", "ratio", By::One, (0.0, 10.0)),
    wanted("trial_of_january_1935", WEEK, By::One, (0.0, 1e4)),
    wanted("trial_of_july_1935", WEEK, By::One, (0.0, 1e4)),
    wanted("trial_of_august_1936", WEEK, By::One, (0.0, 1e4)),
    wanted("trial_of_january_1937", WEEK, By::One, (0.0, 1e4)),
    wanted("trial_lead", WEEK, By::One, (-60.0, 60.0)),
    wanted("trial_fades", WEEK, By::One, (0.1, 1e3)),
    // The exile.
    wanted("exile_issues", "per year", By::Year, (0.0, 1e3)),
    wanted("exile_copies", "thousand units", By::One, (0.0, 1e4)),
    wanted("exile_copies_inside", "share", By::One, ONE),
    wanted("exile_readers", "ratio", By::One, (0.0, 1e4)),
    // The constitution and the discussion of its draft.
    wanted("constitution_commission_week", WEEK, By::One, (0.0, 1e4)),
    wanted("constitution_draft_week", WEEK, By::One, (0.0, 1e4)),
    wanted("discussion_closes_week", WEEK, By::One, (0.0, 1e4)),
    wanted("constitution_adopted_week", WEEK, By::One, (0.0, 1e4)),
    wanted(
        "discussion_participants",
        "million persons",
        By::One,
        (0.0, 1e3),
    ),
    wanted("proposals_a_participant", "ratio", By::One, ONE),
    wanted("said_if_wanted", "share", By::One, ONE),
    wanted("silent_if_unwanted", "share", By::One, ONE),
    wanted("passed_on_suiting", "share", By::One, ONE),
    wanted("passed_on_other", "share", By::One, ONE),
    wants("wants_insurance"),
    wants("wants_votes_denied"),
    wants("wants_worship"),
    wants("wants_land"),
    wants("wants_property"),
    wants("wants_elections"),
    wants("wants_recall"),
    wants("wants_schooling"),
    wants("wants_arrest"),
    wants("wants_deliveries"),
    suits("suits_insurance"),
    suits("suits_votes_denied"),
    suits("suits_worship"),
    suits("suits_land"),
    suits("suits_property"),
    suits("suits_elections"),
    suits("suits_recall"),
    suits("suits_schooling"),
    suits("suits_arrest"),
    suits("suits_deliveries"),
];
