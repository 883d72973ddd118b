//! Normalising a text so that a reader's own copy of the passage can be matched by hashes.

use engine::digest::sha256_hex;
use unicode_normalization::UnicodeNormalization as _;

/// Normalises a sentence: NFKC; note numbers dropped; lower case; everything that is neither a
/// letter nor a digit becomes one space.
pub fn normalise(text: &str) -> String {
    let composed: Vec<char> = text.nfkc().collect();
    let mut kept = String::with_capacity(composed.len());
    let mut i = 0;
    while i < composed.len() {
        kept.push(composed[i]);
        i += 1;
        if is_closing(composed[i - 1]) {
            i = after_note_number(&composed, i);
        }
    }
    let spaced: String = kept
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mark after which a note number may stand.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{bb}'
    )
}

/// Skips one to three digits if white space or the end follows them; else stays.
fn after_note_number(text: &[char], from: usize) -> usize {
    let digits = text[from..]
        .iter()
        .take(4)
        .take_while(|c| c.is_ascii_digit())
        .count();
    let next = text.get(from + digits);
    if (1..=3).contains(&digits) && next.is_none_or(|c| c.is_whitespace()) {
        from + digits
    } else {
        from
    }
}

/// The hash by which a sentence is known.
pub fn sentence_hash(text: &str) -> String {
    sha256_hex(normalise(text))
}

/// Where one unit was found in a text, as word positions of the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
}

/// A reader's text cut into words that remember where they stood.
pub struct OwnCopy<'a> {
    text: &'a str,
    words: Vec<(String, usize, usize)>,
}

impl<'a> OwnCopy<'a> {
    /// Cuts a text into words, note numbers dropped.
    pub fn new(text: &'a str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let inside = c.is_alphanumeric() || is_composable(c);
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    if !is_note_number(text, from, at) {
                        push_words(&mut words, &text[from..at], from, at);
                    }
                    start = None;
                }
                _ => {}
            }
        }
        Self { text, words }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Looks for a run of `words` words with this hash, at or after `from` first, then anywhere.
    pub fn find(&self, words: usize, hash: &str, from: usize) -> Option<Found> {
        if words == 0 || words > self.words.len() {
            return None;
        }
        let last = self.words.len() - words;
        let from = from.min(last + 1);
        (from..=last).chain(0..from).find_map(|start| {
            let run: Vec<&str> = self.words[start..start + words]
                .iter()
                .map(|(word, _, _)| word.as_str())
                .collect();
            (sha256_hex(run.join(" ")) == hash).then_some(Found {
                start,
                end: start + words,
            })
        })
    }

    /// The reader's own words for a find, up to the punctuation that closes it.
    pub fn quote(&self, found: Found) -> &'a str {
        let start = self.words[found.start].1;
        let end = self.words[found.end - 1].2;
        let tail = self.text[end..]
            .char_indices()
            .find(|(_, c)| c.is_whitespace() || c.is_alphanumeric())
            .map_or(self.text.len(), |(at, _)| end + at);
        &self.text[start..tail]
    }
}

/// Marks that join a letter to its accent before composition.
fn is_composable(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Judged on the composed form, in which a raised figure is a plain one and an ellipsis ends in a
/// full stop.
fn is_note_number(text: &str, from: usize, to: usize) -> bool {
    let digits: Vec<char> = text[from..to].nfkc().collect();
    let short_digits = digits.len() <= 3 && digits.iter().all(char::is_ascii_digit);
    let before = text[..from].chars().next_back();
    let closed = before.is_some_and(|c| std::iter::once(c).nfkc().last().is_some_and(is_closing));
    let after = text[to..].chars().next().is_none_or(char::is_whitespace);
    short_digits && closed && after
}

/// One written word may normalise to several (a ligature does not, a fraction may).
fn push_words(words: &mut Vec<(String, usize, usize)>, raw: &str, from: usize, to: usize) {
    for word in normalise(raw).split(' ').filter(|word| !word.is_empty()) {
        words.push((word.to_owned(), from, to));
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnCopy, normalise, sentence_hash};

    #[test]
    fn drops_note_numbers_but_not_quantities() {
        assert_eq!(
            normalise("It rained.24 Then 102 tons fell!"),
            "it rained then 102 tons fell"
        );
        assert_eq!(
            normalise("In 1935.1936 was worse"),
            "in 1935 1936 was worse"
        );
        assert_eq!(normalise("\u{201c}Never\u{201d}7 again"), "never again");
        for raised in [
            "It rained.\u{b2}\u{2074} Then",
            "It rained\u{2026}\u{b9} Then",
        ] {
            assert_eq!(normalise(raised), "it rained then");
            assert_eq!(OwnCopy::new(raised).len(), 3);
        }
    }

    #[test]
    fn finds_a_sentence_in_a_longer_text() {
        let text = "The mill was small. Its owner, so he said, sold 40 sacks.3 Nobody believed it.";
        let copy = OwnCopy::new(text);
        let sentence = "Its owner, so he said, sold 40 sacks.";
        let words = normalise(sentence).split(' ').count();
        let found = copy
            .find(words, &sentence_hash(sentence), 0)
            .expect("it is there");
        assert!(
            copy.quote(found)
                .starts_with("Its owner, so he said, sold 40 sacks.")
        );
        assert!(
            copy.find(words, &sentence_hash("something else"), 0)
                .is_none()
        );
    }
}
