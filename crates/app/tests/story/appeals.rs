//! Denials and appeals: what the notice lacks, who appeals, what has to be signed first, letters through the gate, and days that are won.

use app::authorization::Decision;
use app::holiday::Holidays;
use app::release::Disclosure;
use app::review::appeal::letter::{BegunFrom, LetterWords, NewLetter};
use app::review::appeal::{Filing, NewAppeal, NewDenial, NewOutcome, NewPaper};
use app::{AppError, Data, Settings, View};
use care::{Coverage, CoverageRank, PlanFunding, SubscriberRelation};
use integrity::assessment::{Figure, Outcome};
use utilization_review::appeal::{
    AppealLevel, AppealRefusal, DayOutcome, LetterKind, LetterPart, NoticeChannel, NoticeElement, PaperKind, PaperScope,
};
use utilization_review::authorization::{DecisionStage, DeterminationOutcome};
use utilization_review::clock::Appellant;
use utilization_review::packet::{Choices, PacketRefusal, Response, Variant};
use utilization_review::review::Review;
use vocabulary::{EpisodeId, Instant, Language, LevelOfCare, Period, RecordId, Role};

use crate::denied_stays::grant;
use crate::practice::{Practice, day, operator, phq9, practice};

pub(crate) fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn to_the_payer() -> Disclosure {
    Disclosure {
        recipient: "Blue Ridge Health".to_owned(),
        reason: "appeal".to_owned(),
        basis: "payment".to_owned(),
        authority: String::new(),
    }
}

pub(crate) fn denied(episode: EpisodeId, review: RecordId, on: &str) -> Decision {
    Decision {
        episode,
        request: None,
        outcome: DeterminationOutcome::Denied,
        stage: DecisionStage::FirstReview,
        period: days("2026-11-16", "2026-11-22"),
        decided_at: at(on),
        reviewer: "R. Example".to_owned(),
        reference: "REF-9".to_owned(),
        reason: "Symptoms can be treated at a less intensive level.".to_owned(),
        grant: None,
        closes: Some((review, Some(600))),
    }
}

pub(crate) fn notice(funding: PlanFunding, appellant: Appellant, urgent: bool) -> NewDenial {
    NewDenial {
        received_at: at("2026-11-17T16:00:00Z"),
        channel: NoticeChannel::Letter,
        funding,
        state: "NY".to_owned(),
        plan: String::new(),
        number: "AU-1".to_owned(),
        reason_codes: "50".to_owned(),
        criteria: String::new(),
        credential: String::new(),
        present: vec![NoticeElement::Reason, NoticeElement::AppealProcedure],
        appeal_address: "P.O. Box 1, Springfield".to_owned(),
        appeal_by: None,
        peer_to_peer_by: None,
        appeal: NewAppeal { level: AppealLevel::First, appellant, urgent, confirmed: false },
        decision: None,
        corrects: None,
    }
}

/// Words whose numbers lead nowhere.
fn words(text: &str, begun: BegunFrom) -> LetterWords {
    LetterWords { text: text.to_owned(), index_sha256: String::new(), begun }
}

