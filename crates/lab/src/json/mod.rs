//! The JSON that commands print and that a run stores: a contract. Keys may be added, none is
//! renamed or dropped. `schemas/` holds the schema files that ship beside it.

mod claim;

use crate::arrests;
use crate::cost::Beside;
use crate::docked::Docked;
use crate::rows::RowState;
use crate::run::VERSION;
use crate::table::{Cell, Table};
use argument::case::Case;
use argument::claim::Class;
use argument::passage::Mark;
use argument::runs::Trials;
use argument::verdict::{By, Check, ClaimVerdict, Status, Summary, UnitVerdict};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Version of everything a run stores. It changes when a key or a column is renamed or dropped.
pub const FORMAT_VERSION: u32 = 1;
/// The schema of what [`check`] gives.
pub const CHECK_SCHEMA: &str = include_str!("../../../../schemas/check.schema.json");
/// The schema of what [`rows`] gives.
pub const ROWS_SCHEMA: &str = include_str!("../../../../schemas/rows.schema.json");

/// A whole check.
pub fn check(case: &Case, check: &Check) -> Value {
    let units: Vec<Value> = check
        .units
        .iter()
        .map(|verdict| unit(check, verdict))
        .collect();
    let claims: Vec<Value> = check
        .claims
        .iter()
        .map(|verdict| claim_of((case, check), verdict, false))
        .collect();
    json!({
        "digest": check.digest,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "case": { "id": case.about.id, "title": case.about.title, "digest": case.digest },
        "units": units,
        "summary": summary(&check.summary),
        "claims": claims,
        "runs": runs(&check.trials),
    })
}

/// A claim, with what its mechanisms were held to and what arrests in it hang on.
fn claim_of((case, check): (&Case, &Check), verdict: &ClaimVerdict, whole: bool) -> Value {
    let mut value = claim::json(verdict, whole);
    let docked = Docked::of(case, verdict);
    value["docked"] = json!(docked.map(|docked| {
        json!({ "says": docked.words(), "asserts_a_size": docked.asserts_a_size, "may_tell_sizes": docked.has_sizes() })
    }));
    let hangs = arrests::of_claim(case, &check.trials, verdict);
    value["arrests_hang_on"] = json!(hangs.into_iter().flatten().collect::<Vec<_>>());
    value
}

/// What was run; null if no claim asked for runs.
pub(crate) fn runs(trials: &Trials) -> Value {
    if trials.is_none() {
        return Value::Null;
    }
    let settings: Vec<&str> = trials
        .settings
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    json!({
        "runs": trials.runs,
        "replicates": trials.replicates(),
        "first_seed": trials.settings[0].trials.first().map(|one| one.seed),
        "ensemble": trials.ensemble,
        "settings": settings,
        "prior": trials.prior.as_ref().map(|prior| prior.trials.len()),
        "digest": trials.digest,
    })
}

fn unit(check: &Check, verdict: &UnitVerdict) -> Value {
    let names = |indices: &[usize]| -> Vec<&str> {
        indices
            .iter()
            .map(|i| check.claims[*i].id.as_str())
            .collect()
    };
    let parts: Vec<Value> = verdict
        .parts
        .iter()
        .map(|(status, claims)| json!({ "status": status.label(), "claims": claims }))
        .collect();
    json!({
        "id": verdict.id,
        "status": verdict.status.label(),
        "contested_by": claim::contested_by(&verdict.contested_by),
        "class": verdict.class.map(Class::label),
        "share": verdict.share,
        "flips_on": verdict.flips_on,
        "mutants": { "run": verdict.mutants_run, "killed": verdict.mutants_killed },
        "parts": parts,
        "judged_in_part": verdict.judged_in_part().map(|(judged, of)| json!({ "judged": judged, "of": of })),
        "claims": names(&verdict.claims),
        "beside": names(&verdict.beside),
    })
}

/// All nine statuses, so that a reader need not know which ones did not occur.
fn by_status(counts: &BTreeMap<Status, usize>) -> Value {
    let count = |status: &Status| counts.get(status).copied().unwrap_or(0);
    let all = Status::ALL
        .iter()
        .map(|status| (status.label().to_owned(), json!(count(status))));
    Value::Object(all.collect())
}

