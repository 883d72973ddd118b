//! Trial, sentences and police troikas in the invented country.

use crate::support::{offices, partition, regions, set, start, values};
use model::country::Country;
use model::penal::HALF_YEAR;
use model::rules::{Rules, Sentencing, Troikas};
use model::setting::{Span, Values};
use model::step::step;
use model::truth::custody::TROIKAS;
use model::truth::leaders::Leader;
use model::truth::offices::{Offices, Term};
use model::truth::people::{BINS, Status};
use model::world::{Setup, World};

/// Week in which troikas are founded here.
const FOUNDED: u32 = 70;

fn setup(weeks: u32, change: impl FnOnce(&mut Values), rules: Rules) -> Setup {
    let mut values = values();
    change(&mut values);
    let span = Span {
        first_year: 1933,
        weeks,
    };
    Setup::new(
        &values,
        &start(100_000),
        (&regions(), partition()),
        (span, rules),
    )
    .expect("a sound setting")
}

/// Troikas are founded; nobody is arrested, and courts send nobody to camps.
fn quiet(values: &mut Values) {
    set(values, "troika_week", f64::from(FOUNDED));
    set(values, "arrests_carried_out", 0.0);
    set(values, "courts_to_camps", 0.0);
}

#[test]
fn law_troikas_move_nobody_before_they_exist_and_whom_they_move_is_accounted_for() {
    for rule in Troikas::ALL {
        let rules = Rules {
            troikas: *rule,
            ..Rules::default()
        };
        let setup = setup(FOUNDED + 4 * HALF_YEAR, quiet, rules);
        let mut world = World::new(&setup, 3);
        for week in 0..setup.span.weeks {
            step(&mut world).expect("nobody lost");
            let fates = world.penal.custody.tally()[TROIKAS];
            assert!(week >= FOUNDED || fates.moved == 0, "{rule:?}: week {week}");
            let held = world.penal.custody.held_by_order()[TROIKAS];
            assert_eq!(fates.held(), held, "{rule:?}: week {week}");
        }
        let fates = world.penal.custody.tally()[TROIKAS];
        assert!(fates.moved > 0 && fates.released > 0, "{rule:?}: {fates:?}");
        assert_eq!(fates.moved, world.penal.troikas.all());
        assert_eq!((fates.executed, fates.relatives), (0, 0));
    }
}

/// Where nobody else is exiled, all exiles are people of the closed city.
#[test]
fn law_troikas_work_in_closed_cities_alone() {
    let setup = setup(FOUNDED + 30, quiet, Rules::default());
    let mut world = World::new(&setup, 3);
    for _ in 0..setup.span.weeks {
        step(&mut world).expect("nobody lost");
    }
    let of = |closed: bool| -> u64 {
        let groups = setup.groups.iter().zip(world.counts.held().chunks(BINS));
        let own = groups.filter(|(group, _)| {
            let here = setup.environment.regions[usize::from(group.region)].closed;
            group.status == Status::Exile && here == closed
        });
        own.flat_map(|(_, bins)| bins).sum()
    };
    assert!(of(true) > 0);
    assert_eq!(of(false), 0);
}

/// Whoever is sentenced is missing from those without papers.
#[test]
fn law_people_without_papers_are_fewer_for_it() {
    let without = |founded: f64| {
        let change = |values: &mut Values| set(values, "troika_week", founded);
        let setup = setup(FOUNDED + 30, change, Rules::default());
        let mut world = World::new(&setup, 3);
        for _ in 0..setup.span.weeks {
            step(&mut world).expect("nobody lost");
        }
        world.country.told.unregistered.expect("told")
    };
    assert!(without(f64::from(FOUNDED)) < without(9999.0));
}

const ACCUSED: [Leader; 2] = [Leader::Zinoviev, Leader::Kamenev];

/// Two who lost a vote and hold nothing, the first after more offices; one who lost it and holds an office still.
fn fallen() -> Offices {
    let mut all = offices();
    let term = |leader: Leader, office: usize, to: Option<i32>| Term {
        leader,
        office,
        from: -50,
        to,
    };
    all.terms.extend([
        term(ACCUSED[0], 0, Some(-10)),
        term(ACCUSED[0], 9, Some(-10)),
        term(ACCUSED[1], 0, Some(-10)),
        term(Leader::Bukharin, 0, Some(-10)),
        term(Leader::Bukharin, 3, None),
    ]);
    all
}

/// The country after the trial of week 122, with the murder of week 115 or without it.
fn tried(sentencing: Sentencing, change: impl FnOnce(&mut Values)) -> Country {
    let rules = Rules {
        sentencing,
        ..Rules::default()
    };
    let setup = setup(125, change, rules).governed(fallen());
    let mut world = World::new(&setup, 5);
    for week in 0..125 {
        step(&mut world).expect("nobody lost");
        let tried = world.country.docket.years.iter().any(|years| *years > 0.0);
        assert!(week >= 122 || !tried);
    }
    world.country
}

#[test]
fn law_the_leader_sees_a_difference_that_the_table_does_not() {
    let terms = |rule| {
        let country = tried(rule, |_| {});
        let years = country.docket.years;
        let told = years.iter().filter(|years| **years > 0.0).count();
        assert_eq!(told, ACCUSED.len());
        ACCUSED.map(|one| years[one as usize])
    };
    let [first, second] = terms(Sentencing::ByDanger);
    assert!(first > second);
    let table = terms(Sentencing::ByTable);
    assert!((table[0] - table[1]).abs() < 1e-12 && second > table[0]);
    let collegium = terms(Sentencing::ByCollegium);
    assert!(collegium[0] > collegium[1] && collegium[0] < first);
}

#[test]
fn law_no_trial_without_the_murder_or_its_week() {
    for id in ["murder_week", "trial_of_january_1935"] {
        let country = tried(Sentencing::ByDanger, |values| set(values, id, 9999.0));
        assert!(country.docket.years.iter().all(|years| years.abs() < 1e-12));
        assert!(country.docket.death.iter().all(|death| !death));
    }
}
