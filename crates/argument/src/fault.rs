//! What is wrong with a case, where, and what to do: the one error of loading.

use std::fmt;
use thiserror::Error;

/// A place in a text file. Lines and columns count from 1; 0 means "the file as a whole".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path inside the case.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
        }
    }
}

/// Where the lines of a text begin. Found once a text, so that every value of it can have its place.
#[derive(Clone, Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines of a text.
    pub fn of(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    /// The place of a byte offset in the same text.
    pub fn place(&self, file: &str, text: &str, offset: usize) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.0.partition_point(|start| *start <= offset);
        Place {
            file: file.to_owned(),
            line,
            column: text[self.0[line - 1]..offset].chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}", self.file)
        } else {
            write!(f, "{}:{}:{}", self.file, self.line, self.column)
        }
    }
}

/// One thing that stops a load: place, what was found, what was wanted, a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultParts {
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub what: String,
    /// The offending value.
    pub found: String,
    /// What would have been right.
    pub wanted: String,
    /// What to do about it.
    pub hint: String,
}

/// A [`FaultParts`] that is cheap to pass up.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{}: {}\n  found:  {}\n  wanted: {}\n  hint:   {}", .0.place, .0.what, .0.found, .0.wanted, .0.hint)]
pub struct Fault(Box<FaultParts>);

impl std::ops::Deref for Fault {
    type Target = FaultParts;

    fn deref(&self) -> &FaultParts {
        &self.0
    }
}

impl Fault {
    /// A fault with all its parts.
    pub fn new(place: Place, what: impl Into<String>) -> Self {
        Self(Box::new(FaultParts {
            place,
            what: what.into(),
            found: String::new(),
            wanted: String::new(),
            hint: String::new(),
        }))
    }

    /// Says what was found.
    #[must_use]
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.0.found = shorten(&found.to_string());
        self
    }

    /// Says what was wanted.
    #[must_use]
    pub fn wanted(mut self, wanted: impl fmt::Display) -> Self {
        self.0.wanted = wanted.to_string();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.0.hint = hint.to_string();
        self
    }
}

/// Keeps a quoted value on one readable line, without anything that would steer a terminal.
fn shorten(text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() && !c.is_whitespace() {
            '\u{fffd}'
        } else {
            c
        }
    };
    let plain: String = text.chars().map(shown).collect();
    let flat = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.is_empty() {
        "an empty text".to_owned()
    } else if flat.chars().count() <= 160 {
        flat
    } else {
        let head: String = flat.chars().take(157).collect();
        format!("{head}...")
    }
}

/// The names nearest to a mistyped one, for a hint; empty if nothing is near.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(usize, &str)> = names
        .map(|name| (distance(typed, name), name))
        .filter(|(far, name)| *far <= 2 + name.len() / 4)
        .collect();
    scored.sort_unstable();
    scored.dedup();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

/// Most names that an error lists.
const MOST_NAMES: usize = 12;

/// Names for an error: all of them if they are few, else how many there are; a hint tells the nearest.
pub fn listed(names: &[&str], what: &str) -> String {
    if names.len() <= MOST_NAMES {
        names.join(", ")
    } else {
        format!("one of {} {what}", names.len())
    }
}

/// A hint that lists the nearest names, or where to find all of them.
pub fn did_you_mean<'a>(typed: &str, names: impl Iterator<Item = &'a str>, or: &str) -> String {
    let near = nearest(typed, names);
    if near.is_empty() {
        or.to_owned()
    } else {
        format!("did you mean {}? ({or})", near.join(" or "))
    }
}
