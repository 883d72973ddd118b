//! Everything that is true now, and the tally of what happened.

mod refuse;

use self::refuse::{by_region, refuse_rations_above_supply, refuse_villages_without_fields};
use crate::country::{Country, Now};
use crate::decision::category::Categories;
use crate::decision::constitution::refuse_disorder;
use crate::decision::directive::Directive;
use crate::loops::Frozen;
use crate::penal::{Penal, targets};
use crate::plan::{Index, Row, To, fill, reach, stratum};
use crate::report::naming::refuse_names_astray;
use crate::rules::{Rules, Weather};
use crate::setting::{Laws, SettingError, Span, Start, Values, refuse_missing_weather};
use crate::truth::ages::{Ages, Flows};
use crate::truth::branch::Branch;
use crate::truth::exits::{Conditions, Environment};
use crate::truth::heads::Heads;
use crate::truth::industry::Works;
use crate::truth::initial::{People, population};
use crate::truth::membership::Membership;
use crate::truth::mood::Mood;
use crate::truth::offices::Offices;
use crate::truth::people::{Account, BINS, Class, Group, Region, Residence, table};
use engine::counts::Counts;
use engine::digest::Digest;
use engine::draw::Draws;
use engine::ipf::apportion;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// Weather of a harvest.
    Weather = 12,
    /// How many act in public.
    Acting = 13,
    /// Cells of the table of branches.
    Table = 14,
    /// Who is hit where a quota is to be met.
    Screening = 15,
    /// Whom an order takes, and how it is carried out.
    Orders = 16,
    /// Who is sent along with those hit.
    Relatives = 17,
    /// Who dies, escapes or is sent back in custody.
    Custody = 18,
    /// Whom those who confess name.
    Naming = 19,
    /// What those arrested say.
    Confession = 20,
    /// Party documents: lost, checked, taken away.
    Verification = 21,
    /// Who enters and leaves the party.
    Membership = 22,
    /// Proposals of a discussion, and what is adopted.
    Petitions = 23,
    /// Leaders: what they say, and who is left.
    Leaders = 24,
    /// The twin: which persons of a stratum an order takes.
    PersonOrder = 25,
}

impl Process {
    /// All processes, in the order of their numbers.
    pub const ALL: [Self; 25] = [
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
        Self::Weather,
        Self::Acting,
        Self::Table,
        Self::Screening,
        Self::Orders,
        Self::Relatives,
        Self::Custody,
        Self::Naming,
        Self::Confession,
        Self::Verification,
        Self::Membership,
        Self::Petitions,
        Self::Leaders,
        Self::PersonOrder,
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
            Self::Weather => "weather",
            Self::Acting => "acting",
            Self::Table => "table",
            Self::Screening => "screening",
            Self::Orders => "orders",
            Self::Relatives => "relatives",
            Self::Custody => "custody",
            Self::Naming => "naming",
            Self::Confession => "confession",
            Self::Verification => "verification",
            Self::Membership => "membership",
            Self::Petitions => "petitions",
            Self::Leaders => "leaders",
            Self::PersonOrder => "person-order",
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

/// Weights of sex and age.
pub type Shape = [[f64; crate::truth::ages::AGES]; crate::truth::ages::SEXES];

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
    /// Dated directives, in the order of the case.
    pub directives: Vec<Directive>,
    /// Which free people belong to which category.
    pub categories: Categories,
    /// Where each group stands.
    index: Index,
    /// The table of strata, empty.
    table: Counts,
    /// What the laws say of works, worked out once.
    pub works: Works,
    /// Who holds which office when.
    offices: Offices,
    /// Weights of sex and age at the start.
    shape: Shape,
    /// Feedback loops that are frozen.
    frozen: Frozen,
    /// What multiplies hazards, in tests that must notice it.
    tweak: Option<Tweak>,
}

/// A factor of the hazards of a group, by way out; no way means births.
#[derive(Clone)]
struct Tweak(Arc<Factor>);

type Factor = dyn Fn(&Group, Option<To>) -> f64 + Send + Sync;

impl std::fmt::Debug for Tweak {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Tweak")
    }
}

impl Setup {
    /// Builds the population and checks the laws.
    ///
    /// # Errors
    /// Parameters or margins that cannot be.
    pub fn new(
        values: &Values,
        start: &Start,
        (regions, categories): (&[Region], Categories),
        about: (Span, Rules),
    ) -> Result<Self, SettingError> {
        let laws = Laws::new(values, regions, about.0)?;
        let people = population(start, regions, laws.all("risk_bin_share"))?;
        let country = (regions, categories, Vec::new());
        Self::of_people(values, (&people, start.ages), country, about, None)
    }

