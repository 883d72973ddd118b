//! `patterns.toml`, read and checked: every output, date, directive and series that it names must exist.

use super::{Line, Number, Pattern, Wanted};
use crate::setting::Setting;
use argument::case::Case;
use argument::case::file::File;
use argument::date::Period;
use argument::fault::{Fault, Lines};
use model::observe::OUTPUTS;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

const FILE: &str = "patterns.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    pattern: Vec<RawPattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPattern {
    id: Spanned<String>,
    says: Spanned<String>,
    #[serde(default)]
    judged_by: Vec<Spanned<String>>,
    #[serde(default)]
    line: Vec<RawLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLine {
    says: Spanned<String>,
    output: Option<Spanned<String>>,
    moved_by: Option<Spanned<String>>,
    date: Option<Spanned<String>>,
    #[serde(default)]
    dims: BTreeMap<String, String>,
    over: Option<RawOver>,
    recorded: Option<RawRecorded>,
    low: Option<f64>,
    high: Option<f64>,
    #[serde(default)]
    assumed: bool,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOver {
    output: Option<Spanned<String>>,
    date: Spanned<String>,
    #[serde(default)]
    dims: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecorded {
    of: Spanned<String>,
    date: Spanned<String>,
    over: Option<Spanned<String>>,
    #[serde(default)]
    dims: BTreeMap<String, String>,
}

/// Reads them; none, if the case has no such file.
pub(super) fn all(case: &Case, setting: &Setting) -> Result<Vec<Pattern>, Fault> {
    let Some(text) = case.for_a_model.get(FILE) else {
        return Ok(Vec::new());
    };
    let lines = Lines::of(text);
    let file = File {
        path: FILE,
        text,
        lines: &lines,
    };
    let raw: Raw = file.read()?;
    let reader = Reader {
        file: &file,
        case,
        setting,
    };
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for raw in &raw.pattern {
        let id = file.filled(&raw.id, "key of a pattern")?;
        if !seen.insert(id.clone()) {
            return Err(file
                .wrong(&raw.id, "two patterns with one key")
                .wanted("a key for each")
                .hint("put further lines into the first"));
        }
        all.push(reader.pattern(id, raw)?);
    }
    Ok(all)
}

struct Reader<'a> {
    file: &'a File<'a>,
    case: &'a Case,
    setting: &'a Setting,
}

impl Reader<'_> {
    fn pattern(&self, id: String, raw: &RawPattern) -> Result<Pattern, Fault> {
        let units = || self.case.passage.units.iter().map(|unit| unit.id.as_str());
        for unit in &raw.judged_by {
            self.file
                .known(unit, units(), "sentence", "`closerun read` lists them")?;
        }
        if raw.line.is_empty() && raw.judged_by.is_empty() {
            return Err(self
                .file
                .wrong(&raw.id, "a pattern that nothing judges")
                .wanted("a [[pattern.line]], or judged_by with sentences")
                .hint("a pattern that cannot fail is none"));
        }
        Ok(Pattern {
            id,
            says: self.file.filled(&raw.says, "what the pattern is")?,
            judged_by: raw
                .judged_by
                .iter()
                .map(|one| one.as_ref().clone())
                .collect(),
            lines: raw
                .line
                .iter()
                .map(|line| self.line(line))
                .collect::<Result<_, _>>()?,
        })
    }

    fn line(&self, raw: &RawLine) -> Result<Line, Fault> {
        let says = self.file.filled(&raw.says, "what the number is")?;
        let number = match (&raw.output, &raw.moved_by, &raw.date) {
            (Some(output), None, Some(date)) => self.output(output, date, &raw.dims)?,
            (None, Some(directive), None) => self.moved(directive)?,
            _ => {
                return Err(self
                    .file
                    .wrong(&raw.says, "a line without a number of the model")
                    .wanted("output and date, or moved_by with a directive")
                    .hint("tables/outputs.csv of a check lists outputs"));
            }
        };
        let over = match (&raw.over, &raw.output) {
            (None, _) => None,
            (Some(over), own) => {
                let output = over.output.as_ref().or(own.as_ref()).ok_or_else(|| {
                    self.file
                        .wrong(&over.date, "a denominator without an output")
                        .wanted("output")
                        .hint("name it inside over")
                })?;
                Some(self.output(output, &over.date, &over.dims)?)
            }
        };
        Ok(Line {
            says,
            number,
            over,
            wanted: self.wanted(raw)?,
            assumed: raw.assumed,
            why: self.file.filled(&raw.why, "why this is asked")?,
        })
    }

    fn output(
        &self,
        id: &Spanned<String>,
        date: &Spanned<String>,
        dims: &BTreeMap<String, String>,
    ) -> Result<Number, Fault> {
        let names = OUTPUTS.iter().map(|output| output.id);
        self.file.known(
            id,
            names,
            "output",
            "tables/outputs.csv of a check lists them",
        )?;
        self.file.date(date)?;
        Ok(Number::Output {
            id: id.as_ref().clone(),
            date: date.as_ref().clone(),
            dims: dims.clone(),
        })
    }

    fn moved(&self, directive: &Spanned<String>) -> Result<Number, Fault> {
        let told = self.setting.directives.iter();
        let names = told.map(|one| one.directive.id.as_str());
        self.file
            .known(directive, names, "directive", "directives.toml lists them")?;
        Ok(Number::Moved(directive.as_ref().clone()))
    }

    fn wanted(&self, raw: &RawLine) -> Result<Wanted, Fault> {
        let Some(recorded) = &raw.recorded else {
            return Ok(match (raw.low, raw.high) {
                (None, None) => Wanted::Nothing,
                (low, high) => Wanted::Ours(low, high),
            });
        };
        let names = self.case.base.quantities.keys().map(String::as_str);
        self.file.known(
            &recorded.of,
            names,
            "quantity",
            "`closerun evidence` lists them",
        )?;
        let date = self.file.date(&recorded.date)?;
        let over: Option<Period> = recorded
            .over
            .as_ref()
            .map(|over| self.file.date(over))
            .transpose()?;
        let wanted = Wanted::Recorded {
            quantity: recorded.of.as_ref().clone(),
            date,
            over,
            dims: recorded.dims.clone(),
        };
        if super::ranges(self.case, &wanted).is_empty() {
            return Err(self
                .file
                .wrong(&recorded.date, "no series has these dates")
                .wanted("dates and dimensions that one series has")
                .hint(format!(
                    "`closerun evidence {}` shows them",
                    recorded.of.as_ref()
                )));
        }
        Ok(wanted)
    }
}
