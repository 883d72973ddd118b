//! Small multiples: what the model gives over the years beside what is recorded, one panel a quantity.
//!
//! Panels stand in rows of three of one size: two of people, then one of growth, so that no growth is seen without its cost. Which
//! panels there are is said here and not in a case: no setting takes the human ones away.

mod data;
mod draw;
#[cfg(test)]
mod tests;

use super::notes::Notes;
use crate::arrests;
use crate::setting::Setting;
use crate::simulate::beside::Standing;
use crate::words::{number, plural};
use argument::case::Case;
use argument::runs::Trials;
use argument::verdict::Check;
use data::{Drawn, Mark};
use maud::{Markup, html};

/// What a panel is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// What happens to people.
    People,
    /// What grows.
    Growth,
}

impl Side {
    fn class(self) -> &'static str {
        match self {
            Self::People => "panel people",
            Self::Growth => "panel growth",
        }
    }
}

/// What a panel's marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recorded {
    /// The quantity of the same name.
    Same,
    /// Another quantity over its own value of 1932, by series of this school.
    Over1932(&'static str, &'static str),
    /// The evidence has nothing.
    Nothing,
}

/// One panel.
#[derive(Clone, Copy, Debug)]
struct Panel {
    /// Output of the model; where its dimensions are not named, it is added up over them.
    output: &'static str,
    /// Values of its dimensions.
    dims: &'static [(&'static str, &'static str)],
    /// What it is.
    says: &'static str,
    /// Unit that is drawn.
    unit: &'static str,
    /// Units of the output in one that is drawn.
    per: f64,
    side: Side,
    recorded: Recorded,
    /// Whether the scale starts at zero.
    from_zero: bool,
    /// What a reader must know, "" for nothing.
    note: &'static str,
}

const fn panel(
    side: Side,
    output: &'static str,
    says: &'static str,
    unit: &'static str,
    per: f64,
) -> Panel {
    Panel {
        output,
        dims: &[],
        says,
        unit,
        per,
        side,
        recorded: Recorded::Same,
        from_zero: true,
        note: "",
    }
}

impl Panel {
    const fn of(mut self, dims: &'static [(&'static str, &'static str)]) -> Self {
        self.dims = dims;
        self
    }

    const fn beside(mut self, recorded: Recorded) -> Self {
        self.recorded = recorded;
        self
    }

