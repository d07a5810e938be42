//! One HTTP request over a connection of its own, byte by byte.

use std::{
    io::{self, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// Sends a request to `address` and reads until the answer's `content-length` is there.
pub(crate) fn send(address: &str, method: &str, path: &str, headers: &str, body: &str) -> Reply {
    try_send(address, method, path, headers, body).unwrap()
}

/// As [`send`], to one that may end at any moment.
///
/// # Errors
/// If it has ended before the whole answer came.
pub(crate) fn try_send(
    address: &str,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{headers}content-length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut received = Vec::new();
    let mut part = [0; 4096];
    loop {
        if let Some(reply) = parse(&received) {
            return Ok(reply);
        }
        let count = stream.read(&mut part)?;
        if count == 0 {
            let told = String::from_utf8_lossy(&received);
            return Err(io::Error::other(format!("closed early: {told}")));
        }
        received.extend_from_slice(&part[..count]);
    }
}

fn parse(received: &[u8]) -> Option<Reply> {
    let text = str::from_utf8(received).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let reply = Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    };
    let length: usize = reply.header("content-length")?.parse().ok()?;
    (body.len() == length).then_some(reply)
}
