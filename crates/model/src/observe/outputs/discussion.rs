//! Outputs of press and the discussion of the constitution.

use super::super::Output;

pub(super) const LIST: &[Output] = &[];
