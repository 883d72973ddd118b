//! The lab: the only room that touches the disk, the clock and the number of threads.
//!
//! [`load`] reads a case, [`trials`] makes the runs that its claims ask for, [`run`] judges it ([`alone`] leaves the claims on one sentence), [`rows`] and [`worklist`] look at the result from
//! other sides, [`odd`] describes the model, [`report`] and [`store`] write it down, [`compare`] and [`verify`] set it beside
//! an earlier run; [`whatif`] sets a scenario against the baseline; [`infer`] says which parameters the evidence does not rule out,
//! [`ensemble`] reads a sample of them, [`score`] says how well a sample told what it had not seen.

pub mod alone;
pub mod arrests;
pub mod close;
pub mod compare;
pub mod cost;
pub mod disputes;
pub mod dock;
pub mod docked;
pub mod ensemble;
pub mod error;
pub mod infer;
pub mod json;
pub mod load;
pub mod loops;
pub mod odd;
pub mod passage;
pub mod patterns;
pub mod report;
pub mod rows;
pub mod run;
pub mod score;
pub mod setting;
pub mod simulate;
pub mod store;
pub mod stored;
pub mod table;
pub mod tensions;
#[cfg(test)]
mod testing;
pub mod trials;
pub mod turns;
pub mod verify;
pub mod whatif;
pub mod words;
pub mod worklist;

pub use argument;
