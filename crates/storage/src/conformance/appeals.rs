//! Denials and what is done about them: notices, appeals with their versions, papers, letters, and days that were won.

use care::PlanFunding;
use utilization_review::appeal::{
    Appeal, AppealLevel, AppealPaper, AppealedDays, ClosureReason, DayOutcome, Denial, DenialClosure, DisputedLine, LetterDraft,
    LetterKind, NoticeChannel, NoticeElement, PaperKind, PaperScope, ReleasedLetter,
};
use utilization_review::clock::{Appellant, NoticeKind};
use utilization_review::given_notice::{GivenNotice, NoticeRecipient};
use utilization_review::review::ReviewCall;
use vocabulary::{EpisodeId, PatientId, Period, RecordId, Version};

use super::fixtures::*;
use crate::testing::TestTarget;
use crate::{StorageError, View};

/// Inserts records and expects all of them, in the order given, from the finder of their kind.
macro_rules! check {
    ($practice:expr, $patient:expr, $kind:ident, $values:expr) => {{
        let (patient, values) = ($patient, $values);
        for value in &values {
            $practice.insert(value.clone()).await;
        }
        let found = read!($practice, |unit| crate::$kind::of_patients(unit, &[patient], View::Current).await).unwrap();
        let found: Vec<_> = found.into_iter().map(|stored| stored.recorded.value).collect();
        assert_eq!(found, values, "the finder gives all, in their order");
    }};
}

async fn admitted(practice: &Practice) -> (PatientId, EpisodeId) {
    let program = practice.insert(program("IOP")).await;
    let patient = practice.patient("A-1", "Núñez", "Ada").await;
    (patient, practice.insert(episode(patient, program)).await)
}

fn denial(episode: EpisodeId, review: RecordId, determination: RecordId) -> Denial {
    Denial {
        episode,
        review,
        determination,
        received_at: "2026-11-20T15:00:00Z".parse().unwrap(),
        channel: NoticeChannel::Fax,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        plan: "Économie «Santé»".to_owned(),
        number: "AU-77".to_owned(),
        reason_codes: "50 N115".to_owned(),
        criteria: "the payer's criteria, 2026".to_owned(),
        credential: "MD, psychiatry".to_owned(),
        present: vec![NoticeElement::Reason, NoticeElement::AppealProcedure],
        appeal_address: "P.O. Box 1, Springfield".to_owned(),
        appeal_by: Some(day("2027-01-19")),
        peer_to_peer_by: Some("2026-11-23T22:00:00Z".parse().unwrap()),
    }
}

