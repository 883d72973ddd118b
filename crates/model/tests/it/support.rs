//! An invented country: a closed city and a land of villages and towns, peasants, workers and farm members.

mod politics;

pub(crate) use self::politics::partition;
use self::politics::{custody, discussion, leaders, party, repression};
use model::rules::Rules;
use model::setting::{Span, Start, StartMargin, Values, WANTED};
use model::truth::ages::{AGES, SEXES};
use model::truth::branch::Branch;
use model::truth::leaders::Leader;
use model::truth::offices::{Office, Offices, Term};
use model::truth::people::{Class, Region, Status};
use model::world::Setup;
use std::collections::BTreeMap;

/// The regions.
pub(crate) fn regions() -> Vec<Region> {
    let region = |id: &str, city: bool| Region {
        id: id.to_owned(),
        name: id.to_owned(),
        city,
        closed: city,
    };
    vec![region("citadel", true), region("plain", false)]
}

/// Values of all parameters.
pub(crate) fn values() -> Values {
    let years =
        |first: f64, later: f64| vec![("1933".to_owned(), first), ("1934".to_owned(), later)];
    let list = |values: &[f64]| {
        values
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), *value))
            .collect()
    };
    let of = |region: &str, value: f64| vec![(region.to_owned(), value)];
    let mut values = Values::new();
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("ordinary_death_rate", years(0.03, 0.02));
    set("settlement_death_rate", years(0.15, 0.04));
    set("camp_death_rate", years(0.15, 0.05));
    set("famine_mortality_exponent", one(5.5));
    set("birth_rate", one(0.034));
    set("settlement_birth_rate", years(0.015, 0.02));
    set("birth_response", one(0.6));
    set("birth_lag", one(45.0));
    set("migration_slope", one(0.01875));
    set("migration_intercept", one(0.018_375));
    set("relative_consumption", one(2.0));
    set("relative_consumption_least", one(1.6));
    set("relative_consumption_most", one(2.3));
    set("promotion_to_specialist", years(0.0, 0.0));
    set("promotion_to_official", years(0.01, 0.02));
    set("destination_own_towns", one(0.7));
    set("destination_city", of("citadel", 0.3));
    set("closed_city_reduction", one(0.5));
    set("joining_rate", years(0.1, 0.4));
    set("left_country", years(500.0, 0.0));
    set("left_country_share_of_region", of("plain", 1.0));
    set("risk_bin_share", list(&[0.05, 0.15, 0.25, 0.55]));
    set("male_births", one(0.512));
    set(
        "age_weight_ordinary",
        list(&[
            3.0, 0.4, 0.2, 0.25, 0.3, 0.3, 0.4, 0.4, 0.5, 0.6, 0.9, 1.2, 1.7, 2.6, 5.5,
        ]),
    );
    set("age_weight_famine", list(&[2.0; AGES]));
    set("age_weight_move", list(&[1.0; AGES]));
    villages(&mut values);
    society(&mut values);
    repression(&mut values);
    works(&mut values);
    campaign(&mut values);
    leaders(&mut values);
    branches(&mut values);
    discussion(&mut values);
    party(&mut values);
    custody(&mut values);
    assert_eq!(values.len(), WANTED.len());
    values
}

fn one(value: f64) -> Vec<(String, f64)> {
    vec![(String::new(), value)]
}

fn plain(value: f64) -> Vec<(String, f64)> {
    vec![("plain".to_owned(), value)]
}

fn all_years(value: f64) -> Vec<(String, f64)> {
    vec![("1933".to_owned(), value)]
}

fn classes(value: f64) -> Vec<(String, f64)> {
    let all = Class::ALL.iter();
    all.map(|class| (class.word().to_owned(), value)).collect()
}

