//! One walk over a predicate, for points and for intervals.
//!
//! Over points it decides one combination of values. Over intervals it bounds all of them at
//! once: if it answers true (or false), every value inside the intervals does. Rounding to
//! nearest is monotone, so the bound also holds for the rounded point results.

use super::{Cmp, Num, Op, Predicate, Test};
use crate::unit::unit;

/// True, false, or not decided by the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// True for every value.
    True,
    /// False for every value.
    False,
    /// The bounds do not decide.
    Open,
}

impl Truth {
    fn of(known_true: bool, known_false: bool) -> Self {
        match (known_true, known_false) {
            (true, _) => Self::True,
            (_, true) => Self::False,
            _ => Self::Open,
        }
    }

    /// Negation.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Open => Self::Open,
        }
    }

    /// Kleene conjunction.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::of(
            self == Self::True && other == Self::True,
            self == Self::False || other == Self::False,
        )
    }

    /// Kleene disjunction.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }
}

/// A division by a number that is, or may be, zero, or a result beyond every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("division by zero, or overflow")]
pub struct DivisionByZero;

/// Closed interval; a point is an interval of no width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Span {
    /// The interval that holds one point.
    pub fn point(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    fn hull(corners: [f64; 4]) -> Self {
        Self {
            low: corners.iter().copied().fold(f64::INFINITY, f64::min),
            high: corners.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    fn combine(self, op: Op, other: Self) -> Result<Self, DivisionByZero> {
        let (a, b) = (self, other);
        let result = match op {
            Op::Add => Self {
                low: a.low + b.low,
                high: a.high + b.high,
            },
            Op::Sub => Self {
                low: a.low - b.high,
                high: a.high - b.low,
            },
            Op::Mul => Self::hull([
                a.low * b.low,
                a.low * b.high,
                a.high * b.low,
                a.high * b.high,
            ]),
            Op::Div if b.low <= 0.0 && b.high >= 0.0 => return Err(DivisionByZero),
            Op::Div => Self::hull([
                a.low / b.low,
                a.low / b.high,
                a.high / b.low,
                a.high / b.high,
            ]),
        };
        // What overflows is no number that could be compared.
        if result.low.is_finite() && result.high.is_finite() {
            Ok(result)
        } else {
            Err(DivisionByZero)
        }
    }

    fn compare(self, cmp: Cmp, other: Self) -> Truth {
        let (a, b) = (self, other);
        match cmp {
            Cmp::Lt => Truth::of(a.high < b.low, a.low >= b.high),
            Cmp::Le => Truth::of(a.high <= b.low, a.low > b.high),
            Cmp::Gt => b.compare(Cmp::Lt, a),
            Cmp::Ge => b.compare(Cmp::Le, a),
            Cmp::Eq => {
                let apart = a.high < b.low || b.high < a.low;
                let one = a.low >= a.high && b.low >= b.high;
                Truth::of(one && !apart, apart)
            }
            Cmp::Ne => a.compare(Cmp::Eq, b).negated(),
        }
    }

    fn within(self, low: f64, high: f64) -> Truth {
        Truth::of(
            low <= self.low && self.high <= high,
            self.high < low || high < self.low,
        )
    }
}

/// Value of a number in base units, given the terms.
///
/// # Errors
/// A denominator that is or may be zero.
pub fn number(num: &Num, terms: &[Span]) -> Result<Span, DivisionByZero> {
    Ok(match num {
        Num::Literal { value, unit: name } => {
            Span::point(unit(name).map_or(*value, |unit| unit.to_base(*value)))
        }
        Num::Day(period) => Span {
            low: f64::from(period.start),
            high: f64::from(period.end),
        },
        Num::Term(index) => terms[*index],
        Num::Neg(inner) => {
            let inner = number(inner, terms)?;
            Span {
                low: -inner.high,
                high: -inner.low,
            }
        }
        Num::Binary(op, a, b) => number(a, terms)?.combine(*op, number(b, terms)?)?,
    })
}

/// Truth of a test, given the terms.
///
/// # Errors
/// A denominator that is or may be zero.
pub fn test(test_: &Test, terms: &[Span]) -> Result<Truth, DivisionByZero> {
    Ok(match test_ {
        Test::Compare(cmp, a, b) => number(a, terms)?.compare(*cmp, number(b, terms)?),
        Test::AsSaid { what, low, high } => number(what, terms)?.within(*low, *high),
        Test::During(day, period) => {
            number(day, terms)?.within(f64::from(period.start), f64::from(period.end))
        }
        Test::And(a, b) => test(a, terms)?.and(test(b, terms)?),
        Test::Or(a, b) => test(a, terms)?.or(test(b, terms)?),
        Test::Not(a) => test(a, terms)?.negated(),
    })
}

impl Predicate {
    /// Truth over spans of the terms, in base units.
    ///
    /// # Errors
    /// A denominator that is or may be zero.
    pub fn over(&self, terms: &[Span]) -> Result<Truth, DivisionByZero> {
        test(&self.test, terms)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cmp, DivisionByZero, Op, Span, Truth};

    #[test]
    fn known_interval_results() {
        let (a, b) = (
            Span {
                low: 1.0,
                high: 2.0,
            },
            Span {
                low: -1.0,
                high: 3.0,
            },
        );
        assert_eq!(
            a.combine(Op::Mul, b),
            Ok(Span {
                low: -2.0,
                high: 6.0
            })
        );
        assert_eq!(
            a.combine(Op::Sub, b),
            Ok(Span {
                low: -2.0,
                high: 3.0
            })
        );
        assert_eq!(a.combine(Op::Div, b), Err(DivisionByZero));
        assert_eq!(a.compare(Cmp::Gt, Span::point(0.5)), Truth::True);
        assert_eq!(a.compare(Cmp::Gt, Span::point(2.0)), Truth::False);
        assert_eq!(a.compare(Cmp::Gt, Span::point(1.5)), Truth::Open);
        assert_eq!(a.compare(Cmp::Eq, Span::point(3.0)), Truth::False);
    }

    #[test]
    fn kleene_tables() {
        assert_eq!(Truth::Open.and(Truth::False), Truth::False);
        assert_eq!(Truth::Open.and(Truth::True), Truth::Open);
        assert_eq!(Truth::Open.or(Truth::True), Truth::True);
        assert_eq!(Truth::Open.negated(), Truth::Open);
    }
}
