//! What a run of the model is given, read from the files of a case: `population.toml`, `table.toml`, `offices.toml`,
//! `categories.toml`, `parameters/` and `scenarios/`.
//!
//! Evidence reaches the model through [`Base::for_fitting`] alone, so a held-out observation cannot get in.
//!
//! [`Base::for_fitting`]: argument::evidence::Base::for_fitting

mod bounds;
mod categories;
mod directives;
mod inference;
mod offices;
mod parameters;
mod plausible;
mod population;
pub(crate) mod prior;
mod recipe;
mod scenario;
mod span;
mod table;
mod used;

pub use categories::ToldCategory;
pub use directives::Told as ToldDirective;
pub use inference::{Freeze, Plan, Sealed, Sought, Target};
pub use offices::{Actor, Office, Roll, Term};
pub use parameters::{Origin, Parameter};
pub use plausible::Plausible;
pub use population::Population;
pub use scenario::{Change, Lever, OtherRule, Scenario};
pub use span::declare;
pub use table::{Economy, FIGURES, Figure, Grade, Told, Use};
pub use used::Used;

use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Lines, Place, did_you_mean, listed};
use model::decision::category::Categories;
use model::loops::{Frozen, Loop};
use model::rules::Rules;
use model::setting::{SettingError, Span, Values};
use model::truth::industry::Works;
use model::truth::initial::{self, People};
use model::world::Setup;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Everything that a run is given.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The scenario.
    pub scenario: Scenario,
    /// The rival setting that it is run under, if any.
    pub rival: Option<Scenario>,
    /// All parameters, as rival and scenario leave them.
    pub parameters: Vec<Parameter>,
    /// Population at the start, with where each margin comes from.
    pub population: Population,
    /// Dated directives of the case, those that the scenario switches off included.
    pub directives: Vec<ToldDirective>,
    /// The branches of the economy in 1932, with where each figure comes from.
    pub economy: Economy,
    /// Offices, and those on the closed list who held them.
    pub roll: Roll,
    /// Categories of people that quotas name.
    pub categories: Vec<ToldCategory>,
    /// Observations that parameters or the start were taken from or fitted to.
    pub used: Vec<Used>,
    /// What all runs of it share.
    pub setup: Setup,
}

/// Reads the setting of a scenario.
///
/// # Errors
/// A case without a model, an unknown scenario, or the first thing that is wrong with the files, with its place.
pub fn read(case: &Case, scenario: &str) -> Result<Setting, Fault> {
    read_under(case, None, scenario)
}

/// Reads the setting of a scenario under a rival setting: the changes of the rival first, then those of the scenario.
///
/// # Errors
/// As [`read`].
pub fn read_under(case: &Case, rival: Option<&str>, scenario: &str) -> Result<Setting, Fault> {
    read_drawn(case, (rival, scenario), None)
}

/// The same with all parameters drawn from their priors first, by a seed. What rival or scenario changes is changed after the draw.
///
/// # Errors
/// As [`read`]; draws that no law admits.
pub fn read_drawn(
    case: &Case,
    about: (Option<&str>, &str),
    seed: Option<u64>,
) -> Result<Setting, Fault> {
    Prepared::of(case)?.setting(about, seed)
}

/// What all settings of a case share: read once, its population fitted once.
#[derive(Clone, Debug)]
pub struct Prepared<'c> {
    case: &'c Case,
    parameters: Vec<Parameter>,
    economy: Economy,
    roll: Roll,
    population: Population,
    directives: Vec<ToldDirective>,
    categories: (Vec<ToldCategory>, Categories),
    people: People,
    /// Works of the first setting that was made: what they took to work out is taken from there.
    works: OnceLock<Works>,
}

