//! The model held to its laws, on a small invented country.

mod laws;
mod leaders;
mod parity;
mod support;
mod villages;
mod works;
