//! The population at the start: a table fitted to margins, then rounded to whole people.

use crate::setting::{SettingError, Start, StartMargin};
use crate::truth::people::{BINS, Class, Group, Mark, Party, Region, Residence, Status};
use engine::ipf::{Margin, apportion, fit};
use std::collections::BTreeMap;

/// Every margin is met to this share of itself before rounding.
pub const TOLERANCE: f64 = 1e-9;

/// The groups at the start, with their people by risk bin.
pub type People = BTreeMap<Group, [u64; BINS]>;

/// Fits, rounds and divides into risk bins.
///
/// # Errors
/// Margins that contradict each other, or a start without people.
pub fn population(start: &Start, regions: &[Region], bins: &[f64]) -> Result<People, SettingError> {
    let held: u64 = start.held.iter().flat_map(|(_, all)| all).sum();
    if start.total <= held {
        return Err(SettingError::of(
            "total",
            "nobody is free at the start",
            format!("{} people, {held} of them held", start.total),
            "more people than are held in camps and settlements",
            "check the total and its unit",
        ));
    }
    let free = start.total - held;
    let groups: Vec<Group> = possible(regions).collect();
    let margins = margins(start, &groups, regions, free)?;
    let mut cells: Vec<f64> = groups
        .iter()
        .map(|group| seed(start, *group, regions))
        .collect();
    fit(&mut cells, &margins, TOLERANCE).map_err(|miss| {
        let at = &start.margins.iter().find(|margin| margin.name == miss.margin);
        let cell = at.map_or_else(String::new, |margin| words(&margin.cells[miss.entry].0));
        SettingError::of(
            &miss.margin,
            "margins that cannot be met together",
            format!("{cell}: {:.1} people", miss.found),
            format!("{:.1} people", miss.wanted),
            "two margins contradict each other, or a cell of one is impossible (peasants live in villages, cities have none)",
        )
    })?;
    let mut people = People::new();
    for (group, number) in groups.iter().zip(round(&cells, &margins, start, free)) {
        if number > 0 {
            people.insert(*group, in_bins(bins, number));
        }
    }
    for (status, numbers) in &start.held {
        for (region, number) in (0..).zip(numbers) {
            let number = *number;
            if number > 0 {
                people.insert(held_group(region, *status), in_bins(bins, number));
            }
        }
    }
    Ok(people)
}

/// Those who are held stand as peasants of villages, their class when they were deported; camps lie outside towns.
fn held_group(region: u8, status: Status) -> Group {
    Group {
        region,
        residence: Residence::Village,
        class: Class::IndividualPeasant,
        mark: Mark::None,
        party: Party::None,
        status,
    }
}

/// Divides people into risk bins by their shares.
pub fn in_bins(shares: &[f64], number: u64) -> [u64; BINS] {
    let mut bins = [0; BINS];
    bins.copy_from_slice(&apportion(shares, number));
    bins
}

/// All combinations that can occur among the free.
fn possible(regions: &[Region]) -> impl Iterator<Item = Group> {
    let numbers = (0..).zip(regions).flat_map(|(region, about)| {
        let residences = Residence::ALL.iter();
        residences
            .filter(move |residence| !about.city || **residence == Residence::Town)
            .map(move |residence| (region, *residence))
    });
    numbers
        .flat_map(|(region, residence)| {
            let classes = Class::ALL.iter().copied();
            classes.flat_map(move |class| {
                let marks = Mark::ALL.iter().copied();
                marks.flat_map(move |mark| {
                    let parties = Party::ALL.iter().copied();
                    parties.map(move |party| Group {
                        region,
                        residence,
                        class,
                        mark,
                        party,
                        status: Status::Free,
                    })
                })
            })
        })
        .filter(|group| can_be(*group))
}

fn can_be(group: Group) -> bool {
    let of_land = matches!(group.class, Class::Kolkhoznik | Class::IndividualPeasant);
    let lives = !of_land || group.residence == Residence::Village;
    let rights =
        group.class != Class::Former || (group.party == Party::None && group.mark == Mark::None);
    // Who had been in an opposition and was still or again in the party was a full member.
    lives && rights && !(group.mark == Mark::Opposition && group.party == Party::Candidate)
}

