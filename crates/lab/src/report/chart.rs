//! Drawings of rival estimates: a dot and a range for each combination, the wanted range behind.
//!
//! SVG of our own: real text that a screen reader reads and a printer prints, shapes that differ
//! without colour, and no script.

use crate::words;
use argument::verdict::{Gauge, ReadingVerdict};
use maud::{Markup, html};

/// One line of a drawing.
pub(super) struct Line {
    /// Series taken.
    pub(super) label: String,
    /// The number compared.
    pub(super) gauge: Gauge,
    /// Its value in words.
    shown: String,
}

/// Most lines of one drawing; more stand in the tables.
const MOST_LINES: usize = 14;
/// Most settings of a drawing of runs.
const MOST_SETTINGS: usize = 6;

/// The lines for one compared number of a reading: combinations that agree in it are shown once.
pub(super) fn lines(reading: &ReadingVerdict, atom: usize) -> (Vec<Line>, usize) {
    let mut all: Vec<Line> = Vec::new();
    for combination in &reading.combinations {
        let Some(gauge) = combination.gauges.get(atom) else {
            continue;
        };
        let own = |quantity: &String| reading.runs.is_some() || gauge.quantities.contains(quantity);
        let names: Vec<&str> = combination
            .series
            .iter()
            .filter(|(quantity, _)| own(quantity))
            .map(|(_, series)| series.as_str())
            .collect();
        let label = names.join(" + ");
        if all.iter().all(|line| line.label != label) {
            let shown = if reading.runs.is_some() {
                words::runs::told(gauge.value, gauge)
            } else {
                words::number(gauge.value, &gauge.unit)
            };
            all.push(Line {
                label,
                gauge: gauge.clone(),
                shown,
            });
        }
    }
    if reading.runs.is_some() {
        return told_apart(all);
    }
    sort(&mut all);
    let more = all.len().saturating_sub(MOST_LINES);
    all.truncate(MOST_LINES);
    (all, more)
}

/// The baseline, which comes first, and the settings that differ from it visibly: at most some of them, those that lie farthest out.
fn told_apart(mut all: Vec<Line>) -> (Vec<Line>, usize) {
    let whole = all.len();
    let Some(baseline) = all.first() else {
        return (all, 0);
    };
    let (name, own) = (baseline.label.clone(), baseline.gauge.clone());
    all.retain(|line| line.label == name || words::runs::differs(&own, &line.gauge));
    sort(&mut all);
    while all.len() > MOST_SETTINGS {
        let middle = all.len() / 2;
        all.remove(middle + usize::from(all[middle].label == name));
    }
    let more = whole - all.len();
    (all, more)
}

/// Lowest first.
fn sort(all: &mut [Line]) {
    all.sort_by(|a, b| {
        a.gauge
            .value
            .total_cmp(&b.gauge.value)
            .then_with(|| a.label.cmp(&b.label))
    });
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 216.0;
const RIGHT: f64 = 96.0;
const STEP: f64 = 22.0;
const TOP: f64 = 8.0;

/// Maps values to places on the drawing.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn over(lines: &[Line]) -> Option<Self> {
        let first = lines.first()?;
        let bounds = [first.gauge.wanted_low, first.gauge.wanted_high];
        let all = lines
            .iter()
            .flat_map(|line| [line.gauge.low, line.gauge.high])
            .chain(bounds.into_iter().flatten())
            .filter(|value| value.is_finite());
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let pad = if high > low {
            (high - low) * 0.06
        } else {
            (low.abs() * 0.1).max(1.0)
        };
        (low <= high).then_some(Self {
            low: low - pad,
            high: high + pad,
        })
    }

    fn x(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        ((LEFT + share * (WIDTH - LEFT - RIGHT)) * 10.0).round() / 10.0
    }
}

/// Round values to mark on the axis.
fn ticks(scale: &Scale, unit: &str) -> Vec<f64> {
    let rough = (scale.high - scale.low) / 4.0;
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let step = steps
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    let step = if unit == "date" {
        step.max(1.0).round()
    } else {
        step
    };
    let first = (scale.low / step).ceil();
    (0..12)
        .map(|i| (first + f64::from(i)) * step)
        .take_while(|tick| *tick <= scale.high)
        .collect()
}

/// Ticks with their words, which are told apart.
fn named(ticks: &[f64], unit: &str) -> Vec<(f64, String)> {
    let plain = |tick: &f64| words::number(*tick, unit);
    let mut texts: Vec<String> = ticks.iter().map(plain).collect();
    let mut decimals = 3;
    while texts.windows(2).any(|pair| pair[0] == pair[1]) && decimals < 9 {
        texts = ticks
            .iter()
            .map(|tick| format!("{tick:.decimals$}"))
            .collect();
        decimals += 1;
    }
    ticks.iter().copied().zip(texts).collect()
}

