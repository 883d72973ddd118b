//! The answer in words, from differences that are known by hand.

use super::sentences;
use crate::jobs::changes::tests::scenario;
use lab::whatif::Key;
use lab::whatif::contrast::{Contrast, Difference};
use std::collections::BTreeMap;

/// Four pairs whose difference is this, give or take a little.
fn contrast(baseline: f64, difference: f64) -> Contrast {
    let near = [0.98, 0.99, 1.01, 1.02].map(|factor| (baseline, baseline + factor * difference));
    Contrast::of(&near).expect("four pairs")
}

/// Four pairs without a difference that is told from chance.
fn chance(baseline: f64) -> Contrast {
    let near = [1.0, -1.0, 0.9, -0.9].map(|off| (baseline, baseline + 0.01 * off * baseline));
    Contrast::of(&near).expect("four pairs")
}

fn difference(
    (quantity, date): (&str, &str),
    dims: &[(&str, &str)],
    own: Contrast,
    rivals: &[(&str, Contrast)],
) -> Difference {
    let dims = dims.iter();
    let dims = dims.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let rivals = rivals.iter();
    Difference {
        key: Key {
            quantity: quantity.to_owned(),
            date: date.to_owned(),
            dims: dims.collect(),
        },
        own,
        rivals: rivals
            .map(|(name, contrast)| ((*name).to_owned(), *contrast))
            .collect(),
        chance: None,
    }
}

fn ledger(kind: &str, own: Contrast, rivals: &[(&str, Contrast)]) -> Difference {
    difference(
        ("human_ledger", "1933/1937"),
        &[("kind", kind)],
        own,
        rivals,
    )
}

fn told(all: &[Difference]) -> Vec<String> {
    sentences(&scenario(), &BTreeMap::new(), all)
}

#[test]
fn known_people_come_first_with_band_and_the_dead_are_named() {
    let rivals = [
        ("arrests-by-war", contrast(9e6, -2e4)),
        ("other", contrast(9e6, -2e4)),
    ];
    let all = [
        ledger("born", contrast(2e7, 9e5), &[]),
        // More live, so more die at the ordinary rate: that is not what a reader must know first.
        ledger("died-ordinary", contrast(2e7, 6e5), &[]),
        difference(("lost_births", "1933/1937"), &[], contrast(3e6, -4e5), &[]),
        ledger("executed", contrast(1e6, -3e5), &rivals),
        ledger("died-camp", chance(1e5), &[]),
        difference(("grain_harvest", "1937"), &[], chance(70.0), &[]),
        difference(("rhetoric", "1937"), &[], contrast(0.5, -0.1), &rivals),
    ];
    let said = told(&all);
    assert!(
        said[1].starts_with(
            "In the model 900,000 more people are born over 1933-1937 (5th to 95th percentile of the pairs +88"
        ),
        "{}",
        said[1]
    );
    let dead = "; 300,000 fewer people are executed over 1933-1937 (-306,000 to -294,000)";
    assert!(said[1].contains(dead), "{}", said[1]);
    assert!(said[1].ends_with("whole run 2 differ."), "{}", said[1]);
    assert!(
        said[2].contains("alarm in public words (-20 %)"),
        "{}",
        said[2]
    );
    assert!(said[2].contains("among them grain harvest."), "{}", said[2]);
    assert!(said[2].contains(" in 2 of 7 numbers"), "{}", said[2]);
}

#[test]
fn known_rules_that_turn_the_sign_are_named() {
    let (less, more) = (contrast(1e6, -3e5), contrast(1e6, 3e5));
    let of = |rivals: &[(&str, Contrast)]| told(&[ledger("executed", less, rivals)])[3].clone();
    let agree = of(&[("arrests-by-war", less), ("no-patron", less)]);
    assert!(
        agree.contains("both rival rules agree on the sign; both rules of repression agree on it")
    );
    let turned = of(&[("arrests-by-war", more), ("no-patron", less)]);
    assert!(turned.contains(
        "the sign turns under arrests-by-war; of the 2 rules of repression ours alone has it"
    ));
    assert!(
        turned.ends_with("Of 1 number in all a rival rule turns the sign of 1."),
        "{turned}"
    );
    let faded = of(&[("no-patron", chance(1e6))]);
    assert!(
        faded.contains(
            "no difference is told from chance under no-patron; no rival rule turns the sign"
        ),
        "{faded}"
    );
}

#[test]
fn known_where_nothing_differs_it_says_so() {
    let rival = [("no-patron", contrast(1e6, 2e4))];
    let all = [
        ledger("executed", chance(1e6), &rival),
        difference(("fear", "1937"), &[("group", "all")], chance(0.5), &[]),
        difference(("steel", "1937"), &[], contrast(1.7e4, 0.0), &[]),
    ];
    let said = told(&all);
    assert!(
        said[1].starts_with("Nothing that happens to people differs"),
        "{}",
        said[1]
    );
    assert!(
        said[2].starts_with("Nothing else differs beyond chance."),
        "{}",
        said[2]
    );
    assert!(said[3].contains("where ours tells none: no-patron, in at most 1 of 3 numbers"));
    let fear = difference(
        ("fear", "1937"),
        &[("group", "all")],
        contrast(0.5, -0.1),
        &[],
    );
    let said = told(&[fear]);
    assert!(
        said[1].ends_with("of their lives differ fear (-20 %)."),
        "{}",
        said[1]
    );
    assert!(said[3].contains("There is no rival rule"), "{}", said[3]);
}
