//! From waves to members: candidates from what the emulators do not rule out, run with several seeds, and those kept that the runs themselves do
//! not rule out either.

use super::design::pick;
use super::region::Region;
use super::task::{Given, Task};
use super::wave::{self, Ruling, WaveTold};
use super::{Clerk, PROCESS_PICK, word};
use crate::ensemble::Member;
use crate::error::LabError;
use crate::setting::prior::key;
use crate::setting::{Freeze, Plan, Prepared, Sought, Target};
use argument::runs::{BASELINE, band};
use engine::calendar::WEEKS_PER_YEAR;
use engine::draw::Draws;

/// Seeds with which each candidate is run.
pub(super) const SEEDS: usize = 4;
/// Batches of candidates that are tried at the most.
const BATCHES: u32 = 4;
/// First year of a run is that of the population; its weeks are counted from there.
const FIRST_SEED: u64 = 1933;
/// The file of the parameters that a rival rule is given anew.
const OF_THE_RULE: &str = "parameters/repression.toml";
/// Points of the pool of a rival, for each point of the baseline's region.
const POOL: u32 = 12;

/// Candidates of a batch.
pub(super) fn candidates(plan: &Plan) -> usize {
    2 * plan.members
}

/// Runs of the one wave of a rival.
pub(super) fn rival_points(plan: &Plan) -> usize {
    plan.points * 3 / 5
}

/// What matching left of a setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// Rival setting, or "baseline".
    pub under: String,
    /// Waves.
    pub waves: Vec<WaveTold>,
    /// Observations that ruled out everything and were set aside.
    pub set_aside: Vec<SetAside>,
    /// Observations that no candidate kept met, although they were not set aside; and those met by few.
    pub missed: Vec<Missed>,
    /// Candidates run with several seeds, and how many of them the runs did not rule out.
    pub checked: (usize, usize),
    /// Parameters.
    pub posterior: Vec<Posterior>,
    /// Members.
    pub members: Vec<Member>,
}

/// An observation set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The observation.
    pub target: Target,
    /// Discrepancy that would be needed for the cut to be met, as a standard deviation of the logarithm.
    pub needed: f64,
}

/// An observation and how candidates that were kept met it.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// The observation.
    pub target: Target,
    /// Median over the candidates kept of the model over the recorded number.
    pub ratio: f64,
    /// Least implausibility among them.
    pub least: f64,
    /// Share of them that miss it.
    pub share: f64,
}

/// A parameter before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Key.
    pub id: String,
    /// Prior range; of a factor for a list.
    pub prior: (f64, f64),
    /// Whether it is a factor on all values of a list.
    pub factor: bool,
    /// Median, and 5th and 95th percentile, of what is not ruled out.
    pub band: [f64; 3],
    /// Standard deviation of what is not ruled out over that of the prior.
    pub ratio: f64,
    /// Distance of the means in standard deviations of the prior.
    pub moved: f64,
}

/// Widths above this, with means nearer than a quarter of the prior's deviation, are called unmoved; `ours`.
const UNMOVED: f64 = 0.9;
const STILL: f64 = 0.25;

impl Posterior {
    /// Whether the data say next to nothing of it.
    pub fn is_unmoved(&self) -> bool {
        self.ratio > UNMOVED && self.moved.abs() < STILL
    }
}

/// The task of a setting before a freeze.
fn task<'a>(
    prepared: &'a Prepared<'a>,
    (plan, freeze): (&'a Plan, &Freeze),
    rival: Option<&'a str>,
    clerk: &'a Clerk<'a>,
) -> Task<'a> {
    let used = plan.targets.iter().filter(|one| freeze.uses(one.date));
    let years = freeze.year - prepared.first_year();
    Task {
        prepared,
        rival,
        sought: plan.sought_under(rival),
        targets: used.collect(),
        weeks: WEEKS_PER_YEAR * u32::try_from(years + 1).unwrap_or(0),
        clerk,
    }
}

/// Matches the baseline; returns its region as well, from which rivals begin.
pub(super) fn baseline<'a>(
    prepared: &'a Prepared<'a>,
    (plan, freeze): (&'a Plan, &Freeze),
    clerk: &'a Clerk<'a>,
) -> Result<(Matched, Vec<Vec<f64>>), LabError> {
    let task = task(prepared, (plan, freeze), None, clerk);
    let mut ruling = Ruling {
        waves: Vec::new(),
        targets: task.targets.clone(),
        aside: Vec::new(),
        plan,
    };
    let seed = u64::from(freeze.year.unsigned_abs());
    let (waves, region) = wave::all(&task, &mut ruling, seed)?;
    let Region { points, .. } = region;
    let matched = kept(&task, &ruling, (waves, &points), seed)?;
    Ok((matched, points))
}

