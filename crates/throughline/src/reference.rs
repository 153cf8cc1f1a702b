//! The pages of `docs/reference` that the program writes about itself: the command line and the configuration.

use std::fmt::Write as _;

use clap::{Args, CommandFactory as _, ValueEnum};

use crate::cli::Cli;
use crate::configuration;
use crate::console;
use crate::failure::{DEFECT, Failure, Kind};

#[derive(Args)]
pub(crate) struct Arguments {
    page: Page,
}

#[derive(Clone, Copy, ValueEnum)]
enum Page {
    CommandLine,
    Configuration,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let page = match arguments.page {
        Page::CommandLine => command_line(),
        Page::Configuration => configuration::reference_page(),
    };
    console::data(|output| write!(output, "{page}"))
}

/// `docs/reference/command-line.md`.
pub(crate) fn command_line() -> String {
    let mut page = String::from(
        "# Command line\n\nMade from `crates/throughline/src/commands`; `cargo xtask gen-docs --check` compares the two.\n\n\
         Output that is data goes to standard output, everything said to a person to standard error. Progress is shown on a terminal only.\n\n\
         ## Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | done |\n",
    );
    for kind in Kind::ALL {
        let _ = writeln!(page, "| {} | {} |", kind.exit_code(), kind.meaning());
    }
    let _ = writeln!(page, "| {DEFECT} | a defect of the program: please report the place that the message names |");
    let mut root = Cli::command().term_width(100);
    root.build();
    section(&mut page, &root, "throughline");
    page
}

fn section(page: &mut String, command: &clap::Command, path: &str) {
    let mut command = command.clone().term_width(100).bin_name(path).display_name(path);
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(page, "\n## {path}\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        section(page, inner, &format!("{path} {}", inner.get_name()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_explains_itself_with_an_example() {
        let mut without = Vec::new();
        look(&Cli::command(), "throughline", &mut without);
        assert_eq!(without, [""; 0]);
    }

    /// Adds the commands below one, however deep, that lack a sentence or an example of their own.
    fn look(command: &clap::Command, path: &str, without: &mut Vec<String>) {
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            let path = format!("{path} {}", inner.get_name());
            let help = inner.get_after_help().map(ToString::to_string).unwrap_or_default();
            let is_shown = help.lines().any(|line| line.contains(&path) || line.contains(inner.get_name()) && line.contains("throughline"));
            if inner.get_about().is_none() || !is_shown {
                without.push(path.clone());
            }
            look(inner, &path, without);
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