pub(super) async fn denials_and_what_is_done_about_them_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let (review, determination) = (practice.id(), practice.id());
    let first = denial(episode, review, determination);
    let later = Denial {
        determination: practice.id(),
        received_at: "2026-11-21T15:00:00Z".parse().unwrap(),
        present: Vec::new(),
        plan: String::new(),
        appeal_by: None,
        peer_to_peer_by: None,
        ..first.clone()
    };
    check!(practice, patient, denial, vec![first.clone(), later.clone()]);
    let everybody = read!(practice, |unit| crate::denial::all(unit, View::Current).await).unwrap();
    assert_eq!(everybody.iter().map(crate::Stored::value).collect::<Vec<_>>(), [&first, &later]);
    let appeal = |level, appellant, filed_at: Option<&str>| Appeal {
        episode,
        review,
        determination,
        level,
        appellant,
        urgent: level == AppealLevel::External,
        filed_at: filed_at.map(|at| at.parse().unwrap()),
        decided: false,
    };
    let appeals = vec![
        appeal(AppealLevel::First, Appellant::AuthorizedRepresentative, None),
        appeal(AppealLevel::External, Appellant::Member, Some("2026-11-22T16:00:00Z")),
    ];
    check!(practice, patient, appeal, appeals);
    let paper = |kind, words: &str| AppealPaper {
        episode,
        review,
        determination,
        kind,
        signed: day("2026-11-21"),
        signer: "Zoë Example, MD".to_owned(),
        words: words.to_owned(),
        clinician: None,
        scope: PaperScope::Decision,
    };
    let every_level = AppealPaper { scope: PaperScope::AllLevels, ..paper(PaperKind::Designation, "por todas las instancias") };
    check!(practice, patient, appeal_paper, vec![every_level, paper(PaperKind::Urgency, "Waiting would do harm.")]);
    let draft = |text: &str, appeal, index: &str| LetterDraft {
        episode,
        review,
        determination,
        kind: LetterKind::Appeal,
        appeal,
        text: text.to_owned(),
        index_sha256: index.to_owned(),
    };
    let drafts = vec![draft("We ask “again”.\n\n- one [1]\n", None, ""), draft("We ask.", Some(practice.id()), &"a".repeat(64))];
    check!(practice, patient, letter_draft, drafts);
    let letter = ReleasedLetter {
        episode,
        review,
        determination,
        kind: LetterKind::Continuation,
        appeal: Some(practice.id()),
        author: "Zoë Example, PhD".to_owned(),
        snapshot_sha256: "0".repeat(64),
        release: practice.id(),
    };
    check!(practice, patient, released_letter, vec![letter]);
    let days = |first: &str, last: &str, outcome| AppealedDays {
        episode,
        review,
        determination,
        appeal: review,
        decided_at: "2026-12-01T15:00:00Z".parse().unwrap(),
        period: Period::new(day(first), Some(day(last))).unwrap(),
        outcome,
    };
    let decided = vec![days("2026-11-20", "2026-11-22", DayOutcome::Overturned), days("2026-11-23", "2026-11-23", DayOutcome::Upheld)];
    check!(practice, patient, appealed_days, decided);
    let line = |claim: &str, first: &str, line, last: Option<&str>| DisputedLine {
        episode,
        review,
        determination,
        payer: "generic-commercial".to_owned(),
        remittance: review,
        place: 3,
        line,
        claim_number: claim.to_owned(),
        line_number: line.map(|line| line + 1),
        service: "H0015".to_owned(),
        period: Period::new(day(first), last.map(day)).unwrap(),
        code: "CO-50 N115".to_owned(),
        amount: vocabulary::Money::from_cents(52_000),
    };
    let lines = vec![line("É-1", "2026-11-20", Some(0), Some("2026-11-20")), line("A-2", "2026-11-21", None, None)];
    check!(practice, patient, disputed_line, lines.clone());
    let everybody = read!(practice, |unit| crate::disputed_line::all(unit, View::Current).await).unwrap();
    assert_eq!(everybody.iter().map(crate::Stored::value).collect::<Vec<_>>(), lines.iter().collect::<Vec<_>>());
    let call = |started_at: &str, ended_at: Option<&str>| ReviewCall {
        episode,
        review,
        started_at: started_at.parse().unwrap(),
        ended_at: ended_at.map(|at| at.parse().unwrap()),
        reviewer: "Zoë Example, RN".to_owned(),
        reference: "CALL-1".to_owned(),
        notes: "wants the «step down»".to_owned(),
    };
    let calls = vec![call("2026-11-19T15:00:00Z", Some("2026-11-19T15:12:30Z")), call("2026-11-19T16:00:00Z", None)];
    check!(practice, patient, review_call, calls);
}

pub(super) async fn a_denial_is_closed_once_and_open_again_once_that_is_withdrawn(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let (review, determination) = (practice.id(), practice.id());
    let closure = |determination, reason, words: &str| DenialClosure { episode, review, determination, reason, words: words.to_owned() };
    let first = closure(determination, ClosureReason::NotAppealed, "la señora no quiere «más»");
    let id = practice.insert(first.clone()).await;
    let twice = practice.try_insert(crate::Entry::new(practice.id(), first.clone(), day("2026-11-20"))).await;
    assert!(matches!(twice, Err(StorageError::Duplicate { .. })), "{twice:?}");
    let other = closure(practice.id(), ClosureReason::ExternalDecided, "");
    practice.insert(other.clone()).await;
    let standing = || async {
        let found = read!(practice, |unit| crate::denial_closure::of_patients(unit, &[patient], View::Current).await).unwrap();
        found.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>()
    };
    assert_eq!(standing().await, [first.clone(), other.clone()]);
    save!(practice, |unit| unit.void::<DenialClosure>(id, Version::FIRST, "appealed after all").await).unwrap();
    assert_eq!(standing().await, [other]);
    practice.insert(first).await;
    assert_eq!(standing().await.len(), 2, "it can be closed again");
}

