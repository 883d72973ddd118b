//! The program as typed, in a folder of its own: what several tests share.

use assert_cmd::Command;
use std::sync::Once;
use tempfile::TempDir;

/// Runs of the whole case are kept here, so that tests that ask for the same ones make them once.
const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/runs");
/// Runs of copies of the case: apart, for a folder of runs lets go of the oldest.
const COPIES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/runs-of-copies");
/// Seeds of every job on the whole case.
const WHOLE: [&str; 2] = ["--runs", "2"];

/// The program with these words after it.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("closerun").expect("the program was built");
    let kept = if args.contains(&"--case") {
        COPIES
    } else {
        CACHE
    };
    command.env("CLOSERUN_CACHE", kept).args(args);
    command
}

/// Runs the program: exit code, standard output, standard error.
pub(crate) fn closerun(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = program(args).current_dir(folder.path()).output();
    let output = output.expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Standard output of a command that must succeed.
pub(crate) fn says(args: &[&str]) -> String {
    let output = program(args).output().expect("it runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The same for a command that looks at the verdicts of the whole case. Runs are made once, by whoever asks first; the others find them.
pub(crate) fn says_of_the_case(args: &[&str]) -> String {
    static MADE: Once = Once::new();
    MADE.call_once(|| {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().join("out").to_string_lossy().into_owned();
        says(&[&["check", "--out", &out][..], &WHOLE].concat());
    });
    says(&[args, &WHOLE].concat())
}
