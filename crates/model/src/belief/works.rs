//! What the centre believes of works: what they make, how plans are met, and what reserves they hide.
//!
//! ```text
//! reserves <- reserves + Kg [ M / (1 + (1 - chi) s) - reserves ]       in the week of the record
//! resistance <- resistance + v [ max(0, 1 - fulfilment) - resistance ]     at the end of a year;  + r ln reserves  with the record
//! ```
//!
//! M is the record over the norm, s the helpers of the record-breaker, chi the part in which they are neglected (selection
//! neglect, after Eyster and Rabin 2005 and Jehiel 2018, recalled; the formula is `ours`). Outputs are believed as reported.

use crate::country::{Country, Now};
use crate::truth::branch::BRANCHES;
use crate::truth::industry::{ByBranch, USES};

/// What is believed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Belief {
    /// Output of the year so far, by branch.
    pub so_far: ByBranch,
    /// Part of the year's work that it covers.
    pub part: f64,
    /// Share of machines that stand idle, by branch.
    pub idle: ByBranch,
    /// Part of each branch that follows the campaign.
    pub campaign: ByBranch,
    /// Output of the last full year.
    pub output: ByBranch,
    /// Deliveries to final uses of the last full year.
    pub delivered: [ByBranch; USES],
    /// Fulfilment of the last year's plan, mean over branches.
    pub fulfilment: f64,
    /// The same by branch.
    pub met: ByBranch,
    /// Growth of output in the last full year, all branches together.
    pub growth: f64,
    /// What works could make over what they make, as believed; 1 is no reserve.
    pub reserves: f64,
    /// Passive resistance to the plan, as believed; 0 is none. Active resistance is another belief, and not in here.
    pub resistance: f64,
}

impl Belief {
    /// What is believed at the start: outputs and uses of 1932.
    pub fn new(now: &Now<'_>) -> Self {
        let list = |id: &str| {
            let mut all = [0.0; BRANCHES];
            all.copy_from_slice(now.laws.all(id));
            all
        };
        Self {
            so_far: [0.0; BRANCHES],
            part: 0.0,
            idle: [now.one("usual_idle"); BRANCHES],
            campaign: [0.0; BRANCHES],
            output: list("gross_output_of_1932"),
            delivered: [
                list("final_defence_of_1932"),
                list("final_investment_of_1932"),
                list("final_consumption_of_1932"),
            ],
            fulfilment: now.one("fulfilment_of_1932"),
            met: [now.one("fulfilment_of_1932"); BRANCHES],
            growth: 0.0,
            reserves: 1.0,
            resistance: (1.0 - now.one("fulfilment_of_1932")).max(0.0),
        }
    }
}

/// Reserves inferred from a record.
pub fn inferred(reserves: f64, (record, helpers): (f64, f64), neglect: f64, gain: f64) -> f64 {
    reserves + gain * (record / (1.0 + (1.0 - neglect) * helpers) - reserves)
}

/// Learns from what was sent up, and from the record: report to belief.
pub fn learn(country: &mut Country, now: &Now<'_>) {
    if f64::from(now.week) <= now.one("record_week")
        && now.one("record_week") < f64::from(now.week + 1)
        && now.one("campaign_seed") > 0.0
    {
        let record = (now.one("record_over_norm"), now.one("record_helpers"));
        let (neglect, gain) = (now.one("neglect_of_helpers"), now.one("record_weight"));
        let belief = &mut country.belief;
        belief.reserves = inferred(belief.reserves, record, neglect, gain);
        belief.resistance += now.one("resistance_of_record") * libm::log(belief.reserves.max(1.0));
    }
    if !now.month_ends() {
        return;
    }
    let belief = &mut country.belief;
    belief.so_far = country.sent.so_far;
    belief.part = country.sent.part;
    belief.idle = country.sent.idle;
    belief.campaign = country.sent.campaign;
    if now.of_year() + 1 == engine::calendar::WEEKS_PER_YEAR {
        let before: f64 = belief.output.iter().sum();
        belief.output = country.sent.output;
        belief.growth = belief.output.iter().sum::<f64>() / before.max(f64::MIN_POSITIVE) - 1.0;
        belief.delivered = country.sent.delivered;
        let met = |at: usize| {
            let target = country.plan.adopted[at];
            if target > 0.0 {
                belief.output[at] / target
            } else {
                1.0
            }
        };
        let all: ByBranch = std::array::from_fn(met);
        belief.met = all;
        belief.fulfilment = all.iter().sum::<f64>() / BRANCHES as f64;
        let missed = (1.0 - belief.fulfilment).max(0.0);
        belief.resistance += now.one("resistance_speed") * (missed - belief.resistance);
    }
}

#[cfg(test)]
mod tests {
    use super::inferred;

    #[test]
    fn known_a_record_without_and_with_helpers() {
        let neglected = inferred(1.0, (15.0, 2.0), 1.0, 0.1);
        let seen = inferred(1.0, (15.0, 2.0), 0.0, 0.1);
        assert!((neglected - 2.4).abs() < 1e-12);
        assert!((seen - 1.4).abs() < 1e-12);
    }
}
