//! Parameters of leaders, their powers and what they believe.

use super::Wanted;

pub(super) const LIST: &[Wanted] = &[];
