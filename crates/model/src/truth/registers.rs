//! The party's registers: which cards are in order, and how far a check of them has really come.
//!
//! ```text
//! D' = g (losses + moves) - r (1 - s)                    losses and moves: a member and year
//! a week of a check:  careful c = min(k o, left)         pace = left / weeks to the term, at least one
//!                     waved through w = s (1 - q) (pace - c)+
//! found = c f D/(1 - L)                                  f: part of what is left that nobody has looked at; L: looked at so far
//! ```
//!
//! D is the share of cards lost, forged, double or not accounted for. Each card whose holder leaves or moves goes astray with
//! probability g; clerks clear r a year, less what local committees shield (s). k is the share of the register that can be checked
//! with care in a week, o how much of what is ordered is done, q the distrust that the centre has shown. All of it is `ours`,
//! grade C, after Getty's reading of the verification as clerical disorder that localities could not be made to clear up (source `getty-1985`). The
//! registers are those of the whole country: no evidence tells regions apart.

use crate::country::{Country, Now};
use crate::truth::people::Party;

/// State of the registers. All shares are of the cards that are on the register.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Registers {
    /// Share of cards that are lost, forged, double or not accounted for.
    pub disorder: f64,
    /// Members and candidates a month ago, in millions.
    before: f64,
    /// The check that is going on.
    pub check: Desk,
}

/// What clerks have done in the check that is going on. All shares are of the register.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Desk {
    /// Looked at with care since the check began, whether or not the list was accepted.
    pub looked: f64,
    /// Not on an accepted or outgoing list, and never looked at.
    pub fresh: f64,
    /// Put on lists this month after a careful look.
    pub careful: f64,
    /// Of these, never looked at before.
    pub first_look: f64,
    /// Put on lists this month without a look.
    pub waved: f64,
    /// Of these, never looked at before.
    pub waved_fresh: f64,
    /// Found in disorder this month.
    pub found: f64,
}

/// What bears on a week of a check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Desks {
    /// Share of the register that is checked with care in a week, as far as orders are carried out.
    pub capacity: f64,
    /// How far local committees shield their people, 0 to 1.
    pub shield: f64,
    /// Distrust that the centre has shown, 0 to 1.
    pub distrust: f64,
}

impl Registers {
    /// The start of a run: disorder as a share, members in millions.
    pub fn new(disorder: f64, members: f64) -> Self {
        Self {
            disorder,
            before: members,
            check: Desk::default(),
        }
    }

    /// A check begins: all lists are still to be made.
    pub fn open(&mut self) {
        self.check = Desk {
            fresh: 1.0,
            ..Desk::default()
        };
    }

    /// A month begins: lists of the month before have been looked through, and this share of them came back.
    pub fn take_back(&mut self, share: f64) {
        let desk = &mut self.check;
        *desk = Desk {
            looked: desk.looked,
            fresh: desk.fresh + share * desk.waved_fresh,
            ..Desk::default()
        };
    }

    /// A week of a check. `left` is the share not on any list, `weeks` the weeks to the term.
    pub fn work(&mut self, desks: Desks, left: f64, weeks: f64) {
        let desk = &mut self.check;
        if left <= 0.0 {
            return;
        }
        let careful = desks.capacity.min(left);
        let gap = (left / weeks.max(1.0) - careful).max(0.0);
        let waved = (desks.shield * (1.0 - desks.distrust) * gap).min(left - careful);
        let fresh = (desk.fresh / left).min(1.0);
        let first_look = careful * fresh;
        let density = (self.disorder / (1.0 - desk.looked).max(1e-12)).min(1.0);
        let found = first_look * density;
        self.disorder -= found.min(self.disorder);
        desk.fresh = (desk.fresh - (careful + waved) * fresh).max(0.0);
        desk.looked = (desk.looked + first_look).min(1.0);
        desk.careful += careful;
        desk.first_look += first_look;
        desk.waved += waved;
        desk.waved_fresh += waved * fresh;
        desk.found += found;
    }

    /// A month outside all checks: cards go astray, and clerks clear some. `members` in millions, rates a year.
    pub fn age(&mut self, members: f64, (astray, moving): (f64, f64), clearing: f64) {
        let lost = if self.before > 0.0 {
            (1.0 - members / self.before).max(0.0)
        } else {
            0.0
        };
        self.before = members;
        self.disorder += astray * (lost + moving / 12.0) - clearing / 12.0;
        self.disorder = self.disorder.clamp(0.0, 1.0);
    }
}

