//! `closerun compare`: two to four scenarios, each less the first; the difference first, and of it what happens to people.

use super::differences;
use super::people;
use super::whatif::{is_shown, last_dates};
use crate::cli::{Cli, CompareArgs, Format};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::arrests;
use lab::error::LabError;
use lab::run::Watch;
use lab::store::{self, manifest};
use lab::whatif::contrast::Difference;
use lab::whatif::several::{self, Compared, Row};
use lab::whatif::{Key, MOVED, WhatIf, files};
use lab::words::plural;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Rows beside the human side.
const SHORT: usize = 16;
/// What the scenarios are called in the tables, the first one first.
const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];

/// Runs, writes, prints.
pub(crate) fn run(cli: &Cli, args: &CompareArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    store::may_write(&args.out, manifest::COMPARE)?;
    let names: Vec<&str> = args.scenarios.iter().map(String::as_str).collect();
    let bar = super::run::bar(cli, 0, "running side by side")?;
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop: &stop,
    };
    let parts = super::parts_of_pairs(cli, &case, (&names, args.seed));
    let seeds = args.whose.seeds(&case, (args.seed, args.runs));
    let whole = several::run_keeping(&case, &names, seeds, (watch, &parts));
    bar.finish_and_clear();
    let whole = whole.map_err(|error| super::stopped(error, &parts))?;
    let out = several::files(&case, &whole)?;
    if stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted.into());
    }
    store::write(&args.out, &out)?;
    parts.clear();
    let text = match cli.format {
        Format::Json => {
            let json = several::json(&whole, &args.out.display().to_string(), &|_| true);
            format!("{}\n", serde_json::to_string_pretty(&json)?)
        }
        Format::Csv => store::csv::text(&several::table(&whole, &|_| true)),
        Format::Table => page(cli, args, &case, &whole),
    };
    Ok(Answer::of(text))
}

fn page(cli: &Cli, args: &CompareArgs, case: &Case, whole: &Compared) -> String {
    let mut page = Page::default();
    legend(&mut page, cli, case, whole);
    let rows = whole.rows();
    let (human, others): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        rows.iter().partition(|row| row.key.is_human());
    page.head("What happens to people");
    let mut shown = told(&mut page, args, whole, (&human, usize::MAX));
    page.wrapped("  ", &differences::kinds_apart());
    page.head("What else differs, the clearest first");
    shown.extend(told(&mut page, args, whole, (&others, SHORT)));
    doubts(&mut page, whole, &shown);
    flips(&mut page, whole);
    page.head("What each of them changes");
    let each = whole.others.iter().map(|one| &one.scenario);
    for (letter, one) in LETTERS.iter().zip(std::iter::once(&whole.base).chain(each)) {
        page.wrapped(
            &format!("{letter}  "),
            &format!("{}: {}", one.name, one.why),
        );
        super::changes::told(&mut page, one);
    }
    let made = (whole.wall_seconds, whole.digest.as_str());
    differences::close(
        &mut page,
        READ,
        made,
        (!cli.quiet).then_some(args.out.as_path()),
    );
    page.0
}

const READ: &str = "\
Each line: a scenario less A, median over the seeds; the same in per cent of A; 5 to 95 %, percentiles over the seeds in the baseline setting: chance, and over an ensemble doubt about parameters as well; rules, the \
least to largest median over the rival settings, in per cent of A under each. The two are different kinds of doubt and are not blended. A mean within two standard \
errors of zero is not told from chance. The same in every seed may only mean that the model has no road from the change to that number.";

/// Which letter is which scenario, and how they were run.
fn legend(page: &mut Page, cli: &Cli, case: &Case, whole: &Compared) {
    let Some(first) = whole.others.first() else {
        return;
    };
    page.wrapped("", "Compared with A, each with the same seeds:");
    let base = (&whole.base.id, &whole.base.name);
    let each = whole
        .others
        .iter()
        .map(|one| (&one.scenario.id, &one.scenario.name));
    for (letter, (id, name)) in LETTERS.iter().zip(std::iter::once(base).chain(each)) {
        page.wrapped(&format!("  {letter}  "), &format!("{id}: {name}"));
    }
    page.wrapped("", files::CAUTION);
    page.wrapped(
        "",
        &format!(
            "{} each of {} from 1 January {}, in the baseline setting and in {}.",
            plural(first.pairs(), "run"),
            plural(first.steps as usize, "six-day week"),
            whole.base.first_year,
            plural(first.settings.len().saturating_sub(1), "rival setting"),
        ),
    );
    page.wrapped("", &lab::ensemble::of_pairs(case, first.seeds.ensemble));
    if let Some(line) = super::which_case(cli, case) {
        page.wrapped("", &line);
    }
}

