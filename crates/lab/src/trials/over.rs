//! Whose parameters a run has: those of a member of an ensemble, or the parameters as they stand.

use super::FIRST_SEED;
use crate::ensemble::{self, Ensemble, Member};
use crate::error::LabError;
use argument::case::Case;

/// Whose parameters the seeds have.
pub(super) struct Over(Option<Ensemble>);

impl Over {
    pub(super) fn of(case: &Case, freeze: Option<i16>) -> Result<Self, LabError> {
        let read = freeze.map(|year| ensemble::read(case, year));
        Ok(Self(read.transpose()?))
    }

    /// The member that a seed has under a rival; the members go round. None without an ensemble.
    pub(super) fn member(&self, rival: Option<&str>, seed: u64) -> Option<&Member> {
        let members = self.0.as_ref()?.under(rival);
        let at = usize::try_from(seed - FIRST_SEED).ok()?;
        members.get(at % members.len().max(1))
    }

    /// Whether a rival has members of its own.
    pub(super) fn has(&self, rival: &str) -> bool {
        let all = self.0.as_ref();
        all.is_some_and(|all| all.members.contains_key(rival))
    }

    /// Whether there is an ensemble, and of which freeze.
    pub(super) fn freeze(&self) -> Option<i16> {
        self.0.as_ref().map(|all| all.freeze)
    }

    /// What runs of a setting are kept under when a job is stopped.
    pub(super) fn name(&self, setting: &str) -> String {
        self.freeze().map_or_else(
            || setting.to_owned(),
            |year| format!("{setting} over {year}"),
        )
    }
}
