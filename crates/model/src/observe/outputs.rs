//! The list of all outputs: what claims on runs may ask for.

mod custody;
mod discussion;
mod leaders;
mod party;
mod posts;
mod repression;
mod titles;

use super::{At, Kind, Output, Values, economy, output, society};
use std::sync::LazyLock;

const FLOW: (Kind, At) = (Kind::Flow, At::Year);
const STOCK: (Kind, At) = (Kind::Stock, At::January);
const RATE: (Kind, At) = (Kind::Ratio, At::Year);
const MID_YEAR: (Kind, At) = (Kind::Stock, At::Year);
const SHARE: (Kind, At) = (Kind::Ratio, At::January);
const RESIDENCES: Values = Values::Words(&["rural", "urban"]);
const CLASSES: Values = Values::Words(&[
    "bourgeois-and-kulaks",
    "individual-peasants-and-artisans",
    "kolkhozniki-and-cooperative-artisans",
    "workers-and-employees",
]);

/// A number for each group of people that the evidence does not have.
const fn society_of(id: &'static str, how: &'static str) -> Output {
    output(id, "ratio", RATE, how)
        .by(&[("group", Values::Words(&society::GROUPS))])
        .ours()
}

/// A number for each branch that the evidence does not have.
const fn of_branch(id: &'static str, how: &'static str) -> Output {
    output(id, "ratio", RATE, how)
        .by(&[("branch", Values::Words(&economy::BRANCH_WORDS))])
        .ours()
}

/// What an output is called in plain words; a name that is none of them stays as it is.
pub fn title(id: &str) -> &str {
    let mut all = titles::TITLES.iter();
    all.find(|(known, _)| *known == id)
        .map_or(id, |(_, title)| title)
}

/// All of them.
pub static OUTPUTS: LazyLock<Vec<Output>> = LazyLock::new(|| {
    [
        GENERAL,
        party::LIST,
        repression::LIST,
        custody::LIST,
        leaders::LIST,
        discussion::LIST,
        posts::LIST,
    ]
    .concat()
});

