//! Each loop, measured with a few seeds on the case inside the program, on its first three years and on all five where it needs them.

use super::experiments::EXPERIMENTS;
use super::files::{SCHEMA, again, files, json, json_of_experiments, table};
use super::verdict::{Return, Verdict, Whole};
use super::{Effect, Loop, Loops, Measured, experiments, frozen, run, watched};
use crate::error::LabError;
use crate::json::checker::valid;
use crate::load::{Origin, load, parse};
use crate::run::Watch;
use crate::setting::{Prepared, Setting};
use argument::case::Case;
use argument::runs::BASELINE;
use model::observe::OUTPUTS;
use model::step::step;
use model::world::World;
use serde_json::Value;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

const SEEDS: u32 = 4;

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| load(Origin::Embedded).expect("sound"))
}

fn setting() -> Setting {
    let prepared = Prepared::of(case()).expect("a model");
    prepared.setting((None, BASELINE), None).expect("sound")
}

fn with<T>(of: impl FnOnce(Watch<'_>) -> T) -> T {
    of(Watch {
        threads: 0,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    })
}

/// All loops, measured once for all tests.
fn whole() -> &'static Loops {
    static ALL: OnceLock<Loops> = OnceLock::new();
    ALL.get_or_init(|| {
        with(|watch| run(case(), &Loop::ALL, (1933, SEEDS), watch)).expect("runs")
    })
}

fn of(one: Loop) -> &'static Measured {
    let found = whole().all.iter().find(|all| all.of == one);
    found.expect("measured")
}

fn effect(one: Loop, quantity: &str) -> &'static Effect {
    let mut effects = of(one).effects.iter();
    let found = effects.find(|effect| effect.key.quantity == quantity);
    found.unwrap_or_else(|| panic!("{quantity}"))
}

/// The first week in which a frozen run is another than the run as it is; none within two years.
fn first_difference(one: Loop) -> Option<u32> {
    let setting = setting();
    let other = frozen(&setting, one);
    let mut with = World::new(&setting.setup, 1933);
    let mut without = World::new(&other.setup, 1933);
    for week in 0..180 {
        step(&mut with).expect("audited");
        step(&mut without).expect("audited");
        let same = with.country == without.country && with.counts.held() == without.counts.held();
        if !same || with.digest() != without.digest() {
            return Some(week);
        }
    }
    None
}

/// Before its input moves a frozen run is the same to the bit, and afterwards it is another: the input is read, and it is held.
fn same_until(one: Loop, week: u32) {
    let first = first_difference(one).expect("another in the end");
    assert_eq!(first, week, "{one:?}: {first}");
}
