//! A birth chart as a picture that needs nothing but itself: SVG, in light and dark, without a script.

mod fit;
mod label;
mod plan;

use domain::{
    Locale, Word,
    astrology::{Chart, ChartStyle, Placement},
};

use self::{
    fit::{Fitted, Point},
    label::{Label, degree},
    plan::{CORNER, HEIGHT, House, LEFT, TOP, WIDTH, north, south},
};
use crate::{
    language::{args, phrase, say},
    markup::{escaped, text},
};

const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans SC',sans-serif;font-size:10.5px;fill:#5b6472}\
.paper{fill:#fff}.title{font-size:16px;font-weight:600;fill:#1c2430}.lines{fill:none;stroke:#b08d57;stroke-width:1.25;stroke-linejoin:round}\
.first{fill:#b08d57;opacity:.12}.name{font-weight:600;fill:#1c2430}.degree{fill:#3c4654}.back{font-weight:600;fill:#c2334a}\
.sign{fill:#8a6a35}\
@media(prefers-color-scheme:dark){text{fill:#a4adba}.paper{fill:#12161d}.title,.name{fill:#f1f3f6}.lines{stroke:#8f7446}\
.first{fill:#d7b478}.degree{fill:#c6ccd6}.back{fill:#ff8594}.sign{fill:#d7b478}}";

/// Draws a chart in a language.
pub(super) fn draw(chart: &Chart, style: ChartStyle, locale: Locale) -> String {
    let houses = match style {
        ChartStyle::North => north(chart),
        ChartStyle::South => south(chart),
    };
    let title = escaped(&phrase(locale, "kundli-title"));
    let parts = [
        format!("<title>{title}</title><desc>{}</desc>", escaped(&told(chart, locale))),
        format!("<style>{STYLE}</style>"),
        r#"<rect class="paper" width="320" height="470" rx="14"/>"#.into(),
        text("title", "start", (10.0, 25.0), &title),
        text("", "start", (10.0, 41.0), &escaped(&basis(chart, locale))),
        first(&houses),
        lines(&houses),
        houses.iter().map(|house| caption(house, style, locale)).collect(),
        houses.iter().map(|house| labels(chart, house, locale)).collect(),
        notes(style, locale),
    ];
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 470" role="img""#;
    format!("{head} lang=\"{}\">{}</svg>\n", locale.word(), parts.concat())
}

/// The placements in words, for those who cannot see them.
fn told(chart: &Chart, locale: Locale) -> String {
    let sign = |sign: &str| phrase(locale, &format!("rashi-{sign}"));
    let lagna = args!["sign" => sign(chart.lagna().word()), "degree" => degree(chart.ascendant)];
    let graha = |placement: &Placement| {
        let args = args![
            "graha" => phrase(locale, &format!("graha-{}", placement.graha.word())),
            "sign" => sign(placement.sign().word()),
            "degree" => degree(placement.longitude),
            "house" => placement.house,
        ];
        let backwards = if placement.retrograde() { "-backwards" } else { "" };
        say(locale, &format!("kundli-placed{backwards}"), &args)
    };
    let first = say(locale, "kundli-ascendant", &lagna);
    std::iter::once(first).chain(chart.placements.iter().map(graha)).collect::<Vec<_>>().join(" ")
}

/// By which zodiac and node.
fn basis(chart: &Chart, locale: Locale) -> String {
    say(locale, "kundli-basis", &args!["node" => chart.rules.node.word()])
}

