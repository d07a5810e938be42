//! A portal without a window, to be killed: takes commands on its standard input, one a line.

use std::{
    env, fmt,
    io::{self, BufRead, Write},
    path::PathBuf,
    sync::Arc,
};

use anyhow::{Context, Result, anyhow, bail};
use chrono::{DateTime, Utc};
use clap::Parser;
use contract::{
    AppError, AssessRequest, AssessmentTicket, Empty, OrderPlaceRequest, OrderResolution,
    OrderResolveRequest, ResizeRequest, SessionDeleteRequest,
};
use model::{AssessmentId, CallLimits, Level, Mbps, OrderId, Requirement, ServiceId};
use portal_core::Portal;
use portal_tests::{Credentials, QuickClock, TwoSites, open_portal, use_operator};
use serde_json::{Value, json};

/// The client secret comes in this variable, so that it stands in no list of processes.
const SECRET: &str = "CRASH_CORE_SECRET";

/// Commands: `assess NAME`, `order ASSESSMENT NAME`, `resize SERVICE_ID MBPS LEVEL`, `delete SERVICE_ID NAME`,
/// `resolve ORDER repeat|dismiss|attach [SERVICE_ID]`, `list`. Each is answered by one line of JSON; the first line
/// says `{"ready":true}`.
#[derive(Parser)]
struct Arguments {
    /// The data folder.
    #[arg(long)]
    data_dir: PathBuf,
    /// Scheme, host and port of the operator.
    #[arg(long)]
    api_root: String,
    /// Address of its token endpoint.
    #[arg(long)]
    token_endpoint: String,
    /// The client identifier.
    #[arg(long)]
    client_id: String,
    /// The operator does not honour idempotency keys.
    #[arg(long)]
    no_idempotency: bool,
    /// When the clock showed what the computer's did.
    #[arg(long)]
    clock_since: DateTime<Utc>,
    /// How many times as fast as the computer's it has run since.
    #[arg(long)]
    clock_times: u16,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let portal = open(&arguments).await?;
    answer(&json!({ "ready": true }))?;
    let (lines, mut commands) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                break;
            }
        }
    });
    while let Some(line) = commands.recv().await {
        let done = Box::pin(carry_out(&portal, &line)).await;
        answer(&done.unwrap_or_else(|error| json!({ "error": error.to_string() })))?;
    }
    portal.close().await;
    Ok(())
}

async fn open(arguments: &Arguments) -> Result<Portal> {
    let clock = QuickClock {
        since: arguments.clock_since,
        times: arguments.clock_times,
    };
    let portal = open_portal(arguments.data_dir.clone(), Arc::new(clock), None).await?;
    let operator = Credentials {
        api_root: arguments.api_root.clone(),
        token_endpoint: arguments.token_endpoint.clone(),
        client_id: arguments.client_id.clone(),
        client_secret: env::var(SECRET).context(SECRET)?,
    };
    let honours_idempotency = !arguments.no_idempotency;
    let limits = CallLimits::default();
    use_operator(&portal, &operator, honours_idempotency, limits).await?;
    Ok(portal)
}

async fn carry_out(portal: &Portal, line: &str) -> Result<Value> {
    let mut words = line.splitn(4, ' ');
    let command = words.next().unwrap_or_default();
    let mut word = || words.next().ok_or_else(|| anyhow!("a word is missing"));
    match command {
        "assess" => assess(portal, word()?).await,
        "order" => {
            let request = OrderPlaceRequest {
                assessment: AssessmentId::new(word()?)?,
                level: Level::A,
                name: word()?.to_owned(),
            };
            let result = portal.order_place(request).await.map_err(Failed)?;
            Ok(serde_json::to_value(result)?)
        }
        "resolve" => {
            let order = OrderId::new(word()?)?;
            let resolution = match word()? {
                "repeat" => OrderResolution::Repeat,
                "dismiss" => OrderResolution::Dismiss,
                "attach" => OrderResolution::Attach {
                    service_id: ServiceId::new(word()?)?,
                },
                other => bail!("no such resolution: {other}"),
            };
            let request = OrderResolveRequest { order, resolution };
            let result = portal.order_resolve(request).await.map_err(Failed)?;
            Ok(serde_json::to_value(result)?)
        }
        "resize" => {
            let request = ResizeRequest {
                id: ServiceId::new(word()?)?,
                bandwidth: word()?.parse()?,
                level: word()?.parse()?,
                assessment: None,
            };
            let detail = portal.session_resize(request).await.map_err(Failed)?;
            Ok(serde_json::to_value(detail)?)
        }
        "delete" => {
            let request = SessionDeleteRequest {
                id: ServiceId::new(word()?)?,
                typed_name: word()?.to_owned(),
            };
            let detail = portal.session_delete(request).await.map_err(Failed)?;
            Ok(serde_json::to_value(detail)?)
        }
        "list" => {
            let list = portal.session_list(Empty {}).await.map_err(Failed)?;
            Ok(serde_json::to_value(list)?)
        }
        other => bail!("no such command: {other}"),
    }
}

/// Draws two sites and assesses what connects them.
async fn assess(portal: &Portal, name: &str) -> Result<Value> {
    let bandwidth = Mbps::new(100)?;
    let drawn = TwoSites::draw(portal, name, |requirement| Requirement {
        bandwidth,
        ..requirement
    });
    let design = drawn.await?;
    let request = AssessRequest {
        design: design.design.id,
        profile: None,
        ticket: AssessmentTicket(name.to_owned()),
    };
    let assessment = portal.assess(request).await.map_err(Failed)?;
    Ok(json!({ "assessment": assessment.id }))
}

fn answer(value: &Value) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
}

/// A failed command, as an error with its code.
#[derive(Debug)]
struct Failed(AppError);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code.as_str(), self.0.message)
    }
}

impl std::error::Error for Failed {}
