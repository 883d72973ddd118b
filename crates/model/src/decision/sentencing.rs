//! What somebody who was found guilty is sentenced to: by the charge, by what he said to it, and by the danger that is seen in him.
//!
//! ```text
//! T(c, p) = S_p (1 + a c)                       table in force: S_p years for plea p to what is charged at first, c level of the charge
//! y_v     = T (1 + k D_v)                       what v would give; D_v danger that he sees, 0 to 1
//! y       = y of the leader                     by-danger: he decides
//!         = median of y_v over those who vote   by-collegium: one vote each; all others see a part g of the danger that he sees
//!         = T                                   by-table: the null, danger counts for nothing
//! years   = min(y, longest)                     death: y above the longest term, for a charge of conspiracy or more
//! ```
//!
//! All of it is `ours` (row R10), grade C: signs only. The `S_p` are those that the menu of pleas weighs (`report::confession`), so who admits
//! something is promised what the table gives for it; a charge that has climbed since makes it more. Danger is a belief about holders of
//! public office and about nobody else: for everybody who has no name in the model D is 0, and the three rules agree.
//!
//! At a trial stand those of the closed list who once voted in the Politburo, hold no office any more, and are at home and alive; what they say is
//! the likeliest plea of the menu. It is held in the week of the case's first trial of this kind, if the murder that it answers to has happened.

use crate::country::{Country, Now};
use crate::decision::category::Category;
use crate::penal::arrests::stakes;
use crate::report::confession::Plea;
use crate::rules::Sentencing;
use crate::truth::leaders::{ByLeader, LEADERS, Leader};
use crate::truth::offices::Offices;

/// From which level on a charge carries death: conspiracy.
const CAPITAL: f64 = 2.0;

/// Who is to be sentenced, for what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// c: level of the charge, 0 to 3, as in `decision::charges`.
    pub charge: f64,
    /// What the accused said.
    pub plea: Plea,
    /// D: danger that the leader sees in the accused, 0 to 1; 0 for all but holders of public office.
    pub danger: f64,
}

/// What sentences are measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// `S_p`: term for what is charged at first \[years\], in the order of [`Plea::ALL`].
    pub by_plea: [f64; 3],
    /// a: by what part each level of charges raises it.
    pub by_charge: f64,
    /// k: by what part a danger of 1 raises it.
    pub by_danger: f64,
    /// g: part of the danger that others see.
    pub seen_by_others: f64,
    /// The longest term that can be given \[years\].
    pub longest: f64,
}

/// A sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Term \[years\].
    pub years: f64,
    /// Whether it is death instead.
    pub death: bool,
}

impl Scale {
    /// What the parameters say.
    pub fn of(now: &Now<'_>) -> Self {
        Self {
            by_plea: [
                now.one("sentence_if_denied"),
                now.one("sentence_for_responsibility"),
                now.one("sentence_for_conspiracy"),
            ],
            by_charge: now.one("sentence_by_charge"),
            by_danger: now.one("sentence_by_danger"),
            seen_by_others: now.one("danger_seen_by_others"),
            longest: now.one("longest_term"),
        }
    }

    /// T: the table in force \[years\], before it is cut to the longest term.
    pub fn table(&self, charge: f64, plea: Plea) -> f64 {
        self.by_plea[plea as usize] * (1.0 + self.by_charge * charge)
    }

    /// The sentence under a rule, with so many others who vote beside the leader.
    pub fn sentence(&self, case: Case, (rule, others): (Sentencing, usize)) -> Verdict {
        let table = self.table(case.charge, case.plea);
        let seeing = |danger: f64| table * (1.0 + self.by_danger * danger);
        let asked = match rule {
            Sentencing::ByTable => table,
            Sentencing::ByDanger => seeing(case.danger),
            Sentencing::ByCollegium => {
                let mut votes = vec![seeing(self.seen_by_others * case.danger); others];
                votes.push(seeing(case.danger));
                median(votes)
            }
        };
        Verdict {
            years: asked.min(self.longest),
            death: asked > self.longest && case.charge >= CAPITAL,
        }
    }
}

/// The middle one of votes, or the mean of the middle two; there is at least one.
fn median(mut votes: Vec<f64>) -> f64 {
    votes.sort_by(f64::total_cmp);
    let middle = votes.len() / 2;
    if votes.len().is_multiple_of(2) {
        f64::midpoint(votes[middle - 1], votes[middle])
    } else {
        votes[middle]
    }
}

/// Sentences given to holders of public office.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Docket {
    /// Terms \[years\]; 0 for who was not tried.
    pub years: ByLeader,
    /// Whether it was death instead.
    pub death: [bool; LEADERS],
}

/// Those who stand at the trial: once in the Politburo, now without any office, at home and alive.
pub fn accused(offices: &Offices, week: i32) -> Vec<Leader> {
    let fallen = |leader: &Leader| {
        *leader != Leader::FIRST
            && offices.ousted(*leader, week)
            && offices.power(*leader, week, 1.0) <= 0.0
            && !offices.away(*leader, week)
            && !offices.dead(*leader, week)
    };
    Leader::ALL.into_iter().filter(fallen).collect()
}

