//! The people of the case inside the program: conserved, reproducible, the same as their twin, and out of reach of hold-outs.

use lab::argument::case::Case;
use lab::argument::fault::Fault;
use lab::load::{Origin, files};
use lab::setting::{self, Setting};
use lab::simulate::twin::rejects;
use model::observe::shared;
use model::parity::{compare, names, of_counts, statistics};
use model::truth::people::{Account, Class, Group, Party, Status};
use model::twin::Twin;
use model::world::{Setup, World};
use proptest::prelude::*;
use rayon::prelude::*;

fn case_with(path: &str, from: &str, to: &str) -> Case {
    parsed(path, from, to).expect("sound")
}

fn parsed(path: &str, from: &str, to: &str) -> Result<Case, Fault> {
    let mut all = files(Origin::Embedded).expect("embedded");
    if !path.is_empty() {
        let file = all
            .iter_mut()
            .find(|(name, _)| name == path)
            .expect("the file");
        assert!(file.1.contains(from), "{path} has no {from}");
        file.1 = file.1.replacen(from, to, 1);
    }
    lab::load::parse(&all)
}

fn setting() -> (Case, Setting) {
    let case = case_with("", "", "");
    let setting = setting::read(&case, "baseline").expect("sound");
    (case, setting)
}

/// What stops the reading when one text of one file is changed.
fn refused(path: &str, from: &str, to: &str) -> String {
    // What a scenario says of itself is read with the case, for claims name scenarios.
    let read = parsed(path, from, to).and_then(|case| setting::read(&case, "baseline"));
    read.expect_err("refused").to_string()
}

#[test]
fn parity_nobody_is_created_or_lost_in_a_hundred_runs_of_five_years() {
    let (_, setting) = setting();
    (0..100_u64).into_par_iter().for_each(|seed| {
        let mut world = World::new(&setting.setup, seed);
        // The audit runs after every week and stops the run; this counts once more by hand.
        model::step::run(&mut world, |world| {
            let outside = world.counts.outside();
            let came: u64 = outside.iter().map(|account| account.came).sum();
            let went: u64 = outside.iter().map(|account| account.went).sum();
            let there: u64 = world.counts.held().iter().sum();
            assert_eq!(
                there + went,
                162_902_000 + came,
                "seed {seed}, week {}",
                world.week
            );
        })
        .expect("audited");
        assert_eq!(world.week, 300);
    });
}

#[test]
fn parity_digests_do_not_depend_on_threads() {
    let (case, setting) = setting();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let digest = |threads| {
        let watch = lab::run::Watch {
            threads,
            progress: &|_, _| {},
            stop: &stop,
        };
        lab::simulate::run(&case, &setting, (7, 6), watch)
            .expect("runs")
            .digest
    };
    let one = digest(1);
    for threads in [2, 3, 8] {
        assert_eq!(digest(threads), one, "{threads} threads");
    }
}

/// One run, held to the person. It runs in two builds; both must give these numbers.
#[test]
fn golden_run_of_seed_1933() {
    let (_, setting) = setting();
    let run = lab::simulate::run_one(&setting, 1933).expect("audited");
    let year = |account| run.ledger.total(0, account);
    let found = format!(
        "born {} famine {} last {} draws {} digest {}",
        year(Account::Born),
        year(Account::DiedFamine),
        run.observations
            .iter()
            .rfind(|one| one.quantity == "population")
            .expect("there")
            .value,
        run.usage.total(),
        &run.digest[..16]
    );
    assert_eq!(found, GOLDEN);
}

const GOLDEN: &str =
    "born 5205376 famine 7852081 last 162476779 draws 904284 digest 58a6fc41161a5789";

const LEVEL: f64 = 0.01;
const PEOPLE: u64 = 30_000;

fn short(setup: &Setup, weeks: u32) -> Setup {
    model::parity::shortened(&setup.scaled(PEOPLE), weeks)
}

fn counts(setup: &Setup, seeds: std::ops::Range<u64>) -> Vec<Vec<f64>> {
    seeds
        .into_par_iter()
        .map(|seed| {
            let mut world = World::new(setup, seed);
            model::step::run(&mut world, |_| {}).expect("audited");
            of_counts(&world)
        })
        .collect()
}

fn twins(setup: &Setup, seeds: std::ops::Range<u64>) -> Vec<Vec<f64>> {
    seeds
        .into_par_iter()
        .map(|seed| {
            let mut twin = Twin::new(setup, seed).expect("few strata");
            while twin.week() < setup.span.weeks {
                twin.step();
            }
            statistics(setup, &twin.held(), twin.accounts())
        })
        .collect()
}

