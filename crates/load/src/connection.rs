//! A connection that is kept for one request after the other.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// More headers than any server here sends.
const MOST_HEADERS: usize = 32;

/// An open connection over which nothing is under way.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// An answer that has come whole.
#[derive(Debug)]
pub(crate) struct Reply<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// If nobody listens there.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(4096),
        })
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    /// If the connection is closed, or what comes is no answer with a `content-length`.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> Result<Reply<'_>> {
        self.stream.write_all(request).await?;
        self.received.clear();
        loop {
            let count = self.stream.read_buf(&mut self.received).await?;
            if count == 0 {
                bail!("closed after {:?}", String::from_utf8_lossy(&self.received));
            }
            let Some(head) = Head::read(&self.received)? else {
                continue;
            };
            if self.received.len() >= head.length + head.content_length {
                return Ok(Reply {
                    status: head.status,
                    body: &self.received[head.length..],
                });
            }
        }
    }
}

struct Head {
    status: u16,
    /// In bytes, with the empty line.
    length: usize,
    content_length: usize,
}

impl Head {
    /// The head of an answer; `None` while it has not come whole.
    fn read(received: &[u8]) -> Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(length) = response.parse(received)? else {
            return Ok(None);
        };
        let content_length = response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case("content-length"))
            .map_or(Ok("0"), |header| str::from_utf8(header.value))?
            .parse()?;
        Ok(Some(Self {
            status: response.code.context("an answer without a status")?,
            length,
            content_length,
        }))
    }
}
