//! Whose parameters a run has: those of a member of an ensemble, or the parameters as they stand.

use super::{Ensemble, Member};
use crate::error::LabError;
use crate::setting::{Prepared, Setting};
use argument::case::Case;
use argument::runs::BASELINE;
use serde_json::Value;
use std::borrow::Cow;

/// Whose parameters the runs of a job have.
pub(crate) struct Over(Option<Ensemble>);

impl Over {
    /// Those of the ensemble of a freeze; none for the parameters as they stand.
    ///
    /// # Errors
    /// As [`super::read`].
    pub(crate) fn of(case: &Case, freeze: Option<i16>) -> Result<Self, LabError> {
        let read = freeze.map(|year| super::read(case, year));
        Ok(Self(read.transpose()?))
    }

    /// The parameters as they stand.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// The member of a run under a rival, by the place of its seed among the seeds; the members go round. None without an ensemble.
    fn member(&self, rival: Option<&str>, place: u64) -> Option<&Member> {
        let members = self.0.as_ref()?.under(rival);
        let at = usize::try_from(place).ok()?;
        members.get(at % members.len().max(1))
    }

    /// The setting of a scenario under a rival with the parameters of that member; without an ensemble `standing`, which has them as they stand.
    ///
    /// # Errors
    /// Members that no law admits.
    pub(crate) fn setting<'s>(
        &self,
        (prepared, standing): (&Prepared<'_>, &'s Setting),
        (rival, scenario): (Option<&str>, &str),
        place: u64,
    ) -> Result<Cow<'s, Setting>, LabError> {
        Ok(match self.member(rival, place) {
            None => Cow::Borrowed(standing),
            Some(one) => Cow::Owned(prepared.setting_at((rival, scenario), &one.values)?),
        })
    }

    /// Whether a rival has members of its own.
    pub(crate) fn has(&self, rival: &str) -> bool {
        let all = self.0.as_ref();
        all.is_some_and(|all| all.members.contains_key(rival))
    }

    /// Whether there is an ensemble, and of which freeze.
    pub(crate) fn freeze(&self) -> Option<i16> {
        self.0.as_ref().map(|all| all.freeze)
    }

    /// Whether the evidence says next to nothing of a parameter, or was not asked about it; never without an ensemble.
    pub(crate) fn leaves_open(&self, parameter: &str) -> bool {
        let all = self.0.as_ref();
        all.is_some_and(|all| {
            let first = all.under(None).first();
            let sought = first.is_some_and(|one| one.values.contains_key(parameter));
            !sought || all.unmoved.iter().any(|one| one == parameter)
        })
    }

    /// What runs under a rival are kept under when a job is stopped.
    pub(crate) fn name(&self, rival: Option<&str>) -> String {
        let setting = rival.unwrap_or(BASELINE);
        self.freeze().map_or_else(
            || setting.to_owned(),
            |year| format!("{setting} over {year}"),
        )
    }
}

/// Which seeds a job runs, and with whose parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeds {
    /// The first seed; the others follow it.
    pub first: u64,
    /// How many.
    pub number: u32,
    /// Freeze of the ensemble that gives each seed its parameters; none for the parameters as they stand.
    pub ensemble: Option<i16>,
}

impl Seeds {
    /// The seeds, in their order.
    pub fn all(self) -> impl Iterator<Item = u64> + Clone {
        let places = 0..u64::from(self.number);
        places.map(move |place| self.first.wrapping_add(place))
    }

    /// The place of a seed among them.
    pub(crate) fn place(self, seed: u64) -> u64 {
        seed.wrapping_sub(self.first)
    }

    /// What a manifest tells of them, their number under this key; none if it tells no seed or no number.
    pub(crate) fn told(manifest: &Value, number: &str) -> Option<Self> {
        let number = manifest[number].as_u64()?;
        let ensemble = manifest["ensemble"].as_i64();
        Some(Self {
            first: manifest["seed"].as_u64()?,
            number: u32::try_from(number).unwrap_or(u32::MAX),
            ensemble: ensemble.and_then(|year| i16::try_from(year).ok()),
        })
    }
}
