//! Slips in what a person types, told as all other errors are: place, found, wanted, hint.

use crate::cli::{Cli, Over};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Error};
use lab::argument::fault::did_you_mean;
use lab::error::LabError;
use std::error::Error as _;

/// Most threads that can be asked for.
const MOST_THREADS: u64 = 1024;
/// Most runs of one command: their tables, of about two megabytes a run, are held in memory until they are written.
const MOST_RUNS: u64 = 2_000;
/// Most pairs of runs in each setting.
const MOST_PAIRS: u64 = 500;
/// Most seeds of each setting.
const MOST_SEEDS: u64 = 10_000;

/// A whole number from `least` to `most`; the error says in words what was wanted.
fn whole(text: &str, (least, most): (u64, u64), of: &str) -> Result<u64, String> {
    let wanted = || format!("{} to {} {of}", grouped(least), grouped(most));
    let number: Option<u64> = text.trim().parse().ok();
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(wanted)
}

/// Threads.
pub(crate) fn threads(text: &str) -> Result<usize, String> {
    let number = whole(text, (0, MOST_THREADS), "threads; 0 means all")?;
    Ok(usize::try_from(number).unwrap_or(0))
}

/// Runs of the model.
pub(crate) fn runs(text: &str) -> Result<u32, String> {
    let number = whole(text, (1, MOST_RUNS), "runs")?;
    Ok(u32::try_from(number).unwrap_or(1))
}

/// Seeds of each setting.
pub(crate) fn seeds(text: &str) -> Result<u32, String> {
    let number = whole(text, (1, MOST_SEEDS), "seeds of each setting")?;
    Ok(u32::try_from(number).unwrap_or(1))
}

/// An ensemble by its freeze, or none.
pub(crate) fn over(text: &str) -> Result<Over, String> {
    match text.trim() {
        "none" => Ok(Over(None)),
        year => year
            .parse()
            .map(|year| Over(Some(year)))
            .map_err(|_error| "the year of an ensemble in ensembles/, or `none`".to_owned()),
    }
}

/// Pairs of runs in each setting.
pub(crate) fn pairs(text: &str) -> Result<u32, String> {
    let number = whole(text, (1, MOST_PAIRS), "pairs of runs in each setting")?;
    Ok(u32::try_from(number).unwrap_or(1))
}

/// A seed.
pub(crate) fn seed(text: &str) -> Result<u64, String> {
    let wanted = || "a whole number that is not negative".to_owned();
    text.trim().parse().map_err(|_error| wanted())
}

/// A length of a list.
pub(crate) fn length(text: &str) -> Result<usize, String> {
    let number = whole(text, (1, 1_000_000), "lines")?;
    Ok(usize::try_from(number).unwrap_or(1))
}

/// A whole number with commas between thousands.
fn grouped(number: u64) -> String {
    lab::words::number(number as f64, "")
}

/// Where help stands.
const HELP: &str = "`closerun --help` lists commands and options";

/// What was typed wrong; none if help or the version was asked for.
pub(crate) fn told(error: &Error) -> Option<LabError> {
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => {
            unknown_command(&context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => unknown_option(error),
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => value(error),
        _ => {
            let text = error.to_string();
            let first = text.lines().take_while(|line| !line.is_empty());
            let found: Vec<&str> = first
                .map(|line| line.trim_start_matches("error: ").trim())
                .collect();
            let wanted = "a command with all that it needs";
            LabError::disk(
                "this cannot be read as a command",
                "closerun",
                found.join(" "),
                wanted,
                HELP,
            )
        }
    })
}

/// A part of what clap tells.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

fn unknown_command(typed: &str) -> LabError {
    let names = commands();
    let hint = did_you_mean(typed, names.iter().map(String::as_str), HELP);
    LabError::disk("no such command", "closerun", typed, names.join(", "), hint)
}

