//! No sentence of a passage may stand in the repository: runs of words are compared by hash.
//!
//! The normalisation is the one that `passage.toml` describes and `argument::text` follows. It is
//! written a second time here, so that the rule does not rest on the code that it watches.

use crate::Slip;
use crate::code::prose_only;
use crate::page::Page;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization as _;

/// Shorter sentences are left alone: a few common words in a row belong to nobody.
pub const FEWEST_WORDS: usize = 6;

/// The sentences of one or more passages, by hash.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    by_hash: BTreeMap<[u8; 32], String>,
    lengths: BTreeSet<usize>,
}

impl Sentences {
    /// Adds the units of a `passage.toml`.
    ///
    /// # Errors
    ///
    /// A unit without its id, its number of words or its hash.
    pub fn add(&mut self, page: &Page, passage: &Table) -> Result<(), Slip> {
        let units = passage.get("unit").and_then(Value::as_array);
        for unit in units.into_iter().flatten() {
            let text = |key| unit.get(key).and_then(Value::as_str);
            let words = unit.get("words").and_then(Value::as_integer);
            let words = words.and_then(|words| usize::try_from(words).ok());
            let hash = text("sha256").and_then(from_hex);
            let (Some(id), Some(words), Some(hash)) = (text("id"), words, hash) else {
                return Err(Slip::of(&page.path, "a unit needs id, words and sha256"));
            };
            if words >= FEWEST_WORDS {
                self.by_hash.insert(hash, id.to_owned());
                self.lengths.insert(words);
            }
        }
        Ok(())
    }

    /// Number of sentences that are looked for.
    pub fn len(&self) -> usize {
        self.by_hash.len()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.by_hash.is_empty()
    }

    /// Every place of a page where a sentence stands word for word.
    ///
    /// Every run of words of a length looked for is hashed, but for three kinds that are no
    /// sentence: a run that is cut off inside a clause, a run with `=` or a brace in it, and a
    /// run of which more than a third are figures, as in a table.
    pub fn copied(&self, page: &Page) -> Vec<Slip> {
        let prose = if page.is_rust() {
            prose_only(&page.text)
        } else {
            page.text.clone()
        };
        let words = Words::of(&prose);
        let mut slips = Vec::new();
        for start in 0..words.list.len() {
            for &length in &self.lengths {
                let Some(run) = words.sentence(start, length) else {
                    continue;
                };
                let hash: [u8; 32] = Sha256::digest(run).into();
                if let Some(unit) = self.by_hash.get(&hash) {
                    let what = format!("unit {unit} of a passage, word for word; paraphrase it");
                    slips.push(Slip::at(&page.path, words.list[start].line, what));
                }
            }
        }
        slips
    }
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}

/// The words of a text, normalised and joined by single spaces.
#[derive(Default)]
struct Words {
    joined: String,
    list: Vec<Word>,
    bars: usize,
}

/// One word of [`Words::joined`].
struct Word {
    start: usize,
    end: usize,
    line: usize,
    /// Words up to and with this one that hold a figure.
    figures: usize,
    /// Marks before it over which no sentence runs.
    bars: usize,
    /// Whether a mark or the end of the line follows it.
    closes: bool,
}

impl Words {
    /// Signs of comments and quotes fall away with the marks, so a sentence is found across the
    /// lines of a comment or a text.
    fn of(text: &str) -> Self {
        let mut words = Self::default();
        for (line, text) in (1..).zip(text.lines()) {
            let mut inside = false;
            for c in without_notes(text).to_lowercase().chars() {
                match (c.is_alphanumeric(), inside) {
                    (true, false) => words.begin(line, c),
                    (true, true) => words.go_on(c),
                    (false, _) if !c.is_whitespace() => words.close(c),
                    (false, _) => {}
                }
                inside = c.is_alphanumeric();
            }
            words.close('\n');
        }
        words
    }

    fn begin(&mut self, line: usize, c: char) {
        if !self.joined.is_empty() {
            self.joined.push(' ');
        }
        let start = self.joined.len();
        let figures = self.list.last().map_or(0, |word| word.figures);
        let figures = figures + usize::from(c.is_numeric());
        self.joined.push(c);
        self.list.push(Word {
            start,
            end: self.joined.len(),
            line,
            figures,
            bars: self.bars,
            closes: false,
        });
    }

    fn go_on(&mut self, c: char) {
        self.joined.push(c);
        if let Some(word) = self.list.last_mut() {
            word.end = self.joined.len();
        }
    }

