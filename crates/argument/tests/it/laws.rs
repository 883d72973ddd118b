//! Laws of judging, over random evidence and random predicates.

use crate::grammar::{WORLD, predicate, read};
use crate::support::{judged, mill, sound};
use argument::evidence::{Base, Kind, Series};
use argument::predicate::eval::{self, Span, Truth};
use argument::text::{OwnCopy, normalise, sentence_hash};
use argument::verdict::{ClaimVerdict, Estimates, Outcome, Space, Status, outcomes, status_of};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const QUANTITIES: [&str; 4] = ["rye", "oats", "fair", "frost"];

/// Central value, and how far the range goes down and up.
type Row = (u32, u32, u32);
/// Rows of one series; events have but one.
type Rows = (Row, Row);
/// One to three series for each of the four quantities.
type World = [Vec<Rows>; 4];

fn row(widest: u32) -> impl Strategy<Value = Row> {
    (20..60_u32, 0..=widest, 0..=widest)
}

fn rows(widest: u32) -> impl Strategy<Value = Rows> {
    (row(widest), row(widest))
}

fn world(widest: u32) -> impl Strategy<Value = World> {
    let series = || prop::collection::vec(rows(widest), 1..=3);
    [series(), series(), series(), series()]
}

fn series_of(template: &Series, number: usize, (first, second): Rows, event: bool) -> Series {
    let mut series = template.clone();
    series.id = format!("s{number}");
    for (own, (value, down, up)) in series.rows.iter_mut().zip([first, second]) {
        // Tonnes around one; days of the spring of 1851, which began on day -43 408.
        let (scale, from) = if event {
            (1.0, -43_408.0)
        } else {
            (1.0 / 16.0, 0.0)
        };
        own.value = from + f64::from(value) * scale;
        own.low = own.value - f64::from(down) * scale;
        own.high = own.value + f64::from(up) * scale;
    }
    series
}

fn base(world: &World) -> Base {
    let mut base = WORLD.clone();
    for (id, all) in QUANTITIES.iter().zip(world) {
        let quantity = base
            .quantities
            .get_mut(*id)
            .expect("a quantity of the world");
        let template = quantity.series[0].clone();
        let event = quantity.kind == Kind::Event;
        let made = all.iter().enumerate();
        quantity.series = made
            .map(|(i, rows)| series_of(&template, i, *rows, event))
            .collect();
    }
    base
}

/// The status under a set of estimates; none where something is undefined, which the loader refuses.
fn status_under(world: &World, text: &str, set: &Estimates) -> Option<Status> {
    let base = base(world);
    let predicate = read(text);
    let space = Space::new(&base, &predicate, &BTreeMap::new(), set);
    let outcomes = outcomes(&predicate.test, &space);
    (!outcomes.contains(&Outcome::Undefined)).then(|| status_of(&outcomes))
}

fn status(world: &World, text: &str) -> Option<Status> {
    status_under(world, text, &Estimates::All)
}

fn opposite(a: Option<Status>, b: Option<Status>) -> bool {
    let pair = [Some(Status::Supported), Some(Status::Contradicted)];
    pair == [a, b] || pair == [b, a]
}

fn widened(world: &World, by: &World) -> World {
    let mut wide = world.clone();
    for (all, more) in wide.iter_mut().zip(by) {
        for (rows, more) in all.iter_mut().zip(more.iter().cycle()) {
            for (row, more) in [(&mut rows.0, more.0), (&mut rows.1, more.1)] {
                row.1 = (row.1 + more.1).min(19);
                row.2 += more.2;
            }
        }
    }
    wide
}

