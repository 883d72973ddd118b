//! The admissible combinations of a reading: which series may answer, and with what numbers.

use crate::claim::Only;
use crate::evidence::{Base, Observation, Quantity, Series, Verified};
use crate::predicate::eval::{self, Span};
use crate::predicate::{Num, Predicate, When};
use crate::source::Rank;
use std::collections::{BTreeMap, BTreeSet};

/// Combinations judged one by one; beyond this a sample of them is taken.
const MOST_COMBINATIONS: usize = 4096;

/// Which estimates are admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Estimates {
    /// All of them: the verdict itself.
    All,
    /// Only documents.
    Documents,
    /// Only figures that were looked up.
    LookedUp,
    /// Only one school of estimators.
    School(String),
}

impl Estimates {
    /// Name for tables.
    pub fn label(&self) -> String {
        match self {
            Self::All => "all estimates".to_owned(),
            Self::Documents => "documents only".to_owned(),
            Self::LookedUp => "looked-up only".to_owned(),
            Self::School(school) => format!("school: {school}"),
        }
    }

    fn admits(&self, base: &Base, series: &Series, row: &Observation) -> bool {
        match self {
            Self::All => true,
            Self::Documents => base.rank(row) == Rank::Document,
            Self::LookedUp => row.verified == Verified::LookedUp,
            // Dates of events belong to no school, so no school shuts them out.
            Self::School(school) => series.school.is_empty() || series.school == *school,
        }
    }
}

/// One number of one series, in base units.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Index of the term it answers.
    pub term: usize,
    /// Lower end of the source's own range.
    pub low: f64,
    /// Central value.
    pub value: f64,
    /// Upper end.
    pub high: f64,
    /// Whether it is a day, which only whole numbers are.
    pub is_day: bool,
    /// Date as the source gives it, for messages.
    pub date: String,
    /// Key of the source.
    pub source: String,
    /// Whether it was looked up.
    pub looked_up: bool,
}

impl Cell {
    /// The whole range.
    pub fn span(&self) -> Span {
        Span {
            low: self.low,
            high: self.high,
        }
    }
}

/// One series that can answer every term of its quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Key of the series.
    pub series: String,
    /// School of the series.
    pub school: String,
    /// Weakest rank among the rows used.
    pub rank: Rank,
    /// Its numbers.
    pub cells: Vec<Cell>,
}

/// One quantity of the predicate and the series that may stand for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Key of the quantity.
    pub quantity: String,
    /// Admissible series; none means that nothing is known.
    pub choices: Vec<Choice>,
}

/// All admissible combinations of a predicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    /// One slot a quantity.
    pub slots: Vec<Slot>,
    /// Number of terms.
    pub terms: usize,
    /// Series left out: (quantity/series, why).
    pub silent: Vec<(String, String)>,
}

impl Space {
    /// Collects what may answer a predicate.
    pub fn new(
        base: &Base,
        predicate: &Predicate,
        only: &BTreeMap<String, Only>,
        estimates: &Estimates,
    ) -> Self {
        let mut quantities: Vec<&str> = Vec::new();
        for term in &predicate.terms {
            if !quantities.contains(&term.quantity.as_str()) {
                quantities.push(&term.quantity);
            }
        }
        let mut silent = Vec::new();
        let slots = quantities
            .into_iter()
            .filter_map(|id| base.quantities.get(id))
            .map(|quantity| {
                let restriction = only.get(&quantity.id);
                let mut choices = Vec::new();
                for series in &quantity.series {
                    match choose(base, predicate, quantity, series, (restriction, estimates)) {
                        Ok(choice) => choices.push(choice),
                        Err(why) => silent.push((format!("{}/{}", quantity.id, series.id), why)),
                    }
                }
                Slot {
                    quantity: quantity.id.clone(),
                    choices,
                }
            })
            .collect();
        Self {
            slots,
            terms: predicate.terms.len(),
            silent,
        }
    }

    /// Number of combinations of series; 0 if some quantity has none.
    pub fn existing(&self) -> usize {
        self.slots
            .iter()
            .try_fold(1_usize, |product, slot| {
                product.checked_mul(slot.choices.len())
            })
            .unwrap_or(usize::MAX)
    }

    /// The numbers of the combinations to judge: all of them, or where these are too many a
    /// quasi-random sample in which every series occurs. A regular step would not do: it can
    /// share a divisor with the number of series of a quantity and never take some of them.
    pub fn numbers(&self) -> Vec<usize> {
        let existing = self.existing();
        if existing <= MOST_COMBINATIONS {
            return (0..existing).collect();
        }
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        let mut place = 1_usize;
        for slot in &self.slots {
            let alone = (0..slot.choices.len()).filter_map(|choice| place.checked_mul(choice));
            chosen.extend(alone);
            place = match place.checked_mul(slot.choices.len()) {
                Some(next) => next,
                None => break,
            };
        }
        let mut stride = existing / 1000 * 618 + 1;
        while common_divisor(stride, existing) > 1 {
            stride += 1;
        }
        let mut at = 0_usize;
        while chosen.len() < MOST_COMBINATIONS {
            at = if at >= existing - stride {
                at - (existing - stride)
            } else {
                at + stride
            };
            chosen.insert(at);
        }
        chosen.into_iter().collect()
    }

