//! Documents for a customer: the letterhead, what was answered last, and making them.

mod kept;
mod letterhead;
mod make;
mod pdf;

pub(crate) use kept::forget_customer;

#[cfg(test)]
mod tests;
