//! What the engine and the people cost, beside the limits of the same machine in the same run.
//!
//! `cargo bench -p lab --bench engine` prints tables; `-- --json` prints lines of JSON; `-- --full` adds all 162 million
//! persons over 300 weeks, and 10,000 runs in place of 200; `-- --many` the latter alone.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "engine/jobs.rs"]
mod jobs;

use engine::draw::{Draws, KEYS, Uniform};
use engine::sample::{binomial, hypergeometric, poisson};
use lab::load::{Origin, load};
use lab::run::pool;
use lab::setting::{Setting, read};
use model::observe::Recorder;
use model::parity::shortened;
use model::step::{run, step};
use model::truth::mood::Guard;
use model::twin::Twin;
use model::world::{Setup, World};
use rayon::prelude::*;
use serde_json::json;
use std::hint::black_box;
use std::time::Instant;

const TIMES: usize = 5;

/// Seconds of the median of some repetitions.
fn median(mut work: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64()
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[TIMES / 2]
}

/// Where lines go.
struct Out {
    json: bool,
    section: &'static str,
}

impl Out {
    fn line(&mut self, section: &'static str, what: &str, value: f64, unit: &str) {
        if self.json {
            println!(
                "{}",
                json!({ "section": section, "what": what, "value": value, "unit": unit })
            );
            return;
        }
        if self.section != section {
            println!("\n{section}");
            self.section = section;
        }
        println!("  {what:<58} {value:>12.4} {unit}");
    }

