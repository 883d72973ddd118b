//! The party in the invented country: nobody leaves it unseen, checks take the time that clerks need, and rules can be told apart.

use crate::support::{partition, regions, set, start, values};
use model::decision::verification::Operation;
use model::rules::{Rules, Verification};
use model::setting::{SettingError, Span, Values};
use model::step::step;
use model::truth::membership::{CAUSES, TREND};
use model::truth::people::{Class, Party, Status};
use model::world::{Setup, World};

const SPAN: Span = Span {
    first_year: 1933,
    weeks: 180,
};

fn with(
    change: impl FnOnce(&mut Values),
    verification: Verification,
) -> Result<Setup, SettingError> {
    let mut values = values();
    change(&mut values);
    let rules = Rules {
        verification,
        ..Rules::default()
    };
    Ok(Setup::new(
        &values,
        &start(100_000),
        (&regions(), partition()),
        (SPAN, rules),
    )?
    .scaled(1_000_000))
}

fn run(setup: &Setup, seed: u64) -> World<'_> {
    let mut world = World::new(setup, seed);
    for _ in 0..SPAN.weeks {
        step(&mut world).expect("nobody lost");
    }
    world
}

fn members(world: &World<'_>) -> u64 {
    let groups = world.setup.groups.iter();
    let held = groups.zip(world.counts.held().chunks_exact(4));
    held.filter(|(group, _)| group.party != Party::None && group.status == Status::Free)
        .map(|(_, bins)| bins.iter().sum::<u64>())
        .sum()
}

fn changed(change: impl FnOnce(&mut Values)) -> Setup {
    with(change, Verification::Disorder).expect("a sound setting")
}

/// Members leave through the tally or through death, and come in through admission: without deaths the sum is exact.
#[test]
fn law_nobody_leaves_the_party_unseen() {
    let setup = changed(|values| {
        set(values, "ordinary_death_rate", 0.0);
        set(values, "famine_mortality_exponent", 50.0);
        set(values, "left_country", 0.0);
        set(values, "courts_to_camps", 0.0);
        set(values, "arrests_carried_out", 0.0);
        set(values, "village_grain_at_start", 1.0);
        set(values, "nutrition_at_start", 0.25);
    });
    let before = members(&World::new(&setup, 1));
    let world = run(&setup, 1);
    let left: u64 = (0..CAUSES).map(|cause| world.membership.by(cause)).sum();
    let died: u64 = (0..3)
        .map(|year| {
            world
                .ledger
                .total(year, model::truth::people::Account::DiedFamine)
        })
        .sum();
    assert_eq!(died, 0, "the test needs a country without deaths");
    assert_eq!(members(&world) + left, before + world.membership.entered);
    assert!(world.membership.expelled(Operation::Purge) > 0);
    assert!(world.membership.expelled(Operation::Verification) > 0);
    assert!(world.membership.entered > 0);
}

#[test]
fn law_shields_and_slack_make_a_check_longer_than_its_order() {
    let taken = |shield: f64, compliance: f64| {
        let setup = changed(|values| {
            set(values, "local_shield", shield);
            set(values, "check_compliance", compliance);
            set(values, "check_capacity", 0.1);
        });
        let world = run(&setup, 1);
        let course = world.country.checks.courses[Operation::Verification as usize];
        assert!(course.over, "{course:?}");
        (course.weeks, world.country.registers.check.looked)
    };
    let (obeyed, seen) = taken(0.0, 1.0);
    let (slack, _) = taken(0.0, 0.5);
    let (_, shielded) = taken(0.8, 0.5);
    assert!(obeyed <= 15 && slack > obeyed, "{obeyed} {slack}");
    assert!(seen > 0.9 && shielded < seen, "{seen} {shielded}");
}

#[test]
fn law_without_a_check_nobody_is_expelled_by_it() {
    let setup = changed(|values| {
        set(values, "verification_week", 9999.0);
        set(values, "purge_week", 9999.0);
    });
    let world = run(&setup, 1);
    assert_eq!(world.membership.expelled(Operation::Verification), 0);
    assert_eq!(world.membership.expelled(Operation::Purge), 0);
    assert!(world.membership.expelled(Operation::Exchange) > 0);
}

#[test]
fn law_rules_strike_different_people() {
    let struck = |rule: Verification| {
        let setup = with(|values| set(values, "check_deflection", 1.0), rule).expect("sound");
        let world = run(&setup, 3);
        let at = Operation::Verification as usize;
        let officials = world.membership.left[at][Class::Official as usize];
        (
            world.membership.by(at),
            officials,
            world.membership.by(TREND),
        )
    };
    let (all, officials, trend) = struck(Verification::Disorder);
    assert!(
        all > 0 && officials == 0 && trend == 0,
        "{all} {officials} {trend}"
    );
    let (all, officials, _) = struck(Verification::Steered);
    assert!(all > 0 && officials > 0, "{all} {officials}");
    let (all, _, trend) = struck(Verification::Trend);
    assert!(all == 0 && trend > 0, "{all} {trend}");
}

#[test]
fn known_checks_that_cannot_be() {
    let refused = |id: &str, value: f64| {
        with(|values| set(values, id, value), Verification::Disorder).expect_err("refused")
    };
    for (id, value, wanted) in [
        ("verification_week", -10.0, "0 to 10000 (weeks of six days)"),
        ("check_capacity", 0.0, "0.001 to 1 (per week of six days)"),
        ("check_discretion", 1.3, "0 to 1 (share)"),
    ] {
        let error = refused(id, value);
        assert_eq!((error.about.as_str(), error.wanted.as_str()), (id, wanted));
        assert_eq!(error.found, value.to_string());
    }
}
