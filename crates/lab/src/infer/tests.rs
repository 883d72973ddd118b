//! Toys with a known answer, and a history that the model made itself.

use super::region::Search;
use super::task::Task;
use super::wave::{Ruling, Wave, run};
use super::{Ask, Clerk, design, files, infer};
use crate::json::checker::valid;
use crate::load::{Origin, files as files_of, parse};
use crate::run::Watch;
use crate::setting::{Freeze, Plan, Prepared, Sealed, Sought, Target};
use argument::case::Case;
use argument::date::Period;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// A small plan: four parameters, four observations of 1933.
const SMALL: &str = r#"
[matching]
cut = 3.0
rank = 1
waves = 1
points = 48
members = 2
discrepancy = 0.1
why = "A test."

[[freeze]]
year = 1933
judges = [1934]
why = "A test."

[[parameter]]
id = "birth_rate"
why = "A test."
[[parameter]]
id = "ordinary_death_rate"
why = "A test."
[[parameter]]
id = "usual_arrests"
why = "A test."
[[parameter]]
id = "courts_to_camps"
why = "A test."

[[observation]]
of = "births"
series = "adh-1993"
dates = ["1933"]
discrepancy = 0.05
why = "A test."
[[observation]]
of = "population"
series = "adh-1993"
dates = ["1934-01-01"]
discrepancy = 0.02
why = "A test."
[[observation]]
of = "arrests_by_political_police"
series = "mozokhin-2006"
dates = ["1933"]
discrepancy = 0.15
why = "A test."
[[observation]]
of = "camp_inmates"
series = "gulag-records"
dates = ["1934-01-01"]
discrepancy = 0.05
why = "A test."
"#;

/// The case inside the program with another plan.
fn case_with(plan: &str) -> Case {
    let mut files = files_of(Origin::Embedded).expect("embedded");
    for (path, text) in &mut files {
        if path == "inference.toml" {
            plan.clone_into(text);
        }
    }
    parse(&files).expect("a sound case")
}

fn watch(threads: usize, stop: &AtomicBool) -> Watch<'_> {
    Watch {
        threads,
        progress: &|_, _| {},
        stop,
    }
}

/// A target by hand: a recorded number of e^z, with a discrepancy and no error of the source.
fn target(z: f64, discrepancy: f64) -> Target {
    Target {
        quantity: "toy".to_owned(),
        name: "toy".to_owned(),
        unit: "ratio".to_owned(),
        series: "toy".to_owned(),
        date: Period::year(1933).expect("a year"),
        dims: BTreeMap::new(),
        value: (libm::exp(z), libm::exp(z), libm::exp(z)),
        discrepancy,
        why: "A toy.".to_owned(),
    }
}

fn toy_plan(width: usize) -> Plan {
    let sought = (0..width).map(|at| Sought {
        id: format!("x{at}"),
        prior: (0.0, 1.0),
        factor: false,
        file: "parameters/toy.toml".to_owned(),
        under: None,
        why: "A toy.".to_owned(),
        fitted_to: Vec::new(),
    });
    Plan {
        cut: 3.0,
        rank: 1,
        waves: 1,
        points: 200,
        members: 2,
        discrepancy: 0.1,
        freezes: vec![Freeze {
            year: 1933,
            judges: vec![1934],
        }],
        sought: sought.collect(),
        targets: Vec::new(),
        sealed: vec![Sealed {
            holdout: "H02".to_owned(),
            quantities: vec!["a".to_owned()],
        }],
    }
}

