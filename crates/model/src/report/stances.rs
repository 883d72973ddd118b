//! What those on the closed list say in public.
//!
//! ```text
//! public stance = share that speaks x private stance
//! ```
//!
//! After Kuran (`kuran-1991`): what is said in public is what is held in private as far as saying it is worth its price; who pays what
//! stands in `truth::paralysis`. The form is `ours`, grade C: signs only. Null `stances-as-held`: everybody says what he holds.

use crate::country::{Country, Now};
use crate::rules::Stances;
use crate::truth::leaders::{ByLeader, LEADERS};

/// What was said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Said {
    /// Public hostility to the first, 0 to 1.
    pub hostile: ByLeader,
}

/// What everybody on the list says this month: truth to report.
pub fn speak(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let circle = &country.circle;
    for at in 0..LEADERS {
        country.said.hostile[at] = match now.rules.stances {
            Stances::Falsified => circle.hostile[at] * circle.speaks[at],
            Stances::AsHeld => circle.hostile[at],
        };
    }
}
