//! Conservation, addresses, and what cannot be.

use crate::support::{cell, partition, regions, setup, start, values};
use model::rules::Rules;
use model::setting::{SettingError, Span};
use model::step::{run, step};
use model::truth::people::{Account, Class, Status};
use model::world::{Setup, World};

const SPAN: Span = Span {
    first_year: 1933,
    weeks: 120,
};

#[test]
fn law_nobody_is_created_or_lost() {
    for (total, seeds) in [(1_000_u64, 0..20_u64), (100_000, 20..25)] {
        let setup = if total < 10_000 {
            setup(100_000, 300).scaled(total)
        } else {
            setup(total, 300)
        };
        for seed in seeds {
            let mut world = World::new(&setup, seed);
            run(&mut world, |_| {}).unwrap_or_else(|error| panic!("{total} {seed}: {error}"));
            let born: u64 = world.ledger.total(0, Account::Born);
            assert!(born > 0, "nobody was born among {total}");
        }
    }
}

#[test]
fn law_the_start_meets_its_margins() {
    let setup = setup(100_000, 5);
    let world = World::new(&setup, 1);
    assert_eq!(world.counts.total(), 100_000);
    let count = |wanted: &dyn Fn(&model::truth::people::Group) -> bool| -> u64 {
        let groups = setup.groups.iter().zip(world.counts.held().chunks(4));
        groups
            .filter(|(group, _)| wanted(group))
            .map(|(_, bins)| bins.iter().sum::<u64>())
            .sum()
    };
    assert_eq!(
        count(&|group| group.party != model::truth::people::Party::None),
        1_920
    );
    assert_eq!(
        count(&|group| group.mark != model::truth::people::Mark::None),
        40
    );
    assert_eq!(count(&|group| group.status == Status::CampInmate), 2_000);
    let kolkhozniki = count(&|group| group.class == Class::Kolkhoznik);
    assert!(kolkhozniki.abs_diff(38_400) < 20, "{kolkhozniki}");
    assert_eq!(count(&|group| group.class == Class::Former), 0);
}

#[test]
fn parity_a_run_is_its_seed() {
    let setup = setup(50_000, 60);
    let digest = |seed| {
        let mut world = World::new(&setup, seed);
        run(&mut world, |_| {}).unwrap();
        world.digest()
    };
    assert_eq!(digest(5), digest(5));
    assert_ne!(digest(5), digest(6));
}

/// A change for special settlers leaves everybody else as they are, to the person: their draws have other addresses, and settlers
/// neither eat from the barns of the villages nor move.
#[test]
fn law_an_unaffected_stratum_differs_by_nothing() {
    let base = setup(100_000, 100);
    let other = base.with_factor(|group, way| {
        if group.status == Status::SpecialSettler && way.is_some() {
            1.5
        } else {
            1.0
        }
    });
    let (mut a, mut b) = (World::new(&base, 3), World::new(&other, 3));
    run(&mut a, |_| {}).unwrap();
    run(&mut b, |_| {}).unwrap();
    let (mut same, mut differ) = (0, 0);
    for (at, group) in base.groups.iter().enumerate() {
        let bins = |world: &World<'_>| world.counts.held()[4 * at..4 * at + 4].to_vec();
        let changed = group.status == Status::SpecialSettler;
        if changed && bins(&a) != bins(&b) {
            differ += 1;
        } else if !changed {
            assert_eq!(bins(&a), bins(&b), "{group:?}");
            same += usize::from(bins(&a).iter().sum::<u64>() > 0);
        }
    }
    assert!(same > 10 && differ > 0, "{same} {differ}");
}

/// Pairs share their noise, so differences between scenarios vary less than differences between independent runs.
#[test]
fn law_pairs_vary_less_than_strangers() {
    let base = setup(50_000, 60);
    let other = base.with_factor(|_, way| match way {
        Some(model::plan::To::Outside(Account::DiedOrdinary)) => 1.1,
        _ => 1.0,
    });
    let deaths = |setup: &Setup, seed| {
        let mut world = World::new(setup, seed);
        run(&mut world, |_| {}).unwrap();
        world.ledger.total(0, Account::DiedOrdinary) as f64
    };
    let variance = |shift: u64| {
        let all: Vec<f64> = (0..60)
            .map(|seed| deaths(&other, seed + shift) - deaths(&base, seed))
            .collect();
        let mean = all.iter().sum::<f64>() / 60.0;
        all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 59.0
    };
    let (paired, unpaired) = (variance(0), variance(1000));
    assert!(paired < 0.5 * unpaired, "{paired} {unpaired}");
}

#[test]
fn law_ages_follow_the_people() {
    let setup = setup(100_000, 60);
    let mut world = World::new(&setup, 9);
    for _ in 0..60 {
        step(&mut world).unwrap();
    }
    assert_eq!(world.ages.counts().total(), world.counts.total());
    assert_eq!(
        world.ages.counts().outside()[Account::Born as usize].came,
        world.ledger.total(0, Account::Born)
    );
}

fn refused(
    change: impl FnOnce(&mut model::setting::Values, &mut model::setting::Start),
) -> SettingError {
    let (mut values, mut start) = (values(), start(100_000));
    change(&mut values, &mut start);
    Setup::new(
        &values,
        &start,
        (&regions(), partition()),
        (SPAN, Rules::default()),
    )
    .map(|_| ())
    .expect_err("refused")
}

#[test]
fn known_settings_that_cannot_be() {
    let share = refused(|values, _| values.get_mut("closed_city_reduction").unwrap()[0].1 = 1.2);
    assert_eq!(
        (share.about.as_str(), share.found.as_str()),
        ("closed_city_reduction", "1.2")
    );
    let region = refused(|values, _| {
        values.get_mut("sown_area_share").unwrap()[0].0 = "plane".to_owned();
    });
    assert!(region.what.contains("unknown region"), "{region}");
    let missing = refused(|values, _| {
        values.remove("birth_rate");
    });
    assert!(missing.what.contains("missing"), "{missing}");
    let whole = refused(|values, _| values.get_mut("risk_bin_share").unwrap()[0].1 = 0.5);
    assert!(whole.what.contains("add up"), "{whole}");
    let margins = refused(|_, start| start.margins[0].cells[0].1 *= 2.0);
    assert!(margins.what.contains("cannot be met"), "{margins}");
    let zeros = refused(|_, start| start.seed.push((cell(&[("class", "kolkhoznik")]), 0.0)));
    assert!(zeros.what.contains("cannot be met"), "{zeros}");
    let fields = refused(|values, _| {
        let share = values.get_mut("sown_area_share").unwrap();
        *share = vec![("citadel".to_owned(), 1.0)];
    });
    assert!(fields.what.contains("without fields"), "{fields}");
    let stock = refused(|values, _| values.get_mut("state_grain_at_start").unwrap()[0].1 = -1.0);
    assert!(stock.what.contains("cannot be"), "{stock}");
    let class = refused(|values, _| {
        values.get_mut("ration_rank").unwrap().pop();
    });
    assert!(class.what.contains("no value for a class"), "{class}");
    let nobody = refused(|_, start| start.total = 100);
    assert!(nobody.what.contains("nobody is free"), "{nobody}");
}
