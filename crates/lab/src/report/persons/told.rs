//! One run of the baseline scenario, to the person: who is there, who was born, died and left, and where orders moved whom.

use super::{ACTED, ARRESTED};
use crate::cost::POPULATION;
use crate::simulate::custody::MOVED;
use crate::simulate::ledger::LEDGER;
use argument::runs::{Address, BASELINE, Trial, quantiles};
use std::collections::{BTreeMap, BTreeSet};

/// The account that adds people; all others take them away.
pub(super) const BORN: &str = "born";
/// Deaths of hunger.
const HUNGER: &str = "died-famine";

/// One run of the baseline scenario, to the person.
pub(super) struct Told {
    /// Seed of the run.
    pub(super) seed: u64,
    /// People on each first of January, by year.
    pub(super) people: BTreeMap<u32, f64>,
    /// The human ledger: kind and year.
    kinds: BTreeMap<(String, u32), f64>,
    /// Orders: order and fate.
    orders: BTreeMap<(String, String), f64>,
    /// Arrested, and of these those who had acted in public in the month before.
    pub(super) arrested: f64,
    /// None if the run does not tell.
    pub(super) acted: Option<f64>,
}

impl Told {
    /// A run of the baseline scenario; none if the trial has none.
    pub(super) fn of_baseline(trial: &Trial) -> Option<Self> {
        trial.ran.contains(BASELINE).then(|| Self::of(trial))
    }

    fn of(trial: &Trial) -> Self {
        let mut told = Self {
            seed: trial.seed,
            people: BTreeMap::new(),
            kinds: BTreeMap::new(),
            orders: BTreeMap::new(),
            arrested: 0.0,
            acted: None,
        };
        let own = trial
            .values
            .iter()
            .filter(|(address, _)| address.scenario == BASELINE);
        for (address, value) in own {
            let Some(year) = year(address) else { continue };
            let dim = |name: &str| address.dims.get(name).cloned().unwrap_or_default();
            match address.output.as_str() {
                POPULATION => drop(told.people.insert(year, *value)),
                LEDGER => drop(told.kinds.insert((dim("kind"), year), *value)),
                MOVED => drop(told.orders.insert((dim("order"), dim("fate")), *value)),
                ARRESTED => told.arrested += value,
                ACTED => *told.acted.get_or_insert(0.0) += value,
                _ => {}
            }
        }
        told
    }

    /// Years that the run covers.
    pub(super) fn years(&self) -> Vec<u32> {
        let years: BTreeSet<u32> = self.kinds.keys().map(|(_, year)| *year).collect();
        years.into_iter().collect()
    }

    /// Persons of a kind in a year.
    pub(super) fn kind(&self, kind: &str, year: u32) -> f64 {
        self.kinds
            .get(&(kind.to_owned(), year))
            .copied()
            .unwrap_or(0.0)
    }

    /// Deaths of hunger of all years: one kind, so that kinds are not added.
    fn hunger(&self) -> f64 {
        let years = self.years().into_iter();
        years.map(|year| self.kind(HUNGER, year)).sum()
    }

    /// By how many persons start, births, deaths and departures miss the end of a year; none if the run does not tell.
    pub(super) fn missing(&self, year: u32) -> Option<f64> {
        let own = self.kinds.iter().filter(|((_, of), _)| *of == year);
        let change: f64 = own
            .map(|((kind, _), number)| if kind == BORN { *number } else { -number })
            .sum();
        Some(self.people.get(&(year + 1))? - self.people.get(&year)? - change)
    }

    /// Persons whom an order moved that came to this end.
    pub(super) fn fate(&self, order: &str, fate: &str) -> f64 {
        self.orders
            .get(&(order.to_owned(), fate.to_owned()))
            .copied()
            .unwrap_or(0.0)
    }

    /// By how many persons the fates of an order miss those whom it moved.
    fn lost(&self, order: &str) -> f64 {
        let of = |fate| self.fate(order, fate);
        let gone: f64 = ["executed", "died", "escaped", "released", "held"]
            .into_iter()
            .map(of)
            .sum();
        of("moved") + of("relatives") - gone
    }

    /// Orders and streams of sentences.
    pub(super) fn orders(&self) -> Vec<&str> {
        let orders: BTreeSet<&str> = self
            .orders
            .keys()
            .map(|(order, _)| order.as_str())
            .collect();
        orders.into_iter().collect()
    }

    /// Whether everybody is where they should be.
    pub(super) fn adds_up(&self) -> bool {
        let years = self.years();
        let people = years.iter().all(|year| self.missing(*year) == Some(0.0));
        !years.is_empty() && people && self.orders().iter().all(|order| self.lost(order) == 0.0)
    }
}

fn year(address: &Address) -> Option<u32> {
    address.date.get(..4)?.parse().ok()
}

/// The run nearest the median by deaths of hunger of all years together; of two equally near, that with the lower seed.
pub(super) fn nearest(runs: &[Told]) -> Option<&Told> {
    let hunger: Vec<f64> = runs.iter().map(Told::hunger).collect();
    let [median] = quantiles(hunger, [0.5])?;
    let far = |run: &Told| (run.hunger() - median).abs();
    runs.iter()
        .min_by(|a, b| far(a).total_cmp(&far(b)).then(a.seed.cmp(&b.seed)))
}

#[cfg(test)]
mod tests {
    use super::Told;
    use argument::runs::{Address, BASELINE, Trial};
    use std::collections::BTreeMap;

    fn trial(left: f64, held: f64) -> Trial {
        let at = |output: &str, date: &str, dims: &[(&str, &str)]| Address {
            scenario: BASELINE.to_owned(),
            output: output.to_owned(),
            date: date.to_owned(),
            dims: dims
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let order = |fate: &str| {
            at(
                "moved_by_orders",
                "1933/1933",
                &[("fate", fate), ("order", "o")],
            )
        };
        Trial {
            values: BTreeMap::from([
                (at("population", "1933-01-01", &[]), 100.0),
                (at("population", "1934-01-01", &[]), left),
                (at("human_ledger", "1933", &[("kind", "born")]), 9.0),
                (at("human_ledger", "1933", &[("kind", "died-famine")]), 4.0),
                (at("human_ledger", "1933", &[("kind", "left-country")]), 1.0),
                (order("moved"), 7.0),
                (order("relatives"), 2.0),
                (order("died"), 3.0),
                (order("held"), held),
            ]),
            ..Trial::default()
        }
    }

    #[test]
    fn law_whoever_is_lost_is_missed() {
        assert!(Told::of(&trial(104.0, 6.0)).adds_up());
        let lost = Told::of(&trial(103.0, 6.0));
        assert_eq!((lost.missing(1933), lost.adds_up()), (Some(-1.0), false));
        let gone = Told::of(&trial(104.0, 5.0));
        assert!(!gone.adds_up() && (gone.lost("o") - 1.0).abs() < 1e-12);
        assert!(!Told::of(&Trial::default()).adds_up());
        assert!(lost.acted.is_none());
    }
}