fn value<'a>(group: Group, dimension: &str, regions: &'a [Region]) -> Option<&'a str> {
    Some(match dimension {
        "region" => &regions[usize::from(group.region)].id,
        "residence" => group.residence.word(),
        "class" => group.class.word(),
        "mark" => group.mark.word(),
        "party" => group.party.word(),
        "status" => group.status.word(),
        _ => return None,
    })
}

fn matches(group: Group, at: &BTreeMap<String, String>, regions: &[Region]) -> bool {
    at.iter()
        .all(|(dimension, wanted)| value(group, dimension, regions) == Some(wanted))
}

fn seed(start: &Start, group: Group, regions: &[Region]) -> f64 {
    let weights = start
        .seed
        .iter()
        .filter(|(at, _)| matches(group, at, regions));
    weights.map(|(_, weight)| weight).product()
}

fn words(at: &BTreeMap<String, String>) -> String {
    let words: Vec<String> = at
        .iter()
        .map(|(dimension, value)| format!("{dimension} {value}"))
        .collect();
    words.join(", ")
}

fn margins(
    start: &Start,
    groups: &[Group],
    regions: &[Region],
    free: u64,
) -> Result<Vec<Margin>, SettingError> {
    let mut margins = Vec::new();
    for margin in &start.margins {
        let mut entry = Vec::with_capacity(groups.len());
        for group in groups {
            entry.push(
                margin
                    .cells
                    .iter()
                    .position(|(at, _)| matches(*group, at, regions)),
            );
        }
        let totals: Vec<f64> = margin.cells.iter().map(|(_, number)| *number).collect();
        let sum: f64 = totals.iter().sum();
        let all = entry.iter().all(Option::is_some);
        if (all && (sum / free as f64 - 1.0).abs() > TOLERANCE)
            || sum > free as f64 * (1.0 + TOLERANCE)
        {
            return Err(SettingError::of(
                &margin.name,
                "margins that cannot be met together",
                format!("{sum:.1} people in this margin"),
                format!("{free} people who are free"),
                "a margin over all people must add up to them; write `scaled = true` if only its shares are known",
            ));
        }
        margins.push(Margin {
            name: margin.name.clone(),
            entry,
            totals,
        });
    }
    Ok(margins)
}

/// Whole people. Groups that lie in the same entries of all exact margins form a part; each part gets a whole number, such that
/// every exact margin holds to the person, and divides it by largest remainders.
fn round(cells: &[f64], margins: &[Margin], start: &Start, free: u64) -> Vec<u64> {
    let exact: Vec<&Margin> = margins
        .iter()
        .zip(&start.margins)
        .filter(|(_, about): &(&Margin, &StartMargin)| about.exact)
        .map(|(margin, _)| margin)
        .collect();
    let mut parts: BTreeMap<Vec<Option<usize>>, Vec<usize>> = BTreeMap::new();
    for at in 0..cells.len() {
        let key = exact.iter().map(|margin| margin.entry[at]).collect();
        parts.entry(key).or_default().push(at);
    }
    let mut whole = vec![0; cells.len()];
    let mut left = free;
    // The part that is in no narrow entry takes what the others leave, so it comes last: the largest.
    let mut order: Vec<&Vec<usize>> = parts.values().collect();
    let size = |part: &[usize]| part.iter().map(|at| cells[*at]).sum::<f64>();
    order.sort_by(|a, b| size(a).total_cmp(&size(b)));
    for (at, part) in order.iter().enumerate() {
        let shares: Vec<f64> = part.iter().map(|at| cells[*at]).collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of people"
        )]
        let number = if at + 1 == order.len() {
            left
        } else {
            (shares.iter().sum::<f64>().round() as u64).min(left)
        };
        left -= number;
        for (at, number) in part.iter().zip(apportion(&shares, number)) {
            whole[*at] = number;
        }
    }
    whole
}
