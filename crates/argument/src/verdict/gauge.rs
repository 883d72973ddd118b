//! The numbers that the atomic tests of a predicate compare, for tables and drawings.

use super::Gauge;
use crate::evidence::Base;
use crate::predicate::eval::{self, Span};
use crate::predicate::{Cmp, Num, Op, Predicate, Test};
use crate::unit::unit;

/// Low, central and high value of a number, if it has one.
pub(super) type Reach<'a> = &'a dyn Fn(&Num) -> Option<[f64; 3]>;

/// One gauge for each atomic test that asks something of the evidence, or of a run, left to right.
/// `widest` holds the span of each term over all series, so that every combination is shown alike.
pub(super) fn gauges(
    base: &Base,
    predicate: &Predicate,
    widest: &[Span],
    reach: Reach<'_>,
) -> Vec<Gauge> {
    let mut all = Vec::new();
    wanted(base, predicate, &predicate.test, widest, &mut |want| {
        all.extend(gauge(base, predicate, &want, reach));
    });
    all
}

/// What an atomic test wants of a number, in base units.
struct Want {
    what: Num,
    low: Option<f64>,
    high: Option<f64>,
    strict: bool,
}

/// Calls `found` for each atom. Under a negation a comparison wants the opposite, and a range
/// that is to be missed has no ends that could be drawn.
fn wanted(
    base: &Base,
    predicate: &Predicate,
    test: &Test,
    widest: &[Span],
    found: &mut dyn FnMut(Want),
) {
    fn walk(test: &Test, negated: bool, atom: &mut dyn FnMut(&Test, bool)) {
        match test {
            Test::And(a, b) | Test::Or(a, b) => {
                walk(a, negated, atom);
                walk(b, negated, atom);
            }
            Test::Not(a) => walk(a, !negated, atom),
            own => atom(own, negated),
        }
    }
    walk(test, false, &mut |atom, negated| {
        let range = |what: &Num, low: f64, high: f64| Want {
            what: what.clone(),
            low: (!negated).then_some(low),
            high: (!negated).then_some(high),
            strict: false,
        };
        found(match atom {
            Test::AsSaid { what, low, high } => range(what, *low, *high),
            Test::During(day, span) => range(day, f64::from(span.start), f64::from(span.end)),
            Test::Compare(cmp, a, b) => {
                let cmp = if negated { opposite(*cmp) } else { *cmp };
                let dates = predicate.is_date(base, a) && predicate.is_date(base, b);
                compared(cmp, (a, b), dates, widest)
            }
            Test::And(..) | Test::Or(..) | Test::Not(_) => return,
        });
    });
}

/// One number against one bound: the side that varies against the constant one, or both sides as
/// a quotient against 1. Dates, and what may not be positive, are shown as a difference.
fn compared(cmp: Cmp, (a, b): (&Num, &Num), dates: bool, widest: &[Span]) -> Want {
    let both = |op| Num::Binary(op, Box::new(a.clone()), Box::new(b.clone()));
    let positive = |num| eval::number(num, widest).is_ok_and(|span| span.low > 0.0);
    let (what, cmp, bound) = match (constant(a), constant(b)) {
        (_, Some(bound)) => (a.clone(), cmp, bound),
        (Some(bound), None) => (b.clone(), mirrored(cmp), bound),
        (None, None) if !dates && positive(b) => (both(Op::Div), cmp, 1.0),
        (None, None) => (both(Op::Sub), cmp, 0.0),
    };
    let (low, high) = match cmp {
        Cmp::Lt | Cmp::Le => (None, Some(bound)),
        Cmp::Gt | Cmp::Ge => (Some(bound), None),
        Cmp::Eq | Cmp::Ne => (Some(bound), Some(bound)),
    };
    Want {
        what,
        low,
        high,
        strict: matches!(cmp, Cmp::Lt | Cmp::Gt | Cmp::Ne),
    }
}

fn opposite(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Lt => Cmp::Ge,
        Cmp::Le => Cmp::Gt,
        Cmp::Gt => Cmp::Le,
        Cmp::Ge => Cmp::Lt,
        Cmp::Eq => Cmp::Ne,
        Cmp::Ne => Cmp::Eq,
    }
}

/// The same comparison with its sides changed over.
fn mirrored(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Lt => Cmp::Gt,
        Cmp::Le => Cmp::Ge,
        Cmp::Gt => Cmp::Lt,
        Cmp::Ge => Cmp::Le,
        same => same,
    }
}

