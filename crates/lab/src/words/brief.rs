//! A verdict in a few lines: in words why it is so and where it flips. Predicates and numbers of every setting stand in the report.

use super::{atoms, beside, plural, rules, runs, unit_after, wanted};
use argument::verdict::{ClaimVerdict, Gauge, Hinge, ReadingVerdict, Status};

/// Rivals named where a verdict flips; more are counted.
const NAMED: usize = 3;

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
    if reading.runs.is_some() {
        // Where it flips names the rivals.
        let told = rules::told(reading, 0).replacen("our", "Our", 1);
        return format!("{}. {told}{more}.", meaning(reading));
    }
    format!("{}: {}{more}.", meaning(reading), found(reading))
}

/// What the evidence says of one reading.
fn found(reading: &ReadingVerdict) -> String {
    let tally = reading.tally;
    if tally.points == 0 {
        return "nothing to judge it by".to_owned();
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
    let mut turning: Vec<String> = Vec::new();
    let several = claim.readings.len() > 1;
    for reading in &claim.readings {
        let Some(rivals) = rules::turning(reading, NAMED) else {
            continue;
        };
        let told = if several {
            format!("{rivals} (reading {})", reading.id)
        } else {
            rivals
        };
        turning.push(told);
    }
    if !turning.is_empty() {
        parts.push(format!("another rule: {}", turning.join("; ")));
    }
    if runs::flips(claim)
        .iter()
        .any(|one| one.starts_with("chance"))
    {
        let members = claim.flips.iter().any(|flip| flip.hinge == Hinge::Member);
        let what = if members {
            "chance or parameters"
        } else {
            "chance (the seed)"
        };
        parts.push(what.to_owned());
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