/// The logarithm of each output is one coordinate, observed with a deviation of 0.05: what is left is 0.15 to either side, and the
/// share a product of intervals.
#[test]
fn known_a_linear_toy_leaves_a_box() {
    let plan = toy_plan(6);
    let sought: Vec<&Sought> = plan.sought.iter().collect();
    let points = design::hypercube(&sought, plan.points, 11);
    let given: Vec<Vec<f64>> = points.iter().map(|x| x[..3].to_vec()).collect();
    let targets = [target(0.5, 0.05), target(0.4, 0.05), target(0.05, 0.05)];
    let mut ruling = Ruling {
        waves: vec![Wave::fit(&points, &given, 3)],
        targets: targets.iter().collect(),
        aside: Vec::new(),
        plan: &plan,
    };
    let region = ruling.region(6, 5);
    // 0.3 * 0.3 * 0.2: the third interval is cut off by the end of the prior.
    let (share, error) = region.share;
    assert!((share - 0.018).abs() < 0.003, "{share} +- {error}");
    assert!(ruling.aside.is_empty());
    let inside =
        |x: &Vec<f64>| (x[0] - 0.5).abs() < 0.16 && (x[1] - 0.4).abs() < 0.16 && x[2] < 0.21;
    assert!(region.points.iter().all(inside));
    // Parameters that nothing reads keep their prior spread: a variance of one twelfth.
    let mean =
        |j: usize| region.points.iter().map(|x| x[j]).sum::<f64>() / region.points.len() as f64;
    let squares = region
        .points
        .iter()
        .map(|x| (x[4] - mean(4)).powi(2))
        .sum::<f64>();
    let variance = squares / region.points.len() as f64;
    assert!((variance * 12.0 - 1.0).abs() < 0.15, "{variance}");
}

#[test]
fn known_what_cannot_be_met_is_set_aside_with_what_it_would_need() {
    let plan = toy_plan(4);
    let sought: Vec<&Sought> = plan.sought.iter().collect();
    let points = design::hypercube(&sought, plan.points, 11);
    let given: Vec<Vec<f64>> = points.iter().map(|x| x[..2].to_vec()).collect();
    // The second lies 1.2 beyond the end of the prior: 24 deviations; it needs one of 0.4.
    let targets = [target(0.5, 0.05), target(2.2, 0.05)];
    let mut ruling = Ruling {
        waves: vec![Wave::fit(&points, &given, 2)],
        targets: targets.iter().collect(),
        aside: Vec::new(),
        plan: &plan,
    };
    let region = ruling.region(4, 5);
    assert_eq!(ruling.aside, [1]);
    assert!(!region.points.is_empty());
    let needed = ruling.needed(1, &region.points);
    assert!((needed - 0.4).abs() < 0.02, "{needed}");
}

#[test]
fn law_a_hypercube_uses_each_part_of_each_range_once() {
    let plan = toy_plan(5);
    let sought: Vec<&Sought> = plan.sought.iter().collect();
    let points = design::hypercube(&sought, 64, 3);
    for j in 0..5 {
        let mut own: Vec<f64> = points.iter().map(|x| x[j]).collect();
        own.sort_by(f64::total_cmp);
        for (part, x) in own.iter().enumerate() {
            let (low, high) = (part as f64 / 64.0, (part + 1) as f64 / 64.0);
            assert!((low..=high).contains(x), "{x} outside part {part}");
        }
    }
}

/// The model itself makes the observations, with parameters that are known: they must not be ruled out, and far ones must be.
#[test]
fn known_a_planted_truth_is_not_ruled_out() {
    let case = case_with(SMALL);
    let prepared = Prepared::of(&case).expect("a model");
    let plan = prepared.plan().expect("a plan");
    let stop = AtomicBool::new(false);
    let clerk = Clerk::new(watch(2, &stop), 0);
    let mut task = Task {
        prepared: &prepared,
        rival: None,
        sought: plan.sought_under(None),
        targets: plan.targets.iter().collect(),
        weeks: 60,
        clerk: &clerk,
    };
    let truth = [0.3, 0.6, 0.25, 0.7];
    let made = task.run(&[(&truth[..], 77)]).expect("a run");
    let planted: Vec<Target> = plan
        .targets
        .iter()
        .zip(&made[0])
        .map(|(target, log)| Target {
            value: (libm::exp(*log), libm::exp(*log), libm::exp(*log)),
            ..target.clone()
        })
        .collect();
    task.targets = planted.iter().collect();
    let mut ruling = Ruling {
        waves: Vec::new(),
        targets: planted.iter().collect(),
        aside: Vec::new(),
        plan: &plan,
    };
    let points = design::hypercube(&task.sought, plan.points, 1);
    run(&task, &mut ruling, &points, 1).expect("runs");
    let own = ruling.implausibility(&truth);
    assert!(own <= plan.cut, "the truth is ruled out: {own}");
    let search = Search {
        implausibility: &|point| ruling.implausibility(point),
        width: 4,
        points: 100,
        cut: plan.cut,
        seed: 1,
    };
    let (share, _) = search.run().share;
    assert!(share > 0.0 && share < 0.9, "{share}");
}

