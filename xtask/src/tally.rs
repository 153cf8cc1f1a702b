//! The closing lines of the test runners, counted.

use std::fmt;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed, also by time-out or by not starting.
    pub(crate) failed: u64,
    /// Tests that were not run: long forms, and those outside of the filter.
    pub(crate) skipped: u64,
}

/// True for a line with which nextest or libtest closes a run.
pub(crate) fn is_closing_line(line: &str) -> bool {
    Tally::read(line).is_some()
}

impl Tally {
    /// Reads `Summary [ 0.1s] 3 tests run: 2 passed, 1 failed, 4 skipped` and `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
    ///
    /// An indented `test result:` is what nextest shows of the output of one test, which its own line counts already.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let nextest = line.trim_start().starts_with("Summary [");
        let counts = if nextest { line.split_once("run:")?.1 } else { line.strip_prefix("test result:")? };
        let mut tally = Self::default();
        for part in counts.split([',', ';']) {
            let mut words = part.split_whitespace().skip_while(|word| word.parse::<u64>().is_err());
            let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
            match words.next() {
                Some("passed") => tally.passed += count,
                Some("failed" | "timed" | "exec") => tally.failed += count,
                Some("skipped" | "ignored") => tally.skipped += count,
                _ => {}
            }
        }
        Some(tally)
    }

    /// The sum over all closing lines.
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a String>) -> Self {
        lines.into_iter().filter_map(|line| Self::read(line)).fold(Self::default(), |sum, tally| Self {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
            skipped: sum.skipped + tally.skipped,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_counted() {
        let check = |line: &str, expected: Option<(u64, u64, u64)>| {
            let tally = expected.map(|(passed, failed, skipped)| Tally { passed, failed, skipped });
            assert_eq!(Tally::read(line), tally, "{line}");
        };
        check("     Summary [   0.004s] 1 test run: 1 passed, 0 skipped", Some((1, 0, 0)));
        check("     Summary [  61.2s] 9 tests run: 5 passed (1 slow), 2 failed, 1 timed out, 1 exec failed, 12 skipped", Some((5, 4, 12)));
        check("     Summary [  61.2s] 5/9 tests run: 4 passed, 1 failed, 0 skipped", Some((4, 1, 0)));
        check("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s", Some((3, 0, 1)));
        check("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", Some((2, 1, 0)));
        check("    test result: FAILED. 0 passed; 1 failed; 0 ignored", None);
        check("running 3 tests", None);
        check("the Summary of a page", None);
    }

    #[test]
    fn tallies_add_up_to_the_plain_closing_line() {
        let lines =
            ["Summary [ 1s] 3 tests run: 3 passed, 2 skipped".to_owned(), "test result: ok. 4 passed; 0 failed; 0 ignored".to_owned()];
        assert_eq!(Tally::of(&lines).to_string(), "7 passed, 0 failed, 2 skipped");
    }
}
