//! Claims on runs, over trials made by hand: every status, mutants, margins.

use crate::support::{Files, mill, replaced};
use argument::case::Case;
use argument::evidence::Kind;
use argument::mutant::{Fate, Rule};
use argument::predicate::reference;
use argument::registered::{Registration, digest};
use argument::runs::{Address, At, Output, Runs, Scenario, Setting, Trial, Trials};
use argument::unit::unit;
use argument::verdict::{
    ClaimVerdict, Court, Hinge, Points, Status, assemble, judge_claim, judge_in,
};
use std::collections::BTreeMap;

pub(crate) const CLAIMS: &str = "claims/runs.toml";

/// A model of a mill: flour of the year, sacks on the first of January, by kind.
pub(crate) fn model() -> Runs {
    let output = |id: &str, at: At, dimensions: &[(&str, &[&str])]| Output {
        id: id.to_owned(),
        name: id.to_owned(),
        unit: unit("thousand tonnes").expect("listed"),
        kind: Kind::Flow,
        at,
        deaths: None,
        dimensions: dimensions
            .iter()
            .map(|(name, values)| {
                let values = values.iter().map(|value| (*value).to_owned());
                ((*name).to_owned(), values.collect())
            })
            .collect(),
    };
    let scenario = |id: &str, rival: &str| Scenario {
        id: id.to_owned(),
        name: id.to_owned(),
        first_year: 1851,
        years: 3,
        rival: rival.to_owned(),
    };
    let kinds: &[(&str, &[&str])] = &[("kind", &["rye", "wheat"])];
    Runs::new(
        vec![
            output("flour", At::Year, &[]),
            output("sacks", At::January, kinds),
        ],
        vec![
            scenario("baseline", ""),
            scenario("dry", ""),
            scenario("old-wheel", "R1: the new wheel"),
            scenario("ox", "R9: the river"),
        ],
    )
}

const SETTINGS: [&str; 3] = ["baseline", "old-wheel", "ox"];

/// Three settings with four seeds each. `flour` of a year, and of it in the scenario `dry` a part.
pub(crate) fn trials(flour: impl Fn(usize, u64, i16) -> f64, dry: f64) -> Trials {
    let trial = |setting: usize, seed: u64| {
        let mut values = BTreeMap::new();
        for year in 1851..1854 {
            for (scenario, part) in [("baseline", 1.0), ("dry", dry)] {
                let address = Address {
                    scenario: scenario.to_owned(),
                    output: "flour".to_owned(),
                    date: year.to_string(),
                    dims: BTreeMap::new(),
                };
                values.insert(address, part * flour(setting, seed, year));
            }
        }
        let ran = ["baseline", "dry"].map(str::to_owned);
        Trial {
            seed,
            ran: ran.into(),
            values,
        }
    };
    Trials {
        settings: SETTINGS
            .iter()
            .enumerate()
            .map(|(at, name)| Setting {
                name: (*name).to_owned(),
                trials: (0..4).map(|seed| trial(at, seed)).collect(),
            })
            .collect(),
        runs: 24,
        digest: "by hand".to_owned(),
        ..Trials::none()
    }
}

pub(crate) fn claim(class: &str, more: &str, predicate: &str) -> String {
    format!(
        "[[claim]]\nid = \"mills\"\nunits = [\"3\"]\nsays = \"It grinds.\"\nrole = \"context\"\nclass = \"{class}\"\n{more}\n\
         [[claim.reading]]\nid = \"run\"\nmeans = \"In the model.\"\non = \"runs\"\npredicate = \"{predicate}\"\n"
    )
}

pub(crate) const DRY: &str = "ablations = [\"dry\"]";
pub(crate) const MORE: &str = "flour(1853) > flour(1851)";

pub(crate) fn files(claim: &str) -> Files {
    replaced(&mill(), CLAIMS, claim)
}

pub(crate) fn case(claim: &str) -> Case {
    Case::parse_with(&files(claim), model())
        .map_err(|fault| fault.to_string())
        .expect("a sound case")
}

pub(crate) fn judged(case: &Case, trials: &Trials) -> ClaimVerdict {
    let claim = case.claims.iter().find(|claim| claim.id == "mills");
    judge_in(Court { case, trials }, claim.expect("the claim"))
}

/// Flour grows in every setting with a sign of growth, falls in one without, and in a mixed one by seed.
fn growing(signs: [f64; 3]) -> impl Fn(usize, u64, i16) -> f64 {
    move |setting, seed, year| {
        let years = f64::from(year - 1851);
        let chance = if seed.is_multiple_of(2) { 1.0 } else { -1.0 };
        let sign = signs[setting];
        let growth = if sign.abs() > 0.5 { sign } else { chance };
        100.0 + growth * years + chance * 0.1
    }
}

