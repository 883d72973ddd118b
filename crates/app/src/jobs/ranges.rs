//! What the ranges of a quantity are, in words under its tables: each row's own, a round margin that was set when the figure was entered, or
//! none. Worked out from the rows, so that a reader sees what can be disputed.

use lab::argument::evidence::{Kind, Observation, Quantity};
use lab::words::plural;
use std::collections::BTreeMap;

/// Widest margin that is looked for, in per cent.
const WIDEST: u32 = 10;
/// By how much of the value an end may miss a round margin: low and high were rounded.
const ROUNDED: f64 = 0.0006;

/// The margin in whole per cent that a row has below and above its value; none if it has another range, or no range.
fn margin(row: &Observation) -> Option<u32> {
    let below = (row.value - row.low) / row.value;
    let above = (row.high - row.value) / row.value;
    (1..=WIDEST).find(|percent| {
        let wanted = f64::from(*percent) / 100.0;
        [below, above]
            .into_iter()
            .all(|share| (share - wanted).abs() < ROUNDED)
    })
}

/// The words for these rows of a quantity; none for dates, and where there is nothing.
pub(super) fn words(quantity: &Quantity, rows: &[&Observation]) -> Option<String> {
    if quantity.kind == Kind::Event || rows.is_empty() {
        return None;
    }
    let mut round: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut own = 0;
    let mut none = 0;
    for row in rows {
        if row.low >= row.high {
            none += 1;
        } else if let Some(percent) = margin(row) {
            *round.entry((percent, row.verified.label())).or_default() += 1;
        } else {
            own += 1;
        }
    }
    let mut parts = vec![format!(
        "low to high as they stand in {}. They are to be that source's own error, and never the figure of another source.",
        quantity.at.file
    )];
    if !round.is_empty() {
        let each = round.iter().map(|((percent, state), count)| {
            format!(
                "{percent} % either way in {} ({state})",
                plural(*count, "row")
            )
        });
        let each: Vec<String> = each.collect();
        parts.push(format!(
            "Here they are not, but round margins set by us when a figure was entered, which no source states unless a note says so: {}. Dispute them.",
            each.join("; ")
        ));
    }
    if own > 0 {
        parts.push(format!("{} with another range.", plural(own, "row")));
    }
    if none > 0 {
        parts.push(format!(
            "\"-\": no range, for low and high are the value ({}); that a source gives none does not make its figure exact.",
            plural(none, "row")
        ));
    }
    Some(parts.join(" "))
}

/// What a confidence is.
pub(super) const CONFIDENCE: &str = "our own estimate of the probability that the documented figure lies in the range and that the citation is right; recalled figures come from a named work whose page nobody has opened. Change low, high or conf in that file, or add a rival series: docs/arguing.md.";

#[cfg(test)]
mod tests {
    use super::{margin, words};
    use lab::argument::case::Case;
    use lab::argument::evidence::Observation;
    use lab::load::{Origin, load};

    fn told(case: &Case, quantity: &str) -> String {
        let quantity = &case.base.quantities[quantity];
        let rows: Vec<&Observation> = quantity.rows().map(|(_, row)| row).collect();
        words(quantity, &rows).unwrap_or_default()
    }

    #[test]
    fn evidence_round_margins_are_told_as_ours_and_others_are_not() {
        let case = load(Origin::Embedded).expect("sound");
        let camps = told(&case, "camp_inmates");
        for wanted in [
            "evidence/camps.toml",
            "1 % either way in 5 rows (looked-up); 3 % either way in 10 rows (recalled)",
            "set by us",
        ] {
            assert!(camps.contains(wanted), "{wanted}: {camps}");
        }
        let famine = told(&case, "famine_excess_deaths");
        assert!(!famine.contains("set by us"), "{famine}");
        assert!(famine.contains("2 rows with another range"), "{famine}");
        assert!(famine.contains("no range"), "{famine}");
        let row = |value, low, high| {
            let quantity = &case.base.quantities["camp_inmates"];
            let (_, row) = quantity.rows().next().expect("a row");
            Observation {
                value,
                low,
                high,
                ..row.clone()
            }
        };
        assert_eq!(margin(&row(725_483.0, 703_719.0, 747_247.0)), Some(3));
        assert_eq!(margin(&row(725_483.0, 710_000.0, 747_247.0)), None);
        assert_eq!(margin(&row(6.0, 5.5, 6.5)), None);
    }
}
