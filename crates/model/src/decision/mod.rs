//! What was ordered. Reads beliefs, never truth.

pub mod procurement;
