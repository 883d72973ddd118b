//! The six-day week (shestidnevka) of 1931-40: five weeks a month, sixty a year.
//!
//! Week k of a month covers the days 6k-5 to 6k; the sixth is a rest day. A thirty-first is an extra working
//! day in week 5. February ends its week 5 early, and the first of March is a rest day in its stead. Holidays:
//! 22 January, 1-2 May, 7-8 November, and 5 December from 1937. Source: `calendar-six-day-week`; docked at its
//! working days of 1933-37 (grade A).

/// Weeks of a year.
pub const WEEKS_PER_YEAR: u32 = 60;
/// Weeks of a month.
pub const WEEKS_PER_MONTH: u32 = 5;

/// One week of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    /// Year.
    pub year: u32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Week of the month, 1 to 5.
    pub week: u32,
}

impl Week {
    /// The week with this number after the first week of a year, from 0.
    pub fn after(first_year: u32, weeks: u32) -> Self {
        let (years, week) = (weeks / WEEKS_PER_YEAR, weeks % WEEKS_PER_YEAR);
        Self {
            year: first_year + years,
            month: week / WEEKS_PER_MONTH + 1,
            week: week % WEEKS_PER_MONTH + 1,
        }
    }

    /// Its place in the year, 0 to 59.
    pub fn of_year(self) -> u32 {
        (self.month - 1) * WEEKS_PER_MONTH + self.week - 1
    }

    /// First and last day of the month that belong to it.
    pub fn days(self) -> (u32, u32) {
        let first = 6 * self.week - 5;
        if self.week < WEEKS_PER_MONTH {
            return (first, 6 * self.week);
        }
        (first, month_length(self.year, self.month))
    }

    /// Working days of those who work by this calendar; farms did not.
    pub fn working_days(self) -> u32 {
        let (first, last) = self.days();
        let working = (first..=last).filter(|day| !self.rests(*day));
        u32::try_from(working.count()).unwrap_or(0)
    }

    fn rests(self, day: u32) -> bool {
        let sixth = day.is_multiple_of(6);
        let holiday = matches!(
            (self.month, day),
            (1, 22) | (5 | 11, 1 | 2) | (3, 1) | (11, 7 | 8)
        ) && !matches!((self.month, day), (11, 1 | 2));
        let constitution = self.year >= 1937 && (self.month, day) == (12, 5);
        sixth || holiday || constitution
    }

    /// Day of its end, as an ISO date.
    pub fn end(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.days().1)
    }
}

fn month_length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Working days of a year.
pub fn working_days(year: u32) -> u32 {
    (0..WEEKS_PER_YEAR)
        .map(|week| Week::after(year, week).working_days())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{WEEKS_PER_YEAR, Week, working_days};

    #[test]
    fn known_working_days() {
        let years: Vec<u32> = (1933..=1937).map(working_days).collect();
        assert_eq!(years, [300, 300, 300, 301, 299]);
        let month = |month| {
            (0..5)
                .map(|week| {
                    Week {
                        year: 1933,
                        month,
                        week: week + 1,
                    }
                    .working_days()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(month(1), [5, 5, 5, 4, 6]);
        assert_eq!(month(2), [5, 5, 5, 5, 4]);
        assert_eq!(month(3), [4, 5, 5, 5, 6]);
        assert_eq!(
            Week {
                year: 1936,
                month: 2,
                week: 5
            }
            .working_days(),
            5
        );
    }

    #[test]
    fn law_weeks_cover_every_day_once() {
        for year in 1931..=1940 {
            let mut days = 0;
            for at in 0..WEEKS_PER_YEAR {
                let week = Week::after(year, at);
                assert_eq!((week.year, week.of_year()), (year, at));
                let (first, last) = week.days();
                days += last - first + 1;
            }
            assert_eq!(days, if year % 4 == 0 { 366 } else { 365 });
        }
        assert_eq!(Week::after(1933, 299).end(), "1937-12-31");
    }
}
