//! A line of stations: what it can put out, and what a record at one station does to it.
//!
//! Hopp and Spearman, *Factory Physics*, source `hopp-spearman-1996`. With w jobs in the line, the rate `r_b` of its slowest
//! station and the time T0 through all stations, W0 = `r_b` T0:
//!
//! ```text
//! best case        TH = min(w / T0, r_b)
//! practical worst  TH = w r_b / (W0 + w - 1)      CT = T0 + (w - 1) / r_b
//! ```
//!
//! A faster station that is not the slowest leaves `r_b`, and so the output, as it is. Grade A (T28). The record station of
//! [`Line::with_record`] is `ours`: work that it draws from the others lowers them.

use crate::fault::{Fault, above_zero, not_negative};
use libm::exp;

/// A line of single machines, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    rates: Vec<f64>,
}

/// A campaign around one station. `ours`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Campaign {
    /// Station of the record, from 0.
    pub station: usize,
    /// k: part of the line that follows the campaign [0 to 1].
    pub share: f64,
    /// (`M_r` - 1) `h_r`: part by which the record station gets faster [no unit].
    pub gain: f64,
    /// `a_x`: part of their work that the other stations lose at its start [no unit].
    pub drawn: f64,
    /// Time since the start over the time in which the drawing-off fades, (s - `s_k`) / `tau_a` [no unit].
    pub age: f64,
}

impl Line {
    /// A line with these rates of its stations [jobs a time].
    ///
    /// # Errors
    /// No station, or a rate that is not above zero.
    pub fn new(rates: Vec<f64>) -> Result<Self, Fault> {
        if rates.is_empty() {
            let hint = "name at least one station";
            return Err(Fault::new("the line", "no station", "one or more", hint));
        }
        for (at, rate) in rates.iter().enumerate() {
            above_zero(&format!("rate of station {}", at + 1), *rate)?;
        }
        Ok(Self { rates })
    }

    /// `r_b`: rate of the slowest station [jobs a time].
    pub fn bottleneck(&self) -> f64 {
        self.rates.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// T0: time of one job through an empty line [in time].
    pub fn raw_time(&self) -> f64 {
        self.rates.iter().map(|rate| 1.0 / rate).sum()
    }

    /// W0: jobs with which a perfect line is just full [in jobs].
    pub fn critical_jobs(&self) -> f64 {
        self.bottleneck() * self.raw_time()
    }

    /// Output with `jobs` in a line without any chance [jobs a time].
    pub fn best_case(&self, jobs: f64) -> f64 {
        (jobs / self.raw_time()).min(self.bottleneck())
    }

    /// Output with `jobs` in the line in the practical worst case [jobs a time].
    pub fn practical_worst_case(&self, jobs: f64) -> f64 {
        jobs * self.bottleneck() / (self.critical_jobs() + jobs - 1.0)
    }

    /// Output of the line over what it was before the campaign:
    ///
    /// ```text
    /// min_u c_u [1 + k (gain 1[u = u*] - a_x e^{-age} 1[u != u*])] / min_u c_u
    /// ```
    ///
    /// # Errors
    /// A station that the line has not, or a number below zero; drawing off more than there is.
    pub fn with_record(&self, campaign: &Campaign) -> Result<f64, Fault> {
        let Campaign {
            station,
            share,
            gain,
            drawn,
            age,
        } = *campaign;
        not_negative(
            "the campaign (share, gain, drawn, age)",
            &[share, gain, drawn, age],
        )?;
        if station >= self.rates.len() {
            let wanted = format!("1 to {}", self.rates.len());
            let hint = "name a station of the line";
            return Err(Fault::new("record station", station + 1, wanted, hint));
        }
        if share > 1.0 || drawn > 1.0 {
            let hint = "no station can lose more than all its work";
            let found = format!("{share} and {drawn}");
            return Err(Fault::new(
                "share and part drawn off",
                found,
                "at most 1",
                hint,
            ));
        }
        let loss = drawn * exp(-age);
        let rates = self.rates.iter().enumerate().map(|(at, rate)| {
            let change = if at == station { gain } else { -loss };
            rate * (1.0 + share * change)
        });
        Ok(rates.fold(f64::INFINITY, f64::min) / self.bottleneck())
    }
}

#[cfg(test)]
mod tests {
    use super::{Campaign, Line};
    use proptest::prelude::*;

    const RECORD: Campaign = Campaign {
        station: 1,
        share: 1.0,
        gain: 13.0,
        drawn: 0.0,
        age: 0.0,
    };

    #[test]
    fn known_penny_fab() {
        let line = Line::new(vec![0.5; 4]).unwrap();
        assert!(
            (line.raw_time() - 8.0).abs() < 1e-12 && (line.critical_jobs() - 4.0).abs() < 1e-12
        );
        let jobs = [1.0, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0];
        let wanted = [0.125, 0.2, 0.25, 0.2857, 0.3125, 0.3636, 0.3846];
        for (jobs, wanted) in jobs.into_iter().zip(wanted) {
            assert!((line.practical_worst_case(jobs) - wanted).abs() < 5e-5);
            assert!((line.best_case(jobs) - (jobs / 8.0).min(0.5)).abs() < 1e-12);
        }
        assert!(Line::new(vec![]).is_err() && Line::new(vec![0.5, 0.0]).is_err());
    }

    #[test]
    fn known_a_record_off_the_bottleneck_adds_nothing() {
        let line = Line::new(vec![1.0, 1.2, 1.2, 1.2]).unwrap();
        let after = |campaign: Campaign| line.with_record(&campaign).unwrap();
        assert!((after(RECORD) - 1.0).abs() < 1e-15);
        // Work drawn from the slowest station lowers the output one for one.
        assert!(
            (after(Campaign {
                drawn: 0.1,
                ..RECORD
            }) - 0.9)
                .abs()
                < 1e-12
        );
        // At the slowest station it helps, as far as the next slowest.
        assert!(
            (after(Campaign {
                station: 0,
                ..RECORD
            }) - 1.2)
                .abs()
                < 1e-12
        );
        assert!(
            line.with_record(&Campaign {
                station: 4,
                ..RECORD
            })
            .is_err()
        );
        assert!(
            line.with_record(&Campaign {
                drawn: 1.5,
                ..RECORD
            })
            .is_err()
        );
    }

    proptest! {
        #[test]
        fn law_no_line_beats_its_best_case(rates in prop::collection::vec(0.1_f64..5.0, 1..8), jobs in 1.0_f64..40.0) {
            let line = Line::new(rates).unwrap();
            prop_assert!(line.practical_worst_case(jobs) <= line.best_case(jobs) * (1.0 + 1e-12));
        }
    }
}
