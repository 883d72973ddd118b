//! Who said it, where, and how near that is to the events.

use crate::fault::Place;

/// How near a source stands to what it reports. Ordered from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A contemporary document or the data publication of the body itself, seen as such.
    Document,
    /// A scholar's work or data set.
    Scholarly,
    /// A mirror, encyclopaedia or web page that repeats a figure.
    Reprint,
    /// Nothing was seen: a figure remembered from a work.
    Recalled,
}

impl Rank {
    /// All ranks, strongest first.
    pub const ALL: [Self; 4] = [
        Self::Document,
        Self::Scholarly,
        Self::Reprint,
        Self::Recalled,
    ];

    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rank| rank.label() == word)
    }

    /// The word used in data files and tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Scholarly => "scholarly",
            Self::Reprint => "reprint",
            Self::Recalled => "recalled",
        }
    }
}

/// A keyed record of `sources/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Key used by observations.
    pub id: String,
    /// Title, as far as known.
    pub title: String,
    /// Author or body, "" if unknown.
    pub author: String,
    /// Year of publication, if known.
    pub year: Option<i16>,
    /// Kind of publication: book, article, decree ...
    pub kind: String,
    /// Rank of the record itself.
    pub rank: Rank,
    /// Address that was seen, "" if none.
    pub url: String,
    /// What a reprint reproduces.
    pub origin: String,
    /// Terms on which the facts are used.
    pub licence: String,
    /// Remark.
    pub note: String,
    /// Where the record stands in the case.
    pub place: Place,
}

impl Source {
    /// One line for tables and footnotes.
    pub fn citation(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if !self.author.is_empty() {
            parts.push(self.author.clone());
        }
        if !self.title.is_empty() {
            parts.push(self.title.clone());
        }
        if let Some(year) = self.year {
            parts.push(year.to_string());
        }
        if !self.origin.is_empty() {
            parts.push(format!("reproduces: {}", self.origin));
        }
        if parts.is_empty() {
            parts.push(self.id.clone());
        }
        parts.join(", ")
    }
}
