//! Arrests, naming, terms and custody: counts against people taken one by one, in a country of 200,000 where much happens.
//!
//! Of the numbers of this country none is that of the case: it arrests one in fifty a year, and two of five who are arrested in political
//! cases name others, so that in three years each law is at work some thousand times and a small fault of it shows.

use crate::persons::Persons;
use crate::support::{partition, regions, set, start, values};
use model::decision::category::{CATEGORIES, Category};
use model::parity::{Test, compare, rejects};
use model::penal::arrests::Tally;
use model::penal::in_custody;
use model::rules::{Repression, Rules};
use model::setting::Span;
use model::step::step;
use model::truth::custody::{BEFORE, COURTS, Fates, POLICE};
use model::truth::people::{BINS, Group, Status};
use model::world::{Setup, World};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

const LEVEL: f64 = 0.01;
const PEOPLE: u64 = 200_000;
const YEAR: u32 = 60;
const WEEKS: u32 = 3 * YEAR;
/// What is not as in the other tests: much happens, and how many are wanted follows the calendar, so that nothing leads from those
/// arrested to the number of the next.
const CHANGED: &[(&str, f64)] = &[
    ("arrests_of_trend", 2000.0),
    ("slope_of_trend", 0.0),
    ("restraint", 1.0),
    ("sentenced_share", 0.8),
    ("sentenced_executed", 0.1),
    ("sentenced_camp", 0.6),
    ("sentenced_exile", 0.3),
    ("police_term", 1.0),
    ("court_term", 1.0),
    ("courts_to_camps", 600.0),
    ("terms_left_at_start", 2.0),
    ("camp_death_rate", 0.4),
    ("camp_escape_rate", 0.1),
    ("exile_death_rate", 0.4),
    ("exile_escape_rate", 0.1),
    ("falsehood", 0.0),
    ("sentence_for_conspiracy", 4.0),
    ("names_followed_up", 0.8),
];

/// The country, with some numbers changed.
fn country(changed: &[(&str, f64)]) -> Setup {
    let mut values = values();
    for (id, value) in CHANGED.iter().chain(changed) {
        set(&mut values, id, *value);
    }
    let rules = Rules {
        repression: Repression::Trend,
        ..Rules::default()
    };
    let span = Span {
        first_year: 1933,
        weeks: WEEKS,
    };
    let setup = Setup::new(
        &values,
        &start(100_000),
        (&regions(), partition()),
        (span, rules),
    );
    setup.expect("a sound setting").scaled(PEOPLE)
}

/// What is looked at when a year ends.
struct Seen<'a> {
    tally: Tally,
    fates: &'a [Fates],
    held_by_order: Vec<u64>,
    files: &'a [[u64; CATEGORIES]],
    held: &'a [u64],
}

const ORDERS: [(&str, usize); 3] = [("before", BEFORE), ("police", POLICE), ("courts", COURTS)];

impl Seen<'_> {
    fn people(&self, setup: &Setup, wanted: impl Fn(&Group) -> bool) -> u64 {
        let groups = setup.groups.iter().zip(self.held.chunks_exact(BINS));
        let of = groups.filter(|(group, _)| wanted(group));
        of.flat_map(|(_, bins)| bins).sum()
    }

    /// Statistics of a year's end.
    fn year(&self) -> Vec<(String, u64)> {
        let mut all: Vec<(String, u64)> = (ORDERS.iter())
            .map(|(word, order)| (format!("held, {word}"), self.held_by_order[*order]))
            .collect();
        let mut add = |word: &str, number: u64| all.push((word.to_owned(), number));
        add("files", self.files.iter().flatten().sum());
        add("disposed", self.tally.disposed);
        add("named", self.tally.named);
        add("confessed to a conspiracy", self.tally.pleas[2]);
        all
    }

    /// Statistics of the whole run.
    fn end(&self, setup: &Setup) -> Vec<(String, u64)> {
        let mut all = Vec::new();
        let mut add = |word: String, number: u64| all.push((word, number));
        for (category, number) in Category::ALL.iter().zip(self.tally.arrested) {
            add(format!("arrested, {}", category.word()), number);
        }
        for (word, number) in ["executed", "camp", "exile", "let go"]
            .iter()
            .zip(self.tally.fates)
        {
            add((*word).to_owned(), number);
        }
        for (at, plea) in ["denied", "responsible"].iter().enumerate() {
            add((*plea).to_owned(), self.tally.pleas[at]);
        }
        let of_opposition = self.tally.pleas_of_opposition;
        add("opposition, conspiracy".to_owned(), of_opposition[2]);
        add("unfilled".to_owned(), self.tally.unfilled);
        for (word, order) in ORDERS {
            let fates = self.fates[order];
            add(format!("died, {word}"), fates.died);
            add(format!("escaped, {word}"), fates.escaped);
            add(format!("released, {word}"), fates.released);
        }
        for (number, region) in (0_u8..).zip(&setup.environment.regions) {
            for (category, files) in Category::ALL.iter().zip(self.files[usize::from(number)]) {
                add(format!("{}, files, {}", region.id, category.word()), files);
                let free = self.people(setup, |group| {
                    group.region == number && setup.categories.of(group) == Some(*category)
                });
                add(format!("{}, free, {}", region.id, category.word()), free);
            }
            for status in Status::ALL.iter().filter(|status| in_custody(**status)) {
                let held = self.people(setup, |one| one.region == number && one.status == *status);
                add(format!("{}, {}", region.id, status.word()), held);
            }
        }
        all
    }

    fn take_down(&self, setup: &Setup, week: u32, out: &mut Vec<(String, u64)>) {
        if !week.is_multiple_of(YEAR) {
            return;
        }
        let year = week / YEAR;
        let named = |(word, number)| (format!("{word}, year {year}"), number);
        out.extend(self.year().into_iter().map(named));
        if week == WEEKS {
            out.extend(self.end(setup));
        }
    }
}

