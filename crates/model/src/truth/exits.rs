//! Who may leave a group in a week, whereto, and at which yearly rate: the hazards of a stratum.
//!
//! This is the law of the people. Counts and persons read the same list: counts draw how many, the twin draws
//! for each person. Reads truth, writes nothing.

use crate::country::{Country, Now};
use crate::decision::verification::Expulsions;
use crate::rules::Rules;
use crate::setting::{Laws, SettingError};
use crate::truth::membership::{Leaving, entering, leaving};
use crate::truth::migration::{allen, towards};
use crate::truth::people::{Account, Class, Group, Mark, Party, Region, Residence, Status};
use crate::truth::posts;
use crate::truth::vital;
use crate::truth::year::hunger;
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

/// Whoever escapes lives on as he did before, without papers; that he is sought is not in the model.
fn escape(group: Group, rate: f64) -> Exit {
    Exit {
        target: Target::Group(Group {
            status: Status::Free,
            ..group
        }),
        rate,
    }
}

/// What the laws read besides the state of the country.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// Regions.
    pub regions: Vec<Region>,
    /// Parameters.
    pub laws: Laws,
    /// Which rules are in force.
    pub rules: Rules,
    /// Free peasants at the start by region: to them the number of those who leave the country is turned into a rate.
    pub peasants: Vec<f64>,
}

/// What of the country's state the people answer to, by region.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions {
    /// Yearly rate of famine deaths in villages.
    pub famine: Vec<f64>,
    /// Births in villages over those of a time without hunger nine months before.
    pub births: Vec<f64>,
    /// Specialists removed a head and year: they go on as workers.
    pub removed: f64,
    /// Who is to be expelled from the party this month.
    pub expulsions: Expulsions,
    /// Consumption a head in towns over that in the villages of the region, in the sense of the equation of migration.
    pub relative: Vec<f64>,
}

impl Conditions {
    /// Conditions under which every way out is open: for finding all groups that can be reached.
    pub fn open(regions: usize) -> Self {
        Self {
            famine: vec![1.0; regions],
            births: vec![1.0; regions],
            removed: 1.0,
            expulsions: Expulsions::open(),
            relative: vec![2.0; regions],
        }
    }

    /// Conditions of a month. The equation of migration is used inside the span of relative consumption that its author shows.
    pub fn of(country: &Country, now: &Now<'_>) -> Self {
        let regions = 0..now.regions.len();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of weeks below 300, checked when it was read"
        )]
        let months = (now.one("birth_lag") as usize / WEEKS_PER_MONTH as usize).max(1) - 1;
        let response = now.one("birth_response");
        let (lowest, highest) = (
            now.one("relative_consumption_least"),
            now.one("relative_consumption_most"),
        );
        let relative = |region: usize| {
            let villages = country.living.villages[region].max(1e-3);
            let relative = now.one("relative_consumption") * country.living.towns / villages;
            relative.clamp(lowest, highest)
        };
        Self {
            famine: hunger(country, now),
            births: regions
                .clone()
                .map(|region| vital::births(1.0, response, country.shortfall(region, months)))
                .collect(),
            removed: removed(country, now),
            expulsions: country.checks.expulsions,
            relative: regions.map(relative).collect(),
        }
    }
}

impl Environment {
    /// Checks what only several parameters together can get wrong.
    ///
    /// # Errors
    /// Destinations that are no whole.
    pub fn new(
        laws: Laws,
        rules: Rules,
        regions: &[Region],
        peasants: Vec<f64>,
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
        Ok(Self {
            regions: regions.to_vec(),
            laws,
            rules,
            peasants,
        })
    }

