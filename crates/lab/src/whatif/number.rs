//! Numbers of one run, each with what it is: outputs of the model, and the human ledger by kind.

use crate::setting::Setting;
use crate::simulate::{Run, ledger};
use model::observe::OUTPUTS;
use model::truth::people::Account;
use std::collections::BTreeMap;

/// The human ledger as a quantity, by kind; kinds are never added.
pub const LEDGER: &str = "human_ledger";
/// Births that hunger prevented, as a quantity: an expected number, and no deaths.
pub const LOST_BIRTHS: &str = "lost_births";

/// Which number of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Output of the model, or [`LEDGER`] or [`LOST_BIRTHS`].
    pub quantity: String,
    /// Day, year, or period.
    pub date: String,
    /// Dimensions in alphabetical order: name, value.
    pub dims: Vec<(String, String)>,
}

impl Key {
    /// Its dimensions in one text, name=value.
    pub fn words(&self) -> String {
        let words: Vec<String> = self
            .dims
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        words.join(" ")
    }

    /// Its unit.
    pub fn unit(&self) -> &'static str {
        match self.quantity.as_str() {
            LEDGER => "persons",
            LOST_BIRTHS => "births",
            other => {
                let output = OUTPUTS.iter().find(|output| output.id == other);
                output.map_or("", |output| output.unit)
            }
        }
    }

    /// Whether it tells what happened to people. Such numbers are shown first, whatever was asked for.
    pub fn is_human(&self) -> bool {
        self.place() <= HUMAN.len()
    }

    /// Place in the order of telling: the human ledger, other numbers of people's lives, further counts of the dead, everything else.
    pub(super) fn place(&self) -> usize {
        let listed = HUMAN.iter().position(|one| *one == self.quantity);
        let output = OUTPUTS.iter().find(|one| one.id == self.quantity);
        let dead = output.is_some_and(|one| !one.deaths.is_empty());
        listed.unwrap_or(HUMAN.len() + usize::from(!dead))
    }
}

/// Quantities of the human side, in the order of telling; those that count the dead belong to it as well.
const HUMAN: [&str; 10] = [
    LEDGER,
    LOST_BIRTHS,
    "population",
    "births",
    "birth_rate",
    "death_rate",
    "consumption_level",
    "grievance",
    "legitimacy",
    "fear",
];

/// All numbers of one run.
pub type Numbers = BTreeMap<Key, f64>;

/// All numbers of a run: its outputs, and the human ledger by kind for each year and for the whole run.
pub(crate) fn of_run(setting: &Setting, run: &Run) -> Numbers {
    let outputs = run.observations.iter().map(|one| {
        let dims = one.dims.iter();
        let dims = dims.map(|(name, value)| ((*name).to_owned(), value.clone()));
        (key(one.quantity, &one.date, dims.collect()), one.value)
    });
    let mut all: Numbers = outputs.collect();
    let years: Vec<u32> = setting.setup.span.years().collect();
    let period = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first < last => Some(format!("{first}/{last}")),
        _ => None,
    };
    let mut add = |quantity: &str, kind: &str, of: &dyn Fn(usize) -> f64| {
        let kinds = (!kind.is_empty()).then(|| ("kind".to_owned(), kind.to_owned()));
        let dims: Vec<(String, String)> = kinds.into_iter().collect();
        let mut sum = 0.0;
        for (at, year) in years.iter().enumerate() {
            if ledger::weeks(setting, at) == 0 {
                continue;
            }
            sum += of(at);
            all.insert(key(quantity, &year.to_string(), dims.clone()), of(at));
        }
        if let Some(period) = &period {
            all.insert(key(quantity, period, dims), sum);
        }
    };
    for account in Account::ALL {
        let of = |year: usize| run.ledger.total(year, *account) as f64;
        add(LEDGER, account.word(), &of);
    }
    add(LOST_BIRTHS, "", &|year| run.ledger.total_lost_births(year));
    all
}

pub(crate) fn key(quantity: &str, date: &str, mut dims: Vec<(String, String)>) -> Key {
    dims.sort();
    Key {
        quantity: quantity.to_owned(),
        date: date.to_owned(),
        dims,
    }
}
