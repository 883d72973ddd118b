//! `categories.toml`: whom of the free each category of quotas holds. Read here; that every free person is in exactly one of them is
//! checked by the model, and told here with its place.

use super::directives::all;
use super::parameters::source;
use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Place};
use model::decision::category::{Categories, Category, Definition, Kind, NoPartition};
use model::truth::people::{Class, Mark, Party};
use serde::Deserialize;
use toml::Spanned;

/// The file.
pub(super) const FILE: &str = "categories.toml";

/// A category of a case, with what is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldCategory {
    /// Whom it holds.
    pub definition: Definition,
    /// Name.
    pub name: String,
    /// Key of the source, or "ours".
    pub source: String,
    /// Why it is drawn like this.
    pub why: String,
    /// Where it stands.
    pub at: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    category: Vec<RawCategory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    id: Spanned<String>,
    name: Spanned<String>,
    classes: Option<Spanned<Vec<Spanned<String>>>>,
    marks: Option<Spanned<Vec<Spanned<String>>>>,
    parties: Option<Spanned<Vec<Spanned<String>>>>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
}

/// Reads and checks the file: what is told of each category, and the table of all of them.
pub(super) fn read(file: &File<'_>, case: &Case) -> Result<(Vec<ToldCategory>, Categories), Fault> {
    let raw: Raw = file.read()?;
    let told = raw.category.iter().map(|one| told(file, case, one));
    let told = told.collect::<Result<Vec<_>, Fault>>()?;
    let definitions: Vec<Definition> = told.iter().map(|one| one.definition.clone()).collect();
    let table = Categories::new(&definitions).map_err(|slip| placed(file, &told, slip))?;
    Ok((told, table))
}

fn told(file: &File<'_>, case: &Case, raw: &RawCategory) -> Result<ToldCategory, Fault> {
    let words = Category::ALL.map(Category::word);
    Ok(ToldCategory {
        definition: Definition {
            category: file.word(&raw.id, Category::parse, "category", &words)?,
            classes: list(
                file,
                raw.classes.as_ref(),
                Class::parse,
                ("class", &words_of(Class::ALL, Class::word)),
            )?,
            marks: list(
                file,
                raw.marks.as_ref(),
                Mark::parse,
                ("mark", &words_of(Mark::ALL, Mark::word)),
            )?,
            parties: list(
                file,
                raw.parties.as_ref(),
                Party::parse,
                ("standing in the party", &words_of(Party::ALL, Party::word)),
            )?,
        },
        name: file.filled(&raw.name, "the name")?,
        source: source(file, case, raw.source.as_ref(), &raw.id)?,
        why: file.filled(&raw.why, "the reason")?,
        at: file.place(&raw.id.span()),
    })
}

fn words_of<T: Copy>(list: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    list.iter().map(|value| word(*value)).collect()
}

/// Words of a list; one that is left out means all, and one without words would mean nobody.
fn list<T>(
    file: &File<'_>,
    raw: Option<&Spanned<Vec<Spanned<String>>>>,
    parse: impl Fn(&str) -> Option<T>,
    (what, words): (&str, &[&str]),
) -> Result<Vec<T>, Fault> {
    match raw {
        None => Ok(Vec::new()),
        Some(raw) if raw.as_ref().is_empty() => Err(Fault::new(
            file.place(&raw.span()),
            "a list that holds nobody",
        )
        .found("[]")
        .wanted(words.join(" | "))
        .hint("leave the list out if it is to mean all")),
        Some(raw) => all(file, raw.as_ref(), parse, (what, words)),
    }
}

/// A slip of the definitions, with the place of the one that is to be changed.
fn placed(file: &File<'_>, told: &[ToldCategory], slip: NoPartition) -> Fault {
    let word = |at: usize| told[at].definition.category.word();
    match slip {
        NoPartition::Twice(at) => Fault::new(told[at].at.clone(), "the same category twice")
            .found(word(at))
            .wanted("one [[category]] for each")
            .hint("put all of it into one entry; lists may hold several words"),
        NoPartition::Missing(category) => {
            let words = Category::ALL.map(Category::word);
            Fault::new(Place::file(file.path), "a category is missing")
                .found(format!("no [[category]] with id = \"{}\"", category.word()))
                .wanted(words.join(", "))
                .hint("the list is closed, and all of it is there")
        }
        NoPartition::Overlap(first, second, kind) => {
            Fault::new(told[second].at.clone(), "two categories hold the same people")
                .found(format!("{} and {}: {}", word(first), word(second), words(kind)))
                .wanted("every free person in exactly one category")
                .hint(format!(
                    "no category comes before another: narrow classes, marks or parties of \"{}\" or \"{}\"",
                    word(first),
                    word(second)
                ))
        }
        NoPartition::Gap(kind) => Fault::new(Place::file(file.path), "people who are in no category")
            .found(words(kind))
            .wanted("every free person in exactly one category")
            .hint("widen classes, marks or parties of the category that they are to be in"),
    }
}

fn words((class, mark, party): Kind) -> String {
    format!(
        "class \"{}\", mark \"{}\", party \"{}\"",
        class.word(),
        mark.word(),
        party.word()
    )
}

#[cfg(test)]
mod tests;
