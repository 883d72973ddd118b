//! `offices.toml`: offices, and the closed list of those who held them, each date with its source. Read and checked here.

use super::parameters::{Origin, Parameter, source};
use argument::case::Case;
use argument::case::file::{File, number_at};
use argument::date::Period;
use argument::fault::{Fault, Place};
use engine::calendar::{WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use model::truth::branch::Branch;
use model::truth::leaders::{Leader, WORDS};
use model::truth::offices as given;
use serde::Deserialize;
use toml::{Spanned, Value};

/// The file.
pub(super) const FILE: &str = "offices.toml";
/// What the file gives to the laws as a parameter.
const LEAVES: &str = "patron_leaves";

/// An office.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// Key.
    pub id: String,
    /// Name.
    pub name: String,
    /// When it was founded.
    pub from: Period,
    /// When it was no more.
    pub to: Option<Period>,
    /// Whether only one holds it at a time.
    pub one_seat: bool,
    /// Whether its holder votes in the Politburo.
    pub vote: bool,
    /// What it gives of power; a vote gives 1.
    pub power: f64,
    /// Branches that its holder answers for.
    pub branches: Vec<Branch>,
    /// Key of the source of its dates.
    pub source: String,
    /// Why this power.
    pub why: String,
}

/// A time in office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub leader: Leader,
    /// The office, by its place in the list.
    pub office: usize,
    /// First day.
    pub from: Period,
    /// First day without it.
    pub to: Option<Period>,
    /// Key of the source.
    pub source: String,
    /// Where it stands.
    pub at: Place,
}

/// Somebody of the closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub leader: Leader,
    /// Name.
    pub name: String,
    /// Day of death.
    pub died: Option<Period>,
    /// First day abroad.
    pub abroad: Option<Period>,
}

