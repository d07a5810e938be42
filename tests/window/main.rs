//! Tests in the real window, driven through WebDriver.

mod start;
