//! Power of those who hold office: what a good year and people of one's own in office add, and how far a patron's word goes.
//!
//! ```text
//! gamma <- gamma (1 + g1 (phi - mean phi)) + g2 clients            Pi = gamma / (gamma + gamma_S)
//! ```
//!
//! `ours` (M11), grade C: signs only. Powers have no unit: only their ratios count, and `decision::coalition` says who can rule with
//! them. That a client's power goes to his patron while both are in office is recalled from a replication of
//! `acemoglu-egorov-sonin-2008` with patronage; how fast is nowhere published.

/// How power is gained, a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// g1: by a fulfilment of one above the mean, as a part of one's power.
    pub by_success: f64,
    /// g2: by each client who is still in his post.
    pub by_clients: f64,
}

/// One who holds an office.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holder {
    /// Power gamma, above zero, in any unit.
    pub power: f64,
    /// Fulfilment phi of what he answers for; 1 is the plan.
    pub fulfilment: f64,
    /// His people who are still in their posts, a number that may be a part.
    pub clients: f64,
}

/// Powers after a year, in the order of the holders. A failure can take all power away, and no more.
pub fn gained(holders: &[Holder], gains: Gains) -> Vec<f64> {
    let all: f64 = holders.iter().map(|holder| holder.fulfilment).sum();
    let mean = all / holders.len() as f64;
    let after = |holder: &Holder| {
        let success = 1.0 + gains.by_success * (holder.fulfilment - mean);
        holder.power * success.max(0.0) + gains.by_clients * holder.clients
    };
    holders.iter().map(after).collect()
}

/// Pi: how far a patron's word goes beside the first man's, 0 to 1. A patron who is gone has no power, and his word does not count.
pub fn weight_of_a_patron(patron: f64, first: f64) -> f64 {
    if patron <= 0.0 {
        return 0.0;
    }
    patron / (patron + first)
}

#[cfg(test)]
mod tests {
    use super::{Gains, Holder, gained, weight_of_a_patron};
    use proptest::prelude::*;

    const GAINS: Gains = Gains {
        by_success: 0.2,
        by_clients: 0.02,
    };

    fn holder(power: f64, fulfilment: f64, clients: f64) -> Holder {
        Holder {
            power,
            fulfilment,
            clients,
        }
    }

    #[test]
    fn known_a_year_by_hand() {
        let after = gained(&[holder(1.0, 1.1, 5.0), holder(2.0, 0.9, 0.0)], GAINS);
        assert!((after[0] - 1.12).abs() < 1e-12);
        assert!((after[1] - 1.96).abs() < 1e-12);
        assert!((weight_of_a_patron(1.0, 6.0) - 1.0 / 7.0).abs() < 1e-12);
        assert!(weight_of_a_patron(0.0, 6.0).abs() < 1e-12);
    }

    proptest! {
        /// Among equals success only moves power from one to another; a client lost is power lost, and so is weight.
        #[test]
        fn law_success_is_relative_and_clients_count(phi in prop::collection::vec(0.5_f64..1.5, 1..12), clients in 1.0_f64..50.0) {
            let of = |clients: f64| phi.iter().map(|phi| holder(1.0, *phi, clients)).collect::<Vec<_>>();
            let total: f64 = gained(&of(0.0), GAINS).iter().sum();
            prop_assert!((total - phi.len() as f64).abs() < 1e-9);
            let (more, fewer) = (gained(&of(clients), GAINS), gained(&of(clients - 1.0), GAINS));
            for (more, fewer) in more.iter().zip(fewer) {
                prop_assert!(*more > fewer);
                prop_assert!(weight_of_a_patron(*more, 6.0) > weight_of_a_patron(fewer, 6.0));
            }
        }
    }
}
