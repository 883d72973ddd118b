//! How a plan is carried out when inputs run short: quantities alone, no prices (ARIO).
//!
//! Hallegatte, "Modeling the role of inventories and heterogeneity in the assessment of the economic costs of natural disasters",
//! Risk Analysis 34 (2014) 152-167, source `hallegatte-2014`, as in the program BoARIO 0.7.2, source `boario-0-7-2`, whose
//! equations these are. For branches i that deliver and j that use, at each step:
//!
//! ```text
//! D_i = sum_j O_ij + Y_i               cap_i = X0_i (1 - delta_i) alpha_i       x_i^opt = min(D_i, cap_i)
//! Omega_ij = psi n_i a_ij x_j^opt      x_j = x_j^opt min_i min(1, S_ij / Omega_ij)
//! delivered_ij = O_ij x_i / D_i        S_ij += delivered_ij - a_ij x_j
//! O_ij = a_ij x_j + (1 / tau_inv) max(0, n_i a_ij x_j^opt - S_ij)
//! alpha_i += (alpha_max - alpha_i) scarcity_i / tau_a,    or   (alpha_base - alpha_i) / tau_a   if scarcity_i = 0
//! scarcity_i = (D_i - x_i) / D_i
//! ```
//!
//! Order of a step: overproduction, production, distribution, orders. Grade A (T24): the course of a run of BoARIO is met
//! to the last digits. `ours`: rationing by [`Rationing::Priority`], outputs held down by a target, several kinds of final
//! use, and what nobody ordered, which is kept apart as `unsold`.

use crate::fault::{Fault, above_zero, not_negative, same_length};
use crate::table::Table;

/// Who goes short when a product does not suffice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rationing {
    /// Everybody in the same proportion, as published.
    Proportional,
    /// Classes one after the other, 0 first; within a class in proportion. `ours`, after what is told of Soviet practice. A branch that
    /// uses its own product can starve itself if others are served before it.
    Priority {
        /// Class of each branch as a user of inputs.
        branches: Vec<usize>,
        /// Class of each kind of final use.
        finals: Vec<usize>,
    },
}

/// The parameters of the law.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// psi: part of the wanted stock below which output suffers, 0.8 in BoARIO [no unit].
    pub slack: f64,
    /// `alpha_max`: most that a branch can make over its capacity, 1.25 in BoARIO [no unit].
    pub most: f64,
    /// `alpha_base`: what it makes in peace, 1 in BoARIO [no unit].
    pub base: f64,
    /// `tau_a`: time in which overproduction builds up, 365 days in BoARIO [in steps].
    pub surge_time: f64,
    /// `tau_inv`: time in which stocks are filled up, 60 days in BoARIO [in steps].
    pub restock_time: f64,
    /// n: wanted stock of each product with its users, 90 days in BoARIO [steps of use].
    pub cover: Vec<f64>,
}

impl Law {
    /// Defaults of BoARIO 0.7.2 for steps of one day, for `size` branches.
    pub fn boario(size: usize) -> Self {
        Self {
            slack: 0.8,
            most: 1.25,
            base: 1.0,
            surge_time: 365.0,
            restock_time: 60.0,
            cover: vec![90.0; size],
        }
    }
}

/// An economy that can be stepped: table, law and rationing, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Economy {
    table: Table,
    law: Law,
    branches: Vec<usize>,
    finals: Vec<usize>,
    classes: usize,
}

/// Where the economy stands between two steps. Cells are those of [`Table::rows`].
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Stock of product i with its user j, by cell [units of i].
    pub stocks: Vec<f64>,
    /// Orders of j with i for the next step, by cell [units of i a step].
    pub orders: Vec<f64>,
    /// Overproduction of each branch [no unit].
    pub alpha: Vec<f64>,
    /// Output of the last step [units a step].
    pub output: Vec<f64>,
}

/// What a step is given from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given<'a> {
    /// X0 (1 - delta): capacity of each branch without overproduction [units a step].
    pub capacity: &'a [f64],
    /// Final use wanted, kind after kind, each with one number for each branch [units a step].
    pub finals: &'a [f64],
    /// Output that a branch is told to make, whoever ordered it; if none, it makes what is ordered [units a step].
    pub target: Option<&'a [f64]>,
}

/// What happened in a step. Made once with [`Economy::flows`] and written anew by each step.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// Orders and final use together, by branch [units a step].
    pub demand: Vec<f64>,
    /// x^opt: output that orders and capacity allow [units a step].
    pub wanted: Vec<f64>,
    /// Output [units a step].
    pub output: Vec<f64>,
    /// Delivered to users, by cell [units of the product a step].
    pub delivered: Vec<f64>,
    /// Used up, by cell [units of the product a step].
    pub used: Vec<f64>,
    /// Delivered to final use, kind after kind [units a step].
    pub finals: Vec<f64>,
    /// Made and ordered by nobody; zero unless there are targets [units a step].
    pub unsold: Vec<f64>,
    /// Demand by branch and class, then the part of it that is met.
    by_class: Vec<f64>,
}

