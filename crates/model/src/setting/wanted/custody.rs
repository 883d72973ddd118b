//! Parameters of directives, courts and custody.

use super::{By, Wanted, wanted};

pub(super) const LIST: &[Wanted] = &[
    wanted("arrests_carried_out", "share", By::One, (0.0, 1.0)),
    wanted("discrimination", "ratio", By::One, (0.0, 5.0)),
    wanted("score_of_named", "ratio", By::One, (0.0, 5.0)),
    wanted("sentenced_share", "share", By::One, (0.0, 1.0)),
    wanted("sentenced_executed", "share", By::One, (0.0, 1.0)),
    wanted("sentenced_camp", "share", By::One, (0.0, 1.0)),
    wanted("sentenced_exile", "share", By::One, (0.0, 1.0)),
    wanted("police_term", "years", By::One, (0.0, 25.0)),
    wanted("political_share", "share", By::One, (0.0, 1.0)),
    wanted("conviction_if_denied", "share", By::One, (0.0, 1.0)),
    wanted("sentence_if_denied", "years", By::One, (0.0, 50.0)),
    wanted("sentence_by_charge", "ratio", By::One, (0.0, 5.0)),
    wanted("interrogation", "years", By::One, (0.0, 50.0)),
    wanted("sentence_for_responsibility", "years", By::One, (0.0, 50.0)),
    wanted("sentence_for_conspiracy", "years", By::One, (0.0, 50.0)),
    wanted("cast_out", "years", By::One, (0.0, 50.0)),
    wanted("falsehood", "years", By::One, (0.0, 50.0)),
    wanted("plea_noise", "years", By::One, (0.0, 50.0)),
    wanted("names_a_confession", "ratio", By::One, (0.0, 100.0)),
    wanted("names_followed_up", "share", By::One, (0.0, 1.0)),
    wanted("compliance", "share", By::One, (0.0, 1.0)),
    wanted("courts_to_camps", "persons per year", By::Year, (0.0, 1e8)),
    wanted("court_term", "years", By::One, (0.0, 25.0)),
    wanted("terms_left_at_start", "years", By::One, (0.0, 25.0)),
    wanted("camp_escape_rate", "per year", By::One, (0.0, 10.0)),
    wanted("exile_death_rate", "per year", By::One, (0.0, 10.0)),
    wanted("exile_escape_rate", "per year", By::One, (0.0, 10.0)),
];
