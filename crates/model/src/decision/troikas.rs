//! How many the troikas of the ordinary police are to sentence: an office that did not exist before its order of 27 May 1935.
//!
//! ```text
//! n = min( cap, alpha U )       persons a year, from the week of the order on; 0 before
//! ```
//!
//! U is what the centre believes of people without papers in closed cities (`report::moods`), and so follows migration; alpha is the part
//! of them whom troikas deal with in a year. After Shearer, "Policing Stalin's Socialism" (2009), source `shearer-2009` (recalled, verbal; no equation is
//! his). `ours` (people-law, social order), grade C. alpha and cap were fitted to the only two counts of these troikas, so nothing that
//! follows from the level is a finding. Null: rule `constant`, the same flow from the order on, whoever comes to towns.

use crate::country::{Country, Now};
use crate::rules::Troikas;

/// What the police is to do with people without papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Office {
    /// Week of the run in which it is founded.
    pub founded: f64,
    /// alpha: part of those without papers a year.
    pub part: f64,
    /// The most that it can deal with, persons a year; under the null what it deals with.
    pub most: f64,
}

/// Persons a year who are to be sentenced in a week. `unregistered` is a number of persons.
pub fn wanted(office: Office, week: u32, unregistered: f64, rule: Troikas) -> f64 {
    if f64::from(week) < office.founded {
        return 0.0;
    }
    match rule {
        Troikas::Unregistered => office.most.min(office.part * unregistered.max(0.0)),
        Troikas::Constant => office.most,
    }
}

/// Decides how many, when a month begins: belief to decision.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let most = match now.rules.troikas {
        Troikas::Unregistered => "troika_capacity",
        Troikas::Constant => "troika_constant",
    };
    let office = Office {
        founded: now.one("troika_week"),
        part: now.one("troika_part"),
        most: now.one(most),
    };
    let unregistered = 1e6 * country.suspects.now.unregistered;
    country.troikas = wanted(office, now.week, unregistered, now.rules.troikas);
}

#[cfg(test)]
mod tests {
    use super::{Office, wanted};
    use crate::rules::Troikas;
    use proptest::prelude::*;

    const OFFICE: Office = Office {
        founded: 144.0,
        part: 0.5,
        most: 200_000.0,
    };

    #[test]
    fn known_by_hand() {
        let asked = |week, people| wanted(OFFICE, week, people, Troikas::Unregistered);
        assert!((asked(144, 240_000.0) - 120_000.0).abs() < 1e-6);
        assert!((asked(200, 1e6) - 200_000.0).abs() < 1e-6);
        assert!((wanted(OFFICE, 200, 0.0, Troikas::Constant) - 200_000.0).abs() < 1e-6);
    }

    proptest! {
        /// An office that does not exist yet sentences nobody; later it sentences no more than it can, nor more than there are.
        #[test]
        fn law_nobody_before_the_office_exists(week in 0_u32..300, people in 0.0_f64..1e6) {
            for rule in Troikas::ALL {
                let asked = wanted(OFFICE, week, people, *rule);
                prop_assert!(week >= 144 || asked.abs() < f64::MIN_POSITIVE);
                prop_assert!(asked <= OFFICE.most);
            }
            let more = wanted(OFFICE, week, people + 1e4, Troikas::Unregistered);
            prop_assert!(more >= wanted(OFFICE, week, people, Troikas::Unregistered));
            prop_assert!(wanted(OFFICE, week, people, Troikas::Unregistered) <= people);
        }
    }
}
