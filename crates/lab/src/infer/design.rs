//! Where the runs of a wave are made: a Latin hypercube over the prior, addressed, so that every thread count gives the same.
//!
//! Latin hypercube sampling (`McKay`, Beckman and Conover 1979, source `mckay-et-al-1979`, recalled): each parameter's range is cut into as many parts as there are
//! runs, and each part is used once.

use super::{PROCESS_DESIGN, PROCESS_PICK, word};
use crate::setting::Sought;
use crate::setting::prior::key;
use engine::draw::Draws;

/// Points of the unit cube, one for each of `number` runs.
pub(super) fn hypercube(sought: &[&Sought], number: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::with_capacity(sought.len()); number];
    let mut draws = Draws::new(seed, PROCESS_DESIGN, 0);
    for one in sought {
        let name = key(&one.id);
        let mut order: Vec<(f64, usize)> = (0..number)
            .map(|at| (draws.at(name, 2 * word(at)).value(), at))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (part, (_, at)) in order.into_iter().enumerate() {
            let inside = draws.at(name, 2 * word(at) + 1).value();
            points[at].push((part as f64 + inside) / number as f64);
        }
    }
    points
}

/// So many of the points, each at most once, in the order of their draws.
pub(super) fn pick<T: Clone>(points: &[T], number: usize, (seed, step): (u64, u32)) -> Vec<T> {
    let mut draws = Draws::new(seed, PROCESS_PICK, step);
    let mut order: Vec<(f64, usize)> = (0..points.len())
        .map(|at| (draws.at(word(at), 0).value(), at))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let first = order.into_iter().take(number);
    first.map(|(_, at)| points[at].clone()).collect()
}
