//! The paper of a map, in tenths of a millimetre; the template takes it as parts of the map's width.

/// The map's width.
pub(super) const WIDTH: f64 = 1_740.0;
/// The map's height.
pub(super) const HEIGHT: f64 = 960.0;
/// The size of a name (7.5 pt).
pub(super) const TEXT_SIZE: f64 = 26.5;
/// The height of the label that a name stands on.
pub(super) const LABEL: f64 = 32.0;
/// The radius of a label's corners.
pub(super) const CORNER: f64 = 6.0;
