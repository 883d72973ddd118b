//! One six-day week: the table of contents of the model.

use crate::audit::audit;
use crate::belief::{
    harvest as outlook, lists as trust, stances as minds, suspects, works as reserves,
};
use crate::country::{Country, Now};
use crate::decision::{
    charges, constitution, plan, politburo, press, procurement, repression, sentencing,
    specialists, sponsorship, troikas, verification,
};
use crate::penal::{death, is_idle, phases};
use crate::plan::{BIRTH_WEEKS, Row, To, stratum};
use crate::report::{discussion, exile, harvest, lists, moods as police, stances, works as output};
use crate::rules::Acting;
use crate::truth::ages::{Flow, Schedules};
use crate::truth::exits::Conditions;
use crate::truth::heads::{Cell, MARKS};
use crate::truth::membership::{CAUSES, Membership};
use crate::truth::mood::Guard;
use crate::truth::people::{Account, BINS, Group, Party, Status};
use crate::truth::{circle, living, money, paralysis, registers, works, year};
use crate::world::{Process, World};
use engine::calendar::WEEKS_PER_YEAR;
use engine::counts::{CountError, End, Move};
use engine::draw::Draws;
use engine::sample::{binomial, multinomial, multivariate_hypergeometric};

/// What happens in a week, before it is done.
type Moves = Vec<Move>;

/// Moves the world on by one week.
///
/// # Errors
/// Somebody was created or lost. That is a mistake of the program, never of the data.
pub fn step(world: &mut World<'_>) -> Result<(), CountError> {
    let now = world.setup.now(world.week, world.seed);
    if now.month_begins() {
        let heads = world.setup.heads(world.counts.held());
        world.country.heads = heads;
        world.month = (world.week, Conditions::of(&world.country, &now));
    }
    country(&mut world.country, &now);
    let weather = std::mem::take(&mut world.country.weather_draws);
    world.usage.add_number(Process::Weather, weather);
    let drawn = std::mem::take(&mut world.country.switch.draws);
    world.usage.add_number(Process::Leaders, drawn);
    // Moves are decided on the state at the start of the week.
    let mut moves = Moves::with_capacity(8 * world.setup.groups.len());
    hazards(world); // truth: who may leave whereto, every fifth week
    births(world, &mut moves); // truth -> truth: every fifth week
    exits(world, &mut moves); // truth -> truth: every fifth week: deaths by kind, moves, joining, leaving
    world.counts.apply(&moves)?;
    orders(world, &now)?; // decision -> truth: directives, courts, releases; truth -> report: cases
    if now.month_ends() {
        moods(world); // truth: legitimacy, fear, and who acts in public
    }
    consult(world); // truth -> report -> decision: the discussion of the constitution
    ages(world)?; // the accounting table of sex and age follows every fifth week
    world.week += 1;
    audit(world)
}

