//! The model held to its laws, on a small invented country.

mod laws;
mod parity;
mod repression;
mod support;
mod villages;
mod works;
