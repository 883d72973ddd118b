//! What is wrong with the numbers of a plan, and what to do: the one error of this crate.

use std::fmt::Display;
use thiserror::Error;

/// A value that was refused, or a question without an answer.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{what}: found {found}, wanted {wanted}\nhint: {hint}")]
pub struct Fault {
    /// What it is about, with the name of the branch, row or parameter.
    pub what: String,
    /// What was found.
    pub found: String,
    /// What was wanted.
    pub wanted: String,
    /// What to do about it.
    pub hint: String,
}

impl Fault {
    /// A fault with all its parts.
    pub fn new(
        what: impl Display,
        found: impl Display,
        wanted: impl Display,
        hint: impl Display,
    ) -> Self {
        Self {
            what: what.to_string(),
            found: found.to_string(),
            wanted: wanted.to_string(),
            hint: hint.to_string(),
        }
    }
}

/// Refuses a list that has not `wanted` entries.
pub(crate) fn same_length(what: &str, found: usize, wanted: usize) -> Result<(), Fault> {
    if found == wanted {
        return Ok(());
    }
    let hint = "give one number for each, in the order of the table";
    Err(Fault::new(
        what,
        format!("{found} entries"),
        format!("{wanted} entries"),
        hint,
    ))
}

/// Refuses the first entry that is below zero, infinite or no number.
pub(crate) fn not_negative(what: &str, values: &[f64]) -> Result<(), Fault> {
    let bad = values
        .iter()
        .position(|value| !value.is_finite() || *value < 0.0);
    bad.map_or(Ok(()), |at| {
        Err(Fault::new(
            format!("{what}, entry {}", at + 1),
            values[at],
            "a finite number, zero or more",
            "correct it",
        ))
    })
}

/// Refuses a parameter that is not above zero.
pub(crate) fn above_zero(what: &str, value: f64) -> Result<(), Fault> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(Fault::new(
        what,
        value,
        "a finite number above zero",
        "correct it",
    ))
}
