//! The program `closerun`: words become a job, one match runs it, one place prints.

mod cli;
mod jobs;
mod page;
mod slip;

use clap::Parser as _;
use cli::Cli;
use mimalloc::MiMalloc;
use page::Answer;
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
    let _unprintable = writeln!(anstream::stderr(), "error: {error}");
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