/// One week of everything but the people. The twin takes the same one.
pub fn country(country: &mut Country, now: &Now<'_>) {
    suspects::learn(country, now); // report -> belief: each month
    charges::decide(country, now); // belief -> decision: each month
    repression::decide(country, now); // belief -> decision: each month
    troikas::decide(country, now); // belief -> decision: each month
    circle::advance(country, now); // truth: power of leaders, what they hold
    politburo::decide(country, now); // who can rule: when the circle changes, and each January
    paralysis::choose(country, now); // belief -> truth: who speaks up, each month
    stances::speak(country, now); // truth -> report: each month
    minds::learn(country, now); // report -> belief: each month
    sentencing::hold(country, now); // belief, report -> decision: in the week of the trial
    works::open_year(country, now); // truth
    works::hire(country, now); // truth: hands, each month
    plan::adopt(country, now); // belief -> decision: first week of the year
    plan::revise(country, now); // belief -> decision: each later quarter
    sponsorship::decide(country, now); // belief -> decision
    works::exert(country, now); // decision -> truth: effort, each quarter
    works::make(country, now); // decision -> truth: output, wear, building
    output::send(country, now); // truth -> report: each month
    reserves::learn(country, now); // report -> belief
    specialists::decide(country, now); // belief -> decision: each month
    exile::send(country, now); // truth -> report: each month
    press::decide(country, now); // report, belief -> decision
    works::manage(country, now); // decision -> truth: each month
    year::sow(country, now); // truth: April
    year::ripen(country, now); // truth: the harvest is decided, first week of July
    procurement::order(country, now); // belief -> decision: first week of July
    year::bring_in(country, now); // truth: July to September
    year::deliver(country, now); // decision -> truth: July to December
    year::eat(country, now); // truth: people, animals, markets, relief
    year::supply_towns(country, now); // truth: bread for towns, grain abroad
    harvest::report(country, now); // truth -> report: end of September
    outlook::learn(country, now); // report -> belief: end of September
    verification::decide(country, now); // report, belief -> decision: checks of the party
    registers::work(country, now); // decision -> truth: cards looked at, or waved through
    lists::send(country, now); // truth -> report
    trust::learn(country, now); // report -> belief: each month
    verification::expel(country, now); // report -> decision: for the coming month
    if now.month_ends() {
        works::close_month(country, now); // truth: consumer goods of the month
        living::live(country, now); // truth: what people live on and are used to
        money::trade(country, now); // truth: wages, state trade, markets
        year::note_shortfall(country, now); // truth: hunger of the month
    }
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

/// Hazards of the month that ends, by the conditions under which it began. A group without people has no use for them.
fn hazards(world: &mut World<'_>) {
    if !is_fifth(world.week) {
        return;
    }
    let held = world.counts.held();
    let people = |group: usize| held[stratum(group, 0)..stratum(group + 1, 0)].iter();
    let (week, conditions) = &world.month;
    world.setup.fill(
        (*week, conditions),
        |group| people(group).any(|held| *held > 0),
        &mut world.rows,
    );
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
    for (number, (group, row)) in setup.groups.iter().zip(&world.rows).enumerate() {
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
    if !is_fifth(world.week) {
        return;
    }
    let setup = world.setup;
    let mut leaving = world.draws(Process::Leaving);
    let mut ways = world.draws(Process::Ways);
    let mut bins = world.draws(Process::Bins);
    let mut party = Causes(world.draws(Process::Membership));
    let mut by_way = Vec::new();
    let rows = std::mem::take(&mut world.rows);
    for (number, (group, row)) in setup.groups.iter().zip(&rows).enumerate() {
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
                if part == 0 {
                    continue;
                }
                held[bin] -= part;
                world.penal.left(group, stratum(number, bin), *way, part);
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
            party.book(world, (group, row), (key, place), (*way, *gone));
        }
    }
    world.rows = rows;
    world.usage.add(Process::Leaving, &leaving);
    world.usage.add(Process::Ways, &ways);
    world.usage.add(Process::Bins, &bins);
    world.usage.add(Process::Membership, &party.0);
}

/// By which cause those who leave the party do so, drawn for the tally alone: it moves nobody.
struct Causes(Draws);

impl Causes {
    /// Takes down that so many people took a way out of a group.
    fn book(
        &mut self,
        world: &mut World<'_>,
        (from, row): (&Group, &Row),
        (key, place): (u32, usize),
        (way, gone): (To, u64),
    ) {
        match way {
            To::Group(to) => {
                let to = &world.setup.groups[to];
                if to.party != from.party {
                    let address = (key, self::key(stratum(place, 0)));
                    self.of_party(&mut world.membership, address, (from, to), (row, gone));
                }
                if to.place() != from.place() {
                    let between = Flow::Between(from.place(), to.place());
                    world.flows.add(between, gone);
                }
            }
            To::Outside(account) => {
                let year = (world.week / WEEKS_PER_YEAR) as usize;
                world.ledger.add(year, *from, account, gone);
                world.flows.add(Flow::Out(from.place(), account), gone);
            }
        }
    }

    fn of_party(
        &mut self,
        tally: &mut Membership,
        address: (u32, u32),
        (from, to): (&Group, &Group),
        (row, gone): (&Row, u64),
    ) {
        if to.party != Party::None {
            tally.entered += gone;
            return;
        }
        let mut parts = [0; CAUSES];
        multinomial(&mut self.0, address, gone, &row.leaving_party, &mut parts);
        for (cause, part) in tally.left.iter_mut().zip(parts) {
            cause[from.class as usize] += part;
        }
    }
}

/// Orders of the week.
fn orders(world: &mut World<'_>, now: &Now<'_>) -> Result<(), CountError> {
    let setup = world.setup;
    if is_idle(setup, now) {
        return Ok(());
    }
    let mut held = world.counts.held().to_vec();
    let about = (setup, now);
    let moves = world.penal.week(
        about,
        (&mut world.country, &world.mood),
        &mut held,
        &mut world.usage,
    );
    let year = now.year();
    for one in &moves {
        if let Some((account, group)) = death(setup, one) {
            world.ledger.add(year, group, account, one.number);
            world
                .flows
                .add(Flow::Out(group.place(), account), one.number);
        }
    }
    for phase in phases(setup, moves) {
        world.counts.apply(&phase)?;
    }
    Ok(())
}

/// A month of mood, and how many of each stratum act in public. Who acts is drawn anew: acting leaves no trace in a person.
fn moods(world: &mut World<'_>) {
    let now = world.setup.now(world.week, world.seed);
    world.mood.month(&world.country, &now);
    let guard = Guard::of(&now, world.mood.acting);
    let strata = world.mood.strata(&world.country, &now);
    let accident = now.one("accident") * f64::from(BIRTH_WEEKS);
    let mut held = vec![[0; BINS]; MARKS * world.mood.legitimacy.len()];
    for (group, bins) in world
        .setup
        .groups
        .iter()
        .zip(world.counts.held().chunks_exact(BINS))
        .filter(|(group, _)| group.status == Status::Free)
    {
        let at = Cell::of(group).number() * MARKS + group.mark as usize;
        for (sum, number) in held[at].iter_mut().zip(bins) {
            *sum += number;
        }
    }
    let mut draws = world.draws(Process::Acting);
    let (mut acting, mut people) = (0, 0);
    for (cell, mark, _, stratum) in &strata {
        let shares = match now.rules.acting {
            Acting::Proportional => [now.one("acting_null") * stratum.grievance(); BINS],
            Acting::Floor | Acting::Literal => stratum.acting(&guard),
        };
        let at = cell.number() * MARKS + *mark as usize;
        for (bin, (share, number)) in shares.into_iter().zip(held[at]).enumerate() {
            people += number;
            let address = key(self::stratum(at, bin));
            acting += binomial(draws.at(address, 0), number, (share + accident).min(1.0));
        }
    }
    world.mood.acting = acting as f64 / people.max(1) as f64;
    police::send(&world.mood, &mut world.country, &now); // truth -> report
    world.usage.add(Process::Acting, &draws);
}

/// The nationwide discussion, month by month with the fear of each month, and what is adopted of it. The twin has no moods and holds none.
fn consult(world: &mut World<'_>) {
    let now = world.setup.now(world.week, world.seed);
    let mut draws = world.draws(Process::Petitions);
    discussion::hold(&mut world.country, &world.mood, &now, &mut draws);
    constitution::adopt(&mut world.country, &now, &mut draws);
    world.usage.add(Process::Petitions, &draws);
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
