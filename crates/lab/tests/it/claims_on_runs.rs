//! Claims on runs of the case inside the program: what the model declares is what it gives, trials depend on nothing but the
//! case and the seeds, and a claim on them can fail.

use lab::alone;
use lab::argument::case::Case;
use lab::argument::fault::Fault;
use lab::argument::runs::{Address, At, BASELINE, Trials};
use lab::argument::verdict::{Check, ClaimVerdict, Court, Status, judge_in};
use lab::ensemble;
use lab::load::{Origin, files, parse};
use lab::run::{Watch, check_quietly};
use lab::setting::{self, Prepared, Setting};
use lab::trials::{Ask, Depth, collect};
use model::observe::OUTPUTS;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

const SEEDS: u32 = 2;
const CLAIMS: &str = "claims/5-growth.toml";
const PEOPLE: &str = "u71-missing-people";

/// Files of the case with few of its rival settings, so that runs are few.
pub(crate) fn few() -> Vec<(String, String)> {
    let mut all = files(Origin::Embedded).expect("embedded");
    all.retain(|(path, text)| {
        let rival = path.starts_with("scenarios/") && text.contains("\nrival = ");
        !rival || KEPT.iter().any(|name| path.ends_with(name))
    });
    all
}

const KEPT: [&str; 2] = ["/constant-births.toml", "/equal-supply.toml"];

fn edited(path: &str, from: &str, to: &str) -> Result<Case, Fault> {
    let mut all = few();
    let file = all.iter_mut().find(|(name, _)| name == path).expect(path);
    assert_eq!(file.1.matches(from).count(), 1, "{path}: {from}");
    file.1 = file.1.replace(from, to);
    parse(&all)
}

fn case() -> Case {
    parse(&few()).expect("sound")
}

fn checked() -> &'static (Case, Check) {
    static CHECKED: OnceLock<(Case, Check)> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let case = case();
        let check = check_quietly(&case, 0, SEEDS).expect("checked");
        (case, check)
    })
}

fn verdict<'a>(check: &'a Check, id: &str) -> &'a ClaimVerdict {
    let found = check.claims.iter().find(|claim| claim.id == id);
    found.expect("a claim of this name")
}

fn trials(case: &Case, threads: usize, depth: Depth) -> Trials {
    over(case, (threads, SEEDS), depth, ensemble::for_check(case))
}

pub(crate) fn over(
    case: &Case,
    (threads, replicates): (usize, u32),
    depth: Depth,
    ensemble: Option<i16>,
) -> Trials {
    let watch = Watch {
        threads,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    };
    let ask = Ask {
        replicates,
        depth,
        ensemble,
    };
    collect(case, ask, watch).expect("runs")
}

/// What a run gives is what the model declares, at each date, with each value of each dimension, and nothing else.
#[test]
fn law_runs_give_what_the_model_declares() {
    let setting = setting::read(&checked().0, BASELINE).expect("sound");
    let run = lab::simulate::run_one(&setting, 1).expect("a run");
    let mut given: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for one in &run.observations {
        let text = format!("{} {:?}", one.date, BTreeMap::from_iter(one.dims.clone()));
        let new = given.entry(one.quantity).or_default().insert(text);
        assert!(new, "{} twice at {}", one.quantity, one.date);
    }
    let runs = &checked().0.runs;
    assert_eq!(given.len(), OUTPUTS.len());
    let mut sparse = BTreeSet::new();
    for output in OUTPUTS.iter() {
        let declared = runs.output(output.id).expect("declared");
        let of_the_party = ["party_", "verification_"]
            .iter()
            .any(|start| output.id.starts_with(start));
        if of_the_party || declared.at == At::Once {
            // Given at the evidence's own periods and at dates of the checks alone; a claim that asks for another has no number.
            assert!(!given[output.id].is_empty(), "{}", output.id);
            continue;
        }
        let dates: Vec<String> = match declared.at {
            At::Year => (1933..=1937).map(|year| year.to_string()).collect(),
            At::January => (1933..=1938).map(|year| format!("{year}-01-01")).collect(),
            At::FarmYear => (1933..=1936)
                .map(|year| format!("{year}-07/{}-06", year + 1))
                .collect(),
            At::Once => Vec::new(),
        };
        let mut dims = vec![BTreeMap::new()];
        for (name, values) in &declared.dimensions {
            dims = dims
                .iter()
                .flat_map(|one: &BTreeMap<&str, String>| {
                    values.iter().map(|value| {
                        let mut more = one.clone();
                        more.insert(name.as_str(), value.clone());
                        more
                    })
                })
                .collect();
        }
        let wanted: BTreeSet<String> = dates
            .iter()
            .flat_map(|date| dims.iter().map(move |one| format!("{date} {one:?}")))
            .collect();
        assert!(given[output.id].is_subset(&wanted), "{}", output.id);
        if given[output.id] != wanted {
            sparse.insert(output.id);
        }
    }
    // Topics of the discussion are given for its year alone.
    let of_the_discussion = [
        "proposals_forwarded",
        "proposals_sent",
        "said_against_wanted",
        "support_missed",
        "topic_support",
        "topics_decided",
    ];
    assert_eq!(sparse, BTreeSet::from(of_the_discussion));
}

