//! The parameters that the model asks for: key, unit, what their values are keyed by, bounds.

mod custody;
mod discussion;
mod leaders;
mod party;
mod repression;

use std::sync::LazyLock;

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
    /// Category of people that quotas name, each of which must be named.
    Category,
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
pub static WANTED: LazyLock<Vec<Wanted>> = LazyLock::new(|| {
    [
        GENERAL,
        party::LIST,
        repression::LIST,
        custody::LIST,
        leaders::LIST,
        discussion::LIST,
    ]
    .concat()
});

/// People, fields, works and moods.
static GENERAL: &[Wanted] = &[
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
    // Works: what branches hold.
    wanted("capital_share", "share", By::One, (0.0, 1.0)),
    wanted("labour_share", "share", By::One, (0.0, 1.0)),
    wanted("learning_exponent", "ratio", By::One, (0.0, 1.0)),
    wanted("labour_drift", "per year", By::Branch, (-1.0, 1.0)),
    wanted("investment_share", "share", By::Branch, (0.0, 1.0)),
    wanted("completion_time", "years", By::One, (0.05, 20.0)),
    wanted("depreciation", "per year", By::One, (0.0, 1.0)),
    wanted("materials_share", "share", By::One, (0.0, 1.0)),
    // Works: how they run.
    wanted("stock_cover", "weeks of six days", By::Branch, (1.3, 300.0)),
    wanted("stock_slack", "ratio", By::One, (0.01, 1.0)),
    wanted("restock_time", "weeks of six days", By::One, (1.0, 300.0)),
    wanted("overproduction_most", "ratio", By::One, (1.0, 2.0)),
    wanted("experience_at_start", "years", By::One, (0.1, 50.0)),
    wanted("excess_demand", "ratio", By::One, (0.0, 2.0)),
    wanted(
        "overproduction_time",
        "weeks of six days",
        By::One,
        (1.0, 1e3),
    ),
    wanted("plan_bonus", "ratio", By::One, (0.0, 10.0)),
    wanted("marginal_bonus", "ratio", By::One, (0.0, 10.0)),
    wanted("manager_discount", "per year", By::One, (0.001, 1.0)),
    wanted("output_noise", "ratio", By::One, (0.01, 1.0)),
    wanted("effort_cost", "ratio", By::One, (0.1, 10.0)),
    wanted("enterprise_spread", "ratio", By::One, (0.0, 1.0)),
    wanted("least_effort", "ratio", By::One, (0.01, 1.0)),
    wanted("living_in_prison", "ratio", By::One, (0.0, 5.0)),
    wanted("cost_of_work", "ratio", By::One, (0.001, 5.0)),
    wanted("shirkers_caught", "per year", By::One, (0.001, 10.0)),
    wanted("worker_discount", "per year", By::One, (0.0, 1.0)),
    wanted("release_rate", "per year", By::One, (0.0, 10.0)),
    wanted("shirking_steepness", "ratio", By::One, (0.0, 10.0)),
    wanted("usual_idle", "share", By::One, (0.001, 0.9)),
    wanted("wear_rate", "per week of six days", By::One, (0.0, 1.0)),
    wanted("repair_rate", "per week of six days", By::One, (0.0, 1.0)),
    wanted("wear_exponent", "ratio", By::One, (1.0, 6.0)),
    // Plans, reports, beliefs.
    wanted("balancing_rounds", "rounds", By::One, (1.0, 20.0)),
    wanted("norm_tightening", "ratio", By::One, (0.0, 0.9)),
    wanted("ratchet_speed", "ratio", By::One, (0.0, 1.0)),
    wanted("ratchet_growth", "ratio", By::One, (0.0, 1.0)),
    wanted("target_over_output_of_1932", "ratio", By::One, (0.5, 3.0)),
    wanted("revision_strength", "ratio", By::One, (0.0, 1.0)),
    wanted("tempo_own", "per year", By::One, (0.0, 1.0)),
    wanted("tempo_by_reserves", "ratio", By::One, (0.0, 1.0)),
    wanted("tempo_brake", "ratio", By::One, (0.0, 5.0)),
    wanted("tempo_of_calendar", "per year", By::One, (0.0, 1.0)),
    wanted("fulfilment_of_1932", "ratio", By::One, (0.1, 2.0)),
    wanted("arms_growth", "per year", By::One, (0.0, 2.0)),
    wanted("arms_by_threat", "per year", By::One, (0.0, 2.0)),
    wanted("war_threat", "share", By::Year, (0.0, 1.0)),
    wanted("padding_slope", "ratio", By::One, (0.0, 2.0)),
    wanted("padding_most", "ratio", By::One, (0.0, 1.0)),
    wanted("audited_share", "share", By::One, (0.0, 1.0)),
    wanted("price_drift", "ratio", By::One, (0.0, 3.0)),
    // The record campaign.
    wanted("record_week", "weeks of six days", By::One, (0.0, 1e4)),
    wanted("record_over_norm", "ratio", By::One, (1.0, 100.0)),
    wanted("record_helpers", "persons", By::One, (0.0, 100.0)),
    wanted("neglect_of_helpers", "share", By::One, (0.0, 1.0)),
    wanted("record_weight", "share", By::One, (0.0, 1.0)),
    wanted("campaign_seed", "share", By::One, (0.0, 1.0)),
    wanted("campaign_pace", "per week of six days", By::One, (0.0, 1.0)),
    wanted("campaign_pressure", "ratio", By::Branch, (0.0, 1.0)),
    wanted("campaign_wear", "ratio", By::One, (0.0, 1.0)),
    wanted("repairs_skipped", "share", By::One, (0.0, 1.0)),
    wanted("resistance_of_record", "ratio", By::One, (0.0, 10.0)),
    wanted("resistance_speed", "ratio", By::One, (0.0, 1.0)),
    wanted("sponsorship_scale", "ratio", By::One, (1e-6, 1e6)),
    wanted("record_multiple", "ratio", By::One, (1.0, 100.0)),
    wanted("record_time", "share", By::One, (0.0, 1.0)),
    wanted("hands_drawn_off", "share", By::One, (0.0, 1.0)),
    wanted("adaptation_time", "weeks of six days", By::One, (1.0, 1e4)),
    wanted("station_slack", "ratio", By::One, (0.0, 5.0)),
    wanted(
        "norm_revision_week",
        "weeks of six days",
        By::One,
        (0.0, 1e4),
    ),
    wanted("norm_gain", "ratio", By::One, (0.0, 1.0)),
    wanted("record_breakers_share", "share", By::One, (0.0, 1.0)),
    // Specialists.
    wanted("suspicion_base", "ratio", By::One, (0.0, 100.0)),
    wanted("suspicion_of_breakdowns", "ratio", By::One, (0.0, 100.0)),
    wanted("suspicion_of_campaign", "ratio", By::One, (0.0, 100.0)),
    wanted("suspicion_weight", "ratio", By::One, (1e-6, 1.0)),
    wanted("accused_rate", "per year", By::One, (0.0, 10.0)),
    wanted("patron_reach", "share", By::Branch, (0.0, 1.5)),
    wanted("patron_leaves", "weeks of six days", By::One, (0.0, 1e4)),
    wanted("loss_by_removal", "ratio", By::One, (0.0, 1.0)),
    wanted("quality_loss", "ratio", By::One, (0.0, 10.0)),
    wanted("quality_recovery", "years", By::One, (0.1, 50.0)),
    // Physical units of 1932.
    wanted("steel_of_1932", "thousand tonnes", By::One, (0.0, 1e6)),
    wanted(
        "energy_of_1932",
        "thousand tonnes coal equivalent",
        By::One,
        (0.0, 1e7),
    ),
    wanted("freight_of_1932", "billion tonne-km", By::One, (0.0, 1e5)),
    // Arms in money.
    wanted(
        "defence_outlays_of_1932",
        "million roubles",
        By::One,
        (0.0, 1e6),
    ),
    wanted("arms_in_outlays", "share", By::One, (0.0, 1.0)),
    wanted("armed_forces", "thousand persons", By::Year, (0.0, 1e5)),
    wanted(
        "armed_forces_of_1932",
        "thousand persons",
        By::One,
        (1.0, 1e5),
    ),
    wanted("published_outlays", "share", By::Year, (0.0, 2.0)),
    // Grievance and who acts.
    wanted("consumption_spread", "ratio", By::One, (0.01, 3.0)),
    wanted("deprivation_weight", "share", By::One, (0.0, 1.0)),
    wanted("harassment", "ratio", By::Class, (0.0, 1.0)),
    wanted("penalties", "ratio", By::One, (0.0, 1.0)),
    wanted("legitimacy", "share", By::Class, (0.0, 0.95)),
    wanted("legitimacy_growth", "ratio", By::One, (0.0, 20.0)),
    wanted("legitimacy_victims", "ratio", By::One, (0.0, 1e3)),
    wanted("legitimacy_reversion", "per year", By::One, (0.0, 20.0)),
    wanted("sentenced_before", "persons per year", By::One, (0.0, 1e8)),
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
    // The branches of the economy in 1932: table.toml of the case, its flows balanced.
    wanted("coefficient", "ratio", By::Cell, (0.0, 10.0)),
    wanted("coefficient_doubt", "ratio", By::Cell, (0.0, 1.0)),
    wanted(
        "gross_output_of_1932",
        "billion roubles",
        By::Branch,
        (1e-9, 1e4),
    ),
    wanted(
        "final_consumption_of_1932",
        "billion roubles",
        By::Branch,
        (0.0, 1e4),
    ),
    wanted(
        "final_investment_of_1932",
        "billion roubles",
        By::Branch,
        (0.0, 1e4),
    ),
    wanted(
        "final_defence_of_1932",
        "billion roubles",
        By::Branch,
        (0.0, 1e4),
    ),
    wanted(
        "farm_inputs_of_1932",
        "billion roubles",
        By::Branch,
        (0.0, 1e4),
    ),
    wanted(
        "employment_of_1932",
        "million persons",
        By::Branch,
        (1e-9, 1e3),
    ),
    wanted("capital_over_output", "ratio", By::Branch, (1e-6, 100.0)),
    wanted("unfinished_capital", "ratio", By::Branch, (0.0, 100.0)),
];

/// Parameters that are shares of one whole together, over all their values. Whoever draws them anew must keep their sum.
pub const TOGETHER: &[&[&str]] = &[
    &["destination_own_towns", "destination_city"],
    &crate::report::naming::REACH,
];
