//! A stand-in for the model: one output as a polynomial of the parameters, by least squares.
//!
//! ```text
//! ln f(x) = b0 + sum b_j u_j + sum over the most active (c_j u_j^2) + sum over pairs of the very most active (d_jk u_j u_k) + e
//! u_j = (x_j - mean of x_j) / spread of x_j over the runs        Var e = RSS / (n - p)        Var of a prediction = Var e (1 + p/n)
//! ```
//!
//! Every run has a seed of its own, so e holds the chance of the model and what the polynomial misses; both widen the variance, and
//! neither can rule anything out. `ours` in its choice of terms; least squares is textbook matter, held to an exact polynomial by test.

/// Parameters with a square, the most active first.
const SQUARES: usize = 10;
/// Parameters among which products are taken.
const CROSSED: usize = 6;
/// Added to the diagonal for each run, so that directions that no run explores do not blow up.
const RIDGE: f64 = 1e-4;

/// One output as a function of a point in the unit cube.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Emulator {
    centre: Vec<f64>,
    spread: Vec<f64>,
    squares: Vec<usize>,
    weights: Vec<f64>,
    /// The linear part again, in the coordinates of the cube.
    level: f64,
    slopes: Vec<f64>,
    variance: f64,
}

impl Emulator {
    /// Fits it to runs: points of the unit cube, and the logarithm of the output at each. None if there are too few of them.
    pub(super) fn fit(points: &[&[f64]], values: &[f64]) -> Option<Self> {
        let width = points.first()?.len();
        if points.len() < width + 3 {
            return None;
        }
        let (centre, spread) = moments(points);
        let mut emulator = Self {
            centre,
            spread,
            squares: Vec::new(),
            weights: Vec::new(),
            level: 0.0,
            slopes: Vec::new(),
            variance: 0.0,
        };
        emulator.solve(points, values)?;
        let mut active: Vec<usize> = (0..width).collect();
        let size = |j: &usize| emulator.weights[1 + j].abs();
        active.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b)));
        let linear = emulator.clone();
        active.truncate(SQUARES);
        emulator.squares = active;
        let terms = emulator.terms(points[0]).len();
        if points.len() < terms + 20 {
            return Some(linear);
        }
        emulator.solve(points, values)?;
        let better = emulator.variance < linear.variance;
        Some(if better { emulator } else { linear })
    }

    /// The logarithm that it expects at a point.
    pub(super) fn mean(&self, point: &[f64]) -> f64 {
        let linear = point.iter().zip(&self.slopes);
        let mut sum = self.level + linear.map(|(x, slope)| x * slope).sum::<f64>();
        let mut scaled = [0.0; SQUARES];
        let mut rest = self.weights[1 + point.len()..].iter();
        for (u, j) in scaled.iter_mut().zip(&self.squares) {
            *u = (point[*j] - self.centre[*j]) / self.spread[*j];
            sum += rest.next().map_or(0.0, |weight| weight * *u * *u);
        }
        for (at, u) in scaled.iter().enumerate().take(CROSSED) {
            for v in &scaled[..at] {
                sum += rest.next().map_or(0.0, |weight| weight * u * v);
            }
        }
        sum
    }

    /// Variance of one run about that: chance, what the polynomial misses, and doubt about its coefficients.
    pub(super) fn variance(&self) -> f64 {
        self.variance
    }

    fn terms(&self, point: &[f64]) -> Vec<f64> {
        let scaled: Vec<f64> = point
            .iter()
            .zip(self.centre.iter().zip(&self.spread))
            .map(|(x, (centre, spread))| (x - centre) / spread)
            .collect();
        let mut terms = vec![1.0];
        terms.extend(&scaled);
        terms.extend(self.squares.iter().map(|j| scaled[*j] * scaled[*j]));
        let crossed = &self.squares[..self.squares.len().min(CROSSED)];
        for (at, j) in crossed.iter().enumerate() {
            terms.extend(crossed[..at].iter().map(|k| scaled[*j] * scaled[*k]));
        }
        terms
    }

    fn solve(&mut self, points: &[&[f64]], values: &[f64]) -> Option<()> {
        let rows: Vec<Vec<f64>> = points.iter().map(|point| self.terms(point)).collect();
        let terms = rows.first()?.len();
        let mut square = vec![vec![0.0; terms]; terms];
        let mut right = vec![0.0; terms];
        for (row, value) in rows.iter().zip(values) {
            for (i, a) in row.iter().enumerate() {
                right[i] += a * value;
                for (j, b) in row[..=i].iter().enumerate() {
                    square[i][j] += a * b;
                }
            }
        }
        for (i, row) in square.iter_mut().enumerate().skip(1) {
            row[i] += RIDGE * points.len() as f64;
        }
        self.weights = cholesky(square, right)?;
        let linear = self.weights[1..].iter().zip(&self.spread);
        self.slopes = linear.map(|(weight, spread)| weight / spread).collect();
        let moved = self.slopes.iter().zip(&self.centre);
        self.level = self.weights[0] - moved.map(|(slope, centre)| slope * centre).sum::<f64>();
        let rest = rows.iter().zip(values).map(|(row, value)| {
            let fit: f64 = row.iter().zip(&self.weights).map(|(a, b)| a * b).sum();
            (value - fit) * (value - fit)
        });
        let (runs, terms) = (points.len() as f64, terms as f64);
        let variance = rest.sum::<f64>() / (runs - terms).max(1.0);
        self.variance = variance * (1.0 + terms / runs);
        Some(())
    }
}

