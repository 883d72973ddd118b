//! Works: what branches hold and what they could make.
//!
//! ```text
//! capacity = X0 (K/K0)^aK (L/L0)^aL (Q/Q0)^b (1 - m)/(1 - m0) theta e B      [billion roubles of 1926/27 a year]
//! ```
//!
//! K capital, L labour, with shares aK and aL of Cheremukhin and others (source `cheremukhin-2017`, grade C); Q output since the start, with
//! Wright's exponent b (`planning::learning`); m machines that stand idle (`planning::wear`); theta quality of management, e effort
//! (`planning::tautness`), B what a record campaign does (`truth::campaign`). That they multiply is `ours`.

use crate::country::Now;
use crate::rules::Table as Rule;
use crate::setting::{Laws, SettingError};
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::table;
use crate::world::Process;
use libm::pow;
use planning::ario::{Economy, Flows, Law, Rationing, State};
use planning::fault::Fault;
use planning::line::Line;
use planning::table::Table as Coefficients;
use planning::tautness;

/// One number for each branch, in their order.
pub type ByBranch = [f64; BRANCHES];

/// Kinds of final use, in the order of the lists that `planning::ario` takes.
pub const USES: usize = 3;
/// Final use by the armed forces.
pub const DEFENCE: usize = 0;
/// Final use as investment.
pub const INVESTMENT: usize = 1;
/// Final use by households.
pub const HOUSEHOLDS: usize = 2;

/// What all runs of a setting share about works: worked out once.
#[derive(Clone, Debug)]
pub struct Works {
    /// Table, law and priorities.
    pub economy: Economy,
    /// Mean effort of the enterprises of a branch by the target of the branch over its capacity, in even steps from 0 to
    /// [`TAUTEST`], over that where the target is just capacity.
    efforts: Vec<f64>,
    /// What they were worked out from.
    managers: Managers,
    /// Stations of an enterprise.
    pub line: Line,
}

/// What efforts follow from: the manager's law, the least effort, and how far the enterprises of a branch differ.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Managers {
    law: tautness::Law,
    least: f64,
    spread: f64,
}

impl Managers {
    fn new(laws: &Laws) -> Result<Self, SettingError> {
        let bonus_kept = planning::ratchet::incentive(
            laws.one("marginal_bonus"),
            laws.one("manager_discount"),
            laws.one("ratchet_speed"),
        )
        .map_err(|fault| of("ratchet_speed", &fault))?;
        let law = tautness::Law::new(
            laws.one("plan_bonus"),
            bonus_kept,
            laws.one("output_noise"),
            laws.one("effort_cost"),
        )
        .map_err(|fault| of("output_noise", &fault))?;
        Ok(Self {
            law,
            least: laws.one("least_effort"),
            spread: laws.one("enterprise_spread"),
        })
    }

    /// Mean efforts at even steps of the target: a tenth of what a run takes, so settings of one case share them.
    fn efforts(&self) -> Result<Vec<f64>, SettingError> {
        let of_one = tautness::Efforts::new(&self.law, (0.0, 2.0 * TAUTEST), 801)
            .map_err(|fault| of("output_noise", &fault))?;
        let mean = |target: f64| mean_effort(&of_one, target, self.spread, self.least);
        let usual = mean(1.0);
        let targets =
            (0..=EFFORT_STEPS).map(|at| TAUTEST * f64::from(at) / f64::from(EFFORT_STEPS));
        Ok(targets.map(|target| mean(target) / usual).collect())
    }
}

fn of(about: &str, fault: &Fault) -> SettingError {
    SettingError::of(about, &fault.what, &fault.found, &fault.wanted, &fault.hint)
}

