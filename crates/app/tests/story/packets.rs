//! Packets and the ground on which they leave: contradictions answered first, a consent that is revoked, an emergency.

use app::release::Disclosure;
use app::review::packet::{NewClause, NewPacket, PacketFormat};
use app::{AppError, Data, FieldProblemKind, Settings, View};
use care::{ConsentUse, DisclosureConsent, NoBasis, ReviewQuestion};
use utilization_review::packet::{Choices, LeftOut, PacketRefusal, Response, Said, SectionKind, Variant};
use utilization_review::review::Review;
use vocabulary::{EpisodeId, Language, LevelOfCare, PatientId, RecordId, Role};

use crate::practice::{Practice, day, operator, phq9, practice};

const NEW: NewPacket = NewPacket {
    variant: Variant::Concurrent,
    choices: Choices { initials_only: false, no_birth_day: false, left_out: LeftOut::NONE, determination: false, contradictions: false },
    format: PacketFormat::Pdf,
    author: None,
    seen: None,
};

fn to_the_payer(basis: &str) -> Disclosure {
    Disclosure {
        recipient: "Blue Ridge Health".to_owned(),
        reason: "concurrent review".to_owned(),
        basis: basis.to_owned(),
        authority: String::new(),
    }
}

/// Anna's stay with two scores, the newest a mild one, and an open review.
async fn review(practice: &Practice) -> (EpisodeId, RecordId) {
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await.unwrap();
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1, 1, 1, 1, 0, 1, 0, 1, 0])).await.unwrap();
    let coverage = crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None);
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let episode = page.episodes[0].episode.id;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    (episode, practice.app.open_review(&operator(), review).await.unwrap())
}

#[tokio::test]
async fn a_packet_leaves_once_what_speaks_against_it_is_answered_and_stays_as_it_left() {
    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let release = async || practice.app.release_packet(&coordinator, review, NEW, &Language::english(), to_the_payer("payment")).await;
    let refused = release().await.unwrap_err();
    assert!(matches!(refused, AppError::Packet(PacketRefusal::Unanswered { count: 1 })), "{refused}");
    let draft = practice.app.packet(&coordinator, review, Variant::Concurrent, Choices::default()).await.unwrap();
    let against = &draft.packet.contradictions[0];
    assert_eq!(against.fact.key.0, "packet-against-mild-score");
    let answer = async |response, words: &str| {
        practice.app.answer_contradiction(&coordinator, review, against.key.clone(), response, words.to_owned()).await
    };
    let wordless = answer(Response::Answered, " ").await.unwrap_err();
    assert!(matches!(&wordless, AppError::Form(problems) if problems[0].kind == FieldProblemKind::Required), "{wordless}");
    answer(Response::Accepted, "").await.unwrap();
    let left = release().await.unwrap();
    let draft = practice.app.packet(&coordinator, review, Variant::Concurrent, Choices::default()).await.unwrap();
    assert_eq!(draft.released.len(), 1);
    assert_eq!((draft.released[0].value().author.as_str(), draft.released[0].value().release), ("uma", left.release()));
    // A later record changes the draft and not what left.
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-21", [3; 9])).await.unwrap();
    let page = practice.app.disclosures(&coordinator, practice.anna).await.unwrap();
    let document = page.releases[0].release.value().document.expect("kept");
    assert_eq!(practice.app.released_document(&coordinator, document).await.unwrap().bytes(), left.bytes());
    assert_eq!((page.releases.len(), page.releases[0].by.as_str()), (1, "uma"));
    let now = practice.app.packet(&coordinator, review, Variant::Concurrent, Choices::default()).await.unwrap();
    assert_eq!(now.packet.scores.len(), 3);
    assert!(now.packet.contradictions.iter().all(|each| each.fact.key.0 != "packet-against-mild-score"));
    let every = now.packet.index.iter().all(|entry| entry.provenance.as_ref().is_some_and(|made| made.sha256.len() == 64));
    assert!(every, "every record in the index has its author and its hash: {:?}", now.packet.index);
}