/// Fields and herds for 100,000 people, after a bad harvest.
fn villages(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("sown_area_grain", all_years(0.06));
    set("sown_area_share", plain(1.0));
    set("grain_yield", plain(0.7));
    set("labour_elasticity", one(0.55));
    set("farm_households", one(75.0));
    set("share_by_need", one(0.25));
    set("supervision", one(0.6));
    set("tractors", all_years(0.1));
    set("horses_a_tractor", one(8.0));
    // No chance in the weather, so that counts and twin differ by the chance of persons alone.
    set("weather_spread_country", one(0.0));
    set("weather_spread_region", one(0.0));
    set("weather_record", all_years(1.0));
    set("seed_rate", one(0.13));
    set(
        "seed_lent",
        vec![("1933".to_owned(), 0.001), ("1934".to_owned(), 0.0)],
    );
    set("village_grain_at_start", plain(0.04));
    set("nutrition_at_start", plain(0.12));
    set("nutrition_lag", one(15.0));
    set("grain_norm", one(0.19));
    set("grain_least", one(0.13));
    set("grain_most", one(1.2));
    set("herd_share", plain(1.0));
    set("horses_at_start", one(0.01));
    set("cattle_at_start", one(0.025));
    set("feed_horse", one(0.12));
    set("feed_cattle", one(0.03));
    set("horse_growth", one(0.04));
    set("horse_loss", one(0.25));
    set("cattle_growth", one(0.16));
    set("cattle_loss", one(0.15));
    set("market_share", one(0.3));
    set("labour_days", all_years(350.0));
    set("persons_a_household", one(4.5));
    set("standing_over_barn", one(1.2));
    set("expectation_speed", one(0.3));
    set("procurement_allowance", one(0.25));
    set("procurement_rate", all_years(0.4));
    set("relief_share", one(0.3));
    set("state_grain_at_start", one(0.006));
    set("town_grain_norm", one(0.4));
    set("grain_exports", all_years(0.001));
}

/// What people live on, and what goes on in them.
fn society(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("real_wage_of_1932", one(53.0));
    set("bread_weight", one(0.5));
    set("grain_weight", one(0.7));
    set(
        "rationed_share",
        vec![("1933".to_owned(), 1.0), ("1935".to_owned(), 0.0)],
    );
    set("ration_rank", classes(1.0));
    set("pay_rank", classes(1.0));
    set("housing_growth", one(0.02));
    set("housing_weight", one(0.05));
    set("used_to_at_start", classes(1.3));
    set("habit_speed", one(0.5));
    set("retail_turnover", all_years(0.03));
    set("retail_turnover_of_1932", one(0.025));
    set("average_wage_of_1932", one(1400.0));
    set("market_price_of_1932", one(0.75));
    set("wage_part", one(0.75));
    set("spill_rationed", one(0.2));
    set("spill_open", one(0.15));
    set("earners_share", one(0.5));
    set("herd_produce", one(1.0));
    set("own_use", one(0.25));
    set("consumption_spread", one(0.5));
    set("deprivation_weight", one(0.5));
    set("harassment", classes(0.02));
    set("penalties", one(0.2));
    set("legitimacy", classes(0.6));
    set("legitimacy_growth", one(0.6));
    set("legitimacy_victims", one(3.0));
    set("legitimacy_reversion", one(0.3));
    set("sentenced_before", one(150.0));
    set("victim_weight", classes(1.0));
    set("fear_gain", one(8.0));
    set("fear_decay", one(0.5));
    set("grumbling_rate", one(0.05));
    set("grievance_threshold", one(0.1));
    set("arrest_constant", one(2.3));
    set("guards_a_cell", one(4.0));
    set("guards_outside", one(3.0));
    set("overstretch", one(0.01));
    set("severity", one(10.0));
    set("accident", one(1e-7));
    set("acting_null", one(1e-4));
    set("probe_shock", one(0.01));
    set("probe_consumption", one(0.2));
    set("probe_legitimacy", one(0.2));
}

