//! Rules for manifests: arrows between crates, lints, where crates come from, the version.

use crate::Slip;
use crate::page::Page;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Allowed arrows, by folder: the whole list. A new one is a change of its own, with its reason.
const ARROWS: &[(&str, &[&str])] = &[
    ("engine", &[]),
    ("argument", &["engine"]),
    ("planning", &["engine"]),
    ("model", &["engine", "planning"]),
    ("lab", &["argument", "engine", "model", "planning"]),
    ("app", &["lab"]),
    ("tidy", &[]),
];

/// Tables of a manifest in which dependencies stand.
const DEPENDENCIES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

/// Reads a TOML page.
///
/// # Errors
///
/// A page that is no TOML.
pub fn read(page: &Page) -> Result<Table, Slip> {
    page.text.parse().map_err(|error: toml::de::Error| {
        Slip::of(
            &page.path,
            format!("cannot be read as TOML: {}", error.message()),
        )
    })
}

/// The name that a manifest gives its package.
pub fn package_name(manifest: &Table) -> Option<&str> {
    manifest.get("package")?.get("name")?.as_str()
}

/// No crate leans on a crate of ours that it may not lean on. `ours` is (folder, package) of all.
pub fn arrows(page: &Page, manifest: &Table, ours: &[(String, String)]) -> Vec<Slip> {
    let room = page.room();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
        let what = "this crate has no line in ARROWS; decide what it may lean on";
        return vec![Slip::of(&page.path, what)];
    };
    let named = dependencies(manifest);
    let leans = ours
        .iter()
        .filter(|(_, package)| named.contains(package.as_str()));
    leans
        .filter(|(folder, _)| !allowed.contains(&folder.as_str()))
        .map(|(folder, _)| Slip::of(&page.path, format!("`{room}` must not lean on `{folder}`")))
        .collect()
}

/// Packages named in any table of dependencies, also those for one platform or renamed.
fn dependencies(manifest: &Table) -> BTreeSet<&str> {
    let platforms = manifest.get("target").and_then(Value::as_table);
    let platforms = platforms
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table);
    let mut named = BTreeSet::new();
    for table in platforms.chain([manifest]) {
        for kind in DEPENDENCIES {
            let listed = table.get(*kind).and_then(Value::as_table);
            for (key, value) in listed.into_iter().flatten() {
                let package = value.get("package").and_then(Value::as_str);
                named.insert(package.unwrap_or(key));
            }
        }
    }
    named
}

/// Every crate inherits the lints of the workspace.
pub fn inherits_lints(page: &Page, manifest: &Table) -> Vec<Slip> {
    let inherits = manifest
        .get("lints")
        .and_then(|lints| lints.get("workspace"));
    if inherits == Some(&Value::Boolean(true)) {
        return Vec::new();
    }
    vec![Slip::of(
        &page.path,
        "add `[lints]` with `workspace = true`",
    )]
}

/// The index of crates.io, as a lock file writes it.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Every locked crate is ours or comes from crates.io.
pub fn origins(page: &Page, lock: &Table) -> Vec<Slip> {
    let packages = lock.get("package").and_then(Value::as_array);
    let packages = packages.map_or(&[][..], Vec::as_slice);
    if packages.is_empty() {
        return vec![Slip::of(&page.path, "the lock file names no crate")];
    }
    packages
        .iter()
        .filter_map(|package| {
            let source = package.get("source")?.as_str()?;
            let name = package.get("name").and_then(Value::as_str).unwrap_or("?");
            let what = format!("`{name}` comes from {source}, and not from crates.io");
            (source != CRATES_IO).then(|| Slip::of(&page.path, what))
        })
        .collect()
}

