//! Values of any content that the guides permit.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use x12::*;

/// Text that holds no delimiter of the tests, of so many characters at most. Blanks at its ends are not kept by every reader.
fn word(longest: usize) -> BoxedStrategy<String> {
    let inner = longest.saturating_sub(2).min(12);
    prop_oneof![
        4 => proptest::string::string_regex(&format!("[A-Z0-9]([A-Za-z0-9 ,.()&-]{{0,{inner}}}[A-Z0-9])?")).expect("an expression"),
        1 => Just("ÉLODIE".chars().take(longest).collect::<String>()),
    ]
    .prop_filter("short enough", move |text| text.chars().count() <= longest)
    .boxed()
}

fn maybe(longest: usize) -> BoxedStrategy<String> {
    prop_oneof![Just(String::new()), word(longest)].boxed()
}

fn code(expression: &'static str) -> BoxedStrategy<String> {
    proptest::string::string_regex(expression).expect("an expression").boxed()
}

fn one_of(codes: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(codes).prop_map(str::to_owned).boxed()
}

fn day() -> impl Strategy<Value = Date> {
    (1990_u16..2030, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day of the calendar"))
}

fn dated(qualifier: &'static str) -> impl Strategy<Value = DatedReference> {
    (day(), day(), any::<bool>()).prop_map(move |(one, other, is_period)| {
        let (from, to) = (one.min(other), one.max(other));
        let (format, value) = if is_period { ("RD8", format!("{from}-{to}")) } else { ("D8", from.to_string()) };
        let period = Period::read(format.as_bytes(), value.as_bytes());
        DatedReference { qualifier: qualifier.to_owned(), format: format.to_owned(), value, period }
    })
}

fn reference(qualifiers: &'static [&'static str]) -> impl Strategy<Value = Reference> {
    (one_of(qualifiers), word(30)).prop_map(|(qualifier, value)| Reference { qualifier, value, description: String::new() })
}

fn cents() -> impl Strategy<Value = Cents> {
    (0_i64..10_000_000).prop_map(Cents)
}

fn amount(qualifier: &'static str) -> impl Strategy<Value = Amount> {
    cents().prop_map(move |amount| Amount { qualifier: qualifier.to_owned(), amount })
}

fn adjustment() -> impl Strategy<Value = Adjustment> {
    (one_of(&["CO", "PR", "OA"]), code("[0-9]{1,3}"), (-100_000_i64..100_000).prop_map(Cents), one_of(&["", "1", "2.5"]))
        .prop_map(|(group, reason, amount, quantity)| Adjustment { group, reason, amount, quantity })
}

fn procedure() -> impl Strategy<Value = Procedure> {
    (code("[A-Z][0-9]{4}"), vec(code("[A-Z0-9]{2}"), 0..4), maybe(40)).prop_map(|(code, modifiers, description)| Procedure {
        qualifier: "HC".to_owned(),
        code,
        modifiers,
        description,
    })
}

