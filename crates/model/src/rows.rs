//! Which systems of the passage the model holds: state in which ledgers, by which mechanism. What is not named here is not held.

/// A system that the model holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Row of the case's list, such as "R5".
    pub row: &'static str,
    /// Ledgers in which its state stands.
    pub ledgers: &'static [&'static str],
    /// Mechanism, with keys of its sources; "ours" where the form is ours.
    pub mechanism: &'static str,
}

/// All of them, in the order of the rows.
pub const HELD: &[Held] = &[
    Held {
        row: "R4",
        ledgers: &["truth"],
        mechanism: "hardship against habit and others (yitzhaki-1979), set against legitimacy (epstein-2002); weights ours",
    },
    Held {
        row: "R5",
        ledgers: &["truth", "report", "belief", "decision"],
        mechanism: "work by need and by labour (sen-1966), procurement from the harvest expected (meng-qian-yared-2015); fields, hunger and herds ours",
    },
    Held {
        row: "R6",
        ledgers: &["truth"],
        mechanism: "supply divided by ranks, promotion, habit (ours, on allen-2003); money that spills over to markets (howard-1976, form ours)",
    },
    Held {
        row: "R8",
        ledgers: &["truth"],
        mechanism: "thresholds over grievance and risk (epstein-2002, kuran-1991, granovetter-1978), probed on a copy",
    },
];

/// The system of a row, if the model holds it.
pub fn held(row: &str) -> Option<&'static Held> {
    HELD.iter().find(|held| held.row == row)
}
