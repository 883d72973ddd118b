//! Tests of rationed execution: the published course, conservation, priority, bad input.

use super::{Economy, Given, Law, Rationing, State};
use crate::leontief::Leontief;
use crate::reference::{Loss, three_branches};
use crate::table::Table;
use crate::testing::economy;
use proptest::prelude::*;

/// A random table, final use, and the outputs that give it.
fn at_rest(seed: u64, size: usize, density: f64) -> (Table, Vec<f64>, Vec<f64>) {
    let (table, finals) = economy(seed, size, density);
    let outputs = Leontief::new(&table).unwrap().gross(&finals).unwrap();
    (table, finals, outputs)
}

#[test]
fn known_course_of_boario() {
    let run = three_branches(&Loss::default(), 365).unwrap();
    // As BoARIO 0.7.2 wrote them: some rows to five digits, some and the sums in full.
    let five_digits = [
        (30, [0.93218, 0.70283, 0.96845]),
        (60, [0.93299, 0.70639, 0.96883]),
        (95, [0.99576, 0.99307, 0.99785]),
        (120, [1.00015, 1.01438, 1.00006]),
    ];
    let full = [
        (
            80,
            [
                0.960_854_901_405_931_9,
                0.840_089_225_427_008_8,
                0.981_616_574_201_804,
            ],
        ),
        (
            200,
            [
                1.000_484_105_317_047_7,
                1.016_078_234_432_215,
                1.000_191_601_471_107,
            ],
        ),
        (
            364,
            [
                1.000_504_588_811_379_3,
                1.001_291_896_579_759_3,
                1.000_280_857_751_242_5,
            ],
        ),
    ];
    let rows = five_digits.iter().map(|row| (row, 6e-6));
    for ((day, wanted), tolerance) in rows.chain(full.iter().map(|row| (row, 1e-13))) {
        for (got, wanted) in run.relative[*day].iter().zip(wanted) {
            assert!(
                (got - wanted).abs() < tolerance,
                "row {day}: {got}, wanted {wanted}"
            );
        }
    }
    let lost = [
        4.976_434_536_336_148,
        19.377_824_851_457_145,
        2.322_904_343_419_824_4,
    ];
    for (got, wanted) in run.lost.iter().zip(lost) {
        assert!((got - wanted).abs() < 1e-11, "{got}, wanted {wanted}");
    }
}

/// The equations of the head of the file over a whole square table, zeros included, one line each.
fn dense_step(a: &[Vec<f64>], law: &Law, state: &mut [Vec<f64>; 4], given: &Given<'_>) -> Vec<f64> {
    let n = a.len();
    let [stocks, orders, alpha, output] = state;
    let demand: Vec<f64> = (0..n)
        .map(|i| (0..n).map(|j| orders[i * n + j]).sum::<f64>() + given.finals[i])
        .collect();
    for i in 0..n {
        let scarcity = (demand[i] - output[i]) / demand[i];
        let pull = if scarcity.abs() > 1e-12 {
            (law.most - alpha[i]) * scarcity
        } else {
            law.base - alpha[i]
        };
        alpha[i] = (alpha[i] + pull / law.surge_time).max(law.base);
    }
    let wanted: Vec<f64> = (0..n)
        .map(|i| demand[i].min(given.capacity[i] * alpha[i]))
        .collect();
    for j in 0..n {
        let part = (0..n).map(|i| {
            let needed = law.slack * law.cover[i] * a[i][j] * wanted[j];
            if needed > 0.0 {
                (stocks[i * n + j] / needed).min(1.0)
            } else {
                1.0
            }
        });
        output[j] = wanted[j] * part.fold(1.0, f64::min);
    }
    for i in 0..n {
        for j in 0..n {
            let cell = i * n + j;
            stocks[cell] += orders[cell] * output[i] / demand[i] - a[i][j] * output[j];
            let gap = law.cover[i] * a[i][j] * wanted[j] - stocks[cell];
            orders[cell] = a[i][j] * output[j] + gap.max(0.0) / law.restock_time;
        }
    }
    output.clone()
}

