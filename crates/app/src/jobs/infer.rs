//! `closerun infer`: what the observations up to a year do not rule out, and how that told what was held out.

use crate::cli::{Cli, Format, InferArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::error::LabError;
use lab::infer::judge::CAUTION;
use lab::infer::{Ask, Fit, Inference, Judged, Matched, Row, files, tables};
use lab::run::Watch;
use lab::store;
use lab::words::{number, plural};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Held-out numbers that are printed, the worst told first.
const SHOWN: usize = 12;
/// Observations that are printed.
const MISSED: usize = 10;
/// Parameters that are printed, those that moved most first.
const MOVED: usize = 14;

/// Matches, writes, prints.
pub(crate) fn run(cli: &Cli, args: &InferArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    store::may_write(&args.out, store::manifest::INFER)?;
    let case = super::case(cli)?;
    let bar = super::run::bar(cli, 0, "matching history")?;
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let ask = Ask {
        freezes: args.freeze.clone(),
        open: args.open.clone(),
        alone: args.alone,
    };
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop: &stop,
    };
    let whole = lab::infer::infer(&case, &ask, watch);
    bar.finish_and_clear();
    let whole = whole?;
    let out = files::files(&case, &whole, &ask)?;
    if stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted.into());
    }
    store::write(&args.out, &out)?;
    let text = match cli.format {
        Format::Json => {
            let json = files::json(&case, &whole, &ask, &args.out.display().to_string());
            format!("{}\n", serde_json::to_string_pretty(&json)?)
        }
        Format::Csv => store::csv::text(&tables::scores(&whole)),
        Format::Table => page(cli, args, &whole),
    };
    Ok(Answer::of(text))
}

fn page(cli: &Cli, args: &InferArgs, whole: &Inference) -> String {
    let mut page = Page::default();
    page.wrapped("", WHAT);
    for fit in &whole.fits {
        one(&mut page, fit);
    }
    page.head("What this is not");
    page.wrapped("  ", NOT);
    page.head("Cost");
    page.wrapped(
        "  ",
        &format!(
            "{} runs in {:.0} seconds.",
            number(whole.runs as f64, ""),
            whole.wall_seconds
        ),
    );
    if !cli.quiet {
        page.head("Written");
        page.wrapped(
            "  ",
            &format!(
                "{}: ensembles, every number as CSV and Parquet, the log of openings, the manifest",
                args.out.display()
            ),
        );
    }
    page.0
}

const WHAT: &str = "\
History matching: parameters are ruled out if the second-largest distance to an observation exceeds three standard deviations of source, chance and the \
model's own discrepancy. What is left is sampled; no run is the best. The only aim is distance to observations; no lever and no counterfactual is moved.";

const NOT: &str = "\
Not ruled out is not confirmed: the discrepancies are ours, and wider ones rule out less. Emulators stand in for the model between runs; members were run \
themselves. Held-out numbers were seen by no fitting code, but the authors knew them.";

fn one(page: &mut Page, fit: &Fit) {
    let years: Vec<String> = fit.freeze.judges.iter().map(i16::to_string).collect();
    page.head(&format!(
        "Frozen at the end of {}, judged on {}",
        fit.freeze.year,
        years.join(" and ")
    ));
    let own = &fit.matched[0];
    held_out(page, &fit.judged);
    scores(page, &fit.judged);
    beside_null(page, &fit.judged);
    set_aside(page, &fit.matched);
    missed(page, own);
    waves(page, &fit.matched);
    parameters(page, own);
    if !fit.seen_later.is_empty() {
        page.wrapped(
            "  ",
            &format!(
                "Ranges that were set by hand with sight of later open figures, so that the freeze is not clean for them: {}.",
                fit.seen_later.join(", ")
            ),
        );
    }
    opened(page, &fit.judged);
}

fn held_out(page: &mut Page, judged: &Judged) {
    page.head(&format!("Held out, the worst told first ({CAUTION})"));
    let mut told: Vec<&Row> = Vec::new();
    for row in judged.rows.iter().filter(|row| row.told[0].is_some()) {
        // Of rival series of one number, and of blocks that share it, the one that is told worst.
        if !told.iter().any(|known| known.key() == row.key()) {
            told.push(row);
        }
    }
    let rows: Vec<Vec<String>> = told
        .iter()
        .take(SHOWN)
        .filter_map(|row| {
            let tale = row.told[0]?;
            Some(vec![
                row.block.clone(),
                named(row),
                row.date.to_string(),
                format!("{}-{}", short(tale.runs[0]), short(tale.runs[3])),
                short(row.recorded.0),
                format!("{:+.1}", tale.away),
            ])
        })
        .collect();
    let head = ["", "quantity", "date", "runs 90 %", "recorded", "away"];
    page.table(&head, &[3, 4, 5], &rows);
    if told.len() > SHOWN {
        page.push(&format!(
            "  and {} more: tables/held-out.csv",
            told.len() - SHOWN
        ));
    }
    page.wrapped(
        "  ",
        "Away: standard deviations of what was told (runs, the model's discrepancy, the source's error) by which the recorded number lies above it.",
    );
    let [all, half, most, wide_half, wide_most] = judged.coverage(0);
    let share = |number: usize| format!("{:.0} %", 100.0 * number as f64 / all.max(1) as f64);
    page.wrapped(
        "  ",
        &format!(
            "Coverage of {}: {} inside the middle half of the runs, {} inside the middle 90 per cent; with discrepancy and error {} and {}. Rightly told would be 50 % and 90 %.",
            plural(all, "held-out number"),
            share(half),
            share(most),
            share(wide_half),
            share(wide_most)
        ),
    );
}