impl Economy {
    /// An economy with `kinds` kinds of final use.
    ///
    /// # Errors
    /// A parameter out of bounds, a list of the wrong length, or stocks that do not last a step: with psi n below 1 a branch
    /// could use more than it holds.
    pub fn new(table: Table, law: Law, rationing: &Rationing, kinds: usize) -> Result<Self, Fault> {
        let size = table.size();
        sound(&law, size)?;
        let (branches, finals) = match rationing {
            Rationing::Proportional => (vec![0; size], vec![0; kinds]),
            Rationing::Priority { branches, finals } => (branches.clone(), finals.clone()),
        };
        same_length("classes of branches", branches.len(), size)?;
        same_length("classes of final use", finals.len(), kinds)?;
        let classes = branches
            .iter()
            .chain(&finals)
            .max()
            .map_or(1, |most| most + 1);
        if classes > size + kinds {
            let hint = "number the classes from 0 without gaps";
            let most = format!("at most {}", size + kinds - 1);
            return Err(Fault::new("classes of priority", classes - 1, most, hint));
        }
        Ok(Self {
            table,
            law,
            branches,
            finals,
            classes,
        })
    }

    /// The table.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The state of rest at outputs `normal` [units a step]: full stocks, orders of what is used.
    ///
    /// # Errors
    /// Outputs of the wrong length, below zero or no number.
    pub fn at_rest(&self, normal: &[f64]) -> Result<State, Fault> {
        same_length("normal outputs", normal.len(), self.table.size())?;
        not_negative("normal outputs", normal)?;
        let mut orders = vec![0.0; self.table.cells()];
        let mut stocks = orders.clone();
        for (j, output) in normal.iter().enumerate() {
            for cell in self.table.column(j) {
                orders[cell] = self.table.values()[cell] * output;
                stocks[cell] = self.law.cover[self.table.rows()[cell]] * orders[cell];
            }
        }
        Ok(State {
            stocks,
            orders,
            alpha: vec![self.law.base; self.table.size()],
            output: normal.to_vec(),
        })
    }

    /// Room for the flows of a step.
    pub fn flows(&self) -> Flows {
        let (size, cells) = (self.table.size(), self.table.cells());
        Flows {
            demand: vec![0.0; size],
            wanted: vec![0.0; size],
            output: vec![0.0; size],
            delivered: vec![0.0; cells],
            used: vec![0.0; cells],
            finals: vec![0.0; size * self.finals.len()],
            unsold: vec![0.0; size],
            by_class: vec![0.0; size * self.classes],
        }
    }

    /// One step: changes the state, writes the flows. Nothing is allocated, and what was in `flows` does not matter.
    ///
    /// # Errors
    /// A list of the wrong length, or an entry below zero or no number; nothing is changed then.
    pub fn step(
        &self,
        state: &mut State,
        given: &Given<'_>,
        flows: &mut Flows,
    ) -> Result<(), Fault> {
        self.check(state, given, flows)?;
        self.demand(state, given, flows);
        self.surge(state, flows);
        self.produce(state, given, flows);
        self.share_out(flows);
        self.deliver(state, given, flows);
        Ok(())
    }

    fn check(&self, state: &State, given: &Given<'_>, flows: &Flows) -> Result<(), Fault> {
        let (size, cells) = (self.table.size(), self.table.cells());
        same_length("capacity", given.capacity.len(), size)?;
        not_negative("capacity", given.capacity)?;
        same_length("final use", given.finals.len(), size * self.finals.len())?;
        not_negative("final use", given.finals)?;
        if let Some(target) = given.target {
            same_length("targets", target.len(), size)?;
            not_negative("targets", target)?;
        }
        same_length("stocks", state.stocks.len(), cells)?;
        same_length("orders", state.orders.len(), cells)?;
        same_length("overproduction", state.alpha.len(), size)?;
        same_length("outputs of the last step", state.output.len(), size)?;
        same_length("room for deliveries", flows.delivered.len(), cells)?;
        same_length(
            "room for classes",
            flows.by_class.len(),
            size * self.classes,
        )
    }

    fn demand(&self, state: &State, given: &Given<'_>, flows: &mut Flows) {
        let rows = self.table.rows();
        flows.by_class.fill(0.0);
        for (j, class) in self.branches.iter().enumerate() {
            for cell in self.table.column(j) {
                flows.by_class[rows[cell] * self.classes + class] += state.orders[cell];
            }
        }
        for (finals, class) in given
            .finals
            .chunks_exact(self.table.size())
            .zip(&self.finals)
        {
            for (i, wanted) in finals.iter().enumerate() {
                flows.by_class[i * self.classes + class] += wanted;
            }
        }
        for (demand, by_class) in flows
            .demand
            .iter_mut()
            .zip(flows.by_class.chunks_exact(self.classes))
        {
            *demand = by_class.iter().sum();
        }
    }

