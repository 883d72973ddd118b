//! Everything that is not a person: fields and barns, the state's grain, what was reported of them, what is expected, what was
//! ordered, and what people live on. Each ledger has its own part, and a function's signature says which it reads and writes.

use crate::belief::harvest::Outlook;
use crate::belief::stances::Minds;
use crate::belief::suspects::Suspects;
use crate::belief::works::Belief;
use crate::decision::category::Categories;
use crate::decision::charges::Charges;
use crate::decision::constitution::Constitution;
use crate::decision::penal::Switch;
use crate::decision::plan::Plan;
use crate::decision::politburo::Division;
use crate::decision::press::Press;
use crate::decision::procurement::Orders;
use crate::decision::repression::Intake;
use crate::decision::sentencing::Docket;
use crate::decision::verification::Checks;
use crate::loops::{Frozen, Held};
use crate::report::cases::Cases;
use crate::report::discussion::Talk;
use crate::report::exile::Abroad;
use crate::report::harvest::Returns;
use crate::report::lists::Lists;
use crate::report::moods::Moods;
use crate::report::stances::Said;
use crate::report::works;
use crate::rules::Rules;
use crate::setting::Laws;
use crate::truth::branch::BRANCHES;
use crate::truth::circle::Circle;
use crate::truth::heads::{Cell, Heads};
use crate::truth::industry::{ByBranch, Industry, Works};
use crate::truth::land::Farm;
use crate::truth::living::Living;
use crate::truth::money::Money;
use crate::truth::offices::Offices;
use crate::truth::people::{Region, Residence};
use crate::truth::posts::Posts;
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
    /// Report: cases of the police and the courts.
    pub cases: Cases,
    /// Report: output as it was sent up.
    pub sent: works::Returns,
    /// Report: what police and passport offices sent up of people.
    pub told: Moods,
    /// Belief: yields that the centre expects.
    pub outlook: Outlook,
    /// Belief: what the centre takes works to make, and to hide.
    pub belief: Belief,
    /// Belief: suspects, resistance, threat, progress; rhetoric beside them.
    pub suspects: Suspects,
    /// Decision: procurement of the year.
    pub orders: Orders,
    /// Decision: targets of the year.
    pub plan: Plan,
    /// Decision: how far the centre stands behind record-breakers, 0 to 1.
    pub sponsorship: f64,
    /// Decision: specialists to be removed, a head and year by branch.
    pub removals: ByBranch,
    /// Decision: what gets past patrons of suspicion of specialists, by branch; arrests are divided by it.
    pub accusations: ByBranch,
    /// Truth: posts of specialists that arrests leave empty.
    pub posts: Posts,
    /// Decision: what a past in an opposition is charged as.
    pub charges: Charges,
    /// Decision: arrests wanted, persons a year by category.
    pub intake: Intake,
    /// Truth: power and private stance of leaders.
    pub circle: Circle,
    /// Report: what leaders say.
    pub said: Said,
    /// Belief: what the centre believes of leaders, and the threat that it sees.
    pub minds: Minds,
    /// Decision: who can rule, and who can hold the leader back.
    pub leaders: Division,
    /// Decision: whether suspicion of specialists takes a penal form.
    pub switch: Switch,
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
    /// Report: what an exile prints, and who sees it.
    pub abroad: Abroad,
    /// Decision: what the press is told to do.
    pub press: Press,
    /// Report: what went up of the nationwide discussion.
    pub talk: Talk,
    /// Decision: what was adopted of it.
    pub constitution: Constitution,
    /// Truth: the party's registers.
    pub registers: Registers,
    /// Report: lists of members sent up as checked.
    pub lists: Lists,
    /// Belief: how far the centre distrusts these lists, 0 to 1.
    pub distrust_of_lists: f64,
    /// Decision: checks of the party.
    pub checks: Checks,
    /// Decision: sentences given to holders of public office.
    pub docket: Docket,
    /// Decision: persons a year whom the troikas of the ordinary police are to sentence.
    pub troikas: f64,
    /// First values of the inputs of feedback loops; read by frozen loops alone.
    pub held: Held,
}

/// What a week reads besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// Parameters.
    pub laws: &'a Laws,
    /// Rules.
    pub rules: Rules,
    /// Feedback loops that are frozen.
    pub frozen: Frozen,
    /// Regions.
    pub regions: &'a [Region],
    /// Which free people belong to which category.
    pub categories: &'a Categories,
    /// What the laws say of works.
    pub works: &'a Works,
    /// Who holds which office when.
    pub offices: &'a Offices,
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

    /// Week of the run, as offices count them.
    pub fn week_of_run(&self) -> i32 {
        i32::try_from(self.week).unwrap_or(i32::MAX)
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
            cases: Cases::default(),
            sent: works::Returns::default(),
            told: Moods::default(),
            outlook: Outlook::default(),
            belief: Belief::new(now),
            suspects: Suspects::default(),
            orders: Orders::none(regions),
            plan: Plan::before(now),
            sponsorship: 0.0,
            removals: [0.0; BRANCHES],
            accusations: [0.0; BRANCHES],
            posts: Posts::default(),
            charges: Charges::default(),
            intake: Intake::default(),
            circle: Circle::new(now),
            said: Said::default(),
            minds: Minds::default(),
            leaders: Division::default(),
            switch: Switch::default(),
            shortfalls: vec![Vec::new(); regions],
            at_start: (of(Residence::Town), of(Residence::Village)),
            towns_at_start: Vec::new(),
            usual: Vec::new(),
            sold: 0.0,
            bread: 0.0,
            weather_draws: 0,
            abroad: Abroad::default(),
            press: Press::default(),
            talk: Talk::default(),
            constitution: Constitution::default(),
            registers: Registers::new(
                now.one("party_disorder_at_start"),
                heads.members_by_class().iter().sum(),
            ),
            lists: Lists::default(),
            distrust_of_lists: 0.0,
            checks: Checks::default(),
            docket: Docket::default(),
            troikas: 0.0,
            held: Held::default(),
            heads,
        };
        country.settle(now);
        country
    }

    /// Fields, draught, expectations and what people are used to, at the start.
    fn settle(&mut self, now: &Now<'_>) {
        let country = self;
        let regions = now.regions.len();
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
        country.cases.rates = crate::truth::mood::before(country, now);
        country.living.towns = 1.0;
        country.living.villages = vec![1.0; regions];
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
