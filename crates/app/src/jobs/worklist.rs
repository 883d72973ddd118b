//! `closerun worklist`: what to look up first.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::trials::Depth;
use lab::worklist::Entry;
use serde_json::json;
use std::sync::atomic::AtomicBool;

/// What to look up first.
pub(crate) fn run(cli: &Cli, seeds: Seeds, top: usize) -> Result<Answer> {
    let case = super::case(cli)?;
    let trials = super::trials(
        cli,
        &case,
        seeds.ask(&case, Depth::Statuses),
        &AtomicBool::new(false),
    )?;
    let entries = lab::worklist::worklist(&case, &trials);
    if cli.format == Format::Csv {
        return Ok(Answer::of(lab::store::csv::text(&lab::table::worklist(
            &entries,
        ))));
    }
    if cli.format == Format::Json {
        let list: Vec<_> = entries
            .iter()
            .map(|entry| {
                json!({ "quantity": entry.quantity, "series": entry.series, "date": entry.date, "source": entry.source,
                    "confidence": entry.confidence, "used_by": entry.used_by, "smallest": entry.smallest, "in_days": entry.is_date,
                    "flips": entry.flips.iter().map(|(claim, step, to)| json!({ "claim": claim, "step": step, "to": to.label() })).collect::<Vec<_>>(),
                    "struck": entry.struck.iter().map(|(claim, to)| json!({ "claim": claim, "to": to.label() })).collect::<Vec<_>>() })
            })
            .collect();
        return Ok(Answer::of(format!(
            "{}\n",
            serde_json::to_string_pretty(&json!({ "worklist": list }))?
        )));
    }
    Ok(Answer::of(page(&case, &entries, top)))
}

fn page(case: &Case, entries: &[Entry], top: usize) -> String {
    let mut page = Page::default();
    let (all, recalled) = case.base.count();
    page.wrapped("", &format!("{recalled} of {all} observations are recalled and not yet looked up; verdicts rest on {} of them. Those whose change or loss would alter most verdicts stand first.", entries.len()));
    for (i, entry) in entries.iter().take(top).enumerate() {
        page.push("");
        page.wrapped(
            &format!("{:>3}. ", i + 1),
            &format!(
                "{} {} in {} (confidence {:.2}, source {})",
                entry.quantity, entry.date, entry.series, entry.confidence, entry.source
            ),
        );
        for (claim, step, to) in &entry.flips {
            let size = if entry.is_date {
                format!("{step:.0} days")
            } else {
                format!("{:.0} %", step * 100.0)
            };
            page.wrapped(
                "     ",
                &format!("moved by {size}: {claim} becomes {}", to.label()),
            );
        }
        for (claim, to) in &entry.struck {
            page.wrapped(
                "     ",
                &format!("struck out: {claim} becomes {}", to.label()),
            );
        }
        if entry.flips.is_empty() && entry.struck.is_empty() {
            page.wrapped(
                "     ",
                &format!("flips nothing; used by {}", entry.used_by.join(", ")),
            );
        }
    }
    if entries.len() > top {
        page.push("");
        page.push(&format!(
            "{} more: --top {}",
            entries.len() - top,
            entries.len()
        ));
    }
    page.0
}
