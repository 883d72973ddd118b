//! Work on a farm that divides its product by need and by work (Sen).
//!
//! Sen, "Labour allocation in a cooperative enterprise", Review of Economic Studies 33 (1966) 361-371, source `sen-1966`:
//! of N members with output Q(L), a share `1 - a` is paid by work and a share `a` by need. A member works until
//!
//! ```text
//! a Q'/N + (1 - a) [ (Q/L)(1 - 1/N) + Q'/N ] = v'(l)
//! ```
//!
//! Work is what it should be (Q' = v') if and only if the share paid by work is the elasticity of output. Grade A (T31), with
//! Q = L^e and v'(l) = l as there. Supervision that multiplies the share by work, because work is badly measured, is `ours`.

use libm::pow;

/// Work of a member over efficient work, for a farm of `members` whose output has the `elasticity` in labour and which pays the
/// share `by_need` without regard to work.
///
/// With Q = L^e and v'(l) = l both sides are powers of l, so the ratio is (left factor / e)^(1 / (2 - e)).
pub fn work_ratio(elasticity: f64, members: f64, by_need: f64) -> f64 {
    let own = elasticity / members;
    let by_work = 1.0 - by_need;
    let pull = by_need * own + by_work * ((1.0 - 1.0 / members) + own);
    pow(pull / elasticity, 1.0 / (2.0 - elasticity))
}

/// As [`work_ratio`], where badly measured work counts for only the part `supervision` of its pay: the rest is as good as
/// given by need.
pub fn supervised_work(elasticity: f64, members: f64, by_need: f64, supervision: f64) -> f64 {
    work_ratio(elasticity, members, 1.0 - (1.0 - by_need) * supervision)
}

#[cfg(test)]
mod tests {
    use super::{supervised_work, work_ratio};

    #[test]
    fn known_ratios_of_sen() {
        let shares = [
            (0.0, 1.399),
            (0.2, 1.206),
            (0.4, 1.0),
            (0.6, 0.775),
            (0.8, 0.520),
            (1.0, 0.193),
        ];
        for (by_need, expected) in shares {
            let got = work_ratio(0.6, 10.0, by_need);
            assert!((got - expected).abs() < 1e-3, "{by_need}: {got}");
        }
    }

    #[test]
    fn law_work_is_efficient_where_the_share_is_the_elasticity() {
        for elasticity in [0.3, 0.55, 0.8] {
            for members in [2.0, 75.0, 1e6] {
                let got = work_ratio(elasticity, members, 1.0 - elasticity);
                assert!((got - 1.0).abs() < 1e-12, "{elasticity} {members}: {got}");
            }
        }
        assert!(supervised_work(0.55, 75.0, 0.25, 0.6) < work_ratio(0.55, 75.0, 0.25));
    }
}
