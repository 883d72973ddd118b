//! The replication bench: every mechanism in its paper's own setting, with what the paper has and what we get.
//!
//! Rows T1-T37 carry the numbers of the docking table; rows S1-S8 are the samplers, against exact laws worked out here by
//! recurrence and not by the code under test.

mod crowd;
pub mod lattice;
mod leaders;
mod planning;
mod protest;
mod samplers;
mod screening;

use crate::decision::procurement::{Order, inflexible, kept};
use crate::truth::kolkhoz::work_ratio;
use crate::truth::migration::{allen, harris_todaro};
use engine::calendar::{WEEKS_PER_YEAR, working_days};
use engine::ipf::{Margin, fit};

/// One row of the bench.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Number.
    pub id: &'static str,
    /// File of the mechanism.
    pub module: &'static str,
    /// What is run, and whose it is.
    pub setting: &'static str,
    /// What the source has.
    pub expected: String,
    /// What we get.
    pub got: String,
    /// How far they may lie apart.
    pub tolerance: String,
    /// A: numbers reproduce; B: within sampling; C: signs only; X: published and does not reproduce.
    pub grade: &'static str,
    /// Whether the expected outcome occurred.
    pub holds: bool,
}

/// Some rows that belong together.
pub type Part = fn() -> Vec<Row>;

/// All rows of this version, in order, in parts that can be run one after the other. The lattices of some parts use all threads
/// of the pool in which they run; no number depends on how many those are.
pub fn parts() -> Vec<Part> {
    let mut parts = protest::PARTS.to_vec();
    parts.extend([
        crowd::rows as Part,
        planning::rows,
        leaders::rows,
        screening::rows,
        population,
        samplers::rows,
    ]);
    parts
}

/// All rows of this version, in order.
pub fn rows() -> Vec<Row> {
    parts().into_iter().flat_map(|part| part()).collect()
}

/// Movement, margins and the calendar.
fn population() -> Vec<Row> {
    vec![
        sen(),
        meng_qian_yared(),
        sign_reversal(),
        allen_50(),
        allen_50a(),
        harris_todaro_rest(),
        ipf(),
        calendar(),
    ]
}

/// A row of figures that must all agree.
fn figures(
    id: &'static str,
    module: &'static str,
    setting: &'static str,
    pairs: &[(f64, f64)],
    tolerance: f64,
) -> Row {
    let list = |of: &dyn Fn(&(f64, f64)) -> f64| {
        let words: Vec<String> = pairs.iter().map(|pair| format!("{}", of(pair))).collect();
        words.join(", ")
    };
    let rounded = |value: f64| (value * 1e12).round() / 1e12;
    Row {
        id,
        module,
        setting,
        expected: list(&|(expected, _)| *expected),
        got: list(&|(_, got)| rounded(*got)),
        tolerance: format!("{tolerance:e}"),
        grade: "A",
        holds: pairs
            .iter()
            .all(|(expected, got)| (expected - got).abs() <= tolerance),
    }
}

/// Sen 1966: work over efficient work on a farm of ten, by the share paid by need.
fn sen() -> Row {
    let wanted = [1.399, 1.206, 1.0, 0.775, 0.520, 0.193];
    let pairs: Vec<(f64, f64)> = (0..)
        .zip(wanted)
        .map(|(fifths, wanted)| (wanted, work_ratio(0.6, 10.0, f64::from(fifths) / 5.0)))
        .collect();
    let setting = "Sen 1966: elasticity 0.6, ten members, by need 0 to 1; efficient where the share by work is the elasticity";
    figures("T31", "truth/kolkhoz", setting, &pairs, 1e-3)
}

/// Meng, Qian and Yared 2015: what is kept after a harvest below expectation, and how the sign turns with the rule.
fn meng_qian_yared() -> Row {
    let kept_of = |shock: f64, mean: f64| {
        let order = Order::Amount(inflexible(mean, 0.85, 1.0));
        kept((1.0 - shock) * mean, order)
    };
    let table = [
        (0.1, [0.75, 0.73, 0.70, 0.65]),
        (0.2, [0.65, 0.61, 0.55, 0.45]),
        (0.3, [0.55, 0.49, 0.40, 0.25]),
    ];
    let means = [1.0, 1.2, 1.5, 2.0];
    let pairs: Vec<(f64, f64)> = table
        .iter()
        .flat_map(|(shock, row)| {
            let cells = means.iter().zip(row);
            cells.map(|(mean, wanted)| (*wanted, kept_of(*shock, *mean)))
        })
        .collect();
    let setting = "Meng, Qian and Yared 2015, algebra: kept after a shock of 0.1, 0.2, 0.3, expected 1, 1.2, 1.5, 2";
    figures("T32", "decision/procurement", setting, &pairs, 1e-9)
}

