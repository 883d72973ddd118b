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
    /// Rows of the replication bench that hold functions to their sources which runs use for this system, each with its grade: A numbers, B within
    /// sampling, C signs only. None where the form is ours. A grade is that of a function alone, never of its place here.
    pub docked: &'static [(&'static str, &'static str)],
}

impl Held {
    /// Whether some form in it is ours.
    pub fn is_ours_in_part(&self) -> bool {
        self.mechanism.contains("ours")
    }

    /// Whether all that the system rests on was held to published numbers. If not, runs tell directions of it and no sizes.
    pub fn has_sizes(&self) -> bool {
        let sized = |(_, grade): &(&str, &str)| matches!(*grade, "A" | "B");
        !self.is_ours_in_part() && !self.docked.is_empty() && self.docked.iter().all(sized)
    }
}

/// All of them, in the order of the rows.
pub const HELD: &[Held] = &[
    Held {
        row: "R1",
        ledgers: &["report", "belief", "decision"],
        mechanism: "suspects from reports that err (rogan-gladen-1978, wintrobe-1990), resistance, threat and progress believed apart (ours); arrests wanted by six rival rules (ours, after gregory-schroeder-sonin-2011 and others)",
        docked: &[("T14", "A"), ("T16", "C"), ("T16a", "C"), ("T37a", "C")],
    },
    Held {
        row: "R2",
        ledgers: &["truth", "report", "belief"],
        mechanism: "what is held by offices lost (ours), what is said by its price (kuran-1991, form ours), what is believed by Bayes' rule",
        docked: &[],
    },
    Held {
        row: "R3",
        ledgers: &["truth", "report", "decision"],
        mechanism: "an exile outside the population, whose print is watched abroad, hardly read at home and answered in the press (ours)",
        docked: &[],
    },
    Held {
        row: "R4",
        ledgers: &["truth"],
        mechanism: "hardship against habit and others (yitzhaki-1979), set against legitimacy (epstein-2002); weights ours",
        docked: &[("T1", "A"), ("T10", "A")],
    },
    Held {
        row: "R5",
        ledgers: &["truth", "report", "belief", "decision"],
        mechanism: "work by need and by labour (sen-1966), procurement from the harvest expected (meng-qian-yared-2015); fields, hunger and herds ours",
        docked: &[("T31", "A"), ("T32", "A"), ("T32a", "A")],
    },
    Held {
        row: "R6",
        ledgers: &["truth"],
        mechanism: "supply divided by ranks, promotion, habit (ours, on allen-2003); money that spills over to markets (howard-1976, form ours)",
        docked: &[],
    },
    Held {
        row: "R7",
        ledgers: &["truth", "belief", "decision"],
        mechanism: "suspicion from breakdowns and campaign, and a patron's veto, over removals and over arrests by branch that empty posts (ours)",
        docked: &[],
    },
    Held {
        row: "R8",
        ledgers: &["truth"],
        mechanism: "thresholds over grievance and risk (epstein-2002, kuran-1991, granovetter-1978), probed on a copy",
        docked: &[
            ("T1", "A"),
            ("T2", "A"),
            ("T8", "A"),
            ("T8a", "A"),
            ("T9", "A"),
        ],
    },
    Held {
        row: "R9",
        ledgers: &["truth", "report"],
        mechanism: "a menu of pleas by what is at stake (grossman-katz-1983, mcfadden-1974; stakes ours)",
        docked: &[("T17", "A")],
    },
    Held {
        row: "R10",
        ledgers: &["truth", "decision"],
        mechanism: "a table of terms by charge and plea, lengthened by the danger that the leader sees, against the middle vote of a collegium and the table alone (ours)",
        docked: &[],
    },
    Held {
        row: "R11",
        ledgers: &["truth", "report", "decision"],
        mechanism: "files screened to a quota (green-swets-1966), names that confessions bring (harris-1963); the chain ours",
        docked: &[("T13a", "B"), ("T15", "A"), ("T15a", "B")],
    },
    Held {
        row: "R12",
        ledgers: &["truth", "report", "decision"],
        mechanism: "dated directives carried out on exact numbers with terms and relatives (ours, on getty-1985 for compliance); police troikas that sentence people without papers (ours, after shearer-2009)",
        docked: &[],
    },
    Held {
        row: "R13",
        ledgers: &["report", "decision"],
        mechanism: "attacks ordered by the threat that is believed in, by trials, and by what appears abroad (ours)",
        docked: &[],
    },
    Held {
        row: "R14",
        ledgers: &["truth", "report", "belief", "decision"],
        mechanism: "disorder in registers, lists waved through and sent back, expulsions at local discretion (ours, on getty-1985); base rates (green-swets-1966, meehl-rosen-1955)",
        docked: &[("T12", "A"), ("T13", "B")],
    },
    Held {
        row: "R15",
        ledgers: &["report", "belief", "decision"],
        mechanism: "charges climb with the threat and with confessions and are never taken back (ours), beside charges by act",
        docked: &[],
    },
    Held {
        row: "R16",
        ledgers: &["truth", "belief"],
        mechanism: "leave, speak up or keep still, by price and hope (ours)",
        docked: &[],
    },
    Held {
        row: "R17",
        ledgers: &["belief", "decision"],
        mechanism: "coalitions that win and last (acemoglu-egorov-sonin-2008), restraint read off them (ours)",
        docked: &[("T18", "A"), ("T18a", "A"), ("T18b", "A"), ("T19", "A")],
    },
    Held {
        row: "R18",
        ledgers: &["report", "belief", "decision"],
        mechanism: "balancing rounds (montias-1959, manove-1971), ratchet (weitzman-1980), tempo from beliefs and quarterly revision (ours)",
        docked: &[("T20", "A"), ("T20a", "A"), ("T25", "A")],
    },
    Held {
        row: "R19",
        ledgers: &["truth", "report", "belief", "decision"],
        mechanism: "logistic spread under pressure and sponsorship (ours, on siegelbaum-1988)",
        docked: &[],
    },
    Held {
        row: "R20",
        ledgers: &["truth", "decision"],
        mechanism: "a line of stations that a record draws hands from (hopp-spearman-1996; embedding ours), norms revised (ours)",
        docked: &[("T28", "A"), ("T28a", "A")],
    },
    Held {
        row: "R21",
        ledgers: &["truth", "report", "belief"],
        mechanism: "padded reports and a record read without its helpers (ours); wear by a power of load (iso-281; embedding ours)",
        docked: &[("T30", "A")],
    },
    Held {
        row: "R22",
        ledgers: &["belief", "decision"],
        mechanism: "a switch drawn by what gets past patron and restraint, over removals and arrests wanted (ours)",
        docked: &[],
    },
    Held {
        row: "R23",
        ledgers: &["belief", "decision"],
        mechanism: "a veto that weighs power by office, success and people in posts, and loss of output, against suspicion (ours)",
        docked: &[],
    },
    Held {
        row: "R24",
        ledgers: &["truth", "report"],
        mechanism: "execution when inputs run short (hallegatte-2014), unfinished capital and capacity (ours, on cheremukhin-2017 and wright-1936)",
        docked: &[("T24", "A"), ("T24a", "A")],
    },
    Held {
        row: "R25",
        ledgers: &["truth", "belief", "decision"],
        mechanism: "arms orders by threat, taken out of consumer goods (ours)",
        docked: &[],
    },
    Held {
        row: "R26",
        ledgers: &["report", "belief"],
        mechanism: "public words follow threat and campaign, the belief in resistance follows reported actives (ours), beside words that say what is believed",
        docked: &[],
    },
    Held {
        row: "R27",
        ledgers: &["truth", "report"],
        mechanism: "one output, two offices: gross output at prices that drift, and value added (ours)",
        docked: &[],
    },
    Held {
        row: "R28",
        ledgers: &["truth", "report", "belief", "decision"],
        mechanism: "preference falsification under fear (kuran-1989; form ours), editors, adoption by alignment and weight (ours), what can be inferred (rogan-gladen-1978)",
        docked: &[("T14", "A"), ("T37a", "C")],
    },
];

/// The system of a row, if the model holds it.
pub fn held(row: &str) -> Option<&'static Held> {
    HELD.iter().find(|held| held.row == row)
}

#[cfg(test)]
mod tests {
    use super::HELD;

    /// What was held to no source is ours, and says so; what is ours in part tells no sizes.
    #[test]
    fn law_what_is_not_docked_is_ours() {
        for held in HELD {
            let docked = !held.docked.is_empty();
            assert!(docked || held.is_ours_in_part(), "{}", held.row);
            assert!(
                !(held.is_ours_in_part() && held.has_sizes()),
                "{}",
                held.row
            );
        }
        let sized = HELD.iter().filter(|held| held.has_sizes());
        assert_eq!(sized.map(|held| held.row).collect::<Vec<_>>(), ["R8"]);
    }
}
