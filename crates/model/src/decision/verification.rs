//! Checks of the party as they were decided: the purge of 1933, the verification of 1935, the exchange of cards of 1936. Reads reports
//! and beliefs.
//!
//! ```text
//! each month of a check of cards:  accepted += sent (1 - q)    the rest is to be done again;   over when accepted >= enough
//! a term that passes is put off by (1 - accepted) times the weeks first planned, at least a month
//! disorder (baseline): expelled e = found x discretion;   officials e (1 - delta),  all others what is left of the sum
//! steered: a share fixed by the centre, by class and for a past in an opposition, of those seen for the first time
//! trend (null): cards are checked, and members expelled at a constant rate, whether or not there is a campaign
//! ```
//!
//! The form is `ours`, grade C. Disorder follows `getty-1985`: expelled are defects found times discretion, turned away from those who do the
//! checking. Steered stands for the reading of the verification as preparation of repression from above (`khaustov-samuelson-2009`). The purge was held by
//! commissions, district after district: its pace and its shares are those of the record, so it explains nothing. When the checks begin is an
//! order and stands in the parameters; when they end comes out.

use crate::country::{Country, Now};
use crate::rules::Verification;
use crate::truth::people::Class;
use crate::truth::registers::members;

/// How many operations there are.
pub const OPERATIONS: usize = Operation::ALL.len();
const CLASSES: usize = Class::ALL.len();
/// Weeks of a month: a term is never put off by less.
const MONTH: f64 = 5.0;

/// A check of the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// The purge begun in June 1933.
    Purge,
    /// The verification of party documents begun in May 1935.
    Verification,
    /// The exchange of party documents begun in February 1936.
    Exchange,
}

impl Operation {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Purge, Self::Verification, Self::Exchange];

    /// The word used in data and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Purge => "purge-1933",
            Self::Verification => "verification-1935",
            Self::Exchange => "exchange-1936",
        }
    }
}

/// A check of cards that is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Which.
    pub operation: Operation,
    /// Week in which it began.
    pub began: u32,
    /// Whether this is its first week.
    pub begins: bool,
    /// Weeks first planned.
    pub planned: f64,
    /// Week by which it is to be over.
    pub term: u32,
    /// Share of the register whose lists were accepted.
    pub accepted: f64,
    /// Share of the lists of last month that was sent back.
    pub sent_back: f64,
}

/// How an operation ran.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Course {
    /// Members and candidates when it began, in millions.
    pub members: f64,
    /// Weeks first planned.
    pub planned: f64,
    /// Weeks taken so far, or until it was declared over.
    pub weeks: u32,
    /// Whether it has been declared over.
    pub over: bool,
    /// Share of the register of its beginning that counts as checked.
    pub checked: f64,
    /// Times that its term was put off.
    pub put_off: u32,
}

/// Shares of members to be expelled within a month by one operation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// By class.
    pub by_class: [f64; CLASSES],
    /// Of those with a past in an opposition.
    pub past_opposition: f64,
}

impl Shares {
    /// The same for everybody.
    fn even(share: f64) -> Self {
        Self {
            by_class: [share; CLASSES],
            past_opposition: share,
        }
    }

    /// A share of all, of which officials get the part `1 - deflected`, and all others what is left. `members` by class.
    pub fn deflected(share: f64, deflected: f64, members: &[f64; CLASSES]) -> Self {
        let officials = members[Class::Official as usize];
        let others = members.iter().sum::<f64>() - officials;
        let theirs = share * (1.0 - deflected);
        let rest = if others > 0.0 {
            (share + share * deflected * officials / others).min(1.0)
        } else {
            share
        };
        let mut shares = Self::even(rest);
        shares.by_class[Class::Official as usize] = theirs;
        shares
    }
}

/// What is in force for a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Expulsions {
    /// Shares by operation.
    pub of: [Shares; OPERATIONS],
    /// Share put back to sympathisers by the purge, or gone before it came to them.
    pub put_back: f64,
    /// Rate of the null, events a member and year.
    pub trend: f64,
}

impl Expulsions {
    /// Something of everything: for finding all groups that can be reached.
    pub fn open() -> Self {
        Self {
            of: [Shares::even(0.1); OPERATIONS],
            put_back: 0.1,
            trend: 0.1,
        }
    }
}

/// Checks of the party: the one that is going on, how each ran, and who is to be expelled this month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Checks {
    /// The check of cards that is going on.
    pub open: Option<Check>,
    /// How each ran.
    pub courses: [Course; OPERATIONS],
    /// In force in the coming month.
    pub expulsions: Expulsions,
}