/// The scenarios, rivals and draws that one sentence asks for: few runs of every kind.
#[test]
fn parity_trials_do_not_depend_on_threads() {
    let own = alone::asking(&checked().0, "71");
    let all = trials(&own, 0, Depth::All);
    assert!(all.settings.len() > 2 && all.prior.is_some());
    for threads in [1, 3] {
        assert_eq!(trials(&own, threads, Depth::All), all, "{threads} threads");
    }
}

/// A sentence alone has the verdicts that it has in the whole case, though less is run.
#[test]
fn parity_a_sentence_alone_is_judged_as_in_the_whole() {
    let (case, check) = checked();
    for unit in ["46", "71"] {
        let given = trials(&alone::asking(case, unit), 0, Depth::All);
        assert!(given.runs < check.trials.runs / 2, "{unit}: {}", given.runs);
        let trials = &given;
        let own = alone::about(case, unit);
        let here = own.claims.iter();
        let here: Vec<_> = here
            .map(|claim| judge_in(Court { case, trials }, claim))
            .collect();
        let about = |claim: &&ClaimVerdict| claim.units.iter().any(|one| one == unit);
        let there: Vec<_> = check.claims.iter().filter(about).cloned().collect();
        assert!(!there.is_empty());
        assert_eq!(here, there, "{unit}");
    }
}

/// Commands that print no mutants run less: of what all ask, the runs that statuses need.
#[test]
fn law_less_depth_is_a_part_of_more() {
    let own = alone::asking(&checked().0, "71");
    let all = trials(&own, 0, Depth::All);
    for depth in [Depth::Statuses, Depth::Mutants] {
        let fewer = trials(&own, 0, depth);
        assert!(fewer.prior.is_none() && fewer.runs < all.runs);
        for (less, more) in fewer.settings.iter().zip(&all.settings) {
            for (less, more) in less.trials.iter().zip(&more.trials) {
                assert!(less.ran.is_subset(&more.ran));
                let given = less.values.iter();
                assert!(given.clone().count() > 0 || less.ran.is_empty());
                let mut given = given.map(|(key, value)| more.values.get(key) == Some(value));
                assert!(given.all(|same| same), "{}", less.seed);
            }
        }
    }
}

