//! The switch: whether suspicion of specialists takes the penal form that was used on oppositionists.
//!
//! ```text
//! v = mean over branches of heavy industry of e^{-Pi dPhi / (s0 S)}       chance a year q = r v (1 - restraint)       P = 1 - prod(1 - q/12)
//! ```
//!
//! v is the part of suspicion that gets past the patron, as in `decision::specialists`; r what would happen without him and with
//! nobody to hold back. Each month the switch turns by a draw with that chance, for good, and accusations become `penal_multiple` times as
//! many: removals of specialists (`decision::specialists`) and arrests wanted of them (`decision::repression`) alike. `ours`, grade C, written because of sentences 51 and 52: it can say on what the switch hinges, and not how likely it was. Null: `never`.

use crate::country::{Country, Now};
use crate::rules::Penal;
use crate::world::Process;

/// How the switch stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Switch {
    /// Week in which it turned.
    pub turned: Option<u32>,
    /// Part of suspicion that gets past the patron of heavy industry, 0 to 1.
    pub past: f64,
    /// Chance that it would have turned by now.
    pub chance: f64,
    /// Draws used.
    pub draws: u64,
}

/// A month of the switch: belief and restraint to decision.
pub fn turn(country: &mut Country, now: &Now<'_>, past: f64) {
    let switch = &mut country.switch;
    switch.past = past;
    if now.rules.penal == Penal::Never {
        return;
    }
    let month = now.one("penal_rate") * past * (1.0 - country.leaders.restraint) / 12.0;
    let month = month.clamp(0.0, 1.0);
    switch.chance = 1.0 - (1.0 - switch.chance) * (1.0 - month);
    let mut draws = now.draws(Process::Leaders as u32, now.week);
    let drawn = draws.at(0, 0).value();
    switch.draws += draws.used();
    if switch.turned.is_none() && drawn < month {
        switch.turned = Some(now.week);
    }
}

/// What multiplies accusations.
pub fn multiple(switch: &Switch, now: &Now<'_>) -> f64 {
    if switch.turned.is_some() {
        now.one("penal_multiple")
    } else {
        1.0
    }
}
