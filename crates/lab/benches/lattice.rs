//! The lattice workload of `benches/README.md` on our own lattice: Run 2 of Epstein (2002).
//!
//! `cargo bench -p lab --bench lattice -- --n SITES --steps S --seed SEED` prints one line of JSON, the same as the peers print. One
//! thread; the time is that of the processor.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use model::dock::lattice::{Lattice, Setting};
use model::truth::protest::Ratio;
use serde_json::{Map, json};
use std::fs;
use std::time::Instant;

const MARKS: [u32; 3] = [5, 20, 100];

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

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let number = |name: &str| -> Option<u64> {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1)?.parse().ok()
    };
    let asked = number("--n").zip(number("--steps")).zip(number("--seed"));
    let Some(((sites, steps), seed)) = asked else {
        println!("wanted: --n SITES --steps S --seed SEED");
        return;
    };
    let before = memory("VmRSS:");
    let mut lattice = Lattice::new(
        Setting {
            side: u16::try_from(sites.isqrt()).expect("a small square"),
            density: 0.7,
            cop_density: 0.04,
            vision: 7.0,
            legitimacy: 0.82,
            longest_term: Some(30),
            ratio: Ratio::Floor,
            groups: None,
        },
        seed,
    );
    let units = lattice.units() as f64;
    let (mut active, mut jailed) = (Map::new(), Map::new());
    let began = Instant::now();
    let start = cpu(began);
    while u64::from(lattice.ticks()) < steps {
        lattice.tick();
        if MARKS.contains(&lattice.ticks()) {
            let tally = lattice.tally();
            active.insert(lattice.ticks().to_string(), json!(tally.active));
            jailed.insert(lattice.ticks().to_string(), json!(tally.jailed));
        }
    }
    let nanoseconds = cpu(began) - start;
    let bytes = memory("VmHWM:")
        .zip(before)
        .map(|(peak, before)| (peak - before).max(0.0) / units);
    let line = json!({ "tool": "closerun lattice", "n": sites, "steps": steps, "seed": seed,
        "cpu_ns_per_person_step": nanoseconds / (units * steps as f64), "bytes_per_person": bytes,
        "active": active, "jailed": jailed });
    println!("{line}");
}
