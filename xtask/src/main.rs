//! The chores of the house: one command for each thing that a developer or the continuous integration does, and nothing of them in scripts.
//!
//! `cargo xtask ci` is all of them in a row. Each chore is a module here; what the checks of [`tidy`] look for is told beside each check.

mod ci;
mod console;
mod failure;
mod gen_docs;
mod golden;
mod house;
mod needs;
mod process;
mod soak;
mod tally;
mod target_folder;
mod testing;
mod tidy;
mod tree;

use std::process::ExitCode;

use failure::Failure;
use house::House;

const USAGE: &str = "\
usage: cargo xtask <chore>

  ci                              everything that must hold before a change lands: fmt, clippy, tidy, gen-docs --check, test, a sample of soak
  test [filter ...]               every test, after installing what the tests need and this machine lacks
  needs                           only that installation
  soak [name] [--seed N] [--minutes M] [--release] [--list]
                                  the long forms of the tests: many kills, large inputs, minutes of fuzzing
  tidy                            the rules of the house that no compiler checks
  gen-docs [--check]              writes docs/reference from the program, or says which page is out of date
  golden [filter ...]             accepts what the tests now produce as the expected files; read the difference before you commit it

exit codes: 0 all is well; 1 something was found; 2 something is missing on this machine, or the command was not understood";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console::complain(&format!("\n{failure}"));
            failure.exit_code()
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let Some((chore, rest)) = arguments.split_first() else {
        return Err(Failure::Usage(USAGE.to_owned()));
    };
    if chore == "help" || chore == "--help" || chore == "-h" || rest.iter().any(|argument| argument == "--help") {
        console::say(USAGE);
        return Ok(());
    }
    let house = House::find()?;
    match chore.as_str() {
        "ci" => ci::run(&house),
        "test" => testing::run(&house, rest),
        "needs" => needs::run(),
        "soak" => soak::run(&house, rest),
        "tidy" => tidy::run(&house),
        "gen-docs" => gen_docs::run(&house, rest),
        "golden" => golden::run(&house, rest),
        unknown => Err(Failure::Usage(format!("no chore is called `{unknown}`\n\n{USAGE}"))),
    }
}
