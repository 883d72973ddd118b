//! A month of arrests, everybody alone: disposed or not, a score, taken or not, what is said, whom they name, what becomes of them.

use super::{Draw, Person, Persons, address, any_of, choose, whole, yes};
use engine::normal::distribution;
use engine::sample::poisson;
use model::country::Now;
use model::decision::category::{CATEGORIES, Category};
use model::decision::quota::{BANDS, Scores};
use model::penal::arrests::due_by_plea;
use model::report::confession::Stakes;
use model::truth::custody::{POLICE, Term};
use model::truth::heads::{Cell, MARKS};
use model::truth::people::Status;

/// Somebody who is arrested.
#[derive(Clone, Copy)]
struct Arrested {
    at: usize,
    category: Category,
    disposed: bool,
}

/// Somebody free.
#[derive(Clone, Copy)]
struct Free {
    region: u8,
    category: Category,
    at: u32,
}

/// Scores below the edge of each band, as parts of all, for each kind of person: disposed or not, with a file or without.
struct Bands([[f64; BANDS]; 4]);

impl Bands {
    fn of(now: &Now<'_>) -> Self {
        let scores = Scores {
            d_prime: now.one("discrimination"),
            lowest: -2.0,
            highest: 6.0,
        };
        let kind = |kind: usize| {
            let (disposed, file) = ((kind / 2) as f64, (kind % 2) as f64);
            let mean = scores.d_prime * disposed + now.one("score_of_named") * file;
            std::array::from_fn(|band| distribution(scores.edge(band) - mean))
        };
        Self(std::array::from_fn(kind))
    }

    /// The band of a score whose place among all of its kind is `word` of 2^32.
    fn band(&self, (disposed, file): (bool, bool), word: u32) -> u8 {
        let below = &self.0[2 * usize::from(disposed) + usize::from(file)];
        let place = (f64::from(word) + 0.5) / 4_294_967_296.0;
        u8::try_from(below.partition_point(|edge| *edge <= place) - 1).expect("64 bands")
    }
}

