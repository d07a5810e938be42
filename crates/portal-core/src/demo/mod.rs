//! The demo story: a customer's network and what the operator inside the app says it costs, made in one go.

mod load;
mod story;

#[cfg(test)]
mod tests;
