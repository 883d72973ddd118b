//! Outputs of leaders, their powers and what they believe. None of them is the chance of a coup.

use super::super::{Kind, Output, Values, leaders::RULES, output};
use super::{At, RATE};
use crate::truth::leaders::WORDS;

/// A number of each leader at the end of a year.
const fn of_leader(id: &'static str, how: &'static str) -> Output {
    output(id, "ratio", RATE, how)
        .by(&[("person", Values::Words(&WORDS))])
        .ours()
}

const fn of_year(id: &'static str, how: &'static str) -> Output {
    output(id, "ratio", (Kind::Ratio, At::Year), how).ours()
}

pub(super) const LIST: &[Output] = &[
    of_leader("leader_power", "power by offices, success and people in posts, in votes of the Politburo; December"),
    of_leader("stance_private", "hostility to the leader held in private, 0 to 1; December"),
    of_leader("stance_public", "hostility to the leader shown in public, 0 to 1; December"),
    of_leader("stance_believed", "hostility that the centre believes someone holds, 0 to 1; December"),
    of_leader("danger_seen", "hostility believed times power once held, 0 to 1; December"),
    of_leader("insecurity", "share of changes of one power by a tenth after which someone is left out; December; 0 for those without a vote"),
    of_year("coalition_with_leader", "1 if the leader belongs to the coalition that rules, 0 if not; December"),
    of_year("restraint", "share of powers of the leader, from half of his own to half more, for which a group without him wins and lasts; December"),
    of_year("hope_of_restraint", "what those around the leader believe of it; December"),
    output("leader_decides", "ratio", RATE, "share of divisions of the others in which the leader's vote decides, by powers and by heads; December")
        .by(&[("votes", Values::Words(&RULES))])
        .ours(),
    of_year("decided_otherwise", "share of divisions of the Politburo that powers settle otherwise than heads; December"),
    of_year("speaking_up", "share that would speak up, mean over those who vote in the Politburo, without the leader; December"),
    of_year("leaving", "share that would leave the country, mean over the same; December"),
    of_year("threat_seen", "threat that the centre sees, 0 to 1; December"),
    of_year("past_the_patron", "part of suspicion of specialists of heavy industry that gets past their patron, mean of the months"),
    of_year("penal_chance", "chance that suspicion of specialists would have taken a penal form by the end of the year, in the case of this run"),
    of_year("specialists_hit_hard", "1 if suspicion of specialists has taken a penal form by the end of the year, 0 if not"),
    output("trial_term", "years", RATE, "term that stands since the trial of January 1935, by the charge, what was said and the danger seen; 0 for who was not tried")
        .by(&[("person", Values::Words(&WORDS))])
        .ours(),
    of_leader("trial_death", "1 if the rule asked for death instead of a term, 0 if not"),
];
