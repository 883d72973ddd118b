//! Outbursts in a series of numbers of actives, as the paper counts them.
//!
//! An outburst begins with the first tick that has more than 50 actives and ends with the first later tick that has fewer than
//! 50. Its activation is the sum of actives from its first tick to the last before its end; a wait is the number of ticks
//! from an end to the next beginning. An outburst that the series cuts off is not counted.

/// Actives above which the paper speaks of an outburst.
pub(crate) const OUTBURST: u32 = 50;

/// What a series holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outbursts {
    /// Sum of actives of each finished outburst.
    pub(crate) activations: Vec<f64>,
    /// Ticks of quiet between each and the next.
    pub(crate) waits: Vec<f64>,
    /// Most actives in one tick.
    pub(crate) peak: u32,
}

impl Outbursts {
    /// Of the numbers of actives after each tick.
    pub(crate) fn of(series: &[u32]) -> Self {
        let mut found = Self::default();
        let (mut sum, mut ended) = (None, None);
        for (tick, actives) in (0_u32..).zip(series.iter().copied()) {
            found.peak = found.peak.max(actives);
            match sum {
                None if actives > OUTBURST => {
                    if let Some(end) = ended {
                        found.waits.push(f64::from(tick - end));
                    }
                    sum = Some(f64::from(actives));
                }
                Some(so_far) if actives < OUTBURST => {
                    found.activations.push(so_far);
                    (sum, ended) = (None, Some(tick));
                }
                Some(so_far) => sum = Some(so_far + f64::from(actives)),
                None => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Outbursts;

    #[test]
    fn known_two_outbursts_and_one_cut_off() {
        let found = Outbursts::of(&[0, 50, 51, 90, 50, 49, 10, 10, 60, 20, 70, 80]);
        assert_eq!(found.activations, [191.0, 60.0]);
        assert_eq!(found.waits, [3.0, 1.0]);
        assert_eq!(found.peak, 90);
    }
}