/// And no status depends on what is left out: draws from the prior, and scenarios that only mutants ask for.
#[test]
fn law_no_status_depends_on_the_depth() {
    let (case, check) = checked();
    let on_runs = || case.claims.iter().filter(|claim| claim.runs.is_some());
    let terms = on_runs().flat_map(|claim| case.predicates(&claim.id));
    let terms = terms.flat_map(|predicate| &predicate.terms);
    let named: BTreeSet<&str> = terms.filter_map(|term| term.under.as_deref()).collect();
    let stays = |scenario: &str| scenario == BASELINE || named.contains(scenario);
    let mut fewer = check.trials.clone();
    fewer.prior = None;
    let (mut before, mut after) = (0, 0);
    for trial in fewer.settings.iter_mut().flat_map(|one| &mut one.trials) {
        before += trial.ran.len();
        trial.ran.retain(|scenario| stays(scenario));
        trial.values.retain(|key, _| stays(&key.scenario));
        after += trial.ran.len();
    }
    assert!(after < before, "some scenarios are for mutants alone");
    let court = Court {
        case,
        trials: &fewer,
    };
    for claim in on_runs() {
        let here = judge_in(court, claim);
        let there = verdict(check, &claim.id);
        // The share of the prior is told beside a status.
        assert_eq!(here.status, there.status, "{}", claim.id);
        assert_eq!(here.share, there.share, "{}", claim.id);
    }
}

#[test]
fn known_without_the_famine_more_people_and_only_by_our_rule() {
    let people = verdict(&checked().1, PEOPLE);
    assert_eq!(people.status, Status::FollowsFromRule);
    assert!(people.killed() > 0);
    let gauge = &people.readings[0].combinations[0].gauges[0];
    assert!((7.0e6..10.5e6).contains(&gauge.value), "{}", gauge.value);
}

/// The rival denies what the claim rests on, and the ablation takes its cause away.
#[test]
fn known_the_recovery_of_births_hangs_on_our_rule_of_births() {
    let births = verdict(&checked().1, "u71-births-recover");
    // Two seeds, one of them in the rival: whether it also fails with some seed of the baseline is chance.
    assert!(matches!(
        births.status,
        Status::Contested | Status::SupportedUnder
    ));
    let simulated = births
        .readings
        .iter()
        .find(|reading| reading.id == "simulated");
    let denied = simulated
        .expect("a reading on runs")
        .combinations
        .iter()
        .find(|setting| setting.label().contains("constant-births"));
    assert_eq!(denied.expect("the rival").tally.holds, 0);
    let ablated = births
        .mutants
        .iter()
        .find(|twin| twin.scenario == "no-famine");
    assert!(ablated.expect("an ablation").is_killed());
}

/// The same claim turned round is contradicted: a claim on runs can fail.
#[test]
fn law_a_claim_on_runs_can_fail() {
    let from = "\n  > amount(5, 'million persons')";
    let case = edited(CLAIMS, from, "\n  < amount(5, 'million persons')").expect("sound");
    let given = trials(&alone::asking(&case, "71"), 0, Depth::Statuses);
    let court = Court {
        case: &case,
        trials: &given,
    };
    let claim = case.claims.iter().find(|claim| claim.id == PEOPLE);
    let judged = judge_in(court, claim.expect("the claim"));
    assert_eq!(judged.status, Status::Contradicted);
}

/// One seed answers under every scenario, so a contrast shares its chance; each number is that of the run itself.
#[test]
fn law_a_trial_is_one_seed_under_every_scenario() {
    let (case, check) = checked();
    let setting = check
        .trials
        .settings
        .iter()
        .find(|setting| setting.name == "constant-births");
    let trial = &setting.expect("the rival").trials[0];
    assert_eq!(trial.seed, 1933);
    let members = check
        .trials
        .ensemble
        .expect("an ensemble that fits the case");
    let members = ensemble::read(case, members).expect("sound");
    let prepared = Prepared::of(case).expect("sound");
    for scenario in [BASELINE, "no-famine"] {
        let about = (Some("constant-births"), scenario);
        let setting = prepared.setting_at(about, &members.under(about.0)[0].values);
        let setting = setting.expect("sound");
        let run = lab::simulate::run_one(&setting, 1933).expect("a run");
        let mut births = run
            .observations
            .iter()
            .filter(|one| one.quantity == "births");
        let last = births.next_back().expect("births");
        let address = Address {
            scenario: scenario.to_owned(),
            output: "births".to_owned(),
            date: last.date.clone(),
            dims: BTreeMap::new(),
        };
        assert_eq!(trial.values.get(&address), Some(&last.value), "{scenario}");
    }
}

