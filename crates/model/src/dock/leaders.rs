//! Rows T18, T19 and T37: ruling coalitions, and signs of what was written on rulers and what they can know.
//!
//! Of T37 two papers have no row: Yu and Wolton on denunciation, and Wintrobe's two types of ruler. Of the one no form was seen or
//! recalled; the other would have a ruler choose how much to repress.

use super::{Row, figures};
use crate::belief::audience::{Views, can_be_honest, worth};
use crate::belief::dilemma::{sensitivity, told};
use crate::decision::accountability::{parts, selection, stake};
use crate::decision::appointment::{Stakes, competence, risk};
use crate::decision::coalition::ruling;

const COALITION: &str = "decision/coalition";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = vec![sizes()];
    rows.extend(examples());
    rows.extend([
        one_leader(),
        dilemma(),
        blame(),
        performance(),
        viziers(),
        petitions(),
    ]);
    rows
}

/// Powers a little above one, of which no two groups have the same sum.
fn near_equals(n: u32) -> Vec<f64> {
    (0..n).map(|at| 1.0 + f64::from(1 << at) / 1e6).collect()
}

/// Powers of those who rule; nothing where the question is refused.
fn rulers(powers: &[f64], majority: f64) -> Vec<f64> {
    let inside = ruling(powers, majority).unwrap_or_default();
    let who = powers.iter().zip(inside);
    who.filter_map(|(power, inside)| inside.then_some(*power))
        .collect()
}

fn exact(row: Row, grade: &'static str) -> Row {
    Row {
        tolerance: "exact".to_owned(),
        grade,
        ..row
    }
}

fn sizes() -> Row {
    let wanted = [1, 1, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7].map(f64::from);
    let pairs: Vec<(f64, f64)> = (1..)
        .zip(wanted)
        .map(|(n, wanted)| (wanted, rulers(&near_equals(n), 0.5).len() as f64))
        .collect();
    let setting = "Acemoglu, Egorov and Sonin 2008: how many rule among 1 to 12 of nearly equal power, simple majority";
    exact(figures("T18", COALITION, setting, &pairs, 0.0), "A")
}

fn examples() -> [Row; 2] {
    let words = |sets: &[Vec<f64>]| {
        let one = |set: &Vec<f64>| {
            let powers: Vec<String> = set.iter().map(ToString::to_string).collect();
            format!("{{{}}}", powers.join(", "))
        };
        sets.iter().map(one).collect::<Vec<String>>().join("; ")
    };
    let row = |id, setting, wanted: &[&[f64]], got: &[Vec<f64>]| {
        let wanted: Vec<Vec<f64>> = wanted.iter().map(|set| set.to_vec()).collect();
        Row {
            id,
            module: COALITION,
            setting,
            expected: words(&wanted),
            got: words(got),
            tolerance: "exact".to_owned(),
            grade: "A",
            holds: wanted == got,
        }
    };
    [
        row(
            "T18a",
            "the same: who rules among 3, 4, 5; 3, 4, 5, 10; 5, 6, 7, 8; 2, 4, 7 (first two recalled of the paper, the others worked out)",
            &[&[3.0, 4.0, 5.0], &[3.0, 4.0, 5.0], &[5.0, 6.0, 7.0], &[7.0]],
            &[
                rulers(&[3.0, 4.0, 5.0], 0.5),
                rulers(&[3.0, 4.0, 5.0, 10.0], 0.5),
                rulers(&[5.0, 6.0, 7.0, 8.0], 0.5),
                rulers(&[2.0, 4.0, 7.0], 0.5),
            ],
        ),
        row(
            "T18b",
            "the same, majority of six tenths: who rules among 3, 4, 5 and among 3, 4, 5, 10 (worked out)",
            &[&[4.0, 5.0], &[3.0, 4.0, 10.0]],
            &[
                rulers(&[3.0, 4.0, 5.0], 0.6),
                rulers(&[3.0, 4.0, 5.0, 10.0], 0.6),
            ],
        ),
    ]
}

/// Sizes, below zero where the leader is not in. At whole S the table stands on a knife's edge: with nine a little *below* one it
/// differs at S = 3, 6, 8 and 9.
fn one_leader() -> Row {
    let wanted = [
        (2.0, -7.0),
        (3.0, 5.0),
        (4.0, -7.0),
        (5.0, -7.0),
        (6.0, 7.0),
        (7.0, 9.0),
        (8.0, 9.0),
        (9.0, 10.0),
        (9.5, 1.0),
    ];
    let size = |leader: f64| {
        let mut powers = near_equals(9);
        powers.push(leader);
        let rulers = rulers(&powers, 0.5);
        let sign = if rulers.last() == Some(&leader) {
            1.0
        } else {
            -1.0
        };
        sign * rulers.len() as f64
    };
    let pairs = wanted.map(|(leader, wanted)| (wanted, size(leader)));
    let setting = "the same, worked out: how many rule if nine have a little over 1 and a leader 2, 3, 4, 5, 6, 7, 8, 9, 9.5; minus if without him";
    exact(figures("T19", COALITION, setting, &pairs, 0.0), "A")
}

