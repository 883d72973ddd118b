//! Numbers of one run, each with what it is: outputs of the model, and the human ledger by kind.

use crate::setting::Setting;
use crate::simulate::{Run, custody, ledger};
use crate::table::pairs;
use model::observe::OUTPUTS;
use std::collections::BTreeMap;

pub use crate::simulate::custody::MOVED;
pub use crate::simulate::ledger::{LEDGER, LOST_BIRTHS};

/// Which number of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Output of the model, or [`MOVED`], [`LEDGER`] or [`LOST_BIRTHS`].
    pub quantity: String,
    /// Day, year, or period.
    pub date: String,
    /// Dimensions in alphabetical order: name, value.
    pub dims: Vec<(String, String)>,
}

impl Key {
    /// Its dimensions in one text, name=value.
    pub fn words(&self) -> String {
        pairs(self.dims.iter().map(|(name, word)| (name, word)))
    }

    /// Its unit.
    pub fn unit(&self) -> &'static str {
        match self.quantity.as_str() {
            LEDGER | MOVED => "persons",
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
const HUMAN: [&str; 15] = [
    LEDGER,
    LOST_BIRTHS,
    MOVED,
    "arrests_by_political_police",
    "sentenced_by_political_police",
    "camp_inmates",
    "held_in_custody",
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
    let dims = |kind: &str| -> Vec<(String, String)> {
        let kinds = (!kind.is_empty()).then(|| ("kind".to_owned(), kind.to_owned()));
        kinds.into_iter().collect()
    };
    for told in ledger::of_run(setting, run) {
        let year = told.year.to_string();
        all.insert(key(told.quantity, &year, dims(told.kind)), told.number);
        if let Some(period) = &period {
            let whole = key(told.quantity, period, dims(told.kind));
            *all.entry(whole).or_default() += told.number;
        }
    }
    let whole = period.unwrap_or_else(|| years.first().map_or_else(String::new, u32::to_string));
    for (order, fate, number) in custody::of_run(setting, run) {
        let dims = vec![
            ("order".to_owned(), order),
            ("fate".to_owned(), fate.to_owned()),
        ];
        all.insert(key(MOVED, &whole, dims), number as f64);
    }
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
