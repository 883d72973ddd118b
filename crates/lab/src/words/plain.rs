//! Numbers of runs in plain words: what is counted, of whom, when. Keys stand in tables and in JSON, for those who compute with them.

use crate::whatif::{Key, LEDGER, LOST_BIRTHS};
use engine::calendar::Week;
use model::observe;

/// Kinds of the human ledger, each with its words.
const KINDS: [(&str, &str); 8] = [
    ("born", "born"),
    ("died-ordinary", "died at the ordinary rate"),
    ("died-famine", "died in the famine"),
    ("died-camp", "died in camps"),
    ("died-settlement", "died in special settlements"),
    ("died-exile", "died in exile"),
    ("executed", "executed"),
    ("left-country", "left the country, or not accounted for"),
];

/// Value of a dimension that stands for everybody.
const ALL: &str = "all";
/// Key of the unit in which the model counts its weeks, and the end of the names of parameters that are dates.
const WEEKS: (&str, &str) = ("weeks of six days", "_week");
/// Months of the year.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What an output, or a part of the human ledger, is called; a name that is neither stays as it is.
pub fn quantity(id: &str) -> &str {
    match id {
        LEDGER => "people born, died and gone",
        LOST_BIRTHS => "births lost to hunger",
        other => observe::title(other),
    }
}

/// A number of a run: what is counted, then its dimensions. What stands for everybody is left out.
pub fn number(key: &Key) -> String {
    let dims = key.dims.iter().filter(|(_, value)| value != ALL);
    let mut dims: Vec<String> = dims.map(|(_, value)| value_words(value)).collect();
    if key.quantity != LEDGER {
        dims.insert(0, quantity(&key.quantity).to_owned());
    }
    dims.join(", ")
}

/// The value of a dimension: hyphens between words become blanks, those of ages and dates stay.
fn value_words(value: &str) -> String {
    let known = KINDS.iter().find(|(kind, _)| *kind == value);
    if let Some((_, words)) = known {
        return (*words).to_owned();
    }
    let letters: Vec<char> = value.chars().collect();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let words = letters.iter().enumerate().map(|(at, letter)| {
        let between = is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if *letter == '-' && !between {
            ' '
        } else {
            *letter
        }
    });
    words.collect()
}

/// A date of a run as a reader writes it: a period of whole years with a hyphen.
pub fn date(date: &str) -> String {
    match date.split_once('/') {
        Some((first, last)) if first.len() == 4 && last.len() == 4 => format!("{first}-{last}"),
        Some((first, last)) => format!("{first} to {last}"),
        None => date.to_owned(),
    }
}

/// The same inside a sentence: "in 1937", "over 1933-1937", "on 1938-01-01".
pub fn at(date: &str) -> String {
    let before = if date.contains('/') {
        "over"
    } else if date.len() == "1938-01-01".len() {
        "on"
    } else {
        "in"
    };
    format!("{before} {}", self::date(date))
}

/// The week of a run that a parameter names, as days; none if the parameter is no such date.
pub fn week(
    (parameter, unit): (&str, &str),
    (first_year, weeks): (u32, u32),
    value: f64,
) -> Option<String> {
    if unit != WEEKS.0 || !parameter.ends_with(WEEKS.1) {
        return None;
    }
    if value >= f64::from(weeks) {
        return Some("after the end of the runs".to_owned());
    }
    let number = (0..weeks).find(|week| f64::from(*week) >= value)?;
    let week = Week::after(first_year, number);
    let (first, last) = week.days();
    let month = MONTHS.get(usize::try_from(week.month - 1).ok()?)?;
    Some(format!("{first} to {last} {month} {}", week.year))
}

#[cfg(test)]
mod tests {
    use super::{KINDS, at, date, number, value_words, week};
    use crate::whatif::{Key, LEDGER, LOST_BIRTHS};
    use model::truth::people::Account;

    fn key(quantity: &str, dims: &[(&str, &str)]) -> Key {
        let dims = dims.iter();
        let dims = dims.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Key {
            quantity: quantity.to_owned(),
            date: "1937".to_owned(),
            dims: dims.collect(),
        }
    }

    #[test]
    fn law_every_kind_of_the_ledger_has_words() {
        let words: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
        let kinds: Vec<&str> = Account::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(words, kinds);
    }

    #[test]
    fn known_numbers_have_plain_names() {
        let told = |quantity, dims: &[(&str, &str)]| number(&key(quantity, dims));
        assert_eq!(
            told(LEDGER, &[("kind", "died-famine")]),
            "died in the famine"
        );
        assert_eq!(told(LOST_BIRTHS, &[]), "births lost to hunger");
        assert_eq!(told("grievance", &[("group", "all")]), "grievance");
        assert_eq!(
            told(
                "party_members_expelled",
                &[("operation", "verification-1935")]
            ),
            "party members expelled, verification 1935"
        );
        assert_eq!(told("no_such_output", &[]), "no_such_output");
        assert_eq!(value_words("15-19"), "15-19");
        assert_eq!(value_words("early-weights"), "early weights");
    }

    #[test]
    fn known_dates_in_words() {
        assert_eq!(date("1933/1937"), "1933-1937");
        assert_eq!(date("1936-07/1937-06"), "1936-07 to 1937-06");
        let told = ["1937", "1933/1937", "1938-01-01"].map(at);
        assert_eq!(told, ["in 1937", "over 1933-1937", "on 1938-01-01"]);
        let of = |parameter, unit, value| week((parameter, unit), (1933, 300), value);
        let weeks = "weeks of six days";
        let murder = of("murder_week", weeks, 115.0);
        assert_eq!(murder.as_deref(), Some("1 to 6 December 1934"));
        let never = of("murder_week", weeks, 10_000.0);
        assert_eq!(never.as_deref(), Some("after the end of the runs"));
        assert_eq!(of("threat_decay", weeks, 60.0), None);
        assert_eq!(of("murder_week", "ratio", 0.5), None);
    }
}
