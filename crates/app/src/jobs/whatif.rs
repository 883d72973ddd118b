//! `closerun whatif`: a scenario against the baseline, the human side first.

use super::{answer, differences, people};
use crate::cli::{Cli, Format, WhatifArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::runs::BASELINE;
use lab::error::LabError;
use lab::run::Watch;
use lab::store;
use lab::whatif::contrast::Difference;
use lab::whatif::{Ask, LEDGER, LOST_BIRTHS, MOVED, WhatIf, files, table};
use lab::words::{plain, plural};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Lines of the short list, beside the human side.
const SHORT: usize = 16;
/// Six-day weeks of a year.
const WEEKS: u32 = 60;

/// Runs, writes, prints.
pub(crate) fn run(cli: &Cli, args: &WhatifArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    let Some(scenario) = &args.scenario else {
        return scenarios(cli, &case);
    };
    refuse_unknown(&case, &args.quantity)?;
    store::may_write(&args.out, store::manifest::WHATIF)?;
    let seeds = args.whose.seeds(&case, (args.seed, args.runs));
    let ask = Ask { scenario, seeds };
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
    let parts = super::parts_of_pairs(cli, &case, (&[BASELINE, scenario], args.seed));
    let whole = lab::whatif::run_keeping(&case, ask, watch, &parts);
    bar.finish_and_clear();
    let whole = whole.map_err(|error| super::stopped(error, &parts))?;
    let out = files::files(&case, &whole)?;
    if stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted.into());
    }
    store::write(&args.out, &out)?;
    parts.clear();
    let wanted = |one: &Difference| {
        args.quantity.is_empty() || one.key.is_human() || args.quantity.contains(&one.key.quantity)
    };
    let sentences = answer::sentences(
        &whole.scenario,
        &given(&case, scenario)?,
        &whole.differences,
    );
    let text = match cli.format {
        Format::Json => {
            let mut json = files::json(&whole, &args.out.display().to_string(), &wanted);
            json["answer"] = sentences.into();
            format!("{}\n", serde_json::to_string_pretty(&json)?)
        }
        Format::Csv => {
            let told = whole.differences.iter().filter(|one| wanted(one));
            store::csv::text(&table::differences(&whole, told))
        }
        Format::Table => page(cli, args, (&case, &whole), &sentences),
    };
    Ok(Answer::of(text))
}

/// The day of each directive of the case.
fn given(case: &Case, scenario: &str) -> Result<BTreeMap<String, String>> {
    let setting = lab::setting::read(case, scenario)?;
    let days = setting.directives.into_iter();
    Ok(days.map(|one| (one.directive.id, one.date)).collect())
}

/// The scenarios of a case with their names: contrasts, then rival settings.
fn scenarios(cli: &Cli, case: &Case) -> Result<Answer> {
    let mut all = lab::setting::heads(case)?;
    all.sort_by_key(|one| !one.rival.is_empty());
    if cli.format == Format::Json {
        let all: Vec<_> = all
            .iter()
            .map(|one| serde_json::json!({ "id": one.id, "name": one.name, "rival": one.rival }))
            .collect();
        let whole = serde_json::json!({ "scenarios": all });
        return Ok(Answer::of(format!(
            "{}\n",
            serde_json::to_string_pretty(&whole)?
        )));
    }
    let mut page = Page::default();
    for (title, rival) in [("Contrasts", false), ("Rival settings", true)] {
        page.head(title);
        // The baseline is what all others are compared with.
        let own = all
            .iter()
            .filter(|one| one.rival.is_empty() != rival && one.id != BASELINE);
        for one in own {
            page.entry(&one.id, &one.name);
        }
    }
    page.push("");
    page.wrapped("", "Each is compared with the baseline, the parameters as they stand. Next: closerun whatif NAME (a minute or two on two free cores), or closerun run --scenario NAME. Contrasts inside the model, never proposals.");
    Ok(Answer::of(page.0))
}

/// A quantity that no run gives is a slip, told before anything is run.
fn refuse_unknown(case: &Case, asked: &[String]) -> Result<()> {
    let known: Vec<&str> = case
        .runs
        .names()
        .chain([LEDGER, LOST_BIRTHS, MOVED])
        .collect();
    let unknown = asked.iter().find(|one| !known.contains(&one.as_str()));
    let Some(unknown) = unknown.filter(|_| !case.runs.is_none()) else {
        return Ok(());
    };
    let near = lab::argument::fault::did_you_mean(
        unknown,
        known.iter().copied(),
        "tables/outputs.csv of a check says what each of them is",
    );
    let wanted = lab::argument::fault::listed(&known, "outputs");
    Err(LabError::disk("no such output", "--quantity", unknown, wanted, near).into())
}

