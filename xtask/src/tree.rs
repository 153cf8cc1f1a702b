//! The files of the repository, read once.

use crate::failure::Failure;
use crate::house::House;

/// Files larger than this are not read as text.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// A file that is, or is about to be, part of the repository.
pub(crate) struct SourceFile {
    /// From the root, with `/`.
    pub(crate) path: String,
    /// In bytes.
    pub(crate) size: u64,
    /// `None` for what is not UTF-8.
    pub(crate) text: Option<String>,
}

/// Everything that git keeps or would keep.
#[derive(Default)]
pub(crate) struct Tree {
    /// In the order of their paths.
    pub(crate) files: Vec<SourceFile>,
}

impl Tree {
    /// Reads the work tree: what git knows, and new files that it is not told to ignore.
    pub(crate) fn load(house: &House) -> Result<Self, Failure> {
        let list = house.git(&["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files = Vec::new();
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let place = house.root.join(path);
            let Ok(metadata) = std::fs::metadata(&place) else { continue };
            if !metadata.is_file() {
                continue;
            }
            let text = if metadata.len() <= LARGEST_TEXT { std::fs::read_to_string(&place).ok() } else { None };
            files.push(SourceFile { path: path.to_owned(), size: metadata.len(), text });
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    /// A tree of these paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file =
            |&(path, text): &(&str, &str)| SourceFile { path: path.to_owned(), size: text.len() as u64, text: Some(text.to_owned()) };
        Self { files: files.iter().map(file).collect() }
    }

    /// Path and text of every file with one of these endings.
    pub(crate) fn texts<'a>(&'a self, endings: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let wanted = |file: &&SourceFile| endings.iter().any(|ending| file.path.ends_with(ending));
        self.files.iter().filter(wanted).filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path)?.text.as_deref()
    }
}
