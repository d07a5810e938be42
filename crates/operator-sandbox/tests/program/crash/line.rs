//! The way to an operator that may end at any moment.

use std::io;

use crate::connection::{self, Reply};

/// Where the operator is, and a token for it.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) address: &'a str,
    pub(super) token: &'a str,
}

impl Line<'_> {
    /// Asks about the network of `id`, or orders one where it is empty.
    ///
    /// # Errors
    /// If the operator has ended before the whole answer came.
    pub(super) fn send(
        self,
        method: &str,
        id: &str,
        headers: &str,
        body: &str,
    ) -> io::Result<Reply> {
        let path = match id {
            "" => "/multi-point-vpn/vwip/networks".to_owned(),
            id => format!("/multi-point-vpn/vwip/networks/{id}"),
        };
        let token = self.token;
        let headers =
            format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n{headers}");
        connection::try_send(self.address, method, &path, &headers, body)
    }
}
