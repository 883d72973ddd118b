//! Random predicates as text, over a small world of two quantities and two events.

use crate::support::sound;
use argument::claim::Said;
use argument::evidence::Base;
use argument::predicate::{Predicate, parse};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The world: `rye` and `oats` in tonnes for 1851 and 1852, `fair()` and `frost()`.
pub(crate) static WORLD: LazyLock<Base> = LazyLock::new(|| {
    let rows = "rows = [{ date = \"1851\", value = 5, low = 5, high = 5 }, { date = \"1852\", value = 7, low = 7, high = 7 }]";
    let quantity = |id: &str| {
        format!(
            "[[quantity]]\nid = \"{id}\"\nname = \"x\"\nkind = \"flow\"\nunit = \"tonnes\"\nplace = \"oberbach\"\n\
             [[quantity.series]]\nid = \"s0\"\nname = \"x\"\nschool = \"archive\"\nsource = \"toll-book\"\n\
             verified = \"looked-up\"\nconfidence = 0.9\n{rows}\n"
        )
    };
    let event = |id: &str, date: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nwhat = \"x\"\nplace = \"oberbach\"\n[[event.dating]]\nid = \"s0\"\n\
             date = \"{date}\"\nsource = \"toll-book\"\nverified = \"looked-up\"\nconfidence = 0.9\n"
        )
    };
    let mut files = crate::support::mill();
    for (path, text) in &mut files {
        match path.as_str() {
            "evidence/mill.toml" => text.push_str(&(quantity("rye") + &quantity("oats"))),
            "events.toml" => {
                text.push_str(&(event("fair", "1851-05-13") + &event("frost", "1851-05-20")));
            }
            _ => {}
        }
    }
    sound(&files).base
});

/// What `as_said` asks for in this world.
pub(crate) fn said() -> Said {
    Said {
        words: "about one and a half".to_owned(),
        low: 1.25,
        high: 1.75,
    }
}

/// A predicate of the world, which must be sound.
pub(crate) fn read(text: &str) -> Predicate {
    parse(text, &WORLD, Some(&said()))
        .map_err(|fault| format!("{text}: {fault:?}"))
        .expect("a sound predicate")
}

fn literal() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..40_i32).prop_map(|n| n.to_string()),
        (-400..400_i32).prop_map(|n| format!("{:?}", f64::from(n) / 16.0)),
    ]
}

fn positive() -> impl Strategy<Value = String> {
    (1..200_i32).prop_map(|n| format!("{:?}", f64::from(n) / 8.0))
}

fn term() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["rye(1851)", "rye(1852)", "oats(1851)", "oats('1852')"])
        .prop_map(str::to_owned)
}

/// A number of tonnes.
fn amount(depth: u32) -> BoxedStrategy<String> {
    let unit = prop::sample::select(vec!["tonnes", "kg", "thousand tonnes"]);
    let fixed = (literal(), unit).prop_map(|(n, unit)| format!("amount({n}, '{unit}')"));
    if depth == 0 {
        return prop_oneof![3 => term(), 1 => fixed].boxed();
    }
    let inner = || amount(depth - 1);
    prop_oneof![
        2 => term(),
        1 => fixed,
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a} + {b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a} - {b})")),
        1 => (pure(depth - 1), inner()).prop_map(|(a, b)| format!("{a} * {b}")),
        1 => (inner(), positive()).prop_map(|(a, b)| format!("{a} / {b}")),
        1 => inner().prop_map(|a| format!("-({a})")),
    ]
    .boxed()
}

/// A pure number. What divides is a term or a positive number.
fn pure(depth: u32) -> BoxedStrategy<String> {
    let quotient = (term(), term()).prop_map(|(a, b)| format!("{a} / {b}"));
    if depth == 0 {
        return prop_oneof![2 => quotient, 1 => literal()].boxed();
    }
    let inner = || pure(depth - 1);
    prop_oneof![
        1 => quotient,
        1 => literal(),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a} + {b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a} - {b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a} * {b})")),
        1 => (amount(depth - 1), term()).prop_map(|(a, b)| format!("{a} / {b}")),
    ]
    .boxed()
}

fn day() -> impl Strategy<Value = String> {
    let event = prop::sample::select(vec!["fair()", "frost()"]).prop_map(str::to_owned);
    let fixed = (1..=28_u32).prop_map(|day| format!("day('1851-05-{day:02}')"));
    prop_oneof![
        2 => event.clone(),
        1 => fixed,
        1 => (event, 0..30_u32).prop_map(|(event, n)| format!("{event} + amount({n}, 'days')")),
    ]
}

fn cmp() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="])
}

/// A comparison or another atomic test.
fn atom() -> BoxedStrategy<String> {
    let span = prop::sample::select(vec!["1851-05", "1851", "1851-05-10/1851-05-25"]);
    prop_oneof![
        3 => (amount(2), cmp(), amount(2)).prop_map(|(a, cmp, b)| format!("{a} {cmp} {b}")),
        3 => (pure(2), cmp(), pure(2)).prop_map(|(a, cmp, b)| format!("{a} {cmp} {b}")),
        1 => (day(), cmp(), day()).prop_map(|(a, cmp, b)| format!("{a} {cmp} {b}")),
        1 => pure(2).prop_map(|a| format!("as_said({a})")),
        1 => (day(), span).prop_map(|(a, span)| format!("during({a}, '{span}')")),
    ]
    .boxed()
}

/// A predicate.
pub(crate) fn predicate() -> BoxedStrategy<String> {
    let joined = |inner: BoxedStrategy<String>| {
        prop_oneof![
            3 => inner.clone(),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            1 => inner.prop_map(|a| format!("!({a})")),
        ]
        .boxed()
    };
    joined(joined(atom()))
}
