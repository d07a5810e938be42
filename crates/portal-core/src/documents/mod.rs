//! Documents for a customer: the letterhead, what was answered last, and making them.

mod kept;
mod letterhead;
mod make;
#[cfg(test)]
mod tests;
