//! The program killed under write load: all that it answered is there after the restart, and nothing is there twice.
//!
//! `SANDBOX_KILLS` is how often it is killed (10), `SANDBOX_SEED` what the moments are drawn from (each time another
//! number, which is printed).

mod customer;
mod line;
mod network;
mod tally;

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use customer::Customer;
use line::Line;
use tally::Tally;

use crate::started::Started;

/// How many order, change and delete at once.
const CUSTOMERS: u32 = 4;

/// Answers before a kill, at most.
const MOST_ANSWERS: u32 = 30;

/// Time from the last of them to the kill, at most, in µs: longer than a write takes.
const LONGEST_WAIT: u64 = 5_000;

/// The networks in the database: the identifier of each name.
type Stored = BTreeMap<String, String>;

#[test]
fn kills_lose_and_double_nothing() {
    let number = |name| env::var(name).ok().map(|text| text.parse().unwrap());
    let kills: u64 = number("SANDBOX_KILLS").unwrap_or(10);
    let seed = number("SANDBOX_SEED").unwrap_or_else(|| fastrand::u64(..1_000_000));
    println!("SANDBOX_SEED={seed}");
    let folder = tempfile::tempdir().unwrap();
    let mut trial = Trial::begin(folder.path().join("sandbox.db"), seed);
    let mut operator = start(&trial.database);
    let token = operator.token();
    for _ in 0..kills {
        trial.kill(operator, &token);
        operator = start(&trial.database);
        trial.look(line_to(&operator, &token));
    }
    println!("{}", trial.end(line_to(&operator, &token)));
}

fn line_to<'a>(operator: &'a Started, token: &'a str) -> Line<'a> {
    Line {
        address: operator.address(),
        token,
    }
}

/// One database through many kills.
struct Trial {
    database: PathBuf,
    moments: fastrand::Rng,
    customers: Vec<Customer>,
    tally: Tally,
}

impl Trial {
    fn begin(database: PathBuf, seed: u64) -> Self {
        let mut moments = fastrand::Rng::with_seed(seed);
        let customers = (0..CUSTOMERS).map(|number| Customer::new(number, moments.fork()));
        Self {
            database,
            customers: customers.collect(),
            moments,
            tally: Tally::default(),
        }
    }

    /// Has all customers write, and kills the operator in the midst of it.
    fn kill(&mut self, operator: Started, token: &str) {
        let enough = self.moments.u32(1..=MOST_ANSWERS);
        let wait = Duration::from_micros(self.moments.u64(..LONGEST_WAIT));
        let address = operator.address().to_owned();
        let line = Line {
            address: &address,
            token,
        };
        let (told, answers) = mpsc::channel();
        thread::scope(|scope| {
            for customer in &mut self.customers {
                let told = told.clone();
                scope.spawn(move || customer.write_until_cut_off(line, &told));
            }
            drop(told);
            wait_for(&answers, enough, wait);
            operator.kill();
        });
        self.tally.kills += 1;
    }

    /// Has each customer compare what they know with what there is.
    fn look(&mut self, line: Line<'_>) {
        let found = stored(&self.database);
        for customer in &mut self.customers {
            customer.look(line, &found, &mut self.tally);
        }
        let unknown: Vec<_> = stored(&self.database)
            .into_keys()
            .filter(|name| !self.customers.iter().any(|customer| customer.knows(name)))
            .collect();
        assert!(unknown.is_empty(), "nobody ordered {unknown:?}");
    }

    /// Has each look for all that they ever ordered.
    fn end(mut self, line: Line<'_>) -> Tally {
        for customer in &self.customers {
            customer.look_for_all(line, &mut self.tally);
        }
        self.tally
    }
}

fn start(database: &Path) -> Started {
    Started::with(database, &["--provisioning-delay", "0s"])
}

/// Waits for so many answers, and then this time.
fn wait_for(answers: &Receiver<()>, enough: u32, wait: Duration) {
    for _ in 0..enough {
        answers.recv().unwrap();
    }
    let end = Instant::now() + wait;
    while answers.recv_timeout(end.saturating_duration_since(Instant::now()))
        != Err(RecvTimeoutError::Timeout)
    {}
}

/// What the database holds, deleted networks that are not dropped yet included.
fn stored(database: &Path) -> Stored {
    let connection = rusqlite::Connection::open(database).unwrap();
    let sql = "SELECT json_extract(ordered, '$.serviceName'), service_id FROM network";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut stored = Stored::new();
    for row in rows.unwrap() {
        let (name, id): (String, String) = row.unwrap();
        let twice = stored.insert(name.clone(), id);
        assert_eq!(twice, None, "{name} is there twice");
    }
    stored
}
