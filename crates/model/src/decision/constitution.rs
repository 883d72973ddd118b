//! The commission that drafts a constitution, and what it takes from the discussion of its draft. Reads what was passed on.
//!
//! `decision/adoption.rs` on ten topics, in the week in which the constitution is adopted. Dates are inputs: the commission is set up,
//! the draft is published and the discussion opens, the discussion closes, the constitution is adopted. Rivals: all that is written down
//! is passed on (`open`); the draft is adopted unchanged whatever is proposed (`unchanged`, the null).

use crate::country::{Country, Now};
use crate::decision::adoption;
use crate::rules::Consultation;
use crate::setting::{Laws, SettingError};
use crate::truth::wants::{ISSUES, Issue};
use engine::draw::Draws;

/// The weeks of the process, in their order: parameter, and what it is.
const WEEKS: [(&str, &str); 4] = [
    ("constitution_commission_week", "the commission is set up"),
    (
        "constitution_draft_week",
        "the draft is published and the discussion opens",
    ),
    ("discussion_closes_week", "the discussion closes"),
    ("constitution_adopted_week", "the constitution is adopted"),
];

/// What was decided of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Constitution {
    /// Which topics were adopted; nothing before the constitution is.
    pub adopted: Option<[bool; ISSUES]>,
}

/// Whether a draft is being written or discussed this week.
pub fn is_drafting(now: &Now<'_>) -> bool {
    let week = f64::from(now.week);
    (now.one("constitution_commission_week")..=now.one("constitution_adopted_week")).contains(&week)
}

/// Adopts the constitution, in its week.
pub fn adopt(country: &mut Country, now: &Now<'_>, draws: &mut Draws) {
    let week = now.one("constitution_adopted_week");
    if (f64::from(now.week) - week).abs() >= 0.5 {
        return;
    }
    let mut adopted = [false; ISSUES];
    if now.rules.discussion != Consultation::Unheard {
        let suits = Issue::ALL.map(|issue| now.one(issue.suits()));
        let drawn = adoption::adopted(&suits, &country.talk.proposals, draws);
        for (topic, drawn) in adopted.iter_mut().zip(drawn) {
            *topic = drawn;
        }
    }
    country.constitution.adopted = Some(adopted);
}

/// Each step of the process comes after the one before it.
///
/// # Errors
/// Two of them in the wrong order.
pub fn refuse_disorder(laws: &Laws) -> Result<(), SettingError> {
    for pair in WEEKS.windows(2) {
        let [(before, what), (after, then)] = [pair[0], pair[1]];
        let (first, second) = (laws.one(before), laws.one(after));
        if second <= first {
            return Err(SettingError::of(
                after,
                &format!("{then} before {what}, or in the same week"),
                format!("{after} = {second}, {before} = {first}"),
                format!("{after} above {first}"),
                "weeks are counted from the start of the run, sixty a year, from 0",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{WEEKS, refuse_disorder};
    use crate::setting::Laws;

    #[test]
    fn law_a_discussion_does_not_end_before_it_begins() {
        let of = |weeks: [f64; 4]| {
            let lists = WEEKS.iter().zip(weeks);
            refuse_disorder(&Laws::of_lists(
                lists.map(|((id, _), week)| (*id, vec![week])),
            ))
        };
        assert!(of([126.0, 206.0, 234.0, 235.0]).is_ok());
        let slip = of([126.0, 206.0, 190.0, 235.0]).unwrap_err();
        assert_eq!(slip.about, "discussion_closes_week");
        assert!(slip.what.contains("closes before the draft is published"));
        assert!(slip.found.contains("190") && slip.wanted.contains("206"));
        assert!(of([126.0, 206.0, 235.0, 235.0]).is_err());
        assert!(of([220.0, 206.0, 234.0, 235.0]).is_err());
    }
}
