//! The argument room: a passage, its sources, rival estimates, predicates, mutants and verdicts.
//!
//! Pure: it gets texts and values and returns values. It knows nothing of any model, so a
//! historian with claims and sources and no model gets verdicts from this crate alone.
//!
//! Read in this order: [`passage`] and [`evidence`] (what is said, what is known), [`claim`]
//! (what would make a sentence true), [`predicate`] (how that is written), [`runs`] (what a model
//! may add), [`verdict`] (what evidence and runs decide), [`mutant`] and [`margin`] (whether it
//! could have been otherwise).
#![deny(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "pure room: the same input must give the same bits"
)]

pub mod case;
pub mod claim;
pub mod date;
pub mod evidence;
pub mod fault;
pub mod margin;
pub mod mutant;
pub mod passage;
pub mod predicate;
pub mod registered;
pub mod runs;
pub mod source;
pub mod text;
pub mod unit;
pub mod verdict;
