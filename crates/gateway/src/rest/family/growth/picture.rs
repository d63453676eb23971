//! A chart as a picture that needs nothing but itself: SVG, in light and dark, without a script.

use domain::{AgeBasis, Assessment, Chart, Curve, Locale, Measure, PERCENTILES, Point, Word};

use super::scale::Scale;
use crate::{
    language::{figure, phrase},
    markup::{escaped, text},
};

/// Left, top, right and bottom of what lies between the axes; the picture has 400 units a side.
const LEFT: f64 = 38.0;
const TOP: f64 = 72.0;
const RIGHT: f64 = 372.0;
const BOTTOM: f64 = 328.0;

const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans SC',sans-serif;font-size:11px;fill:#5b6472}\
.paper{fill:#fff}.title{font-size:17px;font-weight:600;fill:#1c2430}.grid{stroke:#e8eaee;stroke-width:1}\
.wide{fill:#2a9d8f;opacity:.1}.narrow{fill:#2a9d8f;opacity:.15}.line{fill:none;stroke:#2a9d8f;stroke-width:1;opacity:.55}\
.middle{stroke-width:1.75;opacity:.9}.percent{fill:#1f7a6f;font-size:10.5px}\
.child{fill:none;stroke:#d1495b;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}\
.point{fill:#d1495b;stroke:#fff;stroke-width:1.25}.slip{fill:#fff;stroke:#d1495b;stroke-width:1.75}.note{font-size:10.5px}\
@media(prefers-color-scheme:dark){text{fill:#a4adba}.paper{fill:#12161d}.title{fill:#f1f3f6}.grid{stroke:#272e39}\
.wide,.narrow{fill:#4fd1c0}.line{stroke:#4fd1c0}.percent{fill:#7fded1}.child{stroke:#ff8594}\
.point{fill:#ff8594;stroke:#12161d}.slip{fill:#12161d;stroke:#ff8594}}";

/// Draws the chart of a child of this name.
pub(super) fn draw(locale: Locale, name: &str, chart: &Chart) -> String {
    let canvas = Canvas::new(chart);
    let title = phrase(locale, &format!("growth-{}", chart.measure.word()));
    let (short, name, title) = (escaped(&shortened(name)), escaped(name), escaped(&title));
    let parts = [
        format!("<title>{name}: {title}</title><style>{STYLE}</style>"),
        r#"<rect class="paper" width="400" height="400" rx="14"/>"#.into(),
        text("title", "start", (16.0, 29.0), &title),
        text("", "start", (16.0, 46.0), &format!("{short} · {}", Assessment::STANDARD)),
        canvas.axes(locale, chart),
        canvas.lines(chart.curves.as_deref().unwrap_or_default()),
        canvas.points(chart),
        notes(locale, chart),
    ];
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img""#;
    format!("{head} lang=\"{}\">{}</svg>\n", locale.word(), parts.concat())
}

/// What of a chart stands where.
struct Canvas {
    x: Scale,
    y: Scale,
}

impl Canvas {
    fn new(chart: &Chart) -> Self {
        let believed = chart.series.iter().filter(|point| !is_slip(point));
        let points = believed.filter_map(|point| Some(point.place?.1));
        let curves = chart.curves.iter().flatten().flat_map(|curve| curve.values);
        let all: Vec<_> = points.chain(curves).collect();
        let least = all.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let most = all.iter().copied().reduce(f64::max).unwrap_or(10.0);
        let air = ((most - least) * 0.04).max(most * 0.01);
        Self {
            x: Scale::new(chart.across.clone(), LEFT, RIGHT),
            y: Scale::new((least - air).max(0.0)..=most + air, BOTTOM, TOP),
        }
    }

