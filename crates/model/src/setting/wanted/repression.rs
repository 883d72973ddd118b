//! Parameters of directives, arrests, sentences and custody.

use super::Wanted;

pub(super) const LIST: &[Wanted] = &[];
