//! What each crate may touch: the disk, the clock, the threads, the terminal.

use crate::Slip;
use crate::code::{calls_macro, code_only};
use crate::page::Page;

/// The rules of one crate.
struct Room {
    /// Folder under `crates`.
    name: &'static str,
    /// Parts of the standard library closed to its sources.
    closed: &'static [&'static str],
    /// Whether the rules hold for its tests as well.
    tests_too: bool,
    /// Whether it may ask for the time of day.
    clock: bool,
    /// Whether its sources may print.
    prints: bool,
}

/// Closed to a pure room: it gets values and returns values.
const OUTSIDE: &[&str] = &["env", "fs", "io", "net", "process", "thread", "time"];

/// All rooms. A new crate needs a line here, and with it a decision.
const ROOMS: &[Room] = &[
    Room {
        name: "engine",
        closed: OUTSIDE,
        tests_too: true,
        clock: false,
        prints: false,
    },
    Room {
        name: "argument",
        closed: OUTSIDE,
        tests_too: false,
        clock: false,
        prints: false,
    },
    Room {
        name: "planning",
        closed: OUTSIDE,
        tests_too: true,
        clock: false,
        prints: false,
    },
    Room {
        name: "model",
        closed: OUTSIDE,
        tests_too: true,
        clock: false,
        prints: false,
    },
    Room {
        name: "lab",
        closed: &["net"],
        tests_too: false,
        clock: true,
        prints: false,
    },
    Room {
        name: "app",
        closed: &["fs", "net"],
        tests_too: false,
        clock: true,
        prints: true,
    },
    Room {
        name: "tidy",
        closed: &["env", "net", "process", "time"],
        tests_too: false,
        clock: false,
        prints: false,
    },
];

/// Rooms in which the same input must give the same bits.
pub const PURE: &[&str] = &["engine", "argument", "planning", "model"];

const PRINTING: &[&str] = &["eprint", "eprintln", "print", "println"];

/// No source touches what its room keeps closed.
pub fn closed_doors(page: &Page) -> Vec<Slip> {
    if !page.is_rust() || page.room().is_empty() {
        return Vec::new();
    }
    let Some(room) = ROOMS.iter().find(|room| room.name == page.room()) else {
        return vec![Slip::of(
            &page.path,
            "this crate has no line in ROOMS; decide what it may touch",
        )];
    };
    let code = code_only(&page.text);
    let mut slips = Vec::new();
    if page.is_shipped() || room.tests_too {
        for (line, module) in std_modules(&code) {
            if room.closed.contains(&module) {
                let what = format!("std::{module} is closed to `{}`", room.name);
                slips.push(Slip::at(&page.path, line, what));
            }
        }
        for (line, text) in (1..).zip(code.lines()) {
            if !room.clock && text.contains("::now(") {
                let what = format!("`{}` has no clock", room.name);
                slips.push(Slip::at(&page.path, line, what));
            }
        }
    }
    if page.is_shipped() && !room.prints {
        slips.extend(printing(page, &code));
    }
    slips
}

fn printing(page: &Page, code: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        for name in PRINTING.iter().filter(|name| calls_macro(text, name)) {
            let what = format!("{name}! is closed to `{}`; only `app` speaks", page.room());
            slips.push(Slip::at(&page.path, line, what));
        }
    }
    slips
}

/// Parts of the standard library that are named after `std::`, alone or in braces, with lines.
fn std_modules(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, root) in code.match_indices("std::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = code[at + root.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_words(group).map(|word| (line, word))),
            None => found.push((line, word(rest))),
        }
    }
    found
}

/// First words of the branches of `{a::b, c::{d, e}, f}`, of which the opening brace is gone.
fn first_words(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let mut starts = vec![0];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.into_iter().map(|at| word(group[at..].trim_start()))
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The first page of a pure room denies what `clippy.toml` lists.
pub fn denies_disallowed(page: &Page) -> Vec<Slip> {
    let is_door = PURE
        .iter()
        .any(|room| page.path == format!("crates/{room}/src/lib.rs"));
    let code = code_only(&page.text);
    let denied = code
        .split("#![deny(")
        .skip(1)
        .filter_map(|rest| rest.split(")]").next());
    let denied: String = denied.collect();
    let missing: Vec<&str> = ["clippy::disallowed_methods", "clippy::disallowed_types"]
        .into_iter()
        .filter(|lint| is_door && !denied.contains(lint))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let what = format!("a pure room denies {} at its top", missing.join(" and "));
    vec![Slip::of(&page.path, what)]
}

#[cfg(test)]
mod tests {
    use super::{closed_doors, denies_disallowed};
    use crate::page::Page;

    fn slips(path: &str, text: &str) -> usize {
        closed_doors(&Page::new(path, text)).len()
    }

    #[test]
    fn a_pure_room_that_looks_outside_is_found() {
        let pure = "crates/argument/src/verdict/mod.rs";
        for text in [
            "use std::fs;\n",
            "use std::{fmt, fs::File};\n",
            "use std::{collections::{BTreeMap, BTreeSet}, env, fmt};\n",
            "fn f() { ::std::thread::yield_now() }\n",
            "fn f() { let t = jiff::Timestamp::now(); }\n",
            "fn f() { println!(\"x\") }\n",
        ] {
            assert_eq!(slips(pure, text), 1, "{text}");
        }
        assert_eq!(
            slips(pure, "// std::fs\nuse std::fmt;\nlet x = \"println!\";\n"),
            0
        );
        // Tests of the room read the cases of the tree.
        assert_eq!(
            slips("crates/argument/tests/it/main.rs", "use std::fs;\n"),
            0
        );
    }

    #[test]
    fn rooms_differ() {
        assert_eq!(slips("crates/lab/src/load.rs", "use std::fs;\n"), 0);
        assert_eq!(
            slips("crates/lab/src/load.rs", "fn f() { eprintln!(\"x\") }\n"),
            1
        );
        assert_eq!(
            slips(
                "crates/app/src/main.rs",
                "use std::fs;\nfn f() { println!(\"x\") }\n"
            ),
            1
        );
        assert_eq!(slips("crates/app/tests/it/main.rs", "use std::fs;\n"), 0);
        assert_eq!(slips("crates/attic/src/lib.rs", "fn f() {}\n"), 1);
    }

    #[test]
    fn a_pure_room_without_its_door_is_found() {
        let bare = Page::new(
            "crates/engine/src/lib.rs",
            "//! A.\n// #![deny(clippy::disallowed_types)]\n",
        );
        assert_eq!(denies_disallowed(&bare).len(), 1);
        let half = Page::new(
            "crates/engine/src/lib.rs",
            "#![deny(clippy::disallowed_types)]\n",
        );
        assert_eq!(denies_disallowed(&half).len(), 1);
        let whole = "#![deny(\n    clippy::disallowed_types,\n    clippy::disallowed_methods\n)]\n";
        assert!(denies_disallowed(&Page::new("crates/engine/src/lib.rs", whole)).is_empty());
        assert!(denies_disallowed(&Page::new("crates/lab/src/lib.rs", "")).is_empty());
    }
}
