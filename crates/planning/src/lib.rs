//! The economics of planning as published: input and output, balances, execution when inputs run short, incentives, linear
//! programs. Pure: it gets values and returns values. Knows no person and no step of the week.
//!
//! Read [`table`] first (what each branch needs of each product), then [`leontief`] (what must be made), [`ario`] (what is made
//! when inputs run short) and [`frontier`] (what could be made at the most). The other files are one mechanism each.
#![deny(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "pure room: the same input must give the same bits"
)]

pub mod ario;
pub mod certificate;
pub mod discipline;
pub mod fault;
pub mod frontier;
pub mod harmony;
pub mod incentive;
pub mod kantorovich;
pub mod learning;
pub mod leontief;
pub mod line;
pub mod oring;
pub mod program;
pub mod ras;
pub mod ratchet;
pub mod reference;
pub mod solver;
pub mod table;
pub mod tautness;
#[cfg(test)]
mod testing;
pub mod wear;
