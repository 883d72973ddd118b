//! Parameters of directives, courts and custody.

use super::{By, Wanted, wanted};

pub(super) const LIST: &[Wanted] = &[
    wanted("compliance", "share", By::One, (0.0, 1.0)),
    wanted("courts_to_camps", "persons per year", By::Year, (0.0, 1e8)),
    wanted("court_term", "years", By::One, (0.0, 25.0)),
    wanted("terms_left_at_start", "years", By::One, (0.0, 25.0)),
    wanted("camp_escape_rate", "per year", By::One, (0.0, 10.0)),
    wanted("exile_death_rate", "per year", By::One, (0.0, 10.0)),
    wanted("exile_escape_rate", "per year", By::One, (0.0, 10.0)),
    wanted("murder_week", "weeks of six days", By::One, (0.0, 1e4)),
];
