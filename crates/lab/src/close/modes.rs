//! One peak or two: Silverman's test, with its null distribution simulated.
//!
//! ```text
//! f(x; h) = 1/(n h) sum phi((x - x_i)/h)
//! h_1 = least h at which f has one peak
//! y = mean + (x_I - mean + h_1 e) / sqrt(1 + h_1^2 / s^2)      I uniform over the sample, e normal
//! p = share of samples y, each of size n, in which f(.; h_1) has more than one peak
//! ```
//!
//! Silverman (1981), Using kernel density estimates to investigate multimodality; the reference is recalled. The smoothed sample has the
//! variance of the sample and one peak at the most, the nearest to the data that has: so p is small only if one peak cannot explain them.
//! The test is known to keep to one peak too often.

use argument::runs::band;
use engine::draw::Draws;

/// Samples of the null.
pub const SAMPLES: u32 = 400;
/// Places at which a density is looked at.
const GRID: usize = 256;
/// Halvings of the interval that holds the critical width.
const HALVINGS: u32 = 30;
/// What these draws are for, as part of their address. No process of the model has this number.
const PROCESS: u32 = u32::MAX - 1;
/// Below this chance one peak is rejected.
pub const LEVEL: f64 = 0.05;
/// A hump that holds less than this share of the values is none of two peaks. `ours`.
const STRAGGLERS: f64 = 0.05;
/// Fewer values say nothing of peaks.
pub const LEAST: usize = 10;

/// What the test says of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Peaks {
    /// Least width of the kernel at which there is one peak, in the unit of the values.
    pub width: f64,
    /// Share of samples of the null with more than one peak at that width.
    pub chance: f64,
    /// What lies on both sides of the valley between the two peaks just below that width.
    pub two: Option<Two>,
}

/// Two peaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Two {
    /// Medians of the values on both sides of the valley. The peaks of the density stand nearer to each other, for its kernel is wide.
    pub at: (f64, f64),
    /// Share of values above the valley.
    pub above: f64,
}

impl Peaks {
    /// Whether one peak is rejected and both sides of the valley hold a twentieth of the values: a lone value is a hump as well.
    pub fn are_two(&self) -> bool {
        let part = |two: Two| two.above.min(1.0 - two.above);
        self.chance < LEVEL && self.two.is_some_and(|two| part(two) >= STRAGGLERS)
    }
}

/// Tests a sample; none if it is too small or all its values are the same.
pub fn test(values: &[f64], seed: u64, samples: u32) -> Option<Peaks> {
    let spread = deviation(values);
    if values.len() < LEAST || spread <= 0.0 {
        return None;
    }
    let width = critical(values, spread);
    let (mean, shrink) = (
        mean(values),
        (1.0 + width * width / (spread * spread)).sqrt(),
    );
    let more = (0..samples).filter(|sample| {
        let mut draws = Draws::new(seed, PROCESS, *sample);
        let one = |number: usize| {
            let key = u32::try_from(number).unwrap_or(u32::MAX);
            let picked = pick(values, draws.at(key, 0).value());
            let noise = normal(draws.at(key, 1).value(), draws.at(key, 2).value());
            mean + (picked - mean + width * noise) / shrink
        };
        let drawn: Vec<f64> = (0..values.len()).map(one).collect();
        peaks(&density(&drawn, width)).len() > 1
    });
    let more = more.count();
    Some(Peaks {
        width,
        chance: more as f64 / f64::from(samples.max(1)),
        two: two(values, 0.98 * width),
    })
}

fn pick(values: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let at = (share * values.len() as f64) as usize;
    values[at.min(values.len() - 1)]
}

/// A normal number from two uniform ones (Box and Muller).
fn normal(u: f64, v: f64) -> f64 {
    let radius = (-2.0 * libm::log(u.max(f64::MIN_POSITIVE))).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * v)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|one| (one - mean) * (one - mean)).sum();
    (squares / values.len() as f64).sqrt()
}

/// The least width with one peak: with a normal kernel peaks only become fewer as it widens.
fn critical(values: &[f64], spread: f64) -> f64 {
    let (mut low, mut high) = (spread * 1e-3, spread * 4.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if peaks(&density(values, middle)).len() > 1 {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Density at places over the sample and a little beyond: place, height.
fn density(values: &[f64], width: f64) -> Vec<(f64, f64)> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min) - 3.0 * width;
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) + 3.0 * width;
    let step = (largest - least) / (GRID - 1) as f64;
    let height = |x: f64| -> f64 {
        let kernels = values.iter().map(|one| {
            let z = (x - one) / width;
            libm::exp(-0.5 * z * z)
        });
        kernels.sum()
    };
    let places = (0..GRID).map(|at| least + step * at as f64);
    places.map(|x| (x, height(x))).collect()
}

