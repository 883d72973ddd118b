//! Sex and age: an accounting table beside the strata, tied to them place by place.
//!
//! Who leaves a place is drawn from the strata; this table says how old they were. Every fifth week deaths and
//! moves are spread over sex and age by a schedule of weights (`ours`), births over sex, and a sixtieth of each age group grows
//! into the next.

use crate::truth::people::Account;
use engine::counts::{CountError, Counts, Dimension, End, Move};
use engine::draw::Draws;
use engine::ipf::apportion;
use engine::sample::binomial;

/// Age groups of five years, the last one open: 0-4 to 70 and over.
pub const AGES: usize = 15;
/// Female, male.
pub const SEXES: usize = 2;
const CELLS: usize = AGES * SEXES;

/// Name of an age group.
pub fn age_word(age: usize) -> String {
    if age + 1 == AGES {
        return format!("{}-and-over", 5 * age);
    }
    format!("{}-{}", 5 * age, 5 * age + 4)
}

/// Name of a sex.
pub fn sex_word(sex: usize) -> &'static str {
    ["female", "male"][sex]
}

/// One flow of people into, out of or between places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Births in a place.
    Births(usize),
    /// Out of a place, into an account.
    Out(usize, Account),
    /// From place to place.
    Between(usize, usize),
}

/// Flows since the table was last brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flows {
    places: usize,
    numbers: Vec<u64>,
}

impl Flows {
    /// No flows between so many places.
    pub fn new(places: usize) -> Self {
        Self {
            places,
            numbers: vec![0; places * (1 + Account::ALL.len() + places)],
        }
    }

    /// Adds to a flow.
    pub fn add(&mut self, flow: Flow, number: u64) {
        let at = self.place_of(flow);
        self.numbers[at] += number;
    }

    fn place_of(&self, flow: Flow) -> usize {
        let outside = Account::ALL.len();
        let width = 1 + outside + self.places;
        match flow {
            Flow::Births(place) => place * width,
            Flow::Out(place, account) => place * width + 1 + account as usize,
            Flow::Between(from, to) => from * width + 1 + outside + to,
        }
    }

    fn of(&self, flow: Flow) -> (u32, u64) {
        let at = self.place_of(flow);
        (u32::try_from(at).unwrap_or(u32::MAX), self.numbers[at])
    }
}

/// The table: place x sex x age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ages {
    counts: Counts,
    places: usize,
}

/// Weights by age with which deaths and moves are spread.
#[derive(Clone, Copy, Debug)]
pub struct Schedules<'a> {
    /// Of all deaths that have no schedule of their own.
    pub ordinary: &'a [f64],
    /// Of deaths in the famine.
    pub famine: &'a [f64],
    /// Of moves.
    pub moves: &'a [f64],
    /// Share of boys among the newborn.
    pub male_births: f64,
}

impl Ages {
    /// A table with so many people in each place, all places alike in sex and age.
    pub fn new(people: &[u64], shape: &[[f64; AGES]; SEXES]) -> Self {
        let dimension = |name: &str, values: Vec<String>| Dimension {
            name: name.to_owned(),
            values,
        };
        let dimensions = vec![
            dimension(
                "place",
                (0..people.len()).map(|place| place.to_string()).collect(),
            ),
            dimension(
                "sex",
                (0..SEXES).map(|sex| sex_word(sex).to_owned()).collect(),
            ),
            dimension("age", (0..AGES).map(age_word).collect()),
        ];
        let accounts: Vec<&str> = Account::ALL.iter().map(|account| account.word()).collect();
        let mut counts = Counts::new(dimensions, &accounts);
        let shares: Vec<f64> = shape.iter().flatten().copied().collect();
        for (place, number) in (0_u8..).zip(people) {
            for (cell, held) in (0_u8..).zip(apportion(&shares, *number)) {
                let ages = u8::try_from(AGES).unwrap_or(u8::MAX);
                counts.open(&[place, cell / ages, cell % ages], held);
            }
        }
        Self {
            counts,
            places: people.len(),
        }
    }

    /// The counts.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// People of a place.
    pub fn of_place(&self, place: usize) -> u64 {
        self.counts.held()[place * CELLS..(place + 1) * CELLS]
            .iter()
            .sum()
    }

    /// People of a sex and age.
    pub fn of(&self, sex: usize, age: usize) -> u64 {
        let cells = (0..self.places).map(|place| place * CELLS + sex * AGES + age);
        cells.map(|cell| self.counts.held()[cell]).sum()
    }

