//! A verdict on runs, rule by rule: in how many runs it holds under our rules, which rivals turn it, and how many do not touch it.
//!
//! Settings have unequal numbers of runs, and most rivals have nothing to do with most sentences: a share of all runs pooled would say little,
//! so none is told. A rival bears on a claim if it rivals a row of its sentences, if some run of it answers otherwise than the run of our
//! rules with the same seed, or if it moves a number compared.

use super::plural;
use argument::verdict::{ClaimVerdict, Combination, Outcome, ReadingVerdict};
use std::collections::{BTreeMap, BTreeSet};

/// More rivals of one kind than this are counted, and not named; tables name them all.
pub const FEW: usize = 6;

/// How the claim fares under one setting as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fares {
    Fails,
    Holds,
    EitherWay,
    Unanswered,
}

impl Fares {
    /// Under the setting at this place. A rival that turns the claim counts on the side on which most of its runs lie.
    fn of(reading: &ReadingVerdict, at: usize) -> Self {
        let setting = &reading.combinations[at];
        match setting.outcome {
            Outcome::Holds { .. } => Self::Holds,
            Outcome::Undefined => Self::Unanswered,
            Outcome::Mixed if !reading.turns(at) => Self::EitherWay,
            Outcome::Mixed if 2 * setting.tally.holds > setting.tally.points => Self::Holds,
            Outcome::Fails { .. } | Outcome::Mixed => Self::Fails,
        }
    }

    /// The verb before some settings; whether every run of them agrees.
    fn verb(self, every: bool) -> &'static str {
        match (self, every) {
            (Self::Fails, true) => "fails under",
            (Self::Fails, false) => "fails wholly or mostly under",
            (Self::Holds, true) => "holds under",
            (Self::Holds, false) => "holds wholly or mostly under",
            (Self::EitherWay, _) => "goes either way under",
            (Self::Unanswered, _) => "has no answer under",
        }
    }
}

/// How the claim fares under a rival, and in how many of how many runs where that is some of them.
type Answer = (Fares, Option<(usize, usize)>);

/// Rivals in groups, by their places in the reading.
struct Rivals {
    /// Those that bear on the claim.
    bearing: usize,
    /// Of these, those under which it fares otherwise than under our rules.
    otherwise: Vec<(Fares, Vec<usize>)>,
    /// All others.
    rest: usize,
}

impl Rivals {
    fn of(reading: &ReadingVerdict) -> Self {
        let ours = Fares::of(reading, 0);
        let rivals = 1..reading.combinations.len();
        let bearings = reading.runs.as_ref().map_or(&[][..], |runs| &runs.bearings);
        let mut otherwise: Vec<(Fares, Vec<usize>)> = Vec::new();
        for at in rivals.clone() {
            let fares = Fares::of(reading, at);
            let differs = bearings.get(at).is_some_and(|one| one.otherwise > 0);
            if fares == ours || !differs {
                continue;
            }
            match otherwise.iter_mut().find(|(known, _)| *known == fares) {
                Some((_, places)) => places.push(at),
                None => otherwise.push((fares, vec![at])),
            }
        }
        otherwise.sort_by_key(|(fares, _)| *fares);
        let told: usize = otherwise.iter().map(|(_, places)| places.len()).sum();
        Self {
            bearing: rivals.clone().filter(|at| reading.bears(*at)).count(),
            rest: rivals.len() - told,
            otherwise,
        }
    }
}

/// A setting with its runs: "no-patron 0 of 4".
fn with_runs(setting: &Combination) -> String {
    format!("{} {}", setting.label(), super::runs::held(setting))
}

/// Some settings by name with their runs, at most so many, then how many more; none if none is to be named.
fn named(reading: &ReadingVerdict, places: &[usize], most: usize) -> Option<String> {
    let names = places.iter().take(most);
    let mut names: Vec<String> = names
        .map(|at| with_runs(&reading.combinations[*at]))
        .collect();
    let more = places.len() - names.len();
    if names.is_empty() {
        return None;
    }
    if more > 0 {
        names.push(format!("{more} more"));
    }
    Some(names.join(", "))
}

