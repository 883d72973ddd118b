//! How far a change of a counterfactual lies from what happened: a word of a closed list beside each change, for readers.
//!
//! The word is a judgement of ours and changes no run. It is about one change by itself: several near changes together are no near history.

use argument::case::file::File;
use argument::fault::Fault;
use toml::Spanned;

/// How plausible a change is, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plausible {
    /// A source of the case says that it was on the table then.
    Documented,
    /// One decision or accident otherwise, or a value inside the range that the evidence leaves open; nobody is known to have weighed it.
    Near,
    /// Another policy, or other people than they were.
    Far,
    /// Nothing that anybody could have decided: a mechanism or a burden of the past taken out, to measure what it does.
    Beyond,
}

impl Plausible {
    /// All of them, the nearest first.
    pub const ALL: [Self; 4] = [Self::Documented, Self::Near, Self::Far, Self::Beyond];

    /// As it stands in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented-alternative",
            Self::Near => "near",
            Self::Far => "far",
            Self::Beyond => "beyond-evidence",
        }
    }

    /// As it is printed.
    pub fn told(self) -> &'static str {
        match self {
            Self::Documented => "documented alternative",
            Self::Near => "near what happened",
            Self::Far => "far from what happened",
            Self::Beyond => "beyond evidence",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Reads the word beside the change of `about`, with the source that the change names. A documented alternative is one of a source, never ours.
pub(super) fn read(
    file: &File<'_>,
    raw: Option<&Spanned<String>>,
    source: &str,
) -> Result<Option<Plausible>, Fault> {
    let Some(raw) = raw else { return Ok(None) };
    let words = Plausible::ALL.map(Plausible::word);
    let found = file.word(raw, Plausible::of, "word of plausibility", &words)?;
    if found == Plausible::Documented && source == "ours" {
        return Err(file
            .wrong(raw, "a documented alternative without its document")
            .wanted("source = \"...\", a key of sources/ that says it was on the table then")
            .hint("if nobody is known to have weighed it, it is near, far or beyond evidence"));
    }
    Ok(Some(found))
}

/// A change of a counterfactual says how plausible it is; one of a rival need not, for a rival is another rule for the same history.
pub(super) fn refuse_none(
    file: &File<'_>,
    about: &Spanned<String>,
    found: Option<Plausible>,
) -> Result<(), Fault> {
    if found.is_some() {
        return Ok(());
    }
    let words = Plausible::ALL.map(|one| format!("\"{}\"", one.word()));
    Err(file
        .wrong(
            about,
            "a change of a counterfactual that does not say how plausible it is",
        )
        .wanted(format!("plausible = {}", words.join(" | ")))
        .hint("when in doubt take the more sober word; rival settings need none"))
}

#[cfg(test)]
mod tests;
