//! `closerun loops`: what each feedback loop does, and the causal claims with their experiments; what does not come out as written first.

use super::differences::{line, name, per_cent, signed};
use crate::cli::{Cli, Format, LoopsArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::arrests;
use lab::ensemble;
use lab::loops::experiments::{self, Outcome, Outcomes};
use lab::loops::verdict::Whole;
use lab::loops::{Loop, Loops, Measured, files};
use lab::run::Watch;
use lab::simulate::beside::Band;
use lab::store::{self, manifest};
use lab::table::Table;
use lab::whatif::Key;
use lab::whatif::contrast::{Contrast, Difference};
use lab::words::{self, plural};

use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs, writes if a folder is named, prints.
pub(crate) fn run(cli: &Cli, args: &LoopsArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    if let Some(out) = &args.out {
        store::may_write(out, manifest::LOOPS)?;
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
    let whose = ensemble::of_pairs(&case, seeds.ensemble);
    let (table, json, page) = if args.experiments {
        let whole = experiments::run(&case, seeds, watch);
        bar.finish_and_clear();
        let whole = whole?;
        let page = of_experiments(&whole, &whose);
        let json = files::json_of_experiments(&whole);
        (files::table_of_experiments(&whole), json, page)
    } else {
        let whole = lab::loops::run(&case, &Loop::ALL, seeds, watch);
        bar.finish_and_clear();
        let whole = whole?;
        (
            files::table(&whole),
            files::json(&whole),
            of_loops(&whole, &whose),
        )
    };
    answer(cli, args, &case, (&table, &json, page))
}

fn answer(
    cli: &Cli,
    args: &LoopsArgs,
    case: &Case,
    (table, json, mut page): (&Table, &Value, Page),
) -> Result<Answer> {
    if let Some(out) = &args.out {
        store::write(out, &files::files(case, table, json)?)?;
    }
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(json)?),
        Format::Csv => store::csv::text(table),
        Format::Table => {
            if let Some(line) = super::which_case(cli, case) {
                page.wrapped("", &line);
            }
            if let Some(out) = &args.out {
                page.wrapped(
                    "",
                    &format!("Written: {}: the table, with its manifest.", out.display()),
                );
            }
            page.0
        }
    };
    Ok(Answer::of(text))
}

const READ: &str = "\
Each loop is frozen where its input is read: that reader is handed the first value it read in the run, and everything else goes on with the same draws. Adds: the \
run as it is, less the run without the loop, median over the seeds. %: of the median without it. 5 to 95 %: percentiles over the seeds. Mean \
(error): the mean and its Monte-Carlo error. A sign is written for an input that rises, and turned where the input fell. Below two errors an effect is within error, below one \
per cent it is called small. Of many true zeros about one in twenty is told all the same.";

fn of_loops(whole: &Loops, whose: &str) -> Page {
    let mut page = Page::default();
    page.wrapped("", "What the feedback loops do");
    page.wrapped("", files::CAUTION);
    page.wrapped("", whose);
    let count = |wanted: Whole| {
        let all = whole.all.iter();
        all.filter(|one| one.whole == wanted).count()
    };
    page.wrapped(
        "",
        &format!(
            "{} in {} of runs with one seed: {} with an opposite sign, {} that {} not matter here, {} as written.",
            plural(whole.all.len(), "loop"),
            plural(whole.seeds.number as usize, "pair"),
            count(Whole::Opposite),
            count(Whole::Nothing),
            if count(Whole::Nothing) == 1 { "does" } else { "do" },
            count(Whole::AsWritten),
        ),
    );
    for one in &whole.all {
        of_loop(&mut page, one);
    }
    page.head("How to read this");
    page.wrapped("  ", READ);
    page.wrapped("  ", arrests::MEANS);
    let executed = format!(
        "{}; what is on record stands in `closerun run` and in the report.",
        lab::cost::ORDINARY_CASES
    );
    page.wrapped("  ", &executed);
    foot(&mut page, whole.wall_seconds, &whole.digest);
    page
}

fn foot(page: &mut Page, seconds: f64, digest: &str) {
    let digest: String = digest.chars().take(16).collect();
    page.wrapped(
        "  ",
        &format!("{seconds:.2} seconds in all. Digest {digest}."),
    );
}

