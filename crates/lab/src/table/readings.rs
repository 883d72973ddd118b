//! Tables of what stands behind a verdict: readings, combinations, gauges and mutants.

use super::Kind::{Integer, Number, Text, Truth};
use super::{Cell, Spec, Table, sentences};
use argument::case::Case;
use argument::claim::{Claim, Reading};
use argument::mutant::Survival;
use argument::verdict::{
    Check, ClaimVerdict, Combination, Flip, Gauge, Outcome, ReadingVerdict, Tally,
};
use serde_json::{Map, Value, json};

const READINGS: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("reading", Text, "", "key of the reading inside the claim"),
    ("means", Text, "", "what is taken to be meant"),
    ("predicate", Text, "", "what would make it true, in CEL"),
    ("on", Text, "", "what it is judged on: evidence or runs"),
    (
        "said_words",
        Text,
        "",
        "the words of the passage that stand for a range",
    ),
    (
        "said_low",
        Number,
        "",
        "lowest number that the words can mean",
    ),
    (
        "said_high",
        Number,
        "",
        "highest number that the words can mean",
    ),
    (
        "only",
        Text,
        "",
        "restrictions by quantity, as a JSON object: admitted series and schools, and why",
    ),
    ("status", Text, "", "verdict on this reading alone"),
    (
        "share",
        Number,
        "share of points",
        "share of the points tried at which it holds",
    ),
    (
        "combinations",
        Integer,
        "combinations",
        "combinations of rival series that exist; for runs the rival settings",
    ),
    (
        "judged",
        Integer,
        "combinations",
        "combinations judged; fewer than exist only where these are very many",
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
        "replicates",
        Integer,
        "seeds",
        "seeds that were run, for runs; a contrast under a rival setting has a quarter of them, see points in combinations",
    ),
    (
        "prior_holds",
        Integer,
        "draws",
        "draws of all parameters from their priors under which it holds; no part of the verdict",
    ),
    (
        "prior_draws",
        Integer,
        "draws",
        "draws that gave a run, if the claim asks for the prior",
    ),
    (
        "flips",
        Text,
        "",
        "on what the verdict flips, parted by bars",
    ),
];

/// One row a reading.
pub fn readings(case: &Case, check: &Check) -> Table {
    of_claims(case, check.claims.iter())
}

/// The readings of every claim about one sentence.
pub fn readings_of(case: &Case, check: &Check, unit: &str) -> Table {
    let about = |claim: &&ClaimVerdict| claim.units.iter().any(|id| id == unit);
    of_claims(case, check.claims.iter().filter(about))
}

fn of_claims<'a>(case: &Case, claims: impl Iterator<Item = &'a ClaimVerdict>) -> Table {
    let rows = claims.flat_map(|claim| {
        let own = case.claims.iter().find(|own| own.id == claim.id);
        let own = own.map(Claim::readings).unwrap_or_default();
        claim.readings.iter().map(move |verdict| {
            let said = own.iter().find(|reading| reading.id == verdict.id);
            reading_row(&claim.id, said, verdict)
        })
    });
    Table::new(
        "readings",
        "The readings of the claims, one a row",
        READINGS,
        rows.collect(),
    )
}

fn reading_row(claim: &str, own: Option<&Reading>, verdict: &ReadingVerdict) -> Vec<Cell> {
    let said = own.and_then(|reading| reading.said.as_ref());
    vec![
        claim.into(),
        (&verdict.id).into(),
        (&verdict.means).into(),
        (&verdict.predicate).into(),
        verdict.on.label().into(),
        said.map(|said| &said.words).into(),
        said.map(|said| said.low).into(),
        said.map(|said| said.high).into(),
        own.map(only).into(),
        verdict.status.label().into(),
        verdict.tally.share().into(),
        verdict.existing.into(),
        verdict.combinations.len().into(),
        verdict.tally.holds.into(),
        verdict.tally.points.into(),
        verdict.tally.sampled.into(),
        verdict.runs.as_ref().map(|runs| runs.replicates).into(),
        prior(verdict).map(|tally| tally.holds).into(),
        prior(verdict).map(|tally| tally.points).into(),
        sentences(verdict.flips.iter().map(Flip::text)),
    ]
}

fn prior(verdict: &ReadingVerdict) -> Option<Tally> {
    verdict.runs.as_ref()?.prior
}

/// The restrictions of a reading as a JSON object.
fn only(reading: &Reading) -> String {
    let restrictions = reading.only.iter().map(|(quantity, only)| {
        let restriction =
            json!({ "series": only.series, "schools": only.schools, "why": only.why });
        (quantity.clone(), restriction)
    });
    Value::Object(restrictions.collect::<Map<_, _>>()).to_string()
}

/// Calls `row` on every combination, with its claim, its reading and its number from 1.
fn each<'a>(
    check: &'a Check,
    row: &mut dyn FnMut([Cell; 3], (&'a ReadingVerdict, usize), &'a Combination),
) {
    for claim in &check.claims {
        for reading in &claim.readings {
            for (at, combination) in reading.combinations.iter().enumerate() {
                let key = [(&claim.id).into(), (&reading.id).into(), (at + 1).into()];
                row(key, (reading, at), combination);
            }
        }
    }
}

