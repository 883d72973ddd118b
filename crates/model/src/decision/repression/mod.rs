//! How many are to be arrested, and of whom: six rival rules behind one interface.
//!
//! Each rule is one function from beliefs to persons a year by category. All start from the same usual arrests,
//!
//! ```text
//! usual_h = L r(t) w_h N_h / sum w N_start          r = 1 until mass arrests are stopped (8 May 1933), then a factor below 1
//! ```
//!
//! and multiply them by what they think moves arrests, as a ratio to the first month of the run; only the null does without. So they
//! differ in what they explain and in nothing else. L and r are fitted to five observations, arrests by the political police
//! 1930-34, and the null's level and slope to the same five; 1935-37 are held out and no rule has seen them. All rules but the
//! null are cut to a capacity, the most that was seen in those years, so none of them can give 1937: that needs a decision from outside.
//!
//! All of it is `ours` (people-law, M10), grade C: it supports claims about direction, never about size. It describes what rival
//! schools hold to have been done. Nothing is chosen for its yield, and no search may use it. It moves nobody: who turns wishes
//! into arrests reads [`Intake`].

pub mod accountability;
pub mod disorder;
pub mod information;
pub mod order;
pub mod trend;
pub mod war;

use crate::belief::suspects::Suspects;
use crate::country::{Country, Now};
use crate::decision::category::{CATEGORIES, Category};
use crate::decision::charges::Charges;
use crate::decision::penal;
use crate::rules::Repression;
use crate::setting::Laws;

/// How many are to be arrested.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Intake {
    /// Persons a year that are wanted, by category, as of this month; divide by twelve for the month.
    pub arrests: [f64; CATEGORIES],
}

impl Intake {
    /// Persons a year, all categories.
    pub fn total(&self) -> f64 {
        self.arrests.iter().sum()
    }
}

/// What a rule sees: beliefs and what was decided before, never truth.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Beliefs of this month and of the first.
    pub beliefs: &'a Suspects,
    /// What a past in an opposition is charged as.
    pub charges: Charges,
    /// Usual arrests, persons a year by category.
    pub usual: [f64; CATEGORIES],
    /// Parameters.
    pub laws: &'a Laws,
    /// Weeks since the first of January of the first year.
    pub week: u32,
    /// First year of the run.
    pub first_year: u32,
}

impl Seen<'_> {
    /// Usual arrests times a factor for each category.
    fn times(&self, factor: impl Fn(Category) -> f64) -> [f64; CATEGORIES] {
        let mut arrests = self.usual;
        for category in Category::ALL {
            arrests[category as usize] *= factor(category);
        }
        arrests
    }
}

/// What was fitted for a rule; to be told beside whatever it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// Rule.
    pub rule: Repression,
    /// Parameters that were fitted to arrests by the political police of 1930-34.
    pub parameters: &'static [&'static str],
    /// What it cannot explain.
    pub silent_on: &'static str,
}

const SHARED: &[&str] = &["usual_arrests", "restraint", "arrest_capacity"];

/// One row for each rule, in the order of [`Repression::ALL`]. All were fitted to the same observations.
pub const FITTED: [Fitted; 6] = [
    fitted(Repression::PoorInformation, SHARED, information::SILENT_ON),
    fitted(
        Repression::Trend,
        &["arrests_of_trend", "slope_of_trend"],
        trend::SILENT_ON,
    ),
    fitted(
        Repression::Accountability,
        SHARED,
        accountability::SILENT_ON,
    ),
    fitted(Repression::Disorder, SHARED, disorder::SILENT_ON),
    fitted(Repression::SocialOrder, SHARED, order::SILENT_ON),
    fitted(Repression::WarThreat, SHARED, war::SILENT_ON),
];

const fn fitted(
    rule: Repression,
    parameters: &'static [&'static str],
    silent_on: &'static str,
) -> Fitted {
    Fitted {
        rule,
        parameters,
        silent_on,
    }
}

/// People of each category weighted by how often they are arrested, and the sum.
fn weighted(people: &[f64; CATEGORIES], laws: &Laws) -> ([f64; CATEGORIES], f64) {
    let mut weighted = *people;
    for (at, people) in weighted.iter_mut().enumerate() {
        *people *= laws.at("arrest_weight", at);
    }
    let sum = weighted.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    (weighted, sum)
}

/// Usual arrests of this month, persons a year by category: a rate a head that is the same in all months but for the restraint of May 1933.
fn usual(beliefs: &Suspects, laws: &Laws, week: u32) -> [f64; CATEGORIES] {
    let restraint = if f64::from(week) >= laws.one("restraint_week") {
        laws.one("restraint")
    } else {
        1.0
    };
    let level = laws.one("usual_arrests") * restraint;
    let (_, start) = weighted(&beliefs.start().people, laws);
    let (people, _) = weighted(&beliefs.now.people, laws);
    people.map(|people| level * people / start)
}

/// The same in the proportions of arrests, cut to at most so many a year.
fn cut(mut arrests: [f64; CATEGORIES], most: f64) -> [f64; CATEGORIES] {
    let sum: f64 = arrests.iter().sum();
    if sum > most {
        for wanted in &mut arrests {
            *wanted *= most / sum;
        }
    }
    arrests
}

/// Decides how many are wanted, when a month begins: belief to decision.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let seen = Seen {
        beliefs: &country.suspects,
        charges: country.charges,
        usual: usual(&country.suspects, now.laws, now.week),
        laws: now.laws,
        week: now.week,
        first_year: now.first_year,
    };
    let mut arrests = match now.rules.repression {
        Repression::Trend => trend::wanted(&seen),
        Repression::PoorInformation => information::wanted(&seen),
        Repression::Accountability => accountability::wanted(&seen),
        Repression::Disorder => disorder::wanted(&seen),
        Repression::SocialOrder => order::wanted(&seen),
        Repression::WarThreat => war::wanted(&seen),
    };
    // Once suspicion of specialists has taken a penal form, accusations are cases, whichever rule is in force.
    arrests[Category::Specialists as usize] *= penal::multiple(&country.switch, now);
    if now.rules.repression != Repression::Trend {
        arrests = cut(arrests, now.one("arrest_capacity"));
    }
    country.intake = Intake { arrests };
}

#[cfg(test)]
mod tests;
