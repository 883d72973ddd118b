//! From the syntax tree of the `cel` crate to a checked predicate: names, dates and dimensions
//! are resolved here, so that a slip is an error of loading and never a failed verdict.

use super::call;
use super::limit::refuse_too_much;
use super::{Cmp, Num, Op, Predicate, Term, Test};
use crate::claim::Said;
use crate::evidence::Base;
use crate::runs::Runs;
use crate::unit::Dimension;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SourceInfo, operators};
use cel::parser::Parser;
use thiserror::Error;

/// What is wrong with a predicate, and at which character of it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{what}: found {found}, wanted {wanted}")]
pub struct PredicateFault {
    /// Offset in characters from the start of the predicate.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
    /// The offending part.
    pub found: String,
    /// What would have been right.
    pub wanted: String,
    /// What to do.
    pub hint: String,
}

/// State of one walk over a syntax tree.
pub(super) struct Walk<'a> {
    pub(super) base: &'a Base,
    pub(super) said: Option<&'a Said>,
    /// What a model declares, if the predicate is on runs; `base` then holds its outputs.
    pub(super) runs: Option<&'a Runs>,
    pub(super) terms: Vec<Term>,
    text: &'a str,
    info: SourceInfo,
}

/// A number and what it measures.
pub(super) type Measured = (Num, Dimension);

/// Parses and checks a predicate.
///
/// # Errors
/// Anything that is not the subset of CEL described in the module: syntax, unknown names,
/// dimensions that do not fit, dates that are none.
pub fn parse(text: &str, base: &Base, said: Option<&Said>) -> Result<Predicate, PredicateFault> {
    read(text, (base, None), said)
}

/// Parses and checks a predicate over the outputs of runs.
///
/// # Errors
/// As [`parse`]; and dates outside the runs, unknown scenarios.
pub fn parse_runs(
    text: &str,
    runs: &Runs,
    said: Option<&Said>,
) -> Result<Predicate, PredicateFault> {
    read(text, (runs.base(), Some(runs)), said)
}

fn read(
    text: &str,
    (base, runs): (&Base, Option<&Runs>),
    said: Option<&Said>,
) -> Result<Predicate, PredicateFault> {
    refuse_too_much(text)?;
    let parsed = Parser::new().parse_with_source_info(text);
    let (tree, info) = parsed.map_err(|errors| syntax_fault(text, &errors))?;
    let mut walk = Walk {
        base,
        said,
        runs,
        terms: Vec::new(),
        text,
        info,
    };
    let test = walk.test(&tree)?;
    Ok(Predicate {
        test,
        terms: walk.terms,
    })
}

fn syntax_fault(text: &str, errors: &cel::ParseErrors) -> PredicateFault {
    let first = errors.errors.first();
    let (line, column) = first.map_or((1, 1), |error| error.pos);
    let line = usize::try_from(line - 1).unwrap_or(0);
    let before: usize = text
        .split_inclusive('\n')
        .take(line)
        .map(|l| l.chars().count())
        .sum();
    PredicateFault {
        offset: before + usize::try_from(column - 1).unwrap_or(0),
        what: "the predicate is not a CEL expression".to_owned(),
        found: first.map_or_else(
            || "text without sense".to_owned(),
            |error| error.msg.clone(),
        ),
        wanted: "e.g. steel(1935) / steel(1932) > 2.0".to_owned(),
        hint: "check brackets, quotes and operators".to_owned(),
    }
}

