//! How long a file may be, and whether the paths that a page names exist.

use crate::Slip;
use crate::page::Page;

/// A Rust file should stay below this.
pub const AIM: usize = 300;
/// A Rust file must stay below this.
pub const WALL: usize = 600;

/// Walls for pages at the root; the history of changes grows and has none.
const ROOT_PAGES: &[(&str, usize)] = &[("README.md", 150), ("CONTRIBUTING.md", 150)];
const ROOT_WALL: usize = 250;
const GROWS: &str = "CHANGELOG.md";

/// No source and no page at the root beyond its wall.
pub fn wall(page: &Page) -> Vec<Slip> {
    let lines = page.text.lines().count();
    let wall = if page.is_rust() || is_script(page) {
        WALL
    } else if is_root_page(page) {
        let own = ROOT_PAGES.iter().find(|(path, _)| *path == page.path);
        own.map_or(ROOT_WALL, |(_, wall)| *wall)
    } else {
        return Vec::new();
    };
    if lines > wall {
        let what = format!("{lines} lines, at most {wall}: split it by subject");
        return vec![Slip::of(&page.path, what)];
    }
    Vec::new()
}

/// Whether a Rust file is longer than it should be; told, not refused.
pub fn is_over_aim(page: &Page) -> bool {
    page.is_rust() && page.text.lines().count() > AIM
}

fn is_script(page: &Page) -> bool {
    crate::page::extension(&page.path) == "js"
}

fn is_root_page(page: &Page) -> bool {
    crate::page::extension(&page.path) == "md" && !page.path.contains('/') && page.path != GROWS
}

/// Paths in backticks: `crates/lab/src/load.rs`, `cases/`. Anything else in backticks is left alone.
fn named_paths(text: &str) -> Vec<(usize, &str)> {
    let mut paths = Vec::new();
    let mut fenced = false;
    for (number, line) in (1..).zip(text.lines()) {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        let quoted = line.split('`').skip(1).step_by(2);
        paths.extend(
            quoted
                .filter(|word| is_path(word))
                .map(|word| (number, word)),
        );
    }
    paths
}

fn is_path(word: &str) -> bool {
    let plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
    let made = ["out/", "target/"]
        .iter()
        .any(|made| word.starts_with(made));
    plain && word.contains('/') && !word.starts_with('/') && !made
}

/// Every path that a page names in backticks exists.
pub fn stale_paths(page: &Page, exists: impl Fn(&str) -> bool) -> Vec<Slip> {
    let stale = named_paths(&page.text)
        .into_iter()
        .filter(|(_, path)| !exists(path));
    stale
        .map(|(line, path)| Slip::at(&page.path, line, format!("`{path}` does not exist")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{AIM, WALL, is_over_aim, stale_paths, wall};
    use crate::page::Page;

    #[test]
    fn long_files_are_found() {
        let long = |path: &str, lines: usize| Page::new(path, &"x\n".repeat(lines));
        assert!(wall(&long("crates/lab/src/a.rs", WALL)).is_empty());
        assert_eq!(wall(&long("crates/lab/src/a.rs", WALL + 1)).len(), 1);
        assert_eq!(wall(&long("ui/a.js", WALL + 1)).len(), 1);
        assert_eq!(wall(&long("README.md", 151)).len(), 1);
        assert!(wall(&long("ARCHITECTURE.md", 151)).is_empty());
        assert_eq!(wall(&long("ARCHITECTURE.md", 251)).len(), 1);
        assert!(wall(&long("CHANGELOG.md", 900)).is_empty());
        assert!(wall(&long("cases/x/evidence/a.toml", 900)).is_empty());
        assert!(is_over_aim(&long("a.rs", AIM + 1)) && !is_over_aim(&long("a.md", AIM + 1)));
    }

    #[test]
    fn stale_paths_are_found() {
        let text = "See `crates/lab/src/gone.rs` and `a and/or b` and `out/report.html`.\n```\n`x/y`\n```\n`cases/`\n";
        let slips = stale_paths(&Page::new("ARCHITECTURE.md", text), |path| path == "cases/");
        assert_eq!(slips.len(), 1);
        assert_eq!(slips[0].line, 1);
    }
}
