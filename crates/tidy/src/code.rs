//! Rust source without its comments and texts, and what is left of unfinished work in it.

use crate::page::{Page, extension};
use crate::{Slip, text::lines_with_word};

/// The source with comments, texts and characters blanked out; lines stay where they were.
pub fn code_only(source: &str) -> String {
    split(source, true)
}

/// The other half: comments, texts and characters, with the code blanked out.
pub fn prose_only(source: &str) -> String {
    split(source, false)
}

fn split(source: &str, wants_code: bool) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut kept = String::with_capacity(source.len());
    let mut i = 0;
    while i < chars.len() {
        let end = end_of_blank(&chars, i);
        let is_code = end == i;
        let end = end.max(i + 1);
        let keeps = |c: char| c == '\n' || is_code == wants_code;
        kept.extend(
            chars[i..end]
                .iter()
                .map(|&c| if keeps(c) { c } else { ' ' }),
        );
        i = end;
    }
    kept
}

/// Texts in quotes, each with the line on which it begins; escapes stay as they are written.
pub fn texts(source: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = source.chars().collect();
    let (mut found, mut line, mut i) = (Vec::new(), 1, 0);
    while i < chars.len() {
        let end = end_of_blank(&chars, i).max(i + 1);
        let one = &chars[i..end];
        if end > i + 1 && matches!(one[0], '"' | 'r') {
            found.push((line, one.iter().collect()));
        }
        line += one.iter().filter(|c| **c == '\n').count();
        i = end;
    }
    found
}

/// One past a comment, text or character that begins at `i`; `i` itself if none begins there.
fn end_of_blank(chars: &[char], i: usize) -> usize {
    let next = chars.get(i + 1).copied();
    match (chars[i], next) {
        ('/', Some('/')) => position(chars, i, |c| c == '\n'),
        ('/', Some('*')) => end_of_block(chars, i),
        ('"', _) => end_of_text(chars, i + 1, '"'),
        ('r', Some('"' | '#')) if starts_word(chars, i) => end_of_raw(chars, i),
        ('\'', Some('\\')) => end_of_text(chars, i + 1, '\''),
        ('\'', Some(_)) if chars.get(i + 2) == Some(&'\'') => i + 3,
        _ => i,
    }
}

fn position(chars: &[char], from: usize, found: impl Fn(char) -> bool) -> usize {
    let at = chars[from..].iter().position(|&c| found(c));
    at.map_or(chars.len(), |at| from + at)
}

fn end_of_block(chars: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut i = from;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                i += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    i
}

fn end_of_text(chars: &[char], from: usize, closing: char) -> usize {
    let mut i = from;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            c if c == closing => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

fn end_of_raw(chars: &[char], i: usize) -> usize {
    let open = position(chars, i + 1, |c| c != '#');
    if chars.get(open) != Some(&'"') {
        return i;
    }
    let hashes = open - i - 1;
    let mut at = open + 1;
    loop {
        at = position(chars, at, |c| c == '"') + 1;
        let closes = chars
            .get(at..at + hashes)
            .is_some_and(|end| end.iter().all(|&c| c == '#'));
        if at > chars.len() || closes {
            return (at + hashes).min(chars.len());
        }
    }
}

/// Whether a word begins here, the marks of byte and C texts left aside.
fn starts_word(chars: &[char], i: usize) -> bool {
    let is_word = |at: usize| chars[at].is_alphanumeric() || chars[at] == '_';
    match i {
        0 => true,
        _ if matches!(chars[i - 1], 'b' | 'c') => i == 1 || !is_word(i - 2),
        _ => !is_word(i - 1),
    }
}

/// Macros that stand for work not done, or for a look inside.
const UNFINISHED: &[&str] = &["dbg", "todo", "unimplemented"];

/// Words that stand for work not done. Joined here, so that this file does not hold them.
const PROMISES: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// Attributes by which a test is not run, or passes by failing.
const SKIPPED: &[&str] = &["#[ignore", "#[should_panic"];

/// Names that somebody gives to somebody else. What is true of people knows none of them.
const LABELS: &[&str] = &[
    "enemy", "enemies", "kulak", "kulaks", "spy", "spies", "saboteur", "wrecker", "wreckers",
    "traitor", "traitors", "guilty", "innocent", "suspect",
];

/// The ledger of what is true holds no label, not even in a name of the code.
pub fn labels(page: &Page) -> Vec<Slip> {
    if !page.path.starts_with("crates/model/src/truth/") {
        return Vec::new();
    }
    let code = code_only(&page.text).to_lowercase();
    let mut slips = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        for word in text.split(|c: char| !c.is_alphabetic()) {
            if LABELS.contains(&word) {
                slips.push(Slip::at(
                    &page.path,
                    line,
                    format!(
                        "`{word}` is a label: it belongs into reports or beliefs, not into truth"
                    ),
                ));
            }
        }
    }
    slips
}

