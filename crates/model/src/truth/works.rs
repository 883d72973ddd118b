//! A week of works: what is made of what there is, how machines wear, what is built.
//!
//! ```text
//! wanted = planned (1 + h)       for builders and households; the armed forces get what is planned
//! ```
//!
//! Demand of builders and of households is open: they would take more than is planned for them, so works are short of hands, machines
//! and inputs and not of orders (Kornai 1980, source `kornai-1980`, recalled: an economy held back by resources and not by demand). The
//! constant h is `ours`. At h = 0 works wait for orders.
//!
//! Made and shared out after `planning::ario` with priorities. Builders put machines and buildings together in fixed
//! proportions; what is begun is finished after a while, and what stands wears away:
//!
//! ```text
//! I = min_i waiting_i / share_i          U <- U + s_j I - U/tau_c          K <- K (1 - delta_K) + U/tau_c
//! ```
//!
//! After Domar's and others' unfinished capital; the form is `ours`, grade C.

use crate::country::{Country, Now};
use crate::decision::appointment::lost;
use crate::loops::Loop;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::heads::{Cell, Heads};
use crate::truth::industry::{ByBranch, DEFENCE, HOUSEHOLDS, INVESTMENT, Industry, USES, Year};
use crate::truth::mood::sentences;
use crate::truth::people::Class;
use crate::truth::{campaign, living};
use engine::calendar::{WEEKS_PER_YEAR, Week, working_days};
use planning::ario::Given;
use planning::discipline::Terms;
use planning::wear;

const YEAR: f64 = WEEKS_PER_YEAR as f64;
/// Machines are not run harder than this over capacity: above it they would be wrecked within a year.
const HARDEST: f64 = 1.15;

/// Part of the year's work that falls into a week: its working days over those of the year.
pub fn part(now: &Now<'_>) -> f64 {
    let week = Week::after(now.first_year, now.week);
    f64::from(week.working_days()) / f64::from(working_days(week.year))
}

/// Opens a year.
pub fn open_year(country: &mut Country, now: &Now<'_>) {
    if now.of_year() == 0 {
        country.industry.year = Year::default();
    }
}

/// Labour of the branches follows those who earn; once a month.
pub fn hire(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let earners = earners(&country.heads, now).max(f64::MIN_POSITIVE);
    let years = f64::from(now.week) / YEAR;
    let industry = &mut country.industry;
    let drift = now.laws.all("labour_drift");
    for (plant, drift) in industry.plants.iter_mut().zip(drift) {
        plant.labour = earners / industry.earners_at_start * libm::exp(drift * years);
    }
}

/// People who earn, in millions.
pub fn earners(heads: &Heads, now: &Now<'_>) -> f64 {
    let employed = heads.sum(now.regions.len(), Cell::is_employed);
    now.one("earners_share") * employed
}

/// How hard people work: managers under what is left of the plan, workers for what they get. Once a quarter.
pub fn exert(country: &mut Country, now: &Now<'_>) {
    if !now.of_year().is_multiple_of(WEEKS_PER_YEAR / 4) {
        return;
    }
    let discipline = discipline(country, now);
    let industry = &mut country.industry;
    let left = (1.0 - industry.year.part).max(0.01);
    for plant in &mut industry.plants {
        plant.effort = 1.0;
    }
    let capacity = industry.capacity(now);
    for (at, plant) in industry.plants.iter_mut().enumerate() {
        let target = (country.plan.targets[at] - industry.year.output[at]).max(0.0);
        let taut = target / (capacity[at] * left);
        plant.effort = now.works.effort(taut) * discipline;
    }
}

/// Part of the work that is done at the pay of workers, where arrest threatens who shirks and who does not.
fn discipline(country: &mut Country, now: &Now<'_>) -> f64 {
    let terror = sentences(country, Class::Worker);
    let terror = country.held.value(now, (Loop::F1, 0), terror);
    let terms = Terms {
        prison: now.one("living_in_prison"),
        effort: now.one("cost_of_work"),
        caught: now.one("shirkers_caught"),
        discount: now.one("worker_discount"),
        released: now.one("release_rate"),
        terror,
    };
    let pay = living::of_workers(country, now);
    terms
        .work_done(pay, now.one("shirking_steepness"))
        .unwrap_or(1.0)
}

/// A week of making and sharing out.
///
/// # Panics
/// Never: capacities, uses and targets are finite and not below zero.
pub fn make(country: &mut Country, now: &Now<'_>) {
    campaign::spread(&mut country.industry, country.sponsorship, now);
    let part = part(now);
    let industry = &mut country.industry;
    let left = (1.0 - industry.year.part).max(part);
    let capacity = industry.capacity(now).map(|capacity| capacity * part);
    let finals = wanted(&country.plan.uses, part, now.one("excess_demand"));
    // A target is no ceiling: who is asked for more by users makes more, as far as capacity goes.
    let mut target = ordered(industry, &finals);
    for (at, target) in target.iter_mut().enumerate() {
        let open = (country.plan.targets[at] - industry.year.output[at]).max(0.0);
        *target = target.max(open * part / left);
    }
    let given = Given {
        capacity: &capacity,
        finals: &finals,
        target: Some(&target),
    };
    industry
        .economy
        .step(&mut industry.state, &given, &mut industry.flows)
        .expect("capacities, uses and targets are finite and not below zero");
    take_down(industry, now.one("experience_at_start"));
    wear_out(industry, &capacity, now);
    build(industry, now);
    industry.year.part += part;
}

