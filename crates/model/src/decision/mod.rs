//! What was ordered. Reads beliefs, never truth.

pub mod accountability;
pub mod adoption;
pub mod appointment;
pub mod category;
pub mod coalition;
pub mod elimination;
pub mod plan;
pub mod procurement;
pub mod quota;
pub mod screening;
pub mod specialists;
pub mod sponsorship;
pub mod tempo;
pub mod verification;
