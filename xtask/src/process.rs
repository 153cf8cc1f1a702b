//! Running other programs.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::failure::Failure;

/// How a watched program ended.
pub(crate) struct Watched {
    /// True if it exited with 0.
    pub(crate) success: bool,
    /// The lines that were to be kept, without colours, in the order in which they came.
    pub(crate) kept: Vec<String>,
}

/// Runs a program with our own standard streams; true if it exited with 0.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool, Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// Runs a program without showing anything of it; false also where it cannot be started.
pub(crate) fn succeeds_quietly(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Runs a program and takes its standard output; its standard error is shown.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(Failure::Found(format!("`{}` failed", line_of(command))));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::Found(format!("`{}` printed something that is not UTF-8", line_of(command))))
}

/// Runs a program, shows everything that it prints as it comes, and keeps the lines for which `keep` holds.
pub(crate) fn watch(command: &mut Command, keep: fn(&str) -> bool) -> Result<Watched, Failure> {
    if std::io::stderr().is_terminal() && std::env::var_os("CARGO_TERM_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| not_started(command, &error))?;
    let (out, error) = (child.stdout.take(), child.stderr.take());
    let kept = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| forward(out, &mut std::io::stdout(), keep, &kept));
        scope.spawn(|| forward(error, &mut std::io::stderr(), keep, &kept));
    });
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok(Watched { success: status.success(), kept: kept.into_inner().unwrap_or_else(PoisonError::into_inner) })
}

fn forward(from: Option<impl Read>, to: &mut impl Write, keep: fn(&str) -> bool, kept: &Mutex<Vec<String>>) {
    let Some(from) = from else { return };
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        _ = to.write_all(&line);
        _ = to.flush();
        let plain = without_colours(&String::from_utf8_lossy(&line));
        if keep(plain.trim_end()) {
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(plain.trim_end().to_owned());
        }
        line.clear();
    }
}

/// The text without terminal escape sequences (`ESC [ ... letter`).
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

/// The command as it would be typed.
pub(crate) fn line_of(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| quoted(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_=./:+@,%".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::Missing(format!("`{}` could not be started: {error}", line_of(command)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_kept_lines() {
        assert_eq!(without_colours("\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] 3 tests"), "     Summary [ 0.1s] 3 tests");
        assert_eq!(without_colours("plain"), "plain");
    }

    #[test]
    fn a_command_is_told_as_it_would_be_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["nextest", "run", "-E", "package(care) & test(x)"]);
        assert_eq!(line_of(&command), "cargo nextest run -E 'package(care) & test(x)'");
    }

    #[cfg(unix)]
    #[test]
    fn a_watched_program_hands_back_the_wanted_lines_and_how_it_ended() {
        let watched =
            watch(Command::new("sh").args(["-c", "echo KEEP one; echo other; echo KEEP two; exit 3"]), |line| line.starts_with("KEEP"));
        let watched = watched.unwrap();
        assert!(!watched.success);
        assert_eq!(watched.kept, ["KEEP one", "KEEP two"]);
    }
}