    fn close(&mut self, mark: char) {
        self.bars += usize::from(matches!(mark, '=' | '{' | '}'));
        if let Some(word) = self.list.last_mut() {
            word.closes = true;
        }
    }

    /// A run of words if it can be a sentence.
    fn sentence(&self, start: usize, length: usize) -> Option<&str> {
        let first = &self.list[start];
        let last = self.list.get(start + length - 1)?;
        let before = start
            .checked_sub(1)
            .map_or(0, |before| self.list[before].figures);
        let can_be =
            last.closes && first.bars == last.bars && 3 * (last.figures - before) <= length;
        can_be.then(|| &self.joined[first.start..last.end])
    }
}

/// NFKC, and note numbers dropped.
fn without_notes(text: &str) -> String {
    let chars: Vec<char> = text.nfkc().collect();
    let mut kept = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        kept.push(chars[i]);
        let closes = ".,;:!?\"'\u{201d}\u{2019}\u{bb}".contains(chars[i]);
        i += 1;
        let digits = chars[i..].iter().take_while(|c| c.is_ascii_digit()).count();
        let ends = chars.get(i + digits).is_none_or(|c| c.is_whitespace());
        if closes && (1..=3).contains(&digits) && ends {
            i += digits;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Sentences, Words};
    use crate::page::Page;
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;

    /// A sentence of ours, its normal form, and how many words that has.
    const OURS: &str = "the miller who lived by the weir sold 40 sacks";
    const WORDS: usize = 10;

    fn sentences(normal: &str, words: usize) -> Result<Sentences, crate::Slip> {
        let hex = Sha256::digest(normal)
            .iter()
            .fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
                hex
            });
        let text = format!("[[unit]]\nid = \"7\"\nwords = {words}\nsha256 = \"{hex}\"\n");
        let page = Page::new("cases/x/passage.toml", &text);
        let mut sentences = Sentences::default();
        sentences.add(&page, &text.parse().expect("good TOML"))?;
        Ok(sentences)
    }

    #[test]
    fn a_copied_sentence_is_found_in_any_dress() {
        let looked_for = sentences(OURS, WORDS).expect("a good unit");
        for text in [
            "note = \"Then the miller, who lived by the weir, sold 40 sacks.3 So it went.\"\n",
            "a\n// The miller (who lived\n// by the weir) sold\n// 40 sacks.\n",
            "**The miller** who lived by the \u{201c}weir\u{201d}12 sold 40 sacks (they say",
        ] {
            assert_eq!(
                looked_for.copied(&Page::new("a.md", text)).len(),
                1,
                "{text}"
            );
        }
        let line = looked_for.copied(&Page::new(
            "a.rs",
            "a\nb\n// the miller who lived by the weir sold 40 sacks\n",
        ))[0]
            .line;
        assert_eq!(line, 3);
        let code = "the.miller(who).lived(by) + the[weir]; sold(40, sacks)\n";
        assert_eq!(looked_for.copied(&Page::new("a.md", code)).len(), 1);
        assert!(looked_for.copied(&Page::new("a.rs", code)).is_empty());
        let row = "the.miller = who.lived\nby = { the = \"weir\", sold = 40, sacks }\n";
        assert!(looked_for.copied(&Page::new("a.toml", row)).is_empty());
        let changed = "the miller who lived near the weir sold 40 sacks\n";
        assert!(looked_for.copied(&Page::new("a.md", changed)).is_empty());
    }

    #[test]
    fn short_sentences_are_left_alone() {
        let short = sentences("it was a mill", 4).expect("a good unit");
        assert!(short.is_empty());
        assert!(
            short
                .copied(&Page::new("a.md", "It was a mill.\n"))
                .is_empty()
        );
    }

    #[test]
    fn a_unit_without_its_hash_is_a_slip() {
        let text = "[[unit]]\nid = \"7\"\nwords = 9\nsha256 = \"abc\"\n";
        let page = Page::new("cases/x/passage.toml", text);
        let mut none = Sentences::default();
        assert!(none.add(&page, &text.parse().expect("good TOML")).is_err());
    }

    /// The same cases as in `argument::text`.
    #[test]
    fn normalises_as_the_passage_file_says() {
        let words = |text| Words::of(text).joined;
        assert_eq!(
            words("It rained.24 Then 102 tons fell!"),
            "it rained then 102 tons fell"
        );
        assert_eq!(words("In 1935.1936 was worse"), "in 1935 1936 was worse");
        assert_eq!(words("\u{201c}Never\u{201d}7 again"), "never again");
        assert_eq!(words("\u{fb01}ve"), "five");
    }
}
