//! Patterns under every rule: the trials that a check has made for its claims, judged by the same law as the runs of `closerun run`.

use super::{Judged, Number, Pattern, Standing, Told, of_pattern};
use crate::simulate::beside::Band;
use crate::simulate::custody::MOVED;
use argument::case::Case;
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use std::collections::{BTreeMap, BTreeSet};

/// One line beside one range, under one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// Key of the rival setting, or the baseline.
    pub setting: String,
    /// What its trials give.
    pub band: Option<Band>,
    /// How that stands to what is wanted.
    pub standing: Standing,
    /// Trials that it was judged on.
    pub seeds: usize,
}

/// One line beside one range: the baseline, then each rule, with all its seeds if it has as many as the baseline, else with those that
/// all have, since few seeds have a narrow band.
#[derive(Clone, Debug, PartialEq)]
pub struct Across<'a> {
    /// In the baseline setting, with all its seeds.
    pub own: Judged<'a>,
    /// The baseline first, then each rival setting in the order of the trials.
    pub rules: Vec<Under>,
    /// How the baseline stands with the seeds that all have.
    pub on_common: Standing,
    /// How many seeds the baseline has, and how many all have.
    pub seeds: (usize, usize),
}

impl Across<'_> {
    /// Rivals that miss where the baseline with the same seeds does not, or the other way.
    pub fn turned(&self) -> impl Iterator<Item = &Under> {
        let own = |one: &Under| {
            if one.seeds == self.seeds.0 {
                self.own.standing
            } else {
                self.on_common
            }
        };
        let is_missed = |standing: Standing| standing == Standing::Missed;
        self.rules.iter().filter(move |one| {
            one.standing != Standing::NotRun && is_missed(one.standing) != is_missed(own(one))
        })
    }

    /// What one rule makes of it; none if it was not tried.
    pub fn under(&self, setting: &str) -> Option<&Under> {
        let mut all = self.rules.iter();
        all.find(|one| one.setting == setting)
    }
}

/// All lines of which something is asked, misses of the baseline first. Baseline scenario alone.
pub fn across<'a>(case: &Case, patterns: &'a [Pattern], trials: &Trials) -> Vec<Across<'a>> {
    let judged = |trials: &[&Trial]| -> Vec<Judged<'a>> {
        let ran: Vec<OfTrial<'_>> = trials.iter().map(|trial| OfTrial(trial)).collect();
        let all = patterns.iter();
        all.flat_map(|pattern| of_pattern(case, pattern, &ran))
            .collect()
    };
    let Some(baseline) = trials.settings.first() else {
        return Vec::new();
    };
    let all_seeds = ran(baseline);
    let common = common(trials);
    let rules = trials.settings.iter().map(|setting| {
        let own = ran(setting);
        let own = if own.len() == all_seeds.len() {
            own
        } else {
            ran_with(setting, &common)
        };
        (&setting.name, own.len(), judged(&own))
    });
    let rules: Vec<(&String, usize, Vec<Judged<'a>>)> = rules.collect();
    let few = judged(&ran_with(baseline, &common));
    let under = |at: usize| {
        let all = rules.iter().filter_map(|(name, seeds, all)| {
            let judged = all.get(at)?;
            Some(Under {
                setting: (*name).clone(),
                band: judged.band,
                standing: judged.standing,
                seeds: *seeds,
            })
        });
        all.collect()
    };
    let own = judged(&all_seeds).into_iter().enumerate();
    let asked = own.filter(|(_, judged)| judged.range.is_some());
    let mut all: Vec<Across<'a>> = asked
        .map(|(at, own)| Across {
            on_common: few.get(at).map_or(own.standing, |one| one.standing),
            own,
            rules: under(at),
            seeds: (all_seeds.len(), common.len()),
        })
        .collect();
    all.sort_by_key(|one| one.own.standing);
    all
}

/// Trials of a setting in which the baseline scenario was run.
fn ran(setting: &Setting) -> Vec<&Trial> {
    let all = setting.trials.iter();
    all.filter(|trial| trial.ran.contains(BASELINE)).collect()
}

/// Those of them with one of these seeds.
fn ran_with<'t>(setting: &'t Setting, seeds: &BTreeSet<u64>) -> Vec<&'t Trial> {
    let mut own = ran(setting);
    own.retain(|trial| seeds.contains(&trial.seed));
    own
}

/// Seeds with which every setting ran it.
fn common(trials: &Trials) -> BTreeSet<u64> {
    let seeds = trials.settings.iter().map(|setting| {
        let own = ran(setting).into_iter();
        own.map(|trial| trial.seed).collect::<BTreeSet<u64>>()
    });
    let common = seeds.reduce(|all, own| all.intersection(&own).copied().collect());
    common.unwrap_or_default()
}

