//! Rows T1-T7: Epstein (2002), source `epstein-2002`, by closed forms and on his lattice.
//!
//! Table 2 of the paper: 40 x 40 torus, 0.7 people a site, k = 2.3, T = 0.1, chance of cloning 0.05, oldest age 200, and
//!
//! | run | model | vision | legitimacy | longest term | cops a site |
//! |---|---|---|---|---|---|
//! | 2 | I | 7 | .82 | 30 | .04 |
//! | 3, 4 | I | 7 | .9, then lowered | none | .074 |
//! | 5 | I | 7 | .8 | none | .074, then fewer |
//! | 6, 7, 8 | II | 1.7 | .9, .8, .8 | 15 | 0, 0, .04 |
//!
//! Every lattice row takes the seeds 1 to 20, so a row is what these twenty runs say. The expected ranges of T3, T5 and T6 are
//! those of an earlier program of ours with other random numbers; two independent replications that round C/A down agree
//! with them, and the paper itself does where the row says so.
//!
//! **The wait between outbursts** (T3a). The paper has a mean of 60 ticks and a standard deviation of 55; with its own
//! definition (over 50 actives) we get about 21 and 8. We looked for what could explain it. Longer jail terms do lengthen
//! waits, but `J_max` of about 85 would be needed, and then an outburst has half the activation that the paper has. If only
//! crowds of over 200 count, waits come to 58 (44) and activation to 722 (325), near the paper's 60 (55) and 708 (230). That is
//! a guess about the paper's counting and not a finding, so the row stays a failure.

use super::lattice::outburst::{OUTBURST, Outbursts};
use super::lattice::{ARREST, Groups, Lattice, Setting, THRESHOLD, Tally};
use super::{Part, Row, figures};
use crate::truth::protest::{
    Ratio, arrest_probability, grievance, hard_core, is_active, latent_share, net_risk,
};
use engine::chunks;
use engine::draw::Draws;
use libm::sqrt;

const MODULE: &str = "truth/protest";
const LATTICE: &str = "dock/lattice";
/// Ticks of Run 2.
const LONG: u32 = 3000;
/// Tick at which legitimacy begins to fall in Runs 3 and 4.
const FALL: u32 = 77;
/// People drawn for T1 and T2; their process is 1013 for hardship and 1014 for risk aversion.
const PEOPLE: u32 = 1_000_000;

const RUN_2: Setting = Setting {
    side: 40,
    density: 0.7,
    cop_density: 0.04,
    vision: 7.0,
    legitimacy: 0.82,
    longest_term: Some(30),
    ratio: Ratio::Floor,
    groups: None,
};

const RUN_5: Setting = Setting {
    cop_density: 0.074,
    legitimacy: 0.8,
    longest_term: None,
    ..RUN_2
};

const RUN_3: Setting = Setting {
    legitimacy: 0.9,
    ..RUN_5
};

const RUN_7: Setting = Setting {
    cop_density: 0.0,
    vision: 1.7,
    legitimacy: 0.8,
    longest_term: Some(15),
    groups: Some(Groups {
        clone: 0.05,
        oldest: 200,
    }),
    ..RUN_2
};

/// The rows, in parts that take a while each.
pub(super) const PARTS: [Part; 8] = [
    || vec![latent(), core()],
    || run_2().to_vec(),
    || vec![run_2_literal()],
    || vec![run_5()],
    || vec![run_5_literal()],
    || runs_3_and_4().to_vec(),
    || vec![run_6()],
    || runs_7_and_8().to_vec(),
];

/// A row on the lattice.
fn row(id: &'static str, setting: &'static str, grade: &'static str, said: [String; 3]) -> Row {
    let [expected, got, tolerance] = said;
    Row {
        id,
        module: LATTICE,
        setting,
        expected,
        got,
        tolerance,
        grade,
        holds: false,
    }
}

/// One result for each of the seeds, worked out side by side.
fn over_seeds<R: Send>(run: impl Fn(u64) -> R + Sync) -> Vec<R> {
    let seeds: Vec<u64> = (1..=20).collect();
    let runs = chunks::map(&seeds, 1, |_, seeds| {
        seeds.iter().map(|seed| run(*seed)).collect::<Vec<R>>()
    });
    runs.into_iter().flatten().collect()
}

