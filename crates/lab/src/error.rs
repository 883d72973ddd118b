//! What can go wrong when a case is read, checked and stored: place, found, wanted, hint.

use argument::fault::Fault;
use std::path::Path;
use thiserror::Error;

/// Why a command of this room stopped.
#[derive(Debug, Error)]
pub enum LabError {
    /// The case itself is at fault.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The disk, or what lies on it, is at fault. Written in the shape of a [`Fault`].
    #[error("{path}: {what}\n  found:  {found}\n  wanted: {wanted}\n  hint:   {hint}")]
    Disk {
        /// What is wrong, in one sentence.
        what: String,
        /// Where.
        path: String,
        /// What was found.
        found: String,
        /// What would have been right.
        wanted: String,
        /// What to do about it.
        hint: String,
    },
    /// Somebody stopped it. Nothing was written.
    #[error("stopped before it was done; nothing was written")]
    Interrupted,
    /// Somebody stopped it, and so many finished runs are kept for the next time.
    #[error(
        "stopped before it was done; nothing was written; {0} finished runs are kept, and the same command goes on from there (--fresh makes them anew)"
    )]
    Stopped(usize),
}

impl LabError {
    /// A fault of the disk, or of what lies on it.
    pub fn disk(
        what: impl Into<String>,
        path: impl AsRef<Path>,
        found: impl Into<String>,
        wanted: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Disk {
            what: what.into(),
            path: path.as_ref().display().to_string(),
            found: found.into(),
            wanted: wanted.into(),
            hint: hint.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LabError;
    use argument::fault::{Fault, Place};

    #[test]
    fn disk_and_fault_are_written_alike() {
        let disk = LabError::disk("it is wrong", "a.toml", "this", "that", "do so");
        let fault = Fault::new(Place::file("a.toml"), "it is wrong")
            .found("this")
            .wanted("that")
            .hint("do so");
        assert_eq!(disk.to_string(), LabError::from(fault).to_string());
    }
}
