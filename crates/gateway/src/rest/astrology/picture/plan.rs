//! The two plans of a chart: in the North of India the houses have their places, in the South the signs.

use domain::astrology::{Chart, Sign};

use super::fit::{Area, Point, Room};

/// The outline of the plan.
pub(super) const LEFT: f64 = 6.0;
pub(super) const TOP: f64 = 50.0;
pub(super) const WIDTH: f64 = 308.0;
pub(super) const HEIGHT: f64 = 372.0;

/// How far from its corner the diagonal of the lagna begins, in the South.
pub(super) const CORNER: f64 = 18.0;

/// A house in the plan.
pub(super) struct House {
    /// 1 to 12, by whole signs.
    pub(super) number: u8,
    pub(super) sign: Sign,
    pub(super) outline: Vec<Point>,
    /// The corner that a diagonal marks as that of the lagna: right of and below what it cuts off.
    pub(super) diagonal: Option<Point>,
    /// What is left for labels.
    pub(super) room: Room,
    /// Where the sign is named.
    pub(super) caption: Area,
}

/// A point so many quarters from the left and the top of the plan.
fn at((x, y): Point) -> Point {
    (LEFT + WIDTH * x / 4.0, TOP + HEIGHT * y / 4.0)
}

/// The houses as they stand in the North: the first above the middle, the others to the left and around.
pub(super) fn north(chart: &Chart) -> Vec<House> {
    let corners: [&[Point]; 12] = [
        &[(2.0, 2.0), (3.0, 1.0), (2.0, 0.0), (1.0, 1.0)],
        &[(1.0, 1.0), (2.0, 0.0), (0.0, 0.0)],
        &[(1.0, 1.0), (0.0, 0.0), (0.0, 2.0)],
        &[(2.0, 2.0), (1.0, 1.0), (0.0, 2.0), (1.0, 3.0)],
        &[(1.0, 3.0), (0.0, 2.0), (0.0, 4.0)],
        &[(1.0, 3.0), (0.0, 4.0), (2.0, 4.0)],
        &[(2.0, 2.0), (1.0, 3.0), (2.0, 4.0), (3.0, 3.0)],
        &[(3.0, 3.0), (2.0, 4.0), (4.0, 4.0)],
        &[(3.0, 3.0), (4.0, 4.0), (4.0, 2.0)],
        &[(2.0, 2.0), (3.0, 3.0), (4.0, 2.0), (3.0, 1.0)],
        &[(3.0, 1.0), (4.0, 2.0), (4.0, 0.0)],
        &[(3.0, 1.0), (4.0, 0.0), (2.0, 0.0)],
    ];
    let house = |(number, corners): (u8, &[Point])| {
        let corners: Vec<_> = corners.iter().copied().map(at).collect();
        let caption = inner(&corners);
        let room = Room { corners: corners.clone(), taken: caption };
        let sign = chart.sign_of(number);
        House { number, sign, outline: corners, diagonal: None, room, caption }
    };
    (1..).zip(corners).map(house).collect()
}

/// The place of a number in the first corner of a house, which is the inner one and points along one of the axes.
fn inner(corners: &[Point]) -> Area {
    let tip = corners[0];
    let far =
        corners.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0 - tip.0, sum.1 + it.1 - tip.1));
    let middle = match far {
        (x, y) if x.abs() > 1.0 && y.abs() < 1.0 => (tip.0 + 15.0 * x.signum(), tip.1),
        (_, y) => (tip.0, tip.1 + 16.0 * y.signum()),
    };
    Area::around(middle, 13.0, 11.0)
}

/// The houses as they stand in the South: Aries second above, the others to the right and around.
pub(super) fn south(chart: &Chart) -> Vec<House> {
    const PLACES: [Point; 12] = [
        (1.0, 0.0),
        (2.0, 0.0),
        (3.0, 0.0),
        (3.0, 1.0),
        (3.0, 2.0),
        (3.0, 3.0),
        (2.0, 3.0),
        (1.0, 3.0),
        (0.0, 3.0),
        (0.0, 2.0),
        (0.0, 1.0),
        (0.0, 0.0),
    ];
    let house = |number: u8| {
        let sign = chart.sign_of(number);
        let (x, y) = PLACES[sign as usize];
        let ((left, top), (right, bottom)) = (at((x, y)), at((x + 1.0, y + 1.0)));
        let caption = Area { left, top: top + 1.0, width: right - left, height: 12.0 };
        let roof = caption.top + caption.height;
        let within = |top| vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        let corner = if number == 1 { CORNER } else { 0.0 };
        let taken =
            Area { left: right - corner, top: bottom - corner, width: corner, height: corner };
        House {
            number,
            sign,
            outline: within(top),
            diagonal: (number == 1).then_some((right, bottom)),
            room: Room { corners: within(roof), taken },
            caption,
        }
    };
    (1..=12).map(house).collect()
}
