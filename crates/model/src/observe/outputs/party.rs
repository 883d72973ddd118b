//! Outputs of party documents and their verification.

use super::super::{At, Kind, Output, Values, output};
use super::{FLOW, RATE, SHARE, STOCK};

const OPERATIONS: Values = Values::Words(&["exchange-1936", "purge-1933", "verification-1935"]);
const STANDINGS: Values = Values::Words(&["all", "candidates", "full-members"]);
const ONCE: (Kind, At) = (Kind::Ratio, At::Once);

pub(super) const LIST: &[Output] = &[
    output(
        "party_members",
        "persons",
        STOCK,
        "members and candidates who are free, on 1 January",
    )
    .by(&[("category", STANDINGS)]),
    output(
        "party_members_checked",
        "thousand persons",
        FLOW,
        "members whose lists the centre accepted as checked, waved through or not",
    )
    .by(&[("operation", OPERATIONS)]),
    output(
        "party_members_expelled",
        "thousand persons",
        FLOW,
        "members and candidates expelled in the operation",
    )
    .by(&[("operation", OPERATIONS)]),
    output(
        "party_expelled_share",
        "percent",
        ONCE,
        "expelled over accepted as checked, up to the date of the evidence",
    )
    .by(&[("operation", OPERATIONS)]),
    output(
        "party_verification_duration",
        "months",
        FLOW,
        "months first planned, and months until the centre believes it done or the run ends; the year in which it began",
    )
    .by(&[("stage", Values::Words(&["actual", "planned"]))]),
    output(
        "verification_expelled_arrested",
        "persons",
        (Kind::Flow, At::Once),
        "a fixed share of those expelled in the verification; nobody is moved by it",
    ),
    output(
        "party_cards_invalid",
        "thousand units",
        STOCK,
        "cards lost, forged, double or not accounted for",
    ),
    output(
        "register_disorder",
        "ratio",
        SHARE,
        "share of cards lost, forged, double or not accounted for",
    )
    .ours(),
    output(
        "party_check_progress",
        "ratio",
        RATE,
        "the check of cards of the year: share of the register accepted as checked, and share really looked at, at its end",
    )
    .by(&[("view", Values::Words(&["accepted", "looked-at"]))])
    .ours(),
    output(
        "distrust_of_lists",
        "ratio",
        RATE,
        "share of a list that the centre takes to be waved through, at the end of the year",
    )
    .ours(),
    output(
        "party_expelled_by_rank",
        "ratio",
        RATE,
        "expelled by an operation in the year over members and candidates at its start, staff of the administration and all others",
    )
    .by(&[("rank", Values::Words(&["officials", "others"]))])
    .ours(),
    output(
        "party_left",
        "thousand persons",
        FLOW,
        "put back, struck off or left by themselves",
    )
    .ours(),
    output(
        "party_expelled_had_acted",
        "persons",
        FLOW,
        "of those expelled in the year, the number expected to have acted in public in the month; all others had not acted",
    )
    .ours(),
    output(
        "party_expelled_disposed",
        "persons",
        FLOW,
        "of those expelled in the year, the number expected to be disposed (latent, and among the least risk-averse); a disposition is not an act",
    )
    .ours(),
    output(
        "party_screen_not_disposed",
        "ratio",
        RATE,
        "if the same share were flagged by an unsure test for a disposition: part of the flagged who are not disposed (Green and Swets)",
    )
    .ours(),
];
