//! Rules of ethics in what is printed; `docs/ethics.md` lists all of them.

use crate::common::closerun;
use tempfile::TempDir;

/// A command that shows growth, a word of it, and what must stand beside it.
struct View {
    args: &'static [&'static str],
    growth: &'static [&'static str],
    human: &'static [&'static str],
}

/// All commands that show growth. A further one is a further entry.
const VIEWS: &[View] = &[
    View {
        args: &["run", "--runs", "1"],
        growth: &["steel"],
        human: &[
            "The human ledger",
            "births lost",
            "died: usual",
            "famine",
            "camps",
            "settled",
            "exile",
            "executed",
            "the mass operations of 1937 and 1938",
        ],
    },
    View {
        args: &["run", "--runs", "1", "--format", "csv", "--out", "csv"],
        growth: &["steel"],
        human: &["famine_excess_deaths", "camp_deaths", "deaths,"],
    },
];

#[test]
fn law_growth_stands_beside_its_human_cost() {
    let folder = TempDir::new().expect("a folder");
    for view in VIEWS {
        let (_, text, _) = closerun(&folder, view.args);
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = format!("{text}\n{}", words.join(" "));
        for word in view.growth {
            assert!(
                text.contains(word),
                "{:?} shows no {word}: look for another word of growth",
                view.args
            );
        }
        for word in view.human {
            assert!(
                text.contains(word),
                "{:?} shows growth and no {word}",
                view.args
            );
        }
    }
}
