//! Grievance and what comes of it: who would act, who grumbles, who acts. All of it is true of people, whether anybody
//! reports it or not; none of it is a label.
//!
//! ```text
//! H = h + 0.5 (1 - c/c_used)+, 0 to 1     h = 0.5 min(1, RD/mean) + harassment + penalties     G = H (1 - L)
//! L <- L + l1 dlog c - l2 (victims + hunger) + l3 (L0 - L)          F <- F + f1 victims - d F
//! latent: G > T        P = 1 - exp(-k floor((guards + outside)(1 - Y/Y_c)+ / A))        active: G - R P s > T
//! ```
//!
//! c is log-normal inside a stratum; RD is Yitzhaki's ([`super::deprivation`]); the rule of acting is Epstein's
//! ([`super::protest`]), in cells of a hundred people whose guards are Poisson. Victims are those sentenced in one's own
//! class, hunger is the rate of famine deaths in one's own villages; that terror by hunger costs loyalty is the sign of `rozenas-zhukov-2019`. A = 1 + 100 Y, Y the share that acts. Weights,
//! legitimacy L, fear F and the cells are `ours`, grade C: they support claims about direction, never about size.

use crate::country::{Country, Now};
use crate::rules::{Acting, Hardship};
use crate::truth::deprivation::{mean, relative_deprivation};
use crate::truth::heads::{CLASSES, Cell};
use crate::truth::people::{BINS, Class, Mark, Residence};
use crate::truth::protest::{Ratio, arrest_probability, grievance};
use crate::truth::year::hunger;
use engine::normal::distribution;
use libm::{exp, log};

/// Nodes and weights of the five-point rule for a standard normal variable (Gauss and Hermite).
const NODES: [(f64, f64); 5] = [
    (-2.856_970_013_872_806, 0.011_257_411_327_720_69),
    (-1.355_626_179_974_266, 0.222_075_922_005_612_64),
    (0.0, 0.533_333_333_333_333_3),
    (1.355_626_179_974_266, 0.222_075_922_005_612_64),
    (2.856_970_013_872_806, 0.011_257_411_327_720_69),
];
/// Most guards of a cell that are told apart.
const GUARDS: u32 = 12;
/// Ends of the bins of risk aversion.
pub const BIN_ENDS: [f64; BINS + 1] = [0.05, 0.10, 0.25, 0.5, 1.0];
/// People of a cell.
pub(crate) const CELL: f64 = 100.0;
const MONTH: f64 = 1.0 / 12.0;

/// What goes on in people of each place and class, and how many acted last month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mood {
    /// Legitimacy of the regime, 0 to 1, by cell.
    pub legitimacy: Vec<f64>,
    /// Fear, 0 to 1, by cell.
    pub fear: Vec<f64>,
    /// Consumption of the month before, by cell.
    before: Vec<f64>,
    /// Share of the people that acted in public last month.
    pub acting: f64,
}

/// A stratum as grievance sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// What does not depend on consumption: deprivation against others, harassment, penalties.
    pub harm: f64,
    /// Middle consumption of the stratum, relative to what it is used to.
    pub relative: f64,
    /// Spread of consumption inside the stratum.
    pub spread: Spread,
    /// Legitimacy.
    pub legitimacy: f64,
}

/// Log-normal consumption, with its exponentials worked out once for all strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Standard deviation of the logarithm.
    deviation: f64,
    /// The middle over the mean.
    middle: f64,
    /// Consumption at the nodes of the rule over the middle one.
    factors: [f64; NODES.len()],
}

impl Spread {
    /// Of a standard deviation of the logarithm.
    pub fn of(deviation: f64) -> Self {
        Self {
            deviation,
            middle: exp(-0.5 * deviation * deviation),
            factors: NODES.map(|(node, _)| exp(deviation * node)),
        }
    }
}

/// Weights and grievance at the nodes of the rule.
pub type Points = [(f64, f64); NODES.len()];

