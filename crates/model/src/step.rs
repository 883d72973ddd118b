//! One six-day week: the table of contents of the model.

use crate::audit::audit;
use crate::plan::{BIRTH_WEEKS, To, stratum};
use crate::truth::ages::{Flow, Schedules};
use crate::truth::people::{Account, BINS};
use crate::world::{Process, World};
use engine::calendar::WEEKS_PER_YEAR;
use engine::counts::{CountError, End, Move};
use engine::sample::{binomial, multinomial, multivariate_hypergeometric};

/// What happens in a week, before it is done.
type Moves = Vec<Move>;

/// Moves the world on by one week.
///
/// # Errors
/// Somebody was created or lost. That is a mistake of the program, never of the data.
pub fn step(world: &mut World<'_>) -> Result<(), CountError> {
    // All decisions read the state at the start of the week.
    let mut moves = Moves::with_capacity(8 * world.setup.groups.len());
    births(world, &mut moves); // truth -> truth: every fifth week
    exits(world, &mut moves); // truth -> truth: deaths by kind, moves, joining, leaving
    world.counts.apply(&moves)?;
    ages(world)?; // the accounting table of sex and age follows every fifth week
    world.week += 1;
    audit(world)
}

/// Runs a world to the end of its span, calling `watch` after every week.
///
/// # Errors
/// As [`step`].
pub fn run(world: &mut World<'_>, mut watch: impl FnMut(&World<'_>)) -> Result<(), CountError> {
    while world.week < world.setup.span.weeks {
        step(world)?;
        watch(world);
    }
    Ok(())
}

/// Births of five weeks, in each fifth week.
fn births(world: &mut World<'_>, moves: &mut Moves) {
    if !is_fifth(world.week) {
        return;
    }
    let setup = world.setup;
    let year = (world.week / WEEKS_PER_YEAR) as usize;
    let mut births = world.draws(Process::Births);
    let mut bins = world.draws(Process::NewbornBins);
    let shares = setup.environment.laws.all("risk_bin_share");
    for (number, (group, row)) in setup.groups.iter().zip(setup.rows(world.week)).enumerate() {
        let people: u64 = (0..BINS)
            .map(|bin| world.counts.held()[stratum(number, bin)])
            .sum();
        if people == 0 || row.birth <= 0.0 {
            continue;
        }
        let key = key(number);
        let born = binomial(births.at(key, 0), people, row.birth);
        let mut parts = [0; BINS];
        multinomial(&mut bins, (key, 0), born, shares, &mut parts);
        for (bin, number) in parts.into_iter().enumerate() {
            moves.push(Move {
                from: End::Outside(Account::Born as u32),
                to: End::Stratum(self::key(stratum(row.newborn, bin))),
                number,
            });
        }
        world.ledger.add(year, *group, Account::Born, born);
        world
            .ledger
            .lose_births(year, *group, people as f64 * row.lost_birth);
        world.flows.add(Flow::Births(group.place()), born);
    }
    world.usage.add(Process::Births, &births);
    world.usage.add(Process::NewbornBins, &bins);
}

/// Who leaves each group, by which way, and from which risk bins. The hazards do not depend on the bin, so the number is drawn
/// once a group and spread over its bins without replacement: the same law, exactly.
fn exits(world: &mut World<'_>, moves: &mut Moves) {
    let setup = world.setup;
    let year = (world.week / WEEKS_PER_YEAR) as usize;
    let mut leaving = world.draws(Process::Leaving);
    let mut ways = world.draws(Process::Ways);
    let mut bins = world.draws(Process::Bins);
    let mut by_way = Vec::new();
    for (number, (group, row)) in setup.groups.iter().zip(setup.rows(world.week)).enumerate() {
        let mut held = [0; BINS];
        held.copy_from_slice(&world.counts.held()[stratum(number, 0)..stratum(number + 1, 0)]);
        let people: u64 = held.iter().sum();
        if people == 0 || row.leave <= 0.0 {
            continue;
        }
        let key = key(number);
        let left = binomial(leaving.at(key, 0), people, row.leave);
        by_way.clear();
        by_way.resize(row.ways.len(), 0);
        multinomial(&mut ways, (key, 0), left, &row.rates, &mut by_way);
        for (place, (way, gone)) in row.ways.iter().zip(&by_way).enumerate() {
            if *gone == 0 {
                continue;
            }
            let mut parts = [0; BINS];
            multivariate_hypergeometric(
                &mut bins,
                (key, self::key(stratum(place, 0))),
                &held,
                *gone,
                &mut parts,
            );
            for (bin, part) in parts.into_iter().enumerate() {
                held[bin] -= part;
                let to = match way {
                    To::Group(to) => End::Stratum(self::key(stratum(*to, bin))),
                    To::Outside(account) => End::Outside(*account as u32),
                };
                moves.push(Move {
                    from: End::Stratum(self::key(stratum(number, bin))),
                    to,
                    number: part,
                });
            }
            match way {
                To::Group(to) => {
                    let to = setup.groups[*to].place();
                    if to != group.place() {
                        world.flows.add(Flow::Between(group.place(), to), *gone);
                    }
                }
                To::Outside(account) => {
                    world.ledger.add(year, *group, *account, *gone);
                    world.flows.add(Flow::Out(group.place(), *account), *gone);
                }
            }
        }
    }
    world.usage.add(Process::Leaving, &leaving);
    world.usage.add(Process::Ways, &ways);
    world.usage.add(Process::Bins, &bins);
}

/// Every fifth week: spreads what happened since the last time over sex and age, and lets everybody grow older.
fn ages(world: &mut World<'_>) -> Result<(), CountError> {
    if !is_fifth(world.week) {
        return Ok(());
    }
    let laws = &world.setup.environment.laws;
    let schedules = Schedules {
        ordinary: laws.all("age_weight_ordinary"),
        famine: laws.all("age_weight_famine"),
        moves: laws.all("age_weight_move"),
        male_births: laws.one("male_births"),
    };
    let mut draws = world.draws(Process::Ages);
    world.ages.spread(&mut world.flows, schedules, &mut draws)?;
    world.usage.add(Process::Ages, &draws);
    let mut draws = world.draws(Process::Growing);
    world.ages.grow(&mut draws)?;
    world.usage.add(Process::Growing, &draws);
    Ok(())
}

/// Whether a week is the last of a month.
pub(crate) fn is_fifth(week: u32) -> bool {
    (week + 1).is_multiple_of(BIRTH_WEEKS)
}

/// A number as part of an address.
fn key(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
