//! Rows T11 and T20-T30: the mechanisms of the crate `planning`, from balances to wear.
//!
//! A mechanism that refuses its own paper's setting gives no number here, and its row fails.

use super::{Row, figures};
use planning::discipline::Terms;
use planning::fault::Fault;
use planning::harmony::harmony;
use planning::incentive::Scheme;
use planning::kantorovich::{Assortment, EXCAVATORS, LATHES, assortment, each_for_itself};
use planning::leontief::{Leontief, rounds};
use planning::line::{Campaign, Line};
use planning::oring::all_right;
use planning::ratchet::incentive;
use planning::reference::{Loss, Run, three_branches};
use planning::solver::InteriorPoint;
use planning::table::Table;
use planning::tautness::Law;
use planning::wear::{hazard, survival};

pub(super) fn rows() -> Vec<Row> {
    let mut rows = vec![
        efficiency_wage(),
        signs_of_the_wage(),
        balances(),
        balancing(),
    ];
    rows.extend(excavators());
    rows.extend([lathes(), harmonies()]);
    rows.extend(boario());
    rows.extend([ratchet(), plan_of_ones_own(), tautness()]);
    rows.extend([penny_fab(), record(), o_ring(), wear()]);
    rows
}

/// Pairs of what is wanted and what came out; without an answer, no number.
fn against(wanted: &[f64], got: Result<Vec<f64>, Fault>) -> Vec<(f64, f64)> {
    let got = got.unwrap_or_default().into_iter();
    let got = got.chain(std::iter::repeat(f64::NAN));
    wanted.iter().copied().zip(got).collect()
}

/// Programs are solved to a tolerance: what lies below it is not told.
fn rounded(values: &[f64]) -> Vec<f64> {
    let round = |value: &f64| (value * 1e7).round() / 1e7;
    values.iter().map(round).collect()
}

const PRISON: Terms = Terms {
    prison: 0.2,
    effort: 1.0,
    caught: 0.5,
    discount: 0.05,
    released: 0.2,
    terror: 0.0,
};

fn efficiency_wage() -> Row {
    let rates = [0.0, 0.01, 0.05].into_iter();
    let wages = rates
        .map(|terror| Terms { terror, ..PRISON }.wage())
        .collect();
    let setting = "Shapiro and Stiglitz 1984, prison in the place of unemployment: least wage without shirking, terror 0, .01, .05";
    let pairs = against(&[1.70, 1.72, 1.80], wages);
    figures("T11", "planning/discipline", setting, &pairs, 1e-9)
}

/// Signs alone, so that 1 is up and -1 is down.
fn signs_of_the_wage() -> Row {
    let changes = [
        Terms {
            caught: 0.6,
            ..PRISON
        },
        Terms {
            prison: 0.1,
            ..PRISON
        },
        Terms {
            discount: 0.04,
            ..PRISON
        },
        Terms {
            terror: 0.01,
            ..PRISON
        },
    ];
    let signs = || -> Result<Vec<f64>, Fault> {
        let base = PRISON.wage()?;
        let sign = |terms: &Terms| Ok((terms.wage()? - base).signum());
        changes.iter().map(sign).collect()
    };
    let setting = "Miller and Smith 2015, highlights: wage with more monitors, harsher prison, a future that counts for more, random arrests";
    let pairs = against(&[-1.0, -1.0, -1.0, 1.0], signs());
    Row {
        grade: "C",
        ..figures("T11a", "planning/discipline", setting, &pairs, 0.0)
    }
}

fn miller_blair() -> Result<Table, Fault> {
    Table::new(&["one", "two"], &[&[0.15, 0.25], &[0.20, 0.05]])
}

fn balances() -> Row {
    let gross = || Leontief::new(&miller_blair()?)?.gross(&[600.0, 1500.0]);
    let setting =
        "Leontief 1936: Miller and Blair's example of two sectors, final demand 600 and 1500";
    let pairs = against(&[1_247.525, 1_841.584], gross());
    figures("T20", "planning/leontief", setting, &pairs, 1e-3)
}