fn page(
    cli: &Cli,
    args: &WhatifArgs,
    (case, whole): (&Case, &WhatIf),
    sentences: &[String],
) -> String {
    let mut page = Page::default();
    page.wrapped("", &format!("What if: {}", whole.scenario.name));
    page.wrapped("", files::CAUTION);
    answer::told(&mut page, sentences);
    page.head("What was run");
    about(&mut page, cli, case, whole);
    let mut main = human(&mut page, args, whole);
    main.extend(rest(&mut page, args, whole));
    main.retain(|one| !differences::is_lost(one));
    let doubts = (whole.index_spreads.as_slice(), super::doubts::EACH);
    let lines = super::doubts::lines(&main, doubts, &differences::label);
    super::doubts::section(&mut page, &lines);
    rules(&mut page, whole);
    indices(&mut page, args, whole);
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
Difference: scenario less baseline, median over the seeds. 5 to 95 %: percentiles over the seeds in the baseline setting: chance, and over an ensemble, where every seed has parameters of its own, doubt about them as well. Rules: least to \
largest median difference over the rival settings, in per cent of each one's own baseline. The two are different kinds of doubt and are not blended. A mean \
within two standard errors of zero is no difference told from chance; of many true zeros about one in twenty is told all the same. The same in every seed may only mean that the \
model has no road from the change to that number.";

/// What was run, and what the scenario changes.
fn about(page: &mut Page, cli: &Cli, case: &Case, whole: &WhatIf) {
    let under = match whole.settings.len().saturating_sub(1) {
        0 => "in the baseline setting alone".to_owned(),
        rivals => format!(
            "in the baseline setting and in {}",
            plural(rivals, "rival setting")
        ),
    };
    page.wrapped(
        "",
        &format!(
            "{} of runs over {} from 1 January {}, {under}; both runs of a pair have one seed. {}",
            plural(whole.pairs(), "pair"),
            plural(whole.steps as usize, "six-day week"),
            whole.scenario.first_year,
            lab::ensemble::of_pairs(case, whole.seeds.ensemble),
        ),
    );
    if let Some(line) = super::which_case(cli, case) {
        page.wrapped("", &line);
    }
    page.wrapped("Why: ", &whole.scenario.why);
    if !whole.scenario.rival.is_empty() {
        page.wrapped(
            "",
            "This is a rival setting: what follows is a contrast of rules for the same history, not of histories.",
        );
    }
    super::changes::told(page, &whole.scenario);
}

/// What happened to people: always told, and first. Gives what is listed.
fn human<'w>(page: &mut Page, args: &WhatifArgs, whole: &'w WhatIf) -> Vec<&'w Difference> {
    people::moved(page, whole);
    page.head("What happens to people");
    let last = last_dates(&whole.differences);
    let short = |one: &Difference| is_shown(&last, one);
    let asked = |one: &Difference| {
        let named = args.quantity.contains(&one.key.quantity);
        args.all || named || short(one)
    };
    let all = whole.differences.iter();
    let all = all.filter(|one| one.key.is_human() && one.key.quantity != MOVED);
    let all: Vec<&Difference> = all.filter(|one| asked(one)).collect();
    differences::listed(page, whole, &all, args.all);
    let mut note = differences::kinds_apart();
    let left = whole.steps % WEEKS;
    if left > 0 {
        note = format!("{note} The last year is a part of one: {left} of {WEEKS} weeks.");
    }
    page.wrapped("  ", &note);
    all
}

/// Whether the short lists show it, if it differs: the last date for everybody, and by kind where people are not alike under it.
pub(super) fn is_shown(last: &BTreeMap<&str, String>, one: &Difference) -> bool {
    let quantity = one.key.quantity.as_str();
    let by_kind = BY_KIND.contains(&quantity) && last.get(quantity) == Some(&one.key.date);
    (is_last(last, one) || by_kind) && !COUNTED.contains(&quantity)
}

/// Outputs that count what the human ledger tells by kind.
const COUNTED: [&str; 5] = [
    "births",
    "birth_rate",
    "deaths",
    "death_rate",
    "famine_excess_deaths",
];

/// Outputs whose kinds are told apart, since people are not alike under them.
const BY_KIND: [&str; 2] = ["sentenced_by_political_police", "held_in_custody"];

fn is_ledger(one: &Difference) -> bool {
    [LEDGER, LOST_BIRTHS].contains(&one.key.quantity.as_str())
}

/// The last date of each quantity; of the ledger the whole run, which is the longest date.
pub(super) fn last_dates(all: &[Difference]) -> BTreeMap<&str, String> {
    let mut last: BTreeMap<&str, String> = BTreeMap::new();
    for one in all {
        let date = last.entry(&one.key.quantity).or_default();
        let later = if is_ledger(one) {
            one.key.date.len() > date.len()
        } else {
            one.key.date > *date
        };
        if later {
            date.clone_from(&one.key.date);
        }
    }
    last
}