#[test]
fn parity_counts_equal_the_twin_over_fifty_statistics() {
    // The same weather in all runs, so that what is compared is the chance of persons alone.
    let case = case_with("", "", "");
    let setting = setting::read(&case, "mean-weather").expect("sound");
    let setup = short(&setting.setup, 120);
    let tests = compare(
        &names(&setup),
        &counts(&setup, 0..100),
        &twins(&setup, 1000..1100),
    );
    assert!(tests.len() >= 50, "{} statistics vary", tests.len());
    let worst = tests.iter().min_by(|a, b| a.p.total_cmp(&b.p));
    assert!(!rejects(&tests, LEVEL), "{worst:?}");
}

#[test]
fn evidence_and_model_share_names_and_units() {
    let (case, _) = setting();
    for shared in shared() {
        let quantity = case
            .base
            .quantities
            .get(shared.id)
            .unwrap_or_else(|| panic!("no {}", shared.id));
        assert_eq!(quantity.unit.name, shared.unit, "{}", shared.id);
    }
}

#[test]
fn evidence_held_out_cannot_reach_a_run() {
    // A margin on the census of 1937, a parameter fitted to births of 1937, ages of 1937: each is held out.
    let margin = refused(
        "population.toml",
        "{ of = \"population_by_residence\", series = \"zhiromskaia-2001\", at = \"1939-01-17\", where = { category = \"urban\" } }",
        "{ of = \"population_by_residence\", series = \"census-1937-files\", at = \"1937-01-06\", where = { category = \"urban\" } }",
    );
    assert!(margin.contains("held out (H07)"), "{margin}");
    let fitted = refused(
        "parameters/people.toml",
        "{ of = \"births\", series = \"adh-1993\", dates = [\"1933\", \"1934\", \"1935\"] }",
        "{ of = \"births\", series = \"adh-1993\", dates = [\"1937\"] }",
    );
    assert!(fitted.contains("no fitting code may open"), "{fitted}");
    let harvest = refused(
        "parameters/villages.toml",
        "{ of = \"grain_harvest\", series = \"western-low\", dates = [\"1933\", \"1934\", \"1935\"] }",
        "{ of = \"grain_harvest\", series = \"western-low\", dates = [\"1936\"] }",
    );
    assert!(harvest.contains("no fitting code may open"), "{harvest}");
    let ages = refused(
        "population.toml",
        "at = \"1934-01-01\"",
        "at = \"1937-01-01\"",
    );
    assert!(ages.contains("held out"), "{ages}");
}

/// File, what stands there, what is put in its place, what the error says.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    (
        "parameters/people.toml",
        "source = \"allen-2003\"\n",
        "",
        "a number without source",
    ),
    (
        "parameters/people.toml",
        "value = 0.6\nlow = 0.4\nhigh = 0.8",
        "value = 1.6\nlow = 0.4\nhigh = 1.8",
        "a value that cannot be",
    ),
    (
        "parameters/people.toml",
        "by_region = { south-east = 1.0 }",
        "by_region = { south-eest = 1.0 }",
        "unknown region",
    ),
    (
        "parameters/people.toml",
        "south-east = 1.0 }",
        "south-east = 0.9 }",
        "do not add up to one",
    ),
    (
        "parameters/people.toml",
        "id = \"birth_lag\"",
        "id = \"birth_leg\"",
        "no law asks for",
    ),
    (
        "parameters/villages.toml",
        "by_region = { ukraine-north-caucasus = 0.30, volga-black-earth = 0.26, centre = 0.17, east = 0.17, south-east = 0.10 }",
        "by_region = { ukraine-north-caucasus = 0.30, volga-black-earth = 0.36, centre = 0.17, east = 0.17 }",
        "a region without fields",
    ),
    (
        "parameters/state-grain.toml",
        "value = 10.0\nlow = 8",
        "value = -1.0\nlow = -2",
        "a value that cannot be",
    ),
    (
        "parameters/state-grain.toml",
        "value = 0.40\nlow = 0.33\nhigh = 0.45",
        "value = 4.0\nlow = 0.33\nhigh = 4.5",
        "rations above supply",
    ),
    (
        "parameters/villages.toml",
        "by_year = { 1933 = 1.0 }",
        "by_year = { 1934 = 1.0 }",
        "no value for a year of the run",
    ),
    (
        "parameters/villages.toml",
        "by_region = { ukraine-north-caucasus = 0.84, ",
        "by_region = { ",
        "no value for a region with villages",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[rule]]\nof = \"weather\"\nis = \"record\"\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "weather missing for a year",
    ),
    (
        "parameters/living.toml",
        "by_year = { 1933 = 1.0, 1935 = 0.4, 1936 = 0.0 }",
        "by_year = { 1933 = 1.4, 1935 = 0.4, 1936 = 0.0 }",
        "a value that cannot be",
    ),
    (
        "parameters/living.toml",
        "kolkhoznik = 0.5, individual-peasant = 0.5, worker = 1.0, specialist = 1.8",
        "kolkhoznik = 0.5, worker = 1.0, specialist = 1.8",
        "no value for a class",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[rule]]\nof = \"procurement\"\nis = \"generous\"\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "an unknown rule",
    ),
    (
        "parameters/people.toml",
        "value = 45\nlow",
        "value = 60\nlow",
        "outside its own prior range",
    ),
    (
        "population.toml",
        "is = { region = \"leningrad\" }, plus",
        "is = { region = \"petrograd\" }, plus",
        "unknown region",
    ),
    (
        "population.toml",
        "scaled = true\nwhy = \"Classes",
        "why = \"Classes",
        "margins that cannot be met together",
    ),
    (
        "population.toml",
        "series = \"zemskov\"",
        "series = \"zemskoff\"",
        "unknown series",
    ),
    (
        "population.toml",
        "{ value = 4000, why = \"as below\" }",
        "{ value = 4000 }",
        "a number without a reason",
    ),
    (
        "scenarios/baseline.toml",
        "weeks = 300",
        "weeks = 3000",
        "`weeks` that cannot be",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[change]]\nparameter = \"birth_rat\"\nvalue = 0.0\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "a change of an unknown parameter",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[change]]\nparameter = \"left_country\"\nby_year = { 1933 = 170000000 }\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "more people than there are",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[change]]\nparameter = \"courts_to_camps\"\nvalue = 9.9e7\nsource = \"ours\"\nwhy = \"x\"\n[[change]]\nparameter = \"ration_rank\"\nby_region = { centre = 1.0 }\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "values by other keys",
    ),
    (
        "scenarios/baseline.toml",
        "# A change is dated",
        "[[change]]\nparameter = \"grain_yield\"\nby_region = { center = 1.0 }\nsource = \"ours\"\nwhy = \"x\"\n# A change is dated",
        "unknown region",
    ),
    (
        "population.toml",
        "at = \"1933-01-01\"",
        "at = \"1934-01-01\"",
        "a run that begins in another year",
    ),
];

