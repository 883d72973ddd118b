//! Observations that a setting rests on, so that a figure the model was fitted to is never shown as a success of it.

use argument::case::Case;
use argument::case::file::File;
use argument::date::Period;
use argument::evidence::Observation;
use argument::fault::Fault;
use serde::Deserialize;
use toml::Spanned;

/// Rows of a series at some dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    /// Quantity.
    pub quantity: String,
    /// Series.
    pub series: String,
    /// Dates.
    pub dates: Vec<Period>,
}

impl Used {
    /// Whether a row is among them.
    pub fn covers(&self, quantity: &str, series: &str, row: &Observation) -> bool {
        self.quantity == quantity && self.series == series && self.dates.contains(&row.date)
    }
}

/// As written beside a parameter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUsed {
    pub(super) of: Spanned<String>,
    pub(super) series: Spanned<String>,
    pub(super) dates: Vec<Spanned<String>>,
}

/// Reads it through the door for fitting: a held-out observation is an error.
pub(super) fn read(file: &File<'_>, case: &Case, raw: &RawUsed) -> Result<Used, Fault> {
    let open = case.base.for_fitting();
    let base = open.base();
    let names = base.quantities.keys().map(String::as_str);
    file.known(&raw.of, names, "quantity", "`closerun evidence` lists them")?;
    let quantity = &base.quantities[raw.of.as_ref()];
    let keys = quantity.series.iter().map(|series| series.id.as_str());
    file.known(
        &raw.series,
        keys,
        "series",
        "`closerun evidence QUANTITY` lists them",
    )?;
    let rows = || {
        quantity
            .series(raw.series.as_ref())
            .into_iter()
            .flat_map(|series| &series.rows)
    };
    let mut dates = Vec::new();
    for date in &raw.dates {
        let wanted = file.date(date)?;
        if !rows().any(|row| row.date == wanted) {
            return Err(file
                .wrong(date, "fitted to an observation that no fitting code may open")
                .wanted("an observation that exists and is not held out")
                .hint("`closerun evidence QUANTITY` marks what is held out; a parameter may not be fitted to it"));
        }
        dates.push(wanted);
    }
    Ok(Used {
        quantity: quantity.id.clone(),
        series: raw.series.as_ref().clone(),
        dates,
    })
}
