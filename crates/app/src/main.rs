//! closerun.
fn main() {}
