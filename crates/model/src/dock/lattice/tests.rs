//! The lattice held to its own books.

use super::{Groups, Lattice, NOBODY, Setting, State};
use crate::truth::protest::Ratio;

fn run_2() -> Setting {
    Setting {
        side: 40,
        density: 0.7,
        cop_density: 0.04,
        vision: 7.0,
        legitimacy: 0.82,
        longest_term: Some(30),
        ratio: Ratio::Floor,
        groups: None,
    }
}

fn run_8() -> Setting {
    Setting {
        vision: 1.7,
        legitimacy: 0.8,
        longest_term: Some(15),
        groups: Some(Groups {
            clone: 0.05,
            oldest: 200,
        }),
        ..run_2()
    }
}

/// Sites, units and the numbers in sight tell the same story.
fn is_consistent(lattice: &Lattice) {
    let mut standing = 0;
    for (slot, unit) in (0..).zip(&lattice.units) {
        if !matches!(unit.state, State::Jailed | State::Gone) {
            assert_eq!(lattice.who[lattice.sight.at(unit.site)], slot);
            standing += 1;
        }
    }
    let taken = lattice.who.iter().filter(|who| **who != NOBODY).count();
    assert_eq!(standing, taken);
    for y in 0..lattice.setting.side {
        for x in 0..lattice.setting.side {
            let mut seen = [0, 0];
            let around = lattice.sight.steps.iter();
            for step in around.chain(&[(0, 0)]) {
                let who = lattice.who[lattice.sight.at(lattice.sight.after((x, y), *step))];
                if who != NOBODY {
                    let state = lattice.units[who as usize].state;
                    seen[0] += u16::from(state == State::Cop);
                    seen[1] += u16::from(state == State::Active);
                }
            }
            let place = lattice.sight.at((x, y));
            assert_eq!(seen, [lattice.cops.at(place), lattice.actives.at(place)]);
        }
    }
}

#[test]
fn law_counts_in_sight_are_what_stands_there() {
    for setting in [run_2(), run_8()] {
        let mut lattice = Lattice::new(setting, 5);
        for _ in 0..40 {
            lattice.tick();
            is_consistent(&lattice);
        }
    }
}

#[test]
fn known_run_2_begins_with_1120_people_and_64_cops() {
    let lattice = Lattice::new(run_2(), 1);
    assert_eq!(lattice.units(), 1120 + 64);
    assert_eq!(lattice.tally().people, [1120, 0]);
}

#[test]
fn law_model_one_neither_loses_nor_makes_anyone() {
    let mut lattice = Lattice::new(run_2(), 3);
    for _ in 0..200 {
        lattice.tick();
        assert_eq!(lattice.tally().people, [1120, 0]);
    }
    assert!(lattice.remove_cop());
    assert_eq!(lattice.units(), 1120 + 63);
    is_consistent(&lattice);
}

#[test]
fn law_the_same_seed_gives_the_same_run() {
    let run = |seed| {
        let mut lattice = Lattice::new(run_2(), seed);
        (0..50)
            .map(|_| {
                lattice.tick();
                lattice.tally()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(run(9), run(9));
    assert_ne!(run(9), run(10));
}

#[test]
fn known_nobody_acts_at_legitimacy_of_nine_tenths() {
    let setting = Setting {
        legitimacy: 0.9,
        cop_density: 0.0,
        ..run_8()
    };
    let mut lattice = Lattice::new(setting, 2);
    for _ in 0..100 {
        lattice.tick();
        assert_eq!(lattice.tally().active, 0);
    }
}
