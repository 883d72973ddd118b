//! Mutated twins of a claim: the same sentence made wrong by rule. A claim whose twins survive
//! is a claim that the evidence would have let pass anyway.

use crate::claim::{Claim, On, Reading};
use crate::evidence::{Base, Kind, Quantity};
use crate::predicate::{Cmp, Num, Op, Predicate, Term, Test, When};
use crate::unit::{INDEX, VOLUME};
use crate::verdict::{Court, Outcome, Status, status_of, tempered};

/// How a twin was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A comparison turned round, or a range left instead of hit.
    Sign,
    /// The number doubled.
    Doubled,
    /// A date moved one year back.
    YearEarlier,
    /// A date moved one year on.
    YearLater,
    /// Another quantity of the same unit and place.
    Swapped,
    /// The mechanism that it rests on removed: the baseline taken under an ablation.
    Ablated,
}

impl Rule {
    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sign => "sign flipped",
            Self::Doubled => "number doubled",
            Self::YearEarlier => "one year earlier",
            Self::YearLater => "one year later",
            Self::Swapped => "quantity swapped",
            Self::Ablated => "mechanism ablated",
        }
    }
}

/// What sort of change a twin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// A comparison turned round.
    Sign,
    /// A number doubled.
    Number,
    /// A date moved by a year.
    Year,
    /// Another quantity or category.
    Quantity,
    /// The mechanism removed.
    Ablation,
}

impl Family {
    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Number => "number",
            Self::Year => "year",
            Self::Quantity => "quantity",
            Self::Ablation => "ablation",
        }
    }
}

impl Rule {
    /// What sort of change it makes.
    pub fn family(self) -> Family {
        match self {
            Self::Sign => Family::Sign,
            Self::Doubled => Family::Number,
            Self::YearEarlier | Self::YearLater => Family::Year,
            Self::Swapped => Family::Quantity,
            Self::Ablated => Family::Ablation,
        }
    }
}

/// What became of a twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Neither supported, nor supported under S, nor following from our rule, for a reason in the data.
    Killed,
    /// Still supported, supported under S, or following from our rule.
    Survived,
    /// The base has no data to try it with. Not a kill.
    NoData,
}

impl Fate {
    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Survived => "survived",
            Self::NoData => "no data",
        }
    }
}

/// Why a twin survived, as far as the data tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Survival {
    /// It asks for other figures than the claim (another year, another quantity), and these bear it out: a neighbouring truth, and no fault of
    /// the claim.
    TrueAsWell,
    /// It asks of the same figures something that the claim denies or does not ask, and passes: the claim cannot tell them apart.
    NotToldApart,
    /// It passes without the mechanism: the claim cannot tell a world with it from one without.
    WithoutTheMechanism,
}

impl Survival {
    /// The words used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::TrueAsWell => "true as well",
            Self::NotToldApart => "not told apart",
            Self::WithoutTheMechanism => "without the mechanism too",
        }
    }
}

/// One twin and its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// Reading it was made from.
    pub reading: String,
    /// How it was made.
    pub rule: Rule,
    /// The mutated predicate.
    pub predicate: String,
    /// The ablation it is taken under, "" for other rules.
    pub scenario: String,
    /// Whether it asks for other figures than its claim: another year, quantity, category or scenario.
    pub asks_others: bool,
    /// What evidence or runs say of it.
    pub status: Status,
    /// What became of it.
    pub fate: Fate,
}

impl Mutant {
    /// Whether it was killed for a reason in the data.
    pub fn is_killed(&self) -> bool {
        self.fate == Fate::Killed
    }

    /// Why it survived; none if it did not.
    pub fn survival(&self) -> Option<Survival> {
        let why = match self.rule {
            Rule::Ablated => Survival::WithoutTheMechanism,
            _ if self.asks_others => Survival::TrueAsWell,
            _ => Survival::NotToldApart,
        };
        (self.fate == Fate::Survived).then_some(why)
    }
}

