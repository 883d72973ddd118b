//! The parameters that the model asks for: key, unit, what their values are keyed by, bounds.

/// One parameter that the model asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Key.
    pub id: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What its values are keyed by.
    pub by: By,
    /// Smallest value that makes sense.
    pub least: f64,
    /// Largest value that makes sense.
    pub most: f64,
    /// Whether its values are shares of one whole and so add up to one.
    pub whole: bool,
}

/// What the values of a parameter are keyed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Nothing: one value.
    One,
    /// Year; a year that is not named has the value of the year before it.
    Year,
    /// Month, twelve values.
    Month,
    /// Age group, from the youngest.
    Age,
    /// Region; one that is not named has 0.
    Region,
    /// Region with villages, each of which must be named.
    Village,
    /// Bin of risk aversion.
    Bin,
    /// Class.
    Class,
    /// Branch, each of which must be named.
    Branch,
    /// Cell of the table of branches, such as "fuel>steel"; one that is not named has 0.
    Cell,
}

const fn wanted(id: &'static str, unit: &'static str, by: By, (least, most): (f64, f64)) -> Wanted {
    Wanted {
        id,
        unit,
        by,
        least,
        most,
        whole: false,
    }
}

const fn shares(id: &'static str, by: By) -> Wanted {
    Wanted {
        id,
        unit: "share",
        by,
        least: 0.0,
        most: 1.0,
        whole: true,
    }
}

