//! What most people want in private, and how decisions compare with it.
//!
//! `ours` (M12). For those who look on: no report, belief or decision reads this.

/// Whether more than half of all want it: `people` of each stratum, in persons or millions, and the share of each that wants it.
pub fn majority_wants(people: &[f64], wanted: &[f64]) -> bool {
    debug_assert_eq!(people.len(), wanted.len());
    let all: f64 = people.iter().sum();
    let want: f64 = people
        .iter()
        .zip(wanted)
        .map(|(people, wanted)| people * wanted)
        .sum();
    2.0 * want > all
}

/// Topics by what most wanted and what was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Most wanted it, and it was adopted.
    pub wanted_and_adopted: u32,
    /// Most wanted it, and it was not adopted.
    pub wanted_and_refused: u32,
    /// Most did not want it, and it was adopted.
    pub unwanted_and_adopted: u32,
    /// Most did not want it, and it was not adopted.
    pub unwanted_and_refused: u32,
}

/// Counts topics, each with whether most wanted it and whether it was adopted.
pub fn compared(topics: impl IntoIterator<Item = (bool, bool)>) -> Compared {
    let mut counts = Compared::default();
    for topic in topics {
        let count = match topic {
            (true, true) => &mut counts.wanted_and_adopted,
            (true, false) => &mut counts.wanted_and_refused,
            (false, true) => &mut counts.unwanted_and_adopted,
            (false, false) => &mut counts.unwanted_and_refused,
        };
        *count += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Compared, compared, majority_wants};

    #[test]
    fn known_majorities_count_people_and_not_strata() {
        assert!(majority_wants(&[70.0, 30.0], &[0.8, 0.0]));
        assert!(!majority_wants(&[70.0, 30.0], &[0.1, 1.0]));
        assert!(!majority_wants(&[50.0, 50.0], &[1.0, 0.0]));
        assert!(!majority_wants(&[], &[]));
    }

    #[test]
    fn known_each_topic_is_counted_once() {
        let topics = [
            (true, true),
            (true, false),
            (true, false),
            (false, true),
            (false, false),
            (false, false),
            (false, false),
        ];
        let wanted = Compared {
            wanted_and_adopted: 1,
            wanted_and_refused: 2,
            unwanted_and_adopted: 1,
            unwanted_and_refused: 3,
        };
        assert_eq!(compared(topics), wanted);
    }
}