impl<'c> Prepared<'c> {
    /// Reads parameters, the table of branches and the population.
    ///
    /// # Errors
    /// A case without a model, or the first thing that is wrong with the files, with its place.
    pub fn of(case: &'c Case) -> Result<Self, Fault> {
        let text = case.for_a_model.get(POPULATION).ok_or_else(no_model)?;
        let mut parameters = Vec::new();
        for (path, text) in under(case, "parameters/") {
            parameters::read(&file(path, text, &Lines::of(text)), case, &mut parameters)?;
        }
        table::refuse_elsewhere(&parameters)?;
        offices::refuse_elsewhere(&parameters)?;
        refuse_unknown(&parameters)?;
        let economy = economy(case)?;
        parameters.extend(economy.parameters());
        let lines = Lines::of(text);
        let population = population::read(&file(POPULATION, text, &lines), case)?;
        let roll = roll(case)?;
        parameters.push(roll.parameter(population.year)?);
        let directives = directives::read(case, &population.regions)?;
        directives::refuse_unfounded(&directives, &roll)?;
        let categories = categories(case)?;
        let people = people(&population, &bins(&parameters))
            .map_err(|error| placed(error, &parameters, &[], &population))?;
        Ok(Self {
            case,
            parameters,
            economy,
            roll,
            population,
            directives,
            categories,
            people,
            works: OnceLock::new(),
        })
    }

    /// The setting of a scenario under a rival setting, with parameters drawn by a seed if there is one.
    ///
    /// # Errors
    /// As [`read_drawn`].
    pub fn setting(
        &self,
        about: (Option<&str>, &str),
        seed: Option<u64>,
    ) -> Result<Setting, Fault> {
        let mut parameters = self.parameters.clone();
        if let Some(seed) = seed {
            prior::draw(seed, &mut parameters);
        }
        self.changed(about, parameters)
    }

    /// The setting of a scenario under a rival setting with some parameters set first, as a draw from the prior would set them: a
    /// single value to the number given, a list to its values times that number. What rival or scenario changes is changed after that.
    ///
    /// # Errors
    /// As [`read_drawn`].
    pub fn setting_at(
        &self,
        about: (Option<&str>, &str),
        given: &BTreeMap<String, f64>,
    ) -> Result<Setting, Fault> {
        let mut parameters = self.parameters.clone();
        prior::set(given, &mut parameters);
        self.changed(about, parameters)
    }

    /// The year of the day on which runs begin.
    pub fn first_year(&self) -> i16 {
        i16::try_from(self.population.year).unwrap_or(i16::MAX)
    }

    /// The case.
    pub fn case(&self) -> &'c Case {
        self.case
    }

    /// Prior ranges of the parameters that can be drawn, by key.
    pub fn ranges(&self) -> BTreeMap<String, (f64, f64)> {
        let drawable = self
            .parameters
            .iter()
            .filter(|one| prior::drawable(one).is_some());
        drawable.map(|one| (one.id.clone(), one.prior)).collect()
    }

    /// What history matching is to do, as `inference.toml` says.
    ///
    /// # Errors
    /// A case without that file, or the first thing that is wrong with it, with its place.
    pub fn plan(&self) -> Result<Plan, Fault> {
        let text = self.case.for_a_model.get(inference::FILE);
        let text = text.ok_or_else(inference::absent)?;
        let directives = self.directives.iter();
        let levers: Vec<&str> = directives.map(|one| one.directive.id.as_str()).collect();
        let lines = Lines::of(text);
        let file = file(inference::FILE, text, &lines);
        inference::read(&file, self.case, (&self.parameters, &levers))
    }

    /// The setting of a scenario as the files give it, for views of an ensemble: what the ensemble was held to counts as used.
    ///
    /// # Errors
    /// As [`Self::setting`] and [`Self::plan`].
    pub fn setting_held_to(&self, scenario: &str, freeze: i16) -> Result<Setting, Fault> {
        let mut setting = self.setting((None, scenario), None)?;
        setting.used.extend(self.plan()?.used(freeze));
        Ok(setting)
    }

    fn changed(
        &self,
        (rival, scenario): (Option<&str>, &str),
        mut parameters: Vec<Parameter>,
    ) -> Result<Setting, Fault> {
        let case = self.case;
        let mut rules = Rules::default();
        let ids = self.directives.iter().map(|one| one.directive.id.as_str());
        let ids: Vec<&str> = ids.collect();
        let mut changed = |key: &str| -> Result<Scenario, Fault> {
            let (path, text) = scenario_file(case, key)?;
            let lines = Lines::of(text);
            let file = file(path, text, &lines);
            scenario::read(&file, case, (&mut parameters, &mut rules), &ids)
        };
        let rival = rival.map(&mut changed).transpose()?;
        let scenario = changed(scenario)?;
        bounds::refuse_another_year(&scenario, &self.population)?;
        let loops = rival.iter().chain([&scenario]);
        let loops: Vec<Loop> = loops.flat_map(|one| one.frozen.clone()).collect();
        let setup = self.setup(&parameters, &scenario, rules);
        let setup = setup.map(|setup| setup.freezing(Frozen::of(&loops)));
        let setup = setup.and_then(bounds::no_more_than_there_are);
        let setup = setup.map_err(|error| {
            let changes = rival.iter().chain([&scenario]).flat_map(|one| &one.changes);
            let changes: Vec<_> = changes.collect();
            placed(error, &parameters, &changes, &self.population)
        })?;
        directives::no_more_than_there_are(&self.directives, &setup)?;
        let fitted = parameters
            .iter()
            .flat_map(|parameter| parameter.fitted_to.clone());
        Ok(Setting {
            used: fitted.chain(self.population.used.iter().cloned()).collect(),
            population: self.population.clone(),
            directives: self.directives.clone(),
            economy: self.economy.clone(),
            roll: self.roll.clone(),
            categories: self.categories.0.clone(),
            scenario,
            rival,
            parameters,
            setup,
        })
    }

    fn setup(
        &self,
        parameters: &[Parameter],
        scenario: &Scenario,
        rules: Rules,
    ) -> Result<Setup, SettingError> {
        let values: Values = parameters
            .iter()
            .map(|parameter| (parameter.id.clone(), parameter.values.clone()))
            .collect();
        let span = Span {
            first_year: scenario.first_year,
            weeks: scenario.weeks,
        };
        let bins = bins(parameters);
        let population = &self.population;
        let people = if bins == self::bins(&self.parameters) {
            self.people.clone()
        } else {
            people(population, &bins)?
        };
        let start = (&people, population.start.ages);
        let directives = directives::of_scenario(&self.directives, scenario, &scenario.off);
        let categories = self.categories.1.clone();
        let country = (population.regions.as_slice(), categories, directives);
        let known = self.works.get();
        let setup = Setup::of_people(&values, start, country, (span, rules), known)?;
        if known.is_none() {
            // Whoever comes second brings the same.
            let _first = self.works.set(setup.works.clone());
        }
        Ok(setup.governed(self.roll.given(span.first_year)))
    }
}

