//! Power and private stance of those on the closed list.
//!
//! ```text
//! gamma_i = offices_i f_i        f <- f (1 + g1 (phi - mean phi)) + g2 clients, in the mean over voters unchanged      each January
//! gamma_S <- gamma_S (1 + g1 growth)                         clients of a post: C' = (1 - C) / tau - lost C
//! hostility_i = h0 + h1 (1 - offices now / most offices ever)
//! ```
//!
//! `ours`, grade C: signs only. f is `truth::power`, brought back to its mean, since clients only add. phi is what the centre believes
//! of the branches that someone answers for, growth that of reported output. The private stance follows the public record alone: who
//! has lost much that he held resents it. No opinion of a person is data, and none is claimed.

use crate::country::{Country, Now};
use crate::truth::leaders::{ByLeader, LEADERS, Leader};
use crate::truth::power::{Gains, Holder, gained};

/// The state of those on the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Personal factor f of power, above zero; 1 at the start.
    pub factor: ByLeader,
    /// Power of the first, in votes of the Politburo.
    pub first: f64,
    /// Power gamma: 0 for those without office.
    pub power: ByLeader,
    /// Part of the posts under each term that is filled with its holder's people, 0 to 1.
    pub clients: Vec<f64>,
    /// Private hostility to the first, 0 to 1.
    pub hostile: ByLeader,
    /// Share that speaks up, 0 to 1.
    pub speaks: ByLeader,
    /// Share that leaves the country, 0 to 1.
    pub leaves: ByLeader,
}

impl Circle {
    /// The start: who holds an office has his people in place.
    pub fn new(now: &Now<'_>) -> Self {
        let mut circle = Self {
            factor: [1.0; LEADERS],
            first: now.one("leader_power"),
            power: [0.0; LEADERS],
            clients: vec![1.0; now.offices.terms.len()],
            hostile: [0.0; LEADERS],
            speaks: [0.0; LEADERS],
            leaves: [0.0; LEADERS],
        };
        for (clients, term) in circle.clients.iter_mut().zip(&now.offices.terms) {
            if term.from > 0 {
                *clients = 0.0;
            }
        }
        circle.settle(now);
        circle
    }

    /// Brings power and stance up to date with offices.
    fn settle(&mut self, now: &Now<'_>) {
        let (week, weight) = (now.week_of_run(), now.one("office_weight"));
        let (least, by_loss) = (now.one("hostility_in_office"), now.one("hostility_of_loss"));
        for (at, leader) in Leader::ALL.into_iter().enumerate() {
            let offices = now.offices.power(leader, week, weight);
            self.power[at] = match leader {
                Leader::FIRST if offices > 0.0 => self.first,
                _ => offices * self.factor[at],
            };
            let most = now.offices.most(leader, week, weight);
            let lost = if most > 0.0 {
                1.0 - offices / most
            } else {
                0.0
            };
            self.hostile[at] = if leader == Leader::FIRST || now.offices.dead(leader, week) {
                0.0
            } else {
                (least + by_loss * lost.max(0.0)).min(1.0)
            };
        }
    }
}

/// A week of those on the list: success and clients once a year, offices always.
pub fn advance(country: &mut Country, now: &Now<'_>) {
    if now.month_ends() {
        tend_clients(country, now);
    }
    if now.of_year() == 0 && now.week > 0 {
        succeed(country, now);
    }
    // Nothing that it reads changes in other weeks.
    if now.of_year() == 0 || now.offices.change_in(now.week_of_run()) {
        country.circle.settle(now);
    }
}

fn tend_clients(country: &mut Country, now: &Now<'_>) {
    let time = now.one("clients_time");
    let week = now.week_of_run();
    let lost = country.posts.lost(&country.removals);
    for (at, term) in now.offices.terms.iter().enumerate() {
        if term.from > week || term.to.is_some_and(|to| to <= week) {
            continue;
        }
        let branches = &now.offices.offices[term.office].branches;
        let removed: f64 = branches.iter().map(|branch| lost[*branch as usize]).sum();
        let removed = removed / (branches.len() as f64).max(1.0);
        let clients = &mut country.circle.clients[at];
        *clients += ((1.0 - *clients) / time - removed * *clients) / 12.0;
        *clients = clients.clamp(0.0, 1.0);
    }
}

/// What the year before did to power.
fn succeed(country: &mut Country, now: &Now<'_>) {
    let gains = Gains {
        by_success: now.one("power_by_success"),
        by_clients: now.one("power_by_clients"),
    };
    let week = now.week_of_run();
    let mut voters = now.offices.voters(week);
    voters.retain(|leader| *leader != Leader::FIRST);
    if voters.is_empty() {
        return;
    }
    let met = fulfilments(country, now);
    let circle = &country.circle;
    let holder = |leader: &Leader| Holder {
        power: circle.factor[*leader as usize],
        fulfilment: met[*leader as usize],
        clients: clients_of(circle, now, *leader),
    };
    let before: Vec<Holder> = voters.iter().map(holder).collect();
    let after = gained(&before, gains);
    let sum: f64 = before.iter().map(|holder| holder.power).sum();
    let scale = sum / after.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let growth = country.belief.growth;
    let circle = &mut country.circle;
    for (leader, factor) in voters.iter().zip(after) {
        circle.factor[*leader as usize] = (factor * scale).max(1e-6);
    }
    circle.first *= (1.0 + gains.by_success * growth).max(0.1);
}

/// His people who are still in their posts: a share of one for each office.
fn clients_of(circle: &Circle, now: &Now<'_>, leader: Leader) -> f64 {
    let terms = now.offices.terms.iter().zip(&circle.clients);
    let week = now.week_of_run();
    let own = terms.filter(|(term, _)| {
        term.leader == leader && term.from <= week && term.to.is_none_or(|to| week < to)
    });
    own.map(|(_, clients)| clients).sum()
}

/// Fulfilment that the centre believes of each leader's branches; the mean of all for those who answer for none.
fn fulfilments(country: &Country, now: &Now<'_>) -> ByLeader {
    let week = now.week_of_run();
    let mut all = [country.belief.fulfilment; LEADERS];
    for (term, office) in now.offices.held(week) {
        if office.branches.is_empty() {
            continue;
        }
        let met = office
            .branches
            .iter()
            .map(|branch| country.belief.met[*branch as usize]);
        all[term.leader as usize] = met.sum::<f64>() / office.branches.len() as f64;
    }
    all
}