/// The same, as a slope over regions: minus the shock if procurement is fixed, (1 - share)(1 - shock) if it is a share.
fn sign_reversal() -> Row {
    let slope = |order: &dyn Fn(f64) -> Order| {
        (kept(0.8 * 1.5, order(1.5)) - kept(0.8 * 1.2, order(1.2))) / 0.3
    };
    let fixed = slope(&|mean| Order::Amount(inflexible(mean, 0.85, 1.0)));
    let share = slope(&|_| Order::Share(0.3));
    let pairs = [(-0.2, fixed), (0.56, share)];
    let setting = "Meng, Qian and Yared 2015, algebra: slope over regions, inflexible and proportional, shock 0.2";
    figures("T32a", "decision/procurement", setting, &pairs, 1e-9)
}

fn allen_50() -> Row {
    let at = |relative| allen(0.01875, 0.018_375, relative);
    let pairs = [(0.011_625, at(1.6)), (0.024_75, at(2.3))];
    figures(
        "T33",
        "truth/migration",
        "Allen 2003, equation (50), at 1.6 and 2.3",
        &pairs,
        1e-9,
    )
}

fn allen_50a() -> Row {
    let at = |relative| allen(0.005, 0.001, relative);
    let pairs = [(0.0070, at(1.6)), (0.0105, at(2.3))];
    figures(
        "T33a",
        "truth/migration",
        "Allen 2003, equation (50A), at 1.6 and 2.3",
        &pairs,
        1e-9,
    )
}

/// People move by the difference of wages until nobody does; the town must then hold the labour of the paper's condition.
fn harris_todaro_rest() -> Row {
    let mut labour = 60.0;
    for _ in 0..10_000 {
        labour += harris_todaro(1.0, 2.5, 40.0, labour);
    }
    let pairs = [(100.0, labour)];
    let setting = "Harris and Todaro 1970: where movement stops, wages 1 and 2.5, 40 employed";
    figures("T34", "truth/migration", setting, &pairs, 1e-9)
}

/// Margins met, and the odds ratio of the seed kept: Deming and Stephan 1940.
fn ipf() -> Row {
    let mut cells = vec![1.0, 2.0, 3.0, 4.0];
    let margin = |entry: [usize; 4], totals: [f64; 2]| Margin {
        name: String::new(),
        entry: entry.into_iter().map(Some).collect(),
        totals: totals.to_vec(),
    };
    let margins = [
        margin([0, 0, 1, 1], [40.0, 60.0]),
        margin([0, 1, 0, 1], [30.0, 70.0]),
    ];
    let met = fit(&mut cells, &margins, 1e-12).is_ok();
    let odds = cells[0] * cells[3] / (cells[1] * cells[2]);
    let pairs = [
        (40.0, cells[0] + cells[1]),
        (30.0, cells[0] + cells[2]),
        (2.0 / 3.0, odds),
    ];
    let row = figures(
        "T34a",
        "engine/ipf",
        "Deming and Stephan 1940: margins, and the odds ratio of the seed",
        &pairs,
        1e-9,
    );
    Row {
        holds: row.holds && met,
        ..row
    }
}

fn calendar() -> Row {
    let expected = [300, 300, 300, 301, 299];
    let got: Vec<u32> = (1933..=1937).map(working_days).collect();
    let words = |days: &[u32]| {
        days.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    Row {
        id: "T35",
        module: "engine/calendar",
        setting: "six-day week: working days of 1933-37, and 60 weeks a year",
        expected: words(&expected),
        got: words(&got),
        tolerance: "exact".to_owned(),
        grade: "A",
        holds: got == expected && WEEKS_PER_YEAR == 60,
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn known_every_row_of_the_bench_holds() {
        let rows = rows();
        let broken: Vec<_> = rows.iter().filter(|row| !row.holds).collect();
        assert!(broken.is_empty(), "{broken:?}");
        assert_eq!(rows.len(), 68);
        for held in crate::rows::HELD {
            for (id, grade) in held.docked {
                let row = rows.iter().find(|row| row.id == *id);
                let found = row.map(|row| row.grade);
                assert_eq!(found, Some(*grade), "{} rests on {id}", held.row);
            }
        }
    }
}
