//! `closerun close-run`: what happens to specialists with and without their patron, and what moves it.

use crate::cli::{Cli, CloseArgs, Format};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::runs::band;
use lab::close::modes::{self, LEAST, SAMPLES};
use lab::close::{self, Bins, Close, Measure, Under};
use lab::run::Watch;
use lab::store;
use lab::words::{self, plural};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bins of a histogram.
const BINS: usize = 12;
/// Widest bar.
const BAR: usize = 22;
/// Most rivals, and most parameters, that are listed.
const MOST: usize = 10;

/// Runs, writes if a folder is named, prints.
pub(crate) fn run(cli: &Cli, args: &CloseArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    if let Some(out) = &args.out {
        store::may_write(out, store::manifest::CLOSE)?;
    }
    let bar = super::run::bar(cli, 0, "running in pairs")?;
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop: &stop,
    };
    let seeds = args.whose.seeds(&case, (args.seed, args.runs));
    let whole = close::run(&case, seeds, watch);
    bar.finish_and_clear();
    let whole = whole?;
    if let Some(out) = &args.out {
        store::write(out, &close::files::files(&case, &whole, args.seed)?)?;
    }
    let text = match cli.format {
        Format::Json => format!(
            "{}\n",
            serde_json::to_string_pretty(&close::json(&case, &whole, args.seed))?
        ),
        Format::Csv => store::csv::text(&close::table(&whole)),
        Format::Table => page(args, &case, &whole),
    };
    Ok(Answer::of(text))
}

const PUT_IN: &str = "\
That there are two ways is put in: a switch turns or does not, and multiplies accusations by a number of ours. So two peaks are no finding; that they blur into one would be. How \
often the switch turns is a rate of ours on which nothing bears: what can be read off is on what it hinges, not how near it was.";

const READ: &str = "\
Peaks: Silverman's test of one peak against more, with its null simulated; \"one\" only says that one peak is not rejected at 5 per cent, and the test keeps to one too often; a hump that holds less than a twentieth of the runs is called stragglers. \
Chance: the 5th to 95th percentile over the seeds; where each pair has a member's parameters, doubt about them is in it. Rivals: mean chance of the penal form in per cent, on the seeds shared with ours; rules of repression that have members of their own differ from ours in those too. Parameters: rank correlation with that chance over \
draws of all parameters from their priors; told only where the largest of as many unrelated ones would not reach it. No view of this is a way to choose a measure.";

fn page(args: &CloseArgs, case: &Case, whole: &Close) -> String {
    let mut page = Page::default();
    page.wrapped("", "The close run: what happens to specialists in 1936, with the commissar of heavy industry in office and without him from January 1935");
    page.wrapped("", PUT_IN);
    let Some(own) = whole.settings.first() else {
        return page.0;
    };
    page.wrapped(
        "",
        &format!(
            "{} of runs with one seed. {}",
            plural(own.pairs.len(), "pair"),
            lab::ensemble::of_pairs(case, whole.ensemble)
        ),
    );
    for measure in Measure::ALL {
        distribution(&mut page, args, own, measure);
    }
    rivals(&mut page, whole);
    parameters(&mut page, whole);
    page.head("How to read this");
    page.wrapped("  ", READ);
    page.wrapped(
        "  ",
        &format!(
            "{} in {:.0} seconds.",
            plural(whole.runs, "run"),
            whole.wall_seconds
        ),
    );
    if let Some(out) = &args.out {
        page.wrapped(
            "",
            &format!("Written: {}: the table, with its manifest.", out.display()),
        );
    }
    page.0
}

fn distribution(page: &mut Page, args: &CloseArgs, own: &Under, measure: Measure) {
    page.head(&format!("1936: {}", measure.words()));
    let sides = [true, false].map(|patron| own.values(measure, patron));
    for (values, name) in sides.iter().zip(["with him", "without"]) {
        page.wrapped(&format!("  {name:<9} "), &told(measure, values, args.seed));
    }
    if measure == Measure::HitHard {
        return;
    }
    let Some(bins) = Bins::of(&sides[0], &sides[1], BINS) else {
        return;
    };
    let most = bins.most().max(1);
    let bar = |count: usize| "#".repeat((count * BAR).div_ceil(most));
    page.push(&format!(
        "  {:<17} {:<27} {}",
        "from", "with him", "without"
    ));
    for (edge, (with, without)) in bins.edges.iter().zip(&bins.counts) {
        let line = format!(
            "  {:<12} {with:>4} {:<BAR$}  {without:>4} {}",
            words::number(*edge, ""),
            bar(*with),
            bar(*without)
        );
        page.push(line.trim_end());
    }
}