/// What the trials decide, by the class of the claim.
#[test]
fn law_the_status_follows_the_trials_and_the_class() {
    let table = [
        ([1.0, 1.0, 1.0], "held-out", Status::Supported, "supported"),
        (
            [1.0, 1.0, 1.0],
            "calibrated",
            Status::Supported,
            "supported",
        ),
        (
            [1.0, 1.0, 1.0],
            "assumed",
            Status::FollowsFromRule,
            "follows from our rule",
        ),
        (
            [-1.0, -1.0, -1.0],
            "held-out",
            Status::Contradicted,
            "contradicted",
        ),
        (
            [-1.0, -1.0, -1.0],
            "assumed",
            Status::Contradicted,
            "contradicted",
        ),
        (
            [1.0, -1.0, 1.0],
            "held-out",
            Status::SupportedUnder,
            "supported under setting baseline, setting ox",
        ),
        (
            [1.0, -1.0, 1.0],
            "assumed",
            Status::Contested,
            "contested: rules disagree",
        ),
        (
            [1.0, 0.0, 1.0],
            "held-out",
            Status::Contested,
            "contested: goes either way",
        ),
        (
            [1.0, 0.0, 1.0],
            "assumed",
            Status::Contested,
            "contested: goes either way",
        ),
    ];
    for (signs, class, status, label) in table {
        let verdict = judged(
            &case(&claim(class, DRY, MORE)),
            &trials(growing(signs), 1.0),
        );
        assert_eq!(verdict.status, status, "{signs:?} {class}");
        assert_eq!(verdict.label(), label, "{signs:?} {class}");
        assert!(!verdict.label().contains("proved"));
    }
}

#[test]
fn law_share_and_settings_are_told() {
    let verdict = judged(
        &case(&claim("held-out", DRY, MORE)),
        &trials(growing([1.0, 0.0, -1.0]), 1.0),
    );
    assert_eq!(verdict.share, Some(0.5));
    let reading = &verdict.readings[0];
    let held: Vec<_> = reading
        .combinations
        .iter()
        .map(|c| (c.label(), c.tally.holds))
        .collect();
    let wanted = [("baseline", 4), ("old-wheel", 2), ("ox", 0)];
    assert_eq!(held, wanted.map(|(name, holds)| (name.to_owned(), holds)));
    assert_eq!(reading.runs.as_ref().map(|runs| runs.replicates), Some(4));
    let hinges: Vec<Hinge> = verdict.flips.iter().map(|flip| flip.hinge).collect();
    assert_eq!(hinges, [Hinge::Setting, Hinge::Chance]);
    // Over an ensemble what differs inside a setting is not chance alone.
    let over = Trials {
        ensemble: Some(1852),
        ..trials(growing([1.0, 0.0, -1.0]), 1.0)
    };
    let over = judged(&case(&claim("held-out", DRY, MORE)), &over);
    let hinges: Vec<Hinge> = over.flips.iter().map(|flip| flip.hinge).collect();
    assert_eq!(hinges, [Hinge::Setting, Hinge::Member]);
    let gauge = &reading.combinations[0].gauges[0];
    assert!(gauge.low <= gauge.value && gauge.value <= gauge.high && gauge.value > 1.0);
}

/// A claim on runs can fail, and its opposite then holds.
#[test]
fn law_the_sign_flipped_twin_of_a_supported_claim_is_contradicted() {
    let verdict = judged(
        &case(&claim("held-out", DRY, MORE)),
        &trials(growing([1.0; 3]), 1.0),
    );
    let twin = verdict
        .mutants
        .iter()
        .find(|twin| twin.rule == Rule::Sign)
        .expect("a twin");
    assert_eq!(
        (twin.status, twin.fate),
        (Status::Contradicted, Fate::Killed)
    );
    let turned = claim("held-out", DRY, "flour(1853) < flour(1851)");
    let verdict = judged(&case(&turned), &trials(growing([1.0; 3]), 1.0));
    assert_eq!(verdict.status, Status::Contradicted);
}

/// The mechanism gives the level: without it the claim falls. Where the claim is on growth, it stands.
#[test]
fn law_an_ablation_kills_what_rests_on_the_mechanism() {
    let fate = |predicate: &str| {
        let verdict = judged(
            &case(&claim("held-out", DRY, predicate)),
            &trials(growing([1.0; 3]), 0.5),
        );
        let twin = verdict
            .mutants
            .iter()
            .find(|twin| twin.rule == Rule::Ablated);
        let twin = twin.expect("a twin");
        assert!(
            twin.predicate.contains("'under': 'dry'"),
            "{}",
            twin.predicate
        );
        (twin.scenario.clone(), twin.fate)
    };
    let dry = |fate| ("dry".to_owned(), fate);
    assert_eq!(
        fate("flour(1853) > amount(90, 'thousand tonnes')"),
        dry(Fate::Killed)
    );
    assert_eq!(fate(MORE), dry(Fate::Survived));
}

