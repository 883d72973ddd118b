//! Slips of a TOML file in our own words: what the reader of TOML says, taken apart into what is wrong, found, wanted, hint.

use crate::fault::did_you_mean;

/// The parts of a fault but its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// What is wrong, in one sentence.
    pub what: String,
    /// What was found.
    pub found: String,
    /// What would have been right.
    pub wanted: String,
    /// What to do.
    pub hint: String,
}

/// What to do if nothing better is known.
const COMPARE: &str = "compare with a neighbouring entry, or with the files of `closerun new`";
/// Most fields that are listed.
const MOST: usize = 24;

/// What is wrong, from the words of the reader of TOML and the text at the place that it points to.
pub(super) fn told(message: &str, here: &str) -> Slip {
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    unknown(&message)
        .or_else(|| missing(&message, here))
        .or_else(|| of_type(&message, here))
        .or_else(|| of_no_kind(&message, here))
        .or_else(|| twice(&message, here))
        .or_else(|| bare(here))
        .unwrap_or_else(|| syntax(&message, here))
}

/// A field that no entry of this kind has.
fn unknown(message: &str) -> Option<Slip> {
    let is_variant = message.starts_with("unknown variant");
    let rest = message
        .strip_prefix("unknown field ")
        .or_else(|| message.strip_prefix("unknown variant "))?;
    let quoted = quoted(rest);
    let (found, fields) = quoted.split_first()?;
    let names = fields.iter().take(MOST).copied().collect::<Vec<_>>();
    let more = fields.len() - names.len();
    let wanted = match (names.as_slice(), more) {
        ([], _) => "no field at all".to_owned(),
        ([one], _) => (*one).to_owned(),
        (_, 0) => names.join(" | "),
        (_, more) => format!("{} and {more} more", names.join(" | ")),
    };
    let what = if is_variant {
        "unknown word"
    } else {
        "unknown field"
    };
    Some(Slip {
        what: what.to_owned(),
        found: (*found).to_owned(),
        wanted,
        hint: did_you_mean(found, fields.iter().copied(), COMPARE),
    })
}

/// A field that an entry of this kind must have.
fn missing(message: &str, here: &str) -> Option<Slip> {
    let rest = message.strip_prefix("missing field ")?;
    let field = *quoted(rest).first()?;
    Some(Slip {
        what: format!("the field `{field}` is missing"),
        found: format!("{} without `{field}`", head(here)),
        wanted: format!("an entry with `{field} = ...`"),
        hint: format!(
            "add it to this entry, or mend its name if it is there under another; {COMPARE}"
        ),
    })
}

/// How an entry begins: its first two lines that are no comment.
fn head(here: &str) -> String {
    let filled = here.lines().map(str::trim);
    let filled = filled.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let all: Vec<&str> = filled.collect();
    let first = all[..all.len().min(2)].join(" ");
    if all.len() > 2 {
        format!("{first} ...")
    } else {
        first
    }
}

/// A value of another kind than is wanted.
fn of_type(message: &str, here: &str) -> Option<Slip> {
    let start = ["invalid type: ", "invalid value: ", "invalid length "];
    let rest = start.iter().find_map(|start| message.strip_prefix(start))?;
    let (found, wanted) = rest.split_once(", expected ")?;
    let wanted = plain(wanted);
    let quotes = wanted.contains("text") && !here.starts_with(['"', '\'']);
    let hint = if quotes {
        "texts, dates and keys stand in quotes; numbers, true and false do not"
    } else if here.starts_with(['"', '\'']) {
        "numbers, true and false stand without quotes; a list stands in [ ]"
    } else {
        COMPARE
    };
    Some(Slip {
        what: "a value of another kind than is wanted".to_owned(),
        found: match (here.lines().nth(1), here) {
            (Some(_), _) | (None, "") => plain(found),
            (None, here) => here.to_owned(),
        },
        wanted,
        hint: hint.to_owned(),
    })
}

/// A value that may be of several kinds and is of none.
fn of_no_kind(message: &str, here: &str) -> Option<Slip> {
    message.contains("did not match any variant").then(|| Slip {
        what: "a value of another kind than is wanted".to_owned(),
        found: head(here),
        wanted: "a value such as neighbouring entries have".to_owned(),
        hint: COMPARE.to_owned(),
    })
}

/// The same field twice in one entry.
fn twice(message: &str, here: &str) -> Option<Slip> {
    message.starts_with("duplicate ").then(|| Slip {
        what: "the same field twice in one entry".to_owned(),
        found: here.to_owned(),
        wanted: "each field once".to_owned(),
        hint: "take one of them out, or begin the next entry before it with its [[...]]".to_owned(),
    })
}

/// A word that ought to stand in quotes; what is said of it depends on its first letter and helps nobody.
fn bare(here: &str) -> Option<Slip> {
    let is_word = here.starts_with(|c: char| c.is_ascii_alphabetic())
        && here
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    is_word.then(|| Slip {
        what: "the file cannot be read: a text without quotes".to_owned(),
        found: here.to_owned(),
        wanted: format!("\"{here}\""),
        hint: "texts, dates and keys stand in quotes; numbers, true and false do not".to_owned(),
    })
}

