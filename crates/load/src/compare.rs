//! The sandbox operator and Prism in turn: assessments, creations and queries.

use std::{sync::Arc, time::Duration};

use anyhow::Result;

use crate::{
    Arguments,
    cores::Cores,
    figures::Figures,
    load::{CONNECTIONS, Extent, Load},
    question::Question,
    server::Server,
};

/// At least so many times the assessments of Prism.
const ASSESSMENTS: f64 = 20.0;

/// Prism as it is started, and told to be silent about requests, which makes it quicker.
const PRISMS: [(&str, &[&str]); 2] = [("Prism", &[]), ("silent", &["--verboseLevel", "error"])];

/// How often the servers take turns.
const ROUNDS: u32 = 3;

/// Before anything counts: Prism's program gets quicker as it runs.
const WARM_UP: Duration = Duration::from_secs(3);

/// Networks that queries are about.
const NETWORKS: u64 = 100;

/// A server with its name and the networks it was asked for.
struct Contestant {
    name: &'static str,
    load: Load,
    ids: Arc<Vec<String>>,
}

/// Measures each kind of request in rounds, and says which limits were missed.
///
/// # Errors
/// If a server does not start, or does not answer as it should.
pub(crate) async fn measure(arguments: &Arguments, cores: &Cores) -> Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let sandbox = Server::sandbox(&arguments.sandbox, folder.path(), cores).await?;
    let mut contestants = vec![Contestant::enter("sandbox", sandbox).await?];
    if let (Some(prism), Some(document)) = (&arguments.prism, &arguments.document) {
        for (name, options) in PRISMS {
            let prism = Server::prism(prism, document, options, cores).await?;
            contestants.push(Contestant::enter(name, prism).await?);
        }
    }
    let length = Extent::Time(Duration::from_secs(arguments.seconds));
    println!(
        "\n{CONNECTIONS} connections, {ROUNDS} rounds of {} s",
        arguments.seconds
    );
    println!(
        "{:<12} {:<9} {:>9} {:>9} {:>9} {:>9}",
        "", "", "per s", "p50 ms", "p99 ms", "CPU µs"
    );
    let mut over = Vec::new();
    for kind in [Kind::Assess, Kind::Create, Kind::Query] {
        let mut figures: Vec<Figures> = Vec::new();
        figures.resize_with(contestants.len(), Figures::default);
        for contestant in &contestants {
            contestant.ask(kind, Extent::Time(WARM_UP)).await?;
        }
        for _ in 0..ROUNDS {
            for (contestant, figures) in contestants.iter().zip(&mut figures) {
                figures.add(contestant.ask(kind, length).await?);
            }
        }
        for (contestant, figures) in contestants.iter().zip(&figures) {
            println!(
                "{:<12} {:<9} {:>9.0} {:>9.2} {:>9.2} {:>9.1}",
                kind.name(),
                contestant.name,
                figures.rate(),
                figures.quantile(0.5),
                figures.quantile(0.99),
                figures.cpu_micros()
            );
        }
        if let [sandbox, prism, silent] = figures.as_slice() {
            let factor = sandbox.rate() / prism.rate();
            let against_silent = sandbox.rate() / silent.rate();
            let limit = match kind {
                Kind::Assess => format!(" (at least {ASSESSMENTS})"),
                Kind::Create | Kind::Query => String::new(),
            };
            println!(
                "{:<12} {factor:.1} times Prism{limit}, {against_silent:.1} times the silent one; by CPU {:.1} and {:.1}",
                "",
                prism.cpu_micros() / sandbox.cpu_micros(),
                silent.cpu_micros() / sandbox.cpu_micros(),
            );
            if kind == Kind::Assess && factor < ASSESSMENTS {
                over.push(format!("{factor:.1} times the assessments of Prism"));
            }
        }
    }
    Ok(over)
}

/// What a round is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Assess,
    Create,
    Query,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Assess => "assessment",
            Self::Create => "creation",
            Self::Query => "query",
        }
    }
}

impl Contestant {
    /// A server with some networks to ask for.
    async fn enter(name: &'static str, server: Server) -> Result<Self> {
        let load = Load::on(server);
        let ids = Arc::new(load.create(NETWORKS).await?);
        Ok(Self { name, load, ids })
    }

    async fn ask(&self, kind: Kind, extent: Extent) -> Result<Figures> {
        match kind {
            Kind::Assess => self.load.run(extent, |_| Question::Assess).await,
            Kind::Create => self.load.run(extent, |_| Question::Create).await,
            Kind::Query => {
                let ids = Arc::clone(&self.ids);
                self.load
                    .run(extent, move |number| Question::one_of(&ids, number))
                    .await
            }
        }
    }
}
