//! Tables of verdicts: units and claims.

use super::Kind::{Integer, Number, Text, Truth};
use super::{Cell, Spec, Table, keys, sentences};
use argument::case::Case;
use argument::claim::{Claim, Class};
use argument::margin::{Change, Step};
use argument::mutant::Fate;
use argument::passage::Unit;
use argument::verdict::{By, Check, ClaimVerdict, Flip, Tally, UnitVerdict};

const UNITS: &[Spec] = &[
    ("unit", Text, "", "number of the sentence in the passage"),
    ("paragraph", Integer, "", "paragraph of the passage, from 1"),
    (
        "marks",
        Text,
        "",
        "kinds of statement it makes: F fact, N number or date, C cause, P perception, M what might be, E evaluation, D damaged",
    ),
    ("rows", Text, "", "systems it belongs to, parted by spaces"),
    (
        "paraphrase",
        Text,
        "",
        "our sentence for what it asserts; the text itself is not stored",
    ),
    ("damage", Text, "", "what our copy of the text has lost"),
    (
        "status",
        Text,
        "",
        "verdict: that of the weakest of its assertions",
    ),
    ("class", Text, "", "class of the claim that decides it"),
    (
        "share",
        Number,
        "share of points",
        "share of the points tried at which the deciding claim holds",
    ),
    (
        "claims",
        Text,
        "",
        "its assertions: keys of the table claims, parted by spaces",
    ),
    (
        "beside",
        Text,
        "",
        "claims about its background or a tension: shown beside it, never part of its status",
    ),
    (
        "mutants_run",
        Integer,
        "mutants",
        "mutated twins of its assertions that were judged",
    ),
    (
        "mutants_killed",
        Integer,
        "mutants",
        "of these killed for a reason in the data",
    ),
    (
        "flips",
        Text,
        "",
        "on what the verdict flips, parted by bars",
    ),
    (
        "judged_in_part",
        Text,
        "",
        "how many of its assertions were put to the test, of how many; missing if all were, or none",
    ),
    (
        "contested_by",
        Text,
        "",
        "what a contested verdict is contested by: rules disagree, goes either way (chance or parameters inside one rule), evidence and runs disagree, sources disagree, a source's range decides, readings disagree, no answer in part; parted by bars",
    ),
];

/// One row a sentence.
pub fn units(case: &Case, check: &Check) -> Table {
    let about = |id: &str| case.passage.units.iter().find(|unit| unit.id == id);
    let rows = check.units.iter();
    let rows =
        rows.filter_map(|verdict| about(&verdict.id).map(|unit| unit_row(unit, verdict, check)));
    Table::new(
        "units",
        "The sentences of the passage, one a row",
        UNITS,
        rows.collect(),
    )
}

fn unit_row(unit: &Unit, verdict: &UnitVerdict, check: &Check) -> Vec<Cell> {
    let names = |indices: &[usize]| keys(indices.iter().map(|i| &check.claims[*i].id));
    vec![
        (&unit.id).into(),
        unit.paragraph.into(),
        keys(unit.marks.iter().map(|mark| mark.letter().to_string())),
        keys(&unit.rows),
        (&unit.paraphrase).into(),
        (&unit.damage).into(),
        verdict.status.label().into(),
        verdict.class.map(Class::label).into(),
        verdict.share.into(),
        names(&verdict.claims),
        names(&verdict.beside),
        verdict.mutants_run.into(),
        verdict.mutants_killed.into(),
        sentences(&verdict.flips_on),
        verdict
            .judged_in_part()
            .map(|(judged, of)| format!("{judged} of {of}"))
            .into(),
        contested_by(&verdict.contested_by),
    ]
}

/// By what a verdict is contested; missing where it is not.
fn contested_by(by: &[By]) -> Cell {
    sentences(by.iter().map(|one| one.label()))
}