    fn growth(&mut self, what: &str, (x_name, x): (&str, f64), value: f64, unit: &str) {
        if self.json {
            let line = json!({ "section": "growth", "what": what, "value": value, "unit": unit, "x": x, "x_name": x_name });
            println!("{line}");
        } else {
            self.line("growth", &format!("{what}, {x_name} {x}"), value, unit);
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let has = |flag: &str| words.iter().any(|word| word == flag);
    let mut out = Out {
        json: has("--json"),
        section: "",
    };
    let case = load(Origin::Embedded).expect("the embedded case loads");
    let setting = read(&case, "baseline").expect("its setting is sound");
    samplers(&mut out);
    counts(&mut out, &setting);
    parts(&mut out, &setting);
    let limits = limits(&mut out);
    twin(&mut out, &setting.setup, limits);
    growth(&mut out, &setting.setup);
    pairs(&mut out, &setting.setup);
    jobs::measure(&mut out, (&case, &setting), has("--full") || has("--many"));
    if has("--full") {
        full(&mut out, &setting.setup);
    }
}

/// Nanoseconds of one draw, address included.
fn samplers(out: &mut Out) {
    const DRAWS: u32 = 200_000;
    let mut time = |what: &str, draw: &dyn Fn(Uniform) -> u64| {
        let seconds = median(|| {
            let mut draws = Draws::new(1, 2, 3);
            for key in 0..DRAWS {
                black_box(draw(draws.at(key, 0)));
            }
        });
        out.line("draws", what, 1e9 * seconds / f64::from(DRAWS), "ns");
    };
    time("address and uniform alone", &|u| u.value().to_bits());
    time("binomial, n = 500, p = 0.0004 (rare)", &|u| {
        binomial(u, 500, 0.0004)
    });
    time("binomial, n = 20,000, p = 0.0004 (mean 8)", &|u| {
        binomial(u, 20_000, 0.0004)
    });
    time("binomial, n = 10^6, p = 0.0004 (mean 400)", &|u| {
        binomial(u, 1_000_000, 0.0004)
    });
    time("binomial, n = 10^9, p = 0.37", &|u| {
        binomial(u, 1_000_000_000, 0.37)
    });
    time("Poisson, mean 50", &|u| poisson(u, 50.0));
    time("hypergeometric, 4 of 5,000, 700 marked", &|u| {
        hypergeometric(u, 5_000, 700, 4)
    });
    time("hypergeometric, 40,000 of 10^6, 150,000 marked", &|u| {
        hypergeometric(u, 1_000_000, 150_000, 40_000)
    });
}

/// What a run of 300 weeks spends its time on, one thread. Each part is timed alone on a state of the run; the last is what the
/// whole run takes beyond them.
fn parts(out: &mut Out, setting: &Setting) {
    let setup = &setting.setup;
    let one = pool(1).expect("a thread");
    let mut time = |what: &str, work: &mut (dyn FnMut() + Send)| -> f64 {
        let ms = 1e3 * one.install(|| median(&mut *work));
        out.line("parts of a run", what, ms, "ms");
        ms
    };
    let mut world = World::new(setup, 1);
    while world.week < 150 {
        step(&mut world).expect("audited");
    }
    let (country, mood, week) = (world.country.clone(), world.mood.clone(), world.week);
    let mut sum = time("fields, barns, shops", &mut || {
        let mut country = country.clone();
        for week in 0..setup.span.weeks {
            model::step::country(&mut country, &setup.now(week, 1));
        }
        black_box(country.store.grain);
    });
    let months = setup.span.weeks / 5;
    sum += time("hazards of sixty months", &mut || {
        for _ in 0..months {
            black_box(setup.rows(&country, &setup.now(week, 1)));
        }
    });
    sum += time("moods of sixty months, without draws", &mut || {
        let mut mood = mood.clone();
        let now = setup.now(week, 1);
        let guard = Guard::of(&now, mood.acting);
        for _ in 0..months {
            mood.month(&country, &now);
            for (_, _, _, stratum) in mood.strata(&country, &now) {
                black_box(stratum.acting(&guard));
            }
        }
    });
    let whole = |record: bool| {
        let mut world = World::new(setup, 1);
        let mut recorder = Recorder::new(&world);
        run(&mut world, |world| {
            if record {
                recorder.watch(world);
            }
        })
        .expect("audited");
        black_box(recorder.observations.len());
    };
    let bare = time("a run with nothing taken out", &mut || whole(false));
    time("a run with all numbers taken out", &mut || whole(true));
    let rest = bare - sum;
    out.line(
        "parts of a run",
        "people: draws, moves, ages, audit (the rest)",
        rest,
        "ms",
    );
}

/// One run of 300 weeks on one thread.
fn counts(out: &mut Out, setting: &Setting) {
    let one = pool(1).expect("a thread");
    let seconds = one.install(|| {
        median(|| {
            let mut world = World::new(&setting.setup, 1);
            run(&mut world, |_| {}).expect("audited");
            black_box(world.counts.total());
        })
    });
    let mut world = World::new(&setting.setup, 1);
    run(&mut world, |_| {}).expect("audited");
    let draws = world.usage.total() as f64;
    out.line(
        "counts",
        "one run, 300 weeks, 162.9 million people, one thread",
        1e3 * seconds,
        "ms",
    );
    out.line("counts", "draws of it", draws, "draws");
    out.line(
        "counts",
        "a draw, everything included",
        1e9 * seconds / draws,
        "ns",
    );
    out.line(
        "counts",
        "a person and week",
        1e9 * seconds / (162_902_000.0 * 300.0),
        "ns",
    );
    out.line(
        "counts",
        "strata",
        setting.setup.start.len() as f64,
        "strata",
    );
}

/// What the machine allows, in ns a person and week on one and on two threads: (generator, memory).
fn limits(out: &mut Out) -> [(f64, f64); 2] {
    const WORDS: usize = 1 << 22;
    let mut found = [(0.0, 0.0); 2];
    for (at, threads) in [1, 2].into_iter().enumerate() {
        let pool = pool(threads).expect("threads");
        let word = pool.install(|| {
            median(|| {
                (0..threads).into_par_iter().for_each(|part| {
                    let mut words = [0; KEYS];
                    let mut draws = Draws::new(1, u32::try_from(part).unwrap_or(0), 3);
                    for first in (0..u32::try_from(WORDS).unwrap_or(0)).step_by(KEYS) {
                        draws.words(first, 0, &mut words);
                        black_box(&words);
                    }
                });
            })
        }) / (WORDS * threads) as f64;
        let mut bytes = vec![1_u64; 1 << 26];
        let byte = pool.install(|| {
            median(|| {
                bytes.par_chunks_mut(1 << 20).for_each(|chunk| {
                    for word in chunk.iter_mut() {
                        *word = word.wrapping_add(1);
                    }
                });
            })
        }) / (8.0 * bytes.len() as f64);
        out.line(
            "limits",
            &format!("generator, a 32-bit word, {threads} threads"),
            1e9 * word,
            "ns",
        );
        out.line(
            "limits",
            &format!("memory read and written, {threads} threads"),
            1e-9 / byte,
            "GB/s",
        );
        // A week takes a word a person, and a fifth of one for births; two bytes are read and now and then written.
        found[at] = (1e9 * word * 1.2, 1e9 * byte * 2.0 * 1.2);
    }
    found
}

/// The twin beside both limits.
fn twin(out: &mut Out, setup: &Setup, limits: [(f64, f64); 2]) {
    let setup = shortened(&setup.scaled(20_000_000), 20);
    for (threads, (generator, memory)) in [1, 2].into_iter().zip(limits) {
        let (seconds, steps) = pool(threads).expect("threads").install(|| walk(&setup));
        let own = 1e9 * seconds / steps;
        let name = |what: &str| format!("{what}, {threads} threads");
        out.line(
            "twin",
            &name("a person and week, 20 million persons"),
            own,
            "ns",
        );
        out.line(
            "twin",
            &name("generator alone, for the same draws"),
            generator,
            "ns",
        );
        out.line(
            "twin",
            &name("memory alone, for the same bytes"),
            memory,
            "ns",
        );
        out.line(
            "twin",
            &name("over the binding limit"),
            own / generator.max(memory),
            "times",
        );
    }
    out.line("twin", "state of a person that changes", 2.0, "bytes");
}

/// Seconds and person-steps of a twin.
fn walk(setup: &Setup) -> (f64, f64) {
    let mut twin = Twin::new(setup, 1).expect("few strata");
    let began = Instant::now();
    let mut steps = 0.0;
    while twin.week() < setup.span.weeks {
        twin.step();
        steps += twin.persons() as f64;
    }
    (began.elapsed().as_secs_f64(), steps)
}

/// How cost grows with people, weeks and threads.
fn growth(out: &mut Out, setup: &Setup) {
    let time = |setup: &Setup| {
        let mut world = World::new(setup, 1);
        let began = Instant::now();
        run(&mut world, |_| {}).expect("audited");
        1e3 * began.elapsed().as_secs_f64()
    };
    let one = pool(1).expect("a thread");
    for people in [
        10_000_u64,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
    ] {
        let scaled = setup.scaled(people);
        let cost = one.install(|| time(&scaled));
        out.growth(
            "counts, a run of 300 weeks",
            ("people", people as f64),
            cost,
            "ms",
        );
    }
    for weeks in [60, 120, 180, 240, 300] {
        let short = shortened(setup, weeks);
        let cost = one.install(|| time(&short));
        out.growth("counts, a run", ("weeks", f64::from(weeks)), cost, "ms");
    }
    for people in [100_000_u64, 1_000_000, 10_000_000] {
        let short = shortened(&setup.scaled(people), 30);
        let (seconds, steps) = one.install(|| walk(&short));
        out.growth(
            "twin, a person and week, one thread",
            ("people", people as f64),
            1e9 * seconds / steps,
            "ns",
        );
    }
    threads(out, setup);
    strata(out, setup);
}

/// Cost by number of threads.
fn threads(out: &mut Out, setup: &Setup) {
    for threads in [1_usize, 2, 4] {
        let short = shortened(&setup.scaled(4_000_000), 30);
        let (seconds, steps) = pool(threads).expect("threads").install(|| walk(&short));
        out.growth(
            "twin, a person and week",
            ("threads", threads as f64),
            1e9 * seconds / steps,
            "ns",
        );
        let runs = pool(threads).expect("threads").install(|| {
            let began = Instant::now();
            (0..8_u64).into_par_iter().for_each(|seed| {
                let mut world = World::new(setup, seed);
                run(&mut world, |_| {}).expect("audited");
            });
            1e3 * began.elapsed().as_secs_f64() / 8.0
        });
        out.growth(
            "counts, a run of an ensemble",
            ("threads", threads as f64),
            runs,
            "ms",
        );
    }
}

/// Cost by number of occupied strata: setups of fewer people have fewer.
fn strata(out: &mut Out, setup: &Setup) {
    for people in [300_u64, 3_000, 30_000, 300_000, 162_902_000] {
        let scaled = setup.scaled(people);
        let occupied = scaled.start.iter().filter(|held| **held > 0).count();
        let one = pool(1).expect("a thread");
        let cost = one.install(|| {
            let mut world = World::new(&scaled, 1);
            let began = Instant::now();
            run(&mut world, |_| {}).expect("audited");
            1e3 * began.elapsed().as_secs_f64()
        });
        out.growth(
            "counts, a run of 300 weeks",
            ("strata occupied", occupied as f64),
            cost,
            "ms",
        );
    }
}

/// How much common draws save: variance of a difference between pairs over that between strangers.
fn pairs(out: &mut Out, setup: &Setup) {
    use model::plan::To;
    use model::truth::people::Account;
    let base = shortened(setup, 60);
    let other = base.with_factor(|_, way| match way {
        Some(To::Outside(Account::DiedOrdinary)) => 1.05,
        _ => 1.0,
    });
    let deaths = |setup: &Setup, seed: u64| {
        let mut world = World::new(setup, seed);
        run(&mut world, |_| {}).expect("audited");
        world.ledger.total(0, Account::DiedOrdinary) as f64
    };
    let variance = |shift: u64| {
        let all: Vec<f64> = (0..100_u64)
            .into_par_iter()
            .map(|seed| deaths(&other, seed + shift) - deaths(&base, seed))
            .collect();
        let mean = all.iter().sum::<f64>() / 100.0;
        all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 99.0
    };
    let ratio = variance(0) / variance(1_000_000);
    out.line(
        "pairs",
        "variance of a difference, paired over unpaired, 100 pairs",
        ratio,
        "ratio",
    );
}

/// Everybody, one by one, on all threads.
fn full(out: &mut Out, setup: &Setup) {
    let began = Instant::now();
    let mut twin = Twin::new(setup, 1).expect("few strata");
    let mut steps = 0.0;
    while twin.week() < setup.span.weeks {
        twin.step();
        steps += twin.persons() as f64;
    }
    let seconds = began.elapsed().as_secs_f64();
    out.line(
        "full twin",
        "persons at the start",
        setup.people() as f64,
        "persons",
    );
    out.line("full twin", "weeks", f64::from(setup.span.weeks), "weeks");
    out.line("full twin", "seconds, all threads", seconds, "s");
    out.line(
        "full twin",
        "a person and week",
        1e9 * seconds / steps,
        "ns",
    );
    out.line(
        "full twin",
        "still there at the end",
        twin.held().iter().sum::<u64>() as f64,
        "persons",
    );
}
