//! What was ordered. Reads beliefs, never truth.

pub mod elimination;
pub mod plan;
pub mod procurement;
pub mod quota;
pub mod screening;
pub mod specialists;
pub mod sponsorship;
pub mod tempo;
