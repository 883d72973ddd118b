//! What the centre infers. Reads reports, never truth.

pub mod harvest;
pub mod works;
