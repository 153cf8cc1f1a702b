//! The configuration as a file to begin with, and as the reference page. Both are made from the table of keys.

use std::fmt::Write as _;

use super::keys::{KEYS, Key, SECTIONS, Shape};
use super::settings::expected;

/// A file that says every default, each key commented out, with what it does.
pub(crate) fn example() -> String {
    let mut file = String::from(
        "# Configuration of Throughline. Every key is shown with its default; take away the `#` to change it.\n\
         # Paths are relative to the folder of this file. Secrets do not belong here: name a file, or set the variable of the environment.\n",
    );
    for (section, about) in SECTIONS {
        let _ = write!(file, "\n# {about}\n[{section}]\n");
        for key in keys_of(section) {
            for line in wrapped(&key.doc.replace('*', ""), 110) {
                let _ = writeln!(file, "# {line}");
            }
            if key.stands_in_the_file() {
                let _ = writeln!(file, "#{} = {}", key.name, key.default);
            } else {
                let _ = writeln!(file, "# Only as {} in the environment.", key.variable());
            }
        }
    }
    file
}

/// `docs/reference/configuration.md`.
pub(crate) fn reference_page() -> String {
    let mut page = String::from(
        "# Configuration\n\nMade from `crates/throughline/src/configuration/keys.rs`; `cargo xtask gen-docs --check` compares the two.\n\n\
         Throughline reads one TOML file: the one that `--config` or `THROUGHLINE_CONFIG` names, or else `throughline.toml` in the current\n\
         folder when it is there. Each key can also be set by an environment variable, which goes before the file; an option of the command\n\
         line goes before both. Paths are relative to the folder of the file; those from the environment or an option, to the current folder.\n\n\
         A key or a variable that does not exist is refused with its line and the name that was probably meant. Secrets have no place in the\n\
         file: they come from the environment, or from the first line of a file that a key names.\n\n\
         `throughline config example` prints a file to begin with, `throughline config check` says what is wrong, `throughline config show`\n\
         says every value and where it came from.\n",
    );
    for (section, about) in SECTIONS {
        let _ = write!(page, "\n## {section}\n\n{about}\n");
        for key in keys_of(section) {
            let _ = write!(page, "\n### {}\n\n{}\n\n", key.path(), key.doc);
            if key.stands_in_the_file() {
                let _ = writeln!(page, "* value: {}", expected(key.shape));
                let _ = writeln!(page, "* default: `{}`", key.default);
            } else {
                let _ = writeln!(page, "* value: a secret; not in the file");
            }
            let _ = writeln!(
                page,
                "* environment: `{}`{}",
                key.variable(),
                if matches!(key.shape, Shape::Addresses) { ", with commas" } else { "" }
            );
        }
    }
    page
}

fn keys_of(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

/// Lines of at most so many letters.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::{Configuration, Settings};
    use super::*;

    fn problems_of(content: &str) -> usize {
        let mut problems = Vec::new();
        let mut settings = Settings::defaults();
        settings.read_file(std::path::Path::new("t.toml"), content, &mut problems);
        problems.len() + Configuration::from_settings(&settings).err().map_or(0, |problems| problems.len())
    }

    #[test]
    fn the_example_reads_as_it_is_and_with_every_key_taken_in() {
        assert_eq!(problems_of(&example()), 0);
        let keys = KEYS.iter().filter(|key| key.stands_in_the_file());
        let taken_in = keys.clone().fold(example(), |file, key| file.replace(&format!("\n#{} =", key.name), &format!("\n{} =", key.name)));
        assert_eq!(taken_in.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).count(), keys.count());
        assert_eq!(problems_of(&taken_in), 0);
    }
}
