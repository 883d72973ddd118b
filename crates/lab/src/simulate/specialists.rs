//! Specialists arrested out of their posts: medians over the runs, year by year. The evidence has nothing to set beside them.

use super::Ensemble;
use super::beside::Band;
use crate::setting::Setting;
use model::observe::Observation;
use model::observe::economy::BRANCH_WORDS;
use model::observe::posts::OFFICES;

/// A year of them; nothing where no run gives a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Year {
    /// The year.
    pub year: u32,
    /// Arrested for a thousand posts and year in branches under the commissariat that answers for steel.
    pub heavy: Option<f64>,
    /// The same in all other branches.
    pub elsewhere: Option<f64>,
    /// The first over the second.
    pub ratio: Option<f64>,
    /// Of a thousand posts of a branch those that are empty because of arrests, in the branch with the most.
    pub empty: Option<f64>,
}

/// All years of the runs.
pub fn years(ensemble: &Ensemble, setting: &Setting) -> Vec<Year> {
    let years = setting.setup.span.years();
    years
        .map(|year| {
            let of = |quantity: &str, word: &str| median(ensemble, quantity, (word, year));
            let branches = BRANCH_WORDS.iter();
            let empty = branches.filter_map(|branch| of("specialist_posts_empty", branch));
            Year {
                year,
                heavy: of("specialist_arrest_hazard", OFFICES[1]),
                elsewhere: of("specialist_arrest_hazard", OFFICES[0]),
                ratio: of("specialist_arrest_ratio", ""),
                empty: empty.reduce(f64::max).map(|share| 1e3 * share),
            }
        })
        .collect()
}

/// Median over the runs of an output in a year, for one value of its only dimension, "" if it has none.
fn median(ensemble: &Ensemble, quantity: &str, (value, year): (&str, u32)) -> Option<f64> {
    let date = year.to_string();
    let wanted = |one: &&Observation| {
        let word = one.dims.first().map_or("", |(_, word)| word.as_str());
        one.quantity == quantity && one.date == date && word == value
    };
    let runs = ensemble.runs.iter();
    let values = runs.filter_map(|run| Some(run.observations.iter().find(wanted)?.value));
    Band::of(values.collect()).map(|band| band.median)
}
