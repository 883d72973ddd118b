//! Rules of ethics that a run or a type keeps; `docs/ethics.md` lists all of them. Each test fails when its rule is broken.

use lab::argument::case::Case;
use lab::argument::date::Period;
use lab::argument::runs::Trials;
use lab::argument::verdict::{assemble, judge_claim};
use lab::load::{Origin, files, parse};
use lab::rows::{NoModel, rows};
use lab::run::{VERSION, Watch};
use lab::setting::{self, Setting};
use lab::simulate::beside::lines;
use lab::simulate::{Ensemble, table};
use lab::table::{Cell, Table};
use model::observe::OUTPUTS;
use model::truth::leaders::{Leader, WORDS};
use model::truth::people::Account;
use std::sync::atomic::AtomicBool;

fn case() -> Case {
    parse(&files(Origin::Embedded).expect("embedded")).expect("sound")
}

/// A year of so many people, and every table that it leaves behind.
fn year(case: &Case, people: u64) -> (Setting, Ensemble, Vec<Table>) {
    let mut setting = setting::read(case, "baseline").expect("sound");
    setting.setup = setting.setup.scaled(people);
    setting.setup.span.weeks = 60;
    let stop = AtomicBool::new(false);
    let watch = Watch {
        threads: 1,
        progress: &|_, _| (),
        stop: &stop,
    };
    let ensemble = lab::simulate::run(case, &setting, (1933, 1), watch).expect("audited");
    let lines = lines(case, &setting, &ensemble);
    let tables = table::all(&setting, &ensemble, (&lines, &[]));
    (setting, ensemble, tables)
}

/// Rows stand for groups: forty times the people make no table twice as long.
#[test]
fn law_no_table_has_a_row_for_a_person() {
    let case = case();
    let (_, _, few) = year(&case, 4_000_000);
    let (_, _, many) = year(&case, 160_000_000);
    assert!(few.len() >= 8, "only {} tables", few.len());
    for (few, many) in few.iter().zip(&many) {
        let (short, long) = (few.rows.len(), many.rows.len());
        assert!(
            long <= 2 * short.max(50),
            "{}: {short} rows, then {long}",
            few.name
        );
    }
}

/// Whoever is told of by name is on the closed list, which holds nobody else.
#[test]
fn law_only_the_closed_list_is_named() {
    let case = case();
    let setting = setting::read(&case, "baseline").expect("sound");
    let listed: Vec<Leader> = setting
        .roll
        .actors
        .iter()
        .map(|actor| actor.leader)
        .collect();
    assert_eq!(listed.len(), Leader::ALL.len());
    let dims = OUTPUTS
        .iter()
        .flat_map(|output| output.dims.iter().map(|dim| (output.id, dim)));
    let mut told = 0;
    for (id, (name, values)) in dims {
        if *name == "person" {
            told += 1;
            assert_eq!(values.list(), WORDS, "{id}");
        }
    }
    assert!(told > 0, "no output is about a holder of office");
}

/// What shows growth, and what must stand beside it.
struct View {
    name: &'static str,
    text: String,
    growth: &'static [&'static str],
    human: &'static [&'static str],
}

/// A table as text, for looking up what stands in it.
fn text(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        text.extend(["[", &table.name, "]\n"]);
        for row in &table.rows {
            for cell in row {
                if let Cell::Text(word) = cell {
                    text.push_str(word);
                    text.push('\n');
                }
            }
        }
    }
    text
}

/// All views of growth that this room makes. A further one is a further entry.
fn views(case: &Case) -> Vec<View> {
    let (_, _, tables) = year(case, 160_000_000);
    let beside: Vec<Table> = tables
        .iter()
        .filter(|table| table.name == "model-and-evidence")
        .cloned()
        .collect();
    let verdicts = case
        .claims
        .iter()
        .map(|claim| judge_claim(case, claim))
        .collect();
    let check = assemble(case, Trials::none(), verdicts, VERSION);
    let states = rows(case, &check, &NoModel);
    vec![
        View {
            name: "tables of a run",
            text: text(&tables),
            growth: &["steel", "urban_share"],
            human: &[
                "[human-ledger]",
                "[lost-births]",
                "died-famine",
                "died-camp",
                "executed",
                "famine_excess_deaths",
            ],
        },
        View {
            name: "model beside evidence",
            text: text(&beside),
            growth: &["steel"],
            human: &["famine_excess_deaths", "deaths", "camp_deaths"],
        },
        View {
            name: "report",
            text: lab::report::html(case, &check, &states),
            growth: &["steel", "grain"],
            human: &[
                "id=\"human-cost\"",
                "Excess deaths of the famine, USSR",
                "Births lost to the famine",
                "Deaths in special settlements",
                "Deaths of inmates",
                "Death sentences in cases of the political police",
            ],
        },
    ]
}

