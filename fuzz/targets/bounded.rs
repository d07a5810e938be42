//! Counts memory, so that no answer makes its parser take more of it than its limit.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

/// What a parser may take for an answer of any size.
const BASE: usize = 64 * 1024;
/// What it may take for each byte of it besides.
const PER_BYTE: usize = 64;
/// What it may take in no case: eight times the largest answer.
const CEILING: usize = 8 << 20;

#[global_allocator]
static COUNTED: Counted = Counted;
static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Counted;

// SAFETY: everything is handed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(held, Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Parses `bytes`.
///
/// # Panics
/// If that takes more memory than it may, or leaves some behind again and again.
pub(crate) fn parse(bytes: &[u8], parser: fn(&[u8])) {
    let before = HELD.load(Relaxed);
    MOST.store(before, Relaxed);
    parser(bytes);
    let taken = MOST.load(Relaxed).saturating_sub(before);
    let limit = (BASE + PER_BYTE * bytes.len()).min(CEILING);
    assert!(
        taken <= limit,
        "{taken} bytes for an answer of {}",
        bytes.len()
    );
}