    /// The same for people who were fitted before, with the weights of their sex and age, and works of a setting of the same case.
    ///
    /// # Errors
    /// Parameters that cannot be.
    pub fn of_people(
        values: &Values,
        (people, shape): (&People, Shape),
        (regions, categories, directives): (&[Region], Categories, Vec<Directive>),
        (span, rules): (Span, Rules),
        known: Option<&Works>,
    ) -> Result<Self, SettingError> {
        let laws = Laws::new(values, regions, span)?;
        if rules.weather == Weather::Record {
            refuse_missing_weather(values, span)?;
        }
        let peasants = by_region(people, regions, &Group::is_free_peasant);
        let environment = Environment::new(laws, rules, regions, peasants)?;
        refuse_villages_without_fields(&environment, people)?;
        refuse_rations_above_supply(&environment, people)?;
        refuse_disorder(&environment.laws)?;
        refuse_names_astray(&environment.laws)?;
        let works = Works::new(&environment.laws, known)?;
        let groups = all_groups(&environment, people, &directives, span.weeks);
        let mut strata = vec![0; groups.len() * BINS];
        for (number, group) in groups.iter().enumerate() {
            let bins = people.get(group).copied().unwrap_or_default();
            strata[stratum(number, 0)..stratum(number + 1, 0)].copy_from_slice(&bins);
        }
        Ok(Self {
            span,
            index: Index::of(&groups),
            table: strata_of(&groups, &environment.regions),
            environment,
            groups,
            start: strata,
            directives,
            categories,
            works,
            offices: Offices::default(),
            shape,
            frozen: Frozen::default(),
            tweak: None,
        })
    }

    /// The same setting with these offices and their holders; without them nobody holds any. Who answers for steel at the start leaves
    /// office in the week `patron_leaves`, which a scenario may move.
    #[must_use]
    pub fn governed(mut self, offices: Offices) -> Self {
        let patron = offices.patron(Branch::Steel, 0);
        let patron = patron.map(|term| offices.terms[term].leader);
        let week = self.environment.laws.one("patron_leaves");
        self.offices = match patron {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a number of weeks up to ten thousand, checked when it was read"
            )]
            Some(leader) => offices.leaving(leader, week as i32),
            None => offices,
        };
        self
    }

    /// The same setting with these feedback loops frozen.
    #[must_use]
    pub fn freezing(mut self, frozen: Frozen) -> Self {
        self.frozen = frozen;
        self
    }

    /// The same setting with fewer or more people in the same proportions, and fields, herds and stocks with them: everything a
    /// head stays.
    #[must_use]
    pub fn scaled(&self, people: u64) -> Self {
        let shares: Vec<f64> = self.start.iter().map(|number| *number as f64).collect();
        let factor = people as f64 / self.people() as f64;
        let mut other = self.clone();
        other.start = apportion(&shares, people);
        other.environment.laws = self.environment.laws.scaled(factor);
        for peasants in &mut other.environment.peasants {
            *peasants *= factor;
        }
        for directive in &mut other.directives {
            directive.scale(factor);
        }
        other
    }

    /// Number of a group that can be reached.
    ///
    /// # Panics
    /// Never for a group that orders or hazards lead to: all of them were found when the setting was made.
    pub fn number_of(&self, group: &Group) -> usize {
        self.index
            .find(group)
            .expect("every group that is led to was found when the setting was made")
    }

    /// People at the start.
    pub fn people(&self) -> u64 {
        self.start.iter().sum()
    }

    /// What a week reads besides the state.
    pub fn now(&self, week: u32, seed: u64) -> Now<'_> {
        Now {
            laws: &self.environment.laws,
            rules: self.environment.rules,
            frozen: self.frozen,
            regions: &self.environment.regions,
            categories: &self.categories,
            works: &self.works,
            offices: &self.offices,
            first_year: self.span.first_year,
            week,
            seed,
        }
    }

    /// Counts heads; `held` is by stratum.
    pub fn heads(&self, held: &[u64]) -> Heads {
        Heads::count(self.environment.regions.len(), &self.groups, held)
    }

    /// The country at the start.
    pub fn country(&self, seed: u64) -> Country {
        Country::new(&self.now(0, seed), self.heads(&self.start))
    }

    /// The country at the start and what goes on in people, with what police first sent up of them.
    pub fn country_and_mood(&self, seed: u64) -> (Country, Mood) {
        let now = self.now(0, seed);
        let mut country = self.country(seed);
        let mood = Mood::new(&now, &country);
        crate::report::moods::send(&mood, &mut country, &now);
        (country, mood)
    }

    /// Hazards of all groups in a month that begins under these conditions.
    pub fn rows(&self, country: &Country, now: &Now<'_>) -> Vec<Row> {
        let mut rows = vec![Row::default(); self.groups.len()];
        let month = (now.week, &Conditions::of(country, now));
        self.fill(month, |_| true, &mut rows);
        rows
    }

    /// Writes hazards over the rows of the groups with the numbers that are wanted, in a month that began in this week under these conditions.
    pub(crate) fn fill(
        &self,
        (week, conditions): (u32, &Conditions),
        wanted: impl Fn(usize) -> bool,
        rows: &mut [Row],
    ) {
        let mut exits = Vec::new();
        let laws = (&self.environment, &self.index);
        for (number, (group, row)) in self.groups.iter().zip(rows).enumerate() {
            if wanted(number) {
                fill(laws, (group, week), conditions, &mut exits, row);
                self.twist(*group, row);
            }
        }
    }

    fn twist(&self, group: Group, row: &mut Row) {
        let Some(Tweak(of)) = &self.tweak else {
            return;
        };
        let month = f64::from(engine::calendar::WEEKS_PER_MONTH)
            / f64::from(engine::calendar::WEEKS_PER_YEAR);
        for (way, rate) in row.ways.iter().zip(&mut row.rates) {
            *rate *= of(&group, Some(*way));
        }
        row.leave = crate::truth::vital::probability(row.rates.iter().sum(), month);
        row.birth *= of(&group, None);
    }

    /// Hazards multiplied in all months: for tests that must notice it.
    #[must_use]
    pub fn with_factor(
        &self,
        of: impl Fn(&Group, Option<To>) -> f64 + Send + Sync + 'static,
    ) -> Self {
        Self {
            tweak: Some(Tweak(Arc::new(of))),
            ..self.clone()
        }
    }
}

