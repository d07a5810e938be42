//! Tests in the real window, driven through WebDriver.

mod activity;
mod assess;
mod broken_connections;
mod connect;
mod design;
mod errors;
mod first_run;
mod hooks;
mod keyboard;
mod keyring;
mod main_job;
mod map;
mod no_keyring;
mod open_changes;
mod open_orders;
mod orders;
mod pages;
mod quotes;
mod resize_quotes;
mod secrets;
mod sessions;
mod settings;
mod standard_operator;
mod start;
mod verbs;
