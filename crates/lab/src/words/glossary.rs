//! Words of this program that a reader may not know, each in a sentence or two: in the report, in `closerun explain WORD`.

/// A word and what it means here.
pub const GLOSSARY: &[(&str, &str)] = &[
    (
        "ablation",
        "A run in which one mechanism is switched off. A claim that rests on the mechanism should fall with it.",
    ),
    (
        "as registered",
        "The claim reads as it did when claims were frozen, before the model was run. \"Changed since registration\" says that it does not.",
    ),
    (
        "assumed",
        "Class of a claim that an input or a rule of ours makes true. It is never called supported, at the most \"follows from our rule\".",
    ),
    (
        "band",
        "The range from the 5th to the 95th percentile of the runs: nine runs in ten lie in it. It is chance, and over an ensemble parameters too.",
    ),
    (
        "baseline",
        "The scenario that nothing is changed in, run with our own rules. Scenarios and rivals are compared with it.",
    ),
    (
        "bears on",
        "A rival bears on a claim if it rivals a row of its sentences, if some run of it answers otherwise than the run of our rules with the same seed, or if it moves a number compared: its median lies outside the band of our runs, by more than a hundredth. The others leave every answer as it was.",
    ),
    (
        "beyond evidence",
        "Note of how plausible a change is: nobody could have decided it. A mechanism or a burden of the past is taken out to measure what it does.",
    ),
    (
        "calibrated",
        "Class of a claim whose numbers parameters were fitted to: that they are met is no success.",
    ),
    (
        "claim",
        "One thing that a sentence says, written so that it can fail. A sentence may make several; it is as strong as the weakest.",
    ),
    (
        "combination",
        "One choice of a series for each quantity that a claim compares. All admissible ones are tried; none is an average.",
    ),
    (
        "contested",
        "Neither true everywhere nor false everywhere. A second word says by what: rules disagree (it holds under our rule and fails under a rival, or the other way round), goes either way (runs of one rule differ, by chance or parameters), evidence and runs disagree, sources disagree, a source's range decides (its own error lies on both sides), readings disagree, no answer in part.",
    ),
    (
        "docked",
        "A mechanism is docked if it was run in the setting of the paper that it comes from and set beside what the paper printed. `closerun dock` does it again.",
    ),
    (
        "docking grade",
        "How near that came. A: the same numbers. B: the same distribution. C: the same signs only, so that it bears directions and no sizes. X: the paper's own number does not come out.",
    ),
    (
        "documented alternative",
        "Note of how plausible a change is: a source of the case says that it was on the table at the time.",
    ),
    (
        "ensemble",
        "A sample of sets of parameters that the open evidence up to a year does not rule out. Verdicts on runs are taken over it, never over one best run.",
    ),
    (
        "far",
        "Note of how plausible a change is: another policy, or other people than they were.",
    ),
    (
        "flip",
        "What the verdict hangs on: with another series, reading, rival or seed it is another.",
    ),
    (
        "freeze",
        "The last year whose evidence an ensemble was held to; later figures stay unseen. A loop that is frozen is another thing: it keeps reading the first value of its input.",
    ),
    (
        "hold-out",
        "Figures that nothing may be fitted to; they are kept to judge by. Their authors knew them all the same.",
    ),
    (
        "how often",
        "A tension is met hardly ever (in fewer than a tenth of the trials), in under half, in half or more, in most (in nine tenths or more, though not in all), in all, or never.",
    ),
    (
        "in part",
        "Mark of a sentence of which some assertions were judged and others cannot be. The verdict is about the judged ones.",
    ),
    (
        "kill rate",
        "Share of the mutants of supported claims that the data refute. Near 0 % anything would pass. It is no measure of how sure the claims are: a mutant that is true as well, of another year or quantity, survives.",
    ),
    (
        "ledger",
        "What happened, what was reported and what was believed are three ledgers of the model; decisions see only the last two. The human ledger counts who was born, died, was moved.",
    ),
    (
        "margin",
        "The smallest change of a claim's number, or of one figure of the evidence, that makes the verdict another.",
    ),
    (
        "member",
        "One set of parameters of an ensemble, with a seed of its own. 16 members are 16 runs of one scenario.",
    ),
    (
        "mutant",
        "A wrong version of a claim: sign turned, number doubled, year moved, another quantity, mechanism removed. One that passes on other figures is true as well; one that passes on the same figures shows that the claim cannot tell them apart. Those of a claim that fails say nothing.",
    ),
    (
        "near",
        "Note of how plausible a change is: one decision or accident otherwise, or a value inside the range that the evidence leaves open. It is our judgement of one change by itself.",
    ),
    (
        "over the prior",
        "All parameters drawn anew from the ranges that they may have: in how many draws a claim still holds. No part of the verdict.",
    ),
    (
        "pair",
        "Two runs that differ in the scenario alone: same seed, same parameters, same rules. What differs between them is the scenario's doing in the model.",
    ),
    (
        "people aimed at",
        "Those whom an order or a sentence names, without relatives who are sent along and counted beside them.",
    ),
    (
        "plausibility",
        "How near to what happened a change of a counterfactual lies: documented alternative, near, far, or beyond evidence. It is our judgement and no part of any number.",
    ),
    (
        "predicate",
        "The claim as a formula that the program works out, such as steel(1935) / steel(1932) > 2.0.",
    ),
    (
        "put in",
        "An input or a rule of ours makes it so. That it is met proves nothing; that it is not met would.",
    ),
    (
        "reading",
        "One meaning that a sentence may have. Each is judged; a difference between them is our doubt and not that of the evidence. Each has a name: \"reading crude-steel\" is the one called crude-steel.",
    ),
    (
        "recalled",
        "Quoted from memory of a named work and not yet looked up. `closerun worklist` lists what to look up first.",
    ),
    (
        "rival",
        "Another rule for the same mechanism, or another author's figures of the same thing. A verdict that a rival turns is told with its name.",
    ),
    (
        "seed",
        "The number from which the chance of one run comes. The same seed gives the same run.",
    ),
    (
        "setting",
        "The baseline, or the baseline with one rival rule in place of ours.",
    ),
    (
        "tension",
        "Two things that the passage says and that are hard to meet at once. It is met in a trial if both sides hold in one and the same run.",
    ),
    (
        "told from chance",
        "The mean of a difference lies more than two of its standard errors from zero. Of many true zeros about one in twenty is told all the same.",
    ),
    ("trial", "One rival setting run with one seed or member."),
    (
        "vacuous",
        "A claim that nothing which was tried flips: neither other figures nor wrong versions of itself. It says little.",
    ),
    (
        "weakest rank",
        "The least rank among the sources of one combination. Ranks, the firmest first: document of the time, scholarly work, reprint, recalled.",
    ),
];

