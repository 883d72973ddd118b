//! An invented country: a closed city and a land of villages and towns, peasants, workers and farm members.

use model::setting::{Span, Start, StartMargin, Values, WANTED};
use model::truth::ages::{AGES, SEXES};
use model::truth::people::{Region, Status};
use model::world::Setup;
use std::collections::BTreeMap;

/// The regions.
pub(crate) fn regions() -> Vec<Region> {
    let region = |id: &str, city: bool| Region {
        id: id.to_owned(),
        name: id.to_owned(),
        city,
        closed: city,
    };
    vec![region("citadel", true), region("plain", false)]
}

/// Values of all parameters.
pub(crate) fn values() -> Values {
    let one = |value: f64| vec![(String::new(), value)];
    let years =
        |first: f64, later: f64| vec![("1933".to_owned(), first), ("1934".to_owned(), later)];
    let list = |values: &[f64]| {
        values
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), *value))
            .collect()
    };
    let of = |region: &str, value: f64| vec![(region.to_owned(), value)];
    let mut values = Values::new();
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("ordinary_death_rate", years(0.03, 0.02));
    set("settlement_death_rate", years(0.15, 0.04));
    set("camp_death_rate", years(0.15, 0.05));
    set("famine_deaths", years(2_000.0, 0.0));
    set("famine_share_of_region", of("plain", 1.0));
    set(
        "famine_share_of_month",
        list(&[
            0.05, 0.05, 0.1, 0.1, 0.1, 0.2, 0.2, 0.1, 0.05, 0.05, 0.0, 0.0,
        ]),
    );
    set("famine_mortality_exponent", one(5.5));
    set("birth_rate", one(0.034));
    set("settlement_birth_rate", years(0.015, 0.02));
    set("birth_response", one(0.6));
    set("birth_lag", one(45.0));
    set("migration_slope", one(0.01875));
    set("migration_intercept", one(0.018_375));
    set("relative_consumption", years(2.0, 2.2));
    set("destination_own_towns", one(0.7));
    set("destination_city", of("citadel", 0.3));
    set("closed_city_reduction", one(0.5));
    set("joining_rate", years(0.1, 0.4));
    set("left_country", years(500.0, 0.0));
    set("left_country_share_of_region", of("plain", 1.0));
    set("risk_bin_share", list(&[0.05, 0.15, 0.25, 0.55]));
    set("male_births", one(0.512));
    set(
        "age_weight_ordinary",
        list(&[
            3.0, 0.4, 0.2, 0.25, 0.3, 0.3, 0.4, 0.4, 0.5, 0.6, 0.9, 1.2, 1.7, 2.6, 5.5,
        ]),
    );
    set("age_weight_famine", list(&[2.0; AGES]));
    set("age_weight_move", list(&[1.0; AGES]));
    assert_eq!(values.len(), WANTED.len());
    values
}

/// Dimensions and values of a cell, as in a data file.
pub(crate) fn cell(words: &[(&str, &str)]) -> BTreeMap<String, String> {
    words
        .iter()
        .map(|(dimension, value)| ((*dimension).to_owned(), (*value).to_owned()))
        .collect()
}

/// The start: this many people, a fiftieth of them held.
pub(crate) fn start(total: u64) -> Start {
    let held = total / 50;
    let free = (total - 2 * held) as f64;
    let margin =
        |name: &str, exact: bool, cells: Vec<(BTreeMap<String, String>, f64)>| StartMargin {
            name: name.to_owned(),
            cells,
            exact,
        };
    let members = (free * 0.02).round();
    Start {
        total,
        held: vec![
            (Status::SpecialSettler, vec![0, held]),
            (Status::CampInmate, vec![0, held]),
        ],
        margins: vec![
            margin(
                "region",
                false,
                vec![
                    (cell(&[("region", "citadel")]), 0.1 * free),
                    (cell(&[("region", "plain")]), 0.9 * free),
                ],
            ),
            margin(
                "class",
                false,
                vec![
                    (cell(&[("class", "kolkhoznik")]), 0.4 * free),
                    (cell(&[("class", "individual-peasant")]), 0.3 * free),
                    (cell(&[("class", "worker")]), 0.28 * free),
                    (cell(&[("class", "official")]), 0.02 * free),
                ],
            ),
            margin(
                "party",
                true,
                vec![
                    (cell(&[("party", "member")]), members),
                    (cell(&[("party", "none")]), free - members),
                ],
            ),
            margin("mark", true, vec![(cell(&[("mark", "opposition")]), 40.0)]),
        ],
        seed: vec![
            (cell(&[("class", "former")]), 0.0),
            (cell(&[("class", "specialist")]), 0.0),
            (cell(&[("class", "employee")]), 0.0),
            (cell(&[("class", "official"), ("party", "member")]), 8.0),
            (cell(&[("party", "candidate")]), 0.0),
        ],
        ages: [[1.0; AGES]; SEXES],
    }
}

/// A run of so many weeks over so many people.
pub(crate) fn setup(total: u64, weeks: u32) -> Setup {
    let span = Span {
        first_year: 1933,
        weeks,
    };
    Setup::new(&values(), &start(total), &regions(), span).expect("a sound setting")
}
