//! Truth: what happened, whoever reported or believed it.

pub mod ages;
pub mod branch;
pub mod campaign;
pub mod cascade;
pub mod deprivation;
pub mod exits;
pub mod heads;
pub mod industry;
pub mod initial;
pub mod kolkhoz;
pub mod land;
pub mod living;
pub mod migration;
pub mod money;
pub mod mood;
pub mod people;
pub mod protest;
pub mod relatives;
pub mod store;
pub mod table;
pub mod threshold;
pub mod vital;
pub mod weather;
pub mod works;
pub mod year;
