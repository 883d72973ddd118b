//! Who may leave a group in a week, whereto, and at which yearly rate: the hazards of a stratum.
//!
//! This is the law of the people. Counts and persons read the same list: counts draw how many, the twin draws
//! for each person. Reads truth, writes nothing.

use crate::setting::{Laws, SettingError, Span};
use crate::truth::migration::{allen, towards};
use crate::truth::people::{Account, Class, Group, Mark, Party, Region, Residence, Status};
use crate::truth::vital;
use engine::calendar::{WEEKS_PER_MONTH, WEEKS_PER_YEAR};

/// Where somebody who leaves a group goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Another group.
    Group(Group),
    /// Out of the table.
    Outside(Account),
}

/// One way out: where to, and the yearly rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exit {
    /// Where to.
    pub target: Target,
    /// Events a person and year.
    pub rate: f64,
}

/// What the laws read besides their parameters: the course of the famine, by region and week.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// Regions.
    pub regions: Vec<Region>,
    /// Parameters.
    pub laws: Laws,
    /// Yearly rate of famine deaths in villages, by region, then month of the run.
    famine: Vec<Vec<f64>>,
    /// Shortfall of food, by region, then month of the run.
    shortfall: Vec<Vec<f64>>,
    bases: Bases,
}

/// People at the start by region, to whom absolute numbers of an input are turned into rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Bases {
    /// The free in villages, whom the famine reaches.
    pub villagers: Vec<f64>,
    /// Free peasants, who can leave the country.
    pub peasants: Vec<f64>,
}

impl Environment {
    /// Works out the course of the famine from its deaths and the people whom it reaches, by region.
    ///
    /// # Errors
    /// A famine that would leave nobody, or destinations that are no whole.
    pub fn new(
        laws: Laws,
        regions: &[Region],
        bases: Bases,
        span: Span,
    ) -> Result<Self, SettingError> {
        let sum: f64 =
            laws.one("destination_own_towns") + laws.all("destination_city").iter().sum::<f64>();
        if (sum - 1.0).abs() > 1e-6 {
            return Err(SettingError::of(
                "destination_city",
                "shares of a whole do not add up to one",
                format!("{sum:.6} with destination_own_towns"),
                "1, to a millionth",
                "every mover goes to towns of the own region or to a city",
            ));
        }
        let mut environment = Self {
            regions: regions.to_vec(),
            famine: Vec::new(),
            shortfall: Vec::new(),
            bases,
            laws,
        };
        for region in 0..regions.len() {
            let (famine, shortfall) = environment.famine_of(region, span)?;
            environment.famine.push(famine);
            environment.shortfall.push(shortfall);
        }
        Ok(environment)
    }

    fn famine_of(&self, region: usize, span: Span) -> Result<(Vec<f64>, Vec<f64>), SettingError> {
        let mut people = self.bases.villagers[region];
        let (mut rates, mut shortfalls) = (Vec::new(), Vec::new());
        for (year, month) in
            (0..span.years().count()).flat_map(|year| (0..12).map(move |month| (year, month)))
        {
            let deaths = vital::famine_deaths(
                self.laws.at("famine_deaths", year),
                self.laws.at("famine_share_of_region", region),
                self.laws.at("famine_share_of_month", month),
            );
            let ordinary = self.laws.at("ordinary_death_rate", year);
            let rate = vital::monthly_rate(deaths, people);
            if !rate.is_finite() {
                return Err(SettingError::of(
                    "famine_deaths",
                    "a scenario that removes everybody",
                    format!(
                        "{deaths:.0} deaths in a month among {people:.0} people of villages in {}",
                        self.regions[region].id
                    ),
                    "fewer deaths than there are people",
                    "check famine_deaths and its shares",
                ));
            }
            // What else changes their number within the month, as far as it is the same for all of them.
            let growth = self.laws.one("birth_rate") - ordinary - self.moving(year);
            people = (people - deaths) * (1.0 + growth / 12.0);
            rates.push(rate);
            shortfalls.push(if rate > 0.0 && ordinary > 0.0 {
                vital::shortfall(rate, ordinary, self.laws.one("famine_mortality_exponent"))
            } else {
                0.0
            });
        }
        Ok((rates, shortfalls))
    }

