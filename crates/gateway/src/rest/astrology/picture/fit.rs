//! How labels are laid into a house so that none leaves it or touches another, in the largest letters that allow it.

/// Left to right and top to bottom, in units of the picture.
pub(super) type Point = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn around((x, y): Point, width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, width, height }
    }

    pub(super) fn middle(self) -> Point {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }
}

/// Where labels may stand: within corners around a convex room, but not where something else is.
pub(super) struct Room {
    pub(super) corners: Vec<Point>,
    pub(super) taken: Area,
}

/// Labels in their places.
pub(super) struct Fitted {
    /// The size of their letters.
    pub(super) size: f64,
    /// In their order.
    pub(super) areas: Vec<Area>,
}

const LARGEST: f64 = 13.0;
const STEP: f64 = 0.5;
/// How far labels stay from lines and from each other.
const AIR: f64 = 2.0;
/// The height of a row, in sizes of its letters: usually, and where many stand together.
const ROW: f64 = 1.35;
const LOW_ROW: f64 = 1.1;
/// Letters smaller than that stand in low rows.
const SMALL: f64 = 11.0;

impl Room {
    /// Lays out labels of these widths, in sizes of their letters: one below the other if they fit so.
    pub(super) fn fit(&self, widths: &[f64]) -> Fitted {
        let sizes = || (0..25_u8).map(|step| LARGEST - STEP * f64::from(step));
        let usual = sizes().take_while(|size| *size >= SMALL).map(|size| (size, ROW));
        let mut ways = usual.chain(sizes().map(|size| (size, LOW_ROW)));
        let laid = ways.find_map(|(size, row)| {
            Some(Fitted { size, areas: self.lay(widths, size, row * size)? })
        });
        laid.unwrap_or(Fitted { size: 0.0, areas: Vec::new() })
    }

    fn lay(&self, widths: &[f64], size: f64, height: f64) -> Option<Vec<Area>> {
        let widths: Vec<_> = widths.iter().map(|width| width * size).collect();
        let moves = [0.0, 3.0, -3.0, 6.0, -6.0, 9.0, -9.0, 13.0, -13.0, 18.0, -18.0, 24.0, -24.0];
        let mut ways = (1..=widths.len().max(1)).rev().flat_map(|rows| {
            [true, false].into_iter().flat_map(move |even| moves.map(|moved| (rows, even, moved)))
        });
        ways.find_map(|(rows, even, moved)| self.in_rows(&widths, height, rows, even, moved))
    }

    /// So many rows about the middle of the room, with as many labels each, or as many as each can take.
    fn in_rows(
        &self,
        widths: &[f64],
        height: f64,
        rows: usize,
        even: bool,
        moved: f64,
    ) -> Option<Vec<Area>> {
        let middle = self.middle();
        let mut top = middle.1 + moved - height * count(rows) / 2.0;
        let mut areas = Vec::new();
        for row in 0..rows {
            let left = &widths[areas.len()..];
            let share = if even { left.len().div_ceil(rows - row) } else { left.len() };
            if let Some(free) = self.free(top, top + height) {
                areas.extend(in_row(&left[..share], free, middle.0, top, height));
            }
            top += height;
        }
        (areas.len() == widths.len()).then_some(areas)
    }

    /// The stretch that is free between two heights.
    fn free(&self, top: f64, bottom: f64) -> Option<(f64, f64)> {
        let (above, below) = (self.across(top)?, self.across(bottom)?);
        let (left, right) = (above.0.max(below.0) + AIR, above.1.min(below.1) - AIR);
        let taken = self.taken;
        if bottom <= taken.top || top >= taken.top + taken.height {
            return Some((left, right));
        }
        let before = (left, right.min(taken.left - AIR));
        let after = (left.max(taken.left + taken.width + AIR), right);
        Some(if before.1 - before.0 > after.1 - after.0 { before } else { after })
    }

    /// From where to where the room goes at a height.
    fn across(&self, y: f64) -> Option<(f64, f64)> {
        let next = self.corners.iter().cycle().skip(1);
        let edges = self.corners.iter().zip(next);
        let crossings = edges.filter_map(|((x1, y1), (x2, y2))| {
            let share = (y - y1) / (y2 - y1);
            (0.0..=1.0).contains(&share).then(|| x1 + share * (x2 - x1))
        });
        let crossings: Vec<_> = crossings.collect();
        let left = crossings.iter().copied().reduce(f64::min)?;
        let right = crossings.iter().copied().reduce(f64::max)?;
        Some((left, right))
    }

    /// The middle of its corners.
    pub(super) fn middle(&self) -> Point {
        let sum = self.corners.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        (sum.0 / count(self.corners.len()), sum.1 / count(self.corners.len()))
    }
}

/// As many of the labels as fit side by side into a stretch, as near to the middle as they can be.
fn in_row(
    widths: &[f64],
    (left, right): (f64, f64),
    middle: f64,
    top: f64,
    height: f64,
) -> Vec<Area> {
    let mut length = -2.0 * AIR;
    let fits = |width: &&f64| {
        length += **width + 2.0 * AIR;
        length <= right - left
    };
    let those: Vec<f64> = widths.iter().take_while(fits).copied().collect();
    let length = those.iter().sum::<f64>() + 2.0 * AIR * (count(those.len()) - 1.0);
    let mut x = (middle - length / 2.0).min(right - length).max(left);
    let place = |width: f64| {
        let area = Area { left: x, top, width, height };
        x += width + 2.0 * AIR;
        area
    };
    those.into_iter().map(place).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few")]
fn count(number: usize) -> f64 {
    number as f64
}
