//! Everything that is true now, and the tally of what happened.

use crate::plan::{Row, reachable, rows, stratum};
use crate::setting::{Laws, SettingError, Span, Start, Values};
use crate::truth::ages::{Ages, Flows};
use crate::truth::exits::{Bases, Environment};
use crate::truth::initial::{People, population};
use crate::truth::ipf::apportion;
use crate::truth::people::{Account, BINS, Class, Group, Region, Residence, Status, table};
use engine::calendar::WEEKS_PER_MONTH;
use engine::counts::Counts;
use engine::digest::Digest;
use engine::draw::Draws;

/// What draws are for. The numbers are part of every draw's address: they never change, and none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Process {
    /// How many leave a group.
    Leaving = 1,
    /// By which way they leave.
    Ways = 2,
    /// From which risk bins they come.
    Bins = 3,
    /// How many are born.
    Births = 4,
    /// Into which risk bins.
    NewbornBins = 5,
    /// How old those are who die and move.
    Ages = 6,
    /// Who grows into the next age group.
    Growing = 7,
    /// The twin: whether a person leaves.
    PersonLeaves = 8,
    /// The twin: by which way.
    PersonWay = 9,
    /// The twin: whether a person gives birth.
    PersonBirth = 10,
    /// The twin: risk bin of a newborn person.
    PersonBin = 11,
}

impl Process {
    /// All processes, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Leaving,
        Self::Ways,
        Self::Bins,
        Self::Births,
        Self::NewbornBins,
        Self::Ages,
        Self::Growing,
        Self::PersonLeaves,
        Self::PersonWay,
        Self::PersonBirth,
        Self::PersonBin,
    ];

    /// Name in manifests.
    pub fn word(self) -> &'static str {
        match self {
            Self::Leaving => "leaving",
            Self::Ways => "ways",
            Self::Bins => "bins",
            Self::Births => "births",
            Self::NewbornBins => "newborn-bins",
            Self::Ages => "ages",
            Self::Growing => "growing",
            Self::PersonLeaves => "person-leaves",
            Self::PersonWay => "person-way",
            Self::PersonBirth => "person-birth",
            Self::PersonBin => "person-bin",
        }
    }
}

/// How many draws each process used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage([u64; Process::ALL.len()]);

impl Usage {
    /// Adds what these draws used.
    pub fn add(&mut self, process: Process, draws: &Draws) {
        self.add_number(process, draws.used());
    }

    /// Adds a number of draws.
    pub fn add_number(&mut self, process: Process, number: u64) {
        self.0[process as usize - 1] += number;
    }

    /// Draws of a process.
    pub fn of(&self, process: Process) -> u64 {
        self.0[process as usize - 1]
    }

    /// All draws.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// What happened to whom, by year, region and class: births, deaths by kind, people who left, births that were lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    regions: usize,
    numbers: Vec<u64>,
    lost_births: Vec<f64>,
}

impl Ledger {
    fn new(years: usize, regions: usize) -> Self {
        let cells = years * regions * Class::ALL.len();
        Self {
            regions,
            numbers: vec![0; cells * Account::ALL.len()],
            lost_births: vec![0.0; cells],
        }
    }

    fn cell(&self, year: usize, region: usize, class: Class) -> usize {
        (year * self.regions + region) * Class::ALL.len() + class as usize
    }

    pub(crate) fn add(&mut self, year: usize, group: Group, account: Account, number: u64) {
        let cell = self.cell(year, usize::from(group.region), group.class);
        self.numbers[cell * Account::ALL.len() + account as usize] += number;
    }

    pub(crate) fn lose_births(&mut self, year: usize, group: Group, expected: f64) {
        let cell = self.cell(year, usize::from(group.region), group.class);
        self.lost_births[cell] += expected;
    }

    /// People of a region and class who came from or went to an account in a year of the run.
    pub fn number(&self, year: usize, region: usize, class: Class, account: Account) -> u64 {
        self.numbers[self.cell(year, region, class) * Account::ALL.len() + account as usize]
    }

    /// Births that the famine prevented, as an expected number.
    pub fn lost_births(&self, year: usize, region: usize, class: Class) -> f64 {
        self.lost_births[self.cell(year, region, class)]
    }

    /// The whole country.
    pub fn total_lost_births(&self, year: usize) -> f64 {
        let width = self.regions * Class::ALL.len();
        self.lost_births[year * width..(year + 1) * width]
            .iter()
            .sum()
    }

    /// The whole country.
    pub fn total(&self, year: usize, account: Account) -> u64 {
        let regions = 0..self.regions;
        let cells = regions.flat_map(|region| Class::ALL.iter().map(move |class| (region, *class)));
        cells
            .map(|(region, class)| self.number(year, region, class, account))
            .sum()
    }
}

/// What every run of a setting shares: the laws, the groups, the people at the start. Made once, run many times.
#[derive(Clone, Debug)]
pub struct Setup {
    /// When and how long.
    pub span: Span,
    /// The laws.
    pub environment: Environment,
    /// All groups that can be reached, in order; a group's number is its place here.
    pub groups: Vec<Group>,
    /// People at the start by stratum.
    pub start: Vec<u64>,
    /// Weights of sex and age at the start.
    shape: [[f64; crate::truth::ages::AGES]; crate::truth::ages::SEXES],
    /// Hazards by month of the run.
    months: Vec<Vec<Row>>,
}