fn summary(summary: &Summary) -> Value {
    let contested = By::ALL.iter().map(|by| {
        let count = summary.units_contested_by.get(by).copied();
        (by.label().to_owned(), json!(count.unwrap_or(0)))
    });
    let contested: Map<String, Value> = contested.collect();
    let families = summary.families.iter().map(|(family, fates)| {
        let fates = json!({
            "run": fates.run,
            "killed": fates.killed,
            "true_as_well": fates.true_as_well,
            "not_told_apart": fates.not_told_apart,
            "without_data": fates.without_data,
        });
        (family.label().to_owned(), fates)
    });
    let families: Map<String, Value> = families.collect();
    json!({
        "contested_by": contested,
        "mutants_by_kind": families,
        "by_status": by_status(&summary.units_by_status),
        "kill_rate": summary.kill_rate(),
        "recalled_share": summary.recalled_share(),
        "by_class": summary.units_by_class,
        "claims_by_status": by_status(&summary.claims_by_status),
        "supported_claims": summary.supported_claims,
        "follow_from_our_rule": {
            "claims": summary.rule.claims,
            "mutants": {
                "run": summary.rule.run,
                "killed": summary.rule.killed,
                "without_data": summary.rule.without_data,
            },
        },
        "mutants": {
            "run": summary.mutants_run,
            "killed": summary.mutants_killed,
            "without_data": summary.mutants_without_data,
        },
        "observations": summary.observations,
        "recalled": summary.recalled,
        "vacuous": summary.vacuous,
        "unregistered": summary.unregistered,
    })
}

/// One sentence with every claim about it, down to each combination. `Null` if there is no such
/// sentence.
pub fn explain(case: &Case, check: &Check, id: &str) -> Value {
    let unit_of_text = case.passage.units.iter().find(|unit| unit.id == id);
    let verdict = check.units.iter().find(|verdict| verdict.id == id);
    let (Some(text), Some(verdict)) = (unit_of_text, verdict) else {
        return Value::Null;
    };
    let about = verdict.claims.iter().chain(&verdict.beside);
    let claims: Vec<Value> = about
        .map(|i| claim_of((case, check), &check.claims[*i], true))
        .collect();
    let marks: Vec<&str> = text.marks.iter().copied().map(Mark::label).collect();
    let human_cost = Beside::of_sentence((case, check), (text, verdict));
    json!({
        "digest": check.digest,
        "unit": unit(check, verdict),
        "paraphrase": text.paraphrase,
        "marks": marks,
        "rows": text.rows,
        "edge": text.edge,
        "damage": text.damage,
        "human_cost": human_cost.map(|beside| beside.json()),
        "claims": claims,
    })
}

/// Where every row stands.
pub fn rows(rows: &[RowState]) -> Value {
    let all: Vec<Value> = rows
        .iter()
        .map(|row| {
            let conditions: Vec<Value> = row
                .conditions
                .iter()
                .map(|one| {
                    json!({ "number": one.number, "wants": one.wants, "met": one.met, "found": one.found })
                })
                .collect();
            json!({
                "id": row.id,
                "works": row.works(),
                "missing": row.missing(),
                "name": row.name,
                "units": row.units,
                "conditions": conditions,
            })
        })
        .collect();
    json!({ "rows": all })
}

/// A table: its columns, and its rows as objects.
pub fn table(table: &Table) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({ "name": column.name, "kind": column.kind.label(), "unit": column.unit, "meaning": column.meaning })
        })
        .collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells = table.columns.iter().zip(row);
            let cells = cells.map(|(column, cell)| (column.name.clone(), value(cell)));
            Value::Object(cells.collect::<Map<_, _>>())
        })
        .collect();
    json!({ "name": table.name, "title": table.title, "columns": columns, "rows": rows })
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Integer(number) => json!(number),
        Cell::Number(number) => json!(number),
        Cell::Truth(truth) => json!(truth),
        Cell::Missing => Value::Null,
    }
}

#[cfg(test)]
pub(crate) mod checker;
#[cfg(test)]
mod tests;