/// Rows in which something is told from chance, at most so many; the others are counted. Gives those that were printed.
fn told<'r>(
    page: &mut Page,
    args: &CompareArgs,
    whole: &Compared,
    (rows, most): (&[&'r Row<'r>], usize),
) -> Vec<&'r Row<'r>> {
    let Some(first) = whole.others.first() else {
        return Vec::new();
    };
    let last = last_dates(&first.differences);
    let in_short = |row: &Row<'_>| {
        let mut all = row.by.iter().flatten();
        all.any(|one| people::is_fate(one) || is_shown(&last, one))
    };
    let wanted = rows.iter().copied().filter(|row| args.all || in_short(row));
    let wanted: Vec<&Row<'_>> = wanted.collect();
    let nothing = wanted.iter().filter(|row| row.is_nothing()).count();
    let next_to = |row: &Row<'_>| {
        let mut all = row.by.iter().flatten();
        all.all(|one| !one.own.is_told() || people::is_small(one))
    };
    let mut shown: Vec<&Row<'_>> = wanted.iter().copied().filter(|row| row.is_told()).collect();
    let clear = shown.len();
    shown.retain(|row| args.all || !next_to(row));
    let small = clear - shown.len();
    let is_long = !args.all && shown.len() > most;
    if most < usize::MAX {
        shown.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
    } else {
        // Orders first, as whoever they take is moved; then the human ledger.
        shown.sort_by(|a, b| place(a).cmp(&place(b)));
    }
    let more = if is_long { shown.len() - most } else { 0 };
    shown.truncate(if args.all { usize::MAX } else { most });
    if !shown.is_empty() {
        page.push(&line(' ', "difference", "%", ["5 to 95 %", "rules, %"]));
    }
    for row in &shown {
        one_row(page, whole, row);
    }
    let unclear = wanted.len() - clear - nothing;
    let mut left = vec![
        format!("{nothing} in which nothing differs"),
        format!("{unclear} in which no difference is told from chance"),
    ];
    if small > 0 {
        left.push(format!("{small} that differ by less than 0.05 per cent"));
    }
    if more > 0 {
        left.push(format!("{more} that are less clear"));
    }
    page.wrapped(
        "  ",
        &format!(
            "Left out: {}. --all prints every date and dimension.",
            left.join("; ")
        ),
    );
    shown
}

fn place<'r>(row: &Row<'r>) -> Option<(bool, &'r str, usize)> {
    let one = row.by.iter().flatten().next();
    one.map(|one| people::place(one))
}

/// A number, and a line for each scenario that gives it.
fn one_row(page: &mut Page, whole: &Compared, row: &Row<'_>) {
    let Some(first) = row.by.iter().flatten().next() else {
        return;
    };
    let base = differences::value(first, first.own.baseline);
    page.wrapped("  ", &format!("{}; A has {base}", name(first)));
    for (letter, one) in LETTERS.iter().skip(1).zip(&row.by) {
        let Some(one) = one else { continue };
        if one.own.is_nothing() {
            page.push(&format!("  {letter}  the same in every seed"));
            continue;
        }
        let (value, relative, [chance, rules]) = differences::row(one);
        if one.own.is_told() {
            page.push(&line(*letter, &value, &relative, [&chance, &rules]));
        } else {
            page.push(&line(*letter, "not told", "", [&chance, &rules]));
        }
    }
    if let Some(hangs) = hangs_on(whole, row.key) {
        page.wrapped("     ", &hangs);
    }
}

/// Beside a figure of arrests, what it hangs on under every scenario.
fn hangs_on(whole: &Compared, key: &Key) -> Option<String> {
    if !arrests::is_figure(&key.quantity) {
        return None;
    }
    let of = |one: &WhatIf| {
        let pairs = one.settings.first().map_or(&[][..], |own| &own.pairs);
        arrests::of_pairs(pairs, &key.date)
    };
    let first = whole.others.first().and_then(|one| of(one)[0]);
    let others = whole.others.iter().map(|one| of(one)[1]);
    let letters = ["A", "B", "C", "D"];
    let each: Vec<_> = letters
        .into_iter()
        .zip(std::iter::once(first).chain(others))
        .collect();
    Some(arrests::words(&each))
}

fn name(one: &Difference) -> String {
    people::fate(one).unwrap_or_else(|| differences::name(one))
}

/// A line of numbers, at most 80 columns wide.
fn line(letter: char, difference: &str, relative: &str, [chance, rules]: [&str; 2]) -> String {
    let line = format!("  {letter} {difference:>12}  {relative:>6}    {chance:<26}  {rules}");
    line.trim_end().to_owned()
}

/// How much of the doubt about what is shown is chance, rules, index.
fn doubts(page: &mut Page, whole: &Compared, shown: &[&Row<'_>]) {
    let mut all = Vec::new();
    let each = super::doubts::EACH / whole.others.len().max(1);
    for (at, (letter, one)) in LETTERS.iter().skip(1).zip(&whole.others).enumerate() {
        let own = shown.iter();
        let own = own.filter_map(|row| row.by.get(at).copied().flatten());
        let own: Vec<&Difference> = own.filter(|one| one.key.quantity != MOVED).collect();
        let called = |one: &Difference| format!("{letter} {}", differences::label(one));
        let doubts = (one.index_spreads.as_slice(), each);
        all.extend(super::doubts::lines(&own, doubts, &called));
    }
    super::doubts::section(page, &all);
}

/// Where a rival rule turns a sign.
fn flips(page: &mut Page, whole: &Compared) {
    page.head("Where the choice of rule turns a sign");
    for (letter, one) in LETTERS.iter().skip(1).zip(&whole.others) {
        let mut rivals: Vec<&str> = one.differences.iter().flat_map(Difference::flips).collect();
        let among = plural(one.differences.len(), "number");
        let turned = one
            .differences
            .iter()
            .filter(|one| !one.flips().is_empty())
            .count();
        rivals.sort_unstable();
        rivals.dedup();
        let text = if rivals.is_empty() {
            format!("in none of {among}")
        } else {
            format!("in {turned} of {among}, under {}", rivals.join(", "))
        };
        page.wrapped(&format!("  {letter}  "), &text);
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_is_at_most_80_columns_wide() {
        let numbers = ["-12,300 to +12,300", "-100 to +1000"];
        let widest = line('B', "-12,300", "-100", numbers);
        assert!(widest.chars().count() <= 80, "{widest}");
        assert!(widest.starts_with("  B      -12,300"), "{widest}");
    }
}
