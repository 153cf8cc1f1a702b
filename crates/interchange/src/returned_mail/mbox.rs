//! A mailbox in one file: mails one after the other, each behind a line `From sender date` (RFC 4155, appendix A).
//!
//! Programs differ in what they do with a line of a mail that begins with `From `: they put `>` before it, before those that have some already too
//! ("mboxrd"), or nothing. So a line begins a mail only where it stands at the start or after an empty line and holds a day of the week and a month; of a
//! quoted line one `>` is taken away.

use std::borrow::Cow;

const SEPARATOR: &[u8] = b"From ";
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The mails of a file in their order; `None` where it is no mailbox, but one mail. A mailbox that is cut off ends with what there is of its last mail.
pub fn mails(bytes: &[u8]) -> Option<Vec<Cow<'_, [u8]>>> {
    let (mut starts, mut place, mut is_after_empty) = (Vec::new(), 0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = place + line.len();
        if is_after_empty && is_separator(line) {
            starts.push((place, end));
        }
        if starts.is_empty() {
            return None;
        }
        is_after_empty = line.trim_ascii().is_empty();
        place = end;
    }
    let ends = starts.iter().skip(1).map(|(next, _)| *next).chain([bytes.len()]);
    let mails: Vec<_> = starts.iter().zip(ends).map(|((_, start), end)| unquoted(&bytes[*start..end])).collect();
    (!mails.is_empty()).then_some(mails)
}

/// A line `From sender date` with a date as in `Mon Nov 23 15:00:00 2026`, whatever stands behind it.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(SEPARATOR) else { return false };
    let words = String::from_utf8_lossy(rest);
    let words: Vec<&str> = words.split_ascii_whitespace().collect();
    words.windows(2).skip(1).any(|pair| WEEKDAYS.contains(&pair[0].trim_end_matches(',')) && MONTHS.contains(&pair[1]))
}

/// True for `>From `, `>>From ` and so on.
fn is_quoted(line: &[u8]) -> bool {
    let bare = line.iter().position(|byte| *byte != b'>').map_or(line, |place| &line[place..]);
    bare.len() < line.len() && bare.starts_with(SEPARATOR)
}

/// A mail without the quoting of its mailbox.
fn unquoted(mail: &[u8]) -> Cow<'_, [u8]> {
    let lines = || mail.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(is_quoted) {
        return Cow::Borrowed(mail);
    }
    Cow::Owned(lines().flat_map(|line| if is_quoted(line) { &line[1..] } else { line }).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::REPORT;
    use super::super::{NotReturned, read};
    use super::*;

    const FIRST: &str = "From MAILER-DAEMON Mon Nov 23 15:00:00 2026\n";
    const SECOND: &str = "From ada@example.org Tue Nov 24 09:00:00 2026 +0000\n";

    fn check(file: &str, expected: Option<&[&str]>) {
        let found = mails(file.as_bytes());
        let found: Option<Vec<String>> = found.map(|all| all.iter().map(|mail| String::from_utf8_lossy(mail).into_owned()).collect());
        let expected: Option<Vec<String>> = expected.map(|all| all.iter().map(|mail| (*mail).to_owned()).collect());
        assert_eq!(found, expected, "{file:?}");
    }

    #[test]
    fn each_mail_stands_behind_its_line() {
        check(&format!("{FIRST}A: 1\n\nOne.\n\n{SECOND}B: 2\n\nTwo.\n"), Some(&["A: 1\n\nOne.\n\n", "B: 2\n\nTwo.\n"]));
        let of_windows = format!("{FIRST}A: 1\n\nOne.\n\n{SECOND}B: 2\n").replace('\n', "\r\n");
        check(&of_windows, Some(&["A: 1\r\n\r\nOne.\r\n\r\n", "B: 2\r\n"]));
        check(&format!("{FIRST}A: 1\n"), Some(&["A: 1\n"]));
    }

    #[test]
    fn a_quoted_line_of_a_mail_begins_none_and_loses_its_quote() {
        let mail = format!("A: 1\n\n>{SECOND}\n>>{SECOND}> From here\n>Fromage\n");
        let bare = format!("A: 1\n\n{SECOND}\n>{SECOND}> From here\n>Fromage\n");
        check(&format!("{FIRST}{mail}"), Some(&[bare.as_str()]));
    }

    #[test]
    fn a_line_that_only_looks_like_one_begins_no_mail() {
        for line in ["From here on all is well.\n", "From Mon Nov\n", "From: ada@example.org\n", "from ada Mon Nov 23 15:00:00 2026\n"] {
            check(&format!("{FIRST}A: 1\n\n{line}"), Some(&[format!("A: 1\n\n{line}").as_str()]));
            check(&format!("{line}A: 1\n"), None);
        }
        let one = format!("A: 1\n\nOne.\n{SECOND}Two.\n");
        check(&format!("{FIRST}{one}"), Some(&[one.as_str()]));
    }

    #[test]
    fn what_is_broken_ends_with_what_there_is() {
        check("", None);
        check("\n", None);
        check("A: 1\n\nOne mail.\n", None);
        check(FIRST.trim_end(), Some(&[""]));
        check(&format!("{FIRST}\n{SECOND}A: 1\n\ncut o"), Some(&["\n", "A: 1\n\ncut o"]));
        let bytes = [FIRST.as_bytes(), b"A: \xff\n\n", SECOND.as_bytes(), b"\0\xfe"].concat();
        assert_eq!(mails(&bytes).map(|all| all.len()), Some(2));
    }

    #[test]
    fn a_report_in_a_mailbox_is_read_as_one_in_a_file_of_its_own() {
        let mailbox = format!("{FIRST}From: Ada\n\nI am on vacation.\n\n{SECOND}{REPORT}");
        let read: Vec<_> = mails(mailbox.as_bytes()).expect("a mailbox").iter().map(|mail| read(mail)).collect();
        assert_eq!(read, [Err(NotReturned::NoReport), super::super::read(REPORT.as_bytes())]);
    }
}
