//! Outputs of leaders, their powers and what they believe.

use super::super::Output;

pub(super) const LIST: &[Output] = &[];