fn economy(case: &Case) -> Result<Economy, Fault> {
    let Some(text) = case.for_a_model.get(table::FILE) else {
        return Err(
            Fault::new(Place::file(table::FILE), "a model without its table of branches")
                .found("population.toml, and no table.toml")
                .wanted("table.toml, with a [[branch]] for each branch and a [[cell]] for what one uses of another")
                .hint("copy it from the case inside the program; ARCHITECTURE.md lists the files of a case"),
        );
    };
    table::read(&file(table::FILE, text, &Lines::of(text)), case)
}

fn roll(case: &Case) -> Result<Roll, Fault> {
    let Some(text) = case.for_a_model.get(offices::FILE) else {
        return Err(
            Fault::new(Place::file(offices::FILE), "a model without its list of offices")
                .found("population.toml, and no offices.toml")
                .wanted("offices.toml, with an [[office]] for each office and an [[actor]] for each on the closed list")
                .hint("copy it from the case inside the program; ARCHITECTURE.md lists the files of a case"),
        );
    };
    offices::read(&file(offices::FILE, text, &Lines::of(text)), case)
}

fn categories(case: &Case) -> Result<(Vec<ToldCategory>, Categories), Fault> {
    let Some(text) = case.for_a_model.get(categories::FILE) else {
        return Err(Fault::new(
            Place::file(categories::FILE),
            "a model without its categories of people",
        )
        .found("population.toml, and no categories.toml")
        .wanted("categories.toml, with a [[category]] for each category that quotas name")
        .hint(
            "copy it from the case inside the program; ARCHITECTURE.md lists the files of a case",
        ));
    };
    categories::read(&file(categories::FILE, text, &Lines::of(text)), case)
}

fn bins(parameters: &[Parameter]) -> Vec<f64> {
    let bins = parameters.iter().find(|one| one.id == "risk_bin_share");
    let values = bins.map(|one| one.values.as_slice()).unwrap_or_default();
    values.iter().map(|(_, value)| *value).collect()
}

