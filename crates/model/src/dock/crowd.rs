//! Rows T8-T10: thresholds of Granovetter and Kuran, relative deprivation of Yitzhaki.

use super::{Row, figures};
use crate::truth::deprivation::{gini, mean, relative_deprivation, relative_deprivation_by_pairs};
use crate::truth::threshold::{Propensity, normal_tangency, normal_thresholds, settle};
use engine::draw::Draws;
use engine::normal::log_normal;

const THRESHOLD: &str = "truth/threshold";

pub(super) fn rows() -> Vec<Row> {
    vec![granovetter(), spread(), kuran(), yitzhaki()]
}

/// Where people with these thresholds come to rest, from nobody.
fn rest(thresholds: &[f64], weight: f64) -> f64 {
    Propensity::of(thresholds, &vec![weight; thresholds.len()]).settle(0.0)
}

fn granovetter() -> Row {
    let mut thresholds: Vec<f64> = (0..100).map(f64::from).collect();
    let all = rest(&thresholds, 1.0);
    thresholds[1] = 2.0;
    let (sigma, share) = normal_tangency(0.25);
    let pairs = [
        (100.0, all),
        (1.0, rest(&thresholds, 1.0)),
        (0.122_220_9, sigma),
        (0.062_003_3, share),
    ];
    let setting = "Granovetter 1978: thresholds 0 to 99, then 2 in place of 1; critical spread of normal ones of mean .25, and who has joined there";
    figures("T8", THRESHOLD, setting, &pairs, 1e-6)
}

/// The same by the map itself, on both sides of the critical spread and beyond.
fn spread() -> Row {
    let rest = |sigma: f64| settle(|r| normal_thresholds(r, 0.25, sigma), 0.0, 1e-12);
    let below = rest(0.122_220).min(0.0625);
    let pairs = [
        (0.062, below),
        (1.0, rest(0.122_222)),
        (0.993_39, rest(0.3)),
        (0.904_85, rest(0.5)),
        (0.658_57, rest(1.0)),
    ];
    let setting = "the same map run from nobody: spread just below and just above the critical one, then .3, .5 and 1";
    figures("T8a", THRESHOLD, setting, &pairs, 1e-3)
}

fn kuran() -> Row {
    let cases = [
        ([0, 20, 20, 30, 40, 50, 60, 70, 80, 100], 10.0),
        ([0, 10, 20, 30, 40, 50, 60, 70, 80, 100], 90.0),
        ([0, 10, 30, 40, 50, 60, 70, 80, 90, 100], 20.0),
    ];
    let pairs =
        cases.map(|(thresholds, expected)| (expected, rest(&thresholds.map(f64::from), 10.0)));
    let setting = "Kuran 1991: ten people A, A' and B', public opposition in per cent";
    let row = figures("T9", THRESHOLD, setting, &pairs, 0.0);
    Row {
        tolerance: "exact".to_owned(),
        ..row
    }
}

/// A thousand groups of unequal size; process 1015 draws values, 1016 weights.
fn yitzhaki() -> Row {
    let draw = |process| {
        let mut draws = Draws::new(1_933, process, 0);
        (0..1000)
            .map(|key| log_normal(draws.at(key, 0), 0.0, 0.6))
            .collect::<Vec<f64>>()
    };
    let (values, weights) = (draw(1015), draw(1016));
    let product = mean(&values, &weights) * gini(&values, &weights);
    let pairs = [
        (
            product,
            mean(&relative_deprivation(&values, &weights), &weights),
        ),
        (
            product,
            mean(&relative_deprivation_by_pairs(&values, &weights), &weights),
        ),
    ];
    let setting = "Yitzhaki 1979: mean income times Gini is mean relative deprivation, in 1000 groups; by ranks, then by pairs";
    figures("T10", "truth/deprivation", setting, &pairs, 1e-9)
}
