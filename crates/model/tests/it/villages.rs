//! Grain, hunger and herds in the invented country: nothing is lost, and the signs are those of the laws.

use crate::support::{partition, regions, set, start, values};
use model::rules::{Market, Procurement, Rules};
use model::setting::{Span, Values};
use model::step::{run, step};
use model::truth::people::Account;
use model::world::{Setup, World};

const SPAN: Span = Span {
    first_year: 1933,
    weeks: 120,
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

fn famine(setup: &Setup) -> u64 {
    let mut world = World::new(setup, 5);
    run(&mut world, |_| {}).expect("nobody lost");
    world.ledger.total(0, Account::DiedFamine)
}

#[test]
fn law_every_tonne_has_a_place() {
    for rule in Procurement::ALL {
        let rules = Rules {
            procurement: *rule,
            ..Rules::default()
        };
        let setup = with(
            |values| {
                set(values, "weather_spread_region", 0.3);
                set(values, "weather_spread_country", 0.3);
            },
            rules,
        );
        for seed in 0..10 {
            let mut world = World::new(&setup, seed);
            for _ in 0..SPAN.weeks {
                step(&mut world).expect("nobody lost");
                for farm in &world.country.farms {
                    assert!(farm.balance().abs() < 1e-12, "{}", farm.balance());
                    assert!(farm.grain >= 0.0 && farm.standing >= 0.0);
                }
                let store = &world.country.store;
                assert!(store.balance().abs() < 1e-12 && store.grain >= 0.0);
            }
        }
    }
}

#[test]
fn law_hunger_kills_and_grain_saves() {
    let usual = famine(&with(|_| {}, Rules::default()));
    let fed = famine(&with(
        |values| set(values, "village_grain_at_start", 0.2),
        Rules::default(),
    ));
    let stripped = famine(&with(
        |values| set(values, "village_grain_at_start", 0.0),
        Rules::default(),
    ));
    let helped = famine(&with(
        |values| set(values, "relief_share", 0.9),
        Rules::default(),
    ));
    assert!(
        fed < usual / 10 && usual < stripped,
        "{fed} {usual} {stripped}"
    );
    assert!(helped < usual, "{helped} {usual}");
}

/// After a bad harvest a fixed amount leaves less than a share does; after a good one it leaves more.
#[test]
fn law_inflexible_procurement_bites_in_bad_years() {
    let kept = |rule, weather: f64| {
        let rules = Rules {
            procurement: rule,
            weather: model::rules::Weather::Record,
            ..Rules::default()
        };
        let setup = with(
            |values| {
                let years = (1933..=1934).map(|year: u32| (year.to_string(), weather));
                values.insert("weather_record".to_owned(), years.collect());
                set(values, "village_grain_at_start", 0.1);
            },
            rules,
        );
        let mut world = World::new(&setup, 5);
        for _ in 0..60 {
            step(&mut world).expect("nobody lost");
        }
        let farm = &world.country.farms[1];
        farm.flows.harvested - farm.flows.procured
    };
    let gap =
        |weather| kept(Procurement::Proportional, weather) - kept(Procurement::Inflexible, weather);
    assert!(
        gap(0.7) > gap(1.0) && gap(1.0) > gap(1.3),
        "{} {} {}",
        gap(0.7),
        gap(1.0),
        gap(1.3)
    );
    assert!(gap(0.7) > 0.0);
}

/// The weather of a seed does not depend on the rules: its draws have addresses of their own.
#[test]
fn law_rules_do_not_shift_the_weather() {
    let harvest = |rules| {
        let setup = with(|values| set(values, "weather_spread_region", 0.2), rules);
        let mut world = World::new(&setup, 11);
        for _ in 0..60 {
            step(&mut world).expect("nobody lost");
        }
        world.country.farms[1].weather
    };
    let other = Rules {
        procurement: Procurement::Proportional,
        ..Rules::default()
    };
    assert_eq!(
        harvest(Rules::default()).to_bits(),
        harvest(other).to_bits()
    );
}

#[test]
fn law_herds_starve_with_people() {
    let horses = |grain| {
        let setup = with(
            |values| set(values, "village_grain_at_start", grain),
            Rules::default(),
        );
        let mut world = World::new(&setup, 5);
        for _ in 0..30 {
            step(&mut world).expect("nobody lost");
        }
        world.country.farms[1].horses
    };
    assert!(horses(0.02) < horses(0.2));
}

/// Turnover of the markets over that of state trade, and wages over it, in the first and the second year.
fn parts(setup: &Setup) -> Vec<(f64, f64)> {
    let mut world = World::new(setup, 5);
    let mut parts = Vec::new();
    run(&mut world, |world| {
        if world.week.is_multiple_of(60) {
            let year = world.country.money.year;
            let sold: f64 = world.country.farms.iter().map(|farm| farm.flows.sold).sum();
            assert!(year.supply > 0.0 && sold >= 0.0);
            assert!((year.wage() * year.earners / 1e3 - year.wages).abs() < 1e-12);
            parts.push((year.spilt / year.turnover, year.wages / year.turnover));
        }
    })
    .expect("nobody lost");
    parts
}

#[test]
fn law_money_spills_where_trade_is_rationed() {
    let open_later = |values: &mut Values| {
        let rationed = values.get_mut("rationed_share").expect("known");
        *rationed = vec![("1933".to_owned(), 1.0), ("1934".to_owned(), 0.0)];
    };
    let spilt = |rules: Rules| parts(&with(open_later, rules));
    let ours = spilt(Rules::default());
    let null = spilt(Rules {
        market: Market::Constant,
        ..Rules::default()
    });
    for ((ours, null), wanted) in ours.iter().zip(&null).zip([0.2, 0.15]) {
        assert!((ours.0 - wanted).abs() < 1e-9 && (null.0 - 0.2).abs() < 1e-9);
        assert!((ours.1 - 0.75).abs() < 1e-9);
    }
}
