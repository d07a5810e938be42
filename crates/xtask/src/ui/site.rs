//! The files that the window loads, gathered from where each is kept.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

/// Style sheets that come before all others, in this order; the rest follow by name.
const FIRST_STYLES: [&str; 2] = ["tokens.css", "base.css"];

/// Folders of `assets/` that the window loads from, under the same names.
const ASSET_FOLDERS: [&str; 3] = ["basemap", "places", "fonts"];

/// Files by their path in the window's origin.
#[derive(Debug, Default)]
pub(super) struct Site {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// Gathers the site around the program in the folder `program`.
///
/// # Errors
/// If a file that has to be there cannot be read.
pub(super) fn collect(workspace: &Workspace, program: &Path) -> Result<Site> {
    let mut site = Site::default();
    for file in ["index.html", "start.js"] {
        site.add_file(file, &workspace.path("ui").join(file))?;
    }
    site.files.insert("app.css".into(), styles(workspace)?);
    for file in ["portal_ui.js", "portal_ui_bg.wasm"] {
        site.add_file(file, &program.join(file))?;
    }
    let texts = texts(workspace)?;
    site.files
        .insert("languages.ftl".into(), languages(&texts)?.into_bytes());
    for (language, texts) in texts {
        let file = Path::new("texts").join(format!("{language}.ftl"));
        site.files.insert(file, texts.into_bytes());
    }
    site.add_folder("snippets", &program.join("snippets"))?;
    site.add_folder("map", &workspace.path("ui/map"))?;
    site.add_file(
        "leaflet/leaflet.js",
        &workspace.path("ui/node_modules/leaflet/dist/leaflet.js"),
    )?;
    for folder in ASSET_FOLDERS {
        site.add_folder(folder, &workspace.path("assets").join(folder))?;
    }
    let regions = workspace.path("assets/cloud-regions.json");
    if regions.exists() {
        site.add_file("cloud-regions.json", &regions)?;
    }
    Ok(site)
}

impl Site {
    /// Makes `folder` hold exactly this site. A file that is right already keeps its time, so that nothing is built
    /// again for it.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        for (path, content) in &self.files {
            let file = folder.join(path);
            if fs::read(&file).is_ok_and(|present| present == *content) {
                continue;
            }
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&file, content)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        for file in files_below(folder)? {
            if !file
                .strip_prefix(folder)
                .is_ok_and(|path| self.files.contains_key(path))
            {
                fs::remove_file(&file)?;
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: impl Into<PathBuf>, source: &Path) -> Result<()> {
        let content =
            fs::read(source).with_context(|| format!("{} cannot be read", source.display()))?;
        self.files.insert(path.into(), content);
        Ok(())
    }

    /// Adds all files below `source`, except notes to people; nothing where there is no such folder.
    fn add_folder(&mut self, path: &str, source: &Path) -> Result<()> {
        for file in files_below(source)? {
            if file
                .extension()
                .is_some_and(|extension| extension == "md" || extension == "txt")
            {
                continue;
            }
            self.add_file(Path::new(path).join(file.strip_prefix(source)?), &file)?;
        }
        Ok(())
    }
}

/// One style sheet of all: Leaflet's, then ours, which may overrule it.
fn styles(workspace: &Workspace) -> Result<Vec<u8>> {
    let ours = workspace.path("ui/styles");
    let mut sheets = files_below(&ours)?;
    sheets.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    sheets.sort_by_key(|file| {
        let rank = FIRST_STYLES
            .iter()
            .position(|first| file.ends_with(first))
            .unwrap_or(FIRST_STYLES.len());
        (rank, file.clone())
    });
    sheets.insert(
        0,
        workspace.path("ui/node_modules/leaflet/dist/leaflet.css"),
    );
    let mut all = Vec::new();
    for sheet in sheets {
        all.extend(
            fs::read(&sheet).with_context(|| format!("{} cannot be read", sheet.display()))?,
        );
        all.push(b'\n');
    }
    Ok(all)
}

/// The texts of each language by its BCP 47 tag: one catalogue of all the files that are kept for it, a page each. A
/// language may as well be one file.
fn texts(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let locales = workspace.path("ui/locales");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for file in files_below(&locales)? {
        let path = file.strip_prefix(&locales)?.with_extension("");
        let language = path.iter().next().unwrap_or_default().to_string_lossy();
        let texts = all.entry(language.into_owned()).or_default();
        texts.push_str(
            &fs::read_to_string(&file)
                .with_context(|| format!("{} cannot be read", file.display()))?,
        );
        texts.push('\n');
    }
    Ok(all)
}

/// A catalogue of the languages there are: the name that each has for itself, by its tag.
fn languages(texts: &BTreeMap<String, String>) -> Result<String> {
    let mut all = String::new();
    for (language, texts) in texts {
        let name = texts
            .lines()
            .find_map(|line| line.strip_prefix("language-name = "))
            .with_context(|| format!("the texts of {language} have no language-name"))?;
        all.push_str(&format!("{language} = {name}\n"));
    }
    Ok(all)
}

/// All files in `folder` and the folders in it, in a fixed order; none where there is no such folder.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        Site {
            files: files
                .iter()
                .map(|(path, text)| ((*path).into(), (*text).into()))
                .collect(),
        }
    }

    #[test]
    fn writing_a_site_removes_what_is_not_part_of_it() {
        let folder = tempfile::tempdir().unwrap();
        site(&[("index.html", "old"), ("map/gone.js", "gone")])
            .write(folder.path())
            .unwrap();
        site(&[("index.html", "new")]).write(folder.path()).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("index.html")).unwrap(),
            "new"
        );
        assert!(!folder.path().join("map/gone.js").exists());
    }

    #[test]
    fn a_language_goes_by_the_name_it_has_for_itself() {
        let texts = |texts: &str| {
            let one = ("de".to_owned(), texts.to_owned());
            languages(&[one].into())
        };
        assert_eq!(
            texts("a = b\nlanguage-name = Deutsch\n").unwrap(),
            "de = Deutsch\n"
        );
        assert!(texts("a = b\n").is_err());
    }

    #[test]
    fn writing_a_site_again_leaves_its_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("index.html");
        site(&[("index.html", "same")])
            .write(folder.path())
            .unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        fs::File::options()
            .write(true)
            .open(&page)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        site(&[("index.html", "same")])
            .write(folder.path())
            .unwrap();
        assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), long_ago);
    }
}
