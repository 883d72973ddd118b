//! The house rules, run over the whole tree. Each rule lives in `tidy`, with a sample that breaks it. Those of ethics stand in `ethics.rs`.

use std::path::Path;
use std::thread;
use tidy::page::{Page, pages, root};
use tidy::passage::Sentences;
use tidy::{Slip, code, manifest, room, size, text};
use toml::Table;

/// All text files. The count guards against a walk that finds nothing and so finds no fault.
fn tree() -> Vec<Page> {
    let pages = pages(&root()).expect("the tree can be read");
    let sources = pages.iter().filter(|page| page.is_rust()).count();
    assert!(sources > 10, "the walk found only {sources} sources");
    pages
}

/// Runs a rule over the tree and fails with everything it found.
fn keep(rule: impl Fn(&Page) -> Vec<Slip>) {
    judge(&tree().iter().flat_map(rule).collect::<Vec<_>>());
}

fn judge(slips: &[Slip]) {
    let list: Vec<String> = slips.iter().map(ToString::to_string).collect();
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        list.join("\n")
    );
}

fn table(page: &Page) -> Table {
    manifest::read(page).expect("this page must be TOML")
}

fn find<'a>(pages: &'a [Page], path: &str) -> &'a Page {
    let found = pages.iter().find(|page| page.path == path);
    assert!(found.is_some(), "{path} is missing");
    found.expect("it was found on the line above")
}

/// Manifests of all crates, read.
fn manifests(pages: &[Page]) -> Vec<(&Page, Table)> {
    let own = |page: &&Page| page.path == format!("crates/{}/Cargo.toml", page.room());
    let found: Vec<_> = pages
        .iter()
        .filter(own)
        .map(|page| (page, table(page)))
        .collect();
    assert!(found.len() >= 5, "only {} crates found", found.len());
    found
}

#[test]
fn law_file_lengths() {
    let pages = tree();
    let long: Vec<&str> = pages
        .iter()
        .filter(|page| size::is_over_aim(page))
        .map(|page| page.path.as_str())
        .collect();
    println!(
        "{} sources are over {} lines: {}",
        long.len(),
        size::AIM,
        long.join(", ")
    );
    judge(&pages.iter().flat_map(size::wall).collect::<Vec<_>>());
}

#[test]
fn law_arrows() {
    let pages = tree();
    let manifests = manifests(&pages);
    let ours: Vec<(String, String)> = manifests
        .iter()
        .map(|(page, table)| {
            let package = manifest::package_name(table).expect("a package has a name");
            (page.room().to_owned(), package.to_owned())
        })
        .collect();
    let slips = manifests
        .iter()
        .flat_map(|(page, table)| manifest::arrows(page, table, &ours));
    judge(&slips.collect::<Vec<_>>());
}

#[test]
fn law_every_crate_inherits_lints() {
    let pages = tree();
    let manifests = manifests(&pages);
    let slips = manifests
        .iter()
        .flat_map(|(page, table)| manifest::inherits_lints(page, table));
    judge(&slips.collect::<Vec<_>>());
}

#[test]
fn law_crates_come_from_the_index() {
    let pages = tree();
    let lock = find(&pages, "Cargo.lock");
    judge(&manifest::origins(lock, &table(lock)));
}

#[test]
fn law_citation_names_this_version() {
    let pages = tree();
    let workspace = table(find(&pages, "Cargo.toml"));
    judge(&manifest::version(find(&pages, "CITATION.cff"), &workspace));
}

#[test]
fn law_pure_rooms() {
    keep(room::closed_doors);
}

#[test]
fn law_pure_rooms_deny_what_clippy_lists() {
    let pages = tree();
    for room in room::PURE {
        find(&pages, &format!("crates/{room}/src/lib.rs"));
    }
    keep(room::denies_disallowed);
}

#[test]
fn law_no_passage_text() {
    let pages = tree();
    let mut sentences = Sentences::default();
    for page in pages.iter().filter(|page| is_passage(&page.path)) {
        sentences
            .add(page, &table(page))
            .expect("a passage has whole units");
    }
    assert!(
        sentences.len() > 60,
        "only {} sentences are looked for",
        sentences.len()
    );
    let read: Vec<&Page> = pages
        .iter()
        .filter(|page| page.path != "Cargo.lock")
        .collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let slips: Vec<Slip> = thread::scope(|scope| {
        let (read, sentences) = (&read, &sentences);
        let share = |worker: usize| read.iter().skip(worker).step_by(workers);
        let running: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || {
                    share(worker)
                        .flat_map(|page| sentences.copied(page))
                        .collect()
                })
            })
            .collect();
        let joined = running
            .into_iter()
            .map(|one| one.join().expect("a rule does not panic"));
        joined.collect::<Vec<Vec<Slip>>>().concat()
    });
    judge(&slips);
}

/// Passages that are not ours: the text of the small case was written for this project.
fn is_passage(path: &str) -> bool {
    path.starts_with("cases/")
        && path.ends_with("/passage.toml")
        && !path.starts_with("cases/mill/")
}

#[test]
fn law_no_machine_paths() {
    keep(text::machine);
}

#[test]
fn law_no_todo() {
    keep(code::unfinished);
}

#[test]
fn law_text_files_end_with_newline_and_lf() {
    keep(text::bytes);
}

#[test]
fn law_every_source_says_what_it_is_for() {
    keep(code::head);
}

#[test]
fn law_architecture_names_what_exists() {
    let root = root();
    let exists = |path: &str| root.join(Path::new(path)).exists();
    for page in tree().iter().filter(|page| page.path == "ARCHITECTURE.md") {
        judge(&size::stale_paths(page, exists));
    }
}
