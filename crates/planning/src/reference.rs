//! The run of BoARIO to which [`crate::ario`] is held: one region, three branches, a loss of capacity in the second.
//!
//! Source `boario-0-7-2`: Z = [[20, 40, 10], [30, 60, 30], [10, 20, 40]], x = (200, 300, 250) a year, steps of one day, orders by
//! the published rule ("noalt"). On day 5 branch B loses 30 per cent of its capacity for 60 days and gets it back on a
//! straight line in 30 days. In the rows that BoARIO writes, counted from 0, this bites first in row 6 and is first less in row
//! 68: its order of events puts both off, and [`Loss::default`] says so in our days. Grade A (T24).

use crate::ario::{Economy, Given, Law, Rationing};
use crate::fault::Fault;
use crate::table::Table;

/// When and how much capacity the second branch loses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Part lost [no unit].
    pub part: f64,
    /// First day.
    pub from: usize,
    /// Days of the whole loss.
    pub days: usize,
    /// Days in which it comes back.
    pub recovery: usize,
}

impl Default for Loss {
    fn default() -> Self {
        Self {
            part: 0.3,
            from: 6,
            days: 62,
            recovery: 30,
        }
    }
}

impl Loss {
    /// Part of the capacity that is missing on a day.
    pub fn on(&self, day: usize) -> f64 {
        let end = self.from + self.days;
        if day < self.from {
            return 0.0;
        }
        let back = (day + 1).saturating_sub(end) as f64 / self.recovery as f64;
        self.part * (1.0 - back).max(0.0)
    }
}

/// Outputs day by day, and what was lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Output over normal output of the three branches, one entry a day.
    pub relative: Vec<[f64; 3]>,
    /// Output lost over the whole run [days of normal output].
    pub lost: [f64; 3],
}

/// Runs the three branches for some days.
///
/// # Errors
/// None that a loss between 0 and 1 could cause.
pub fn three_branches(loss: &Loss, days: usize) -> Result<Run, Fault> {
    let flows = [[20.0, 40.0, 10.0], [30.0, 60.0, 30.0], [10.0, 20.0, 40.0]];
    let year = [200.0, 300.0, 250.0];
    let cells = flows.map(|row: [f64; 3]| [row[0] / year[0], row[1] / year[1], row[2] / year[2]]);
    let table = Table::new(&["A", "B", "C"], &[&cells[0], &cells[1], &cells[2]])?;
    let normal = year.map(|x| x / 365.0);
    let mut finals = [0.0; 3];
    for ((left, row), x) in finals.iter_mut().zip(flows).zip(year) {
        *left = (x - row.iter().sum::<f64>()) / 365.0;
    }
    let economy = Economy::new(table, Law::boario(3), &Rationing::Proportional, 1)?;
    let mut state = economy.at_rest(&normal)?;
    let mut flows = economy.flows();
    let mut run = Run {
        relative: Vec::with_capacity(days),
        lost: [0.0; 3],
    };
    for day in 0..days {
        let mut capacity = normal;
        capacity[1] *= 1.0 - loss.on(day);
        let given = Given {
            capacity: &capacity,
            finals: &finals,
            target: None,
        };
        economy.step(&mut state, &given, &mut flows)?;
        let mut relative = [0.0; 3];
        for (at, part) in relative.iter_mut().enumerate() {
            *part = flows.output[at] / normal[at];
            run.lost[at] += 1.0 - *part;
        }
        run.relative.push(relative);
    }
    Ok(run)
}
