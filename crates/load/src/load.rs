//! Connections that ask one question after the other, each as soon as it has its answer.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::{
    connection::{Connection, Reply},
    figures::Figures,
    question::Question,
    server::{Server, Target},
};

/// How many ask at once.
pub(crate) const CONNECTIONS: usize = 16;

/// When a load ends.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Extent {
    /// After this time.
    Time(Duration),
    /// After so many answers.
    Answers(u64),
}

/// A server under load. Its requests are numbered on from one round to the next, so that no body comes twice.
#[derive(Debug)]
pub(crate) struct Load {
    server: Server,
    target: Arc<Target>,
    numbers: Arc<AtomicU64>,
}

impl Load {
    /// A load that has sent nothing.
    pub(crate) fn on(server: Server) -> Self {
        Self {
            target: Arc::new(server.target.clone()),
            server,
            numbers: Arc::default(),
        }
    }

    /// Where it goes.
    pub(crate) const fn server(&self) -> &Server {
        &self.server
    }

    /// Asks until `extent`; `question` says what the request of a number is.
    ///
    /// # Errors
    /// If an answer has another status than the question's, or does not come.
    pub(crate) async fn run(
        &self,
        extent: Extent,
        question: impl Fn(u64) -> Question + Send + Sync + 'static,
    ) -> Result<Figures> {
        let question = Arc::new(question);
        let cpu = self.server.cpu_time()?;
        let start = Instant::now();
        let ends = match extent {
            Extent::Time(length) => Ends::At(start + length),
            Extent::Answers(answers) => {
                Ends::Before(self.numbers.load(Ordering::Relaxed) + answers)
            }
        };
        let mut askers = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let (target, numbers) = (Arc::clone(&self.target), Arc::clone(&self.numbers));
            let question = Arc::clone(&question);
            askers.spawn(async move {
                let mut connection = Connection::open(target.address).await?;
                let mut times = Vec::new();
                while let Some(number) = ends.next(&numbers) {
                    let question = question(number);
                    let request = question.request(&target, number);
                    let sent = Instant::now();
                    connection.ask(&request, &question).await?;
                    times.push(u32::try_from(sent.elapsed().as_micros())?);
                }
                Ok::<_, anyhow::Error>(times)
            });
        }
        let mut times = Vec::new();
        while let Some(asked) = askers.join_next().await {
            times.extend(asked??);
        }
        let took = start.elapsed();
        let cpu = self.server.cpu_time()?.saturating_sub(cpu);
        Ok(Figures::of(took, cpu, times))
    }

    /// Orders so many networks and gives their identifiers.
    ///
    /// # Errors
    /// If one is refused.
    pub(crate) async fn create(&self, networks: u64) -> Result<Vec<String>> {
        let ends = Ends::Before(self.numbers.load(Ordering::Relaxed) + networks);
        let mut askers = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let (target, numbers) = (Arc::clone(&self.target), Arc::clone(&self.numbers));
            askers.spawn(async move {
                let mut connection = Connection::open(target.address).await?;
                let mut ids = Vec::new();
                while let Some(number) = ends.next(&numbers) {
                    let request = Question::Create.request(&target, number);
                    let reply = connection.ask(&request, &Question::Create).await?;
                    let network: Value = serde_json::from_slice(reply.body)?;
                    let id = network["serviceId"].as_str().context("no serviceId")?;
                    ids.push(id.to_owned());
                }
                Ok::<_, anyhow::Error>(ids)
            });
        }
        let mut ids = Vec::new();
        while let Some(asked) = askers.join_next().await {
            ids.extend(asked??);
        }
        Ok(ids)
    }
}

/// When no further request is sent.
#[derive(Debug, Clone, Copy)]
enum Ends {
    At(Instant),
    /// Before the request of this number.
    Before(u64),
}

impl Ends {
    /// The number of the next request; `None` when it is over.
    fn next(self, numbers: &AtomicU64) -> Option<u64> {
        match self {
            Self::At(end) => {
                (Instant::now() < end).then(|| numbers.fetch_add(1, Ordering::Relaxed))
            }
            Self::Before(end) => numbers
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |next| {
                    (next < end).then_some(next + 1)
                })
                .ok(),
        }
    }
}

impl Connection {
    /// Asks, and sees that the answer has the status that it should.
    async fn ask(&mut self, request: &[u8], question: &Question) -> Result<Reply<'_>> {
        let reply = self.exchange(request).await?;
        ensure!(
            reply.status == question.status(),
            "{question:?} was answered with {}: {}",
            reply.status,
            String::from_utf8_lossy(reply.body)
        );
        Ok(reply)
    }
}
