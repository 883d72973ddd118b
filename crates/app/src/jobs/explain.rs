//! `closerun explain UNIT`: what one verdict rests on and what would flip it.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page, coloured};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::fault::did_you_mean;
use lab::argument::registered::Registration;
use lab::argument::source::Rank;
use lab::argument::verdict::{By, Check, ClaimVerdict, ReadingVerdict, Status};
use lab::arrests;
use lab::cost::Beside;
use lab::docked::Docked;
use lab::error::LabError;
use lab::trials::Depth;
use lab::words::glossary;
use lab::{json, words};

/// Most combinations shown in the terminal.
const MOST: usize = 16;

/// Most wrong versions of a claim that are listed, unless all are asked for.
const FEW: usize = 5;

/// What lists the glossary.
const WORDS: &str = "words";

/// Explains one unit, or a word of this program.
pub(crate) fn run(cli: &Cli, seeds: Seeds, (id, long): (&str, bool)) -> Result<Answer> {
    if id == WORDS || glossary::meaning(id).is_some() {
        return glossary_page(cli, id);
    }
    let case = super::case(cli)?;
    if let Some(tension) = super::tensions::named(&case, id) {
        return super::tensions::one(cli, (&case, seeds), tension);
    }
    let mut ids = case.passage.units.iter().map(|unit| unit.id.as_str());
    let Some(position) = ids.position(|known| known == id) else {
        return Err(no_such_unit(&case, id).into());
    };
    let ask = seeds.ask(&case, Depth::All);
    let (check, is_alone) = super::check_of(cli, &case, (id, ask))?;
    match cli.format {
        Format::Json => {
            let mut whole = json::explain(&case, &check, id);
            whole["judged_alone"] = is_alone.into();
            Ok(Answer::of(format!(
                "{}\n",
                serde_json::to_string_pretty(&whole)?
            )))
        }
        Format::Csv => Ok(Answer::of(lab::store::csv::text(&lab::table::readings_of(
            &case, &check, id,
        )))),
        Format::Table => {
            let mut page = page((&case, &check), position, long);
            if is_alone && !check.trials.is_none() && !cli.quiet {
                alone(&mut page, &check);
            }
            Ok(Answer::of(page.0))
        }
    }
}

/// One word with what it means, or all of them.
fn glossary_page(cli: &Cli, word: &str) -> Result<Answer> {
    let told: Vec<(&str, &str)> = match glossary::meaning(word) {
        Some(one) => vec![one],
        None => glossary::GLOSSARY.to_vec(),
    };
    if cli.format == Format::Json {
        let told = told.iter();
        let all: Vec<_> = told
            .map(|(word, meaning)| serde_json::json!({ "word": word, "meaning": meaning }))
            .collect();
        let whole = serde_json::json!({ "words": all });
        return Ok(Answer::of(format!(
            "{}\n",
            serde_json::to_string_pretty(&whole)?
        )));
    }
    let mut page = Page::default();
    for (word, meaning) in told {
        page.entry(word, meaning);
    }
    Ok(Answer::of(page.0))
}

/// Neither a sentence nor a word: a number is out of range, anything else may be a slip for a word.
fn no_such_unit(case: &Case, id: &str) -> LabError {
    let units = &case.passage.units;
    let [first, last] = [units.first(), units.last()].map(|unit| unit.map_or("", |one| &one.id));
    let hint = elsewhere(case, id).unwrap_or_else(|| {
        let known = glossary::GLOSSARY.iter().map(|(word, _)| *word);
        did_you_mean(id, known, "`closerun explain words` lists the words")
    });
    let tensions = match case.tensions.as_slice() {
        [] => String::new(),
        [one] => format!(", the tension {}", one.id),
        [one, .., other] => format!(", a tension from {} to {}", one.id, other.id),
    };
    let wanted = format!("a number from {first} to {last}{tensions}, or a word of this program");
    LabError::disk("no such sentence", "explain", id, wanted, hint)
}

/// What shows the thing that was typed, if it is a key of another view.
fn elsewhere(case: &Case, id: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let after = |letter: char| id.strip_prefix([letter, letter.to_ascii_lowercase()]);
    let is = |letter| after(letter).is_some_and(is_number);
    let hint = if is_number(id) {
        "`closerun read` lists the sentences with their numbers"
    } else if case.rows.iter().any(|row| row.id.eq_ignore_ascii_case(id)) {
        "`closerun rows` shows the systems of the passage"
    } else if is('T') {
        "`closerun tensions` shows the tensions of the passage, `closerun dock` the rows of the bench"
    } else if is('P') {
        "`closerun run` shows the patterns that the model must meet"
    } else if is('F') {
        "`closerun loops` shows the feedback loops"
    } else if is('H') {
        "`closerun infer` shows what is held out"
    } else if case.base.quantities.contains_key(id) {
        return Some(format!(
            "`closerun evidence {id}` shows this part of the evidence"
        ));
    } else if let Some(claim) = case.claims.iter().find(|claim| claim.id == id) {
        let unit = claim.units.first()?;
        return Some(format!(
            "that is a claim on sentence {unit}: closerun explain {unit}"
        ));
    } else {
        return None;
    };
    Some(hint.to_owned())
}

