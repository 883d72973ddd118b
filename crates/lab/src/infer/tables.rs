//! The results of a fit as tables: one value a cell, freeze and setting in every row.

use super::judge::{Row, Tale};
use super::{Fit, Inference, Matched};
use crate::simulate::table::{BAND, seed, significant};
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, DIMENSIONS, Spec, Table, pairs};

const FREEZE: Spec = (
    "freeze",
    Integer,
    "",
    "last year whose observations were used",
);
const UNDER: Spec = ("under", Text, "", "baseline, or a rival rule");

/// Every table that a fit writes.
pub fn all(whole: &Inference) -> Vec<Table> {
    vec![
        scores(whole),
        held_out(whole),
        observations(whole),
        waves(whole),
        parameters(whole),
        members(whole),
    ]
}

/// Rows of every setting of every fit.
fn rows(whole: &Inference, each: impl Fn(&Fit, &Matched) -> Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut all = Vec::new();
    for fit in &whole.fits {
        for one in &fit.matched {
            for row in each(fit, one) {
                let head = [Cell::Integer(fit.freeze.year.into()), (&one.under).into()];
                all.push(head.into_iter().chain(row).collect());
            }
        }
    }
    all
}

/// One row a hold-out and setting, the worst first; printed by `--format csv`.
pub fn scores(whole: &Inference) -> Table {
    let columns = [
        FREEZE,
        UNDER,
        ("holdout", Text, "", "hold-out"),
        (
            "log_score",
            Number,
            "",
            "mean log score over its numbers, each the mean over its rival series; to six digits",
        ),
        (
            "standard_error",
            Number,
            "",
            "over the members, by the jackknife: the luck of which were drawn",
        ),
    ];
    let rows = rows(whole, |fit, one| {
        let at = fit
            .judged
            .settings
            .iter()
            .position(|name| *name == one.under);
        let blocks = fit.judged.blocks().into_iter();
        blocks
            .map(|block| {
                let score = at.and_then(|at| fit.judged.score(&block)[at]);
                let error = at.map(|at| fit.judged.error(&block)[at]);
                vec![
                    block.into(),
                    score.map(|score| significant(score, BAND)).into(),
                    error.map(|error| significant(error, BAND)).into(),
                ]
            })
            .collect()
    });
    Table::new(
        "holdout-scores",
        "Log score of each hold-out under each rule",
        &columns,
        rows,
    )
}

const HELD_OUT: &[Spec] = &[
    FREEZE,
    UNDER,
    ("holdout", Text, "", "hold-out"),
    ("quantity", Text, "", "quantity"),
    ("date", Text, "", "date of the evidence"),
    DIMENSIONS,
    ("unit", Text, "", "unit of all numbers of the row"),
    ("series", Text, "", "series"),
    ("recorded", Number, "see unit", "recorded number"),
    (
        "low",
        Number,
        "see unit",
        "lower end of the source's own range",
    ),
    ("high", Number, "see unit", "upper end of it"),
    ("verified", Text, "", "looked-up or recalled"),
    (
        "median",
        Number,
        "see unit",
        "median over members and seeds",
    ),
    ("p05", Number, "see unit", "5th percentile"),
    ("p25", Number, "see unit", "25th percentile"),
    ("p75", Number, "see unit", "75th percentile"),
    ("p95", Number, "see unit", "95th percentile"),
    (
        "away",
        Number,
        "",
        "standard deviations of the told distribution by which the recorded number lies above it",
    ),
    ("log_score", Number, "", "log density of the logarithm"),
    ("in_50", Truth, "", "inside the middle half of the runs"),
    (
        "in_90",
        Truth,
        "",
        "inside the middle nine tenths of the runs",
    ),
    (
        "in_50_wide",
        Truth,
        "",
        "the same with the model's discrepancy and the source's error",
    ),
    ("in_90_wide", Truth, "", "the same with both"),
    (
        "null_rule",
        Text,
        "",
        "how the open values of the series are carried on without a model: line of the logarithm, or last value; missing with fewer than two",
    ),
    (
        "null_values",
        Integer,
        "",
        "open values that are carried on",
    ),
    ("null_told", Number, "see unit", "what they tell"),
    (
        "null_log_score",
        Number,
        "",
        "log density of the recorded number under them",
    ),
];

fn held_out(whole: &Inference) -> Table {
    let rows = rows(whole, |fit, one| {
        let at = fit
            .judged
            .settings
            .iter()
            .position(|name| *name == one.under);
        let told = |row: &Row| at.and_then(|at| row.told[at]);
        let rows = fit.judged.rows.iter();
        rows.map(|row| held_row(row, told(row))).collect()
    });
    Table::new(
        "held-out",
        "Held-out numbers and what each rule told of them",
        HELD_OUT,
        rows,
    )
}

fn held_row(row: &Row, tale: Option<Tale>) -> Vec<Cell> {
    let number = |of: fn(&Tale) -> f64| -> Cell {
        tale.as_ref().map(|tale| significant(of(tale), BAND)).into()
    };
    let truth = |of: fn(&Tale) -> bool| -> Cell { tale.as_ref().map(of).into() };
    vec![
        (&row.block).into(),
        (&row.quantity).into(),
        row.date.to_string().into(),
        pairs(&row.dims).into(),
        (&row.unit).into(),
        (&row.series).into(),
        row.recorded.0.into(),
        row.recorded.1.into(),
        row.recorded.2.into(),
        row.verified.into(),
        number(|tale| tale.median),
        number(|tale| tale.runs[0]),
        number(|tale| tale.runs[1]),
        number(|tale| tale.runs[2]),
        number(|tale| tale.runs[3]),
        number(|tale| tale.away),
        number(|tale| tale.score),
        truth(|tale| tale.inside.0),
        truth(|tale| tale.inside.1),
        truth(|tale| tale.inside_wide.0),
        truth(|tale| tale.inside_wide.1),
        row.null.map(|null| null.rule.word()).into(),
        row.null
            .and_then(|null| i64::try_from(null.values).ok())
            .map_or(Cell::Missing, Cell::Integer),
        row.null.map(|null| significant(null.told, BAND)).into(),
        row.null.map(|null| significant(null.score, BAND)).into(),
    ]
}