/// How works run, what is planned and reported.
fn works(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("capital_share", one(0.21));
    set("labour_share", one(0.7));
    set("learning_exponent", one(0.22));
    set("labour_drift", branches_all(0.01));
    set("investment_share", branches_all(0.125));
    set("completion_time", one(1.4));
    set("depreciation", one(0.035));
    set("materials_share", one(0.35));
    set("stock_cover", branches_all(8.0));
    set("stock_slack", one(0.8));
    set("restock_time", one(10.0));
    set("overproduction_most", one(1.15));
    set("excess_demand", one(0.3));
    set("experience_at_start", one(4.0));
    set("overproduction_time", one(60.0));
    set("plan_bonus", one(1.0));
    set("marginal_bonus", one(0.5));
    set("manager_discount", one(0.1));
    set("output_noise", one(0.1));
    set("effort_cost", one(1.0));
    set("enterprise_spread", one(0.2));
    set("least_effort", one(0.7));
    set("living_in_prison", one(0.3));
    set("cost_of_work", one(0.2));
    set("shirkers_caught", one(0.15));
    set("worker_discount", one(0.05));
    set("release_rate", one(0.2));
    set("shirking_steepness", one(1.0));
    set("usual_idle", one(0.077));
    set("wear_rate", one(0.0075));
    set("repair_rate", one(0.09));
    set("wear_exponent", one(3.0));
    set("balancing_rounds", one(3.0));
    set("norm_tightening", one(0.03));
    set("ratchet_speed", one(0.5));
    set("ratchet_growth", one(0.05));
    set("target_over_output_of_1932", one(1.1));
    set("revision_strength", one(0.5));
    set("tempo_own", one(0.12));
    set("tempo_by_reserves", one(0.05));
    set("tempo_brake", one(0.3));
    set("tempo_of_calendar", one(0.165));
    set("fulfilment_of_1932", one(0.9));
    set("arms_growth", one(0.15));
    set("arms_by_threat", one(0.35));
    set("war_threat", all_years(0.3));
    set("padding_slope", one(0.5));
    set("padding_most", one(0.3));
    set("audited_share", one(0.4));
    set("price_drift", one(0.46));
    set("steel_of_1932", one(5927.0));
    set("energy_of_1932", one(83223.0));
    set("freight_of_1932", one(169.3));
    set("defence_outlays_of_1932", one(2.0));
    set("arms_in_outlays", one(0.5));
    set("armed_forces", all_years(1.0));
    set("armed_forces_of_1932", one(1.0));
    set("published_outlays", all_years(0.33));
}

/// The record campaign, and pressure on specialists.
fn campaign(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("record_week", one(30.0));
    set("record_over_norm", one(14.6));
    set("record_helpers", one(2.0));
    set("neglect_of_helpers", one(1.0));
    set("record_weight", one(0.1));
    set("campaign_seed", one(0.01));
    set("campaign_pace", one(0.08));
    set("campaign_pressure", branches_all(1.0));
    set("campaign_wear", one(0.1));
    set("repairs_skipped", one(0.1));
    set("resistance_of_record", one(0.1));
    set("resistance_speed", one(0.5));
    set("sponsorship_scale", one(0.05));
    set("record_multiple", one(5.0));
    set("record_time", one(0.05));
    set("hands_drawn_off", one(0.05));
    set("adaptation_time", one(45.0));
    set("station_slack", one(0.15));
    set("norm_revision_week", one(60.0));
    set("norm_gain", one(0.05));
    set("record_breakers_share", one(0.2));
    set("suspicion_base", one(0.3));
    set("suspicion_of_breakdowns", one(1.0));
    set("suspicion_of_campaign", one(1.0));
    set("suspicion_weight", one(0.0005));
    set("accused_rate", one(0.05));
    set("patron_reach", branches_all(1.0));
    set("patron_leaves", one(90.0));
    set("loss_by_removal", one(0.006));
    set("quality_loss", one(0.5));
    set("quality_recovery", one(2.0));
}

/// Ten who vote: one who is first, one who answers for all branches and dies in week 90, and eight more.
pub(crate) fn offices() -> Offices {
    let office = |vote: bool, power: f64, branches: &[Branch]| Office {
        vote,
        power,
        branches: branches.to_vec(),
        from: -100,
        to: None,
    };
    let (patron, gone) = (Leader::Ordzhonikidze, 90);
    let term = |leader: Leader, office: usize| Term {
        leader,
        office,
        from: -50,
        to: (leader == patron).then_some(gone),
    };
    let mut terms: Vec<Term> = Leader::ALL[..10].iter().map(|one| term(*one, 0)).collect();
    terms.push(term(patron, 1));
    terms.extend(
        (2..10)
            .map(|at| term(Leader::ALL[at - 1], at))
            .filter(|term| term.leader != patron),
    );
    let small = (2..10_u32).map(|at| office(false, 0.01 * f64::from(at * at), &[]));
    let mut offices = vec![office(true, 1.0, &[]), office(false, 0.1, &Branch::ALL)];
    offices.extend(small);
    Offices {
        offices,
        terms,
        died: vec![(patron, gone)],
        abroad: Vec::new(),
    }
}

fn branches_all(value: f64) -> Vec<(String, f64)> {
    Branch::ALL
        .map(|branch| (branch.word().to_owned(), value))
        .to_vec()
}

