//! `table.toml`: the branches of the economy outside farming in 1932, and what each uses of the others, every figure with its
//! origin. Read and checked here; `balance` brings the flows to their margins.

mod balance;
mod given;

use super::parameters::source;
use super::used::{self, RawUsed, Used};
use argument::case::Case;
use argument::case::file::{File, number_at};
use argument::fault::{Fault, Place};
use model::truth::branch::{BRANCHES, Branch};
use serde::Deserialize;
use toml::{Spanned, Value};

pub(super) use given::{refuse_elsewhere, refuse_in_scenario};

/// The file.
pub(super) const FILE: &str = "table.toml";

/// Where a figure of the table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Seen in its source.
    LookedUp,
    /// Remembered from its source and not seen.
    Recalled,
    /// Worked out from observations or from other figures of the table.
    Derived,
    /// Our guess.
    Assumed,
}

impl Grade {
    /// All of them, best first.
    pub const ALL: [Self; 4] = [Self::LookedUp, Self::Recalled, Self::Derived, Self::Assumed];
    const WORDS: [&'static str; 4] = ["looked-up", "recalled", "derived", "assumed"];

    /// The word used in data files and tables.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.word() == word)
    }
}

/// One number of the table, with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Value.
    pub value: f64,
    /// Where it comes from.
    pub origin: Grade,
    /// Key of the source, or "ours".
    pub source: String,
    /// Why this value.
    pub why: String,
    /// Observations that it was worked out from.
    pub used: Vec<Used>,
    /// Where it stands.
    pub at: Place,
}

/// What is told of each branch: name of the figure in the file, unit, and whether it must be named.
pub const FIGURES: [(&str, &str, bool); 10] = [
    ("gross_output", "billion roubles", true),
    ("of_industry", "billion roubles", false),
    ("consumption", "billion roubles", false),
    ("investment", "billion roubles", false),
    ("defence", "billion roubles", false),
    ("farm_inputs", "billion roubles", false),
    ("value_added", "billion roubles", true),
    ("employment", "million persons", true),
    ("capital_over_output", "ratio", true),
    ("unfinished_capital", "ratio", true),
];

/// A branch in 1932.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Branch.
    pub branch: Branch,
    /// Figures in the order of [`FIGURES`]; none where the file leaves it out.
    pub figures: [Option<Figure>; FIGURES.len()],
    /// Where it stands.
    pub at: Place,
}

impl Told {
    /// The figure of this name, if the file has it.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        let at = FIGURES.iter().position(|(known, _, _)| *known == name)?;
        self.figures[at].as_ref()
    }

    /// Its value, 0 if the file leaves it out.
    pub fn value(&self, name: &str) -> f64 {
        self.figure(name).map_or(0.0, |figure| figure.value)
    }
}

/// What one branch uses of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// The branch that delivers.
    pub from: Branch,
    /// The branch that uses.
    pub to: Branch,
    /// The first guess, with its origin [roubles for one rouble of output].
    pub first: Figure,
    /// The same after balancing.
    pub balanced: f64,
    /// Part of the balanced value by which a run's draw may differ from it.
    pub doubt: f64,
}

/// The table, checked and balanced.
#[derive(Clone, Debug, PartialEq)]
pub struct Economy {
    /// All branches, in the order of [`Branch::ALL`].
    pub branches: Vec<Told>,
    /// Named cells, row after row.
    pub cells: Vec<Use>,
    /// Observations of the output of industry as a whole that the branches are held to.
    pub industry: Used,
}

impl Economy {
    /// Number of cells with this origin.
    pub fn count(&self, origin: Grade) -> usize {
        let own = |cell: &&Use| cell.first.origin == origin;
        self.cells.iter().filter(own).count()
    }

