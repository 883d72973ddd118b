//! Where the doubt about a difference comes from: chance, parameters, rules, index, side by side and never added.

use crate::page::Page;
use lab::whatif::contrast::{Difference, IndexSpread};
use lab::whatif::doubt::{Doubt, PARAMETERS};

/// Most lines of the human side, and as many of the rest: more would bury them.
pub(super) const EACH: usize = 6;

/// The main differences told from chance, so many of the human side and as many others: name, date, half-widths of the doubts, the
/// widest with a star. Left out are those without per cent, for they could not stand in one table with the others, and those of
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
        let widest = doubt.widest();
        let width = |(width, name): (Option<f64>, &str)| {
            let star = if widest == Some(name) { "*" } else { " " };
            let width = width.map_or_else(|| "-".to_owned(), points);
            format!("{width}{star}")
        };
        let widths = KINDS.map(|name| (width_of(&doubt, name), name)).map(width);
        line([&called(one), &short(&one.key.date)], &widths)
    };
    main(true).chain(main(false)).map(line).collect()
}

/// The kinds of doubt, in the order of the columns.
const KINDS: [&str; 4] = ["chance", PARAMETERS, "rules", "index"];

fn width_of(doubt: &Doubt, kind: &str) -> Option<f64> {
    match kind {
        "chance" => Some(doubt.chance),
        PARAMETERS => doubt.parameters,
        "rules" => doubt.rules,
        _ => doubt.index,
    }
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

/// Whether every one of them would be printed as zero.
fn is_nothing(doubt: &Doubt) -> bool {
    let widths = KINDS.into_iter().filter_map(|kind| width_of(doubt, kind));
    widths.into_iter().all(|width| points(width) == "0.0")
}

/// One line of at most 80 columns; a long name has a line of its own.
fn line([name, date]: [&str; 2], widths: &[String; 4]) -> String {
    let widths = widths.each_ref().map(|width| format!("{width:>8}"));
    let rest = format!("{date:<DATE$} {}", widths.concat());
    let rest = rest.trim_end();
    if name.chars().count() > NAME {
        format!("  {name}\n  {:NAME$} {rest}", "")
    } else {
        format!("  {name:<NAME$} {rest}")
    }
}

/// Columns of a date.
const DATE: usize = 15;
/// Columns of a name.
const NAME: usize = 28;

/// The section; nothing if there is no line.
pub(super) fn section(page: &mut Page, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.head("Where the doubt comes from, half-widths");
    let head = ["chance", "+param.", "rules", "index"].map(|word| format!("{word} "));
    page.push(&line(["difference", "date"], &head));
    for line in lines {
        page.push(line);
    }
    page.wrapped("  ", NOTE);
}

const NOTE: &str = "\
In points of per cent of what is compared with, half of each range, the widest with a star; never added. Chance is noise over the seeds with the parameters as they stand, \
+param. the same over the members of an ensemble, which is chance and doubt about the evidence that parameters come from, rules the mechanisms that rivals replace, index the \
rival ways to add up. A dash: not run, or none. The main differences alone, without those where every doubt is below 0.05 points; --format json has every one.";

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
        let widths = [0.04, 9.96, 1234.0, 0.4].map(points);
        assert_eq!(widths, ["0.0", "10", "1234", "0.4"]);
        let widths = widths.map(|width| format!("{width}*"));
        let long = "consumption_by_class_and_region collective-farmer";
        for name in ["born", long] {
            let text = line([name, "1936-07/1937-06"], &widths);
            assert!(
                text.lines().all(|line| line.chars().count() <= 80),
                "{text}"
            );
            assert!(text.ends_with("0.4*") && text.contains(name), "{text}");
        }
    }
}
