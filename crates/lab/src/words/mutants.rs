//! What wrong versions of a claim tell, and what they do not.

use super::{plural, share};
use argument::mutant::{Fate, Mutant, Survival};
use argument::verdict::{ClaimVerdict, Fates, Status, Summary};

/// What the kill rate measures, and what not.
pub const MEASURES: &str = "It measures how often the data refute a wrong version of a supported claim, and not how sure the claims are: a wrong version may be \
                            true as well, of another year or another quantity.";

/// Whether what becomes of the mutants of a claim says anything: those of a claim that fails, or that nothing judges, may hold or fail.
pub fn count(claim: &ClaimVerdict) -> bool {
    claim.status.is_judged() && claim.status != Status::Contradicted
}

/// What became of the mutants of a claim, in a line; none if it has none.
pub fn line(claim: &ClaimVerdict) -> Option<String> {
    let of = |fate: Fate| claim.mutants.iter().filter(|one| one.fate == fate).count();
    let all = claim.mutants.len();
    if all == 0 {
        return None;
    }
    if !count(claim) {
        let what = if claim.status.is_judged() {
            "a claim that fails"
        } else {
            "a claim that nothing judges"
        };
        return Some(format!(
            "those of {what} say nothing; {} of {all} hold",
            of(Fate::Survived)
        ));
    }
    let why = |why: Survival| {
        let own = claim.mutants.iter();
        own.filter(|one| one.survival() == Some(why)).count()
    };
    let mut parts = vec![format!("{} of {all} killed", of(Fate::Killed))];
    for (number, words) in [
        (why(Survival::TrueAsWell), "true as well"),
        (why(Survival::NotToldApart), "not told apart"),
        (
            why(Survival::WithoutTheMechanism),
            "holding without the mechanism",
        ),
        (of(Fate::NoData), "without data"),
    ] {
        parts.extend((number > 0).then(|| format!("{number} {words}")));
    }
    Some(parts.join(", "))
}

/// Why a mutant survived, in a few words: before its predicate.
pub fn why(mutant: &Mutant) -> Option<String> {
    let why = match mutant.survival()? {
        Survival::TrueAsWell => "true as well, of other figures",
        Survival::NotToldApart => "not told apart, on the same figures",
        Survival::WithoutTheMechanism => "holds without the mechanism",
    };
    let in_part = matches!(mutant.status, Status::SupportedUnder | Status::Contested);
    Some(if in_part {
        format!("{why}, under some series or rules only")
    } else {
        why.to_owned()
    })
}

/// The kill rate with what it counts.
pub fn rate(summary: &Summary) -> String {
    let all = total(summary);
    let passed = all.true_as_well + all.not_told_apart;
    format!(
        "kill rate {}: of {} wrong versions (mutants) of {} supported claims {} fail; {passed} hold, {} of them on other figures (true as well), {} on the same or without the mechanism (the claim cannot tell them apart); {} have no data, which is no kill",
        share(summary.kill_rate()),
        summary.mutants_run,
        summary.supported_claims,
        summary.mutants_killed,
        all.true_as_well,
        all.not_told_apart,
        summary.mutants_without_data
    )
}

/// Killed of run, by kind of mutant; none without mutants.
pub fn by_family(summary: &Summary) -> Option<String> {
    let all = summary.families.iter();
    let told: Vec<String> = all
        .map(|(family, fates)| {
            let without = if fates.without_data > 0 {
                format!(" ({} without data)", fates.without_data)
            } else {
                String::new()
            };
            format!(
                "{} {} of {}{without}",
                family.label(),
                fates.killed,
                fates.run
            )
        })
        .collect();
    (!told.is_empty()).then(|| format!("killed of run: {}", told.join(", ")))
}

/// All kinds together.
fn total(summary: &Summary) -> Fates {
    let mut all = Fates::default();
    for fates in summary.families.values() {
        all.run += fates.run;
        all.killed += fates.killed;
        all.true_as_well += fates.true_as_well;
        all.not_told_apart += fates.not_told_apart;
        all.without_data += fates.without_data;
    }
    all
}

