//! Whether petitions can tell a ruler anything.
//!
//! Battaglini, "Public protests and policy making", Quarterly Journal of Economics 132 (2017) 485-549, source `battaglini-2017`. The
//! abstract was seen: if the signals of single citizens are not precise enough, petitions cannot gather what they know, however
//! many sign, even if the conflict with the ruler is small. What follows is not his model but the usual argument for it, with
//! petitions that are signed if and only if one's own signal is good; it is `ours`, grade C (T37e).
//!
//! A measure is good or bad. Each of n citizens has a signal that is right with probability q and signs or does not; the ruler counts
//! k names and acts if he then believes enough in the measure. In log-odds:
//!
//! ```text
//! l(k) = l + (2k - n) ln(q / (1 - q))         he acts from the first k* on with l(k*) >= ruler
//! honest petitions are possible  <=>  1 <= k* <= n  and  l(k*-1) <= citizen <= l(k*)
//! ```
//!
//! A name counts only where it takes the ruler from k*-1 to k*. There a citizen with a bad signal must not want to sign, nor one with a
//! good signal want to keep silent. One name is worth 2 ln(q / (1 - q)), for two citizens as for a million: a conflict that is larger
//! than that ends all honesty. A smaller one may leave some, if no count lies between the two.

use libm::log;

/// What a ruler and his citizens hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Views {
    /// Belief of all in the measure before anyone signs, log-odds.
    pub before: f64,
    /// Belief from which the ruler acts, log-odds.
    pub ruler: f64,
    /// Belief from which citizens want him to act, log-odds.
    pub citizen: f64,
}

/// What one name is worth, log-odds, if signals are right with probability `precision`, between 1/2 and 1.
pub fn worth(precision: f64) -> f64 {
    2.0 * log(precision / (1.0 - precision))
}

/// Whether petitions that say what their signers know are possible, and can move the ruler.
pub fn can_be_honest(views: Views, precision: f64, citizens: u32) -> bool {
    let step = worth(precision);
    let at = |names: u32| views.before + step * (f64::from(names) - f64::from(citizens) / 2.0);
    let Some(enough) = (0..=citizens).find(|names| at(*names) >= views.ruler) else {
        return false;
    };
    enough > 0 && at(enough - 1) <= views.citizen && views.citizen <= at(enough)
}

#[cfg(test)]
mod tests {
    use super::{Views, can_be_honest, worth};
    use libm::{exp, log, pow};
    use proptest::prelude::*;

    /// By going through all that the others may sign: no citizen gains by signing against his own signal, and some count makes
    /// the ruler act and another does not.
    fn by_gains(views: Views, q: f64, citizens: u32) -> bool {
        let share = |odds: f64| 1.0 / (1.0 + exp(-odds));
        let believed = |names: u32| {
            let fit = |right: f64| {
                pow(right, f64::from(names)) * pow(1.0 - right, f64::from(citizens - names))
            };
            let good = share(views.before) * fit(q);
            good / (good + (1.0 - share(views.before)) * fit(1.0 - q))
        };
        let acts = |names: u32| believed(names) >= share(views.ruler);
        if acts(0) == acts(citizens) {
            return false;
        }
        let others = citizens - 1;
        // What acting is worth to a citizen: c in the good case, c - 1 in the bad one, with his own threshold 1 - c.
        let c = 1.0 - share(views.citizen);
        let gain = |signal_good: bool| {
            let mut sum = 0.0;
            for (good, value) in [(true, c), (false, c - 1.0)] {
                let right = if good { q } else { 1.0 - q };
                let own = if signal_good { right } else { 1.0 - right };
                let prior = if good {
                    share(views.before)
                } else {
                    1.0 - share(views.before)
                };
                for names in 0..=others {
                    let ways = (0..names).fold(1.0, |ways, at| {
                        ways * f64::from(others - at) / f64::from(at + 1)
                    });
                    let chance = ways
                        * pow(right, f64::from(names))
                        * pow(1.0 - right, f64::from(others - names));
                    let moved =
                        f64::from(u8::from(acts(names + 1))) - f64::from(u8::from(acts(names)));
                    sum += prior * own * chance * value * moved;
                }
            }
            sum
        };
        gain(true) >= 0.0 && gain(false) <= 0.0
    }

    #[test]
    fn known_by_hand() {
        // Three citizens, right three times in four: beliefs after 0 to 3 names are 1/28, 1/4, 3/4, 27/28.
        let odds = |p: f64| log(p / (1.0 - p));
        let views = |ruler, citizen| Views {
            before: 0.0,
            ruler: odds(ruler),
            citizen: odds(citizen),
        };
        assert!(can_be_honest(views(0.7, 0.3), 0.75, 3));
        assert!(!can_be_honest(views(0.7, 0.2), 0.75, 3));
        assert!(!can_be_honest(views(0.99, 0.98), 0.75, 3));
        assert!(!can_be_honest(views(0.01, 0.01), 0.75, 3));
        assert!((worth(0.75) - log(9.0)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn parity_as_by_gains(q in 0.55_f64..0.95, citizens in 1_u32..8, before in -2.0_f64..2.0, ruler in -3.0_f64..3.0, citizen in -3.0_f64..3.0) {
            let views = Views { before, ruler, citizen };
            prop_assert_eq!(can_be_honest(views, q, citizens), by_gains(views, q, citizens));
        }

        /// Where the conflict is larger than a name is worth, no number of citizens helps.
        #[test]
        fn law_numbers_do_not_make_up_for_precision(q in 0.51_f64..0.9, more in 0.01_f64..2.0, ruler in -1.0_f64..1.0, citizens in 1_u32..2000) {
            let views = Views { before: 0.0, ruler, citizen: ruler - worth(q) - more };
            prop_assert!(!can_be_honest(views, q, citizens));
        }
    }
}