#[test]
fn evidence_bad_settings_are_one_clear_error_each() {
    for (path, from, to, wanted) in SLIPS {
        let found = refused(path, from, to);
        assert!(found.contains(wanted), "{to}: {found}");
        for part in ["found:", "wanted:", "hint:", "toml:"] {
            assert!(found.contains(part), "{part} is missing: {found}");
        }
    }
}

/// A change of a scenario takes effect and is written down; the parameters of the file stay for other scenarios.
#[test]
fn law_a_scenario_changes_what_it_names() {
    let change = "weeks = 300\n[[change]]\nparameter = \"village_grain_at_start\"\nvalue = 0.3\nsource = \"ours\"\nwhy = \"No famine.\"";
    let tables = change.replace("weeks = 300\n", "");
    let case = case_with(
        "scenarios/baseline.toml",
        "# A change is dated",
        &format!("{tables}\n# A change is dated"),
    );
    let without = setting::read(&case, "baseline").expect("sound");
    let (_, with) = setting();
    let deaths = |setting: &Setting| {
        let run = lab::simulate::run_one(setting, 1).expect("audited");
        run.ledger.total(0, Account::DiedFamine)
    };
    assert_eq!(without.scenario.changes.len(), 1);
    assert!(deaths(&without) < 1_000_000);
    assert!(deaths(&with) > 7_000_000);
}

/// Values by region and class are put beside those that stay, and what was fitted is no longer called so.
#[test]
fn law_a_change_by_region_or_class_leaves_the_other_values() {
    let tables = "[[change]]\nparameter = \"village_grain_at_start\"\nby_region = { centre = 0.3 }\nsource = \"ours\"\nwhy = \"x\"\n\
        [[change]]\nparameter = \"ration_rank\"\nby_class = { worker = 9.0 }\nsource = \"ours\"\nwhy = \"x\"\n";
    let case = case_with(
        "scenarios/baseline.toml",
        "# A change is dated",
        &format!("{tables}# A change is dated"),
    );
    let changed = setting::read(&case, "baseline").expect("sound");
    let pairs: Vec<_> = changed
        .scenario
        .changes
        .iter()
        .map(setting::Change::pairs)
        .collect();
    assert_eq!((pairs[0].len(), pairs[1].len()), (1, 1));
    assert_eq!((pairs[0][0].0, pairs[0][0].2), ("centre", 0.3));
    assert_eq!((pairs[1][0].0, pairs[1][0].2), ("worker", 9.0));
    let (_, before) = setting();
    let fitted = |setting: &Setting| {
        let used = setting.used.iter();
        used.filter(|used| used.quantity == "famine_excess_deaths")
            .count()
    };
    assert!(fitted(&before) > 0);
    assert_eq!(fitted(&changed), 0, "the fit was of the file's values");
}

