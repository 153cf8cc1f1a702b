//! Bodies for fuzzing: any bytes into any reader. They panic only when a promise of this crate is broken. Stable Rust runs them with a seeded
//! mutator (the tests of this module); a cargo-fuzz target calls the same functions.

#[cfg(test)]
mod mutator;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use instruments::{Library, PersonFacts};
use integrity::assessment::Side;
use revenue_cycle::{Books, ReasonTable};
use vocabulary::{Day, Money, ZoneName};

use crate::fhir::Questionnaires;
use crate::table::Mapping;
use crate::table::beside::{BesideMapping, KINDS, columns_of, read_beside};
use crate::x12_map::Mapped;
use crate::{Content, Context, FileProblem, Limits, Reading, fhir, returned_mail, score_lines, table, x12_map};

/// Reads the bytes as FHIR.
pub fn fhir(bytes: &[u8]) {
    let mut known = Questionnaires::default();
    drain(fhir::read(bytes, &mut known, context()), bytes.len());
}

/// Reads the bytes as a table; the first byte chooses the mapping.
pub fn table(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mappings = mappings();
    let mapping = &mappings[usize::from(*first) % mappings.len()];
    // UTF-16 is read as UTF-8, which may be longer by half.
    drain(table::read(rest, mapping, context()), 3 + rest.len() * 3 / 2);
}

/// Reads the bytes as lines to score.
pub fn score_line(bytes: &[u8]) {
    for line in score_lines::read(bytes, context()) {
        let Ok(line) = line else { return };
        let json: serde_json::Value = serde_json::from_str(&line.to_json()).expect("a scored line is JSON");
        assert_eq!(json["total"].is_null(), line.total().is_none(), "the total of the line is the total of the score");
        let is_scored = line.score.is_some();
        assert!(is_scored || !line.problems.is_empty(), "a line without a score says why");
    }
}

/// Reads the bytes as a mapping file.
pub fn mapping(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(mapping) = Mapping::from_toml(text) {
        drain(table::read(b"a,b,c\n1,2,3\n".as_slice(), &mapping, context()), 12);
    }
}

/// Reads the bytes as a table beside claims; the first byte chooses between no mapping and one for each kind, with other dates and another delimiter.
pub fn beside(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mappings = beside_mappings();
    let mapping = &mappings[usize::from(*first) % mappings.len()];
    let mut side = Side::default();
    let Ok(Some(read)) = read_beside(rest, mapping, &mut side) else { return };
    for refused in &read.refused {
        assert!(refused.position.byte <= rest.len() as u64, "a refused row stands inside its file");
        let known = |column: &str| columns_of(read.kind).iter().any(|(name, _)| *name == column);
        assert!(refused.column.is_empty() || known(&refused.column), "a refused row names a column of its kind");
        assert!(!refused.expected.code().is_empty(), "a refused row says what was expected");
    }
    let mut again = Side::default();
    let second = read_beside(rest, mapping, &mut again);
    assert!(second.is_ok_and(|second| second.as_ref() == Some(&read)) && again == side, "the same bytes give the same rows");
    // Reading a file twice into one side adds nothing.
    let _ = read_beside(rest, mapping, &mut again);
    assert!(again == side, "the same file twice changes nothing");
}

/// Reads the bytes as a report of a mail server about a message that came back.
pub fn returned_mail(bytes: &[u8]) {
    if let Some(mails) = returned_mail::mbox::mails(bytes) {
        let length: usize = mails.iter().map(|mail| mail.len()).sum();
        assert!(!mails.is_empty() && length < bytes.len(), "a mailbox has mails, and lines between them");
    }
    match returned_mail::read(bytes) {
        Ok(all) => {
            assert!(!all.is_empty(), "a report that is understood tells of something");
            assert!(all.iter().all(|each| !each.addresses.is_empty()), "whatever came back came from an address");
            assert!(all.iter().all(|each| each.message == all[0].message), "a report is about one message");
            assert!(returned_mail::read(bytes).is_ok_and(|again| again == all), "the same bytes give the same reading");
        }
        Err(problem) => assert!(!problem.code().is_empty() && !problem.to_string().is_empty(), "what is not understood says why"),
    }
}