/// Everything else: what was asked for, or the last date of outputs with few dimensions, the largest differences first. Gives what is
/// listed.
fn rest<'w>(page: &mut Page, args: &WhatifArgs, whole: &'w WhatIf) -> Vec<&'w Difference> {
    page.head("What else differs");
    let last = last_dates(&whole.differences);
    let others = || whole.differences.iter().filter(|one| !one.key.is_human());
    if args.all || !args.quantity.is_empty() {
        let asked = |one: &&Difference| args.all || args.quantity.contains(&one.key.quantity);
        let all: Vec<&Difference> = others().filter(asked).collect();
        differences::listed(page, whole, &all, true);
        return all;
    }
    let mut all: Vec<&Difference> = others().filter(|one| is_last(&last, one)).collect();
    let before = all.len();
    all.retain(|one| !people::is_nothing(one) && !differences::is_lost(one));
    let alike = before - all.len();
    all.sort_by(|a, b| {
        let by_told = b.own.is_told().cmp(&a.own.is_told());
        by_told.then_with(|| differences::share(b).total_cmp(&differences::share(a)))
    });
    let more = all.len().saturating_sub(SHORT);
    all.truncate(SHORT);
    differences::listed(page, whole, &all, true);
    page.wrapped(
        "  ",
        &format!(
            "Left out: {alike} in which nothing differs, or by less than 0.05 per cent under every rule. The last date of outputs for the whole country, the largest differences in per cent first{}. --all prints all {} numbers, --quantity KEY those of one output (keys stand in tables/differences.csv).",
            if more > 0 { format!("; {more} more are not shown") } else { String::new() },
            whole.differences.len(),
        ),
    );
    all
}

/// Where rival settings do not agree with the baseline setting about what the tables show.
fn rules(page: &mut Page, whole: &WhatIf) {
    page.head("Where the choice of rule decides");
    if whole.settings.len() < 2 {
        page.wrapped("  ", "There is no rival setting to compare with.");
        return;
    }
    let (mut rows, mut same): (Vec<Vec<String>>, Vec<&str>) = (Vec::new(), Vec::new());
    for rival in whole.settings.iter().skip(1) {
        let count = |names: &dyn Fn(&Difference) -> Vec<&str>| {
            let all = whole.differences.iter();
            all.filter(|one| names(one).contains(&rival.name.as_str()))
                .count()
        };
        let (flips, fades, appears) = (
            count(&Difference::flips),
            count(&Difference::fades),
            count(&Difference::appears),
        );
        if flips + fades + appears == 0 {
            same.push(&rival.name);
            continue;
        }
        let counts = [flips, fades, appears].map(|count| count.to_string());
        rows.push([vec![format!("  {}", rival.name)], counts.to_vec()].concat());
    }
    let (head, right) = (
        [
            "  rival",
            "opposite sign",
            "no longer told",
            "told only here",
        ],
        [1, 2, 3],
    );
    if !rows.is_empty() {
        page.table(&head, &right, &rows);
    }
    let numbers = plural(whole.differences.len(), "number");
    page.wrapped(
        "  ",
        &format!("Of {numbers}; \"told\" means told from chance."),
    );
    if !same.is_empty() {
        let same = same.join(", ");
        page.wrapped("  ", &format!("The same signs throughout: {same}."));
    }
    let last = last_dates(&whole.differences);
    for one in whole.differences.iter().filter(|one| is_last(&last, one)) {
        let flips = one.flips();
        if !flips.is_empty() {
            page.wrapped(
                "  opposite: ",
                &format!("{} under {}", differences::label_at(one), flips.join(", ")),
            );
        }
    }
}

/// Whether the short lists could show it.
pub(super) fn is_last(last: &BTreeMap<&str, String>, one: &Difference) -> bool {
    let everybody = one.key.dims.iter().all(|(_, value)| value == "all");
    (everybody || is_ledger(one)) && last.get(one.key.quantity.as_str()) == Some(&one.key.date)
}

/// Rival ways to add up one quantity: a third kind of doubt, apart from chance and from rules.
fn indices(page: &mut Page, args: &WhatifArgs, whole: &WhatIf) {
    if whole.index_spreads.is_empty() {
        return;
    }
    page.head("Where the choice of index decides");
    let last = last_dates(&whole.differences);
    let asked = |quantity: &String, date: &String| {
        args.all || args.quantity.contains(quantity) || last.get(quantity.as_str()) == Some(date)
    };
    let spreads = whole.index_spreads.iter();
    for one in spreads.filter(|one| asked(&one.key.quantity, &one.key.date)) {
        page.wrapped(
            "  ",
            &format!(
                "{}, {}: {} to {} % over {}",
                plain::number(&one.key),
                plain::date(&one.key.date),
                differences::per_cent(one.relative.0),
                differences::per_cent(one.relative.1),
                plural(one.indices, "index form"),
            ),
        );
    }
}
