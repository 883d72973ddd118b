//! The lab from outside, on the case inside the program. One binary for all of it, so that it is linked once.

#[path = "../../src/json/checker.rs"]
mod checker;
mod claims_on_runs;
mod conversion;
mod ethics;
mod findings;
mod lean;
mod orders;
mod over_an_ensemble;
mod people;
mod second_opinion;
