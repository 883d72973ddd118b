//! A page of a year: numbers are added to it, each with the year as its date.

use super::Observation;
use crate::world::World;
use engine::calendar::Week;

/// What is taken down of a year.
pub(super) struct Page<'a> {
    date: String,
    /// What was taken down so far.
    pub(super) out: &'a mut Vec<Observation>,
}

impl<'a> Page<'a> {
    pub(super) fn of(world: &World<'_>, out: &'a mut Vec<Observation>) -> Self {
        let week = Week::after(world.setup.span.first_year, world.week - 1);
        Self {
            date: week.year.to_string(),
            out,
        }
    }

    pub(super) fn add(&mut self, quantity: &'static str, value: f64) {
        self.push(quantity, Vec::new(), value);
    }

    pub(super) fn by(
        &mut self,
        quantity: &'static str,
        (name, word): (&'static str, &str),
        value: f64,
    ) {
        self.push(quantity, vec![(name, word.to_owned())], value);
    }

    pub(super) fn push(
        &mut self,
        quantity: &'static str,
        dims: Vec<(&'static str, String)>,
        value: f64,
    ) {
        self.out.push(Observation {
            quantity,
            date: self.date.clone(),
            dims,
            value,
        });
    }
}
