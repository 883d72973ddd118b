//! What a held-out number would be without any model: the open values of its own series carried on. A rule of ours (grade C); it sees what the
//! fit may see and nothing else.
//!
//! ```text
//! three to five values   ln x = a + b t, least squares             s^2 = RSS / (n - 2) (1 + 1/n + (t - mean t)^2 / S_tt)
//! two values             ln x = ln of the last one                 s   = |ln (last / one before)| sqrt(years ahead / years between)
//! fewer                  no null
//! spread^2 = max(s, the model's own discrepancy)^2 + error^2
//! ```
//!
//! The floor of the spread and the source's error are those of the model's score, so that the two are scored alike.

use super::judge::Row;
use crate::score::Told;
use crate::setting::Freeze;
use argument::date::Period;
use argument::evidence::Base;

/// Most open values that are carried on: the last ones.
const MOST: usize = 5;
/// Days of a year.
const YEAR: f64 = 365.25;
/// Periods whose lengths differ by no more days are of one kind: years with and without a leap day.
const SAME: i32 = 2;

/// How the open values are carried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The last value.
    Last,
    /// The straight line of the logarithm.
    Line,
}

impl Rule {
    /// In a word, for tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Last => "last value",
            Self::Line => "line",
        }
    }
}

/// What is told of a number without a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Null {
    /// How.
    pub rule: Rule,
    /// Open values that it carries on.
    pub values: usize,
    /// What it tells, in the unit of the number.
    pub told: f64,
    /// Log score.
    pub score: f64,
}

/// The null of a held-out number, from the values of its series that are open and not later than the freeze. `base` is the base as a fit
/// sees it, `floor` the model's discrepancy. None with fewer than two such values.
pub(super) fn of(base: &Base, freeze: &Freeze, (row, floor): (&Row, f64)) -> Option<Null> {
    let quantity = base.quantities.get(&row.quantity)?;
    let length = |date: Period| date.end - date.start;
    let own = quantity.rows().filter(|(series, open)| {
        series.id == row.series
            && open.place == quantity.place
            && open.dims == row.dims
            && freeze.uses(open.date)
            && (length(open.date) - length(row.date)).abs() <= SAME
            && open.value > 0.0
    });
    let mut open: Vec<(Period, f64)> = own.map(|(_, open)| (open.date, open.value)).collect();
    open.sort_by_key(|(date, _)| date.start);
    open.dedup_by_key(|(date, _)| *date);
    let open = &open[open.len().saturating_sub(MOST)..];
    let points: Vec<(f64, f64)> = open
        .iter()
        .map(|(date, value)| (middle(*date), libm::log(*value)))
        .collect();
    let (rule, at, spread) = carried_on(&points, middle(row.date))?;
    let told = Told {
        middle: at,
        spread: libm::hypot(spread.max(floor), row.error()),
    };
    Some(Null {
        rule,
        values: points.len(),
        told: libm::exp(at),
        score: told.score(row.recorded.0),
    })
}

/// The middle of a period, in years.
fn middle(date: Period) -> f64 {
    f64::midpoint(f64::from(date.start), f64::from(date.end)) / YEAR
}

/// Points of time and logarithm carried on to another time: the rule, the logarithm there, and its standard deviation.
fn carried_on(points: &[(f64, f64)], at: f64) -> Option<(Rule, f64, f64)> {
    let &[.., (before, one), (last, other)] = points else {
        return None;
    };
    let [number, times, logs] = points.iter().fold([0.0; 3], |[n, t, y], (time, log)| {
        [n + 1.0, t + time, y + log]
    });
    if points.len() == 2 {
        let ahead = (at - last).max(0.0) / (last - before);
        return Some((Rule::Last, other, (other - one).abs() * libm::sqrt(ahead)));
    }
    let (mean_time, mean_log) = (times / number, logs / number);
    let [square, product] = points.iter().fold([0.0; 2], |[tt, ty], (time, log)| {
        let away = time - mean_time;
        [tt + away * away, ty + away * (log - mean_log)]
    });
    let slope = product / square;
    let on_line = |time: f64| mean_log + slope * (time - mean_time);
    let left = points.iter().map(|(time, log)| log - on_line(*time));
    let left: f64 = left.map(|one| one * one).sum();
    let away = at - mean_time;
    let share = 1.0 + 1.0 / number + away * away / square;
    let spread = libm::sqrt(left / (number - 2.0) * share);
    Some((Rule::Line, on_line(at), spread))
}

#[cfg(test)]
mod tests {
    use super::{Rule, carried_on, of};
    use crate::infer::judge::Row;
    use crate::setting::Freeze;
    use argument::date::Period;

    fn near(found: Option<(Rule, f64, f64)>, wanted: (Rule, f64, f64)) {
        let (rule, at, spread) = found.expect("a null");
        assert_eq!(rule, wanted.0);
        assert!((at - wanted.1).abs() < 1e-12, "{at}");
        assert!((spread - wanted.2).abs() < 1e-12, "{spread}");
    }

    #[test]
    fn known_lines_and_last_values_by_hand() {
        // On a line: nothing is left over.
        let line = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)];
        near(carried_on(&line, 3.0), (Rule::Line, 3.0, 0.0));
        // Flat, with residuals of -1/3, 2/3, -1/3: 2/3 (1 + 1/3 + 4/2) = 20/9.
        let hump = [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)];
        let spread = libm::sqrt(20.0 / 9.0);
        near(carried_on(&hump, 3.0), (Rule::Line, 1.0 / 3.0, spread));
        // Two values, four years apart: one year ahead has half the spread of four.
        let two = [(0.0, 0.0), (4.0, 1.0)];
        near(carried_on(&two, 5.0), (Rule::Last, 1.0, 0.5));
        near(carried_on(&two, 8.0), (Rule::Last, 1.0, 1.0));
        assert_eq!(carried_on(&two[..1], 8.0), None);
        assert_eq!(carried_on(&[], 8.0), None);
    }

    /// Carp of the pond: 1 and 3 thousand in 1851 and 1852, the second held out, so that one value is open.
    #[test]
    fn law_a_null_sees_open_values_alone() {
        let case = crate::testing::case();
        let freeze = Freeze {
            year: 1852,
            judges: vec![1853],
        };
        let row = Row {
            block: "H01".to_owned(),
            quantity: "carp".to_owned(),
            name: "Carp".to_owned(),
            unit: "thousand units".to_owned(),
            date: Period::year(1853).expect("a year"),
            dims: std::collections::BTreeMap::new(),
            series: "board".to_owned(),
            recorded: (9.0, 9.0, 9.0),
            verified: "looked-up",
            null: None,
            told: Vec::new(),
            left_out: Vec::new(),
        };
        let closed = case.base.for_fitting();
        assert_eq!(of(closed.base(), &freeze, (&row, 0.1)), None, "no null");
        let null = of(&case.base, &freeze, (&row, 0.1)).expect("two values");
        assert_eq!((null.rule, null.values), (Rule::Last, 2));
        assert!((null.told - 3.0).abs() < 1e-12, "{}", null.told);
        // The middles of the years lie 365.5 days apart each: ln 3 away with a spread of ln 3 is one standard deviation.
        let spread = libm::log(3.0) * libm::sqrt(2.0 * std::f64::consts::PI);
        let score = -0.5 - libm::log(spread);
        assert!((null.score - score).abs() < 1e-12, "{}", null.score);
    }
}