    /// The widest span that any series gives to each term; none if a quantity has no series.
    pub fn widest(&self) -> Option<Vec<Span>> {
        let cells = || {
            let choices = self.slots.iter().flat_map(|slot| &slot.choices);
            choices.flat_map(|choice| &choice.cells)
        };
        (0..self.terms)
            .map(|term| {
                let own = || cells().filter(|cell| cell.term == term);
                own().next()?;
                Some(Span {
                    low: own().map(|cell| cell.low).fold(f64::INFINITY, f64::min),
                    high: own()
                        .map(|cell| cell.high)
                        .fold(f64::NEG_INFINITY, f64::max),
                })
            })
            .collect()
    }

    /// The choices of one combination, by its number in mixed radix.
    pub fn combination(&self, mut number: usize) -> Vec<&Choice> {
        self.slots
            .iter()
            .map(|slot| {
                let choice = &slot.choices[number % slot.choices.len()];
                number /= slot.choices.len();
                choice
            })
            .collect()
    }

    /// The numbers of one combination, ordered by term.
    pub fn cells<'a>(&self, combination: &[&'a Choice]) -> Vec<&'a Cell> {
        let mut cells: Vec<&Cell> = combination
            .iter()
            .flat_map(|choice| &choice.cells)
            .collect();
        cells.sort_by_key(|cell| cell.term);
        cells
    }
}

/// A number at the ends of its sources' ranges and at their central values, in base units.
pub(super) fn reach(cells: &[&Cell], num: &Num) -> Option<[f64; 3]> {
    let spans: Vec<Span> = cells.iter().map(|cell| cell.span()).collect();
    let centre: Vec<Span> = cells.iter().map(|cell| Span::point(cell.value)).collect();
    let range = eval::number(num, &spans).ok()?;
    Some([range.low, eval::number(num, &centre).ok()?.low, range.high])
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn choose(
    base: &Base,
    predicate: &Predicate,
    quantity: &Quantity,
    series: &Series,
    (restriction, estimates): (Option<&Only>, &Estimates),
) -> Result<Choice, String> {
    if let Some(only) = restriction
        && !admitted(only, series)
    {
        return Err(format!("outside this reading: {}", only.why));
    }
    let mut cells = Vec::new();
    let mut rank = Rank::Document;
    for (index, term) in predicate.terms.iter().enumerate() {
        if term.quantity != quantity.id {
            continue;
        }
        let Some(row) = term.find(quantity, series) else {
            let when = match term.when {
                When::Event => String::new(),
                When::Year(year) => format!(" for {year}"),
                When::Span(span) => format!(" for {span}"),
            };
            return Err(format!("no observation{when}"));
        };
        if !estimates.admits(base, series, row) {
            return Err(format!("outside the set: {}", estimates.label()));
        }
        rank = rank.max(base.rank(row));
        cells.push(Cell {
            term: index,
            low: series.unit.to_base(row.low),
            value: series.unit.to_base(row.value),
            high: series.unit.to_base(row.high),
            is_day: term.when == When::Event,
            date: row.date.to_string(),
            source: row.source.clone(),
            looked_up: row.verified == Verified::LookedUp,
        });
    }
    Ok(Choice {
        series: series.id.clone(),
        school: series.school.clone(),
        rank,
        cells,
    })
}

fn admitted(only: &Only, series: &Series) -> bool {
    let listed = |list: &[String], key: &str| list.is_empty() || list.iter().any(|id| id == key);
    listed(&only.series, &series.id) && listed(&only.schools, &series.school)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Choice, Slot, Space};
    use crate::source::Rank;

    fn space(series: &[usize]) -> Space {
        let cell = |term| Cell {
            term,
            low: 1.0,
            value: 1.0,
            high: 1.0,
            is_day: false,
            date: String::new(),
            source: String::new(),
            looked_up: true,
        };
        let choice = |term, number| Choice {
            series: format!("s{number}"),
            school: String::new(),
            rank: Rank::Document,
            cells: vec![cell(term)],
        };
        let slot = |(term, count): (usize, &usize)| Slot {
            quantity: format!("q{term}"),
            choices: (0..*count).map(|number| choice(term, number)).collect(),
        };
        Space {
            slots: series.iter().enumerate().map(slot).collect(),
            terms: series.len(),
            silent: Vec::new(),
        }
    }

    /// With 2^13 combinations a regular step of 2 would never take the second series of the
    /// first quantity.
    #[test]
    fn a_sample_of_combinations_leaves_no_series_out() {
        for series in [
            vec![2; 13],
            vec![4; 8],
            vec![3, 3, 5, 7, 11, 13],
            vec![9; 15],
        ] {
            let space = space(&series);
            let numbers = space.numbers();
            assert_eq!(numbers.len(), 4096);
            for (position, count) in series.iter().enumerate() {
                let mut seen = vec![0; *count];
                for number in &numbers {
                    let name = &space.combination(*number)[position].series;
                    seen[name[1..].parse::<usize>().expect("a number")] += 1;
                }
                assert!(seen.iter().all(|times| *times > 0), "{position}: {seen:?}");
            }
        }
    }

    #[test]
    fn few_combinations_are_all_taken() {
        assert_eq!(space(&[2, 3]).numbers(), [0, 1, 2, 3, 4, 5]);
        assert!(space(&[2, 0]).numbers().is_empty());
    }
}
