//! Differences as tables: one row a number and setting, and one a seed.

use super::contrast::{Contrast, Difference, matched};
use super::{Key, WhatIf};
use crate::arrests;
use crate::simulate::table::{BAND, PLENTY, seed, significant};
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, Column, DIMENSIONS, Spec, Table, UNIT};
use crate::trials::CHANCE;
use argument::runs::BASELINE;

const DIFFERENCES: &[Spec] = &[
    (
        "setting",
        Text,
        "",
        "baseline, or a rival setting, or parameters-as-they-stand, the baseline setting without the ensemble; rival settings are doubt about rules, the band over seeds is chance, over an ensemble chance and parameters, and they are not blended",
    ),
    (
        "quantity",
        Text,
        "",
        "output of the model, human_ledger, or lost_births",
    ),
    ("date", Text, "", "day for stocks, year or period for flows"),
    DIMENSIONS,
    UNIT,
    (
        "seeds",
        Integer,
        "seeds",
        "pairs of runs that gave the number on both sides",
    ),
    (
        "baseline_median",
        Number,
        "see unit",
        "median of the baseline over the seeds, to six digits",
    ),
    (
        "median",
        Number,
        "see unit",
        "median over the seeds of scenario less baseline",
    ),
    ("low", Number, "see unit", "5th percentile over the seeds"),
    ("high", Number, "see unit", "95th percentile over the seeds"),
    ("mean", Number, "see unit", "mean over the seeds"),
    (
        "standard_error",
        Number,
        "see unit",
        "Monte-Carlo standard error of the mean, sd / sqrt(n); missing with one seed",
    ),
    (
        "relative",
        Number,
        "percent",
        "median difference over the baseline's median; missing where that is zero",
    ),
    (
        "more",
        Integer,
        "seeds",
        "seeds in which the scenario has more",
    ),
    (
        "less",
        Integer,
        "seeds",
        "seeds in which the scenario has less",
    ),
    (
        "told_from_chance",
        Truth,
        "",
        "whether the mean lies more than two standard errors from zero",
    ),
    (
        "elasticity",
        Number,
        "percent per percent",
        "beside figures of arrests: by how many per cent arrests under poor information change if one per cent more suspects are tolerated, in the same year; median of the baseline",
    ),
    (
        "elasticity_scenario",
        Number,
        "percent per percent",
        "the same in the scenario",
    ),
];

/// One row a number and setting.
pub fn differences<'a>(whole: &WhatIf, all: impl Iterator<Item = &'a Difference>) -> Table {
    let rows = all.flat_map(|one| {
        let own = std::iter::once((BASELINE, &one.own));
        let rivals = one.rivals.iter();
        let chance = one.chance.iter().map(|chance| (CHANCE, chance));
        let all = own.chain(rivals.map(|(name, rival)| (name.as_str(), rival)));
        all.chain(chance).map(|(setting, contrast)| {
            let mut row = row(setting, &one.key, contrast);
            row.extend(hangs_on(whole, setting, &one.key));
            row
        })
    });
    Table::new(
        "differences",
        "Scenario less baseline, runs in pairs with one seed, by setting",
        DIFFERENCES,
        rows.collect(),
    )
}

/// The tables of several scenarios as one: each row says which scenario is compared with `base`.
pub(super) fn beside<'a>(each: impl Iterator<Item = (&'a str, Table)>, base: &str) -> Table {
    let mut all: Option<Table> = None;
    for (scenario, mut table) in each {
        for row in &mut table.rows {
            row.insert(0, scenario.into());
        }
        match &mut all {
            Some(all) => all.rows.append(&mut table.rows),
            None => all = Some(table),
        }
    }
    let mut all = all.unwrap_or_else(|| Table::new("differences", "", DIFFERENCES, Vec::new()));
    let scenario = Column {
        name: "compared".to_owned(),
        kind: Text,
        unit: String::new(),
        meaning: format!(
            "key of the scenario that is compared; in its rows \"baseline\" as a number is {base}, and a difference is the scenario less {base}"
        ),
    };
    all.columns.insert(0, scenario);
    all.title = format!("{}; the scenario of each row less {base}", all.title);
    all
}

/// What a figure of arrests hangs on, on both sides; nothing of other numbers.
fn hangs_on(whole: &WhatIf, setting: &str, key: &Key) -> [Cell; 2] {
    let of_arrests = arrests::is_figure(&key.quantity);
    let mut settings = whole.settings.iter().chain(&whole.chance);
    let under = settings.find(|one| of_arrests && one.name == setting);
    let pairs = under.map_or(&[][..], |one| &one.pairs);
    arrests::of_pairs(pairs, &key.date)
        .map(|band| band.map(|band| significant(band.median, BAND)).into())
}

fn row(setting: &str, key: &Key, contrast: &Contrast) -> Vec<Cell> {
    let mut row = vec![setting.into()];
    row.extend(about(key));
    row.push(contrast.seeds.into());
    row.extend(numbers(contrast));
    row.extend([
        contrast.more.into(),
        contrast.less.into(),
        contrast.is_told().into(),
    ]);
    row
}

/// Median of what is compared with; median, band, mean and error of the difference; the share it is.
pub(crate) fn numbers(of: &Contrast) -> [Cell; 7] {
    let short = |value: f64| significant(value, BAND);
    [
        short(of.baseline).into(),
        short(of.band.median).into(),
        short(of.band.low).into(),
        short(of.band.high).into(),
        short(of.mean).into(),
        of.error.map(short).into(),
        of.relative.map(short).into(),
    ]
}

/// What a number is: quantity, date, dimensions, unit.
pub(crate) fn about(key: &Key) -> [Cell; 4] {
    [
        (&key.quantity).into(),
        (&key.date).into(),
        key.words().into(),
        key.unit().into(),
    ]
}

const SEEDS: &[Spec] = &[
    ("seed", Integer, "", "seed of both runs"),
    (
        "quantity",
        Text,
        "",
        "output of the model, human_ledger, or lost_births",
    ),
    ("date", Text, "", "day for stocks, year or period for flows"),
    DIMENSIONS,
    ("unit", Text, "", "unit of all numbers of the row"),
    ("baseline", Number, "see unit", "value in the baseline"),
    ("scenario", Number, "see unit", "value in the scenario"),
    ("difference", Number, "see unit", "scenario less baseline"),
];

/// One row a seed and number, in the baseline setting.
pub fn seeds(whole: &WhatIf) -> Table {
    let pairs = whole.settings.first().into_iter();
    let pairs = pairs.flat_map(|setting| &setting.pairs);
    let rows = pairs.flat_map(|pair| {
        matched(&pair.baseline, &pair.scenario).map(|(key, baseline, scenario)| {
            let mut row = vec![seed(pair.seed)];
            row.extend(about(key));
            let plenty = [baseline, scenario, scenario - baseline];
            row.extend(plenty.map(|value| significant(value, PLENTY).into()));
            row
        })
    });
    Table::new(
        "differences-by-seed",
        "Both runs of each pair in the baseline setting, seed by seed",
        SEEDS,
        rows.collect(),
    )
}
