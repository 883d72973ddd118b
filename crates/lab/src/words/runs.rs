//! Verdicts on runs in words: settings, trials, priors, ablations.

use super::{beside, meets, percent, plural, rounded, rules, unit_after, wanted};
use crate::trials::quarter;
use argument::claim::Role;
use argument::mutant::{Fate, Mutant, Rule};
use argument::runs::{BASELINE, Trials};
use argument::verdict::{
    Check, ClaimVerdict, Combination, Gauge, Hinge, Outcome, ReadingVerdict, RunsVerdict,
};

/// Title of the claims that [`ours`] gives.
pub const BESIDE: &str = "Beside the sentences: claims of ours on runs";

/// Claims on runs that are no part of what a sentence says.
pub fn ours(check: &Check) -> impl Iterator<Item = &ClaimVerdict> {
    let own = |claim: &&ClaimVerdict| claim.runs.is_some() && claim.role != Role::Assertion;
    check.claims.iter().filter(own)
}

/// In how many runs a reading holds, rule by rule. Runs can fail a claim; they never prove it.
pub fn tally(reading: &ReadingVerdict, runs: &RunsVerdict) -> String {
    format!("{} ({})", held_in(reading), seeds(&runs.seeds))
}

/// What was run, in words: settings and seeds.
pub fn plan(trials: &Trials) -> String {
    let (settings, all) = (trials.settings.len(), trials.replicates());
    let over = trials
        .ensemble
        .map_or_else(String::new, |year| format!(" over the ensemble of {year}"));
    let text = format!(
        "{} with {}{over}",
        plural(settings, "setting"),
        plural(all, "seed")
    );
    if settings < 2 || trials.is_full() {
        return text;
    }
    let quarter = quarter(all);
    let fitted = if trials.ensemble.is_some() {
        ", all in the baseline scenario of rivals with members of their own"
    } else {
        ""
    };
    format!("{text}, {quarter} of them in rivals{fitted}; contrasts in the rivals of their rows")
}

/// Seeds of the settings in words: of all alike, or of the baseline and of the rivals.
fn seeds(of: &[usize]) -> String {
    let settings = plural(of.len(), "setting");
    let alike = |numbers: &[usize]| numbers.iter().all(|one| one == &numbers[0]);
    match of {
        [first, ..] if alike(of) => {
            let each = if *first == 1 { "" } else { " each" };
            format!("{settings} with {}{each}", plural(*first, "seed"))
        }
        [first, rivals @ ..] if alike(rivals) => format!(
            "{} in the baseline, {} in {}",
            plural(*first, "seed"),
            rivals[0],
            if rivals.len() == 1 {
                "the rival setting".to_owned()
            } else {
                format!("each of {} rival settings", rivals.len())
            }
        ),
        _ => {
            let least = of.iter().min().copied().unwrap_or(0);
            let most = of.iter().max().copied().unwrap_or(0);
            format!("{settings} with {least} to {most} seeds")
        }
    }
}

/// In how many of its trials the claim holds under one setting.
pub fn held(setting: &Combination) -> String {
    format!("{} of {}", setting.tally.holds, setting.tally.points)
}

/// A compared number of one setting: the median, and the band of its seeds where that is no point.
pub fn band(gauge: &Gauge) -> String {
    let [low, middle, high] = [gauge.low, gauge.value, gauge.high].map(|value| told(value, gauge));
    if low == high {
        middle
    } else {
        format!("{middle} [{low} to {high}]")
    }
}

/// A number of a run as a reader wants it. Counts of people have three figures: more would pretend to know; a number near the
/// bound it is measured against keeps what it takes to see on which side it lies.
pub fn told(value: f64, gauge: &Gauge) -> String {
    let short = rounded(value);
    let bounds = [gauge.wanted_low, gauge.wanted_high].into_iter().flatten();
    let hidden = bounds.into_iter().any(|bound| rounded(bound) == short);
    if gauge.unit.ends_with("persons") && !hidden {
        short
    } else {
        beside(value, gauge)
    }
}

