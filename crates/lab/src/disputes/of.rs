//! Working out what each dispute does to each conclusion.

use super::{About, Choice, Conclusion, Dispute, Ranked};
use argument::case::Case;
use argument::claim::On;
use argument::predicate::eval::{self, Span};
use argument::predicate::{Num, Predicate};
use argument::runs::{BASELINE, Trials, band};
use argument::verdict::{
    Choice as Answer, Estimates, Outcome, Points, Setpoint, Slot, Space, outcomes,
};
use std::collections::BTreeMap;

/// Name of the dimension whose values are rival indices.
const INDEX: &str = "index";

/// Every conclusion, the one that a dispute moves most first. Nothing is run for it.
pub fn ranked(case: &Case, trials: &Trials) -> Vec<Ranked> {
    // Loading has refused a file with a fault.
    let all = super::all(case).unwrap_or_default();
    let mut all: Vec<Ranked> = all
        .into_iter()
        .map(|one| match one.on {
            On::Evidence => on_evidence(case, one),
            On::Runs => on_runs(case, trials, one),
        })
        .collect();
    for one in &mut all {
        let order = |a: &Dispute, b: &Dispute| {
            let by_strength = b.strength().total_cmp(&a.strength());
            by_strength.then_with(|| (b.turn(), &a.name).cmp(&(a.turn(), &b.name)))
        };
        one.disputes.sort_by(order);
    }
    let key = |one: &Ranked| (one.turn(), one.conclusion.id.clone());
    all.sort_by(|a, b| {
        let by_strength = b.strength().total_cmp(&a.strength());
        by_strength.then_with(|| (key(b).0, key(a).1).cmp(&(key(a).0, key(b).1)))
    });
    all
}

/// Sides in the order of their numbers; nothing with fewer than two.
fn dispute(
    name: &str,
    about: About,
    mut choices: Vec<Choice>,
    silent: Vec<String>,
) -> Option<Dispute> {
    choices.sort_by(|a, b| {
        let by_value = a.value.total_cmp(&b.value);
        by_value.then_with(|| a.name.cmp(&b.name))
    });
    (choices.len() > 1).then(|| Dispute {
        name: name.to_owned(),
        about,
        choices,
        silent,
    })
}

fn on_evidence(case: &Case, conclusion: Conclusion) -> Ranked {
    let space = Space::new(
        &case.base,
        &conclusion.predicate,
        &BTreeMap::new(),
        &Estimates::All,
    );
    let first: Option<Vec<&Answer>> = space
        .slots
        .iter()
        .map(|slot| slot.choices.first())
        .collect();
    let Some(first) = first else {
        return Ranked {
            conclusion,
            own: None,
            seeds: None,
            disputes: Vec::new(),
            not_run: Vec::new(),
            no_number: Vec::new(),
        };
    };
    let disputes = space.slots.iter().enumerate().filter_map(|(at, slot)| {
        let sides = slot.choices.iter().filter_map(|choice| {
            let mut chosen = first.clone();
            chosen[at] = choice;
            side(&conclusion, &space, &chosen, &choice.series)
        });
        let start = format!("{}/", slot.quantity);
        let silent = space.silent.iter();
        let silent = silent.filter_map(|(key, _)| key.strip_prefix(&start).map(str::to_owned));
        dispute(
            &slot.quantity,
            About::Series,
            sides.collect(),
            silent.collect(),
        )
    });
    let disputes = disputes.collect();
    let names: Vec<&str> = first.iter().map(|one| one.series.as_str()).collect();
    Ranked {
        own: side(&conclusion, &space, &first, &names.join(" + ")),
        disputes,
        seeds: None,
        not_run: Vec::new(),
        no_number: Vec::new(),
        conclusion,
    }
}

/// What one combination of series gives.
fn side(conclusion: &Conclusion, space: &Space, chosen: &[&Answer], name: &str) -> Option<Choice> {
    let cells = space.cells(chosen);
    let spans: Vec<Span> = cells.iter().map(|cell| cell.span()).collect();
    let centre: Vec<Span> = cells.iter().map(|cell| Span::point(cell.value)).collect();
    let range = eval::number(&conclusion.number, &spans).ok()?;
    let value = eval::number(&conclusion.number, &centre).ok()?.low;
    let alone = Space {
        slots: space
            .slots
            .iter()
            .zip(chosen)
            .map(|(slot, choice)| Slot {
                quantity: slot.quantity.clone(),
                choices: vec![(*choice).clone()],
            })
            .collect(),
        terms: space.terms,
        silent: Vec::new(),
    };
    let size = conclusion.wanted.size;
    Some(Choice {
        name: name.to_owned(),
        value: value / size,
        range: (range.low / size, range.high / size),
        outcome: outcomes(&conclusion.predicate.test, &alone).pop()?,
        by_seed: Vec::new(),
    })
}

