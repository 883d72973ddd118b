//! `closerun evidence [QUANTITY]`: rival estimates side by side.

use super::ranges;
use crate::cli::{Cli, Format};
use crate::page::{Answer, Page, WIDTH};
use crate::slip::sharing_words;
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::date::Period;
use lab::argument::evidence::{Kind, Observation, Quantity, Series, Verified};
use lab::argument::fault::nearest;
use lab::error::LabError;
use lab::table::Table;
use lab::{store, table, words};

/// Most names that a hint offers.
const MOST: usize = 4;

/// Lists quantities, or shows one.
pub(crate) fn run(cli: &Cli, name: Option<&str>, date: Option<&str>) -> Result<Answer> {
    let case = super::case(cli)?;
    let span = date.map(Period::parse).transpose().map_err(|error| {
        LabError::disk(
            "this is no date",
            "--date",
            error,
            "1935, 1935-05, 1935-05-13 or 1932/1937",
            "years run from 1800 to 2100",
        )
    })?;
    let chosen = match name {
        None => case.base.quantities.values().collect(),
        Some(name) => find(&case, name)?,
    };
    if cli.format != Format::Table {
        let ids: Vec<&str> = chosen.iter().map(|quantity| quantity.id.as_str()).collect();
        let wanted = table::estimates_of(&case, &|quantity, row| {
            ids.contains(&quantity.id.as_str()) && span.is_none_or(|span| span.contains(row.date))
        });
        return Ok(Answer::of(exported(cli.format, &wanted)?));
    }
    let mut page = Page::default();
    match (name, &chosen[..]) {
        (Some(_), [quantity]) => show(&mut page, &case, quantity, span),
        _ => list(&mut page, &case, &chosen, name.is_none() && !cli.quiet),
    }
    Ok(Answer::of(page.0))
}

fn exported(format: Format, wanted: &Table) -> Result<String> {
    Ok(match format {
        Format::Json => format!(
            "{}\n",
            serde_json::to_string_pretty(&lab::json::table(wanted))?
        ),
        Format::Csv | Format::Table => store::csv::text(wanted),
    })
}

/// The quantity of that name, or all whose name holds the words.
fn find<'a>(case: &'a Case, name: &str) -> Result<Vec<&'a Quantity>> {
    if let Some(quantity) = case.base.quantities.get(name) {
        return Ok(vec![quantity]);
    }
    let wanted: Vec<String> = name
        .to_lowercase()
        .split([' ', '_'])
        .map(str::to_owned)
        .collect();
    let found: Vec<&Quantity> = case
        .base
        .quantities
        .values()
        .filter(|quantity| {
            let text = format!("{} {}", quantity.id, quantity.name).to_lowercase();
            wanted.iter().all(|word| text.contains(word))
        })
        .collect();
    if found.is_empty() {
        let hint = near(case, name);
        return Err(LabError::disk(
            "no such quantity or event",
            "evidence",
            name,
            "a name of the evidence base, or a part of one",
            hint,
        )
        .into());
    }
    Ok(found)
}

/// The names nearest to one that is none: by letters, then by words that they share with it.
fn near(case: &Case, name: &str) -> String {
    let all = "`closerun evidence` lists all of them";
    let names = || case.base.quantities.keys().map(String::as_str);
    let mut near = nearest(name, names());
    let told = case.base.quantities.values();
    let told = told.map(|one| (one.id.as_str(), one.name.clone()));
    for one in sharing_words(name, told) {
        if !near.contains(&one) {
            near.push(one);
        }
    }
    near.truncate(MOST);
    if near.is_empty() {
        all.to_owned()
    } else {
        format!("did you mean {}? ({all})", near.join(" or "))
    }
}