/// One line for one compared number of a reading: the baseline against what the reading wants, then the settings that differ
/// from it visibly, then how many do not.
pub(super) fn gauge_line(reading: &ReadingVerdict, atom: usize) -> Option<String> {
    let all = reading.combinations.iter();
    let all: Vec<(String, &Gauge)> = all
        .filter_map(|c| Some((c.label(), c.gauges.get(atom)?)))
        .collect();
    let (name, first) = all.first()?;
    let after = unit_after(&first.unit);
    let (others, same): (Vec<_>, Vec<_>) = all[1..]
        .iter()
        .partition(|(_, gauge)| differs(first, gauge));
    let mut parts = vec![format!(
        "{}{after} ({}); wanted: {}{after} [{}]",
        band(first),
        setting_name(name),
        wanted(first),
        first.text
    )];
    let told = |(name, gauge): &(String, &Gauge)| format!("{} under {name}", band(gauge));
    parts.extend(others.into_iter().map(told));
    if !same.is_empty() {
        parts.push(format!("same under {}", plural(same.len(), "rival")));
    }
    Some(parts.join("; "))
}

/// Whether a setting gives visibly another number than the baseline: on another side of what is wanted, or a median outside the
/// baseline's band.
pub(crate) fn differs(baseline: &Gauge, other: &Gauge) -> bool {
    let outside = other.value < baseline.low || other.value > baseline.high;
    let seen = told(other.value, other) != told(baseline.value, baseline);
    meets(baseline) != meets(other) || (outside && seen)
}

/// The same without the number of settings and seeds.
pub fn held_in(reading: &ReadingVerdict) -> String {
    let told = rules::told(reading, rules::FEW);
    match rules::caution(reading) {
        Some(caution) => format!("{told}; {caution}"),
        None => told,
    }
}

/// The share of the prior volume in a few words.
pub fn prior_share(reading: &ReadingVerdict) -> Option<String> {
    let tally = reading.runs.as_ref()?.prior?;
    let share = tally.share().map_or_else(|| "-".to_owned(), percent);
    Some(format!(
        "holds in {} of {} of all parameters ({share}); no part of the verdict",
        tally.holds,
        plural(tally.points, "draw")
    ))
}

/// On what a claim flips: readings and series, then the rules that turn it by name, then all that differs inside a setting in one line.
pub fn flips(claim: &ClaimVerdict) -> Vec<String> {
    let told = |hinge: Hinge| hinge != Hinge::Setting && !hinge.is_inside();
    let others = claim.flips.iter().filter(|flip| told(flip.hinge));
    let mut lines: Vec<String> = others.map(argument::verdict::Flip::text).collect();
    lines.extend(rules::flips(claim));
    let chance: Vec<String> = claim
        .readings
        .iter()
        .filter_map(|reading| {
            let settings = by_chance(reading)?;
            Some(if claim.readings.len() > 1 {
                format!("{settings} (reading {})", reading.id)
            } else {
                settings
            })
        })
        .collect();
    if !chance.is_empty() {
        let member = claim.flips.iter().any(|flip| flip.hinge == Hinge::Member);
        let what = if member {
            "chance or parameters, that is on the run,"
        } else {
            "chance, that is on the seed,"
        };
        lines.push(format!("{what} under {}", chance.join("; ")));
    }
    lines
}

/// A setting as a reader knows it: the baseline has our rules.
pub fn setting_name(setting: &str) -> &str {
    if setting == BASELINE {
        "our rules"
    } else {
        setting
    }
}

/// Settings by number, our rules by name.
fn counted(names: &[String]) -> String {
    let rivals = names.iter().filter(|name| *name != BASELINE).count();
    match (rivals < names.len(), rivals) {
        (true, 0) => "our rules".to_owned(),
        (true, 1) => "our rules and 1 rival".to_owned(),
        (true, rivals) => format!("our rules and {rivals} rivals"),
        (false, rivals) => plural(rivals, "rival"),
    }
}

/// Settings of a reading on runs in which chance decides, if there are any.
fn by_chance(reading: &ReadingVerdict) -> Option<String> {
    reading.runs.as_ref()?;
    let all = reading.combinations.iter().enumerate();
    // What turns the claim is told as a rule.
    let mixed = all.filter(|(at, c)| c.outcome == Outcome::Mixed && !reading.turns(*at));
    let names: Vec<String> = mixed.map(|(_, c)| c.label()).collect();
    if names.is_empty() {
        None
    } else if names.len() == reading.combinations.len() {
        Some("every setting".to_owned())
    } else if names.len() > rules::FEW {
        Some(counted(&names))
    } else {
        let names = names.iter().map(|name| setting_name(name));
        Some(names.collect::<Vec<_>>().join(", "))
    }
}

