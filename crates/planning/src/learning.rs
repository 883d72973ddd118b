//! Practice: what has been made makes it easier to make more.
//!
//! Wright, "Factors affecting the cost of airplanes", Journal of the Aeronautical Sciences 3 (1936) 122-128, source `wright-1936`;
//! Arrow, "The economic implications of learning by doing", Review of Economic Studies 29 (1962) 155-173, source `arrow-1962`:
//!
//! ```text
//! productivity ~ Q^b          cost ~ Q^-b, so that each doubling of all output so far leaves the part 2^-b of the cost
//! ```
//!
//! Grade A for the form; its exponent is a parameter.

use crate::fault::{Fault, above_zero};
use libm::{log2, pow};

/// Productivity over what it was when `start` had been made [both in units of output]: (Q / Q0)^b.
///
/// # Errors
/// An amount that is not above zero.
pub fn productivity(made: f64, start: f64, exponent: f64) -> Result<f64, Fault> {
    above_zero("output made so far", made)?;
    above_zero("output made at the start", start)?;
    Ok(pow(made / start, exponent))
}

/// Part of the cost that a doubling leaves, 2^-b.
pub fn progress_ratio(exponent: f64) -> f64 {
    pow(2.0, -exponent)
}

/// The exponent b that belongs to a progress ratio.
///
/// # Errors
/// A ratio that is not above zero.
pub fn exponent(progress_ratio: f64) -> Result<f64, Fault> {
    above_zero("progress ratio", progress_ratio)?;
    Ok(-log2(progress_ratio))
}

#[cfg(test)]
mod tests {
    use super::{exponent, productivity, progress_ratio};

    /// Wright's curve of 80 per cent: exponent 0.3219, and a fifth less cost with each doubling.
    #[test]
    fn known_curve_of_eighty_per_cent() {
        let b = exponent(0.8).unwrap();
        assert!((b - 0.321_928_094_887_362_3).abs() < 1e-15);
        assert!((progress_ratio(b) - 0.8).abs() < 1e-15);
        let gain = productivity(400.0, 100.0, b).unwrap();
        assert!((1.0 / gain - 0.64).abs() < 1e-12);
        assert!(productivity(0.0, 1.0, b).is_err() && exponent(f64::NAN).is_err());
    }
}
