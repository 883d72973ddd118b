//! Each loop on the case inside the program: until when a frozen run is the same to the bit, and what the loop does with four seeds. Bounds are wide of
//! what was measured; where one is crossed the model has changed, and `docs/model.md` has to say so.

use super::experiments::EXPERIMENTS;
use super::files::{SCHEMA, again, files, json, json_of_experiments, table};
use super::verdict::{Return, Verdict, Whole};
use super::{Effect, Loop, Loops, Measured, experiments, frozen, run, watched};
use crate::ensemble::Seeds;
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

/// With the parameters as they stand.
fn seeds(first: u64, number: u32) -> Seeds {
    Seeds {
        first,
        number,
        ensemble: None,
    }
}

/// All loops, measured once for all tests.
fn whole() -> &'static Loops {
    static ALL: OnceLock<Loops> = OnceLock::new();
    ALL.get_or_init(|| {
        with(|watch| run(case(), &Loop::ALL, seeds(1933, SEEDS), watch)).expect("runs")
    })
}

fn of(one: Loop) -> &'static Measured {
    let found = whole().all.iter().find(|all| all.of == one);
    found.expect("measured")
}

fn effect(one: Loop, quantity: &str) -> &'static Effect {
    let mut effects = of(one).effects.iter();
    let found = effects.find(|effect| effect.key.quantity == quantity);
    found.expect("an output that the loop is measured on")
}

/// The first week in which a frozen run is another than the run as it is; none within two hundred.
fn first_difference(one: Loop) -> Option<u32> {
    let setting = setting();
    let other = frozen(&setting, one);
    let mut with = World::new(&setting.setup, 1933);
    let mut without = World::new(&other.setup, 1933);
    (0..200).find(|_| {
        step(&mut with).expect("audited");
        step(&mut without).expect("audited");
        let same = with.country == without.country && with.counts.held() == without.counts.held();
        !same || with.digest() != without.digest()
    })
}

/// Until its input has been read a second time a frozen run is the same to the bit; then it is another: the input is read, and it is held.
fn same_until(one: Loop, weeks: std::ops::Range<u32>) {
    let first = first_difference(one).expect("another in the end");
    assert!(weeks.contains(&first), "{one:?}: week {first}");
}

/// A mean with its Monte-Carlo error, told from chance, within bounds.
fn told(effect: &Effect, bounds: std::ops::Range<f64>) {
    let contrast = &effect.contrast;
    let error = contrast.error.expect("several seeds");
    assert!(contrast.is_told(), "{} {error}", contrast.mean);
    assert!(bounds.contains(&contrast.mean), "{}", contrast.mean);
}

#[test]
fn known_f1_terror_hardly_touches_effort() {
    same_until(Loop::F1, 15..60);
    assert_eq!(
        (of(Loop::F1).whole, of(Loop::F1).movement.side),
        (Whole::Nothing, 1)
    );
    for effect in &of(Loop::F1).effects {
        assert!(effect.contrast.mean.abs() < 1e-4, "{effect:?}");
    }
}

#[test]
fn known_f2_fear_hides_some_and_finds_nobody() {
    same_until(Loop::F2, 4..10);
    told(effect(Loop::F2, "suspects_believed"), -6e-4..-1e-4);
    let precision = effect(Loop::F2, "arrested_disposed");
    assert!(!precision.verdict.matters(), "{precision:?}");
}

/// Reported fulfilment rises where works pad more: the opposite of what is written down.
#[test]
fn known_f3_padding_follows_tautness_and_fulfilment_is_as_reported() {
    same_until(Loop::F3, 9..30);
    told(effect(Loop::F3, "padding"), -0.07..-0.04);
    let fulfilment = effect(Loop::F3, "plan_fulfilment");
    told(fulfilment, -0.07..-0.03);
    assert_eq!(fulfilment.verdict, Verdict::Opposite);
    assert_eq!(
        (of(Loop::F3).whole, of(Loop::F3).movement.side),
        (Whole::Opposite, -1)
    );
}

#[test]
fn known_f4_blame_for_breakdowns_costs_next_to_nothing_under_a_patron() {
    same_until(Loop::F4, 9..30);
    assert_eq!(of(Loop::F4).whole, Whole::Nothing);
    told(effect(Loop::F4, "branch_output"), -0.02..0.0);
}

#[test]
fn known_f5_the_record_raises_tempo_and_nothing_comes_back() {
    same_until(Loop::F5, 180..181);
    told(effect(Loop::F5, "tempo"), 0.04..0.05);
    told(effect(Loop::F5, "plan_fulfilment"), -0.04..-0.01);
    assert_eq!(
        (of(Loop::F5).whole, of(Loop::F5).movement.closes),
        (Whole::AsWritten, Return::Open)
    );
}

/// What the state expects follows what is reported; held at January 1933 it takes more, and more people die, in every seed.
#[test]
fn known_f6_expectations_that_follow_reports_take_less() {
    same_until(Loop::F6, 90..91);
    told(effect(Loop::F6, "grain_procurement"), -8.0..-1.0);
    let all = &of(Loop::F6).people;
    let (key, died) = &all[0];
    assert_eq!(
        (key.words().as_str(), died.less),
        ("kind=died-famine", SEEDS as usize)
    );
    assert_eq!(of(Loop::F6).movement.side, -1);
}