/// At which share of the prior volume a reading holds, if that was asked.
pub fn prior(reading: &ReadingVerdict) -> Option<String> {
    let runs = reading.runs.as_ref()?;
    let tally = runs.prior?;
    let share = tally
        .share()
        .map_or_else(String::new, |share| format!(" ({})", percent(share)));
    let lost = runs.prior_draws - tally.points;
    let without = if lost == 0 {
        String::new()
    } else {
        format!("; {} gave no run", plural(lost, "further draw"))
    };
    Some(format!(
        "over the prior ranges of all parameters it holds in {} of {} draws{share}{without}; no part of the verdict",
        tally.holds, tally.points
    ))
}

/// What became of a claim without the mechanism that it rests on: one line an ablation and reading, or why there is none.
pub fn ablations(claim: &ClaimVerdict) -> Vec<String> {
    let Some(runs) = &claim.runs else {
        return Vec::new();
    };
    if !runs.no_ablation.is_empty() {
        return vec![format!("not tried, {}", runs.no_ablation)];
    }
    let twins = claim
        .mutants
        .iter()
        .filter(|twin| twin.rule == Rule::Ablated);
    twins.map(ablation).collect()
}

fn ablation(twin: &Mutant) -> String {
    let fate = match twin.fate {
        Fate::Killed => "the claim falls with the mechanism",
        Fate::Survived => "the claim stands without the mechanism",
        Fate::NoData => "could not be tried",
    };
    format!("under {}: {} ({fate})", twin.scenario, twin.status.label())
}

#[cfg(test)]
mod tests {
    use super::{flips, gauge_line, held_in, plan, prior_share, seeds, tally as told_tally};
    use crate::testing;
    use argument::claim::On;
    use argument::runs::{Setting, Trial, Trials};
    use argument::verdict::{
        Bearing, Combination, Gauge, Outcome, ReadingVerdict, RunsVerdict, Status, Tally,
    };

    fn gauge([low, value, high]: [f64; 3]) -> Gauge {
        Gauge {
            text: "a(1935) / b(1935)".to_owned(),
            quantities: Vec::new(),
            unit: String::new(),
            low,
            value,
            high,
            wanted_low: Some(1.0),
            wanted_high: None,
            strict: true,
        }
    }

    fn setting(name: &str, holds: usize, band: [f64; 3]) -> Combination {
        Combination {
            series: vec![("rival setting".to_owned(), name.to_owned())],
            rank: None,
            outcome: match holds {
                0 => Outcome::Fails { proved: false },
                16 => Outcome::Holds { proved: false },
                _ => Outcome::Mixed,
            },
            tally: tally(holds, 16),
            gauges: vec![gauge(band)],
        }
    }

    fn tally(holds: usize, points: usize) -> Tally {
        Tally {
            points,
            holds,
            sampled: true,
        }
    }

    fn reading(combinations: Vec<Combination>) -> ReadingVerdict {
        let holds = combinations.iter().map(|c| c.tally.holds).sum();
        // Seeds as if those that hold came first.
        let ours = combinations[0].tally;
        let bearing = |c: &Combination| {
            let own = tally(ours.holds.min(c.tally.points), c.tally.points);
            Bearing {
                of_its_rows: false,
                otherwise: own.holds.abs_diff(c.tally.holds),
                moves: false,
                ours: own,
            }
        };
        let bearings = combinations.iter().map(bearing).collect();
        ReadingVerdict {
            id: "one".to_owned(),
            means: "a above b".to_owned(),
            predicate: "a(1935) > b(1935)".to_owned(),
            on: On::Runs,
            status: Status::Contested,
            existing: combinations.len(),
            tally: tally(holds, 16 * combinations.len()),
            combinations,
            flips: Vec::new(),
            silent: Vec::new(),
            sets: Vec::new(),
            used: std::collections::BTreeSet::new(),
            runs: Some(RunsVerdict {
                replicates: 16,
                ensemble: None,
                seeds: vec![16; 4],
                bearings,
                prior: Some(tally(3, 16)),
                prior_draws: 16,
            }),
        }
    }

