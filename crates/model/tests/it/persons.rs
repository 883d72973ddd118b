//! Arrests, naming, terms and custody person by person: slow, simple, and written apart from the counts.
//!
//! With the counts it shares hazards, parameters, the menu of pleas and the week of the country, all of which are laws of one
//! person or none of a person. What it does not share is how many: nobody here is drawn as a number out of a number. Everyone has a risk
//! bin, a file or none, a score of their own, and in custody a term of their own.

mod arrests;

use model::country::{Country, Now};
use model::decision::category::CATEGORIES;
use model::decision::directive::Directive;
use model::penal::HALF_YEAR;
use model::penal::arrests::Tally;
use model::plan::{Row, To, stratum};
use model::report::moods;
use model::step::country;
use model::truth::custody::{BEFORE, COURTS, Fates, STREAMS, Term};
use model::truth::heads::CLASSES;
use model::truth::mood::Mood;
use model::truth::people::{BINS, Class, Group, Status};
use model::world::Setup;

use engine::draw::{Draws, Uniform};

/// Processes of these draws, beyond all that the model has.
#[derive(Clone, Copy)]
pub(super) enum Draw {
    Leaves = 1001,
    Way,
    Births,
    Bin,
    Court,
    Quota,
    Disposed,
    Score,
    Lot,
    Case,
    Name,
}

/// Somebody. No name, and nothing that anybody called them.
#[derive(Clone, Copy)]
pub(super) struct Person {
    /// Number of the group; none for who is out of the table.
    pub(super) group: Option<u16>,
    pub(super) bin: u8,
    /// There is a file: somebody who confessed named them.
    pub(super) file: bool,
    pub(super) term: Option<Term>,
}

/// Everybody, one by one, and what happened to them.
pub(crate) struct Persons<'a> {
    pub(super) setup: &'a Setup,
    pub(super) seed: u64,
    pub(super) week: u32,
    pub(super) all: Vec<Person>,
    country: Country,
    mood: Mood,
    rows: Vec<Row>,
    words: Vec<u32>,
    /// Cases since the start.
    pub(crate) tally: Tally,
    /// What became of those of each order.
    pub(crate) fates: Vec<Fates>,
    /// People taken this month, by class.
    taken: [u64; CLASSES],
}

/// Whether a word of 32 bits says yes.
fn yes(word: u32, chance: f64) -> bool {
    f64::from(word) < chance * 4_294_967_296.0
}

/// One of several, by their weights.
pub(super) fn choose(u: Uniform, weights: &[f64]) -> usize {
    let mut left = u.value() * weights.iter().sum::<f64>();
    for (at, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return at;
        }
    }
    weights.len() - 1
}

/// One of so many, all alike.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "below a length"
)]
pub(super) fn any_of(u: Uniform, number: usize) -> usize {
    ((u.value() * number as f64) as usize).min(number - 1)
}

/// A number as part of an address.
pub(super) fn address(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four thousand million")
}

/// Terms of so many years that begin in this week.
pub(super) fn term(week: u32, years: f64, order: usize) -> Term {
    let halves = (1..100)
        .take_while(|halves| f64::from(*halves) <= 2.0 * years)
        .count();
    let halves = address(halves.max(1));
    let due = (week / HALF_YEAR + halves + 1) * HALF_YEAR - 1;
    Term { due, order }
}

impl<'a> Persons<'a> {
    pub(crate) fn new(setup: &'a Setup, seed: u64) -> Self {
        assert!(setup.directives.is_empty(), "directives are not done here");
        let (country, mood) = setup.country_and_mood(seed);
        let mut persons = Self {
            setup,
            seed,
            week: 0,
            all: Vec::new(),
            country,
            mood,
            rows: Vec::new(),
            words: Vec::new(),
            tally: Tally::default(),
            fates: vec![Fates::default(); STREAMS],
            taken: [0; CLASSES],
        };
        for (number, group) in setup.groups.iter().enumerate() {
            for bin in 0..BINS {
                persons.settle(number, *group, bin);
            }
        }
        persons
    }