fn list(page: &mut Page, case: &Case, chosen: &[&Quantity], hint: bool) {
    let mut topic = "";
    let mut sorted = chosen.to_vec();
    sorted.sort_by_key(|quantity| (quantity.kind == Kind::Event, &quantity.topic, &quantity.id));
    for quantity in sorted {
        if quantity.topic != topic {
            topic = &quantity.topic;
            page.head(topic);
        }
        let (rows, recalled) = counts(quantity);
        let what = if quantity.kind == Kind::Event {
            let dates: Vec<String> = quantity
                .rows()
                .map(|(_, row)| row.date.to_string())
                .collect();
            format!(
                "{} ({})",
                quantity.name,
                if dates.is_empty() {
                    "no date found".to_owned()
                } else {
                    dates.join(" or ")
                }
            )
        } else {
            format!(
                "{}; {} series, {}, {recalled} recalled",
                quantity.name,
                quantity.series.len(),
                words::plural(rows, "row")
            )
        };
        page.push(&format!("  {}", quantity.id));
        page.wrapped("      ", &what);
    }
    if hint {
        let (all, recalled) = case.base.count();
        page.push("");
        let example = chosen
            .first()
            .map_or("NAME", |quantity| quantity.id.as_str());
        page.wrapped("", &format!("{all} observations, {recalled} of them recalled and not yet looked up; {} events. `closerun evidence {example}` shows one quantity; a part of a name will do.", case.base.events().count()));
    }
}

fn counts(quantity: &Quantity) -> (usize, usize) {
    let recalled = quantity
        .rows()
        .filter(|(_, row)| row.verified == Verified::Recalled)
        .count();
    (quantity.rows().count(), recalled)
}

fn show(page: &mut Page, case: &Case, quantity: &Quantity, span: Option<Period>) {
    page.wrapped("", &format!("{}: {}", quantity.id, quantity.name));
    let mut about = vec![quantity.kind.label().to_owned()];
    if quantity.kind != Kind::Event {
        about.push(quantity.unit.name.to_owned());
    }
    if let Some(kind) = quantity.deaths {
        about.push(format!("{}; never added to other kinds", kind.label()));
    }
    about.push(
        case.base
            .places
            .get(&quantity.place)
            .map_or_else(|| quantity.place.clone(), |place| place.name.clone()),
    );
    page.wrapped("  ", &about.join("; "));
    if !quantity.note.is_empty() {
        page.wrapped("  ", &quantity.note);
    }
    let wanted = |row: &Observation| span.is_none_or(|span| span.contains(row.date));
    for series in &quantity.series {
        if series.rows.iter().any(&wanted) {
            show_series(page, case, quantity, series, &wanted);
        }
    }
    let rows = quantity
        .rows()
        .map(|(_, row)| row)
        .filter(|row| wanted(row));
    if let Some(text) = ranges::words(quantity, &rows.collect::<Vec<_>>()) {
        page.push("");
        page.wrapped("  range: ", &text);
        page.wrapped("  conf:  ", ranges::CONFIDENCE);
    }
    for note in case
        .base
        .searches
        .iter()
        .filter(|note| note.subject == quantity.id)
    {
        page.push("");
        page.wrapped(
            "  looked for: ",
            &format!(
                "{} Where: {} Result: {}",
                note.looked_for, note.looked_in, note.result
            ),
        );
    }
}

