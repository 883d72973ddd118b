//! Orders carried out on people: decision to truth, and what is recorded of it. Counts and the twin call the same function and move
//! whom it names.
//!
//! Every number is drawn from exact laws over strata: whom a directive takes, who goes along, who is sentenced, whose term ends.
//! Nobody is taken twice: each step reads what the step before has left.

pub mod arrests;
mod files;
pub mod troikas;

use self::arrests::Tally;
use self::files::Leavers;
use self::troikas::Sentenced;
use crate::country::{Country, Now};
use crate::decision::category::CATEGORIES;
use crate::decision::directive::{Amount, Directive, Relatives};
use crate::loops::Held;
use crate::plan::{To, stratum};
use crate::truth::custody::{BEFORE, COURTS, Custody, NEVER, STREAMS, Term};
use crate::truth::heads::CLASSES;
use crate::truth::mood::Mood;
use crate::truth::people::{Account, BINS, Class, Group, Party, Status};
use crate::truth::relatives::{self, Number};
use crate::world::{Process, Setup, Usage};
use engine::counts::{End, Move};
use engine::draw::Draws;
use engine::sample::{binomial, multinomial, multivariate_hypergeometric};

/// Weeks of a quarter.
const QUARTER: u32 = 15;
/// Weeks of half a year: terms begun in it end together.
pub const HALF_YEAR: u32 = 30;

/// Everybody in custody, and those taken this month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Penal {
    /// Who is held, and what became of whom.
    pub custody: Custody,
    /// People who are named in files, by region and category.
    pub named: Vec<[u64; CATEGORIES]>,
    /// Cases since the start.
    pub year: Tally,
    /// Sentenced by troikas of the ordinary police since the start.
    pub troikas: Sentenced,
    /// First numbers of people named in files, for the loop of naming.
    pub held: Held,
    /// People taken this month, by class.
    taken: [u64; CLASSES],
    /// Groups of the free by region and category.
    pools: Vec<[Vec<usize>; CATEGORIES]>,
    /// Who left these since files were seen to.
    leavers: Leavers,
}

/// One week's work.
struct Hand<'a> {
    setup: &'a Setup,
    now: &'a Now<'a>,
    held: &'a mut [u64],
    moves: Vec<Move>,
}

impl Penal {
    /// The start: the terms of those who are held already end evenly over the coming years.
    pub fn new(setup: &Setup) -> Self {
        let mut custody = Custody::new(STREAMS + setup.directives.len());
        let halves = half_years(setup.environment.laws.one("terms_left_at_start"));
        for (number, group) in setup.groups.iter().enumerate() {
            if group.status != Status::CampInmate {
                continue;
            }
            for bin in 0..BINS {
                let held = setup.start[stratum(number, bin)];
                custody.tally_mut(BEFORE).moved += held;
                for half in 0..halves {
                    let upto = |half: u64| held * half / u64::from(halves);
                    let part = upto(u64::from(half) + 1) - upto(u64::from(half));
                    let due = (half + 1) * HALF_YEAR - 1;
                    let term = Term { due, order: BEFORE };
                    custody.take(stratum(number, bin), term, part);
                }
            }
        }
        let mut pools =
            vec![<[Vec<usize>; CATEGORIES]>::default(); setup.environment.regions.len()];
        for (number, group) in setup.groups.iter().enumerate() {
            if let Some(category) = setup.categories.of(group) {
                pools[usize::from(group.region)][category as usize].push(number);
            }
        }
        Self {
            pools,
            custody,
            leavers: Leavers::new(&setup.groups, &setup.categories, &setup.start),
            named: vec![[0; CATEGORIES]; setup.environment.regions.len()],
            ..Self::default()
        }
    }

    /// Notes who left a group by a hazard: out of custody, or with a file or without.
    pub fn left(&mut self, group: &Group, stratum: usize, way: To, number: u64) {
        if number == 0 {
            return;
        }
        self.leavers.leave(stratum / BINS, way, number);
        if !in_custody(group.status) {
            return;
        }
        match way {
            To::Outside(_) => self.custody.lose(stratum, number, 0),
            To::Group(_) => self.custody.lose(stratum, 0, number),
        }
    }

