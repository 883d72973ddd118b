//! The twin: the same hazards, person by person.
//!
//! It exists to prove the counts right, and to show what individual-based programs pay. A person is two bytes: the number
//! of a stratum, or one that says "outside". Persons have no name, no file, no score, and none ever leaves this room: what can
//! be read are counts.
//!
//! ```compile_fail
//! fn take_out(twin: &model::twin::Twin<'_>) -> &[u16] {
//!     &twin.persons
//! }
//! ```

use crate::country::Country;
use crate::penal::{Penal, is_idle, phases};
use crate::plan::{Row, To, stratum};
use crate::truth::mood::Mood;
use crate::truth::people::{Account, BINS};
use crate::world::{Process, Setup, Usage};
use engine::chunks;
use engine::counts::{End, Move};
use engine::draw::{Draws, KEYS, Uniform};

/// Persons of one chunk: work for one thread, and a fixed number, so that results do not depend on threads.
const CHUNK: usize = 1 << 16;
/// Words drawn at a time: small enough for the innermost cache.
const BLOCK: usize = KEYS;
/// Persons that are looked at together before any of them alone.
const GROUP: usize = 16;

/// All persons, and the tally of what happened to them.
#[derive(Clone, Debug)]
pub struct Twin<'a> {
    setup: &'a Setup,
    seed: u64,
    week: u32,
    persons: Vec<u16>,
    /// For each block of persons a bound of their thresholds of leaving, found anew whenever people leave.
    bounds: Vec<u32>,
    accounts: [u64; Account::ALL.len()],
    country: Country,
    penal: Penal,
    mood: Mood,
    rows: Vec<Row>,
    usage: Usage,
}

/// What a chunk reports.
struct Tally {
    accounts: [u64; Account::ALL.len()],
    /// Who left a group by a hazard: stratum and way.
    left: Vec<(u16, To)>,
    born: Vec<u32>,
    used: [u64; 3],
}

/// What all chunks of a week share: the hazards by stratum, in the form in which persons are compared with them.
struct Week<'a> {
    rows: &'a [Row],
    leave: Option<Thresholds>,
    birth: Option<Thresholds>,
    seed: u64,
    number: u32,
}

/// Probabilities by stratum as 32 bits and the rest: a word below `words` is a yes, a word equal to it is one with
/// probability `rests`.
struct Thresholds {
    /// One for every number that two bytes can hold, so that looking one up needs no check.
    words: Vec<u32>,
    rests: Vec<f64>,
    highest: u32,
}

impl Thresholds {
    fn new(rows: &[Row], probability: impl Fn(&Row) -> f64) -> Self {
        let mut words = vec![0; PLACES];
        let mut rests = vec![0.0; rows.len() * BINS + 1];
        for (group, row) in rows.iter().enumerate() {
            let scaled = (probability(row) * 4_294_967_296.0).clamp(0.0, 4_294_967_295.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 32 bits just above"
            )]
            let word = scaled as u32;
            let strata = stratum(group, 0)..stratum(group + 1, 0);
            words[strata.clone()].fill(word);
            rests[strata].fill(scaled - f64::from(word));
        }
        let highest = words.iter().copied().max().unwrap_or(0);
        Self {
            words,
            rests,
            highest,
        }
    }
}

impl Thresholds {
    /// Whether the word of one person says yes.
    fn says_yes(&self, person: u16, id: u32, draws: &mut Draws) -> bool {
        let (word, threshold) = (draws.word(id, 0), self.words[usize::from(person)]);
        word < threshold
            || (word == threshold && draws.at(id, 1).value() < self.rests[usize::from(person)])
    }
}

/// Numbers that two bytes can hold.
const PLACES: usize = 1 << 16;

/// What drawing for the persons of a chunk needs; made once a chunk.
struct Scratch {
    draws: Draws,
    words: [u32; BLOCK],
    flags: [bool; BLOCK / GROUP],
}

impl Scratch {
    fn new(draws: Draws) -> Self {
        Self {
            draws,
            words: [0; BLOCK],
            flags: [false; BLOCK / GROUP],
        }
    }
}

/// The highest threshold among some persons.
#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw",
    "x86_64+avx2",
    "aarch64+neon"
))]
fn highest(persons: &[u16], thresholds: &[u32; PLACES]) -> u32 {
    persons
        .iter()
        .fold(0, |most, person| most.max(thresholds[usize::from(*person)]))
}

