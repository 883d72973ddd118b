//! Numbers taken out of a run and never written back. What the evidence measures as well has its name and its unit.

mod custody;
pub mod discussion;
pub mod economy;
pub mod leaders;
mod money;
mod outputs;
mod page;
mod party;
pub mod posts;
mod repression;
pub mod society;
mod villages;

pub use outputs::{OUTPUTS, title};

use crate::truth::ages::{AGES, SEXES, age_word, sex_word};
use crate::truth::people::{Account, BINS, Class, Group, Residence, Status};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// What sort of number an output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An amount over a period.
    Flow,
    /// An amount at an instant.
    Stock,
    /// A share, rate or ratio.
    Ratio,
    /// An index or other volume without a level.
    Index,
    /// A price or wage.
    Price,
}

impl Kind {
    /// The word that data files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Ratio => "ratio",
            Self::Index => "index",
            Self::Price => "price",
        }
    }
}

/// At which dates an output is taken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At the end of each year, for the year.
    Year,
    /// On each first of January, that of the start included.
    January,
    /// For each year from July to June, the first one that begins in the run.
    FarmYear,
    /// For one period only, which no claim can ask for.
    Once,
}

/// The closed list of values of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// These words.
    Words(&'static [&'static str]),
    /// Both sexes.
    Sexes,
    /// All age groups.
    Ages,
}

impl Values {
    /// The list.
    pub fn list(self) -> Vec<String> {
        match self {
            Self::Words(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            Self::Sexes => (0..SEXES).map(|sex| sex_word(sex).to_owned()).collect(),
            Self::Ages => (0..AGES).map(age_word).collect(),
        }
    }
}

/// A number that every run gives. Claims on runs may ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// Name.
    pub id: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// How it is worked out.
    pub how: &'static str,
    /// What sort of number it is.
    pub kind: Kind,
    /// At which dates it is given.
    pub at: At,
    /// Dimensions with their values, in alphabetical order.
    pub dims: &'static [(&'static str, Values)],
    /// Kind of death counted, as the evidence calls it; "" for none.
    pub deaths: &'static str,
    /// Whether the evidence has a quantity of this name and unit.
    pub in_evidence: bool,
}

const fn output(
    id: &'static str,
    unit: &'static str,
    (kind, at): (Kind, At),
    how: &'static str,
) -> Output {
    Output {
        id,
        unit,
        how,
        kind,
        at,
        dims: &[],
        deaths: "",
        in_evidence: true,
    }
}

impl Output {
    const fn by(mut self, dims: &'static [(&'static str, Values)]) -> Self {
        self.dims = dims;
        self
    }

    const fn of_deaths(mut self, kind: &'static str) -> Self {
        self.deaths = kind;
        self
    }

    /// Marks an output that the evidence does not have.
    #[must_use]
    pub const fn ours(mut self) -> Self {
        self.in_evidence = false;
        self
    }
}

/// The outputs that the evidence has as well.
pub fn shared() -> impl Iterator<Item = &'static Output> {
    OUTPUTS.iter().filter(|output| output.in_evidence)
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Quantity.
    pub quantity: &'static str,
    /// A day for stocks, a year for flows.
    pub date: String,
    /// Dimensions: name, value.
    pub dims: Vec<(&'static str, String)>,
    /// Value in the quantity's unit.
    pub value: f64,
}

/// What stands on a first of January.
#[derive(Clone, Debug, Default)]
struct Stocks {
    people: f64,
    free: f64,
    town: f64,
    class: Vec<f64>,
}

/// Takes down a run as it goes.
#[derive(Clone, Debug)]
pub struct Recorder {
    last: Stocks,
    villages: villages::Villages,
    society: society::Society,
    till: money::Till,
    desk: repression::Desk,
    registry: custody::Registry,
    works: economy::Works,
    reader: discussion::Reader,
    hall: leaders::Hall,
    rolls: party::Rolls,
    bench: posts::Bench,
    /// All numbers so far.
    pub observations: Vec<Observation>,
}

impl Recorder {
    /// Takes down the start.
    pub fn new(world: &World<'_>) -> Self {
        let mut recorder = Self {
            last: Stocks::default(),
            villages: villages::Villages::default(),
            society: society::Society::default(),
            till: money::Till::default(),
            desk: repression::Desk::default(),
            registry: custody::Registry::default(),
            works: economy::Works::default(),
            reader: discussion::Reader::default(),
            hall: leaders::Hall::default(),
            rolls: party::Rolls::default(),
            bench: posts::Bench::default(),
            observations: Vec::new(),
        };
        recorder.last = stocks(world);
        recorder.rolls = party::Rolls::new(world, &mut recorder.observations);
        recorder.january(world);
        let first_year = world.setup.span.first_year;
        custody::Registry::january(world, first_year, &mut recorder.observations);
        recorder
    }

