//! How much of the doubt about a difference is chance, how much is rules, how much is the index: in one unit, never added.
//!
//! Each is half the width of its range. Doubt about the evidence that parameters were taken from is none of the three: no contrast runs over it.

use super::contrast::{Difference, INDEX, IndexSpread};

/// Half-widths of one difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// Whether they are in per cent of what is compared with; else in the unit of the number, because that is zero.
    pub in_per_cent: bool,
    /// Noise: half of the 5th to 95th percentile over the seeds.
    pub chance: f64,
    /// Mechanism: half of the range of medians over the baseline setting and its rivals; none without rivals.
    pub rules: Option<f64>,
    /// Half of the range over rival indices of the quantity; none where there are none.
    pub index: Option<f64>,
}

impl Doubt {
    /// Of a difference, with all ranges over rival indices.
    pub fn of(one: &Difference, spreads: &[IndexSpread]) -> Self {
        let in_per_cent = one.own.relative.is_some();
        let scale = if in_per_cent {
            100.0 / one.own.baseline.abs()
        } else {
            1.0
        };
        let all = std::iter::once(&one.own).chain(one.rivals.iter().map(|(_, rival)| rival));
        let medians: Vec<f64> = if in_per_cent {
            all.filter_map(|of| of.relative).collect()
        } else {
            all.map(|of| of.band.median).collect()
        };
        let mut bare = one.key.clone();
        bare.dims.retain(|(name, _)| name != INDEX);
        let spread = spreads.iter().filter(|_| in_per_cent && bare != one.key);
        let spread = spread.into_iter().find(|spread| spread.key == bare);
        Self {
            in_per_cent,
            chance: scale * (one.own.band.high - one.own.band.low) / 2.0,
            rules: (!one.rivals.is_empty()).then(|| half(&medians)),
            index: spread.map(|spread| half(&[spread.relative.0, spread.relative.1])),
        }
    }

    /// Which of the three is the widest; none if all are zero.
    pub fn widest(&self) -> Option<&'static str> {
        let all = [
            ("chance", Some(self.chance)),
            ("rules", self.rules),
            ("index", self.index),
        ];
        let all = all
            .into_iter()
            .filter_map(|(word, width)| Some((word, width.filter(|width| *width > 0.0)?)));
        let widest = all.max_by(|(_, a), (_, b)| a.total_cmp(b));
        widest.map(|(word, _)| word)
    }
}

/// Half of the distance between the least and the largest.
fn half(values: &[f64]) -> f64 {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if largest > least {
        (largest - least) / 2.0
    } else {
        0.0
    }
}
