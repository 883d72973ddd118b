//! Numbers, dates and verdicts in words, the same in the terminal and in the report.

pub mod brief;
pub mod glossary;
pub mod mutants;
pub mod plain;
pub mod rules;
pub mod runs;

use argument::claim::Class;
use argument::date::day_text;
use argument::verdict::{
    By, ClaimVerdict, Gauge, Outcome, ReadingVerdict, Status, Summary, UnitVerdict,
};

/// A number as a reader wants it: thousands parted by commas, no more digits than it deserves.
pub fn number(value: f64, unit: &str) -> String {
    if unit == "date" {
        return day_text(value);
    }
    let size = value.abs();
    let decimals = if size >= 1000.0 || (value - value.round()).abs() < 1e-9 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 1.0 {
        2
    } else if size >= 0.001 {
        3
    } else {
        figures_of_a_small_number(size)
    };
    grouped(&format!("{value:.decimals$}"))
}

/// Decimals that leave two figures of a number below a thousandth, so that it does not look like nothing.
fn figures_of_a_small_number(size: f64) -> usize {
    let (mut places, mut scaled) = (3, size * 1000.0);
    while scaled < 10.0 && places < 9 {
        places += 1;
        scaled *= 10.0;
    }
    places
}

/// A count of people in a human-cost table: three figures, for more would pretend to know.
pub fn rounded(value: f64) -> String {
    let mut step = 1.0;
    while value.abs() >= 1000.0 * step {
        step *= 10.0;
    }
    if step > 1.0 {
        number((value / step).round() * step, "")
    } else {
        number(value, "")
    }
}

/// A number beside the bounds it is measured against, with as many decimals as it takes to see on
/// which side it lies.
pub fn beside(value: f64, gauge: &Gauge) -> String {
    let plain = number(value, &gauge.unit);
    if gauge.unit == "date" {
        return plain;
    }
    let hidden = |decimals: usize| {
        let bounds = [gauge.wanted_low, gauge.wanted_high].into_iter().flatten();
        bounds
            .filter(|bound| (bound - value).abs() > 1e-12)
            .any(|bound| {
                if decimals == 0 {
                    number(bound, &gauge.unit) == plain
                } else {
                    format!("{value:.decimals$}") == format!("{bound:.decimals$}")
                }
            })
    };
    if !hidden(0) {
        return plain;
    }
    let decimals = (3..6).find(|decimals| !hidden(*decimals)).unwrap_or(6);
    grouped(&format!("{value:.decimals$}"))
}

/// A compared number of a reading: of evidence as its source gives it, of runs with no more figures than it deserves.
pub fn shown(reading: &ReadingVerdict, value: f64, gauge: &Gauge) -> String {
    if reading.runs.is_some() {
        runs::told(value, gauge)
    } else {
        beside(value, gauge)
    }
}

/// Puts commas between thousands.
fn grouped(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if fraction.is_empty() {
        format!("{sign}{out}")
    } else {
        format!("{sign}{out}.{fraction}")
    }
}

/// What a gauge wants, in words.
pub fn wanted(gauge: &Gauge) -> String {
    let unit = gauge.unit.as_str();
    let pick =
        |strict: &'static str, loose: &'static str| if gauge.strict { strict } else { loose };
    match (gauge.wanted_low, gauge.wanted_high) {
        (Some(low), Some(high)) if (low - high).abs() < 1e-12 => {
            format!("{} {}", pick("other than", "exactly"), number(low, unit))
        }
        (Some(low), Some(high)) => format!("{} to {}", number(low, unit), number(high, unit)),
        (Some(low), None) => format!("{} {}", pick("more than", "at least"), number(low, unit)),
        (None, Some(high)) => format!("{} {}", pick("less than", "at most"), number(high, unit)),
        (None, None) => "outside the range".to_owned(),
    }
}

/// The unit of a gauge after its number, "" for pure numbers and dates.
pub fn unit_after(unit: &str) -> String {
    match unit {
        "" | "date" | "ratio" | "index" | "volume" => String::new(),
        other => format!(" {other}"),
    }
}

/// What a combination decides about the whole claim, in a word.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds { .. } => "holds",
        Outcome::Fails { .. } => "fails",
        Outcome::Mixed => "either way",
        Outcome::Undefined => "undefined",
    }
}

/// The gauges of one atom of a reading over all its combinations, by position.
pub fn atoms(reading: &ReadingVerdict) -> usize {
    reading
        .combinations
        .iter()
        .map(|combination| combination.gauges.len())
        .max()
        .unwrap_or(0)
}