/// Branches of an economy for 100,000 people: each uses a twentieth of every product but arms, so its own uses add up.
fn branches(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    let delivers = |branch: &Branch| *branch != Branch::Arms;
    let cells = |value: f64| -> Vec<(String, f64)> {
        let rows = Branch::ALL.into_iter().filter(delivers);
        rows.flat_map(|from| {
            Branch::ALL.map(|to| (format!("{}>{}", from.word(), to.word()), value))
        })
        .collect()
    };
    let every = |value: &dyn Fn(Branch) -> f64| -> Vec<(String, f64)> {
        Branch::ALL
            .map(|branch| (branch.word().to_owned(), value(branch)))
            .to_vec()
    };
    let only = |one: Branch, value: f64| every(&|branch| if branch == one { value } else { 0.0 });
    set("coefficient", cells(0.05));
    set("coefficient_doubt", cells(0.2));
    set("gross_output_of_1932", every(&|_| 0.005));
    set(
        "final_consumption_of_1932",
        every(&|branch| match branch {
            Branch::Arms | Branch::Construction => 0.0,
            _ => 0.003,
        }),
    );
    set(
        "final_investment_of_1932",
        only(Branch::Construction, 0.003),
    );
    set("final_defence_of_1932", only(Branch::Arms, 0.005));
    set("farm_inputs_of_1932", only(Branch::Light, 0.001));
    set("employment_of_1932", every(&|_| 0.001));
    set("capital_over_output", every(&|_| 1.5));
    set("unfinished_capital", every(&|_| 0.4));
}

/// Sets all values of a parameter.
pub(crate) fn set(values: &mut Values, id: &str, to: f64) {
    for (_, value) in values.get_mut(id).expect("known") {
        *value = to;
    }
}

/// Dimensions and values of a cell, as in a data file.
pub(crate) fn cell(words: &[(&str, &str)]) -> BTreeMap<String, String> {
    words
        .iter()
        .map(|(dimension, value)| ((*dimension).to_owned(), (*value).to_owned()))
        .collect()
}

/// The start: this many people, a fiftieth of them held.
pub(crate) fn start(total: u64) -> Start {
    let held = total / 50;
    let free = (total - 2 * held) as f64;
    let margin =
        |name: &str, exact: bool, cells: Vec<(BTreeMap<String, String>, f64)>| StartMargin {
            name: name.to_owned(),
            cells,
            exact,
        };
    let members = (free * 0.02).round();
    Start {
        total,
        held: vec![
            (Status::SpecialSettler, vec![0, held]),
            (Status::CampInmate, vec![0, held]),
        ],
        margins: vec![
            margin(
                "region",
                false,
                vec![
                    (cell(&[("region", "citadel")]), 0.1 * free),
                    (cell(&[("region", "plain")]), 0.9 * free),
                ],
            ),
            margin(
                "class",
                false,
                vec![
                    (cell(&[("class", "kolkhoznik")]), 0.4 * free),
                    (cell(&[("class", "individual-peasant")]), 0.3 * free),
                    (cell(&[("class", "worker")]), 0.28 * free),
                    (cell(&[("class", "official")]), 0.02 * free),
                ],
            ),
            margin(
                "party",
                true,
                vec![
                    (cell(&[("party", "member")]), members),
                    (cell(&[("party", "none")]), free - members),
                ],
            ),
            margin("mark", true, vec![(cell(&[("mark", "opposition")]), 40.0)]),
        ],
        seed: vec![
            (cell(&[("class", "former")]), 0.0),
            (cell(&[("class", "specialist")]), 0.0),
            (cell(&[("class", "employee")]), 0.0),
            (cell(&[("class", "official"), ("party", "member")]), 8.0),
            (cell(&[("party", "candidate")]), 0.0),
        ],
        ages: [[1.0; AGES]; SEXES],
    }
}

/// A run of so many weeks over so many people.
pub(crate) fn setup(total: u64, weeks: u32) -> Setup {
    let span = Span {
        first_year: 1933,
        weeks,
    };
    let whole = Setup::new(
        &values(),
        &start(100_000),
        (&regions(), partition()),
        (span, Rules::default()),
    );
    let whole = whole.expect("a sound setting");
    if total == 100_000 {
        whole
    } else {
        whole.scaled(total)
    }
}
