//! The rules of ethics that a look at the sources can keep: who may know of levers, what no table may hold, which words are not
//! said. `docs/ethics.md` lists them with the tests that a type or a run keeps.

use crate::Slip;
use crate::code::{code_only, texts};
use crate::page::{Page, extension};
use toml::{Table, Value};

/// Sources that may name a lever: where it is read, handed on and told. None of them draws, fits or searches.
const KNOW_LEVERS: &[&str] = &[
    "crates/app/src/jobs/changes.rs",
    "crates/lab/src/setting/mod.rs",
    "crates/lab/src/setting/scenario.rs",
    "crates/lab/src/simulate/files.rs",
    "crates/lab/src/whatif/files.rs",
];

/// Only those who read and tell levers name them: nothing that draws, fits, searches or scores does.
pub fn levers(page: &Page) -> Vec<Slip> {
    if !page.is_shipped() || page.room() == "tidy" || KNOW_LEVERS.contains(&page.path.as_str()) {
        return Vec::new();
    }
    let what = "this source names levers: only where they are read and told may do so, nothing that draws, fits or searches";
    named(page, &["Lever", "RawLever", "levers", "lever"], what)
}

/// Parts of a path or of a function's name that tell of a search, a fit or a draw.
const SEARCHES: &[&str] = &[
    "calibrat",
    "emulat",
    "fit",
    "history_match",
    "infer",
    "optimi",
    "prior",
    "sampler",
    "search",
    "wave",
];

/// What is coercive and no parameter: directives, levers, what a scenario changes.
const COERCIVE: &[&str] = &[
    "Change",
    "Directive",
    "Lever",
    "ToldDirective",
    "directives",
    "levers",
];

/// A source that searches, fits or draws, by its name, sees parameters alone; so does the room of linear programs, whatever the name.
pub fn searches(page: &Page) -> Vec<Slip> {
    let parts = page.path.split('/');
    let by_name = parts
        .filter(|part| !part.starts_with("src"))
        .any(|part| SEARCHES.iter().any(|search| starts_a_word(part, search)));
    let searches = by_name && matches!(page.room(), "engine" | "lab" | "model");
    if !page.is_shipped() || !(searches || page.room() == "planning") {
        return Vec::new();
    }
    let what =
        "what a regime did is described, never searched: a fit takes parameters and nothing else";
    named(page, COERCIVE, what)
}

/// Whether a word of a file's name begins with this.
fn starts_a_word(name: &str, start: &str) -> bool {
    name.match_indices(start)
        .any(|(at, _)| at == 0 || matches!(name.as_bytes()[at - 1], b'_' | b'-' | b'.'))
}

/// Lines whose code has one of these words.
fn named(page: &Page, words: &[&str], what: &str) -> Vec<Slip> {
    let code = code_only(&page.text);
    let mut slips = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        let mut all = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        if let Some(word) = all.find(|word| words.contains(word)) {
            slips.push(Slip::at(&page.path, line, format!("`{word}`: {what}")));
        }
    }
    slips
}

/// Keys and columns that would tell of one person.
const OF_A_PERSON: &[&str] = &[
    "birth_date",
    "birthdate",
    "family_name",
    "first_name",
    "given_name",
    "passport",
    "patronymic",
    "person",
    "person_id",
    "personal_file",
    "risk_score",
    "suspicion_score",
    "surname",
    "victim",
    "victim_id",
    "victim_name",
];

/// Outputs about holders of public office, whose words are the closed list.
const OF_LEADERS: &[&str] = &[
    "crates/model/src/observe/leaders.rs",
    "crates/model/src/observe/outputs/leaders.rs",
];

/// No key of a file, no column and no field tells of one person.
pub fn persons(page: &Page) -> Vec<Slip> {
    let what = "tells of one person: people are counted, in groups";
    if page.is_rust() && page.is_shipped() && page.room() != "tidy" {
        let mut slips = named(page, OF_A_PERSON, what);
        slips.retain(|slip| !slip.what.starts_with("`person`"));
        for (line, text) in texts(&page.text) {
            let text = inside(&text);
            let leader = text == "person" && OF_LEADERS.contains(&page.path.as_str());
            if OF_A_PERSON.contains(&text) && !leader {
                slips.push(Slip::at(&page.path, line, format!("`{text}`: {what}")));
            }
        }
        return slips;
    }
    let data = page.path.starts_with("cases/") && extension(&page.path) == "toml";
    let contract = page.path.starts_with("schemas/");
    if !data && !contract {
        return Vec::new();
    }
    let mut slips = Vec::new();
    for (line, text) in (1..).zip(page.text.lines()) {
        let key = text.trim_start().split('=').next().unwrap_or("").trim();
        let quoted = text.split('"').skip(1).step_by(2);
        let words = quoted.filter(|_| contract).chain([key]);
        for word in words.map(|word| word.replace('-', "_")) {
            if OF_A_PERSON.contains(&word.as_str()) {
                slips.push(Slip::at(&page.path, line, format!("`{word}`: {what}")));
            }
        }
    }
    slips
}

/// A text without its quotes and the marks of raw texts.
fn inside(text: &str) -> &str {
    text.trim_matches(['r', '#']).trim_matches('"')
}

