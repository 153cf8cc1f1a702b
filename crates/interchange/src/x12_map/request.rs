//! A request for an authorization as it leaves (278). The guide is partial here, as sample files show it: who decides, who asks, the member, and one event with
//! its days, diagnoses, how much is asked for and the services. What the table of the guide misses beyond is counted.

use std::sync::Arc;

use vocabulary::{Day, Icd10Code, Period};
use x12::{DatedReference, Demographics, Outgoing, Party, Procedure, Review278, ReviewRequest, ReviewService, Unwritable};

use super::correction::NewEnvelope;

/// What is asked, of whom and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// The NPI of who asks.
    pub provider_id: String,
    /// The name of who asks.
    pub provider_name: String,
    /// The payer's number.
    pub payer_id: String,
    /// The payer's name.
    pub payer_name: String,
    /// The member's number.
    pub member_id: String,
    /// The member's family name.
    pub family_name: String,
    /// The member's given name.
    pub given_name: String,
    /// The member's day of birth.
    pub birth_day: Day,
    /// `F`, `M` or `U`.
    pub sex: &'static str,
    /// True for more of what was granted already, false for a first request.
    pub is_renewal: bool,
    /// True where waiting would do harm.
    pub is_urgent: bool,
    /// The days that are asked for.
    pub period: Period,
    /// How much, with its unit: `DY` for days, `VS` for visits.
    pub units: (u32, &'static str),
    /// The principal diagnosis, then the others.
    pub diagnoses: Vec<Icd10Code>,
    /// Procedures and revenue codes.
    pub codes: Vec<String>,
}

/// A request that was written and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many things the table of the guide asks for and the request does not have.
    pub findings: usize,
}

/// Why a request was not written: the element, segment or character that stands in its way, never a name of a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request cannot be written: {0}")]
pub struct UnwritableRequest(pub String);

/// Writes a request. What was written is read again and compared.
///
/// # Errors
/// Where a value does not fit into the file.
pub fn request(new: &NewRequest, envelope: &NewEnvelope) -> Result<RequestFile, UnwritableRequest> {
    let review = review(new, envelope);
    let written = x12::write_review(&review, &Outgoing::default()).map_err(|refused| UnwritableRequest(obstacle(&refused)))?;
    Ok(RequestFile { findings: written.findings.len(), bytes: written.bytes })
}

fn obstacle(refused: &Unwritable) -> String {
    match refused {
        Unwritable::Envelope(element) => (*element).to_owned(),
        Unwritable::Character { segment, element, character } => format!("{segment}{element:02}: {}", character.escape_default()),
        Unwritable::Guide(problem) => {
            if problem.element.is_empty() {
                problem.segment.clone()
            } else {
                problem.element.clone()
            }
        }
        _ => "278".to_owned(),
    }
}

fn date(day: Day) -> Option<x12::Date> {
    let (year, month) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?);
    x12::Date::new(year, month, u8::try_from(day.day_of_month()).ok()?)
}

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn review(new: &NewRequest, envelope: &NewEnvelope) -> Review278 {
    let control = envelope.control % 1_000_000_000;
    let day = date(envelope.day);
    let envelope = x12::Envelope {
        sender: new.provider_id.clone(),
        receiver: new.payer_id.clone(),
        interchange_control: format!("{control:09}"),
        usage: "P".to_owned(),
        group_sender: new.provider_id.clone(),
        group_receiver: new.payer_id.clone(),
        group_day: day,
        group_control: control.to_string(),
        transaction: "278".to_owned(),
        transaction_control: "0001".to_owned(),
        guide: "005010X217".to_owned(),
        purpose: "13".to_owned(),
        reference: control.to_string(),
        day,
        ..x12::Envelope::default()
    };
    Review278 {
        envelope: Arc::new(envelope),
        organization: party("X3", "2", (&new.payer_name, ""), ("PI", &new.payer_id)),
        requester: party("1P", "2", (&new.provider_name, ""), ("XX", &new.provider_id)),
        subscriber: party("IL", "1", (&new.family_name, &new.given_name), ("MI", &new.member_id)),
        subscriber_demographics: Demographics { birth: digits(new.birth_day), birth_day: date(new.birth_day), sex: new.sex.to_owned() },
        trace: control.to_string(),
        request: asked(new),
        dates: days(new.period),
        // The principal diagnosis and the others in ICD-10-CM, as a claim names them.
        diagnoses: (new.diagnoses.iter().enumerate())
            .map(|(place, code)| (if place == 0 { "ABK" } else { "ABF" }.to_owned(), code.as_str().replace('.', "")))
            .collect(),
        delivery: vec![vec![new.units.1.to_owned(), new.units.0.to_string()]],
        services: new.codes.iter().map(|code| service(new, code)).collect(),
        ..Review278::default()
    }
}

