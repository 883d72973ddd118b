//! Random economies for tests.

use crate::table::Table;
use engine::draw::Draws;

/// A productive table with about the share `density` of its cells filled, column sums of at most 0.7, and outputs of 1 to 10.
pub(crate) fn economy(seed: u64, size: usize, density: f64) -> (Table, Vec<f64>) {
    let mut draws = Draws::new(seed, 7, 0);
    let mut next = |key: usize| draws.at(u32::try_from(key).expect("small"), 0).value();
    let mut cells = Vec::new();
    for j in 0..size {
        let column: Vec<(usize, usize)> = (0..size)
            .map(|i| (i, 2 * (j * size + i)))
            .filter(|(_, key)| next(*key) < density)
            .map(|(i, key)| (i, key + 1))
            .collect();
        let weights: Vec<(usize, f64)> = column.iter().map(|(i, key)| (*i, next(*key))).collect();
        let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let share = 0.7 * next(2 * size * size + j);
        cells.extend(
            weights
                .iter()
                .map(|(i, weight)| (*i, j, share * weight / sum)),
        );
    }
    let names = (0..size).map(|i| format!("p{i}")).collect();
    let outputs = (0..size)
        .map(|i| 1.0 + 9.0 * next(2 * size * size + size + i))
        .collect();
    let table = Table::of_cells(names, cells).expect("column sums are below one");
    (table, outputs)
}
