//! Beliefs and arrests wanted in the invented country: all rules run the whole period, and each ledger keeps to itself.

use crate::support::{partition, regions, set, start, values};
use model::belief::suspects::Standing;
use model::decision::repression::Intake;
use model::rules::{Charging, Repression, Rhetoric, Rules};
use model::setting::{Span, Values};
use model::step::step;
use model::twin::Twin;
use model::world::{Setup, World};

const SPAN: Span = Span {
    first_year: 1933,
    weeks: 300,
};

fn with(change: impl FnOnce(&mut Values), rules: Rules) -> Setup {
    let mut values = values();
    change(&mut values);
    Setup::new(
        &values,
        &start(100_000),
        (&regions(), partition()),
        (SPAN, rules),
    )
    .expect("a sound setting")
}

/// Beliefs, arrests wanted and level of charges of every month of five years.
fn months(setup: &Setup) -> Vec<(Standing, Intake, f64)> {
    let mut world = World::new(setup, 7);
    let mut months = Vec::new();
    for week in 0..SPAN.weeks {
        step(&mut world).expect("nobody lost");
        if week % 5 == 0 {
            let country = &world.country;
            months.push((country.suspects.now, country.intake, country.charges.level));
        }
    }
    months
}

#[test]
fn law_every_rule_runs_the_whole_period() {
    for repression in Repression::ALL {
        let rules = Rules {
            repression: *repression,
            ..Rules::default()
        };
        let most = 505.256;
        for (_, intake, _) in months(&with(|_| {}, rules)) {
            let sum = intake.total();
            assert!(sum > 0.0 && sum <= most + 1e-6, "{repression:?}: {sum}");
            assert!(intake.arrests.iter().all(|wanted| *wanted >= 0.0));
        }
    }
}

/// The murder lifts threat and charges from its month on, and touches nothing before it.
#[test]
fn law_the_murder_is_felt_from_its_month_on() {
    let told = months(&with(|_| {}, Rules::default()));
    let spared = months(&with(
        |values| set(values, "murder_week", 9999.0),
        Rules::default(),
    ));
    let month = 115 / 5;
    assert_eq!(told[..month], spared[..month]);
    assert!(told[month].0.threat > spared[month].0.threat + 0.25);
    assert!(told[month].2 > spared[month].2);
    assert!(told[month].1.total() > spared[month].1.total());
    assert!(told[month].0.active.to_bits() == spared[month].0.active.to_bits());
}

#[test]
fn law_nulls_of_charges_and_rhetoric() {
    let rules = Rules {
        charges: Charging::ByAct,
        rhetoric: Rhetoric::Sincere,
        ..Rules::default()
    };
    for (standing, _, level) in months(&with(|_| {}, rules)) {
        assert!(level.abs() < f64::MIN_POSITIVE);
        assert_eq!(standing.rhetoric.to_bits(), standing.active.to_bits());
    }
}

/// With reports that never err nobody is called suspect but the disposed: the centre then believes in fewer.
#[test]
fn law_the_error_of_reports_makes_suspects() {
    let erring = months(&with(|_| {}, Rules::default()));
    let exact = months(&with(
        |values| set(values, "report_specificity", 1.0),
        Rules::default(),
    ));
    for (one, other) in erring.iter().zip(&exact) {
        assert!(other.0.suspects < one.0.suspects);
    }
}

/// The twin asks for as many as the counts do: to the bit at first, later as near as its people are.
#[test]
fn parity_wishes_of_counts_and_twin() {
    let setup = with(|_| {}, Rules::default());
    let mut world = World::new(&setup, 7);
    let mut twin = Twin::new(&setup, 7).expect("few strata");
    for week in 0..60 {
        step(&mut world).expect("nobody lost");
        twin.step();
        let (counts, persons) = (&world.country, twin.everything_else());
        if week < 5 {
            assert_eq!(counts.intake, persons.intake);
        }
        let near = counts.intake.total() / persons.intake.total();
        assert!((near - 1.0).abs() < 0.05, "week {week}: {near}");
    }
}