/// Reads the bytes as X12 claims and payments, and settles what they hold.
pub fn x12_map(bytes: &[u8]) {
    let mut books = Books::default();
    for mapped in x12_map::read(bytes) {
        let place = match mapped.expect("bytes in memory can be read") {
            Mapped::Claim(place, claim) => {
                assert!(claim.lines.iter().all(|line| line.days.is_none_or(|days| days.last().is_some())), "the days of a service end");
                books.add_claim(*claim);
                place
            }
            Mapped::Remittance(place, payment) => {
                books.add_remittance(*payment);
                place
            }
            Mapped::Acknowledgment(place, answer) => {
                books.add_acknowledgment(answer);
                place
            }
            Mapped::FileAcknowledgment(place, answer, _) => {
                books.add_file_acknowledgment(answer);
                place
            }
            Mapped::Coverage(place, answer) => {
                assert!(!answer.quoted.code().is_empty(), "an answer about coverage says yes or no");
                place
            }
            Mapped::Review(place, answer) => {
                assert!(!answer.verdict.code().is_empty(), "an answer to a request says what was decided");
                place
            }
            Mapped::Problem(problem) => {
                assert!(!problem.kind.to_string().is_empty(), "a problem says what it is");
                problem.place
            }
        };
        assert!(place.byte <= bytes.len() as u64, "everything stands inside its file");
    }
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    let posted: Money = settlement.posted.iter().map(|payment| payment.posted_amount()).sum();
    assert_eq!(settlement.matched_paid_amount() + settlement.queued_paid_amount(), posted, "matching makes no money");
    for settled in settlement.claims.values() {
        let account = &settled.account;
        let sum = account.undecided_amount + account.explained_amount() + account.out_of_balance_amount;
        assert_eq!(sum, account.charge_amount, "every cent is accounted for");
    }
    assert!(x12_map::reconciliation_json(&books, table).is_object());
}

/// Takes everything a reader hands out and checks what every reading promises.
fn drain(readings: impl Iterator<Item = Result<Reading, FileProblem>>, length: usize) {
    for reading in readings {
        match reading {
            Ok(Reading::Record(record)) => {
                assert!(record.position.byte <= length as u64, "a record stands inside its file");
                assert_eq!(record.content_hash().len(), 64, "a content hash is SHA-256 in hex");
                if let Content::Administration(administration) = &record.content {
                    assert!(administration.day <= context().today, "no administration in the future");
                    let offered = |(item, answer)| {
                        let place = administration.definition.item(item).expect("an answer belongs to an item");
                        let set = administration.definition.answers_of(place);
                        match answer {
                            instruments::Answer::Value(value) => set.offers(value),
                            instruments::Answer::Refused => set.refused,
                            instruments::Answer::NotApplicable => set.not_applicable,
                        }
                    };
                    assert!(administration.responses.iter().all(offered), "only answers that the form offers are taken");
                    let _ = administration.score(PersonFacts::default());
                }
            }
            Ok(Reading::Rejected(rejection)) => {
                assert!(rejection.position.byte <= length as u64, "a rejection stands inside its file");
                assert!(!rejection.to_string().is_empty() && !rejection.code.id().is_empty(), "a rejection has a reason");
                let _ = rejection.code.arguments();
            }
            Ok(Reading::Note(note)) => drop(note.code.arguments()),
            Err(problem) => {
                let _ = (problem.to_string(), problem.arguments());
                return;
            }
        }
    }
}

/// The shipped library, small limits so that they are met, and a fixed day.
fn context() -> &'static Context {
    static CONTEXT: OnceLock<Context> = OnceLock::new();
    CONTEXT.get_or_init(|| {
        let library = Library::shipped().expect("the tests of the library read every file");
        let today = Day::new(2026, 11, 23).expect("a day of the calendar");
        let limits = Limits { row_bytes: 16 << 10, field_bytes: 1 << 10, document_bytes: 1 << 20, depth: 32 };
        Context { limits, ..Context::new(library, today, ZoneName::utc()) }
    })
}

fn mappings() -> &'static [Mapping] {
    static MAPPINGS: OnceLock<Vec<Mapping>> = OnceLock::new();
    MAPPINGS.get_or_init(|| {
        let read = |text: &str| Mapping::from_toml(text).expect("the mappings of this file are right");
        vec![
            read("[file]\nmissing = [\"\", \"-9\"]\n[[records]]\nkind = \"administration\"\ninstrument = \"phq-9\"\npatient = \"id\"\nday = \"day\"\nitems = \"q{item}\"\ntotal = \"t\"\n"),
            read("[[records]]\nkind = \"administration\"\ninstrument = { column = \"tool\" }\npatient = \"id\"\nday = \"day\"\nlong = { item = \"item\", answer = \"answer\" }\n"),
            read("[file]\nencoding = \"utf-16\"\ndates = \"month/day/year\"\n[codes.sex]\nF = \"female\"\n[[records]]\nkind = \"patient\"\nrecord_number = \"id\"\nfamily_name = \"name\"\nbirth_day = \"day\"\nsex = \"sex\"\n"),
            read("[file]\nencoding = \"windows-1252\"\ndecimal = \",\"\ndelimiter = \";\"\n[[records]]\nkind = \"episode\"\npatient = \"id\"\nadmitted = { base = \"2020-01-06\", column = \"day\", step_days = 7 }\n"),
        ]
    })
}

/// By its columns first, then each kind by a mapping with days of the other order and semicolons.
fn beside_mappings() -> &'static [BesideMapping] {
    static MAPPINGS: OnceLock<Vec<BesideMapping>> = OnceLock::new();
    MAPPINGS.get_or_init(|| {
        let of = |kind: integrity::assessment::FileKind| {
            let text = format!("kind = \"{kind}\"\ndates = \"month/day/year\"\ndelimiter = \";\"\n");
            BesideMapping::from_toml(&text).expect("the mappings of this file are right")
        };
        std::iter::once(BesideMapping::default()).chain(KINDS.into_iter().map(of)).collect()
    })
}
