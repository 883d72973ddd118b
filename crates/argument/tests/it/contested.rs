//! What a contested claim is contested by, which rivals bear on it, and why a mutant survives.

use crate::rules::{Row, given, judge, point};
use crate::runs::{DRY, MORE, case, claim, judged, trials};
use crate::support::{edited, judged as judged_files, mill};
use argument::mutant::{Fate, Rule, Survival};
use argument::source::Rank;
use argument::verdict::{By, ClaimVerdict, Status};

/// Runs of our rules and of two rivals, one letter a seed: `h` where flour grows, `f` where it falls.
fn on_runs(class: &str, runs: [&str; 3]) -> ClaimVerdict {
    let letters = runs.map(str::as_bytes);
    let flour = move |setting: usize, seed: u64, year: i16| {
        let at = usize::try_from(seed).expect("a small seed");
        let sign = if letters[setting][at] == b'h' {
            1.0
        } else {
            -1.0
        };
        100.0 + sign * f64::from(year - 1851)
    };
    judged(&case(&claim(class, DRY, MORE)), &trials(flour, 1.0))
}

#[test]
fn law_rules_and_chance_are_told_apart() {
    use By::{Chance, Rules};
    let table: [([&str; 3], &[By]); 9] = [
        (["hhhh", "ffff", "hhhh"], &[Rules]),
        (["ffff", "ffff", "hhhh"], &[Rules]),
        (["hhhh", "hfff", "hhhh"], &[Rules]),
        (["hhhh", "hhhf", "hhhh"], &[Chance]),
        (["hhff", "hhff", "hhff"], &[Chance]),
        (["hhhf", "hhhf", "ffff"], &[Rules, Chance]),
        // As many on either side: no majority that a rival could turn.
        (["hhff", "ffff", "hhff"], &[Chance]),
        // Both go either way: the one is no clearer than the other.
        (["hhhf", "hfff", "hhhf"], &[Chance]),
        // The rival is of one mind, and so is nearly ours.
        (["hhhf", "hhhh", "hhhf"], &[Chance]),
    ];
    for (runs, by) in table {
        let verdict = on_runs("assumed", runs);
        assert_eq!(verdict.status, Status::Contested, "{runs:?}");
        assert_eq!(verdict.contested_by(), by, "{runs:?}");
        assert_eq!(verdict.readings[0].contested_by(), by, "{runs:?}");
        let label = format!("contested: {}", By::listed(by));
        assert_eq!(verdict.label(), label);
    }
    for (runs, status) in [
        (["hhhh", "ffff", "hhhh"], Status::SupportedUnder),
        (["hhhh", "hhhh", "hhhh"], Status::Supported),
        (["ffff", "ffff", "ffff"], Status::Contradicted),
    ] {
        let verdict = on_runs("held-out", runs);
        assert_eq!(verdict.status, status);
        assert!(verdict.contested_by().is_empty());
    }
}

/// `old-wheel` rivals a row of the sentence, `ox` one of another.
#[test]
fn law_a_rival_of_another_row_bears_only_where_a_run_answers_otherwise() {
    let bears = |runs: [&str; 3]| {
        let verdict = on_runs("assumed", runs);
        let reading = &verdict.readings[0];
        [0, 1, 2].map(|at| reading.bears(at))
    };
    assert_eq!(bears(["hhhh", "hhhh", "hhhh"]), [false, true, false]);
    assert_eq!(bears(["hhhf", "hhhf", "hhhf"]), [false, true, false]);
    assert_eq!(bears(["hhhh", "hhhh", "hhhf"]), [false, true, true]);
    // As many runs, other runs.
    assert_eq!(bears(["hhhf", "hhhf", "fhhh"]), [false, true, true]);
}

/// A rival that moves what is compared bears on the claim, though every run answers as before: to count those alone that answer otherwise would
/// be to choose by the outcome.
#[test]
fn law_a_rival_that_moves_a_number_bears() {
    let bears = |growth: f64| {
        let flour = |setting: usize, seed: u64, year: i16| {
            let per_year = if setting == 2 {
                growth
            } else {
                1.0 + 0.1 * seed as f64
            };
            100.0 + per_year * f64::from(year - 1851)
        };
        let verdict = judged(&case(&claim("held-out", DRY, MORE)), &trials(flour, 1.0));
        assert_eq!(verdict.status, Status::Supported);
        verdict.readings[0].bears(2)
    };
    assert!(bears(20.0));
    assert!(!bears(1.2), "inside the band");
    assert!(!bears(1.5), "beside it by less than a hundredth");
}

/// A rival that was run with fewer seeds is set beside the same runs of our rules, and not beside all of them.
#[test]
fn law_a_rival_is_compared_with_the_runs_of_its_own_seeds() {
    let flour = |setting: usize, seed: u64, year: i16| {
        let sign = if seed < 2 || setting > 0 { 1.0 } else { -1.0 };
        100.0 + sign * f64::from(year - 1851)
    };
    let mut given = trials(flour, 1.0);
    for setting in &mut given.settings[1..] {
        for trial in &mut setting.trials[2..] {
            trial.ran.clear();
            trial.values.clear();
        }
    }
    let verdict = judged(&case(&claim("assumed", DRY, MORE)), &given);
    let reading = &verdict.readings[0];
    let runs = reading.runs.as_ref().expect("on runs");
    let ours = runs
        .bearings
        .iter()
        .map(|one| (one.ours.holds, one.ours.points));
    assert_eq!(ours.collect::<Vec<_>>(), [(2, 4), (2, 2), (2, 2)]);
    assert!(!reading.bears(2) && !reading.turns(2));
    assert_eq!(verdict.contested_by(), [By::Chance]);
}

