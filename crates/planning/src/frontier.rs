//! How much of a wanted mix an economy could give at the most: what a balanced plan would have been.
//!
//! After Kantorovich, source `kantorovich-1960`, and Koopmans' activities, source `koopmans-1951`: each activity makes one product
//! by fixed norms, several may make the same.
//!
//! ```text
//! max z      z f_i + sum_k a_ik x_k <= sum over k that make i of x_k,      x_k <= capacity_k,      sum_k labour_k x_k <= L
//! ```
//!
//! A measure to hold plans against and no claim about how anybody planned.

use crate::fault::{Fault, not_negative};
use crate::program::{Kind, Program};
use crate::solver::{Solver, best};
use crate::table::Table;

/// One way of making one product.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Product that it makes, from 0.
    pub makes: usize,
    /// Products that one unit uses: (product, units).
    pub uses: Vec<(usize, f64)>,
    /// Labour that one unit takes [units of labour].
    pub labour: f64,
    /// Most units that can be made; infinite if nothing limits it but labour and inputs.
    pub capacity: f64,
}

/// The most that can be had, and what it hangs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// z: how often the wanted mix can be given.
    pub level: f64,
    /// Units made by each activity.
    pub outputs: Vec<f64>,
    /// Price of one unit of each product [in z].
    pub products: Vec<f64>,
    /// What one more unit of labour would add [in z].
    pub labour: f64,
    /// What one more unit of capacity of each activity would add [in z]; zero where it has no limit.
    pub capacities: Vec<f64>,
}

/// One activity for each branch of a table.
///
/// # Errors
/// Lists of another length than the table.
pub fn activities(table: &Table, labour: &[f64], capacity: &[f64]) -> Result<Vec<Activity>, Fault> {
    crate::fault::same_length("labour of the branches", labour.len(), table.size())?;
    crate::fault::same_length("capacities", capacity.len(), table.size())?;
    let of = |j: usize| Activity {
        makes: j,
        uses: table
            .column(j)
            .map(|cell| (table.rows()[cell], table.values()[cell]))
            .collect(),
        labour: labour[j],
        capacity: capacity[j],
    };
    Ok((0..table.size()).map(of).collect())
}

/// The most of the mix `wanted` that the activities can give with this labour [in units].
///
/// # Errors
/// A mix of nothing, numbers below zero, products that are not in the mix's list, or a solver without an answer.
pub fn frontier(
    activities: &[Activity],
    wanted: &[f64],
    labour: f64,
    solver: &dyn Solver,
) -> Result<Frontier, Fault> {
    let program = program(activities, wanted, labour)?;
    let products = wanted.len();
    let found = best(&program, solver)?;
    let (plan, prices) = (&found.answer.plan, &found.answer.prices);
    let mut capacities = vec![0.0; activities.len()];
    for (at, k) in limited(activities).enumerate() {
        capacities[k] = prices[products + 1 + at];
    }
    Ok(Frontier {
        level: plan[0],
        outputs: plan[1..].to_vec(),
        products: prices[..products].to_vec(),
        labour: prices[products],
        capacities,
    })
}

/// Activities with a limit of their own.
fn limited(activities: &[Activity]) -> impl Iterator<Item = usize> {
    (0..activities.len()).filter(|k| activities[*k].capacity.is_finite())
}

/// The program of [`frontier`]. Rows: products, labour, capacities. Columns: z, then the activities.
///
/// # Errors
/// As [`frontier`], but for the solver.
pub fn program(activities: &[Activity], wanted: &[f64], labour: f64) -> Result<Program, Fault> {
    not_negative("wanted mix", wanted)?;
    not_negative("labour", &[labour])?;
    if wanted.iter().all(|part| *part <= 0.0) {
        let hint = "name at least one product";
        return Err(Fault::new("wanted mix", "nothing", "something", hint));
    }
    let products = wanted.len();
    let mut cells: Vec<(usize, usize, f64)> = (0..products)
        .filter(|i| wanted[*i] > 0.0)
        .map(|i| (i, 0, wanted[i]))
        .collect();
    for (k, activity) in activities.iter().enumerate() {
        let own = activity.uses.iter().filter(|(i, _)| *i == activity.makes);
        let own: f64 = own.map(|(_, units)| units).sum();
        cells.push((activity.makes, k + 1, own - 1.0));
        let others = activity.uses.iter().filter(|(i, _)| *i != activity.makes);
        cells.extend(others.map(|(i, units)| (*i, k + 1, *units)));
        if activity.labour != 0.0 {
            cells.push((products, k + 1, activity.labour));
        }
    }
    let mut rows = vec![(Kind::AtMost, 0.0); products];
    rows.push((Kind::AtMost, labour));
    for (at, k) in limited(activities).enumerate() {
        rows.push((Kind::AtMost, activities[k].capacity));
        cells.push((products + 1 + at, k + 1, 1.0));
    }
    let mut goal = vec![0.0; activities.len() + 1];
    goal[0] = 1.0;
    Program::new(goal, rows, cells)
}

#[cfg(test)]
mod tests {
    use super::{Activity, activities, frontier};
    use crate::leontief::Leontief;
    use crate::solver::InteriorPoint;
    use crate::testing::economy;
    use proptest::prelude::*;

    /// Two ways of making coal: the one that takes less labour is used up to its capacity, and earns a rent.
    #[test]
    fn known_rent_of_the_better_mine() {
        let mine = |labour, capacity| Activity {
            makes: 0,
            uses: vec![(0, 0.5)],
            labour,
            capacity,
        };
        let mines = [mine(1.0, 10.0), mine(2.0, f64::INFINITY)];
        let found = frontier(&mines, &[1.0], 30.0, &InteriorPoint).unwrap();
        // Ten units by the better mine, ten by the other; half is left over.
        let all = [
            found.level,
            found.outputs[0],
            found.outputs[1],
            found.labour,
            found.capacities[0],
        ];
        for (got, wanted) in all.iter().zip([10.0, 10.0, 10.0, 0.25, 0.25]) {
            assert!((got - wanted).abs() < 1e-6, "{all:?}");
        }
        assert!(frontier(&mines, &[0.0], 30.0, &InteriorPoint).is_err());
        let endless = [mine(0.0, f64::INFINITY)];
        let error = frontier(&endless, &[1.0], 30.0, &InteriorPoint).unwrap_err();
        assert_eq!(error.found, "plans of any value");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// With one way of making each product and labour alone scarce, outputs are Leontief's and prices are labour values.
        #[test]
        fn parity_frontier_and_leontief(seed in any::<u64>(), size in 1_usize..12) {
            let (table, wanted) = economy(seed, size, 0.5);
            let labour: Vec<f64> = (0..size).map(|j| 1.0 + 0.1 * j as f64).collect();
            let outputs = Leontief::new(&table).unwrap().gross(&wanted).unwrap();
            let needed: f64 = outputs.iter().zip(&labour).map(|(x, l)| x * l).sum();
            let ways = activities(&table, &labour, &vec![f64::INFINITY; size]).unwrap();
            let found = frontier(&ways, &wanted, 3.0 * needed, &InteriorPoint).unwrap();
            prop_assert!((found.level - 3.0).abs() < 1e-5);
            for (j, output) in found.outputs.iter().enumerate() {
                prop_assert!((output / outputs[j] - 3.0).abs() < 1e-4);
                let inputs: f64 = table.column(j).map(|cell| table.values()[cell] * found.products[table.rows()[cell]]).sum();
                prop_assert!((found.products[j] - inputs - labour[j] * found.labour).abs() < 1e-6);
            }
        }
    }
}
