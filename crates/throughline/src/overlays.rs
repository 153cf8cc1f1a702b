//! Text overlays: the words of instruments that the practice holds a licence for, from the folder that the configuration names.

use std::fs;
use std::path::{Path, PathBuf};

use instruments::{Library, Overlay};
use vocabulary::Day;
use wording::Key;

use crate::console;

/// A file that was refused: its name and the reason.
pub(crate) type Refused = (String, String);

/// The overlays of a folder that fit their definitions on a day, and those that are refused: file name and reason.
pub(crate) fn read(folder: &Path, today: Day) -> std::io::Result<(Vec<Overlay>, Vec<Refused>)> {
    let library = Library::shipped().expect("the library that ships reads: its tests read every file");
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        match one(&library, file, today) {
            Ok(overlay) => taken.push(overlay),
            Err(reason) => refused.push((file.file_name().unwrap_or_default().to_string_lossy().into_owned(), reason)),
        }
    }
    Ok((taken, refused))
}

/// One overlay file, or why it is refused.
pub(crate) fn one(library: &Library, file: &Path, today: Day) -> Result<Overlay, String> {
    let content = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let instrument = Overlay::instrument_of(&content).map_err(|error| error.to_string())?;
    let unknown = || console::text().say_with(Key::CommandUnknownInstrument, &[("id", instrument.as_str().into())]);
    let definition = library.get(&instrument).ok_or_else(unknown)?;
    Overlay::from_toml(&content, definition, today).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_that_does_not_fit_is_refused_with_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), "instrument = \"no-such\"\n").unwrap();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        let (taken, refused) = read(folder.path(), "2026-11-23".parse().unwrap()).unwrap();
        assert_eq!((taken.len(), refused.len()), (0, 1));
        assert_eq!(refused[0].0, "a.toml");
    }
}
