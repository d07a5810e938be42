//! What a person does with the app, as verbs of the window: the main job, connecting an operator, the keyboard.

mod forms;
mod keyboard;
mod main_job;
mod offers;
mod operator;
mod pages;

pub use self::{main_job::Endpoint, offers::Offer};
