//! What differs between operating systems. No other module of the app asks which one it runs on.

#[cfg(target_os = "linux")]
mod linux;

/// Prepares the process for its window. To be called first, before any other thread runs.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::choose_rendering();
}

/// Tells the user that the app could not start, where no window can say it.
#[expect(
    clippy::print_stderr,
    reason = "there is no window and no log to say it in"
)]
pub(crate) fn report_start_failure(error: &dyn std::error::Error) {
    eprintln!("MultiPoint VPN Portal could not start: {error}");
}