#[test]
fn parity_kept_cells_and_the_whole_square() {
    for seed in 0..20 {
        let size = 12;
        let (table, finals, x) = at_rest(seed, size, 0.3);
        let a: Vec<Vec<f64>> = (0..size)
            .map(|i| (0..size).map(|j| table.at(i, j)).collect())
            .collect();
        let law = Law::boario(size);
        let square = |of: &dyn Fn(usize, usize) -> f64| {
            (0..size * size)
                .map(|at| of(at / size, at % size))
                .collect()
        };
        let mut dense: [Vec<f64>; 4] = [
            square(&|i, j| law.cover[i] * a[i][j] * x[j]),
            square(&|i, j| a[i][j] * x[j]),
            vec![1.0; size],
            x.clone(),
        ];
        let economy = Economy::new(table, law.clone(), &Rationing::Proportional, 1).unwrap();
        let (mut state, mut flows) = (economy.at_rest(&x).unwrap(), economy.flows());
        for day in 0..120_u32 {
            let mut capacity = x.clone();
            capacity[(seed % 12) as usize] *= if day < 60 { 0.5 } else { 1.0 };
            let given = Given {
                capacity: &capacity,
                finals: &finals,
                target: None,
            };
            economy.step(&mut state, &given, &mut flows).unwrap();
            let whole = dense_step(&a, &law, &mut dense, &given);
            for (one, other) in flows.output.iter().zip(&whole) {
                assert!(
                    (one - other).abs() <= 1e-11 * other,
                    "{seed} {day}: {one} {other}"
                );
            }
        }
    }
}

#[test]
fn law_rest_is_rest() {
    let (table, finals, x) = at_rest(3, 9, 0.5);
    let economy = Economy::new(table, Law::boario(9), &Rationing::Proportional, 1).unwrap();
    let (mut state, mut flows) = (economy.at_rest(&x).unwrap(), economy.flows());
    for _ in 0..300 {
        let given = Given {
            capacity: &x,
            finals: &finals,
            target: None,
        };
        economy.step(&mut state, &given, &mut flows).unwrap();
    }
    for (now, then) in flows.output.iter().zip(&x) {
        assert!((now / then - 1.0).abs() < 1e-12, "{now} {then}");
    }
}

/// Steel is cut by half. By proportion all lose; by priority arms lose nothing, the last in line most.
#[test]
fn law_priority_serves_its_classes_in_order() {
    let names = ["steel", "arms", "pots"];
    let table = Table::new(&names, &[&[0.0, 0.4, 0.4], &[0.0; 3], &[0.0; 3]]).unwrap();
    let priority = Rationing::Priority {
        branches: vec![0, 0, 1],
        finals: vec![2],
    };
    let end = |rationing: &Rationing| {
        let economy = Economy::new(table.clone(), Law::boario(3), rationing, 1).unwrap();
        let normal = [10.0, 10.0, 10.0];
        let (mut state, mut flows) = (economy.at_rest(&normal).unwrap(), economy.flows());
        for _ in 0..200 {
            let given = Given {
                capacity: &[5.0, 10.0, 10.0],
                finals: &[2.0, 10.0, 10.0],
                target: None,
            };
            economy.step(&mut state, &given, &mut flows).unwrap();
        }
        flows.output
    };
    let (fair, ranked) = (end(&Rationing::Proportional), end(&priority));
    assert!(
        (fair[1] - fair[2]).abs() < 1e-9 && fair[1] < 9.0,
        "{fair:?}"
    );
    assert!(ranked[1] > 9.999 && ranked[2] < fair[2], "{ranked:?}");
}

#[test]
fn law_targets_beyond_demand_leave_goods_unsold() {
    let table = Table::new(&["coal"], &[&[0.2]]).unwrap();
    let economy = Economy::new(table, Law::boario(1), &Rationing::Proportional, 1).unwrap();
    let (mut state, mut flows) = (economy.at_rest(&[10.0]).unwrap(), economy.flows());
    let given = Given {
        capacity: &[20.0],
        finals: &[8.0],
        target: Some(&[12.0]),
    };
    economy.step(&mut state, &given, &mut flows).unwrap();
    assert!((flows.output[0] - 12.0).abs() < 1e-12 && (flows.unsold[0] - 2.0).abs() < 1e-12);
}

