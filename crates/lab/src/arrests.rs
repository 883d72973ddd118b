//! What figures of arrests hang on: the elasticity of intake to the share of suspects that is tolerated, printed beside every one of them.
//!
//! ```text
//! intake ~ (eps - kappa) / (p - kappa)      d ln intake / d ln kappa = kappa (eps - p) / ((eps - kappa)(p - kappa))
//! ```
//!
//! eps is the share believed to be suspect, kappa the share that is tolerated, p how precise reports are believed to be: a small difference of
//! two shares that are nearly alike. Which outputs are such figures, and in which words it is told, is said here alone. Ours, as the rule is.

use crate::simulate::beside::Band;
use crate::whatif::Pair;
use crate::whatif::number::{Numbers, key};
use argument::case::Case;
use argument::date::Period;
use argument::predicate::{Predicate, When};
use argument::runs::{Address, BASELINE, Trial, Trials};
use argument::verdict::ClaimVerdict;
use std::collections::{BTreeMap, BTreeSet};

pub use crate::report::rules::RULES;

/// Output that tells it, by year, whichever rule is in force.
pub const ELASTICITY: &str = "intake_elasticity";

/// What it is, once a page.
pub const MEANS: &str = "Elasticity, beside figures of arrests: by how many per cent arrests under poor information change if one per cent more suspects are tolerated. They are a small difference of two near-equal numbers, so they hang on it. No rival rule of arrests reads it.";

/// Why it stands there, in a few words.
pub const WHY: &str = "arrests are a small difference of two near-equal numbers";

/// Outputs whose size is that of the intake. Shares of those arrested are none: the size cancels.
const FIGURES: [&str; 9] = [
    "arrested_who_had_acted",
    "arrests",
    "arrests_by_political_police",
    "arrests_counter_revolutionary",
    "arrests_unfilled",
    "arrests_wanted",
    "sentenced_by_political_police",
    "specialist_arrest_hazard",
    "specialists_arrested",
];

/// Whether an output is a figure of arrests.
pub fn is_figure(output: &str) -> bool {
    FIGURES.contains(&output)
}

/// The median with the band over the seeds, per cent for a per cent.
fn number(band: Band) -> String {
    let digits = |value: f64| format!("{value:.2}");
    let [low, middle, high] = [band.low, band.median, band.high].map(digits);
    if low == high {
        middle
    } else {
        format!("{middle} ({low} to {high})")
    }
}

/// The words beside a figure: each number with what it is the number of, "" if there is one alone. None is the rule's wanting nobody or everybody.
pub fn words(each: &[(&str, Option<Band>)]) -> String {
    let told = each.iter().map(|(name, band)| {
        let number = band.map_or_else(|| "not given".to_owned(), number);
        if name.is_empty() {
            number
        } else {
            format!("{name} {number}")
        }
    });
    let told: Vec<String> = told.collect();
    format!("elasticity to the tolerated share: {}", told.join(", "))
}

/// The same in a narrow column: least to most over the runs.
pub fn short(band: Band) -> String {
    let (low, high) = (format!("{:.2}", band.low), format!("{:.2}", band.high));
    if low == high {
        format!("elasticity {low}")
    } else {
        format!("elasticity {low} to {high}")
    }
}

/// Of the year in which a figure begins, on both sides of some pairs.
pub fn of_pairs(pairs: &[Pair], date: &str) -> [Option<Band>; 2] {
    [
        of_numbers(pairs.iter().map(|pair| &*pair.baseline), date),
        of_numbers(pairs.iter().map(|pair| &*pair.scenario), date),
    ]
}

/// The same of some runs.
pub(crate) fn of_numbers<'n>(runs: impl Iterator<Item = &'n Numbers>, date: &str) -> Option<Band> {
    let year = Period::parse(date).ok()?.start_year();
    let key = key(ELASTICITY, &year.to_string(), Vec::new());
    Band::of(runs.filter_map(|run| run.get(&key).copied()).collect())
}

/// Beside a difference of arrests: in both scenarios, under these names; none beside any other number.
pub fn beside(pairs: &[Pair], (output, date): (&str, &str), names: [&str; 2]) -> Option<String> {
    is_figure(output).then(|| {
        let [base, other] = of_pairs(pairs, date);
        words(&[(names[0], base), (names[1], other)])
    })
}

/// Numbers of the baseline setting under a scenario, by year.
fn by_year(trials: &Trials, scenario: &str) -> BTreeMap<String, Band> {
    let baseline = trials.settings.iter().find(|one| one.name == BASELINE);
    let runs = baseline.map_or(&[][..], |one| &one.trials);
    let own = |address: &Address| address.output == ELASTICITY && address.scenario == scenario;
    let dates: BTreeSet<&String> = runs
        .iter()
        .flat_map(|trial| trial.values.keys().filter(|one| own(one)))
        .map(|address| &address.date)
        .collect();
    let band = |date: &&String| -> Option<Band> {
        let of = |trial: &Trial| {
            let mut all = trial.values.iter();
            let found = all.find(|(address, _)| own(address) && address.date == **date);
            found.map(|(_, value)| *value)
        };
        Band::of(runs.iter().filter_map(of).collect())
    };
    let all = dates.iter();
    all.filter_map(|date| Some(((*date).clone(), band(date)?)))
        .collect()
}

