//! The drawing of a panel: SVG of our own, read without colour and without script.

use super::Drawn;
use super::data::{FIRST, LAST, Mark, Point};
use crate::simulate::beside::Standing;
use crate::words::number;
use maud::{Markup, html};
use std::fmt::Write as _;

const WIDTH: f64 = 250.0;
const HEIGHT: f64 = 196.0;
const LEFT: f64 = 38.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 8.0;
/// Where the drawing ends and the years begin.
const FLOOR: f64 = 156.0;
/// Spans that stand on every axis.
const TOLD: [(f64, f64, &str); 2] = [(1932.0, 1934.0, "famine"), (1937.0, 1939.0, "terror")];

/// Maps years and values to places.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    fn over(drawn: &Drawn) -> Option<Self> {
        let model = drawn.points.iter().flat_map(|point| {
            let rules = point
                .rules
                .map_or([point.band[2]; 2], |(down, up)| [down, up]);
            [point.band[0], point.band[4], rules[0], rules[1]]
        });
        let marks = drawn.marks.iter().flat_map(|mark| [mark.low, mark.high]);
        let all = model.chain(marks).filter(|value| value.is_finite());
        let ends = all.fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(low, high)| {
                (low.min(value), high.max(value))
            }))
        });
        let (low, high) = ends?;
        let low = if drawn.panel.from_zero {
            low.min(0.0)
        } else {
            low
        };
        let high = if high > low { high } else { low + 1.0 };
        let step = step((high - low) / 4.0);
        Some(Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        })
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        tenth(FLOOR - share * (FLOOR - TOP))
    }

    /// Round values, lowest first.
    fn ticks(&self) -> Vec<f64> {
        let number = ((self.high - self.low) / self.step).round();
        let ticks = (0..12).map(f64::from).take_while(|tick| *tick <= number);
        ticks.map(|tick| self.low + tick * self.step).collect()
    }
}

/// The next round step of 1, 2, 2.5 or 5 times a power of ten.
fn step(rough: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|m| m * power);
    let found = steps.into_iter().find(|step| *step >= rough);
    found.unwrap_or(rough)
}

fn tenth(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

fn x(year: f64) -> f64 {
    let share = (year - FIRST) / (LAST - FIRST);
    tenth(LEFT + share.clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT))
}

/// Draws a panel; nothing where there is nothing to draw.
pub(super) fn draw(drawn: &Drawn) -> Markup {
    let Some(scale) = Scale::over(drawn) else {
        return html! { p class="why" { "Nothing to draw." } };
    };
    let title = title(drawn);
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(title) class="chart" {
            title { (title) }
            (axes(&scale))
            (bands(&drawn.points, &scale))
            @for (at, mark) in drawn.marks.iter().enumerate() { (figure(mark, beside(&drawn.marks, at), &scale)) }
        }
    }
}

/// The panel in a sentence, for those who do not see it.
fn title(drawn: &Drawn) -> String {
    let panel = &drawn.panel;
    let told: Vec<String> = drawn
        .points
        .iter()
        .map(|point| format!("{} {}", point.date, number(point.band[2], "")))
        .collect();
    format!(
        "{}, {}. Model, median: {}. {} recorded; the table below has all of them.",
        panel.says,
        panel.unit,
        told.join(", "),
        crate::words::plural(drawn.marks.len(), "figure")
    )
}

fn axes(scale: &Scale) -> Markup {
    html! {
        @for tick in scale.ticks() {
            line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(scale.y(tick)) y2=(scale.y(tick)) class="grid" {}
            text x=(LEFT - 4.0) y=(scale.y(tick) + 4.0) class="label" { (number(tidy(tick), "")) }
        }
        line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(FLOOR) y2=(FLOOR) class="axis" {}
        @for year in 1932..1940 {
            @let at = x(f64::from(year));
            line x1=(at) x2=(at) y1=(FLOOR) y2=(FLOOR + 4.0) class="axis" {}
            @if year < 1939 { text x=(x(f64::from(year) + 0.5)) y=(FLOOR + 15.0) class="tick" { (year - 1900) } }
        }
        @for (from, to, words) in TOLD {
            @let (from, to) = (x(from), x(to));
            rect x=(from) y=(FLOOR + 20.0) width=(tenth(to - from)) height="14" class="told" {}
            text x=(tenth(f64::midpoint(from, to))) y=(FLOOR + 31.0) class="tick" { (words) }
        }
    }
}

/// A tick without the dust of binary fractions.
fn tidy(tick: f64) -> f64 {
    (tick * 1e6).round() / 1e6
}

/// What runs give as filled bands with the median, chance alone as dotted lines, rules as dashed ones.
fn bands(points: &[Point], scale: &Scale) -> Markup {
    let ring = |low: usize, high: usize| {
        let up = points.iter().map(|point| (point.x, point.band[high]));
        let down = points.iter().rev().map(|point| (point.x, point.band[low]));
        format!("{}Z", path(up.chain(down), scale))
    };
    let of = |which: fn(&Point) -> Option<(f64, f64)>, pick: fn((f64, f64)) -> f64| {
        let all = points
            .iter()
            .filter_map(|point| Some((point.x, pick(which(point)?))));
        path(all, scale)
    };
    let ends: [fn((f64, f64)) -> f64; 2] = [|(low, _)| low, |(_, high)| high];
    html! {
        @if !points.is_empty() {
            path d=(ring(0, 4)) class="wide" {}
            path d=(ring(1, 3)) class="narrow" {}
            path d=(path(points.iter().map(|point| (point.x, point.band[2])), scale)) class="median" {}
            @for end in ends {
                path d=(of(|point| point.chance, end)) class="alone" {}
                path d=(of(|point| point.rules, end)) class="rules" {}
            }
        }
    }
}

fn path(points: impl Iterator<Item = (f64, f64)>, scale: &Scale) -> String {
    let mut path = String::new();
    for (at, (year, value)) in points.enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        // Writing to a text cannot fail.
        let _written = write!(path, "{letter}{} {}", x(year), scale.y(value));
    }
    path
}

/// How far to the side a mark stands, so that several of one date can be told apart.
fn beside(marks: &[Mark], at: usize) -> f64 {
    let same = |mark: &&Mark| (mark.x() - marks[at].x()).abs() < 0.12;
    let before = marks[..at].iter().filter(same).count();
    let all = marks.iter().filter(same).count();
    (before as f64 - (all as f64 - 1.0) / 2.0) * 6.5
}

fn figure(mark: &Mark, aside: f64, scale: &Scale) -> Markup {
    let (at, y) = (tenth(x(mark.x()) + aside), scale.y(mark.value));
    let (low, high) = (scale.y(mark.low), scale.y(mark.high));
    html! {
        @if mark.is_period() {
            line x1=(x(mark.span.0)) x2=(x(mark.span.1)) y1=(y) y2=(y) class="range" {}
        }
        @if low - high > 1.0 {
            path d=(format!("M{} {high}h5M{at} {high}V{low}M{} {low}h5", at - 2.5, at - 2.5)) class="bracket" {}
        }
        @match mark.standing {
            Standing::Used => circle cx=(at) cy=(y) r="2.8" class="fitted" {},
            Standing::HeldOut => circle cx=(at) cy=(y) r="2.8" class="held-out" {},
            Standing::Open => path d=(format!("M{} {}l5 5m0-5l-5 5", at - 2.5, y - 2.5)) class="neither" {},
        }
    }
}
