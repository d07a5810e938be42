//! The servers under load, each a process of its own that ends with its handle.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{connection::Connection, cores::Cores};

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

const SCOPES: &str = "multi-point-vpn:network:create+multi-point-vpn:network:read+\
                      multi-point-vpn:network:update+multi-point-vpn:network:delete+\
                      multi-point-vpn:assessment:assess";

/// Where requests go, and with which token.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    /// What comes before the paths of the API.
    pub(crate) base_path: &'static str,
    pub(crate) token: String,
}

/// A server that answers.
#[derive(Debug)]
pub(crate) struct Server {
    process: Process,
    pub(crate) target: Target,
}

impl Server {
    /// Starts the sandbox operator over a new database in `folder`.
    ///
    /// # Errors
    /// If it does not start, or gives no token.
    pub(crate) async fn sandbox(program: &Path, folder: &Path, cores: &Cores) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--print-secret"])
            .args(["--provisioning-delay", "0s", "--database"])
            .arg(folder.join("sandbox.db"))
            .stdout(Stdio::piped());
        let mut process = cores.on_the_servers(|| Process::start(&mut command))?;
        let printed = process.0.stdout.take().context("no standard output")?;
        let mut line = String::new();
        BufReader::new(printed).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line).context("the sandbox did not start")?;
        let text = |name: &str| ready[name].as_str().with_context(|| format!("no {name}"));
        let root = text("apiRoot")?;
        let address = root.strip_prefix("http://").unwrap_or(root).parse()?;
        Ok(Self {
            process,
            target: Target {
                address,
                base_path: "/multi-point-vpn/vwip",
                token: token(address, text("clientId")?, text("clientSecret")?).await?,
            },
        })
    }

    /// Starts Prism, which answers from the examples of `document`, with `options` of its own.
    ///
    /// # Errors
    /// If it does not start.
    pub(crate) async fn prism(
        program: &Path,
        document: &Path,
        options: &[&str],
        cores: &Cores,
    ) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(program);
        command
            .args(["mock", "--host", "127.0.0.1"])
            .args(options)
            .args(["--port", &port.to_string()])
            .arg(document)
            .stdout(Stdio::null());
        let process = cores.on_the_servers(|| Process::start(&mut command))?;
        let address = (Ipv4Addr::LOCALHOST, port).into();
        let deadline = Instant::now() + PATIENCE;
        while Connection::open(address).await.is_err() {
            ensure!(Instant::now() < deadline, "Prism does not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(Self {
            process,
            target: Target {
                address,
                base_path: "",
                // It looks for one and takes any.
                token: "0".repeat(64),
            },
        })
    }

    /// The time its threads were on a core so far.
    ///
    /// # Errors
    /// If it has ended.
    pub(crate) fn cpu_time(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.0.id()))?;
        // The second field, the name in parentheses, may have spaces; the 14th and 15th are times in ticks.
        let (_, fields) = stat.rsplit_once(") ").context("no name")?;
        let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
        let ticks: u64 = ticks.sum::<Result<_, _>>()?;
        let per_second = rustix::param::clock_ticks_per_second();
        Ok(Duration::from_secs_f64(ticks as f64 / per_second as f64))
    }

    /// The memory it has in RAM, in KiB.
    ///
    /// # Errors
    /// If it has ended.
    pub(crate) fn resident_kib(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.0.id()))?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|value| value.trim().strip_suffix(" kB"))
            .context("the system does not say how much memory it has")?
            .parse()
            .context("no number")
    }
}

/// A process that is killed when this is dropped.
#[derive(Debug)]
struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let started = command.stdin(Stdio::null()).spawn();
        started
            .map(Self)
            .with_context(|| format!("{} cannot be started", command.get_program().display()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn token(address: SocketAddr, client_id: &str, secret: &str) -> Result<String> {
    let form = format!(
        "grant_type=client_credentials&scope={SCOPES}&client_id={client_id}&client_secret={secret}"
    );
    let request = format!(
        "POST /oauth2/token HTTP/1.1\r\nhost: {address}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut connection = Connection::open(address).await?;
    let reply = connection.exchange(request.as_bytes()).await?;
    let answer: Value = serde_json::from_slice(reply.body)?;
    let token = answer["access_token"].as_str().context("no token")?;
    Ok(token.to_owned())
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}
