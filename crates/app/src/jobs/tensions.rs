//! `closerun tensions`: which contradictions of the passage one run can meet, and under which rivals it cannot.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::tensions::{self, Tension};
use lab::trials::Depth;

/// Runs what the claims ask for, and prints.
pub(crate) fn run(cli: &Cli, seeds: Seeds) -> Result<Answer> {
    let case = super::case(cli)?;
    let check = super::quiet_check(cli, &case, seeds.ask(&case, Depth::Statuses))?;
    let all = tensions::all(&case, &check);
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&tensions::json(&all))?),
        Format::Csv => lab::store::csv::text(&tensions::table(&all)),
        Format::Table => page(&all, &lab::ensemble::words(&case, check.trials.ensemble)),
    };
    Ok(Answer::of(text))
}

const READ: &str = "\
A trial is one rival setting with one seed. It meets a tension if every reading of its claims on runs holds in it, so that both sides come from one run. \
Put in: inputs or rules of ours make it so, and meeting it proves nothing; not meeting it does.";

fn page(all: &[Tension], over: &str) -> String {
    let mut page = Page::default();
    page.wrapped("", &tensions::summary(all));
    page.wrapped("", over);
    for one in all {
        page.head(&format!(
            "{}  {}, {}",
            one.id,
            one.standing().words(),
            one.count_words()
        ));
        let put_in = if one.assumed && !one.parts.is_empty() {
            " Put in."
        } else {
            ""
        };
        page.wrapped("  ", &format!("{}{put_in}", one.says));
        if one.parts.len() > 1 {
            for part in &one.parts {
                let (held, of) = part.held;
                page.wrapped("    ", &format!("{}: {held} of {of}", part.means));
            }
        }
        let fails = one.fails_words();
        if !fails.is_empty() {
            page.wrapped("  ", &format!("Fails {fails}."));
        }
        for (says, status) in &one.evidence {
            page.wrapped("  evidence: ", &format!("{says} {}.", status.label()));
        }
    }
    page.head("How to read this");
    page.wrapped("  ", READ);
    page.0
}

/// The same in a line each, for `check`.
pub(super) fn short(page: &mut Page, all: &[Tension]) {
    if all.is_empty() {
        return;
    }
    page.head("Tensions, both sides in one run");
    page.wrapped("  ", &tensions::summary(all));
    for one in all {
        page.clipped(
            &format!("  {}  {:<8}", one.id, one.standing().words()),
            &format!("{}: {}", one.count_words(), one.says),
            1,
        );
    }
}
