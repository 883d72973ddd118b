//! What `closerun check` prints unless told otherwise: counts first, then each sentence in a few lines, misses first.

use crate::cli::{CheckArgs, Cli};
use crate::page::{Page, coloured};
use lab::argument::case::Case;
use lab::argument::passage::Unit;
use lab::argument::verdict::{Check, Status, UnitVerdict};
use lab::compare::Comparison;
use lab::words::{self, Group, brief};

/// Most lines of a sentence that fails, of why, and of where it flips.
const LINES: [usize; 3] = [2, 3, 1];
/// Flips that the word beside the verdict says already.
const CHANCE_ALONE: [&str; 2] = [
    "Flips on chance or parameters.",
    "Flips on chance (the seed).",
];

/// The whole page.
pub(super) fn page(
    cli: &Cli,
    args: &CheckArgs,
    (case, check): (&Case, &Check),
    comparison: Option<&Comparison>,
) -> String {
    let mut page = Page::default();
    let differs = comparison.map(Comparison::brief);
    super::check::title(&mut page, cli, (case, check), differs);
    summary(&mut page, check);
    super::tensions::short(&mut page, &lab::tensions::all(case, check));
    for (group, title) in Group::ALL {
        let found = super::check::found(case, check, group);
        let Some((_, first)) = found.first() else {
            continue;
        };
        let title = format!("{} ({})", title.to_uppercase(), found.len());
        page.head(&coloured(first.status, &title));
        for (unit, verdict) in found {
            sentence(&mut page, check, (unit, verdict));
        }
    }
    super::check::rest(&mut page, check);
    let ours = words::runs::ours(check).count();
    if ours > 0 {
        page.head("Beside the sentences");
        page.wrapped(
            "  ",
            &format!(
                "Claims of ours on runs, no part of a sentence, judged as well: {ours}. --long and the report tell them."
            ),
        );
    }
    if !cli.quiet {
        next(&mut page, args, check);
    }
    page.0
}

/// Counts by verdict, and the figures by which a check is itself to be judged.
fn summary(page: &mut Page, check: &Check) {
    page.head("Summary");
    let of = |status: Status| {
        let units = check.units.iter();
        units.filter(move |unit| unit.status == status)
    };
    let rows: Vec<Vec<String>> = Status::ALL
        .iter()
        .map(|status| {
            let parts = of(*status)
                .filter(|unit| unit.judged_in_part().is_some())
                .count();
            vec![
                format!("  {}", status.label()),
                of(*status).count().to_string(),
                if parts > 0 {
                    parts.to_string()
                } else {
                    String::new()
                },
            ]
        })
        .collect();
    page.table(
        &["  verdict", "sentences", "of them in part"],
        &[1, 2],
        &rows,
    );
    if let Some(counts) = words::contested_counts(&check.summary) {
        page.wrapped("  contested: ", &counts);
    }
    super::check::figures(page, check);
}

/// One sentence: what it says, why its verdict is so, where it flips. What is supported, or made so by a rule, takes one line.
fn sentence(page: &mut Page, check: &Check, (unit, verdict): (&Unit, &UnitVerdict)) {
    let part = words::in_part(verdict).map(|part| format!("[{part}]"));
    let own = || verdict.claims.iter().map(|i| &check.claims[*i]);
    let weak = own()
        .filter(|claim| claim.status == verdict.status)
        .find_map(words::weak_source);
    let id = format!("{:>4}  ", unit.id);
    if matches!(verdict.status, Status::Supported | Status::FollowsFromRule) {
        page.clipped(&id, &unit.paraphrase, 1);
        if let Some(part) = part {
            page.clipped("       ", &part, 1);
        }
        if let Some(text) = weak {
            page.clipped("       ", &text, 1);
        }
        return;
    }
    let [says, why, flips] = LINES;
    // What fails is told in full; of the many others `read` has every word.
    let says = if verdict.status == Status::Contradicted {
        says
    } else {
        1
    };
    page.clipped(&id, &unit.paraphrase, says);
    if let Some(part) = part {
        page.clipped("       ", &part, 1);
    }
    let Some((claim, more)) = brief::deciding(verdict.status, own()) else {
        return;
    };
    let more = match more {
        0 => String::new(),
        1 => " And 1 more assertion.".to_owned(),
        more => format!(" And {more} more assertions."),
    };
    let by = words::contested_by(verdict).map(|by| format!("[{by}] "));
    let by = by.unwrap_or_default();
    page.clipped("       ", &format!("{by}{}{more}", brief::why(claim)), why);
    if let Some(text) = brief::flips(claim).filter(|text| !CHANCE_ALONE.contains(&text.as_str())) {
        page.clipped("       ", &text, flips);
    }
    if let Some(text) = weak {
        page.clipped("       ", &text, 1);
    }
}

/// Where everything stands, and what to type next.
fn next(page: &mut Page, args: &CheckArgs, check: &Check) {
    let miss = check
        .units
        .iter()
        .find(|unit| matches!(unit.status, Status::Contradicted | Status::Contested));
    let unit = miss.or(check.units.first()).map_or("1", |unit| &unit.id);
    page.head("Written, and what to type next");
    let report = args.out.join("report.html");
    for (what, why) in [
        (
            report.display().to_string(),
            "everything, to read or print in a browser",
        ),
        (
            args.out.join("report-short.html").display().to_string(),
            "a few pages of it, to hand out",
        ),
        (
            args.out.join("tables").display().to_string(),
            "every table as CSV and Parquet",
        ),
        (
            format!("closerun explain {unit}"),
            "what one verdict rests on, and what would turn it",
        ),
        (
            "closerun explain words".to_owned(),
            "what rival, mutant, kill rate and the like mean",
        ),
        (
            "closerun whatif".to_owned(),
            "the causes that can be changed; then closerun whatif NAME",
        ),
        (
            "closerun check --long".to_owned(),
            "this with every number and rival",
        ),
    ] {
        page.wrapped("  ", &format!("{what}: {why}"));
    }
}