impl Setup {
    /// Builds the population, checks the laws, and works out the hazards of every month.
    ///
    /// # Errors
    /// Parameters or margins that cannot be.
    pub fn new(
        values: &Values,
        start: &Start,
        regions: &[Region],
        span: Span,
    ) -> Result<Self, SettingError> {
        let laws = Laws::new(values, regions, span)?;
        let people = population(start, regions, laws.all("risk_bin_share"))?;
        let villages =
            |group: &Group| group.residence == Residence::Village && group.status == Status::Free;
        let bases = Bases {
            villagers: by_region(&people, regions, &villages),
            peasants: by_region(&people, regions, &Group::is_free_peasant),
        };
        let environment = Environment::new(laws, regions, bases, span)?;
        let groups = reachable(&environment, people.keys().copied(), span.weeks);
        let mut strata = vec![0; groups.len() * BINS];
        for (number, group) in groups.iter().enumerate() {
            let bins = people.get(group).copied().unwrap_or_default();
            strata[stratum(number, 0)..stratum(number + 1, 0)].copy_from_slice(&bins);
        }
        let weeks = (0..span.weeks).step_by(WEEKS_PER_MONTH as usize);
        let months = weeks
            .map(|week| rows(&environment, &groups, week))
            .collect();
        Ok(Self {
            span,
            environment,
            groups,
            start: strata,
            shape: start.ages,
            months,
        })
    }

    /// The same setting with fewer or more people, in the same proportions; the hazards stay.
    #[must_use]
    pub fn scaled(&self, people: u64) -> Self {
        let shares: Vec<f64> = self.start.iter().map(|number| *number as f64).collect();
        Self {
            start: apportion(&shares, people),
            ..self.clone()
        }
    }

    /// People at the start.
    pub fn people(&self) -> u64 {
        self.start.iter().sum()
    }

    /// Hazards of all groups in a week.
    pub fn rows(&self, week: u32) -> &[Row] {
        &self.months[(week / WEEKS_PER_MONTH) as usize]
    }

    /// One hazard multiplied, in all months: for tests that must notice it.
    #[must_use]
    pub fn with_factor(&self, of: impl Fn(&Group, Option<crate::plan::To>) -> f64) -> Self {
        let mut other = self.clone();
        let year = 1.0 / f64::from(engine::calendar::WEEKS_PER_YEAR);
        for rows in &mut other.months {
            for (group, row) in self.groups.iter().zip(rows) {
                for (way, rate) in row.ways.iter().zip(&mut row.rates) {
                    *rate *= of(group, Some(*way));
                }
                row.leave = crate::truth::vital::probability(row.rates.iter().sum(), year);
                row.birth *= of(group, None);
            }
        }
        other
    }
}

/// People at the start in the groups of each region that are wanted.
fn by_region(people: &People, regions: &[Region], wanted: &dyn Fn(&Group) -> bool) -> Vec<f64> {
    let mut sums = vec![0.0; regions.len()];
    for (group, bins) in people.iter().filter(|(group, _)| wanted(group)) {
        sums[usize::from(group.region)] += bins.iter().sum::<u64>() as f64;
    }
    sums
}

/// Everything that is true now.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// What all runs of the setting share.
    pub setup: &'a Setup,
    /// Seed of this run.
    pub seed: u64,
    /// Weeks done.
    pub week: u32,
    /// People by stratum; stratum = 4 x group + bin.
    pub counts: Counts,
    /// People by place, sex and age.
    pub ages: Ages,
    /// Flows that the table of ages does not hold yet.
    pub flows: Flows,
    /// What happened.
    pub ledger: Ledger,
    /// Draws used.
    pub usage: Usage,
}

impl<'a> World<'a> {
    /// The start of a run.
    pub fn new(setup: &'a Setup, seed: u64) -> Self {
        let mut counts = table(&setup.environment.regions);
        let mut places = vec![0; setup.environment.regions.len() * Residence::ALL.len()];
        for (number, group) in setup.groups.iter().enumerate() {
            for bin in 0..BINS {
                let held = setup.start[stratum(number, bin)];
                counts.open(&group.stratum(bin), held);
                places[group.place()] += held;
            }
        }
        Self {
            setup,
            seed,
            week: 0,
            ages: Ages::new(&places, &setup.shape),
            flows: Flows::new(places.len()),
            ledger: Ledger::new(setup.span.years().count(), setup.environment.regions.len()),
            counts,
            usage: Usage::default(),
        }
    }

    /// The draws of a process in this week.
    pub fn draws(&self, process: Process) -> Draws {
        Draws::new(self.seed, process as u32, self.week)
    }

    /// A digest of the whole state.
    pub fn digest(&self) -> String {
        let digest = Digest::new().field(self.week.to_le_bytes());
        let digest = self.counts.digest(digest);
        self.ages.counts().digest(digest).hex()
    }
}