/// Which words of a block are not above a bound, sixteen persons a flag. A loop without branches, so that
/// it runs on whole vectors; only flagged groups are looked at person by person.
#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw",
    "x86_64+avx2",
    "aarch64+neon"
))]
fn flag(words: &[u32; BLOCK], bound: u32, flags: &mut [bool; BLOCK / GROUP]) {
    let (groups, _) = words.as_chunks::<GROUP>();
    for (flag, group) in flags.iter_mut().zip(groups) {
        let least = group.iter().fold(u32::MAX, |least, word| least.min(*word));
        *flag = least <= bound;
    }
}

impl<'a> Twin<'a> {
    /// Materialises the people of a setup.
    ///
    /// # Errors
    /// More strata than two bytes can number, in words.
    pub fn new(setup: &'a Setup, seed: u64) -> Result<Self, String> {
        let outside = setup.groups.len() * BINS;
        if u16::try_from(outside).is_err() {
            return Err(format!(
                "{outside} strata, and a person of two bytes can be in 65,535"
            ));
        }
        let room = setup.people() + setup.people() / 4;
        let mut persons = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        for (stratum, number) in (0_u16..).zip(&setup.start) {
            let end = persons.len() + usize::try_from(*number).unwrap_or(0);
            persons.resize(end, stratum);
        }
        let (country, mood) = setup.country_and_mood(seed);
        Ok(Self {
            setup,
            seed,
            week: 0,
            persons,
            bounds: Vec::new(),
            accounts: [0; Account::ALL.len()],
            penal: Penal::new(setup),
            country,
            mood,
            rows: Vec::new(),
            usage: Usage::default(),
        })
    }

    /// Weeks done.
    pub fn week(&self) -> u32 {
        self.week
    }

    /// Everything but the people, as the persons of the twin have made it.
    pub fn everything_else(&self) -> &Country {
        &self.country
    }

    /// People by stratum.
    pub fn held(&self) -> Vec<u64> {
        let strata = self.setup.groups.len() * BINS;
        let parts = chunks::map(&self.persons, CHUNK, |_, persons| {
            let mut held = vec![0_u32; strata + 1];
            for person in persons {
                held[usize::from(*person)] += 1;
            }
            held
        });
        let mut held = vec![0; strata];
        for part in parts {
            for (sum, number) in held.iter_mut().zip(part) {
                *sum += u64::from(number);
            }
        }
        held
    }

    /// Who came from or went to the accounts of the world outside, since the start.
    pub fn accounts(&self) -> &[u64] {
        &self.accounts
    }

    /// Draws used.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// Persons ever, the dead included: what a person-step is counted by.
    pub fn persons(&self) -> usize {
        self.persons.len()
    }

    /// The country's week: fields, barns and shops see how many persons there are, never who they are.
    fn country(&mut self) {
        let now = self.setup.now(self.week, self.seed);
        if now.month_begins() {
            self.country.heads = self.setup.heads(&self.held());
            self.rows = self.setup.rows(&self.country, &now);
        }
        crate::step::country(&mut self.country, &now);
        let weather = std::mem::take(&mut self.country.weather_draws);
        self.usage.add_number(Process::Weather, weather);
        let drawn = std::mem::take(&mut self.country.switch.draws);
        self.usage.add_number(Process::Leaders, drawn);
    }

    /// Moods follow from the country; who acts is drawn in the counts alone, and nothing that moves people reads it.
    fn moods(&mut self) {
        let now = self.setup.now(self.week, self.seed);
        if now.month_ends() {
            self.mood.month(&self.country, &now);
            crate::report::moods::send(&self.mood, &mut self.country, &now);
        }
    }

    /// Moves everybody on by one week.
    pub fn step(&mut self) {
        self.country();
        let rows = std::mem::take(&mut self.rows);
        let week = Week::new(self, &rows);
        self.bounds.resize(self.persons.len().div_ceil(BLOCK), 0);
        let persons = (self.persons.as_mut_slice(), CHUNK);
        let bounds = (self.bounds.as_mut_slice(), CHUNK / BLOCK);
        let tallies = chunks::zip_mut(persons, bounds, |chunk, persons, bounds| {
            let first = u32::try_from(chunk * CHUNK).unwrap_or(u32::MAX);
            let mut tally = Tally::new(rows.len());
            if let Some(leave) = &week.leave
                && let Ok(table) = leave.words.as_slice().try_into()
            {
                for (bound, block) in bounds.iter_mut().zip(persons.chunks(BLOCK)) {
                    *bound = highest(block, table);
                }
            }
            week.births(persons, first, &mut tally);
            week.exits(persons, first, bounds, &mut tally);
            tally
        });
        let mut born = vec![0; rows.len()];
        let mut left = Vec::new();
        for tally in tallies {
            left.extend(tally.left);
            for (sum, number) in self.accounts.iter_mut().zip(tally.accounts) {
                *sum += number;
            }
            for (sum, number) in born.iter_mut().zip(tally.born) {
                *sum += u64::from(number);
            }
            let processes = [
                Process::PersonLeaves,
                Process::PersonWay,
                Process::PersonBirth,
            ];
            for (process, used) in processes.into_iter().zip(tally.used) {
                self.usage.add_number(process, used);
            }
        }
        self.add_newborn(&born);
        self.rows = rows;
        self.orders(&left);
        self.moods();
        self.week += 1;
    }

