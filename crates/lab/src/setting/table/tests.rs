//! The table of the case inside the program, and slips of it, each with its place.

use super::{Economy, Grade};
use crate::load::{Origin, load};
use crate::setting::{Setting, read, read_drawn};
use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Lines};
use model::truth::branch::{BRANCHES, Branch};
use model::truth::table;
use planning::leontief::Leontief;

fn with(path: &str, from: &str, to: &str) -> Result<Setting, Fault> {
    let mut case = load(Origin::Embedded).expect("sound");
    let text = case.for_a_model.get_mut(path).expect("the file");
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replacen(from, to, 1);
    read(&case, "baseline")
}

fn setting() -> Setting {
    with("table.toml", "", "").expect("sound")
}

/// The table of the case with one text changed, read alone.
fn table_with(case: &Case, from: &str, to: &str) -> Result<Economy, Fault> {
    let text = &case.for_a_model["table.toml"];
    assert!(text.contains(from), "the table has no {from}");
    let text = text.replacen(from, to, 1);
    let (path, lines) = ("table.toml", &Lines::of(&text));
    super::read(
        &File {
            path,
            text: &text,
            lines,
        },
        case,
    )
}

fn margin(economy: &Economy, at: usize, less: [&str; 3]) -> f64 {
    let told = &economy.branches[at];
    told.value("gross_output") - less.map(|name| told.value(name)).iter().sum::<f64>()
}

#[test]
fn evidence_every_flow_meets_its_row_and_its_column() {
    let economy = setting().economy;
    let flow = |cell: &super::Use| {
        cell.balanced * economy.branches[cell.to as usize].value("gross_output")
    };
    for at in 0..BRANCHES {
        let sum = |own: &dyn Fn(&super::Use) -> usize| -> f64 {
            let cells = economy.cells.iter().filter(|cell| own(cell) == at);
            cells.map(flow).sum()
        };
        let row = margin(&economy, at, ["consumption", "investment", "defence"]);
        let column = margin(&economy, at, ["value_added", "farm_inputs", ""]);
        assert!(
            (sum(&|cell| cell.from as usize) - row).abs() < 1e-8,
            "row {at}"
        );
        assert!(
            (sum(&|cell| cell.to as usize) - column).abs() < 1e-8,
            "column {at}"
        );
    }
}

/// Two ways to gross outputs: as the file gives them, and worked out from final uses through the balanced table.
#[test]
fn parity_final_uses_give_back_gross_outputs() {
    let laws = setting().setup.environment.laws;
    let kinds = ["consumption", "investment", "defence"];
    let kinds = kinds.map(|kind| laws.all(&format!("final_{kind}_of_1932")).to_vec());
    let uses: Vec<f64> = (0..BRANCHES)
        .map(|at| kinds.iter().map(|kind| kind[at]).sum())
        .collect();
    let table = table::table(&laws).expect("productive");
    let found = Leontief::new(&table)
        .and_then(|solver| solver.gross(&uses))
        .expect("solved");
    for (found, given) in found.iter().zip(laws.all("gross_output_of_1932")) {
        assert!((found / given - 1.0).abs() < 1e-8, "{found} {given}");
    }
}

#[test]
fn evidence_cells_by_origin_and_their_doubt() {
    let economy = setting().economy;
    assert_eq!(economy.cells.len(), (BRANCHES - 1) * BRANCHES);
    assert_eq!(
        Grade::ALL.map(|origin| economy.count(origin)),
        [0, 1, 5, 50]
    );
    assert!(economy.cells.iter().all(|cell| cell.from != Branch::Arms));
    for cell in &economy.cells {
        let assumed = cell.first.origin == Grade::Assumed;
        assert_eq!(assumed, cell.doubt > 0.29, "{:?}", cell.first.at);
        assert_eq!(
            assumed,
            cell.first.why.starts_with("Ours"),
            "{:?}",
            cell.first.at
        );
    }
    let (cell, factor) = economy.moved_most().expect("cells");
    assert_eq!((cell.from, cell.to), (Branch::Construction, Branch::Steel));
    // docs/model.md tells this number.
    assert!((factor - 0.924).abs() < 5e-4, "{factor}");
}

#[test]
fn evidence_observations_of_the_table_count_as_used() {
    let setting = setting();
    for quantity in [
        "technical_ratio",
        "steel",
        "gross_industrial_output",
        "employment",
        "rail_freight",
    ] {
        assert!(
            setting.used.iter().any(|used| used.quantity == quantity),
            "{quantity}"
        );
    }
}

/// A country of half the size has half the output and half the hands, and the same coefficients.
#[test]
fn law_amounts_of_the_table_scale_with_the_country() {
    let setup = setting().setup;
    let half = setup.scaled(setup.people() / 2);
    let ratio = |id: &str| half.environment.laws.at(id, 1) / setup.environment.laws.at(id, 1);
    for (id, wanted) in [
        ("gross_output_of_1932", 0.5),
        ("employment_of_1932", 0.5),
        ("coefficient", 1.0),
        ("capital_over_output", 1.0),
    ] {
        assert!((ratio(id) - wanted).abs() < 1e-6, "{id}: {}", ratio(id));
    }
}

