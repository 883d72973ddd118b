//! What was recorded and sent up. Reads truth; nothing flows back.

pub mod confession;
pub mod harvest;
pub mod lists;
pub mod naming;
pub mod petition;
pub mod works;