/// Median, band and peaks of one side.
fn told(measure: Measure, values: &[f64], seed: u64) -> String {
    let Some([low, middle, high]) = band(values.to_vec()) else {
        return "no run gives it".to_owned();
    };
    if measure == Measure::HitHard {
        let turned = values.iter().filter(|one| **one > 0.0).count();
        let share = 100.0 * turned as f64 / values.len() as f64;
        return format!("{turned} of {} ({share:.1} %)", plural(values.len(), "run"));
    }
    let number = |value: f64| words::number(value, "");
    let peaks = match modes::test(values, seed, SAMPLES) {
        None if values.len() < LEAST => "too few runs to tell peaks".to_owned(),
        None => "all alike".to_owned(),
        Some(peaks) if peaks.are_two() => {
            let two = peaks.two.map(|two| {
                format!(
                    ": around {} and {}, {:.0} % of runs above the valley",
                    number(two.at.0),
                    number(two.at.1),
                    100.0 * two.above
                )
            });
            format!(
                "more than one peak (p {:.3}){}",
                peaks.chance,
                two.unwrap_or_default()
            )
        }
        Some(peaks) if peaks.chance < modes::LEVEL => {
            format!("one peak and stragglers (p {:.3})", peaks.chance)
        }
        Some(peaks) => format!("one peak not rejected (p {:.2})", peaks.chance),
    };
    format!(
        "median {}, chance {} to {}; {peaks}",
        number(middle),
        number(low),
        number(high)
    )
}

fn rivals(page: &mut Page, whole: &Close) {
    page.head("What it hinges on: rivals");
    let told: Vec<_> = whole.hinges.iter().filter(|one| one.matters()).collect();
    let number = |value: f64| format!("{value:.1}");
    let rows: Vec<Vec<String>> = told
        .iter()
        .take(MOST)
        .map(|one| {
            let (with, without) = (one.with, one.without);
            let numbers = [with.0, with.1, without.0, without.1].map(number);
            [vec![format!("  {}", one.name)], numbers.to_vec()].concat()
        })
        .collect();
    if !rows.is_empty() {
        let head = [
            "  rival",
            "with him: ours",
            "rival",
            "without: ours",
            "rival",
        ];
        page.table(&head, &[1, 2, 3, 4], &rows);
    }
    let rest = whole.hinges.len() - told.len();
    let more = told.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!(" {more} more move it by less than those above.")
    } else {
        String::new()
    };
    page.wrapped(
        "  ",
        &format!(
            "Means over the {} that a rival shares with ours, fewer than above. {} of {} move it by less than a tenth of a point.{more}",
            plural(whole.hinges.first().map_or(0, |one| one.seeds), "seed"),
            rest,
            plural(whole.hinges.len(), "rival")
        ),
    );
}

fn parameters(page: &mut Page, whole: &Close) {
    page.head("What it hinges on: parameters");
    if whole.pulls.is_empty() {
        page.wrapped(
            "  ",
            "Too few draws of all parameters to tell: ask for more runs.",
        );
        return;
    }
    let told: Vec<_> = whole
        .pulls
        .iter()
        .filter(|one| one.told)
        .take(MOST)
        .collect();
    let rows: Vec<Vec<String>> = told
        .iter()
        .map(|one| {
            let open = match whole.ensemble {
                None => "-",
                Some(_) if one.open => "next to nothing",
                Some(_) => "something",
            };
            let rank = format!("{:+.2}", one.rank);
            vec![format!("  {}", one.parameter), rank, open.to_owned()]
        })
        .collect();
    if !rows.is_empty() {
        page.table(
            &["  parameter", "rank correlation", "the evidence says of it"],
            &[1],
            &rows,
        );
    }
    page.wrapped(
        "  ",
        &format!(
            "{} of {} are told from chance in {} draws.",
            told.len(),
            plural(whole.pulls.len(), "parameter"),
            whole.draws
        ),
    );
}
