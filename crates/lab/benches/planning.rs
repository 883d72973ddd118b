//! What planning costs: balances, rationed execution and linear programs over a thousand products, as ratios to something in the same
//! run.
//!
//! `cargo bench -p lab --bench planning`; `-- --small` leaves out the largest program; `-- --beside 300` prints instead the program of 300
//! products and BoARIO's course as JSON, for `benches/planning`. No test depends on these figures.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use engine::draw::Draws;
use planning::ario::{Economy, Given, Law, Rationing};
use planning::frontier::{self, Activity, activities};
use planning::leontief::{Leontief, settle};
use planning::reference::{Loss, three_branches};
use planning::solver::{InteriorPoint, best};
use planning::table::Table;
use planning::tautness;
use serde_json::json;
use std::hint::black_box;
use std::time::Instant;

/// Inputs of a product.
const INPUTS: usize = 10;

/// Seconds of the median of some repetitions.
fn median(times: usize, mut work: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..times)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64()
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[times / 2]
}

fn line(what: &str, seconds: f64, beside: &str, other: f64) {
    println!(
        "  {what:<46} {:>12.1} us  = {:>9.2} x {beside}",
        seconds * 1e6,
        seconds / other
    );
}

/// Products with ten random inputs each, which together cost six tenths of it.
fn table(size: usize) -> Table {
    let mut draws = Draws::new(1_937, 8, 0);
    let mut cells = std::collections::BTreeMap::new();
    for j in 0..size {
        for input in 0..INPUTS.min(size) {
            let key = u32::try_from(j * INPUTS + input).expect("a million cells at most");
            let row = draws.at(key, 0).value() * size as f64;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a draw below the number of products"
            )]
            let i = row as usize;
            *cells.entry((i, j)).or_insert(0.0) += 0.12 * draws.at(key, 1).value();
        }
    }
    let names = (0..size).map(|i| format!("p{i}")).collect();
    let cells = cells
        .into_iter()
        .map(|((i, j), value)| (i, j, value))
        .collect();
    Table::of_cells(names, cells).expect("its columns add up to less than one on average")
}

/// One pass over the cells: the unit of what follows.
fn pass(table: &Table) -> f64 {
    let x = vec![1.0; table.size()];
    let mut uses = x.clone();
    median(9, || {
        for _ in 0..100 {
            table.uses(black_box(&x), &mut uses);
        }
        black_box(&uses);
    }) / 100.0
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let small = words.iter().any(|word| word == "--small");
    if let Some(at) = words.iter().position(|word| word == "--beside") {
        let size = words.get(at + 1).and_then(|word| word.parse().ok());
        return beside(size.expect("a number of products follows --beside"));
    }
    for size in [7, 1000] {
        let table = table(size);
        let pass = pass(&table);
        println!(
            "\n{size} products, {} inputs; one pass over them {:.2} us",
            table.cells(),
            pass * 1e6
        );
        balances(&table, pass);
        execution(&table, pass);
    }
    effort();
    println!("\nmost of a mix, two ways of making each product");
    for size in [30, 100, 300, 1000] {
        if size < 1000 || !small {
            program(size);
        }
    }
}

fn balances(table: &Table, pass: f64) {
    let demand = vec![1.0; table.size()];
    let by_rounds = median(5, || {
        black_box(settle(table, &demand, 1e-9).expect("it settles"));
    });
    line(
        "balances by rounds, to one in 10^9",
        by_rounds,
        "a pass",
        pass,
    );
    let factored = median(3, || {
        black_box(Leontief::new(table).expect("it is productive"));
    });
    line(
        "factors of I - A, dense",
        factored,
        "balances by rounds",
        by_rounds,
    );
    let factors = Leontief::new(table).expect("it is productive");
    let solved = median(5, || {
        black_box(factors.gross(&demand).expect("a sound demand"));
    });
    line(
        "balances by the factors",
        solved,
        "balances by rounds",
        by_rounds,
    );
}

