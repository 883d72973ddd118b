//! What was ordered. Reads beliefs, never truth.

pub mod coalition;
pub mod plan;
pub mod procurement;
pub mod specialists;
pub mod sponsorship;
pub mod tempo;
