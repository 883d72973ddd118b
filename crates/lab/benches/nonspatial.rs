//! The non-spatial workload of `benches/README.md` in our own way: as exact counts, and person by person in two bytes.
//!
//! `cargo bench -p lab --bench nonspatial -- --tool counts|twin --n N --steps S --seed SEED` prints one line of JSON, the same as
//! the peers print. One thread; the time is that of the processor.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use engine::draw::{Draws, KEYS};
use engine::sample::{binomial, multinomial};
use serde_json::{Map, Value, json};
use std::fs;
use std::time::Instant;

const LEVELS: usize = 32;
const PAIRS: usize = LEVELS * LEVELS;
const LEGITIMACY: f64 = 0.5;
const ARREST: f64 = 2.3;
const THRESHOLD: f64 = 0.1;
const COPS: f64 = 0.04;
const P_ACT: f64 = 0.3;
const P_ARR: f64 = 0.2;
const P_REL: f64 = 0.05;
const MARKS: [u32; 3] = [5, 20, 100];

/// Who wants to act, by pair of levels, when so many are active.
fn wants(people: u64, active: u64) -> [bool; PAIRS] {
    let risk = 1.0 - libm::exp(-ARREST * COPS * people as f64 / (active as f64 + 1.0));
    std::array::from_fn(|pair| {
        let level = |at: usize| (at as f64 + 0.5) / LEVELS as f64;
        level(pair / LEVELS) * (1.0 - LEGITIMACY) - level(pair % LEVELS) * risk > THRESHOLD
    })
}

fn key(number: usize) -> u32 {
    u32::try_from(number).expect("small")
}

/// Counts of quiet, active and jailed for each pair of levels.
struct Counts {
    people: u64,
    seed: u64,
    held: Vec<[u64; 3]>,
}

impl Counts {
    fn new(people: u64, seed: u64) -> Self {
        let mut pairs = vec![0; PAIRS];
        multinomial(
            &mut Draws::new(seed, 1, 0),
            (0, 0),
            people,
            &[1.0; PAIRS],
            &mut pairs,
        );
        Self {
            people,
            seed,
            held: pairs.into_iter().map(|quiet| [quiet, 0, 0]).collect(),
        }
    }

    fn step(&mut self, step: u32) {
        let wants = wants(self.people, self.states().0);
        let mut draws = Draws::new(self.seed, 2, step);
        for (pair, [quiet, active, jailed]) in self.held.iter_mut().enumerate() {
            let act = if wants[pair] {
                binomial(draws.at(key(pair), 0), *quiet, P_ACT)
            } else {
                0
            };
            let arrested = binomial(draws.at(key(pair), 1), *active, P_ARR);
            let released = binomial(draws.at(key(pair), 2), *jailed, P_REL);
            let calmed = if wants[pair] { 0 } else { *active - arrested };
            *quiet = *quiet - act + released + calmed;
            *active = *active + act - arrested - calmed;
            *jailed = *jailed + arrested - released;
        }
    }

    fn states(&self) -> (u64, u64) {
        self.held.iter().fold((0, 0), |(active, jailed), held| {
            (active + held[1], jailed + held[2])
        })
    }
}

/// One person in two bytes: ten bits of levels, then two of state.
struct Twin {
    seed: u64,
    persons: Vec<u16>,
    active: u64,
    jailed: u64,
}

const STATE: u32 = 10;

impl Twin {
    fn new(people: u64, seed: u64) -> Self {
        let mut persons = vec![0; usize::try_from(people).expect("fits")];
        let mut draws = Draws::new(seed, 3, 0);
        let mut words = vec![0; KEYS];
        for (first, persons) in (0..).step_by(KEYS).zip(persons.chunks_mut(KEYS)) {
            draws.words(first, 0, &mut words[..persons.len()]);
            for (person, word) in persons.iter_mut().zip(&words) {
                *person = u16::try_from(word >> 22).expect("ten bits");
            }
        }
        Self {
            seed,
            persons,
            active: 0,
            jailed: 0,
        }
    }