impl Persons<'_> {
    pub(super) fn arrest(&mut self, now: &Now<'_>) {
        let mut arrested = Vec::new();
        let pools = self.pools();
        let scored = self.scored(now);
        for category in Category::ALL {
            let mut draws = self.draws(Draw::Quota);
            let wanted = self.country.intake.arrests[category as usize]
                * (now.one("arrests_carried_out") / 12.0);
            let quota = whole(draws.at(category as u32, 0), wanted) as usize;
            let own = pools.iter().filter(|one| one.category == category);
            let own: Vec<u32> = own.map(|one| one.at).collect();
            let taken = self.highest(&own, &scored, quota);
            self.tally.unfilled += (quota - taken.len()) as u64;
            arrested.extend(taken.into_iter().map(|at| Arrested {
                at,
                category,
                disposed: scored[at].1,
            }));
        }
        let confessed: Vec<(usize, Category)> = arrested
            .iter()
            .filter_map(|one| self.case(now, *one))
            .collect();
        self.name(now, &confessed);
    }

    /// The free.
    fn pools(&self) -> Vec<Free> {
        let of = |at: usize| {
            let group = self.group(at)?;
            Some(Free {
                region: group.region,
                category: self.setup.categories.of(group)?,
                at: address(at),
            })
        };
        (0..self.all.len()).filter_map(of).collect()
    }

    /// Band of everybody's score, and whether they are disposed this month.
    fn scored(&mut self, now: &Now<'_>) -> Vec<(u8, bool)> {
        let mut latent = vec![0.0; now.regions.len() * 2 * super::CLASSES * MARKS];
        for (cell, mark, _, stratum) in self.mood.strata(&self.country, now) {
            latent[cell.number() * MARKS + mark as usize] =
                stratum.latent(now.one("grievance_threshold"));
        }
        let share: Vec<f64> = (self.setup.groups.iter())
            .map(|group| latent[Cell::of(group).number() * MARKS + group.mark as usize])
            .collect();
        let bands = Bands::of(now);
        let mut words = vec![0; 2 * self.all.len()];
        let (dispositions, scores) = words.split_at_mut(self.all.len());
        self.draws(Draw::Disposed).words(0, 0, dispositions);
        self.draws(Draw::Score).words(0, 0, scores);
        let one = |((person, disposition), score): ((&Person, &u32), &u32)| {
            let share = person.group.map_or(0.0, |group| share[usize::from(group)]);
            let disposed = person.bin == 0 && yes(*disposition, share);
            (bands.band((disposed, person.file), *score), disposed)
        };
        let all = self.all.iter().zip(dispositions.iter()).zip(scores.iter());
        all.map(one).collect()
    }

    /// Those with the highest bands; in the band where the number is reached, lots are cast.
    fn highest(&self, own: &[u32], scored: &[(u8, bool)], quota: usize) -> Vec<usize> {
        let mut of_band = [0; BANDS];
        for at in own {
            of_band[usize::from(scored[*at as usize].0)] += 1;
        }
        let (mut cut, mut reached) = (BANDS, 0);
        while cut > 0 && reached < quota {
            cut -= 1;
            reached += of_band[cut];
        }
        let mut draws = self.draws(Draw::Lot);
        let mut taken: Vec<(u8, f64, usize)> = (own.iter())
            .map(|at| (scored[*at as usize].0, *at))
            .filter(|(band, _)| usize::from(*band) >= cut)
            .map(|(band, at)| (band, draws.at(at, 0).value(), at as usize))
            .collect();
        taken.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        taken.truncate(quota);
        taken.into_iter().map(|(_, _, at)| at).collect()
    }

    /// What becomes of somebody arrested, and what they say; their place and category, if they confess to a conspiracy.
    fn case(&mut self, now: &Now<'_>, arrested: Arrested) -> Option<(usize, Category)> {
        let Arrested {
            at,
            category,
            disposed,
        } = arrested;
        let region = usize::from(self.group(at)?.region);
        let mut draws = self.draws(Draw::Case);
        let key = address(at);
        self.all[at].file = false;
        self.tally.arrested[category as usize] += 1;
        self.tally.disposed += u64::from(disposed);
        let parts = ["sentenced_executed", "sentenced_camp", "sentenced_exile"];
        let [executed, camp, exile] = parts.map(|id| now.one("sentenced_share") * now.one(id));
        let weights = [executed, camp, exile, 1.0 - executed - camp - exile];
        let fate = choose(draws.at(key, 0), &weights);
        self.tally.fates[fate] += 1;
        let of_party = matches!(category, Category::Opposition | Category::Party);
        let political = of_party || draws.at(key, 1).value() < now.one("political_share");
        let chances = self
            .stakes(now, category)
            .chances(false, now.one("plea_noise"));
        let plea = choose(draws.at(key, 2), &chances);
        let due = due_by_plea(now, self.country.charges.level, category);
        let term = Term {
            due: due[if political { plea } else { 3 }],
            order: POLICE,
        };
        match fate {
            0 => self.execute(at, POLICE),
            1 => self.take(at, Status::CampInmate, term),
            2 => self.take(at, Status::Exile, term),
            _ => {}
        }
        if !political {
            return None;
        }
        self.tally.political += 1;
        self.tally.pleas[plea] += 1;
        self.country.cases.confessed += u64::from(plea > 0);
        if category == Category::Opposition {
            self.tally.pleas_of_opposition[plea] += 1;
            self.country.told.confessed += f64::from(u8::from(plea > 0));
        }
        (plea == 2).then_some((region, category))
    }

    fn stakes(&self, now: &Now<'_>, category: Category) -> Stakes {
        let charged = match category {
            Category::Opposition => self.country.charges.level,
            _ => 0.0,
        };
        let member = matches!(category, Category::Opposition | Category::Party);
        Stakes {
            convicted: now.one("conviction_if_denied"),
            longest: now.one("sentence_if_denied")
                * (1.0 + now.one("sentence_by_charge") * charged),
            interrogation: now.one("interrogation"),
            responsibility: now.one("sentence_for_responsibility"),
            conspiracy: now.one("sentence_for_conspiracy"),
            cast_out: if member { now.one("cast_out") } else { 0.0 },
            falsehood: now.one("falsehood"),
        }
    }

    /// Each who confessed gives names; each name that is followed up falls on somebody who is free. A second name of the same
    /// person is wasted.
    fn name(&mut self, now: &Now<'_>, confessed: &[(usize, Category)]) {
        let mut draws = self.draws(Draw::Name);
        let all = self.pools();
        let regions = now.regions.len();
        let mut near: Vec<Vec<Free>> = vec![Vec::new(); regions];
        let mut own: Vec<Vec<Free>> = vec![Vec::new(); regions * CATEGORIES];
        for one in &all {
            near[usize::from(one.region)].push(*one);
            own[usize::from(one.region) * CATEGORIES + one.category as usize].push(*one);
        }
        for (who, (region, category)) in (0_u32..).zip(confessed) {
            let names = poisson(draws.at(who, 0), now.one("names_a_confession"));
            for name in 0..u32::try_from(names).expect("few") {
                let key = 1 + 4 * name;
                if draws.at(who, key).value() >= now.one("names_followed_up") {
                    continue;
                }
                let among = match choose(draws.at(who, key + 1), &[0.7, 0.2, 0.1]) {
                    0 => &own[*region * CATEGORIES + *category as usize],
                    1 => &near[*region],
                    _ => &all,
                };
                if among.is_empty() {
                    continue;
                }
                let named = among[any_of(draws.at(who, key + 2), among.len())].at as usize;
                self.tally.named += u64::from(!self.all[named].file);
                self.all[named].file = true;
            }
        }
    }
}