/// Mutants of claims that follow from our rule, which are no part of the rate; none without such claims.
pub fn apart(summary: &Summary) -> Option<String> {
    let rule = summary.rule;
    let follow = if rule.claims == 1 {
        "follows"
    } else {
        "follow"
    };
    (rule.claims > 0).then(|| {
        format!(
            "apart: mutants of the {} that {follow} from our rule: {} of {} killed, {} without data",
            plural(rule.claims, "claim"),
            rule.killed,
            rule.run,
            rule.without_data
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{by_family, count, line, rate, why};
    use crate::testing;
    use argument::mutant::{Fate, Mutant, Rule};
    use argument::verdict::{ClaimVerdict, Status};

    fn twin(rule: Rule, fate: Fate, asks_others: bool) -> Mutant {
        Mutant {
            reading: "one".to_owned(),
            rule,
            predicate: "a(1935) > 2.0".to_owned(),
            scenario: String::new(),
            asks_others,
            status: Status::Supported,
            fate,
        }
    }

    fn claim(status: Status) -> ClaimVerdict {
        let (_, check) = testing::judged();
        let mut claim = check.claims.into_iter().next().expect("a claim");
        claim.status = status;
        claim.mutants = vec![
            twin(Rule::Sign, Fate::Killed, false),
            twin(Rule::Doubled, Fate::Survived, false),
            twin(Rule::YearLater, Fate::Survived, true),
            twin(Rule::Ablated, Fate::Survived, true),
            twin(Rule::YearEarlier, Fate::NoData, true),
        ];
        claim
    }

    #[test]
    fn law_mutants_of_a_claim_that_fails_say_nothing() {
        let fails = claim(Status::Contradicted);
        assert!(!count(&fails));
        let text = "those of a claim that fails say nothing; 3 of 5 hold";
        assert_eq!(line(&fails).as_deref(), Some(text));
        let unjudged = claim(Status::Uncorroborated);
        assert!(!count(&unjudged));
        assert!(line(&unjudged).is_some_and(|text| text.contains("nothing judges")));
        let mut none = claim(Status::Supported);
        none.mutants.clear();
        assert_eq!(line(&none), None);
    }

    #[test]
    fn law_survivors_are_told_by_why_they_survive() {
        let supported = claim(Status::Supported);
        assert!(count(&supported));
        let text = "1 of 5 killed, 1 true as well, 1 not told apart, 1 holding without the mechanism, 1 without data";
        assert_eq!(line(&supported).as_deref(), Some(text));
        let told: Vec<Option<String>> = supported.mutants.iter().map(why).collect();
        assert!(told[0].is_none() && told[4].is_none());
        let mut under = supported.mutants[1].clone();
        under.status = Status::SupportedUnder;
        assert!(why(&under).is_some_and(|text| text.ends_with("rules only")));
    }

    /// Every mutant of a supported claim is of one family and in one fate, and the words add up to the rate.
    #[test]
    fn law_the_rate_is_that_of_its_parts() {
        let (_, check) = testing::embedded();
        let summary = &check.summary;
        let all = super::total(summary);
        assert_eq!(all.run, summary.mutants_run);
        assert_eq!(all.killed, summary.mutants_killed);
        assert_eq!(all.without_data, summary.mutants_without_data);
        let passed = all.true_as_well + all.not_told_apart;
        assert_eq!(all.run, all.killed + passed + all.without_data);
        assert!(all.true_as_well > 0 && all.not_told_apart > 0);
        let text = rate(summary);
        assert!(text.contains(&format!("; {passed} hold, ")), "{text}");
        let kinds = by_family(summary).expect("mutants");
        for kind in ["sign ", "number ", "year ", "quantity "] {
            assert!(kinds.contains(kind), "{kind}: {kinds}");
        }
    }
}
