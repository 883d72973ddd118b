//! The program `closerun`: words become a job, one match runs it, one place prints.

mod cli;
mod jobs;
mod page;
mod slip;

use clap::Parser as _;
use cli::Cli;
use mimalloc::MiMalloc;
use page::{Answer, Page};
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

/// Runs make many short lists; measured, this allocator takes about a tenth off a run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => match slip::told(&error) {
            Some(slip) => return refused(&slip),
            None => error.exit(),
        },
    };
    match jobs::run(&cli) {
        Ok(answer) => print(&answer),
        Err(error) => refused(format_args!("{error:#}")),
    }
}

/// Prints an error. Nothing can be done if even that cannot be printed.
fn refused(error: impl std::fmt::Display) -> ExitCode {
    let mut page = Page::default();
    for line in format!("error: {error}").lines() {
        // The words of an error are wrapped beside its heads; short lines stay as they are, blanks and all.
        let heads = ["error: ", "  found:  ", "  wanted: ", "  hint:   "];
        let head = heads.into_iter().find(|head| line.starts_with(head));
        match head {
            Some(head) if line.chars().count() > page::WIDTH => {
                page.wrapped(head, &line[head.len()..]);
            }
            _ => page.push(line),
        }
    }
    let _unprintable = write!(anstream::stderr(), "{}", page.0);
    ExitCode::from(2)
}

/// Prints an answer in one piece. A reader who closes the pipe has read enough.
fn print(answer: &Answer) -> ExitCode {
    let mut out = anstream::stdout();
    match out
        .write_all(answer.text.as_bytes())
        .and_then(|()| out.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _unprintable = writeln!(
                anstream::stderr(),
                "error: the answer cannot be printed: {error}"
            );
            ExitCode::from(2)
        }
        _ if answer.is_no => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}