/// People, villages, works and moods.
static GENERAL: &[Output] = &[
    output("population", "persons", STOCK, "everybody on 1 January"),
    output("births", "thousand persons", FLOW, "births of the year"),
    output(
        "deaths",
        "thousand persons",
        FLOW,
        "deaths of the year, all kinds named in the human ledger",
    )
    .of_deaths("registered"),
    output(
        "birth_rate",
        "per thousand",
        RATE,
        "births over the mean of the population at both ends of the year",
    ),
    output(
        "death_rate",
        "per thousand",
        RATE,
        "deaths over the mean of the population at both ends of the year",
    ),
    output(
        "famine_excess_deaths",
        "million persons",
        FLOW,
        "deaths of the kind famine in the year",
    )
    .of_deaths("excess"),
    output(
        "population_by_residence",
        "persons",
        STOCK,
        "people of towns and of villages on 1 January",
    )
    .by(&[("category", RESIDENCES)]),
    output(
        "urban_share",
        "percent",
        SHARE,
        "people of towns over all on 1 January",
    ),
    output("population_by_sex", "persons", STOCK, "by sex on 1 January")
        .by(&[("sex", Values::Sexes)]),
    output(
        "population_by_age_and_sex",
        "thousand persons",
        STOCK,
        "by sex and age on 1 January",
    )
    .by(&[("age", Values::Ages), ("sex", Values::Sexes)]),
    output(
        "class_share",
        "percent",
        RATE,
        "class with dependants over all who are free, mean of both ends of the year",
    )
    .by(&[("category", CLASSES)]),
    output(
        "collectivised_households",
        "percent",
        RATE,
        "members of collective farms over all free peasants, mean of both ends of the year",
    ),
    output(
        "grain_harvest",
        "million tonnes",
        FLOW,
        "grain brought into the barns in the year",
    ),
    output(
        "grain_harvest_reported",
        "million tonnes",
        FLOW,
        "grain on the stalk, as reported",
    )
    .ours(),
    output(
        "grain_procurement",
        "million tonnes",
        (Kind::Flow, At::FarmYear),
        "grain handed over from July to June",
    ),
    output(
        "grain_loans_after_1936",
        "million tonnes",
        (Kind::Flow, At::Once),
        "food lent to villages from November 1936 to June 1937",
    ),
    output(
        "grain_per_labour_day",
        "kg",
        RATE,
        "harvest of collective farms less procurement, seed and feed, over labour-days",
    ),
    output("horses", "million head", MID_YEAR, "horses at mid-year"),
    output("cattle", "million head", MID_YEAR, "cattle at mid-year"),
    output(
        "real_wage",
        "volume",
        (Kind::Index, At::Year),
        "average wage over the cost of living, chained to the level of 1932 (1928 = 100)",
    ),
    output(
        "average_wage",
        "roubles",
        (Kind::Price, At::Year),
        "wages paid over people who earn",
    ),
    output(
        "employment",
        "million persons",
        MID_YEAR,
        "people of employed classes who earn, mean of the year",
    )
    .by(&[("branch", Values::Words(&["all"]))]),
    output(
        "kolkhoz_market_prices",
        "index",
        (Kind::Index, At::Year),
        "money spent on markets of collective farms over what is sold there; the first year of the run is 100",
    ),
    output(
        "kolkhoz_market_turnover",
        "billion roubles",
        FLOW,
        "money that spills over from state trade to markets of collective farms",
    ),
    output(
        "kolkhoz_market_supply",
        "million tonnes",
        FLOW,
        "spare grain, and produce of herds beyond own use, in tonnes of grain of the same value",
    )
    .ours(),
    output(
        "state_price_level",
        "ratio",
        RATE,
        "turnover of state trade over its volume; 1932 is 1",
    )
    .ours(),
    output(
        "cost_of_living",
        "ratio",
        RATE,
        "prices of state trade and of markets, weighted by what is spent at each; 1932 is 1",
    )
    .ours(),
    society_of(
        "consumption_level",
        "consumption a head; towns in 1932 are 1",
    ),
    society_of("consumption_used_to", "consumption that people are used to"),
    society_of(
        "grievance",
        "grievance, 0 to 1, mean over people and months",
    ),
    society_of(
        "latent_share",
        "share that would act if nothing were to be feared",
    ),
    society_of("legitimacy", "legitimacy of the regime, 0 to 1"),
    society_of("fear", "fear, 0 to 1"),
    society_of("grumbling_share", "share that grumbles aloud in a month"),
    output(
        "acting_share",
        "ratio",
        RATE,
        "share that acts in public in a month",
    )
    .ours(),
    output(
        "cascade_share",
        "ratio",
        RATE,
        "share that would act in the end, once some act whatever they fear; December",
    )
    .by(&[("conditions", Values::Words(&society::CONDITIONS))])
    .ours(),
    output(
        "critical_shock",
        "ratio",
        RATE,
        "smallest share that would have to act for others to follow; 1 if none would do; December",
    )
    .ours(),
    output("steel", "thousand tonnes", FLOW, "output of iron and steel, chained to the tonnes of 1932"),
    output("primary_energy_consumption", "thousand tonnes coal equivalent", FLOW, "output of fuel and power, chained to 1932"),
    output("rail_freight", "billion tonne-km", FLOW, "output of transport, chained to the freight of 1932"),
    output("gross_industrial_output_growth", "percent per year", RATE, "growth of the official index in the year"),
    output("defence_outlays", "million roubles", FLOW, "arms delivered and people at the average wage, chained to the outlays of 1932"),
    output("defence_outlays_published", "million roubles", FLOW, "the part of them that the budget published").ours(),
    output("arms_delivered", "ratio", RATE, "deliveries to the armed forces; 1932 is 1").ours(),
    of_branch("branch_output", "gross output; 1932 is 1"),
    of_branch("plan_fulfilment", "output over the target as adopted"),
    of_branch("idle_machines", "share of machines that stand idle, mean of the months"),
    of_branch("specialists_removed", "specialists removed from filled posts, a post and year, mean of the months; arrests are apart"),
    of_branch("campaign_effect", "what the campaign does to a line: output over what it would be, at the end of the year"),
    of_branch("repairs_done", "part of repairs that is done, at the end of the year"),
    output("fulfilment_believed", "ratio", RATE, "fulfilment of the plan as the centre believes it, mean over branches; December").ours(),
    output("resistance_believed", "ratio", RATE, "passive resistance to the plan, as the centre believes; December").ours(),
    of_branch("campaign_share", "part of the branch that follows the record campaign, at the end of the year"),
    output("industrial_output", "ratio", RATE, "industrial output over that of 1932: official, and by value added at early and at late costs")
        .by(&[("index", Values::Words(&economy::INDICES))])
        .ours(),
    output("padding", "ratio", RATE, "reported over true output, less 1").ours(),
    output("consumer_goods", "ratio", RATE, "consumer goods delivered to households; 1932 is 1").ours(),
    output("consumer_goods_deferred", "billion roubles", FLOW, "consumer goods that the plan puts off for arms, prices of 1926/27").ours(),
    output("capital_begun", "billion roubles", FLOW, "capital begun in the year, prices of 1926/27").ours(),
    output("tempo", "ratio", RATE, "growth of final demand that the plan asks for; 1 is none").ours(),
    output("reserves_believed", "ratio", RATE, "what works could make over what they make, as the centre believes; December").ours(),
    output("plan_revisions", "ratio", RATE, "targets of branches that were cut in the year, a number").ours(),
];
