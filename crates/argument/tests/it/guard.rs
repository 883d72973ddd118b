//! Only data can bring a status about.

use crate::support::{Files, edited, judged, mill, replaced, text_of};
use argument::verdict::Status;
use std::collections::BTreeMap;

const NUMBERS: &str = "evidence/mill.toml";
const CLAIMS: &str = "claims/claims.toml";

fn label(files: &Files, claim: &str) -> String {
    judged(files)[claim].label()
}

/// Claim, file, what stands there, what is written instead, and the label that follows. Every
/// judged claim is taken over to the other side by changing what one source says.
const CHANGES: &str = "
grain-doubled | evidence/mill.toml | value = 880, low = 850, high = 910 | value = 700, low = 690, high = 710 | supported under toll-book
grain-1851 | evidence/mill.toml | value = 398, low = 390, high = 410 | value = 350, low = 340, high = 360 | supported under toll-book
burials-of-the-year | evidence/mill.toml | value = 17, low = 17, high = 17 | value = 30, low = 30, high = 30 | contradicted
wheel-before-steamer | events.toml | date = \"1856-07-02\" | date = \"1852-07-02\" | contradicted
nobody-drowned | evidence/mill.toml | value = 3, low = 3, high = 4 | value = 0, low = 0, high = 0 | supported
nobody-drowned | evidence/mill.toml | value = 3, low = 3, high = 4 | value = 3, low = 0, high = 4 | contested: a source's range decides
six-hundred | evidence/mill.toml | value = 566, low = 560, high = 575 | value = 612, low = 605, high = 620 | supported
six-hundred | evidence/mill.toml | value = 624, low = 624, high = 624 | value = 590, low = 590, high = 590 | contradicted
wheel-in-may-1853 | events.toml | date = \"1854-05\" | date = \"1853-05\" | supported
wheel-in-may-1853 | events.toml | date = \"1853-05-12\" | date = \"1853-06-12\" | contradicted
wages | evidence/mill.toml | value = 80, low = 79, high = 81 | value = 60, low = 59, high = 61 | contradicted
half-of-the-rye | evidence/mill.toml | value = 53, low = 46, high = 60 | value = 53, low = 51, high = 60 | supported (rests on one recalled source: valley-history)
half-of-the-rye | evidence/mill.toml | value = 53, low = 46, high = 60 | value = 48, low = 46, high = 50 | contradicted (rests on one recalled source: valley-history)
";

/// Guard: a status can come only from data. The change of one row flips the claim, its return
/// flips it back, and no label claim moves with it.
#[test]
fn law_an_edited_observation_flips_the_verdict_and_back() {
    let files = mill();
    let before = judged(&files);
    for line in CHANGES.trim().lines() {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [claim, path, from, to, after] = parts[..] else {
            unreachable!("five parts: {line}")
        };
        let changed = edited(&files, path, from, to);
        let verdicts = judged(&changed);
        assert_eq!(verdicts[claim].label(), after, "{line}");
        assert_ne!(verdicts[claim].status, before[claim].status, "{line}");
        let back = edited(&changed, path, to, from);
        assert_eq!(label(&back, claim), before[claim].label());
        for id in ["handsome", "debt", "without-steamers"] {
            assert_eq!(verdicts[id].label(), before[id].label());
        }
    }
}

/// From supported through supported under S to contradicted, as one rival after the other gives way.
#[test]
fn a_claim_falls_when_every_rival_has_changed() {
    let one = edited(
        &mill(),
        NUMBERS,
        "value = 880, low = 850, high = 910",
        "value = 700, low = 690, high = 710",
    );
    assert_eq!(label(&one, "grain-doubled"), "supported under toll-book");
    let both = edited(
        &one,
        NUMBERS,
        "value = 912, low = 903, high = 921",
        "value = 712, low = 703, high = 721",
    );
    assert_eq!(label(&both, "grain-doubled"), "contradicted");
}

/// A dating for the order makes its claim judgeable; nothing else does.
#[test]
fn an_uncorroborated_claim_needs_an_observation() {
    let dated = |date: &str| {
        let dating = format!(
            "note = \"No dating: see searches.toml.\"\n[[event.dating]]\nid = \"found\"\ndate = \"{date}\"\n\
             source = \"tax-roll\"\nverified = \"looked-up\"\nconfidence = 0.9"
        );
        edited(
            &mill(),
            "events.toml",
            "note = \"No dating: see searches.toml.\"",
            &dating,
        )
    };
    assert_eq!(label(&dated("1849-03-01"), "toll-book-order"), "supported");
    assert_eq!(
        label(&dated("1855-03-01"), "toll-book-order"),
        "contradicted"
    );
    assert_eq!(
        label(&dated("1854/1855"), "toll-book-order"),
        "contested: a source's range decides"
    );
}

/// What a claim says, why, and in which words cannot bring a status about.
#[test]
fn law_words_change_no_status() {
    let files = mill();
    let claims = text_of(&files, CLAIMS);
    let mut text = String::new();
    for line in claims.lines() {
        let words = ["says = ", "means = ", "why = "]
            .iter()
            .find(|key| line.starts_with(*key));
        text.push_str(&words.map_or_else(|| line.to_owned(), |key| format!("{key}\"supported\"")));
        text.push('\n');
    }
    let statuses = |files: &Files| -> BTreeMap<String, Status> {
        judged(files)
            .into_iter()
            .map(|(id, verdict)| (id, verdict.status))
            .collect()
    };
    assert_eq!(statuses(&replaced(&files, CLAIMS, &text)), statuses(&files));
}
