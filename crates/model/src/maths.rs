//! Angles and powers: the web view's own functions on WebAssembly, where the tables of a second copy of them would
//! be 13 KB of the interface's program.

#[cfg(target_arch = "wasm32")]
pub use js_sys::Math::{asin, atan2, cos, hypot, log as ln, log10, pow, sin, tan};

#[cfg(not(target_arch = "wasm32"))]
pub use host::{asin, atan2, cos, hypot, ln, log10, pow, sin, tan};

#[cfg(not(target_arch = "wasm32"))]
mod host {
    /// The angle in radians whose sine is `x`.
    #[must_use]
    pub fn asin(x: f64) -> f64 {
        x.asin()
    }

    /// The angle in radians of the point `x`, `y`.
    #[must_use]
    pub fn atan2(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }

    /// The cosine of an angle in radians.
    #[must_use]
    pub fn cos(x: f64) -> f64 {
        x.cos()
    }

    /// The length of the hypotenuse.
    #[must_use]
    pub fn hypot(x: f64, y: f64) -> f64 {
        x.hypot(y)
    }

    /// The natural logarithm.
    #[must_use]
    pub fn ln(x: f64) -> f64 {
        x.ln()
    }

    /// The logarithm to base 10.
    #[must_use]
    pub fn log10(x: f64) -> f64 {
        x.log10()
    }

    /// `base` to the power of `exponent`.
    #[must_use]
    pub fn pow(base: f64, exponent: f64) -> f64 {
        base.powf(exponent)
    }

    /// The sine of an angle in radians.
    #[must_use]
    pub fn sin(x: f64) -> f64 {
        x.sin()
    }

    /// The tangent of an angle in radians.
    #[must_use]
    pub fn tan(x: f64) -> f64 {
        x.tan()
    }
}
