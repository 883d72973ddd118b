//! Outputs of press and the discussion of the constitution.

use super::super::discussion::{GROUPS, SUPPORT, TARGETS, TOPICS};
use super::super::{At, Kind, Output, Values, output};
use super::{FLOW, RATE};

const ONCE: (Kind, At) = (Kind::Flow, At::Once);
const BY_TOPIC: &[(&str, Values)] = &[("topic", Values::Words(&TOPICS))];

pub(super) const LIST: &[Output] = &[
    output(
        "press_attacks",
        "ratio",
        RATE,
        "attacks in the press over the most that it can do, mean of the weeks",
    )
    .by(&[("target", Values::Words(&TARGETS))])
    .ours(),
    output(
        "press_praise",
        "ratio",
        RATE,
        "praise of records and successes in the press over the most that it can do, mean of the weeks",
    )
    .ours(),
    output(
        "press_reach_of_exile",
        "ratio",
        RATE,
        "share of the free people that sees an issue of the exile's journal in a month, mean of the weeks",
    )
    .ours(),
    output(
        "constitution_drafting",
        "ratio",
        RATE,
        "part of the year in which a constitution is drafted or discussed",
    )
    .ours(),
    output(
        "constitution_discussion_participants",
        "million persons",
        ONCE,
        "people brought together to discuss the draft, an input: an output of mobilisation and no evidence of what they want",
    ),
    output(
        "constitution_proposals",
        "cases",
        ONCE,
        "proposals written down in the discussion of the draft, all topics",
    ),
    output(
        "proposals_sent",
        "cases",
        FLOW,
        "proposals written down and sent up in the year; by topic in the year of the discussion alone",
    )
    .by(BY_TOPIC)
    .ours(),
    output(
        "proposals_forwarded",
        "cases",
        FLOW,
        "proposals of the year that officials passed on to those who decide; by topic in the year of the discussion alone",
    )
    .by(BY_TOPIC)
    .ours(),
    output(
        "said_against_wanted",
        "ratio",
        RATE,
        "mean distance over topics between the share that asks in public and the share that wants in private, in the year of the discussion",
    )
    .by(&[("group", Values::Words(&GROUPS))])
    .ours(),
    output(
        "topic_support",
        "ratio",
        RATE,
        "share that wants a topic in private or asks for it in public, and estimates of it from what was passed on, in the year of the discussion",
    )
    .by(&[("measure", Values::Words(&SUPPORT)), ("topic", Values::Words(&crate::truth::wants::WORDS))])
    .ours(),
    output(
        "support_missed",
        "ratio",
        RATE,
        "mean distance over topics of an estimate, taken from what was passed on, from the share that wants in private",
    )
    .by(&[("reading", Values::Words(&crate::belief::discussion::READINGS))])
    .ours(),
    output(
        "topics_decided",
        "ratio",
        RATE,
        "share of the topics by what was decided and what most people wanted in private, in the year of the adoption",
    )
    .by(&[
        ("decision", Values::Words(&["adopted", "refused"])),
        ("majority", Values::Words(&["against", "for"])),
    ])
    .ours(),
];
