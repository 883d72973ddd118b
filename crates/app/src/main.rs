//! The program `closerun`: words become a job, one match runs it, one place prints.

mod cli;
mod jobs;
mod page;

use clap::Parser as _;
use cli::Cli;
use page::Answer;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match jobs::run(&cli) {
        Ok(answer) => print(&answer),
        Err(error) => {
            let mut out = anstream::stderr();
            // Nothing can be done if even the error cannot be printed.
            let _unprintable = writeln!(out, "error: {error:#}");
            ExitCode::from(2)
        }
    }
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