/// Most quantities that a quantity is swapped with.
const MOST_SWAPS: usize = 3;

/// Makes and judges every twin of every reading.
pub fn run(court: Court<'_>, claim: &Claim, predicates: &[&Predicate]) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (reading, predicate) in claim.readings().iter().zip(predicates) {
        let base = court.names(reading.on);
        let mut seen = vec![twin_text(predicate, base)];
        for (rule, twin, scenario) in twins(base, claim, reading, predicate) {
            if compares_a_number_with_itself(&twin) {
                continue;
            }
            let said = twin_text(&twin, base);
            if seen.contains(&said) {
                continue;
            }
            seen.push(said.clone());
            let outcomes = court.ground(reading, &twin).outcomes(&twin.test);
            let status = status_of(&outcomes);
            let fate = match status {
                // Where the arithmetic breaks down it is not the data that kills.
                _ if outcomes.contains(&Outcome::Undefined) => Fate::NoData,
                Status::Supported | Status::SupportedUnder => Fate::Survived,
                Status::Contradicted | Status::Contested => Fate::Killed,
                _ => Fate::NoData,
            };
            all.push(Mutant {
                reading: reading.id.clone(),
                rule,
                predicate: said,
                scenario,
                asks_others: twin.terms != predicate.terms,
                status: tempered(claim, reading.on, status),
                fate,
            });
        }
    }
    all
}

/// Whether a mutation made two numbers of the claim one and the same. `x > x` is false by
/// arithmetic and not for a reason in the data, so it is no twin.
fn compares_a_number_with_itself(twin: &Predicate) -> bool {
    let terms = &twin.terms;
    (0..terms.len()).any(|i| terms[..i].contains(&terms[i]))
}

/// The text of a twin; a changed verbal range is written out, for it is not the claim's.
fn twin_text(twin: &Predicate, base: &Base) -> String {
    let mut text = twin.text(base);
    twin.test.atoms(&mut |atom| {
        if let Test::AsSaid { low, high, .. } = atom {
            let short = |number: &f64| (number * 1e4).round() / 1e4;
            text = format!("{text} [{} to {}]", short(low), short(high));
        }
    });
    text
}

/// The same claim with every number of the baseline taken under an ablation; none if that compares a
/// number with itself, or changes nothing.
pub fn ablated(predicate: &Predicate, scenario: &str) -> Option<Predicate> {
    let mut twin = predicate.clone();
    for term in twin.terms.iter_mut().filter(|term| term.under.is_none()) {
        term.under = Some(scenario.to_owned());
    }
    (twin != *predicate && !compares_a_number_with_itself(&twin)).then_some(twin)
}

/// Every twin of a reading: wrong by its text, and for evidence with another quantity, for runs without
/// the mechanism.
fn twins(
    base: &Base,
    claim: &Claim,
    reading: &Reading,
    predicate: &Predicate,
) -> Vec<(Rule, Predicate, String)> {
    let texts = wrong_texts(base, predicate).into_iter();
    let plain = |(rule, twin)| (rule, twin, String::new());
    let mut all: Vec<_> = texts.map(plain).collect();
    let scenarios = claim.runs.iter().flat_map(|runs| &runs.ablations);
    if reading.on == On::Runs {
        all.extend(scenarios.filter_map(|scenario| {
            let twin = ablated(predicate, scenario)?;
            Some((Rule::Ablated, twin, scenario.clone()))
        }));
    } else {
        let swaps = swaps(base, predicate).into_iter();
        all.extend(swaps.map(|twin| plain((Rule::Swapped, twin))));
    }
    all
}

