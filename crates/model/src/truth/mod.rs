//! Truth: what happened, whoever reported or believed it.

pub mod ages;
pub mod deprivation;
pub mod exits;
pub mod initial;
pub mod ipf;
pub mod migration;
pub mod people;
pub mod protest;
pub mod threshold;
pub mod vital;
