//! A record campaign: how it spreads, and what it does to the line it takes hold of.
//!
//! Spread after a logistic curve with seed k0 in the week of the record, P the pressure on a branch times the sponsorship from above:
//!
//! ```text
//! dk = nu P (1 - k) k + k0 1[week of the record]              dD = dk - D / tau_a
//! ```
//!
//! D is the part that has joined and not adapted yet: each works is upset when it joins, not when the record is set elsewhere.
//!
//! Effect on what a line makes (`planning::line`, after Hopp and Spearman; the embedding is `ours`): the record station gains, the others
//! lose the hands it draws off, until people adapt. Which station that is differs from works to works, so the mean over
//! stations is taken. After the revision of norms the same work is asked of all, which adds a part of k (`ours`).
//!
//! Whether the sum is a loss is a matter of the hands drawn off, of adaptation and of the gain from norms, all ours: rivals take the one or
//! the other away.

use crate::country::Now;
use crate::rules::ShopFloor;
use crate::truth::industry::Industry;
use engine::calendar::WEEKS_PER_YEAR;
use planning::line::{Campaign, Line};

/// Spread of a campaign after one more week.
pub fn next_share(share: f64, pace: f64, seed: f64) -> f64 {
    (share + pace * (1.0 - share) * share + seed).clamp(0.0, 1.0)
}

/// Mean effect on what a line makes, over the stations that the record may fall on.
pub fn effect(line: &Line, stations: usize, about: Campaign) -> f64 {
    let of = |station: usize| {
        let campaign = Campaign { station, ..about };
        line.with_record(&campaign).unwrap_or(1.0)
    };
    (0..stations).map(of).sum::<f64>() / stations as f64
}

/// Stations of a line.
pub const STATIONS: usize = 4;

/// A week of the campaign.
pub fn spread(industry: &mut Industry, sponsorship: f64, now: &Now<'_>) {
    let record = now.one("record_week");
    let week = f64::from(now.week);
    let since = week - record;
    if since < 0.0 {
        return;
    }
    let first = since < 1.0;
    let norms =
        ((week - now.one("norm_revision_week")) / f64::from(WEEKS_PER_YEAR)).clamp(0.0, 1.0);
    let (pace, seed) = (now.one("campaign_pace"), now.one("campaign_seed"));
    let rule = now.rules.shop_floor;
    let drawn = match rule {
        ShopFloor::Ratchet | ShopFloor::NetGain => 0.0,
        ShopFloor::Both | ShopFloor::Disruption => now.one("hands_drawn_off"),
    };
    let adapted = match rule {
        ShopFloor::Disruption => 0.0,
        _ => 1.0 / now.one("adaptation_time").max(1.0),
    };
    let gain = match rule {
        ShopFloor::Ratchet | ShopFloor::Disruption => 0.0,
        ShopFloor::Both | ShopFloor::NetGain => now.one("norm_gain") * norms,
    };
    let record_gain = match rule {
        ShopFloor::Ratchet => 0.0,
        _ => (now.one("record_multiple") - 1.0) * now.one("record_time"),
    };
    let pressure = now.laws.all("campaign_pressure");
    for (plant, pressure) in industry.plants.iter_mut().zip(pressure) {
        let pressure = pressure * sponsorship;
        let seed = if first { seed * pressure } else { 0.0 };
        let joined = next_share(plant.campaign, pace * pressure, seed) - plant.campaign;
        plant.campaign += joined;
        plant.upset += joined - adapted * plant.upset;
        if plant.campaign <= 0.0 {
            continue;
        }
        let about = Campaign {
            station: 0,
            share: plant.campaign,
            gain: record_gain,
            drawn: drawn * plant.upset / plant.campaign,
            age: 0.0,
        };
        plant.effect = effect(&now.works.line, STATIONS, about) * (1.0 + gain * plant.campaign);
    }
}

#[cfg(test)]
mod tests {
    use super::{STATIONS, effect, next_share};
    use planning::line::{Campaign, Line};
    use proptest::prelude::*;

    fn line() -> Line {
        Line::new(vec![1.0, 1.15, 1.15, 1.15]).unwrap()
    }

    fn campaign(share: f64, drawn: f64, age: f64) -> Campaign {
        Campaign {
            station: 0,
            share,
            gain: 0.2,
            drawn,
            age,
        }
    }

    #[test]
    fn known_three_of_four_stations_lose_one_for_one() {
        // The slowest is the record station in one works of four; in the others it loses what is drawn off.
        let got = effect(&line(), STATIONS, campaign(1.0, 0.05, 0.0));
        let slowest_gains = (1.15_f64 * 0.95).min(1.2);
        assert!(
            (got - (slowest_gains + 3.0 * 0.95) / 4.0).abs() < 1e-12,
            "{got}"
        );
    }

    #[test]
    fn law_nobody_drawn_off_is_no_loss() {
        assert!(effect(&line(), STATIONS, campaign(0.7, 0.0, 0.0)) >= 1.0);
        assert!((effect(&line(), STATIONS, campaign(0.0, 0.05, 0.0)) - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_a_campaign_spreads_and_stays_a_share(share in 0.0_f64..1.0, pace in 0.0_f64..0.5, seed in 0.0_f64..0.1) {
            let next = next_share(share, pace, seed);
            prop_assert!(next >= share && next <= 1.0);
        }

        #[test]
        fn law_more_hands_drawn_off_more_is_lost(share in 0.0_f64..1.0, drawn in 0.0_f64..0.4, more in 0.0_f64..0.4) {
            let of = |drawn: f64| effect(&line(), STATIONS, campaign(share, drawn, 0.5));
            prop_assert!(of(drawn + more) <= of(drawn) + 1e-12);
        }
    }
}