fn wrong_texts(base: &Base, predicate: &Predicate) -> Vec<(Rule, Predicate)> {
    let mut atoms = 0;
    predicate.test.atoms(&mut |_| atoms += 1);
    let mut all = Vec::new();
    for index in 0..atoms {
        if let Some(twin) = doubled(base, predicate, index) {
            all.push((Rule::Doubled, twin));
        }
        for (rule, change) in [
            (Rule::Sign, turn as fn(&mut Test) -> bool),
            (Rule::YearEarlier, |atom| move_literal_dates(atom, -1)),
            (Rule::YearLater, |atom| move_literal_dates(atom, 1)),
        ] {
            let mut twin = predicate.clone();
            if change_atom(&mut twin.test, index, change) {
                all.push((rule, twin));
            }
        }
    }
    for index in 0..predicate.terms.len() {
        for (rule, years) in [(Rule::YearEarlier, -1), (Rule::YearLater, 1)] {
            let mut twin = predicate.clone();
            if let Some(when) = moved(predicate.terms[index].when, years) {
                twin.terms[index].when = when;
                all.push((rule, twin));
            }
        }
    }
    all
}

fn change_atom(test: &mut Test, index: usize, change: fn(&mut Test) -> bool) -> bool {
    let (mut at, mut changed) = (0, false);
    test.atoms_mut(&mut |atom| {
        if at == index {
            changed = change(atom);
        }
        at += 1;
    });
    changed
}

fn turn(atom: &mut Test) -> bool {
    *atom = match atom.clone() {
        Test::Compare(cmp, a, b) => {
            let turned = match cmp {
                // Strict even where the claim is not: at the bound itself both would hold.
                Cmp::Lt | Cmp::Le => Cmp::Gt,
                Cmp::Gt | Cmp::Ge => Cmp::Lt,
                Cmp::Eq => Cmp::Ne,
                Cmp::Ne => Cmp::Eq,
            };
            Test::Compare(turned, a, b)
        }
        other => Test::Not(Box::new(other)),
    };
    true
}

/// Doubles one side of a comparison so that more is asked: `a > 2` becomes `a > 4`, `a > b` becomes
/// `a > 2 b`, `a < 5` becomes `2 a < 5`. (To double the 5 would ask less: a twin that the claim
/// implies can never fail.) A day has no double, and neither has zero.
fn doubled(base: &Base, predicate: &Predicate, index: usize) -> Option<Predicate> {
    let mut twin = predicate.clone();
    let (mut at, mut changed) = (0, false);
    twin.test.atoms_mut(&mut |atom| {
        if at == index {
            changed = double(atom, &|num| predicate.is_date(base, num));
        }
        at += 1;
    });
    changed.then_some(twin)
}

fn double(atom: &mut Test, is_date: &dyn Fn(&Num) -> bool) -> bool {
    match atom {
        Test::Compare(_, left, right) if is_date(left) || is_date(right) => false,
        Test::Compare(Cmp::Lt | Cmp::Le, left, _) => twice(left),
        Test::Compare(Cmp::Gt | Cmp::Ge, _, right) => twice(right),
        Test::Compare(Cmp::Eq, left, right) => match left {
            Num::Literal { .. } => twice(left),
            _ => twice(right),
        },
        Test::AsSaid { low, high, .. } => {
            *low *= 2.0;
            *high *= 2.0;
            true
        }
        _ => false,
    }
}

/// Doubles a number; false if that changes nothing.
fn twice(num: &mut Num) -> bool {
    if let Num::Literal { value, .. } = num {
        *value *= 2.0;
        return value.abs() > 0.0;
    }
    let two = Num::Literal {
        value: 2.0,
        unit: "",
    };
    let inner = std::mem::replace(num, two.clone());
    *num = Num::Binary(Op::Mul, Box::new(two), Box::new(inner));
    true
}

fn move_literal_dates(atom: &mut Test, years: i16) -> bool {
    match atom {
        Test::During(_, span) => match span.shifted_years(years) {
            Ok(moved) => {
                *span = moved;
                true
            }
            Err(_) => false,
        },
        Test::Compare(_, a, b) => {
            let mut changed = false;
            for side in [a, b] {
                side.each_mut(&mut |num| {
                    if let Num::Day(span) = num
                        && let Ok(moved) = span.shifted_years(years)
                    {
                        *span = moved;
                        changed = true;
                    }
                });
            }
            changed
        }
        _ => false,
    }
}