/// Members and candidates, in millions.
pub fn members(country: &Country) -> f64 {
    country.heads.party(Party::Member) + country.heads.party(Party::Candidate)
}

/// One week of clerks: decision to truth.
pub fn work(country: &mut Country, now: &Now<'_>) {
    let shield = now.one("local_shield");
    if now.month_begins() {
        let members = members(country);
        let turnover = (
            now.one("party_disorder_by_turnover"),
            now.one("party_members_moving"),
        );
        let clearing = now.one("register_clearing") * (1.0 - shield);
        country.registers.age(members, turnover, clearing);
    }
    let Some(check) = country.checks.open else {
        return;
    };
    if check.begins {
        country.registers.open();
    } else if now.month_begins() {
        country.registers.take_back(check.sent_back);
    }
    let desks = Desks {
        capacity: now.one("check_capacity") * now.one("check_compliance"),
        shield,
        distrust: check.sent_back,
    };
    let desk = country.registers.check;
    let left = 1.0 - check.accepted - desk.careful - desk.waved;
    let weeks = f64::from(check.term.saturating_sub(now.week));
    country.registers.work(desks, left, weeks);
}

#[cfg(test)]
mod tests {
    use super::{Desks, Registers};
    use proptest::prelude::*;

    const DESKS: Desks = Desks {
        capacity: 0.04,
        shield: 0.5,
        distrust: 0.0,
    };

    #[test]
    fn law_a_careful_check_takes_as_long_as_its_capacity_lets_it() {
        let mut registers = Registers::new(0.1, 2.0);
        registers.open();
        let honest = Desks {
            shield: 0.0,
            ..DESKS
        };
        let mut weeks = 0;
        while registers.check.careful < 1.0 - 1e-9 {
            let left = 1.0 - registers.check.careful;
            registers.work(honest, left, 10.0 - f64::from(weeks));
            weeks += 1;
        }
        assert_eq!(weeks, 25);
        assert!(registers.disorder.abs() < 1e-9);
        assert!((registers.check.found - 0.1).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn law_no_card_is_found_twice(shield in 0.0_f64..1.0, back in 0.0_f64..1.0, disorder in 0.0_f64..1.0) {
            let mut registers = Registers::new(disorder, 2.0);
            registers.open();
            let (mut found, mut accepted) = (0.0, 0.0);
            for _ in 0..20 {
                for week in 0..5 {
                    let desk = registers.check;
                    let left = 1.0 - accepted - desk.careful - desk.waved;
                    registers.work(Desks { shield, distrust: back, ..DESKS }, left, 5.0 - f64::from(week));
                }
                let desk = registers.check;
                found += desk.found;
                accepted += (desk.careful + desk.waved) * (1.0 - back);
                registers.take_back(back);
                prop_assert!(accepted <= 1.0 + 1e-9 && desk.looked <= 1.0 + 1e-9);
                prop_assert!(desk.first_look <= desk.careful + 1e-12);
            }
            prop_assert!((found + registers.disorder - disorder).abs() < 1e-9);
        }

        #[test]
        fn law_shields_make_lists_longer_and_looks_no_longer(shield in 0.05_f64..1.0) {
            let work = |shield: f64| {
                let mut registers = Registers::new(0.1, 2.0);
                registers.open();
                registers.work(Desks { shield, ..DESKS }, 1.0, 10.0);
                registers.check
            };
            let (with, without) = (work(shield), work(0.0));
            prop_assert!(with.careful + with.waved > without.careful + without.waved);
            prop_assert!(with.looked <= without.looked + 1e-12);
        }
    }

    #[test]
    fn law_cards_go_astray_as_people_leave_and_move() {
        let mut registers = Registers::new(0.05, 2.0);
        registers.age(1.8, (0.1, 0.12), 0.0);
        assert!((registers.disorder - (0.05 + 0.1 * 0.11)).abs() < 1e-12);
        registers.age(1.8, (0.0, 0.0), 1e3);
        assert!(registers.disorder.abs() < 1e-12);
    }
}