/// Opens, reviews, puts off and closes checks of cards; each week.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if now.month_begins() {
        review(country, now);
    } else if let Some(check) = &mut country.checks.open {
        check.begins = false;
    }
    for (operation, week, planned) in [
        (
            Operation::Verification,
            "verification_week",
            "verification_planned",
        ),
        (Operation::Exchange, "exchange_week", "exchange_planned"),
    ] {
        if f64::from(now.week) >= now.one(week)
            && country.checks.courses[operation as usize].planned <= 0.0
        {
            open(country, now.week, operation, now.one(planned));
        }
    }
    if let Some(check) = country.checks.open {
        let course = &mut country.checks.courses[check.operation as usize];
        course.weeks = now.week + 1 - check.began;
    }
}

fn open(country: &mut Country, week: u32, operation: Operation, planned: f64) {
    let checks = &mut country.checks;
    checks.courses[operation as usize] = Course {
        members: country.heads.members_by_class().iter().sum(),
        planned,
        ..Course::default()
    };
    checks.open = Some(Check {
        operation,
        began: week,
        begins: true,
        planned,
        term: week + whole(planned),
        accepted: 0.0,
        sent_back: 0.0,
    });
}

/// Lists of the month before: believed or sent back.
fn review(country: &mut Country, now: &Now<'_>) {
    let distrust = country.distrust_of_lists;
    let sent = country.lists.sent;
    let checks = &mut country.checks;
    let Some(check) = &mut checks.open else {
        return;
    };
    let course = &mut checks.courses[check.operation as usize];
    check.begins = false;
    check.accepted += sent * (1.0 - distrust);
    check.sent_back = distrust;
    course.checked = check.accepted;
    if check.accepted >= now.one("lists_enough") {
        course.over = true;
        checks.open = None;
        return;
    }
    if now.week >= check.term {
        check.term = now.week + whole(((1.0 - check.accepted) * check.planned).max(MONTH));
        course.put_off += 1;
    }
}

/// Decides who is to be expelled in the coming month, when a month ends.
pub fn expel(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    let mut expulsions = Expulsions::default();
    if now.rules.verification == Verification::Trend {
        expulsions.trend = now.one("trend_expulsions");
    } else {
        purge(country, now, &mut expulsions);
        if let Some(check) = country.checks.open {
            expulsions.of[check.operation as usize] = of_check(country, now);
        }
    }
    country.checks.expulsions = expulsions;
}

/// What a month of a check of cards takes.
fn of_check(country: &Country, now: &Now<'_>) -> Shares {
    let lists = &country.lists;
    if now.rules.verification == Verification::Steered {
        let mut shares = Shares {
            past_opposition: lists.first_look * now.one("steered_share_of_past_opposition"),
            ..Shares::default()
        };
        for (share, fixed) in shares
            .by_class
            .iter_mut()
            .zip(now.laws.all("steered_share"))
        {
            *share = lists.first_look * fixed;
        }
        return shares;
    }
    let share = lists.found * now.one("check_discretion");
    Shares::deflected(
        share,
        now.one("check_deflection"),
        &country.heads.members_by_class(),
    )
}

/// A month of the purge, as far as it lies inside its weeks.
fn purge(country: &mut Country, now: &Now<'_>, expulsions: &mut Expulsions) {
    let from = now.one("purge_week");
    let to = from + now.one("purge_weeks");
    let end = f64::from(now.week + 1);
    let weeks = (end.min(to) - (end - MONTH).max(from)).max(0.0);
    let members = members(country);
    if weeks <= 0.0 || members <= 0.0 {
        return;
    }
    let share = (now.one("purge_checked") / 60.0 * weeks / 1e6 / members).min(1.0);
    expulsions.of[Operation::Purge as usize] = Shares::even(share * now.one("purge_expelled"));
    expulsions.put_back = share * now.one("purge_put_back");
    let course = &mut country.checks.courses[Operation::Purge as usize];
    if course.members <= 0.0 {
        course.members = members;
        course.planned = now.one("purge_weeks");
    }
    course.checked += share * members / course.members;
    course.weeks += whole(weeks);
    course.over = end >= to;
}

/// A number of weeks, at least one.
fn whole(weeks: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of weeks between 1 and 10,000"
    )]
    let whole = weeks.round().clamp(1.0, 1e4) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Shares};
    use crate::truth::people::Class;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn law_what_officials_are_spared_falls_on_the_others(share in 0.0_f64..0.3, deflected in 0.0_f64..1.0, officials in 0.0_f64..0.5) {
            let mut members = [0.1; CLASSES];
            members[Class::Official as usize] = officials;
            let shares = Shares::deflected(share, deflected, &members);
            let taken: f64 = shares.by_class.iter().zip(members).map(|(share, members)| share * members).sum();
            let all: f64 = members.iter().sum();
            prop_assert!((taken - share * all).abs() < 1e-9);
            prop_assert!(shares.by_class[Class::Official as usize] <= shares.past_opposition + 1e-12);
        }
    }
}
