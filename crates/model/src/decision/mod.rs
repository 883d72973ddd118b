//! What was ordered. Reads beliefs, never truth.

pub mod accountability;
pub mod adoption;
pub mod appointment;
pub mod category;
pub mod coalition;
pub mod collegium;
pub mod penal;
pub mod plan;
pub mod politburo;
pub mod procurement;
pub mod specialists;
pub mod sponsorship;
pub mod tempo;