#[tokio::test]
async fn nobody_signs_at_the_command_line_without_a_name_and_our_determination_is_for_licensed_people() {
    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let release = async |author: Option<&str>| {
        let new = NewPacket { author: author.map(str::to_owned), ..NEW };
        practice.app.release_packet(&operator(), review, new, &Language::english(), to_the_payer("payment")).await
    };
    assert!(matches!(release(None).await.unwrap_err(), AppError::Packet(PacketRefusal::NoAuthor)));
    assert!(matches!(release(Some("Ines Okoro, PhD")).await.unwrap_err(), AppError::Packet(PacketRefusal::Unanswered { .. })));
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let with_determination = Choices { determination: true, ..Choices::default() };
    let refused = practice.app.packet(&coordinator, review, Variant::Concurrent, with_determination).await.unwrap_err();
    assert!(matches!(refused, AppError::RoleRefused(Data::LevelOfCare)), "{refused}");
    let appeal = NewPacket { variant: Variant::AppealFirst, author: Some("Ines Okoro, PhD".to_owned()), ..NEW };
    let refused =
        practice.app.release_packet(&operator(), review, appeal, &Language::english(), to_the_payer("payment")).await.unwrap_err();
    assert!(matches!(refused, AppError::Packet(PacketRefusal::NoDenial)), "{refused}");
}

#[tokio::test]
async fn a_clause_of_the_payer_is_short_and_rests_on_records() {
    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let clause = |quotation: String| NewClause {
        quotation,
        argument: "Scores are still above the cutoff.".to_owned(),
        rests_on: vec![ReviewQuestion::Measures],
    };
    let long = practice.app.add_criteria_clause(&operator(), review, clause("x".repeat(301))).await.unwrap_err();
    assert!(matches!(&long, AppError::Form(problems) if problems[0].kind == FieldProblemKind::TooLong(300)), "{long}");
    let id = practice.app.add_criteria_clause(&operator(), review, clause("symptoms persist".to_owned())).await.unwrap();
    let draft = async || practice.app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap();
    let packet = draft().await.packet;
    assert_eq!(packet.clauses[0].answer.cites.len(), 3, "the clause itself and the two scores");
    practice.app.remove_criteria_clause(&operator(), review, id).await.unwrap();
    assert!(draft().await.packet.clauses.is_empty());
}

#[tokio::test]
async fn an_instrument_without_a_total_stands_in_the_packet_with_its_scales_and_its_answers_about_safety() {
    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let answers = [1, 10, 5, 3, 1, 0, 2, 3, 4, 2, 0, 20, 1, 1, 12];
    let items = ["1", "2", "3", "4", "5", "6", "8", "9", "10", "11", "12", "13", "14", "15", "16"];
    let form = app::administration::NewEntry {
        instrument: "bam-r".to_owned(),
        answers: items.iter().zip(answers).map(|(item, answer)| ((*item).to_owned(), instruments::Answer::Value(answer))).collect(),
        ..phq9("2026-11-18", [0; 9])
    };
    practice.app.record_administration(&operator(), practice.anna, form).await.unwrap();
    let packet = practice.app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap().packet;
    let rows: Vec<&str> = packet.scores.iter().map(|row| row.instrument.as_str()).filter(|name| name.starts_with("BAM-R")).collect();
    assert_eq!(rows, ["BAM-R Protection", "BAM-R Risk", "BAM-R Use"]);
    let told: Vec<&str> = (packet.section(SectionKind::Risk).iter())
        .filter_map(|statement| if let Said::Fact(fact) = &statement.says { Some(fact.key.0) } else { None })
        .collect();
    let reported = told.iter().filter(|key| **key == "packet-fact-safety-reported").count();
    assert_eq!(reported, 2, "item 9 of the first PHQ-9, and use: {told:?}");
    assert!(told.contains(&"packet-fact-safety-not-reported"), "the newest PHQ-9 denies it: {told:?}");
    assert!(packet.cover.criteria.is_empty() && packet.cover.proposed, "the profile names no criteria, and nothing was asked");
}