/// Anna's stay with two scores, her coverage, a closed review and a denial.
pub(crate) async fn denial(practice: &Practice, funding: PlanFunding) -> (EpisodeId, RecordId) {
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await.unwrap();
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-16", [1, 1, 1, 1, 0, 1, 0, 1, 0])).await.unwrap();
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let episode = page.episodes[0].episode.id;
    let coverage = Coverage {
        patient: practice.anna,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding,
        state: "NY".to_owned(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-15"));
    let review = practice.app.open_review(&operator(), review).await.unwrap();
    practice.app.record_decision(&operator(), denied(episode, review, "2026-11-17T15:00:00Z")).await.unwrap();
    (episode, review)
}

/// Lets every fact stand that speaks against the request.
pub(crate) async fn let_stand(practice: &Practice, review: RecordId) {
    let draft = practice.app.packet(&operator(), review, Variant::AppealFirst, Choices::default()).await.unwrap();
    for each in &draft.packet.contradictions {
        practice.app.answer_contradiction(&operator(), review, each.key.clone(), Response::Accepted, String::new()).await.unwrap();
    }
}

pub(crate) fn refusal(result: Result<impl std::fmt::Debug, AppError>) -> AppealRefusal {
    match result {
        Err(AppError::Appeal(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_appeal_waits_for_its_designation_leaves_through_the_gate_and_is_won_day_by_day() {
    let practice = practice(Settings::default()).await;
    let (episode, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let app = &practice.app;
    assert_eq!(refusal(app.letter(&coordinator, review, (LetterKind::Appeal, None)).await.map(|_| ())), AppealRefusal::NotTakenIn);
    let taken = notice(PlanFunding::SelfFunded, Appellant::AuthorizedRepresentative, false);
    app.take_in_denial(&coordinator, review, taken.clone()).await.unwrap();
    // The same form again changes nothing.
    app.take_in_denial(&coordinator, review, taken).await.unwrap();
    let page = app.appeal(&coordinator, review).await.unwrap();
    assert_eq!(
        (page.appeals.len(), page.disputed.map(|disputed| disputed.period), page.approved_before.as_deref()),
        (1, Some(days("2026-11-16", "2026-11-22")), None)
    );
    let lacks: Vec<&str> = page.missing.iter().map(|missing| missing.element.code()).collect();
    assert_eq!(lacks, ["provision", "missing_information", "criteria", "clinical_rationale", "external_review"]);
    assert!(page.tasks[0].blocks, "{:?}", page.tasks);
    let appeal = page.appeals[0].id;

    let letter = app.letter(&coordinator, review, (LetterKind::Appeal, None)).await.unwrap();
    assert!(letter.parts.contains(&LetterPart::Heading("letter-heading-notice")), "{:?}", letter.parts);
    let every = letter.parts.iter().any(|part| matches!(part, LetterPart::Scores(rows) if rows.len() == 2));
    assert!(every, "every score is in the letter, the mild one too: {:?}", letter.parts);
    let release = async |text: &str| {
        let begun = app.letter(&coordinator, review, (LetterKind::Appeal, None)).await.unwrap().begun();
        let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text: text.to_owned(), begun, author: None };
        app.release_letter(&coordinator, review, new, &Language::english(), to_the_payer()).await
    };
    let designation = AppealRefusal::PaperMissing(PaperKind::Designation);
    assert_eq!(refusal(release("We ask again [1].").await), designation);
    assert_eq!(refusal(app.file_appeal(&coordinator, review, appeal, Filing::at(at("2026-11-18T15:00:00Z"))).await), designation);
    let signed = NewPaper {
        kind: PaperKind::Designation,
        signed: day("2026-11-18"),
        signer: "Anna".to_owned(),
        words: "chart".to_owned(),
        scope: PaperScope::Decision,
    };
    app.record_appeal_paper(&coordinator, review, signed).await.unwrap();
    let unanswered = release("We ask again [1].").await.unwrap_err();
    assert!(matches!(unanswered, AppError::Packet(PacketRefusal::Unanswered { .. })), "{unanswered}");
    let_stand(&practice, review).await;
    assert_eq!(refusal(release("We ask again [99].").await), AppealRefusal::CitesNothing { number: 99 });
    assert_eq!(refusal(release(" ").await), AppealRefusal::EmptyLetter);
    app.save_letter(&coordinator, review, (LetterKind::Appeal, None), words("We ask again [1].", BegunFrom::Records)).await.unwrap();
    let left = release("We ask again [1].").await.unwrap();
    let page = app.disclosures(&coordinator, practice.anna).await.unwrap();
    let document = page.releases[0].release.value().document.expect("kept");
    assert_eq!(app.released_document(&coordinator, document).await.unwrap().bytes(), left.bytes());
    assert_eq!(page.releases[0].release.value().subject, "appeal_letter");

    assert_eq!(
        refusal(app.file_appeal(&coordinator, review, appeal, Filing::at(at("2026-11-16T15:00:00Z"))).await),
        AppealRefusal::FiledBeforeNotice
    );
    let outcome = |overturned: &[&str], number: &str| NewOutcome {
        decided_at: at("2026-11-20T15:00:00Z"),
        overturned: overturned.iter().map(|each| day(each)).collect(),
        reviewer: "S. Example, MD".to_owned(),
        reference: "REF-10".to_owned(),
        reason: String::new(),
        number: number.to_owned(),
        units: None,
    };
    assert_eq!(refusal(app.decide_appeal(&coordinator, review, appeal, outcome(&[], "")).await), AppealRefusal::NotFiled);
    app.file_appeal(&coordinator, review, appeal, Filing::at(at("2026-11-18T15:00:00Z"))).await.unwrap();
    let planned = NewAppeal { level: AppealLevel::First, appellant: Appellant::Provider, urgent: false, confirmed: false };
    assert_eq!(refusal(app.plan_appeal(&coordinator, review, planned).await), AppealRefusal::AlreadyFiled);
    let page = app.appeal(&coordinator, review).await.unwrap();
    let waits = page
        .tasks
        .iter()
        .any(|task| matches!(&task.kind, utilization_review::appeal::TaskKind::Decision(deadline) if deadline.rule == "ERISA-A1-PRE"));
    assert!(waits, "{:?}", page.tasks);
    assert_eq!(refusal(app.decide_appeal(&coordinator, review, appeal, outcome(&["2026-11-17"], "")).await), AppealRefusal::NoNumber);
    let outside = refusal(app.decide_appeal(&coordinator, review, appeal, outcome(&["2026-11-23"], "AU-9")).await);
    assert_eq!(outside, AppealRefusal::NotInDispute { day: day("2026-11-23") });
    let won = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-21"];
    app.decide_appeal(&coordinator, review, appeal, outcome(&won, "AU-9")).await.unwrap();
    // The days that were upheld are a denial of their own, with a notice of their own.
    let page = app.appeal(&coordinator, review).await.unwrap();
    let newest = page.decision.as_ref().unwrap().value();
    assert_eq!((newest.stage, page.denial.is_none(), page.days.len()), (DecisionStage::Appeal, true, 5));
    let left: Vec<String> = page.disputed.as_ref().unwrap().days.iter().map(ToString::to_string).collect();
    assert_eq!(left, ["2026-11-16", "2026-11-20", "2026-11-22"], "what was won is not in dispute again");
    assert_eq!(refusal(app.decide_appeal(&coordinator, review, appeal, outcome(&won, "AU-9")).await), AppealRefusal::NotTakenIn);

    let page = app.authorizations(&coordinator, practice.anna).await.unwrap();
    let granted: Vec<(Period, u32)> =
        page.authorizations.iter().map(|view| (view.authorization.value().period, view.authorization.value().units)).collect();
    assert_eq!(granted.len(), 2, "{granted:?}");
    assert!(granted.contains(&(days("2026-11-17", "2026-11-19"), 3)) && granted.contains(&(days("2026-11-21", "2026-11-21"), 1)));
    let newest = page.determinations.last().unwrap().value().clone();
    assert_eq!((newest.episode, newest.stage, newest.outcome), (episode, DecisionStage::Appeal, DeterminationOutcome::Partial));
    let board = app.appeals(&coordinator).await.unwrap();
    let record = app.payer_record(&operator()).await.unwrap();
    let figures = &record.rows[0].figures;
    assert_eq!((figures.days_asked, figures.days_granted, figures.overturned), (7, 4, 1), "both runs that were won count");
    let rate = board.rates[0].rate;
    assert_eq!((rate.decided, rate.in_full, rate.in_part, rate.days, rate.days_overturned), (1, 0, 1, 7, 4));
}

/// A claim of Anna's for 16 and 17 November, a line each, and the payment that refuses both as not necessary.
fn refused_claim() -> String {
    let head = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261117*0900*^*00501*000000001*0*T*:~";
    let claim = "GS*HC*A*B*20261117*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261117*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M-1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A-1-16*300***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261116~REF*6R*L1~\
LX*2~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261117~REF*6R*L2~SE*21*0001~GE*1*1~";
    let payment = "GS*HP*B*A*20261117*0900*2*X*005010X221A1~ST*835*0002~BPR*H*0*C*NON************20261117~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*A-1-16*4*300*0**12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M-1~\
SVC*HC:90834*150*0**1~DTM*472*20261116~CAS*CO*50*150~REF*6R*L1~SVC*HC:90834*150*0**1~DTM*472*20261117~CAS*CO*50*150~REF*6R*L2~SE*18*0002~GE*1*2~";
    format!("{head}{claim}{payment}IEA*2*000000001~")
}

/// Of the refused lines on record: those that may come back, and those that a letter upheld; and of how many appeals it is known whether scores went with them.
async fn refused(practice: &Practice) -> (usize, usize, usize) {
    let caller = operator();
    let looked = practice.app.assess(&caller, |live| {
        let finding = |code: &str| &live.assessment.finding(code).unwrap().outcome;
        let figures = finding("F1").figures();
        let upheld = figures.iter().find_map(|(name, figure)| match figure {
            Figure::Count(count) if *name == "lines-upheld" => Some(*count),
            _ => None,
        });
        let open = if let Outcome::Found(found) = finding("F1") { found.lines.len() } else { 0 };
        let known = if let Outcome::TooFew { have, .. } = finding("J9") { *have } else { 0 };
        (open, upheld.unwrap_or_default(), known)
    });
    looked.await.unwrap().expect("a claim is on record")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_a_letter_upholds_does_not_come_back_and_scores_that_went_with_the_appeal_are_known() {
    let practice = practice(Settings::default()).await;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let app = &practice.app;
    let source = Box::new(std::io::Cursor::new(refused_claim().into_bytes()));
    app.post_claims(&operator(), "november.edi", source).await.unwrap();
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    assert_eq!(refused(&practice).await, (2, 0, 0));
    let appeal = app.appeal(&operator(), review).await.unwrap().appeals[0].id;
    let_stand(&practice, review).await;
    let author = Some("Ines Okoro, PhD".to_owned());
    let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text: "We ask again [1].".to_owned(), begun: BegunFrom::Records, author };
    app.release_letter(&operator(), review, new, &Language::english(), to_the_payer()).await.unwrap();
    let today = app.now();
    app.file_appeal(&operator(), review, appeal, Filing::at(today)).await.unwrap();
    assert_eq!(refused(&practice).await, (2, 0, 0), "nobody decided yet");
    let outcome = NewOutcome {
        decided_at: today,
        overturned: vec![day("2026-11-17")],
        reviewer: "S. Example, MD".to_owned(),
        reference: "REF-10".to_owned(),
        reason: String::new(),
        number: "AU-9".to_owned(),
        units: None,
    };
    app.decide_appeal(&operator(), review, appeal, outcome).await.unwrap();
    // The 16th is upheld; the 17th was won, and the money has not come.
    assert_eq!(refused(&practice).await, (1, 1, 1));
}

#[tokio::test]
async fn an_approval_that_was_taken_back_is_the_letters_argument_and_its_days_stand_under_their_number_again() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (episode, review) = denial(&practice, PlanFunding::MedicareAdvantage).await;
    let grant = grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, ("2026-11-16", "2026-11-22"));
    let approved = Decision {
        outcome: DeterminationOutcome::Approved,
        decided_at: at("2026-11-14T15:00:00Z"),
        reason: String::new(),
        grant: Some(grant),
        closes: None,
        ..denied(episode, review, "2026-11-14T15:00:00Z")
    };
    app.record_decision(&operator(), approved).await.unwrap();
    app.take_in_denial(&operator(), review, notice(PlanFunding::MedicareAdvantage, Appellant::Provider, false)).await.unwrap();
    let page = app.appeal(&operator(), review).await.unwrap();
    assert_eq!(page.approved_before.as_deref(), Some("AU-1"));
    let letter = app.letter(&operator(), review, (LetterKind::Appeal, None)).await.unwrap();
    let says = |key: &str| letter.parts.iter().any(|part| matches!(part, LetterPart::Sentence(fact, _) if fact.key.0 == key));
    assert!(says("letter-approved-before") && says("letter-approved-stands"), "{:?}", letter.parts);
    let appeal = page.appeals[0].id;
    app.file_appeal(&operator(), review, appeal, Filing::at(at("2026-11-18T15:00:00Z"))).await.unwrap();
    let overturned = (16..=22).map(|number| day(&format!("2026-11-{number}"))).collect();
    let all = NewOutcome {
        decided_at: at("2026-11-19T15:00:00Z"),
        overturned,
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        number: "AU-1".to_owned(),
        units: None,
    };
    app.decide_appeal(&operator(), review, appeal, all.clone()).await.unwrap();
    assert_eq!(refusal(app.decide_appeal(&operator(), review, appeal, all).await), AppealRefusal::AlreadyDecided);
    let authorizations = app.authorizations(&operator(), practice.anna).await.unwrap();
    assert_eq!(authorizations.authorizations.len(), 1, "the days stand under the number that covered them before");
    let page = app.appeal(&operator(), review).await.unwrap();
    assert!(page.is_over() && page.tasks.is_empty() && page.days.iter().all(|stored| stored.value().outcome == DayOutcome::Overturned));
}

#[tokio::test]
async fn urgency_is_stated_by_a_clinician_and_external_review_runs_beside_the_internal_appeal() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let (attending, _) = practice.somebody("ada", &[Role::Clinician], Some(practice.treating)).await;
    app.take_in_denial(&coordinator, review, notice(PlanFunding::SelfFunded, Appellant::AuthorizedRepresentative, true)).await.unwrap();
    let urgency = NewPaper {
        kind: PaperKind::Urgency,
        signed: day("2026-11-18"),
        signer: String::new(),
        words: "Waiting would do harm.".to_owned(),
        scope: PaperScope::Decision,
    };
    assert_eq!(refusal(app.record_appeal_paper(&coordinator, review, urgency.clone()).await), AppealRefusal::NotAClinician);
    let encloses = async || {
        let letter = app.letter(&coordinator, review, (LetterKind::Appeal, None)).await.unwrap();
        let says = |key: &str| letter.parts.iter().any(|part| matches!(part, LetterPart::Sentence(fact, _) if fact.key.0 == key));
        (says("letter-appeal-urgent"), says("letter-appeal-urgent-stated"))
    };
    assert_eq!(encloses().await, (true, false), "nobody has stated urgency: nothing is enclosed");
    app.record_appeal_paper(&attending, review, urgency).await.unwrap();
    assert_eq!(encloses().await, (false, true));
    let external =
        NewAppeal { level: AppealLevel::External, appellant: Appellant::AuthorizedRepresentative, urgent: true, confirmed: false };
    app.plan_appeal(&coordinator, review, external).await.unwrap();
    let page = app.appeal(&coordinator, review).await.unwrap();
    let parallel = page
        .tasks
        .iter()
        .any(|task| matches!(&task.kind, utilization_review::appeal::TaskKind::Deadline(deadline) if deadline.rule == "ACA-X-PARALLEL"));
    assert!(parallel && page.tasks.iter().all(|task| !task.blocks), "{:?}", page.tasks);
    assert!(page.papers[0].value().signer.contains("ada") && page.papers[0].value().clinician == Some(practice.treating));
    // Each has a letter of its own, and a text of its own.
    let of_level = |level| page.appeals.iter().find(|stored| stored.value().level == level).map(|stored| stored.id);
    let (internal, outside) = (of_level(AppealLevel::First), of_level(AppealLevel::External));
    let letter = async |appeal| app.letter(&coordinator, review, (LetterKind::Appeal, appeal)).await.unwrap();
    let asks = |letter: &app::review::appeal::letter::LetterPage| match &letter.parts[0] {
        LetterPart::Sentence(fact, _) => fact.key.0,
        other => panic!("{other:?}"),
    };
    app.save_letter(&coordinator, review, (LetterKind::Appeal, outside), words("To the reviewer.", BegunFrom::Records)).await.unwrap();
    for (appeal, variant, asked, saved) in [
        (None, Variant::AppealFirst, "letter-appeal-ask", None),
        (internal, Variant::AppealFirst, "letter-appeal-ask", None),
        (outside, Variant::ExternalReview, "letter-external-ask", Some("To the reviewer.")),
    ] {
        let letter = letter(appeal).await;
        let text = letter.saved.as_ref().map(|saved| saved.value().text.as_str());
        assert_eq!((letter.packet.packet.variant, asks(&letter), text), (variant, asked, saved));
    }
    app.save_letter(&coordinator, review, (LetterKind::Appeal, None), words("To the plan.", BegunFrom::Records)).await.unwrap();
    assert_eq!(letter(outside).await.saved.unwrap().value().text, "To the reviewer.");
    assert_eq!(letter(internal).await.saved.unwrap().value().text, "To the plan.");
    let unknown = app.letter(&coordinator, review, (LetterKind::Appeal, Some(review))).await;
    assert!(matches!(unknown, Err(AppError::NotFound("appeal"))), "an appeal of nobody");
}

#[tokio::test]
async fn who_may_not_see_reviews_sees_no_appeal_and_who_does_not_treat_the_patient_neither() {
    let practice = practice(Settings::default()).await;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    assert!(matches!(practice.app.appeals(&biller).await.unwrap_err(), AppError::RoleRefused(Data::Reviews)));
    assert!(matches!(practice.app.appeal(&biller, review).await.unwrap_err(), AppError::RoleRefused(Data::Reviews)));
    let (stranger, _) = practice.somebody("sam", &[Role::Clinician], None).await;
    assert!(matches!(practice.app.appeal(&stranger, review).await.unwrap_err(), AppError::NotInCareTeam(_)));
    assert!(practice.app.appeals(&stranger).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_holiday_of_the_practice_is_no_business_day_of_a_deadline() {
    let practice = practice(Settings::default()).await;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let app = &practice.app;
    let rules = "id = \"ours\"\nversion = \"2\"\n[[rule]]\nid = \"OURS-P2P\"\nregime = \"contract\"\nevent = \"denial_received\"\n\
                 owed_by = \"practice\"\nact = \"peer_to_peer\"\nlimit = { business_days = 2 }\nsource = \"our contract\"\nverified = false\n";
    app.save_deadline_rules(&operator(), rules.to_owned()).await.unwrap();
    // Received on a Tuesday.
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    let due = async || {
        let tasks = app.appeal(&operator(), review).await.unwrap().tasks;
        let of = |due: utilization_review::clock::Due| match due {
            utilization_review::clock::Due::Before(_, day) => Some(day),
            _ => None,
        };
        tasks.into_iter().filter_map(|task| task.due.and_then(of)).min()
    };
    assert_eq!(due().await, Some(day("2026-11-19")));
    let holidays = Holidays { days: [day("2026-11-19"), day("2026-12-25")].into(), version: 0 };
    app.save_holidays(&operator(), holidays.clone()).await.unwrap();
    assert!(matches!(app.save_holidays(&operator(), holidays).await, Err(AppError::Conflict)), "somebody saved since");
    assert_eq!(due().await, Some(day("2026-11-20")));
    let (desk, _) = practice.somebody("bo", &[Role::Biller], None).await;
    assert!(matches!(app.save_holidays(&desk, Holidays::default()).await, Err(AppError::RoleRefused(Data::Practice))));
}
