//! Patterns under every rule: the trials that a check has made for its claims, judged by the same law as the runs of `closerun run`.

use super::{Judged, Number, Pattern, Standing, Told, of_pattern};
use crate::simulate::beside::Band;
use crate::simulate::custody::MOVED;
use argument::case::Case;
use argument::runs::{Address, BASELINE, Trial, Trials};
use std::collections::BTreeMap;

/// One line beside one range, under one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// Key of the rival setting, or the baseline.
    pub setting: String,
    /// What its trials give.
    pub band: Option<Band>,
    /// How that stands to what is wanted.
    pub standing: Standing,
}

/// One line beside one range: the baseline, then each rival rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Across<'a> {
    /// In the baseline setting.
    pub own: Judged<'a>,
    /// In each rival setting, in the order of the trials.
    pub rivals: Vec<Under>,
}

impl Across<'_> {
    /// Rivals that miss where the baseline does not, or the other way.
    pub fn turned(&self) -> impl Iterator<Item = &Under> {
        let is_missed = |standing| standing == Standing::Missed;
        self.rivals.iter().filter(move |rival| {
            rival.standing != Standing::NotRun
                && is_missed(rival.standing) != is_missed(self.own.standing)
        })
    }

    /// What one rule makes of it; none if it was not tried.
    pub fn under(&self, setting: &str) -> Option<Under> {
        if setting == BASELINE {
            return Some(Under {
                setting: BASELINE.to_owned(),
                band: self.own.band,
                standing: self.own.standing,
            });
        }
        let mut all = self.rivals.iter();
        all.find(|one| one.setting == setting).cloned()
    }
}

/// All lines of which something is asked, misses of the baseline first. Baseline scenario alone; of a rival the seeds that were run.
pub fn across<'a>(case: &Case, patterns: &'a [Pattern], trials: &Trials) -> Vec<Across<'a>> {
    let judged = |trials: &[Trial]| -> Vec<Judged<'a>> {
        let ran = trials.iter().filter(|trial| trial.ran.contains(BASELINE));
        let ran: Vec<OfTrial<'_>> = ran.map(OfTrial).collect();
        let all = patterns.iter();
        all.flat_map(|pattern| of_pattern(case, pattern, &ran))
            .collect()
    };
    let Some((baseline, rivals)) = trials.settings.split_first() else {
        return Vec::new();
    };
    let rivals: Vec<(&String, Vec<Judged<'a>>)> = rivals
        .iter()
        .map(|one| (&one.name, judged(&one.trials)))
        .collect();
    let own = judged(&baseline.trials).into_iter().enumerate();
    let mut all: Vec<Across<'a>> = own
        .filter(|(_, judged)| judged.range.is_some())
        .map(|(at, own)| Across {
            rivals: rivals
                .iter()
                .filter_map(|(name, all)| {
                    let judged = all.get(at)?;
                    Some(Under {
                        setting: (*name).clone(),
                        band: judged.band,
                        standing: judged.standing,
                    })
                })
                .collect(),
            own,
        })
        .collect();
    all.sort_by_key(|one| one.own.standing);
    all
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
        let trial = |[first, second]: &[f64; 2]| Trial {
            ran: [BASELINE.to_owned()].into(),
            values: BTreeMap::from([(address("1933"), *first), (address("1934"), *second)]),
            ..Trial::default()
        };
        // A seed with which the rival was not run gives no number and is left out.
        let mut trials: Vec<Trial> = numbers.iter().map(trial).collect();
        trials.push(Trial::default());
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
                setting(BASELINE, &[[2.0, 1.0], [4.0, 2.0]]),
                setting("more", &[[8.0, 2.0]]),
            ],
            ..Trials::none()
        };
        let case = crate::testing::case();
        let all = across(&case, std::slice::from_ref(&pattern), &trials);
        let told: Vec<(&str, Standing, Standing)> = all
            .iter()
            .map(|one| {
                (
                    one.own.line.says.as_str(),
                    one.own.standing,
                    one.rivals[0].standing,
                )
            })
            .collect();
        let wanted = [
            ("hard", Standing::Missed, Standing::Met),
            ("easy", Standing::Met, Standing::Met),
        ];
        assert_eq!(told, wanted);
        let under = all[0].under("more").expect("tried");
        assert_eq!(under.band.map(|band| band.median), Some(4.0));
        assert_eq!(all[0].under("none"), None);
        let turned = |at: usize| all[at].turned().count();
        assert_eq!([turned(0), turned(1)], [1, 0]);
        assert!(across(&case, &[pattern], &Trials::none()).is_empty());
    }
}