/// One line for one compared number of a reading: the span of what the rivals say against what
/// the reading wants.
pub fn gauge_line(reading: &ReadingVerdict, atom: usize) -> Option<String> {
    if reading.runs.is_some() {
        return runs::gauge_line(reading, atom);
    }
    let gauges: Vec<&Gauge> = reading
        .combinations
        .iter()
        .filter_map(|c| c.gauges.get(atom))
        .collect();
    let first = gauges.first()?;
    let least = gauges.iter().min_by(|a, b| a.value.total_cmp(&b.value))?;
    let most = gauges.iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    let after = unit_after(&first.unit);
    let span = if gauges.len() == 1 {
        format!("{}{after}", spread(first))
    } else {
        let (least, most) = (beside(least.value, least), beside(most.value, most));
        if least == most {
            format!("{least}{after} by every series")
        } else {
            format!("{least} to {most}{after}, by series")
        }
    };
    Some(format!(
        "{span}; wanted: {}{after} [{}]",
        wanted(first),
        first.text
    ))
}

/// A compared number with its range, where it has one.
pub fn spread(gauge: &Gauge) -> String {
    let [low, middle, high] =
        [gauge.low, gauge.value, gauge.high].map(|value| beside(value, gauge));
    if low == middle && high == middle {
        middle
    } else if gauge.unit == "date" {
        format!("{low} to {high}")
    } else {
        format!("{middle} [{low} to {high}]")
    }
}

/// Whether a compared number lies where the claim wants it: "yes", "no", or "either way" if its
/// own range decides.
pub fn meets(gauge: &Gauge) -> &'static str {
    match [gauge.low, gauge.value, gauge.high].map(|value| lies_in(gauge, value)) {
        [true, true, true] => "yes",
        [false, false, false] => "no",
        _ => "either way",
    }
}

fn lies_in(gauge: &Gauge, value: f64) -> bool {
    let slack = 1e-9 * value.abs().max(1.0);
    let same = |end: f64| (value - end).abs() <= slack;
    let (low, high) = (gauge.wanted_low, gauge.wanted_high);
    if low.is_some() && low == high {
        return low.is_some_and(same) != gauge.strict;
    }
    let reaches = |end: f64, beyond: bool| {
        if gauge.strict {
            beyond && !same(end)
        } else {
            beyond || same(end)
        }
    };
    low.is_none_or(|low| reaches(low, value > low))
        && high.is_none_or(|high| reaches(high, value < high))
}

/// How often a reading or claim holds, in words.
pub fn tally(reading: &ReadingVerdict) -> String {
    if let Some(of_runs) = &reading.runs {
        return runs::tally(reading, of_runs);
    }
    let t = reading.tally;
    let combinations = match (reading.combinations.len(), reading.existing) {
        (1, 1) => "1 combination".to_owned(),
        (judged, existing) if judged == existing => format!("{judged} combinations"),
        (judged, existing) => format!("{judged} of {existing} combinations"),
    };
    let kind = if t.sampled {
        "sampled points"
    } else {
        "range ends and centres"
    };
    if t.points == 0 {
        return "nothing to judge it by".to_owned();
    }
    let unproved = reading.combinations.iter().any(|c| {
        matches!(
            c.outcome,
            Outcome::Holds { proved: false } | Outcome::Fails { proved: false }
        )
    });
    let remark = if unproved {
        "; no counterexample found, not proved for all"
    } else {
        ""
    };
    format!(
        "holds at {} of {} {kind} of {combinations}{remark}",
        t.holds, t.points
    )
}

/// A share as a percentage.
pub fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), percent)
}

/// A share as a percentage without needless digits; never rounds up to 100 or down to 0.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 {
        "<1 %".to_owned()
    } else if share > 0.99 && share < 1.0 {
        ">99 %".to_owned()
    } else {
        format!("{:.0} %", share * 100.0)
    }
}

/// The class of a unit's deciding claim.
pub fn class(class: Option<Class>) -> &'static str {
    class.map_or("none", Class::label)
}

/// How much of a sentence was put to the test, where that is a part of it.
pub fn in_part(unit: &UnitVerdict) -> Option<String> {
    let (judged, of) = unit.judged_in_part()?;
    let rest = unit.parts.iter().filter(|(status, _)| !status.is_tried());
    let rest: Vec<&str> = rest.map(|(status, _)| status.label()).collect();
    let rest = rest.join(", ");
    let others = match of - judged {
        1 => format!("the other is {rest}"),
        _ => format!("the others are {rest}"),
    };
    Some(format!(
        "in part: {judged} of {of} assertions judged, {others}"
    ))
}