/// Holds the trial in its week: belief and report to decision.
pub fn hold(country: &mut Country, now: &Now<'_>) {
    let week = f64::from(now.week);
    let due = now.one("trial_of_january_1935");
    if !(week..week + 1.0).contains(&due) || now.one("murder_week") >= due {
        return;
    }
    let charge = country.charges.level;
    let plea = likeliest(stakes(now, charge, Category::Opposition).utilities(false));
    let others = country.leaders.voters.iter();
    let others = others.filter(|one| **one != Leader::FIRST).count();
    let scale = Scale::of(now);
    for leader in accused(now.offices, now.week_of_run()) {
        let at = leader as usize;
        let case = Case {
            charge,
            plea,
            danger: country.minds.danger[at],
        };
        let verdict = scale.sentence(case, (now.rules.sentencing, others));
        country.docket.years[at] = verdict.years;
        country.docket.death[at] = verdict.death;
    }
}

/// The plea of the highest utility; of equal ones the last.
fn likeliest(utilities: [f64; 3]) -> Plea {
    let all = Plea::ALL.into_iter().zip(utilities);
    all.max_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(Plea::Deny, |(plea, _)| plea)
}

#[cfg(test)]
mod tests {
    use super::{Case, Scale, likeliest};
    use crate::report::confession::Plea;
    use crate::rules::Sentencing;
    use proptest::prelude::*;

    const SCALE: Scale = Scale {
        by_plea: [5.0, 3.0, 8.0],
        by_charge: 0.5,
        by_danger: 1.0,
        seen_by_others: 0.2,
        longest: 10.0,
    };

    const SMALL: f64 = 1e-12;

    fn case(charge: f64, plea: Plea, danger: f64) -> Case {
        Case {
            charge,
            plea,
            danger,
        }
    }

    #[test]
    fn known_by_hand() {
        let asked = case(1.0, Plea::Responsibility, 0.5);
        let years = |rule, others| SCALE.sentence(asked, (rule, others)).years;
        assert!((years(Sentencing::ByTable, 9) - 4.5).abs() < SMALL);
        assert!((years(Sentencing::ByDanger, 9) - 6.75).abs() < SMALL);
        assert!((years(Sentencing::ByCollegium, 9) - 4.95).abs() < SMALL);
        // With one other the middle lies between the two; alone he decides.
        assert!((years(Sentencing::ByCollegium, 1) - 5.85).abs() < SMALL);
        assert!((years(Sentencing::ByCollegium, 0) - 6.75).abs() < SMALL);
        assert_eq!(likeliest([-9.0, -7.0, -15.0]), Plea::Responsibility);
    }

    #[test]
    fn law_death_needs_a_capital_charge_and_more_than_the_longest_term() {
        let death = |charge, plea, danger| {
            let asked = case(charge, plea, danger);
            SCALE.sentence(asked, (Sentencing::ByDanger, 9)).death
        };
        assert!(!death(1.9, Plea::Conspiracy, 1.0));
        assert!(death(2.0, Plea::Conspiracy, 1.0));
        assert!(!death(3.0, Plea::Responsibility, 0.0));
    }

    proptest! {
        /// A higher charge and a higher danger never shorten a term, and lengthen it below the longest; the null does not see danger.
        #[test]
        fn law_terms_rise_with_charge_and_danger(charge in 0.0_f64..2.9, danger in 0.0_f64..0.9, plea in 0_usize..3, others in 0_usize..12) {
            let plea = Plea::ALL[plea];
            for rule in Sentencing::ALL {
                let given = |charge, danger| SCALE.sentence(case(charge, plea, danger), (*rule, others));
                let base = given(charge, danger);
                prop_assert!(base.years <= SCALE.longest);
                let (charged, feared) = (given(charge + 0.1, danger), given(charge, danger + 0.1));
                prop_assert!(charged.years > base.years || base.years >= SCALE.longest);
                if *rule == Sentencing::ByTable {
                    prop_assert_eq!(feared, base);
                } else {
                    prop_assert!(feared.years > base.years || base.years >= SCALE.longest);
                }
                prop_assert!(charged.death || !base.death);
                prop_assert!(feared.death || !base.death);
            }
        }

        /// Who has no name in the model gets what the table says, whoever decides; a collegium never gives more than the leader alone.
        #[test]
        fn law_rules_differ_by_danger_alone(charge in 0.0_f64..3.0, danger in 0.0_f64..1.0, plea in 0_usize..3, others in 0_usize..12) {
            let plea = Plea::ALL[plea];
            let given = |rule, danger| SCALE.sentence(case(charge, plea, danger), (rule, others));
            for rule in Sentencing::ALL {
                prop_assert_eq!(given(*rule, 0.0), given(Sentencing::ByTable, 0.0));
            }
            let collegium = given(Sentencing::ByCollegium, danger).years;
            prop_assert!(collegium <= given(Sentencing::ByDanger, danger).years + SMALL);
            prop_assert!(collegium >= given(Sentencing::ByTable, danger).years - SMALL);
        }
    }
}