fn show_series(
    page: &mut Page,
    case: &Case,
    quantity: &Quantity,
    series: &Series,
    wanted: &dyn Fn(&Observation) -> bool,
) {
    let head = format!("{} ({})", series.id, series.name);
    if head.chars().count() <= WIDTH {
        page.head(&head);
    } else {
        page.head(&series.id);
        page.wrapped("  ", &series.name);
    }
    let facts: Vec<&str> = [
        &series.author,
        &series.school,
        &series.method,
        &series.price_basis,
        &series.base,
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .map(String::as_str)
    .chain((series.unit.name != quantity.unit.name).then_some(series.unit.name))
    .collect();
    if !facts.is_empty() {
        page.wrapped("  ", &facts.join("; "));
    }
    if !series.note.is_empty() {
        page.wrapped("  ", &series.note);
    }
    let rows: Vec<Vec<String>> = series
        .rows
        .iter()
        .filter(|row| wanted(row))
        .map(|row| line(quantity, series, row))
        .collect();
    page.table(&HEADS, &[1, 5], &fitted(rows));
    let mut keys: Vec<&str> = series
        .rows
        .iter()
        .filter(|row| wanted(row))
        .map(|row| row.source.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let citation = case
            .base
            .sources
            .get(key)
            .map_or_else(|| key.to_owned(), lab::argument::source::Source::citation);
        page.wrapped("  source: ", &format!("{citation} ({key})"));
    }
}

const HEADS: [&str; 6] = ["  date", "value", "range", "where or what", "state", "conf"];

/// Cells broken where a reader would break them, as far as the table is too wide for the terminal, so that no word is cut.
fn fitted(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for (column, after) in [(RANGE, " to "), (DATE, "/"), (WHAT, ", "), (WHAT, "-")] {
        if width(&rows, 0..HEADS.len()) <= WIDTH {
            break;
        }
        let others = width(&rows, 0..column) + width(&rows, column + 1..HEADS.len());
        let room = WIDTH.saturating_sub(others + GAP);
        let indent = if column == DATE { "\n  " } else { "\n" };
        for row in &mut rows {
            row[column] = broken(&row[column], after, room).replace('\n', indent);
        }
    }
    rows
}

/// Blanks after a column.
const GAP: usize = 2;
const DATE: usize = 0;
const RANGE: usize = 2;
const WHAT: usize = 3;

/// Width of some columns, with the blanks after each.
fn width(rows: &[Vec<String>], columns: std::ops::Range<usize>) -> usize {
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].as_str());
        let lines = cells.chain([HEADS[column]]).flat_map(str::lines);
        lines.map(|line| line.chars().count()).max().unwrap_or(0) + GAP
    };
    columns.map(widest).sum()
}

/// A cell in lines no wider than this, if breaks after this mark can do it.
fn broken(cell: &str, after: &str, room: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in cell.lines() {
        let mut own = String::new();
        for piece in line.split_inclusive(after) {
            if !own.is_empty() && own.chars().count() + piece.trim_end().chars().count() > room {
                lines.push(std::mem::take(&mut own).trim_end().to_owned());
            }
            own.push_str(piece);
        }
        lines.push(own);
    }
    lines.join("\n")
}

fn line(quantity: &Quantity, series: &Series, row: &Observation) -> Vec<String> {
    let unit = series.unit.name;
    let mut what: Vec<&str> = row.dims.values().map(String::as_str).collect();
    if row.place != quantity.place {
        what.push(&row.place);
    }
    let (value, range) = if quantity.kind == Kind::Event {
        (String::new(), String::new())
    } else if row.low < row.high {
        (
            words::number(row.value, unit),
            format!(
                "{} to {}",
                words::number(row.low, unit),
                words::number(row.high, unit)
            ),
        )
    } else {
        (words::number(row.value, unit), "-".to_owned())
    };
    vec![
        format!("  {}", row.date),
        value,
        range,
        what.join(", "),
        row.verified.label().to_owned(),
        format!("{:.2}", row.confidence),
    ]
}

#[cfg(test)]
mod tests {
    use super::{HEADS, WIDTH, broken, fitted, line, width};
    use lab::load::{Origin, load};

    /// A column narrower than its longest word would cut it in two.
    #[test]
    fn evidence_no_table_is_too_wide_for_the_terminal() {
        let case = load(Origin::Embedded).expect("sound");
        let mut broken = 0;
        for quantity in case.base.quantities.values() {
            for series in &quantity.series {
                let rows = series.rows.iter().map(|row| line(quantity, series, row));
                let rows: Vec<Vec<String>> = rows.collect();
                let fitted = fitted(rows.clone());
                let wide = width(&fitted, 0..HEADS.len());
                assert!(wide <= WIDTH, "{} {}: {wide}", quantity.id, series.id);
                broken += usize::from(fitted != rows);
            }
        }
        assert!(broken > 0, "no table is wide");
    }

    #[test]
    fn law_cells_are_broken_after_a_mark_and_keep_their_words() {
        assert_eq!(
            broken("1,277,679 to 1,356,711", " to ", 12),
            "1,277,679 to\n1,356,711"
        );
        assert_eq!(
            broken("camps-and-colonies", "-", 10),
            "camps-and-\ncolonies"
        );
        assert_eq!(broken("short", "-", 2), "short");
    }
}