/// In how many runs a reading holds: under our rules, then under the rivals that bear on it and fare otherwise, then how many others there
/// are. Of each kind at most `most` are named.
pub fn told(reading: &ReadingVerdict, most: usize) -> String {
    let Some(ours) = reading.combinations.first() else {
        return "nothing to judge it by".to_owned();
    };
    let mut parts = vec![format!("our rules: {}", super::runs::held(ours))];
    if reading.combinations.len() == 1 {
        return parts.remove(0);
    }
    let rivals = Rivals::of(reading);
    for (i, (fares, places)) in rivals.otherwise.iter().enumerate() {
        let whole = |at: &usize| reading.combinations[*at].outcome != Outcome::Mixed;
        let verb = fares.verb(places.iter().all(whole));
        let who = match (i, rivals.bearing) {
            (0, 1) => "the one rival that bears on it".to_owned(),
            (0, bearing) => format!("{} of {bearing} rivals that bear on it", places.len()),
            _ => format!("{} of them", places.len()),
        };
        let names = named(reading, places, most).map(|names| format!(" ({names})"));
        parts.push(format!("{verb} {who}{}", names.unwrap_or_default()));
    }
    parts.extend(rest(reading, &rivals));
    parts.join("; ")
}

/// The rivals under which it fares as under our rules.
fn rest(reading: &ReadingVerdict, rivals: &Rivals) -> Option<String> {
    let verb = match Fares::of(reading, 0) {
        Fares::EitherWay => "much the same under",
        other => other.verb(true),
    };
    let bearing = match rivals.bearing {
        0 => "none of which bears on it".to_owned(),
        some if some == rivals.rest => "which all bear on it".to_owned(),
        1 => "one of which bears on it".to_owned(),
        some => format!("{some} of which bear on it"),
    };
    match (rivals.otherwise.is_empty(), rivals.rest) {
        (_, 0) => None,
        (true, 1) if rivals.bearing == 1 => {
            Some(format!("{verb} the one rival, which bears on it"))
        }
        (true, 1) => Some(format!("{verb} the one rival, which does not bear on it")),
        (true, all) => Some(format!("{verb} all {all} rivals, {bearing}")),
        (false, 1) => Some(format!("{verb} the other rival")),
        (false, others) => Some(format!("{verb} the other {others} rivals")),
    }
}

/// That no run failed is no proof; nothing where some did.
pub(super) fn caution(reading: &ReadingVerdict) -> Option<String> {
    let tally = reading.tally;
    let is_whole = tally.points > 0 && tally.holds == tally.points;
    is_whole.then(|| {
        let runs = plural(tally.points, "run");
        format!("none of {runs} failed, which is no proof")
    })
}

/// Rivals that turn a reading, each with its runs; at most so many, then how many more. Nothing where none does.
pub fn turning(reading: &ReadingVerdict, most: usize) -> Option<String> {
    let all = 1..reading.combinations.len();
    let places: Vec<usize> = all.filter(|at| reading.turns(*at)).collect();
    named(reading, &places, most)
}

/// Settings that are told in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who they are: a name, or how many.
    pub who: String,
    /// Their places in the reading.
    pub places: Vec<usize>,
    /// Whether they bear on the claim.
    bears: bool,
}

impl Group {
    fn one(reading: &ReadingVerdict, at: usize) -> Self {
        let label = reading.combinations[at].label();
        Self {
            who: super::runs::setting_name(&label).to_owned(),
            places: vec![at],
            bears: reading.bears(at),
        }
    }

    /// Whether it has several rivals that bear on the claim: then their names stand elsewhere.
    pub fn is_told_by_number(&self) -> bool {
        self.places.len() > 1 && self.bears
    }

    /// All of them by name.
    pub fn names(&self, reading: &ReadingVerdict) -> String {
        let places = self.places.iter();
        let names: Vec<String> = places.map(|at| reading.combinations[*at].label()).collect();
        names.join(", ")
    }

    /// In how many runs the claim holds under it.
    pub fn held(&self, reading: &ReadingVerdict) -> String {
        let all = || self.places.iter().map(|at| &reading.combinations[*at]);
        let held: BTreeSet<String> = all().map(super::runs::held).collect();
        let every = |wanted: fn(Outcome) -> bool| all().all(|one| wanted(one.outcome));
        match held.first() {
            Some(one) if self.places.len() == 1 => one.clone(),
            Some(one) if held.len() == 1 => format!("{one} each"),
            _ if every(|outcome| matches!(outcome, Outcome::Holds { .. })) => {
                "every run".to_owned()
            }
            _ if every(|outcome| matches!(outcome, Outcome::Fails { .. })) => "no run".to_owned(),
            _ => "as under ours".to_owned(),
        }
    }
}

/// Every setting by itself, as they stand.
pub fn alone(reading: &ReadingVerdict) -> Vec<Group> {
    let all = 0..reading.combinations.len();
    all.map(|at| Group::one(reading, at)).collect()
}