/// The label of a unit, with S where there is one, and with how much of it was judged where that is a part.
pub fn unit_label(unit: &UnitVerdict, claims: &[ClaimVerdict]) -> String {
    let label = label(unit, claims);
    in_part(unit).map_or(label.clone(), |part| format!("{label}; {part}"))
}

fn label(unit: &UnitVerdict, claims: &[ClaimVerdict]) -> String {
    let deciding = unit
        .claims
        .iter()
        .map(|i| &claims[*i])
        .find(|claim| claim.status == unit.status);
    match (unit.status, deciding) {
        (Status::SupportedUnder | Status::FollowsFromRule, Some(claim)) => claim.label(),
        _ => match contested_by(unit) {
            Some(by) => format!("{}: {by}", unit.status.label()),
            None => unit.status.label().to_owned(),
        },
    }
}

/// By what a sentence is contested, in a second word or a few; nothing where it is not.
pub fn contested_by(unit: &UnitVerdict) -> Option<String> {
    let by = &unit.contested_by;
    (!by.is_empty()).then(|| By::listed(by))
}

/// How many contested sentences are contested by what, in a line; none where none is.
pub fn contested_counts(summary: &Summary) -> Option<String> {
    let all = summary.units_contested_by.iter();
    let told: Vec<String> = all
        .map(|(by, count)| format!("{} {count}", by.label()))
        .collect();
    (!told.is_empty()).then(|| format!("{} (a sentence may be by several)", told.join(", ")))
}

/// The source on which all of a claim rests, where it is one, with its rank; of a weak one the claim says so in its label.
pub fn one_source(claim: &ClaimVerdict) -> Option<String> {
    let one = claim.one_source.as_ref()?;
    Some(format!("one source: {} ({})", one.id, one.rank.label()))
}

/// That a claim rests on one weak source, as a sentence.
pub fn weak_source(claim: &ClaimVerdict) -> Option<String> {
    let text = claim.weak_source()?;
    let rest = text.strip_prefix("rests").unwrap_or(&text);
    Some(format!("Rests{rest}."))
}

/// The groups in which findings are told: misses first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Units of one status.
    Of(Status),
    /// Units of which a part is judged and the rest needs what the model does not hold yet.
    Partly,
}

impl Group {
    /// All groups in the order of telling, each with its title.
    pub const ALL: [(Self, &'static str); 7] = [
        (
            Self::Of(Status::Contradicted),
            "Contradicted by every admissible estimate or run",
        ),
        (Self::Of(Status::Contested), "Contested"),
        (
            Self::Of(Status::SupportedUnder),
            "Supported only under some series, settings or readings",
        ),
        (
            Self::Of(Status::Uncorroborated),
            "Uncorroborated: looked for, not found",
        ),
        (
            Self::Of(Status::FollowsFromRule),
            "Follows from our rule: an input or a rule of the model makes it so",
        ),
        (
            Self::Of(Status::Supported),
            "Supported on every admissible combination",
        ),
        (Self::Partly, "In part judged; the rest needs the model"),
    ];

    /// Whether a unit belongs to the group.
    pub fn holds(self, unit: &UnitVerdict) -> bool {
        match self {
            Self::Of(status) => unit.status == status,
            Self::Partly => {
                unit.status == Status::NeedsModel
                    && unit.parts.iter().any(|(status, _)| status.is_judged())
            }
        }
    }

    /// The claims that tell why a unit is in the group.
    pub fn claims<'a>(
        self,
        unit: &UnitVerdict,
        claims: &'a [ClaimVerdict],
    ) -> Vec<&'a ClaimVerdict> {
        let own = unit.claims.iter().map(|i| &claims[*i]);
        own.filter(|claim| match self {
            Self::Of(status) => claim.status == status,
            Self::Partly => claim.status.is_judged(),
        })
        .collect()
    }
}

/// "1 unit", "3 units".
pub fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

#[cfg(test)]
mod tests {
    use super::{number, percent, rounded};

    #[test]
    fn numbers_as_readers_want_them() {
        assert_eq!(number(11_072.0, "persons"), "11,072");
        assert_eq!(number(2.1239, ""), "2.12");
        assert_eq!(number(-0.05, ""), "-0.050");
        assert_eq!(number(0.000_1, ""), "0.00010");
        assert_eq!(number(0.0, ""), "0");
        assert_eq!(number(505_256.4, "persons"), "505,256");
        assert_eq!(number(-12_632.0, "date"), "1935-06-02");
        assert_eq!(rounded(328_618.0), "329,000");
        assert_eq!(rounded(663.0), "663");
        assert_eq!(percent(0.999), ">99 %");
        assert_eq!(percent(1.0), "100 %");
    }
}
