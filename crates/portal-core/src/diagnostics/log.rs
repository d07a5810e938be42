//! The end of the log.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// The folder of the log in the data folder.
const FOLDER: &str = "logs";
/// Most bytes taken, from the end.
const MOST_BYTES: u64 = 128 * 1024;

/// The last lines of the newest log file; why there are none, where there are none.
pub(super) fn last(data_dir: &Path) -> String {
    match read(&data_dir.join(FOLDER)) {
        Ok(Some(lines)) => lines,
        Ok(None) => "There is no log.".to_owned(),
        Err(error) => format!("The log cannot be read: {}.", error.kind()),
    }
}

fn read(folder: &Path) -> io::Result<Option<String>> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    // Their names are dates.
    files.sort();
    let Some(newest) = files.pop() else {
        return Ok(None);
    };
    let mut file = File::open(newest)?;
    let length = file.metadata()?.len();
    let start = length.saturating_sub(MOST_BYTES);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let whole = match text.split_once('\n') {
        // The first line was cut.
        Some((_, rest)) if start > 0 => rest,
        Some(_) | None => &text,
    };
    Ok(Some(whole.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_from_the_end_of_the_newest_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(last(folder.path()).starts_with("The log cannot be read"));
        let logs = folder.path().join(FOLDER);
        fs::create_dir(&logs).unwrap();
        assert_eq!(last(folder.path()), "There is no log.");
        fs::write(logs.join("portal.2026-11-20.log"), "old\n").unwrap();
        fs::write(logs.join("portal.2026-11-21.log"), "one\ntwo\n").unwrap();
        assert_eq!(last(folder.path()), "one\ntwo");
        let many = "0123456789\n".repeat(20_000);
        fs::write(logs.join("portal.2026-11-21.log"), &many).unwrap();
        let end = last(folder.path());
        assert!(end.len() <= 128 * 1024 && end.lines().all(|line| line == "0123456789"));
    }
}