/// Ben is in a program under 42 CFR Part 2.
pub(crate) async fn under_part2(practice: &Practice) -> PatientId {
    let program = care::Program {
        code: "LAKE-RTC".to_owned(),
        name: "Lakeview".to_owned(),
        level_of_care: LevelOfCare::Residential,
        zone: "America/New_York".parse().unwrap(),
        part2: true,
        closed_since: None,
    };
    let program = practice.app.add_program(&operator(), program).await.unwrap();
    let patient = crate::practice::patient(&practice.app, "A-3", "Cora", None).await;
    let episode = care::Episode {
        patient,
        program,
        admitted: day("2026-10-01"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, String::new(), None).await.unwrap();
    patient
}

#[tokio::test]
async fn a_revoked_consent_stops_the_release_and_the_refusal_is_on_record() {
    let practice = practice(Settings::default()).await;
    let patient = under_part2(&practice).await;
    let report = async |basis: &str| practice.app.progress_report(&operator(), patient, &Language::english(), to_the_payer(basis)).await;
    let why = async |basis: &str| match report(basis).await {
        Err(AppError::NoBasis { why, .. }) => Some(why),
        Err(error) => panic!("{error}"),
        Ok(_) => None,
    };
    assert_eq!(why("payment").await, Some(NoBasis::NoConsentUnderPart2));
    let consent = DisclosureConsent {
        patient,
        signed: day("2026-11-01"),
        consent_use: ConsentUse::Payment,
        recipient: "Blue Ridge Health".to_owned(),
        scope: "what a review asks for".to_owned(),
        expires: None,
        revoked: None,
    };
    let id = practice.app.record_disclosure_consent(&operator(), consent).await.unwrap();
    assert_eq!(why("payment").await, None);
    assert_eq!(why("treatment").await, Some(NoBasis::NoConsentUnderPart2), "the consent is for payment");
    practice.app.revoke_disclosure_consent(&operator(), id, day("2026-11-23")).await.unwrap();
    assert!(matches!(why("payment").await, Some(NoBasis::Revoked { .. })));
    let page = practice.app.disclosures(&operator(), patient).await.unwrap();
    assert_eq!(page.releases.len(), 1, "what left before the revocation stays in the accounting");
    assert_eq!(page.releases[0].release.value().consent, Some(id));
    let admin = practice.somebody("ada", &[Role::Administrator], None).await.0;
    let query = app::audit::AuditQuery { patient: Some(patient), size: 50, ..Default::default() };
    let entries = practice.app.audit(&admin, query).await.unwrap().entries;
    assert!(entries.iter().any(|(entry, _)| entry.detail.as_deref() == Some("consent revoked")), "the refusal stands in the audit");
}

#[tokio::test]
async fn a_consent_that_was_sent_twice_is_one_is_revoked_from_the_day_it_was_said_and_withdrawn_while_nothing_left_on_it() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let patient = under_part2(&practice).await;
    let consent = |signed: &str| DisclosureConsent {
        patient,
        signed: day(signed),
        consent_use: ConsentUse::Payment,
        recipient: "Blue Ridge Health".to_owned(),
        scope: "what a review asks for".to_owned(),
        expires: None,
        revoked: None,
    };
    let record = async |signed: &str| app.record_disclosure_consent(&operator(), consent(signed)).await.unwrap();
    let report = async || app.progress_report(&operator(), patient, &Language::english(), to_the_payer("payment")).await;
    let revoke = async |id, on: &str| app.revoke_disclosure_consent(&operator(), id, day(on)).await;
    let withdraw = async |id, why: &str| app.withdraw_disclosure_consent(&operator(), id, why.to_owned()).await;
    let problem = |result: Result<(), AppError>| match result {
        Err(AppError::Form(problems)) => (problems[0].field.clone(), problems[0].kind.clone()),
        other => panic!("{other:?}"),
    };

    let mistaken = record("2026-11-03").await;
    assert_eq!(problem(withdraw(mistaken, " ").await).1, FieldProblemKind::Required);
    withdraw(mistaken, "of another patient").await.unwrap();
    assert!(app.disclosures(&operator(), patient).await.unwrap().consents.is_empty());

    let id = record("2026-11-01").await;
    assert_eq!(record("2026-11-01").await, id, "the same form twice");
    report().await.unwrap();
    assert_eq!(problem(withdraw(id, "not given").await).1, FieldProblemKind::StillNeeded, "something left on it");
    for (on, kind) in [("2026-11-24", FieldProblemKind::Future), ("2026-10-31", FieldProblemKind::Backwards)] {
        assert_eq!(problem(revoke(id, on).await), ("revoked".to_owned(), kind));
    }
    revoke(id, "2026-11-20").await.unwrap();
    assert_eq!(record("2026-11-01").await, id, "a form that comes again after it was revoked stays revoked");
    let Err(AppError::NoBasis { why: NoBasis::Revoked { on }, .. }) = report().await else { panic!("it is revoked") };
    assert_eq!(on, day("2026-11-20"));
    assert_ne!(record("2026-11-20").await, id, "signed anew");
    report().await.unwrap();
}