    /// All ways out of a group in a week of the run.
    pub fn exits(&self, group: &Group, week: u32, conditions: &Conditions, exits: &mut Vec<Exit>) {
        exits.clear();
        let year = (week / WEEKS_PER_YEAR) as usize;
        let region = usize::from(group.region);
        let outside = |account, rate| Exit {
            target: Target::Outside(account),
            rate,
        };
        if group.status != Status::Free {
            self.of_the_held(*group, year, exits);
            exits.retain(|exit| exit.rate > 0.0);
            return;
        }
        exits.push(outside(
            Account::DiedOrdinary,
            self.laws.at("ordinary_death_rate", year),
        ));
        if group.residence == Residence::Village {
            exits.push(outside(Account::DiedFamine, conditions.famine[region]));
        }
        if group.is_free_peasant() {
            self.moves(*group, conditions.relative[region], exits);
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
        if group.class == Class::Specialist {
            let class = Class::Worker;
            exits.push(Exit {
                target: Target::Group(Group { class, ..*group }),
                rate: conditions.removed,
            });
        }
        if group.class == Class::Worker {
            self.promotion(*group, year, exits);
        }
        self.party(*group, week, conditions, exits);
        exits.retain(|exit| exit.rate > 0.0);
    }

    /// Ways out of custody, exile and settlement.
    fn of_the_held(&self, group: Group, year: usize, exits: &mut Vec<Exit>) {
        let laws = &self.laws;
        let (account, deaths, escapes) = match group.status {
            Status::Free => return,
            Status::CampInmate => (
                Account::DiedCamp,
                laws.at("camp_death_rate", year),
                laws.one("camp_escape_rate"),
            ),
            Status::Exile => (
                Account::DiedExile,
                laws.one("exile_death_rate"),
                laws.one("exile_escape_rate"),
            ),
            Status::Relative | Status::Transferred => {
                (Account::DiedExile, laws.one("exile_death_rate"), 0.0)
            }
            Status::SpecialSettler => (
                Account::DiedSettlement,
                laws.at("settlement_death_rate", year),
                0.0,
            ),
        };
        exits.push(Exit {
            target: Target::Outside(account),
            rate: deaths,
        });
        exits.push(escape(group, escapes));
    }

    /// Out of the party and into it, where somebody lives and works.
    fn party(&self, group: Group, week: u32, conditions: &Conditions, exits: &mut Vec<Exit>) {
        let out: f64 = self.leaving_party(&group, week, conditions).iter().sum();
        for (party, rate) in [
            (Party::None, out),
            (Party::Candidate, entering(&group, &self.laws, week)),
        ] {
            exits.push(Exit {
                target: Target::Group(Group { party, ..group }),
                rate,
            });
        }
    }

    /// Rates of leaving the party by cause in a week of the run.
    pub fn leaving_party(&self, group: &Group, week: u32, conditions: &Conditions) -> Leaving {
        let year = (week / WEEKS_PER_YEAR) as usize;
        leaving(group, &self.laws, year, &conditions.expulsions)
    }

    fn leaving(&self, group: Group, year: usize) -> f64 {
        let region = usize::from(group.region);
        let people = self.laws.at("left_country", year)
            * self.laws.at("left_country_share_of_region", region);
        people / self.peasants[region].max(1.0)
    }

    /// Workers who become technicians, engineers or officials where they live.
    fn promotion(&self, group: Group, year: usize, exits: &mut Vec<Exit>) {
        for (class, id) in [
            (Class::Specialist, "promotion_to_specialist"),
            (Class::Official, "promotion_to_official"),
        ] {
            exits.push(Exit {
                target: Target::Group(Group { class, ..group }),
                rate: self.laws.at(id, year),
            });
        }
    }

    fn allen(&self, relative: f64) -> f64 {
        allen(
            self.laws.one("migration_slope"),
            self.laws.one("migration_intercept"),
            relative,
        )
    }

    fn moves(&self, group: Group, relative: f64, exits: &mut Vec<Exit>) {
        let laws = &self.laws;
        let rate = self.allen(relative);
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
    pub fn births(&self, group: &Group, week: u32, conditions: &Conditions) -> (f64, Group) {
        let year = (week / WEEKS_PER_YEAR) as usize;
        let rate = match group.status {
            Status::CampInmate | Status::Exile | Status::Relative | Status::Transferred => 0.0,
            Status::SpecialSettler => self.laws.at("settlement_birth_rate", year),
            Status::Free => self.laws.one("birth_rate") * response(*group, conditions),
        };
        let newborn = Group {
            mark: Mark::None,
            party: Party::None,
            ..*group
        };
        (rate, newborn)
    }

    /// Births a head and year that the famine prevents.
    pub fn lost_births(&self, group: &Group, conditions: &Conditions) -> f64 {
        if group.status == Status::Free {
            self.laws.one("birth_rate") * (1.0 - response(*group, conditions))
        } else {
            0.0
        }
    }
}

/// Mean rate at which specialists are removed, over branches by those who worked there in 1932. Empty posts are not taken away.
fn removed(country: &Country, now: &Now<'_>) -> f64 {
    let rates = country.posts.removed(&country.removals);
    let shares = posts::shares(now).into_iter();
    shares.zip(rates).map(|(share, rate)| share * rate).sum()
}

fn response(group: Group, conditions: &Conditions) -> f64 {
    match group.residence {
        Residence::Town => 1.0,
        Residence::Village => conditions.births[usize::from(group.region)],
    }
}
