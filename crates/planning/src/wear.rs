//! How load wears machines out.
//!
//! Life of a rolling bearing L10 = (C / P)^3 (ISO 281, source `iso-281`): the hazard grows with load to the power p, 3 for
//! balls. Survival after Weibull, R(t) = exp(-(t / eta)^beta), source `weibull-1951`. Grade A (T30). The share of machines that stand
//! idle is `ours`.

use libm::{exp, pow};

/// Hazard under a load, over that under load 1: load^p.
pub fn hazard(load: f64, power: f64) -> f64 {
    pow(load, power)
}

/// Part that still runs after a time, of scale eta [the unit of time] and shape beta [no unit].
pub fn survival(time: f64, shape: f64, scale: f64) -> f64 {
    exp(-pow(time / scale, shape))
}

/// Share of machines that stand idle after one more step: m + lambda load^p (1 - m) - mu m, held within 0 and 1. `ours`. The rates
/// of breaking down lambda and of repair mu are of one step.
pub fn idle(idle: f64, load: f64, power: f64, (breaks, mended): (f64, f64)) -> f64 {
    let next = idle + breaks * hazard(load, power) * (1.0 - idle) - mended * idle;
    next.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::{hazard, idle, survival};

    #[test]
    fn known_power_law_and_survival() {
        for (load, wanted) in [(1.2, 1.728), (1.5, 3.375), (2.0, 8.0)] {
            assert!((hazard(load, 3.0) - wanted).abs() < 1e-12);
        }
        assert!((survival(50.0, 2.0, 100.0) - 0.77880).abs() < 5e-6);
    }

    #[test]
    fn law_idle_machines_come_to_rest() {
        let mut share = 0.0;
        for _ in 0..5_000 {
            share = idle(share, 1.2, 3.0, (0.002, 0.04));
        }
        let pull = 0.002 * 1.728;
        assert!((share - pull / (pull + 0.04)).abs() < 1e-9);
    }
}
