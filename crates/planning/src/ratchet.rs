//! The ratchet: who does well today is asked for more tomorrow, and so does less.
//!
//! Weitzman, "The 'ratchet principle' and performance incentives", Bell Journal of Economics 11 (1980) 302-308, source
//! `weitzman-1980`. With target q, output y, bonus b (y - q) and
//!
//! ```text
//! q_{t+1} = q_t + delta + lambda (y_t - q_t)
//! ```
//!
//! a manager who discounts at r gains for one more unit of effort not b but b r / (r + lambda). Grade A (T25); that later studies
//! found no ratchet in ministries after 1949 (Granick 1980) is a reason to let lambda be 0.

use crate::fault::{Fault, above_zero};

/// The target of the next period [in units], from target and output of this one; `growth` is delta [in units], `speed` is lambda [no unit].
pub fn next_target(target: f64, output: f64, growth: f64, speed: f64) -> f64 {
    target + growth + speed * (output - target)
}

/// What one more unit of output is worth to the manager, b r / (r + lambda), with the bonus b for a unit above target [bonus a
/// unit], the discount rate r [a period] and the speed lambda of the ratchet [no unit].
///
/// # Errors
/// A discount rate of zero or less, or a speed outside 0 to 1.
pub fn incentive(bonus: f64, discount: f64, speed: f64) -> Result<f64, Fault> {
    above_zero("discount rate", discount)?;
    if !(0.0..=1.0).contains(&speed) {
        let hint = "0: targets do not answer to output; 1: the target is last year's output";
        return Err(Fault::new("speed of the ratchet", speed, "0 to 1", hint));
    }
    Ok(bonus * discount / (discount + speed))
}

#[cfg(test)]
mod tests {
    use super::{incentive, next_target};
    use proptest::prelude::*;

    #[test]
    fn known_incentives_of_weitzman() {
        for (speed, discount, wanted) in
            [(0.3, 0.1, 0.25), (0.5, 0.1, 1.0 / 6.0), (0.3, 0.5, 0.625)]
        {
            let got = incentive(1.0, discount, speed).unwrap();
            assert!((got - wanted).abs() < 1e-12, "{got}");
        }
        assert!(incentive(1.0, 0.0, 0.3).is_err());
        assert!(incentive(1.0, 0.1, f64::NAN).is_err());
    }

    proptest! {
        /// The closed form is the discounted sum of all bonuses with one more unit today, less that without it.
        #[test]
        fn law_the_sum_of_all_later_bonuses(bonus in 0.1_f64..3.0, discount in 0.05_f64..1.0, speed in 0.0_f64..1.0) {
            let worth = |more: f64| {
                let (mut target, mut sum, mut weight) = (10.0, 0.0, 1.0);
                for period in 0..2_000 {
                    let output = 11.0 + if period == 0 { more } else { 0.0 };
                    sum += weight * bonus * (output - target);
                    target = next_target(target, output, 0.2, speed);
                    weight /= 1.0 + discount;
                }
                sum
            };
            let wanted = worth(1.0) - worth(0.0);
            prop_assert!((incentive(bonus, discount, speed).unwrap() - wanted).abs() < 1e-9);
        }
    }
}