/// A party of one kind: which parts it has says `parts`: address, references, contacts, taxonomy.
fn party(entity: &'static str, parts: [bool; 4], qualifiers: &'static [&'static str]) -> impl Strategy<Value = Party> {
    let [has_address, has_references, has_contacts, has_taxonomy] = parts;
    let name = (one_of(&["1", "2"]), word(40), maybe(20), maybe(12), maybe(8), word(20));
    let address = (vec(word(40), 1..=2), word(20).prop_filter("two characters", |city| city.len() > 1), code("[A-Z]{2}"), code("[0-9]{5}"));
    let contact = (word(30), code("[0-9]{10}")).prop_map(|(name, number)| Contact {
        function: "IC".to_owned(),
        name,
        numbers: vec![("TE".to_owned(), number.clone()), ("FX".to_owned(), number)],
    });
    let references = vec(reference(qualifiers), 0..if has_references { 3 } else { 1 });
    let contacts = vec(contact, 0..if has_contacts { 2 } else { 1 });
    (name, option::of(address), references, contacts, code("[0-9A-Z]{10}")).prop_map(
        move |(name, address, references, contacts, taxonomy)| {
            let (kind, name, first_name, middle_name, suffix, id) = name;
            let address = address.filter(|_| has_address);
            let (street, city, state, postal_code) = address.unwrap_or_default();
            Party {
                entity: entity.to_owned(),
                kind,
                name,
                first_name,
                middle_name,
                suffix,
                id_qualifier: "XX".to_owned(),
                id: format!("{id}9"),
                street,
                city,
                state,
                postal_code,
                role: if has_taxonomy {
                    match entity {
                        "85" => "BI",
                        "71" => "AT",
                        _ => "PE",
                    }
                    .to_owned()
                } else {
                    String::new()
                },
                taxonomy: if has_taxonomy { taxonomy } else { String::new() },
                references,
                contacts,
                ..Party::default()
            }
        },
    )
}

fn envelope(transaction: &'static str, guide: &'static str, purpose: &'static str) -> impl Strategy<Value = Arc<Envelope>> {
    let numbers = (code("[0-9]{9}"), code("[1-9][0-9]{0,8}"), code("[0-9A-Z]{4,9}"));
    (word(15), word(15), numbers, day(), word(30), one_of(&["P", "T"])).prop_map(
        move |(sender, receiver, (interchange_control, group_control, transaction_control), day, reference, usage)| {
            let plain = |text: &str| text.replace("ÉLODIE", "ELODIE");
            let has_head = transaction != "999";
            Arc::new(Envelope {
                sender: plain(&sender),
                receiver: plain(&receiver),
                interchange_control,
                usage,
                group_sender: plain(&sender),
                group_receiver: plain(&receiver),
                group_day: Some(day),
                group_control,
                transaction: transaction.to_owned(),
                transaction_control,
                guide: guide.to_owned(),
                purpose: purpose.to_owned(),
                reference: if has_head { reference } else { String::new() },
                day: has_head.then_some(day),
                kind: if transaction == "837" { "CH".to_owned() } else { String::new() },
                place: Place::default(),
            })
        },
    )
}

fn born() -> impl Strategy<Value = Demographics> {
    (day(), one_of(&["F", "M", "U"])).prop_map(|(day, sex)| Demographics { birth: day.to_string(), birth_day: Some(day), sex })
}

fn coverage(party: impl Strategy<Value = Party>, has_birth: bool) -> impl Strategy<Value = Coverage> {
    (one_of(&["P", "S", "T"]), one_of(&["18", ""]), maybe(20), maybe(30), one_of(&["CI", "MB", "MC"]), party, born()).prop_map(
        move |(sequence, relationship, group_number, group_name, filing_indicator, party, demographics)| Coverage {
            sequence,
            relationship,
            group_number,
            group_name,
            insurance_type: String::new(),
            filing_indicator,
            party,
            demographics: if has_birth { demographics } else { Demographics::default() },
        },
    )
}

fn other_coverage() -> impl Strategy<Value = OtherCoverage> {
    let decided = (vec(adjustment(), 0..9), vec(amount("D"), 0..2), vec(dated("573"), 0..2));
    let people = (coverage(party("IL", [true, false, false, false], &["SY"]), false), party("PR", [true, false, false, false], &["2U"]));
    (people, decided, one_of(&["Y", "N"])).prop_map(|((coverage, payer), (adjustments, amounts, dates), answer)| OtherCoverage {
        coverage,
        adjustments,
        amounts,
        benefits_assigned: answer,
        patient_signature_source: String::new(),
        release_of_information: "Y".to_owned(),
        payer,
        dates: dates.into_iter().filter(|date| date.format == "D8").collect(),
        providers: Vec::new(),
    })
}

fn adjudication() -> impl Strategy<Value = LineAdjudication> {
    (word(20).prop_map(|id| id + "1"), cents(), procedure(), vec(adjustment(), 0..8), dated("573")).prop_map(
        |(payer_id, paid, procedure, adjustments, date)| LineAdjudication {
            payer_id,
            paid,
            procedure,
            quantity: "1".to_owned(),
            adjustments,
            dates: vec![date],
            ..LineAdjudication::default()
        },
    )
}

fn line(institutional: bool) -> impl Strategy<Value = ClaimLine> {
    let service = (procedure(), cents(), one_of(&["UN", "MJ"]), one_of(&["1", "2", "0.5"]), vec(code("[1-9]"), 1..4));
    let around = (
        dated("472"),
        vec(reference(if institutional { &["6R"] } else { &["6R", "G1"] }), 0..2),
        vec(adjudication(), 0..2),
        code("0[0-9]{3}"),
        one_of(&["", "11", "53"]),
    );
    (service, around).prop_map(
        move |((procedure, charge, unit, quantity, pointers), (date, references, adjudications, revenue_code, place))| ClaimLine {
            procedure,
            charge,
            unit,
            quantity,
            revenue_code: if institutional { revenue_code } else { String::new() },
            place_of_service: if institutional { String::new() } else { place },
            diagnosis_pointers: if institutional { Vec::new() } else { pointers },
            dates: vec![date],
            references,
            adjudications,
            ..ClaimLine::default()
        },
    )
}

fn diagnoses(institutional: bool) -> impl Strategy<Value = Vec<Diagnosis>> {
    vec((code("F[0-9]{2,4}"), one_of(&["", "Y", "N"])), 1..12).prop_map(move |codes| {
        let diagnosis = |(at, (code, present)): (usize, (String, String))| Diagnosis {
            qualifier: if at == 0 { "ABK" } else { "ABF" }.to_owned(),
            code,
            present_on_admission: if institutional { present } else { String::new() },
        };
        codes.into_iter().enumerate().map(diagnosis).collect()
    })
}

fn claim(institutional: bool) -> impl Strategy<Value = Claim837> {
    let head = (word(30), one_of(&["1", "7", "8"]), maybe(2).prop_map(|_| ()), diagnoses(institutional));
    let body =
        (vec(line(institutional), 1..5), vec(other_coverage(), 0..2), vec(reference(&["G1", "EA", "D9"]), 0..3), vec(amount("F5"), 0..2));
    let people = (
        coverage(party("IL", [true, false, false, false], &["SY"]), true),
        party("PR", [true, false, false, false], &["2U"]),
        option::of((one_of(&["19", "01"]), party("QC", [true, false, false, false], &["SY"]), born())),
        vec(party(if institutional { "71" } else { "82" }, [false, true, false, true], &["0B", "G2"]), 0..2),
    );
    (head, body, people).prop_map(move |((number, frequency, (), diagnoses), (lines, other_coverages, references, amounts), people)| {
        let (subscriber, payer, patient, providers) = people;
        let mut lines = lines;
        lines.iter_mut().enumerate().for_each(|(at, line)| line.number = (at + 1).to_string());
        let claim = Claim837 {
            subscriber,
            payer,
            patient: patient.map(|(relationship, party, demographics)| Patient { relationship, party, demographics }),
            number,
            charge: lines.iter().map(|line| line.charge).sum(),
            facility_code: if institutional { "86" } else { "11" }.to_owned(),
            facility_qualifier: if institutional { "A" } else { "B" }.to_owned(),
            provider_signature: if institutional { "" } else { "Y" }.to_owned(),
            assignment: "A".to_owned(),
            benefits_assigned: "Y".to_owned(),
            release_of_information: "Y".to_owned(),
            frequency: "1".to_owned(),
            references,
            amounts: if institutional { Vec::new() } else { amounts },
            diagnoses,
            providers,
            other_coverages,
            lines,
            ..Claim837::default()
        };
        match &*frequency {
            "7" => claim.replacement_of("PAYER1"),
            "8" => claim.void_of("PAYER1"),
            _ => claim,
        }
    })
}

fn claims_of(institutional: bool) -> impl Strategy<Value = Vec<Claim837>> {
    let (guide, kind) = if institutional { ("005010X223A2", ClaimKind::Institutional) } else { ("005010X222A1", ClaimKind::Professional) };
    let shared = (
        envelope("837", guide, "00"),
        party("41", [false, false, true, false], &["0B"]),
        party("40", [false; 4], &["0B"]),
        vec(party("85", [true, true, true, true], &["EI", "0B"]), 2),
        option::of(party("87", [true, false, false, false], &["0B"])),
    );
    (shared, vec((claim(institutional), 0_usize..2, any::<bool>()), 1..5)).prop_map(
        move |((envelope, submitter, receiver, providers, pay_to), claims)| {
            let (submitter, receiver) = (Arc::new(submitter), Arc::new(receiver));
            let pay_to = pay_to.map(|pay_to| Arc::new(Party { id_qualifier: String::new(), id: String::new(), ..pay_to }));
            let mut placed: Vec<Claim837> = Vec::new();
            for (claim, provider, stays) in claims {
                let mut claim = Claim837 {
                    envelope: Arc::clone(&envelope),
                    kind,
                    submitter: Arc::clone(&submitter),
                    receiver: Arc::clone(&receiver),
                    billing_provider: Arc::new(providers[provider].clone()),
                    pay_to: pay_to.clone(),
                    ..claim
                };
                // Claims of one subscriber follow each other in real files.
                if let Some(before) = placed.last().filter(|_| stays) {
                    (claim.subscriber, claim.payer) = (before.subscriber.clone(), before.payer.clone());
                    claim.billing_provider = Arc::clone(&before.billing_provider);
                }
                placed.push(claim);
            }
            placed
        },
    )
}

pub(crate) fn claims() -> impl Strategy<Value = Vec<Claim837>> {
    prop_oneof![claims_of(false), claims_of(true)]
}

fn asked() -> impl Strategy<Value = ReviewRequest> {
    (one_of(&["AR", "HS"]), one_of(&["I", "R"]), one_of(&["", "A4", "MH"]), one_of(&["", "U"])).prop_map(
        |(category, certification, service_type, urgency)| ReviewRequest {
            category,
            certification,
            service_type,
            facility_code: "51".to_owned(),
            facility_qualifier: "B".to_owned(),
            urgency,
        },
    )
}

fn service() -> impl Strategy<Value = ReviewService> {
    (one_of(&["SV1", "SV2"]), procedure(), option::of(cents()), maybe(20), dated("472"), option::of(asked()), maybe(50)).prop_map(
        |(segment, procedure, charge, trace, date, request, message)| ReviewService {
            revenue_code: if segment == "SV2" { "0912".to_owned() } else { String::new() },
            segment,
            procedure: Procedure { description: String::new(), ..procedure },
            charge,
            unit: "UN".to_owned(),
            quantity: "5".to_owned(),
            trace,
            request,
            dates: vec![date],
            delivery: vec![["VS", "3", "", "", "34", "1"].map(str::to_owned).to_vec()],
            messages: Some(message).into_iter().filter(|message| !message.is_empty()).collect(),
            ..ReviewService::default()
        },
    )
}

pub(crate) fn request() -> impl Strategy<Value = Review278> {
    let people = (
        party("X3", [false; 4], &["EI"]),
        party("1P", [true, true, true, false], &["EI", "ZH"]),
        party("IL", [true, true, false, false], &["6P"]),
        option::of(party("QC", [true, true, false, false], &["SY"])),
        vec(party("SJ", [true, true, true, true], &["ZH"]), 0..3),
    );
    let event = (word(20), asked(), vec((one_of(&["BK", "BF"]), code("F[0-9]{3}")), 0..3), vec(dated("472"), 0..2), vec(service(), 0..3));
    (envelope("278", "005010X217", "13"), people, event, born()).prop_map(|(envelope, people, event, demographics)| {
        let (organization, requester, subscriber, dependent, providers) = people;
        let (trace, request, diagnoses, dates, services) = event;
        Review278 {
            envelope,
            organization,
            requester,
            subscriber,
            subscriber_demographics: demographics.clone(),
            dependent_demographics: if dependent.is_some() { demographics } else { Demographics::default() },
            dependent,
            trace_originator: "9123456789".to_owned(),
            trace,
            request,
            diagnoses,
            dates,
            providers,
            services,
            ..Review278::default()
        }
    })
}

pub(crate) fn acknowledgment() -> impl Strategy<Value = Acknowledgment999> {
    let element = (code("[1-9](:[1-9])?"), code("[1-9][0-9]{1,3}"), one_of(&["1", "5", "I10"]), maybe(40))
        .prop_map(|(position, data_element, code, value)| ElementError { position, data_element, code, value, contexts: Vec::new() });
    let segment = (one_of(&["CLM", "NM1"]), code("[1-9][0-9]{0,3}"), one_of(&["", "2300"]), vec(element, 0..3), any::<bool>()).prop_map(
        |(segment, position, loop_id, elements, has_context)| SegmentError {
            contexts: if has_context { vec![vec!["CLM01:12345".to_owned()]] } else { Vec::new() },
            segment,
            position,
            loop_id,
            code: "8".to_owned(),
            elements,
        },
    );
    let set = (code("[0-9]{4,9}"), vec(segment, 0..3), one_of(&["A", "E", "R"]), vec(one_of(&["5", "I5"]), 0..3)).prop_map(
        |(control, segments, code, errors)| SetAcknowledgment {
            transaction: "837".to_owned(),
            control,
            guide: "005010X222A1".to_owned(),
            segments,
            code,
            errors,
        },
    );
    (envelope("999", "005010X231A1", ""), code("[1-9][0-9]{0,8}"), vec(set, 0..4), one_of(&["A", "P", "R"])).prop_map(
        |(envelope, group_control, sets, code)| Acknowledgment999 {
            envelope,
            function: "HC".to_owned(),
            group_control,
            guide: "005010X222A1".to_owned(),
            counts: [sets.len(), sets.len(), 0].map(|count| count.to_string()),
            sets,
            code,
            ..Acknowledgment999::default()
        },
    )
}