fn gauge(base: &Base, predicate: &Predicate, want: &Want, reach: Reach<'_>) -> Option<Gauge> {
    let quantities = quantities(predicate, &want.what);
    if quantities.is_empty() {
        return None;
    }
    let [low, value, high] = reach(&want.what)?;
    let (unit, factor) = shown_unit(base, predicate, &want.what);
    Some(Gauge {
        text: predicate.number_text(&want.what, base),
        quantities,
        unit,
        low: low / factor,
        value: value / factor,
        high: high / factor,
        wanted_low: want.low.map(|bound| bound / factor),
        wanted_high: want.high.map(|bound| bound / factor),
        strict: want.strict,
    })
}

fn quantities(predicate: &Predicate, num: &Num) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    num.clone().each_mut(&mut |part| {
        if let Num::Term(index) = part {
            let name = &predicate.terms[*index].quantity;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    });
    names
}

/// The value of a number that asks nothing of the evidence.
pub(crate) fn constant(num: &Num) -> Option<f64> {
    fn asks(num: &Num) -> bool {
        match num {
            Num::Literal { .. } | Num::Day(_) => false,
            Num::Term(_) => true,
            Num::Neg(a) => asks(a),
            Num::Binary(_, a, b) => asks(a) || asks(b),
        }
    }
    (!asks(num))
        .then(|| eval::number(num, &[]).ok())
        .flatten()
        .map(|span| span.low)
}

/// The unit in which a number is shown, and its factor to base units: that of the quantity it
/// starts with as far as arithmetic keeps it.
pub(crate) fn shown_unit(base: &Base, predicate: &Predicate, num: &Num) -> (String, f64) {
    let pair = |a, b| {
        (
            shown_unit(base, predicate, a),
            shown_unit(base, predicate, b),
        )
    };
    match num {
        Num::Term(index) => {
            let quantity = base.quantities.get(&predicate.terms[*index].quantity);
            quantity.map_or((String::new(), 1.0), |q| {
                (q.unit.name.to_owned(), q.unit.factor)
            })
        }
        Num::Day(_) => ("date".to_owned(), 1.0),
        Num::Literal { unit: name, .. } => {
            unit(name).map_or((String::new(), 1.0), |u| (u.name.to_owned(), u.factor))
        }
        Num::Neg(a) | Num::Binary(Op::Add, a, _) => shown_unit(base, predicate, a),
        Num::Binary(Op::Sub, a, b) => match pair(a, b) {
            ((left, _), (right, _)) if left == "date" && right == "date" => {
                ("days".to_owned(), 1.0)
            }
            (left, _) => left,
        },
        Num::Binary(Op::Mul, a, b) => match pair(a, b) {
            (left, right) if measures(&right.0).is_empty() => left,
            (left, right) if measures(&left.0).is_empty() => right,
            (left, right) => (format!("{} x {}", left.0, right.0), left.1 * right.1),
        },
        Num::Binary(Op::Div, a, b) => match pair(a, b) {
            (left, right) if measures(&left.0) == measures(&right.0) => (String::new(), 1.0),
            (left, right) if measures(&right.0).is_empty() => left,
            (left, right) => (format!("{} per {}", left.0, right.0), left.1 / right.1),
        },
    }
}

/// What a shown unit measures; "" for pure numbers.
fn measures(name: &str) -> &str {
    unit(name).map_or(name, |known| known.base)
}

#[cfg(test)]
mod tests {
    use super::gauges;
    use crate::case::Case;
    use crate::predicate::parse;
    use crate::verdict::space::reach;
    use crate::verdict::{Estimates, Gauge, Space};
    use std::collections::BTreeMap;

