//! Screening to a quota person by person: the slow version that the counts must equal in law.
//!
//! Everyone has a score of their own, falls into its band, and draws a lot for the case that the band is the marginal one. The same
//! cut as in [`super::select`], ours as it is.

use super::{BANDS, Files, QuotaError, Scores, Selection, check, selection};
use engine::draw::Draws;
use engine::normal::normal;

/// The band of a score.
pub fn band(scores: &Scores, score: f64) -> usize {
    // Edges rise, so those at or below the score come first.
    let (mut low, mut high) = (0, BANDS);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if scores.edge(middle) <= score {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// Takes the `quota` highest scores out of all files, chance deciding within a band; all of them, if there are fewer. Uses one
/// key a person from `first` on: number 0 for the score, number 1 for the lot.
///
/// # Errors
/// As [`check`].
pub fn select(
    draws: &mut Draws,
    first: u32,
    files: &[Files],
    scores: &Scores,
    quota: u64,
) -> Result<Selection, QuotaError> {
    check(files, scores)?;
    let mut people: Vec<(usize, f64, usize)> = Vec::new();
    let mut key = first;
    for (stratum, one) in files.iter().enumerate() {
        for person in 0..one.number {
            let disposed = person < one.disposed;
            let score = normal(draws.at(key, 0), scores.mean(one, disposed), 1.0);
            let cell = 2 * stratum + usize::from(disposed);
            people.push((band(scores, score), draws.at(key, 1).value(), cell));
            key = key.wrapping_add(1);
        }
    }
    people.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let wanted = usize::try_from(quota).unwrap_or(usize::MAX);
    people.truncate(wanted);
    let mut cells = vec![0; 2 * files.len()];
    for (_, _, cell) in &people {
        cells[*cell] += 1;
    }
    let lowest = people.last().map(|last| last.0);
    Ok(selection(&cells, quota, lowest))
}
