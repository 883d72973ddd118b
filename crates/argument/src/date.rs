//! Instants and periods of the Gregorian calendar, as a source gives them.
//!
//! A date is always a span of whole days: "1935" is the year, "1935-05-13" one day. Whether a
//! source means an instant or a period is thereby kept, and two dates are equal only if both
//! their ends are.

use jiff::civil::Date;
use std::fmt;

/// First and last day, both included. Days are counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: i32,
    /// Last day.
    pub end: i32,
}

/// Years outside this range are taken for slips of the pen, not for history.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

impl Period {
    /// Reads `1935`, `1935-05`, `1935-05-13` or two of these with a slash between.
    ///
    /// # Errors
    /// A text that is none of these, a day that does not exist, a year outside 1800-2100 or a
    /// period that ends before it begins; the message says which.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = text.split('/');
        let first = piece(pieces.next().unwrap_or_default())?;
        let period = match pieces.next() {
            None => first,
            Some(last) => Self {
                start: first.start,
                end: piece(last)?.end,
            },
        };
        if pieces.next().is_some() {
            return Err(format!("`{text}` has more than one slash"));
        }
        if period.end < period.start {
            return Err(format!("`{text}` ends before it begins"));
        }
        Ok(period)
    }

    /// The whole calendar year.
    ///
    /// # Errors
    /// A year outside 1800-2100.
    pub fn year(year: i16) -> Result<Self, String> {
        Self::parse(&year.to_string())
    }

    /// Whether it is a single day.
    pub fn is_instant(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span some calendar years later; 29 February becomes 28 February.
    ///
    /// # Errors
    /// If the shifted year leaves 1800-2100.
    pub fn shifted_years(self, years: i16) -> Result<Self, String> {
        Ok(Self {
            start: shift(self.start, years)?,
            end: shift(self.end, years)?,
        })
    }

    /// Calendar year of the first day.
    pub fn start_year(self) -> i16 {
        date_of(self.start).year()
    }
}

fn piece(text: &str) -> Result<Period, String> {
    let wrong = || format!("`{text}` is not a date");
    let numbers: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, len: usize| -> Result<i16, String> {
        if part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit()) {
            part.parse().map_err(|_error| wrong())
        } else {
            Err(wrong())
        }
    };
    let year = digits(numbers[0], 4)?;
    if !YEARS.contains(&year) {
        return Err(format!("the year of `{text}` is outside 1800-2100"));
    }
    let narrow = |value: i16| i8::try_from(value).map_err(|_error| wrong());
    let (start, end) = match numbers[1..] {
        [] => (civil(year, 1, 1, text)?, civil(year, 12, 31, text)?),
        [month] => {
            let first = civil(year, narrow(digits(month, 2)?)?, 1, text)?;
            (first, first.last_of_month())
        }
        [month, day] => {
            let only = civil(
                year,
                narrow(digits(month, 2)?)?,
                narrow(digits(day, 2)?)?,
                text,
            )?;
            (only, only)
        }
        _ => return Err(wrong()),
    };
    Ok(Period {
        start: day_number(start),
        end: day_number(end),
    })
}

fn civil(year: i16, month: i8, day: i8, text: &str) -> Result<Date, String> {
    Date::new(year, month, day)
        .map_err(|_error| format!("`{text}` names a day that does not exist"))
}

const EPOCH: Date = Date::constant(1970, 1, 1);

fn day_number(date: Date) -> i32 {
    date.duration_since(EPOCH)
        .as_hours()
        .div_euclid(24)
        .try_into()
        .expect("days between 1800 and 2100 fit 32 bits")
}

fn date_of(day: i32) -> Date {
    EPOCH.saturating_add(jiff::SignedDuration::from_hours(i64::from(day) * 24))
}

fn shift(day: i32, years: i16) -> Result<i32, String> {
    let old = date_of(day);
    let year = old.year() + years;
    if !YEARS.contains(&year) {
        return Err(format!("the year {year} is outside 1800-2100"));
    }
    let first = civil(year, old.month(), 1, "a shifted date")?;
    let day = old.day().min(first.days_in_month());
    Ok(day_number(civil(year, old.month(), day, "a shifted date")?))
}

/// A day number as `1935-05-13`.
pub fn day_text(day: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a saturating cast of a rounded day is what is wanted"
    )]
    let whole = day.round() as i32;
    date_of(whole).to_string()
}

impl fmt::Display for Period {
    /// The shortest text that reads back as the same span.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (date_of(self.start), date_of(self.end));
        let whole_months = first.day() == 1 && last == last.last_of_month();
        let whole_years = whole_months && first.month() == 1 && last.month() == 12;
        let (a, b) = if whole_years {
            (
                format!("{:04}", first.year()),
                format!("{:04}", last.year()),
            )
        } else if whole_months {
            (month_text(first), month_text(last))
        } else {
            (first.to_string(), last.to_string())
        };
        if a == b {
            write!(f, "{a}")
        } else {
            write!(f, "{a}/{b}")
        }
    }
}

fn month_text(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn reads_and_writes_every_form() {
        for text in [
            "1935",
            "1935-05",
            "1935-05-13",
            "1932/1937",
            "1935-02-28/1935-03-27",
            "1928-07/1929-06",
        ] {
            let period = Period::parse(text).expect("a good date");
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "35",
            "1935-13",
            "1935-02-30",
            "1936/1935",
            "1935/36",
            "1799",
            "2101-01-01",
            "1935-1-1",
            "1935/1936/1937",
            "+935",
            "1935-05-13T00:00",
        ] {
            assert!(Period::parse(text).is_err(), "{text} was taken for a date");
        }
    }

    #[test]
    fn shifts_by_calendar_years() {
        let leap = Period::parse("1936-02-29").expect("a leap day");
        let moved = leap.shifted_years(1).expect("in range");
        assert_eq!(moved.to_string(), "1937-02-28");
        let may = Period::parse("1935-05-20").expect("a day");
        assert_eq!(
            may.shifted_years(1).expect("in range").to_string(),
            "1936-05-20"
        );
    }
}