pub(super) async fn a_decision_has_one_notice_and_one_appeal_a_level_and_a_filing_is_a_version(target: TestTarget) {
    let practice = practice(target).await;
    let (_, episode) = admitted(&practice).await;
    let (review, determination) = (practice.id(), practice.id());
    let notice = denial(episode, review, determination);
    practice.insert(notice.clone()).await;
    let twice = practice.try_insert(crate::Entry::new(practice.id(), notice, day("2026-11-20"))).await;
    assert!(matches!(twice, Err(StorageError::Duplicate { .. })), "{twice:?}");
    let planned = Appeal {
        episode,
        review,
        determination,
        level: AppealLevel::First,
        appellant: Appellant::Provider,
        urgent: false,
        filed_at: None,
        decided: false,
    };
    let id = practice.insert(planned.clone()).await;
    let twice = practice.try_insert(crate::Entry::new(practice.id(), planned.clone(), day("2026-11-20"))).await;
    assert!(matches!(twice, Err(StorageError::Duplicate { .. })), "{twice:?}");
    let filed = Appeal { filed_at: Some("2026-11-22T16:00:00Z".parse().unwrap()), ..planned.clone() };
    let value = filed.clone();
    save!(practice, |unit| unit.correct(id, Version::FIRST, &value, day("2026-11-22")).await).unwrap();
    let versions = read!(practice, |unit| unit.history::<Appeal>(id).await).unwrap();
    assert_eq!(versions.iter().map(crate::Stored::value).collect::<Vec<_>>(), [&planned, &filed]);
}

pub(super) async fn notices_read_back_in_order_a_correction_is_a_version_and_who_was_read_to_place_them_is_not_named(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let other = practice.patient("A-2", "Ödegård", "Ben").await;
    let program = read!(practice, |unit| unit.require::<care::Episode>(episode).await).unwrap().value().program;
    let level = care::LevelOfCarePeriod {
        episode,
        program,
        level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
        period: Period::new(day("2026-11-02"), None).unwrap(),
        track: String::new(),
        modality: None,
    };
    practice.insert(level).await;
    let notice = |kind, given_at: &str, recipient, words: &str| GivenNotice {
        episode,
        kind,
        about: day("2026-11-02"),
        given_at: given_at.parse().unwrap(),
        channel: NoticeChannel::Telephone,
        recipient,
        taken_by: "Señora Peña, care management".to_owned(),
        reference: "N-«7»".to_owned(),
        words: words.to_owned(),
    };
    let notices = vec![
        notice(NoticeKind::Admission, "2026-11-03T15:00:00Z", NoticeRecipient::Payer, "came in on Monday"),
        notice(NoticeKind::Certification, "2026-11-19T15:00:00Z", NoticeRecipient::Practice, ""),
        notice(NoticeKind::Discharge, "2026-11-20T15:00:00Z", NoticeRecipient::Payer, "goes home, «después»"),
    ];
    check!(practice, patient, given_notice, notices.clone());
    let id = practice.insert(notice(NoticeKind::Reduction, "2026-11-21T15:00:00Z", NoticeRecipient::Patient, "")).await;
    let mended = notice(NoticeKind::Reduction, "2026-11-21T16:00:00Z", NoticeRecipient::Practice, "came by fax");
    let value = mended.clone();
    save!(practice, |unit| unit.correct(id, Version::FIRST, &value, day("2026-11-21")).await).unwrap();
    let versions = read!(practice, |unit| unit.history::<GivenNotice>(id).await).unwrap();
    assert_eq!((versions.len(), versions[1].value()), (2, &mended));
    // Both were read, one is shown.
    let operation = crate::testing::operation("view_notices");
    let read = practice.database.read::<_, StorageError, _>(&operation, move |unit| {
        Box::pin(async move {
            let found = unit
                .placing(|unit| {
                    Box::pin(async move {
                        let both = [unit.require::<care::Patient>(patient).await?, unit.require::<care::Patient>(other).await?];
                        Ok::<_, StorageError>(both.map(|stored| stored.id))
                    })
                })
                .await?;
            unit.touch(found[0]);
            crate::open_care::changed_since(unit, day("2026-11-01")).await
        })
    });
    assert_eq!(read.await, Ok(vec![patient]), "the other one is at no level of care");
    practice.database.seal_audit().await.unwrap();
    for (of, expected) in [(patient, true), (other, false)] {
        let rows = read!(practice, |unit| crate::audit::by_patient(unit, of, crate::audit::AuditPage::newest(10)).await).unwrap();
        assert_eq!(rows.iter().any(|row| row.action == "view_notices"), expected, "{of}");
    }
}
