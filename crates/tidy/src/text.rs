//! Rules for every text file: its bytes, and words that belong to a machine and not to the work.

use crate::Slip;
use crate::page::Page;

/// Lines from 1 on which a word stands by itself.
pub fn lines_with_word<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    (1..)
        .zip(text.lines())
        .filter(move |(_, line)| has_word(line, word))
        .map(|(line, _)| line)
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(before) && !inside(after)
    })
}

/// UTF-8, lines that end with LF, and a line end at the end.
pub fn bytes(page: &Page) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut say = |what: &str| slips.push(Slip::of(&page.path, what));
    if !page.is_utf8 {
        say("the file is not UTF-8");
    }
    if page.text.contains('\r') {
        say("lines end with CR LF or hold a CR; use LF alone");
    }
    if page.text.contains('\0') {
        say("a text file holds a NUL byte");
    }
    if !page.text.is_empty() && !page.text.ends_with('\n') {
        say("the last line has no line end");
    }
    if page.text.ends_with("\n\n") {
        say("the file ends with empty lines");
    }
    slips
}

/// Beginnings of paths that exist on one machine only. Joined here, so that this file holds none.
const MACHINE_PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Use", "rs/"),
    concat!("C:\\", "Users"),
];

/// Where crates may not come from: they come from crates.io, which needs no setting.
const MIRRORS: &[&str] = &[
    concat!("[source", ".crates-io]"),
    concat!("replace", "-with ="),
    concat!("sparse", "+http"),
    concat!("arti", "factory"),
    concat!("rs", "proxy"),
    concat!("tuna", ".tsinghua"),
    concat!("mirrors", ".aliyun"),
    concat!("mirrors", ".ustc"),
];

/// Words about how a text was made, which its reader does not need.
const WORKSHOP: &[&str] = &[
    concat!("sub", "agent"),
    concat!("sub", "-agent"),
    concat!("language", " model"),
    concat!("chat", "bot"),
    concat!("system", " prompt"),
];

/// No path of one machine outside tests, no mirror of a registry, no word about the workshop.
pub fn machine(page: &Page) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (number, line) in (1..).zip(page.text.lines()) {
        let lower = line.to_lowercase();
        if !page.is_test() {
            for path in MACHINE_PATHS.iter().filter(|path| begins_path(line, path)) {
                let what =
                    format!("`{path}` exists on one machine only; write a path from the root");
                slips.push(Slip::at(&page.path, number, what));
            }
        }
        for mirror in MIRRORS.iter().filter(|mirror| lower.contains(*mirror)) {
            let what = format!("`{mirror}`: crates come from crates.io, which needs no setting");
            slips.push(Slip::at(&page.path, number, what));
        }
        for word in WORKSHOP.iter().filter(|word| lower.contains(*word)) {
            slips.push(Slip::at(
                &page.path,
                number,
                format!("`{word}` has no place in the work"),
            ));
        }
    }
    slips
}

/// Whether a path begins here: inside an address such as `https://x.org/a/` it does not.
fn begins_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-~%+".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{MACHINE_PATHS, MIRRORS, WORKSHOP, bytes, lines_with_word, machine};
    use crate::page::Page;

    #[test]
    fn words_stand_by_themselves() {
        let lines: Vec<usize> = lines_with_word("cat\nconcat\ncat: x\n", "cat").collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn bad_bytes_are_found() {
        for (text, slips) in [
            ("a\n", 0),
            ("", 0),
            ("a", 1),
            ("a\r\nb\n", 1),
            ("a\n\n", 1),
            ("\0\n", 1),
        ] {
            assert_eq!(bytes(&Page::new("a.toml", text)).len(), slips, "{text:?}");
        }
        let mut page = Page::new("a.toml", "a\n");
        page.is_utf8 = false;
        assert_eq!(bytes(&page).len(), 1);
    }

    #[test]
    fn paths_of_one_machine_are_found_outside_tests() {
        for path in MACHINE_PATHS {
            let text = format!("A.\nout = \"{path}x\"\n");
            let slips = machine(&Page::new("a.toml", &text));
            assert_eq!(
                slips.iter().map(|slip| slip.line).collect::<Vec<_>>(),
                [2],
                "{path}"
            );
            assert!(machine(&Page::new("crates/lab/tests/it/main.rs", &text)).is_empty());
        }
        let address = format!("https://example.org{}page\n", MACHINE_PATHS[2]);
        assert!(machine(&Page::new("a.toml", &address)).is_empty());
    }

    #[test]
    fn mirrors_and_workshop_words_are_found() {
        for word in MIRRORS.iter().chain(WORKSHOP) {
            let text = format!("x {} y\n", word.to_uppercase());
            assert_eq!(
                machine(&Page::new("crates/lab/tests/it/main.rs", &text)).len(),
                1,
                "{word}"
            );
        }
    }
}