    /// The baseline whole; of the others only those that say something else.
    #[test]
    fn settings_like_the_baseline_are_counted_and_others_named() {
        let reading = reading(vec![
            setting("baseline", 13, [0.9, 1.4, 1.9]),
            setting("same", 13, [0.9, 1.5, 1.9]),
            setting("above", 16, [1.1, 2.1, 2.4]),
            setting("below", 0, [0.6, 0.7, 0.8]),
        ]);
        assert_eq!(
            gauge_line(&reading, 0).as_deref(),
            Some(
                "1.40 [0.900 to 1.90] (our rules); wanted: more than 1 [a(1935) / b(1935)]; 2.10 [1.10 to 2.40] under above; 0.700 [0.600 to 0.800] under below; same under 1 rival"
            )
        );
        assert_eq!(
            held_in(&reading),
            "our rules: 13 of 16; fails under 1 of 2 rivals that bear on it (below 0 of 16); holds under 1 of them (above 16 of 16); much the same under the other rival"
        );
        assert_eq!(
            prior_share(&reading).as_deref(),
            Some("holds in 3 of 16 draws of all parameters (19 %); no part of the verdict")
        );
    }

    /// How many seeds each setting has is told as it is; equal shares of different numbers of seeds are the same share.
    #[test]
    fn fewer_seeds_under_rivals_are_told() {
        assert_eq!(seeds(&[16, 16]), "2 settings with 16 seeds each");
        assert_eq!(seeds(&[1, 1]), "2 settings with 1 seed");
        let text = "16 seeds in the baseline, 8 in each of 2 rival settings";
        assert_eq!(seeds(&[16, 8, 8]), text);
        let text = "16 seeds in the baseline, 8 in the rival setting";
        assert_eq!(seeds(&[16, 8]), text);
        assert_eq!(seeds(&[16, 8, 4]), "3 settings with 4 to 16 seeds");
        let mut half = setting("half", 8, [1.0, 1.5, 1.9]);
        half.tally.points = 8;
        let mut reading = reading(vec![setting("baseline", 16, [0.9, 1.4, 1.9]), half]);
        reading.tally = tally(24, 24);
        let text = "our rules: 16 of 16; holds under the one rival, which does not bear on it; none of 24 runs failed, which is no proof";
        assert_eq!(held_in(&reading), text);
        let runs = RunsVerdict {
            seeds: vec![16, 8],
            ..reading.runs.clone().expect("runs")
        };
        let text = format!("{text} (16 seeds in the baseline, 8 in the rival setting)");
        assert_eq!(told_tally(&reading, &runs), text);
        let setting = |ran: &[&str], seeds: usize| Setting {
            name: String::new(),
            trials: vec![
                Trial {
                    ran: ran.iter().map(|one| (*one).to_owned()).collect(),
                    ..Trial::default()
                };
                seeds
            ],
        };
        // The second setting lacks a scenario that the baseline was run with.
        let of = |settings: usize, seeds: usize| Trials {
            settings: (0..settings)
                .map(|at| setting(if at == 0 { &["baseline"] } else { &[] }, seeds))
                .collect(),
            ..Trials::none()
        };
        let text =
            "2 settings with 16 seeds, 4 of them in rivals; contrasts in the rivals of their rows";
        assert_eq!(plan(&of(2, 16)), text);
        let text =
            "2 settings with 1 seed, 1 of them in rivals; contrasts in the rivals of their rows";
        assert_eq!(plan(&of(2, 1)), text);
        let over = Trials {
            ensemble: Some(1936),
            ..of(1, 16)
        };
        let text = "1 setting with 16 seeds over the ensemble of 1936";
        assert_eq!(plan(&over), text);
        assert_eq!(plan(&of(1, 16)), "1 setting with 16 seeds");
    }

    #[test]
    fn chance_is_one_line() {
        let (_, check) = testing::judged();
        let mut claim = check.claims.into_iter().next().expect("a claim");
        claim.flips.clear();
        claim.readings = vec![reading(vec![
            setting("baseline", 13, [0.9, 1.4, 1.9]),
            setting("same", 13, [0.9, 1.5, 1.9]),
            setting("above", 16, [1.1, 2.1, 2.4]),
        ])];
        assert_eq!(
            flips(&claim),
            ["chance, that is on the seed, under our rules, same"]
        );
    }
}
