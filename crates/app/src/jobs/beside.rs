//! The list of `closerun run`: model beside evidence, misses first.

use super::run::grouped;
use crate::page::{Page, WIDTH};
use lab::simulate::beside::{Line, Standing};
use lab::words::plural;
use std::collections::BTreeMap;

/// Groups in the order of telling: missed or not, what the figure is to the model, title.
const GROUPS: [(bool, Standing, &str); 6] = [
    (true, Standing::HeldOut, "Missed, and held out from fitting"),
    (true, Standing::Open, "Missed, neither fitted nor held out"),
    (true, Standing::Used, "Missed, although it was put in"),
    (false, Standing::HeldOut, "Met, and held out from fitting"),
    (false, Standing::Open, "Met, neither fitted nor held out"),
    (false, Standing::Used, "Met, because it was put in"),
];

const HEADS: [&str; 5] = ["quantity, and series", "date", "model", "evidence", "ratio"];

/// All figures that both have, in groups.
pub(super) fn compared(page: &mut Page, lines: &[Line], members: bool) {
    let misses = lines.iter().filter(|line| line.is_miss()).count();
    let recalled = lines.iter().filter(|line| line.is_recalled()).count();
    let misses = if misses == 1 {
        "1 miss".to_owned()
    } else {
        format!("{misses} misses")
    };
    page.head(&format!(
        "Model beside evidence: {misses} among {}",
        plural(lines.len(), "figure")
    ));
    let band = if members {
        "The band is chance and doubt about parameters."
    } else {
        "The band is chance alone; doubt about parameters is in that of --ensemble."
    };
    page.wrapped(
        "  ",
        &format!("A miss: the band of the runs (5 to 95 per cent) and the range recorded for the series do not touch. {band} Ratio: model over the series' central value."),
    );
    page.wrapped(
        "  ",
        &format!(
            "R: recalled from a named work and not yet looked up; {recalled} of {}.",
            plural(lines.len(), "figure")
        ),
    );
    if lines.iter().any(|line| line.elasticity.is_some()) {
        page.wrapped("  ", lab::arrests::MEANS);
    }
    for (miss, standing, head) in GROUPS {
        let own = |line: &&Line| line.is_miss() == miss && line.standing == standing;
        let group: Vec<&Line> = lines.iter().filter(own).collect();
        if !group.is_empty() {
            page.head(&format!("{head}: {}", group.len()));
            listed(page, &group);
        }
    }
}

/// Figures without dimensions one by one; of the others how many, and between which ratios.
fn listed(page: &mut Page, group: &[&Line]) {
    let single = group.iter().filter(|line| line.dims.is_empty());
    let mut rows: Vec<Vec<String>> = single.map(|line| row(line)).collect();
    let room = room(&rows);
    for row in &mut rows {
        row[0] = broken(&row[0], room);
    }
    if !rows.is_empty() {
        page.table(&HEADS, &[2, 3, 4], &rows);
    }
    let mut parts: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in group.iter().filter(|line| !line.dims.is_empty()) {
        let own = parts.entry((&line.name, &line.date)).or_default();
        own.push(line);
    }
    for ((name, date), lines) in parts {
        page.wrapped("  ", &format!("{name}, {date}: {}", together(&lines)));
    }
}

/// What the other columns leave to the first; each has two blanks after it.
fn room(rows: &[Vec<String>]) -> usize {
    let widest = |column: usize| {
        let all = rows.iter().map(|row| row[column].chars().count());
        all.max().unwrap_or(0).max(HEADS[column].len()) + 2
    };
    let others: usize = (1..HEADS.len()).map(widest).sum();
    WIDTH.saturating_sub(others + 2).max(12)
}

/// Long keys broken after a hyphen, where a reader would break them.
fn broken(cell: &str, room: usize) -> String {
    let mut lines = Vec::new();
    for line in cell.split('\n') {
        let is_key = line.starts_with("  ");
        let mut own = String::new();
        for piece in line.split_inclusive('-') {
            let wide = own.chars().count() + piece.chars().count() > room;
            if is_key && wide && !own.trim().is_empty() {
                lines.push(std::mem::replace(&mut own, "  ".to_owned()));
            }
            own.push_str(piece);
        }
        lines.push(own);
    }
    lines.join("\n")
}