    /// The grid with its numbers, and what they count.
    fn axes(&self, locale: Locale, chart: &Chart) -> String {
        let by_length = chart.measure == Measure::WeightForLength;
        let mut drawn = String::new();
        for (number, y) in self.y.ticks() {
            drawn += &grid((LEFT, y), (RIGHT, y));
            drawn += &text("", "end", (LEFT - 6.0, y + 4.0), &figure(locale, number));
        }
        for (number, x) in if by_length { self.x.ticks() } else { self.x.months() } {
            drawn += &grid((x, TOP), (x, BOTTOM));
            drawn += &text("", "middle", (x, BOTTOM + 16.0), &figure(locale, number));
        }
        let corrected = chart.series.iter().any(|point| point.age_basis == AgeBasis::Corrected);
        let foot = match (by_length, corrected) {
            (true, _) => "growth-length",
            (false, true) => "growth-corrected-age",
            (false, false) => "growth-age",
        };
        let foot = escaped(&phrase(locale, foot));
        drawn += &text("", "middle", (f64::midpoint(LEFT, RIGHT), BOTTOM + 32.0), &foot);
        drawn + &text("", "start", (16.0, TOP - 8.0), chart.measure.unit())
    }

    /// The lines of the standard with their numbers, and the room between them.
    fn lines(&self, curves: &[Curve]) -> String {
        let Some(last) = curves.last() else { return String::new() };
        let line = |index: usize| -> Vec<_> {
            curves.iter().map(|curve| self.place((curve.x, curve.values[index]))).collect()
        };
        let between = |class: &str, least: usize, most: usize| {
            let there = line(least);
            let back = line(most).into_iter().rev();
            let around: Vec<_> = there.into_iter().chain(back).collect();
            format!(r#"<path class="{class}" d="{}Z"/>"#, path(&around))
        };
        let mut drawn = between("wide", 0, 4) + &between("narrow", 1, 3);
        for (index, percent) in PERCENTILES.iter().enumerate() {
            let class = if *percent == 50 { "line middle" } else { "line" };
            drawn += &stroke(class, &line(index));
            let (x, y) = self.place((last.x, last.values[index]));
            drawn += &text("percent", "start", (x + 5.0, y + 3.5), &percent.to_string());
        }
        drawn
    }

    /// What was measured: joined, but for what may be a slip.
    fn points(&self, chart: &Chart) -> String {
        let places = |slip: bool| {
            let those = chart.series.iter().filter(move |point| is_slip(point) == slip);
            let places = those.filter_map(|point| point.place);
            places.filter(|(x, _)| chart.across.contains(x)).map(|place| self.place(place))
        };
        let dots = |class: &str, places: &mut dyn Iterator<Item = (f64, f64)>| {
            let dot =
                |(x, y)| format!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="4"/>"#);
            places.map(dot).collect::<String>()
        };
        let joined: Vec<_> = places(false).collect();
        let line = match joined.len() {
            0 | 1 => String::new(),
            _ => stroke("child", &joined),
        };
        line + &dots("point", &mut joined.into_iter()) + &dots("slip", &mut places(true))
    }

    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x.at(x), self.y.at(y))
    }
}

/// Whether a measurement is rather a mistake than a child.
fn is_slip(point: &Point) -> bool {
    point.assessed.is_ok_and(|known| known.implausible)
}

/// What the picture does not show by itself.
fn notes(locale: Locale, chart: &Chart) -> String {
    let lines = if chart.curves.is_ok() { "growth-lines" } else { "growth-no-lines" };
    let empty = chart.series.iter().all(|point| point.place.is_none());
    let slips = chart.series.iter().any(is_slip);
    let more = match (empty, slips) {
        (true, _) => Some("growth-empty"),
        (_, true) => Some("growth-implausible"),
        _ => None,
    };
    let notes = [Some(lines), more].into_iter().flatten().zip([BOTTOM + 51.0, BOTTOM + 64.0]);
    let note = |(id, y)| text("note", "start", (16.0, y), &escaped(&phrase(locale, id)));
    notes.map(note).collect()
}

fn grid((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    format!(r#"<path class="grid" d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"/>"#)
}

fn stroke(class: &str, places: &[(f64, f64)]) -> String {
    format!(r#"<path class="{class}" d="{}"/>"#, path(places))
}

fn path(places: &[(f64, f64)]) -> String {
    let step = |(index, (x, y)): (usize, &(f64, f64))| {
        format!("{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' })
    };
    places.iter().enumerate().map(step).collect()
}

/// As much of a name as there is room for.
fn shortened(name: &str) -> String {
    const MOST: usize = 18;
    let cut: String = name.chars().take(MOST).collect();
    if cut.len() < name.len() { format!("{}…", cut.trim_end()) } else { cut }
}