/// The house of the lagna.
fn first(houses: &[House]) -> String {
    let house = houses.iter().find(|house| house.number == 1);
    house.map_or_else(String::new, |house| {
        format!(r#"<path class="first" d="{}"/>"#, path(&house.outline))
    })
}

/// All walls, and in the South the diagonal of the lagna.
fn lines(houses: &[House]) -> String {
    let walls = houses.iter().map(|house| path(&house.outline));
    let diagonals = houses
        .iter()
        .filter_map(|house| house.diagonal)
        .map(|(x, y)| format!("M{:.1} {y:.1}L{x:.1} {:.1}", x - CORNER, y - CORNER));
    let outline = format!("M{LEFT} {TOP}h{WIDTH}v{HEIGHT}h-{WIDTH}Z");
    let all = walls.chain(diagonals).chain([outline]).collect::<String>();
    format!(r#"<path class="lines" d="{all}"/>"#)
}

/// The number of the sign in the North, its name in the South.
fn caption(house: &House, style: ChartStyle, locale: Locale) -> String {
    let sign = match style {
        ChartStyle::North => (house.sign as u8 + 1).to_string(),
        ChartStyle::South => escaped(&phrase(locale, &format!("rashi-{}", house.sign.word()))),
    };
    let (x, y) = house.caption.middle();
    text("sign", "middle", (x, y + 3.7), &sign)
}

fn labels(chart: &Chart, house: &House, locale: Locale) -> String {
    let (labels, fitted) = laid(chart, house, locale);
    let drawn = labels.iter().zip(fitted.areas).map(|(label, area)| label.drawn(area, fitted.size));
    drawn.collect()
}

/// The labels of a house, and their places.
fn laid(chart: &Chart, house: &House, locale: Locale) -> (Vec<Label>, Fitted) {
    let labels = Label::all(chart, house.number, locale);
    let widths: Vec<_> = labels.iter().map(Label::width).collect();
    let fitted = house.room.fit(&widths);
    (labels, fitted)
}

/// What the marks mean.
fn notes(style: ChartStyle, locale: Locale) -> String {
    let signs = (style == ChartStyle::North).then_some("kundli-numbers");
    let notes = [Some("kundli-marks"), signs].into_iter().flatten();
    let places = [TOP + HEIGHT + 18.0, TOP + HEIGHT + 33.0];
    let note = |(id, y)| text("", "start", (10.0, y), &escaped(&phrase(locale, id)));
    notes.zip(places).map(note).collect()
}

/// The way around some corners.
fn path(corners: &[Point]) -> String {
    let step = |(index, (x, y)): (usize, &Point)| {
        format!("{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' })
    };
    corners.iter().enumerate().map(step).chain(["Z".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use domain::astrology::{Graha, HouseSystem, Nativity, Node, Rules};

    use super::{fit::Area, label::width, *};

    /// The smallest letters that may be read on a phone, on which a unit of the picture is a pixel.
    const SMALLEST: f64 = 9.0;

    fn chart(number: i32) -> Chart {
        let date = [1900 + number % 201, 1 + number % 12, 1 + number % 28].map(i64::from);
        let time = [number * 5 % 24, number * 7 % 60].map(i64::from);
        let place = (f64::from(number * 37 % 179 - 89), f64::from(number * 73 % 359 - 179));
        let nativity = Nativity::new(date, time, place, Tz::UTC);
        let rules = Rules { houses: HouseSystem::Equal, node: Node::Mean };
        Chart::cast(&nativity.unwrap(), rules)
    }

    /// A chart with all grahas but Rahu in one house, as many of them retrograde as can be, and the widest degrees.
    fn crowded(house: u8) -> Chart {
        let mut chart = chart(62);
        let start = f64::from(chart.sign_of(house) as u8) * 30.0;
        for (place, placement) in (0_u8..).zip(&mut chart.placements) {
            if placement.graha != Graha::Rahu {
                placement.longitude = start + 20.0 + f64::from(place);
                placement.house = house;
            }
            let can = !matches!(placement.graha, Graha::Sun | Graha::Moon);
            placement.speed = if can { -0.1 } else { 1.0 };
        }
        chart
    }

    fn corners(area: Area) -> [Point; 4] {
        let (right, bottom) = (area.left + area.width, area.top + area.height);
        [(area.left, area.top), (right, area.top), (right, bottom), (area.left, bottom)]
    }

    /// Whether a point lies on the same side of all walls.
    fn within(outline: &[Point], (x, y): Point) -> bool {
        let next = outline.iter().cycle().skip(1);
        let sides = outline
            .iter()
            .zip(next)
            .map(|((x1, y1), (x2, y2))| ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)).signum());
        let sides: Vec<_> = sides.collect();
        sides.iter().all(|side| *side > 0.0) || sides.iter().all(|side| *side < 0.0)
    }

    fn apart(one: Area, other: Area) -> bool {
        let beside = |one: Area, other: Area| one.left + one.width <= other.left;
        let above = |one: Area, other: Area| one.top + one.height <= other.top;
        beside(one, other) || beside(other, one) || above(one, other) || above(other, one)
    }

    fn check(chart: &Chart, locale: Locale) {
        for house in north(chart).iter().chain(&south(chart)) {
            let (labels, fitted) = laid(chart, house, locale);
            assert_eq!(fitted.areas.len(), labels.len());
            assert!(fitted.size >= SMALLEST, "{} in house {}", fitted.size, house.number);
            let caption = house.caption;
            for (index, (area, label)) in fitted.areas.iter().zip(&labels).enumerate() {
                assert!(corners(*area).into_iter().all(|corner| within(&house.outline, corner)));
                assert!(area.width >= label.width() * fitted.size - 1e-9);
                let others = fitted.areas[..index].iter().chain([&caption, &house.room.taken]);
                assert!(others.into_iter().all(|other| apart(*area, *other)));
            }
        }
    }

    #[test]
    fn labels_stay_in_their_houses_and_do_not_touch() {
        for number in 0..100 {
            check(
                &chart(number),
                Locale::ALL[usize::try_from(number).unwrap() % Locale::ALL.len()],
            );
        }
    }

    #[test]
    fn even_eight_grahas_in_one_house_can_be_read() {
        for locale in Locale::ALL {
            (1..=12).for_each(|house| check(&crowded(house), *locale));
        }
    }

    #[test]
    fn what_stands_beside_the_plan_and_the_names_of_signs_have_room() {
        for locale in Locale::ALL {
            let mut lines =
                vec![phrase(*locale, "kundli-marks"), phrase(*locale, "kundli-numbers")];
            lines.extend([0, 1].map(|number| {
                let mut chart = chart(0);
                chart.rules.node = Node::ALL[number];
                basis(&chart, *locale)
            }));
            for line in lines {
                assert!(10.5 * width(&line) < 300.0, "{line}");
            }
            for house in south(&chart(0)) {
                let name = phrase(*locale, &format!("rashi-{}", house.sign.word()));
                assert!(10.5 * width(&name) < house.caption.width, "{name}");
            }
        }
    }

    #[test]
    fn a_picture_tells_in_words_what_it_shows() {
        let mumbai = Nativity::new([1990, 5, 15], [14, 30], (19.076, 72.8777), Tz::Asia__Kolkata);
        let chart = Chart::cast(&mumbai.unwrap(), Rules::default());
        let north = draw(&chart, ChartStyle::North, Locale::EnUs);
        assert!(north.contains(
            "<title>Birth chart</title><desc>Ascendant: Leo 27°. Sun: Taurus 0°, house 10."
        ));
        assert!(north.contains("Saturn: Capricorn 1°, house 6, retrograde."), "{north}");
        let south = draw(&chart, ChartStyle::South, Locale::ZhCn);
        assert!(south.contains("太阳：金牛座 0°，第 10 宫。"), "{south}");
        assert_eq!(south.matches("<text").count(), 2 + 12 + 10 + 1);
    }
}