fn balancing() -> Row {
    let wanted = [14.6, 8.0, 5.1, 2.4, 1.65, 0.81, 0.55, 0.26, 0.18, 0.09];
    let missing = || -> Result<Vec<f64>, Fault> {
        let all = rounds(&miller_blair()?, &[600.0, 1500.0], 5, 0.0)?;
        let lacks = all.iter().flat_map(|round| &round.shortfall);
        Ok(lacks.map(|part| 100.0 * part).collect())
    };
    let setting = "rounds of material balances, the same example: per cent still missing in both sectors after rounds 1 to 5";
    let pairs = against(&wanted, missing());
    figures("T20a", "planning/leontief", setting, &pairs, 0.05)
}

fn excavators() -> [Row; 3] {
    let rates = EXCAVATORS.each_ref().map(|row| &row[..]);
    let found = assortment(&rates, &InteriorPoint);
    let take =
        |of: &dyn Fn(&Assortment) -> Vec<f64>| found.clone().map(|found| rounded(&of(&found)));
    let row = |id, setting, wanted: &[f64], got, tolerance| {
        let pairs = against(wanted, got);
        figures(id, "planning/kantorovich", setting, &pairs, tolerance)
    };
    let plan = [
        0.671_365, 0.0, 0.0, 0.328_635, 0.789_238, 0.0, 0.0, 0.210_762, 1.0,
    ];
    [
        row(
            "T21",
            "Kantorovich 1939, excavators: sets of three works, and resolving multipliers of the works",
            &[70.4933, 0.2290, 0.4295, 0.3415],
            take(&|found| [&[found.sets][..], &found.works].concat()),
            1e-4,
        ),
        row(
            "T21a",
            "the same: shares of time, works A, B, C on machines 1, 2, 3",
            &plan,
            take(&|found| found.shares.concat()),
            1e-5,
        ),
        row(
            "T21b",
            "the same: resolving multipliers of the machines",
            &[24.05, 28.34, 18.10],
            take(&|found| found.machines.clone()),
            0.01,
        ),
    ]
}

fn lathes() -> Row {
    let both = assortment(&[&LATHES[0], &LATHES[1]], &InteriorPoint)
        .map(|found| rounded(&[each_for_itself(&LATHES), found.sets]));
    let setting = "Kantorovich 1939, lathes: sets if each kind of machine divides its own time, and at the best";
    let pairs = against(&[77.82, 86.667], both);
    figures("T22", "planning/kantorovich", setting, &pairs, 5e-3)
}

fn harmonies() -> Row {
    let nets = [8.0, 12.0].into_iter();
    let both = nets
        .map(|net| harmony(10.0, net).map(|(value, _)| value))
        .collect();
    let setting = "Cockshott, 5yearplan: harmony of 8 and of 12 against a target of 10; its economy is not run here";
    let pairs = against(&[-0.22, 0.182_321_6], both);
    figures("T23", "planning/harmony", setting, &pairs, 1e-6)
}

fn boario() -> [Row; 2] {
    let run = three_branches(&Loss::default(), 365);
    let days = |run: Run| -> Vec<f64> {
        let days = [30, 60, 80, 95, 120].into_iter();
        days.flat_map(|day| run.relative[day]).collect()
    };
    let wanted = [
        0.93218, 0.70283, 0.96845, 0.93299, 0.70639, 0.96883, 0.96085, 0.84009, 0.98162, 0.99576,
        0.99307, 0.99785, 1.00015, 1.01438, 1.00006,
    ];
    let module = "planning/ario";
    let course = "BoARIO 0.7.2, three branches, B loses 30 per cent for 60 days: output of A, B, C in rows 30, 60, 80, 95, 120";
    let lost = "the same: output lost in a year, in days of A, B, C";
    let pairs = against(&wanted, run.clone().map(days));
    let sums = against(&[4.976, 19.378, 2.323], run.map(|run| run.lost.to_vec()));
    [
        figures("T24", module, course, &pairs, 1e-5),
        figures("T24a", module, lost, &sums, 1e-3),
    ]
}