    /// The same week, one person after the other and nothing passed over: the simple version that [`Self::step`] must equal.
    pub fn step_simply(&mut self) {
        self.country();
        let rows = std::mem::take(&mut self.rows);
        let week = Week::new(self, &rows);
        let mut draws = (
            week.draws(Process::PersonLeaves),
            week.draws(Process::PersonBirth),
        );
        let mut ways = week.draws(Process::PersonWay);
        let mut born = vec![0; week.rows.len()];
        let mut left = Vec::new();
        let outside = u16::try_from(week.rows.len() * BINS).unwrap_or(u16::MAX);
        for (id, person) in (0_u32..).zip(&mut self.persons) {
            let (group, bin) = (usize::from(*person) / BINS, usize::from(*person) % BINS);
            if let Some(birth) = &week.birth
                && birth.says_yes(*person, id, &mut draws.1)
            {
                born[week.rows[group].newborn] += 1;
            }
            if let Some(leave) = &week.leave
                && leave.says_yes(*person, id, &mut draws.0)
            {
                let row = &week.rows[group];
                let way = row.ways[choose(ways.at(id, 0), &row.rates)];
                left.push((*person, way));
                *person = match way {
                    To::Group(to) => u16::try_from(stratum(to, bin)).unwrap_or(outside),
                    To::Outside(account) => {
                        self.accounts[account as usize] += 1;
                        outside
                    }
                };
            }
        }
        self.usage.add(Process::PersonLeaves, &draws.0);
        self.usage.add(Process::PersonBirth, &draws.1);
        self.usage.add(Process::PersonWay, &ways);
        self.add_newborn(&born);
        self.rows = rows;
        self.orders(&left);
        self.moods();
        self.week += 1;
    }

    /// Orders of the week: the same function as for counts says how many of each stratum, and persons of a stratum are taken at random.
    fn orders(&mut self, left: &[(u16, To)]) {
        for (stratum, way) in left {
            let stratum = usize::from(*stratum);
            let group = &self.setup.groups[stratum / BINS];
            self.penal.left(group, stratum, *way, 1);
        }
        let now = self.setup.now(self.week, self.seed);
        if is_idle(self.setup, &now) {
            return;
        }
        let mut held = self.held();
        let about = (self.setup, &now);
        let moves = self.penal.week(
            about,
            (&mut self.country, &self.mood),
            &mut held,
            &mut self.usage,
        );
        if moves.is_empty() {
            return;
        }
        for (number, phase) in (0..).zip(phases(self.setup, moves)) {
            self.carry_out(number, &phase);
        }
    }

    /// Takes so many persons of each stratum, any of them alike.
    fn carry_out(&mut self, phase: u32, moves: &[Move]) {
        let held = self.held();
        let outside = u16::try_from(held.len()).unwrap_or(u16::MAX);
        let mut open: Vec<Vec<(u16, u64)>> = vec![Vec::new(); held.len() + 1];
        for one in moves {
            let End::Stratum(from) = one.from else {
                continue;
            };
            let to = match one.to {
                End::Stratum(to) => u16::try_from(to).unwrap_or(outside),
                End::Outside(account) => {
                    self.accounts[account as usize] += one.number;
                    outside
                }
            };
            open[from as usize].push((to, one.number));
        }
        let mut there = held;
        let mut draws = Draws::new(self.seed, Process::PersonOrder as u32, self.week);
        for (id, person) in (0_u32..).zip(&mut self.persons) {
            let from = usize::from(*person);
            if open[from].is_empty() {
                continue;
            }
            let mut place = draws.at(id, phase).value() * there[from] as f64;
            there[from] -= 1;
            for (to, number) in &mut open[from] {
                if place < *number as f64 {
                    *number -= 1;
                    *person = *to;
                    break;
                }
                place -= *number as f64;
            }
        }
        self.usage.add(Process::PersonOrder, &draws);
    }

    fn add_newborn(&mut self, born: &[u64]) {
        let shares = self.setup.environment.laws.all("risk_bin_share");
        let mut draws = Draws::new(self.seed, Process::PersonBin as u32, self.week);
        for (group, number) in born.iter().enumerate() {
            for _ in 0..*number {
                let id = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
                let bin = choose(draws.at(id, 0), shares);
                self.persons
                    .push(u16::try_from(stratum(group, bin)).unwrap_or(u16::MAX));
            }
            self.accounts[Account::Born as usize] += number;
        }
        self.usage.add(Process::PersonBin, &draws);
    }
}

