//! From village to town: Allen's equation, and the passport system of December 1932.
//!
//! Allen, Farm to Factory (2003), equation (50), as a share of the rural population a year:
//!
//! ```text
//! m = 0.01875 rel - 0.018375          rel = consumption per head in town / in the village
//! ```
//!
//! Grade A for the equation (docked at both worked settings, T33). The reduction for closed cities is `ours`.

/// Yearly share of the rural population that moves to towns, by Allen's equation (50). Never negative: the equation
/// says nothing of moves back.
pub fn allen(slope: f64, intercept: f64, relative_consumption: f64) -> f64 {
    (slope * relative_consumption - intercept).max(0.0)
}

/// Yearly rate towards one destination that takes `share` of the movers; closed cities turn `reduction` of them away.
pub fn towards(rate: f64, share: f64, closed: bool, reduction: f64) -> f64 {
    let open = if closed { 1.0 - reduction } else { 1.0 };
    rate * share * open
}

/// Harris and Todaro, "Migration, unemployment and development", AER 60 (1970) 126-142: people move to town as long as the
/// expected urban wage is above the rural one, and back if it is below; movement stops where
///
/// ```text
/// w_r = w_u E_u / L_u
/// ```
///
/// with `E_u` employed among `L_u` in town. Returns the expected urban wage less the rural one. Grade A (T34); a rival of
/// [`allen`] that no run uses yet.
pub fn harris_todaro(
    rural_wage: f64,
    urban_wage: f64,
    urban_employed: f64,
    urban_labour: f64,
) -> f64 {
    urban_wage * (urban_employed / urban_labour).min(1.0) - rural_wage
}

#[cfg(test)]
mod tests {
    use super::{allen, harris_todaro, towards};

    #[test]
    fn known_allen_equation_50() {
        assert!((allen(0.01875, 0.018_375, 1.6) - 0.011_625).abs() < 1e-12);
        assert!((allen(0.01875, 0.018_375, 2.3) - 0.024_75).abs() < 1e-12);
        assert!(allen(0.01875, 0.018_375, 0.5).abs() < 1e-15);
    }

    #[test]
    fn law_closed_cities_take_fewer() {
        assert!((towards(0.02, 0.5, true, 0.6) - 0.004).abs() < 1e-12);
        assert!((towards(0.02, 0.5, false, 0.6) - 0.01).abs() < 1e-12);
    }

    #[test]
    fn law_harris_todaro_turns_at_equal_expected_wages() {
        assert!(harris_todaro(1.0, 2.5, 40.0, 90.0) > 0.0);
        assert!(harris_todaro(1.0, 2.5, 40.0, 110.0) < 0.0);
        assert!(harris_todaro(1.0, 2.5, 40.0, 100.0).abs() < 1e-12);
        assert!((harris_todaro(1.0, 2.5, 40.0, 30.0) - 1.5).abs() < 1e-12);
    }
}
