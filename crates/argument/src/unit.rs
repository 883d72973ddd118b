//! Units of measurement: a closed list with dimensions, so that a predicate that compares
//! tonnes with persons stops the load instead of giving a verdict.

use std::collections::BTreeMap;
use std::fmt;

/// A unit: its name in data files, the base it counts in, and the factor to that base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Name as written in data files.
    pub name: &'static str,
    /// What it measures; "" for pure numbers.
    pub base: &'static str,
    /// One unit in units of the base.
    pub factor: f64,
}

/// Counts of what cannot be known as a level: only ratios inside one series mean anything.
pub const VOLUME: &str = "volume";
/// An index number with an arbitrary base year; like a volume, but stated as such by its source.
pub const INDEX: &str = "index";

macro_rules! units {
    ($($name:literal $base:literal $factor:literal;)*) => {
        /// Every unit that a data file may name.
        pub const UNITS: &[Unit] = &[$(Unit { name: $name, base: $base, factor: $factor }),*];
    };
}

units! {
    "persons" "persons" 1.0;
    "thousand persons" "persons" 1e3;
    "million persons" "persons" 1e6;
    "households" "households" 1.0;
    "million households" "households" 1e6;
    "farms" "farms" 1.0;
    "thousand farms" "farms" 1e3;
    "units" "units" 1.0;
    "thousand units" "units" 1e3;
    "million units" "units" 1e6;
    "head" "head" 1.0;
    "million head" "head" 1e6;
    "cases" "cases" 1.0;
    "events" "events" 1.0;
    "kg" "tonnes" 1e-3;
    "tonnes" "tonnes" 1.0;
    "thousand tonnes" "tonnes" 1e3;
    "million tonnes" "tonnes" 1e6;
    "kg per person per year" "kg per person per year" 1.0;
    "TWh" "TWh" 1.0;
    "thousand tonnes coal equivalent" "tonnes coal equivalent" 1e3;
    "million metres" "metres" 1e6;
    "million pairs" "pairs" 1e6;
    "million ha" "hectares" 1e6;
    "million m3" "cubic metres" 1e6;
    "billion tonne-km" "tonne-km" 1e9;
    "roubles" "roubles" 1.0;
    "million roubles" "roubles" 1e6;
    "billion roubles" "roubles" 1e9;
    "roubles per kg" "roubles per kg" 1.0;
    "international dollars per person" "international dollars per person" 1.0;
    "ratio" "" 1.0;
    "percent" "" 1e-2;
    "per thousand" "" 1e-3;
    "percent per year" "growth per year" 1e-2;
    "years" "years" 1.0;
    "months" "months" 1.0;
    "days" "days" 1.0;
    "hours" "hours" 1.0;
    "labour-days" "labour-days" 1.0;
    "cases per 100000 train-km" "cases per 100000 train-km" 1.0;
    "thousand wagons per day" "wagons per day" 1e3;
    "index" "index" 1.0;
    "volume" "volume" 1.0;
    "date" "date" 1.0;
}

impl Unit {
    /// A number of this unit in base units, rounded once: 35 percent is the same number as 0.35,
    /// and 1.001 thousand persons are 1001 persons. A plain product would miss both by one bit,
    /// which is enough to turn `<= 0.35` round.
    pub fn to_base(self, value: f64) -> f64 {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let whole = value.abs() < EXACT && value.fract().abs() <= 0.0;
        let product = value * self.factor;
        if self.factor >= 1.0 && whole && product.abs() < EXACT {
            return product;
        }
        if self.factor < 1.0 && whole {
            return value / (1.0 / self.factor).round();
        }
        // Every factor is a power of ten, "1e3" or the like, so it shifts the decimal point.
        let factor = format!("{:e}", self.factor);
        let shift = factor.trim_start_matches('1');
        format!("{value}{shift}").parse().unwrap_or(product)
    }
}

/// Finds a unit by its name.
pub fn unit(name: &str) -> Option<Unit> {
    UNITS.iter().copied().find(|unit| unit.name == name)
}

/// Kinds of death, which cannot be added to each other by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeathKind {
    /// Deaths above a stated normal, as demographers estimate them.
    Excess,
    /// All deaths of a population, registered or reconstructed.
    Registered,
    /// Executions and death sentences.
    Executed,
    /// Deaths in camps, colonies and prisons.
    Camp,
    /// Deaths in special settlements.
    Settlement,
    /// Births that did not happen: not deaths at all.
    LostBirths,
}