/// Quantity with its dimensions.
fn named(row: &Row) -> String {
    let dims = row.dims.values().map(|value| format!(", {value}"));
    format!(
        "{}{}",
        row.quantity.replace('_', " "),
        dims.collect::<String>()
    )
}

/// Log scores by block and rule.
fn scores(page: &mut Page, judged: &Judged) {
    page.head("Log score by hold-out and rule of repression, the worst first");
    let head: Vec<&str> = std::iter::once("")
        .chain(judged.settings.iter().map(|setting| rule(setting)))
        .collect();
    let rows = judged.blocks().into_iter().map(|block| {
        let scores = judged.score(&block).into_iter().zip(judged.error(&block));
        let cells = scores.map(|(score, error)| {
            score.map_or_else(|| "-".to_owned(), |score| format!("{score:.1}+-{error:.1}"))
        });
        std::iter::once(block.clone()).chain(cells).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let right: Vec<usize> = (1..head.len()).collect();
    page.table(&head, &right, &rows);
    page.wrapped(
        "  ",
        "Mean log density, and its standard error over the members: differences that are no larger are the luck of sixteen draws, and so are all in blocks that no rule of repression touches. 1.38 is a hit with the least spread of ten per cent, each point less is a factor of 2.7. `trend` is the null: a calendar without a cause. All rules but it are cut to the most that was seen before 1935.",
    );
}

/// The baseline beside no model at all, block by block, the worst told first.
fn beside_null(page: &mut Page, judged: &Judged) {
    page.head("Log score beside no model, the worst first");
    let rows = judged.blocks().into_iter().map(|block| {
        let beside = judged.beside_null(&block);
        let (all, with) = beside.numbers;
        let cells = match beside.scores {
            Some((model, null)) => [
                format!("{model:.1}"),
                format!("{null:.1}"),
                format!("{:+.1}", model - null),
            ],
            None => ["-".to_owned(), "no null".to_owned(), "-".to_owned()],
        };
        let counts = format!("{with} of {all}");
        [vec![block, counts], cells.to_vec()].concat()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let head = ["", "numbers", "informed", "no model", "model is better by"];
    page.table(&head, &[1, 2, 3, 4], &rows);
    page.wrapped(
        "  ",
        "No model: the last open values of the same series carried on, three to five along the straight line of their logarithm, two as the last one; a rule of ours, with the same floor and error as the model's score. Only numbers with at least two open values have it. Where the model is not better, it adds nothing to its own series.",
    );
}

/// A rule in one word.
fn rule(setting: &str) -> &str {
    let short = setting
        .strip_prefix("arrests-by-")
        .or(setting.strip_prefix("arrests-on-"));
    match short.unwrap_or(setting) {
        "baseline" => "informed",
        "accountability" => "account",
        other => other,
    }
}

/// Observations that ruled out everything.
fn set_aside(page: &mut Page, matched: &[Matched]) {
    let all: Vec<&str> = matched
        .iter()
        .filter(|one| !one.set_aside.is_empty())
        .map(|one| rule(&one.under))
        .collect();
    if all.is_empty() {
        page.head("Nothing was ruled out altogether");
        page.wrapped(
            "  ",
            "Under every rule some parameters meet the observations up to the freeze.",
        );
        return;
    }
    page.head("Ruled out everything, and set aside: the model cannot meet them");
    let mut rows = Vec::new();
    for one in matched {
        for aside in &one.set_aside {
            rows.push(vec![
                rule(&one.under).to_owned(),
                aside.target.words().replace('_', " "),
                percent(aside.target.discrepancy),
                percent(aside.needed),
            ]);
        }
    }
    page.table(&["rule", "observation", "stated", "needed"], &[2, 3], &rows);
    page.wrapped(
        "  ",
        "Stated: the discrepancy that was allowed beforehand, in per cent. Needed: what would have to be allowed for this observation to rule out nothing by itself; if that is no more than stated, it cannot be met together with others.",
    );
}

fn percent(spread: f64) -> String {
    format!("{:.0}", 100.0 * spread)
}

/// Observations that members miss.
fn missed(page: &mut Page, own: &Matched) {
    page.head("Missed by members, the worst first: one miss is allowed to each");
    if own.missed.is_empty() {
        page.push("  none");
        return;
    }
    let rows: Vec<Vec<String>> = own
        .missed
        .iter()
        .take(MISSED)
        .map(|one| {
            vec![
                one.target.words().replace('_', " "),
                format!("{:.2}", one.ratio),
                percent(one.share),
            ]
        })
        .collect();
    page.table(
        &["observation", "model over recorded", "% missing it"],
        &[1, 2],
        &rows,
    );
}

fn waves(page: &mut Page, matched: &[Matched]) {
    page.head("Waves");
    let mut rows = Vec::new();
    for one in matched {
        for (number, wave) in one.waves.iter().enumerate() {
            rows.push(vec![
                rule(&one.under).to_owned(),
                (number + 1).to_string(),
                wave.runs.to_string(),
                wave.without.0.to_string(),
                wave.without.1.to_string(),
                wave.survivors.to_string(),
                format!("{:.1e} +- {:.0e}", wave.share.0, wave.share.1),
            ]);
        }
    }
    let head = [
        "rule",
        "wave",
        "runs",
        "refused",
        "lacking",
        "survive",
        "share left",
    ];
    page.table(&head, &[1, 2, 3, 4, 5, 6], &rows);
    page.wrapped(
        "  ",
        "Share of the prior volume; of a rival, of what the baseline left with the parameters of the rule drawn anew. Refused: no law admits the parameters. Lacking: a number is missing or not above zero.",
    );
    for one in matched {
        page.wrapped(
            "  ",
            &format!(
                "{}: {} of {} candidates were not ruled out by their own runs; {} kept.",
                rule(&one.under),
                one.checked.1,
                one.checked.0,
                plural(one.members.len(), "member")
            ),
        );
    }
}

fn parameters(page: &mut Page, own: &Matched) {
    page.head("Parameters, those that moved most first");
    let mut all: Vec<_> = own
        .posterior
        .iter()
        .filter(|one| !one.is_unmoved())
        .collect();
    all.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
    let rows: Vec<Vec<String>> = all
        .iter()
        .take(MOVED)
        .map(|one| {
            let mark = if one.factor { " x" } else { "" };
            vec![
                format!("{}{mark}", one.id.replace('_', " ")),
                format!("{}-{}", short(one.prior.0), short(one.prior.1)),
                format!("{}-{}", short(one.band[0]), short(one.band[2])),
                format!("{:.2}", one.ratio),
            ]
        })
        .collect();
    page.table(
        &["parameter", "prior", "not ruled out 90 %", "width"],
        &[1, 2, 3],
        &rows,
    );
    page.wrapped(
        "  ",
        "x: a factor on a list. Width: spread over that of the prior.",
    );
    let unmoved: Vec<&str> = own
        .posterior
        .iter()
        .filter(|one| one.is_unmoved())
        .map(|one| one.id.as_str())
        .collect();
    page.wrapped(
        "  ",
        &format!(
            "Not moved by the data, {} of {}: {}. What hinges on these is our choice.",
            unmoved.len(),
            own.posterior.len(),
            unmoved.join(", ")
        ),
    );
}

fn opened(page: &mut Page, judged: &Judged) {
    page.head("Hold-outs opened, after the ensemble was fixed");
    for one in &judged.openings {
        let how = if one.by_name {
            ", a seal broken by --open"
        } else {
            ""
        };
        page.wrapped(
            &format!("  {}  ", one.block),
            &format!(
                "{}{how}: {}",
                plural(one.rows, "observation"),
                one.quantities.join(", ").replace('_', " ")
            ),
        );
    }
    let told = |all: &[(String, usize)]| {
        let each = all.iter().map(|(block, rows)| format!("{block} ({rows})"));
        each.collect::<Vec<_>>().join(", ")
    };
    if !judged.sealed.is_empty() {
        page.wrapped(
            "  ",
            &format!(
                "Still sealed, observations in brackets: {}. --open HOLDOUT opens one.",
                told(&judged.sealed)
            ),
        );
    }
    if !judged.untold.is_empty() {
        page.wrapped(
            "  ",
            &format!(
                "Held out, and the model has no such number: {}.",
                told(&judged.untold)
            ),
        );
    }
}

/// A number in few figures.
fn short(value: f64) -> String {
    let size = value.abs();
    if size >= 1e6 {
        format!("{:.2}m", value / 1e6)
    } else if size >= 1000.0 {
        number(value.round(), "")
    } else if size >= 100.0 {
        format!("{value:.0}")
    } else if size >= 10.0 {
        format!("{value:.1}")
    } else if size >= 1.0 {
        format!("{value:.2}")
    } else if size >= 0.001 || value == 0.0 {
        format!("{value:.3}")
    } else {
        format!("{value:.1e}")
    }
}