/// Places of peaks in a density. A flat top is one.
fn peaks(density: &[(f64, f64)]) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut rising, mut top) = (true, 0);
    for (at, pair) in density.windows(2).enumerate() {
        if pair[1].1 > pair[0].1 {
            (rising, top) = (true, at + 1);
        } else if pair[1].1 < pair[0].1 {
            if rising {
                found.push(top);
            }
            rising = false;
        }
    }
    found
}

/// The two highest peaks at a width, and how much of the sample lies above the valley between them.
fn two(values: &[f64], width: f64) -> Option<Two> {
    let density = density(values, width);
    let mut tops = peaks(&density);
    tops.sort_by(|a, b| density[*b].1.total_cmp(&density[*a].1));
    let [first, second, ..] = tops[..] else {
        return None;
    };
    let (left, right) = (first.min(second), first.max(second));
    let between = density[left..=right].iter();
    let valley = between.min_by(|a, b| a.1.total_cmp(&b.1))?.0;
    let side = |upper: bool| -> Vec<f64> {
        let own = values.iter().copied();
        own.filter(|one| (*one > valley) == upper).collect()
    };
    let (lower, upper) = (side(false), side(true));
    let above = upper.len() as f64 / values.len() as f64;
    let middle = |side: Vec<f64>| band(side).map(|[_, middle, _]| middle);
    Some(Two {
        at: (middle(lower)?, middle(upper)?),
        above,
    })
}

#[cfg(test)]
mod tests {
    use super::{density, normal, peaks, test};
    use engine::draw::Draws;

    /// Normal numbers around each of some places.
    fn sample(around: &[f64], each: u32) -> Vec<f64> {
        let mut draws = Draws::new(7, 0, 0);
        let mut all = Vec::new();
        for (place, centre) in around.iter().enumerate() {
            for number in 0..each {
                let key = 1000 * u32::try_from(place).expect("few places") + number;
                all.push(centre + normal(draws.at(key, 0).value(), draws.at(key, 1).value()));
            }
        }
        all
    }

    #[test]
    fn known_two_hills_far_apart_are_two_and_one_hill_is_one() {
        let far = test(&sample(&[0.0, 8.0], 30), 1, 100).expect("enough values");
        assert!(far.are_two(), "{far:?}");
        let two = far.two.expect("two peaks");
        assert!(
            two.at.0.abs() < 0.7 && (two.at.1 - 8.0).abs() < 0.7,
            "{two:?}"
        );
        assert!((two.above - 0.5).abs() < 1e-12);
        let one = test(&sample(&[0.0], 60), 1, 100).expect("enough values");
        assert!(!one.are_two(), "{one:?}");
    }

    #[test]
    fn known_one_value_far_off_is_no_second_peak() {
        let mut values = sample(&[0.0], 60);
        values.push(50.0);
        let peaks = test(&values, 1, 100).expect("enough values");
        assert!(peaks.chance < super::LEVEL && !peaks.are_two(), "{peaks:?}");
    }

    /// Two normal densities of one variance have two peaks only if their means are more than two deviations apart.
    #[test]
    fn known_a_kernel_sum_has_two_peaks_only_beyond_two_widths() {
        let of = |apart: f64| peaks(&density(&[0.0, apart], 1.0)).len();
        assert_eq!(of(1.9), 1);
        assert_eq!(of(2.2), 2);
    }

    #[test]
    fn law_the_answer_does_not_depend_on_the_unit() {
        let values = sample(&[0.0, 3.0], 20);
        let scaled: Vec<f64> = values.iter().map(|one| 1024.0 * one).collect();
        let (own, other) = (test(&values, 3, 50), test(&scaled, 3, 50));
        assert_eq!(own.map(|one| one.chance), other.map(|one| one.chance));
    }

    #[test]
    fn known_nothing_is_said_of_few_values_or_of_one_value() {
        assert_eq!(test(&[1.0, 2.0, 3.0], 1, 10), None);
        assert_eq!(test(&[1.0; 40], 1, 10), None);
    }
}