/// Our rules; then the rivals that turn the claim, one by one; then those that bear on it, together where they answer alike; then all that do
/// not bear on it.
pub fn groups(reading: &ReadingVerdict) -> Vec<Group> {
    let rivals = || 1..reading.combinations.len();
    let turning = rivals().filter(|at| reading.turns(*at));
    let shown = (!reading.combinations.is_empty()).then_some(0);
    let first = shown.into_iter().chain(turning);
    let mut all: Vec<Group> = first.map(|at| Group::one(reading, at)).collect();
    // In the order of how they answer, each answer once.
    let mut alike: BTreeMap<Answer, Vec<usize>> = BTreeMap::new();
    for at in rivals().filter(|at| reading.bears(*at) && !reading.turns(*at)) {
        let fares = Fares::of(reading, at);
        let tally = reading.combinations[at].tally;
        let runs = (fares == Fares::EitherWay).then_some((tally.holds, tally.points));
        alike.entry((fares, runs)).or_default().push(at);
    }
    all.extend(alike.into_values().map(|places| match places[..] {
        [one] => Group::one(reading, one),
        _ => Group {
            who: format!("{} that bear on it", plural(places.len(), "rival")),
            places,
            bears: true,
        },
    }));
    let apart: Vec<usize> = rivals()
        .filter(|at| !reading.bears(*at) && !reading.turns(*at))
        .collect();
    if !apart.is_empty() {
        let verb = if apart.len() == 1 { "does" } else { "do" };
        all.push(Group {
            who: format!("{} that {verb} not bear on it", apart.len()),
            places: apart,
            bears: false,
        });
    }
    all
}

/// What a setting has to do with the claim, in a word or two; "" for our rules.
pub fn bearing(reading: &ReadingVerdict, at: usize) -> &'static str {
    match (at, reading.turns(at), reading.bears(at)) {
        (0, ..) => "",
        (_, true, _) => "turns it",
        (_, _, true) => "yes",
        _ => "no",
    }
}

