//! What the centre infers. Reads reports, never truth.

pub mod audience;
pub mod dilemma;
pub mod harvest;
pub mod lists;
pub mod prevalence;
pub mod threat;
pub mod works;
