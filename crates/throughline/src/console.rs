//! The two streams of a command: data to standard output, everything said to a person to standard error.

use std::io::{self, IsTerminal as _, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use vocabulary::Language;
use wording::Text;

use crate::failure::{Failure, Kind};

/// The sentences of the command line.
pub(crate) fn text() -> Text {
    Text::for_language(&Language::english())
}

/// Says something to a person. A closed standard error is no reason to stop.
pub(crate) fn note(message: &str) {
    let _nobody_listens = writeln!(io::stderr().lock(), "{message}");
}

/// Writes data to standard output through a buffer. Whoever reads may stop reading: that ends the command quietly.
pub(crate) fn data(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    match write(&mut output).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Kind::Refused, text().say_with(wording::Key::CommandOutputFailed, &[("reason", error.to_string().into())])))
        }
        _ => Ok(()),
    }
}

/// Writes one value as JSON over several lines.
pub(crate) fn json(value: &serde_json::Value) -> Result<(), Failure> {
    data(|output| writeln!(output, "{value:#}"))
}

/// A bar on standard error for a known number of steps; silent when nobody watches.
pub(crate) fn progress(steps: u64) -> ProgressBar {
    let target = if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style =
        ProgressStyle::with_template("{msg:24} {bar:40} {percent:>3} %  {eta}").expect("the template is a constant that a test draws");
    ProgressBar::with_draw_target(Some(steps), target).with_style(style.progress_chars("━━╌"))
}

/// Rows of text in columns, two spaces apart; the columns in `right` are aligned to the right.
pub(crate) fn columns(rows: &[Vec<String>], right: &[usize]) -> String {
    let width_of = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(width_of).collect();
    let mut written = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let padding = " ".repeat(widths[column] - cell.chars().count());
            let (before, after) = if right.contains(&column) { (padding.as_str(), "") } else { ("", padding.as_str()) };
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
            line.push_str("  ");
        }
        written.push_str(line.trim_end());
        written.push('\n');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_lines_do_not_end_in_spaces() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        assert_eq!(columns(&[row(["a", "1", "x"]), row(["Ämter", "22", ""])], &[1]), "a       1  x\nÄmter  22\n");
        assert_eq!(columns(&[], &[]), "");
    }

    #[test]
    fn the_bar_can_be_drawn() {
        let bar = progress(2);
        bar.set_message("reading");
        bar.inc(2);
        bar.finish();
        assert_eq!(bar.position(), 2);
    }
}