/// The doubt of cells enters when a run draws its table, and not a second time with the priors.
#[test]
fn law_a_draw_from_priors_leaves_the_table() {
    let case = load(Origin::Embedded).expect("sound");
    let list = |setting: &Setting, id: &str| setting.setup.environment.laws.all(id).to_vec();
    let given = read(&case, "baseline").expect("sound");
    let drawn = read_drawn(&case, (None, "baseline"), Some(7)).expect("sound");
    for id in [
        "coefficient",
        "coefficient_doubt",
        "gross_output_of_1932",
        "unfinished_capital",
    ] {
        assert_eq!(list(&given, id), list(&drawn, id), "{id}");
    }
    assert_ne!(list(&given, "birth_rate"), list(&drawn, "birth_rate"));
}

/// A text of the table, another in its place, and two pieces of what is said then.
const SLIPS: &[[&str; 4]] = &[
    [
        "id = \"light\"",
        "id = \"lights\"",
        "unknown branch",
        "did you mean light?",
    ],
    [
        "id = \"light\"",
        "id = \"fuel\"",
        "the same branch twice",
        "table.toml:",
    ],
    [
        "to = \"steel\"",
        "to = \"fuel\"",
        "the same cell twice",
        "fuel to fuel",
    ],
    [
        "to = \"fuel\"\nvalue = 0.10",
        "to = \"fuel\"\nvalue = -0.1",
        "`value` of a cell",
        "-0.1 for fuel to fuel",
    ],
    [
        "to = \"fuel\"\nvalue = 0.10",
        "to = \"fuel\"\nvalue = nan",
        "must be a finite number",
        "table.toml:",
    ],
    [
        "to = \"fuel\"\nvalue = 0.10",
        "to = \"fuel\"\nvalue = 1.2",
        "not productive; most is used up of `fuel`",
        "table.toml:",
    ],
    ["doubt = 0.2", "doubt = 30", "`doubt` of a cell", "0 to 1"],
    [
        "{ value = 0.8,",
        "{ value = 8,",
        "final uses above gross output",
        "8.1 for fuel",
    ],
    [
        "{ value = 0.8,",
        "{ value = 0.7,",
        "uses that do not add up",
        "35.8",
    ],
    [
        "{ value = 4.9,",
        "{ value = 9.9,",
        "outputs of industry that do not add up",
        "48.3",
    ],
    [
        "{ value = 4.2,",
        "{ value = 0,",
        "`gross_output` of a branch that cannot be",
        "above 0",
    ],
    [
        "employment = { value = 0.95,",
        "investment = { value = 0.95,",
        "a branch without one of its figures",
        "employment = { value",
    ],
    [
        "origin = \"assumed\"",
        "origin = \"seen\"",
        "unknown origin",
        "looked-up | recalled",
    ],
    [
        "origin = \"assumed\"",
        "origin = \"looked-up\"",
        "a figure from nowhere",
        "the key of the source",
    ],
    [
        "source = \"ours\"",
        "source = \"no-such\"",
        "unknown source",
        "table.toml:",
    ],
    [
        "series = \"cow-nmc\", dates = [\"1932\"]",
        "series = \"cow-nmc\", dates = [\"1900\"]",
        "no fitting code may open",
        "1900",
    ],
    [
        "of = \"steel\", series = \"cow-nmc\", dates = [\"1932\"]",
        "of = \"steel\", series = \"cow-nmc\", dates = [\"1936\"]",
        "no fitting code may open",
        "is not held out",
    ],
];

#[test]
fn known_slips_are_told_with_their_place() {
    let case = load(Origin::Embedded).expect("sound");
    for [from, to, what, also] in SLIPS {
        let said = table_with(&case, from, to)
            .expect_err("refused")
            .to_string();
        for word in ["table.toml", "hint:", what, also] {
            assert!(said.contains(word), "no `{word}` in\n{said}");
        }
    }
}

#[test]
fn known_missing_branch_and_missing_table() {
    let mut case = load(Origin::Embedded).expect("sound");
    let text = &case.for_a_model["table.toml"];
    let start = text.find("[[branch]]\nid = \"transport\"").expect("there");
    let end = text.find("# Textiles").expect("there");
    let without = text[start..end].to_owned();
    let said = table_with(&case, &without, "")
        .expect_err("refused")
        .to_string();
    assert!(
        said.contains("a branch is missing") && said.contains("transport"),
        "{said}"
    );
    case.for_a_model.remove("table.toml");
    let said = read(&case, "baseline").expect_err("refused").to_string();
    assert!(
        said.contains("a model without its table of branches"),
        "{said}"
    );
}

#[test]
fn known_figures_of_the_table_stand_nowhere_else() {
    let entry = "[[parameter]]\nid = \"coefficient\"\nname = \"x\"\nunit = \"ratio\"\nvalue = 0.1\nlow = 0\nhigh = 1\n\
                 origin = \"ours\"\nsource = \"ours\"\nwhy = \"x\"\n\n[[parameter]]";
    let said = with("parameters/people.toml", "[[parameter]]", entry);
    let said = said.expect_err("refused").to_string();
    assert!(
        said.contains("among the parameters") && said.contains("[[cell]] of table.toml"),
        "{said}"
    );
    let change =
        "[[change]]\nparameter = \"coefficient\"\nvalue = 0.1\nsource = \"ours\"\nwhy = \"x\"\n";
    let mut case = load(Origin::Embedded).expect("sound");
    case.for_a_model
        .get_mut("scenarios/baseline.toml")
        .expect("there")
        .push_str(change);
    let said = read(&case, "baseline").expect_err("refused").to_string();
    assert!(
        said.contains("a change of the cells of the table"),
        "{said}"
    );
}
