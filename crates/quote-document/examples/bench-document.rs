//! Makes a large document again and again, as the app does, with the typesetter as a process beside
//! it: how long it takes, and what memory is kept. With a folder as its argument, it writes samples
//! there for people to look at.

#![expect(clippy::print_stdout, reason = "its figures are for people")]

use std::{
    env,
    error::Error,
    fs,
    io::{self, Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use quote_document::{Language, Manuscript, QuoteDocument, answer, read_answer, samples, workbook};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How often the large document is made after the first.
const TIMES: usize = 5;
const MOST_TIME: Duration = Duration::from_secs(3);
/// In bytes, against the memory before the first document.
const MOST_KEPT: usize = 25_000_000;
const LEAST_PAGES: usize = 40;
/// What makes this program the typesetter.
const TYPESET: &str = "--typeset";

fn main() -> Result<()> {
    match env::args().nth(1) {
        Some(argument) if argument == TYPESET => typeset(),
        Some(folder) => write_samples(Path::new(&folder)),
        None => measure(),
    }
}

fn measure() -> Result<()> {
    let document = large();
    let before = resident()?;
    let begun = Instant::now();
    pdf(&document)?;
    println!(
        "the first            {:>7.2} s",
        begun.elapsed().as_secs_f64()
    );
    let mut slowest = Duration::ZERO;
    let mut pages = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let file = pdf(&document)?;
        slowest = slowest.max(begun.elapsed());
        pages = count_pages(&file);
    }
    let kept = resident()?.saturating_sub(before);
    println!(
        "the slowest of {TIMES} more {:>7.2} s, at most {} s",
        slowest.as_secs_f64(),
        MOST_TIME.as_secs()
    );
    println!("pages                {pages:>7}");
    println!(
        "memory kept          {:>7.1} MB, at most {} MB",
        kept as f64 / 1e6,
        MOST_KEPT / 1_000_000
    );
    if pages < LEAST_PAGES {
        return Err(format!("{pages} pages are too few to measure with").into());
    }
    if slowest > MOST_TIME || kept > MOST_KEPT {
        return Err("over a limit".into());
    }
    Ok(())
}

/// The document as a PDF, set by this program once more.
fn pdf(document: &QuoteDocument) -> Result<Vec<u8>> {
    let manuscript = Manuscript::of(document).to_bytes();
    let mut child = Command::new(env::current_exe()?)
        .arg(TYPESET)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take();
    input.ok_or("no input")?.write_all(&manuscript)?;
    Ok(read_answer(child.wait_with_output()?.stdout)?)
}

fn typeset() -> Result<()> {
    let mut manuscript = Vec::new();
    io::stdin().read_to_end(&mut manuscript)?;
    Ok(io::stdout().write_all(&answer(&manuscript))?)
}

/// 12 options over a design of 100 connections, under long terms.
fn large() -> QuoteDocument {
    const SENTENCE: &str = "The operator answers for the bandwidth that it guarantees at the \
        customer edge, and for nothing beyond the provider edge. ";
    let options = samples::options(12, 1, 100);
    let mut document = samples::document(options, Language::English);
    document.terms = vec![SENTENCE.repeat(5); 330].join("\n");
    document
}

fn write_samples(folder: &Path) -> Result<()> {
    for (name, options, designs, connections, language) in [
        ("one", 1, 1, 1, Language::English),
        ("three", 3, 1, 5, Language::German),
        ("twelve", 12, 6, 100, Language::English),
    ] {
        let options = samples::options(options, designs, connections);
        let document = samples::document(options, language);
        fs::write(folder.join(format!("{name}.pdf")), pdf(&document)?)?;
        fs::write(folder.join(format!("{name}.xlsx")), workbook(&document)?)?;
    }
    Ok(())
}

/// Pages are objects of their own, and the exporter compresses none of these.
fn count_pages(file: &[u8]) -> usize {
    const PAGE: &[u8] = b"/Type/Page";
    let after = file
        .windows(PAGE.len() + 1)
        .filter(|window| window.starts_with(PAGE));
    after.filter(|window| window.last() != Some(&b's')).count()
}

/// The memory that this program has and no file has too, in bytes.
fn resident() -> Result<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
    Ok(kilobytes.ok_or("no RssAnon")?.parse::<usize>()? * 1024)
}