/// Mean and spread of each coordinate; a coordinate that does not vary has the spread one.
fn moments(points: &[&[f64]]) -> (Vec<f64>, Vec<f64>) {
    let (width, number) = (points[0].len(), points.len() as f64);
    let mean = |j: usize| points.iter().map(|point| point[j]).sum::<f64>() / number;
    let centre: Vec<f64> = (0..width).map(mean).collect();
    let spread = (0..width).map(|j| {
        let squares = points.iter().map(|point| {
            let away = point[j] - centre[j];
            away * away
        });
        let spread = libm::sqrt(squares.sum::<f64>() / number);
        if spread > 1e-9 { spread } else { 1.0 }
    });
    let spread = spread.collect();
    (centre, spread)
}

/// Solves a symmetric positive definite system of which the lower half is given, by Cholesky's decomposition; none if it is not positive
/// definite.
fn cholesky(mut square: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let done: f64 = (0..j).map(|k| square[i][k] * square[j][k]).sum();
            let left = square[i][j] - done;
            if i == j {
                if left <= 0.0 {
                    return None;
                }
                square[i][i] = libm::sqrt(left);
            } else {
                square[i][j] = left / square[j][j];
            }
        }
    }
    for i in 0..size {
        let done: f64 = (0..i).map(|k| square[i][k] * right[k]).sum();
        right[i] = (right[i] - done) / square[i][i];
    }
    for i in (0..size).rev() {
        let done: f64 = (i + 1..size).map(|k| square[k][i] * right[k]).sum();
        right[i] = (right[i] - done) / square[i][i];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::{Emulator, cholesky};
    use engine::draw::Draws;

    fn cube(points: usize, width: u32) -> Vec<Vec<f64>> {
        let point = |number: u32| {
            let mut draws = Draws::new(1, 7, number);
            (0..width).map(|j| draws.at(j, 0).value()).collect()
        };
        let points = u32::try_from(points).unwrap();
        (0..points).map(point).collect()
    }

    #[test]
    fn known_a_system_by_hand() {
        // [4 2; 2 3] x = [10, 9] has x = [1.5, 2].
        let found = cholesky(vec![vec![4.0, 0.0], vec![2.0, 3.0]], vec![10.0, 9.0]).unwrap();
        assert!((found[0] - 1.5).abs() < 1e-12 && (found[1] - 2.0).abs() < 1e-12);
        assert!(cholesky(vec![vec![1.0, 0.0], vec![2.0, 1.0]], vec![1.0, 1.0]).is_none());
    }

    #[test]
    fn known_a_polynomial_is_found_again() {
        let points = cube(300, 12);
        let truth = |x: &[f64]| 1.0 + 2.0 * x[0] - x[3] + 0.7 * x[0] * x[0] + 0.4 * x[0] * x[3];
        let values: Vec<f64> = points.iter().map(|point| truth(point)).collect();
        let views: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let emulator = Emulator::fit(&views, &values).unwrap();
        for point in cube(20, 12) {
            assert!((emulator.mean(&point) - truth(&point)).abs() < 2e-3);
        }
        assert!(emulator.variance() < 1e-5, "{}", emulator.variance());
    }

    #[test]
    fn law_too_few_runs_give_no_emulator() {
        let points = cube(8, 12);
        let views: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        assert!(Emulator::fit(&views, &[0.0; 8]).is_none());
    }
}
