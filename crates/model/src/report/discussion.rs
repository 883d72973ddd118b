//! The nationwide discussion of a draft constitution, as it goes up: who was brought together, who asked for what, what was written
//! down, and what officials passed on.
//!
//! One sixth-day week after another while it is open; counted at the end of each month over the weeks that were open. Who takes part is
//! an input, spread over classes by their numbers: **it is what was organised and written down, and no evidence of what people
//! want**. What they say of what they want is `report/petition.rs`, with the fear of their class in that month. Officials pass on what
//! suits those who decide more readily:
//!
//! ```text
//! rho = rho_c + (rho_a - rho_c) suits                    rho_c for what does not suit, rho_a for what does
//! ```
//!
//! `ours` (M12), grade C: signs only. Proposals of all classes on a topic are drawn together: a sum of Poisson numbers is one.

use crate::country::{Country, Now};
use crate::report::petition::{Discussion, Proposals, Stratum, Topic};
use crate::rules::Consultation;
use crate::truth::heads::{CLASSES, Cell};
use crate::truth::mood::Mood;
use crate::truth::people::Class;
use crate::truth::wants::{ISSUES, Issue, people, wanted};
use engine::calendar::WEEKS_PER_MONTH;
use engine::draw::Draws;

/// What went up of the discussion so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    /// Who took part, by class, in millions.
    pub participants: [f64; CLASSES],
    /// Of these, who asked in public, by topic and class, in millions.
    pub asked: [[f64; CLASSES]; ISSUES],
    /// Sum of the fear of those who took part, in millions of people times 0 to 1.
    pub fear: f64,
    /// Proposals, by topic.
    pub proposals: [Proposals; ISSUES],
}

impl Talk {
    /// All who took part, in millions.
    pub fn all(&self) -> f64 {
        self.participants.iter().sum()
    }

    /// Mean fear of those who took part; nothing, if nobody did.
    pub fn mean_fear(&self) -> Option<f64> {
        let all = self.all();
        (all > 0.0).then(|| self.fear / all)
    }

    /// Share of a class that asked for it in public; nothing, if nobody of it took part.
    pub fn said(&self, issue: Issue, class: usize) -> Option<f64> {
        let part = self.participants[class];
        (part > 0.0).then(|| self.asked[issue as usize][class] / part)
    }
}

/// Chance that officials pass on proposals on a topic.
pub fn passed_on(now: &Now<'_>, issue: Issue) -> f64 {
    match now.rules.discussion {
        Consultation::Open => 1.0,
        Consultation::Filtered | Consultation::Unheard => {
            let (other, suiting) = (now.one("passed_on_other"), now.one("passed_on_suiting"));
            other + (suiting - other) * now.one(issue.suits())
        }
    }
}

/// A topic as it is talked about.
pub fn topic(now: &Now<'_>, issue: Issue) -> Topic {
    Topic {
        said_if_wanted: now.one("said_if_wanted"),
        silent_if_unwanted: now.one("silent_if_unwanted"),
        voice: 1.0,
        passed_on: passed_on(now, issue),
    }
}

/// Holds the discussion of a month that ends, if it was open.
///
/// # Panics
/// Never: a discussion of parameters within their bounds is sound.
pub fn hold(country: &mut Country, mood: &Mood, now: &Now<'_>, draws: &mut Draws) {
    let share = part_of_month(
        now.week,
        (
            now.one("constitution_draft_week"),
            now.one("discussion_closes_week"),
        ),
    );
    let brought = now.one("discussion_participants") * share;
    if !now.month_ends() || brought <= 0.0 {
        return;
    }
    let heads = people(country, now);
    let all: f64 = heads.iter().sum();
    let fears = fear_of_classes(country, mood, now);
    let strata: Vec<Stratum> = heads
        .iter()
        .zip(fears)
        .map(|(heads, fear)| Stratum {
            participants: 1e6 * brought * heads / all.max(f64::MIN_POSITIVE),
            fear,
        })
        .collect();
    let topics: Vec<Topic> = Issue::ALL.iter().map(|issue| topic(now, *issue)).collect();
    let wants: Vec<Vec<f64>> = Issue::ALL
        .iter()
        .map(|issue| wanted(now, *issue).to_vec())
        .collect();
    let discussion = Discussion::new(topics, strata, wants, now.one("proposals_a_participant"))
        .expect(
            "parameters are held to their bounds when laws are made, and fear is kept from 0 to 1",
        );
    write_down(&mut country.talk, &discussion, (&heads, &fears, brought));
    let sent = discussion.held(draws);
    for (sum, month) in country.talk.proposals.iter_mut().zip(sent) {
        sum.sent += month.sent;
        sum.forwarded += month.forwarded;
    }
}

fn write_down(
    talk: &mut Talk,
    discussion: &Discussion,
    (heads, fears, brought): (&[f64; CLASSES], &[f64; CLASSES], f64),
) {
    let all: f64 = heads.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    for class in 0..CLASSES {
        let part = brought * heads[class] / all;
        talk.participants[class] += part;
        talk.fear += part * fears[class];
        for (topic, asked) in talk.asked.iter_mut().enumerate() {
            asked[class] += part * discussion.said(topic, class);
        }
    }
}

/// Part of a discussion, open from its first week to its last, that lies in the month which ends with `week`.
pub fn part_of_month(week: u32, (opens, closes): (f64, f64)) -> f64 {
    let last = f64::from(week) + 1.0;
    let first = last - f64::from(WEEKS_PER_MONTH);
    let weeks = (last.min(closes + 1.0) - first.max(opens)).max(0.0);
    weeks / (closes + 1.0 - opens).max(1.0)
}

/// Mean fear by class, over where its people live.
fn fear_of_classes(country: &Country, mood: &Mood, now: &Now<'_>) -> [f64; CLASSES] {
    let mut sums = [(0.0, 0.0); CLASSES];
    for cell in Cell::all(now.regions.len()) {
        let people = country.heads.of(cell);
        let (fear, all) = &mut sums[cell.class as usize];
        *fear += people * mood.fear[cell.number()];
        *all += people;
    }
    sums.map(|(fear, all): (f64, f64)| (fear / all.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0))
}

/// Mean distance over topics between what a class said and what it wanted; nothing, if nobody of it took part.
pub fn distance(talk: &Talk, now: &Now<'_>, class: Class) -> Option<f64> {
    let apart = |issue: &Issue| {
        let said = talk.said(*issue, class as usize)?;
        Some((said - wanted(now, *issue)[class as usize]).abs())
    };
    let all: Option<Vec<f64>> = Issue::ALL.iter().map(apart).collect();
    all.map(|all| all.iter().sum::<f64>() / ISSUES as f64)
}

#[cfg(test)]
mod tests {
    use super::part_of_month;
    use proptest::prelude::*;

    #[test]
    fn known_parts_of_a_discussion() {
        // From the second week of June 1936 (206) to the end of November (234): 29 weeks, 4 of them in June.
        let open = (206.0, 234.0);
        assert!((part_of_month(209, open) - 4.0 / 29.0).abs() < 1e-12);
        assert!((part_of_month(214, open) - 5.0 / 29.0).abs() < 1e-12);
        assert!(part_of_month(204, open).abs() < 1e-12);
        assert!(part_of_month(239, open).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_the_months_make_the_whole(opens in 0_u32..150, weeks in 0_u32..140) {
            let open = (f64::from(opens), f64::from(opens + weeks));
            let months = (0..60).map(|month| part_of_month(5 * month + 4, open));
            prop_assert!((months.sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}
