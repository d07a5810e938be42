//! One attempt to post a notification to its sink.

use std::{error::Error, time::Duration};

use axum::http::{HeaderValue, StatusCode, header};
use reqwest::{Client, redirect};
use tokio::sync::OnceCell;

use super::{
    Sink,
    addresses::{Blocked, Lookup, Reach, Resolver, system},
    event::MEDIA_TYPE,
    sink,
};

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The sink has it.
    Delivered,
    /// The sink does not want it, or may not get it: another attempt would end alike.
    Refused(String),
    /// There is no such sink any more.
    Gone,
    /// Another attempt may succeed.
    Failed(String),
}

/// Posts to sinks. Its clients are made when they are needed first: reading the system's
/// certificates takes time, and most operators have no sinks.
#[derive(Debug)]
pub(super) struct Poster {
    longest_attempt: Duration,
    lookup: Lookup,
    to_this_machine: OnceCell<Client>,
    to_all: OnceCell<Client>,
}

impl Poster {
    pub(super) fn new(longest_attempt: Duration) -> Self {
        Self {
            longest_attempt,
            lookup: system,
            to_this_machine: OnceCell::new(),
            to_all: OnceCell::new(),
        }
    }

    /// Posts the event `id` once.
    pub(super) async fn post(&self, sink: &Sink, id: &str, body: Vec<u8>) -> Outcome {
        let (url, reach) = match sink::parse(&sink.url) {
            Ok(parsed) => parsed,
            Err(why) => return Outcome::Refused(format!("the sink {why}")),
        };
        let client = match self.client(reach).await {
            Ok(client) => client,
            Err(error) => return Outcome::Failed(root_cause(&error)),
        };
        let mut request = client
            .post(url)
            .header(header::CONTENT_TYPE, MEDIA_TYPE)
            .header("x-correlator", id)
            .body(body);
        if let Some(token) = &sink.token {
            let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {}", token.text)) else {
                return Outcome::Refused("the token cannot be sent".to_owned());
            };
            // Keeps it out of what the libraries log.
            value.set_sensitive(true);
            request = request.header(header::AUTHORIZATION, value);
        }
        match request.send().await {
            Ok(response) => judge(response.status()),
            Err(error) => failure(&error),
        }
    }

    async fn client(&self, reach: Reach) -> reqwest::Result<&Client> {
        let cell = match reach {
            Reach::Loopback => &self.to_this_machine,
            Reach::Public => &self.to_all,
        };
        cell.get_or_try_init(async || self.build(reach)).await
    }

    fn build(&self, reach: Reach) -> reqwest::Result<Client> {
        let resolver = Resolver {
            reach,
            lookup: self.lookup,
        };
        let builder = Client::builder()
            .user_agent(concat!("operator-sandbox/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .referer(false)
            // A proxy would connect to whatever address it finds.
            .no_proxy()
            .dns_resolver(resolver)
            .timeout(self.longest_attempt);
        match reach {
            // Spares the reading of the system's certificates, which may not even exist.
            Reach::Loopback => builder.tls_certs_only([]).build(),
            Reach::Public => builder.build(),
        }
    }
}

fn judge(status: StatusCode) -> Outcome {
    match status {
        status if status.is_success() => Outcome::Delivered,
        StatusCode::GONE => Outcome::Gone,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
            Outcome::Failed(format!("the sink answered {status}"))
        }
        status if status.is_server_error() => {
            Outcome::Failed(format!("the sink answered {status}"))
        }
        status if status.is_redirection() => Outcome::Refused(format!(
            "the sink answered {status}, and redirects are not followed"
        )),
        status => Outcome::Refused(format!("the sink answered {status}")),
    }
}

fn failure(error: &reqwest::Error) -> Outcome {
    if causes(error).any(|cause| cause.is::<Blocked>()) {
        Outcome::Refused(Blocked.to_string())
    } else if error.is_timeout() {
        Outcome::Failed("the sink did not answer in time".to_owned())
    } else {
        Outcome::Failed(root_cause(error))
    }
}

/// Without the URL, which may hold what is nobody else's business.
fn root_cause(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| "it was not sent".to_owned(), ToString::to_string)
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> + 'a {
    std::iter::successors(error.source(), |&cause| cause.source())
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        net::{IpAddr, Ipv4Addr},
        sync::atomic::{AtomicUsize, Ordering},
    };

    use axum::{Router, routing::post};
    use futures::future::BoxFuture;
    use tokio::net::TcpListener;

    use super::*;

    async fn post_to(url: &str, lookup: Lookup) -> Outcome {
        let poster = Poster {
            lookup,
            ..Poster::new(Duration::from_secs(10))
        };
        let sink = Sink {
            url: url.to_owned(),
            token: None,
        };
        poster.post(&sink, "id", b"{}".to_vec()).await
    }

    fn answer(addresses: &[[u8; 4]]) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let found = addresses.iter().copied().map(IpAddr::from).collect();
        Box::pin(async { Ok(found) })
    }

    async fn port_of_a_sink() -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let app = Router::new().fallback(post(async || StatusCode::NO_CONTENT));
        tokio::spawn(async move { axum::serve(listener, app).await });
        port
    }

    #[tokio::test]
    async fn a_name_at_a_private_address_is_refused() {
        let refused = Outcome::Refused(Blocked.to_string());
        let private: Lookup = |_| answer(&[[10, 0, 0, 1]]);
        assert_eq!(post_to("https://sink.example/", private).await, refused);
        let one_of_two: Lookup = |_| answer(&[[127, 0, 0, 1], [169, 254, 169, 254]]);
        assert_eq!(post_to("https://sink.example/", one_of_two).await, refused);
    }

    #[tokio::test]
    async fn plain_http_goes_to_this_machine_whatever_its_name_resolves_to() {
        let elsewhere: Lookup = |_| answer(&[[1, 1, 1, 1]]);
        let refused = Outcome::Refused(Blocked.to_string());
        assert_eq!(post_to("http://localhost/", elsewhere).await, refused);
    }

    #[tokio::test]
    async fn the_connection_is_made_to_the_address_that_was_checked() {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        // A name that is rebound between the check and the connection.
        let rebound: Lookup = |_| match ASKED.fetch_add(1, Ordering::Relaxed) {
            0 => answer(&[[127, 0, 0, 1]]),
            _ => answer(&[[10, 0, 0, 1]]),
        };
        let url = format!("http://localhost:{}/", port_of_a_sink().await);
        assert_eq!(post_to(&url, rebound).await, Outcome::Delivered);
        assert_eq!(ASKED.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_cannot_be_resolved_or_reached_is_tried_again() {
        let nothing: Lookup = |_| Box::pin(async { Err(io::Error::other("no such name")) });
        let outcome = post_to("https://sink.example/", nothing).await;
        assert_eq!(outcome, Outcome::Failed("no such name".to_owned()));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        let outcome = post_to(&url, nothing).await;
        assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    }

    #[test]
    fn what_the_sink_answers_decides() {
        let judge = |status: u16| judge(StatusCode::from_u16(status).unwrap());
        for status in [200, 202, 204] {
            assert_eq!(judge(status), Outcome::Delivered, "{status}");
        }
        for status in [408, 429, 500, 503] {
            assert!(matches!(judge(status), Outcome::Failed(_)), "{status}");
        }
        for status in [301, 302, 307, 308, 400, 401, 403, 404] {
            assert!(matches!(judge(status), Outcome::Refused(_)), "{status}");
        }
        assert_eq!(judge(410), Outcome::Gone);
    }
}