fn moved(when: When, years: i16) -> Option<When> {
    match when {
        When::Event => None,
        When::Year(year) => Some(When::Year(year + years)),
        When::Span(span) => span.shifted_years(years).ok().map(When::Span),
    }
}

/// Twins in which every term of one quantity asks another of the same unit and place, or the
/// same quantity in another category. Only swaps that have data are made.
fn swaps(base: &Base, predicate: &Predicate) -> Vec<Predicate> {
    let mut names: Vec<&str> = Vec::new();
    for term in &predicate.terms {
        if !names.contains(&term.quantity.as_str()) {
            names.push(&term.quantity);
        }
    }
    let mut all = Vec::new();
    for name in names {
        let Some(quantity) = base.quantities.get(name) else {
            continue;
        };
        let others = neighbours(base, quantity).into_iter().filter_map(|other| {
            let twin = swapped(predicate, name, |term| {
                other.id.clone_into(&mut term.quantity);
            });
            answered(base, &twin, &other.id).then_some(twin)
        });
        all.extend(others.take(MOST_SWAPS));
        all.extend(other_categories(base, predicate, quantity));
    }
    all
}

/// Quantities of the same unit, place and dimensions, those of the same topic first.
fn neighbours<'a>(base: &'a Base, quantity: &Quantity) -> Vec<&'a Quantity> {
    let mut all: Vec<&Quantity> = base
        .quantities
        .values()
        .filter(|other| other.id != quantity.id)
        .filter(|other| (other.kind == Kind::Event) == (quantity.kind == Kind::Event))
        .filter(|other| measure(other) == measure(quantity) && other.place == quantity.place)
        .filter(|other| other.dimensions == quantity.dimensions)
        .filter(|other| {
            quantity.kind != Kind::Event
                || other
                    .mechanisms
                    .iter()
                    .any(|m| quantity.mechanisms.contains(m))
        })
        .collect();
    all.sort_by_key(|other| {
        (
            other.topic != quantity.topic,
            other.unit.name != quantity.unit.name,
        )
    });
    all
}

/// What a quantity measures, as far as a swap must keep it: roubles of one price basis do not
/// stand for roubles of another; volumes and indices enter as ratios only.
fn measure(quantity: &Quantity) -> String {
    match quantity.unit.base {
        base @ (VOLUME | INDEX) => base.to_owned(),
        _ => quantity.dimension().to_string(),
    }
}

fn swapped(predicate: &Predicate, name: &str, mut change: impl FnMut(&mut Term)) -> Predicate {
    let mut twin = predicate.clone();
    for term in twin.terms.iter_mut().filter(|term| term.quantity == name) {
        change(term);
    }
    twin
}

fn answered(base: &Base, twin: &Predicate, name: &str) -> bool {
    base.quantities.get(name).is_some_and(|quantity| {
        quantity.series.iter().any(|series| {
            let mut own = twin.terms.iter().filter(|term| term.quantity == name);
            own.all(|term| term.find(quantity, series).is_some())
        })
    })
}

fn other_categories(base: &Base, predicate: &Predicate, quantity: &Quantity) -> Vec<Predicate> {
    let mut all = Vec::new();
    for dimension in &quantity.dimensions {
        let mut values: Vec<&String> = quantity
            .rows()
            .filter_map(|(_, row)| row.dims.get(dimension))
            .collect();
        values.sort_unstable();
        values.dedup();
        let twins = values.into_iter().filter_map(|value| {
            let twin = swapped(predicate, &quantity.id, |term| {
                term.dims.insert(dimension.clone(), value.clone());
            });
            let new = twin != *predicate && answered(base, &twin, &quantity.id);
            new.then_some(twin)
        });
        all.extend(twins.take(MOST_SWAPS));
    }
    all
}
