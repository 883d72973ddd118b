//! What every rule of intake must do, and how each differs from the others.

use super::{FITTED, Seen, accountability, cut, disorder, information, order, trend, usual, war};
use crate::belief::suspects::{Standing, Suspects};
use crate::decision::category::{CATEGORIES, Category};
use crate::decision::charges::Charges;
use crate::rules::Repression;
use crate::setting::Laws;
use proptest::prelude::*;

type Rule = fn(&Seen<'_>) -> [f64; CATEGORIES];

/// The five that share what is usual.
const RULES: [Rule; 5] = [
    information::wanted,
    accountability::wanted,
    disorder::wanted,
    order::wanted,
    war::wanted,
];
const PEOPLE: [f64; CATEGORIES] = [90.0, 30.0, 1.0, 2.0, 8.0, 2.0, 2.0, 0.008];

fn start() -> Standing {
    Standing {
        people: PEOPLE,
        shares: [0.04; CATEGORIES],
        suspects: 0.04,
        threat: 0.3,
        war: 0.3,
        progress: 0.9,
        failure: 0.1,
        unregistered: 0.2,
        ..Standing::default()
    }
}

fn laws() -> Laws {
    let one = |id: &'static str, value: f64| (id, vec![value]);
    Laws::of_lists([
        one("usual_arrests", 400_000.0),
        one("restraint", 0.5),
        one("restraint_week", 21.0),
        ("arrest_weight", vec![1.0; CATEGORIES]),
        one("arrests_of_trend", 368_097.0),
        one("slope_of_trend", -0.0907),
        one("tolerated_part", 0.5),
        one("tolerance_by_threat", 1.0),
        one("believed_precision", 0.5),
        one("struck_whatever_they_do", 0.5),
        one("registers_put_in_order", 0.3),
        one("registers_shielded", 0.3),
        one("registers_checked_week", 142.0),
        one("registers_checked_more", 4.0),
        one("deflected_down", 0.5),
        one("arrests_by_war", 1.0),
    ])
}

/// What a rule wants under beliefs that may have changed since the start.
fn asked(rule: Rule, now: Standing, week: u32, level: f64) -> [f64; CATEGORIES] {
    let beliefs = Suspects {
        now,
        start: Some(start()),
    };
    let laws = laws();
    rule(&Seen {
        beliefs: &beliefs,
        charges: Charges { level },
        usual: usual(&beliefs, &laws, week),
        laws: &laws,
        week,
        first_year: 1933,
    })
}

fn sum(arrests: [f64; CATEGORIES]) -> f64 {
    arrests.iter().sum()
}

#[test]
fn law_all_begin_with_what_is_usual() {
    for rule in RULES {
        let arrests = asked(rule, start(), 0, 0.0);
        assert!((sum(arrests) - 400_000.0).abs() < 1e-6);
    }
}

#[test]
fn known_restraint_halves_all_but_the_null() {
    for (at, rule) in RULES.into_iter().enumerate() {
        // Disorder in registers shrinks with the weeks; the others stand still while beliefs do.
        let least = if at == 2 { 190_000.0 } else { 200_000.0 - 1e-6 };
        let arrests = sum(asked(rule, start(), 21, 0.0));
        assert!(arrests >= least && arrests <= 200_000.0 + 1e-6);
    }
    let before = sum(asked(trend::wanted, start(), 20, 0.0));
    let after = sum(asked(trend::wanted, start(), 21, 0.0));
    assert!((after / before - libm::exp(-0.0907 / 60.0)).abs() < 1e-12);
}

#[test]
fn known_the_trend_in_its_middle() {
    // Half a year before the run begins stands the middle of 1932; 30 weeks before it the factor is 1.
    let first = sum(asked(trend::wanted, start(), 0, 0.0));
    assert!((first - 368_097.0 * libm::exp(-0.0907 * 0.5)).abs() < 1e-6);
}

/// Each rule answers to its own cause and to no other.
#[test]
fn law_each_has_its_own_cause() {
    let base = start();
    let causes = [
        Standing {
            suspects: 0.05,
            ..base
        },
        Standing {
            failure: 0.2,
            ..base
        },
        base,
        Standing {
            unregistered: 0.3,
            ..base
        },
        Standing { war: 0.6, ..base },
    ];
    for (at, rule) in RULES.into_iter().enumerate() {
        for (cause, standing) in causes.into_iter().enumerate() {
            let more = sum(asked(rule, standing, 0, 0.0)) > 400_000.0 + 1e-6;
            assert_eq!(more, at == cause && at != 2, "rule {at}, cause {cause}");
        }
    }
}

#[test]
fn law_only_poor_information_sees_charges() {
    let past = Category::Opposition as usize;
    for (at, rule) in RULES.into_iter().enumerate() {
        let before = asked(rule, start(), 0, 0.0);
        let after = asked(rule, start(), 0, 3.0);
        let grown = after[past] / before[past];
        let wanted = if at == 0 { 25.0 } else { 1.0 };
        assert!((grown - wanted).abs() < 1e-9, "rule {at}: {grown}");
        assert!((after[0] - before[0]).abs() < 1e-9);
    }
}

#[test]
fn known_registers_are_found_and_run_out() {
    let found = |weeks: f64| disorder::found(weeks, 120.0, (0.5, 4.0));
    assert!((found(0.0) - 1.0).abs() < 1e-12);
    assert!((found(60.0) - libm::exp(-0.5)).abs() < 1e-12);
    assert!((found(120.0) - 4.0 * libm::exp(-1.0)).abs() < 1e-12);
    assert!(found(300.0) < found(60.0));
}

#[test]
fn known_who_is_named_in_the_table_of_fits() {
    let rules: Vec<Repression> = FITTED.iter().map(|row| row.rule).collect();
    assert_eq!(rules, Repression::ALL);
    for row in FITTED {
        let null = row.rule == Repression::Trend;
        assert_eq!(row.parameters.len(), if null { 2 } else { 3 });
        assert!(!row.silent_on.is_empty());
    }
}

proptest! {
    /// What is deflected is moved and not made: the sum is what it would be without.
    #[test]
    fn law_deflection_keeps_the_sum(week in 0_u32..300, part in 0.0_f64..1.0) {
        let beliefs = Suspects { now: start(), start: Some(start()) };
        let with = |part: f64| {
            let mut lists = vec![("deflected_down", vec![part])];
            for id in ["registers_put_in_order", "registers_shielded", "registers_checked_week", "registers_checked_more"] {
                lists.push((id, vec![laws().one(id)]));
            }
            let other = Laws::of_lists(lists);
            sum(disorder::wanted(&Seen {
                beliefs: &beliefs,
                charges: Charges::default(),
                usual: usual(&beliefs, &laws(), week),
                laws: &other,
                week,
                first_year: 1933,
            }))
        };
        prop_assert!((with(part) - with(0.0)).abs() < 1e-6);
    }

    #[test]
    fn law_a_cut_keeps_proportions(first in 1.0_f64..1e5, second in 1.0_f64..1e5, most in 1.0_f64..1e5) {
        let mut arrests = [0.0; CATEGORIES];
        arrests[0] = first;
        arrests[5] = second;
        let after = cut(arrests, most);
        prop_assert!(sum(after) <= most.min(first + second) + 1e-9 || sum(after) <= most + 1e-9);
        prop_assert!((after[0] * second - after[5] * first).abs() < 1e-6 * first * second);
    }

    /// More suspects, a higher threat and a worse aim never lower the intake of poor information.
    #[test]
    fn law_signs_of_poor_information(suspects in 0.03_f64..0.1, threat in 0.3_f64..0.8) {
        let at = |suspects, threat| sum(asked(information::wanted, Standing { suspects, threat, ..start() }, 0, 0.0));
        prop_assert!(at(suspects + 0.01, threat) > at(suspects, threat));
        prop_assert!(at(suspects, threat + 0.1) > at(suspects, threat));
    }
}
