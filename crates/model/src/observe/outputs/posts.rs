//! Outputs of specialists arrested out of their posts. Nothing in the evidence tells arrests by branch or profession.

use super::super::posts::OFFICES;
use super::super::{Output, Values, output};
use super::{FLOW, RATE, economy};

pub(super) const LIST: &[Output] = &[
    output("specialists_arrested", "persons", FLOW, "specialists outside the party arrested in cases of the political police, by the branch whose post they leave")
        .by(&[("branch", Values::Words(&economy::BRANCH_WORDS))])
        .ours(),
    output("specialist_posts_empty", "ratio", RATE, "part of posts of specialists that is empty because of arrests, mean of the months")
        .by(&[("branch", Values::Words(&economy::BRANCH_WORDS))])
        .ours(),
    output("specialist_arrest_hazard", "per thousand", RATE, "specialists arrested for a thousand posts and year: in branches of the commissariat that answers for steel, and in all others")
        .by(&[("office", Values::Words(&OFFICES))])
        .ours(),
    output("specialist_arrest_ratio", "ratio", RATE, "the first of these hazards over the second; none where nobody is arrested outside")
        .ours(),
];
