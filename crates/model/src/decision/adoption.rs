//! What of a nationwide discussion is adopted.
//!
//! ```text
//! adopted with probability  logistic( -2 + 3 align + fwd )
//! ```
//!
//! `ours` (M12), grade C: signs only. `align` is how far a proposal suits those who decide, 0 to 1. The form does not say in what unit
//! `fwd` is; here it is the part that the topic has of all proposals that were passed on, so that mobilising more people, which
//! multiplies all of them, moves no decision. The decision reads what was passed on and never what people want.

use crate::report::petition::Proposals;
use engine::draw::Draws;
use engine::sample::bernoulli;

/// Chance that a proposal is adopted, from its alignment and its part of what was passed on, both 0 to 1.
pub fn chance(alignment: f64, part: f64) -> f64 {
    1.0 / (1.0 + libm::exp(2.0 - 3.0 * alignment - part))
}

/// The part of each topic in all that was passed on; nothing, if nothing was.
pub fn parts(proposals: &[Proposals]) -> Vec<f64> {
    let all: u64 = proposals.iter().map(|topic| topic.forwarded).sum();
    let part = |topic: &Proposals| topic.forwarded as f64 / all.max(1) as f64;
    proposals.iter().map(part).collect()
}

/// Draws which topics are adopted: one draw each, with the topic as its key. `alignment` has an entry a topic.
pub fn adopted(alignment: &[f64], proposals: &[Proposals], draws: &mut Draws) -> Vec<bool> {
    debug_assert_eq!(alignment.len(), proposals.len());
    (0..)
        .zip(alignment.iter().zip(parts(proposals)))
        .map(|(key, (alignment, part))| bernoulli(draws.at(key, 0), chance(*alignment, part)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{adopted, chance, parts};
    use crate::report::petition::Proposals;
    use engine::draw::Draws;
    use proptest::prelude::*;

    fn passed(forwarded: u64) -> Proposals {
        Proposals {
            sent: forwarded,
            forwarded,
        }
    }

    #[test]
    fn known_by_hand() {
        assert!((chance(2.0 / 3.0, 0.0) - 0.5).abs() < 1e-12);
        assert!((chance(0.0, 0.0) - 0.119_202_922).abs() < 1e-9);
        assert!((chance(1.0, 1.0) - 0.880_797_078).abs() < 1e-9);
        assert_eq!(parts(&[passed(1), passed(3)]), [0.25, 0.75]);
        assert_eq!(parts(&[passed(0), passed(0)]), [0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn law_alignment_and_weight_help(alignment in 0.0_f64..0.9, part in 0.0_f64..0.9) {
            prop_assert!(chance(alignment + 0.1, part) > chance(alignment, part));
            prop_assert!(chance(alignment, part + 0.1) > chance(alignment, part));
            // A tenth of alignment counts for three tenths of what was passed on.
            prop_assert!(chance(alignment + 0.1, 0.0) < chance(alignment, 0.31));
        }

        #[test]
        fn law_mobilisation_moves_no_decision(forwarded in prop::collection::vec(1_u64..100_000, 1..12), seed in any::<u64>()) {
            let alignment = vec![0.5; forwarded.len()];
            let of = |times: u64| {
                let all: Vec<Proposals> = forwarded.iter().map(|one| passed(times * one)).collect();
                adopted(&alignment, &all, &mut Draws::new(seed, 2, 0))
            };
            prop_assert_eq!(of(1), of(8));
        }
    }

    #[test]
    fn known_share_adopted() {
        let (seeds, alignment) = (4000, [0.2, 0.9]);
        let mut counts = [0_u32; 2];
        for seed in 0..seeds {
            let got = adopted(
                &alignment,
                &[passed(30), passed(10)],
                &mut Draws::new(seed, 2, 0),
            );
            for (count, adopted) in counts.iter_mut().zip(got) {
                *count += u32::from(adopted);
            }
        }
        for ((count, alignment), part) in counts.iter().zip(alignment).zip([0.75, 0.25]) {
            let share = f64::from(*count) / seeds as f64;
            assert!((share - chance(alignment, part)).abs() < 0.03, "{share}");
        }
    }
}