/// A text that is no TOML.
fn syntax(message: &str, here: &str) -> Slip {
    let (what, wanted) = message
        .split_once(", expected ")
        .map_or((message, ""), |(what, wanted)| (what, wanted));
    let hint = match what {
        _ if what.contains("quote") => {
            "texts, dates and keys stand in quotes; each quote that opens is closed on the same line"
        }
        _ if what.contains("inline table") => {
            "a row is { name = value, name = value }, and a list of rows is [ ... ]"
        }
        _ if what.contains("table") => {
            "an entry begins with [[name]], with as many brackets after as before"
        }
        _ if what.contains("array") || what.contains("comma") => {
            "a list is [ ... ] with a comma after each element"
        }
        _ if what.contains("value") || what.contains('=') => {
            "a line is name = value; texts, dates and keys stand in quotes"
        }
        _ => COMPARE,
    };
    Slip {
        what: format!("the file cannot be read: {what}"),
        found: here.to_owned(),
        wanted: if wanted.is_empty() {
            "a line such as name = \"text\" or name = 3, or the head of an entry such as [[claim]]"
                .to_owned()
        } else {
            plain(wanted)
        },
        hint: hint.to_owned(),
    }
}

/// Names between backticks, in their order.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Kinds of values in words that a file uses.
fn plain(wanted: &str) -> String {
    let kinds = [
        ("key", "a name"),
        ("a string", "a text in quotes"),
        ("literal string", "a text in quotes"),
        ("newline", "the end of the line"),
        ("string ", "the text "),
        ("a sequence", "a list in [ ]"),
        ("sequence", "a list"),
        ("a map", "a table of name = value"),
        ("map", "a table"),
        ("a boolean", "true or false"),
        ("boolean ", ""),
        ("i64", "a whole number"),
        ("u32", "a whole number that is not negative"),
        ("u64", "a whole number that is not negative"),
        ("i16", "a year"),
        ("f64", "a number"),
        ("floating point ", "the number "),
        ("integer ", "the number "),
    ];
    let found = kinds.iter().find(|(kind, _)| wanted.starts_with(kind));
    found.map_or_else(
        || wanted.to_owned(),
        |(kind, words)| format!("{words}{}", &wanted[kind.len()..]),
    )
}

#[cfg(test)]
mod tests {
    use super::{COMPARE, told};

    #[test]
    fn an_unknown_field_has_a_near_name() {
        let slip = told(
            "unknown field `unit`, expected one of `id`, `units`, `says`",
            "unit",
        );
        assert_eq!(
            (slip.what.as_str(), slip.found.as_str()),
            ("unknown field", "unit")
        );
        assert_eq!(slip.wanted, "id | units | says");
        assert!(
            slip.hint.starts_with("did you mean units? ("),
            "{}",
            slip.hint
        );
        let far = told("unknown field `zzzzzzz`, expected `id`", "zzzzzzz");
        assert_eq!((far.wanted.as_str(), far.hint.as_str()), ("id", COMPARE));
    }

    #[test]
    fn found_is_what_stands_there_and_wanted_what_does_not() {
        let entry = "[[claim]]\nid = \"a\"\nsays = \"b\"\n";
        let slip = told("missing field `why`", entry);
        assert_eq!(slip.what, "the field `why` is missing");
        assert_eq!(
            (slip.found.as_str(), slip.wanted.as_str()),
            (
                "[[claim]] id = \"a\" ... without `why`",
                "an entry with `why = ...`"
            )
        );
        let slip = told("invalid type: integer `3`, expected a string", "3");
        assert_eq!(
            (slip.found.as_str(), slip.wanted.as_str()),
            ("3", "a text in quotes")
        );
        assert!(slip.hint.contains("stand in quotes"));
        let slip = told("invalid type: string \"3\", expected f64", "\"3\"");
        assert_eq!(
            (slip.found.as_str(), slip.wanted.as_str()),
            ("\"3\"", "a number")
        );
        let slip = told("duplicate key", "says");
        assert_eq!(
            (slip.found.as_str(), slip.wanted.as_str()),
            ("says", "each field once")
        );
        let slip = told("unclosed array table, expected `]]`", "[[event]");
        assert_eq!(slip.what, "the file cannot be read: unclosed array table");
        assert_eq!(
            (slip.found.as_str(), slip.wanted.as_str()),
            ("[[event]", "`]]`")
        );
        let word = told("invalid float, expected `inf`", "industry-doubled");
        assert_eq!(
            (word.found.as_str(), word.wanted.as_str()),
            ("industry-doubled", "\"industry-doubled\"")
        );
        let odd = told("something new", "x = @");
        assert!(odd.what.contains("something new") && odd.wanted.contains("name ="));
    }
}
