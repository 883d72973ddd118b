//! What was ordered. Reads beliefs, never truth.

pub mod accountability;
pub mod adoption;
pub mod appointment;
pub mod category;
pub mod charges;
pub mod coalition;
pub mod collegium;
pub mod constitution;
pub mod directive;
pub mod elimination;
pub mod penal;
pub mod plan;
pub mod politburo;
pub mod press;
pub mod procurement;
pub mod quota;
pub mod repression;
pub mod screening;
pub mod sentencing;
pub mod specialists;
pub mod sponsorship;
pub mod tempo;
pub mod troikas;
pub mod verification;