    /// All ways out of a group in a week of the run.
    pub fn exits(&self, group: &Group, week: u32, exits: &mut Vec<Exit>) {
        exits.clear();
        let (year, month) = time(week);
        let outside = |account, rate| Exit {
            target: Target::Outside(account),
            rate,
        };
        match group.status {
            Status::CampInmate => {
                exits.push(outside(
                    Account::DiedCamp,
                    self.laws.at("camp_death_rate", year),
                ));
                return;
            }
            Status::SpecialSettler => {
                let rate = self.laws.at("settlement_death_rate", year);
                exits.push(outside(Account::DiedSettlement, rate));
                return;
            }
            Status::Free => {}
        }
        exits.push(outside(
            Account::DiedOrdinary,
            self.laws.at("ordinary_death_rate", year),
        ));
        if group.residence == Residence::Village {
            let famine = self.famine[usize::from(group.region)][month];
            exits.push(outside(Account::DiedFamine, famine));
        }
        if group.is_free_peasant() {
            self.moves(*group, year, exits);
            exits.push(outside(Account::LeftCountry, self.leaving(*group, year)));
        }
        if group.class == Class::IndividualPeasant && group.is_free_peasant() {
            let kolkhoz = Group {
                class: Class::Kolkhoznik,
                ..*group
            };
            exits.push(Exit {
                target: Target::Group(kolkhoz),
                rate: self.laws.at("joining_rate", year),
            });
        }
        exits.retain(|exit| exit.rate > 0.0);
    }

    fn leaving(&self, group: Group, year: usize) -> f64 {
        let region = usize::from(group.region);
        let people = self.laws.at("left_country", year)
            * self.laws.at("left_country_share_of_region", region);
        people / self.bases.peasants[region].max(1.0)
    }

    /// Yearly rate at which peasants move to towns at all.
    fn moving(&self, year: usize) -> f64 {
        let laws = &self.laws;
        let rate = self.allen(year);
        let turned = laws.one("closed_city_reduction");
        let city = |(region, about): (usize, &Region)| {
            towards(
                rate,
                laws.at("destination_city", region),
                about.closed,
                turned,
            )
        };
        let cities: f64 = self.regions.iter().enumerate().map(city).sum();
        rate * laws.one("destination_own_towns") + cities
    }

    fn allen(&self, year: usize) -> f64 {
        allen(
            self.laws.one("migration_slope"),
            self.laws.one("migration_intercept"),
            self.laws.at("relative_consumption", year),
        )
    }

    fn moves(&self, group: Group, year: usize, exits: &mut Vec<Exit>) {
        let laws = &self.laws;
        let rate = self.allen(year);
        let reduction = laws.one("closed_city_reduction");
        let mut to = |region: usize, share: f64| {
            let about = &self.regions[region];
            let target = Group {
                region: u8::try_from(region).unwrap_or(u8::MAX),
                residence: Residence::Town,
                class: Class::Worker,
                ..group
            };
            exits.push(Exit {
                target: Target::Group(target),
                rate: towards(rate, share, about.closed, reduction),
            });
        };
        to(usize::from(group.region), laws.one("destination_own_towns"));
        for region in 0..self.regions.len() {
            let share = laws.at("destination_city", region);
            if share > 0.0 {
                to(region, share);
            }
        }
    }

    /// Births a head and year in a group in a week, and the group that the newborn belong to.
    pub fn births(&self, group: &Group, week: u32) -> (f64, Group) {
        let (year, _) = time(week);
        let rate = match group.status {
            Status::CampInmate => 0.0,
            Status::SpecialSettler => self.laws.at("settlement_birth_rate", year),
            Status::Free => self.laws.one("birth_rate") * self.response(*group, week),
        };
        let newborn = Group {
            mark: Mark::None,
            party: Party::None,
            ..*group
        };
        (rate, newborn)
    }

    /// Births a head and year that the famine prevents.
    pub fn lost_births(&self, group: &Group, week: u32) -> f64 {
        if group.status == Status::Free {
            self.laws.one("birth_rate") * (1.0 - self.response(*group, week))
        } else {
            0.0
        }
    }

    fn response(&self, group: Group, week: u32) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of weeks below 300, checked when it was read"
        )]
        let lag = self.laws.one("birth_lag") as u32;
        if group.residence == Residence::Town || week < lag {
            return 1.0;
        }
        let (_, month) = time(week - lag);
        let shortfall = self.shortfall[usize::from(group.region)][month];
        vital::births(1.0, self.laws.one("birth_response"), shortfall)
    }
}

/// Year of the run and month of the run of a week, from 0.
fn time(week: u32) -> (usize, usize) {
    (
        (week / WEEKS_PER_YEAR) as usize,
        (week / WEEKS_PER_MONTH) as usize,
    )
}