/// Crates that turn values into bytes or read them.
const WRITERS: &[&str] = &[
    "bincode",
    "ciborium",
    "csv",
    "parquet",
    "postcard",
    "rmp-serde",
    "serde",
    "serde_json",
    "toml",
];

/// The room that holds persons depends on nothing that could write them down or read them.
pub fn cannot_write(page: &Page, manifest: &Table) -> Vec<Slip> {
    if page.path != "crates/model/Cargo.toml" && page.path != "crates/engine/Cargo.toml" {
        return Vec::new();
    }
    let own = manifest.get("dependencies").and_then(Value::as_table);
    let own = own.into_iter().flat_map(Table::keys);
    own.filter(|name| WRITERS.contains(&name.as_str()))
        .map(|name| {
            let what = format!(
                "`{name}`: this room holds persons, and what writes or reads them stays out of it"
            );
            Slip::of(&page.path, what)
        })
        .collect()
}

/// The twin hands out counts: no public function of it returns the numbers of its persons.
pub fn twin(page: &Page) -> Vec<Slip> {
    if page.path != "crates/model/src/twin.rs" {
        return Vec::new();
    }
    let code = code_only(&page.text);
    let mut slips = Vec::new();
    for (at, _) in code.match_indices("pub fn ") {
        let end = code[at..].find('{').map_or(code.len(), |end| at + end);
        let head = &code[at..end];
        let back = head.split("->").nth(1).unwrap_or("");
        if back.contains("u16") || back.contains("impl Iterator") {
            let line = code[..at].matches('\n').count() + 1;
            slips.push(Slip::at(
                &page.path,
                line,
                "persons are not handed out; counts are",
            ));
        }
    }
    slips
}

/// Words of games and of posters, which are said of nobody.
const UNSAID: &[&str] = &[
    "body count",
    "bloodthirsty",
    "butcher",
    "cannon fodder",
    "game over",
    "high score",
    "leaderboard",
    "purging",
    "the reds",
    "you lose",
    "you win",
    "your regime",
    "your score",
    "your secret police",
];

/// Labels, which stand in quotation marks or not at all.
const LABELS: &[&str] = &[
    "enemies",
    "enemy",
    "saboteur",
    "saboteurs",
    "traitor",
    "traitors",
    "vermin",
    "wrecker",
    "wreckers",
];

/// What a reader sees is said plainly: no word of a game, and a label only in quotation marks.
pub fn tone(page: &Page) -> Vec<Slip> {
    let told = matches!(
        page.room(),
        "app" | "argument" | "lab" | "model" | "planning"
    ) && page.is_shipped();
    if page.is_rust() && told {
        let all = texts(&page.text).into_iter();
        // A text without a blank is a key, not a sentence.
        let said = all.filter(|(_, text)| text.contains(' '));
        let said = said.map(|(line, text)| {
            let inner = inside(&text);
            (line, inner.replace("\\\"", "\""))
        });
        return said
            .flat_map(|(line, text)| harsh(page, line, &text))
            .collect();
    }
    if page.path.starts_with("cases/") && extension(&page.path) == "toml" {
        let Ok(table) = page.text.parse::<Table>() else {
            return Vec::new();
        };
        let mut said = Vec::new();
        sentences(&Value::Table(table), &mut said);
        return said.iter().flat_map(|text| harsh(page, 0, text)).collect();
    }
    if extension(&page.path) == "md"
        && !page.path.starts_with("crates/")
        && page.path != "docs/ethics.md"
    {
        let lines = (1..).zip(page.text.lines());
        return lines
            .flat_map(|(line, text)| harsh(page, line, text))
            .collect();
    }
    Vec::new()
}

/// All texts of a value that are sentences.
fn sentences(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(' ') => said.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| sentences(one, said)),
        Value::Table(all) => all.values().for_each(|one| sentences(one, said)),
        _ => {}
    }
}

fn harsh(page: &Page, line: usize, text: &str) -> Vec<Slip> {
    let lower = text.to_lowercase();
    let place = |word: &str| {
        let mut all = lower.match_indices(word);
        all.find(|(at, _)| is_whole(&lower, *at, word))
            .map(|(at, _)| at)
    };
    let unsaid = UNSAID.iter().filter(|word| place(word).is_some());
    let unsaid =
        unsaid.map(|word| format!("\"{word}\" is no word for this: say plainly what happened"));
    let bare = LABELS.iter().filter(|word| {
        let mut all = lower.match_indices(**word);
        all.any(|(at, _)| is_whole(&lower, at, word) && !is_quoted(&lower[..at]))
    });
    let bare = bare.map(|word| format!("`{word}` is what somebody called somebody: put it in quotation marks, or say what they did"));
    unsaid
        .chain(bare)
        .map(|what| Slip::at(&page.path, line, format!("{what}: {text}")))
        .collect()
}

fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(text[..at].chars().next_back()) && !inside(text[at + word.len()..].chars().next())
}

/// Whether what follows stands inside quotation marks.
fn is_quoted(before: &str) -> bool {
    let straight = before.matches('"').count() % 2 == 1;
    let curly = before.matches('\u{201c}').count() > before.matches('\u{201d}').count();
    straight || curly
}

#[cfg(test)]
mod tests;
