//! Iterative proportional fitting: the table closest to a seed that has given margins.
//!
//! Deming and Stephan, "On a least squares adjustment of a sampled frequency table", Annals of Mathematical Statistics
//! 11 (1940) 427-444: scale the cells of each margin in turn to its total until nothing changes. The odds ratios
//! of the seed are kept, and a cell that is zero stays zero. Grade A (T34).

use thiserror::Error;

/// One margin: for each cell of the table the entry it belongs to, if any, and the total of each entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// Name, for errors.
    pub name: String,
    /// Entry of each cell.
    pub entry: Vec<Option<usize>>,
    /// Total of each entry.
    pub totals: Vec<f64>,
}

/// The margins contradict each other or the zeros of the seed.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("entry {entry} of margin `{margin}` wants {wanted} and gets {found} after {rounds} rounds")]
pub struct NotMet {
    /// Margin.
    pub margin: String,
    /// Entry of it.
    pub entry: usize,
    /// Its total.
    pub wanted: f64,
    /// What the table has.
    pub found: f64,
    /// Rounds made.
    pub rounds: usize,
}

const ROUNDS: usize = 20_000;

/// Fits `cells` to all margins, each total to `tolerance` of itself. Returns the rounds it took.
///
/// # Errors
/// Margins that cannot be met together.
pub fn fit(cells: &mut [f64], margins: &[Margin], tolerance: f64) -> Result<usize, NotMet> {
    for round in 0..ROUNDS {
        if worst(cells, margins).is_none_or(|miss| relative(&miss) <= tolerance) {
            return Ok(round);
        }
        for margin in margins {
            let sums = sums(cells, margin);
            for (cell, entry) in cells.iter_mut().zip(&margin.entry) {
                if let Some(entry) = *entry
                    && sums[entry] > 0.0
                {
                    *cell *= margin.totals[entry] / sums[entry];
                }
            }
        }
    }
    match worst(cells, margins) {
        Some(miss) if relative(&miss) > tolerance => Err(NotMet {
            rounds: ROUNDS,
            ..miss
        }),
        _ => Ok(ROUNDS),
    }
}

fn sums(cells: &[f64], margin: &Margin) -> Vec<f64> {
    let mut sums = vec![0.0; margin.totals.len()];
    for (cell, entry) in cells.iter().zip(&margin.entry) {
        if let Some(entry) = *entry {
            sums[entry] += cell;
        }
    }
    sums
}

fn relative(miss: &NotMet) -> f64 {
    (miss.found - miss.wanted).abs() / miss.wanted.abs().max(1.0)
}

fn worst(cells: &[f64], margins: &[Margin]) -> Option<NotMet> {
    let misses = margins.iter().flat_map(|margin| {
        let found = sums(cells, margin).into_iter();
        found
            .zip(&margin.totals)
            .enumerate()
            .map(|(entry, (found, wanted))| NotMet {
                margin: margin.name.clone(),
                entry,
                wanted: *wanted,
                found,
                rounds: 0,
            })
    });
    misses.max_by(|a, b| relative(a).total_cmp(&relative(b)))
}

/// Whole numbers close to these, with this sum: the largest remainders are rounded up.
pub fn apportion(shares: &[f64], total: u64) -> Vec<u64> {
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares
        .iter()
        .map(|share| share / sum * total as f64)
        .collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "shares of a count: not negative and below it"
    )]
    let mut whole: Vec<u64> = exact.iter().map(|share| share.floor() as u64).collect();
    let mut order: Vec<usize> = (0..exact.len()).filter(|at| exact[*at] > 0.0).collect();
    order.sort_by(|a, b| {
        (exact[*b].fract())
            .total_cmp(&exact[*a].fract())
            .then(a.cmp(b))
    });
    let missing = total.saturating_sub(whole.iter().sum());
    for at in order
        .iter()
        .cycle()
        .take(usize::try_from(missing).unwrap_or(0))
    {
        whole[*at] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{Margin, apportion, fit};
    use proptest::prelude::*;

    fn margins(rows: [f64; 2], columns: [f64; 2]) -> Vec<Margin> {
        let margin = |name: &str, entry: [usize; 4], totals: [f64; 2]| Margin {
            name: name.to_owned(),
            entry: entry.into_iter().map(Some).collect(),
            totals: totals.to_vec(),
        };
        vec![
            margin("rows", [0, 0, 1, 1], rows),
            margin("columns", [0, 1, 0, 1], columns),
        ]
    }

    #[test]
    fn known_margins_and_odds_ratio() {
        let mut cells = [1.0, 2.0, 3.0, 4.0];
        fit(&mut cells, &margins([40.0, 60.0], [30.0, 70.0]), 1e-12).unwrap();
        assert!((cells[0] + cells[1] - 40.0).abs() < 1e-9);
        assert!((cells[0] + cells[2] - 30.0).abs() < 1e-9);
        let odds = cells[0] * cells[3] / (cells[1] * cells[2]);
        assert!((odds - 4.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn law_margins_that_contradict_are_an_error() {
        let mut cells = [1.0; 4];
        let miss = fit(&mut cells, &margins([40.0, 60.0], [30.0, 80.0]), 1e-9).unwrap_err();
        assert!(miss.wanted > 0.0);
        let mut zero = [0.0, 0.0, 1.0, 1.0];
        assert!(fit(&mut zero, &margins([40.0, 60.0], [30.0, 70.0]), 1e-9).is_err());
    }

    proptest! {
        #[test]
        fn law_parts_add_up_and_are_close(shares in prop::collection::vec(0.0_f64..9.0, 1..30), total in 0_u64..1_000_000_000) {
            prop_assume!(shares.iter().sum::<f64>() > 0.0);
            let whole = apportion(&shares, total);
            prop_assert_eq!(whole.iter().sum::<u64>(), total);
            let sum: f64 = shares.iter().sum();
            for (share, whole) in shares.iter().zip(&whole) {
                prop_assert!((share / sum * total as f64 - *whole as f64).abs() < 1.0 + 1e-6);
            }
        }
    }
}