const CLAIMS: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("units", Text, "", "sentences it is about, parted by spaces"),
    ("says", Text, "", "our sentence for what is claimed"),
    (
        "role",
        Text,
        "",
        "assertion (part of what the sentence says), context or tension (ours, shown beside it)",
    ),
    (
        "class",
        Text,
        "",
        "how it is tied to evidence and model: assumed, calibrated, held-out or evidence-only",
    ),
    (
        "tension",
        Text,
        "",
        "the tension between sentences that it judges",
    ),
    ("why", Text, "", "remark of its author"),
    ("status", Text, "", "verdict over all its readings"),
    (
        "label",
        Text,
        "",
        "the verdict with the series or readings it holds under or what it is contested by, and the one weak source it rests on",
    ),
    (
        "share",
        Number,
        "share of points",
        "share of the points tried at which it holds; of evidence and runs the smaller",
    ),
    ("holds", Integer, "points", "points at which it holds"),
    ("points", Integer, "points", "points tried"),
    (
        "sampled",
        Truth,
        "",
        "whether some of the points are a quasi-random sample and not all ends and centres",
    ),
    (
        "readings",
        Integer,
        "readings",
        "meanings that were judged apart",
    ),
    (
        "mutants_run",
        Integer,
        "mutants",
        "mutated twins that were judged",
    ),
    (
        "mutants_killed",
        Integer,
        "mutants",
        "of these killed for a reason in the data",
    ),
    (
        "mutants_without_data",
        Integer,
        "mutants",
        "of these without data to try them: not kills",
    ),
    (
        "margin_number_of",
        Text,
        "",
        "the number of the claim whose change flips the verdict soonest",
    ),
    (
        "margin_number_factor",
        Number,
        "factor",
        "the smallest factor that flips it, for amounts",
    ),
    (
        "margin_number_days",
        Number,
        "days",
        "the smallest shift that flips it, for dates",
    ),
    (
        "margin_number_to",
        Text,
        "",
        "the verdict after that change",
    ),
    (
        "margin_observation_of",
        Text,
        "",
        "the one observation whose change flips the verdict soonest",
    ),
    (
        "margin_observation_factor",
        Number,
        "factor",
        "the smallest factor that flips it, for amounts",
    ),
    (
        "margin_observation_days",
        Number,
        "days",
        "the smallest shift that flips it, for dates",
    ),
    (
        "margin_observation_to",
        Text,
        "",
        "the verdict after that change",
    ),
    (
        "unjudged",
        Text,
        "",
        "readings without any admissible observation, beside others that are judged, parted by spaces",
    ),
    (
        "ablations",
        Text,
        "",
        "scenarios in which the mechanism that it rests on is removed, parted by spaces",
    ),
    ("no_ablation", Text, "", "why a claim on runs has none"),
    (
        "vacuous",
        Truth,
        "",
        "whether nothing that was tried flips a judged claim",
    ),
    (
        "one_recalled_source",
        Text,
        "",
        "the one recalled source on which all of it rests",
    ),
    (
        "registration",
        Text,
        "",
        "how it stands to the register of claims",
    ),
    (
        "digest",
        Text,
        "",
        "digest of everything that the claim commits itself to",
    ),
    (
        "flips",
        Text,
        "",
        "on what the verdict flips, parted by bars",
    ),
    (
        "contested_by",
        Text,
        "",
        "what a contested verdict is contested by, as in the table units; parted by bars",
    ),
    (
        "one_source",
        Text,
        "",
        "the one source on which all of it rests, looked up or not",
    ),
    (
        "one_source_rank",
        Text,
        "",
        "weakest rank among what was used of that source: document, scholarly, reprint or recalled",
    ),
];

/// One row a claim.
pub fn claims(case: &Case, check: &Check) -> Table {
    let own = |id: &str| case.claims.iter().find(|claim| claim.id == id);
    let rows = check
        .claims
        .iter()
        .map(|verdict| claim_row(own(&verdict.id), verdict));
    Table::new("claims", "The claims, one a row", CLAIMS, rows.collect())
}

fn claim_row(claim: Option<&Claim>, verdict: &ClaimVerdict) -> Vec<Cell> {
    let mut tally = Tally::default();
    for reading in &verdict.readings {
        tally.add(reading.tally);
    }
    let without_data = verdict
        .mutants
        .iter()
        .filter(|mutant| mutant.fate == Fate::NoData)
        .count();
    let runs = verdict.runs.as_ref();
    let mut row = vec![
        (&verdict.id).into(),
        keys(&verdict.units),
        (&verdict.says).into(),
        verdict.role.label().into(),
        verdict.class.map(Class::label).into(),
        (&verdict.tension).into(),
        (&verdict.why).into(),
        verdict.status.label().into(),
        verdict.label().into(),
        verdict.share.into(),
        tally.holds.into(),
        tally.points.into(),
        tally.sampled.into(),
        verdict.readings.len().into(),
        verdict.mutants.len().into(),
        verdict.killed().into(),
        without_data.into(),
    ];
    row.extend(change(verdict.margin.number.as_ref()));
    row.extend(change(verdict.margin.observation.as_ref()));
    row.extend([
        keys(&verdict.unjudged),
        keys(runs.map(|runs| &runs.ablations).into_iter().flatten()),
        runs.map(|runs| &runs.no_ablation).into(),
        verdict.is_vacuous().into(),
        verdict.one_recalled_source.as_ref().into(),
        verdict.registered.label().into(),
        claim.map(argument::registered::digest).into(),
        sentences(verdict.flips.iter().map(Flip::text)),
        contested_by(&verdict.contested_by()),
        verdict.one_source.as_ref().map(|one| &one.id).into(),
        verdict
            .one_source
            .as_ref()
            .map(|one| one.rank.label())
            .into(),
    ]);
    row
}

/// What is changed, by which factor or how many days, and where that leads.
fn change(change: Option<&Change>) -> [Cell; 4] {
    let Some(change) = change else {
        return [Cell::Missing, Cell::Missing, Cell::Missing, Cell::Missing];
    };
    let (factor, days) = match change.by {
        Step::Factor(factor) => (factor.into(), Cell::Missing),
        Step::Days(days) => (Cell::Missing, days.into()),
    };
    [
        (&change.what).into(),
        factor,
        days,
        change.to.label().into(),
    ]
}
