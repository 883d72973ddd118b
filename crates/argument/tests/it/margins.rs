//! Margins: applied to the data or to the claim they change the verdict, and a little less does not.

use crate::support::{edited, judged, mill, sound};
use argument::margin::Step;
use argument::verdict::{ClaimVerdict, Status, judge_claim};

const CLAIMS: &str = "claims/claims.toml";

/// The case with one observation changed as a margin says, all its range with it.
fn moved(verdict: &ClaimVerdict, share: f64) -> Status {
    let mut case = sound(&mill());
    let change = verdict.margin.observation.as_ref().expect("a margin");
    let (what, series) = change
        .what
        .rsplit_once(" in ")
        .expect("an observation in a series");
    let (quantity, date) = what.rsplit_once(' ').expect("a quantity and a date");
    let quantity = case.base.quantities.get_mut(quantity).expect(quantity);
    let rows = quantity.series.iter_mut().filter(|own| own.id == series);
    for row in rows
        .flat_map(|own| &mut own.rows)
        .filter(|row| row.date.to_string() == date)
    {
        for number in [&mut row.low, &mut row.value, &mut row.high] {
            *number = match change.by {
                Step::Factor(factor) => *number * factor.powf(share),
                Step::Days(days) if share < 1.0 => *number + days - days.signum(),
                Step::Days(days) => *number + days,
            };
        }
    }
    let claim = case
        .claims
        .iter()
        .find(|claim| claim.id == verdict.id)
        .expect("the claim");
    judge_claim(&case, claim).status
}

#[test]
fn law_the_margin_of_an_observation_flips_and_a_little_less_does_not() {
    let verdicts = judged(&mill());
    let with_margin = verdicts.values().filter(|v| v.margin.observation.is_some());
    let mut tried = 0;
    for verdict in with_margin {
        let change = verdict.margin.observation.as_ref().expect("filtered");
        assert_eq!(moved(verdict, 1.0), change.to, "{}: {change:?}", verdict.id);
        assert_ne!(change.to, verdict.status, "{}", verdict.id);
        assert_eq!(
            moved(verdict, 0.999),
            verdict.status,
            "{}: {change:?}",
            verdict.id
        );
        tried += 1;
    }
    assert_eq!(tried, 9);
}

/// Claim, its number in the text, the numbers to scale, and the text with these put in.
const NUMBERS: [(&str, &str, [f64; 2], &str); 4] = [
    ("grain-doubled", "> 2.0\"", [2.0, 0.0], "> {}\""),
    ("half-of-the-rye", "> 0.5\"", [0.5, 0.0], "> {}\""),
    (
        "six-hundred",
        "amount(600, 'persons')\"",
        [600.0, 0.0],
        "amount({}, 'persons')\"",
    ),
    (
        "grain-1851",
        "low = 375, high = 425",
        [375.0, 425.0],
        "low = {}, high = {}",
    ),
];

/// The claim's own number changed in its text, as the margin says.
#[test]
fn law_the_margin_of_a_number_flips_and_a_little_less_does_not() {
    let files = mill();
    let verdicts = judged(&files);
    for (id, from, numbers, to) in NUMBERS {
        let change = verdicts[id].margin.number.as_ref().expect(id);
        let Step::Factor(factor) = change.by else {
            unreachable!("{id} is no date")
        };
        let status = |by: f64| {
            let text = numbers.iter().fold(to.to_owned(), |text, number| {
                text.replacen("{}", &format!("{:.9}", number * by), 1)
            });
            judged(&edited(&files, CLAIMS, from, &text))[id].status
        };
        assert_eq!(status(factor), change.to, "{id}");
        assert_eq!(status(factor.powf(0.999)), verdicts[id].status, "{id}");
    }
}

#[test]
fn law_the_margin_of_a_date_flips_and_a_day_less_does_not() {
    let files = mill();
    let id = "wheel-in-may-1853";
    let change = judged(&files)[id].margin.number.clone().expect("a margin");
    assert_eq!(change.by, Step::Days(12.0));
    let status = |span: &str| {
        let to = format!("\"during(wheel_started(), '{span}')\"");
        let from = "\"during(wheel_started(), '1853-05')\"";
        judged(&edited(&files, CLAIMS, from, &to))[id].status
    };
    assert_eq!(status("1853-05-13/1853-06-12"), change.to);
    assert_eq!(status("1853-05-12/1853-06-11"), Status::SupportedUnder);
}
