//! Everything that is not a person: fields and barns, the state's grain, what was reported of them, what is expected, what was
//! ordered, and what people live on. Each ledger has its own part, and a function's signature says which it reads and writes.

use crate::belief::harvest::Outlook;
use crate::belief::works::Belief;
use crate::decision::plan::Plan;
use crate::decision::procurement::Orders;
use crate::decision::verification::Checks;
use crate::report::harvest::Returns;
use crate::report::lists::Lists;
use crate::report::works;
use crate::rules::Rules;
use crate::setting::Laws;
use crate::truth::branch::BRANCHES;
use crate::truth::heads::{Cell, Heads};
use crate::truth::industry::{ByBranch, Industry, Works};
use crate::truth::land::Farm;
use crate::truth::living::Living;
use crate::truth::money::Money;
use crate::truth::people::{Region, Residence};
use crate::truth::registers::Registers;
use crate::truth::store::Store;
use engine::calendar::{WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use engine::draw::Draws;

/// The state of the country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Truth: fields, barns and herds by region; regions without villages have none.
    pub farms: Vec<Farm>,
    /// Truth: the state's grain.
    pub store: Store,
    /// Truth: what people live on.
    pub living: Living,
    /// Truth: wages, turnover and markets.
    pub money: Money,
    /// Truth: branches, what they hold and make.
    pub industry: Industry,
    /// Report: harvests as they were sent up.
    pub returns: Returns,
    /// Report: output as it was sent up.
    pub sent: works::Returns,
    /// Belief: yields that the centre expects.
    pub outlook: Outlook,
    /// Belief: what the centre takes works to make, and to hide.
    pub belief: Belief,
    /// Decision: procurement of the year.
    pub orders: Orders,
    /// Decision: targets of the year.
    pub plan: Plan,
    /// Decision: how far the centre stands behind record-breakers, 0 to 1.
    pub sponsorship: f64,
    /// Decision: specialists to be removed, a head and year by branch.
    pub removals: ByBranch,
    /// Shortfall of food by region, month by month since the start.
    pub shortfalls: Vec<Vec<f64>>,
    /// People at the start of the month.
    pub heads: Heads,
    /// People of towns and of villages at the start of the run, in millions.
    pub at_start: (f64, f64),
    /// People of towns by region at the start of the run, in millions.
    pub towns_at_start: Vec<f64>,
    /// Draught power of each region at the start, and its people of villages in millions.
    pub usual: Vec<(f64, f64)>,
    /// Grain sold in towns this week, million tonnes.
    pub sold: f64,
    /// Bread of towns over what they would use, this month so far.
    pub bread: f64,
    /// Draws used for the weather.
    pub weather_draws: u64,
    /// Truth: the party's registers.
    pub registers: Registers,
    /// Report: lists of members sent up as checked.
    pub lists: Lists,
    /// Belief: how far the centre distrusts these lists, 0 to 1.
    pub distrust_of_lists: f64,
    /// Decision: checks of the party.
    pub checks: Checks,
}

/// What a week reads besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// Parameters.
    pub laws: &'a Laws,
    /// Rules.
    pub rules: Rules,
    /// Regions.
    pub regions: &'a [Region],
    /// What the laws say of works.
    pub works: &'a Works,
    /// First year of the run.
    pub first_year: u32,
    /// Week of the run.
    pub week: u32,
    /// Seed of the run.
    pub seed: u64,
}

impl Now<'_> {
    /// Year of the run, from 0.
    pub fn year(&self) -> usize {
        (self.week / WEEKS_PER_YEAR) as usize
    }

    /// Week of the year, from 0.
    pub fn of_year(&self) -> u32 {
        self.week % WEEKS_PER_YEAR
    }

    /// Whether a month begins.
    pub fn month_begins(&self) -> bool {
        self.week.is_multiple_of(WEEKS_PER_MONTH)
    }

    /// Whether a month ends.
    pub fn month_ends(&self) -> bool {
        (self.week + 1).is_multiple_of(WEEKS_PER_MONTH)
    }

    /// One parameter.
    pub fn one(&self, id: &str) -> f64 {
        self.laws.one(id)
    }

    /// A parameter of this year.
    pub fn yearly(&self, id: &str) -> f64 {
        self.laws.at(id, self.year())
    }

    /// Draws of a process in a step.
    pub fn draws(&self, process: u32, step: u32) -> Draws {
        Draws::new(self.seed, process, step)
    }
}

