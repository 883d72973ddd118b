//! The close run in the report: what the trials of the check give, and the command that gives more.

use crate::close::modes::{self, LEAST, SAMPLES};
use crate::close::{Bins, Close, Measure, Under, of_trials};
use crate::trials::FIRST_SEED;
use crate::words;
use argument::runs::band;
use argument::verdict::Check;
use maud::{Markup, html};

/// Bins of a histogram: the runs of a check are few.
const BINS: usize = 12;
/// Most rivals that are told.
const MOST: usize = 8;
const WIDTH: f64 = 640.0;
const LEFT: f64 = 96.0;
const HALF: f64 = 56.0;

pub(super) fn render(check: &Check) -> Markup {
    let Some(close) = of_trials(&check.trials) else {
        return html! {};
    };
    let own = &close.settings[0];
    html! {
        section id="close-run" {
            h2 { "The close run" }
            p { "What happens to specialists in 1936 over " (words::plural(own.pairs.len(), "seed")) ", with the commissar of heavy industry in office and without him from January 1935. "
                "That there are two ways is put in: a switch turns or does not, and multiplies accusations by a number of ours. So two peaks are no finding. How often it turns is a rate of "
                "ours on which nothing bears. So few runs are thin: " code { "closerun close-run" } " makes hundreds, and asks parameters as well." }
            table {
                thead { tr { th { "1936" } th class="n" { "with him: median" } th class="n" { "5 to 95 %" } th { "peaks" } th class="n" { "without: median" } th class="n" { "5 to 95 %" } th { "peaks" } } }
                tbody { @for measure in Measure::ALL { (line(own, measure)) } }
            }
            p { "Peaks: Silverman's test of one peak against more, " (SAMPLES) " samples of its null; \"one\" only says that one peak is not rejected at 5 per cent; a hump that holds less than a twentieth of the runs is called stragglers." }
            @for measure in [Measure::Removed, Measure::Chance] { (drawing(own, measure)) }
            (rivals(&close))
        }
    }
}

fn line(own: &Under, measure: Measure) -> Markup {
    html! {
        tr {
            td { (measure.words()) }
            @for patron in [true, false] {
                @let values = own.values(measure, patron);
                @if measure == Measure::HitHard {
                    @let share = values.iter().sum::<f64>() / values.len().max(1) as f64;
                    td class="n" { (words::number(share, "")) } td class="n" { "\u{2013}" } td { "a share" }
                } @else {
                    @match band(values.clone()) {
                        None => { td {} td {} td {} },
                        Some([low, middle, high]) => {
                            td class="n" { (words::number(middle, "")) }
                            td class="n" { (words::number(low, "")) " to " (words::number(high, "")) }
                            td { (peaks(&values)) }
                        },
                    }
                }
            }
        }
    }
}

fn peaks(values: &[f64]) -> String {
    match modes::test(values, FIRST_SEED, SAMPLES) {
        None if values.len() < LEAST => "too few runs".to_owned(),
        None => "all alike".to_owned(),
        Some(peaks) if peaks.are_two() => format!("more than one (p {:.2})", peaks.chance),
        Some(peaks) if peaks.chance < modes::LEVEL => {
            format!("one and stragglers (p {:.2})", peaks.chance)
        }
        Some(peaks) => format!("one (p {:.2})", peaks.chance),
    }
}

/// Both sides over the same bins: with the patron above the line, without him below it.
fn drawing(own: &Under, measure: Measure) -> Markup {
    let (with, without) = (own.values(measure, true), own.values(measure, false));
    let Some(bins) = Bins::of(&with, &without, BINS) else {
        return html! {};
    };
    let step = (WIDTH - LEFT - 16.0) / BINS as f64;
    let tall = |count: usize| (10.0 * HALF * count as f64 / bins.most() as f64).round() / 10.0;
    let x = |at: usize| ((LEFT + step * at as f64) * 10.0).round() / 10.0;
    let title = format!(
        "1936: {}; runs with the patron above the line, without him below",
        measure.words()
    );
    html! {
        figure {
            figcaption { (title) }
            svg viewBox=(format!("0 0 {WIDTH} {}", 2.0 * HALF + 44.0)) role="img" aria-label=(title) class="chart" {
                title { (title) }
                text x=(LEFT - 8.0) y=(8.0 + HALF / 2.0) class="label" { "with him" }
                text x=(LEFT - 8.0) y=(8.0 + 1.5 * HALF) class="label" { "without" }
                @for (at, (above, below)) in bins.counts.iter().enumerate() {
                    rect x=(x(at) + 1.0) y=(8.0 + HALF - tall(*above)) width=(step - 2.0) height=(tall(*above)) class="holds" {}
                    rect x=(x(at) + 1.0) y=(8.0 + HALF) width=(step - 2.0) height=(tall(*below)) class="fails" {}
                    @if *above > 0 { text x=(x(at) + step / 2.0) y=(4.0 + HALF - tall(*above)) class="tick" { (above) } }
                    @if *below > 0 { text x=(x(at) + step / 2.0) y=(20.0 + HALF + tall(*below)) class="tick" { (below) } }
                }
                line x1=(LEFT) x2=(WIDTH - 16.0) y1=(8.0 + HALF) y2=(8.0 + HALF) class="axis" {}
                @for at in (0..=BINS).step_by(3) {
                    text x=(x(at)) y=(2.0 * HALF + 38.0) class="tick" { (words::number(bins.edges[at], "")) }
                }
            }
        }
    }
}

fn rivals(close: &Close) -> Markup {
    let told: Vec<_> = close.hinges.iter().filter(|one| one.matters()).collect();
    let rest = close.hinges.len() - told.len();
    if close.hinges.is_empty() {
        return html! {};
    }
    html! {
        p { "What it hinges on: mean chance of the penal form by the end of 1936, per cent, on the seeds that a rival shares with ours. "
            (words::plural(rest, "further rival")) " move it by less than a tenth of a point" @if told.len() > MOST { "; " (told.len() - MOST) " more by less than those here" } "." }
        table {
            thead { tr { th { "rival" } th class="n" { "with him: ours" } th class="n" { "rival" } th class="n" { "without: ours" } th class="n" { "rival" } } }
            tbody {
                @for one in told.iter().take(MOST) {
                    tr {
                        td { (one.name) }
                        @for number in [one.with.0, one.with.1, one.without.0, one.without.1] { td class="n" { (words::number(number, "")) } }
                    }
                }
            }
        }
    }
}
