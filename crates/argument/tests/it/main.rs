//! Tests of the argument room from outside: one binary, one module a subject.

mod bad_input;
mod contested;
mod fuzz;
mod grammar;
mod guard;
mod laws;
mod margins;
mod mill;
mod parity;
mod rules;
mod runs;
mod runs_slips;
mod support;
