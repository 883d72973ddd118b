//! The samplers against exact laws. Each test has a false-alarm rate of one in ten thousand; the seeds are fixed.

use super::Row;
use engine::draw::{Draws, philox4x32_10};
use engine::normal::{distribution, log_normal, normal};
use engine::sample::{bernoulli, binomial, hypergeometric, multinomial, poisson};
use libm::{log, pow, sqrt};

const DRAWS: u32 = 100_000;
const LEVEL: f64 = 1e-4;

pub(super) fn rows() -> Vec<Row> {
    vec![
        philox(),
        test(
            "S2",
            "Bernoulli, p = 0.3",
            &|draws, key| u64::from(bernoulli(draws.at(key, 0), 0.3)),
            &[0.7, 0.3],
        ),
        test(
            "S3",
            "binomial, n = 120, p = 0.35",
            &|draws, key| binomial(draws.at(key, 0), 120, 0.35),
            &binomial_law(120, 0.35),
        ),
        test(
            "S4",
            "Poisson, mean 17.5",
            &|draws, key| poisson(draws.at(key, 0), 17.5),
            &poisson_law(17.5, 90),
        ),
        test(
            "S5",
            "hypergeometric, 90 of 240, 80 drawn",
            &|draws, key| hypergeometric(draws.at(key, 0), 240, 90, 80),
            &hypergeometric_law(240, 90, 80),
        ),
        test(
            "S6",
            "multinomial, third of four parts of 60",
            &third_part,
            &binomial_law(60, 0.4),
        ),
        gaussian("S7", "normal, mean 3, deviation 2", &|draws, key| {
            (normal(draws.at(key, 0), 3.0, 2.0) - 3.0) / 2.0
        }),
        gaussian("S8", "log-normal, 0 and 0.5", &|draws, key| {
            log(log_normal(draws.at(key, 1), 0.0, 0.5)) / 0.5
        }),
    ]
}

fn philox() -> Row {
    let expected = [0xd16c_fe09_u32, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1];
    let counter = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
    let got = philox4x32_10(counter, [0xa409_3822, 0x299f_31d0]);
    let words = |all: [u32; 4]| all.map(|word| format!("{word:08x}")).join(" ");
    Row {
        id: "S1",
        module: "engine/draw",
        setting: "Philox4x32-10 of Salmon and others 2011: third known-answer vector",
        expected: words(expected),
        got: words(got),
        tolerance: "exact".to_owned(),
        grade: "A",
        holds: got == expected,
    }
}

fn third_part(draws: &mut Draws, key: u32) -> u64 {
    let mut parts = [0; 4];
    multinomial(draws, (key, 0), 60, &[0.1, 0.2, 0.4, 0.3], &mut parts);
    parts[2]
}

type Sampler<'a> = &'a dyn Fn(&mut Draws, u32) -> u64;

/// Pearson's chi-square; cells that are expected fewer than ten times are put together.
fn test(id: &'static str, setting: &'static str, sampler: Sampler<'_>, law: &[f64]) -> Row {
    let mut seen = vec![0.0; law.len()];
    let mut draws = Draws::new(1_933, 60_000, 0);
    for key in 0..DRAWS {
        let value = usize::try_from(sampler(&mut draws, key)).unwrap_or(usize::MAX);
        if let Some(cell) = seen.get_mut(value) {
            *cell += 1.0;
        }
    }
    let total = f64::from(DRAWS);
    let (mut statistic, mut cells, mut rest) = (0.0, 0.0, (0.0, 0.0));
    for (seen, share) in seen.iter().zip(law) {
        let expected = total * share;
        if expected < 10.0 {
            rest = (rest.0 + seen, rest.1 + expected);
        } else {
            statistic += (seen - expected) * (seen - expected) / expected;
            cells += 1.0;
        }
    }
    if rest.1 > 1.0 {
        statistic += (rest.0 - rest.1) * (rest.0 - rest.1) / rest.1;
        cells += 1.0;
    }
    let p = chi_square_tail(statistic, cells - 1.0);
    judged(
        id,
        "engine/sample",
        setting,
        &format!("chi-square {statistic:.1} in {cells} cells"),
        p,
    )
}

fn judged(
    id: &'static str,
    module: &'static str,
    setting: &'static str,
    found: &str,
    p: f64,
) -> Row {
    Row {
        id,
        module,
        setting,
        expected: "the exact law".to_owned(),
        got: format!("{found}, p = {p:.3}"),
        tolerance: format!("p > {LEVEL}"),
        grade: "A",
        holds: p > LEVEL,
    }
}

/// Wilson and Hilferty's normal approximation of the chi-square tail.
fn chi_square_tail(statistic: f64, freedom: f64) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    distribution((1.0 - spread - libm::cbrt(statistic / freedom)) / sqrt(spread))
}

/// Anderson and Darling's test of a standard normal with nothing fitted. Its chance is read off the exponential through the
/// published points of Stephens, JASA 69 (1974) 730-737: 2.492 at 5 per cent, 3.857 at 1 per cent; beyond them ours.
fn gaussian(
    id: &'static str,
    setting: &'static str,
    sampler: &dyn Fn(&mut Draws, u32) -> f64,
) -> Row {
    let mut draws = Draws::new(1_933, 60_001, 0);
    let mut values: Vec<f64> = (0..DRAWS).map(|key| sampler(&mut draws, key)).collect();
    values.sort_by(f64::total_cmp);
    let n = f64::from(DRAWS);
    let mut sum = 0.0;
    for (at, value) in values.iter().enumerate() {
        let mirrored = values[values.len() - 1 - at];
        let weight = 2.0 * at as f64 + 1.0;
        sum += weight * (log(distribution(*value)) + log(distribution(-mirrored)));
    }
    let statistic = -n - sum / n;
    let p = libm::exp(-0.058 - 1.179 * statistic).min(1.0);
    judged(
        id,
        "engine/normal",
        setting,
        &format!("Anderson-Darling {statistic:.2}"),
        p,
    )
}

/// By recurrence from zero.
fn binomial_law(n: u32, p: f64) -> Vec<f64> {
    let mut law = vec![pow(1.0 - p, f64::from(n))];
    for k in 0..n {
        law.push(law[k as usize] * f64::from(n - k) / f64::from(k + 1) * p / (1.0 - p));
    }
    law
}

fn poisson_law(mean: f64, most: u32) -> Vec<f64> {
    let mut law = vec![libm::exp(-mean)];
    for k in 0..most {
        law.push(law[k as usize] * mean / f64::from(k + 1));
    }
    law
}

fn hypergeometric_law(all: u32, marked: u32, drawn: u32) -> Vec<f64> {
    let none = (0..drawn).fold(1.0, |chance, done| {
        chance * f64::from(all - marked - done) / f64::from(all - done)
    });
    let mut law = vec![none];
    for k in 0..marked.min(drawn) {
        let up = f64::from(marked - k) * f64::from(drawn - k);
        let down = f64::from(k + 1) * f64::from(all - marked - drawn + k + 1);
        law.push(law[k as usize] * up / down);
    }
    law
}