/// UM: services that are asked for (HS), a first request (I) or a renewal (R), urgent where it is (U), as sample files have them. The type of service is left to
/// the codes: which one a payer wants for a level of care is its own.
fn asked(new: &NewRequest) -> ReviewRequest {
    ReviewRequest {
        category: "HS".to_owned(),
        certification: if new.is_renewal { "R" } else { "I" }.to_owned(),
        urgency: if new.is_urgent { "U" } else { "" }.to_owned(),
        ..ReviewRequest::default()
    }
}

fn party(entity: &str, kind: &str, (name, first_name): (&str, &str), (id_qualifier, id): (&str, &str)) -> Party {
    Party {
        entity: entity.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        first_name: first_name.to_owned(),
        id_qualifier: id_qualifier.to_owned(),
        id: id.to_owned(),
        ..Party::default()
    }
}

fn days(period: Period) -> Vec<DatedReference> {
    let (first, last) = (period.first(), period.last().unwrap_or_else(|| period.first()));
    let Some((from, to)) = date(first).zip(date(last)) else { return Vec::new() };
    let value = format!("{}-{}", digits(first), digits(last));
    let said = x12::Period { from, to };
    vec![DatedReference { qualifier: "472".to_owned(), format: "RD8".to_owned(), value, period: Some(said) }]
}

/// A revenue code has four digits, and stands without a procedure; every other code is a procedure.
fn service(new: &NewRequest, code: &str) -> ReviewService {
    let is_revenue_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    let service = ReviewService { request: Some(asked(new)), ..ReviewService::default() };
    if is_revenue_code {
        return ReviewService { segment: "SV2".to_owned(), revenue_code: code.to_owned(), ..service };
    }
    let procedure = Procedure { qualifier: "HC".to_owned(), code: code.to_owned(), ..Procedure::default() };
    ReviewService { segment: "SV1".to_owned(), procedure, ..service }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_for(change: impl Fn(&mut NewRequest)) -> Result<String, String> {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut new = NewRequest {
            provider_id: "1234567893".to_owned(),
            provider_name: "PRACTICE".to_owned(),
            payer_id: "P1".to_owned(),
            payer_name: "PLAN".to_owned(),
            member_id: "M1".to_owned(),
            family_name: "BIRCH".to_owned(),
            given_name: "ANA".to_owned(),
            birth_day: day("1990-05-06"),
            sex: "F",
            is_renewal: false,
            is_urgent: false,
            period: Period::new(day("2026-03-02"), Some(day("2026-03-15"))).unwrap(),
            units: (10, "DY"),
            diagnoses: vec!["F33.1".parse().unwrap(), "F41.1".parse().unwrap()],
            codes: vec!["0912".to_owned(), "H0035".to_owned()],
        };
        change(&mut new);
        let written = request(&new, &NewEnvelope { control: 42, day: day("2026-03-01") }).map_err(|refused| refused.0)?;
        Ok(String::from_utf8(written.bytes).unwrap())
    }

    #[test]
    fn a_request_is_written_with_what_is_asked_and_reads_back() {
        let check = |change: &dyn Fn(&mut NewRequest), expected: &[&str]| {
            let text = asked_for(change).unwrap();
            for told in expected {
                assert!(text.contains(told), "{told}: {text}");
            }
        };
        let whole = [
            "ISA*00*          *00*          *ZZ*1234567893     *ZZ*P1             *260301*",
            "*000000042*0*P*:~",
            "BHT*0007*13*42*20260301*",
            "NM1*X3*2*PLAN*****PI*P1~",
            "NM1*1P*2*PRACTICE*****XX*1234567893~",
            "NM1*IL*1*BIRCH*ANA****MI*M1~",
            "DMG*D8*19900506*F~",
            "TRN*1*42~",
            "UM*HS*I~",
            "DTP*472*RD8*20260302-20260315~",
            "HI*ABK:F331*ABF:F411~",
            "HSD*DY*10~",
            "SV2*0912~",
            "SV1*HC:H0035~",
        ];
        check(&|_| {}, &whole);
        check(&|new| (new.is_renewal, new.is_urgent) = (true, true), &["UM*HS*R****U~"]);
        check(&|new| new.codes.clear(), &["HL*4*3*EV*0~"]);
    }

    #[test]
    fn what_does_not_fit_into_the_file_is_named_and_nobody_is() {
        assert_eq!(asked_for(|new| new.provider_id.clear()), Err("ISA06".to_owned()));
        assert_eq!(asked_for(|new| new.family_name = "BI~RCH".to_owned()), Err("NM103: ~".to_owned()));
    }
}
