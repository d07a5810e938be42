//! The interface of the portal, as Leptos components in the window's web view.

#![expect(
    unreachable_pub,
    reason = "the component macro puts a public function behind every component"
)]

mod app;
mod clipboard;
pub mod components;
pub mod errors;
mod frame;
pub mod hooks;
pub mod i18n;
pub mod ipc;
mod json;
mod language;
pub mod model;
mod pages;
mod random;
pub mod state;

pub use app::begin;