fn ratchet() -> Row {
    let cases = [(0.1, 0.3), (0.1, 0.5), (0.5, 0.3)].into_iter();
    let got = cases
        .map(|(discount, speed)| incentive(1.0, discount, speed))
        .collect();
    let setting =
        "Weitzman 1980: worth of one more unit, ratchet .3, .5, .3 at discount .1, .1, .5";
    let pairs = against(&[0.25, 1.0 / 6.0, 0.625], got);
    figures("T25", "planning/ratchet", setting, &pairs, 1e-9)
}

fn plan_of_ones_own() -> Row {
    let got =
        Scheme::new(0.3, 0.5, 0.9).map(|scheme| vec![scheme.fractile(), scheme.plan(100.0, 10.0)]);
    let setting = "Weitzman 1976: fractile of the plan that is named, and that plan if output is normal, 100 and 10";
    let pairs = against(&[1.0 / 3.0, 95.69], got);
    figures("T26", "planning/incentive", setting, &pairs, 5e-3)
}

fn tautness() -> Row {
    let got = Law::new(1.0, 0.0, 0.1, 1.0).map(|law| {
        let collapse = law.collapse(0.5, 2.0).unwrap_or(f64::NAN);
        let efforts = [0.8, 1.0, 1.2, collapse].map(|target| law.effort(target));
        [&[collapse][..], &efforts].concat()
    });
    let setting = "effort under a target after Hunter 1961 and Keren 1972, form ours: collapse, and effort at .8, 1, 1.2 and there";
    let pairs = against(&[1.216, 0.968, 1.157, 1.347, 1.363], got);
    figures("T27", "planning/tautness", setting, &pairs, 2e-3)
}

fn penny_fab() -> Row {
    let wanted = [0.125, 0.2, 0.25, 2.0 / 7.0, 0.3125, 4.0 / 11.0, 5.0 / 13.0];
    let jobs = [1.0, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0];
    let got = Line::new(vec![0.5; 4])
        .map(|line| jobs.map(|jobs| line.practical_worst_case(jobs)).to_vec());
    let setting = "Hopp and Spearman, Penny Fab: practical worst case with 1 to 5, 8, 10 jobs";
    let pairs = against(&wanted, got);
    figures("T28", "planning/line", setting, &pairs, 1e-9)
}

fn record() -> Row {
    let outputs = || -> Result<Vec<f64>, Fault> {
        let line = Line::new(vec![1.0, 1.2, 1.2, 1.2])?;
        let record = |station, drawn| Campaign {
            station,
            share: 1.0,
            gain: 13.0,
            drawn,
            age: 0.0,
        };
        let cases = [record(1, 0.0), record(1, 0.1), record(0, 0.0)];
        cases
            .iter()
            .map(|campaign| line.with_record(campaign))
            .collect()
    };
    let setting = "output after a record of 14 times the norm: off the bottleneck, there with a tenth drawn from the others, and on it";
    let pairs = against(&[1.0, 0.9, 1.2], outputs());
    figures("T28a", "planning/line", setting, &pairs, 1e-9)
}

fn o_ring() -> Row {
    let all = |third| all_right(&[third, 0.95, 0.95, 0.95, 0.95]);
    let pairs = [
        (0.773_78, all(0.95)),
        (0.806_36, all(0.99)),
        (0.950_99, all_right(&[0.99; 5])),
    ];
    let setting = "Kremer 1993: five tasks of quality .95, one of them .99, all .99";
    figures("T29", "planning/oring", setting, &pairs, 1e-5)
}

fn wear() -> Row {
    let pairs = [
        (1.728, hazard(1.2, 3.0)),
        (3.375, hazard(1.5, 3.0)),
        (8.0, hazard(2.0, 3.0)),
        (0.778_80, survival(50.0, 2.0, 100.0)),
    ];
    let setting = "ISO 281, load 1.2, 1.5, 2 to the third; Weibull 1951, half the scale, shape 2";
    figures("T30", "planning/wear", setting, &pairs, 1e-5)
}
