//! Panels by hand: what stands beside growth, how marks are drawn, which doubt is which.

use super::data::{Mark, drawn};
use super::{Growth, People, ROWS, draw, shows};
use crate::simulate::beside::Standing;
use crate::testing;
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use std::collections::BTreeMap;

/// A panel of growth is seen with two panels of people before it, drawn as large.
#[test]
fn law_each_panel_of_growth_stands_beside_human_ones() {
    for row in &ROWS {
        let sides = row.map(|panel| panel.side);
        assert_eq!(sides, [People, People, Growth], "{}", row[2].says);
    }
    let human: Vec<&str> = ROWS
        .iter()
        .flat_map(|row| [row[0].output, row[1].output])
        .collect();
    for wanted in [
        "famine_excess_deaths",
        "camp_deaths",
        "consumption_level",
        "sentenced_by_political_police",
        "arrests_by_political_police",
        "deaths",
        "births",
    ] {
        assert!(human.contains(&wanted), "no panel of {wanted}");
    }
}

/// A slip in a name would leave a panel empty.
#[test]
fn law_every_panel_names_an_output_and_its_dimensions() {
    for panel in ROWS.iter().flatten() {
        let output = model::observe::OUTPUTS
            .iter()
            .find(|one| one.id == panel.output);
        let output = output.unwrap_or_else(|| panic!("no output {}", panel.output));
        for (name, value) in panel.dims {
            let dim = output.dims.iter().find(|(known, _)| known == name);
            assert!(
                dim.is_some_and(|(_, values)| values.list().contains(&(*value).to_owned())),
                "{value}"
            );
        }
        assert!(shows(panel.output));
    }
    assert!(!shows("no-such-output"));
}

fn mark(standing: Standing) -> Mark {
    Mark {
        date: "1935".to_owned(),
        span: (1935.0, 1935.997),
        value: 2.0,
        low: 1.5,
        high: 2.5,
        standing,
        recalled: false,
        series: String::new(),
        source: String::new(),
    }
}

/// Births of 1935 under a setting: one number a seed.
fn setting(name: &str, numbers: &[f64]) -> Setting {
    let address = Address {
        scenario: BASELINE.to_owned(),
        output: "births".to_owned(),
        date: "1935".to_owned(),
        dims: BTreeMap::new(),
    };
    let trial = |(seed, number): (u64, &f64)| Trial {
        seed,
        ran: [BASELINE.to_owned()].into(),
        values: BTreeMap::from([(address.clone(), *number)]),
    };
    Setting {
        name: name.to_owned(),
        trials: (0..).zip(numbers).map(trial).collect(),
    }
}

fn births() -> super::Drawn {
    let trials = Trials {
        settings: vec![
            setting(BASELINE, &[1000.0, 2000.0, 3000.0, 4000.0, 5000.0]),
            setting("above", &[1500.0, 2500.0]),
            setting("below", &[900.0]),
        ],
        chance: Some(setting("alone", &[2900.0, 3100.0])),
        ..Trials::none()
    };
    drawn(&testing::case(), &trials, (ROWS[0][1], &[]))
}

/// The band goes over the runs of the baseline, rules over pairs with one seed, chance over runs with the same parameters; none takes
/// from another.
#[test]
fn known_kinds_of_doubt_are_apart() {
    let births = births();
    let point = &births.points[0];
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let wanted = [1.2, 2.0, 3.0, 4.0, 4.8];
    assert!(
        point.band.iter().zip(wanted).all(|(a, b)| near(*a, b)),
        "{:?}",
        point.band
    );
    let (low, high) = point.chance.expect("there are runs for it");
    assert!(near(low, 2.91) && near(high, 3.09), "{low} {high}");
    let (down, up) = point.rules.expect("there are rivals");
    assert!(near(down, 2.9) && near(up, 3.5), "{down} {up}");
    let mut periods = setting(BASELINE, &[7.0]);
    let (address, value) = periods.trials[0].values.pop_first().expect("a number");
    let address = Address {
        date: "1933-06/1935-05".to_owned(),
        ..address
    };
    periods.trials[0].values.insert(address, value);
    let periods = Trials {
        settings: vec![periods],
        ..Trials::none()
    };
    let periods = drawn(&testing::case(), &periods, (ROWS[0][1], &[]));
    assert!(periods.points.is_empty(), "a period is no year");
    let lone = Trials {
        settings: vec![setting(BASELINE, &[1.0])],
        ..Trials::none()
    };
    let lone = drawn(&testing::case(), &lone, (ROWS[0][1], &[]));
    assert!(lone.points[0].rules.is_none() && lone.points[0].chance.is_none());
}

