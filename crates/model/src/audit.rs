//! The audit after every week: nobody is created or lost, and the table of ages, every fifth week, holds the same people
//! as the strata, place by place.

use crate::plan::BIRTH_WEEKS;
use crate::truth::people::{BINS, Residence};
use crate::world::World;
use engine::counts::CountError;

/// Counts everybody again.
///
/// # Errors
/// Somebody was created or lost.
pub fn audit(world: &World<'_>) -> Result<(), CountError> {
    world.counts.audit()?;
    world.ages.counts().audit()?;
    if !world.week.is_multiple_of(BIRTH_WEEKS) {
        return Ok(());
    }
    let places = world.setup.environment.regions.len() * Residence::ALL.len();
    let mut held = vec![0; places];
    for (group, bins) in world
        .setup
        .groups
        .iter()
        .zip(world.counts.held().chunks_exact(BINS))
    {
        held[group.place()] += bins.iter().sum::<u64>();
    }
    for (place, expected) in held.into_iter().enumerate() {
        let held = world.ages.of_place(place);
        if held != expected {
            return Err(CountError::NotConserved { held, expected });
        }
    }
    Ok(())
}
