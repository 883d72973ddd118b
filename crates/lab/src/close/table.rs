//! The close run as a table, and as bins of a histogram.

use super::Close;
use crate::table::Kind::{Integer, Number, Text};
use crate::table::{Cell, Spec, Table};

const CLOSE: &[Spec] = &[
    ("setting", Text, "", "baseline, or a rival setting"),
    ("seed", Integer, "", "seed, the same on both sides"),
    ("patron", Text, "", "in office, or gone from January 1935"),
    (
        "removed",
        Number,
        "per thousand",
        "specialists removed from posts in steel in 1936",
    ),
    (
        "arrested",
        Number,
        "persons",
        "specialists arrested in 1936, all branches",
    ),
    (
        "hazard",
        Number,
        "per thousand",
        "arrested for a thousand posts of heavy industry in 1936",
    ),
    (
        "chance",
        Number,
        "percent",
        "chance that suspicion would have taken a penal form by the end of 1936",
    ),
    (
        "turned",
        Number,
        "percent",
        "100 if it has by then, 0 if not",
    ),
];

/// One row a run.
pub fn table(close: &Close) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for setting in &close.settings {
        for pair in &setting.pairs {
            for patron in [true, false] {
                let mut row: Vec<Cell> = vec![
                    (&setting.name).into(),
                    i64::try_from(pair.seed).map_or(Cell::Missing, Cell::Integer),
                    (if patron { "in office" } else { "gone" }).into(),
                ];
                row.extend(pair.side(patron).map(Cell::from));
                rows.push(row);
            }
        }
    }
    let title = "What happens to specialists in 1936, one run a row";
    Table::new("close_run", title, CLOSE, rows)
}

/// Values that span more than this ratio are put into bins of one ratio.
const WIDE: f64 = 20.0;

/// A histogram of both sides over the same bins.
#[derive(Clone, Debug, PartialEq)]
pub struct Bins {
    /// Lower ends of the bins; the last value closes the last one.
    pub edges: Vec<f64>,
    /// Runs in each bin: with the patron, without him.
    pub counts: Vec<(usize, usize)>,
}

impl Bins {
    /// Counts both sides; none if there are no values or all are the same. The last bin holds its upper end. Bins are alike in width, or in
    /// ratio where the largest value is more than twenty times the least.
    pub fn of(with: &[f64], without: &[f64], bins: usize) -> Option<Self> {
        let all = || with.iter().chain(without).copied();
        let (least, largest) = (all().reduce(f64::min)?, all().reduce(f64::max)?);
        if least >= largest || bins == 0 {
            return None;
        }
        let step = (largest - least) / bins as f64;
        let wide = least > 0.0 && largest > WIDE * least;
        let ratio = if wide {
            libm::log(largest / least) / bins as f64
        } else {
            0.0
        };
        let edge = |at: usize| {
            if wide {
                least * libm::exp(ratio * at as f64)
            } else {
                least + step * at as f64
            }
        };
        let edges: Vec<f64> = (0..=bins).map(edge).collect();
        let mut counts = vec![(0, 0); bins];
        let place = |value: f64| edges[1..bins].iter().filter(|edge| value >= **edge).count();
        for value in with {
            counts[place(*value)].0 += 1;
        }
        for value in without {
            counts[place(*value)].1 += 1;
        }
        Some(Self { edges, counts })
    }

    /// The largest count.
    pub fn most(&self) -> usize {
        let all = self.counts.iter().map(|(with, without)| *with.max(without));
        all.max().unwrap_or(0)
    }
}
