//! The evaluator of this room against that of the `cel` crate.

use crate::grammar::{predicate, read};
use argument::predicate::eval::{self, Span, Truth};
use argument::predicate::reference;
use proptest::prelude::*;

/// Values at which comparisons are often just met.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-40..40_i32).prop_map(|n| f64::from(n) / 4.0),
        -1e6..1e6_f64,
        Just(0.0),
        Just(1e-9),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parity_fast_evaluator_equals_cel(text in predicate(), values in prop::collection::vec(value(), 6)) {
        let predicate = read(&text);
        let points: Vec<Span> = values.iter().copied().map(Span::point).collect();
        match eval::test(&predicate.test, &points) {
            Ok(Truth::Open) => prop_assert!(false, "{text} is open at a point"),
            Ok(truth) => {
                let slow = reference::decide(&predicate, &values[..predicate.terms.len()]);
                prop_assert_eq!(slow, Ok(truth == Truth::True), "{} at {:?}", text, values);
            }
            // Here the loader refuses the claim, and CEL would go on with an infinite number.
            Err(_) => {}
        }
    }
}