impl Walk<'_> {
    pub(super) fn fault(&self, at: &IdedExpr, what: &str) -> PredicateFault {
        PredicateFault {
            offset: self.offset(at),
            what: what.to_owned(),
            found: describe(&at.expr),
            wanted: String::new(),
            hint: String::new(),
        }
    }

    /// Where a node stands, in characters. The parser counts bytes, and places a call at its
    /// bracket; people look for its name.
    fn offset(&self, at: &IdedExpr) -> usize {
        let start = self.info.offset_for(at.id).map_or(0, |(start, _)| start);
        let before = self.text.get(..start as usize).unwrap_or_default();
        let named = match &at.expr {
            Expr::Call(call) => before.trim_end().strip_suffix(call.func_name.as_str()),
            _ => None,
        };
        named.unwrap_or(before).chars().count()
    }

    pub(super) fn wrong(
        &self,
        at: &IdedExpr,
        what: &str,
        wanted: impl Into<String>,
        hint: impl Into<String>,
    ) -> PredicateFault {
        PredicateFault {
            wanted: wanted.into(),
            hint: hint.into(),
            ..self.fault(at, what)
        }
    }

    pub(super) fn test(&mut self, tree: &IdedExpr) -> Result<Test, PredicateFault> {
        let Expr::Call(call) = &tree.expr else {
            return Err(self.wrong(
                tree,
                "a predicate must be true or false",
                "a comparison, during(...), as_said(...), or these joined by && || !",
                "compare the number with something, e.g. `... > 2.0`",
            ));
        };
        let pair = |walk: &mut Self| -> Result<(Box<Test>, Box<Test>), PredicateFault> {
            Ok((
                Box::new(walk.test(&call.args[0])?),
                Box::new(walk.test(&call.args[1])?),
            ))
        };
        match call.func_name.as_str() {
            operators::LOGICAL_AND => pair(self).map(|(a, b)| Test::And(a, b)),
            operators::LOGICAL_OR => pair(self).map(|(a, b)| Test::Or(a, b)),
            operators::LOGICAL_NOT => Ok(Test::Not(Box::new(self.test(&call.args[0])?))),
            "as_said" => call::as_said(self, tree, call),
            "during" => call::during(self, tree, call),
            name => match comparison(name) {
                Some(cmp) => self.compare(tree, cmp, call),
                None => Err(self.wrong(
                    tree,
                    "a predicate must be true or false",
                    "a comparison at the top",
                    "compare the number with something, e.g. `... > 2.0`",
                )),
            },
        }
    }

    fn compare(
        &mut self,
        tree: &IdedExpr,
        cmp: Cmp,
        call: &CallExpr,
    ) -> Result<Test, PredicateFault> {
        let (a, left) = self.num(&call.args[0])?;
        let (b, right) = self.num(&call.args[1])?;
        if left.same_base(&right) {
            return Ok(Test::Compare(cmp, a, b));
        }
        Err(self.wrong(
            tree,
            "the two sides measure different things",
            format!("both sides in {left}"),
            format!("the left side is {left}, the right side {right}; give a number its unit with amount(n, 'unit')"),
        ))
    }

    pub(super) fn num(&mut self, tree: &IdedExpr) -> Result<Measured, PredicateFault> {
        match &tree.expr {
            Expr::Literal(literal) => {
                let value = self.number(tree, literal)?;
                Ok((Num::Literal { value, unit: "" }, Dimension::none()))
            }
            Expr::Call(call) => self.arithmetic(tree, call),
            _ => Err(self.wrong(
                tree,
                "this gives no number",
                "a number, a quantity such as steel(1935), or an event such as kirov_murder()",
                "quantities take their date in brackets; events need empty brackets",
            )),
        }
    }

    fn number(&self, tree: &IdedExpr, literal: &LiteralValue) -> Result<f64, PredicateFault> {
        match literal_number(literal) {
            Some(value) if value.is_finite() => Ok(value),
            _ => Err(self.wrong(
                tree,
                "this is no number",
                "a finite number",
                "write it plainly",
            )),
        }
    }

    fn arithmetic(&mut self, tree: &IdedExpr, call: &CallExpr) -> Result<Measured, PredicateFault> {
        let op = match call.func_name.as_str() {
            operators::ADD => Op::Add,
            operators::SUBSTRACT => Op::Sub,
            operators::MULTIPLY => Op::Mul,
            operators::DIVIDE => Op::Div,
            operators::NEGATE => {
                let (inner, dimension) = self.num(&call.args[0])?;
                return Ok((Num::Neg(Box::new(inner)), dimension));
            }
            _ => return call::number(self, tree, call),
        };
        let (a, left) = self.num(&call.args[0])?;
        let (b, right) = self.num(&call.args[1])?;
        let dimension = match op {
            Op::Mul => self.scaled(tree, &left, &right, 1)?,
            Op::Div => self.scaled(tree, &left, &right, -1)?,
            Op::Add | Op::Sub => self.sum(tree, op, &left, &right)?,
        };
        Ok((Num::Binary(op, Box::new(a), Box::new(b)), dimension))
    }

    fn scaled(
        &self,
        tree: &IdedExpr,
        left: &Dimension,
        right: &Dimension,
        sign: i8,
    ) -> Result<Dimension, PredicateFault> {
        if left.is_date() || right.is_date() {
            return Err(self.wrong(
                tree,
                "dates cannot be multiplied or divided",
                "a difference of two dates, or a comparison",
                "subtract the dates first: the result is a number of days",
            ));
        }
        Ok(left.times(right, sign))
    }

    fn sum(
        &self,
        tree: &IdedExpr,
        op: Op,
        left: &Dimension,
        right: &Dimension,
    ) -> Result<Dimension, PredicateFault> {
        if left.is_date() && right.is_date() && op == Op::Sub {
            return Ok(Dimension::base("days"));
        }
        if left.is_date() && *right == Dimension::base("days") {
            return Ok(left.clone());
        }
        if !left.same_base(right) || left.is_date() {
            return Err(self.wrong(
                tree,
                "numbers that measure different things cannot be added",
                format!("both in {left}"),
                format!("the first is {left}, the second {right}"),
            ));
        }
        if left.deaths() != right.deaths() {
            return Err(self.wrong(
                tree,
                "kinds of death cannot be added to each other or to the living",
                "counts of one kind",
                "excess deaths, registered deaths, executions and camp deaths overlap or exclude each other; judge them apart",
            ));
        }
        Ok(left.clone())
    }
}

/// The value of a numeric literal.
pub(super) fn literal_number(literal: &LiteralValue) -> Option<f64> {
    match literal {
        LiteralValue::Double(value) => Some(*value.inner()),
        LiteralValue::Int(value) => Some(*value.inner() as f64),
        LiteralValue::UInt(value) => Some(*value.inner() as f64),
        _ => None,
    }
}

fn comparison(name: &str) -> Option<Cmp> {
    Some(match name {
        operators::LESS => Cmp::Lt,
        operators::LESS_EQUALS => Cmp::Le,
        operators::GREATER => Cmp::Gt,
        operators::GREATER_EQUALS => Cmp::Ge,
        operators::EQUALS => Cmp::Eq,
        operators::NOT_EQUALS => Cmp::Ne,
        _ => return None,
    })
}

fn describe(expr: &Expr) -> String {
    match expr {
        Expr::Call(call) => {
            let name = call.func_name.trim_matches('_');
            format!("`{name}`")
        }
        Expr::Ident(name) => format!("the bare name `{name}`"),
        Expr::Literal(literal) => match literal {
            LiteralValue::String(text) => format!("the text '{}'", text.inner()),
            other => {
                literal_number(other).map_or_else(|| "a literal".to_owned(), |n| n.to_string())
            }
        },
        Expr::Select(select) => format!("the field `.{}`", select.field),
        Expr::Map(_) | Expr::Struct(_) => "a map".to_owned(),
        Expr::List(_) => "a list".to_owned(),
        Expr::Comprehension(_) => "a macro".to_owned(),
        Expr::Unspecified => "nothing".to_owned(),
    }
}
