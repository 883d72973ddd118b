//! Truth: what happened, whoever reported or believed it.

pub mod ages;
pub mod exits;
pub mod initial;
pub mod ipf;
pub mod migration;
pub mod people;
pub mod vital;