fn unknown_option(error: &Error) -> LabError {
    let near = context(error, ContextKind::SuggestedArg);
    let hint = if near.is_empty() {
        HELP.to_owned()
    } else {
        format!("did you mean {near}? ({HELP})")
    };
    let found = context(error, ContextKind::InvalidArg);
    LabError::disk(
        "no such option",
        "closerun",
        found,
        "an option of this command",
        hint,
    )
}

fn value(error: &Error) -> LabError {
    let about = context(error, ContextKind::InvalidArg);
    let option = about.split_whitespace().next().unwrap_or("closerun");
    let found = context(error, ContextKind::InvalidValue);
    let found = if found.is_empty() {
        "nothing".to_owned()
    } else {
        found
    };
    let allowed = context(error, ContextKind::ValidValue);
    let wanted = error.source().map_or(allowed, ToString::to_string);
    let wanted = if wanted.is_empty() {
        "a value after it".to_owned()
    } else {
        wanted
    };
    LabError::disk("a value that cannot be", option, found, wanted, HELP)
}

fn commands() -> Vec<String> {
    let command = Cli::command();
    let names = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned());
    names.filter(|name| name != "help").collect()
}

/// Most names that a hint offers.
const MOST_NAMES: usize = 3;
/// Least letters of a word that tells anything.
const LEAST: usize = 4;

/// Names that share words with what was typed, those that share most first: `all` gives each name with the words that tell of it. A word
/// counts in any form that begins alike, so that camps finds camp; the words of the name itself count twice.
pub(crate) fn sharing_words<'a>(
    typed: &str,
    all: impl Iterator<Item = (&'a str, String)>,
) -> Vec<&'a str> {
    let asked = words_of(typed);
    let shared = |text: &str| {
        let own = words_of(text);
        let is_shared = |word: &&String| own.iter().any(|other| begins_alike(word, other));
        asked.iter().filter(is_shared).count()
    };
    let mut scored: Vec<(usize, &str)> = all
        .map(|(name, tells)| (2 * shared(name) + shared(&tells), name))
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then_with(|| (a.1.len(), a.1).cmp(&(b.1.len(), b.1)))
    });
    scored
        .into_iter()
        .take(MOST_NAMES)
        .map(|(_, name)| name)
        .collect()
}

/// Words of a text that are long enough to tell anything, in small letters.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= LEAST);
    words.map(str::to_lowercase).collect()
}

/// Whether one of two words is the other with an ending: camp and camps, die and died.
fn begins_alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let stem = short.trim_end_matches('s');
    long.starts_with(stem) && long.len() <= stem.len() + 3
}

#[cfg(test)]
mod tests {
    use super::{runs, seeds, sharing_words, threads};

    #[test]
    fn names_that_share_words_are_offered() {
        let all = [
            ("camp_deaths", "Deaths of camp inmates"),
            ("camp_inmates", "Inmates of camps on 1 January"),
            ("deaths", "Deaths registered"),
            ("steel", "Crude steel output"),
            ("steel_price", "Price of steel"),
            ("births", "Births"),
        ];
        let near = |typed| {
            let all = all.map(|(name, tells)| (name, tells.to_owned()));
            sharing_words(typed, all.into_iter())
        };
        assert_eq!(near("deaths_in_camps")[0], "camp_deaths");
        assert_eq!(near("steel_output")[0], "steel");
        assert_eq!(near("Steel"), ["steel", "steel_price"]);
        // Neither a word that only begins like another nor a short one tells anything.
        assert!(near("campaign").is_empty() && near("of on").is_empty());
    }

    #[test]
    fn ranges_are_told_in_words() {
        assert_eq!(threads("0"), Ok(0));
        assert_eq!(runs("2000"), Ok(2_000));
        assert_eq!(runs("0"), Err("1 to 2,000 runs".to_owned()));
        assert_eq!(
            seeds("-1"),
            Err("1 to 10,000 seeds of each setting".to_owned())
        );
        assert_eq!(
            threads("1025"),
            Err("0 to 1,024 threads; 0 means all".to_owned())
        );
    }
}