/// Offices and those who held them.
#[derive(Clone, Debug, PartialEq)]
pub struct Roll {
    /// Offices, in the order of the file.
    pub offices: Vec<Office>,
    /// Those on the list, in the order of the file.
    pub actors: Vec<Actor>,
    /// Terms, in the order of the file.
    pub terms: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    office: Vec<RawOffice>,
    #[serde(default)]
    actor: Vec<RawActor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    id: Spanned<String>,
    name: Spanned<String>,
    from: Spanned<String>,
    to: Option<Spanned<String>>,
    #[serde(default)]
    one_seat: bool,
    #[serde(default)]
    vote: bool,
    power: Spanned<Value>,
    #[serde(default)]
    branches: Vec<Spanned<String>>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawActor {
    id: Spanned<String>,
    name: Spanned<String>,
    died: Option<Spanned<String>>,
    abroad: Option<Spanned<String>>,
    #[serde(default)]
    terms: Vec<RawTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    office: Spanned<String>,
    from: Spanned<String>,
    to: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
}

/// Reads and checks the file.
pub(super) fn read(file: &File<'_>, case: &Case) -> Result<Roll, Fault> {
    let raw: Raw = file.read()?;
    let mut roll = Roll {
        offices: Vec::new(),
        actors: Vec::new(),
        terms: Vec::new(),
    };
    for one in &raw.office {
        if roll
            .offices
            .iter()
            .any(|known| known.id == *one.id.as_ref())
        {
            return Err(file
                .wrong(&one.id, "the same office twice")
                .wanted("one [[office]] for each office")
                .hint("put both into one entry"));
        }
        roll.offices.push(office(file, case, one)?);
    }
    for one in &raw.actor {
        actor(file, case, one, &mut roll)?;
    }
    if let Some(missing) = Leader::ALL
        .into_iter()
        .find(|leader| !roll.actors.iter().any(|actor| actor.leader == *leader))
    {
        return Err(Fault::new(Place::file(file.path), "an actor is missing")
            .found(format!("no [[actor]] with id = \"{}\"", missing.word()))
            .wanted(WORDS.join(", "))
            .hint("the list is closed, and all of it is there; who held nothing has no terms"));
    }
    refuse_shared_seats(&roll)?;
    Ok(roll)
}

fn office(file: &File<'_>, case: &Case, raw: &RawOffice) -> Result<Office, Fault> {
    let words = Branch::ALL.map(Branch::word);
    let branch = |text: &Spanned<String>| file.word(text, Branch::parse, "branch", &words);
    let power = number_at(*file, &raw.power, "power")?;
    if !(0.0..=10.0).contains(&power) {
        return Err(Fault::new(
            file.place(&raw.power.span()),
            "`power` of an office that cannot be",
        )
        .found(power)
        .wanted("0 to 10; a vote in the Politburo gives 1")
        .hint("an office that gives no power has power = 0"));
    }
    let (from, to) = span(file, &raw.from, raw.to.as_ref())?;
    Ok(Office {
        id: raw.id.as_ref().clone(),
        name: file.filled(&raw.name, "the name")?,
        from,
        to,
        one_seat: raw.one_seat,
        vote: raw.vote,
        power,
        branches: raw
            .branches
            .iter()
            .map(branch)
            .collect::<Result<_, Fault>>()?,
        source: source(file, case, raw.source.as_ref(), &raw.id)?,
        why: file.filled(&raw.why, "the reason")?,
    })
}

/// First day, and first day without it.
fn span(
    file: &File<'_>,
    from: &Spanned<String>,
    to: Option<&Spanned<String>>,
) -> Result<(Period, Option<Period>), Fault> {
    let begins = file.date(from)?;
    let Some(to) = to else {
        return Ok((begins, None));
    };
    let ends = file.date(to)?;
    if ends.start <= begins.start {
        return Err(file
            .wrong(to, "dates out of order")
            .found(format!("from {} to {}", from.as_ref(), to.as_ref()))
            .wanted("a `to` after `from`")
            .hint("`to` is the first day without the office; leave it out while it is held"));
    }
    Ok((begins, Some(ends)))
}

fn actor(file: &File<'_>, case: &Case, raw: &RawActor, roll: &mut Roll) -> Result<(), Fault> {
    let Some(leader) = Leader::parse(raw.id.as_ref()) else {
        return Err(file
            .wrong(&raw.id, "an actor outside the closed list")
            .wanted(WORDS.join(", "))
            .hint(
                "only holders of public office of the time are named; everybody else is counted",
            ));
    };
    if roll.actors.iter().any(|known| known.leader == leader) {
        return Err(file
            .wrong(&raw.id, "the same actor twice")
            .wanted("one [[actor]] for each")
            .hint("put all terms into one entry"));
    }
    let day =
        |text: &Option<Spanned<String>>| text.as_ref().map(|text| file.date(text)).transpose();
    let died = day(&raw.died)?;
    roll.actors.push(Actor {
        leader,
        name: file.filled(&raw.name, "the name")?,
        died,
        abroad: day(&raw.abroad)?,
    });
    for one in &raw.terms {
        let read = term(file, case, (leader, one), &roll.offices)?;
        if let Some(died) = died
            && read.to.is_none_or(|to| to.start > died.start)
        {
            let text = one.to.as_ref().unwrap_or(&one.office);
            return Err(file
                .wrong(text, "in office after his death")
                .wanted("a term that ends by the day of death")
                .hint("`died` of the actor and `to` of the term contradict each other"));
        }
        roll.terms.push(read);
    }
    Ok(())
}

fn term(
    file: &File<'_>,
    case: &Case,
    (leader, raw): (Leader, &RawTerm),
    offices: &[Office],
) -> Result<Term, Fault> {
    let ids = offices.iter().map(|office| office.id.as_str());
    file.known(
        &raw.office,
        ids,
        "office",
        "offices stand at the head of the file",
    )?;
    let at = offices
        .iter()
        .position(|office| office.id == *raw.office.as_ref())
        .unwrap_or_default();
    let office = &offices[at];
    let (from, to) = span(file, &raw.from, raw.to.as_ref())?;
    let text = |period: Period| argument::date::day_text(f64::from(period.start));
    if from.end < office.from.start {
        return Err(file
            .wrong(&raw.from, "an office-holder before the office exists")
            .wanted(format!("{} or later", text(office.from)))
            .hint("the office has its own dates; the one that came before it is another office"));
    }
    if let Some(gone) = office.to
        && to.is_none_or(|to| to.start > gone.end)
    {
        return Err(file
            .wrong(
                raw.to.as_ref().unwrap_or(&raw.from),
                "an office-holder after the office is gone",
            )
            .wanted(format!("a `to` by {}", text(gone)))
            .hint("the office has its own dates; the one that came after it is another office"));
    }
    Ok(Term {
        leader,
        office: at,
        from,
        to,
        source: source(file, case, raw.source.as_ref(), &raw.office)?,
        at: file.place(&raw.from.span()),
    })
}

/// Two cannot sit on one seat at once, nor one man twice in one office.
fn refuse_shared_seats(roll: &Roll) -> Result<(), Fault> {
    for (at, one) in roll.terms.iter().enumerate() {
        let office = &roll.offices[one.office];
        let overlaps = |other: &&Term| {
            let before = |a: &Term, b: &Term| a.to.is_some_and(|to| to.start <= b.from.start);
            let clash = office.one_seat || other.leader == one.leader;
            other.office == one.office && clash && !before(one, other) && !before(other, one)
        };
        if let Some(other) = roll.terms[..at].iter().find(overlaps) {
            return Err(Fault::new(one.at.clone(), "two in one seat at once")
                .found(format!(
                    "{} and {}: {}",
                    other.leader.word(),
                    one.leader.word(),
                    office.name
                ))
                .wanted("terms of an office with one seat that do not overlap")
                .hint(
                    "`to` is the first day without the office: that of the next holder, or earlier",
                ));
        }
    }
    Ok(())
}

impl Roll {
    /// The offices as a run counts them, in weeks since the first of January of its first year.
    pub(super) fn given(&self, first_year: u32) -> given::Offices {
        let week = |period: Period| week(period, first_year);
        let offices = self.offices.iter().map(|office| given::Office {
            vote: office.vote,
            power: office.power,
            branches: office.branches.clone(),
            from: week(office.from),
            to: office.to.map(week),
        });
        let terms = self.terms.iter().map(|term| given::Term {
            leader: term.leader,
            office: term.office,
            from: week(term.from),
            to: term.to.map(week),
        });
        let days = |of: &dyn Fn(&Actor) -> Option<Period>| -> Vec<(Leader, i32)> {
            let all = self.actors.iter();
            all.filter_map(|actor| Some((actor.leader, week(of(actor)?))))
                .collect()
        };
        given::Offices {
            offices: offices.collect(),
            terms: terms.collect(),
            died: days(&|actor| actor.died),
            abroad: days(&|actor| actor.abroad),
        }
    }

