//! Bare `closerun` and `rows`.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::rows::InModel;
use lab::trials::Depth;

/// What it is, and the three commands to try.
pub(crate) fn welcome() -> Answer {
    let mut page = Page::default();
    page.wrapped("", "closerun takes a historical argument apart, sentence by sentence, and runs it. Each sentence becomes a claim that can fail, or is labelled untestable; claims meet rival sources and say what would flip them.");
    page.push("");
    page.wrapped("", "The case inside: the Soviet command system of 1933-37, read out of 75 sentences of a published history. Institutions and constraints are modelled; suffering is not re-enacted.");
    page.push("");
    page.push("To try:");
    page.push("  closerun check            judge every sentence, write closerun-out/report.html");
    page.push("  closerun explain 70       what one verdict rests on, what would flip it");
    page.push("  closerun evidence steel   rival estimates side by side");
    page.push("  closerun run              the people of 1933-37 simulated, beside the evidence");
    page.push("  closerun whatif           what can be changed; `whatif NAME`: what that does");
    page.push("  closerun explain words    what rival, mutant, put in and the like mean here");
    page.push("");
    page.push("  closerun --help           all commands");
    page.push("");
    page.wrapped("", "What evidence alone cannot judge is judged on runs of a model: people, villages, works, party and police. `closerun rows` shows how each system of it is built, which is not whether it is right. A check makes about 1,500 runs, `whatif NAME` about as many: two minutes or so on two free cores.");
    Answer::of(page.0)
}

/// The rows and what each still lacks.
pub(crate) fn rows(cli: &Cli, seeds: Seeds) -> Result<Answer> {
    let case = super::case(cli)?;
    let check = super::quiet_check(cli, &case, seeds.ask(&case, Depth::Mutants))?;
    let rows = lab::rows::rows(&case, &check, &InModel(&case));
    let text = match cli.format {
        Format::Json => {
            let whole = lab::json::rows(&rows);
            format!("{}\n", serde_json::to_string_pretty(&whole)?)
        }
        Format::Csv => lab::store::csv::text(&lab::table::rows(&rows)),
        Format::Table => {
            let mut page = Page::default();
            let working = rows.iter().filter(|row| row.works()).count();
            page.wrapped("", &format!("{working} of {} rows work. A row works when it has (i) state in the right ledger, (ii) a cited mechanism and a rival or a null, (iii) a claim whose mutated twin fails, (iv) a place in the annotated passage, (v) its ODD paragraph.", rows.len()));
            page.push("");
            let lines: Vec<Vec<String>> = rows
                .iter()
                .map(|row| {
                    let mut line = vec![row.id.clone(), row.name.clone()];
                    line.extend(
                        row.conditions
                            .iter()
                            .map(|c| if c.met { "yes" } else { "-" }.to_owned()),
                    );
                    line
                })
                .collect();
            page.table(&["row", "system", "i", "ii", "iii", "iv", "v"], &[], &lines);
            if !cli.quiet {
                page.push("");
                page.wrapped(
                    "",
                    "`closerun rows --format json` says for each row what is missing, in words.",
                );
            }
            page.0
        }
    };
    Ok(Answer::of(text))
}