#[test]
fn known_faults_of_a_law_and_of_a_step() {
    let table = Table::new(&["coal"], &[&[0.2]]).unwrap();
    let refused = |law: Law| {
        let made = Economy::new(table.clone(), law, &Rationing::Proportional, 1);
        made.unwrap_err().to_string()
    };
    let law = Law::boario(1);
    let short = refused(Law {
        cover: vec![1.0],
        ..law.clone()
    });
    assert!(
        short.starts_with("wanted stock of product 1: found 1 steps, wanted at least 1.25 steps"),
        "{short}"
    );
    assert!(
        refused(Law {
            slack: f64::NAN,
            ..law.clone()
        })
        .contains("slack of stocks: found NaN")
    );
    assert!(
        refused(Law {
            most: 0.5,
            ..law.clone()
        })
        .contains("at least 1")
    );
    assert!(
        refused(Law {
            restock_time: 0.0,
            ..law.clone()
        })
        .contains("restock_time: found 0")
    );
    let gap = Rationing::Priority {
        branches: vec![9],
        finals: vec![0],
    };
    assert!(Economy::new(table.clone(), law.clone(), &gap, 1).is_err());
    let economy = Economy::new(table, law, &Rationing::Proportional, 1).unwrap();
    let (mut state, mut flows) = (economy.at_rest(&[10.0]).unwrap(), economy.flows());
    let before = state.clone();
    let given = Given {
        capacity: &[f64::NAN],
        finals: &[8.0],
        target: None,
    };
    let error = economy.step(&mut state, &given, &mut flows).unwrap_err();
    assert_eq!(error.what, "capacity, entry 1");
    assert_eq!(state, before);
}

proptest! {
    /// Stocks in + delivered - used = stocks out, and what is made is what is delivered or left: in every cell, every step.
    #[test]
    fn law_nothing_is_lost(seed in any::<u64>(), size in 1_usize..12, by_rank in any::<bool>(), cut in 0.0_f64..1.0) {
        let (table, wanted, x) = at_rest(seed, size, 0.5);
        let finals: Vec<f64> = wanted.into_iter().flat_map(|f| [0.3 * f, 0.7 * f]).collect();
        let ranked = Rationing::Priority { branches: (0..size).map(|j| j % 3).collect(), finals: vec![0, 3] };
        let rationing = if by_rank { ranked } else { Rationing::Proportional };
        prop_assume!(!by_rank || size > 2);
        let economy = Economy::new(table, Law::boario(size), &rationing, 2).unwrap();
        let (mut state, mut flows): (State, _) = (economy.at_rest(&x).unwrap(), economy.flows());
        let mut capacity = x.clone();
        capacity[0] *= cut;
        for _ in 0..60 {
            let before = state.stocks.clone();
            let given = Given { capacity: &capacity, finals: &finals, target: None };
            economy.step(&mut state, &given, &mut flows).unwrap();
            let mut gone = flows.unsold.clone();
            for cell in 0..before.len() {
                let after = before[cell] + flows.delivered[cell] - flows.used[cell];
                prop_assert!(state.stocks[cell] >= 0.0);
                prop_assert!((after - state.stocks[cell]).abs() <= 1e-12 * (1.0 + after.abs()));
                gone[economy.table().rows()[cell]] += flows.delivered[cell];
            }
            for i in 0..size {
                gone[i] += flows.finals[i] + flows.finals[size + i];
                prop_assert!((gone[i] - flows.output[i]).abs() <= 1e-11 * (1.0 + gone[i]), "{} {}", gone[i], flows.output[i]);
                prop_assert!(flows.output[i] <= capacity[i] * state.alpha[i] * (1.0 + 1e-12));
            }
        }
    }
}