    /// A week of orders: changes `held`, people by stratum, and returns the moves that do so.
    pub fn week(
        &mut self,
        (setup, now): (&Setup, &Now<'_>),
        (country, mood): (&mut Country, &Mood),
        held: &mut [u64],
        usage: &mut Usage,
    ) -> Vec<Move> {
        let mut hand = Hand {
            setup,
            now,
            held,
            moves: Vec::new(),
        };
        let mut files = now.draws(Process::Naming as u32, now.week);
        self.leavers.follow_moves(&mut self.named, &mut files);
        if now.month_ends() {
            let mut draws = now.draws(Process::Custody as u32, now.week);
            self.custody.reconcile(&mut draws);
            usage.add(Process::Custody, &draws);
            self.release(&mut hand);
        }
        let mut draws = now.draws(Process::Orders as u32, now.week);
        for (number, directive) in setup.directives.iter().enumerate() {
            self.carry_out(&mut hand, &mut draws, (number, directive));
        }
        if now.month_ends() {
            self.courts(&mut hand, &mut draws);
            country.cases.troikas = self.police_troikas(&mut hand, &mut draws, country.troikas);
        }
        self.leavers
            .follow_orders(hand.held, &mut self.named, &mut files);
        usage.add(Process::Naming, &files);
        if now.month_ends() {
            self.arrests(&mut hand, (&mut *country, mood), usage);
            let heads = &country.heads;
            let regions = now.regions.len();
            let people = |class: Class| heads.sum(regions, |cell| cell.class == class);
            country.cases.month(&self.taken, people);
            self.taken = [0; CLASSES];
        }
        usage.add(Process::Orders, &draws);
        self.leavers.close(hand.held);
        hand.moves
    }

    fn release(&mut self, hand: &mut Hand<'_>) {
        for (from, number) in self.custody.release(hand.now.week) {
            let group = hand.setup.groups[from / BINS];
            let free = Group {
                status: Status::Free,
                ..group
            };
            hand.send(from, free, number);
        }
    }

    /// One directive in one week.
    fn carry_out(
        &mut self,
        hand: &mut Hand<'_>,
        draws: &mut Draws,
        (number, directive): (usize, &Directive),
    ) {
        let week = hand.now.week;
        if !hand.is_given(directive)
            || !(directive.week..directive.week + directive.over).contains(&week)
        {
            return;
        }
        let order = STREAMS + number;
        let key = 4 * u32::try_from(number).unwrap_or(u32::MAX / 4);
        let strata = hand.strata(|group| directive.reach.holds(group));
        let sizes: Vec<u64> = strata.iter().map(|at| hand.held[*at]).collect();
        let all: u64 = sizes.iter().sum();
        let wanted = match directive.number {
            Amount::Exact(number) => directive.due(number, week),
            Amount::All => binomial(draws.at(key, 0), all, hand.now.one("compliance")),
        };
        let term = Term {
            due: directive.term.map_or(NEVER, |term| month_end(week + term)),
            order,
        };
        let mut parts = vec![0; sizes.len()];
        multivariate_hypergeometric(draws, (key + 1, 0), &sizes, wanted, &mut parts);
        let heads: u64 = parts.iter().sum();
        let fates = self.custody.tally_mut(order);
        fates.unfilled += wanted - heads;
        fates.moved += heads;
        self.move_all(hand, (&strata, &parts), directive.status, term);
        let along = match directive.relatives {
            Relatives::Exact(number) => Number::Exact(directive.due(number, week)),
            Relatives::EachHead(mean) => Number::ForEachHead(mean),
        };
        let sizes: Vec<u64> = strata.iter().map(|at| hand.held[*at]).collect();
        // An exact number above what there is takes everybody, and says by how many it was missed.
        let (along, short) = match along {
            Number::Exact(ordered) => {
                let there: u64 = sizes.iter().sum();
                (
                    Number::Exact(ordered.min(there)),
                    ordered.saturating_sub(there),
                )
            }
            each @ Number::ForEachHead(_) => (each, 0),
        };
        let parts = relatives::taken(draws, key + 2, heads, along, &sizes).unwrap_or_default();
        let fates = self.custody.tally_mut(order);
        fates.relatives += parts.iter().sum::<u64>();
        fates.unfilled += short;
        self.move_all(hand, (&strata, &parts), Status::Relative, term);
    }

    /// People whom ordinary courts send to camps in a quarter: an input, spread over classes by how often they are sentenced.
    fn courts(&mut self, hand: &mut Hand<'_>, draws: &mut Draws) {
        if !(hand.now.week + 1).is_multiple_of(QUARTER) {
            return;
        }
        let number = whole(
            draws,
            (COURT_KEY, 0),
            hand.now.yearly("courts_to_camps") / 4.0,
        );
        let strata = hand.strata(|group| group.status == Status::Free);
        let mut by_class = [0.0; CLASSES];
        for at in &strata {
            let class = hand.setup.groups[at / BINS].class as usize;
            by_class[class] += hand.held[*at] as f64 * hand.now.laws.at("victim_weight", class);
        }
        let mut numbers = [0; CLASSES];
        multinomial(draws, (COURT_KEY, 1), number, &by_class, &mut numbers);
        let due = due_in(hand.now, hand.now.one("court_term"));
        let term = Term { due, order: COURTS };
        for (class, number) in Class::ALL.iter().zip(numbers) {
            let strata = hand.strata(|group| group.status == Status::Free && group.class == *class);
            let sizes: Vec<u64> = strata.iter().map(|at| hand.held[*at]).collect();
            let mut parts = vec![0; sizes.len()];
            let key = COURT_KEY + 1 + *class as u32;
            multivariate_hypergeometric(draws, (key, 0), &sizes, number, &mut parts);
            self.custody.tally_mut(COURTS).moved += parts.iter().sum::<u64>();
            self.move_all(hand, (&strata, &parts), Status::CampInmate, term);
        }
    }

    /// Moves people of some strata into custody.
    fn move_all(
        &mut self,
        hand: &mut Hand<'_>,
        (strata, parts): (&[usize], &[u64]),
        status: Status,
        term: Term,
    ) {
        for (from, number) in strata.iter().zip(parts).filter(|(_, number)| **number > 0) {
            let group = hand.setup.groups[from / BINS];
            let to = hand.send(*from, Directive::taken(&group, status), *number);
            self.custody.take(to, term, *number);
            self.leavers
                .leave(from / BINS, To::Group(to / BINS), *number);
            self.taken[group.class as usize] += number;
        }
    }
}

/// First of the keys of draws for courts, beyond those of directives.
const COURT_KEY: u32 = 1 << 20;

impl Hand<'_> {
    /// Whether a directive is given: what it answers to happens before the run ends.
    fn is_given(&self, directive: &Directive) -> bool {
        directive
            .answers
            .as_ref()
            .is_none_or(|event| self.now.one(event) < f64::from(self.setup.span.weeks))
    }