/// An empty table with the strata of these groups, in their order.
fn strata_of(groups: &[Group], regions: &[Region]) -> Counts {
    let mut table = table(regions);
    for group in groups {
        for bin in 0..BINS {
            table.open(&group.stratum(bin), 0);
        }
    }
    table
}

/// All groups that hazards and orders can lead to.
fn all_groups(
    environment: &Environment,
    people: &People,
    directives: &[Directive],
    weeks: u32,
) -> Vec<Group> {
    let mut found = BTreeSet::new();
    let mut new: BTreeSet<Group> = people.keys().copied().collect();
    while !new.is_empty() {
        reach(environment, new.into_iter(), weeks, &mut found);
        let led_to = found.iter().flat_map(|group| targets(group, directives));
        new = led_to.filter(|group| !found.contains(group)).collect();
    }
    found.into_iter().collect()
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
    /// Everything but the people.
    pub country: Country,
    /// What goes on in people, and who acts.
    pub mood: Mood,
    /// Who is held under orders and sentences.
    pub penal: Penal,
    /// The week in which the month began, and what people answer to in it.
    pub month: (u32, Conditions),
    /// Hazards of the month that ends, of groups with people.
    pub rows: Vec<Row>,
    /// Who left and entered the party.
    pub membership: Membership,
    /// Draws used.
    pub usage: Usage,
}

impl<'a> World<'a> {
    /// The start of a run.
    pub fn new(setup: &'a Setup, seed: u64) -> Self {
        let (country, mood) = setup.country_and_mood(seed);
        let mut places = vec![0; setup.environment.regions.len() * Residence::ALL.len()];
        for (number, group) in setup.groups.iter().enumerate() {
            let held = &setup.start[stratum(number, 0)..stratum(number + 1, 0)];
            places[group.place()] += held.iter().sum::<u64>();
        }
        Self {
            setup,
            seed,
            week: 0,
            ages: Ages::new(&places, &setup.shape),
            flows: Flows::new(places.len()),
            ledger: Ledger::new(setup.span.years().count(), setup.environment.regions.len()),
            counts: setup.table.started(&setup.start),
            month: (0, Conditions::of(&country, &setup.now(0, seed))),
            mood,
            country,
            penal: Penal::new(setup),
            rows: vec![Row::default(); setup.groups.len()],
            membership: Membership::default(),
            usage: Usage::default(),
        }
    }

    /// The draws of a process in this week.
    pub fn draws(&self, process: Process) -> Draws {
        Draws::new(self.seed, process as u32, self.week)
    }

    /// A digest of the whole state.
    pub fn digest(&self) -> String {
        let digest = self.country.farms.iter().fold(
            Digest::new().field(self.week.to_le_bytes()),
            |digest, farm| {
                digest
                    .number(farm.grain)
                    .number(farm.horses)
                    .number(farm.cattle)
            },
        );
        let outputs = &self.country.industry.year.output;
        let digest = outputs
            .iter()
            .fold(digest, |digest, output| digest.number(*output));
        let digest = self.counts.digest(digest);
        self.ages.counts().digest(digest).hex()
    }
}
