//! Claims on runs over an ensemble: which parameters a run has, what is run beside it, and when an ensemble is not taken.

use crate::claims_on_runs::{few, over};
use crate::lean::cut;
use lab::argument::case::Case;
use lab::argument::runs::{Address, BASELINE, Trial};
use lab::ensemble::{self, Seeds};
use lab::load::{Origin, files, parse};
use lab::run::Watch;
use lab::setting::Prepared;
use lab::trials::{CHANCE, Depth};
use lab::whatif;
use std::sync::atomic::AtomicBool;

/// A rule that has members of its own.
const FITTED: &str = "arrests-on-trend";

/// Numbers of one output of a trial.
fn of_output(trial: &Trial, output: &str) -> Vec<(Address, f64)> {
    let own = trial.values.iter().filter(|(key, _)| key.output == output);
    own.map(|(key, value)| (key.clone(), *value)).collect()
}

/// Over an ensemble a seed has the parameters of its member in every setting; beside it the baseline scenario is run as parameters stand.
#[test]
fn parity_members_of_an_ensemble_are_run_with_their_parameters() {
    const BIRTHS: &str = "births";
    let case = shortened();
    let last = *ensemble::freezes(&case).last().expect("an ensemble");
    let whole = over(&case, (0, 2), Depth::Statuses, Some(last));
    assert_eq!(whole.ensemble, Some(last));
    let members = ensemble::read(&case, last).expect("sound");
    let prepared = Prepared::of(&case).expect("sound");
    for rival in [None, Some(FITTED)] {
        let name = rival.unwrap_or(BASELINE);
        let setting = whole.settings.iter().find(|one| one.name == name);
        let trials = &setting.expect("run").trials;
        // Also the rival has all seeds in the baseline scenario, since it was matched to the observations itself.
        assert!(trials.iter().all(|trial| trial.ran.contains(BASELINE)));
        for (at, trial) in trials.iter().enumerate() {
            let member = &members.under(rival)[at];
            assert_eq!(trial.seed, member.seed);
            let setting = prepared.setting_at((rival, BASELINE), &member.values);
            let run = lab::simulate::run_one(&setting.expect("sound"), member.seed).expect("a run");
            let wanted = run.observations.iter().filter(|one| one.quantity == BIRTHS);
            let wanted: Vec<f64> = wanted.map(|one| one.value).collect();
            let own = of_output(trial, BIRTHS).into_iter();
            let own: Vec<f64> = own
                .filter(|(key, _)| key.scenario == BASELINE)
                .map(|(_, value)| value)
                .collect();
            assert_eq!(own, wanted, "{name}");
        }
    }
    assert_ne!(members.under(None)[0], members.under(Some(FITTED))[0]);
    // What is beside it is what a check without an ensemble has, and is not what members give.
    let without = over(&case, (0, 2), Depth::Statuses, None);
    assert!(without.ensemble.is_none() && without.chance.is_none());
    let alone = whole.chance.as_ref().expect("runs as parameters stand");
    for (at, trial) in alone.trials.iter().enumerate() {
        let standing = &without.settings[0].trials[at];
        let baseline = |one: &Trial| {
            let own = of_output(one, BIRTHS).into_iter();
            own.filter(|(key, _)| key.scenario == BASELINE)
                .collect::<Vec<_>>()
        };
        assert_eq!(baseline(trial), baseline(standing));
        assert_ne!(
            baseline(trial),
            baseline(&whole.settings[0].trials[at]),
            "a member is not the parameters as they stand"
        );
    }
    // Beside those that the rival has more than a quarter of.
    assert_eq!(whole.runs, without.runs + alone.trials.len() + 1);
}

/// Where something that a run is given was changed since an ensemble was made, its members would hide the change.
#[test]
fn law_an_overtaken_ensemble_is_not_judged_over() {
    let mut all = few();
    let file = all.iter_mut().find(|(name, _)| name == "population.toml");
    file.expect("a file").1.push_str("\n# changed\n");
    let changed = parse(&all).expect("sound");
    assert_eq!(ensemble::for_check(&changed), None);
    let words = ensemble::words(&changed, None);
    assert!(
        words.contains("population.toml") && words.contains("infer"),
        "{words}"
    );
}

/// The case with the claims that ask what the famine did, and runs of a year and a half.
fn shortened() -> Case {
    let mut all = few();
    let fitted = |(path, _): &(String, String)| path == &format!("scenarios/{FITTED}.toml");
    let whole = files(Origin::Embedded).expect("embedded").into_iter();
    all.extend(whole.filter(fitted));
    let mut case = parse(&all).expect("sound");
    cut(&mut case, "no-famine", 90);
    case
}

/// Runs in pairs over an ensemble have a member's parameters on both sides, under a rival with members of its own those; beside them stands chance.
#[test]
fn parity_pairs_have_the_parameters_of_a_member_on_both_sides() {
    const SCENARIO: &str = "no-famine";
    let case = shortened();
    let last = *ensemble::freezes(&case).last().expect("an ensemble");
    let stop = AtomicBool::new(false);
    let watch = Watch {
        threads: 0,
        progress: &|_, _| {},
        stop: &stop,
    };
    let run = |ensemble: Option<i16>| {
        let seeds = Seeds {
            first: 1933,
            number: 2,
            ensemble,
        };
        let ask = whatif::Ask {
            scenario: SCENARIO,
            seeds,
        };
        whatif::run(&case, ask, watch).expect("runs")
    };
    let (whole, without) = (run(Some(last)), run(None));
    let members = ensemble::read(&case, last).expect("sound");
    let prepared = Prepared::of(&case).expect("sound");
    for name in [BASELINE, FITTED] {
        let rival = Some(name).filter(|name| *name != BASELINE);
        let setting = whole.settings.iter().find(|one| one.name == name);
        for (pair, member) in setting.expect("run").pairs.iter().zip(members.under(rival)) {
            let digest = |scenario: &str| {
                let setting = prepared.setting_at((rival, scenario), &member.values);
                let run = lab::simulate::run_one(&setting.expect("sound"), pair.seed);
                run.expect("a run").digest
            };
            assert_eq!(pair.digests, (digest(BASELINE), digest(SCENARIO)), "{name}");
        }
    }
    assert_eq!(
        whole.chance.as_ref(),
        Some(&without.settings[0])
            .map(|one| whatif::Under {
                name: CHANCE.to_owned(),
                ..one.clone()
            })
            .as_ref()
    );
    assert_ne!(whole.settings[0].pairs, without.settings[0].pairs);
    assert!(without.chance.is_none() && without.differences.iter().all(|one| one.chance.is_none()));
    assert_eq!(whole.runs(), without.runs() + 4);
    // Chance alone is told beside each difference, and what is written can be run again.
    let files = whatif::files::files(&case, &whole).expect("files");
    let (_, manifest) = files.last().expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
    assert_eq!(manifest["ensemble"], last);
    assert_eq!(
        whatif::again(&case, &manifest, 0).expect("runs"),
        whole.digest
    );
    assert_ne!(whole.digest, without.digest);
}