    /// What a run is given as a parameter, so that a scenario may change it: the week in which he leaves who answers for steel at the start.
    ///
    /// # Errors
    /// Nobody on the list answers for steel at the start.
    pub(super) fn parameter(&self, first_year: u32) -> Result<Parameter, Fault> {
        let patron = self.given(first_year).patron(Branch::Steel, 0);
        let term = patron.map(|at| &self.terms[at]);
        let Some(term) = term else {
            return Err(Fault::new(
                Place::file(FILE),
                "nobody on the list answers for steel at the start",
            )
            .found("no term of an office with that branch")
            .wanted("a commissar of heavy industry")
            .hint("scenarios that take the patron away need to know whom"));
        };
        let never = 10_000.0;
        let leaves = term.to.map_or(never, |to| f64::from(week(to, first_year)));
        Ok(Parameter {
            id: LEAVES.to_owned(),
            name: "Week of the run from which the commissar of heavy industry is gone".to_owned(),
            unit: "weeks of six days".to_owned(),
            values: vec![(String::new(), leaves)],
            prior: (leaves, leaves),
            origin: Origin::Source,
            source: term.source.clone(),
            why: "The end of his term in offices.toml.".to_owned(),
            fitted_to: Vec::new(),
            at: term.at.clone(),
        })
    }
}

/// No file of parameters may set what offices give.
pub(super) fn refuse_elsewhere(parameters: &[Parameter]) -> Result<(), Fault> {
    match parameters.iter().find(|parameter| parameter.id == LEAVES) {
        None => Ok(()),
        Some(parameter) => Err(Fault::new(
            parameter.at.clone(),
            "a date of an office among the parameters",
        )
        .found(LEAVES)
        .wanted("the end of his term in offices.toml")
        .hint("a scenario may change it, a file of parameters may not")),
    }
}

/// Week of the six-day calendar in which a period begins, from the first of January of a year; negative before.
fn week(period: Period, first_year: u32) -> i32 {
    let day = argument::date::day_text(f64::from(period.start));
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i32>().ok()).unwrap_or(1);
    let mut parts = day.split('-');
    let (year, month, day) = (
        number(parts.next()),
        number(parts.next()),
        number(parts.next()),
    );
    let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let of_month = ((day - 1) / 6).min(signed(WEEKS_PER_MONTH) - 1);
    (year - signed(first_year)) * signed(WEEKS_PER_YEAR)
        + (month - 1) * signed(WEEKS_PER_MONTH)
        + of_month
}

#[cfg(test)]
mod tests;
