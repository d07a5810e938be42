//! The processes of an app: its own and its web view's, with the memory they take.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{Read as _, Seek as _, SeekFrom},
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, ensure};

/// How many ticks a second has in `/proc/<pid>/stat`, on every Linux that Rust runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// A process of the app.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    id: u32,
    parent: u32,
    started_after_boot: f64,
}

impl Process {
    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// When it was started, to 0.01 s.
    ///
    /// # Errors
    /// If the kernel does not say how long it is up.
    pub fn started(&self) -> Result<SystemTime> {
        let uptime = fs::read_to_string("/proc/uptime")?;
        let uptime: f64 = uptime
            .split(' ')
            .next()
            .context("an empty uptime")?
            .parse()?;
        let age = Duration::from_secs_f64((uptime - self.started_after_boot).max(0.0));
        SystemTime::now()
            .checked_sub(age)
            .context("it is older than the clock")
    }

    /// The TCP ports it listens on.
    ///
    /// # Errors
    /// If it has ended.
    pub fn listening_ports(&self) -> Result<BTreeSet<u16>> {
        let mut sockets = BTreeSet::new();
        for file in fs::read_dir(format!("/proc/{}/fd", self.id))?.flatten() {
            if let Ok(target) = fs::read_link(file.path())
                && let Some(inode) = target.to_str().and_then(socket_inode)
            {
                sockets.insert(inode);
            }
        }
        let mut ports = BTreeSet::new();
        for table in ["tcp", "tcp6"] {
            let table = fs::read_to_string(format!("/proc/{}/net/{table}", self.id))?;
            let rows = table.lines().skip(1).filter_map(listener);
            ports.extend(
                rows.filter(|(_, inode)| sockets.contains(inode))
                    .map(|(port, _)| port),
            );
        }
        Ok(ports)
    }

    /// The memory it takes in KiB, with what it shares divided among those it shares it with.
    ///
    /// # Errors
    /// If it has ended.
    pub fn memory(&self) -> Result<u64> {
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.id))?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        Ok(line
            .context("no Pss")?
            .trim()
            .trim_end_matches("kB")
            .trim()
            .parse()?)
    }
}

impl Process {
    /// The name of its program, cut to 15 bytes as the kernel has it.
    ///
    /// # Errors
    /// If it has ended.
    pub fn name(&self) -> Result<String> {
        let name = fs::read_to_string(format!("/proc/{}/comm", self.id))?;
        Ok(name.trim_end().to_owned())
    }

    /// Which of `texts` stand in its memory, in bytes or in the two bytes a character that JavaScript uses.
    ///
    /// # Errors
    /// If its memory may not be read, or it has ended.
    pub fn remembers<'a>(&self, texts: &[&'a str]) -> Result<Vec<&'a str>> {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.id))?;
        let mut memory = File::open(format!("/proc/{}/mem", self.id))?;
        let mut pages = File::open(format!("/proc/{}/pagemap", self.id))?;
        let wanted: Vec<(&str, Needle)> = texts
            .iter()
            .flat_map(|text| [(*text, Needle::bytes(text)), (*text, Needle::wide(text))])
            .collect();
        let mut found = BTreeSet::new();
        let mut read = 0_u64;
        for (start, end) in maps.lines().filter_map(readable) {
            let mut at = start;
            while at < end {
                // Two pieces share some bytes, so that nothing is cut in two.
                let piece = (end - at).min(PIECE);
                // A web view sets many GiB aside and uses little of it.
                for (from, to) in used(&mut pages, at, piece)? {
                    let mut bytes = vec![0; usize::try_from(to - from)?];
                    memory.seek(SeekFrom::Start(from))?;
                    if memory.read_exact(&mut bytes).is_ok() {
                        read += to - from;
                        let here = wanted.iter().filter(|(_, needle)| needle.is_in(&bytes));
                        found.extend(here.map(|(text, _)| *text));
                    }
                }
                at += if piece == PIECE {
                    PIECE - SHARED
                } else {
                    piece
                };
            }
        }
        ensure!(read > 1 << 16, "only {read} bytes of its memory were read");
        Ok(found.into_iter().collect())
    }
}

/// How much of a process's memory is looked at in one go.
const PIECE: u64 = 1 << 22;

/// How much of it is looked at twice: more than any text that is looked for.
const SHARED: u64 = 1 << 14;

/// The size of a page of memory, on every Linux that the app runs on.
const PAGE: u64 = 4096;

/// Start and end of each run of pages, among `length` bytes from `at`, that is in memory or swapped out.
fn used(pages: &mut File, at: u64, length: u64) -> Result<Vec<(u64, u64)>> {
    let mut flags = vec![0; usize::try_from(length / PAGE * 8)?];
    pages.seek(SeekFrom::Start(at / PAGE * 8))?;
    pages.read_exact(&mut flags)?;
    // The two highest bits of a page's eight bytes, the last of which is the highest.
    let is_used = |page: &[u8]| page[7] & 0b1100_0000 != 0;
    let mut runs = Vec::new();
    let mut start = at;
    for run in flags
        .as_chunks::<8>()
        .0
        .chunk_by(|one, next| is_used(one) == is_used(next))
    {
        let end = start + u64::try_from(run.len())? * PAGE;
        if is_used(&run[0]) {
            runs.push((start, end));
        }
        start = end;
    }
    Ok(runs)
}