/// What final users would take this week: the armed forces what is planned, builders and households more than that. They come
/// last, so they get what works can make and others leave.
fn wanted(planned: &[ByBranch; USES], part: f64, excess: f64) -> [f64; BRANCHES * USES] {
    let mut finals = [0.0; BRANCHES * USES];
    for (at, (wanted, plan)) in finals.iter_mut().zip(planned.as_flattened()).enumerate() {
        let open = if at / BRANCHES == DEFENCE {
            0.0
        } else {
            excess
        };
        *wanted = plan * part * (1.0 + open);
    }
    finals
}

/// What users and final uses ask of each branch this week.
fn ordered(industry: &Industry, finals: &[f64]) -> ByBranch {
    let mut ordered = [0.0; BRANCHES];
    let rows = industry.economy.table().rows();
    for (row, order) in rows.iter().zip(&industry.state.orders) {
        ordered[*row] += order;
    }
    for (at, wanted) in finals.iter().enumerate() {
        ordered[at % BRANCHES] += wanted;
    }
    ordered
}

/// Adds a week to the year. What nobody ordered goes to households, as far as they can use it, or waits for builders.
fn take_down(industry: &mut Industry, experience: f64) {
    let flows = &industry.flows;
    let mut households: ByBranch = [0.0; BRANCHES];
    for at in 0..BRANCHES {
        let unsold = flows.unsold[at];
        let year = &mut industry.year;
        year.output[at] += flows.output[at];
        for (kind, uses) in year.uses.iter_mut().enumerate() {
            uses[at] += flows.finals[kind * BRANCHES + at];
        }
        households[at] = flows.finals[HOUSEHOLDS * BRANCHES + at];
        industry.waiting[at] += flows.finals[INVESTMENT * BRANCHES + at];
        match Branch::ALL[at] {
            Branch::Light | Branch::Fuel | Branch::Transport => {
                year.uses[HOUSEHOLDS][at] += unsold;
                households[at] += unsold;
            }
            Branch::Machinery | Branch::Construction => {
                year.uses[INVESTMENT][at] += unsold;
                industry.waiting[at] += unsold;
            }
            Branch::Arms => year.uses[DEFENCE][at] += unsold,
            Branch::Steel | Branch::Metals => year.unsold[at] += unsold,
        }
        let plant = &mut industry.plants[at];
        plant.made += flows.output[at] / (plant.usual * experience);
    }
    industry.goods_of_month += households[Branch::Light as usize];
}

fn wear_out(industry: &mut Industry, capacity: &ByBranch, now: &Now<'_>) {
    let pace = (now.one("wear_rate"), now.one("repair_rate"));
    let power = now.one("wear_exponent");
    let (haste, skipped) = (now.one("campaign_wear"), now.one("repairs_skipped"));
    for (at, plant) in industry.plants.iter_mut().enumerate() {
        let load = if capacity[at] > 0.0 {
            industry.flows.output[at] / capacity[at]
        } else {
            0.0
        };
        plant.load = load.min(HARDEST) * (1.0 + haste * plant.campaign);
        let mended = pace.1 * (1.0 - skipped * plant.campaign);
        plant.idle = wear::idle(plant.idle, plant.load, power, (pace.0, mended));
    }
}

/// Machines and buildings become capital under construction, and that becomes capital.
fn build(industry: &mut Industry, now: &Now<'_>) {
    let uses = now.laws.all("final_investment_of_1932");
    let all: f64 = uses.iter().sum();
    let begun = (0..BRANCHES)
        .filter(|at| uses[*at] > 0.0)
        .map(|at| industry.waiting[at] * all / uses[at])
        .fold(f64::INFINITY, f64::min);
    let begun = if begun.is_finite() { begun } else { 0.0 };
    for (waiting, share) in industry.waiting.iter_mut().zip(uses) {
        *waiting = (*waiting - begun * share / all).max(0.0);
    }
    industry.year.invested += begun;
    let (time, loss) = (now.one("completion_time"), now.one("depreciation"));
    let shares = now.laws.all("investment_share");
    for (plant, share) in industry.plants.iter_mut().zip(shares) {
        let done = plant.unfinished / time / YEAR;
        plant.unfinished += share * begun - done;
        plant.capital += done / plant.capital_at_start - plant.capital * loss / YEAR;
    }
}

/// Removals and arrests of specialists (`truth::posts`) take their toll of management, more where the centre sees a threat
/// (`decision::appointment`), and it recovers; once a month. Arrests of a month are felt in the next.
pub fn manage(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    let (usual, by_threat) = (now.one("quality_loss"), now.one("quality_by_threat"));
    let fall = lost(usual, by_threat, country.minds.threat);
    let recovery = now.one("quality_recovery");
    let lost = country.posts.lost(&country.removals);
    for (plant, lost) in country.industry.plants.iter_mut().zip(lost) {
        plant.quality += ((1.0 - plant.quality) / recovery - fall * lost * plant.quality) / 12.0;
    }
    country.posts.fill(now.one("post_empty_for"));
}

/// Closes a month: consumer goods at a yearly rate over those of 1932.
pub fn close_month(country: &mut Country, now: &Now<'_>) {
    let usual = now
        .laws
        .at("final_consumption_of_1932", Branch::Light as usize);
    let industry = &mut country.industry;
    let goods = std::mem::take(&mut industry.goods_of_month);
    if usual > 0.0 {
        industry.goods = goods * 12.0 / usual;
    }
}
