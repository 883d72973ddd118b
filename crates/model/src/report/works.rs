//! Output as it was reported, and two statistics offices over the same truth.
//!
//! ```text
//! padding:   yrep = y (1 + iota),  iota = min(i_max, i0 max(0, q/y - 1) (1 - audit))
//! official:  I(y)/I(y-1) = (g(y)/g(y-1))^(1 + eta) (1 + iota(y))/(1 + iota(y-1))      g: gross output at prices of 1926/27
//! early, late:  sum of outputs weighted by value added of 1932, or by value added at later unit costs
//! ```
//!
//! Padding grows with what is missing to the plan (after Harrison 2011, recalled; form `ours`). eta is what new goods that enter at high
//! prices add to growth (Jasny, Gerschenkron; form `ours`): it is fitted to 1928-32 only, where both padding and prices are in it.

use crate::country::{Country, Now};
use crate::loops::Loop;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::industry::{ByBranch, USES};

/// Reported over true output.
pub fn padding(target: f64, output: f64, (slope, most, audit): (f64, f64, f64)) -> f64 {
    if output <= 0.0 {
        return 1.0;
    }
    1.0 + (slope * (target / output - 1.0).max(0.0) * (1.0 - audit)).min(most)
}

/// What works sent up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Returns {
    /// Output of the year so far, by branch.
    pub so_far: ByBranch,
    /// Part of the year's work that it covers.
    pub part: f64,
    /// Share of machines that stand idle, by branch; nobody hides it.
    pub idle: ByBranch,
    /// Part of each branch that follows the campaign.
    pub campaign: ByBranch,
    /// Reported over true output of the last full year, all branches.
    pub padding: f64,
    /// Deliveries to final uses of the last full year.
    pub delivered: [ByBranch; USES],
    /// Output of the last full year.
    pub output: ByBranch,
    /// Indices of industrial output, 1932 = 1: official, early weights, late weights.
    pub indices: Indices,
    gross: f64,
}

/// Industrial output over that of 1932, by three offices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Indices {
    /// The office of the time: gross output, prices of 1926/27, as reported.
    pub official: f64,
    /// True output weighted by value added of 1932.
    pub early: f64,
    /// True output weighted by value added at the unit costs of the year itself.
    pub late: f64,
}

impl Default for Indices {
    fn default() -> Self {
        Self {
            official: 1.0,
            early: 1.0,
            late: 1.0,
        }
    }
}

/// Part of a branch that is industry: all, but nothing of transport, and of building only its materials.
fn industrial(branch: Branch, materials: f64) -> f64 {
    match branch {
        Branch::Transport => 0.0,
        Branch::Construction => materials,
        _ => 1.0,
    }
}

/// Sends up what was made: monthly the year so far, at its end the whole of it.
pub fn send(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    let law = (
        now.one("padding_slope"),
        now.one("padding_most"),
        now.one("audited_share"),
    );
    let year = country.industry.year;
    let part = year.part.min(1.0);
    let targets = country.plan.targets;
    let taut: ByBranch = std::array::from_fn(|at| {
        if year.output[at] > 0.0 {
            targets[at] * part / year.output[at]
        } else {
            1.0
        }
    });
    let taut = country.held.list(now, Loop::F3, taut);
    let reported: ByBranch =
        std::array::from_fn(|at| year.output[at] * padding(taut[at], 1.0, law));
    let returns = &mut country.sent;
    returns.so_far = reported;
    returns.part = part;
    returns.idle = country.industry.plants.map(|plant| plant.idle);
    returns.campaign = country.industry.plants.map(|plant| plant.campaign);
    if now.of_year() + 1 == engine::calendar::WEEKS_PER_YEAR {
        returns.output = reported;
        returns.delivered = year.uses;
        close_year(country, now);
    }
}

/// The offices work out their indices.
fn close_year(country: &mut Country, now: &Now<'_>) {
    let usual = now.laws.all("gross_output_of_1932");
    let made = country.industry.year.output;
    let materials = now.one("materials_share");
    let table = country.industry.economy.table();
    let (mut gross, mut all, mut sent) = (0.0, 0.0, 0.0);
    let (mut early, mut early_all, mut late, mut late_all) = (0.0, 0.0, 0.0, 0.0);
    for branch in Branch::ALL {
        let at = branch as usize;
        let part = industrial(branch, materials);
        let inputs: f64 = (0..BRANCHES).map(|from| table.at(from, at)).sum();
        let from_farms = now.laws.at("farm_inputs_of_1932", at);
        let added = part * (usual[at] * (1.0 - inputs) - from_farms).max(0.0);
        let growth = made[at] / usual[at].max(f64::MIN_POSITIVE);
        let labour = country.industry.plants[at].labour;
        // Unit costs follow labour: what grew fastest with the same hands got cheapest.
        let cost = if growth > 0.0 { labour / growth } else { 1.0 };
        gross += part * made[at];
        all += part * usual[at];
        sent += part * country.sent.output[at];
        early += added * growth;
        early_all += added;
        late += added * cost * growth;
        late_all += added * cost;
    }
    let returns = &mut country.sent;
    let over = |above: f64, below: f64| if below > 0.0 { above / below } else { 1.0 };
    let before = if returns.gross > 0.0 {
        returns.gross
    } else {
        all
    };
    let padded = over(sent, gross);
    let padded_before = if returns.padding > 0.0 {
        returns.padding
    } else {
        1.0
    };
    returns.indices.official *=
        libm::pow(over(gross, before), 1.0 + now.one("price_drift")) * padded / padded_before;
    returns.indices.early = over(early, early_all);
    returns.indices.late = over(late, late_all);
    returns.gross = gross;
    returns.padding = padded;
}

#[cfg(test)]
mod tests {
    use super::padding;

    #[test]
    fn law_who_meets_the_plan_reports_the_truth() {
        let law = (0.5, 0.3, 0.4);
        assert!((padding(1.0, 1.0, law) - 1.0).abs() < 1e-12);
        assert!((padding(1.0, 1.2, law) - 1.0).abs() < 1e-12);
        assert!((padding(1.1, 1.0, law) - 1.03).abs() < 1e-12);
        assert!((padding(9.0, 1.0, law) - 1.3).abs() < 1e-12);
    }
}
