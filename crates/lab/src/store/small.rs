//! What a job with one table leaves in a folder: the table as CSV and Parquet, its answer as JSON, the licence of the data, the manifest.

use super::{LICENCE, csv, manifest, parquet};
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use crate::table::Table;
use argument::case::Case;
use engine::digest::sha256_hex;
use serde_json::{Value, json};

/// Every file: name inside the folder, and bytes. The manifest comes last; `about` is what the job says in it of itself, so that it can be run
/// again.
///
/// # Errors
/// A table that Parquet cannot hold.
pub(crate) fn files(
    case: &Case,
    (table, answer): (&Table, &Value),
    (job, about): (&str, Value),
) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let digest = answer["digest"].as_str().unwrap_or_default();
    let name = |ending: &str| format!("{}.{ending}", table.name);
    // How long it took is no result: the same runs give the same bytes.
    let mut kept = answer.clone();
    kept["wall_seconds"] = Value::Null;
    let mut files = vec![
        (name("csv"), csv::text(table).into_bytes()),
        (name("parquet"), parquet::bytes(table, digest)?),
        (name("json"), format!("{kept:#}\n").into_bytes()),
        ("LICENSE-DATA".to_owned(), LICENCE.as_bytes().to_vec()),
    ];
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| {
            json!({ "path": name, "sha256": sha256_hex(bytes), "bytes": bytes.len() })
        })
        .collect();
    let mut manifest = json!({
        "program": manifest::PROGRAM,
        "job": job,
        "version": VERSION,
        "format_version": FORMAT_VERSION,
        "of": table.name,
        "digest": digest,
    });
    let rest = json!({
        "case": { "id": case.about.id, "title": case.about.title, "digest": case.digest },
        "inputs": case.inputs,
        "out": listed,
    });
    for part in [about, rest] {
        if let (Some(all), Value::Object(part)) = (manifest.as_object_mut(), part) {
            all.extend(part);
        }
    }
    let text = format!("{manifest:#}\n");
    files.push((manifest::NAME.to_owned(), text.into_bytes()));
    Ok(files)
}
