//! Ground floor: digests. Knows no person, no claim, no file.
//!
//! Draws, counts and the calendar of the six-day week join this room together with the model.
#![deny(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "pure room: the same input must give the same bits"
)]

pub mod digest;
