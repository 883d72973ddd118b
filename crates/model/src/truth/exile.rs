//! The centre abroad: one exile whom no order of this state reaches, and the journal that he edits.
//!
//! He is outside the population, so nothing that is done to people in the model is done to him. What appears is an input.

use crate::country::Now;

/// Issues that appear in a month, a mean over the year; two numbers in one cover are one issue.
pub fn issues_a_month(now: &Now<'_>) -> f64 {
    now.yearly("exile_issues") / 12.0
}
