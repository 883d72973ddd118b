//! Parameters of party documents and their verification.

use super::{By, Wanted, wanted};

pub(super) const LIST: &[Wanted] = &[
    // Registers.
    wanted("party_disorder_at_start", "share", By::One, (0.0, 1.0)),
    wanted("party_disorder_by_turnover", "share", By::One, (0.0, 1.0)),
    wanted("party_members_moving", "per year", By::One, (0.0, 5.0)),
    wanted("register_clearing", "per year", By::One, (0.0, 1.0)),
    wanted("local_shield", "share", By::One, (0.0, 1.0)),
    // Checks of cards.
    wanted(
        "check_capacity",
        "per week of six days",
        By::One,
        (0.001, 1.0),
    ),
    wanted("check_compliance", "share", By::One, (0.01, 1.0)),
    wanted("lists_audited", "share", By::One, (0.0, 1.0)),
    wanted("lists_enough", "share", By::One, (0.01, 1.0)),
    wanted("check_discretion", "share", By::One, (0.0, 1.0)),
    wanted("check_deflection", "share", By::One, (0.0, 1.0)),
    wanted(
        "verification_week",
        "weeks of six days",
        By::One,
        (0.0, 1e4),
    ),
    wanted(
        "verification_planned",
        "weeks of six days",
        By::One,
        (1.0, 300.0),
    ),
    wanted("exchange_week", "weeks of six days", By::One, (0.0, 1e4)),
    wanted(
        "exchange_planned",
        "weeks of six days",
        By::One,
        (1.0, 300.0),
    ),
    wanted("steered_share", "share", By::Class, (0.0, 1.0)),
    wanted(
        "steered_share_of_past_opposition",
        "share",
        By::One,
        (0.0, 1.0),
    ),
    // The purge, and leaving by other ways.
    wanted("purge_week", "weeks of six days", By::One, (0.0, 1e4)),
    wanted("purge_weeks", "weeks of six days", By::One, (1.0, 300.0)),
    wanted("purge_checked", "persons per year", By::One, (0.0, 1e8)),
    wanted("purge_expelled", "share", By::One, (0.0, 1.0)),
    wanted("purge_put_back", "share", By::One, (0.0, 1.0)),
    wanted("trend_expulsions", "per year", By::One, (0.0, 5.0)),
    wanted("member_dropout", "per year", By::Year, (0.0, 5.0)),
    wanted("candidate_dropout", "per year", By::Year, (0.0, 5.0)),
    wanted("admission_week", "weeks of six days", By::One, (0.0, 1e4)),
    wanted("admission_rate", "per year", By::One, (0.0, 1.0)),
    // What is told of those expelled.
    wanted("arrested_of_expelled", "share", By::One, (0.0, 1.0)),
    wanted("check_d_prime", "ratio", By::One, (0.0, 10.0)),
];
