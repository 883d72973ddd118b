//! The close run: peaks, valleys and what moves them, with answers known by hand.

use super::{Bins, Measure, Pair, Under, WITHOUT, hinges, of_trials};
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use std::collections::BTreeMap;

fn address(scenario: &str, output: &str, dims: &[(&str, &str)]) -> Address {
    Address {
        scenario: scenario.to_owned(),
        output: output.to_owned(),
        date: "1936".to_owned(),
        dims: dims
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

fn trial(ran: &[&str]) -> Trial {
    let values = [
        (
            address(BASELINE, "specialists_arrested", &[("branch", "steel")]),
            3.0,
        ),
        (
            address(BASELINE, "specialists_arrested", &[("branch", "fuel")]),
            4.0,
        ),
        (
            address(BASELINE, "specialists_removed", &[("branch", "steel")]),
            0.002,
        ),
        (
            address(BASELINE, "specialists_removed", &[("branch", "fuel")]),
            0.5,
        ),
        (address(BASELINE, "penal_chance", &[]), 0.25),
        (address(WITHOUT, "penal_chance", &[]), 0.75),
    ];
    Trial {
        seed: 1933,
        ran: ran.iter().map(|one| (*one).to_owned()).collect(),
        values: BTreeMap::from(values),
    }
}

fn trials(settings: Vec<(&str, Vec<Trial>)>) -> Trials {
    let settings = settings.into_iter().map(|(name, trials)| Setting {
        name: name.to_owned(),
        trials,
    });
    Trials {
        settings: settings.collect(),
        ..Trials::none()
    }
}

#[test]
fn known_what_is_taken_out_of_trials() {
    let both = trials(vec![
        (
            BASELINE,
            vec![trial(&[BASELINE, WITHOUT]), trial(&[BASELINE])],
        ),
        ("no-patron", vec![trial(&[BASELINE])]),
    ]);
    let close = of_trials(&both).expect("a contrast");
    // A trial without the contrast is no pair, and a rival without pairs is none.
    assert_eq!(close.settings.len(), 1);
    let own = &close.settings[0];
    assert_eq!(own.values(Measure::Arrested, true), vec![7.0]);
    assert_eq!(own.values(Measure::Removed, true), vec![2.0]);
    assert_eq!(own.values(Measure::Chance, false), vec![75.0]);
    assert!(own.values(Measure::HitHard, true).is_empty());
    assert!(of_trials(&Trials::none()).is_none());
}

fn under(name: &str, chances: &[(u64, f64)]) -> Under {
    let pair = |(seed, chance): &(u64, f64)| {
        let mut given = [None; 5];
        given[Measure::Chance as usize] = Some(*chance);
        Pair {
            seed: *seed,
            with: given,
            without: given,
        }
    };
    Under {
        name: name.to_owned(),
        pairs: chances.iter().map(pair).collect(),
    }
}

#[test]
fn known_a_rival_is_set_against_the_same_seeds() {
    let settings = [
        under(BASELINE, &[(1, 10.0), (2, 20.0), (3, 90.0)]),
        under("small", &[(1, 11.0), (2, 21.0)]),
        under("large", &[(1, 0.0), (2, 0.0)]),
        under("other-seeds", &[(9, 50.0)]),
    ];
    let all = hinges::of_rivals(&settings);
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["large", "small"]);
    assert_eq!(all[0].moves(), (-15.0, -15.0));
    assert_eq!(all[1].with, (15.0, 16.0));
}

#[test]
fn law_bins_hold_every_run_once() {
    let (with, without) = ([0.0, 1.0, 1.0, 9.9], [10.0, 5.0]);
    let bins = Bins::of(&with, &without, 10).expect("values that differ");
    let sums = bins
        .counts
        .iter()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert_eq!(sums, (4, 2));
    assert_eq!(bins.counts[0], (1, 0));
    assert_eq!(bins.counts[9], (1, 1));
    assert_eq!(bins.most(), 2);
    assert_eq!(Bins::of(&[1.0], &[1.0], 10), None);
    let wide = Bins::of(&[1.0, 2.0, 99.0], &[100.0], 2).expect("values that differ");
    assert!((wide.edges[1] - 10.0).abs() < 1e-9);
    assert_eq!(wide.counts, vec![(2, 0), (1, 1)]);
}