/// Figures of one quantity and date in one line; each is counted, those that have no ratio as well.
fn together(lines: &[&Line]) -> String {
    let mut ratios: Vec<f64> = lines.iter().filter_map(|line| line.ratio()).collect();
    ratios.sort_by(f64::total_cmp);
    let mut parts = vec![plural(lines.len(), "figure")];
    match (ratios.first(), ratios.last()) {
        (Some(low), Some(high)) if ratios.len() > 1 => {
            parts.push(format!("ratios {low:.2} to {high:.2}"));
        }
        (Some(one), _) => parts.push(format!("ratio {one:.2}")),
        _ => {}
    }
    let zero = lines.len() - ratios.len();
    if zero > 0 {
        let number = if zero == 1 {
            "one".to_owned()
        } else {
            zero.to_string()
        };
        parts.push(format!("{number} against zero"));
    }
    let recalled = lines.iter().filter(|line| line.is_recalled()).count();
    if recalled > 0 {
        let all = recalled == lines.len();
        let number = if all {
            String::new()
        } else {
            format!("{recalled} ")
        };
        parts.push(format!("{number}R"));
    }
    parts.join(", ")
}

fn row(line: &Line) -> Vec<String> {
    let mark = if line.is_recalled() { " R" } else { "" };
    vec![
        format!("{}\n  {}{}", named(line), line.series, hangs_on(line)),
        line.date.clone(),
        range(line.model.low, line.model.high),
        format!("{}{mark}", range(line.evidence.1, line.evidence.2)),
        line.ratio()
            .map_or_else(|| "of zero".to_owned(), |ratio| format!("{ratio:.2}")),
    ]
}

/// Beside a figure of arrests, what it hangs on: a line for the word and one for the range, which would break at its signs.
fn hangs_on(line: &Line) -> String {
    line.elasticity
        .map(|band| format!("\n  {}", lab::arrests::short(band).replacen(' ', "\n  ", 1)))
        .unwrap_or_default()
}

/// Name and unit; a unit that the name says already is not said twice.
fn named(line: &Line) -> String {
    let unit = line.unit.replace("persons", "").trim().to_owned();
    if unit.is_empty() || line.name.contains(&unit) {
        line.name.clone()
    } else {
        format!("{}, {unit}", line.name)
    }
}

fn range(low: f64, high: f64) -> String {
    let (low, high) = (number(low), number(high));
    if low == high {
        low
    } else {
        format!("{low}-{high}")
    }
}

/// A number as people read it: four figures and thousands apart.
fn number(value: f64) -> String {
    if value.abs() >= 1e6 {
        return format!("{:.2}m", value / 1e6);
    }
    if value.abs() >= 1000.0 {
        return grouped(value);
    }
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, broken, named, together};
    use lab::simulate::beside::{Band, Standing};

    fn line(value: f64, model: f64) -> Line {
        Line {
            quantity: "birth_rate".to_owned(),
            name: "Births per thousand inhabitants".to_owned(),
            unit: "per thousand".to_owned(),
            date: "1937".to_owned(),
            dims: "sex=male".to_owned(),
            model: Band {
                median: model,
                low: model,
                high: model,
            },
            series: "a".to_owned(),
            evidence: (value, value, value),
            verified: "recalled",
            standing: Standing::Open,
            elasticity: None,
        }
    }

    #[test]
    fn long_keys_break_at_hyphens() {
        assert_eq!(
            broken("Population\n  census-1937-preliminary", 22),
            "Population\n  census-1937-\n  preliminary"
        );
        assert_eq!(broken("a-b\n  short", 22), "a-b\n  short");
    }

    #[test]
    fn every_figure_is_counted() {
        let (one, two, none) = (line(2.0, 1.0), line(2.0, 3.0), line(0.0, 1.0));
        assert_eq!(together(&[&one]), "1 figure, ratio 0.50, R");
        assert_eq!(
            together(&[&one, &two, &none]),
            "3 figures, ratios 0.50 to 1.50, one against zero, R"
        );
        assert_eq!(together(&[&none, &none]), "2 figures, 2 against zero, R");
        assert_eq!(named(&one), "Births per thousand inhabitants");
    }
}