fn of_loop(page: &mut Page, one: &Measured) {
    page.head(&format!("{:<4} {}", one.of.word(), one.whole.words()));
    page.wrapped("  runs    ", one.of.runs());
    page.wrapped(
        "  held    ",
        &format!("{} ({})", one.of.input(), one.of.read_in()),
    );
    let movement = one.movement;
    let word = match movement.side {
        1 => "rose",
        -1 => "fell",
        _ => "no movement told from chance",
    };
    page.wrapped(
        "  input   ",
        &format!(
            "{word}, from {} to {}; {}",
            words::number(movement.first, ""),
            words::number(movement.current, ""),
            movement.closes.words()
        ),
    );
    page.push(&line("adds", "%", ["5 to 95 %", "mean (error)"]));
    for effect in &one.effects {
        let wanted = match effect.expected {
            1 => "more",
            -1 => "less",
            _ => "no sign",
        };
        let difference = made(&effect.key, effect.contrast);
        page.wrapped(
            "  ",
            &format!(
                "{}; expected {wanted}: {}",
                name(&difference),
                effect.verdict.words()
            ),
        );
        numbers(page, &difference);
        hangs_on(page, (&effect.key, effect.hangs_on), ["without", "with"]);
    }
    for (key, contrast) in &one.people {
        let difference = made(key, *contrast);
        if contrast.is_nothing() {
            page.wrapped(
                "  ",
                &format!("{}: the same in every seed", name(&difference)),
            );
            continue;
        }
        page.wrapped("  ", &name(&difference));
        numbers(page, &difference);
    }
}

fn made(key: &Key, own: Contrast) -> Difference {
    Difference {
        key: key.clone(),
        own,
        rivals: Vec::new(),
        chance: None,
    }
}

/// Per cent of what there was; a thousand and more says no more than that there was next to nothing.
fn bounded(relative: f64) -> String {
    if relative.abs() < 999.5 {
        per_cent(relative)
    } else {
        ">999".to_owned()
    }
}

/// One line of numbers.
fn numbers(page: &mut Page, one: &Difference) {
    let own = &one.own;
    let relative = own.relative.map_or_else(|| "-".to_owned(), bounded);
    let band = format!(
        "{} to {}",
        signed(one, own.band.low),
        signed(one, own.band.high)
    );
    let error = own.error.map_or_else(
        || "-".to_owned(),
        |error| signed(one, error).trim_start_matches('+').to_owned(),
    );
    let mean = format!("{} ({error})", signed(one, own.mean));
    page.push(&line(
        &signed(one, own.band.median),
        &relative,
        [&band, &mean],
    ));
}

fn of_experiments(whole: &Outcomes, whose: &str) -> Page {
    let mut page = Page::default();
    page.wrapped(
        "",
        "Causal claims of the passage, and their experiments in the model",
    );
    page.wrapped("", files::CAUTION);
    page.wrapped("", whose);
    let holds = whole.all.iter().filter(|one| one.holds).count();
    page.wrapped(
        "",
        &format!(
            "{holds} of {} come out as expected, in {} of runs with one seed. Misses first. A difference is scenario less baseline, as `closerun whatif` has it.",
            whole.all.len(),
            plural(whole.seeds.number as usize, "pair"),
        ),
    );
    for one in &whole.all {
        experiment(&mut page, one);
    }
    page.push("");
    foot(&mut page, whole.wall_seconds, &whole.digest);
    page
}

fn experiment(page: &mut Page, one: &Outcome) {
    let mark = if one.holds { "as expected" } else { "MISSES" };
    page.head(&format!("{mark}: {}", one.experiment.claim));
    let difference = made(&one.key, one.got);
    let wanted = one.experiment.wanted;
    if wanted.is_level() {
        page.wrapped(
            "  ",
            &format!(
                "baseline, {}: expected {}",
                name(&difference),
                wanted.words()
            ),
        );
        let value = words::number(one.got.baseline, one.key.unit());
        page.push(&format!("    got {value}"));
        return;
    }
    page.wrapped(
        "  ",
        &format!(
            "{}, {}: expected {}",
            one.experiment.scenario,
            name(&difference),
            wanted.words()
        ),
    );
    if one.got.is_nothing() {
        page.push("    got the same in every seed");
        return;
    }
    let base = signed(&difference, one.got.baseline);
    let base = base.trim_start_matches('+');
    page.push(&format!(
        "    baseline {base}; chance and mean (error) of the difference:"
    ));
    numbers(page, &difference);
    hangs_on(page, (&one.key, one.hangs_on), ["baseline", "scenario"]);
}

/// Beside a figure of arrests, what it hangs on.
fn hangs_on(page: &mut Page, (key, both): (&Key, [Option<Band>; 2]), names: [&str; 2]) {
    if arrests::is_figure(&key.quantity) {
        let line = arrests::words(&[(names[0], both[0]), (names[1], both[1])]);
        page.wrapped("      ", &line);
    }
}