#[test]
fn law_marks_are_hollow_where_they_are_held_out_and_filled_where_fitted() {
    let mut births = births();
    for (standing, class) in [
        (Standing::HeldOut, "held-out"),
        (Standing::Used, "fitted"),
        (Standing::Open, "neither"),
    ] {
        births.marks = vec![mark(standing)];
        let text = draw::draw(&births).into_string();
        for other in ["held-out", "fitted", "neither"] {
            let drawn = text.contains(&format!("class=\"{other}\""));
            assert_eq!(drawn, other == class, "{other} beside {class}");
        }
        assert!(text.contains("class=\"bracket\""), "a range is a bracket");
    }
    let css = include_str!("../style.css");
    assert!(
        css.contains(".chart .held-out { fill: #fff;")
            && css.contains(".chart .fitted { fill: var(--ink);")
    );
}

/// The years that must not be cut off are on the axis of every panel, whatever is drawn.
#[test]
fn law_famine_and_terror_stand_on_the_axis() {
    let text = draw::draw(&births()).into_string();
    for word in [">famine<", ">terror<", ">32<", ">33<", ">37<", ">38<"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn known_a_figure_is_missed_where_band_and_range_do_not_touch() {
    let births = births();
    let at = |low: f64, high: f64| {
        let figure = Mark {
            low,
            high,
            ..mark(Standing::Open)
        };
        births.is_missed(&figure)
    };
    assert_eq!(at(1.5, 2.5), Some(false));
    assert_eq!(at(4.9, 5.0), Some(true));
    assert_eq!(at(1.0, 1.1), Some(true));
    let other = Mark {
        span: (1931.0, 1931.997),
        ..mark(Standing::Open)
    };
    assert_eq!(births.is_missed(&other), None);
    let partial = Mark {
        span: (1935.3, 1935.7),
        ..mark(Standing::Open)
    };
    assert_eq!(births.is_missed(&partial), None);
}

/// The words of a panel and of its tables, with the figures of a run by hand.
#[test]
fn golden_words_of_a_panel() {
    let mut births = births();
    births.marks = vec![mark(Standing::HeldOut), mark(Standing::Used)];
    let (case, check) = testing::judged();
    let notes = super::Notes::new(&case);
    let html = [
        super::guide(&check),
        super::figure(&births, &check.trials),
        super::of_model(&births),
        super::of_evidence(&births, &notes),
    ];
    let html: String = html.into_iter().map(maud::Markup::into_string).collect();
    let mut words = String::new();
    for part in html.split('<') {
        let said = part.split_once('>').map_or("", |(_, said)| said.trim());
        if !said.is_empty() {
            words.push_str(said);
            words.push('\n');
        }
    }
    insta::assert_snapshot!("panel", words);
}

/// Under a panel of arrests stands what they hang on; under any other nothing of it.
#[test]
fn law_panels_of_arrests_tell_what_they_hang_on() {
    let mut trials = Trials {
        settings: vec![setting(BASELINE, &[-1.5, -0.5])],
        ..Trials::none()
    };
    for trial in &mut trials.settings[0].trials {
        let values = std::mem::take(&mut trial.values).into_iter();
        let renamed = values.map(|(address, value)| {
            let output = crate::arrests::ELASTICITY.to_owned();
            (Address { output, ..address }, value)
        });
        trial.values = renamed.collect();
    }
    for panel in ROWS.iter().flatten() {
        let drawn = drawn(&testing::case(), &trials, (*panel, &[]));
        let page = super::figure(&drawn, &trials).into_string();
        let told = page.contains("tolerated share, median: -1.00 in 1935.");
        assert_eq!(
            told,
            crate::arrests::is_figure(panel.output),
            "{}",
            panel.says
        );
    }
}
