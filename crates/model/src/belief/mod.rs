//! What the centre infers. Reads reports, never truth.

pub mod audience;
pub mod dilemma;
pub mod discussion;
pub mod harvest;
pub mod lists;
pub mod prevalence;
pub mod stances;
pub mod suspects;
pub mod threat;
pub mod works;
