//! Parameters of press and the discussion of the constitution.

use super::Wanted;

pub(super) const LIST: &[Wanted] = &[];