impl Works {
    /// Works out what the laws say of works. What `known` has worked out from the same numbers is taken from it; the result is the same.
    ///
    /// # Errors
    /// A table that is not productive, or a parameter that no law admits.
    pub fn new(laws: &Laws, known: Option<&Self>) -> Result<Self, SettingError> {
        let table = table::table(laws).map_err(|fault| of("coefficient", &fault))?;
        let economy = economy(laws, table).map_err(|fault| of("stock_cover", &fault))?;
        let managers = Managers::new(laws)?;
        let known = known.filter(|known| known.managers == managers);
        let efforts = match known {
            Some(known) => known.efforts.clone(),
            None => managers.efforts()?,
        };
        let slack = 1.0 + laws.one("station_slack");
        let line = Line::new(vec![1.0, slack, slack, slack])
            .map_err(|fault| of("station_slack", &fault))?;
        Ok(Self {
            economy,
            efforts,
            managers,
            line,
        })
    }
}

/// Targets over capacity up to which efforts are told apart.
const TAUTEST: f64 = 2.0;
const EFFORT_STEPS: u32 = 200;

/// Mean effort of enterprises whose targets over capacity are log-normal about `target`: where some have given up, others still
/// try harder, so the branch bends and does not break (`ours`).
fn mean_effort(of_one: &tautness::Efforts, target: f64, spread: f64, least: f64) -> f64 {
    let nodes = (0..NODES).map(|node| -2.5 + 5.0 * f64::from(node) / f64::from(NODES - 1));
    let (mut sum, mut all) = (0.0, 0.0);
    for node in nodes {
        let weight = libm::exp(-node * node / 2.0);
        let own = target * libm::exp(spread * node - spread * spread / 2.0);
        sum += weight * of_one.at(own).max(least);
        all += weight;
    }
    sum / all
}

/// Points over which enterprises are spread.
const NODES: u32 = 21;

impl Works {
    /// Mean effort of a branch whose target is so much of its capacity; 1 where it is just that.
    pub fn effort(&self, target: f64) -> f64 {
        let place = target.clamp(0.0, TAUTEST) / TAUTEST * f64::from(EFFORT_STEPS);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number of steps"
        )]
        let low = (place as usize).min(EFFORT_STEPS as usize - 1);
        let part = place - low as f64;
        self.efforts[low] + part * (self.efforts[low + 1] - self.efforts[low])
    }
}

fn economy(laws: &Laws, table: Coefficients) -> Result<Economy, Fault> {
    let law = Law {
        slack: laws.one("stock_slack"),
        most: laws.one("overproduction_most"),
        base: 1.0,
        surge_time: laws.one("overproduction_time"),
        restock_time: laws.one("restock_time"),
        cover: laws.all("stock_cover").to_vec(),
    };
    Economy::new(table, law, &priorities(), USES)
}

/// Who is served first (`ours`, after Manove 1973, recalled): the armed forces and makers of arms, then fuel and metals, machines and
/// transport, building, consumer goods; then investment, and households last.
fn priorities() -> Rationing {
    let class = |branch: &Branch| match branch {
        Branch::Arms => 0,
        Branch::Fuel | Branch::Steel | Branch::Metals => 1,
        Branch::Machinery | Branch::Transport => 2,
        Branch::Construction => 3,
        Branch::Light => 4,
    };
    let mut finals = vec![0; USES];
    finals[INVESTMENT] = 5;
    finals[HOUSEHOLDS] = 6;
    Rationing::Priority {
        branches: Branch::ALL.iter().map(class).collect(),
        finals,
    }
}

/// What a branch holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Plant {
    /// Gross output of 1932, billion roubles of 1926/27 a year.
    pub usual: f64,
    /// Capital over that of the start.
    pub capital: f64,
    /// Capital at the start, billion roubles.
    pub capital_at_start: f64,
    /// Capital that is not finished, billion roubles.
    pub unfinished: f64,
    /// Labour over that of the start.
    pub labour: f64,
    /// Output since the start with what experience there was, over the latter.
    pub made: f64,
    /// Share of machines that stand idle.
    pub idle: f64,
    /// Quality of management; 1 at the start.
    pub quality: f64,
    /// Effort over that under a target which is just capacity.
    pub effort: f64,
    /// k: part of the branch that follows the record campaign.
    pub campaign: f64,
    /// D: part of the branch that has joined the campaign and not adapted to it yet.
    pub upset: f64,
    /// Effect of the campaign on what a line can make.
    pub effect: f64,
    /// Load of machines in the last week.
    pub load: f64,
}