/// Says that nothing was run for other sentences.
fn alone(page: &mut Page, check: &Check) {
    page.head("Runs");
    page.wrapped(
        "  ",
        &format!(
            "{}, those that this sentence needs: no check of the whole case was stored. `closerun check` makes all runs and keeps them; a verdict is the same either way.",
            words::plural(check.trials.runs, "run")
        ),
    );
}

fn page((case, check): (&Case, &Check), position: usize, long: bool) -> Page {
    let (unit, verdict) = (&case.passage.units[position], &check.units[position]);
    let mut page = Page::default();
    page.wrapped(&format!("{}  ", unit.id), &unit.paraphrase);
    let marks: Vec<&str> = unit.marks.iter().map(|mark| mark.label()).collect();
    page.wrapped("  ", &format!("says: {}", marks.join(", ")));
    if !unit.edge.is_empty() {
        page.wrapped("  ", &format!("variables: {}", unit.edge));
    }
    let rows: Vec<String> = case
        .rows
        .iter()
        .filter(|row| unit.rows.contains(&row.id))
        .map(|row| format!("{} {}", row.id, row.name))
        .collect();
    if !rows.is_empty() {
        page.wrapped("  ", &format!("systems: {}", rows.join("; ")));
    }
    if !unit.damage.is_empty() {
        page.wrapped("  ", &format!("damage: {}", unit.damage));
    }
    page.push(&format!(
        "  verdict: {}",
        coloured(verdict.status, verdict.status.label())
    ));
    if let Some(by) = words::contested_by(verdict) {
        page.wrapped("  contested by: ", &by);
    }
    if let Some(part) = words::in_part(verdict) {
        page.wrapped("           ", &part);
    }
    let mut claims = verdict.claims.iter().chain(&verdict.beside);
    if claims.any(|i| check.claims[*i].runs.is_some()) {
        let over = lab::ensemble::words(case, check.trials.ensemble);
        page.wrapped("  ", &over);
    }
    if let Some(beside) = Beside::of_sentence((case, check), (unit, verdict)) {
        super::human_cost(&mut page, &beside);
    }
    for i in verdict.claims.iter().chain(&verdict.beside) {
        claim(&mut page, (case, check), &check.claims[*i], long);
    }
    page
}

/// A status, with by what it is contested where it is that.
fn headline(status: Status, by: &[By]) -> String {
    if by.is_empty() {
        status.label().to_owned()
    } else {
        format!("{}: {}", status.label(), By::listed(by))
    }
}

fn claim(page: &mut Page, (case, check): (&Case, &Check), claim: &ClaimVerdict, long: bool) {
    page.head(&format!(
        "{} ({}, {})",
        claim.id,
        claim.role.label(),
        words::class(claim.class)
    ));
    page.wrapped("  ", &claim.says);
    page.push(&format!(
        "  -> {}",
        coloured(claim.status, claim.status.label())
    ));
    if claim.label() != claim.status.label() {
        page.wrapped("     ", &claim.label());
    }
    if !claim.why.is_empty() {
        page.wrapped("  why: ", &claim.why);
    }
    let hangs = arrests::of_claim(case, &check.trials, claim);
    for (one, hangs) in claim.readings.iter().zip(hangs) {
        reading(page, case, one, (claim.readings.len() > 1, long));
        if let Some(hangs) = hangs {
            page.wrapped("    ", &format!("{hangs} ({})", arrests::WHY));
        }
    }
    if claim.readings.is_empty() {
        return;
    }
    if let Some(docked) = Docked::of(case, claim) {
        page.wrapped("  ", &docked.words());
    }
    hinges(page, claim, long);
    if let Some(turned) = lab::turns::words(case, check, claim) {
        page.wrapped("  ", &turned);
    }
}

/// On what it flips, how near that is, and what became of its mutants.
fn hinges(page: &mut Page, claim: &ClaimVerdict, long: bool) {
    page.push("");
    for flip in words::runs::flips(claim) {
        page.wrapped("  flips on ", &flip);
    }
    if let Some(change) = &claim.margin.number {
        page.wrapped(
            "  margin of the claim: ",
            &format!(
                "{}, {} -> {}",
                change.what,
                change.by.text(),
                change.to.label()
            ),
        );
    }
    if let Some(change) = &claim.margin.observation {
        page.wrapped(
            "  margin of one figure: ",
            &format!(
                "{}, {} -> {}",
                change.what,
                change.by.text(),
                change.to.label()
            ),
        );
    }
    for line in words::runs::ablations(claim) {
        page.wrapped("  without the mechanism: ", &line);
    }
    mutants(page, claim, long);
    if claim.is_vacuous() {
        page.push("  vacuous: nothing that was tried flips it");
    }
    if claim.registered == Registration::Changed {
        page.push("  changed since registration");
    }
    // Of a weak one the label above warns.
    if let Some(text) = words::one_source(claim).filter(|_| claim.weak_source().is_none()) {
        page.wrapped("  ", &text);
    }
}