/// What a word means; blanks, hyphens and a plural make no difference.
pub fn meaning(word: &str) -> Option<(&'static str, &'static str)> {
    let plain = |text: &str| -> String {
        let text = text.to_lowercase().replace(['-', '_', ' '], "");
        text.strip_suffix('s').unwrap_or(&text).to_owned()
    };
    let mut all = GLOSSARY.iter().copied();
    all.find(|(known, _)| plain(known) == plain(word))
}

#[cfg(test)]
mod tests {
    use super::{GLOSSARY, meaning};

    /// Words that readers of `check`, `whatif`, `explain` and `tensions` asked for.
    #[test]
    fn words_that_the_program_coined_are_told() {
        for word in [
            "people aimed at",
            "told from chance",
            "docked",
            "docking grade",
            "weakest rank",
            "as registered",
            "vacuous",
            "margin",
            "plausibility",
            "documented-alternative",
            "near",
            "far",
            "beyond-evidence",
            "ensemble",
            "freeze",
            "member",
            "put in",
            "how often",
        ] {
            assert!(meaning(word).is_some(), "{word}");
        }
    }

    #[test]
    fn words_are_found_however_they_are_typed() {
        for typed in ["kill rate", "Kill-Rate", "kill_rates"] {
            assert_eq!(meaning(typed).map(|(word, _)| word), Some("kill rate"));
        }
        assert_eq!(meaning("holdout").map(|(word, _)| word), Some("hold-out"));
        assert!(meaning("").is_none() && meaning("70").is_none());
        assert!(GLOSSARY.is_sorted_by_key(|(word, _)| word));
    }
}
