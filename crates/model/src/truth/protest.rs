//! Grievance, the risk of arrest and open protest: Epstein's rule.
//!
//! Epstein, "Modeling civil violence: an agent-based computational approach", PNAS 99 (2002), supplement 3, 7243-7250, source
//! `epstein-2002`, Model I:
//!
//! ```text
//! G = H (1 - L)                  H hardship, L legitimacy, both 0 to 1
//! P = 1 - exp[-k (C/A)]          C cops, A actives in sight; who looks counts himself, so A >= 1; k = 2.3
//! N = R P J^alpha                R risk aversion, 0 to 1; J^alpha the severity of jail, 1 in all his runs
//! active if and only if G - N > T
//! ```
//!
//! Grade A for the closed forms (T1, T2). On a lattice C/A as printed gives no outburst (T4, grade X). The whole number of
//! times that A goes into C does (T3, grade B), so the reading has a name: [`Ratio`].
//!
//! Everything here is about a person at a moment and knows no space: a lattice counts C and A in sight, cells of the
//! coupled model count them in a workplace or village.

use libm::{exp, floor};

/// How many cops there are for each active person: two readings of one symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// C/A, as the paper prints it.
    Literal,
    /// C/A rounded down: as soon as actives outnumber cops, nobody fears arrest. So in Wilensky's teaching model Rebellion, source
    /// `wilensky-2004`; the paper does not mention it.
    Floor,
}

impl Ratio {
    /// Cops for each active person. `actives` is at least 1: who looks counts himself.
    pub fn of(self, cops: f64, actives: f64) -> f64 {
        match self {
            Self::Literal => cops / actives,
            Self::Floor => floor(cops / actives),
        }
    }
}

/// Grievance G = H (1 - L), from 0 to 1.
pub fn grievance(hardship: f64, legitimacy: f64) -> f64 {
    hardship * (1.0 - legitimacy)
}

/// Chance of arrest that a person expects, P = 1 - exp(-k ratio), from 0 to 1. `constant` is k; 2.3 makes it 0.9 for one cop and
/// one active.
pub fn arrest_probability(constant: f64, ratio: f64) -> f64 {
    1.0 - exp(-constant * ratio)
}

/// Net risk N = R P times the severity of the penalty, in units of grievance. Severity is J^alpha in the general form, 1 in the
/// paper's runs.
pub fn net_risk(aversion: f64, arrest: f64, severity: f64) -> f64 {
    aversion * arrest * severity
}

/// The rule: active if and only if G - N > T.
pub fn is_active(grievance: f64, net_risk: f64, threshold: f64) -> bool {
    grievance - net_risk > threshold
}

/// Share of the people that would act if arrest were impossible, for H uniform on (0, 1):
///
/// ```text
/// s(L) = max(0, 1 - T/(1 - L))
/// ```
///
/// Worked out from the rule, so `ours` as a formula; grade A (T1).
pub fn latent_share(legitimacy: f64, threshold: f64) -> f64 {
    (1.0 - threshold / (1.0 - legitimacy)).clamp(0.0, 1.0)
}

/// Share of the people that acts even though everybody expects arrest with chance `arrest`, for H and R uniform on (0, 1) and
/// independent, and severity 1:
///
/// ```text
/// s = [ (1 - L)(h1^2 - h0^2)/2 - T(h1 - h0) ] / P + 1 - h1        h0 = T/(1 - L),  h1 = min(1, (T + P)/(1 - L))
/// ```
///
/// Worked out from the rule, so `ours` as a formula; grade A (T2). At P = 0 it is [`latent_share`].
pub fn hard_core(legitimacy: f64, threshold: f64, arrest: f64) -> f64 {
    let slope = 1.0 - legitimacy;
    let low = (threshold / slope).clamp(0.0, 1.0);
    // Beyond `high` not even the most cautious is held back.
    let high = ((threshold + arrest) / slope).clamp(low, 1.0);
    if high <= low {
        return 1.0 - low;
    }
    let between = slope * (high * high - low * low) / 2.0 - threshold * (high - low);
    between / arrest + 1.0 - high
}

#[cfg(test)]
mod tests {
    use super::{
        Ratio, arrest_probability, grievance, hard_core, is_active, latent_share, net_risk,
    };

    #[test]
    fn known_one_cop_and_one_active_give_nine_tenths() {
        let one = arrest_probability(2.3, Ratio::Literal.of(1.0, 1.0));
        assert!((one - 0.899_741).abs() < 1e-6, "{one}");
        assert!(arrest_probability(2.3, 0.0).abs() < 1e-15);
    }

    #[test]
    fn known_the_two_readings_differ_once_actives_outnumber_cops() {
        let pairs = [(3.0, 2.0, 1.5, 1.0), (2.0, 3.0, 2.0 / 3.0, 0.0)];
        for (cops, actives, literal, whole) in pairs {
            assert!((Ratio::Literal.of(cops, actives) - literal).abs() < 1e-15);
            assert!((Ratio::Floor.of(cops, actives) - whole).abs() < 1e-15);
        }
    }

    #[test]
    fn known_latent_shares() {
        for (legitimacy, share) in [
            (0.9, 0.0),
            (0.89, 0.0909),
            (0.82, 0.4444),
            (0.8, 0.5),
            (0.7, 0.6667),
        ] {
            assert!((latent_share(legitimacy, 0.1) - share).abs() < 5e-5);
        }
        assert!(latent_share(1.0, 0.1).abs() < 1e-15);
        assert!((latent_share(0.5, -0.1) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn known_hard_cores() {
        let arrest = arrest_probability(2.3, 1.0);
        for (legitimacy, share) in [(0.82, 0.01976), (0.8, 0.02779), (0.7, 0.0741)] {
            let got = hard_core(legitimacy, 0.1, arrest);
            assert!((got - share).abs() < 5e-5, "{legitimacy}: {got}");
        }
    }

    /// The closed form against the rule itself, on a fine grid of hardship and aversion.
    #[test]
    fn law_the_hard_core_is_what_the_rule_leaves() {
        let cells = 1000;
        let middle = |at: i32| (f64::from(at) + 0.5) / f64::from(cells);
        for (legitimacy, arrest) in [
            (0.82, 0.9),
            (0.3, 0.4),
            (0.0, 0.05),
            (0.5, 0.0),
            (0.95, 0.9),
        ] {
            let mut active = 0.0;
            for h in 0..cells {
                for r in 0..cells {
                    let risk = net_risk(middle(r), arrest, 1.0);
                    if is_active(grievance(middle(h), legitimacy), risk, 0.1) {
                        active += 1.0;
                    }
                }
            }
            let share = active / f64::from(cells * cells);
            let got = hard_core(legitimacy, 0.1, arrest);
            assert!(
                (got - share).abs() < 2e-3,
                "{legitimacy} {arrest}: {got} {share}"
            );
        }
    }

    #[test]
    fn law_without_risk_the_hard_core_is_the_latent_share() {
        for tenth in 0..10 {
            let legitimacy = f64::from(tenth) / 10.0;
            let difference = hard_core(legitimacy, 0.1, 0.0) - latent_share(legitimacy, 0.1);
            assert!(difference.abs() < 1e-12);
        }
    }
}