/// A trial of a check, under the baseline scenario.
struct OfTrial<'t>(&'t Trial);

impl Told for OfTrial<'_> {
    fn value(&self, number: &Number) -> Option<f64> {
        match number {
            Number::Output { id, date, dims } => {
                let address = Address {
                    scenario: BASELINE.to_owned(),
                    output: id.clone(),
                    date: date.clone(),
                    dims: dims.clone(),
                };
                self.0.values.get(&address).copied()
            }
            Number::Moved(directive) => {
                Some(self.fate(directive, "moved")? + self.fate(directive, "relatives")?)
            }
        }
    }
}

impl OfTrial<'_> {
    /// People of an order with a fate, over the whole run.
    fn fate(&self, order: &str, fate: &str) -> Option<f64> {
        let wanted: BTreeMap<String, String> = [("fate", fate), ("order", order)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let mut all = self.0.values.iter();
        let found = all.find(|(address, _)| {
            let moved = address.scenario == BASELINE && address.output == MOVED;
            moved && address.dims == wanted
        });
        found.map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Line, Wanted};
    use super::{Number, Pattern, Standing, across};
    use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
    use std::collections::BTreeMap;

    fn setting(name: &str, numbers: &[[f64; 2]]) -> Setting {
        let address = |year: &str| Address {
            scenario: BASELINE.to_owned(),
            output: "deaths".to_owned(),
            date: year.to_owned(),
            dims: BTreeMap::new(),
        };
        let trial = |(seed, [first, second]): (u64, &[f64; 2])| Trial {
            seed,
            ran: [BASELINE.to_owned()].into(),
            values: BTreeMap::from([(address("1933"), *first), (address("1934"), *second)]),
        };
        // A seed with which the rival was not run gives no number and is left out.
        let mut trials: Vec<Trial> = (0..).zip(numbers).map(trial).collect();
        trials.push(Trial {
            seed: 9,
            ..Trial::default()
        });
        Setting {
            name: name.to_owned(),
            trials,
        }
    }

    fn number(year: &str) -> Number {
        Number::Output {
            id: "deaths".to_owned(),
            date: year.to_owned(),
            dims: BTreeMap::new(),
        }
    }

    fn line(says: &str, wanted: Wanted) -> Line {
        Line {
            says: says.to_owned(),
            number: number("1933"),
            over: Some(number("1934")),
            wanted,
            assumed: false,
            why: String::new(),
        }
    }

    /// The second seed of the baseline, which the rivals were not run with, widens its band and takes no part in a comparison.
    #[test]
    fn known_which_rule_can_do_which() {
        let pattern = Pattern {
            id: "P".to_owned(),
            says: String::new(),
            judged_by: Vec::new(),
            lines: vec![
                line("easy", Wanted::Ours(Some(1.0), None)),
                line("told", Wanted::Nothing),
                line("hard", Wanted::Ours(Some(3.0), None)),
            ],
        };
        let trials = Trials {
            settings: vec![
                setting(BASELINE, &[[2.0, 1.0], [7.0, 2.0]]),
                setting("same", &[[4.0, 2.0]]),
                setting("more", &[[8.0, 2.0]]),
            ],
            ..Trials::none()
        };
        let case = crate::testing::case();
        let all = across(&case, std::slice::from_ref(&pattern), &trials);
        let told: Vec<(&str, Standing, Vec<Standing>)> = all
            .iter()
            .map(|one| {
                let rules = one.rules.iter().map(|rule| rule.standing);
                (
                    one.own.line.says.as_str(),
                    one.own.standing,
                    rules.collect(),
                )
            })
            .collect();
        let (missed, met) = (Standing::Missed, Standing::Met);
        let wanted = [
            (
                "hard",
                Standing::Touches,
                vec![Standing::Touches, missed, met],
            ),
            ("easy", met, vec![met; 3]),
        ];
        assert_eq!(told, wanted);
        assert_eq!(all[0].seeds, (2, 1));
        let under = all[0].under("more").expect("tried");
        assert_eq!(under.band.map(|band| band.median), Some(4.0));
        assert_eq!(all[0].under("none"), None);
        let turned = |at: usize| -> Vec<&str> {
            let turned = all[at].turned();
            turned.map(|one| one.setting.as_str()).collect()
        };
        assert_eq!(turned(0), ["more"]);
        assert!(turned(1).is_empty());
        assert!(across(&case, &[pattern], &Trials::none()).is_empty());
    }
}