#[tokio::test]
async fn an_emergency_release_is_immediate_and_documented_afterwards_once() {
    let practice = practice(Settings::default()).await;
    let patient = under_part2(&practice).await;
    let disclosure = to_the_payer("medical_emergency");
    let left = practice.app.progress_report(&operator(), patient, &Language::english(), disclosure).await.unwrap();
    let waits = async || practice.app.disclosures(&operator(), patient).await.unwrap().releases[0].waits_for_documentation();
    assert!(waits().await);
    let write = async |nature: &str| {
        let personnel = "Dr. Example, Mercy Hospital".to_owned();
        practice.app.document_emergency(&operator(), (patient, left.release()), personnel, nature.to_owned()).await
    };
    assert!(matches!(write(" ").await.unwrap_err(), AppError::Care(_)));
    write("overdose, unconscious on arrival").await.unwrap();
    assert!(!waits().await);
    assert!(matches!(write("again").await.unwrap_err(), AppError::Conflict));
    let unknown = practice.app.progress_report(&operator(), patient, &Language::english(), to_the_payer("curiosity")).await.unwrap_err();
    assert!(matches!(&unknown, AppError::Form(problems) if problems[0].field == "basis"), "{unknown}");
}

#[tokio::test]
async fn a_practice_with_patients_under_part_2_exports_to_itself_and_a_packet_does_not_leave_on_that_ground() {
    let practice = practice(Settings::default()).await;
    under_part2(&practice).await;
    let whole = async |basis: &str| {
        let disclosure = Disclosure {
            recipient: "the director".to_owned(),
            reason: "change of systems".to_owned(),
            basis: basis.to_owned(),
            authority: String::new(),
        };
        practice.app.export_fhir(&operator(), app::export::Whose::Everybody, disclosure).await
    };
    assert!(matches!(whole("operations").await.unwrap_err(), AppError::NoBasis { why: NoBasis::NoConsentUnderPart2, .. }));
    assert!(!whole("within_program").await.unwrap().bytes().is_empty());
    let (_, review) = review(&practice).await;
    let draft = practice.app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap();
    for against in &draft.packet.contradictions {
        practice.app.answer_contradiction(&operator(), review, against.key.clone(), Response::Accepted, String::new()).await.unwrap();
    }
    let new = NewPacket { author: Some("Ines Okoro, PhD".to_owned()), ..NEW };
    let refused =
        practice.app.release_packet(&operator(), review, new, &Language::english(), to_the_payer("within_program")).await.unwrap_err();
    assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "basis"), "{refused}");
}