/// The baseline setting has all seeds, and so has the baseline in every setting; a contrast under a rival has a quarter of them, and is
/// judged on those.
#[test]
fn law_contrasts_under_rivals_run_with_a_quarter_of_the_seeds() {
    let check = &checked().1;
    for (at, setting) in check.trials.settings.iter().enumerate() {
        let with = |scenario: &str| -> Vec<u64> {
            let own = setting.trials.iter();
            let own = own.filter(|trial| trial.ran.contains(scenario));
            own.map(|trial| trial.seed).collect()
        };
        let (all, first): (&[u64], &[u64]) = (&[1933, 1934], &[1933]);
        let wanted = if at == 0 { all } else { first };
        assert_eq!(with(BASELINE), wanted, "{}", setting.name);
        // The famine belongs to the countryside, so its contrast is run in the rivals of that row.
        let rival = check_rival(&checked().0, &setting.name);
        let wanted = if at == 0 || rival.starts_with("R5:") {
            wanted
        } else {
            &[]
        };
        assert_eq!(with("no-famine"), wanted, "{}", setting.name);
    }
    assert!(!check.trials.is_full());
    let people = &verdict(check, PEOPLE).readings[0];
    let points: Vec<usize> = people.combinations.iter().map(|c| c.tally.points).collect();
    let seeds = people.runs.as_ref().map(|runs| runs.seeds.clone());
    assert_eq!(points[..2], [2, 1]);
    assert_eq!(seeds, Some(points));
}

/// What a setting says that it rivals; nothing for the baseline.
fn check_rival(case: &Case, name: &str) -> String {
    let mut rivals = case.runs.rivals();
    let found = rivals.find(|rival| rival.id == name);
    found.map(|rival| rival.rival.clone()).unwrap_or_default()
}

fn value(setting: &Setting, id: &str) -> f64 {
    let found = setting
        .parameters
        .iter()
        .find(|parameter| parameter.id == id);
    found.expect("a parameter").values[0].1
}

/// First the rival's changes, then those of the scenario.
#[test]
fn law_a_scenario_is_applied_after_its_rival() {
    let rival = Some("constant-births");
    let plain = setting::read_under(&checked().0, rival, "no-famine").expect("sound");
    assert!(value(&plain, "birth_response").abs() <= 0.0);
    assert!((value(&plain, "village_grain_at_start") - 0.12).abs() <= 0.0);
    let more = "[[change]]\nparameter = \"birth_response\"\nvalue = 0.5\nsource = \"ours\"\nplausible = \"far\"\nwhy = \"A test.\"\n\n[[change]]\nparameter = \"nutrition_at_start\"";
    let first = "[[change]]\nparameter = \"nutrition_at_start\"";
    let case = edited("scenarios/no-famine.toml", first, more).expect("sound");
    let both = setting::read_under(&case, rival, "no-famine").expect("sound");
    assert!((value(&both, "birth_response") - 0.5).abs() <= 0.0);
}

#[test]
fn law_draws_from_the_prior_stay_inside_and_keep_wholes() {
    let case = &checked().0;
    let read = |seed| setting::read_drawn(case, (None, BASELINE), Some(seed)).expect("admitted");
    let given = setting::read(case, BASELINE).expect("sound");
    for seed in 1..6 {
        let drawn = read(seed);
        assert_eq!(drawn.parameters, read(seed).parameters, "seed {seed}");
        for (new, old) in drawn.parameters.iter().zip(&given.parameters) {
            if old.prior.0 >= old.prior.1 {
                assert_eq!(new.values, old.values, "{}", old.id);
            }
        }
        assert!((0.2..=1.0).contains(&value(&drawn, "birth_response")));
        assert!((0.032..=0.036).contains(&value(&drawn, "birth_rate")));
        let factor = value(&drawn, "retail_turnover") / value(&given, "retail_turnover");
        assert!((0.97..=1.03).contains(&factor), "{factor}");
        let to_towns = ["destination_own_towns", "destination_city"];
        let whole = drawn
            .parameters
            .iter()
            .filter(|one| to_towns.contains(&one.id.as_str()));
        let sum: f64 = whole
            .flat_map(|one| &one.values)
            .map(|(_, value)| value)
            .sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    }
    assert_ne!(read(1).parameters, read(2).parameters);
    let changed = setting::read_drawn(case, (None, "no-famine"), Some(3)).expect("admitted");
    assert!(
        (value(&changed, "village_grain_at_start") - 0.12).abs() <= 0.0,
        "what a scenario changes is not drawn"
    );
}