    /// Puts the people of a stratum where they are at the start; terms of those in camps end evenly over the coming half-years.
    fn settle(&mut self, number: usize, group: Group, bin: usize) {
        let held = self.setup.start[stratum(number, bin)];
        let years = self.setup.environment.laws.one("terms_left_at_start");
        let halves = u64::from((term(0, years, BEFORE).due + 1) / HALF_YEAR - 1);
        for person in 0..held {
            let ends = |half: &u64| held * (half + 1) / halves > person;
            let half = (0..halves).find(ends).expect("the last holds all");
            let due = (u32::try_from(half).expect("few") + 1) * HALF_YEAR - 1;
            let inmate = group.status == Status::CampInmate;
            self.fates[BEFORE].moved += u64::from(inmate);
            self.all.push(Person {
                group: Some(u16::try_from(number).expect("few groups")),
                bin: u8::try_from(bin).expect("four"),
                file: false,
                term: inmate.then_some(Term { due, order: BEFORE }),
            });
        }
    }

    pub(super) fn draws(&self, what: Draw) -> Draws {
        Draws::new(self.seed, what as u32, self.week)
    }

    pub(super) fn group(&self, person: usize) -> Option<&'a Group> {
        self.all[person]
            .group
            .map(|group| &self.setup.groups[usize::from(group)])
    }

    /// People by stratum.
    pub(crate) fn held(&self) -> Vec<u64> {
        let mut held = vec![0; self.setup.groups.len() * BINS];
        for person in &self.all {
            if let Some(group) = person.group {
                held[stratum(usize::from(group), usize::from(person.bin))] += 1;
            }
        }
        held
    }

    /// People with files, by region and category.
    pub(crate) fn files(&self) -> Vec<[u64; CATEGORIES]> {
        let mut files = vec![[0; CATEGORIES]; self.setup.environment.regions.len()];
        for (at, person) in self.all.iter().enumerate().filter(|(_, one)| one.file) {
            let group = self.group(at).expect("the files of the dead are closed");
            let category = self
                .setup
                .categories
                .of(group)
                .expect("so are those of the held");
            files[usize::from(group.region)][category as usize] += u64::from(person.file);
        }
        files
    }

    /// People in custody, by order.
    pub(crate) fn held_by_order(&self) -> Vec<u64> {
        let mut held = vec![0; self.fates.len()];
        for term in self.all.iter().filter_map(|person| person.term) {
            held[term.order] += 1;
        }
        held
    }

    /// One week, in the order of `model::step`.
    pub(crate) fn step(&mut self) {
        let setup = self.setup;
        let now = setup.now(self.week, self.seed);
        if now.month_begins() {
            self.country.heads = setup.heads(&self.held());
            self.rows = setup.rows(&self.country, &now);
        }
        country(&mut self.country, &now);
        if now.month_ends() {
            self.live_and_die();
            self.release();
            self.courts(&now);
            self.arrest(&now);
            let people =
                |class: Class| (self.country.heads).sum(now.regions.len(), |at| at.class == class);
            self.country.cases.month(&self.taken, people);
            self.taken = [0; CLASSES];
            self.mood.month(&self.country, &now);
            moods::send(&self.mood, &mut self.country, &now);
        }
        self.week += 1;
    }

    /// Births and ways out of the month: everybody who was there when it ended draws for each.
    fn live_and_die(&mut self) {
        let (mut ways, mut bins) = (self.draws(Draw::Way), self.draws(Draw::Bin));
        let there = self.all.len();
        let mut words = std::mem::take(&mut self.words);
        words.resize(2 * there, 0);
        let (leaves, births) = words.split_at_mut(there);
        self.draws(Draw::Leaves).words(0, 0, leaves);
        self.draws(Draw::Births).words(0, 0, births);
        let rows = std::mem::take(&mut self.rows);
        for at in 0..there {
            let Some(group) = self.all[at].group else {
                continue;
            };
            let row = &rows[usize::from(group)];
            if yes(births[at], row.birth) {
                let shares = self.setup.environment.laws.all("risk_bin_share");
                let bin = choose(bins.at(address(at), 0), shares);
                self.all.push(Person {
                    group: Some(u16::try_from(row.newborn).expect("few groups")),
                    bin: u8::try_from(bin).expect("four"),
                    file: false,
                    term: None,
                });
            }
            if yes(leaves[at], row.leave) {
                let way = row.ways[choose(ways.at(address(at), 0), &row.rates)];
                self.leave(at, way);
            }
        }
        (self.rows, self.words) = (rows, words);
    }

    /// A file goes with who moves, and is closed with who dies; who escapes or dies in custody has left his term.
    fn leave(&mut self, at: usize, way: To) {
        let order = self.all[at].term.take().map(|term| term.order);
        let died = matches!(way, To::Outside(_));
        if let Some(order) = order {
            self.fates[order].died += u64::from(died);
            self.fates[order].escaped += u64::from(!died);
        }
        self.all[at].file &= !died;
        self.all[at].group = match way {
            To::Group(to) => Some(u16::try_from(to).expect("few groups")),
            To::Outside(_) => None,
        };
    }

    fn release(&mut self) {
        for at in 0..self.all.len() {
            let Some(term) = self.all[at].term.filter(|term| term.due <= self.week) else {
                continue;
            };
            let group = self.group(at).expect("who is held is there");
            let free = Group {
                status: Status::Free,
                ..*group
            };
            self.fates[term.order].released += 1;
            self.send(at, free, None);
        }
    }

    fn send(&mut self, at: usize, group: Group, term: Option<Term>) {
        let number = u16::try_from(self.setup.number_of(&group)).expect("few groups");
        self.all[at].group = Some(number);
        self.all[at].term = term;
    }

    /// Takes somebody free away for a term; his file is closed.
    pub(super) fn take(&mut self, at: usize, status: Status, term: Term) {
        let group = self.group(at).expect("the free are there");
        self.taken[group.class as usize] += 1;
        self.fates[term.order].moved += 1;
        self.all[at].file = false;
        self.send(at, Directive::taken(group, status), Some(term));
    }

    pub(super) fn execute(&mut self, at: usize, order: usize) {
        let group = self.group(at).expect("the free are there");
        self.taken[group.class as usize] += 1;
        self.fates[order].moved += 1;
        self.fates[order].executed += 1;
        self.all[at].file = false;
        self.all[at].group = None;
    }

    /// Courts: each of those sentenced is of a class by how often it is sentenced, and there anybody who is still free.
    fn courts(&mut self, now: &Now<'_>) {
        if !(self.week + 1).is_multiple_of(15) {
            return;
        }
        let mut draws = self.draws(Draw::Court);
        let mut free: Vec<Vec<usize>> = vec![Vec::new(); CLASSES];
        for at in 0..self.all.len() {
            if let Some(group) = self.group(at).filter(|one| one.status == Status::Free) {
                free[group.class as usize].push(at);
            }
        }
        let weight = |(class, free): (usize, &Vec<usize>)| {
            free.len() as f64 * now.laws.at("victim_weight", class)
        };
        let weights: Vec<f64> = free.iter().enumerate().map(weight).collect();
        let wanted = whole(draws.at(0, 9), now.yearly("courts_to_camps") / 4.0);
        let term = term(self.week, now.one("court_term"), COURTS);
        for number in 0..wanted {
            let class = choose(draws.at(number, 0), &weights);
            if free[class].is_empty() {
                continue;
            }
            let place = any_of(draws.at(number, 1), free[class].len());
            let at = free[class].swap_remove(place);
            self.take(at, Status::CampInmate, term);
        }
    }

    /// Weeks done.
    pub(crate) fn week(&self) -> u32 {
        self.week
    }
}

/// A whole number with this mean.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small and not negative"
)]
pub(super) fn whole(u: Uniform, mean: f64) -> u32 {
    let floor = mean as u32;
    floor + u32::from(u.value() < mean - f64::from(floor))
}