const OBSERVATIONS: &[Spec] = &[
    FREEZE,
    UNDER,
    ("quantity", Text, "", "quantity, and output of the model"),
    ("date", Text, "", "date"),
    DIMENSIONS,
    ("series", Text, "", "series"),
    ("unit", Text, "", "unit of the recorded number"),
    ("recorded", Number, "see unit", "recorded number"),
    (
        "source_error",
        Number,
        "",
        "standard deviation of its logarithm, from the source's own range",
    ),
    (
        "discrepancy",
        Number,
        "",
        "standard deviation of the logarithm given to the model's own shortcomings; ours",
    ),
    (
        "needed",
        Number,
        "",
        "discrepancy needed, if the observation ruled out everything and was set aside",
    ),
    (
        "missed_by",
        Number,
        "share",
        "share of the candidates kept that miss it; missing if none does",
    ),
];

fn observations(whole: &Inference) -> Table {
    let rows = rows(whole, |fit, one| {
        let used = whole
            .plan
            .targets
            .iter()
            .filter(|target| fit.freeze.uses(target.date));
        used.map(|target| {
            let aside = one.set_aside.iter().find(|aside| aside.target == *target);
            let missed = one.missed.iter().find(|missed| missed.target == *target);
            vec![
                (&target.quantity).into(),
                target.date.to_string().into(),
                pairs(&target.dims).into(),
                (&target.series).into(),
                (&target.unit).into(),
                target.value.0.into(),
                significant(target.error(), BAND).into(),
                target.discrepancy.into(),
                aside.map(|aside| significant(aside.needed, BAND)).into(),
                missed.map(|missed| missed.share).into(),
            ]
        })
        .collect()
    });
    Table::new(
        "fitted-observations",
        "What runs were held to",
        OBSERVATIONS,
        rows,
    )
}

fn waves(whole: &Inference) -> Table {
    let columns = [
        FREEZE,
        UNDER,
        ("wave", Integer, "", "number of the wave"),
        ("runs", Integer, "", "runs of it"),
        (
            "refused",
            Integer,
            "",
            "runs whose parameters no law admits",
        ),
        (
            "lacking",
            Integer,
            "",
            "runs that lack a number, or have one not above zero",
        ),
        (
            "survivors",
            Integer,
            "",
            "runs that stand where nothing is ruled out after it",
        ),
        (
            "share",
            Number,
            "share",
            "of the prior volume not ruled out after it; under a rival, of what the baseline left, with the rule's parameters drawn anew",
        ),
        (
            "share_error",
            Number,
            "share",
            "standard error of the share",
        ),
    ];
    let rows = rows(whole, |_, one| {
        let waves = one.waves.iter().enumerate();
        waves
            .map(|(number, wave)| {
                vec![
                    (number + 1).into(),
                    wave.runs.into(),
                    wave.without.0.into(),
                    wave.without.1.into(),
                    wave.survivors.into(),
                    significant(wave.share.0, BAND).into(),
                    significant(wave.share.1, BAND).into(),
                ]
            })
            .collect()
    });
    Table::new("waves", "Waves of history matching", &columns, rows)
}

fn parameters(whole: &Inference) -> Table {
    let columns = [
        FREEZE,
        UNDER,
        ("parameter", Text, "", "key"),
        (
            "of_a_list",
            Truth,
            "",
            "the numbers are factors on all values of a list",
        ),
        ("prior_low", Number, "", "lower end of the prior range"),
        ("prior_high", Number, "", "upper end of it"),
        ("p05", Number, "", "5th percentile of what is not ruled out"),
        ("median", Number, "", "median of it"),
        ("p95", Number, "", "95th percentile of it"),
        (
            "width",
            Number,
            "ratio",
            "standard deviation of it over that of the prior",
        ),
        (
            "moved",
            Number,
            "",
            "distance of the means in standard deviations of the prior",
        ),
        ("unmoved", Truth, "", "the data say next to nothing of it"),
    ];
    let rows = rows(whole, |_, one| {
        let all = one.posterior.iter();
        all.map(|one| {
            vec![
                (&one.id).into(),
                one.factor.into(),
                one.prior.0.into(),
                one.prior.1.into(),
                significant(one.band[0], BAND).into(),
                significant(one.band[1], BAND).into(),
                significant(one.band[2], BAND).into(),
                significant(one.ratio, BAND).into(),
                significant(one.moved, BAND).into(),
                one.is_unmoved().into(),
            ]
        })
        .collect()
    });
    Table::new("posterior", "Parameters before and after", &columns, rows)
}

fn members(whole: &Inference) -> Table {
    let columns = [
        FREEZE,
        UNDER,
        ("member", Integer, "", "number of the member"),
        ("seed", Integer, "", "its seed"),
        ("parameter", Text, "", "key"),
        (
            "value",
            Number,
            "",
            "its value, or the factor on all values of a list",
        ),
    ];
    let rows = rows(whole, |_, one| {
        let members = one.members.iter().enumerate();
        members
            .flat_map(|(number, member)| {
                member.values.iter().map(move |(id, value)| {
                    vec![
                        (number + 1).into(),
                        seed(member.seed),
                        id.into(),
                        (*value).into(),
                    ]
                })
            })
            .collect()
    });
    Table::new("members", "Members of the ensembles", &columns, rows)
}
