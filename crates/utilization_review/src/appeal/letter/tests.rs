use std::collections::BTreeSet;

use vocabulary::{Money, Version};

use super::*;
use crate::appeal::{DisputedLine, NoticeChannel, NoticeElement, PaperScope};
use crate::packet::tests::input;
use crate::packet::{ApprovedBefore, PacketInput, Variant, assemble};

/// Sentences that ask for something, say who asks, name a law or explain the letter. What somebody signed is quoted in full with the day. No record is behind
/// any other.
const WITHOUT_A_RECORD: [&str; 23] = [
    "letter-appeal-ask",
    "letter-external-ask",
    "letter-file-ask",
    "letter-continue-ask",
    "letter-by-member",
    "letter-by-representative",
    "letter-by-provider",
    "letter-appeal-urgent",
    "letter-appeal-urgent-stated",
    "letter-approved-stands",
    "letter-ask-reverse",
    "letter-ask-reviewer",
    "letter-ask-day-by-day",
    "letter-ask-send-on",
    "letter-ask-person-decided",
    "letter-file-criteria",
    "letter-file-notes",
    "letter-file-reviewer",
    "letter-file-recordings",
    "letter-file-plan",
    "letter-file-free",
    "letter-file-time",
    "letter-continue-answer",
];

fn id<T: vocabulary::Identifier>(number: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(number))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn denial(funding: care::PlanFunding, state: &str) -> Denial {
    Denial {
        episode: id(2),
        review: id(3),
        determination: id(4),
        received_at: "2026-11-20T15:00:00Z".parse().unwrap(),
        channel: NoticeChannel::Letter,
        funding,
        state: state.to_owned(),
        plan: String::new(),
        number: "AU-1001".to_owned(),
        reason_codes: String::new(),
        criteria: "the payer's criteria, 2026".to_owned(),
        credential: String::new(),
        present: Vec::new(),
        appeal_address: String::new(),
        appeal_by: None,
        peer_to_peer_by: None,
    }
}

fn line() -> DisputedLine {
    DisputedLine {
        episode: id(2),
        review: id(3),
        determination: id(4),
        payer: String::new(),
        remittance: id(5),
        place: 0,
        line: None,
        claim_number: "C1".to_owned(),
        line_number: Some(1),
        service: "H0015".to_owned(),
        period: Period::new(day("2026-11-02"), Some(day("2026-11-02"))).unwrap(),
        code: "CO-50".to_owned(),
        amount: Money::from_cents(15_000),
    }
}

/// A packet that answers a denial with this reason.
fn packet(reason: &str, change: impl FnOnce(&mut PacketInput)) -> Packet {
    let mut made = input(Variant::AppealFirst);
    let dispute = made.dispute.as_mut().expect("the input has one");
    reason.clone_into(&mut dispute.reason);
    let evidence =
        vocabulary::Evidence { kind: "authorization", id: "authorization-1".into(), version: Version::FIRST, day: day("2026-10-30") };
    dispute.approved_before = Some(ApprovedBefore { number: "AU-1".into(), evidence });
    change(&mut made);
    assemble(made)
}

/// Every letter that can be written about a packet.
fn letters(packet: &Packet, denial: &Denial) -> Vec<LetterPart> {
    let missing = [true, false].map(|verified| MissingElement { element: NoticeElement::Reason, source: "a rule".into(), verified });
    let statement = AppealPaper {
        episode: id(2),
        review: id(3),
        determination: id(4),
        kind: PaperKind::Urgency,
        signed: day("2026-11-21"),
        signer: "Ines Okoro, PhD".into(),
        words: "Waiting would put her at risk.".into(),
        clinician: None,
        scope: PaperScope::Decision,
    };
    let mut parts = Vec::new();
    for level in AppealLevel::ALL {
        for (appellant, papers) in
            [(Appellant::Member, std::slice::from_ref(&statement)), (Appellant::AuthorizedRepresentative, &[]), (Appellant::Provider, &[])]
        {
            let appeal = Appeal {
                episode: id(2),
                review: id(3),
                determination: id(4),
                level: *level,
                appellant,
                urgent: true,
                filed_at: None,
                decided: false,
            };
            let subject = LetterSubject { denial, appeal: Some(&appeal), packet, missing: &missing, papers };
            parts.extend([super::appeal(&subject), claim_file(&subject), continuation(&subject)].concat());
        }
    }
    parts
}

#[test]
fn every_line_of_a_letter_behind_which_a_record_is_cites_it() {
    use care::PlanFunding::{Insured, MedicareAdvantage};
    let lines = |made: &mut PacketInput| made.dispute.as_mut().expect("there").lines = vec![line()];
    let without_attendance = |made: &mut PacketInput| made.records.attendance.clear();
    let packets = [packet("Not needed.", |_| {}), packet("", without_attendance), packet("CO-50", lines)];
    let (mut cited, mut uncited): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
    for packet in &packets {
        let is_in_the_index = |cites: &[u32]| cites.iter().all(|cite| packet.index.iter().any(|entry| entry.number == *cite));
        for (funding, state) in [(MedicareAdvantage, "NY"), (Insured, "CA")] {
            for part in letters(packet, &denial(funding, state)) {
                match &part {
                    LetterPart::Heading(_) => {}
                    LetterPart::Words(_, cites) => assert!(!cites.is_empty() && is_in_the_index(cites), "{part:?}"),
                    LetterPart::Scores(rows) => assert!(rows.iter().all(|row| is_in_the_index(&[row.cite])), "{part:?}"),
                    LetterPart::Sentence(fact, cites) | LetterPart::Item(fact, cites) => {
                        assert!(is_in_the_index(cites), "{part:?}");
                        if cites.is_empty() {
                            uncited.insert(fact.key.0)
                        } else {
                            cited.insert(fact.key.0)
                        };
                    }
                }
            }
        }
    }
    assert!(uncited.remove("letter-citations"), "what the numbers are is said");
    assert_eq!(uncited, WITHOUT_A_RECORD.into());
    for key in ["reason", "reason-codes", "no-reason", "refused-line", "criteria", "approved-before", "missing-element", "continue-ongoing"]
    {
        assert!(cited.contains(format!("letter-{key}").as_str()), "{key}: {cited:?}");
    }
}

#[test]
fn an_approval_before_cites_the_authorization_and_care_that_goes_on_its_attendance() {
    let packet = packet("Not needed.", |_| {});
    let cites = |wanted: &str| -> Vec<&'static str> {
        let parts = letters(&packet, &denial(care::PlanFunding::Insured, "CA"));
        let found = parts.iter().find_map(|part| match part {
            LetterPart::Sentence(fact, cites) if fact.key.0 == wanted => Some(cites.clone()),
            _ => None,
        });
        let found = found.expect("it is said");
        packet.index.iter().filter(|entry| found.contains(&entry.number)).map(|entry| entry.evidence.kind).collect()
    };
    assert_eq!(cites("letter-approved-before"), ["authorization"]);
    assert_eq!(cites("letter-reason"), ["authorization_determination"]);
    assert_eq!(cites("letter-continue-ongoing"), ["attendance", "attendance"]);
}
