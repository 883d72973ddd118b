//! Outputs of directives, arrests, sentences and custody.

use super::super::Output;

pub(super) const LIST: &[Output] = &[];
