//! Tests in the real window, driven through WebDriver.

mod keyring;
mod start;
mod verbs;