/// All parameters of this version of the model.
pub const WANTED: &[Wanted] = &[
    wanted("ordinary_death_rate", "per year", By::Year, (0.0, 100.0)),
    wanted("settlement_death_rate", "per year", By::Year, (0.0, 100.0)),
    wanted("camp_death_rate", "per year", By::Year, (0.0, 100.0)),
    wanted("famine_mortality_exponent", "ratio", By::One, (0.1, 50.0)),
    wanted("birth_rate", "per year", By::One, (0.0, 0.2)),
    wanted("settlement_birth_rate", "per year", By::Year, (0.0, 0.2)),
    wanted("birth_response", "ratio", By::One, (0.0, 1.0)),
    wanted("birth_lag", "weeks of six days", By::One, (0.0, 300.0)),
    wanted("male_births", "share", By::One, (0.0, 1.0)),
    wanted("migration_slope", "per year", By::One, (0.0, 1.0)),
    wanted("migration_intercept", "per year", By::One, (-1.0, 1.0)),
    wanted("relative_consumption", "ratio", By::One, (0.0, 20.0)),
    wanted("relative_consumption_least", "ratio", By::One, (0.0, 20.0)),
    wanted("relative_consumption_most", "ratio", By::One, (0.0, 20.0)),
    wanted("destination_own_towns", "share", By::One, (0.0, 1.0)),
    wanted("destination_city", "share", By::Region, (0.0, 1.0)),
    wanted("closed_city_reduction", "share", By::One, (0.0, 1.0)),
    wanted("promotion_to_specialist", "per year", By::Year, (0.0, 1.0)),
    wanted("promotion_to_official", "per year", By::Year, (0.0, 1.0)),
    wanted("joining_rate", "per year", By::Year, (0.0, 100.0)),
    wanted("left_country", "persons per year", By::Year, (0.0, 1e9)),
    shares("left_country_share_of_region", By::Region),
    shares("risk_bin_share", By::Bin),
    wanted("age_weight_ordinary", "ratio", By::Age, (0.0, 1000.0)),
    wanted("age_weight_famine", "ratio", By::Age, (0.0, 1000.0)),
    wanted("age_weight_move", "ratio", By::Age, (0.0, 1000.0)),
    // Villages: fields, barns, herds.
    wanted("sown_area_grain", "million ha", By::Year, (0.0, 1e3)),
    shares("sown_area_share", By::Region),
    wanted("grain_yield", "tonnes per ha", By::Village, (0.0, 20.0)),
    wanted("labour_elasticity", "ratio", By::One, (0.01, 0.99)),
    wanted("farm_households", "households", By::One, (1.0, 1e6)),
    wanted("share_by_need", "share", By::One, (0.0, 1.0)),
    wanted("supervision", "share", By::One, (0.0, 1.0)),
    wanted("tractors", "thousand units", By::Year, (0.0, 1e6)),
    wanted("horses_a_tractor", "ratio", By::One, (0.0, 100.0)),
    wanted("weather_spread_country", "ratio", By::One, (0.0, 1.0)),
    wanted("weather_spread_region", "ratio", By::One, (0.0, 1.0)),
    wanted("weather_record", "ratio", By::Year, (0.0, 5.0)),
    wanted("seed_rate", "tonnes per ha", By::One, (0.0, 5.0)),
    wanted("seed_lent", "million tonnes", By::Year, (0.0, 100.0)),
    wanted(
        "village_grain_at_start",
        "tonnes per person",
        By::Village,
        (0.0, 5.0),
    ),
    wanted(
        "nutrition_at_start",
        "tonnes per person per year",
        By::Village,
        (0.0, 5.0),
    ),
    wanted("nutrition_lag", "weeks of six days", By::One, (1.0, 300.0)),
    wanted(
        "grain_norm",
        "tonnes per person per year",
        By::One,
        (0.01, 5.0),
    ),
    wanted(
        "grain_least",
        "tonnes per person per year",
        By::One,
        (0.01, 5.0),
    ),
    wanted("grain_most", "ratio", By::One, (1.0, 5.0)),
    shares("herd_share", By::Region),
    wanted("horses_at_start", "million head", By::One, (0.0, 1e3)),
    wanted("cattle_at_start", "million head", By::One, (0.0, 1e3)),
    wanted(
        "feed_horse",
        "tonnes per head per year",
        By::One,
        (0.0, 10.0),
    ),
    wanted(
        "feed_cattle",
        "tonnes per head per year",
        By::One,
        (0.0, 10.0),
    ),
    wanted("horse_growth", "per year", By::One, (0.0, 2.0)),
    wanted("horse_loss", "per year", By::One, (0.0, 5.0)),
    wanted("cattle_growth", "per year", By::One, (0.0, 2.0)),
    wanted("cattle_loss", "per year", By::One, (0.0, 5.0)),
    wanted("market_share", "share", By::One, (0.0, 1.0)),
    wanted("labour_days", "labour-days", By::Year, (1.0, 1e4)),
    wanted("persons_a_household", "persons", By::One, (1.0, 20.0)),
    // The state and its grain.
    wanted("standing_over_barn", "ratio", By::One, (0.5, 3.0)),
    wanted("expectation_speed", "ratio", By::One, (0.0, 1.0)),
    wanted(
        "procurement_allowance",
        "tonnes per person",
        By::One,
        (0.0, 5.0),
    ),
    wanted("procurement_rate", "share", By::Year, (0.0, 1.0)),
    wanted("relief_share", "share", By::One, (0.0, 1.0)),
    wanted(
        "state_grain_at_start",
        "million tonnes",
        By::One,
        (0.0, 1e3),
    ),
    wanted(
        "town_grain_norm",
        "tonnes per person per year",
        By::One,
        (0.01, 5.0),
    ),
    wanted("grain_exports", "million tonnes", By::Year, (0.0, 1e3)),
    // Living standards.
    wanted("real_wage_of_1932", "volume", By::One, (0.0, 1e3)),
    wanted("consumer_goods", "ratio", By::Year, (0.0, 100.0)),
    wanted("bread_weight", "share", By::One, (0.0, 1.0)),
    wanted("grain_weight", "share", By::One, (0.0, 1.0)),
    wanted("rationed_share", "share", By::Year, (0.0, 1.0)),
    wanted("ration_rank", "ratio", By::Class, (0.0, 100.0)),
    wanted("pay_rank", "ratio", By::Class, (0.0, 100.0)),
    wanted("housing_growth", "per year", By::One, (-1.0, 1.0)),
    wanted("housing_weight", "share", By::One, (0.0, 1.0)),
    wanted("used_to_at_start", "ratio", By::Class, (0.0, 100.0)),
    wanted("habit_speed", "per year", By::One, (0.0, 20.0)),
    // Money.
    wanted("retail_turnover", "billion roubles", By::Year, (0.0, 1e4)),
    wanted(
        "retail_turnover_of_1932",
        "billion roubles",
        By::One,
        (1e-6, 1e4),
    ),
    wanted("average_wage_of_1932", "roubles", By::One, (1.0, 1e6)),
    wanted("market_price_of_1932", "ratio", By::One, (0.01, 10.0)),
    wanted("wage_part", "share", By::One, (0.0, 2.0)),
    wanted("spill_rationed", "share", By::One, (0.0, 2.0)),
    wanted("spill_open", "share", By::One, (0.0, 2.0)),
    wanted("earners_share", "share", By::One, (0.01, 1.0)),
    wanted(
        "herd_produce",
        "tonnes per head per year",
        By::One,
        (0.0, 10.0),
    ),
    wanted("own_use", "tonnes per person per year", By::One, (0.0, 5.0)),
    // Grievance and who acts.
    wanted("consumption_spread", "ratio", By::One, (0.01, 3.0)),
    wanted("deprivation_weight", "share", By::One, (0.0, 1.0)),
    wanted("harassment", "ratio", By::Class, (0.0, 1.0)),
    wanted("penalties", "ratio", By::One, (0.0, 1.0)),
    wanted("legitimacy", "share", By::Class, (0.0, 0.95)),
    wanted("legitimacy_growth", "ratio", By::One, (0.0, 20.0)),
    wanted("legitimacy_victims", "ratio", By::One, (0.0, 1e3)),
    wanted("legitimacy_reversion", "per year", By::One, (0.0, 20.0)),
    wanted("sentenced", "persons per year", By::Year, (0.0, 1e8)),
    wanted("victim_weight", "ratio", By::Class, (0.0, 1e3)),
    wanted("fear_gain", "ratio", By::One, (0.0, 1e3)),
    wanted("fear_decay", "per year", By::One, (0.0, 20.0)),
    wanted("grumbling_rate", "share", By::One, (0.0, 1.0)),
    wanted("grievance_threshold", "ratio", By::One, (0.0, 1.0)),
    wanted("arrest_constant", "ratio", By::One, (0.0, 100.0)),
    wanted("guards_a_cell", "ratio", By::One, (0.0, 12.0)),
    wanted("guards_outside", "ratio", By::One, (0.0, 100.0)),
    wanted("overstretch", "share", By::One, (1e-6, 1.0)),
    wanted("severity", "ratio", By::One, (0.0, 1e3)),
    wanted("accident", "share", By::One, (0.0, 0.01)),
    wanted("acting_null", "share", By::One, (0.0, 1.0)),
    wanted("probe_shock", "share", By::One, (0.0, 1.0)),
    wanted("probe_consumption", "share", By::One, (0.0, 1.0)),
    wanted("probe_legitimacy", "share", By::One, (0.0, 1.0)),
];

/// Parameters that are shares of one whole together, over all their values. Whoever draws them anew must keep their sum.
pub const TOGETHER: &[&[&str]] = &[&["destination_own_towns", "destination_city"]];