    /// Strata with people in the groups that are wanted.
    fn strata(&self, wanted: impl Fn(&Group) -> bool) -> Vec<usize> {
        let groups = self.setup.groups.iter().enumerate();
        groups
            .filter(|(_, group)| wanted(group))
            .flat_map(|(number, _)| (0..BINS).map(move |bin| stratum(number, bin)))
            .filter(|at| self.held[*at] > 0)
            .collect()
    }

    /// Sends people of a stratum into a group, in the same risk bin; returns the stratum where they are now.
    fn send(&mut self, from: usize, group: Group, number: u64) -> usize {
        let to = self.setup.number_of(&group);
        let to = stratum(to, from % BINS);
        self.held[from] -= number;
        self.held[to] += number;
        self.moves.push(Move {
            from: End::Stratum(key(from)),
            to: End::Stratum(key(to)),
            number,
        });
        to
    }
}

impl Hand<'_> {
    /// Takes people out of the table.
    fn remove(&mut self, from: usize, account: Account, number: u64) {
        self.held[from] -= number;
        self.moves.push(Move {
            from: End::Stratum(key(from)),
            to: End::Outside(account as u32),
            number,
        });
    }
}

/// Groups that orders may send people of a free group to.
pub fn targets(group: &Group, directives: &[Directive]) -> Vec<Group> {
    let mut all = Vec::new();
    if group.status != Status::Free {
        return all;
    }
    for status in [Status::CampInmate, Status::Exile] {
        all.push(Directive::taken(group, status));
    }
    for directive in directives.iter().filter(|one| one.reach.holds(group)) {
        all.push(Directive::taken(group, directive.status));
        all.push(Directive::taken(group, Status::Relative));
    }
    debug_assert!(all.iter().all(|group| group.party == Party::None));
    all
}

/// Whether a week has nothing to carry out: no directive runs, and no month ends.
pub fn is_idle(setup: &Setup, now: &Now<'_>) -> bool {
    let runs = |directive: &Directive| {
        (directive.week..directive.week + directive.over).contains(&now.week)
    };
    !now.month_ends() && !setup.directives.iter().any(runs)
}

/// Whether people of this status are held under terms.
pub fn in_custody(status: Status) -> bool {
    matches!(
        status,
        Status::CampInmate | Status::Exile | Status::Relative | Status::Transferred
    )
}

/// The week in which a term of so many years ends that begins now: terms begun in the same half of a year end together.
fn due_in(now: &Now<'_>, years: f64) -> u32 {
    (now.week / HALF_YEAR + half_years(years)) * HALF_YEAR + HALF_YEAR - 1
}

/// Years as half-years, at least one.
fn half_years(years: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 50 years, checked when it was read"
    )]
    let halves = (2.0 * years) as u32;
    halves.max(1)
}

/// The last week of the month of a week.
fn month_end(week: u32) -> u32 {
    week / 5 * 5 + 4
}

/// A whole number whose mean is `number`.
fn whole(draws: &mut Draws, (key, number): (u32, u32), mean: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not below zero and within the population"
    )]
    let floor = mean.max(0.0) as u64;
    floor + u64::from(draws.at(key, number).value() < mean - floor as f64)
}

fn key(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Moves in the order in which they can be made: who is let go may be taken again in the same week, so releases come first.
pub fn phases(setup: &Setup, moves: Vec<Move>) -> [Vec<Move>; 2] {
    let frees = |one: &Move| match one.from {
        End::Stratum(from) => in_custody(setup.groups[from as usize / BINS].status),
        End::Outside(_) => false,
    };
    let (freed, taken) = moves.into_iter().partition(frees);
    [freed, taken]
}

/// What a move out of the table is to the ledgers: the account and the group left.
pub fn death(setup: &Setup, one: &Move) -> Option<(Account, Group)> {
    let (End::Stratum(from), End::Outside(account)) = (one.from, one.to) else {
        return None;
    };
    let account = Account::ALL.get(account as usize)?;
    Some((*account, setup.groups[from as usize / BINS]))
}
