//! The model held to its laws, on a small invented country.

mod cases;
mod discussion;
mod laws;
mod leaders;
mod parity;
mod party;
mod persons;
mod repression;
mod sentencing;
mod support;
mod villages;
mod works;