#[test]
fn law_growth_stands_beside_its_human_cost() {
    for view in views(&case()) {
        for word in view.growth {
            assert!(
                view.text.contains(word),
                "{} shows no {word}: look for another word of growth",
                view.name
            );
        }
        for word in view.human {
            assert!(
                view.text.contains(word),
                "{} shows growth and no {word}",
                view.name
            );
        }
    }
}

/// What stops the reading when a predicate adds these.
fn added(predicate: &str) -> String {
    let mut all = files(Origin::Embedded).expect("embedded");
    let claims = all
        .iter_mut()
        .find(|(name, _)| name == "claims/1-society.toml")
        .expect("there");
    claims.1.extend([
        "\n[[claim]]\nid = \"sum\"\nunits = [\"1\"]\nsays = \"x\"\nclass = \"assumed\"\nwhy = \"x\"\nablations = []\nno_ablation = \"x\"\n\n",
        "[[claim.reading]]\nid = \"sum\"\nmeans = \"x\"\non = \"runs\"\npredicate = \"",
        predicate,
        "\"\n",
    ]);
    parse(&all)
        .err()
        .map_or_else(String::new, |fault| fault.to_string())
}

/// Two kinds of death, or the dead and the living, are not added; two years of one kind are.
#[test]
fn law_kinds_of_death_are_not_added() {
    let sums = [
        "camp_deaths(1935, {'category': 'camps'}) + 1000.0 * births(1935) > 0",
        "camp_deaths(1935, {'category': 'camps'}) + arrests_by_political_police(1935) > amount(0, 'persons')",
        "deaths(1935) + births(1935) > amount(0, 'thousand persons')",
        "deaths(1935) - famine_excess_deaths(1935) > amount(0, 'thousand persons')",
    ];
    for sum in sums {
        let slip = added(sum);
        assert!(
            slip.contains("kinds of death cannot be added"),
            "{sum}: {slip}"
        );
    }
    let slip = added("deaths(1935) + deaths(1936) > amount(0, 'thousand persons')");
    assert!(!slip.contains("kinds of death"), "{slip}");
}

/// An output that counts the dead says which kind, and no account of the ledger holds two.
#[test]
fn law_every_count_of_the_dead_has_its_kind() {
    let counts = |unit: &str| unit.contains("persons");
    let dead = |id: &str| {
        ["death", "died", "execut"]
            .iter()
            .any(|word| id.contains(word))
    };
    let all: Vec<_> = OUTPUTS
        .iter()
        .filter(|one| dead(one.id) && counts(one.unit))
        .collect();
    assert!(all.len() >= 3, "{}", all.len());
    for output in all {
        assert!(!output.deaths.is_empty(), "{} says no kind", output.id);
    }
    let mut words: Vec<&str> = Account::DEATHS.iter().map(|kind| kind.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Account::DEATHS.len());
}

/// The famine stands at the beginning of every run and 1937-38 at the end of the axis, in model, evidence and report.
#[test]
fn evidence_famine_and_terror_stay_on_the_axis() {
    let case = case();
    let setting = setting::read(&case, "baseline").expect("sound");
    let years: Vec<u32> = setting.setup.span.years().collect();
    assert_eq!(years, [1933, 1934, 1935, 1936, 1937]);
    let (_, ensemble, _) = year(&case, 160_000_000);
    assert!(ensemble.runs[0].ledger.total(0, Account::DiedFamine) > 1_000_000);
    let dated = |quantity: &str, year: &str| {
        let year = Period::parse(year).expect("a year");
        let series = &case.base.quantities[quantity].series;
        series.iter().any(|one| {
            one.rows
                .iter()
                .any(|row| row.date.start <= year.end && row.date.end >= year.start)
        })
    };
    for (quantity, year) in [
        ("famine_excess_deaths", "1932"),
        ("famine_excess_deaths", "1933"),
        ("sentenced_by_political_police", "1937"),
        ("sentenced_by_political_police", "1938"),
        ("order_00447_executed", "1937"),
    ] {
        assert!(dated(quantity, year), "{quantity} has nothing of {year}");
        let shown = case
            .about
            .human_cost
            .iter()
            .any(|cost| cost.quantity == quantity);
        assert!(
            shown || quantity == "order_00447_executed",
            "{quantity} is not among the human cost"
        );
    }
}
