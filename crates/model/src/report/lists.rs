//! Lists of members that local secretaries send up as checked: what was looked at, and what was waved through.
//!
//! `ours`: a list does not say which of its names were looked at. Instructors who look again at some lists find how many were not.

use crate::country::{Country, Now};

/// Lists of this month. Shares are of the register.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lists {
    /// Reported as checked this month.
    pub sent: f64,
    /// Of what was sent, the part that was waved through: what instructors find. None if nothing was sent.
    pub false_share: Option<f64>,
    /// Cards reported as in disorder this month.
    pub found: f64,
    /// Members seen for the first time this month.
    pub first_look: f64,
}

impl Lists {
    /// Of a month in which `careful` was looked at and `waved` was not.
    pub fn of(careful: f64, waved: f64) -> Self {
        let sent = careful + waved;
        Self {
            sent,
            false_share: (sent > 0.0).then(|| waved / sent),
            ..Self::default()
        }
    }
}

/// Sends up lists: truth to report.
pub fn send(country: &mut Country, _now: &Now<'_>) {
    if country.checks.open.is_none() {
        country.lists = Lists::default();
        return;
    }
    let desk = country.registers.check;
    country.lists = Lists {
        found: desk.found,
        first_look: desk.first_look,
        ..Lists::of(desk.careful, desk.waved)
    };
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn law_a_list_counts_all_of_its_names() {
        let lists = Lists::of(0.03, 0.01);
        assert!((lists.sent - 0.04).abs() < 1e-12);
        assert!((lists.false_share.expect("something was sent") - 0.25).abs() < 1e-12);
        assert_eq!(Lists::of(0.0, 0.0).false_share, None);
    }
}
