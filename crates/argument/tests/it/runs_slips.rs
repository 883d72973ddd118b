//! What may not be written in a claim on runs: each slip gives one fault with file, line, found, wanted and hint.

use crate::bad_input::complaint;
use crate::runs::{CLAIMS, DRY, MORE, claim, files, model};
use argument::case::Case;
use argument::fault::Fault;
use argument::runs::Runs;

fn slip(claim: &str, runs: Runs) -> Fault {
    Case::parse_with(&files(claim), runs).expect_err("a slip")
}

/// Predicate, what the fault says, what it wants. Each stands in line 12, but for the division by zero.
const PREDICATES: [(&str, &str, &str); 11] = [
    (
        "flours(1853) > flour(1851)",
        "unknown output of runs",
        "flour, sacks",
    ),
    (
        "wage(1861) > wage(1851)",
        "unknown output of runs",
        "flour, sacks",
    ),
    (
        "flour(1854) > flour(1851)",
        "no run gives this output at this date",
        "flour(1851)",
    ),
    (
        "flour('1853-01-01') > flour(1851)",
        "for whole years",
        "flour(1851)",
    ),
    (
        "sacks(1853, {'kind': 'rye'}) > flour(1851)",
        "on the first of January",
        "sacks('1851-01-01')",
    ),
    (
        "sacks('1853-01-01') > flour(1851)",
        "a dimension is missing",
        "'kind'",
    ),
    (
        "sacks('1853-01-01', {'kind': 'oats'}) > flour(1851)",
        "unknown value of a dimension",
        "closed list",
    ),
    (
        "flour(1853, {'kind': 'rye'}) > flour(1851)",
        "unknown dimension",
        "or `under`",
    ),
    (
        "flour(1853, {'under': 'drought'}) > flour(1851)",
        "unknown scenario",
        "dry",
    ),
    (
        "flour(1853, {'under': 'ox'}) > flour(1851)",
        "no counterfactual",
        "dry",
    ),
    ("flour(1853) > 3.0", "measure different things", "tonnes"),
];

/// Class, words of the claim, line of the fault, what it says, what it wants.
const WORDS: [(&str, &str, usize, &str, &str); 5] = [
    (
        "evidence-only",
        DRY,
        6,
        "not judged by evidence only",
        "assumed | calibrated | held-out",
    ),
    ("held-out", "", 2, "without `ablations`", "ablations = ["),
    (
        "held-out",
        "ablations = []",
        2,
        "no ablation and no reason",
        "no_ablation",
    ),
    (
        "held-out",
        "ablations = [\"ox\"]",
        7,
        "unknown ablation",
        "dry",
    ),
    (
        "held-out",
        "ablations = [\"dry\"]\nno_ablation = \"x\"",
        8,
        "beside one",
        "either",
    ),
];

fn slips(claim: &str, line: usize, (what, wanted): (&str, &str)) {
    let fault = slip(claim, model());
    assert_eq!(
        (fault.place.file.as_str(), fault.place.line),
        (CLAIMS, line),
        "{fault}"
    );
    assert!(fault.what.contains(what), "{what}: {fault}");
    assert!(fault.wanted.contains(wanted), "{wanted}: {fault}");
    assert_eq!(complaint(&fault), "", "{fault}");
}

#[test]
fn known_slips_are_one_fault_each() {
    for (predicate, what, wanted) in PREDICATES {
        slips(&claim("held-out", DRY, predicate), 12, (what, wanted));
    }
    for (class, more, line, what, wanted) in WORDS {
        slips(&claim(class, more, MORE), line, (what, wanted));
    }
    let zero = claim("held-out", DRY, "flour(1853) / (1.0 - 1.0) > flour(1851)");
    slips(&zero, 2, ("divides by zero", "cannot be zero"));
    let contrast = claim(
        "held-out",
        DRY,
        "flour(1853) > flour(1853, {'under': 'dry'})",
    );
    slips(
        &contrast,
        7,
        ("makes no other claim", "does not compare with already"),
    );
}

#[test]
fn known_runs_need_a_model_and_its_words_need_runs() {
    let fault = slip(&claim("held-out", DRY, MORE), Runs::none());
    assert!(fault.what.contains("a case without a model"), "{fault}");
    assert_eq!((fault.place.line, complaint(&fault)), (11, ""), "{fault}");
    let idle = claim("held-out", DRY, "wage(1861) > wage(1851)").replace("on = \"runs\"\n", "");
    let fault = slip(&idle, model());
    assert!(fault.what.contains("belongs to claims on runs"), "{fault}");
    assert_eq!((fault.place.line, complaint(&fault)), (7, ""), "{fault}");
    let only =
        claim("held-out", DRY, MORE) + "only = { flour = { series = [\"a\"], why = \"x\" } }\n";
    let fault = slip(&only, model());
    assert!(fault.what.contains("restriction of series"), "{fault}");
    assert_eq!(complaint(&fault), "", "{fault}");
    let ground = claim("held-out", DRY, MORE).replace("\"runs\"", "\"run\"");
    let fault = slip(&ground, model());
    assert!(
        fault.what.contains("unknown ground of judgement"),
        "{fault}"
    );
    assert_eq!(complaint(&fault), "", "{fault}");
}
