//! Reading one TOML file of a case, with every slip turned into a [`Fault`] that has a place.

use super::slip;
use crate::fault::{Fault, Lines, Place, did_you_mean};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::{Spanned, Value};

/// A table whose keys are not fixed, each value with its place.
pub type Table = BTreeMap<String, Spanned<Value>>;

/// One file of a case: its path inside the case, its text, and where the lines of it begin.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Path inside the case.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where its lines begin.
    pub lines: &'a Lines,
}

impl File<'_> {
    /// Reads the file into its form.
    ///
    /// # Errors
    /// A text that is not of this form.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        toml::from_str(self.text).map_err(|error| self.syntax(&error))
    }

    fn syntax(&self, error: &toml::de::Error) -> Fault {
        let place = match error.span() {
            Some(span) => self.place(&span),
            None => Place::file(self.path),
        };
        let here = error.span().and_then(|span| self.text.get(span));
        let here = here.filter(|found| !found.trim().is_empty());
        let slip = slip::told(error.message(), here.unwrap_or_else(|| self.line(&place)));
        Fault::new(place, slip.what)
            .found(slip.found)
            .wanted(slip.wanted)
            .hint(slip.hint)
    }

    /// The text of the line of a place; of the last one if the file ends there.
    fn line(&self, place: &Place) -> &str {
        let lines = || self.text.lines().take(place.line.max(1));
        let filled = lines().filter(|line| !line.trim().is_empty());
        filled.last().unwrap_or("an empty file").trim()
    }

    /// The place of a spanned value.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.place_of(span.start)
    }

    /// The place of a byte offset.
    pub fn place_of(&self, offset: usize) -> Place {
        self.lines.place(self.path, self.text, offset)
    }

    /// A fault at a spanned text, which is what was found.
    pub fn wrong(&self, found: &Spanned<String>, what: &str) -> Fault {
        Fault::new(self.place(&found.span()), what).found(found.as_ref())
    }

    /// Refuses a text that is empty or only white space.
    ///
    /// # Errors
    /// An empty text.
    pub fn filled(&self, text: &Spanned<String>, what: &str) -> Result<String, Fault> {
        if text.as_ref().trim().is_empty() {
            return Err(self
                .wrong(text, &format!("{what} is empty"))
                .found("an empty text")
                .wanted(what)
                .hint("nothing enters a case without it"));
        }
        Ok(text.as_ref().clone())
    }

    /// Reads one of a closed list of words.
    ///
    /// # Errors
    /// A word that is not in the list.
    pub fn word<T>(
        &self,
        text: &Spanned<String>,
        parse: impl Fn(&str) -> Option<T>,
        what: &str,
        words: &[&str],
    ) -> Result<T, Fault> {
        parse(text.as_ref()).ok_or_else(|| {
            self.wrong(text, &format!("unknown {what}"))
                .wanted(words.join(" | "))
                .hint(did_you_mean(
                    text.as_ref(),
                    words.iter().copied(),
                    "the list is closed",
                ))
        })
    }

    /// Refuses a key that is no key of the list.
    ///
    /// # Errors
    /// A key that is not in the list.
    pub fn known<'n>(
        &self,
        text: &Spanned<String>,
        mut names: impl Iterator<Item = &'n str> + Clone,
        what: &str,
        or: &str,
    ) -> Result<(), Fault> {
        if names.clone().any(|name| name == text.as_ref()) {
            return Ok(());
        }
        Err(self
            .wrong(text, &format!("unknown {what}"))
            .wanted(format!("an existing {what}"))
            .hint(did_you_mean(text.as_ref(), &mut names, or)))
    }

    /// A date.
    ///
    /// # Errors
    /// A text that is no date.
    pub fn date(&self, text: &Spanned<String>) -> Result<crate::date::Period, Fault> {
        crate::date::Period::parse(text.as_ref()).map_err(|error| {
            self.wrong(text, &error)
                .wanted("1935, 1935-05, 1935-05-13, or two of these with a slash between")
                .hint("years run from 1800 to 2100; a period is written start/end")
        })
    }
}

/// A key may hold small letters, digits and one kind of joint.
///
/// # Errors
/// A text that cannot be a key.
pub fn key(file: File<'_>, text: &Spanned<String>, joint: char) -> Result<String, Fault> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == joint;
    let id = text.as_ref();
    if !id.is_empty() && id.chars().all(good) && id.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return Ok(id.clone());
    }
    Err(file
        .wrong(text, "this cannot be a key")
        .wanted(format!("letters, digits and `{joint}`"))
        .hint("names of quantities and events are written a_b_c, all other keys a-b-c"))
}

/// A text with its place, from a table with free keys.
///
/// # Errors
/// A value that is no text.
pub fn text_at(
    file: File<'_>,
    value: &Spanned<Value>,
    what: &str,
) -> Result<Spanned<String>, Fault> {
    match value.as_ref() {
        Value::String(text) => Ok(Spanned::new(value.span(), text.clone())),
        other => Err(Fault::new(
            file.place(&value.span()),
            format!("`{what}` must be a text"),
        )
        .found(other)
        .wanted("a text in quotes")
        .hint("dates and keys stand in quotes, numbers do not")),
    }
}

/// A finite number with its place, from a table with free keys.
///
/// # Errors
/// A value that is no finite number.
pub fn number_at(file: File<'_>, value: &Spanned<Value>, what: &str) -> Result<f64, Fault> {
    let number = match value.as_ref() {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of people and roubles stay below 2^53"
        )]
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number).filter(|number| number.is_finite()),
        _ => None,
    };
    number.ok_or_else(|| {
        Fault::new(
            file.place(&value.span()),
            format!("`{what}` must be a finite number"),
        )
        .found(value.as_ref())
        .wanted("a number such as 4251 or 0.93")
        .hint("a value that is not known is left out with a search note, never written as 0 or nan")
    })
}
