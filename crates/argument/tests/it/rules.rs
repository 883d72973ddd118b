//! Rules of judging that are easily got wrong, each on a small case beside the mill.

use crate::support::{judged, mill, replaced};
use argument::mutant::{Fate, Rule};
use argument::verdict::{ClaimVerdict, Flip, Hinge, Outcome, Status};
use std::fmt::Write as _;

/// Date, and low, value, high.
pub(crate) type Row<'a> = (&'a str, [f64; 3]);

/// One reading: id, predicate, and what was said.
pub(crate) type Meant<'a> = (&'a str, &'a str, Option<[f64; 2]>);

/// A quantity with its series, as text.
pub(crate) fn given(id: &str, unit: &str, series: &[(&str, &[Row<'_>])]) -> String {
    let mut text = format!(
        "[[quantity]]\nid = \"{id}\"\nname = \"x\"\nkind = \"flow\"\nunit = \"{unit}\"\nplace = \"oberbach\"\n"
    );
    for (id, rows) in series {
        let rows: Vec<String> = rows
            .iter()
            .map(|(date, [low, value, high])| {
                format!("{{ date = \"{date}\", value = {value}, low = {low}, high = {high} }}")
            })
            .collect();
        write!(
            text,
            "[[quantity.series]]\nid = \"{id}\"\nname = \"x\"\nschool = \"archive\"\nsource = \"toll-book\"\n\
             verified = \"looked-up\"\nconfidence = 0.9\nrows = [{}]\n",
            rows.join(", ")
        )
        .expect("a String takes everything");
    }
    text
}

/// The verdict on a claim with these readings, beside the mill.
pub(crate) fn judge(quantities: &[String], readings: &[Meant<'_>]) -> ClaimVerdict {
    let mut claim =
        "[[claim]]\nid = \"more\"\nunits = [\"1\"]\nsays = \"x\"\nclass = \"evidence-only\"\n"
            .to_owned();
    for (id, predicate, said) in readings {
        let said = said.map_or(String::new(), |[low, high]| {
            format!("said = {{ words = \"x\", low = {low}, high = {high} }}\n")
        });
        write!(
            claim,
            "[[claim.reading]]\nid = \"{id}\"\nmeans = \"x\"\npredicate = \"{predicate}\"\n{said}"
        )
        .expect("a String takes everything");
    }
    let files = replaced(
        &mill(),
        "evidence/more.toml",
        &format!(
            "topic = \"more\"\ntitle = \"More\"\n{}",
            quantities.concat()
        ),
    );
    let files = replaced(&files, "claims/more.toml", &claim);
    judged(&files).remove("more").expect("the claim")
}

pub(crate) fn point(value: f64) -> [f64; 3] {
    [value; 3]
}

#[test]
fn a_reading_without_data_does_not_hide_behind_one_that_has_some() {
    // toll_book_order stands in the mill without any dating.
    let unknown: Meant<'_> = ("order", "toll_book_order() < day('1850-01-01')", None);
    let only_unknown = judge(&[], &[unknown]);
    assert_eq!(only_unknown.label(), "uncorroborated");
    let half = judge(&[], &[("wage", "wage(1861) > wage(1851)", None), unknown]);
    assert_eq!(half.status, Status::SupportedUnder);
    assert_eq!(
        half.label(),
        "supported under reading wage (no data under reading order)"
    );
    assert_eq!(half.flips.len(), 1);
    assert_eq!(half.flips[0].hinge, Hinge::Reading);
    assert_eq!(
        half.flips[0].text(),
        "reading (ours) of what the sentence means (no data under order): holds under wage"
    );
    // Its margin is that of the reading with data, not a false alarm at the first step.
    let margin = half.margin.observation.expect("a margin");
    assert_eq!(margin.to, Status::Contested);
    let false_half = judge(&[], &[("wage", "wage(1861) < wage(1851)", None), unknown]);
    assert_eq!(
        false_half.label(),
        "contradicted (no data under reading order)"
    );
}

/// Two series of one year: `a` says 1, `b` says `other`.
fn two_series(id: &str, other: f64) -> String {
    let (a, b) = ([("1851", point(1.0))], [("1851", point(other))]);
    given(id, "tonnes", &[("a", &a), ("b", &b)])
}

fn texts(verdict: &ClaimVerdict) -> Vec<String> {
    verdict.flips.iter().map(Flip::text).collect()
}

/// Only equal letters hold: no series decides alone.
#[test]
fn s_names_series_together_where_none_decides_alone() {
    let quantities = [two_series("oats", 2.0), two_series("barley", 2.0)];
    let verdict = judge(&quantities, &[("same", "oats(1851) == barley(1851)", None)]);
    assert_eq!(verdict.label(), "supported under a + a, b + b");
    assert_eq!(
        texts(&verdict),
        ["series of oats with barley: holds under a + a, b + b; fails under b + a, a + b"]
    );
}

#[test]
fn s_names_the_quantity_where_several_decide() {
    let quantities = [two_series("oats", 3.0), two_series("barley", 3.0)];
    let sum = "oats(1851) + barley(1851) > amount(3, 'tonnes')";
    let verdict = judge(&quantities, &[("sum", sum, None)]);
    assert_eq!(verdict.label(), "supported under b for oats, b for barley");
    assert_eq!(
        texts(&verdict)[2],
        "series of oats with barley: fails under a + a"
    );
}

#[test]
fn s_names_the_reading_where_series_part_differently() {
    let oats = [two_series("oats", 3.0)];
    let many = ("many", "oats(1851) > amount(2, 'tonnes')", None);
    let few = ("few", "oats(1851) < amount(2, 'tonnes')", None);
    let apart = judge(&oats, &[many, few]);
    assert_eq!(
        apart.label(),
        "supported under b (reading many), a (reading few)"
    );
    assert_eq!(
        texts(&apart),
        [
            "series of oats (reading many): holds under b; fails under a",
            "series of oats (reading few): holds under a; fails under b",
        ]
    );
    let more = ("more", "oats(1851) >= amount(2.5, 'tonnes')", None);
    let alike = judge(&oats, &[many, more]);
    assert_eq!(alike.label(), "supported under b");
    assert_eq!(
        texts(&alike),
        ["series of oats: holds under b; fails under a"]
    );
}

/// Contested inside one series, constant inside the other: any mixture is contested.
#[test]
fn a_range_that_flips_makes_a_claim_contested_whatever_the_others_say() {
    let (a, b) = ([("1851", [1.0, 2.0, 3.0])], [("1851", point(4.0))]);
    let oats = given("oats", "tonnes", &[("a", &a), ("b", &b)]);
    let verdict = judge(
        &[oats],
        &[("x", "oats(1851) > amount(2.5, 'tonnes')", None)],
    );
    assert_eq!(
        verdict.label(),
        "contested: sources disagree, a source's range decides"
    );
    assert_eq!(
        texts(&verdict),
        [
            "series of oats: holds under b; goes either way under the rest",
            "range of oats 1851 in a"
        ]
    );
}

#[test]
fn known_boundaries_of_units_are_met_exactly() {
    for value in [35.0, 57.0, 7.0, 14.0, 28.0, 29.0, 56.0, 58.0, 55.5] {
        let part = [given(
            "part",
            "percent",
            &[("a", &[("1851", point(value))])],
        )];
        let same = value / 100.0;
        let readings = ["==", "<=", ">="].map(|sign| format!("part(1851) {sign} {same}"));
        let readings: Vec<Meant<'_>> = ["is", "at-most", "at-least"]
            .into_iter()
            .zip(&readings)
            .map(|(id, text)| (id, text.as_str(), None))
            .collect();
        assert_eq!(
            judge(&part, &readings).label(),
            "supported",
            "{value} percent"
        );
    }
    let heads = given("heads", "persons", &[("a", &[("1851", point(1001.0))])]);
    let text = "heads(1851) == amount(1.001, 'thousand persons')";
    assert_eq!(judge(&[heads], &[("x", text, None)]).label(), "supported");
}

/// A day is a whole number: between the last of May and the first of June there is nothing.
#[test]
fn days_are_whole() {
    let event = "[[event]]\nid = \"fair\"\nwhat = \"x\"\nplace = \"valley\"\n[[event.dating]]\nid = \"a\"\n\
                 date = \"1851-05/1851-06\"\nsource = \"chronicle\"\nverified = \"looked-up\"\nconfidence = 0.5\n";
    let files = mill();
    let events = format!(
        "{}\n{event}",
        crate::support::text_of(&files, "events.toml")
    );
    let claim = "[[claim]]\nid = \"more\"\nunits = [\"1\"]\nsays = \"x\"\nclass = \"evidence-only\"\n\
                 [[claim.reading]]\nid = \"x\"\nmeans = \"x\"\n\
                 predicate = \"during(fair(), '1851-05') || during(fair(), '1851-06')\"\n";
    let files = replaced(
        &replaced(&files, "events.toml", &events),
        "claims/more.toml",
        claim,
    );
    let verdict = &judged(&files)["more"];
    assert_eq!(verdict.label(), "supported");
    // No bound proves it; none of the days tried is a counterexample.
    assert_eq!(
        verdict.readings[0].combinations[0].outcome,
        Outcome::Holds { proved: false }
    );
}

/// `x > x` fails by arithmetic; a twin that says it would be killed for no reason in the data.
#[test]
fn no_twin_compares_a_number_with_itself() {
    let rows = [("1851", point(1.0)), ("1852", point(2.0))];
    let oats = given("oats", "tonnes", &[("a", &rows)]);
    let verdict = judge(&[oats], &[("x", "oats(1852) > oats(1851)", None)]);
    let texts: Vec<&str> = verdict
        .mutants
        .iter()
        .map(|m| m.predicate.as_str())
        .collect();
    assert!(!texts.contains(&"oats(1851) > oats(1851)"), "{texts:?}");
    assert!(!texts.contains(&"oats(1852) > oats(1852)"), "{texts:?}");
    // grain_ground and flour_sold have the same unit and place, but stand for both sides at once.
    let swapped = verdict.mutants.iter().filter(|m| m.rule == Rule::Swapped);
    assert!(swapped.clone().count() > 0);
    let pair = judge(&[], &[("x", "grain_ground(1851) > flour_sold(1851)", None)]);
    assert!(
        pair.mutants.iter().all(|m| m.rule != Rule::Swapped),
        "{:?}",
        pair.mutants
    );
}

#[test]
fn the_doubled_twin_asks_for_more_on_either_side() {
    let twins = |text: &str| -> Vec<(Fate, String)> {
        let doubled = judge(&[], &[("x", text, None)]).mutants;
        let doubled = doubled.into_iter().filter(|m| m.rule == Rule::Doubled);
        doubled.map(|m| (m.fate, m.predicate)).collect()
    };
    let left = twins("2.0 < grain_ground(1861) / grain_ground(1851)");
    assert_eq!(
        left,
        [(
            Fate::Killed,
            "4.0 < grain_ground(1861) / grain_ground(1851)".to_owned()
        )]
    );
    assert!(twins("grain_ground(1861) - grain_ground(1851) > amount(0, 'tonnes')").is_empty());
}

/// The second reading numbers its terms anew; its first observation must not be taken for that of
/// the first reading.
#[test]
fn the_margin_looks_at_the_observations_of_every_reading() {
    let rows = [("1851", point(100.0)), ("1852", point(10.1))];
    let oats = given("oats", "tonnes", &[("a", &rows)]);
    let verdict = judge(
        &[oats],
        &[
            ("far", "oats(1851) > amount(10, 'tonnes')", None),
            ("near", "oats(1852) > amount(10, 'tonnes')", None),
        ],
    );
    let change = verdict.margin.observation.expect("a margin");
    assert_eq!(change.what, "oats 1852 in a");
    assert_eq!(change.by.text(), "-1.0 %");
}

/// Both sides flip within one step of the search; the nearer one is the margin.
#[test]
fn the_margin_is_the_nearer_of_two_sides() {
    let rows = [("1851", point(10.0))];
    let oats = given("oats", "tonnes", &[("a", &rows)]);
    let ratio = "as_said(oats(1851) / amount(1, 'tonnes'))";
    for (said, by) in [([9.2, 11.0], "-8.0 %"), ([9.0, 10.85], "+8.5 %")] {
        let verdict = judge(std::slice::from_ref(&oats), &[("x", ratio, Some(said))]);
        assert_eq!(verdict.margin.observation.expect("a margin").by.text(), by);
    }
}

/// `== 0` has no number that could be scaled, and nothing scales 3 to 0; but the opposite is true.
#[test]
fn a_false_claim_whose_opposite_is_true_is_not_vacuous() {
    let verdicts = judged(&mill());
    assert!(verdicts["nobody-drowned"].margin.is_empty());
    assert!(!verdicts["nobody-drowned"].is_vacuous());
}

/// Each half of it covers for the other, so that nothing can go wrong.
#[test]
fn a_claim_that_nothing_flips_is_vacuous() {
    let either = "wage(1861) > wage(1851) || wage(1861) < amount(1e9, 'roubles')";
    assert!(judge(&[], &[("x", either, None)]).is_vacuous());
}

/// Only a point inside the range holds: a share of 0 would deny what makes it contested.
#[test]
fn the_share_of_a_contested_claim_is_neither_none_nor_all() {
    let rows = [("1851", [0.0, 1.0, 10.0])];
    let oats = given("oats", "tonnes", &[("a", &rows)]);
    let ratio = "as_said(oats(1851) / amount(1, 'tonnes'))";
    let verdict = judge(&[oats], &[("x", ratio, Some([4.0, 6.0]))]);
    assert_eq!(verdict.label(), "contested: a source's range decides");
    let share = verdict.share.expect("judged");
    assert!(share > 0.1 && share < 0.3, "{share}");
}
