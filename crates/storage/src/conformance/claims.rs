//! Claims, remittances and answers: as they came, once, by a batch, and what they come to.

use std::sync::Arc;

use integrity::assessment::overpayment::{self, OverpaymentStep};
use integrity::assessment::word::{ExposureWord, Said};
use revenue_cycle::denial::step::{DenialStep, StepKind};
use revenue_cycle::{
    Acknowledgment, AcknowledgmentVerdict, AdjudicatedLine, Adjudication, AdjudicationStatus, Adjustment, Books, Claim, ClaimKind,
    ClaimLine, ClaimSource, FileAcknowledgment, Frequency, GroupCode, OtherCoverage, PaymentKey, ProviderAdjustment,
    ProviderAdjustmentKind, ReasonTable, Remittance, Sequence, Units,
};
use vocabulary::{Money, RecordId};

use super::fixtures::*;
use crate::denial_step::{self, DenialPlace};
use crate::import_batch::{self, BatchCounts, NewBatch};
use crate::overpayment_step::ReleasedVoid;
use crate::remittance::{self, Added, SaidMatch};
use crate::testing::TestTarget;
use crate::{Alone, StorageError, claim, claim_file, exposure_word, overpayment_step};

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// A claim with everything that a claim may have; the other has as little as possible.
fn full_claim(number: &str) -> Claim {
    Claim {
        number: number.to_owned(),
        kind: ClaimKind::Institutional,
        frequency: Frequency::Replacement,
        charge_amount: cents(21_500),
        payer_id: "P1".to_owned(),
        payer_name: "PLÄN".to_owned(),
        sequence: Sequence::Secondary,
        member_id: "M1".to_owned(),
        family_name: "Éxample".to_owned(),
        given_name: "Ada".to_owned(),
        birth_day: Some(day("1990-05-06")),
        record_number: Some("A-1".to_owned()),
        original_payer_control: Some("ICN0".to_owned()),
        authorizations: vec!["AUTH 1".to_owned(), "AUTH,2".to_owned()],
        diagnoses: vec!["F33.1".parse().expect("a code"), "F10.20".parse().expect("a code")],
        billing_provider_id: "1234567893".to_owned(),
        billing_tax_id: "990000001".to_owned(),
        statement: Some(period("2026-03-02", Some("2026-03-03"))),
        facility_code: "13".to_owned(),
        condition_codes: vec!["41".to_owned()],
        other_coverages: vec![OtherCoverage { sequence: Sequence::Primary, payer_id: "P0".to_owned(), paid_amount: Some(cents(-100)) }],
        lines: vec![line(1, Some("L1"), 15_000), line(2, None, 6_500)],
        source: ClaimSource {
            day: Some(day("2026-03-10")),
            interchange: "000000007".to_owned(),
            group: "7".to_owned(),
            transaction: "0001".to_owned(),
            ordinal: 3,
        },
    }
}

fn line(number: u32, control: Option<&str>, charge: i64) -> ClaimLine {
    ClaimLine {
        number,
        control: control.map(str::to_owned),
        procedure: "90834".to_owned(),
        modifiers: if control.is_some() { vec!["95".to_owned(), "HF".to_owned()] } else { Vec::new() },
        revenue_code: "0914".to_owned(),
        charge_amount: cents(charge),
        units: Units::from_thousandths(1_500),
        days: control.map(|_| period("2026-03-02", Some("2026-03-02"))),
        authorization: control.map(|_| "AUTH 1".to_owned()),
        rendering: None,
    }
}

fn small_claim(number: &str) -> Claim {
    Claim {
        frequency: Frequency::Original,
        birth_day: None,
        record_number: None,
        original_payer_control: None,
        authorizations: Vec::new(),
        diagnoses: Vec::new(),
        statement: None,
        condition_codes: Vec::new(),
        other_coverages: Vec::new(),
        source: ClaimSource::default(),
        ..full_claim(number)
    }
}

