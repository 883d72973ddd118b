//! What was recorded and sent up. Reads truth; nothing flows back.

pub mod cases;
pub mod confession;
pub mod discussion;
pub mod exile;
pub mod harvest;
pub mod lists;
pub mod moods;
pub mod naming;
pub mod petition;
pub mod stances;
pub mod works;
