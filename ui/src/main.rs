//! The program that the web view loads. It begins when `ui/start.js` calls [`ui::begin`] with the texts.

use ui as _;

fn main() {}