fn payment(trace: &str, interchange: &str, claim: &str, paid: i64) -> Remittance {
    let adjustment = |group, reason: &str, amount| Adjustment { group, reason: reason.to_owned(), amount: cents(amount) };
    let decision = Adjudication {
        claim_number: claim.to_owned(),
        status: AdjudicationStatus::Primary,
        charge_amount: cents(21_500),
        paid_amount: cents(paid),
        patient_responsibility_amount: cents(1_000),
        payer_control: format!("{claim}-ICN"),
        member_id: "M1".to_owned(),
        family_name: "ÉXAMPLE".to_owned(),
        given_name: "ADA".to_owned(),
        record_number: Some("A-1".to_owned()),
        statement: Some(period("2026-03-02", Some("2026-03-03"))),
        received_day: Some(day("2026-03-11")),
        adjustments: vec![adjustment(GroupCode::OtherAdjustment, "23", 6_500)],
        remarks: vec!["MA01".to_owned()],
        lines: vec![AdjudicatedLine {
            control: Some("L1".to_owned()),
            procedure: "90834".to_owned(),
            modifiers: vec!["95".to_owned()],
            submitted_procedure: Some("90837".to_owned()),
            revenue_code: String::new(),
            charge_amount: cents(15_000),
            paid_amount: cents(paid),
            paid_units: Units::ONE,
            submitted_units: Some(Units::whole(2)),
            days: Some(period("2026-03-02", Some("2026-03-02"))),
            adjustments: vec![
                adjustment(GroupCode::ContractualObligation, "45", 14_000 - paid),
                adjustment(GroupCode::PatientResponsibility, "3", 1_000),
            ],
            remarks: vec!["N130".to_owned(), "N20".to_owned()],
            allowed_amount: Some(cents(paid + 1_000)),
        }],
    };
    Remittance {
        key: PaymentKey {
            day: Some(day("2026-04-01")),
            payer_id: "P1".to_owned(),
            trace: trace.to_owned(),
            originator: "1512345678".to_owned(),
            interchange: interchange.to_owned(),
            group: "1".to_owned(),
            transaction: "0001".to_owned(),
        },
        payer_name: "PLÄN".to_owned(),
        payee_id: "1234567893".to_owned(),
        payee_tax_id: "990000001".to_owned(),
        amount: cents(paid - 700),
        method: "ACH".to_owned(),
        is_whole: true,
        adjudications: vec![decision],
        provider_adjustments: vec![
            ProviderAdjustment {
                kind: ProviderAdjustmentKind::OverpaymentRecovery,
                reason: "WO".to_owned(),
                reference: "X".to_owned(),
                amount: cents(750),
            },
            ProviderAdjustment {
                kind: ProviderAdjustmentKind::Other,
                reason: "CS".to_owned(),
                reference: String::new(),
                amount: cents(-50),
            },
        ],
    }
}

fn answer(claim: &str) -> Acknowledgment {
    Acknowledgment {
        claim_number: claim.to_owned(),
        verdict: AcknowledgmentVerdict::Rejected,
        codes: vec!["A7:562".to_owned(), "A3:21".to_owned()],
        payer_control: None,
        day: Some(day("2026-03-12")),
    }
}

fn file_answer() -> FileAcknowledgment {
    FileAcknowledgment { group: "7".to_owned(), transaction: None, verdict: AcknowledgmentVerdict::Accepted, codes: vec!["A".to_owned()] }
}

/// One file.
#[derive(Clone, Default)]
struct FileOfClaims {
    claims: Vec<Claim>,
    payments: Vec<Remittance>,
    answers: Vec<Acknowledgment>,
    file_answers: Vec<FileAcknowledgment>,
}

/// How many claims and answers were added, and what became of each payment.
type Taken = (usize, usize, Vec<Added>);