/// Mean and standard deviation.
fn spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    (mean, sqrt(squares / (n - 1.0)))
}

fn count<T>(of: &[T], which: impl Fn(&T) -> bool) -> usize {
    of.iter().filter(|one| which(one)).count()
}

fn latent() -> Row {
    let mut draws = Draws::new(1_933, 1013, 0);
    let hardships: Vec<f64> = (0..PEOPLE).map(|key| draws.at(key, 0).value()).collect();
    let drawn = |legitimacy: f64| {
        let acts = |hardship: &f64| is_active(grievance(*hardship, legitimacy), 0.0, THRESHOLD);
        count(&hardships, acts) as f64 / f64::from(PEOPLE)
    };
    let pairs = [0.82, 0.8, 0.7].map(|at| (latent_share(at, THRESHOLD), drawn(at)));
    let published = [0.4444, 0.5, 0.6667];
    let pairs: Vec<(f64, f64)> = published
        .into_iter()
        .zip(pairs)
        .flat_map(|(published, (formula, drawn))| [(published, formula), (published, drawn)])
        .collect();
    let setting = "Epstein 2002: share that would act without risk, L = .82, .8, .7; formula, then a million people";
    figures("T1", MODULE, setting, &pairs, 0.002)
}

fn core() -> Row {
    let arrest = arrest_probability(ARREST, Ratio::Floor.of(1.0, 1.0));
    let mut hardship = Draws::new(1_933, 1013, 0);
    let mut aversion = Draws::new(1_933, 1014, 0);
    let acts = |key: &u32| {
        let grievance = grievance(hardship.at(*key, 0).value(), 0.82);
        let risk = net_risk(aversion.at(*key, 0).value(), arrest, 1.0);
        is_active(grievance, risk, THRESHOLD)
    };
    let drawn = (0..PEOPLE).filter(acts).count() as f64 / f64::from(PEOPLE);
    let pairs = [
        (0.01976, hard_core(0.82, THRESHOLD, arrest)),
        (0.01976, drawn),
    ];
    let setting =
        "Epstein 2002: share that acts beside one cop, L = .82; formula, then a million people";
    figures("T2", MODULE, setting, &pairs, 0.0005)
}

/// Actives after each tick of Run 2.
fn punctuated(ratio: Ratio) -> Vec<Outbursts> {
    over_seeds(|seed| {
        let mut lattice = Lattice::new(Setting { ratio, ..RUN_2 }, seed);
        let series: Vec<u32> = (0..LONG)
            .map(|_| {
                lattice.tick();
                lattice.tally().active
            })
            .collect();
        Outbursts::of(&series)
    })
}

fn run_2() -> [Row; 2] {
    let runs = punctuated(Ratio::Floor);
    let all = |of: fn(&Outbursts) -> &Vec<f64>| -> Vec<f64> {
        runs.iter().flat_map(|run| of(run).clone()).collect()
    };
    let each = |of: fn(&Outbursts) -> f64| spread(&runs.iter().map(of).collect::<Vec<f64>>());
    let number = each(|run| run.activations.len() as f64);
    let peak = each(|run| f64::from(run.peak));
    let activation = spread(&all(|run| &run.activations));
    let wait = spread(&all(|run| &run.waits));
    let outbursts = row(
        "T3",
        "Run 2, C/A rounded down, 20 seeds of 3000 ticks: outbursts, activation of one, peak of a run; mean (s.d.)",
        "B",
        [
            "113 outbursts (6), activation 785 (450; paper 708), peak 339 (18)".to_owned(),
            format!(
                "{:.1} outbursts ({:.1}), activation {:.0} ({:.0}), peak {:.0} ({:.0})",
                number.0, number.1, activation.0, activation.1, peak.0, peak.1
            ),
            "101 to 125, 650 to 950, 300 to 380".to_owned(),
        ],
    );
    let waits = row(
        "T3a",
        "the same: ticks between outbursts, where the paper has 60 (s.d. 55)",
        "X",
        [
            "the published 60 does not come out; about 21".to_owned(),
            format!("{:.1} (s.d. {:.1})", wait.0, wait.1),
            "15 to 27".to_owned(),
        ],
    );
    [
        Row {
            holds: (101.0..=125.0).contains(&number.0)
                && (650.0..=950.0).contains(&activation.0)
                && (300.0..=380.0).contains(&peak.0),
            ..outbursts
        },
        Row {
            holds: (15.0..=27.0).contains(&wait.0),
            ..waits
        },
    ]
}

