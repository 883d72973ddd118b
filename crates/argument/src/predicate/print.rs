//! Predicates back into CEL, for mutants, reports and the parity test.

use super::{Cmp, Num, Op, Predicate, Term, Test, When};
use crate::evidence::Base;

/// How a term is written.
type TermText<'a> = &'a dyn Fn(usize) -> String;

impl Predicate {
    /// The predicate as CEL over the quantities of a case.
    pub fn text(&self, base: &Base) -> String {
        let texts: Vec<String> = self
            .terms
            .iter()
            .map(|term| term_text(term, base))
            .collect();
        test_text(&self.test, &|index| texts[index].clone(), false)
    }

    /// The text of one number of it.
    pub fn number_text(&self, num: &Num, base: &Base) -> String {
        num_text(num, &|index| term_text(&self.terms[index], base), 0)
    }
}

/// A term as it is written in a predicate.
pub fn term_text(term: &Term, base: &Base) -> String {
    let date = match term.when {
        When::Event => return format!("{}()", term.quantity),
        When::Year(year) => year.to_string(),
        When::Span(span) => format!("'{span}'"),
    };
    let mut entries: Vec<String> = term
        .dims
        .iter()
        .map(|(key, value)| format!("'{key}': '{}'", escaped(value)))
        .collect();
    let default = base
        .quantities
        .get(&term.quantity)
        .map(|quantity| quantity.place.as_str());
    // A run is of the whole model and names no place.
    if !term.place.is_empty() && default != Some(term.place.as_str()) {
        entries.push(format!("'place': '{}'", term.place));
    }
    if let Some(under) = &term.under {
        entries.push(format!("'under': '{under}'"));
    }
    if entries.is_empty() {
        format!("{}({date})", term.quantity)
    } else {
        format!("{}({date}, {{{}}})", term.quantity, entries.join(", "))
    }
}

/// A text inside single quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\'', "\\'")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

/// The sign of a comparison.
pub fn cmp_text(cmp: Cmp) -> &'static str {
    match cmp {
        Cmp::Lt => "<",
        Cmp::Le => "<=",
        Cmp::Gt => ">",
        Cmp::Ge => ">=",
        Cmp::Eq => "==",
        Cmp::Ne => "!=",
    }
}

pub(super) fn test_text(test: &Test, term: TermText<'_>, bracket: bool) -> String {
    let text = match test {
        Test::Compare(cmp, a, b) => {
            let (a, b) = (num_text(a, term, 0), num_text(b, term, 0));
            return format!("{a} {} {b}", cmp_text(*cmp));
        }
        Test::AsSaid { what, .. } => return format!("as_said({})", num_text(what, term, 0)),
        Test::During(day, span) => return format!("during({}, '{span}')", num_text(day, term, 0)),
        Test::And(a, b) => format!(
            "{} && {}",
            test_text(a, term, true),
            test_text(b, term, true)
        ),
        Test::Or(a, b) => format!(
            "{} || {}",
            test_text(a, term, true),
            test_text(b, term, true)
        ),
        Test::Not(a) => return format!("!({})", test_text(a, term, false)),
    };
    if bracket { format!("({text})") } else { text }
}

/// `level` is the binding strength around the number: 0 none, 1 sum, 2 product or divisor.
pub(super) fn num_text(num: &Num, term: TermText<'_>, level: u8) -> String {
    match num {
        Num::Literal { value, unit: "" } => format!("{value:?}"),
        // Beyond this the plain form is no whole number that CEL can read.
        Num::Literal { value, unit } if value.abs() >= 1e15 => {
            format!("amount({value:?}, '{unit}')")
        }
        Num::Literal { value, unit } => format!("amount({value}, '{unit}')"),
        Num::Day(span) => format!("day('{span}')"),
        Num::Term(index) => term(*index),
        Num::Neg(inner) => format!("-({})", num_text(inner, term, 0)),
        Num::Binary(op, a, b) => {
            let (sign, own) = match op {
                Op::Add => ("+", 1),
                Op::Sub => ("-", 1),
                Op::Mul => ("*", 2),
                Op::Div => ("/", 2),
            };
            let text = format!(
                "{} {sign} {}",
                num_text(a, term, own),
                num_text(b, term, own + 1)
            );
            if own < level {
                format!("({text})")
            } else {
                text
            }
        }
    }
}
