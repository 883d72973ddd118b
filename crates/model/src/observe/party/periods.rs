//! Figures at the dates of the evidence, whose periods are no years: what had been checked and expelled by then.

use super::{checked, observation};
use crate::decision::verification::Operation;
use crate::observe::Observation;
use crate::truth::registers::members;
use crate::world::World;
use engine::calendar::{WEEKS_PER_MONTH, Week};

/// A period of the evidence that ends with a month.
struct Period {
    operation: Operation,
    /// Last month of the period.
    ends: (u32, u32),
    /// As the evidence writes it.
    date: &'static str,
    /// Whether the evidence has members checked and the share expelled at this date as well.
    with_checked: bool,
}

const fn period(operation: Operation, ends: (u32, u32), date: &'static str) -> Period {
    Period {
        operation,
        ends,
        date,
        with_checked: false,
    }
}

const PERIODS: [Period; 5] = [
    Period {
        with_checked: true,
        ..period(Operation::Purge, (1935, 5), "1933-06/1935-05")
    },
    Period {
        with_checked: true,
        ..period(Operation::Verification, (1935, 11), "1935-05-13/1935-12-01")
    },
    period(Operation::Verification, (1936, 1), "1935-05/1936-01"),
    period(Operation::Verification, (1936, 2), "1935-05/1936-02"),
    period(Operation::Exchange, (1936, 11), "1936-02/1936-11"),
];

/// Month in which a letter of the Central Committee told how many cards were not accounted for.
const LETTER: (u32, u32) = (1935, 5);

/// Takes down what falls on the end of this month. Operations that never began give nothing.
pub(super) fn month(world: &World<'_>, out: &mut Vec<Observation>) {
    let week = Week::after(world.setup.span.first_year, world.week - 1);
    let month = (week.year, week.month);
    if month == LETTER {
        let cards = world.country.registers.disorder * members(&world.country) * 1e3;
        out.push(observation("party_cards_invalid", "1935-05-15", &[], cards));
    }
    let begun = |one: &&Period| world.country.checks.courses[one.operation as usize].weeks > 0;
    for period in PERIODS.iter().filter(|one| one.ends == month).filter(begun) {
        let dims = [("operation", period.operation.word())];
        let mut say = |quantity, dims: &[(&'static str, &str)], value| {
            out.push(observation(quantity, period.date, dims, value));
        };
        let expelled = world.membership.expelled(period.operation) as f64;
        say("party_members_expelled", &dims, expelled / 1e3);
        if !period.with_checked {
            continue;
        }
        let checked = checked(world, period.operation);
        say("party_members_checked", &dims, checked / 1e3);
        if checked > 0.0 {
            say("party_expelled_share", &dims, 100.0 * expelled / checked);
        }
        if period.operation == Operation::Verification {
            let now = world.setup.now(world.week - 1, world.seed);
            let arrested = expelled * now.one("arrested_of_expelled");
            say("verification_expelled_arrested", &[], arrested);
        }
    }
}

/// How long the verification was to take and took, told in the year in which it began, when the run ends.
pub(super) fn duration(world: &World<'_>, out: &mut Vec<Observation>) {
    let course = &world.country.checks.courses[Operation::Verification as usize];
    if course.weeks == 0 {
        return;
    }
    let now = world.setup.now(0, world.seed);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of weeks inside the run"
    )]
    let began = now.one("verification_week") as u32;
    let year = Week::after(world.setup.span.first_year, began)
        .year
        .to_string();
    let month = f64::from(WEEKS_PER_MONTH);
    for (stage, weeks) in [
        ("planned", course.planned),
        ("actual", f64::from(course.weeks)),
    ] {
        let dims = [("stage", stage)];
        out.push(observation(
            "party_verification_duration",
            &year,
            &dims,
            weeks / month,
        ));
    }
}