    /// Spreads flows over sex and age, and forgets them. Births come first, then what leaves each place in turn; places whose
    /// people move on come before those they move to, so what arrived can leave again.
    ///
    /// # Errors
    /// A flow that takes more from a place than it holds.
    pub fn spread(
        &mut self,
        flows: &mut Flows,
        schedules: Schedules<'_>,
        draws: &mut Draws,
    ) -> Result<(), CountError> {
        let mut moves = Vec::new();
        for place in 0..self.places {
            let (key, born) = flows.of(Flow::Births(place));
            if born == 0 {
                continue;
            }
            let males = binomial(draws.at(key, 0), born, schedules.male_births);
            for (sex, number) in [(0, born - males), (1, males)] {
                moves.push(Move {
                    from: End::Outside(Account::Born as u32),
                    to: stratum(place * CELLS + sex * AGES),
                    number,
                });
            }
        }
        self.counts.apply(&moves)?;
        // Villages have odd numbers and people move from village to town only.
        for first in [1, 0] {
            moves.clear();
            for place in (first..self.places).step_by(2) {
                moves.extend(self.leave(place, flows, schedules, draws));
            }
            self.counts.apply(&moves)?;
        }
        flows.numbers.fill(0);
        Ok(())
    }

    fn leave(
        &self,
        place: usize,
        flows: &Flows,
        schedules: Schedules<'_>,
        draws: &mut Draws,
    ) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut left = [0; CELLS];
        left.copy_from_slice(&self.counts.held()[place * CELLS..(place + 1) * CELLS]);
        let outside = Account::ALL
            .iter()
            .map(|account| Flow::Out(place, *account));
        for flow in outside.chain((0..self.places).map(|to| Flow::Between(place, to))) {
            let (key, number) = flows.of(flow);
            if number == 0 {
                continue;
            }
            let schedule = match flow {
                Flow::Out(_, Account::DiedFamine) => schedules.famine,
                Flow::Between(..) => schedules.moves,
                _ => schedules.ordinary,
            };
            for (at, taken) in take(&mut left, schedule, number, key, draws) {
                let to = match flow {
                    Flow::Between(_, to) => stratum(to * CELLS + at),
                    Flow::Out(_, account) => End::Outside(account as u32),
                    Flow::Births(_) => continue,
                };
                moves.push(Move {
                    from: stratum(place * CELLS + at),
                    to,
                    number: taken,
                });
            }
        }
        moves
    }

    /// A sixtieth of each age group grows into the next, five weeks after the last time.
    ///
    /// # Errors
    /// None that can occur: nobody grows older twice.
    pub fn grow(&mut self, draws: &mut Draws) -> Result<(), CountError> {
        let mut moves = Vec::new();
        for (key, held) in (0_u32..).zip(self.counts.held()) {
            if (key as usize % AGES) + 1 == AGES || *held == 0 {
                continue;
            }
            moves.push(Move {
                from: End::Stratum(key),
                to: End::Stratum(key + 1),
                number: binomial(draws.at(key, 0), *held, 1.0 / 60.0),
            });
        }
        self.counts.apply(&moves)
    }
}

fn stratum(cell: usize) -> End {
    End::Stratum(u32::try_from(cell).unwrap_or(u32::MAX))
}

/// Takes `number` out of the cells of a place, by binomials of what is left with weights people x schedule; no cell gives more
/// than it has. Returns what each cell gives.
fn take(
    cells: &mut [u64],
    schedule: &[f64],
    number: u64,
    key: u32,
    draws: &mut Draws,
) -> Vec<(usize, u64)> {
    let weight = |at: usize, held: u64| held as f64 * schedule[at % AGES];
    let mut weight_left: f64 = cells
        .iter()
        .enumerate()
        .map(|(at, held)| weight(at, *held))
        .sum();
    let mut left = number;
    let mut taken = Vec::new();
    for (place, at) in (0_u32..).zip(0..cells.len()) {
        if left == 0 {
            break;
        }
        let own = weight(at, cells[at]);
        if own > 0.0 {
            let share = (own / weight_left).min(1.0);
            let some = binomial(draws.at(key, place), left, share).min(cells[at]);
            cells[at] -= some;
            left -= some;
            if some > 0 {
                taken.push((at, some));
            }
        }
        weight_left -= own;
    }
    // What full cells could not give comes from those that still have people.
    for (at, cell) in cells.iter_mut().enumerate() {
        let some = left.min(*cell);
        if some > 0 {
            *cell -= some;
            left -= some;
            taken.push((at, some));
        }
    }
    taken
}