/// Each cell of a margin names what it rests on, and says where a number of ours is part of it.
#[test]
fn evidence_cells_of_margins_name_their_sources() {
    let (_, setting) = setting();
    let mut ours = 0;
    for (about, margin) in setting.population.margins.iter().filter_map(|about| {
        let margins = &setting.population.start.margins;
        Some((
            about,
            margins.iter().find(|margin| margin.name == about.name)?,
        ))
    }) {
        assert_eq!(about.cells.len(), margin.cells.len(), "{}", about.name);
        assert!(
            about.cells.iter().all(|cell| !cell.is_empty()),
            "{}",
            about.name
        );
        let of_ours = |cell: &&Vec<String>| cell.iter().any(|series| series == "ours");
        ours += about.cells.iter().filter(of_ours).count();
    }
    assert!(ours > 0);
}

/// Small groups to the person, all other margins within the rounding of some hundred cells.
#[test]
fn evidence_the_start_meets_its_margins() {
    let (_, setting) = setting();
    let setup = &setting.setup;
    let regions = &setup.environment.regions;
    let word = |group: &Group, dimension: &str| match dimension {
        "region" => regions[usize::from(group.region)].id.clone(),
        "residence" => group.residence.word().to_owned(),
        "class" => group.class.word().to_owned(),
        "mark" => group.mark.word().to_owned(),
        "party" => group.party.word().to_owned(),
        other => panic!("{other}"),
    };
    let count = |wanted: &dyn Fn(&Group) -> bool| -> u64 {
        let groups = setup.groups.iter().zip(setup.start.chunks_exact(4));
        groups
            .filter(|(group, _)| wanted(group))
            .map(|(_, bins)| bins.iter().sum::<u64>())
            .sum()
    };
    for margin in &setting.population.start.margins {
        for (cell, people) in &margin.cells {
            let inside = |group: &Group| {
                group.status == Status::Free
                    && cell
                        .iter()
                        .all(|(dimension, value)| word(group, dimension) == *value)
            };
            let off = (count(&inside) as f64 - people).abs();
            let most = if margin.exact { 0.0 } else { 200.0 };
            assert!(off <= most, "{} {cell:?}: {off} off", margin.name);
        }
    }
    assert_eq!(
        count(&|group| group.status == Status::SpecialSettler),
        1_142_084
    );
    assert_eq!(count(&|group| group.status == Status::CampInmate), 334_300);
    assert_eq!(count(&|group| group.party != Party::None), 3_555_338);
    assert_eq!(
        count(&|group| group.class == Class::Former && group.region == 0),
        24_725
    );
}

#[test]
fn evidence_a_scenario_that_removes_everybody_is_an_error() {
    let change = "[[change]]\nparameter = \"ordinary_death_rate\"\nvalue = 99\nsource = \"ours\"\nwhy = \"A slip.\"\n";
    let held = ["settlement_death_rate", "camp_death_rate"]
        .map(|id| change.replace("ordinary_death_rate", id));
    // Nobody may outlive the others in exile.
    let arrests = change
        .replace("ordinary_death_rate", "arrests_carried_out")
        .replace("99", "0");
    let all = format!("{change}{}{arrests}# A change is dated", held.concat());
    let case = case_with("scenarios/baseline.toml", "# A change is dated", &all);
    let setting = setting::read(&case, "baseline").expect("sound, each value by itself");
    let error = lab::simulate::run_one(&setting, 1)
        .expect_err("nobody is left")
        .to_string();
    for part in [
        "scenarios/baseline.toml",
        "removes everybody",
        "ordinary_death_rate",
        "hint:",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is cut out of a file or put into it: a setting, or one clear error; never a panic, never half of it.
    #[test]
    fn law_a_torn_file_is_a_setting_or_one_error(which in 0_usize..8, at in 0.0_f64..1.0, cut in 0_usize..40, put in "[ -~]{0,4}") {
        let names = ["population.toml", "parameters/people.toml", "scenarios/imposed-yields.toml", "parameters/villages.toml", "table.toml", "directives.toml", "offices.toml", "categories.toml"];
        let mut all = files(Origin::Embedded).expect("embedded");
        let file = all.iter_mut().find(|(name, _)| name == names[which]).expect("there");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the text")]
        let start = (at * file.1.len() as f64) as usize;
        let end = (start + cut).min(file.1.len());
        prop_assume!(file.1.is_char_boundary(start) && file.1.is_char_boundary(end));
        file.1.replace_range(start..end, &put);
        if let Err(fault) = lab::load::parse(&all).and_then(|case| setting::read(&case, "baseline"))
        {
            let text = fault.to_string();
            prop_assert!(text.contains("found:") && text.contains("hint:"), "{}", text);
        }
    }
}
