//! Rival settings of a reading on runs as a table: our rules, the rivals that turn the claim, then those that answer alike in one row.

use crate::page::Page;
use lab::argument::verdict::{Gauge, ReadingVerdict};
use lab::words;
use lab::words::rules::Group;

/// One table a compared number. With `long` every setting has a row of its own.
pub(super) fn table(page: &mut Page, reading: &ReadingVerdict, long: bool) {
    let groups = if long {
        words::rules::alone(reading)
    } else {
        words::rules::groups(reading)
    };
    for atom in 0..words::atoms(reading) {
        let mut all = reading.combinations.iter();
        let Some(first) = all.find_map(|one| one.gauges.get(atom)) else {
            continue;
        };
        let after = words::unit_after(&first.unit);
        let wanted = words::wanted(first);
        page.wrapped(
            "    ",
            &format!("compared, wanted {wanted}{after}: {}", first.text),
        );
        let rows: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                let band = band(reading, group, atom);
                vec![format!("    {}", group.who), band, group.held(reading)]
            })
            .collect();
        let unit = format!("median [5 to 95 %]{after}");
        page.table(&["    under", &unit, "claim holds in"], &[], &rows);
    }
    for group in groups.iter().filter(|group| group.is_told_by_number()) {
        let names = group.names(reading);
        page.wrapped(&format!("    {}: ", group.who), &names);
    }
    if groups.len() < reading.combinations.len() {
        page.push("    (--long: every rival in a row of its own)");
    }
    if let Some(prior) = words::runs::prior(reading) {
        page.wrapped("    prior: ", &prior);
    }
}

/// The median and the band of a setting; of several from the least median to the highest.
fn band(reading: &ReadingVerdict, group: &Group, atom: usize) -> String {
    let places = group.places.iter();
    let gauges = places.filter_map(|at| reading.combinations[*at].gauges.get(atom));
    let gauges: Vec<&Gauge> = gauges.collect();
    match gauges.as_slice() {
        [] => String::new(),
        [one] => words::runs::band(one),
        several => {
            let by_value = |a: &&&Gauge, b: &&&Gauge| a.value.total_cmp(&b.value);
            let ends = [
                several.iter().min_by(by_value),
                several.iter().max_by(by_value),
            ];
            let ends = ends
                .map(|one| one.map_or_else(String::new, |one| words::runs::told(one.value, one)));
            if ends[0] == ends[1] {
                ends[0].clone()
            } else {
                format!("{} to {}", ends[0], ends[1])
            }
        }
    }
}