    /// The cell whose value balancing changed most, with the balanced value over the first guess.
    pub fn moved_most(&self) -> Option<(&Use, f64)> {
        let above = self.cells.iter().filter(|cell| cell.first.value > 0.0);
        let factors = above.map(|cell| (cell, cell.balanced / cell.first.value));
        factors.max_by(|a, b| (a.1 - 1.0).abs().total_cmp(&(b.1 - 1.0).abs()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    industry: RawUsed,
    #[serde(default)]
    branch: Vec<RawBranch>,
    #[serde(default)]
    cell: Vec<RawCell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBranch {
    id: Spanned<String>,
    gross_output: Option<RawFigure>,
    of_industry: Option<RawFigure>,
    consumption: Option<RawFigure>,
    investment: Option<RawFigure>,
    defence: Option<RawFigure>,
    farm_inputs: Option<RawFigure>,
    value_added: Option<RawFigure>,
    employment: Option<RawFigure>,
    capital_over_output: Option<RawFigure>,
    unfinished_capital: Option<RawFigure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    value: Spanned<Value>,
    origin: Spanned<String>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
    #[serde(default)]
    fitted_to: Vec<RawUsed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCell {
    from: Spanned<String>,
    to: Spanned<String>,
    value: Spanned<Value>,
    doubt: Spanned<Value>,
    origin: Spanned<String>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
    #[serde(default)]
    fitted_to: Vec<RawUsed>,
}

/// Reads, checks and balances the table.
pub(super) fn read(file: &File<'_>, case: &Case) -> Result<Economy, Fault> {
    let raw: Raw = file.read()?;
    let industry = used::read(file, case, &raw.industry)?;
    let mut branches: Vec<Told> = Vec::new();
    for one in raw.branch {
        let id = one.id.clone();
        let told = told(file, case, one)?;
        if branches.iter().any(|known| known.branch == told.branch) {
            return Err(file
                .wrong(&id, "the same branch twice")
                .wanted("one [[branch]] for each branch")
                .hint("put both into one entry"));
        }
        branches.push(told);
    }
    for branch in Branch::ALL {
        if !branches.iter().any(|told| told.branch == branch) {
            return Err(Fault::new(Place::file(file.path), "a branch is missing")
                .found(format!("no [[branch]] with id = \"{}\"", branch.word()))
                .wanted(words().join(", "))
                .hint("the list of branches is closed, and each has its figures"));
        }
    }
    branches.sort_by_key(|told| told.branch as usize);
    let cells = cells(file, case, raw.cell)?;
    let mut economy = Economy {
        branches,
        cells,
        industry,
    };
    balance::balance(file, case, &mut economy)?;
    Ok(economy)
}

fn words() -> [&'static str; BRANCHES] {
    Branch::ALL.map(Branch::word)
}

fn told(file: &File<'_>, case: &Case, raw: RawBranch) -> Result<Told, Fault> {
    let branch = file.word(&raw.id, Branch::parse, "branch", &words())?;
    let raws = [
        raw.gross_output,
        raw.of_industry,
        raw.consumption,
        raw.investment,
        raw.defence,
        raw.farm_inputs,
        raw.value_added,
        raw.employment,
        raw.capital_over_output,
        raw.unfinished_capital,
    ];
    let mut figures = [const { None }; FIGURES.len()];
    for ((slot, raw_figure), (name, unit, needed)) in figures.iter_mut().zip(raws).zip(FIGURES) {
        let Some(raw_figure) = raw_figure else {
            if needed {
                return Err(file
                    .wrong(&raw.id, "a branch without one of its figures")
                    .wanted(format!(
                        "{name} = {{ value = ..., origin = ... }} in {unit}"
                    ))
                    .hint("only uses, farm_inputs and of_industry may be left out"));
            }
            continue;
        };
        let read = figure(file, case, &raw_figure, name)?;
        let least = if needed && name != "unfinished_capital" {
            f64::MIN_POSITIVE
        } else {
            0.0
        };
        if read.value < least {
            return Err(
                Fault::new(read.at, format!("`{name}` of a branch that cannot be"))
                    .found(read.value)
                    .wanted(if least > 0.0 { "above 0" } else { "0 or more" })
                    .hint("check its sign and its unit"),
            );
        }
        *slot = Some(read);
    }
    Ok(Told {
        branch,
        figures,
        at: file.place(&raw.id.span()),
    })
}

fn figure(file: &File<'_>, case: &Case, raw: &RawFigure, what: &str) -> Result<Figure, Fault> {
    let origin = file.word(&raw.origin, Grade::parse, "origin", &Grade::WORDS)?;
    let source = source(file, case, raw.source.as_ref(), &raw.origin)?;
    if matches!(origin, Grade::LookedUp | Grade::Recalled) && source == "ours" {
        return Err(file
            .wrong(&raw.origin, "a figure from nowhere")
            .found(format!("origin = \"{}\", source = \"ours\"", origin.word()))
            .wanted("the key of the source that it was seen in or is remembered from")
            .hint("a guess of your own has origin = \"assumed\""));
    }
    let used = raw.fitted_to.iter();
    Ok(Figure {
        value: number_at(*file, &raw.value, what)?,
        origin,
        source,
        why: file.filled(&raw.why, "the reason")?,
        used: used
            .map(|used| used::read(file, case, used))
            .collect::<Result<_, Fault>>()?,
        at: file.place(&raw.value.span()),
    })
}

fn cells(file: &File<'_>, case: &Case, raws: Vec<RawCell>) -> Result<Vec<Use>, Fault> {
    let mut cells: Vec<Use> = Vec::new();
    for raw in raws {
        let from = file.word(&raw.from, Branch::parse, "branch", &words())?;
        let to = file.word(&raw.to, Branch::parse, "branch", &words())?;
        if cells.iter().any(|cell| (cell.from, cell.to) == (from, to)) {
            return Err(file
                .wrong(&raw.from, "the same cell twice")
                .found(format!("{} to {}", from.word(), to.word()))
                .wanted("one [[cell]] for each pair of branches")
                .hint("add the two and name the cell once"));
        }
        cells.push(one_cell(file, case, (from, to), raw)?);
    }
    cells.sort_by_key(|cell| (cell.from as usize, cell.to as usize));
    Ok(cells)
}

fn one_cell(
    file: &File<'_>,
    case: &Case,
    (from, to): (Branch, Branch),
    raw: RawCell,
) -> Result<Use, Fault> {
    let within = |value: &Spanned<Value>, what: &str, most: f64, wanted: &str, hint: &str| {
        let number = number_at(*file, value, what)?;
        if (0.0..=most).contains(&number) {
            return Ok(number);
        }
        let place = file.place(&value.span());
        Err(
            Fault::new(place, format!("`{what}` of a cell that cannot be"))
                .found(format!("{number} for {} to {}", from.word(), to.word()))
                .wanted(wanted)
                .hint(hint),
        )
    };
    let hint = "what is not used is 0, or is left out";
    within(&raw.value, "value", f64::MAX, "a number, 0 or more", hint)?;
    let hint = "a part of the value; 30 per cent is 0.3";
    let doubt = within(&raw.doubt, "doubt", 1.0, "0 to 1", hint)?;
    let first = RawFigure {
        value: raw.value,
        origin: raw.origin,
        source: raw.source,
        why: raw.why,
        fitted_to: raw.fitted_to,
    };
    let first = figure(file, case, &first, "value")?;
    Ok(Use {
        from,
        to,
        balanced: first.value,
        first,
        doubt,
    })
}

#[cfg(test)]
mod tests;