    /// Overproduction answers to the demand of this step and the output of the last one.
    fn surge(&self, state: &mut State, flows: &Flows) {
        let law = &self.law;
        for ((alpha, output), demand) in
            state.alpha.iter_mut().zip(&state.output).zip(&flows.demand)
        {
            let scarcity = if *demand > 0.0 {
                (demand - output) / demand
            } else {
                0.0
            };
            // Rounding alone is no scarcity. A surplus is one below zero, as in BoARIO, and takes overproduction off.
            let pull = if scarcity.abs() > NOTHING {
                (law.most - *alpha) * scarcity
            } else {
                law.base - *alpha
            };
            *alpha = (*alpha + pull / law.surge_time).max(law.base);
        }
    }

    fn produce(&self, state: &mut State, given: &Given<'_>, flows: &mut Flows) {
        let (rows, values) = (self.table.rows(), self.table.values());
        for j in 0..self.table.size() {
            let asked = given.target.map_or(flows.demand[j], |target| target[j]);
            let wanted = asked.min(given.capacity[j] * state.alpha[j]);
            let mut part = 1.0_f64;
            for cell in self.table.column(j) {
                let needed = self.law.slack * self.law.cover[rows[cell]] * values[cell] * wanted;
                if state.stocks[cell] < needed {
                    part = part.min(state.stocks[cell] / needed);
                }
            }
            flows.wanted[j] = wanted;
            flows.output[j] = wanted * part;
            state.output[j] = flows.output[j];
        }
    }

    /// From demand by class to the part of it that is met, class after class.
    fn share_out(&self, flows: &mut Flows) {
        let per_branch = flows.by_class.chunks_exact_mut(self.classes);
        for ((by_class, output), unsold) in per_branch.zip(&flows.output).zip(&mut flows.unsold) {
            let mut left = *output;
            for demand in by_class {
                let given = left.min(*demand);
                left -= given;
                *demand = if *demand > 0.0 { given / *demand } else { 0.0 };
            }
            *unsold = left;
        }
    }

    fn deliver(&self, state: &mut State, given: &Given<'_>, flows: &mut Flows) {
        let (rows, values) = (self.table.rows(), self.table.values());
        for (j, class) in self.branches.iter().enumerate() {
            for cell in self.table.column(j) {
                let i = rows[cell];
                let delivered = state.orders[cell] * flows.by_class[i * self.classes + class];
                let used = values[cell] * flows.output[j];
                let stock = state.stocks[cell] + delivered - used;
                let goal = self.law.cover[i] * values[cell] * flows.wanted[j];
                flows.delivered[cell] = delivered;
                flows.used[cell] = used;
                state.stocks[cell] = stock;
                state.orders[cell] = used + (goal - stock).max(0.0) / self.law.restock_time;
            }
        }
        let size = self.table.size();
        for (at, (got, wanted)) in flows.finals.iter_mut().zip(given.finals).enumerate() {
            let class = self.finals[at / size];
            *got = wanted * flows.by_class[(at % size) * self.classes + class];
        }
    }
}

/// Scarcity that is rounding [no unit].
const NOTHING: f64 = 1e-12;

fn sound(law: &Law, size: usize) -> Result<(), Fault> {
    same_length("wanted stocks", law.cover.len(), size)?;
    above_zero("surge_time", law.surge_time)?;
    above_zero("restock_time", law.restock_time)?;
    above_zero("overproduction at rest", law.base)?;
    if !(law.slack > 0.0 && law.slack <= 1.0) {
        let hint = "0.8 is BoARIO's";
        return Err(Fault::new(
            "slack of stocks",
            law.slack,
            "above 0, at most 1",
            hint,
        ));
    }
    if !(law.most.is_finite() && law.most >= law.base) {
        let wanted = format!("at least {}, what is made in peace", law.base);
        return Err(Fault::new(
            "most overproduction",
            law.most,
            wanted,
            "1.25 is BoARIO's",
        ));
    }
    let short = law
        .cover
        .iter()
        .position(|cover| !(cover.is_finite() && law.slack * cover >= 1.0));
    short.map_or(Ok(()), |at| {
        Err(Fault::new(
            format!("wanted stock of product {}", at + 1),
            format!("{} steps", law.cover[at]),
            format!("at least {:.2} steps", 1.0 / law.slack),
            "with less a branch could use up more in a step than it holds; hold more or take shorter steps",
        ))
    })
}

#[cfg(test)]
mod tests;