type Run = Vec<(String, u64)>;

fn of_counts(setup: &Setup, seed: u64) -> Run {
    let mut world = World::new(setup, seed);
    let mut run = Run::new();
    while world.week < WEEKS {
        step(&mut world).expect("nobody lost");
        let penal = &world.penal;
        let seen = Seen {
            tally: penal.year,
            fates: penal.custody.tally(),
            held_by_order: penal.custody.held_by_order(),
            files: &penal.named,
            held: world.counts.held(),
        };
        seen.take_down(setup, world.week, &mut run);
    }
    run
}

fn of_persons(setup: &Setup, seed: u64) -> Run {
    let mut persons = Persons::new(setup, seed);
    let mut run = Run::new();
    while persons.week() < WEEKS {
        persons.step();
        if persons.week().is_multiple_of(YEAR) {
            let seen = Seen {
                tally: persons.tally,
                fates: &persons.fates,
                held_by_order: persons.held_by_order(),
                files: &persons.files(),
                held: &persons.held(),
            };
            seen.take_down(setup, persons.week(), &mut run);
        }
    }
    run
}

fn runs(of: fn(&Setup, u64) -> Run, setup: &Setup, seeds: Range<u64>) -> Vec<Run> {
    seeds.into_par_iter().map(|seed| of(setup, seed)).collect()
}

/// People taken one by one, as many runs as any test here needs; made once.
fn persons() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(|| runs(of_persons, &country(&[]), 1000..1040))
}

/// All statistics tested that vary, and are of five or more: the tests are for numbers that are nearly normal.
fn tests(counts: &[Run], persons: &[Run]) -> Vec<Test> {
    let names: Vec<String> = counts[0].iter().map(|(name, _)| name.clone()).collect();
    let values = |runs: &[Run]| -> Vec<Vec<f64>> {
        let of = |run: &Run| run.iter().map(|(_, number)| *number as f64).collect();
        runs.iter().map(of).collect()
    };
    let mut tests = compare(&names, &values(counts), &values(persons));
    tests.retain(|test| test.means.0.max(test.means.1) >= 5.0);
    tests
}

fn worst(tests: &[Test]) -> &Test {
    let all = tests.iter();
    all.min_by(|a, b| a.p.total_cmp(&b.p)).expect("some vary")
}

#[test]
fn parity_cases_of_counts_and_of_persons() {
    let counts = runs(of_counts, &country(&[]), 0..40);
    let tests = tests(&counts, persons());
    assert!(tests.len() >= 50, "{} statistics vary", tests.len());
    assert!(!rejects(&tests, LEVEL), "{:?}", worst(&tests));
}

/// Twenty trials, each 25 runs of counts against 20 of persons: how many notice that the counts were changed. Runs of persons are dear, so
/// trials share them, ten trials each half.
fn noticed(changed: &[(&str, f64)], first: u64) -> usize {
    let counts = runs(of_counts, &country(changed), first..first + 250);
    let trials = counts
        .chunks(25)
        .flat_map(|counts| persons().chunks(20).map(move |persons| (counts, persons)));
    trials
        .filter(|(counts, persons)| rejects(&tests(counts, persons), LEVEL))
        .count()
}

/// One number of the country times a factor, or several of them.
fn times(factor: f64, ids: &[&'static str]) -> Vec<(&'static str, f64)> {
    let of = |id: &&str| CHANGED.iter().find(|(of, _)| of == id).map(|(_, one)| *one);
    let all = ids.iter().filter_map(|id| Some((*id, factor * of(id)?)));
    all.collect()
}

/// Names followed up 5 per cent more often, the score of the named up by a tenth of a deviation, terms longer by half a year, deaths in
/// custody 5 per cent more often: each is noticed in at least nineteen of twenty trials, and nothing is where nothing is wrong.
#[test]
fn parity_counts_of_cases_that_are_a_little_wrong_are_noticed() {
    let deaths = ["camp_death_rate", "exile_death_rate"];
    let faults = [
        times(1.05, &["names_followed_up"]),
        vec![("score_of_named", 0.8)],
        times(1.5, &["police_term"]),
        times(1.05, &deaths),
    ];
    for (number, fault) in (1_u64..).zip(&faults) {
        let noticed = noticed(fault, 10_000 * number);
        assert!(noticed >= 19, "{fault:?}: {noticed} of 20");
    }
    let alarms = noticed(&[], 100_000);
    assert!(alarms <= 1, "{alarms} of 20 where nothing is wrong");
}