fn on_runs(case: &Case, trials: &Trials, conclusion: Conclusion) -> Ranked {
    let points = Points::new(&case.runs, trials, &conclusion.predicate);
    let find = |name: &str| points.settings.iter().find(|one| one.name == name);
    let own = find(BASELINE);
    let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut not_run = Vec::new();
    for rival in case.runs.rivals() {
        if find(&rival.id).is_some() {
            rules
                .entry(matter(&rival.rival))
                .or_default()
                .push(&rival.id);
        } else {
            not_run.push(rival.id.clone());
        }
    }
    let gives = |one: &&Setpoint| of_seeds(&conclusion, one, one.trials.len(), "").is_some();
    let no_number = points.settings.iter().filter(|one| !gives(one));
    let no_number = no_number.map(|one| one.name.clone()).collect();
    let mut disputes: Vec<Dispute> = rules
        .into_iter()
        .filter_map(|(matter, rivals)| {
            let rivals: Vec<&Setpoint> = rivals.into_iter().filter_map(find).collect();
            of_rules(&conclusion, own?, matter, &rivals)
        })
        .collect();
    disputes.extend(of_index(case, trials, &conclusion));
    Ranked {
        own: own.and_then(|own| of_seeds(&conclusion, own, own.trials.len(), BASELINE)),
        seeds: own.map(|own| own.trials.len()),
        disputes,
        not_run,
        no_number,
        conclusion,
    }
}

/// What a rival is about: its words without the rows before them.
fn matter(rival: &str) -> &str {
    rival
        .split_once(':')
        .map_or(rival, |(_, matter)| matter.trim())
}

/// Our rule and its rivals, with the seeds that all of them were run with.
fn of_rules(
    conclusion: &Conclusion,
    own: &Setpoint,
    matter: &str,
    rivals: &[&Setpoint],
) -> Option<Dispute> {
    let sides = || std::iter::once(own).chain(rivals.iter().copied());
    // Rivals are run with the first seeds of the baseline.
    let seeds = sides().map(|one| one.trials.len()).min()?;
    let of = |one: &Setpoint| of_seeds(conclusion, one, seeds, &one.name);
    let silent = sides()
        .filter(|one| of(one).is_none())
        .map(|one| one.name.clone());
    dispute(
        matter,
        About::Rule,
        sides().filter_map(of).collect(),
        silent.collect(),
    )
}

/// The median over the first seeds of a setting; none if a seed gives no number.
fn of_seeds(
    conclusion: &Conclusion,
    setting: &Setpoint,
    seeds: usize,
    name: &str,
) -> Option<Choice> {
    let shared = Setpoint {
        name: setting.name.clone(),
        trials: setting.trials.iter().take(seeds).cloned().collect(),
    };
    let values: Option<Vec<f64>> = shared
        .trials
        .iter()
        .map(|point| number(&conclusion.number, point.as_deref()?))
        .collect();
    let values = values?;
    let size = conclusion.wanted.size;
    let by_seed = values.iter().map(|value| value / size).collect();
    let [low, value, high] = band(values)?;
    Some(Choice {
        name: name.to_owned(),
        value: value / size,
        range: (low / size, high / size),
        outcome: shared.outcome(&conclusion.predicate.test),
        by_seed,
    })
}

fn number(number: &Num, point: &[Span]) -> Option<f64> {
    Some(eval::number(number, point).ok()?.low)
}

/// The same number by every index that runs give.
fn of_index(case: &Case, trials: &Trials, conclusion: &Conclusion) -> Option<Dispute> {
    let term = conclusion
        .predicate
        .terms
        .iter()
        .find(|term| term.dims.contains_key(INDEX))?;
    let output = case.runs.output(&term.quantity)?;
    let (_, indices) = output.dimensions.iter().find(|(name, _)| name == INDEX)?;
    let sides = indices.iter().filter_map(|index| {
        let mut predicate: Predicate = conclusion.predicate.clone();
        for term in &mut predicate.terms {
            if let Some(word) = term.dims.get_mut(INDEX) {
                word.clone_from(index);
            }
        }
        let points = Points::new(&case.runs, trials, &predicate);
        let own = points.settings.iter().find(|one| one.name == BASELINE)?;
        of_seeds(conclusion, own, own.trials.len(), index)
    });
    let sides: Vec<Choice> = sides.collect();
    let silent = indices
        .iter()
        .filter(|index| sides.iter().all(|side| side.name != **index));
    let silent = silent.cloned().collect();
    dispute(
        &format!("{}{}", super::WEIGHTS, term.quantity),
        About::Index,
        sides,
        silent,
    )
}

/// What an outcome says, in one word.
pub(super) fn holds(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds { .. } => "holds",
        Outcome::Fails { .. } => "fails",
        Outcome::Mixed => "either way",
        Outcome::Undefined => "undefined",
    }
}