/// What became of its wrong versions, and of those that hold as well why; nothing is listed of a claim that fails.
fn mutants(page: &mut Page, claim: &ClaimVerdict, long: bool) {
    let line = words::mutants::line(claim);
    page.wrapped(
        "  mutants: ",
        line.as_deref().unwrap_or("none could be made"),
    );
    if !words::mutants::count(claim) {
        return;
    }
    let survived = claim.mutants.iter();
    let survived = survived.filter_map(|one| Some((words::mutants::why(one)?, one)));
    let mut all: Vec<_> = survived.collect();
    // Those that the claim cannot tell from itself first.
    all.sort_by_key(|(_, mutant)| std::cmp::Reverse(mutant.survival()));
    let most = if long { all.len() } else { FEW };
    for (why, mutant) in all.iter().take(most) {
        let rule = mutant.rule.label();
        page.wrapped("    ", &format!("{why}: {rule}: {}", mutant.predicate));
    }
    if all.len() > most {
        page.push(&format!("    ... {} more with --long", all.len() - most));
    }
}

fn reading(page: &mut Page, case: &Case, reading: &ReadingVerdict, (several, long): (bool, bool)) {
    page.push("");
    let name = if several {
        format!("  reading {}: ", reading.id)
    } else {
        "  reading: ".to_owned()
    };
    page.wrapped(&name, &reading.means);
    page.wrapped("    ", &reading.predicate);
    page.wrapped(
        "    -> ",
        &format!(
            "{}; {}",
            headline(reading.status, &reading.contested_by()),
            words::tally(reading)
        ),
    );
    for atom in 0..words::atoms(reading) {
        // Settings stand in the table below, with their bands.
        let line = words::gauge_line(reading, atom).filter(|_| reading.runs.is_none());
        if let Some(line) = line {
            page.wrapped("    ", &line);
        }
    }
    if reading.combinations.len() > 1 || reading.combinations.iter().any(|c| !c.gauges.is_empty()) {
        combinations(page, reading, long);
    }
    for (what, why) in reading.silent.iter().take(8) {
        page.wrapped("    not used: ", &format!("{what}: {why}"));
    }
    if reading.silent.len() > 8 {
        page.push(&format!("    not used: {} more", reading.silent.len() - 8));
    }
    if reading.status == Status::Uncorroborated {
        for note in
            case.base.searches.iter().filter(|note| {
                !note.subject.is_empty() && reading.predicate.contains(&note.subject)
            })
        {
            page.wrapped(
                "    looked for: ",
                &format!(
                    "{} Where: {} Result: {}",
                    note.looked_for, note.looked_in, note.result
                ),
            );
        }
    }
    for (set, status) in reading
        .sets
        .iter()
        .filter(|(_, status)| *status != reading.status)
    {
        page.wrapped("    under ", &format!("{set}: {}", status.label()));
    }
    for source in sources(case, reading) {
        page.wrapped("    source: ", &source);
    }
}

fn combinations(page: &mut Page, reading: &ReadingVerdict, long: bool) {
    if reading.runs.is_some() {
        return super::settings::table(page, reading, long);
    }
    let rows: Vec<Vec<String>> = reading
        .combinations
        .iter()
        .take(MOST)
        .map(|combination| {
            let numbers: Vec<String> = combination.gauges.iter().map(words::spread).collect();
            vec![
                format!("    {}", combination.label()),
                numbers.join("; "),
                words::outcome(combination.outcome).to_owned(),
                combination.rank.map_or("", Rank::label).to_owned(),
            ]
        })
        .collect();
    page.table(
        &["    series", "number", "claim", "weakest rank"],
        &[],
        &rows,
    );
    if reading.combinations.len() > MOST {
        page.push(&format!(
            "    ... {} more; `closerun check` writes them all",
            reading.combinations.len() - MOST
        ));
    }
}

fn sources(case: &Case, reading: &ReadingVerdict) -> Vec<String> {
    let mut all: Vec<(&str, bool)> = reading
        .used
        .iter()
        .map(|(_, _, source, seen)| (source.as_str(), *seen))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
        .map(|(key, seen)| {
            let citation = case
                .base
                .sources
                .get(key)
                .map_or_else(|| key.to_owned(), lab::argument::source::Source::citation);
            let state = if seen { "looked up" } else { "recalled" };
            format!("{citation} ({state}; {key})")
        })
        .collect()
}
