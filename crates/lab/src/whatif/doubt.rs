//! How much of the doubt about a difference is chance, how much evidence, how much rules, how much the index: in one unit, never added.
//!
//! Each is half the width of its range. Doubt about the evidence that parameters were taken from is in the range over an ensemble, which has chance
//! in it as well; runs with the parameters as they stand tell chance alone. Without an ensemble no contrast runs over that doubt.

use super::contrast::{Contrast, Difference, INDEX, IndexSpread};

/// Half-widths of one difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// Whether they are in per cent of what is compared with; else in the unit of the number, because that is zero.
    pub in_per_cent: bool,
    /// Noise: half of the 5th to 95th percentile over the seeds, with the parameters as they stand.
    pub chance: f64,
    /// Evidence, and noise with it: half of the same range over the members of an ensemble; none without one.
    pub parameters: Option<f64>,
    /// Mechanism: half of the range of medians over the baseline setting and its rivals; none without rivals.
    pub rules: Option<f64>,
    /// Half of the range over rival indices of the quantity; none where there are none.
    pub index: Option<f64>,
}

impl Doubt {
    /// Of a difference, with all ranges over rival indices.
    pub fn of(one: &Difference, spreads: &[IndexSpread]) -> Self {
        let in_per_cent = one.own.relative.is_some();
        let width = |of: &Contrast| {
            let scale = if in_per_cent {
                100.0 / of.baseline.abs()
            } else {
                1.0
            };
            scale * (of.band.high - of.band.low) / 2.0
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
            chance: one.chance.as_ref().map_or_else(|| width(&one.own), width),
            parameters: one.chance.is_some().then(|| width(&one.own)),
            rules: (!one.rivals.is_empty()).then(|| half(&medians)),
            index: spread.map(|spread| half(&[spread.relative.0, spread.relative.1])),
        }
    }

    /// Which is the widest; none if all are zero. Where members differ no more than seeds do, chance is named and not parameters.
    pub fn widest(&self) -> Option<&'static str> {
        let parameters = self.parameters.filter(|width| *width > self.chance);
        let all = [
            ("chance", Some(self.chance)),
            (PARAMETERS, parameters),
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

/// The range over the members of an ensemble, in words.
pub const PARAMETERS: &str = "chance and parameters";

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
