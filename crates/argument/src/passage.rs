//! The passage: numbered units with our paraphrases, hashes, marks and rows. No sentence of the
//! work itself is stored.

use crate::fault::Place;
use std::collections::BTreeSet;

/// What a unit says, by type. A unit may carry several marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// An event or fact.
    Fact,
    /// A number or date that can be checked.
    Number,
    /// A cause.
    Cause,
    /// A perception, attitude or report.
    Perception,
    /// What might be or might have been.
    Modal,
    /// Evaluation: shown, not scored.
    Evaluation,
    /// Damaged text.
    Damaged,
}

impl Mark {
    /// Reads the letter used in data files.
    pub fn parse(letter: &str) -> Option<Self> {
        Some(match letter {
            "F" => Self::Fact,
            "N" => Self::Number,
            "C" => Self::Cause,
            "P" => Self::Perception,
            "M" => Self::Modal,
            "E" => Self::Evaluation,
            "D" => Self::Damaged,
            _ => return None,
        })
    }

    /// The letter used in data files and tables.
    pub fn letter(self) -> char {
        match self {
            Self::Fact => 'F',
            Self::Number => 'N',
            Self::Cause => 'C',
            Self::Perception => 'P',
            Self::Modal => 'M',
            Self::Evaluation => 'E',
            Self::Damaged => 'D',
        }
    }

    /// The mark in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Number => "number or date",
            Self::Cause => "cause",
            Self::Perception => "perception or report",
            Self::Modal => "what might be",
            Self::Evaluation => "evaluation",
            Self::Damaged => "damaged text",
        }
    }
}

/// One sentence of the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Number as text, "1" and so on.
    pub id: String,
    /// Paragraph, from 1.
    pub paragraph: usize,
    /// Words of the normalised sentence.
    pub words: usize,
    /// SHA-256 of the normalised sentence.
    pub sha256: String,
    /// What kinds of statement it makes.
    pub marks: Vec<Mark>,
    /// Systems it belongs to, R1 and so on.
    pub rows: Vec<String>,
    /// Our sentence for what it asserts.
    pub paraphrase: String,
    /// Variables, and the arrow between them if one is claimed.
    pub edge: String,
    /// What is lost, "" if nothing.
    pub damage: String,
    /// At which end words are lost: "head", "end" or "".
    pub lost: String,
    /// Where it stands in the case.
    pub at: Place,
}

/// Text known to be missing between units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Unit before which it stood, "" if that is unknown.
    pub before: String,
    /// What is missing.
    pub what: String,
}

/// The annotated passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Our working title.
    pub title: String,
    /// The work the passage is taken from.
    pub work: String,
    /// Its author.
    pub author: String,
    /// Year of publication.
    pub year: i16,
    /// Terms on which the passage is used, and what is not stored.
    pub licence_note: String,
    /// The sentences in order.
    pub units: Vec<Unit>,
    /// Missing text.
    pub gaps: Vec<Gap>,
}

impl Passage {
    /// Systems to which some of its sentences belong, by their numbers.
    pub fn rows_of(&self, units: &[String]) -> BTreeSet<String> {
        let all = self.units.iter();
        let own = all.filter(|unit| units.contains(&unit.id));
        own.flat_map(|unit| unit.rows.iter().cloned()).collect()
    }
}

/// One of the systems that the passage describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// R1 and so on.
    pub id: String,
    /// Name.
    pub name: String,
    /// Ledgers in which its state must stand.
    pub ledgers: Vec<String>,
    /// Mechanism and rival it needs, in one sentence.
    pub needs: String,
    /// Keys of its parts, where it has several.
    pub parts: Vec<String>,
}

/// A tension built into the passage: units that cannot be satisfied one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tension {
    /// T1 and so on.
    pub id: String,
    /// The units it holds between.
    pub between: Vec<String>,
    /// Our sentence for it.
    pub says: String,
    /// What would meet it.
    pub wants: String,
}