#[test]
fn law_threads_change_nothing_and_openings_are_told() {
    let case = case_with(SMALL);
    let ask = Ask {
        freezes: Vec::new(),
        open: Vec::new(),
        alone: true,
    };
    let stop = AtomicBool::new(false);
    let texts = [1, 3].map(|threads| {
        let whole = infer(&case, &ask, watch(threads, &stop)).expect("a fit");
        let fit = &whole.fits[0];
        assert!(!fit.matched[0].members.is_empty());
        assert!(!fit.judged.openings.is_empty());
        let text = files::ensemble(&case, fit);
        let read = crate::ensemble::parse(&case, "ensembles/1933.toml", &text).expect("read again");
        assert_eq!(read.under(None), fit.matched[0].members);
        assert_eq!(read.under(Some("arrests-by-war")), fit.matched[0].members);
        let log = files::openings(&case, &whole);
        assert!(log.contains("known to the authors"), "{log}");
        // What earlier fits opened stays in the log, each once.
        let earlier = &case.for_a_model["ensembles/openings.toml"];
        let entries = |text: &str| text.matches("[[opened]]").count();
        let new = fit.judged.openings.len();
        assert_eq!(entries(&log), entries(earlier) + new);
        let mut after = case.clone();
        let kept = ("ensembles/openings.toml".to_owned(), log.clone());
        after.for_a_model.extend([kept]);
        assert_eq!(files::openings(&after, &whole), log);
        let answer = files::json(&case, &whole, &ask, "there");
        assert_eq!(valid(files::SCHEMA, &answer), Vec::<String>::new());
        let mut spoiled = answer;
        spoiled["fits"][0]["scores"][0]["beside_null"]["numbers"] = Value::Null;
        assert_eq!(valid(files::SCHEMA, &spoiled).len(), 1);
        (text, files::digest(&case, &whole))
    });
    assert_eq!(texts[0], texts[1]);
}

fn refused(from: &str, to: &str) -> String {
    let case = case_with(&SMALL.replacen(from, to, 1));
    let prepared = Prepared::of(&case).expect("a model");
    prepared.plan().expect_err("refused").to_string()
}

#[test]
fn law_what_may_not_be_fitted_is_refused_with_its_place() {
    let directive = refused("id = \"birth_rate\"", "id = \"leningrad-former-people\"");
    assert!(
        directive.contains("a lever where a parameter is wanted"),
        "{directive}"
    );
    assert!(directive.contains("inference.toml:17"), "{directive}");
    assert!(directive.contains("hint:"), "{directive}");
    let scenario = refused("id = \"birth_rate\"", "id = \"no-famine\"");
    assert!(
        scenario.contains("a scenario where a parameter is wanted"),
        "{scenario}"
    );
    let fixed = refused("id = \"birth_rate\"", "id = \"murder_week\"");
    assert!(fixed.contains("cannot be moved"), "{fixed}");
    let held = refused(
        "series = \"adh-1993\"\ndates = [\"1933\"]",
        "series = \"adh-1993\"\ndates = [\"1936\"]",
    );
    assert!(held.contains("no fitting code may open"), "{held}");
    assert!(held.contains("inference.toml:3"), "{held}");
    let ours = refused("of = \"births\"", "of = \"steel_exports\"");
    assert!(ours.contains("unknown quantity"), "{ours}");
}