fn people(population: &Population, bins: &[f64]) -> Result<People, SettingError> {
    initial::population(&population.start, &population.regions, bins)
}

/// Keys of the scenarios of a case.
pub fn scenarios(case: &Case) -> Vec<&str> {
    let names = under(case, "scenarios/").map(|(path, _)| path);
    names
        .filter_map(|path| path.strip_prefix("scenarios/")?.strip_suffix(".toml"))
        .collect()
}

/// What each scenario of a case says of itself, without its changes.
///
/// # Errors
/// The first one that cannot be read.
pub fn heads(case: &Case) -> Result<Vec<Scenario>, Fault> {
    if case.for_a_model.is_empty() {
        return Err(no_model());
    }
    let all = under(case, "scenarios/");
    all.map(|(path, text)| scenario::head(&file(path, text, &Lines::of(text))))
        .collect()
}

const POPULATION: &str = "population.toml";

fn under<'c>(case: &'c Case, folder: &'static str) -> impl Iterator<Item = (&'c str, &'c str)> {
    let files = case.for_a_model.iter();
    files
        .filter(move |(path, _)| path.starts_with(folder))
        .map(|(path, text)| (path.as_str(), text.as_str()))
}

fn file<'a>(path: &'a str, text: &'a str, lines: &'a Lines) -> File<'a> {
    File { path, text, lines }
}

fn no_model() -> Fault {
    Fault::new(Place::file(POPULATION), "this case has no model to run")
        .found("no population.toml")
        .wanted("population.toml, table.toml, offices.toml, categories.toml, parameters/*.toml and scenarios/*.toml")
        .hint("`closerun check` judges a case without a model; the case inside the program has one")
}

fn scenario_file<'c>(case: &'c Case, scenario: &str) -> Result<(&'c str, &'c str), Fault> {
    let path = format!("scenarios/{scenario}.toml");
    if case.for_a_model.is_empty() {
        return Err(no_model());
    }
    let known = case.for_a_model.get_key_value(&path);
    known
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .ok_or_else(|| {
            let names = scenarios(case);
            Fault::new(Place::file(&path), "unknown scenario")
                .found(scenario)
                .wanted(listed(&names, "scenarios of this case"))
                .hint(did_you_mean(
                    scenario,
                    names.iter().copied(),
                    "`closerun whatif` without a name lists them all",
                ))
        })
}

fn refuse_unknown(parameters: &[Parameter]) -> Result<(), Fault> {
    let known = || model::setting::WANTED.iter().map(|wanted| wanted.id);
    for parameter in parameters {
        let Some(wanted) = model::setting::WANTED
            .iter()
            .find(|wanted| wanted.id == parameter.id)
        else {
            return Err(
                Fault::new(parameter.at.clone(), "a parameter that no law asks for")
                    .found(&parameter.id)
                    .wanted(listed(
                        &known().collect::<Vec<_>>(),
                        "parameters that laws ask for",
                    ))
                    .hint(did_you_mean(
                        &parameter.id,
                        known(),
                        "nothing is ignored silently",
                    )),
            );
        };
        if parameter.unit != wanted.unit {
            return Err(
                Fault::new(parameter.at.clone(), "a parameter in another unit")
                    .found(format!("{} in {}", parameter.id, parameter.unit))
                    .wanted(wanted.unit)
                    .hint("convert the value and name the unit that the law is written in"),
            );
        }
    }
    Ok(())
}

/// Gives an error of the model its place in a file.
fn placed(
    error: SettingError,
    parameters: &[Parameter],
    changes: &[&Change],
    population: &Population,
) -> Fault {
    let changed = changes
        .iter()
        .rev()
        .find(|change| change.parameter == error.about);
    let given = parameters
        .iter()
        .find(|parameter| parameter.id == error.about);
    let margin = population
        .margins
        .iter()
        .find(|margin| margin.name == error.about);
    let place = changed
        .map(|change| &change.at)
        .or(given.map(|parameter| &parameter.at))
        .or(margin.map(|margin| &margin.at));
    let place = place.cloned().unwrap_or_else(|| Place::file("parameters/"));
    Fault::new(place, format!("{}: {}", error.about, error.what))
        .found(error.found)
        .wanted(error.wanted)
        .hint(error.hint)
}

#[cfg(test)]
mod tests;
