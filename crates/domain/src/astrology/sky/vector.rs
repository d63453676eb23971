//! Places and motions in space.

/// Along three axes.
pub(super) type Vector = [f64; 3];
/// A turn of the axes.
pub(super) type Matrix = [Vector; 3];

pub(super) fn scaled(a: Vector, by: f64) -> Vector {
    a.map(|it| it * by)
}

pub(super) fn less(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub(super) fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(super) fn length(a: Vector) -> f64 {
    dot(a, a).sqrt()
}

pub(super) fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// The vector along the turned axes.
pub(super) fn turned(by: &Matrix, a: Vector) -> Vector {
    by.map(|row| dot(row, a))
}

/// The vector along the axes from before a turn.
pub(super) fn turned_back(by: &Matrix, a: Vector) -> Vector {
    [0, 1, 2].map(|column| dot([by[0][column], by[1][column], by[2][column]], a))
}