/// The citation names the version of the workspace.
pub fn version(citation: &Page, workspace: &Table) -> Vec<Slip> {
    let package = workspace
        .get("workspace")
        .and_then(|table| table.get("package"));
    let version = package
        .and_then(|table| table.get("version"))
        .and_then(Value::as_str);
    let cited = citation
        .text
        .lines()
        .find_map(|line| line.strip_prefix("version:"));
    let cited = cited.map(|text| text.trim().trim_matches('"'));
    if version.is_some() && cited == version {
        return Vec::new();
    }
    let (cited, version) = (cited.unwrap_or("none"), version.unwrap_or("none"));
    let what = format!("cites version {cited}; Cargo.toml says {version}");
    vec![Slip::of(&citation.path, what)]
}

#[cfg(test)]
mod tests {
    use super::{arrows, inherits_lints, origins, read, version};
    use crate::Slip;
    use crate::page::Page;

    fn lean(folder: &str, text: &str) -> Vec<Slip> {
        let page = Page::new(&format!("crates/{folder}/Cargo.toml"), text);
        let ours = [("engine", "engine"), ("lab", "lab"), ("app", "closerun")];
        let ours = ours.map(|(folder, package)| (folder.to_owned(), package.to_owned()));
        arrows(&page, &read(&page).expect("good TOML"), &ours)
    }

    #[test]
    fn arrows_that_point_up_are_found() {
        assert!(
            lean(
                "argument",
                "[dependencies]\nengine.workspace = true\nserde = \"1\"\n"
            )
            .is_empty()
        );
        assert_eq!(
            lean("argument", "[dependencies]\nlab.workspace = true\n").len(),
            1
        );
        assert_eq!(
            lean(
                "engine",
                "[dev-dependencies]\nlab = { path = \"../lab\" }\n"
            )
            .len(),
            1
        );
        assert_eq!(
            lean(
                "lab",
                "[dependencies]\nroof = { package = \"closerun\", version = \"1\" }\n"
            )
            .len(),
            1
        );
        assert_eq!(
            lean("engine", "[target.'cfg(unix)'.dependencies]\nlab = \"1\"\n").len(),
            1
        );
        assert_eq!(lean("attic", "[dependencies]\n").len(), 1);
    }

    #[test]
    fn a_crate_with_lints_of_its_own_is_found() {
        for (text, slips) in [
            ("[lints]\nworkspace = true\n", 0),
            ("[lints.rust]\nunsafe_code = \"allow\"\n", 1),
            ("", 1),
        ] {
            let page = Page::new("crates/lab/Cargo.toml", text);
            assert_eq!(
                inherits_lints(&page, &read(&page).expect("good TOML")).len(),
                slips
            );
        }
    }

    #[test]
    fn a_crate_from_elsewhere_is_found() {
        let lock = |source: &str| {
            let text = format!(
                "[[package]]\nname = \"ours\"\n\n[[package]]\nname = \"a\"\nsource = \"{source}\"\n"
            );
            let page = Page::new("Cargo.lock", &text);
            origins(&page, &read(&page).expect("good TOML")).len()
        };
        assert_eq!(lock(super::CRATES_IO), 0);
        assert_eq!(lock("git+https://example.org/a"), 1);
        assert_eq!(
            origins(&Page::new("Cargo.lock", ""), &toml::Table::new()).len(),
            1
        );
    }

    #[test]
    fn an_old_citation_is_found() {
        let page = Page::new("Cargo.toml", "[workspace.package]\nversion = \"2.1.0\"\n");
        let workspace = read(&page).expect("good TOML");
        assert!(
            version(
                &Page::new("CITATION.cff", "a: 1\nversion: \"2.1.0\"\n"),
                &workspace
            )
            .is_empty()
        );
        assert_eq!(
            version(&Page::new("CITATION.cff", "version: 2.0.0\n"), &workspace).len(),
            1
        );
        assert_eq!(
            version(
                &Page::new("CITATION.cff", "cff-version: 2.1.0\n"),
                &workspace
            )
            .len(),
            1
        );
    }

    #[test]
    fn bad_toml_is_a_slip_and_no_panic() {
        assert!(read(&Page::new("a.toml", "a = = 1\n")).is_err());
    }
}