/// Ablations are run with fewer seeds: those that were not run are no trials of the twin, and the claim keeps its own.
#[test]
fn law_an_ablation_counts_the_seeds_that_it_ran_with() {
    let mut given = trials(growing([1.0; 3]), 0.5);
    for setting in &mut given.settings {
        for trial in &mut setting.trials[2..] {
            trial.ran.remove("dry");
            trial.values.retain(|address, _| address.scenario != "dry");
        }
    }
    let predicate = "flour(1853) > amount(90, 'thousand tonnes')";
    let case = case(&claim("held-out", DRY, predicate));
    let verdict = judged(&case, &given);
    assert_eq!(
        (verdict.status, verdict.readings[0].tally.points),
        (Status::Supported, 12)
    );
    let twin = verdict
        .mutants
        .iter()
        .find(|twin| twin.rule == Rule::Ablated);
    assert_eq!(twin.expect("a twin").fate, Fate::Killed);
}

/// A contrast under a rival may have fewer seeds: it is judged on those with which both of its scenarios were run.
#[test]
fn law_a_contrast_is_judged_on_the_seeds_that_both_scenarios_ran_with() {
    let predicate = "flour(1853) > flour(1853, {'under': 'dry'})";
    let without = "ablations = []\nno_ablation = \"It is itself the contrast.\"";
    let case = case(&claim("held-out", without, predicate));
    let mut given = trials(growing([1.0; 3]), 0.5);
    let whole = judged(&case, &given);
    for setting in &mut given.settings[1..] {
        for trial in &mut setting.trials[2..] {
            trial.ran.remove("dry");
            trial.values.retain(|address, _| address.scenario != "dry");
        }
    }
    let verdict = judged(&case, &given);
    assert_eq!(verdict.status, whole.status);
    let seeds = verdict.readings[0].runs.as_ref().map(|runs| &runs.seeds);
    assert_eq!(seeds, Some(&vec![4, 2, 2]));
    assert_eq!(verdict.readings[0].tally.points, 8);
    // A seed that ran with both and gave no number is a trial without an answer, and not one that was not run.
    given.settings[1].trials[0].values.clear();
    let lost = judged(&case, &given);
    assert_ne!(lost.status, Status::Supported);
}

/// A year that no run gives is no kill.
#[test]
fn law_a_twin_outside_the_runs_has_no_data() {
    let verdict = judged(
        &case(&claim("held-out", DRY, MORE)),
        &trials(growing([1.0; 3]), 1.0),
    );
    let later = verdict
        .mutants
        .iter()
        .find(|twin| twin.predicate.contains("flour(1854)"));
    assert_eq!(later.expect("a twin").fate, Fate::NoData);
    assert!(
        verdict
            .mutants
            .iter()
            .all(|twin| twin.rule != Rule::Swapped)
    );
}

#[test]
fn law_the_margin_of_a_number_flips_the_trials() {
    let predicate = "flour(1853) > amount(90, 'thousand tonnes')";
    let verdict = judged(
        &case(&claim("assumed", DRY, predicate)),
        &trials(growing([1.0; 3]), 0.5),
    );
    let change = verdict.margin.number.expect("a margin");
    assert_eq!(change.to, Status::Contested);
    // The lowest trial is 101.9: 90 must grow by 13.2 per cent to meet it.
    assert_eq!(change.by.text(), "+13.2 %");
    assert!(verdict.margin.observation.is_none());
}

#[test]
fn law_the_prior_is_told_and_decides_nothing() {
    let mut given = trials(growing([1.0; 3]), 1.0);
    let mut prior = trials(growing([0.0; 3]), 1.0).settings.remove(0);
    prior.trials[3].values.clear();
    given.prior = Some(prior);
    let over = format!("{DRY}\nover_prior = true");
    let verdict = judged(&case(&claim("held-out", &over, MORE)), &given);
    assert_eq!(verdict.status, Status::Supported);
    let runs = verdict.readings[0].runs.clone().expect("runs");
    let tally = runs.prior.expect("asked for");
    assert_eq!((tally.holds, tally.points, runs.prior_draws), (2, 3, 4));
    let silent = judged(&case(&claim("held-out", DRY, MORE)), &given);
    assert_eq!(silent.readings[0].runs.clone().expect("runs").prior, None);
}

