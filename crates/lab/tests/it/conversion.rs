//! The ledger of the conversion: every record of the raw evidence base is accounted for, and
//! every address in it leads to something that the case holds.

use argument::evidence::{Base, Kind};
use lab::load::{Origin, load};
use std::collections::{BTreeMap, BTreeSet};

const LEDGER: &str = include_str!("../../../../cases/ussr-1933/conversion.csv");

struct Line {
    old: String,
    fate: String,
    address: String,
}

/// Splits one line of RFC 4180; no field of the ledger holds a line break.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = fields.last_mut().expect("there is always one field");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                last.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => last.push(other),
        }
    }
    fields
}

fn ledger() -> Vec<Line> {
    let mut lines = LEDGER.lines();
    assert_eq!(lines.next(), Some("old_id,fate,address,remark"));
    lines
        .map(|line| {
            let found = fields(line);
            assert_eq!(found.len(), 4, "{line}");
            Line {
                old: found[0].clone(),
                fate: found[1].clone(),
                address: found[2].clone(),
            }
        })
        .collect()
}

fn base() -> Base {
    load(Origin::Embedded)
        .expect("the embedded case loads")
        .base
}

/// Addresses of all observations as the ledger writes them.
fn addresses(base: &Base) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for quantity in base.quantities.values() {
        for (series, row) in quantity.rows() {
            if quantity.kind == Kind::Event {
                all.insert(format!("{}/{}", quantity.id, series.id));
                continue;
            }
            let dims: Vec<String> = quantity
                .dimensions
                .iter()
                .map(|key| format!("{key}={}", row.dims[key]))
                .collect();
            all.insert(format!(
                "{}/{}/{}/{}/{}",
                quantity.id,
                series.id,
                row.place,
                dims.join(";"),
                row.date
            ));
        }
    }
    all
}

#[test]
fn known_every_record_that_came_in_is_accounted_for() {
    let lines = ledger();
    let old: BTreeSet<&str> = lines
        .iter()
        .map(|line| line.old.as_str())
        .filter(|old| !old.is_empty())
        .collect();
    let events = old.iter().filter(|old| old.starts_with("event:")).count();
    assert_eq!(events, 111, "dated decisions that came in");
    assert_eq!(old.len() - events, 1599, "observations that came in");
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        *fates.entry(&line.fate).or_default() += 1;
        assert_eq!(
            line.old.is_empty(),
            line.fate == "added",
            "{}",
            line.address
        );
    }
    let known = ["added", "event", "kept", "mended", "merged", "split"];
    assert!(fates.keys().all(|fate| known.contains(fate)), "{fates:?}");
}

#[test]
fn known_the_account_in_words_has_the_numbers_of_the_ledger() {
    let words = include_str!("../../../../cases/ussr-1933/conversion.md");
    let base = base();
    let (observations, _) = base.count();
    let datings: usize = base.events().map(|event| event.series.len()).sum();
    let lines = ledger();
    let count = |fate: &str, event: bool| {
        let of = lines
            .iter()
            .filter(|line| line.fate == fate && line.old.starts_with("event:") == event);
        of.map(|line| &line.old).collect::<BTreeSet<_>>().len()
    };
    let added = lines.iter().filter(|line| line.fate == "added").count();
    for wanted in [
        format!(
            "{},{:03} observations and {datings} datings of {} events went out",
            observations / 1000,
            observations % 1000,
            base.events().count()
        ),
        format!("1,{:03} were kept", count("kept", false) % 1000),
        format!("{} were mended", count("mended", false)),
        format!("{} were split", count("split", false)),
        format!("{} were merged", count("merged", false)),
        format!(
            "{} kept, {} mended",
            count("kept", true),
            count("mended", true)
        ),
        format!("{added} rows were added"),
    ] {
        let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains(&wanted),
            "conversion.md does not say: {wanted}"
        );
    }
}

fn leads(base: &Base, rows: &BTreeSet<String>, address: &str) -> bool {
    let source = address.strip_prefix("sources/");
    rows.contains(address)
        || base.quantities.contains_key(address)
        || source.is_some_and(|key| base.sources.contains_key(key))
}

#[test]
fn law_every_address_of_the_ledger_leads_somewhere_and_every_row_has_one() {
    let base = base();
    let rows = addresses(&base);
    let mut named = BTreeSet::new();
    for line in ledger() {
        // A quotient that was merged names both its parts.
        for address in line.address.split(" ; ") {
            assert!(
                leads(&base, &rows, address),
                "{} {} leads to nothing: {address}",
                line.old,
                line.fate
            );
            named.insert(address.to_owned());
        }
    }
    let silent: Vec<&String> = rows.iter().filter(|row| !named.contains(*row)).collect();
    assert!(
        silent.is_empty(),
        "rows without a line in the ledger: {silent:#?}"
    );
}
