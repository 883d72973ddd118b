//! Leaders in the invented country: ledgers stay apart, and each null takes its mechanism away.

use crate::support::{offices, partition, regions, start, values};
use model::country::Country;
use model::rules::{Penal, Politburo, Reading, Rules, Stances};
use model::setting::Span;
use model::step::step;
use model::truth::leaders::Leader;
use model::world::{Setup, World};

/// The country after two years, the patron dead for half a year.
fn after(rules: Rules) -> Country {
    let span = Span {
        first_year: 1933,
        weeks: 120,
    };
    let setup = Setup::new(
        &values(),
        &start(100_000),
        (&regions(), partition()),
        (span, rules),
    );
    let setup = setup.expect("a sound setting").governed(offices());
    let mut world = World::new(&setup, 5);
    for _ in 0..span.weeks {
        step(&mut world).expect("nobody lost");
    }
    world.country
}

const OTHER: usize = Leader::Molotov as usize;

#[test]
fn law_what_is_held_said_and_believed_are_three_things() {
    let country = after(Rules::default());
    let (held, said) = (country.circle.hostile[OTHER], country.said.hostile[OTHER]);
    assert!(said < 0.2 * held && country.minds.hostile[OTHER] > said);
    let as_held = after(Rules {
        stances: Stances::AsHeld,
        ..Rules::default()
    });
    assert!((as_held.said.hostile[OTHER] - as_held.circle.hostile[OTHER]).abs() < 1e-12);
    let at_face = after(Rules {
        reading: Reading::AtFace,
        ..Rules::default()
    });
    assert!((at_face.minds.hostile[OTHER] - at_face.said.hostile[OTHER]).abs() < 1e-12);
}

#[test]
fn law_who_is_dead_holds_nothing_and_says_nothing() {
    let country = after(Rules::default());
    let patron = Leader::Ordzhonikidze as usize;
    assert!(country.circle.power[patron].abs() < 1e-12);
    assert!(
        country.circle.hostile[patron].abs() < 1e-12 && country.circle.speaks[patron].abs() < 1e-12
    );
    assert_eq!(country.leaders.voters.len(), 9);
}

#[test]
fn law_each_null_takes_its_mechanism_away() {
    let silent = after(Rules {
        politburo: Politburo::Silent,
        ..Rules::default()
    });
    assert!(silent.leaders.restraint.abs() < 1e-12 && silent.minds.hope.abs() < 1e-12);
    let usual = after(Rules::default());
    assert!(usual.leaders.restraint > 0.0);
    assert!(silent.switch.chance > usual.switch.chance);
    let never = after(Rules {
        penal: Penal::Never,
        ..Rules::default()
    });
    assert!(never.switch.turned.is_none() && never.switch.chance.abs() < 1e-12);
}
