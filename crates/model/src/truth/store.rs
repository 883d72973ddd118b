//! Grain that the state holds: what it takes, and what it gives to towns, abroad and back to villages, in million tonnes.

/// The state's grain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    /// What is there.
    pub grain: f64,
    /// What was there at the start.
    pub start: f64,
    /// Taken from villages since the start.
    pub procured: f64,
    /// Given to towns, the army and industry since the start.
    pub towns: f64,
    /// Sent abroad since the start.
    pub exported: f64,
    /// Lent to villages as food since the start.
    pub relief: f64,
    /// Lent to villages as seed since the start.
    pub seed: f64,
}

impl Store {
    /// Takes grain out, at most what is there; returns what was taken.
    pub fn take(&mut self, wanted: f64) -> f64 {
        let taken = wanted.clamp(0.0, self.grain.max(0.0));
        self.grain -= taken;
        taken
    }

    /// Rounding, and nothing else.
    pub fn balance(&self) -> f64 {
        let went = self.towns + self.exported + self.relief + self.seed;
        self.start + self.procured - went - self.grain
    }
}
