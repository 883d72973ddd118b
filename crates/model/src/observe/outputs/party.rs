//! Outputs of party documents and their verification.

use super::super::Output;

pub(super) const LIST: &[Output] = &[];
