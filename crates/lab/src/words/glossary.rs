//! Words of this program that a reader may not know, each in a sentence or two: in the report, in `closerun explain WORD`.

/// A word and what it means here.
pub const GLOSSARY: [(&str, &str); 22] = [
    (
        "ablation",
        "A run in which one mechanism is switched off. A claim that rests on the mechanism should fall with it.",
    ),
    (
        "assumed",
        "Class of a claim that an input or a rule of ours makes true. It is never called supported, at the most \"follows from our rule\".",
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
        "flip",
        "What the verdict hangs on: with another series, reading, rival or seed it is another.",
    ),
    (
        "hold-out",
        "Figures that nothing may be fitted to; they are kept to judge by. Their authors knew them all the same.",
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
        "mutant",
        "A wrong version of a claim: sign turned, number doubled, year moved, another quantity, mechanism removed. One that passes on other figures is true as well; one that passes on the same figures shows that the claim cannot tell them apart. Those of a claim that fails say nothing.",
    ),
    (
        "over the prior",
        "All parameters drawn anew from the ranges that they may have: in how many draws a claim still holds. No part of the verdict.",
    ),
    (
        "predicate",
        "The claim as a formula that the program works out, such as steel(1935) / steel(1932) > 2.0.",
    ),
    (
        "reading",
        "One meaning that a sentence may have. Each is judged; a difference between them is our doubt and not that of the evidence.",
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
];

/// What a word means; blanks, hyphens and a plural make no difference.
pub fn meaning(word: &str) -> Option<(&'static str, &'static str)> {
    let plain = |text: &str| -> String {
        let text = text.to_lowercase().replace(['-', '_', ' '], "");
        text.strip_suffix('s').unwrap_or(&text).to_owned()
    };
    let mut all = GLOSSARY.into_iter();
    all.find(|(known, _)| plain(known) == plain(word))
}

#[cfg(test)]
mod tests {
    use super::{GLOSSARY, meaning};

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
