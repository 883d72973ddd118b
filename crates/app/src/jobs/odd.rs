//! `closerun odd`: the model after the ODD protocol.

use crate::cli::Cli;
use crate::page::Answer;
use anyhow::Result;

/// Prints the description, and with `dock` what the replication bench gives.
pub(crate) fn run(cli: &Cli, dock: bool) -> Result<Answer> {
    let mut text = lab::odd::describe(&super::case(cli)?)?;
    if dock {
        let rows = super::dock::rows(cli)?;
        text.push_str(&lab::odd::docked(&rows));
    }
    Ok(Answer::of(text))
}