/// A row of signs: 1 up or yes, -1 down or no.
fn signs(
    id: &'static str,
    module: &'static str,
    setting: &'static str,
    pairs: &[(f64, f64)],
) -> Row {
    let row = figures(id, module, setting, pairs, 0.0);
    Row {
        tolerance: "sign".to_owned(),
        ..exact(row, "C")
    }
}

fn sign(of: bool) -> f64 {
    if of { 1.0 } else { -1.0 }
}

/// 1 if all steps go up, -1 if all go down, else 0.
fn trend(values: &[f64]) -> f64 {
    let all = |way: fn(&[f64]) -> bool| values.windows(2).all(way);
    if all(|pair| pair[1] > pair[0]) {
        1.0
    } else if all(|pair| pair[1] < pair[0]) {
        -1.0
    } else {
        0.0
    }
}

/// From 0 to 1, in tenths.
fn tenths() -> impl Iterator<Item = f64> {
    (0..=10).map(|tenth| f64::from(tenth) / 10.0)
}

fn dilemma() -> Row {
    let found: Vec<f64> = tenths().map(|fear| sensitivity(0.5, fear)).collect();
    let worth: Vec<f64> = found.iter().map(|found| told(*found, 0.97)).collect();
    let setting = "Wintrobe 1990, recalled; form ours: with more fear, share of opponents that reports find, and what reports tell";
    let pairs = [(-1.0, trend(&found)), (-1.0, trend(&worth))];
    signs("T37a", "belief/dilemma", setting, &pairs)
}

/// Officials by rank of reported failure.
fn officials() -> Vec<f64> {
    tenths().collect()
}

fn blame() -> Row {
    let safe = |blind: f64| parts(&officials(), blind).iter().any(|part| *part <= 0.0);
    let chosen: Vec<f64> = tenths()
        .map(|blind| selection(&officials(), blind))
        .collect();
    let setting = "Montagnes and Wolton 2019, abstract; form ours: anyone safe by record if blows are not blind, and if they are; selection as they grow blinder";
    let pairs = [
        (1.0, sign(safe(0.0))),
        (-1.0, sign(safe(0.1))),
        (-1.0, trend(&chosen)),
    ];
    signs("T37b", "decision/accountability", setting, &pairs)
}

fn performance() -> Row {
    let stakes: Vec<f64> = tenths().map(|blind| stake(&officials(), blind)).collect();
    let fallen = trend(&stakes) < 0.0;
    Row {
        id: "T37c",
        module: "decision/accountability",
        setting: "the same: what is gained by a better record as blows grow blinder; the paper has performance always rise with violence",
        expected: "the published rise does not come out of this form: less is gained".to_owned(),
        got: format!("{} is gained", if fallen { "less" } else { "no less" }),
        tolerance: "sign".to_owned(),
        grade: "X",
        holds: fallen,
    }
}

/// Rulers whom a plot would overthrow with chances of .05 to .75; a fool joins from .8 on.
fn viziers() -> Row {
    let stakes = Stakes {
        prize: 1.0,
        penalty: 4.0,
        service: 1.0,
        throne: 5.0,
    };
    let chosen: Vec<f64> = (1..=15)
        .map(|twentieth| competence(f64::from(twentieth) / 20.0, &stakes))
        .collect();
    let danger = risk(0.2, 1.0, &stakes) - risk(0.2, 0.5, &stakes);
    let harsher = Stakes {
        penalty: 8.0,
        ..stakes
    };
    let deterred = competence(0.2, &harsher) - competence(0.2, &stakes);
    let setting = "Egorov and Sonin 2011, abstract; form ours: competence chosen as rulers grow weaker; danger of a competent vizier; competence if failure costs him more";
    let pairs = [
        (-1.0, trend(&chosen)),
        (1.0, danger.signum()),
        (1.0, deterred.signum()),
    ];
    signs("T37d", "decision/appointment", setting, &pairs)
}

fn petitions() -> Row {
    let ever = |precision: f64, conflict: f64| {
        let views = Views {
            before: 0.0,
            ruler: conflict,
            citizen: 0.0,
        };
        (1..=2000).any(|citizens| can_be_honest(views, precision, citizens))
    };
    let conflict = worth(0.7);
    let setting = "Battaglini 2017, abstract; form ours: honest petitions among any of 1 to 2000 citizens, signals precise, then not; conflict small, then large";
    let pairs = [
        (1.0, sign(ever(0.8, conflict))),
        (-1.0, sign(ever(0.6, conflict))),
        (1.0, sign(ever(0.7, 0.5 * conflict))),
        (-1.0, sign(ever(0.7, 1.5 * conflict))),
    ];
    signs("T37e", "belief/audience", setting, &pairs)
}
