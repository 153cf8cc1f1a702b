//! `cargo xtask golden`: takes what the tests produce now as what they are to expect.

use crate::console;
use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// `cargo xtask golden [filter ...]`. With cargo-insta also the snapshots inside of source files are rewritten.
///
/// Tests that compare with a file which is no snapshot (the pages of `docs/reference`) write it anew where `THROUGHLINE_GOLDEN` is set.
pub(crate) fn run(house: &House, filters: &[String]) -> Result<(), Failure> {
    crate::needs::ensure()?;
    let nextest = house.has_nextest();
    let insta = process::succeeds_quietly(&mut house.cargo(["insta", "--version"]));
    let mut command = match (insta, nextest) {
        (true, true) => house.cargo(["insta", "test", "--accept", "--test-runner", "nextest"]),
        (true, false) => house.cargo(["insta", "test", "--accept"]),
        (false, true) => house.cargo(["nextest", "run", "--no-fail-fast"]),
        (false, false) => house.cargo(["test", "--no-fail-fast"]),
    };
    if insta && !filters.is_empty() {
        command.arg("--");
    }
    command.args(filters).env("THROUGHLINE_GOLDEN", "1");
    if !insta {
        command.env("INSTA_UPDATE", "always");
        console::say(
            "cargo-insta is not installed: snapshot files are rewritten, those inside of source files are only left as *.pending-snap",
        );
    }
    console::say(&format!("$ {}", process::line_of(&command)));
    let passed = process::succeeds(&mut command)?;
    console::say(
        "Read `git diff` before you commit: a number that changed in a score, a band or an amount needs its source in the commit message.",
    );
    if passed { Ok(()) } else { Err(Failure::Found("some tests fail for another reason than a snapshot".to_owned())) }
}