    const fn noting(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    const fn cut(mut self) -> Self {
        self.from_zero = false;
        self
    }
}

use Side::{Growth, People};

const INDUSTRY: &str = "gross_industrial_output";

/// Rows of panels: two of people, then one of growth.
const ROWS: [[Panel; 3]; 6] = [
    [
        panel(People, "population", "Population", "million, 1 January", 1e6)
            .cut()
            .noting("The scale does not start at zero."),
        panel(People, "births", "Births", "million a year", 1e3),
        panel(Growth, "grain_harvest", "Grain harvest", "million tonnes", 1.0),
    ],
    [
        panel(People, "deaths", "Deaths, all kinds", "million a year", 1e3),
        panel(People, "famine_excess_deaths", "Deaths of hunger", "million a year", 1.0)
            .noting("A bar is an estimate for all its years together. In later years the record has no mass famine: hunger there is an error of the model."),
        panel(Growth, "grain_procurement", "Grain procured", "million tonnes, July to June", 1.0),
    ],
    [
        panel(People, "camp_inmates", "Inmates of camps", "thousand, 1 January", 1e3).of(&[("category", "camps")]),
        panel(People, "camp_deaths", "Deaths in camps", "thousand a year", 1e3).of(&[("category", "camps")]),
        panel(Growth, "industrial_output", "Industry, official index", "1932 = 1", 1.0)
            .of(&[("index", "official")])
            .beside(Recorded::Over1932(INDUSTRY, "official")),
    ],
    [
        panel(People, "arrests_by_political_police", "Arrests by the political police", "thousand a year", 1e3)
            .noting("The mass operations of 1937-38 are not in the model."),
        panel(People, "sentenced_by_political_police", "Sentenced in its cases", "thousand a year", 1e3)
            .of(&[("measure", "all")])
            .noting("The mass operations of 1937-38 are not in the model."),
        panel(Growth, "industrial_output", "Industry by value added", "1932 = 1, early costs", 1.0)
            .of(&[("index", "early-weights")])
            .beside(Recorded::Over1932(INDUSTRY, "western")),
    ],
    [
        panel(People, "consumption_level", "Consumption a head, collective farmers", "towns of 1932 = 1", 1.0)
            .of(&[("group", "kolkhoznik")])
            .beside(Recorded::Nothing)
            .noting("What they eat and buy, counted as the model counts it. No yearly series of it is in the base."),
        panel(People, "sentenced_by_political_police", "Sentenced to death in its cases", "thousand a year", 1e3)
            .of(&[("measure", "execution")])
            .noting("Sentences, not counts of the dead; the figure of 1933 is disputed and rather a floor. The mass operations of 1937-38 are not in the model."),
        panel(Growth, "defence_outlays", "Outlays for defence", "billion roubles", 1e3),
    ],
    [
        panel(People, "party_members_expelled", "Expelled from the party", "thousand a year", 1.0)
            .noting("Model: all operations of a year. A bar is one operation, over all the time that it took."),
        panel(People, "grievance", "Grievance, all people", "0 to 1, mean of the year", 1.0)
            .of(&[("group", "all")])
            .beside(Recorded::Nothing)
            .noting("A construct of the model; nothing that is recorded measures it."),
        panel(Growth, "steel", "Steel", "million tonnes", 1e3),
    ],
];

/// Whether a panel, the page of persons or the table of patterns shows this output.
pub(crate) fn shows(output: &str) -> bool {
    output == super::persons::ACTED
        || super::patterns::asks(output)
        || ROWS.iter().flatten().any(|panel| panel.output == output)
}

/// All panels; nothing where nothing was run.
pub(super) fn render(
    case: &Case,
    check: &Check,
    setting: Option<&Setting>,
    notes: &Notes<'_>,
) -> Markup {
    let Some(setting) = setting else {
        return html! {};
    };
    let drawn =
        ROWS.map(|row| row.map(|panel| data::drawn(case, &check.trials, (panel, &setting.used))));
    html! {
        section id="panels" {
            h2 { "The model beside what is recorded" }
            (guide(check))
            @for row in &drawn { div class="panel-row" { @for one in row { (figure(one, &check.trials)) } } }
            (tables(&drawn, notes))
        }
    }
}

fn guide(check: &Check) -> Markup {
    let rivals = check.trials.settings.len().saturating_sub(1);
    let runs = check.trials.replicates();
    html! {
        p {
            @match check.trials.ensemble {
                Some(year) => {
                    "Baseline scenario over the ensemble of " (year) ". Grey bands are parameters and chance: half of the " (plural(runs, "run"))
                    ", each with its own parameters and seed, lie in the dark band, nine tenths in the light one, and the line is their median. Dotted lines are chance alone: nine tenths of "
                    (plural(runs, "seed")) " with the parameters as they stand. Where they lie close together and the bands are wide, parameters make the doubt. "
                }
                None => {
                    "Baseline scenario. Grey bands are chance alone: half of the " (plural(runs, "seed"))
                    " lie in the dark band, nine tenths in the light one, and the line is their median. Doubt about parameters is not drawn. "
                }
            }
            "Dashed lines are doubt about rules alone: how far the " (plural(rivals, "rival rule"))
            ", one at a time and run by run, move that median down and up. The kinds of doubt are never added."
        }
        p { "Marks are single figures of single series, never averages: filled where the model was fitted to them or starts from them, hollow where they are held out from fitting, a cross where they are neither. "
            "A bracket is the range that the source itself gives. Held out from fitting does not mean unknown to the authors. Most figures are recalled and not yet looked up; the tables say which." }
    }
}

fn figure(drawn: &Drawn, trials: &Trials) -> Markup {
    let panel = &drawn.panel;
    let hangs = Some(panel.output).filter(|output| arrests::is_figure(output));
    let hangs = hangs.and_then(|_| arrests::over_years(trials));
    html! {
        figure class=(panel.side.class()) {
            figcaption { strong { (panel.says) } br; (panel.unit) }
            (draw::draw(drawn))
            p class="why" {
                @if let Some(missed) = missed(drawn) { (missed) " " }
                (panel.note)
                @if let Some(hangs) = hangs { " " (hangs) }
            }
        }
    }
}

/// How many marks of each standing lie where band and range do not touch.
fn missed(drawn: &Drawn) -> Option<String> {
    let of = |standing: Standing, words: &str| {
        let all = drawn.marks.iter().filter(|mark| mark.standing == standing);
        let tried: Vec<bool> = all.filter_map(|mark| drawn.is_missed(mark)).collect();
        let missed = tried.iter().filter(|missed| **missed).count();
        (!tried.is_empty()).then(|| format!("{missed} of {} {words}", tried.len()))
    };
    let parts = [
        of(Standing::HeldOut, "held out"),
        of(Standing::Open, "neither"),
        of(Standing::Used, "fitted"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Missed: {}.", parts.join(", ")))
}

/// The same numbers in tables.
fn tables(drawn: &[[Drawn; 3]; 6], notes: &Notes<'_>) -> Markup {
    html! {
        details {
            summary { "The same in numbers, with sources" }
            @for one in drawn.iter().flatten() {
                h3 { (one.panel.says) ", " (one.panel.unit) }
                @if !one.points.is_empty() { (of_model(one)) }
                @if !one.marks.is_empty() { (of_evidence(one, notes)) }
            }
        }
    }
}

fn of_model(drawn: &Drawn) -> Markup {
    html! {
        table {
            thead { tr { th { "model" } th class="n" { "median" } th class="n" { "half of the runs" } th class="n" { "nine tenths" } th class="n" { "chance alone" } th class="n" { "medians by rules" } } }
            tbody {
                @for point in &drawn.points {
                    @let [lowest, low, middle, high, highest] = point.band.map(|value| number(value, ""));
                    tr {
                        td { (point.date) } td class="n" { (middle) }
                        td class="n" { (low) " to " (high) } td class="n" { (lowest) " to " (highest) }
                        td class="n" { @if let Some((low, high)) = point.chance { (number(low, "")) " to " (number(high, "")) } @else { "-" } }
                        td class="n" { @if let Some((least, most)) = point.rules { (number(least, "")) " to " (number(most, "")) } @else { "-" } }
                    }
                }
            }
        }
    }
}

fn of_evidence(drawn: &Drawn, notes: &Notes<'_>) -> Markup {
    html! {
        table {
            thead { tr { th { "recorded" } th class="n" { "value" } th class="n" { "range" } th { "to the model" } th { "missed" } th { "series" } th { "source" } } }
            tbody {
                @for mark in &drawn.marks {
                    tr {
                        td { (mark.date) }
                        td class="n" { (number(mark.value, "")) }
                        td class="n" { @if mark.low < mark.high { (number(mark.low, "")) " to " (number(mark.high, "")) } @else { "-" } }
                        td { (told(mark)) }
                        td { (drawn.is_missed(mark).map_or("-", |missed| if missed { "yes" } else { "no" })) }
                        td { (mark.series) @if mark.recalled { " (recalled)" } }
                        td { (notes.marks([mark.source.as_str()])) }
                    }
                }
            }
        }
    }
}

/// What a figure is to the model.
fn told(mark: &Mark) -> &'static str {
    match mark.standing {
        Standing::HeldOut => "held out",
        Standing::Used => "fitted",
        Standing::Open => "neither",
    }
}
