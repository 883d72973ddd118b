//! The harvest as it was reported: grain on the stalk, not in the barn.
//!
//! ```text
//! reported = beta x barn harvest
//! ```
//!
//! `ours`: from 1933 the state counted the standing crop; what is lost between field and barn stays in the figure.

use crate::country::{Country, Now};

/// The week of the year in which the harvest is in: the last of September.
pub(crate) const LAST_WEEK: u32 = 44;

/// Yields as reported, by region: million tonnes in each year so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Returns {
    /// Harvests of the years so far, region by region.
    pub harvests: Vec<Vec<f64>>,
    /// Area of the last one, million ha.
    pub areas: Vec<f64>,
}

impl Returns {
    /// Takes down a harvest: what came into barns, and the area it grew on.
    pub fn take(&mut self, barn: &[f64], areas: &[f64], standing_over_barn: f64) {
        self.harvests.push(
            barn.iter()
                .map(|grain| grain * standing_over_barn)
                .collect(),
        );
        self.areas = areas.to_vec();
    }

    /// Reported harvest of the whole country in a year of the run.
    pub fn total(&self, year: usize) -> f64 {
        self.harvests.get(year).map_or(0.0, |all| all.iter().sum())
    }
}

/// Sends up the harvest when it is in: truth to report.
pub fn report(country: &mut Country, now: &Now<'_>) {
    if now.of_year() != LAST_WEEK {
        return;
    }
    let barn: Vec<f64> = country.farms.iter().map(|farm| farm.harvest).collect();
    let areas: Vec<f64> = country.farms.iter().map(|farm| farm.area).collect();
    let standing = now.one("standing_over_barn");
    country.returns.take(&barn, &areas, standing);
}

#[cfg(test)]
mod tests {
    use super::Returns;

    #[test]
    fn law_reports_are_the_barn_times_one_number() {
        let mut returns = Returns::default();
        returns.take(&[2.0, 3.0], &[4.0, 5.0], 1.2);
        assert!((returns.total(0) - 6.0).abs() < 1e-12);
        assert!(returns.total(1).abs() < 1e-12);
    }
}