impl Stratum {
    /// Hardship of somebody whose consumption is the middle one times `factor`.
    fn hardship(&self, factor: f64) -> f64 {
        (self.harm + 0.5 * (1.0 - self.relative * factor).max(0.0)).clamp(0.0, 1.0)
    }

    /// Grievance at the nodes of the rule, with their weights.
    pub fn points(&self) -> Points {
        let mut points = NODES;
        for ((grieved, _), factor) in points.iter_mut().zip(self.spread.factors) {
            *grieved = grievance(self.hardship(factor), self.legitimacy);
        }
        points.map(|(grieved, weight)| (weight, grieved))
    }

    /// Mean grievance, 0 to 1.
    pub fn grievance(&self) -> f64 {
        self.points().iter().map(|(weight, one)| weight * one).sum()
    }

    /// Share whose grievance is above the threshold: who would act if nothing were to be feared.
    pub fn latent(&self, threshold: f64) -> f64 {
        if self.legitimacy >= 1.0 {
            return 0.0;
        }
        let needed = threshold / (1.0 - self.legitimacy);
        if needed >= 1.0 {
            return 0.0;
        }
        if self.harm >= needed {
            return 1.0;
        }
        // Hardship is above what is needed where consumption is below this part of the middle one.
        let part = (1.0 - 2.0 * (needed - self.harm)) / self.relative.max(1e-9);
        if part <= 0.0 {
            return 0.0;
        }
        distribution(log(part) / self.spread.deviation)
    }

    /// Share that is disposed to act: above the threshold, and among the least averse to risk, who are the part `least_averse` of
    /// all. A disposition is not an act, and nobody here has acted.
    pub fn disposed(&self, threshold: f64, least_averse: f64) -> f64 {
        self.latent(threshold) * least_averse
    }

    /// Share of each bin of risk aversion that acts.
    pub fn acting(&self, guard: &Guard) -> [f64; BINS] {
        guard.acting(&self.points())
    }
}

/// What those who might act see of the guards.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// Grievance above which somebody would act.
    pub threshold: f64,
    /// Severity of the penalty.
    pub severity: f64,
    /// Share of cells, and the chance of arrest in them.
    pub arrest: Vec<(f64, f64)>,
}

impl Guard {
    /// Guards of a month in which the share `acting` of the people acts.
    pub fn of(now: &Now<'_>, acting: f64) -> Self {
        let ratio = match now.rules.acting {
            Acting::Literal => Ratio::Literal,
            Acting::Floor | Acting::Proportional => Ratio::Floor,
        };
        let stretched = (1.0 - acting / now.one("overstretch")).max(0.0);
        let actives = 1.0 + CELL * acting;
        let outside = now.one("guards_outside");
        let arrest = poisson(now.one("guards_a_cell"))
            .into_iter()
            .map(|(guards, weight)| {
                let guards = (f64::from(guards) + outside) * stretched;
                let constant = now.one("arrest_constant");
                (
                    weight,
                    arrest_probability(constant, ratio.of(guards, actives)),
                )
            });
        Self {
            threshold: now.one("grievance_threshold"),
            severity: now.one("severity"),
            arrest: arrest.collect(),
        }
    }

    /// Share of each bin of risk aversion that acts, of people with grievance at these points.
    pub fn acting(&self, points: &Points) -> [f64; BINS] {
        let mut shares = [0.0; BINS];
        for (weight, grievance) in points {
            let gain = grievance - self.threshold;
            if gain <= 0.0 {
                continue;
            }
            for (cells, arrest) in &self.arrest {
                let most = gain / (arrest * self.severity).max(f64::MIN_POSITIVE);
                if most <= BIN_ENDS[0] {
                    continue;
                }
                for (share, ends) in shares.iter_mut().zip(BIN_ENDS.windows(2)) {
                    let part = ((most - ends[0]) / (ends[1] - ends[0])).clamp(0.0, 1.0);
                    *share += weight * cells * part;
                }
            }
        }
        shares
    }
}