    fn step(&mut self, step: u32) {
        let wants = wants(self.persons.len() as u64, self.active);
        let bit = |probability: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of 2^32"
            )]
            let word = (probability * 4_294_967_296.0) as u32;
            word
        };
        // By wish and state: the threshold of the draw, and the state after a yes and after a no.
        let mut table = [(0_u32, 0_u16, 0_u16); 8];
        for (wish, calm) in [(0, 0_u16), (1, 1_u16)] {
            table[4 * wish] = (bit(P_ACT) * u32::from(calm), 1, 0);
            table[4 * wish + 1] = (bit(P_ARR), 2, calm);
            table[4 * wish + 2] = (bit(P_REL), 0, 2);
        }
        let mut rules = vec![(0, 0, 0); 4 * PAIRS];
        for (at, rule) in rules.iter_mut().enumerate() {
            *rule = table[4 * usize::from(wants[at % PAIRS]) + at / PAIRS];
        }
        let mut draws = Draws::new(self.seed, 4, step);
        let mut words = [0; KEYS];
        (self.active, self.jailed) = (0, 0);
        for (first, persons) in (0..).step_by(KEYS).zip(self.persons.chunks_mut(KEYS)) {
            draws.words(first, 0, &mut words[..persons.len()]);
            let (active, jailed) = change(persons, &words, &rules);
            self.active += active;
            self.jailed += jailed;
        }
    }
}

/// A loop without branches over a block of persons; returns how many are active and jailed after it.
fn change(persons: &mut [u16], words: &[u32], rules: &[(u32, u16, u16)]) -> (u64, u64) {
    let (mut active, mut jailed) = (0_u64, 0_u64);
    for (person, word) in persons.iter_mut().zip(words) {
        let (threshold, yes, no) = rules[usize::from(*person)];
        let state = if *word < threshold { yes } else { no };
        *person = (*person & ((1 << STATE) - 1)) | (state << STATE);
        active += u64::from(state & 1);
        jailed += u64::from(state >> 1);
    }
    (active, jailed)
}

/// Loops shorter than so many milliseconds are timed by the clock.
const SHORT: u128 = 50;

/// Nanoseconds of this thread on a processor; outside Linux those of the clock.
fn cpu(began: Instant) -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let word = text
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok());
    word.unwrap_or_else(|| began.elapsed().as_secs_f64() * 1e9)
}

/// A line of the kernel's account of this process, in bytes.
fn memory(key: &str) -> Option<f64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024.0)
}

fn run(steps: u32, mut step: impl FnMut(u32) -> (u64, u64)) -> (f64, Value, Value) {
    let (mut active, mut jailed) = (Map::new(), Map::new());
    let began = Instant::now();
    let before = cpu(began);
    for number in 0..steps {
        let states = step(number);
        if MARKS.contains(&(number + 1)) {
            active.insert((number + 1).to_string(), json!(states.0));
            jailed.insert((number + 1).to_string(), json!(states.1));
        }
    }
    let (spent, clock) = (cpu(began) - before, began.elapsed());
    // The kernel's account is brought up to date every few milliseconds: of a loop as short as that it may say nothing.
    let short = clock.as_millis() < SHORT;
    (
        if short {
            clock.as_secs_f64() * 1e9
        } else {
            spent
        },
        Value::Object(active),
        Value::Object(jailed),
    )
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let flag = |name: &str| {
        words
            .iter()
            .position(|word| word == name)
            .and_then(|at| words.get(at + 1))
    };
    let Some(tool) = flag("--tool") else {
        println!("wanted: --tool counts|twin --n N --steps S --seed SEED");
        return;
    };
    let number = |name: &str| -> u64 {
        flag(name)
            .and_then(|word| word.parse().ok())
            .expect("a number")
    };
    let (people, seed) = (number("--n"), number("--seed"));
    let steps = u32::try_from(number("--steps")).expect("few");
    let before = memory("VmRSS:");
    let (nanoseconds, active, jailed) = if tool == "counts" {
        let mut counts = Counts::new(people, seed);
        run(steps, |number| {
            counts.step(number);
            counts.states()
        })
    } else {
        let mut twin = Twin::new(people, seed);
        run(steps, |number| {
            twin.step(number);
            (twin.active, twin.jailed)
        })
    };
    let bytes = memory("VmHWM:")
        .zip(before)
        .map(|(peak, before)| (peak - before).max(0.0) / people as f64);
    let line = json!({ "tool": format!("closerun {tool}"), "n": people, "steps": steps, "seed": seed,
        "cpu_ns_per_person_step": nanoseconds / (people as f64 * f64::from(steps)), "bytes_per_person": bytes,
        "active": active, "jailed": jailed });
    println!("{line}");
}
