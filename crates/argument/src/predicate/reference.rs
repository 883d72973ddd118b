//! The slow and independent way to decide one combination: hand the predicate to the evaluator
//! of the `cel` crate. Tests hold [`super::eval`] to it.

use super::{Num, Op, Predicate, Test};
use crate::unit::unit;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use cel::common::types::CelDouble;
use cel::{Context, IdedExpr, Value};

/// Decides the predicate for one value of each term, in base units.
///
/// # Errors
/// Whatever the crate's evaluator refuses, as text.
pub fn decide(predicate: &Predicate, values: &[f64]) -> Result<bool, String> {
    let mut context = Context::default();
    for (i, value) in values.iter().enumerate() {
        context
            .add_variable(format!("t{i}"), *value)
            .map_err(|error| error.to_string())?;
    }
    match context.resolve(&test(&predicate.test)) {
        Ok(Value::Bool(answer)) => Ok(answer),
        Ok(other) => Err(format!("{other:?} is no truth value")),
        Err(error) => Err(error.to_string()),
    }
}

fn node(expr: Expr) -> IdedExpr {
    IdedExpr { id: 0, expr }
}

fn call(name: &str, args: Vec<IdedExpr>) -> IdedExpr {
    node(Expr::Call(CallExpr {
        func_name: name.to_owned(),
        target: None,
        args,
    }))
}

fn literal(value: f64) -> IdedExpr {
    node(Expr::Literal(LiteralValue::Double(CelDouble::from(value))))
}

fn both(low: f64, what: &Num, high: f64) -> IdedExpr {
    let above = call(operators::GREATER_EQUALS, vec![number(what), literal(low)]);
    let below = call(operators::LESS_EQUALS, vec![number(what), literal(high)]);
    call(operators::LOGICAL_AND, vec![above, below])
}

fn test(tree: &Test) -> IdedExpr {
    match tree {
        Test::Compare(cmp, a, b) => {
            let name = format!("_{}_", super::print::cmp_text(*cmp));
            call(&name, vec![number(a), number(b)])
        }
        Test::AsSaid { what, low, high } => both(*low, what, *high),
        Test::During(day, span) => both(f64::from(span.start), day, f64::from(span.end)),
        Test::And(a, b) => call(operators::LOGICAL_AND, vec![test(a), test(b)]),
        Test::Or(a, b) => call(operators::LOGICAL_OR, vec![test(a), test(b)]),
        Test::Not(a) => call(operators::LOGICAL_NOT, vec![test(a)]),
    }
}

fn number(num: &Num) -> IdedExpr {
    match num {
        Num::Literal { value, unit: name } => {
            literal(unit(name).map_or(*value, |unit| unit.to_base(*value)))
        }
        Num::Day(span) => literal(f64::from(span.start)),
        Num::Term(index) => node(Expr::Ident(format!("t{index}"))),
        Num::Neg(inner) => call(operators::NEGATE, vec![number(inner)]),
        Num::Binary(op, a, b) => {
            let name = match op {
                Op::Add => operators::ADD,
                Op::Sub => operators::SUBSTRACT,
                Op::Mul => operators::MULTIPLY,
                Op::Div => operators::DIVIDE,
            };
            call(name, vec![number(a), number(b)])
        }
    }
}