/// The rules on which a claim flips, one line a reading.
pub(super) fn flips(claim: &ClaimVerdict) -> Vec<String> {
    let of = |reading: &ReadingVerdict| {
        let rivals = turning(reading, FEW)?;
        let ours = super::runs::held(reading.combinations.first()?);
        let name = if claim.readings.len() > 1 {
            format!(" (reading {})", reading.id)
        } else {
            String::new()
        };
        Some(format!(
            "another rule{name}: {rivals}; under our rules it holds in {ours}"
        ))
    };
    claim.readings.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{Group, alone, flips, groups, told, turning};
    use crate::testing;
    use argument::claim::On;
    use argument::verdict::{
        Bearing, Combination, Outcome, ReadingVerdict, RunsVerdict, Status, Tally,
    };
    use std::collections::BTreeSet;

    /// Name, runs in which it holds, runs, whether it is of a row of the sentence, runs that answer otherwise than ours.
    type Setting = (&'static str, usize, usize, bool, usize);

    fn tally(holds: usize, points: usize) -> Tally {
        Tally {
            holds,
            points,
            sampled: true,
        }
    }

    fn combination(&(name, holds, points, ..): &Setting) -> Combination {
        let outcome = match holds {
            0 => Outcome::Fails { proved: false },
            some if some == points => Outcome::Holds { proved: false },
            _ => Outcome::Mixed,
        };
        Combination {
            series: vec![("rival setting".to_owned(), name.to_owned())],
            rank: None,
            outcome,
            tally: tally(holds, points),
            gauges: Vec::new(),
        }
    }

    fn reading(settings: &[Setting]) -> ReadingVerdict {
        let ours = settings[0].1;
        let bearing = |&(_, _, points, of_its_rows, otherwise): &Setting| Bearing {
            of_its_rows,
            otherwise,
            moves: false,
            ours: tally(ours.min(points), points),
        };
        ReadingVerdict {
            id: "one".to_owned(),
            means: "a above b".to_owned(),
            predicate: "a(1935) > b(1935)".to_owned(),
            on: On::Runs,
            status: Status::Contested,
            existing: settings.len(),
            tally: Tally::default(),
            combinations: settings.iter().map(combination).collect(),
            flips: Vec::new(),
            silent: Vec::new(),
            sets: Vec::new(),
            used: BTreeSet::new(),
            runs: Some(RunsVerdict {
                replicates: settings[0].2,
                ensemble: None,
                seeds: settings.iter().map(|one| one.2).collect(),
                bearings: settings.iter().map(bearing).collect(),
                prior: None,
                prior_draws: 0,
            }),
        }
    }

    /// 216 of 224 runs would hide that both rivals that bear on the sentence deny it.
    #[test]
    fn law_rivals_that_bear_are_told_by_name_and_the_others_by_number() {
        let whole = ("baseline", 16, 16, false, 0);
        let apart = ("far", 4, 4, false, 0);
        let denied = [
            whole,
            ("as-held", 0, 4, true, 4),
            ("at-face", 0, 4, true, 4),
            apart,
            ("farther", 16, 16, false, 0),
        ];
        let text = "our rules: 16 of 16; fails under 2 of 2 rivals that bear on it (as-held 0 of 4, at-face 0 of 4); holds under the other 2 rivals";
        assert_eq!(told(&reading(&denied), 6), text);
        let text = "our rules: 16 of 16; fails under 2 of 2 rivals that bear on it (as-held 0 of 4, 1 more); holds under the other 2 rivals";
        assert_eq!(told(&reading(&denied), 1), text);
        let text = "our rules: 16 of 16; fails under 2 of 2 rivals that bear on it; holds under the other 2 rivals";
        assert_eq!(told(&reading(&denied), 0), text);
        let mostly = [
            whole,
            ("a", 0, 16, true, 16),
            ("b", 4, 16, false, 12),
            ("c", 15, 16, false, 1),
            apart,
        ];
        let text = "our rules: 16 of 16; fails wholly or mostly under 2 of 3 rivals that bear on it (a 0 of 16, b 4 of 16); goes either way under 1 of them (c 15 of 16); holds under the other rival";
        assert_eq!(told(&reading(&mostly), 6), text);
        assert_eq!(
            turning(&reading(&mostly), 1).as_deref(),
            Some("a 0 of 16, 1 more")
        );
    }

    #[test]
    fn law_it_is_told_when_no_rival_bears_or_none_differs() {
        let whole = ("baseline", 16, 16, false, 0);
        let apart = ("far", 4, 4, false, 0);
        let near = ("near", 4, 4, true, 0);
        for (settings, text) in [
            (vec![whole], "our rules: 16 of 16"),
            (
                vec![whole, apart, apart],
                "our rules: 16 of 16; holds under all 2 rivals, none of which bears on it",
            ),
            (
                vec![whole, apart, near],
                "our rules: 16 of 16; holds under all 2 rivals, one of which bears on it",
            ),
            (
                vec![whole, near, near],
                "our rules: 16 of 16; holds under all 2 rivals, which all bear on it",
            ),
            (
                vec![
                    ("baseline", 8, 16, false, 0),
                    ("near", 3, 4, true, 1),
                    apart,
                ],
                "our rules: 8 of 16; much the same under all 2 rivals, one of which bears on it",
            ),
            (
                vec![
                    ("baseline", 0, 16, false, 0),
                    ("x", 4, 4, true, 4),
                    ("far", 0, 4, false, 0),
                ],
                "our rules: 0 of 16; holds under the one rival that bears on it; fails under the other rival",
            ),
        ] {
            assert_eq!(told(&reading(&settings), 0), text);
            let turns = text.contains("fails under the other");
            assert_eq!(turning(&reading(&settings), 6).is_some(), turns, "{text}");
        }
    }

    /// Every setting stands in one row and in one alone: what turns the claim by itself, what answers alike together.
    #[test]
    fn law_rivals_that_answer_alike_share_a_row() {
        let reading = reading(&[
            ("baseline", 16, 16, false, 0),
            ("far", 4, 4, false, 0),
            ("near", 4, 4, true, 0),
            ("as-held", 0, 4, true, 4),
            ("nearer", 16, 16, true, 0),
            ("c", 15, 16, false, 1),
            ("farther", 16, 16, false, 0),
        ]);
        let groups = groups(&reading);
        let told: Vec<(&str, String)> = groups
            .iter()
            .map(|group| (group.who.as_str(), group.held(&reading)))
            .collect();
        let wanted = [
            ("our rules", "16 of 16"),
            ("as-held", "0 of 4"),
            ("2 rivals that bear on it", "every run"),
            ("c", "15 of 16"),
            ("2 that do not bear on it", "every run"),
        ];
        assert_eq!(told, wanted.map(|(who, held)| (who, held.to_owned())));
        assert_eq!(groups[2].names(&reading), "near, nearer");
        let by_number: Vec<bool> = groups.iter().map(Group::is_told_by_number).collect();
        assert_eq!(by_number, [false, false, true, false, false]);
        let mut places: Vec<usize> = groups.iter().flat_map(|one| one.places.clone()).collect();
        places.sort_unstable();
        assert_eq!(places, (0..7).collect::<Vec<_>>());
        assert_eq!(alone(&reading).len(), 7);
    }

    #[test]
    fn law_rules_that_turn_a_claim_are_named_with_their_runs() {
        let (_, check) = testing::judged();
        let mut claim = check.claims.into_iter().next().expect("a claim");
        claim.readings = vec![reading(&[
            ("baseline", 15, 16, false, 0),
            ("as-held", 0, 4, true, 4),
            ("far", 3, 4, false, 1),
        ])];
        let text = "another rule: as-held 0 of 4; under our rules it holds in 15 of 16";
        assert_eq!(flips(&claim), [text]);
    }
}