impl Tally {
    fn new(groups: usize) -> Self {
        Self {
            accounts: [0; Account::ALL.len()],
            left: Vec::new(),
            born: vec![0; groups],
            used: [0; 3],
        }
    }
}

impl<'a> Week<'a> {
    fn new(twin: &Twin<'_>, rows: &'a [Row]) -> Self {
        Self {
            rows,
            leave: crate::step::is_fifth(twin.week).then(|| Thresholds::new(rows, |row| row.leave)),
            birth: crate::step::is_fifth(twin.week).then(|| Thresholds::new(rows, |row| row.birth)),
            seed: twin.seed,
            number: twin.week,
        }
    }

    fn draws(&self, process: Process) -> Draws {
        Draws::new(self.seed, process as u32, self.number)
    }

    /// Births of five weeks, in each fifth week.
    fn births(&self, persons: &mut [u16], first: u32, tally: &mut Tally) {
        let Some(birth) = &self.birth else {
            return;
        };
        let mut scratch = Scratch::new(self.draws(Process::PersonBirth));
        let born = &mut tally.born;
        for (block, persons) in (first..).step_by(BLOCK).zip(persons.chunks_mut(BLOCK)) {
            for_each_hit(
                persons,
                block,
                (birth, birth.highest),
                &mut scratch,
                |person, _| {
                    born[self.rows[usize::from(*person) / BINS].newborn] += 1;
                },
            );
        }
        tally.used[2] += scratch.draws.used();
    }

    /// Who leaves, and by which way.
    fn exits(&self, persons: &mut [u16], first: u32, bounds: &mut [u32], tally: &mut Tally) {
        let Some(leave) = &self.leave else {
            return;
        };
        let outside = u16::try_from(self.rows.len() * BINS).unwrap_or(u16::MAX);
        let mut scratch = Scratch::new(self.draws(Process::PersonLeaves));
        let mut ways = self.draws(Process::PersonWay);
        let (accounts, left) = (&mut tally.accounts, &mut tally.left);
        let blocks = persons.chunks_mut(BLOCK).zip(bounds);
        for (block, (persons, bound)) in (first..).step_by(BLOCK).zip(blocks) {
            let mut highest = *bound;
            for_each_hit(
                persons,
                block,
                (leave, *bound),
                &mut scratch,
                |person, id| {
                    let (group, bin) = (usize::from(*person) / BINS, usize::from(*person) % BINS);
                    let row = &self.rows[group];
                    let way = row.ways[choose(ways.at(id, 0), &row.rates)];
                    left.push((*person, way));
                    *person = match way {
                        To::Group(to) => u16::try_from(stratum(to, bin)).unwrap_or(outside),
                        To::Outside(account) => {
                            accounts[account as usize] += 1;
                            outside
                        }
                    };
                    highest = highest.max(leave.words[usize::from(*person)]);
                },
            );
            *bound = highest;
        }
        tally.used[0] += scratch.draws.used();
        tally.used[1] += ways.used();
    }
}

/// Calls `then` for each person of a block whose word says yes. None has a threshold above the bound that goes with the
/// thresholds, and few say yes, so most groups of persons are passed over at once.
fn for_each_hit(
    persons: &mut [u16],
    block: u32,
    (thresholds, bound): (&Thresholds, u32),
    scratch: &mut Scratch,
    mut then: impl FnMut(&mut u16, u32),
) {
    let Scratch {
        draws,
        words,
        flags,
    } = scratch;
    draws.words(block, 0, &mut words[..persons.len()]);
    flag(words, bound, flags);
    let groups = persons
        .chunks_mut(GROUP)
        .zip(words.chunks(GROUP))
        .zip(flags.iter());
    for (group, ((persons, words), flag)) in (block..).step_by(GROUP).zip(groups) {
        if !flag {
            continue;
        }
        for (at, (person, word)) in (group..).zip(persons.iter_mut().zip(words)) {
            let threshold = thresholds.words[usize::from(*person)];
            let rest = || thresholds.rests[usize::from(*person)];
            if *word < threshold || (*word == threshold && draws.at(at, 1).value() < rest()) {
                then(person, at);
            }
        }
    }
}

/// One of several, by their weights.
fn choose(u: Uniform, weights: &[f64]) -> usize {
    let mut left = u.value() * weights.iter().sum::<f64>();
    for (at, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return at;
        }
    }
    weights.len() - 1
}
