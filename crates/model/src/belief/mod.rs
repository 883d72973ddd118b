//! What the centre infers. Reads reports, never truth.

pub mod harvest;
pub mod prevalence;
pub mod works;
