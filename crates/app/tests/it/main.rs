//! The program as typed. One binary for all of it, so that it is linked once and its tests share what was run.

mod bad_input;
mod cli;
mod common;
mod compare;
mod copy;
mod docs;
mod ethics;
mod infer;
mod run;
mod whatif;
mod words;
