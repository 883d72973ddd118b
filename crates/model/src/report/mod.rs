//! What was recorded and sent up. Reads truth; nothing flows back.

pub mod harvest;
pub mod petition;
pub mod stances;
pub mod works;
