//! Where the doubt about a difference comes from: chance, rules, index, side by side and never added.

use crate::page::Page;
use lab::whatif::contrast::{Difference, IndexSpread};
use lab::whatif::doubt::Doubt;

/// Most lines of the human side, and as many of the rest: more would bury them.
pub(super) const EACH: usize = 6;

/// The main differences told from chance, so many of the human side and as many others: name, date, half-widths of the three doubts,
/// and which is the widest. Left out are those without per cent, for they could not stand in one table with the others, and those of
/// which every doubt is next to nothing.
pub(super) fn lines(
    of: &[&Difference],
    (spreads, most): (&[IndexSpread], usize),
    called: &dyn Fn(&Difference) -> String,
) -> Vec<String> {
    let told = |one: &&&Difference| one.own.is_told() && one.own.relative.is_some();
    let main = |human: bool| {
        let all = of.iter().filter(told);
        let all = all.filter(move |one| one.key.is_human() == human);
        let all = all.map(|one| (*one, Doubt::of(one, spreads)));
        all.filter(|(_, doubt)| !is_nothing(doubt)).take(most)
    };
    let line = |(one, doubt): (&Difference, Doubt)| {
        let width = |width: Option<f64>| width.map_or_else(|| "-".to_owned(), points);
        let widths = [Some(doubt.chance), doubt.rules, doubt.index].map(width);
        let widest = doubt.widest().unwrap_or("none");
        line([&called(one), &short(&one.key.date)], &widths, widest)
    };
    main(true).chain(main(false)).map(line).collect()
}

/// A date in words, if it fits its column; else as it stands.
fn short(date: &str) -> String {
    let words = lab::words::plain::date(date);
    if words.chars().count() > DATE {
        date.to_owned()
    } else {
        words
    }
}

/// Whether every one of the three would be printed as zero.
fn is_nothing(doubt: &Doubt) -> bool {
    let widths = [Some(doubt.chance), doubt.rules, doubt.index];
    widths
        .into_iter()
        .flatten()
        .all(|width| points(width) == "0.0")
}

/// One line of at most 80 columns; a long name has a line of its own.
fn line([name, date]: [&str; 2], widths: &[String; 3], widest: &str) -> String {
    let [chance, rules, index] = widths;
    let rest = format!("{date:<DATE$} {chance:>6} {rules:>6} {index:>6}  {widest}");
    if name.chars().count() > NAME {
        format!("  {name}\n  {:NAME$} {rest}", "")
    } else {
        format!("  {name:<NAME$} {rest}")
    }
}

/// Columns of a date.
const DATE: usize = 15;
/// Columns of a name.
const NAME: usize = 33;

/// The section; nothing if there is no line.
pub(super) fn section(page: &mut Page, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.head("Where the doubt comes from, half-widths");
    let head = ["chance", "rules", "index"].map(str::to_owned);
    page.push(&line(["difference", "date"], &head, "widest"));
    for line in lines {
        page.push(line);
    }
    page.wrapped("  ", NOTE);
}

const NOTE: &str = "\
In points of per cent of what is compared with, half of each range; never added. Chance is noise over the seeds, rules the mechanisms that rivals replace, index the \
rival ways to add up. Doubt about the evidence that parameters come from is none of them: these runs keep every parameter at its value. The main differences alone, \
without those where every doubt is below 0.05 points; --format json has every one.";

/// A half-width in as few figures as it bears.
fn points(width: f64) -> String {
    if width < 9.95 {
        format!("{width:.1}")
    } else {
        format!("{width:.0}")
    }
}

#[cfg(test)]
mod tests {
    use super::{line, points, short};

    #[test]
    fn dates_fit_their_column() {
        let told = ["1937", "1933/1937", "1936-07/1937-06"].map(short);
        assert_eq!(told, ["1937", "1933-1937", "1936-07/1937-06"]);
    }

    #[test]
    fn lines_are_at_most_80_columns_wide() {
        let widths = [0.04, 9.96, 1234.0].map(points);
        assert_eq!(widths, ["0.0", "10", "1234"]);
        let long = "consumption_by_class_and_region collective-farmer";
        for name in ["born", long] {
            let text = line([name, "1936-07/1937-06"], &widths, "chance");
            assert!(
                text.lines().all(|line| line.chars().count() <= 80),
                "{text}"
            );
            assert!(text.ends_with("  chance") && text.contains(name), "{text}");
        }
    }
}
