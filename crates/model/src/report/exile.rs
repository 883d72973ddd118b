//! What an exile prints, as it is known at home: to those who watch what appears abroad, all of it; to readers at home, next to nothing.
//!
//! ```text
//! reach = issues a month x copies of an issue x share that crosses the border x readers a copy / people
//! ```
//!
//! `ours`, grade C. The base has no count of copies that got in; the range of the share that crosses is wide and its top still small.

use crate::country::{Country, Now};
use crate::truth::exile::issues_a_month;
use crate::truth::wants::people;

/// The exile's print.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Abroad {
    /// Issues that appear in a month.
    pub issues: f64,
    /// Part of the free people at home that sees one in a month, 0 to 1.
    pub reach: f64,
}

/// What appears, and who sees it; each month.
pub fn send(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let issues = issues_a_month(now);
    let copies = now.one("exile_copies") * 1e3 * now.one("exile_copies_inside");
    let readers = issues * copies * now.one("exile_readers");
    let free: f64 = people(country, now).iter().sum::<f64>() * 1e6;
    country.abroad = Abroad {
        issues,
        reach: reach(readers, free),
    };
}

/// Part of the people that are readers; never more than all.
fn reach(readers: f64, people: f64) -> f64 {
    (readers / people.max(1.0)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::reach;

    #[test]
    fn known_by_hand() {
        // Half an issue a month, 1,000 copies of which 2 in a hundred get in, five readers each: 50 of 150 million.
        let readers = 0.5 * 1e3 * 0.02 * 5.0;
        assert!((reach(readers, 150e6) - 3.333e-7).abs() < 1e-10);
        assert!((reach(10.0, 2.0) - 1.0).abs() < 1e-12);
        assert!(reach(0.0, 0.0).abs() < 1e-12);
    }
}