#[test]
fn known_f7_arms_grow_and_consumers_do_not_pay() {
    same_until(Loop::F7, 60..61);
    told(effect(Loop::F7, "arms_delivered"), 0.3..0.4);
    let goods = effect(Loop::F7, "consumer_goods");
    assert!(goods.contrast.mean > -0.02, "{goods:?}");
    // Sixteen seeds tell the opposite sign, four do not.
    let grievance = effect(Loop::F7, "grievance");
    assert!(grievance.contrast.mean.abs() < 2e-3, "{grievance:?}");
    assert_ne!(grievance.verdict, Verdict::AsWritten);
}

#[test]
fn known_f8_a_weaker_patron_lets_more_suspicion_past() {
    same_until(Loop::F8, 9..60);
    told(effect(Loop::F8, "past_the_patron"), 0.01..0.013);
    let output = effect(Loop::F8, "industrial_output");
    assert!((-0.06..0.01).contains(&output.contrast.mean), "{output:?}");
    assert_eq!(
        (of(Loop::F8).whole, of(Loop::F8).movement.side),
        (Whole::AsWritten, -1)
    );
}

/// Reports see another share of the disposed; what is believed and how many are arrested stay within the error of a few seeds.
#[test]
fn known_f9_living_moves_fear_and_no_more_than_that_for_sure() {
    same_until(Loop::F9, 4..10);
    for quantity in ["suspects_believed", "arrests_by_political_police"] {
        assert_eq!(effect(Loop::F9, quantity).verdict, Verdict::WithinError);
    }
    told(effect(Loop::F9, "fear"), 5e-4..3e-3);
}

#[test]
fn known_f10_names_do_not_carry_cases() {
    same_until(Loop::F10, 9..20);
    assert_eq!(of(Loop::F10).whole, Whole::Nothing);
    let named = effect(Loop::F10, "named_in_confessions");
    assert!(named.contrast.mean.abs() < 10.0, "{named:?}");
}

/// Every loop has outputs that the model gives, opposite signs come first, and what is printed follows its schema.
#[test]
fn law_all_loops_are_measured_and_told() {
    let whole = whole();
    assert_eq!(whole.all.len(), Loop::ALL.len());
    assert!(whole.all.is_sorted_by_key(|one| one.whole));
    for one in Loop::ALL {
        for output in watched(one) {
            assert!(
                OUTPUTS.iter().any(|known| known.id == output.quantity),
                "{output:?}"
            );
        }
    }
    let value = json(whole);
    assert_eq!(valid(SCHEMA, &value), Vec::<String>::new());
    let mut spoiled = value.clone();
    spoiled["loops"][0]["verdict"] = "splendid".into();
    assert!(!valid(SCHEMA, &spoiled).is_empty());
    assert_eq!(table(whole).rows.len(), 60);
}

/// A manifest tells enough to run it again, on any number of threads.
#[test]
fn parity_what_is_written_can_be_run_again() {
    let one = with(|watch| run(case(), &Loop::ALL, seeds(7, 1), watch)).expect("runs");
    let files = files(case(), &table(&one), &json(&one)).expect("files");
    let (_, bytes) = files.last().expect("a manifest");
    let manifest: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!(again(case(), &manifest, 1).expect("runs"), one.digest);
}

#[test]
fn law_experiments_come_misses_first() {
    let whole = with(|watch| experiments::run(case(), seeds(1933, 2), watch)).expect("runs");
    assert_eq!(whole.all.len(), EXPERIMENTS.len());
    assert!(whole.all.is_sorted_by_key(|one| one.holds));
    assert!(whole.all.iter().any(|one| one.holds) && whole.all.iter().any(|one| !one.holds));
    assert_eq!(
        valid(SCHEMA, &json_of_experiments(&whole)),
        Vec::<String>::new()
    );
}

/// A scenario freezes loops by their words; a slip is told with its place.
#[test]
fn known_a_scenario_freezes_a_loop() {
    let text = |freeze: &str| {
        format!(
            "id = \"cut\"\nname = \"Cut\"\nfirst_year = 1933\nweeks = 300\nwhy = \"A test.\"\nfreeze = {freeze}\n"
        )
    };
    let read = |freeze: &str| -> Result<Setting, LabError> {
        let mut files = crate::load::files(Origin::Embedded)?;
        files.push(("scenarios/cut.toml".to_owned(), text(freeze)));
        let case = parse(&files)?;
        Ok(Prepared::of(&case)?.setting((None, "cut"), None)?)
    };
    let cut = read("[\"F2\", \"F9\"]").expect("sound");
    let now = cut.setup.now(0, 1);
    let has = Loop::ALL.map(|one| now.frozen.has(one));
    assert_eq!(has.iter().filter(|one| **one).count(), 2);
    assert!(now.frozen.has(Loop::F2) && now.frozen.has(Loop::F9));
    for (slip, said) in [
        ("[\"F11\"]", "unknown feedback loop"),
        ("[\"F1\", \"F1\"]", "frozen twice"),
    ] {
        let error = read(slip).expect_err(slip).to_string();
        assert!(error.contains(said) && error.contains("hint:"), "{error}");
    }
}

/// What a loop does to arrests stands beside what they hang on, without the loop and with it.
#[test]
fn law_effects_on_arrests_tell_what_they_hang_on() {
    let all = whole().all.iter().flat_map(|one| &one.effects);
    let mut told = 0;
    for effect in all {
        let of_arrests = crate::arrests::is_figure(&effect.key.quantity);
        for side in effect.hangs_on {
            assert_eq!(side.is_some(), of_arrests, "{}", effect.key.quantity);
            told += usize::from(side.is_some_and(|band| band.median < 0.0));
        }
    }
    assert!(told >= 4, "two loops are measured on arrests: {told}");
}