/// Numbers of guards of a cell and the share of cells that have them; the last stands for all above.
pub(crate) fn poisson(mean: f64) -> Vec<(u32, f64)> {
    let mut weights = vec![exp(-mean)];
    for guards in 1..=GUARDS {
        weights.push(weights[guards as usize - 1] * mean / f64::from(guards));
    }
    let all: f64 = weights.iter().sum();
    (0..)
        .zip(weights.into_iter().map(|weight| weight / all))
        .collect()
}

impl Mood {
    /// The start of a run.
    pub fn new(now: &Now<'_>, country: &Country) -> Self {
        let cells = Cell::all(now.regions.len());
        Self {
            legitimacy: cells
                .map(|cell| now.laws.at("legitimacy", cell.class as usize))
                .collect(),
            fear: vec![0.0; country.living.consumption.len()],
            before: country.living.consumption.clone(),
            acting: 0.0,
        }
    }

    /// A month of getting used to things: legitimacy follows consumption and victims, fear follows victims.
    pub fn month(&mut self, country: &Country, now: &Now<'_>) {
        let hit = country.cases.rates;
        let hunger = hunger(country, now);
        for cell in Cell::all(now.regions.len()) {
            let (at, class) = (cell.number(), cell.class as usize);
            let (c, before) = (country.living.consumption[at], self.before[at]);
            let growth = if c > 0.0 && before > 0.0 {
                log(c / before)
            } else {
                0.0
            };
            let usual = now.laws.at("legitimacy", class);
            let legitimacy = &mut self.legitimacy[at];
            *legitimacy += now.one("legitimacy_growth") * growth
                - MONTH * now.one("legitimacy_victims") * (hit[class] + starving(cell, &hunger))
                + MONTH * now.one("legitimacy_reversion") * (usual - *legitimacy);
            *legitimacy = legitimacy.clamp(0.0, 0.95);
            let fear = &mut self.fear[at];
            *fear += MONTH * (now.one("fear_gain") * hit[class] - now.one("fear_decay") * *fear);
            *fear = fear.clamp(0.0, 1.0);
            self.before[at] = c;
        }
    }

    /// All strata: cell, mark, people in millions, and what grievance sees of them. Empty ones are left out.
    pub fn strata(&self, country: &Country, now: &Now<'_>) -> Vec<(Cell, Mark, f64, Stratum)> {
        let cells: Vec<Cell> = Cell::all(now.regions.len()).collect();
        let people: Vec<f64> = cells.iter().map(|cell| country.heads.of(*cell)).collect();
        let consumption = &country.living.consumption;
        let deprivation = relative_deprivation(consumption, &people);
        let mean = mean(consumption, &people).max(1e-9);
        let spread = Spread::of(now.one("consumption_spread"));
        let mut all = Vec::with_capacity(Mark::ALL.len() * cells.len());
        for cell in cells {
            for mark in Mark::ALL {
                let people = country.heads.marked(cell, *mark);
                if people > 0.0 {
                    let deprived = (deprivation[cell.number()] / mean).min(1.0);
                    all.push((
                        cell,
                        *mark,
                        people,
                        self.stratum((country, now), (cell, *mark), deprived, spread),
                    ));
                }
            }
        }
        all
    }

