//! The annotated passage, and a reader's own copy laid beside it.

use argument::passage::{Passage, Unit};
use argument::text::{Found, OwnCopy, sentence_hash};

/// A unit and the reader's own words for it, if they were found.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The reader's own words.
    pub own: Option<&'a str>,
}

/// Looks for every unit in a reader's text.
pub fn place<'a>(passage: &'a Passage, text: &'a str) -> Vec<Placed<'a>> {
    let copy = OwnCopy::new(text);
    let mut from = 0;
    passage
        .units
        .iter()
        .map(|unit| {
            let found: Option<Found> = copy.find(unit.words, &unit.sha256, from);
            if let Some(found) = found {
                from = found.end;
            }
            Placed {
                unit,
                own: found.map(|found| copy.quote(found)),
            }
        })
        .collect()
}

/// Every sentence of a text with the hash and the word count that a unit would store. Sentences
/// are cut at `. ! ?` before white space: a help for writing a passage file, not a judgement.
pub fn hashes(text: &str) -> Vec<(String, usize, String)> {
    let mut sentences = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                let after = rest[at + c.len_utf8()..].chars().next();
                matches!(c, '.' | '!' | '?') && after.is_none_or(char::is_whitespace)
            })
            .map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let sentence = rest[..end].trim();
        let words = argument::text::normalise(sentence)
            .split(' ')
            .filter(|word| !word.is_empty())
            .count();
        if words > 0 {
            sentences.push((sentence_hash(sentence), words, sentence.to_owned()));
        }
        rest = rest[end..].trim_start();
    }
    sentences
}
