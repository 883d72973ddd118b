//! The house rules as functions: each looks at a page or a manifest and says what it found.
//!
//! `tests/house.rs` runs them over the whole tree; the unit tests here show that each can fail.
//! The rules themselves are told in `CONTRIBUTING.md`.

pub mod code;
pub mod ethics;
pub mod manifest;
pub mod page;
pub mod passage;
pub mod room;
pub mod size;
pub mod text;

use std::fmt;

/// One place where a rule is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Path from the root of the tree, with forward slashes.
    pub path: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Slip {
    /// A slip on one line.
    pub fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            what: what.into(),
        }
    }

    /// A slip of the file as a whole.
    pub fn of(path: &str, what: impl Into<String>) -> Self {
        Self::at(path, 0, what)
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}
