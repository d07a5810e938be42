//! Tests in the real window, driven through WebDriver.

mod keyring;
mod main_job;
mod start;
mod verbs;
