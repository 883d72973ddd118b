//! Parameters of party documents and their verification.

use super::Wanted;

pub(super) const LIST: &[Wanted] = &[];