impl Country {
    /// The start of a run.
    pub fn new(now: &Now<'_>, heads: Heads) -> Self {
        let regions = now.regions.len();
        let earners = crate::truth::works::earners(&heads, now).max(f64::MIN_POSITIVE);
        let of = |residence: Residence| heads.sum(regions, |cell| cell.residence == residence);
        let mut country = Self {
            farms: Vec::new(),
            store: Store {
                grain: now.one("state_grain_at_start"),
                start: now.one("state_grain_at_start"),
                ..Store::default()
            },
            living: Living::default(),
            money: Money::default(),
            industry: Industry::new(now, earners),
            returns: Returns::default(),
            sent: works::Returns::default(),
            outlook: Outlook::default(),
            belief: Belief::new(now),
            orders: Orders::none(regions),
            plan: Plan::before(now),
            sponsorship: 0.0,
            removals: [0.0; BRANCHES],
            shortfalls: vec![Vec::new(); regions],
            at_start: (of(Residence::Town), of(Residence::Village)),
            towns_at_start: Vec::new(),
            usual: Vec::new(),
            sold: 0.0,
            bread: 0.0,
            weather_draws: 0,
            registers: Registers::new(
                now.one("party_disorder_at_start"),
                heads.members().iter().sum(),
            ),
            lists: Lists::default(),
            distrust_of_lists: 0.0,
            checks: Checks::default(),
            heads,
        };
        for region in 0..regions {
            country
                .farms
                .push(farm(now, region, country.villagers(region)));
            let farm = &country.farms[region];
            let draught = crate::truth::year::draught_of(now, region, farm);
            country.usual.push((draught, country.villagers(region)));
            country.towns_at_start.push(country.townspeople(region));
            let usual = now.laws.at("grain_yield", region) * now.one("standing_over_barn");
            country.outlook.yields.push(usual);
        }
        let cells = Cell::all(regions).count();
        country.living.consumption = vec![1.0; cells];
        country.living.used_to = Cell::all(regions)
            .map(|cell| now.laws.at("used_to_at_start", cell.class as usize))
            .collect();
        country.living.towns = 1.0;
        country.living.villages = vec![1.0; regions];
        country
    }

    /// Free people of the villages of a region, in millions.
    pub fn villagers(&self, region: usize) -> f64 {
        let here = |cell: Cell| cell.region == region && cell.residence == Residence::Village;
        self.heads.sum(region + 1, here)
    }

    /// Free people of the towns of a region, in millions.
    pub fn townspeople(&self, region: usize) -> f64 {
        let here = |cell: Cell| cell.region == region && cell.residence == Residence::Town;
        self.heads.sum(region + 1, here)
    }

    /// Shortfall of food in a region so many months ago, from 0 to 1; none is known from before the run.
    pub fn shortfall(&self, region: usize, months_ago: usize) -> f64 {
        let known = &self.shortfalls[region];
        known
            .len()
            .checked_sub(1 + months_ago)
            .map_or(0.0, |at| known[at])
    }
}

fn farm(now: &Now<'_>, region: usize, villagers: f64) -> Farm {
    if villagers <= 0.0 {
        let enough = now.one("grain_norm");
        return Farm {
            nutrition: enough,
            intake: enough,
            ..Farm::default()
        };
    }
    let share = now.laws.at("sown_area_share", region);
    let area = now.yearly("sown_area_grain") * share;
    let herds = now.laws.at("herd_share", region);
    let seed = area * now.one("seed_rate") - now.yearly("seed_lent") * share;
    let grain = villagers * now.laws.at("village_grain_at_start", region) + seed.max(0.0);
    Farm {
        grain,
        start: grain,
        area,
        weather: 1.0,
        horses: now.one("horses_at_start") * herds,
        cattle: now.one("cattle_at_start") * herds,
        nutrition: now.laws.at("nutrition_at_start", region),
        intake: now.laws.at("nutrition_at_start", region),
        ..Farm::default()
    }
}