const COMBINATIONS: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("reading", Text, "", "key of the reading"),
    (
        "number",
        Integer,
        "",
        "number of the combination inside the reading, from 1",
    ),
    (
        "series",
        Text,
        "",
        "the series taken, as quantity=series, parted by semicolons; for runs the rival setting",
    ),
    (
        "rank",
        Text,
        "",
        "weakest rank among the observations used; missing for runs",
    ),
    (
        "outcome",
        Text,
        "",
        "holds, fails, mixed (depends on where inside the ranges) or undefined",
    ),
    (
        "proved",
        Truth,
        "",
        "whether the outcome is proved for every point inside the ranges; else no counterexample was found",
    ),
    (
        "holds",
        Integer,
        "points",
        "points at which the claim holds",
    ),
    ("points", Integer, "points", "points tried"),
    (
        "bears",
        Truth,
        "",
        "for a rival setting: whether it bears on the claim, that is, rivals a row of its sentences, answers otherwise in some run than our rules with the same seed, or moves a number compared beyond the band of our runs",
    ),
    (
        "turns",
        Truth,
        "",
        "for a rival setting: whether most of its runs lie on the other side than those of our rules with the same seeds, and one of the two is of one mind",
    ),
];

/// One row a combination of series.
pub fn combinations(_case: &Case, check: &Check) -> Table {
    let mut rows = Vec::new();
    each(check, &mut |key, (reading, at), combination| {
        let (outcome, proved) = match combination.outcome {
            Outcome::Holds { proved } => ("holds", Some(proved)),
            Outcome::Fails { proved } => ("fails", Some(proved)),
            Outcome::Mixed => ("mixed", None),
            Outcome::Undefined => ("undefined", None),
        };
        let series: Vec<String> = combination
            .series
            .iter()
            .map(|(quantity, series)| format!("{quantity}={series}"))
            .collect();
        let mut row = Vec::from(key);
        row.extend([
            series.join("; ").into(),
            combination.rank.map(argument::source::Rank::label).into(),
            outcome.into(),
            proved.into(),
            combination.tally.holds.into(),
            combination.tally.points.into(),
        ]);
        let rival = at > 0 && reading.runs.is_some();
        row.push(rival.then(|| reading.bears(at)).into());
        row.push(rival.then(|| reading.turns(at)).into());
        rows.push(row);
    });
    let title = "Combinations of rival series, one a row";
    Table::new("combinations", title, COMBINATIONS, rows)
}

const GAUGES: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("reading", Text, "", "key of the reading"),
    (
        "number",
        Integer,
        "",
        "number of the combination inside the reading, from 1",
    ),
    (
        "gauge",
        Integer,
        "",
        "number of the compared number inside the predicate, from 1",
    ),
    ("compared", Text, "", "what is compared, in CEL"),
    (
        "quantities",
        Text,
        "",
        "quantities and events in it, parted by spaces",
    ),
    (
        "unit",
        Text,
        "",
        "unit of the numbers in this row; missing for pure numbers; date means days since 1970-01-01",
    ),
    (
        "low",
        Number,
        "see unit",
        "lowest value inside the sources' own ranges; for runs the 5th percentile over the seeds",
    ),
    (
        "value",
        Number,
        "see unit",
        "value at the central estimates; for runs the median over the seeds",
    ),
    (
        "high",
        Number,
        "see unit",
        "highest value inside the ranges; for runs the 95th percentile",
    ),
    (
        "wanted_low",
        Number,
        "see unit",
        "lower end of what the claim wants",
    ),
    (
        "wanted_high",
        Number,
        "see unit",
        "upper end of what the claim wants",
    ),
    (
        "strict",
        Truth,
        "",
        "whether the wanted ends themselves are excluded",
    ),
];

/// One row for each number that a combination compares.
pub fn gauges(_case: &Case, check: &Check) -> Table {
    let mut rows = Vec::new();
    each(check, &mut |key, _, combination| {
        for (i, gauge) in combination.gauges.iter().enumerate() {
            let mut row = Vec::from(key.clone());
            row.push((i + 1).into());
            row.extend(gauge_cells(gauge));
            rows.push(row);
        }
    });
    Table::new(
        "gauges",
        "The numbers that claims compare, one a row",
        GAUGES,
        rows,
    )
}

fn gauge_cells(gauge: &Gauge) -> [Cell; 9] {
    [
        (&gauge.text).into(),
        super::keys(&gauge.quantities),
        (&gauge.unit).into(),
        gauge.low.into(),
        gauge.value.into(),
        gauge.high.into(),
        gauge.wanted_low.into(),
        gauge.wanted_high.into(),
        gauge.strict.into(),
    ]
}

const MUTANTS: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("reading", Text, "", "key of the reading it was made from"),
    ("rule", Text, "", "how it was made wrong"),
    (
        "predicate",
        Text,
        "",
        "the mutated predicate, in CEL; a changed range of words stands in square brackets",
    ),
    (
        "scenario",
        Text,
        "",
        "scenario without the mechanism, for the rule \"mechanism ablated\"",
    ),
    ("status", Text, "", "what evidence or runs say of it"),
    (
        "fate",
        Text,
        "",
        "killed, survived, or no data (which is no kill)",
    ),
    (
        "why",
        Text,
        "",
        "why one survived: true as well (it asks for other figures than the claim), not told apart (for the same figures), without the mechanism too; of a claim that fails it says nothing",
    ),
];

/// One row a mutated twin.
pub fn mutants(_case: &Case, check: &Check) -> Table {
    let rows = check.claims.iter().flat_map(|claim| {
        claim.mutants.iter().map(|mutant| {
            vec![
                (&claim.id).into(),
                (&mutant.reading).into(),
                mutant.rule.label().into(),
                (&mutant.predicate).into(),
                (&mutant.scenario).into(),
                mutant.status.label().into(),
                mutant.fate.label().into(),
                mutant.survival().map(Survival::label).into(),
            ]
        })
    });
    Table::new(
        "mutants",
        "Mutated twins of the claims, one a row",
        MUTANTS,
        rows.collect(),
    )
}
