//! Ground floor: addressed draws and exact laws, count tables, the six-day calendar, ordered chunks, digests,
//! tables with given margins. Knows no person, no claim, no file.
//!
//! Read [`draw`] first (why every draw has an address), then [`sample`] (what is drawn), [`counts`] (what is moved),
//! [`calendar`] and [`chunks`].
#![deny(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "pure room: the same input must give the same bits"
)]

pub mod calendar;
pub mod chunks;
pub mod counts;
pub mod digest;
pub mod draw;
mod invert;
pub mod ipf;
mod mass;
pub mod normal;
pub mod sample;