fn run_2_literal() -> Row {
    let runs = punctuated(Ratio::Literal);
    let outbursts: usize = runs.iter().map(|run| run.activations.len()).sum();
    let peak = runs.iter().map(|run| run.peak).max().unwrap_or(0);
    let said = row(
        "T4",
        "Run 2, C/A as printed, 20 seeds of 3000 ticks: outbursts in all, highest number of actives",
        "X",
        [
            "the published outbursts do not come out: none, fewer than 50 actives".to_owned(),
            format!("{outbursts} outbursts, highest {peak}"),
            "exact".to_owned(),
        ],
    );
    Row {
        holds: outbursts == 0 && peak < OUTBURST,
        ..said
    }
}

/// Cops who were left when more than 50 were active for the first time, while one cop leaves every fifth tick.
fn tipped(ratio: Ratio) -> Vec<Option<u32>> {
    over_seeds(|seed| {
        let mut lattice = Lattice::new(Setting { ratio, ..RUN_5 }, seed);
        let mut cops = 118;
        loop {
            for _ in 0..5 {
                lattice.tick();
                if lattice.tally().active > OUTBURST {
                    return Some(cops);
                }
            }
            if !lattice.remove_cop() {
                return None;
            }
            cops -= 1;
        }
    })
}

fn run_5() -> Row {
    let tips = tipped(Ratio::Floor);
    let at: Vec<f64> = tips.iter().flatten().map(|cops| f64::from(*cops)).collect();
    let (mean, deviation) = spread(&at);
    let said = row(
        "T5",
        "Run 5, C/A rounded down, one of 118 cops leaves every fifth tick: seeds with over 50 actives, and cops then left",
        "B",
        [
            "20 of 20 tip, at 88 cops (10)".to_owned(),
            format!("{} of 20 tip, at {mean:.0} cops ({deviation:.0})", at.len()),
            "19 or more, 68 to 108".to_owned(),
        ],
    );
    Row {
        holds: at.len() >= 19 && (68.0..=108.0).contains(&mean),
        ..said
    }
}

fn run_5_literal() -> Row {
    let tips = count(&tipped(Ratio::Literal), Option::is_some);
    let said = row(
        "T5a",
        "Run 5, C/A as printed",
        "X",
        [
            "the published tipping does not come out: 0 of 20, down to no cop".to_owned(),
            format!("{tips} of 20 tip"),
            "exact".to_owned(),
        ],
    );
    Row {
        holds: tips == 0,
        ..said
    }
}

/// Most actives of a run of 300 ticks, and jailed at its end, while legitimacy falls as told for each tick.
fn falling(legitimacy: impl Fn(u32) -> f64 + Sync) -> Vec<(u32, f64)> {
    over_seeds(|seed| {
        let mut lattice = Lattice::new(RUN_3, seed);
        let (mut peak, mut last) = (0, Tally::default());
        for tick in 0..300 {
            lattice.set_legitimacy(legitimacy(tick));
            lattice.tick();
            last = lattice.tally();
            peak = peak.max(last.active);
        }
        (peak, f64::from(last.jailed))
    })
}