/// Readings on evidence and on runs are judged each in its own way, and the weaker decides.
#[test]
fn law_both_grounds_in_one_claim() {
    let with = |class: &str, evidence: &str, signs: [f64; 3]| {
        let both = format!(
            "{}[[claim.reading]]\nid = \"counted\"\nmeans = \"In the books.\"\npredicate = \"{evidence}\"\n",
            claim(class, DRY, MORE)
        );
        let verdict = judged(&case(&both), &trials(growing(signs), 1.0));
        (verdict.status, verdict.label())
    };
    let (up, down) = ("wage(1861) > wage(1851)", "wage(1861) < wage(1851)");
    let of = |status: Status| (status, status.label().to_owned());
    assert_eq!(with("held-out", up, [1.0; 3]), of(Status::Supported));
    assert_eq!(with("assumed", up, [1.0; 3]), of(Status::FollowsFromRule));
    let (status, label) = with("assumed", down, [1.0; 3]);
    assert_eq!(
        (status, label.as_str()),
        (Status::Contested, "contested: evidence and runs disagree")
    );
    assert_eq!(with("held-out", down, [-1.0; 3]), of(Status::Contradicted));
    let (status, label) = with("assumed", up, [-1.0; 3]);
    assert_eq!(
        (status, label.as_str()),
        (Status::SupportedUnder, "supported under reading counted")
    );
}

#[test]
fn law_without_runs_the_claim_needs_the_model() {
    let case = case(&claim("held-out", DRY, MORE));
    let claim = case
        .claims
        .iter()
        .find(|claim| claim.id == "mills")
        .expect("the claim");
    let verdict = judge_claim(&case, claim);
    assert_eq!(verdict.status, Status::NeedsModel);
    assert!(verdict.readings.is_empty() && !verdict.is_vacuous());
}

/// Claims that follow from our rule are counted apart, and the digest covers what was run.
#[test]
fn law_the_summary_counts_them_apart() {
    let case = case(&claim(
        "assumed",
        DRY,
        "flour(1853) > amount(90, 'thousand tonnes')",
    ));
    let check = |trials: &Trials| {
        let court = Court {
            case: &case,
            trials,
        };
        let claims = case.claims.iter().map(|claim| judge_in(court, claim));
        assemble(&case, trials.clone(), claims.collect(), "test")
    };
    let given = trials(growing([1.0; 3]), 0.5);
    let summary = check(&given).summary;
    assert_eq!(summary.claims_by_status[&Status::FollowsFromRule], 1);
    assert_eq!(summary.rule.claims, 1);
    assert!(summary.rule.killed > 0 && summary.rule.killed <= summary.rule.run);
    let none = check(&Trials::none()).summary;
    assert_eq!(
        none.mutants_run, summary.mutants_run,
        "they are no part of the kill rate"
    );
    let mut other = given.clone();
    other.digest = "another".to_owned();
    assert_ne!(check(&given).digest, check(&other).digest);
}

/// The fast evaluator and the crate's own agree on every trial.
#[test]
fn parity_trials_are_decided_as_cel_decides_them() {
    let case = case(&claim("held-out", DRY, MORE));
    let given = trials(growing([1.0, 0.0, -1.0]), 1.0);
    let predicate = case.predicates("mills")[0];
    let points = Points::new(&case.runs, &given, predicate);
    for setting in &points.settings {
        let slow = setting.trials.iter().flatten().filter(|point| {
            let values: Vec<f64> = point.iter().map(|span| span.low).collect();
            reference::decide(predicate, &values).expect("decided")
        });
        assert_eq!(
            slow.count(),
            setting.tally(&predicate.test).holds,
            "{}",
            setting.name
        );
    }
}

/// The register notices a changed ablation, and the claims of before keep their digests.
#[test]
fn law_the_register_covers_what_a_claim_on_runs_commits_to() {
    let of = |text: &str| {
        let case = case(text);
        let own = case
            .claims
            .iter()
            .find(|claim| claim.id == "mills")
            .expect("the claim");
        digest(own)
    };
    let plain = of(&claim("held-out", DRY, MORE));
    let without = "ablations = []\nno_ablation = \"None fits.\"";
    let over = format!("{DRY}\nover_prior = true");
    for other in [
        of(&claim("assumed", DRY, MORE)),
        of(&claim("held-out", without, MORE)),
        of(&claim("held-out", &over, MORE)),
    ] {
        assert_ne!(plain, other);
    }
    let case = case(&claim("held-out", DRY, MORE));
    let state = case.registered.compare(&case.claims[0]);
    assert_eq!(state, Registration::New);
}

/// What is printed reads back as the same predicate.
#[test]
fn law_a_predicate_on_runs_prints_and_reads_back() {
    let text = "sacks('1852-01-01', {'kind': 'rye', 'under': 'dry'}) > sacks('1851-01-01', {'kind': 'rye'})";
    let runs = model();
    let once = argument::predicate::parse_runs(text, &runs, None).expect("sound");
    assert_eq!(once.text(runs.base()), text);
    let same = text.replace("'rye'})", "'rye', 'under': 'baseline'})");
    let again = argument::predicate::parse_runs(&same, &runs, None).expect("sound");
    assert_eq!(once, again);
}