static BEFORE: LazyLock<(String, Vec<String>)> = LazyLock::new(|| {
    let files = mill();
    let labels = judged(&files).values().map(ClaimVerdict::label).collect();
    (sound(&files).digest, labels)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_widening_a_range_never_turns_a_verdict_round(world in world(8), by in world(8), text in predicate()) {
        let (before, after) = (status(&world, &text), status(&widened(&world, &by), &text));
        prop_assert!(!opposite(before, after), "{text}: {before:?} {after:?}");
    }

    /// What is so over all of the ranges is so at the centres, however wide the ranges are.
    #[test]
    fn law_a_firm_verdict_holds_at_the_centres(world in world(16), text in predicate()) {
        let over_ranges = status(&world, &text);
        if let Some(Status::Supported | Status::Contradicted) = over_ranges {
            let centre = |row: Row| (row.0, 0, 0);
            let centres = world.clone().map(|all| {
                all.into_iter().map(|(first, second)| (centre(first), centre(second))).collect()
            });
            prop_assert_eq!(status(&centres, &text), over_ranges, "{}", text);
        }
    }

    #[test]
    fn law_a_rival_series_never_turns_a_verdict_round(world in world(8), more in rows(8), at in 0..4_usize, text in predicate()) {
        let mut rival = world.clone();
        rival[at].push(more);
        let (before, after) = (status(&world, &text), status(&rival, &text));
        prop_assert!(!opposite(before, after), "{text}: {before:?} {after:?}");
        if let Some(Status::Contested | Status::SupportedUnder) = before {
            prop_assert!(!matches!(after, Some(Status::Supported | Status::Contradicted)), "{text}");
        }
    }

    #[test]
    fn law_points_are_never_contested(world in world(0), text in predicate()) {
        prop_assert_ne!(status(&world, &text), Some(Status::Contested), "{}", text);
    }

    #[test]
    fn law_a_narrower_set_keeps_what_all_estimates_say(world in world(8), text in predicate()) {
        let all = status(&world, &text);
        for set in [Estimates::Documents, Estimates::LookedUp, Estimates::School("archive".to_owned())] {
            let narrow = status_under(&world, &text, &set);
            if let Some(Status::Supported | Status::Contradicted) = all {
                prop_assert!(narrow == all || narrow == Some(Status::Uncorroborated), "{text}");
            }
        }
    }

    #[test]
    fn law_a_negation_swaps_supported_and_contradicted(world in world(8), text in predicate()) {
        let swapped = status(&world, &format!("!({text})")).map(|status| match status {
            Status::Supported => Status::Contradicted,
            Status::Contradicted => Status::Supported,
            other => other,
        });
        prop_assert_eq!(swapped, status(&world, &text), "{}", text);
    }

    #[test]
    fn law_a_predicate_survives_its_own_text(text in predicate()) {
        let predicate = read(&text);
        let again = predicate.text(&WORLD);
        prop_assert_eq!(&read(&again), &predicate, "{} became {}", text, again);
    }

    #[test]
    fn law_bounds_hold_at_every_point_inside(
        text in predicate(),
        ends in prop::collection::vec((-8.0..8.0_f64, 0.0..4.0_f64), 6),
        inside in prop::collection::vec(prop::collection::vec(0.0..=1.0_f64, 6), 8),
    ) {
        let predicate = read(&text);
        let spans: Vec<Span> = ends.iter().map(|(low, width)| Span { low: *low, high: low + width }).collect();
        if let Ok(truth @ (Truth::True | Truth::False)) = eval::test(&predicate.test, &spans) {
            for at in inside {
                let point: Vec<Span> = spans.iter().zip(at)
                    .map(|(span, u)| Span::point((span.low + u * (span.high - span.low)).min(span.high)))
                    .collect();
                prop_assert_eq!(eval::test(&predicate.test, &point), Ok(truth), "{} at {:?}", text, point);
            }
        }
    }

    /// A reader's copy is cut into words in one way, and sentences are hashed in another; both
    /// must see the same words, or an honest copy would not match.
    #[test]
    fn law_own_copies_and_hashes_see_the_same_words(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)) {
        let text = pieces.concat();
        let plain = normalise(&text);
        let words = plain.split(' ').filter(|word| !word.is_empty()).count();
        let copy = OwnCopy::new(&text);
        prop_assert_eq!(copy.len(), words, "{:?} is {:?}", text, plain);
        if words > 0 {
            prop_assert!(copy.find(words, &sentence_hash(&text), 0).is_some(), "{text:?} is {plain:?}");
        }
    }
}

const PIECES: [&str; 30] = [
    " ",
    " ",
    " ",
    "\n",
    "mill",
    "Mühle",
    "MU\u{308}HLE",
    "1851",
    "24",
    "7",
    "3",
    ".",
    ",",
    ";",
    "!",
    "?",
    "\u{201d}",
    "\u{2019}",
    "'",
    "\"",
    "-",
    "\u{2014}",
    "\u{bd}",
    "\u{b2}",
    "\u{fb01}",
    "\u{2026}",
    "\u{df}",
    "\u{130}",
    "\u{e9}",
    "(",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_the_order_of_files_never_matters(files in Just(mill()).prop_shuffle()) {
        let labels: Vec<String> = judged(&files).values().map(ClaimVerdict::label).collect();
        prop_assert_eq!(&(sound(&files).digest, labels), &*BEFORE);
    }
}