impl DeathKind {
    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "excess" => Self::Excess,
            "registered" => Self::Registered,
            "executed" => Self::Executed,
            "camp" => Self::Camp,
            "settlement" => Self::Settlement,
            "lost-births" => Self::LostBirths,
            _ => return None,
        })
    }

    /// The kind in words for tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Excess => "excess deaths",
            Self::Registered => "all deaths",
            Self::Executed => "executions and death sentences",
            Self::Camp => "deaths in camps and colonies",
            Self::Settlement => "deaths in special settlements",
            Self::LostBirths => "lost births (not deaths)",
        }
    }
}

/// What a number measures: powers of bases, and the kind of death if it counts the dead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    powers: BTreeMap<String, i8>,
    deaths: Option<DeathKind>,
}

impl Dimension {
    /// A pure number.
    pub fn none() -> Self {
        Self::default()
    }

    /// One base to the first power; "" gives a pure number.
    pub fn base(base: impl Into<String>) -> Self {
        let base = base.into();
        let mut powers = BTreeMap::new();
        if !base.is_empty() {
            powers.insert(base, 1);
        }
        Self {
            powers,
            deaths: None,
        }
    }

    /// Marks a count of the dead.
    #[must_use]
    pub fn of_deaths(mut self, kind: Option<DeathKind>) -> Self {
        self.deaths = kind;
        self
    }

    /// Whether it is a pure number.
    pub fn is_none(&self) -> bool {
        self.powers.is_empty()
    }

    /// Whether it is a date.
    pub fn is_date(&self) -> bool {
        self.powers.get("date") == Some(&1) && self.powers.len() == 1
    }

    /// The kind of death it counts, if any.
    pub fn deaths(&self) -> Option<DeathKind> {
        self.deaths
    }

    /// Whether two numbers may be compared or added as far as their bases go.
    pub fn same_base(&self, other: &Self) -> bool {
        self.powers == other.powers
    }

    /// Dimension of a product (`sign` 1) or a quotient (`sign` -1). The kind of death is lost:
    /// a share of the dead is no count of the dead.
    #[must_use]
    pub fn times(&self, other: &Self, sign: i8) -> Self {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            let entry = powers.entry(base.clone()).or_insert(0);
            *entry += sign * power;
        }
        powers.retain(|_, power| *power != 0);
        let deaths = if other.is_none() { self.deaths } else { None };
        Self { powers, deaths }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.powers.is_empty() {
            return write!(f, "a pure number");
        }
        for (i, (base, power)) in self.powers.iter().enumerate() {
            let space = if i > 0 { " x " } else { "" };
            match power {
                1 => write!(f, "{space}{base}")?,
                _ => write!(f, "{space}{base}^{power}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Dimension, UNITS, unit};

    #[test]
    fn every_unit_is_listed_once_and_positive() {
        for (i, one) in UNITS.iter().enumerate() {
            assert!(one.factor > 0.0);
            assert!(
                UNITS[..i].iter().all(|other| other.name != one.name),
                "{}",
                one.name
            );
        }
    }

    #[test]
    fn known_conversions() {
        let mass = |name| unit(name).expect("a listed unit").factor;
        assert!((mass("million tonnes") * 12.0 - mass("thousand tonnes") * 12_000.0).abs() < 1e-6);
        assert!((mass("kg") * 1000.0 - mass("tonnes")).abs() < 1e-12);
    }

    #[test]
    fn known_conversions_are_rounded_once() {
        let base = |name, value| unit(name).expect("a listed unit").to_base(value);
        let same = |a: f64, b: f64| assert_eq!(a.to_bits(), b.to_bits(), "{a} and {b}");
        same(base("percent", 35.0), 0.35);
        same(base("percent", 57.5), 0.575);
        same(base("thousand persons", 1.001), 1001.0);
        same(base("million persons", -0.57), -570_000.0);
        same(base("kg", 1.1), 0.0011);
        same(base("persons", 0.1), 0.1);
    }

    #[test]
    fn every_factor_is_a_power_of_ten() {
        for one in UNITS {
            let text = format!("{:e}", one.factor);
            assert!(text.starts_with("1e"), "{}: {text}", one.name);
        }
    }

    #[test]
    fn law_quotient_undoes_product() {
        let (a, b) = (Dimension::base("tonnes"), Dimension::base("persons"));
        assert_eq!(a.times(&b, 1).times(&b, -1), a);
        assert!(a.times(&a, -1).is_none());
    }
}
