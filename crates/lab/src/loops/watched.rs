//! What each feedback loop is about: the outputs on which it is measured, with the sign that `docs/model.md` writes down for them.
//!
//! A sign says what a rise of the loop's input does to the output, all else as it is. The outputs were chosen from how a loop is said to run and before
//! anything was measured; 1936 is the last year inside the passage, 1937 the last of the runs.

use model::loops::Loop;

/// An output on which a loop is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Output of the model.
    pub quantity: &'static str,
    /// Day or year.
    pub date: &'static str,
    /// Dimension and its value; "" if it has none.
    pub dim: (&'static str, &'static str),
    /// What more of the input does to it: 1 more, -1 less, 0 if nobody wrote it down.
    pub sign: i8,
}

const fn of(quantity: &'static str, dim: (&'static str, &'static str), sign: i8) -> Watched {
    Watched {
        quantity,
        date: "1936",
        dim,
        sign,
    }
}

const fn at(date: &'static str, one: Watched) -> Watched {
    Watched { date, ..one }
}

const NONE: (&str, &str) = ("", "");
const EARLY: (&str, &str) = ("index", "early-weights");
const STEEL: (&str, &str) = ("branch", "steel");
const WORKERS: (&str, &str) = ("group", "worker");
const ALL: (&str, &str) = ("group", "all");

/// Outputs of a loop.
pub fn watched(of_loop: Loop) -> &'static [Watched] {
    match of_loop {
        Loop::F1 => &F1,
        Loop::F2 => &F2,
        Loop::F3 => &F3,
        Loop::F4 => &F4,
        Loop::F5 => &F5,
        Loop::F6 => &F6,
        Loop::F7 => &F7,
        Loop::F8 => &F8,
        Loop::F9 => &F9,
        Loop::F10 => &F10,
    }
}

const F1: [Watched; 3] = [
    of("industrial_output", EARLY, -1),
    of("consumption_level", WORKERS, -1),
    of("grievance", WORKERS, 1),
];
const F2: [Watched; 3] = [
    of("suspects_believed", NONE, -1),
    of("arrested_disposed", NONE, -1),
    of("fear", ALL, 1),
];
const F3: [Watched; 3] = [
    of("padding", NONE, 1),
    of("plan_fulfilment", STEEL, -1),
    of("idle_machines", STEEL, 1),
];
const F4: [Watched; 3] = [
    of("specialists_removed", STEEL, 1),
    of("branch_output", STEEL, -1),
    of("industrial_output", EARLY, -1),
];
const F5: [Watched; 3] = [
    of("tempo", NONE, 1),
    of("plan_fulfilment", STEEL, -1),
    of("idle_machines", STEEL, 1),
];
const F6: [Watched; 3] = [
    at("1936-07/1937-06", of("grain_procurement", NONE, 1)),
    of("horses", NONE, -1),
    of("grain_harvest", NONE, -1),
];
const F7: [Watched; 3] = [
    of("arms_delivered", NONE, 1),
    of("consumer_goods", NONE, -1),
    of("grievance", ALL, 1),
];
const F8: [Watched; 3] = [
    of("past_the_patron", NONE, -1),
    of("specialists_removed", STEEL, -1),
    at("1937", of("industrial_output", EARLY, 1)),
];
const F9: [Watched; 3] = [
    of("suspects_believed", NONE, 1),
    of("arrests_by_political_police", NONE, 1),
    of("fear", ALL, 1),
];
const F10: [Watched; 3] = [
    of("named_in_confessions", NONE, 1),
    of("arrests_by_political_police", NONE, 1),
    of("arrested_disposed", NONE, 0),
];