/// Matches a rival in one wave: parameters of the rule from their priors, all others from what the baseline's waves left.
pub(super) fn rival<'a>(
    prepared: &'a Prepared<'a>,
    (plan, freeze): (&'a Plan, &Freeze),
    (rival, region): (&'a str, &[Vec<f64>]),
    clerk: &'a Clerk<'a>,
) -> Result<Matched, LabError> {
    let task = task(prepared, (plan, freeze), Some(rival), clerk);
    let mut ruling = Ruling {
        waves: Vec::new(),
        targets: task.targets.clone(),
        aside: Vec::new(),
        plan,
    };
    let seed = u64::from(freeze.year.unsigned_abs()) + 100 * u64::from(key(rival) % 10_000);
    let pool = pool(plan, &task, region, seed);
    let points = pick(&pool, rival_points(plan), (seed, 0));
    let without = wave::run(&task, &mut ruling, &points, seed)?;
    let within = loop {
        let weighed = pool
            .iter()
            .map(|point| (ruling.implausibility(point), point));
        let weighed: Vec<(f64, &Vec<f64>)> = weighed.collect();
        let within: Vec<Vec<f64>> = weighed
            .iter()
            .filter(|one| one.0 <= plan.cut)
            .map(|one| one.1.clone())
            .collect();
        let enough = within.len() >= candidates(plan);
        if enough || ruling.aside.len() + plan.rank >= ruling.targets.len() {
            break within;
        }
        let best = weighed.iter().min_by(|a, b| a.0.total_cmp(&b.0));
        let worst = best.map_or(0, |(_, point)| ruling.worst(point));
        ruling.aside.push(worst);
    };
    let share = within.len() as f64 / pool.len().max(1) as f64;
    let error = libm::sqrt(share * (1.0 - share) / pool.len().max(1) as f64);
    let survivors = points
        .iter()
        .filter(|point| ruling.implausibility(point) <= plan.cut);
    let told = WaveTold {
        runs: points.len(),
        without,
        survivors: survivors.count(),
        share: (share, error),
    };
    kept(&task, &ruling, (vec![told], &within), seed)
}

/// Points for a rival: each of the baseline's region several times, with the parameters of the rule drawn anew.
fn pool(plan: &Plan, task: &Task<'_>, region: &[Vec<f64>], seed: u64) -> Vec<Vec<f64>> {
    let own = plan.sought_under(None);
    let anew = |one: &Sought| one.under.is_some() || one.file == OF_THE_RULE;
    let place = |one: &Sought| own.iter().position(|known| known.id == one.id);
    let places: Vec<Option<usize>> = task
        .sought
        .iter()
        .map(|one| place(one).filter(|_| !anew(one)))
        .collect();
    let copies = (0..POOL).flat_map(|copy| region.iter().enumerate().map(move |all| (copy, all)));
    copies
        .map(|(copy, (number, point))| {
            let mut draws = Draws::new(seed, PROCESS_PICK, 1000 + copy);
            let each = places.iter().zip(&task.sought);
            each.map(|(place, one)| match place {
                Some(place) => point[*place],
                None => draws.at(word(number), key(&one.id)).value(),
            })
            .collect()
        })
        .collect()
}

/// Runs candidates with several seeds and keeps those that are not ruled out.
fn kept(
    task: &Task<'_>,
    ruling: &Ruling<'_>,
    (waves, points): (Vec<WaveTold>, &[Vec<f64>]),
    seed: u64,
) -> Result<Matched, LabError> {
    let plan = ruling.plan;
    let batch = candidates(plan);
    let order = pick(points, points.len(), (seed, 99));
    let (mut tried, mut given): (Vec<Vec<f64>>, Vec<Vec<Given>>) = (Vec::new(), Vec::new());
    let mut good: Vec<usize> = Vec::new();
    for number in 0..BATCHES as usize {
        let fresh: Vec<&Vec<f64>> = order.iter().skip(number * batch).take(batch).collect();
        let pairs = fresh.iter().flat_map(|point| {
            let seeds = FIRST_SEED..FIRST_SEED + SEEDS as u64;
            seeds.map(move |seed| (point.as_slice(), seed))
        });
        let runs = task.run(&pairs.collect::<Vec<_>>())?;
        given.extend(runs.chunks(SEEDS).map(<[Given]>::to_vec));
        tried.extend(fresh.into_iter().cloned());
        let chance = chance(&given, task.targets.len());
        let fits = |at: &usize| ruling.ranked(direct(ruling, &given[*at], &chance)) <= plan.cut;
        good = (0..tried.len()).filter(fits).collect();
        if good.len() >= plan.members {
            break;
        }
    }
    let chance = chance(&given, task.targets.len());
    let first = good.iter().take(plan.members).enumerate();
    let members = first.map(|(number, at)| Member {
        seed: FIRST_SEED + number as u64,
        values: task.values(&tried[*at]),
    });
    let aside = ruling.aside.iter().map(|at| SetAside {
        target: ruling.targets[*at].clone(),
        needed: ruling.needed(*at, points),
    });
    Ok(Matched {
        under: task.rival.unwrap_or(BASELINE).to_owned(),
        members: members.collect(),
        set_aside: aside.collect(),
        missed: missed(ruling, (&given, &good), &chance),
        checked: (tried.len(), good.len()),
        posterior: posterior(&task.sought, points),
        waves,
    })
}

/// Variance by chance alone of each output: that between the seeds of a candidate, the mean over the candidates.
fn chance(given: &[Vec<Given>], targets: usize) -> Vec<f64> {
    let one = |target: usize| {
        let each = given.iter().filter_map(|runs| {
            let (mean, whole) = mean(runs, target)?;
            let squares = whole.iter().map(|value| (value - mean) * (value - mean));
            Some(squares.sum::<f64>() / (whole.len() as f64 - 1.0))
        });
        let all: Vec<f64> = each.collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    };
    (0..targets).map(one).collect()
}

/// Mean over the seeds of a candidate; none if a seed has no number.
fn mean(runs: &[Given], target: usize) -> Option<(f64, Vec<f64>)> {
    let values: Vec<f64> = runs.iter().map(|values| values[target]).collect();
    let whole = values.len() > 1 && values.iter().all(|value| value.is_finite());
    whole.then(|| (values.iter().sum::<f64>() / values.len() as f64, values))
}

/// Implausibilities of a candidate by its own runs; a number that it lacks rules it out.
fn direct(ruling: &Ruling<'_>, runs: &[Given], chance: &[f64]) -> Vec<f64> {
    let each = ruling.targets.iter().zip(chance).enumerate();
    each.map(|(at, (target, chance))| {
        if ruling.aside.contains(&at) {
            return 0.0;
        }
        implausibility(target, runs, (at, *chance)).unwrap_or(f64::INFINITY)
    })
    .collect()
}

fn implausibility(target: &Target, runs: &[Given], (at, chance): (usize, f64)) -> Option<f64> {
    let (mean, values) = mean(runs, at)?;
    let error = target.error();
    let model = chance * (1.0 + 1.0 / values.len() as f64);
    let variance = error * error + target.discrepancy * target.discrepancy + model;
    Some((target.log() - mean).abs() / libm::sqrt(variance))
}

/// Observations that some of the candidates kept miss, the worst first.
fn missed(
    ruling: &Ruling<'_>,
    (given, good): (&[Vec<Given>], &[usize]),
    chance: &[f64],
) -> Vec<Missed> {
    let one = |(at, target): (usize, &&Target)| {
        let each = good.iter().map(|number| {
            let away = implausibility(target, &given[*number], (at, chance[at]));
            let mean = mean(&given[*number], at).map(|(mean, _)| mean);
            (
                away.unwrap_or(f64::INFINITY),
                libm::exp(mean.unwrap_or(f64::NAN) - target.log()),
            )
        });
        let (away, ratios): (Vec<f64>, Vec<f64>) = each.unzip();
        let over = away.iter().filter(|one| **one > ruling.plan.cut).count();
        let [_, ratio, _] = band(ratios)?;
        (over > 0).then(|| Missed {
            target: (*target).clone(),
            ratio,
            least: away.iter().copied().fold(f64::INFINITY, f64::min),
            share: over as f64 / away.len() as f64,
        })
    };
    let mut all: Vec<Missed> = ruling.targets.iter().enumerate().filter_map(one).collect();
    all.sort_by(|a, b| b.least.total_cmp(&a.least));
    all
}

/// What is left of each parameter's range.
fn posterior(sought: &[&Sought], points: &[Vec<f64>]) -> Vec<Posterior> {
    // Standard deviation of a uniform number between 0 and 1.
    let prior = libm::sqrt(1.0 / 12.0);
    let one = |(at, one): (usize, &&Sought)| {
        let own: Vec<f64> = points.iter().map(|point| point[at]).collect();
        let number = own.len() as f64;
        let mean = own.iter().sum::<f64>() / number;
        let squares = own.iter().map(|u| (u - mean) * (u - mean)).sum::<f64>();
        let (low, high) = one.prior;
        let [a, b, c] = band(own)?;
        Some(Posterior {
            id: one.id.clone(),
            prior: one.prior,
            factor: one.factor,
            band: [a, b, c].map(|u| low + (high - low) * u),
            ratio: libm::sqrt(squares / number) / prior,
            moved: (mean - 0.5) / prior,
        })
    };
    sought.iter().enumerate().filter_map(one).collect()
}