/// No promise of later work in a source; no test that does not run.
pub fn unfinished(page: &Page) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !matches!(extension(&page.path), "md" | "csv" | "lock") {
        for word in PROMISES {
            let said = format!("{word}: write an issue, or do it now");
            let lines = lines_with_word(&page.text, word);
            slips.extend(lines.map(|line| Slip::at(&page.path, line, said.clone())));
        }
    }
    if page.is_rust() {
        for (line, code) in (1..).zip(code_only(&page.text).lines()) {
            for name in UNFINISHED.iter().filter(|name| calls_macro(code, name)) {
                slips.push(Slip::at(
                    &page.path,
                    line,
                    format!("{name}! stands for work not done"),
                ));
            }
            for mark in SKIPPED.iter().filter(|mark| code.contains(*mark)) {
                slips.push(Slip::at(
                    &page.path,
                    line,
                    format!("{mark}]: every test runs and passes"),
                ));
            }
        }
    }
    slips
}

/// Whether a line of code calls a macro of this name.
pub fn calls_macro(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !inside
            && code[at + name.len()..].trim_start().starts_with('!')
            && !code[at + name.len()..].trim_start().starts_with("!=")
    })
}

/// Every source begins with what it is for.
pub fn head(page: &Page) -> Vec<Slip> {
    let first = page.text.lines().next().unwrap_or("");
    let said = first.strip_prefix("//!").map_or("", str::trim);
    if page.is_rust() && said.is_empty() {
        let what = "a source begins with `//! ` and one plain sentence on what it is for";
        return vec![Slip::at(&page.path, 1, what)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::{calls_macro, code_only, head, prose_only, unfinished};
    use crate::page::Page;

    #[test]
    fn blanks_comments_and_texts_and_keeps_lines() {
        let source =
            "let a = \"std::fs \\\" x\"; // std::env\n/* std::time /* in */ */ let b = 'x';\n";
        let code = code_only(source);
        assert!(!code.contains("std"), "{code}");
        assert!(code.contains("let b =") && code.lines().count() == 2);
        let prose = prose_only(source);
        assert!(
            !prose.contains("let") && prose.contains("std::time"),
            "{prose}"
        );
    }

    #[test]
    fn knows_raw_texts_lifetimes_and_raw_names() {
        let source =
            "r#\"a \" std::fs\"#; br\"std::fs\"; fn f<'a>(x: &'a str, r#type: u8) { std::io }";
        let code = code_only(source);
        assert!(!code.contains("std::fs"), "{code}");
        assert!(
            code.contains("fn f<'a>(x: &'a str, r#type: u8) { std::io }"),
            "{code}"
        );
        assert!(code_only("'\\'' std::fs '\"' std::fs").contains("std::fs     std::fs"));
    }

    #[test]
    fn unclosed_texts_end_with_the_file() {
        for source in ["\"abc", "r##\"abc\"#", "/* abc", "'\\", "r#"] {
            assert_eq!(
                code_only(source).chars().count(),
                source.chars().count(),
                "{source}"
            );
        }
    }

    #[test]
    fn unfinished_work_is_found() {
        let promise = format!("//! A.\n// {}: later\n", super::PROMISES[0]);
        assert_eq!(unfinished(&Page::new("a.rs", &promise)).len(), 1);
        assert_eq!(unfinished(&Page::new("a.toml", &promise)).len(), 1);
        assert!(unfinished(&Page::new("a.md", &promise)).is_empty());
        let code = "fn f() {\n    todo!()\n}\n#[ignore = \"slow\"]\nfn g() { dbg!(1); }\n";
        let slips = unfinished(&Page::new("a.rs", code));
        let lines: Vec<usize> = slips.iter().map(|slip| slip.line).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert!(unfinished(&Page::new("a.rs", "let s = \"todo!()\";\n")).is_empty());
    }

    #[test]
    fn a_macro_is_a_whole_word_before_its_mark() {
        assert!(calls_macro("anstream::println!(\"x\")", "println"));
        assert!(!calls_macro("eprintln!(\"x\")", "println"));
        assert!(!calls_macro("if print != 3", "print"));
    }

    #[test]
    fn a_source_without_a_head_is_found() {
        assert_eq!(head(&Page::new("a.rs", "use std::fmt;\n")).len(), 1);
        assert_eq!(head(&Page::new("a.rs", "//!\n")).len(), 1);
        assert!(head(&Page::new("a.rs", "//! Says what it is for.\n")).is_empty());
        assert!(head(&Page::new("a.md", "# A\n")).is_empty());
    }
}
