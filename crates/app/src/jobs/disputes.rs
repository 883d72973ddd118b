//! `closerun disputes`: conclusions, the one that a dispute moves most first.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::disputes::{self, Choice, Dispute, Ranked};
use lab::trials::Depth;
use lab::words::{self, plural};

/// Runs what the claims ask for, and prints.
pub(crate) fn run(cli: &Cli, seeds: Seeds) -> Result<Answer> {
    let case = super::case(cli)?;
    let check = super::quiet_check(cli, &case, seeds.ask(&case, Depth::Statuses))?;
    let all = disputes::ranked(&case, &check.trials);
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&disputes::json(&all))?),
        Format::Csv => lab::store::csv::text(&disputes::table(&all)),
        Format::Table => page(&case, &all, disputes::one_run(check.trials.ensemble)),
    };
    Ok(Answer::of(text))
}

/// Most disputes of a conclusion that are listed, besides those that turn its verdict.
const MOST: usize = 4;

const READ: &str = "\
Moves: largest over least number over the sides of one dispute, the others left as they are: first series of the file, our rules. Evidence at central values; runs at the \
median over the members or seeds that all sides share, which are fewer than those of the number above: so the baseline beside a rival may be another number than the first. Behind the number stands what is another kind of doubt and is not blended in: the source's own error, or the 5th to 95th percentile \
over runs, which is chance and over an ensemble parameters too. Rival rules are run with few: beside each stands with how many, and in how many of them it goes the same way; what goes both ways is chance as well. \
From nothing: one side gives none at all, which ranks first. Turns it: the verdict holds on one side and fails on another. Unsettles it: on one side it goes either way. A dispute that is not listed moves the number by less than a hundredth and no verdict.";

fn page(case: &Case, all: &[Ranked], run: &str) -> String {
    let mut page = Page::default();
    if all.is_empty() {
        page.wrapped("", "This case has no conclusions.toml.");
        return page.0;
    }
    page.wrapped(
        "",
        "Conclusions by how far one dispute among historians moves them",
    );
    page.wrapped("", &summary(all));
    for (at, one) in all.iter().enumerate() {
        conclusion(&mut page, case, (at + 1, one, run));
    }
    page.head("How to read this");
    page.wrapped("  ", READ);
    page.0
}

/// How many verdicts hang on a dispute.
fn summary(all: &[Ranked]) -> String {
    let of = |turn: disputes::Turn| all.iter().filter(|one| one.turn() == turn).count();
    format!(
        "{}: of the verdicts a dispute turns {}, unsettles {}, and leaves {} as {}.",
        plural(all.len(), "conclusion"),
        of(disputes::Turn::Turns),
        of(disputes::Turn::Unsettles),
        of(disputes::Turn::No),
        if of(disputes::Turn::No) == 1 {
            "it is"
        } else {
            "they are"
        },
    )
}

fn conclusion(page: &mut Page, case: &Case, (rank, one, run): (usize, &Ranked, &str)) {
    let of = &one.conclusion;
    let units = if of.units.len() == 1 {
        "sentence"
    } else {
        "sentences"
    };
    page.push("");
    page.wrapped(
        &format!("{rank:>2}  "),
        &format!("{} ({units} {})", of.says, of.units.join(", ")),
    );
    let unit = words::unit_after(of.wanted.unit);
    let wanted = format!(
        "wanted {} {}",
        lab::argument::predicate::print::cmp_text(of.wanted.cmp),
        words::number(of.wanted.value, "")
    );
    match &one.own {
        None => page.wrapped("    ", &format!("no number; {wanted}{unit}")),
        Some(own) => page.wrapped(
            "    ",
            &format!(
                "{}{unit}, {wanted}; {}",
                words::number(own.value, ""),
                doubt(one, own, run)
            ),
        ),
    }
    listed(page, case, (one, run));
    if !one.not_run.is_empty() {
        let rivals = plural(one.not_run.len(), "rival");
        let text = format!("not run under {rivals}, which have other rows than its sentences");
        page.wrapped("    - ", &text);
    }
    if !one.no_number.is_empty() {
        let text = format!("no such number under {}", one.no_number.join(", "));
        page.wrapped("    - ", &text);
    }
}

/// The disputes that move it, the strongest first, and how many are left out.
fn listed(page: &mut Page, case: &Case, (one, run): (&Ranked, &str)) {
    let told: Vec<&Dispute> = one.disputes.iter().filter(|one| one.matters()).collect();
    let shown = told
        .iter()
        .enumerate()
        .filter(|(at, one)| *at < MOST || one.turn() == disputes::Turn::Turns);
    let shown: Vec<&Dispute> = shown.map(|(_, one)| *one).collect();
    for dispute in &shown {
        page.wrapped("    - ", &line(case, dispute, run));
    }
    if told.len() > shown.len() {
        page.wrapped(
            "    - ",
            &format!(
                "{} more move it by less; --format csv has all",
                told.len() - shown.len()
            ),
        );
    }
    let rest = one.disputes.len() - told.len();
    if told.is_empty() {
        let none = if one.disputes.is_empty() {
            "no dispute bears on it"
        } else {
            "no dispute moves it"
        };
        page.wrapped("    - ", none);
    } else if rest > 0 {
        page.wrapped(
            "    ",
            &format!(
                "{} more {} it by less than a hundredth",
                rest,
                if rest == 1 { "moves" } else { "move" }
            ),
        );
    }
}

/// What stands beside the number: chance, or the source's own error.
fn doubt(one: &Ranked, own: &Choice, run: &str) -> String {
    let (low, high) = own.range;
    let range = if low < high {
        format!("{} to {}", words::number(low, ""), words::number(high, ""))
    } else {
        "none given".to_owned()
    };
    match one.seeds {
        Some(seeds) => format!("{range} over {} of the baseline", plural(seeds, run)),
        None => format!("{}, its own error {range}", own.name),
    }
}

fn line(case: &Case, one: &Dispute, run: &str) -> String {
    let shown = |choice: &Choice| format!("{} {}", words::number(choice.value, ""), choice.name);
    let ends = match one.choices.as_slice() {
        [least, .., largest] => format!("{} to {}", shown(least), shown(largest)),
        _ => String::new(),
    };
    let sides = if one.choices.len() > 2 {
        format!(", {} sides", one.choices.len())
    } else {
        String::new()
    };
    let turn = match one.turn() {
        disputes::Turn::No => String::new(),
        turn => format!("; {}", turn.words()),
    };
    let runs = match one.runs_words(run) {
        words if words.is_empty() => words,
        words => format!("; {words}"),
    };
    format!(
        "{}, {} ({}): {ends}{sides}{runs}{turn}",
        one.moves_words(),
        disputes::name(case, one),
        one.about.word()
    )
}
