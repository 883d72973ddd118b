//! What the jobs that a person types cost: many runs, and the whole check, on all cores, with the memory that they take.

use super::Out;
use lab::argument::case::Case;
use lab::ensemble::for_check;
use lab::run::{check_asked, pool};
use lab::setting::Setting;
use lab::simulate::run_one;
use lab::trials::{Ask, Depth, REPLICATES};
use rayon::prelude::*;
use std::hint::black_box;
use std::time::Instant;

const SECTION: &str = "jobs on all cores";
/// Runs that are timed: few, or with `--full` as many as an experiment has.
const RUNS: [u64; 2] = [200, 10_000];

/// Peak of resident memory of this process so far, in MiB; none where the system does not tell.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

fn memory(out: &mut Out, what: &str) {
    if let Some(peak) = peak() {
        out.line(
            SECTION,
            &format!("peak of memory after {what}"),
            peak,
            "MiB",
        );
    }
}

/// Times them. Nothing of a run is kept but its number of people, so memory tells what runs need and not what tables hold.
pub(super) fn measure(out: &mut Out, (case, setting): (&Case, &Setting), full: bool) {
    let runs = RUNS[usize::from(full)];
    let all = pool(0).expect("threads");
    memory(out, "all above");
    let began = Instant::now();
    let people: u64 = all.install(|| {
        let one = |seed| run_one(setting, seed).expect("audited").left;
        (0..runs).into_par_iter().map(one).sum()
    });
    black_box(people);
    let seconds = began.elapsed().as_secs_f64();
    let what = format!("{runs} runs");
    out.line(SECTION, &what, seconds, "s");
    out.line(SECTION, "runs a second", runs as f64 / seconds, "runs/s");
    memory(out, &what);
    let ask = Ask {
        replicates: REPLICATES,
        depth: Depth::All,
        ensemble: for_check(case),
    };
    let began = Instant::now();
    let check = check_asked(case, 0, ask).expect("judged");
    let seconds = began.elapsed().as_secs_f64();
    out.line(SECTION, "the whole check, nothing stored", seconds, "s");
    out.line(SECTION, "runs of it", check.trials.runs as f64, "runs");
    memory(out, "the check");
}