/// Takes a file in as a batch of its own; a batch of the same name was not there before.
async fn take_in(practice: &Practice, sha256: &str, file: FileOfClaims) -> Result<Taken, StorageError> {
    let batch = NewBatch {
        id: practice.id(),
        file_name: "march.837".to_owned(),
        sha256: sha256.to_owned(),
        kind: "x12".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    save!(practice, |unit| {
        import_batch::begin(unit, &batch).await?;
        for (ordinal, piece) in (0..).zip([b"ISA".to_vec(), vec![0, 255, b'~']]) {
            claim_file::add(unit, ordinal, piece).await?;
        }
        let claims = claim::add(unit, &file.claims).await?;
        let mut became = Vec::new();
        for payment in &file.payments {
            became.push(remittance::add(unit, payment).await?);
        }
        let answers = claim::add_answers(unit, &file.answers).await? + claim::add_file_answers(unit, &file.file_answers).await?;
        import_batch::finish(unit, BatchCounts::default()).await?;
        Ok((claims, answers, became))
    })
}

async fn books(practice: &Practice) -> Books {
    Arc::unwrap_or_clone(read!(practice, |unit| remittance::books(unit).await).expect("the books are read"))
}

/// Rows in every table of claims, for the archive.
pub(super) async fn fill(practice: &Practice) {
    let file = FileOfClaims {
        claims: vec![full_claim("C1"), small_claim("C2")],
        payments: vec![payment("T1", "1", "C1", 9_000), payment("T1", "2", "lost", 9_000)],
        answers: vec![answer("C2")],
        file_answers: vec![file_answer()],
    };
    take_in(practice, "claims", file).await.expect("taken in");
    let held = id_of(practice, "2").await;
    save!(practice, |unit| {
        remittance::release(unit, held).await?;
        denial_step::add(unit, DenialPlace { remittance: held, place: 0, line: Some(0) }, &step(StepKind::Records), None).await?;
        exposure_word::add(unit, &word(Said::Confirmed)).await?;
        overpayment_step::add(unit, &returned(), None).await?;
        claim::add_release(unit, "C2", &[held_by("C1", "ab12"), held_by("A4", "")], "1", "Ärztin signs today").await?;
        remittance::say_match(unit, held, 0, &SaidMatch::Claim("C2".to_owned())).await
    })
    .expect("said");
}

fn held_by(code: &str, evidence: &str) -> claim::ReleasedRule {
    claim::ReleasedRule { code: code.into(), evidence: evidence.into() }
}

fn step(kind: StepKind) -> DenialStep {
    let (claim_number, code, reason, approver) = ("C1".to_owned(), "CO-197".to_owned(), "zu spät".to_owned(), "Dana".to_owned());
    DenialStep { claim_number, kind, code, amount: cents(15_000), reason, approver }
}

fn returned() -> OverpaymentStep {
    let ExposureWord { finding, subject, .. } = word(Said::Confirmed);
    let (kind, amount) = (overpayment::StepKind::Returned, Some(cents(15_000)));
    OverpaymentStep { finding, subject, kind, day: day("2026-11-20"), amount, note: "Scheck größer als nötig".to_owned() }
}

fn word(said: Said) -> ExposureWord {
    let (finding, subject, reason) = ("F8".to_owned(), "C1 1 2026-03-02".to_owned(), "no note on paper either".to_owned());
    ExposureWord { finding, subject, said, amount: None, reason }
}

/// The id of the remittance of an interchange.
async fn id_of(practice: &Practice, interchange: &str) -> RecordId {
    let interchange = interchange.to_owned();
    let all = read!(practice, |unit| remittance::all(unit).await).expect("read");
    let found = all.into_iter().find(|(_, remittance)| remittance.key.interchange == interchange).expect("on record");
    found.0.parse().expect("an id")
}

pub(super) async fn claims_and_payments_read_back_as_they_came(target: TestTarget) {
    let practice = practice(target).await;
    let file = FileOfClaims {
        claims: vec![full_claim("C1"), small_claim("C2")],
        payments: vec![payment("T1", "1", "C1", 9_000)],
        answers: vec![answer("C2")],
        file_answers: vec![file_answer()],
    };
    assert_eq!(take_in(&practice, "f1", file.clone()).await, Ok((2, 2, vec![Added::Posted])));
    let mut expected = Books::default();
    for claim in &file.claims {
        expected.add_claim(claim.clone());
    }
    expected.add_remittance(file.payments[0].clone());
    expected.add_acknowledgment(answer("C2"));
    expected.add_file_acknowledgment(file_answer());
    assert_eq!(books(&practice).await, expected);
    let one = read!(practice, |unit| claim::of_number(unit, "C1").await).unwrap();
    assert_eq!(one, [full_claim("C1")]);
    let batches = read!(practice, |unit| claim::batches_of(unit, "C1").await).unwrap();
    assert_eq!(batches.len(), 1);
    // The file is put together as it came, whatever its bytes.
    assert_eq!(read!(practice, |unit| claim_file::content(unit, batches[0]).await).unwrap(), b"ISA\x00\xff~");
    let unknown = practice.id();
    assert_eq!(read!(practice, |unit| claim_file::content(unit, unknown).await).unwrap(), [0_u8; 0]);
}

pub(super) async fn claims_are_found_by_what_names_a_patient_and_by_their_days(target: TestTarget) {
    let practice = practice(target).await;
    let of_somebody = |number: &str, record: &str, member: &str| Claim {
        record_number: Some(record.to_owned()),
        member_id: member.to_owned(),
        ..small_claim(number)
    };
    let claims = vec![
        full_claim("C1"),
        of_somebody("A-1-7", "", "M7"),
        of_somebody("A-1é", "A-9", "M8"),
        of_somebody("A-", "A-8", "M9"),
        of_somebody("A-2-1", "A-2", "M2"),
    ];
    take_in(&practice, "f1", FileOfClaims { claims, ..FileOfClaims::default() }).await.unwrap();
    let check = async |records: &[&str], members: &[&str], expected: &[&str]| {
        let [records, members] = [records, members].map(|all| all.iter().map(|each| (*each).to_owned()).collect::<Vec<_>>());
        let found = read!(practice, |unit| claim::of_people(unit, &records, &members).await).unwrap();
        let numbers: Vec<_> = found.into_iter().map(|claim| claim.number).collect();
        assert_eq!(numbers, expected);
    };
    check(&["A-1"], &[], &["A-1-7", "A-1é", "C1"]).await;
    check(&["A-8"], &["M2"], &["A-", "A-2-1"]).await;
    check(&["A-1", "A-9"], &["M1", "M8"], &["A-1-7", "A-1é", "C1"]).await;
    check(&["", " "], &[""], &[]).await;
    let since = async |on: &str| {
        let on = day(on);
        read!(practice, |unit| claim::since(unit, on).await).unwrap()
    };
    // The days of the lines count as those of the claim, and the last day where there is one.
    assert_eq!(since("2026-03-02").await, ["A-", "A-1-7", "A-1é", "A-2-1", "C1"]);
    assert_eq!(since("2026-03-03").await, ["C1"]);
    assert_eq!(since("2026-03-04").await, [""; 0]);
}

pub(super) async fn what_was_done_and_said_about_money_stays_in_its_order(target: TestTarget) {
    let practice = practice(target).await;
    let file = FileOfClaims { payments: vec![payment("T1", "1", "C1", 0)], ..FileOfClaims::default() };
    take_in(&practice, "f1", file).await.unwrap();
    let id = id_of(&practice, "1").await;
    let places = [Some(0), None].map(|line| DenialPlace { remittance: id, place: 0, line });
    for (about, kind) in places.into_iter().zip([StepKind::WriteOff, StepKind::Reopened]) {
        save!(practice, |unit| denial_step::add(unit, about, &step(kind), None).await).unwrap();
    }
    let steps = read!(practice, |unit| denial_step::all(unit).await).unwrap();
    let kept: Vec<_> = steps.into_iter().map(|each| (each.about, each.step)).collect();
    assert_eq!(kept, [(places[0], step(StepKind::WriteOff)), (places[1], step(StepKind::Reopened))]);
    let nowhere = DenialPlace { remittance: id, place: 7, line: None };
    let refused = save!(practice, |unit| denial_step::add(unit, nowhere, &step(StepKind::Records), None).await);
    assert!(matches!(refused, Err(StorageError::NotFound { .. })), "{refused:?}");
    for said in [Said::Confirmed, Said::Dismissed] {
        save!(practice, |unit| exposure_word::add(unit, &word(said)).await).unwrap();
    }
    let release: vocabulary::ReleaseId = practice.id();
    let of = Some(("P1".to_owned(), "ICN 7".to_owned()));
    let left = [None, Some(ReleasedVoid { release, of: None }), Some(ReleasedVoid { release, of })];
    for left in left.clone() {
        save!(practice, |unit| overpayment_step::add(unit, &returned(), left.as_ref()).await).unwrap();
    }
    let steps = read!(practice, |unit| overpayment_step::all(unit).await).unwrap();
    let steps: Vec<_> = steps.into_iter().map(|stored| (stored.step, stored.left)).collect();
    assert_eq!(steps, left.map(|left| (returned(), left)));
    let words = read!(practice, |unit| exposure_word::all(unit).await).unwrap();
    assert_eq!(words.into_iter().map(|each| each.word).collect::<Vec<_>>(), [word(Said::Confirmed), word(Said::Dismissed)]);
}

pub(super) async fn cents_beyond_thirty_two_bits_come_back_and_add_up(target: TestTarget) {
    let practice = practice(target).await;
    // More than 21 million dollars each; a 32-bit sum would have wrapped around.
    let large = OverpaymentStep { amount: Some(cents(3_000_000_000)), ..returned() };
    for _ in 0..3 {
        let step = large.clone();
        save!(practice, |unit| overpayment_step::add(unit, &step, None).await).unwrap();
    }
    let steps = read!(practice, |unit| overpayment_step::all(unit).await).unwrap();
    assert_eq!(steps.iter().filter_map(|stored| stored.step.amount).map(Money::cents).sum::<i64>(), 9_000_000_000);
    let file = FileOfClaims { payments: vec![payment("T1", "1", "C1", 5_000_000_000)], ..FileOfClaims::default() };
    take_in(&practice, "f1", file).await.unwrap();
    let sum = "SELECT CAST(SUM(paid_cents) AS BIGINT) FROM adjudication";
    assert_eq!(practice.count(sum).await, 5_000_000_000);
}

/// Two at once who each add a step only where there is none.
pub(super) async fn a_step_that_depends_on_the_steps_before_is_written_alone(target: TestTarget) {
    let practice = practice(target).await;
    let database = &practice.database;
    let once = async || {
        let operation = crate::testing::operation("write");
        let written = database.write_alone::<_, StorageError, _>(&operation, Alone::Exposures, |unit| {
            Box::pin(async move {
                if overpayment_step::all(unit).await?.is_empty() {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                    overpayment_step::add(unit, &returned(), None).await?;
                }
                Ok(())
            })
        });
        written.await
    };
    for _ in 0..3 {
        let (one, other) = tokio::join!(once(), once());
        assert_eq!((one, other), (Ok(()), Ok(())));
    }
    assert_eq!(read!(practice, |unit| overpayment_step::all(unit).await).unwrap().len(), 1);
}

pub(super) async fn whatever_was_said_of_a_held_claim_stays(target: TestTarget) {
    let practice = practice(target).await;
    fill(&practice).await;
    save!(practice, |unit| claim::add_release(unit, "C2", &[], "2", "again").await).unwrap();
    let said = read!(practice, |unit| claim::releases_of(unit, "C2").await).unwrap();
    let told: Vec<_> = said.iter().map(|each| (each.rules.clone(), each.rules_version.as_str(), each.reason.as_str())).collect();
    let first = vec![held_by("C1", "ab12"), held_by("A4", "")];
    assert_eq!(told, [(first, "1", "Ärztin signs today"), (Vec::new(), "2", "again")]);
    assert_eq!(read!(practice, |unit| claim::releases_of(unit, "C1").await).unwrap(), []);
    let ids = read!(practice, |unit| claim::ids(unit).await).unwrap();
    assert_eq!(ids.keys().collect::<Vec<_>>(), ["C1", "C2"]);
    let id = ids["C2"];
    assert_eq!(read!(practice, |unit| claim::number_of(unit, id).await).unwrap().as_deref(), Some("C2"));
    let nowhere = practice.id();
    assert_eq!(read!(practice, |unit| claim::number_of(unit, nowhere).await).unwrap(), None);
}

pub(super) async fn the_same_claims_and_payments_are_kept_once(target: TestTarget) {
    let practice = practice(target).await;
    let file = FileOfClaims {
        claims: vec![full_claim("C1"), small_claim("C2"), full_claim("C1")],
        payments: vec![payment("T1", "1", "C1", 9_000), payment("T1", "1", "C1", 9_000)],
        answers: vec![answer("C2"), answer("C2")],
        file_answers: vec![file_answer()],
    };
    assert_eq!(take_in(&practice, "f1", file.clone()).await, Ok((2, 2, vec![Added::Posted, Added::Known])));
    let before = books(&practice).await;
    assert_eq!(take_in(&practice, "f2", file.clone()).await, Ok((0, 0, vec![Added::Known, Added::Known])));
    assert_eq!(books(&practice).await, before);
    // A further version of a claim stands beside the first.
    let changed = Claim { charge_amount: cents(20_000), ..full_claim("C1") };
    let file = FileOfClaims { claims: vec![changed], ..FileOfClaims::default() };
    assert_eq!(take_in(&practice, "f3", file).await, Ok((1, 0, vec![])));
    assert_eq!(read!(practice, |unit| claim::of_number(unit, "C1").await).unwrap().len(), 2);
    // Outside of a batch nothing of a file is kept.
    let alone = save!(practice, |unit| claim::add(unit, &[small_claim("C3")]).await);
    assert!(matches!(alone, Err(StorageError::NotFound { .. })), "{alone:?}");
}

pub(super) async fn money_that_may_have_come_before_waits_for_a_person(target: TestTarget) {
    let practice = practice(target).await;
    let cut = Remittance { is_whole: false, ..payment("T2", "1", "C1", 9_000) };
    let payments = vec![payment("T1", "1", "C1", 9_000), payment("T1", "2", "C1", 9_000), payment("T1", "1", "C1", 8_000), cut];
    let file = FileOfClaims { claims: vec![small_claim("C1")], payments, ..FileOfClaims::default() };
    let taken = take_in(&practice, "f1", file).await;
    assert_eq!(taken, Ok((1, 0, vec![Added::Posted, Added::Held, Added::Held, Added::Held])));
    let table = ReasonTable::shipped();
    let figures = |books: &Books| {
        let settlement = books.settle(table);
        (settlement.posted.len(), settlement.held.len(), settlement.matched_paid_amount().cents())
    };
    assert_eq!(figures(&books(&practice).await), (1, 3, 8_000), "of several contents one is posted, whatever came first");
    let held = id_of(&practice, "2").await;
    save!(practice, |unit| remittance::release(unit, held).await).unwrap();
    assert_eq!(figures(&books(&practice).await).1, 2);
    let again = save!(practice, |unit| remittance::release(unit, held).await);
    assert!(matches!(again, Err(StorageError::Duplicate { .. })), "{again:?}");
}

pub(super) async fn what_a_person_says_of_a_match_holds_until_it_is_taken_back(target: TestTarget) {
    let practice = practice(target).await;
    let lost = Remittance {
        adjudications: vec![Adjudication {
            member_id: String::new(),
            family_name: String::new(),
            lines: Vec::new(),
            ..payment("T1", "1", "lost", 9_000).adjudications[0].clone()
        }],
        ..payment("T1", "1", "lost", 9_000)
    };
    let file = FileOfClaims { claims: vec![small_claim("C1")], payments: vec![lost], ..FileOfClaims::default() };
    take_in(&practice, "f1", file).await.unwrap();
    let id = id_of(&practice, "1").await;
    let table = ReasonTable::shipped();
    let figures = async || {
        let books = books(&practice).await;
        let settlement = books.settle(table);
        (settlement.matched_paid_amount().cents(), settlement.queue.iter().map(|queued| queued.is_set_aside).collect::<Vec<_>>())
    };
    assert_eq!(figures().await, (0, vec![false]));
    let steps = [
        (SaidMatch::Claim("C1".to_owned()), (9_000, vec![])),
        (SaidMatch::NoneOfOurs, (0, vec![true])),
        (SaidMatch::Undone, (0, vec![false])),
    ];
    for (said, expected) in steps {
        save!(practice, |unit| remittance::say_match(unit, id, 0, &said).await).unwrap();
        assert_eq!(figures().await, expected);
    }
    assert_eq!(practice.count("SELECT COUNT(*) FROM claim_match").await, 3, "everything that was said stays");
    let nowhere = save!(practice, |unit| remittance::say_match(unit, id, 7, &SaidMatch::NoneOfOurs).await);
    assert!(matches!(nowhere, Err(StorageError::NotFound { .. })), "{nowhere:?}");
}

pub(super) async fn whoever_reads_claims_leaves_a_row_that_counts_people(target: TestTarget) {
    let practice = practice(target).await;
    let file = FileOfClaims { claims: vec![full_claim("C1"), small_claim("C2")], ..FileOfClaims::default() };
    take_in(&practice, "f1", file).await.unwrap();
    let rows = async || practice.count("SELECT COUNT(*) FROM audit WHERE action = 'read'").await;
    let before = rows().await;
    read!(practice, |unit| claim::all(unit).await).unwrap();
    assert_eq!(rows().await, before + 1);
    read!(practice, |unit| claim::of_number(unit, "unheard of").await).unwrap();
    assert_eq!(rows().await, before + 1, "who sees nobody leaves no row");
}