    fn stratum(
        &self,
        (country, now): (&Country, &Now<'_>),
        (cell, mark): (Cell, Mark),
        deprived: f64,
        spread: Spread,
    ) -> Stratum {
        let (at, class) = (cell.number(), cell.class as usize);
        let c = country.living.consumption[at];
        let (harm, used_to) = match now.rules.hardship {
            Hardship::Relative => {
                let penalties = if mark == Mark::Opposition {
                    now.one("penalties")
                } else {
                    0.0
                };
                let harassment = now.laws.at("harassment", class);
                (
                    now.one("deprivation_weight") * deprived + harassment + penalties,
                    country.living.used_to[at],
                )
            }
            Hardship::Level => (0.0, now.laws.at("used_to_at_start", class)),
        };
        Stratum {
            harm,
            // The middle of a log-normal law whose mean is c.
            relative: c * spread.middle / used_to.max(1e-9),
            spread,
            legitimacy: self.legitimacy[at],
        }
    }
}

/// Rate of famine deaths around the people of a cell; in towns there are none.
fn starving(cell: Cell, hunger: &[f64]) -> f64 {
    match cell.residence {
        Residence::Village => hunger[cell.region],
        Residence::Town => 0.0,
    }
}

/// People of a class taken away, a head and year, as those around them see it.
pub fn sentences(country: &Country, class: Class) -> f64 {
    country.cases.rates[class as usize]
}

/// People sentenced in the year before the run, a head and year, by class.
pub fn before(country: &Country, now: &Now<'_>) -> [f64; CLASSES] {
    let regions = now.regions.len();
    let people = |class: Class| country.heads.sum(regions, |cell| cell.class == class);
    let weight = |class: Class| now.laws.at("victim_weight", class as usize);
    let weighted: f64 = Class::ALL
        .iter()
        .map(|class| weight(*class) * people(*class))
        .sum();
    let hit = now.one("sentenced_before") / 1e6 / weighted.max(1e-9);
    let mut rates = [0.0; CLASSES];
    for (rate, class) in rates.iter_mut().zip(Class::ALL) {
        *rate = hit * weight(*class);
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::{Guard, NODES, Spread, Stratum, poisson};
    use proptest::prelude::*;

    fn stratum(harm: f64, relative: f64, legitimacy: f64) -> Stratum {
        Stratum {
            harm,
            relative,
            spread: Spread::of(0.5),
            legitimacy,
        }
    }

    #[test]
    fn known_moments_of_the_rule() {
        let moment = |power: i32| -> f64 { NODES.iter().map(|(x, w)| w * x.powi(power)).sum() };
        for (power, wanted) in [
            (0, 1.0),
            (1, 0.0),
            (2, 1.0),
            (4, 3.0),
            (6, 15.0),
            (8, 105.0),
        ] {
            assert!(
                (moment(power) - wanted).abs() < 1e-9,
                "{power}: {}",
                moment(power)
            );
        }
        let guards: f64 = poisson(4.0).iter().map(|(_, weight)| weight).sum();
        assert!((guards - 1.0).abs() < 1e-12);
    }

    #[test]
    fn law_nobody_acts_where_arrest_is_sure_and_dear() {
        let guard = |arrest: f64| Guard {
            threshold: 0.1,
            severity: 10.0,
            arrest: vec![(1.0, arrest)],
        };
        let some = stratum(0.3, 0.8, 0.4);
        assert!(some.acting(&guard(0.9))[0].abs() < 1e-12);
        assert!(some.acting(&guard(0.0))[3] > 0.9);
        assert!((some.latent(0.1) - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_more_harm_and_less_legitimacy_never_calm(harm in 0.0_f64..0.6, relative in 0.2_f64..2.0, legitimacy in 0.0_f64..0.9, more in 0.0_f64..0.2) {
            let here = stratum(harm, relative, legitimacy);
            for worse in [stratum(harm + more, relative, legitimacy), stratum(harm, relative * (1.0 - more), legitimacy), stratum(harm, relative, legitimacy * (1.0 - more))] {
                prop_assert!(worse.grievance() >= here.grievance() - 1e-12);
                prop_assert!(worse.latent(0.1) >= here.latent(0.1) - 1e-12);
            }
            prop_assert!((0.0..=1.0).contains(&here.grievance()) && (0.0..=1.0).contains(&here.latent(0.1)));
        }
    }
}
