//! What the model is and where its numbers come from: the replication bench, the description after the ODD protocol, all parameters.
//! Long lists are folded: a screen opens them, and paper has the first lines.

use super::notes::Notes;
use crate::dock::Row;
use crate::odd;
use crate::setting::{Origin, Parameter, Setting};
use crate::words::{number, plural};
use argument::case::Case;
use maud::{Markup, html};

pub(super) fn render(
    case: &Case,
    setting: Option<&Setting>,
    bench: Option<&[Row]>,
    notes: &Notes<'_>,
) -> Markup {
    let Some(setting) = setting else {
        return html! {};
    };
    html! {
        (docking(bench))
        (description(case))
        (parameters(&setting.parameters, notes))
    }
}

/// Mechanisms in their papers' own settings, failures first.
fn docking(bench: Option<&[Row]>) -> Markup {
    html! {
        section id="docking" {
            h2 { "Published mechanisms in their own settings" }
            p { "Grade A: the numbers reproduce; B: within sampling; C: signs only; X: published, and as expected it does not come out. "
                "A grade is that of a mechanism alone, never of its place in this model; one docked at C says nothing of magnitudes." }
            @match bench {
                None => p { "The bench was not run for this report: " code { "closerun check --dock" } " puts its table here, " code { "closerun dock" } " prints it." },
                Some(rows) => (bench_table(rows)),
            }
        }
    }
}

fn bench_table(rows: &[Row]) -> Markup {
    let broken = rows.iter().filter(|row| !row.holds).count();
    let (fails, holds): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| !row.holds);
    let (contrary, others): (Vec<&Row>, Vec<&Row>) =
        holds.into_iter().partition(|row| row.grade == "X");
    html! {
        p { (plural(rows.len(), "row")) ", of which " (broken) " do not come out as written, and " (contrary.len()) " are published and do not reproduce." }
        table class="bench" {
            thead { tr { th { "row" } th { "grade" } th { "comes out" } th { "setting" } th { "expected" } th { "got" } th { "tolerance" } } }
            tbody {
                @for row in fails.into_iter().chain(contrary).chain(others) {
                    tr {
                        td { (row.id) } td { (row.grade) }
                        td { @if row.holds { "yes" } @else { strong { "NO" } } }
                        td { (row.setting) br; code { (row.module) } }
                        td { (row.expected) } td { (row.got) } td { (row.tolerance) }
                    }
                }
            }
        }
    }
}

fn description(case: &Case) -> Markup {
    let Ok(text) = odd::describe(case) else {
        return html! {};
    };
    html! {
        section id="odd" {
            h2 { "The model, described after the ODD protocol" }
            p { "Made from code and data of this version; " code { "closerun odd" } " prints the same. Equations, reasons and what is wrong with the model stand in docs/model.md." }
            details { summary { "The description" } div class="odd" { (from_markdown(&text)) } }
        }
    }
}

/// A block of the description.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    Head(String),
    Item(String),
    Says(String),
}

/// Headings, entries and paragraphs of what the description is written in.
fn blocks(text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        let numbered = line.split_once(". ").filter(|(digits, _)| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let item = line
            .strip_prefix("- ")
            .map(str::to_owned)
            .or_else(|| numbered.map(|_| line.to_owned()));
        match (line, item, all.last_mut()) {
            ("", _, _) => open = false,
            (line, _, _) if line.starts_with('#') => {
                all.push(Block::Head(line.trim_start_matches(['#', ' ']).to_owned()));
                open = false;
            }
            (_, Some(item), _) => {
                all.push(Block::Item(item));
                open = true;
            }
            (line, None, Some(Block::Item(text) | Block::Says(text))) if open => {
                text.push(' ');
                text.push_str(line);
            }
            (line, None, _) => {
                all.push(Block::Says(line.to_owned()));
                open = true;
            }
        }
    }
    all
}

fn from_markdown(text: &str) -> Markup {
    html! {
        @for block in blocks(text) {
            @match block {
                Block::Head(text) => h3 { (text) },
                Block::Item(text) => p class="item" { "\u{2022} " (text) },
                Block::Says(text) => p { (text) },
            }
        }
    }
}

fn parameters(all: &[Parameter], notes: &Notes<'_>) -> Markup {
    let of = |origin: Origin| all.iter().filter(|one| one.origin == origin).count();
    html! {
        section id="parameters" {
            h2 { "Parameters" }
            p { (plural(all.len(), "parameter")) ": " (of(Origin::Source)) " from a source, " (of(Origin::Calibrated)) " calibrated on figures that are not held out, " (of(Origin::Ours)) " ours. Each has a unit, a prior range and a reason; the case's folder parameters has the reasons." }
            details {
                summary { "All of them" }
                table class="parameters" {
                    thead { tr { th { "parameter" } th class="n" { "value" } th class="n" { "prior range" } th { "unit" } th { "from" } } }
                    tbody { @for one in all { (parameter(one, notes)) } }
                }
            }
        }
    }
}

/// Values of a list that are printed one by one.
const FEW: usize = 4;

fn parameter(one: &Parameter, notes: &Notes<'_>) -> Markup {
    let told = |(key, value): &(String, f64)| {
        if key.is_empty() {
            number(*value, "")
        } else {
            format!("{key} {}", number(*value, ""))
        }
    };
    let values: Vec<String> = one.values.iter().map(told).collect();
    let (low, high) = one.prior;
    let is_list = one.values.len() > 1;
    html! {
        tr {
            td { (one.name) br; code { (one.id) } }
            td class="n" { @if values.len() > FEW { (plural(values.len(), "value")) } @else { (values.join("; ")) } }
            td class="n" { @if is_list { "x " } (number(low, "")) " to " (number(high, "")) }
            td { (one.unit) }
            td { (one.origin.word()) @if one.source != "ours" && !one.source.is_empty() { (notes.marks([one.source.as_str()])) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn known_blocks_of_a_description() {
        let text = "# Head\n\nOne line\nand another.\n\n- an entry\n  goes on\n- a second\n1. first\n  - a part\n\nEnd.";
        let says = |text: &str| Block::Says(text.to_owned());
        let item = |text: &str| Block::Item(text.to_owned());
        let wanted = [
            Block::Head("Head".to_owned()),
            says("One line and another."),
            item("an entry goes on"),
            item("a second"),
            item("1. first"),
            item("a part"),
            says("End."),
        ];
        assert_eq!(blocks(text), wanted);
    }
}