/// Exponents of capital, of labour and of experience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// aK.
    pub capital: f64,
    /// aL.
    pub labour: f64,
    /// b.
    pub experience: f64,
}

impl Plant {
    /// What the branch could make in a year without overproduction, billion roubles of 1926/27; `usual_idle` is m0.
    pub fn capacity(&self, shares: Shares, usual_idle: f64) -> f64 {
        let machines = (1.0 - self.idle) / (1.0 - usual_idle);
        self.usual
            * pow(self.capital, shares.capital)
            * pow(self.labour, shares.labour)
            * pow(self.made, shares.experience)
            * machines
            * self.quality
            * self.effort
            * self.effect
    }
}

/// What was made and used in a year so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Year {
    /// Part of the year's work that is done.
    pub part: f64,
    /// Output by branch, billion roubles of 1926/27.
    pub output: ByBranch,
    /// Delivered to each final use by branch.
    pub uses: [ByBranch; USES],
    /// Made and wanted by nobody.
    pub unsold: ByBranch,
    /// Capital begun.
    pub invested: f64,
}

/// Works of the country.
#[derive(Clone, Debug, PartialEq)]
pub struct Industry {
    /// Table and priorities of this run.
    pub economy: Economy,
    /// Stocks and orders.
    pub state: State,
    /// Room for a week.
    pub flows: Flows,
    /// By branch.
    pub plants: [Plant; BRANCHES],
    /// Machines and buildings that wait for what goes with them, billion roubles by branch.
    pub waiting: ByBranch,
    /// The year so far.
    pub year: Year,
    /// Consumer goods delivered last month, at a yearly rate and over 1932.
    pub goods: f64,
    /// The same, this month so far.
    pub goods_of_month: f64,
    /// People who earn, at the start, millions.
    pub earners_at_start: f64,
}

impl Industry {
    /// Works at the start, with so many millions of people who earn.
    ///
    /// # Panics
    /// Never: one finite output for each branch was checked when they were read.
    pub fn new(now: &Now<'_>, earners: f64) -> Self {
        let base = &now.works.economy;
        let economy = match now.rules.table {
            Rule::Given => base.clone(),
            Rule::Drawn => drawn(now, base),
        };
        let usual = now.laws.all("gross_output_of_1932");
        let weekly: Vec<f64> = usual.iter().map(|x| x / 60.0).collect();
        let flows = economy.flows();
        let state = economy
            .at_rest(&weekly)
            .expect("one finite output for each branch, checked when they were read");
        let mut plants = [Plant::default(); BRANCHES];
        for (at, plant) in plants.iter_mut().enumerate() {
            let capital = usual[at] * now.laws.at("capital_over_output", at);
            *plant = Plant {
                usual: usual[at],
                capital: 1.0,
                capital_at_start: capital,
                unfinished: capital * now.laws.at("unfinished_capital", at),
                labour: 1.0,
                made: 1.0,
                idle: now.one("usual_idle"),
                quality: 1.0,
                effort: 1.0,
                campaign: 0.0,
                upset: 0.0,
                effect: 1.0,
                load: 1.0,
            };
        }
        Self {
            economy,
            state,
            flows,
            plants,
            waiting: [0.0; BRANCHES],
            year: Year::default(),
            goods: 1.0,
            goods_of_month: 0.0,
            earners_at_start: earners,
        }
    }

    /// What every branch could make in a year, billion roubles of 1926/27.
    pub fn capacity(&self, now: &Now<'_>) -> ByBranch {
        let shares = Shares {
            capital: now.one("capital_share"),
            labour: now.one("labour_share"),
            experience: now.one("learning_exponent"),
        };
        let usual_idle = now.one("usual_idle");
        self.plants.map(|plant| plant.capacity(shares, usual_idle))
    }
}

/// The economy with a table drawn within the doubt of its cells.
fn drawn(now: &Now<'_>, base: &Economy) -> Economy {
    let mut draws = now.draws(Process::Table as u32, 0);
    table::drawn(now.laws, &mut draws)
        .and_then(|table| economy(now.laws, table))
        .unwrap_or_else(|_| base.clone())
}
