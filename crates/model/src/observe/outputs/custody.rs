//! Outputs of directives, courts and custody.

use super::super::Output;

pub(super) const LIST: &[Output] = &[];