/// Start and end of what a line of `/proc/<pid>/maps` says can be read and is no file of a program.
fn readable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let is_own = words.next()?.starts_with("rw");
    let range = (
        u64::from_str_radix(start, 16).ok()?,
        u64::from_str_radix(end, 16).ok()?,
    );
    is_own.then_some(range)
}

/// Bytes to look for, with how far one may jump after each (Horspool): in a debug build too, hundreds of MiB take seconds.
struct Needle {
    bytes: Vec<u8>,
    jumps: [usize; 256],
}

impl Needle {
    fn bytes(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }

    fn wide(text: &str) -> Self {
        Self::new(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
    }

    fn new(bytes: Vec<u8>) -> Self {
        let mut jumps = [bytes.len(); 256];
        for (at, byte) in bytes.iter().enumerate().take(bytes.len().saturating_sub(1)) {
            jumps[usize::from(*byte)] = bytes.len() - 1 - at;
        }
        Self { bytes, jumps }
    }

    fn is_in(&self, memory: &[u8]) -> bool {
        let length = self.bytes.len();
        let mut end = length;
        while end <= memory.len() {
            if memory[end - length..end] == self.bytes[..] {
                return true;
            }
            end += self.jumps[usize::from(memory[end - 1])];
        }
        false
    }
}

/// The processes that `ancestor` started, directly or not, nearest first.
pub(super) fn below(ancestor: u32) -> Result<Vec<Process>> {
    let mut children: BTreeMap<u32, Vec<Process>> = BTreeMap::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(id) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        // One that has ended meanwhile is none of them.
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        if let Some(process) = parse(id, &stat) {
            children.entry(process.parent).or_default().push(process);
        }
    }
    let mut found = children.remove(&ancestor).unwrap_or_default();
    let mut next = 0;
    while let Some(process) = found.get(next) {
        found.extend(children.remove(&process.id).unwrap_or_default());
        next += 1;
    }
    Ok(found)
}

/// The inode in `socket:[12345]`.
fn socket_inode(target: &str) -> Option<u64> {
    target
        .strip_prefix("socket:[")?
        .strip_suffix(']')?
        .parse()
        .ok()
}

/// Port and inode of a row of `/proc/<pid>/net/tcp` that listens.
fn listener(row: &str) -> Option<(u16, u64)> {
    const LISTENS: &str = "0A";
    let fields: Vec<&str> = row.split_whitespace().collect();
    if *fields.get(3)? != LISTENS {
        return None;
    }
    let (_, port) = fields.get(1)?.rsplit_once(':')?;
    Some((
        u16::from_str_radix(port, 16).ok()?,
        fields.get(9)?.parse().ok()?,
    ))
}

/// Reads a line of `/proc/<pid>/stat`. The name, in brackets, may hold anything.
fn parse(id: u32, stat: &str) -> Option<Process> {
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let started: f64 = fields.get(19)?.parse().ok()?;
    Some(Process {
        id,
        parent: fields.get(1)?.parse().ok()?,
        started_after_boot: started / TICKS_PER_SECOND,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_blanks_is_skipped() {
        let stat = "42 (a) b (c)) S 7 42 42 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 12345 1 1";
        assert_eq!(
            parse(42, stat),
            Some(Process {
                id: 42,
                parent: 7,
                started_after_boot: 123.45
            })
        );
    }

    #[test]
    fn a_listener_is_found_by_its_port() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let this = Process {
            id: std::process::id(),
            parent: 0,
            started_after_boot: 0.0,
        };
        let port = socket.local_addr().unwrap().port();
        assert!(this.listening_ports().unwrap().contains(&port));
    }

    #[test]
    fn what_a_process_holds_is_found_in_its_memory() {
        let this = Process {
            id: std::process::id(),
            parent: 0,
            started_after_boot: 0.0,
        };
        let kept = format!("kept-{}-here", std::process::id());
        assert_eq!(this.remembers(&[&kept]).unwrap(), [&*kept]);
        for (needle, is_there) in [("na batman", true), ("na batmen", false), ("n", true)] {
            let needle = Needle::bytes(needle);
            assert_eq!(needle.is_in(b"na na na na batman"), is_there);
        }
        assert!(Needle::wide("ab").is_in(b"xa\0b\0"));
    }

    #[test]
    fn this_process_is_below_its_parent() {
        let parent = std::os::unix::process::parent_id();
        let found = below(parent).unwrap();
        assert!(
            found.iter().any(|process| process.id == std::process::id()),
            "{found:?}"
        );
    }
}
