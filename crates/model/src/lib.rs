//! The system that the passage describes, as three ledgers: truth, report, belief. Pure: it gets values and returns values.
//!
//! Read [`step`] first: it is the table of contents of one six-day week. Then the file that a line of it names. So far the
//! model holds the people (who there is, who is born, dies and moves), the villages that feed them, and what they live on.
#![deny(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "pure room: the same input must give the same bits"
)]

pub mod audit;
pub mod belief;
pub mod country;
pub mod decision;
pub mod dock;
pub mod loops;
pub mod observe;
pub mod parity;
pub mod penal;
pub mod plan;
pub mod report;
pub mod rows;
pub mod rules;
pub mod setting;
pub mod step;
pub mod truth;
pub mod twin;
pub mod world;