#[tokio::test]
async fn a_packet_does_not_leave_to_a_payer_as_what_a_patient_asked_for() {
    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let draft = practice.app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap();
    for each in &draft.packet.contradictions {
        practice.app.answer_contradiction(&operator(), review, each.key.clone(), Response::Accepted, String::new()).await.unwrap();
    }
    let release = async |basis: &str| {
        let new = NewPacket { author: Some("Ines Okoro, PhD".to_owned()), ..NEW };
        practice.app.release_packet(&operator(), review, new, &Language::english(), to_the_payer(basis)).await
    };
    let refused = release("patient_request").await.unwrap_err();
    assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "basis"), "{refused}");
    assert_eq!(practice.app.disclosures(&operator(), practice.anna).await.unwrap().releases.len(), 0);
    release("payment").await.unwrap();
}

#[tokio::test]
async fn a_draft_says_what_only_a_person_can_say_and_nobody_has_said() {
    use ReviewQuestion as Q;

    let practice = practice(Settings::default()).await;
    let (_, review) = review(&practice).await;
    let unsaid = async || practice.app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap().unsaid;
    assert_eq!(unsaid().await, [Q::Precipitant, Q::PlanChange, Q::GoalProgress, Q::WhyNotLower]);
    let answer = app::review::NewAnswer { question: Q::PlanChange, text: "Exposure work was added.".to_owned() };
    practice.app.answer_review(&operator(), review, vec![answer]).await.unwrap();
    assert_eq!(unsaid().await, [Q::Precipitant, Q::GoalProgress, Q::WhyNotLower]);
}

#[tokio::test]
async fn what_leaves_by_order_of_a_court_for_an_audit_or_to_a_service_organization_names_the_paper() {
    let practice = practice(Settings::default()).await;
    let patient = under_part2(&practice).await;
    let report = async |basis: &str, authority: &str| {
        let disclosure = Disclosure { authority: authority.to_owned(), ..to_the_payer(basis) };
        practice.app.progress_report(&operator(), patient, &Language::english(), disclosure).await
    };
    for basis in ["court_order", "audit_evaluation", "service_organization"] {
        let refused = report(basis, " ").await.unwrap_err();
        assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "authority"), "{basis}: {refused}");
    }
    assert!(practice.app.disclosures(&operator(), patient).await.unwrap().releases.is_empty());
    report("court_order", " Superior Court, order 26-118 of November 2, 2026; subpoena of November 3, 2026 ").await.unwrap();
    report("medical_emergency", "").await.unwrap();
    let page = practice.app.disclosures(&operator(), patient).await.unwrap();
    let told: Vec<(&str, &str)> =
        page.releases.iter().map(|each| (each.release.value().basis.as_str(), each.release.value().authority.as_str())).collect();
    let order = "Superior Court, order 26-118 of November 2, 2026; subpoena of November 3, 2026";
    assert_eq!(told, [("medical_emergency", ""), ("court_order", order)]);
}

#[tokio::test]
async fn an_expired_consent_stops_the_release_and_the_refusal_says_when_it_ended() {
    let practice = practice(Settings::default()).await;
    let patient = under_part2(&practice).await;
    let consent = DisclosureConsent {
        patient,
        signed: day("2026-10-01"),
        consent_use: ConsentUse::All,
        recipient: String::new(),
        scope: "records of treatment".to_owned(),
        expires: Some(day("2026-11-22")),
        revoked: None,
    };
    practice.app.record_disclosure_consent(&operator(), consent).await.unwrap();
    let refused = practice.app.progress_report(&operator(), patient, &Language::english(), to_the_payer("payment")).await.unwrap_err();
    let AppError::NoBasis { why: NoBasis::Expired { on }, .. } = refused else { panic!("{refused}") };
    assert_eq!(on, day("2026-11-22"));
    assert!(practice.app.disclosures(&operator(), patient).await.unwrap().releases.is_empty());
}
