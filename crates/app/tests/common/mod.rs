//! The program as typed, in a folder of its own: what several tests share.

use assert_cmd::Command;
use tempfile::TempDir;

/// Runs are kept here, so that tests that ask for the same ones make them once.
const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/runs");

/// Runs the program: exit code, standard output, standard error.
pub(crate) fn closerun(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("closerun")
        .expect("the program was built")
        .env("CLOSERUN_CACHE", CACHE)
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}
