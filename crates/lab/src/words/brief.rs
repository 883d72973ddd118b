//! A verdict in a few lines: in words why it is so and where it flips. Predicates and numbers of every setting stand in the report.

use super::{atoms, beside, percent, plural, runs, unit_after, wanted};
use argument::verdict::{ClaimVerdict, Gauge, Hinge, Outcome, ReadingVerdict, Status};

/// What a reading takes to be meant, as the head of a line.
pub fn meaning(reading: &ReadingVerdict) -> String {
    let mut letters = reading.means.chars();
    let first = letters.next().map(char::to_uppercase);
    let head: String = first.into_iter().flatten().chain(letters).collect();
    head.trim_end_matches(['.', ';', ':']).to_owned()
}

/// Why a claim has its status: its first reading that has it, else the first, in a sentence. How many further readings there are is told.
pub fn why(claim: &ClaimVerdict) -> String {
    let with_status = |reading: &&ReadingVerdict| reading.status == claim.status;
    let readings = claim.readings.iter();
    let deciding = readings.clone().find(with_status);
    let Some(reading) = deciding.or(readings.clone().next()) else {
        return claim.why.clone();
    };
    let more = claim.readings.len() - 1;
    let more = if more > 0 {
        format!(" ({} more)", plural(more, "reading"))
    } else {
        String::new()
    };
    format!("{}: {}{more}.", meaning(reading), found(reading))
}

/// What was found for one reading: in how many runs it holds, or what the evidence says.
fn found(reading: &ReadingVerdict) -> String {
    let tally = reading.tally;
    if tally.points == 0 {
        return "nothing to judge it by".to_owned();
    }
    if reading.runs.is_some() {
        let share = percent(tally.holds as f64 / tally.points as f64);
        return format!(
            "holds in {} of {} runs ({share})",
            tally.holds, tally.points
        );
    }
    // The first number that is not where it is wanted, else the first.
    let spans = (0..atoms(reading)).filter_map(|atom| span(reading, atom));
    let spans: Vec<(bool, String)> = spans.collect();
    let missed = spans.iter().find(|(met, _)| !met).or(spans.first());
    missed.map_or_else(
        || format!("holds at {} of {} points", tally.holds, tally.points),
        |(_, text)| text.clone(),
    )
}

/// Least and most of what the series say of one compared number, and what is wanted; whether all of it lies there.
fn span(reading: &ReadingVerdict, atom: usize) -> Option<(bool, String)> {
    let all = reading.combinations.iter();
    let all: Vec<&Gauge> = all.filter_map(|one| one.gauges.get(atom)).collect();
    let first = all.first()?;
    let least = all.iter().min_by(|a, b| a.low.total_cmp(&b.low))?;
    let most = all.iter().max_by(|a, b| a.high.total_cmp(&b.high))?;
    let (low, high) = (beside(least.low, least), beside(most.high, most));
    let after = unit_after(&first.unit);
    let found = if low == high {
        low
    } else {
        format!("{low} to {high}")
    };
    let met = all.iter().all(|gauge| super::meets(gauge) == "yes");
    Some((met, format!("{found}{after}, wanted {}", wanted(first))))
}

/// Where a verdict flips, in a sentence: rivals, readings and series by name, then chance.
pub fn flips(claim: &ClaimVerdict) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let others = |hinge: Hinge| hinge != Hinge::Setting && !hinge.is_inside();
    for flip in claim.flips.iter().filter(|flip| others(flip.hinge)) {
        let text = flip.text();
        let short = text.replacen(
            "reading (ours) of what the sentence means",
            "the reading",
            1,
        );
        parts.push(short);
    }
    let mut failing: Vec<String> = Vec::new();
    for reading in claim.readings.iter().filter(|one| one.runs.is_some()) {
        let Some((baseline, rivals)) = reading.combinations.split_first() else {
            continue;
        };
        let same = |outcome: Outcome| {
            matches!(
                (baseline.outcome, outcome),
                (Outcome::Holds { .. }, Outcome::Holds { .. })
                    | (Outcome::Fails { .. }, Outcome::Fails { .. })
                    | (_, Outcome::Mixed)
            )
        };
        let turned = rivals.iter().filter(|one| !same(one.outcome));
        for one in turned {
            let name = one.label();
            if !failing.contains(&name) {
                failing.push(name);
            }
        }
    }
    if !failing.is_empty() {
        let shown: Vec<&str> = failing.iter().take(3).map(String::as_str).collect();
        let more = failing.len().saturating_sub(shown.len());
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        parts.push(format!("another rule: {}{more}", shown.join(", ")));
    }
    if runs::flips(claim)
        .iter()
        .any(|one| one.starts_with("chance"))
    {
        parts.push("chance (the seed)".to_owned());
    }
    (!parts.is_empty()).then(|| format!("Flips on {}.", parts.join("; ")))
}

/// Assertions that decide a sentence, all with its status: the first with how many more.
pub fn deciding<'c>(
    status: Status,
    claims: impl Iterator<Item = &'c ClaimVerdict>,
) -> Option<(&'c ClaimVerdict, usize)> {
    let mut all = claims.filter(|claim| claim.status == status);
    let first = all.next()?;
    Some((first, all.count()))
}
