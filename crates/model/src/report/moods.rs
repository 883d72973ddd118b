//! What police and passport offices send up of people once a month: how many they call suspect in each category, how many acted in
//! public, how many live in closed cities without papers, and how many with a past in an opposition have confessed.
//!
//! ```text
//! t = Se e + (1 - Sp)(1 - e)        Se = Se0 (1 - F)        U <- ( U + u growth+ - U/12 cleared - n )+
//! ```
//!
//! e is the share that is disposed to act (latent, and least averse to risk); nearly all of whom t counts are the error of reports
//! (`belief::prevalence`, T14). That fear F lowers Se is the sign of Wintrobe (`belief::dilemma`). "Suspect" is a word of this ledger
//! alone: nobody in truth bears it. What is done in public is seen, so those who act are reported as they are. U, people who came to
//! closed cities without leave, is counted from the growth of these cities, those n whom police troikas took included, by a share that is `ours`; grade C.

use crate::belief::dilemma::sensitivity;
use crate::belief::prevalence::Reports;
use crate::country::{Country, Now};
use crate::decision::category::{CATEGORIES, Category};
use crate::loops::{Held, Loop};
use crate::truth::heads::{Cell, MARKS};
use crate::truth::mood::Mood;
use crate::truth::people::{Group, Mark, Party, Status};

/// What was sent up of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moods {
    /// People of each category, as registered, in millions.
    pub people: [f64; CATEGORIES],
    /// Share of each category that is called suspect.
    pub suspects: [f64; CATEGORIES],
    /// Share of all people that acted in public last month.
    pub active: f64,
    /// People of closed cities without papers, in millions; nothing before the first report.
    pub unregistered: Option<f64>,
    /// People with a past in an opposition who confessed to what they were charged with, since the start. Whoever takes confessions
    /// adds them here.
    pub confessed: f64,
    /// People of closed cities at the last report, in millions.
    closed: f64,
    /// People whom police troikas took out of them in the month of the last report, in millions.
    taken: f64,
}

/// A part of a category that lives under the same conditions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Category.
    pub category: Category,
    /// People, in millions.
    pub people: f64,
    /// Share that is disposed to act. A disposition is not an act.
    pub disposed: f64,
    /// Share that reports call suspect.
    pub called: f64,
}

/// All parts of all categories: truth beside what is reported of it. `held` has the first values of what reports are made of.
pub fn parts((mood, country): (&Mood, &Country), held: &mut Held, now: &Now<'_>) -> Vec<Part> {
    let (threshold, least_averse) = (
        now.one("grievance_threshold"),
        now.laws.at("risk_bin_share", 0),
    );
    let mut all = Vec::new();
    for (cell, mark, people, stratum) in mood.strata(country, now) {
        let disposed = stratum.disposed(threshold, least_averse);
        let place = cell.number() * MARKS + mark as usize;
        let fear = held.value(now, (Loop::F2, place), mood.fear[cell.number()]);
        let reports = Reports {
            sensitivity: sensitivity(now.one("report_sensitivity"), fear),
            specificity: now.one("report_specificity"),
        };
        let called = reports.apparent(held.value(now, (Loop::F9, place), disposed));
        for (category, people) in categories(country, now, (cell, mark), people) {
            all.push(Part {
                category,
                people,
                disposed,
                called,
            });
        }
    }
    all
}

/// The people of a stratum by category: members of the party, and all others.
fn categories(
    country: &Country,
    now: &Now<'_>,
    (cell, mark): (Cell, Mark),
    people: f64,
) -> Vec<(Category, f64)> {
    let members = match mark {
        Mark::None => country.heads.members(cell).min(people),
        Mark::Opposition => 0.0,
    };
    let of = |(party, people)| {
        let group = Group {
            region: u8::try_from(cell.region).unwrap_or(u8::MAX),
            residence: cell.residence,
            class: cell.class,
            mark,
            party,
            status: Status::Free,
        };
        let category = now.categories.of(&group);
        category.map(|category| (category, people))
    };
    let both = [(Party::None, people - members), (Party::Member, members)];
    both.into_iter()
        .filter(|(_, people)| *people > 0.0)
        .filter_map(of)
        .collect()
}

/// Means over the parts of each category, with the people of each.
pub fn means(parts: &[Part], of: impl Fn(&Part) -> f64) -> ([f64; CATEGORIES], [f64; CATEGORIES]) {
    let (mut people, mut sums) = ([0.0; CATEGORIES], [0.0; CATEGORIES]);
    for part in parts {
        people[part.category as usize] += part.people;
        sums[part.category as usize] += part.people * of(part);
    }
    for (sum, people) in sums.iter_mut().zip(people) {
        if people > 0.0 {
            *sum /= people;
        }
    }
    (people, sums)
}

/// Sends up what is known of people, at the end of a month: truth to report.
pub fn send(mood: &Mood, country: &mut Country, now: &Now<'_>) {
    let mut held = std::mem::take(&mut country.held);
    let parts = parts((mood, country), &mut held, now);
    country.held = held;
    let (people, suspects) = means(&parts, |part| part.called);
    let closed = closed(country, now);
    let taken = country.cases.troikas as f64 / 1e6;
    let told = &mut country.told;
    // People are those of the month's start, so whom troikas took the month before is missing from them, and had come all the same.
    let growth = (closed + told.taken - told.closed).max(0.0);
    told.unregistered = Some(match told.unregistered {
        None => now.one("unregistered_at_start") * closed,
        Some(before) => {
            let kept = before * (1.0 - now.one("unregistered_cleared") / 12.0);
            (kept + now.one("unregistered_of_growth") * growth - taken).max(0.0)
        }
    });
    told.closed = closed;
    told.taken = taken;
    told.people = people;
    told.suspects = suspects;
    told.active = mood.acting;
}

/// Free people of closed cities, in millions.
fn closed(country: &Country, now: &Now<'_>) -> f64 {
    (0..now.regions.len())
        .filter(|region| now.regions[*region].closed)
        .map(|region| country.townspeople(region))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Part, means};
    use crate::decision::category::Category;

    #[test]
    fn known_means_by_category() {
        let part = |category, people, called| Part {
            category,
            people,
            disposed: 0.0,
            called,
        };
        let parts = [
            part(Category::Workers, 1.0, 0.02),
            part(Category::Workers, 3.0, 0.06),
            part(Category::Party, 2.0, 0.03),
        ];
        let (people, called) = means(&parts, |part| part.called);
        assert!((people[Category::Workers as usize] - 4.0).abs() < 1e-12);
        assert!((called[Category::Workers as usize] - 0.05).abs() < 1e-12);
        assert!((called[Category::Party as usize] - 0.03).abs() < 1e-12);
        assert!(called[Category::Former as usize].abs() < 1e-12);
    }
}
