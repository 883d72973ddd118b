//! Outputs of arrests, sentences, pleas and custody.

use super::super::custody::{HELD, MEASURES, PLEA_WORDS};
use super::super::repression::CATEGORY_WORDS;
use super::super::{Output, Values, output};
use super::{FLOW, MID_YEAR, RATE, STOCK};

const CAMPS: &[(&str, Values)] = &[("category", Values::Words(&["camps"]))];
const PLEAS: &[(&str, Values)] = &[("plea", Values::Words(&PLEA_WORDS))];

pub(super) const LIST: &[Output] = &[
    output("camp_inmates", "persons", STOCK, "inmates of camps on 1 January").by(CAMPS),
    output("camp_deaths", "persons", FLOW, "deaths of camp inmates in the year")
        .by(CAMPS)
        .of_deaths("camp"),
    output(
        "held_in_custody",
        "persons",
        STOCK,
        "people held under orders and sentences on 1 January; relatives are people who were sent along",
    )
    .by(&[("status", Values::Words(&HELD))])
    .ours(),
    output(
        "former_oppositionists_free",
        "persons",
        STOCK,
        "people with a past in an opposition who are free on 1 January",
    )
    .ours(),
    output(
        "arrests_by_political_police",
        "persons",
        FLOW,
        "arrested in cases of the political police",
    ),
    output(
        "arrests_counter_revolutionary",
        "persons",
        FLOW,
        "arrested in its political cases",
    ),
    output("arrests", "persons", FLOW, "arrested in cases of the political police, by category")
        .by(&[("category", Values::Words(&CATEGORY_WORDS))])
        .ours(),
    output(
        "sentenced_by_political_police",
        "persons",
        FLOW,
        "executed, sent to camps or exiled, from 1935 on with police troikas, as the table of the evidence counts; other measures are not in the model",
    )
    .by(&[("measure", Values::Words(&MEASURES))]),
    output(
        "arrested_who_had_acted",
        "persons",
        FLOW,
        "of those arrested: acted in public in the month before",
    )
    .ours(),
    output(
        "arrested_disposed",
        "ratio",
        RATE,
        "of those arrested: share disposed to act; a disposition is not an act",
    )
    .ours(),
    output("pleas", "ratio", RATE, "share of political cases with each plea; all but the few who had acted sign what is false")
        .by(PLEAS)
        .ours(),
    output(
        "pleas_of_opposition",
        "ratio",
        RATE,
        "the same of those with a past in an opposition; 0 where none was arrested",
    )
    .by(PLEAS)
    .ours(),
    output("named_in_confessions", "persons", FLOW, "people newly named in files").ours(),
    output("arrests_unfilled", "persons", FLOW, "wanted, and not there to be taken").ours(),
    output(
        "effective_number_of_cases",
        "ratio",
        RATE,
        "R: files that one ordinary case adds by names; below 1 a case dies out",
    )
    .ours(),
    output(
        "sentenced_by_police_troikas",
        "persons",
        FLOW,
        "sent to camps or exiled by troikas of the ordinary police, which did not exist before May 1935",
    ),
    output(
        "without_papers_in_closed_cities",
        "persons",
        MID_YEAR,
        "people of closed cities without papers, as passport offices count them at the end of the year",
    )
    .ours(),
];