fn runs_3_and_4() -> [Row; 2] {
    // Run 3: a hundredth a tick, from .9 to .2. Run 4: at once to .7.
    let by_steps = falling(|tick| 0.9 - 0.01 * f64::from((tick + 1).saturating_sub(FALL).min(70)));
    let by_jump = falling(|tick| if tick < FALL { 0.9 } else { 0.7 });
    let explosions = |runs: &[(u32, f64)]| count(runs, |run| run.0 > OUTBURST);
    let jailed = |runs: &[(u32, f64)]| spread(&runs.iter().map(|run| run.1).collect::<Vec<f64>>());
    let (jump, steps) = (explosions(&by_jump), explosions(&by_steps));
    let (after_jump, after_steps) = (jailed(&by_jump), jailed(&by_steps));
    let exploded = row(
        "T6",
        "Run 4, C/A rounded down, L from .9 to .7 at once at tick 77: seeds with over 50 actives within 300 ticks",
        "C",
        [
            "about 9 of 20 (paper: an explosion, in one run shown)".to_owned(),
            format!("{jump} of 20; by small steps (Run 3) {steps} of 20, where the paper has none"),
            "5 to 13, two standard deviations".to_owned(),
        ],
    );
    let jails = row(
        "T6a",
        "Runs 4 and 3: jailed at tick 300 after one jump and after small steps to .2; the paper has more after the jump",
        "X",
        [
            "the published order does not come out: fewer after the jump".to_owned(),
            format!(
                "{:.0} (s.d. {:.0}) after the jump, {:.0} ({:.0}) by small steps",
                after_jump.0, after_jump.1, after_steps.0, after_steps.1
            ),
            "sign".to_owned(),
        ],
    );
    [
        Row {
            holds: (5..=13).contains(&jump),
            ..exploded
        },
        Row {
            holds: after_jump.0 < after_steps.0,
            ..jails
        },
    ]
}

/// Tick after which one group was gone, and who was left.
fn alone(setting: Setting, longest: u32) -> Vec<Option<(u32, usize)>> {
    over_seeds(|seed| {
        let mut lattice = Lattice::new(setting, seed);
        for tick in 1..=longest {
            lattice.tick();
            let [first, second] = lattice.tally().people;
            if first == 0 || second == 0 {
                return Some((tick, usize::from(first == 0)));
            }
        }
        None
    })
}

fn run_6() -> Row {
    let setting = Setting {
        legitimacy: 0.9,
        ..RUN_7
    };
    let together = count(&alone(setting, 500), Option::is_none);
    let said = row(
        "T7",
        "Run 6, two groups, L = .9, no cops: seeds in which both live after 500 ticks",
        "C",
        [
            "20 of 20: nobody can act, since G is at most T".to_owned(),
            format!("{together} of 20"),
            "exact".to_owned(),
        ],
    );
    Row {
        holds: together == 20,
        ..said
    }
}

fn runs_7_and_8() -> [Row; 2] {
    let without = alone(RUN_7, 5000);
    let with = alone(
        Setting {
            cop_density: 0.04,
            ..RUN_7
        },
        5000,
    );
    let words = |runs: &[Option<(u32, usize)>]| {
        let ends: Vec<f64> = runs.iter().flatten().map(|end| f64::from(end.0)).collect();
        let first = runs.iter().flatten().filter(|end| end.1 == 0).count();
        let (mean, deviation) = spread(&ends);
        format!(
            "one group gone in {} of 20, after {mean:.0} ticks ({deviation:.0}); the first group is left in {first}",
            ends.len()
        )
    };
    let gone = |runs: &[Option<(u32, usize)>]| count(runs, Option::is_some);
    let cleansing = row(
        "T7a",
        "Run 7, two groups, L = .8, no cops: runs of up to 5000 ticks",
        "C",
        [
            "one group gone in all, either of them (paper: in 30 of 30)".to_owned(),
            words(&without),
            "exact".to_owned(),
        ],
    );
    let regime = row(
        "T7b",
        "Run 8, the same with .04 cops a site from the start; the paper has a stable, nasty regime",
        "X",
        [
            "the published stability does not come out: one group gone in all".to_owned(),
            words(&with),
            "exact".to_owned(),
        ],
    );
    [
        Row {
            holds: gone(&without) == 20,
            ..cleansing
        },
        Row {
            holds: gone(&with) == 20,
            ..regime
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::{RUN_7, alone};

    #[test]
    fn parity_seeds_do_not_depend_on_threads() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| alone(RUN_7, 80))
        };
        assert_eq!(run(1), run(3));
    }
}
