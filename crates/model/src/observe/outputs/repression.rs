//! Outputs of how many are to be arrested and what the centre believes; then those of directives, sentences and custody.

use super::super::repression::CATEGORY_WORDS;
use super::super::{Output, Values, output};
use super::{FLOW, RATE};

/// A number for each category of people that quotas name.
const fn of_category(one: Output) -> Output {
    one.by(&[("category", Values::Words(&CATEGORY_WORDS))])
        .ours()
}

/// A belief or share.
const fn rate(id: &'static str, how: &'static str) -> Output {
    output(id, "ratio", RATE, how)
}

pub(super) const LIST: &[Output] = &[
    of_category(output(
        "arrests_wanted",
        "persons",
        FLOW,
        "arrests that the rule in force wants in the year; wishes of the centre, not arrests",
    )),
    of_category(rate(
        "disposed_share",
        "share that is disposed to act, mean of months; a disposition is not an act",
    )),
    of_category(rate(
        "suspects_reported",
        "share that reports call suspect, mean of months; a word of reports",
    )),
    of_category(rate(
        "suspects_reported_wrongly",
        "part of those called suspect who are not disposed to act, mean of months",
    )),
    rate(
        "suspects_believed",
        "share of all people whom the centre takes for suspect, mean of months",
    )
    .ours(),
    rate(
        "active_resistance_believed",
        "share of all people whom the centre takes to resist in the open, mean of months",
    )
    .ours(),
    rate(
        "progress_believed",
        "fulfilment of plans as the centre takes it through the year, mean of branches and months",
    )
    .ours(),
    rate(
        "threat_believed",
        "threat that the centre sees, 0 to 1, mean of months",
    )
    .ours(),
    rate(
        "rhetoric",
        "alarm in public words, 0 to 1, mean of months",
    )
    .ours(),
    rate(
        "charge_level",
        "what a past in an opposition is charged as in December: 0 what was done, 1 moral responsibility, 2 conspiracy, 3 treason",
    )
    .ours(),
    rate(
        "intake_elasticity",
        "per cent by which arrests under poor information change if one per cent more suspects are tolerated, mean of months; whichever rule is in force",
    )
    .ours(),
];