    /// Looks at the world after a week; takes down a year when it ends.
    pub fn watch(&mut self, world: &World<'_>) {
        self.villages.watch(world, &mut self.observations);
        self.society.watch(world, &mut self.observations);
        self.till.watch(world, &mut self.observations);
        self.desk.watch(world, &mut self.observations);
        self.registry.watch(world, &mut self.observations);
        self.works.watch(world, &mut self.observations);
        self.reader.watch(world, &mut self.observations);
        self.hall.watch(world, &mut self.observations);
        self.rolls.watch(world, &mut self.observations);
        self.bench.watch(world, &mut self.observations);
        if !world.week.is_multiple_of(WEEKS_PER_YEAR) {
            return;
        }
        let now = stocks(world);
        self.year(world, &now);
        self.last = now;
        self.january(world);
    }

    fn add(
        &mut self,
        quantity: &'static str,
        date: &str,
        dims: Vec<(&'static str, String)>,
        value: f64,
    ) {
        self.observations.push(Observation {
            quantity,
            date: date.to_owned(),
            dims,
            value,
        });
    }

    fn january(&mut self, world: &World<'_>) {
        let date = format!(
            "{}-01-01",
            Week::after(world.setup.span.first_year, world.week).year
        );
        let (people, town) = (self.last.people, self.last.town);
        self.add("population", &date, Vec::new(), people);
        for (word, number) in [("urban", town), ("rural", people - town)] {
            self.add(
                "population_by_residence",
                &date,
                vec![("category", word.to_owned())],
                number,
            );
        }
        if people > 0.0 {
            self.add("urban_share", &date, Vec::new(), 100.0 * town / people);
        }
        for sex in 0..SEXES {
            let ages = (0..AGES).map(|age| world.ages.of(sex, age));
            let all: u64 = ages.sum();
            let word = sex_word(sex).to_owned();
            self.add(
                "population_by_sex",
                &date,
                vec![("sex", word.clone())],
                all as f64,
            );
            for age in 0..AGES {
                let dims = vec![("sex", word.clone()), ("age", age_word(age))];
                let number = world.ages.of(sex, age) as f64 / 1e3;
                self.add("population_by_age_and_sex", &date, dims, number);
            }
        }
    }

    fn year(&mut self, world: &World<'_>, now: &Stocks) {
        let year = (world.week / WEEKS_PER_YEAR - 1) as usize;
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let mean = f64::midpoint(self.last.people, now.people);
        let births = world.ledger.total(year, Account::Born) as f64;
        let by_kind = Account::DEATHS
            .iter()
            .map(|kind| world.ledger.total(year, *kind));
        let deaths: u64 = by_kind.sum();
        let famine = world.ledger.total(year, Account::DiedFamine) as f64;
        self.add("births", &date, Vec::new(), births / 1e3);
        self.add("deaths", &date, Vec::new(), deaths as f64 / 1e3);
        self.add("famine_excess_deaths", &date, Vec::new(), famine / 1e6);
        if mean > 0.0 {
            self.add("birth_rate", &date, Vec::new(), 1e3 * births / mean);
            self.add("death_rate", &date, Vec::new(), 1e3 * deaths as f64 / mean);
        }
        self.classes(&date, now);
    }

    fn classes(&mut self, date: &str, now: &Stocks) {
        let share = |classes: &[Class]| {
            let of = |stocks: &Stocks| -> f64 {
                classes
                    .iter()
                    .map(|class| stocks.class[*class as usize])
                    .sum()
            };
            let both = of(&self.last) + of(now);
            100.0 * both / (self.last.free + now.free).max(1.0)
        };
        let employed = [
            Class::Worker,
            Class::Specialist,
            Class::Official,
            Class::Employee,
        ];
        let shares = [
            ("workers-and-employees", share(&employed)),
            (
                "kolkhozniki-and-cooperative-artisans",
                share(&[Class::Kolkhoznik]),
            ),
            (
                "individual-peasants-and-artisans",
                share(&[Class::IndividualPeasant]),
            ),
            ("bourgeois-and-kulaks", share(&[Class::Former])),
        ];
        let (farms, alone) = (shares[1].1, shares[2].1);
        for (category, value) in shares {
            self.add(
                "class_share",
                date,
                vec![("category", category.to_owned())],
                value,
            );
        }
        if farms + alone > 0.0 {
            let value = 100.0 * farms / (farms + alone);
            self.add("collectivised_households", date, Vec::new(), value);
        }
    }
}

fn stocks(world: &World<'_>) -> Stocks {
    let mut stocks = Stocks {
        class: vec![0.0; Class::ALL.len()],
        ..Stocks::default()
    };
    let bins = world.counts.held().chunks_exact(BINS);
    let mut add = |group: &Group, number: f64| {
        stocks.people += number;
        if group.residence == Residence::Town {
            stocks.town += number;
        }
        if group.status == Status::Free {
            stocks.free += number;
            stocks.class[group.class as usize] += number;
        }
    };
    for (group, bins) in world.setup.groups.iter().zip(bins) {
        add(group, bins.iter().sum::<u64>() as f64);
    }
    stocks
}
