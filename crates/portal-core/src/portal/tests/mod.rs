//! The portal as a whole: stalls, forgetting, one instance, nothing secret in a file.

mod forgetting;
mod stalls;