/// A run that gives no number is no quarrel of the rules, and is told all the same.
#[test]
fn law_a_run_without_an_answer_is_told() {
    let flour = |_: usize, _: u64, year: i16| f64::from(year);
    let mut given = trials(flour, 1.0);
    given.settings[1].trials[0].values.clear();
    let verdict = judged(&case(&claim("held-out", DRY, MORE)), &given);
    assert_eq!(verdict.label(), "contested: no answer in part");
    assert!(!verdict.readings[0].turns(1));
}

#[test]
fn law_sources_ranges_and_readings_are_told_apart() {
    let rows = |low: f64, high: f64| [("1851", [low, f64::midpoint(low, high), high])];
    let (low, wide, high) = (rows(1.0, 1.0), rows(1.0, 3.0), rows(4.0, 4.0));
    let more = "oats(1851) > amount(2.5, 'tonnes')";
    let of = |series: &[(&str, &[Row<'_>])], readings: &[&str]| {
        let oats = given("oats", "tonnes", series);
        let names = ["x", "y"];
        let readings = names.into_iter().zip(readings);
        let readings: Vec<_> = readings.map(|(id, text)| (id, *text, None)).collect();
        judge(&[oats], &readings)
    };
    let both = of(&[("a", &wide), ("b", &high)], &[more]);
    assert_eq!(both.contested_by(), [By::Sources, By::Range]);
    let one = of(&[("a", &wide)], &[more]);
    assert_eq!(one.contested_by(), [By::Range]);
    assert_eq!(one.label(), "contested: a source's range decides");
    let lower = "oats(1851) < amount(2.5, 'tonnes')";
    let unlike = of(&[("a", &low)], &[more, lower]);
    assert_eq!(unlike.status, Status::SupportedUnder);
    assert!(unlike.contested_by().is_empty(), "S names the reading");
    let apart = of(&[("a", &wide)], &[more, "oats(1851) > amount(0, 'tonnes')"]);
    assert_eq!(apart.contested_by(), [By::Range, By::Readings]);
}

#[test]
fn law_a_verdict_on_one_weak_source_says_so() {
    let with = |rank: &str, verified: &str| {
        let sources = "sources/sources.toml";
        let files = edited(&mill(), sources, "rank = \"recalled\"", rank);
        let from = "verified = \"recalled\"";
        let files = edited(&files, "evidence/mill.toml", from, verified);
        judged_files(&files)
            .remove("half-of-the-rye")
            .expect("there")
    };
    let seen = "verified = \"looked-up\"";
    let reprint = with("rank = \"reprint\"", seen);
    let label =
        "contested: a source's range decides (rests on one source of rank reprint: valley-history)";
    assert_eq!(reprint.label(), label);
    assert_eq!(reprint.one_recalled_source, None);
    let one = reprint.one_source.expect("one source");
    assert_eq!(
        (one.id.as_str(), one.rank),
        ("valley-history", Rank::Reprint)
    );
    let plain = "contested: a source's range decides";
    for rank in ["rank = \"scholarly\"", "rank = \"document\""] {
        let verdict = with(rank, seen);
        assert_eq!(verdict.label(), plain);
        assert!(verdict.one_source.is_some(), "told, but no warning");
    }
    // Whatever the work is, nobody has opened it.
    let unseen = with("rank = \"scholarly\"", "verified = \"recalled\"");
    assert_eq!(
        unseen.one_recalled_source.as_deref(),
        Some("valley-history")
    );
    assert!(
        unseen
            .label()
            .ends_with("(rests on one recalled source: valley-history)")
    );
}

/// A twin that asks for other figures may be as true as the claim; one that asks more of the same figures shows that the claim is weak.
#[test]
fn law_why_a_mutant_survives() {
    let rows = [("1851", point(10.0)), ("1852", point(20.0))];
    let oats = given("oats", "tonnes", &[("a", &rows)]);
    let more = ("x", "oats(1852) > amount(4, 'tonnes')", None);
    let verdict = judge(&[oats], &[more]);
    let fates: Vec<_> = verdict
        .mutants
        .iter()
        .filter(|twin| twin.rule != Rule::Swapped)
        .map(|twin| (twin.rule, twin.fate, twin.survival()))
        .collect();
    let wanted = [
        (Rule::Doubled, Fate::Survived, Some(Survival::NotToldApart)),
        (Rule::Sign, Fate::Killed, None),
        (
            Rule::YearEarlier,
            Fate::Survived,
            Some(Survival::TrueAsWell),
        ),
        (Rule::YearLater, Fate::NoData, None),
    ];
    assert_eq!(fates, wanted);
    let grows = on_runs("held-out", ["hhhh"; 3]).mutants;
    let ablated = grows.iter().find(|twin| twin.rule == Rule::Ablated);
    let why = ablated.expect("a twin").survival();
    assert_eq!(why, Some(Survival::WithoutTheMechanism));
}