/// 300 steps, a fifth of the capacity of one product gone.
fn execution(table: &Table, pass: f64) {
    let size = table.size();
    let demand = vec![1.0; size];
    let (normal, _) = settle(table, &demand, 1e-12).expect("it settles");
    let mut capacity = normal.clone();
    capacity[0] *= 0.8;
    let ranked = Rationing::Priority {
        branches: (0..size).map(|j| j % 5).collect(),
        finals: vec![5.min(size)],
    };
    for (what, rationing) in [
        ("proportional", &Rationing::Proportional),
        ("five classes", &ranked),
    ] {
        let economy =
            Economy::new(table.clone(), Law::boario(size), rationing, 1).expect("a sound law");
        let mut flows = economy.flows();
        let seconds = median(9, || {
            let mut state = economy.at_rest(&normal).expect("sound outputs");
            for _ in 0..300 {
                let given = Given {
                    capacity: &capacity,
                    finals: &demand,
                    target: None,
                };
                economy
                    .step(&mut state, &given, &mut flows)
                    .expect("sound numbers");
            }
            black_box(&state);
        });
        line(
            &format!("a step of execution, {what}"),
            seconds / 300.0,
            "a pass",
            pass,
        );
    }
}

fn effort() {
    let law = tautness::Law::new(1.0, 0.0, 0.1, 1.0).expect("a sound law");
    let targets: Vec<f64> = (0..1000).map(|at| 0.5 + 0.0015 * f64::from(at)).collect();
    let exact = median(5, || {
        black_box(
            targets
                .iter()
                .map(|target| law.effort(*target))
                .sum::<f64>(),
        );
    });
    let table = tautness::Efforts::new(&law, (0.4, 2.1), 512).expect("sound bounds");
    let quick = median(5, || {
        black_box(targets.iter().map(|target| table.at(*target)).sum::<f64>());
    });
    println!("\neffort under 1,000 targets");
    line("worked out", exact, "looked up", quick);
}

/// Each product in two ways, each wanted once, and as much labour as the first way alone would take.
fn two_ways(size: usize) -> (Vec<Activity>, Vec<f64>, f64) {
    let table = table(size);
    let labour = vec![1.0; size];
    let mut ways: Vec<Activity> =
        activities(&table, &labour, &vec![f64::INFINITY; size]).expect("lists of its length");
    // The second way takes half the labour and a fifth more of each input, up to a capacity.
    let second: Vec<Activity> = ways
        .iter()
        .map(|way| Activity {
            makes: way.makes,
            uses: way
                .uses
                .iter()
                .map(|(i, units)| (*i, 1.2 * units))
                .collect(),
            labour: 0.5,
            capacity: 1.5,
        })
        .collect();
    ways.extend(second);
    let wanted = vec![1.0; size];
    let (outputs, _) = settle(&table, &wanted, 1e-9).expect("it settles");
    (ways, wanted, outputs.iter().sum())
}

/// The program and BoARIO's course as JSON, with what they cost here.
fn beside(size: usize) {
    let (ways, wanted, labour) = two_ways(size);
    let program = frontier::program(&ways, &wanted, labour).expect("a sound program");
    let found = best(&program, &InteriorPoint).expect("it has an answer");
    let seconds = median(3, || {
        black_box(best(&program, &InteriorPoint).expect("it has an answer"));
    });
    let run = three_branches(&Loss::default(), 365).expect("a sound loss");
    let course = median(9, || {
        black_box(three_branches(&Loss::default(), 365).expect("a sound loss"));
    });
    let program =
        json!({ "goal": program.goal(), "limits": program.limits(), "cells": program.cells() });
    println!(
        "{}",
        json!({
            "program": program, "level": found.value, "program_seconds": seconds,
            "course": run.relative, "lost": run.lost, "course_seconds": course,
        })
    );
}

fn program(size: usize) {
    let table = table(size);
    let (ways, wanted, all) = two_ways(size);
    let seconds = median(1, || {
        let found =
            frontier::frontier(&ways, &wanted, all, &InteriorPoint).expect("it has an answer");
        println!("  {size} products: level {:.6}, certified", found.level);
    });
    let factored = median(3, || {
        black_box(Leontief::new(&table).expect("it is productive"));
    });
    line(
        &format!("program of {size} products"),
        seconds,
        "factors of I - A",
        factored,
    );
}
