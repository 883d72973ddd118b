//! `closerun tensions`: which contradictions of the passage one run can meet, and under which rivals it cannot.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::case::Case;
use lab::tensions::{self, IN_MOST, PutIn, Standing, Tension};
use lab::trials::Depth;

/// Runs what the claims ask for, and prints.
pub(crate) fn run(cli: &Cli, seeds: Seeds) -> Result<Answer> {
    let case = super::case(cli)?;
    of(cli, (&case, seeds), &|_| true)
}

/// The key of a tension, however it is typed; none if the case has none of that name.
pub(super) fn named<'c>(case: &'c Case, typed: &str) -> Option<&'c str> {
    let mut all = case.tensions.iter().map(|one| one.id.as_str());
    all.find(|id| id.eq_ignore_ascii_case(typed.trim()))
}

/// One tension alone.
pub(super) fn one(cli: &Cli, (case, seeds): (&Case, Seeds), id: &str) -> Result<Answer> {
    of(cli, (case, seeds), &|one| one.id == id)
}

/// Those tensions that are wanted, in the form that was asked for.
fn of(
    cli: &Cli,
    (case, seeds): (&Case, Seeds),
    wanted: &dyn Fn(&Tension) -> bool,
) -> Result<Answer> {
    let check = super::quiet_check(cli, case, seeds.ask(case, Depth::Statuses))?;
    let mut all = tensions::all(case, &check);
    all.retain(|one| wanted(one));
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&tensions::json(&all))?),
        Format::Csv => lab::store::csv::text(&tensions::table(&all)),
        Format::Table => page(&all, &lab::ensemble::words(case, check.trials.ensemble)),
    };
    Ok(Answer::of(text))
}

const READ: &str = "\
A trial is one rival setting with one seed. It meets a tension if every reading of its claims on runs holds in it, so that both sides come from one run. \
Hardly ever: in fewer than a tenth of the trials; under half, half or more; in most: in nine tenths or more, and not in all. \
Put in: inputs or rules of ours make it so, and meeting it proves nothing; not meeting it, although it is put in, does.";

fn page(all: &[Tension], over: &str) -> String {
    let mut page = Page::default();
    if all.len() > 1 {
        page.wrapped("", &tensions::summary(all));
    }
    page.wrapped("", over);
    for one in all {
        page.head(&format!("{}  {}", one.id, standing(one)));
        page.wrapped("  ", &one.says);
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
        let units = one.between.join(", ");
        let word = if one.between.len() == 1 {
            "Sentence"
        } else {
            "Sentences"
        };
        page.wrapped("  ", &format!("{word} {units}."));
    }
    page.head("How to read this");
    page.wrapped("  ", READ);
    page.0
}

/// How often it is met, in how many trials, and whether it is put in.
fn standing(one: &Tension) -> String {
    let often = match one.standing() {
        Standing::NotRun => one.count_words(),
        _ => format!("{}: {}", one.often(), one.count_words()),
    };
    [often, put_in(one)].join("")
}

/// The same for a line that has more to say.
fn in_short(one: &Tension) -> String {
    let (met, of) = one.count();
    let often = match one.standing() {
        Standing::NotRun => one.count_words(),
        _ => format!("{} ({met} of {of})", one.often()),
    };
    [often, put_in(one)].join("")
}

/// Whether it is put in, after what stands before it; "" if it is not.
fn put_in(one: &Tension) -> String {
    let (met, of) = one.count();
    let seldom = (met as f64) < IN_MOST * of as f64;
    match one.put_in {
        PutIn::No => String::new(),
        PutIn::Both if seldom => ", although put in".to_owned(),
        put_in => format!(", {}", put_in.words()),
    }
}

/// The same in a line each, for `check`.
pub(super) fn short(page: &mut Page, all: &[Tension]) {
    if all.is_empty() {
        return;
    }
    page.head("Tensions: in how many trials one run meets both sides");
    page.wrapped("  ", &tensions::summary(all));
    for one in all {
        // In full: half of a tension is a finding that nobody made.
        page.wrapped(
            &format!("  {}  ", one.id),
            &format!("{}: {}", in_short(one), one.says),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{short, standing};
    use crate::page::{Page, WIDTH};
    use lab::tensions::{In, Part, PutIn, Tension};

    fn tension(met: usize, of: usize, put_in: PutIn) -> Tension {
        Tension {
            id: "T4".to_owned(),
            between: vec!["6".to_owned()],
            says: "Resentment deepens in all strata while conditions begin to improve.".to_owned(),
            settings: vec![In {
                setting: "baseline".to_owned(),
                met,
                of,
            }],
            parts: vec![Part {
                of: ("claim".to_owned(), "reading".to_owned()),
                means: "both".to_owned(),
                held: (met, of),
            }],
            put_in,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn the_short_view_says_how_often_and_whether_it_is_put_in() {
        let rare = tension(2, 32, PutIn::No);
        assert_eq!(standing(&rare), "hardly ever: met in 2 of 32 trials");
        let rare = tension(2, 32, PutIn::Both);
        let told = "hardly ever: met in 2 of 32 trials, although put in";
        assert_eq!(standing(&rare), told);
        let most = tension(212, 224, PutIn::OneSide);
        let told = "in most: met in 212 of 224 trials, one side put in";
        assert_eq!(standing(&most), told);
        let none = tension(0, 0, PutIn::No);
        assert_eq!(standing(&none), "no run can tell");
        let mut page = Page::default();
        short(&mut page, &[rare, most, tension(8, 8, PutIn::Both)]);
        assert!(page.0.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(
            page.0
                .contains("  T4  in all (8 of 8), put in: Resentment deepens"),
            "{}",
            page.0
        );
        assert!(
            page.0.contains("1 met in every trial (put in, which"),
            "{}",
            page.0
        );
    }
}
