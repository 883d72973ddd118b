//! Arrests, sentences, pleas and custody, taken out of a run.

use super::Observation;
use super::page::Page;
use super::repression::CATEGORY_WORDS;
use crate::decision::category::Category;
use crate::penal::arrests::{Tally, effective_number};
use crate::penal::in_custody;
use crate::penal::troikas::Sentenced;
use crate::truth::people::{Account, BINS, Mark, Status};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Pleas of the menu, in alphabetical order.
pub(super) const PLEA_WORDS: [&str; 3] = ["conspiracy", "denied", "responsibility"];
/// Measures of those sentenced, in alphabetical order.
pub(super) const MEASURES: [&str; 4] = ["all", "camp-or-prison", "execution", "exile"];
/// Those who are held, in alphabetical order.
pub(super) const HELD: [&str; 4] = ["camp-inmate", "exile", "relative", "transferred"];

/// Takes down cases as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Registry {
    last: Tally,
    troikas: Sentenced,
}

impl Registry {
    /// Takes down who is held on a first of January.
    pub(super) fn january(world: &World<'_>, year: u32, out: &mut Vec<Observation>) {
        let date = format!("{year}-01-01");
        let held = |status: Status| -> u64 {
            let groups = world.setup.groups.iter();
            let bins = groups.zip(world.counts.held().chunks_exact(BINS));
            let own = bins.filter(|(group, _)| group.status == status);
            own.flat_map(|(_, bins)| bins).sum()
        };
        let marked = world
            .setup
            .groups
            .iter()
            .zip(world.counts.held().chunks_exact(BINS));
        let marked = marked
            .filter(|(group, _)| group.status == Status::Free && group.mark == Mark::Opposition);
        let free: u64 = marked.flat_map(|(_, bins)| bins).sum();
        out.push(Observation {
            quantity: "former_oppositionists_free",
            date: date.clone(),
            dims: Vec::new(),
            value: free as f64,
        });
        let mut add = |quantity, dim, word: &str, value: f64| {
            out.push(Observation {
                quantity,
                date: date.clone(),
                dims: vec![(dim, word.to_owned())],
                value,
            });
        };
        let camps = held(Status::CampInmate) as f64;
        add("camp_inmates", "category", "camps", camps);
        for status in Status::ALL.iter().filter(|status| in_custody(**status)) {
            add(
                "held_in_custody",
                "status",
                status.word(),
                held(*status) as f64,
            );
        }
    }

    /// Looks at the world after a week; takes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if !world.week.is_multiple_of(WEEKS_PER_YEAR) {
            return;
        }
        let year = Week::after(world.setup.span.first_year, world.week - 1).year;
        let mut page = Page::of(world, out);
        let all = world.penal.year;
        let cases = all.since(&self.last);
        self.last = all;
        let arrested: u64 = cases.arrested.iter().sum();
        page.add("arrests_by_political_police", arrested as f64);
        page.add("arrests_counter_revolutionary", cases.political as f64);
        for word in CATEGORY_WORDS {
            let category = Category::parse(word).map_or(0, |category| category as usize);
            let number = cases.arrested[category] as f64;
            page.by("arrests", ("category", word), number);
        }
        let troikas = world.penal.troikas.since(self.troikas);
        self.troikas = world.penal.troikas;
        let [executed, camp, exile, _] = cases.fates;
        let (camp, exile) = (camp + troikas.camp, exile + troikas.exile);
        let numbers = [executed + camp + exile, camp, executed, exile];
        for (word, number) in MEASURES.iter().zip(numbers) {
            page.by(
                "sentenced_by_political_police",
                ("measure", word),
                number as f64,
            );
        }
        page.add("sentenced_by_police_troikas", troikas.all() as f64);
        let unregistered = world.country.told.unregistered.unwrap_or_default();
        page.add("without_papers_in_closed_cities", 1e6 * unregistered);
        let had_acted = cases.had_acted as f64;
        page.add("arrested_who_had_acted", had_acted);
        page.add("arrested_disposed", part(cases.disposed, arrested));
        pleas(&mut page, "pleas", cases.pleas);
        pleas(&mut page, "pleas_of_opposition", cases.pleas_of_opposition);
        page.add("named_in_confessions", cases.named as f64);
        page.add("arrests_unfilled", cases.unfilled as f64);
        let now = world.setup.now(world.week - 1, world.seed);
        page.add("effective_number_of_cases", effective_number(&now));
        let deaths = world.ledger.total(now.year(), Account::DiedCamp) as f64;
        page.by("camp_deaths", ("category", "camps"), deaths);
        Self::january(world, year + 1, page.out);
    }
}

/// Shares of the pleas.
fn pleas(page: &mut Page<'_>, quantity: &'static str, [denied, responsible, conspiracy]: [u64; 3]) {
    let all = denied + responsible + conspiracy;
    for (word, number) in PLEA_WORDS.iter().zip([conspiracy, denied, responsible]) {
        page.by(quantity, ("plea", word), part(number, all));
    }
}

/// A part of a whole; 0 of nobody.
fn part(number: u64, of: u64) -> f64 {
    if of == 0 {
        0.0
    } else {
        number as f64 / of as f64
    }
}