    fn case() -> Case {
        let files = [
            (
                "case.toml",
                "[case]\nid='x'\ntitle='x'\nperiod='1850/1860'\nabout='x'\nlicence='x'",
            ),
            (
                "passage.toml",
                "[passage]\ntitle='x'\nwork='x'\nauthor='x'\nyear=1900\nlicence_note='x'\n[[unit]]\nid='1'\nparagraph=1\nwords=1\nsha256='0000000000000000000000000000000000000000000000000000000000000000'\nmarks=['F']\nparaphrase='x'",
            ),
            ("regions.toml", "[[place]]\nid='p'\nname='x'\nkind='x'"),
            (
                "sources/s.toml",
                "[[source]]\nid='s'\ntitle='x'\nkind='x'\nrank='document'\nlicence='x'",
            ),
            (
                "claims/c.toml",
                "[[claim]]\nid='c'\nunits=['1']\nsays='x'\nclass='evidence-only'\njudge='not testable'",
            ),
            (
                "events.toml",
                "[[event]]\nid='fire'\nwhat='x'\nplace='p'\n[[event.dating]]\nid='d'\ndate='1851-05-01'\nsource='s'\nverified='looked-up'\nconfidence=1.0\n[[event]]\nid='flood'\nwhat='x'\nplace='p'\n[[event.dating]]\nid='d'\ndate='1851-05-11'\nsource='s'\nverified='looked-up'\nconfidence=1.0",
            ),
            (
                "evidence/e.toml",
                "topic='e'\ntitle='x'\n[[quantity]]\nid='rye'\nname='x'\nkind='flow'\nunit='thousand tonnes'\nplace='p'\n[[quantity.series]]\nid='a'\nname='x'\nschool='archive'\nsource='s'\nverified='looked-up'\nconfidence=1.0\nrows=[{date='1851',value=2,low=1,high=4},{date='1852',value=4,low=4,high=4}]\n[[quantity]]\nid='people'\nname='x'\nkind='flow'\nunit='thousand persons'\nplace='p'\n[[quantity.series]]\nid='a'\nname='x'\nschool='archive'\nsource='s'\nverified='looked-up'\nconfidence=1.0\nrows=[{date='1851',value=2,low=2,high=2}]",
            ),
        ];
        let owned = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        Case::parse(&owned).expect("a sound case")
    }

    fn of(text: &str) -> Vec<Gauge> {
        let case = case();
        let predicate = parse(text, &case.base, None).expect("a sound predicate");
        let space = Space::new(&case.base, &predicate, &BTreeMap::new(), &Estimates::All);
        let chosen = space.combination(0);
        let widest = space.widest().expect("every term has data");
        let cells = space.cells(&chosen);
        gauges(&case.base, &predicate, &widest, &|num| reach(&cells, num))
    }

    #[test]
    fn two_varying_sides_are_a_quotient_against_one() {
        let gauge = of("rye(1852) > rye(1851)").remove(0);
        assert_eq!(gauge.text, "rye(1852) / rye(1851)");
        assert_eq!((gauge.unit.as_str(), gauge.quantities.len()), ("", 1));
        let numbers = [gauge.low, gauge.value, gauge.high].map(|n| format!("{n}"));
        assert_eq!(numbers, ["1", "2", "4"]);
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (Some(1.0), None));
    }

    #[test]
    fn two_events_are_a_difference_in_days() {
        let gauge = of("fire() < flood()").remove(0);
        assert_eq!(gauge.text, "fire() - flood()");
        assert_eq!(gauge.quantities, ["fire", "flood"]);
        assert_eq!(gauge.unit, "days");
        assert_eq!(format!("{}", gauge.value), "-10");
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (None, Some(0.0)));
    }

    #[test]
    fn a_constant_left_side_changes_over() {
        let gauge = of("amount(3, 'thousand tonnes') <= rye(1851)").remove(0);
        assert_eq!(gauge.text, "rye(1851)");
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (Some(3.0), None));
    }

    #[test]
    fn a_negation_wants_the_opposite() {
        let gauge = of("!(rye(1852) / rye(1851) > 2.0)").remove(0);
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (None, Some(2.0)));
        let gauge = of("!during(fire(), '1851-06')").remove(0);
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (None, None));
    }

    #[test]
    fn what_may_not_be_positive_is_a_difference() {
        let gauge = of("rye(1852) > rye(1851) - amount(2, 'thousand tonnes')").remove(0);
        assert_eq!(gauge.unit, "thousand tonnes");
        assert_eq!((gauge.wanted_low, gauge.wanted_high), (Some(0.0), None));
    }

    #[test]
    fn a_compound_keeps_its_units() {
        let gauge = of("rye(1851) / people(1851) > amount(1, 'kg') / amount(1, 'persons')");
        assert_eq!(gauge[0].unit, "thousand tonnes per thousand persons");
        assert_eq!(format!("{}", gauge[0].value), "1");
        let gauge = of("2.0 * rye(1851) > amount(1, 'kg')");
        assert_eq!(gauge[0].unit, "thousand tonnes");
    }
}