/// Beside a panel: medians of the baseline, year by year; none where no run gives it.
pub fn over_years(trials: &Trials) -> Option<String> {
    let all = by_year(trials, BASELINE);
    let told = all
        .iter()
        .map(|(year, band)| format!("{:.2} in {year}", band.median));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| {
        format!(
            "Elasticity to the tolerated share, median: {}.",
            told.join(", ")
        )
    })
}

/// Beside each reading of a claim, where it is judged on runs and asks for arrests.
pub fn of_claim(case: &Case, trials: &Trials, claim: &ClaimVerdict) -> Vec<Option<String>> {
    let predicates = case.predicates(&claim.id);
    let readings = claim.readings.iter().enumerate();
    readings
        .map(|(at, reading)| {
            let predicate = predicates.get(at).filter(|_| reading.runs.is_some())?;
            of_reading(predicate, trials)
        })
        .collect()
}

/// Beside a reading on runs whose predicate asks for arrests: for every year and scenario of them; none beside any other.
pub fn of_reading(predicate: &Predicate, trials: &Trials) -> Option<String> {
    let mut asked: BTreeSet<(&str, i16)> = BTreeSet::new();
    for term in predicate
        .terms
        .iter()
        .filter(|term| is_figure(&term.quantity))
    {
        let scenario = term.under.as_deref().unwrap_or(BASELINE);
        match term.when {
            When::Year(year) => asked.insert((scenario, year)),
            When::Span(span) => asked.insert((scenario, span.start_year())),
            When::Event => false,
        };
    }
    if asked.is_empty() {
        return None;
    }
    let scenarios: BTreeSet<&str> = asked.iter().map(|(scenario, _)| *scenario).collect();
    let known: BTreeMap<&str, _> = scenarios
        .iter()
        .map(|scenario| (*scenario, by_year(trials, scenario)))
        .collect();
    let named = |(scenario, year): &(&str, i16)| {
        let band = known
            .get(scenario)
            .and_then(|all| all.get(&year.to_string()));
        let name = if scenarios.len() > 1 || *scenario != BASELINE {
            format!("{scenario} {year}")
        } else {
            year.to_string()
        };
        (name, band.copied())
    };
    let told: Vec<(String, Option<Band>)> = asked.iter().map(named).collect();
    let told: Vec<(&str, Option<Band>)> = told
        .iter()
        .map(|(name, band)| (name.as_str(), *band))
        .collect();
    Some(words(&told))
}

#[cfg(test)]
mod tests {
    use super::{Band, FIGURES, is_figure, of_reading, over_years, short, words};
    use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
    use model::observe::OUTPUTS;
    use std::collections::BTreeMap;

    /// A new output of arrests must be put into the list or among those that are named here with the reason why they are none.
    #[test]
    fn law_every_output_of_arrests_is_a_figure_of_arrests_or_says_why_not() {
        let none = [
            ("arrested_disposed", "a share of those arrested"),
            ("specialist_arrest_ratio", "one hazard over another"),
            (
                "verification_expelled_arrested",
                "a fixed share of those expelled",
            ),
        ];
        let none: Vec<&str> = none.iter().map(|(id, _)| *id).collect();
        let of_arrests = OUTPUTS.iter().filter(|one| one.id.contains("arrest"));
        for one in of_arrests {
            assert_ne!(is_figure(one.id), none.contains(&one.id), "{}", one.id);
        }
        for id in FIGURES {
            assert!(OUTPUTS.iter().any(|one| one.id == id), "no output {id}");
        }
        assert!(OUTPUTS.iter().any(|one| one.id == super::ELASTICITY));
    }

    #[test]
    fn known_words_beside_a_figure() {
        let band = Band {
            median: -1.0,
            low: -1.25,
            high: -0.75,
        };
        let both = words(&[("baseline", Some(band)), ("scenario", None)]);
        let wanted = "elasticity to the tolerated share: baseline -1.00 (-1.25 to -0.75), scenario not given";
        assert_eq!(both, wanted);
        assert_eq!(short(band), "elasticity -1.25 to -0.75");
    }

    /// Two seeds, each with -1 for the first year and -2 for the second.
    fn trials() -> Trials {
        let address = |year: i32| Address {
            scenario: BASELINE.to_owned(),
            output: super::ELASTICITY.to_owned(),
            date: year.to_string(),
            dims: BTreeMap::new(),
        };
        let trial = Trial {
            values: BTreeMap::from([(address(1935), -1.0), (address(1936), -2.0)]),
            ..Trial::default()
        };
        let setting = Setting {
            name: BASELINE.to_owned(),
            trials: vec![trial.clone(), trial],
        };
        Trials {
            settings: vec![setting],
            ..Trials::none()
        }
    }

    #[test]
    fn law_a_reading_on_arrests_tells_it_and_another_does_not() {
        let (case, _) = crate::testing::embedded();
        let trials = trials();
        let mut told = 0;
        for claim in &case.claims {
            for predicate in case.predicates(&claim.id) {
                let asks = predicate.terms.iter().any(|term| is_figure(&term.quantity));
                let line = of_reading(predicate, &trials);
                assert_eq!(line.is_some(), asks, "{}", claim.id);
                told += usize::from(line.is_some_and(|line| line.contains("-1.00")));
            }
        }
        assert!(told > 0, "no claim on arrests of 1935");
        let years = "Elasticity to the tolerated share, median: -1.00 in 1935, -2.00 in 1936.";
        assert_eq!(over_years(&trials).as_deref(), Some(years));
        assert_eq!(over_years(&Trials::none()), None);
    }
}