const RIVAL: &str = "scenarios/constant-births.toml";

/// File, what stands there, what is put in its place, words of the fault.
const SLIPS: [(&str, &str, &str, &str); 9] = [
    (
        RIVAL,
        "weeks = 300",
        "weeks = 240",
        "other dates than the baseline",
    ),
    (
        RIVAL,
        "id = \"constant-births\"",
        "id = \"births\"",
        "under another name than its file",
    ),
    (
        RIVAL,
        "rival = \"R5: the response",
        "rival = \"\" # the response",
        "what it rivals is empty",
    ),
    (
        RIVAL,
        "weeks = 300",
        "weeks = 3000",
        "`weeks` that cannot be",
    ),
    (
        "scenarios/baseline.toml",
        "weeks = 300",
        "weeks = 300\nrival = \"it\"",
        "a baseline with `rival`",
    ),
    (
        CLAIMS,
        "'under': 'no-famine'",
        "'under': 'no-famin'",
        "unknown scenario",
    ),
    (
        CLAIMS,
        "'under': 'no-famine'",
        "'under': 'constant-births'",
        "no counterfactual",
    ),
    (
        CLAIMS,
        "- population('1937-01-01')",
        "- population(1937)",
        "on the first of January",
    ),
    (
        CLAIMS,
        "- population('1937-01-01')",
        "- population('1939-01-01')",
        "at this date",
    ),
];

#[test]
fn known_slips_of_scenarios_and_claims() {
    for (path, from, to, what) in SLIPS {
        let text = edited(path, from, to).expect_err(what).to_string();
        assert!(text.starts_with(path) && text.contains(what), "{text}");
        for part in ["found:", "wanted:", "hint:"] {
            assert!(text.contains(part), "{text}");
        }
    }
}

/// The small case has no model: nothing is run for it, and a claim on runs is one clear error.
#[test]
fn law_a_case_without_a_model_runs_nothing() {
    let small = parse(&lab::load::template()).expect("sound");
    assert!(small.runs.is_none());
    assert!(trials(&small, 1, Depth::All).is_none());
}

const HANGS: &str = "elasticity to the tolerated share: ";

/// Where the report or the long page judges a figure of arrests, it says what that hangs on, once a reading; nowhere else.
#[test]
fn law_arrests_are_told_with_what_they_hang_on() {
    let (case, check) = checked();
    let page = lab::report::html(case, check, &[]);
    let mut told = 0;
    for claim in check.claims.iter().filter(|one| one.runs.is_some()) {
        let predicates = case.predicates(&claim.id);
        let asks = claim.readings.iter().zip(predicates);
        let asks = asks.filter(|(reading, predicate)| {
            let mut terms = predicate.terms.iter();
            reading.runs.is_some() && terms.any(|one| lab::arrests::is_figure(&one.quantity))
        });
        let asks = asks.count();
        let lines = lab::report::reasons((case, check), claim);
        let lines = lines.iter().filter(|line| line.contains(HANGS));
        assert_eq!(lines.count(), asks, "{}", claim.id);
        let begin = page.find(&format!("id=\"claim-{}\"", claim.id));
        if let Some(begin) = begin {
            let own = &page[begin + 1..];
            let own = &own[..own.find("id=\"claim-").unwrap_or(own.len())];
            let own = &own[..own.find("<article").unwrap_or(own.len())];
            let own = &own[..own.find("<section").unwrap_or(own.len())];
            assert_eq!(own.matches(HANGS).count(), asks, "{}", claim.id);
            told += asks;
        }
    }
    assert!(told >= 4, "claims on arrests in the report: {told}");
}