/// Draws the lines.
pub(super) fn draw(lines: &[Line], title: &str) -> Markup {
    let Some(scale) = Scale::over(lines) else {
        return html! {};
    };
    let unit = lines[0].gauge.unit.clone();
    let bottom = TOP + STEP * lines.len() as f64;
    let height = bottom + 26.0;
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(title) class="chart" {
            title { (title) }
            (band(&lines[0].gauge, &scale, bottom))
            @for (tick, text) in named(&ticks(&scale, &unit), &unit) {
                line x1=(scale.x(tick)) x2=(scale.x(tick)) y1=(TOP) y2=(bottom) class="grid" {}
                text x=(scale.x(tick)) y=(bottom + 17.0) class="tick" { (text) }
            }
            line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(bottom) y2=(bottom) class="axis" {}
            @for (i, line) in lines.iter().enumerate() {
                (mark(line, &scale, TOP + STEP * (i as f64 + 0.5)))
            }
        }
    }
}

/// The range that the reading wants, and its edges.
fn band(gauge: &Gauge, scale: &Scale, bottom: f64) -> Markup {
    let (low, high) = (gauge.wanted_low, gauge.wanted_high);
    if low.is_none() && high.is_none() {
        return html! {};
    }
    let from = low.map_or(LEFT, |value| scale.x(value));
    let to = high.map_or(WIDTH - RIGHT, |value| scale.x(value));
    html! {
        rect x=(from) y=(TOP) width=((to - from).max(0.0)) height=(bottom - TOP) class="band" {}
        @for edge in [low, high].into_iter().flatten() {
            line x1=(scale.x(edge)) x2=(scale.x(edge)) y1=(TOP - 4.0) y2=(bottom) class="edge" {}
        }
    }
}

fn mark(line: &Line, scale: &Scale, y: f64) -> Markup {
    let gauge = &line.gauge;
    let (low, value, high) = (
        scale.x(gauge.low),
        scale.x(gauge.value),
        scale.x(gauge.high),
    );
    html! {
        text x=(LEFT - 8.0) y=(y + 4.0) class="label" { (shortened(words::runs::setting_name(&line.label))) }
        @if high - low > 1.0 {
            line x1=(low) x2=(high) y1=(y) y2=(y) class="range" {}
            line x1=(low) x2=(low) y1=(y - 4.0) y2=(y + 4.0) class="range" {}
            line x1=(high) x2=(high) y1=(y - 4.0) y2=(y + 4.0) class="range" {}
        }
        @match words::meets(gauge) {
            "yes" => circle cx=(value) cy=(y) r="5" class="holds" {},
            "no" => circle cx=(value) cy=(y) r="5" class="fails" {},
            _ => {
                path d=(format!("M{} {y} L{value} {} L{} {y} L{value} {} Z", value - 6.0, y - 6.0, value + 6.0, y + 6.0)) class="mixed" {}
            }
        }
        text x=(WIDTH - RIGHT + 8.0) y=(y + 4.0) class="value" { (line.shown) }
    }
}

/// A label that fits its column; the table beside the drawing has it whole.
fn shortened(label: &str) -> String {
    if label.chars().count() <= 30 {
        label.to_owned()
    } else {
        let head: String = label.chars().take(29).collect();
        format!("{head}\u{2026}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, MOST_SETTINGS, told_apart};
    use argument::verdict::Gauge;

    fn line(label: &str, value: f64) -> Line {
        Line {
            label: label.to_owned(),
            gauge: Gauge {
                text: "a(1935)".to_owned(),
                quantities: Vec::new(),
                unit: String::new(),
                low: value - 0.1,
                value,
                high: value + 0.1,
                wanted_low: Some(2.0),
                wanted_high: None,
                strict: true,
            },
            shown: String::new(),
        }
    }

    /// The baseline is always drawn; of those that differ from it the outermost are, and the others are counted.
    #[test]
    fn law_the_baseline_and_the_outermost_settings_are_drawn() {
        let mut all = vec![line("baseline", 5.0), line("same", 5.01)];
        all.extend((0..20).map(|at| line(&format!("rival {at}"), f64::from(at))));
        let (drawn, more) = told_apart(all);
        let labels: Vec<&str> = drawn.iter().map(|line| line.label.as_str()).collect();
        assert_eq!((labels.len(), more), (MOST_SETTINGS, 16));
        assert_eq!(labels[..2], ["rival 0", "rival 1"]);
        assert!(
            labels.contains(&"baseline") && labels.ends_with(&["rival 19"]),
            "{labels:?}"
        );
        let (alone, more) = told_apart(vec![line("baseline", 5.0), line("same", 5.01)]);
        assert_eq!((alone.len(), more), (1, 1));
        assert!(told_apart(Vec::new()).0.is_empty());
    }
}
