//! A corrected claim: what was sent, found again in the file in which it was sent, with one thing put right, as a replacement (frequency 7); or the same
//! without a change, as a void (frequency 8).
//!
//! It is written from the claim as it stands in the file and not from our values, which have no place for most of what a payer asks for. What is written
//! is read back and compared before anybody gets it: everything but the change is what was sent.

use std::sync::Arc;

use revenue_cycle::{Claim, ClaimLine, Units};
use vocabulary::{Day, Icd10Code, Period};
use x12::{Claim837, Diagnosis, Event, Outgoing, Reference, Unwritable, Written};

use super::{Notes, claim};

/// What is put right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The payer's number of the claim that is replaced.
    pub payer_control: String,
    /// The number of an authorization, with the days that it covers.
    pub authorization: Option<(String, Period)>,
    /// A line by its place from 0, and the modifiers that it gets.
    pub modifiers: Option<(usize, Vec<String>)>,
    /// All diagnoses, the principal first; lines go on to point at them by their place.
    pub diagnoses: Option<Vec<Icd10Code>>,
    /// The member's number.
    pub member_id: Option<String>,
    /// A line by its place from 0, and how much of it is billed. Its charge stays.
    pub units: Option<(usize, Units)>,
}

/// The envelope of the new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnvelope {
    /// The control number of the interchange: one to nine digits. The group and the transaction get the same.
    pub control: u32,
    /// The day on which it is made.
    pub day: Day,
}

/// A corrected claim that was written and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The file.
    pub bytes: Vec<u8>,
    /// The claim as it reads back.
    pub claim: Claim,
    /// How many things the payer's guide asks for and the claim, as it was sent, does not have.
    pub findings: usize,
}

/// Why a corrected claim was not written. Values are codes and segments, never names of people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionProblem {
    /// The file does not hold the claim.
    #[error("the claim is not in the file")]
    NotInFile,
    /// The payer's number of the claim is not known: a replacement has to name it.
    #[error("the payer's number of the claim is not known")]
    NoPayerControl,
    /// There is nothing to put right.
    #[error("nothing is changed")]
    NothingChanged,
    /// The claim holds a segment that would be lost.
    #[error("the claim holds the segment {segment}, which would be lost")]
    WouldLose {
        /// Its name.
        segment: String,
    },
    /// The writer refuses; what it says, for the defect report.
    #[error("the claim cannot be written: {what}")]
    Unwritable {
        /// In technical words.
        what: String,
    },
}

/// Writes a corrected claim. `sent` is the version that is replaced, as it was read from `file`.
///
/// # Errors
/// [`CorrectionProblem`].
pub fn corrected(file: &[u8], sent: &Claim, change: &Change, envelope: &NewEnvelope) -> Result<Corrected, CorrectionProblem> {
    if change.payer_control.trim().is_empty() {
        return Err(CorrectionProblem::NoPayerControl);
    }
    let (original, sender, receiver) = find(file, sent).ok_or(CorrectionProblem::NotInFile)?;
    let new = with_change(original.clone(), sent, change)?;
    if new == original {
        return Err(CorrectionProblem::NothingChanged);
    }
    write(new.replacement_of(change.payer_control.trim()), (sender, receiver), envelope)
}

/// Writes a claim that takes back what was sent: as it stands in the file, as a void of what the payer knows under its number. A claim that is one
/// already takes nothing back.
///
/// # Errors
/// [`CorrectionProblem`].
pub fn voided(file: &[u8], sent: &Claim, payer_control: &str, envelope: &NewEnvelope) -> Result<Corrected, CorrectionProblem> {
    if payer_control.trim().is_empty() {
        return Err(CorrectionProblem::NoPayerControl);
    }
    if sent.frequency == revenue_cycle::Frequency::Void {
        return Err(CorrectionProblem::NothingChanged);
    }
    let (original, sender, receiver) = find(file, sent).ok_or(CorrectionProblem::NotInFile)?;
    write(original.void_of(payer_control.trim()), (sender, receiver), envelope)
}

fn write(mut new: Claim837, (sender, receiver): (String, String), envelope: &NewEnvelope) -> Result<Corrected, CorrectionProblem> {
    new.envelope = Arc::new(enclosed(&new, envelope));
    let outgoing = Outgoing { sender_qualifier: sender, receiver_qualifier: receiver, ..Outgoing::default() };
    let written = x12::write_claims(&[new], &outgoing).map_err(refusal)?;
    let claim = read_back(&written).ok_or_else(|| CorrectionProblem::Unwritable { what: "it does not read back".to_owned() })?;
    Ok(Corrected { bytes: written.bytes, claim, findings: written.findings.len() })
}

/// The claim of the file that reads as what was sent, with the qualifiers of the sender's and the receiver's number.
fn find(file: &[u8], sent: &Claim) -> Option<(Claim837, String, String)> {
    let reads_as = |found: &Claim837| claim::claim(found, sent.source.ordinal, &mut Notes::at(found.place)) == *sent;
    let claims = x12::read(file).filter_map(|event| if let Event::Claim(found) = event { Some(found) } else { None });
    let found = claims.into_iter().find(|found| found.number.trim() == sent.number && reads_as(found))?;
    let (sender, receiver) = qualifiers(file, &found.envelope.interchange_control).unwrap_or_else(|| ("ZZ".to_owned(), "ZZ".to_owned()));
    Some((*found, sender, receiver))
}

/// ISA05 and ISA07 of an interchange. ISA has elements of fixed length: the two stand 32 and 51 bytes after its beginning.
fn qualifiers(file: &[u8], control: &str) -> Option<(String, String)> {
    const LENGTH: usize = 106;
    let mut from = 0;
    while let Some(at) = file.get(from..)?.windows(3).position(|window| window == b"ISA").map(|at| from + at) {
        let header = file.get(at..at + LENGTH)?;
        let text = |range: std::ops::Range<usize>| std::str::from_utf8(header.get(range)?).ok().map(str::to_owned);
        if text(90..99).is_some_and(|found| found == control) {
            return Some((text(32..34)?, text(51..53)?));
        }
        from = at + 3;
    }
    None
}

fn with_change(mut claim: Claim837, sent: &Claim, change: &Change) -> Result<Claim837, CorrectionProblem> {
    if let Some((number, covered)) = &change.authorization {
        let is_covered = |line: &ClaimLine| line.days.or(sent.statement).is_some_and(|days| covers(*covered, days));
        if sent.lines.iter().all(is_covered) {
            set(&mut claim.references, number);
        } else {
            for (line, billed) in claim.lines.iter_mut().zip(&sent.lines) {
                if is_covered(billed) {
                    set(&mut line.references, number);
                }
            }
        }
    }
    if let Some((place, modifiers)) = &change.modifiers
        && let Some(line) = claim.lines.get_mut(*place)
    {
        line.procedure.modifiers.clone_from(modifiers);
    }
    if let Some((place, units)) = change.units
        && sent.lines.get(place).is_some_and(|line| line.units != units)
        && let Some(line) = claim.lines.get_mut(place)
    {
        line.quantity = units.to_string();
    }
    if let Some(member_id) = &change.member_id {
        claim.subscriber.party.id.clone_from(member_id);
    }
    if let Some(codes) = change.diagnoses.as_ref().filter(|codes| **codes != sent.diagnoses) {
        set_diagnoses(&mut claim, sent, codes)?;
    }
    Ok(claim)
}

/// Puts the diagnoses of a claim in the place of those that it has: the first becomes the principal one. Reasons for a visit, causes and the admitting
/// diagnosis stay. What would have to be guessed is refused: whether a new one was present on admission, and what a line points at that is gone.
fn set_diagnoses(claim: &mut Claim837, sent: &Claim, codes: &[Icd10Code]) -> Result<(), CorrectionProblem> {
    let refused = |what: &str| Err(CorrectionProblem::Unwritable { what: what.to_owned() });
    let of_kind = |qualifiers: [&str; 2]| {
        let places = claim.diagnoses.iter().enumerate().filter(|(_, each)| qualifiers.contains(&each.qualifier.as_str()));
        places.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let places = [of_kind(["ABK", "BK"]), of_kind(["ABF", "BF"])].concat();
    // One that could not be read is not among those that were sent: it would be lost.
    if codes.is_empty() || places.len() != sent.diagnoses.len() {
        return refused("HI");
    }
    let old: Vec<Diagnosis> = places.iter().map(|place| claim.diagnoses[*place].clone()).collect();
    let mut new: Vec<Diagnosis> = Vec::new();
    for (place, code) in codes.iter().enumerate() {
        let kept = sent.diagnoses.iter().position(|known| known == code).map(|known| old[known].present_on_admission.clone());
        if kept.is_none() && old.iter().any(|each| !each.present_on_admission.is_empty()) {
            return refused("HI");
        }
        let qualifier = old.get(place).map_or("ABF", |each| each.qualifier.as_str()).to_owned();
        new.push(Diagnosis { qualifier, code: code.as_str().replace('.', ""), present_on_admission: kept.unwrap_or_default() });
    }
    let points_beyond = |pointer: &String| pointer.parse::<usize>().is_ok_and(|pointer| pointer > codes.len());
    if claim.lines.iter().any(|line| line.diagnosis_pointers.iter().any(points_beyond)) {
        return refused("SV107");
    }
    let last = places.iter().max().copied();
    let mut given = new.into_iter();
    for place in &places {
        match given.next() {
            Some(diagnosis) => claim.diagnoses[*place] = diagnosis,
            None => claim.diagnoses[*place].code.clear(),
        }
    }
    let more: Vec<Diagnosis> = given.collect();
    let at = last.map_or(claim.diagnoses.len(), |last| last + 1);
    claim.diagnoses.splice(at..at, more);
    claim.diagnoses.retain(|each| !each.code.is_empty());
    // A professional claim names twelve at most, all in one segment.
    if claim.kind == x12::ClaimKind::Professional && claim.diagnoses.len() > 12 { refused("HI") } else { Ok(()) }
}

fn covers(period: Period, days: Period) -> bool {
    period.contains(days.first()) && days.last().is_none_or(|last| period.contains(last))
}

/// Puts the number of an authorization where the old one stood, else at the end.
fn set(references: &mut Vec<Reference>, number: &str) {
    const AUTHORIZATION: &str = "G1";
    match references.iter_mut().find(|reference| reference.qualifier == AUTHORIZATION) {
        Some(reference) => number.clone_into(&mut reference.value),
        None => references.push(Reference { qualifier: AUTHORIZATION.to_owned(), value: number.to_owned(), description: String::new() }),
    }
}

fn enclosed(claim: &Claim837, new: &NewEnvelope) -> x12::Envelope {
    let control = new.control % 1_000_000_000;
    let day = u16::try_from(new.day.year()).ok().zip(u8::try_from(new.day.month()).ok()).zip(u8::try_from(new.day.day_of_month()).ok());
    let day = day.and_then(|((year, month), day)| x12::Date::new(year, month, day));
    x12::Envelope {
        interchange_control: format!("{control:09}"),
        group_control: control.to_string(),
        transaction_control: "0001".to_owned(),
        reference: control.to_string(),
        group_day: day,
        day,
        ..(*claim.envelope).clone()
    }
}

fn read_back(written: &Written) -> Option<Claim> {
    let mut claims = x12::read(&written.bytes).filter_map(|event| if let Event::Claim(found) = event { Some(found) } else { None });
    let found = claims.next()?;
    Some(claim::claim(&found, 0, &mut Notes::at(found.place)))
}

fn refusal(refused: Unwritable) -> CorrectionProblem {
    match refused {
        Unwritable::Unread { segment, .. } => {
            // The segment's name only: what stands in it may be about a person.
            let name: String = segment.chars().take_while(char::is_ascii_alphanumeric).collect();
            CorrectionProblem::WouldLose { segment: name }
        }
        Unwritable::ReplacesNothing(_) => CorrectionProblem::NoPayerControl,
        Unwritable::Envelope(element) => CorrectionProblem::Unwritable { what: element.to_owned() },
        Unwritable::Character { segment, element, .. } => CorrectionProblem::Unwritable { what: format!("{segment}{element:02}") },
        Unwritable::OutOfBalance { .. } => CorrectionProblem::Unwritable { what: "CLM02".to_owned() },
        Unwritable::OtherKind(_) => CorrectionProblem::Unwritable { what: "GS08".to_owned() },
        Unwritable::Guide(problem) => CorrectionProblem::Unwritable { what: problem.segment.clone() },
        Unwritable::Nothing | Unwritable::EnvelopesDiffer | Unwritable::Lossy(_) => {
            CorrectionProblem::Unwritable { what: "CLM".to_owned() }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use revenue_cycle::Frequency;
    use vocabulary::Money;

    use super::super::{Mapped, read};
    use super::*;

    /// An 837P of claims, each with one line a charge, on the days from 2026-03-02 on; every claim may carry a number of an authorization.
    fn file(claims: &[(String, Vec<i64>, Option<String>)]) -> String {
        let mut body = "BHT*0019*00*1*20260310*0900*CH~NM1*41*2*PRACTICE*****46*S~PER*IC*BILLING*TE*5550100000~NM1*40*2*PAYER*****46*R~\
HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~"
            .to_owned();
        for (place, (number, charges, authorization)) in claims.iter().enumerate() {
            let cents = |amount: i64| Money::from_cents(amount).to_string();
            let total: i64 = charges.iter().sum();
            let _ = write!(
                body,
                "HL*{}*1*22*0~SBR*P*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M{place}~N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~\
DMG*D8*19900506*F~NM1*PR*2*PLAN ONE*****PI*P1~CLM*{number}*{}***11:B:1*Y*A*Y*Y~",
                place + 2,
                cents(total)
            );
            if let Some(authorization) = authorization {
                let _ = write!(body, "REF*G1*{authorization}~");
            }
            body += "REF*EA*R1~HI*ABK:F331~";
            for (line, charge) in charges.iter().enumerate() {
                let _ = write!(
                    body,
                    "LX*{0}~SV1*HC:90834:95*{1}*UN*1***1~DTP*472*D8*202603{2:02}~REF*6R*{number}L{0}~",
                    line + 1,
                    cents(*charge),
                    line + 2
                );
            }
        }
        let count = body.matches('~').count() + 2;
        format!(
            "ISA*00*          *00*          *30*990000001      *ZZ*RECEIVER       *260310*0900*^*00501*000000007*0*T*:~\
GS*HC*SENDER*RECEIVER*20260310*0900*7*X*005010X222A1~ST*837*0001*005010X222A1~{body}SE*{count}*0001~GE*1*7~IEA*1*000000007~"
        )
    }

    fn claims_of(text: &str) -> Vec<Claim> {
        let claim = |mapped| if let Mapped::Claim(_, claim) = mapped { Some(*claim) } else { None };
        read(text.as_bytes()).filter_map(|mapped| claim(mapped.unwrap())).collect()
    }

    fn period(first: &str, last: &str) -> Period {
        Period::new(first.parse().unwrap(), Some(last.parse().unwrap())).unwrap()
    }

    fn envelope() -> NewEnvelope {
        NewEnvelope { control: 42, day: "2026-05-01".parse().unwrap() }
    }

    fn authorized(number: &str, first: &str, last: &str) -> Change {
        Change { payer_control: "ICN1".to_owned(), authorization: Some((number.to_owned(), period(first, last))), ..Change::default() }
    }

    #[test]
    fn an_authorization_on_file_comes_onto_the_claim_or_onto_the_lines_that_it_covers() {
        let text = file(&[("A1".into(), vec![15_000, 6_500], None), ("A2".into(), vec![15_000], Some("OLD".into()))]);
        let sent = claims_of(&text);
        let check = |place: usize, first: &str, last: &str, expected: (&[&str], &[Option<&str>])| {
            let made = corrected(text.as_bytes(), &sent[place], &authorized("AUTH9", first, last), &envelope()).unwrap();
            let lines: Vec<Option<&str>> = made.claim.lines.iter().map(|line| line.authorization.as_deref()).collect();
            assert_eq!(
                (made.claim.authorizations.iter().map(String::as_str).collect::<Vec<_>>(), lines),
                (expected.0.to_vec(), expected.1.to_vec())
            );
            assert_eq!((made.claim.frequency, made.claim.original_payer_control.as_deref()), (Frequency::Replacement, Some("ICN1")));
            let written = String::from_utf8(made.bytes).unwrap();
            assert!(written.contains("*30*990000001      *ZZ*RECEIVER       *260501*0000*^*00501*000000042*"), "{written}");
            assert!(written.contains("1 INVENTED WAY"), "what has no place in our values is kept: {written}");
        };
        check(0, "2026-03-01", "2026-03-31", (&["AUTH9"], &[None, None]));
        check(0, "2026-03-03", "2026-03-31", (&[], &[None, Some("AUTH9")]));
        check(1, "2026-03-01", "2026-03-31", (&["AUTH9"], &[None]));
    }

    #[test]
    fn what_cannot_be_corrected_is_said() {
        let text = file(&[("A1".into(), vec![15_000], Some("AUTH9".into()))]);
        let sent = claims_of(&text).remove(0);
        let check = |file: &str, sent: &Claim, change: &Change, expected: &str| {
            let refused = corrected(file.as_bytes(), sent, change, &envelope()).unwrap_err();
            assert_eq!(refused.to_string(), expected);
        };
        let change = authorized("AUTH9", "2026-03-01", "2026-03-31");
        check(&text, &sent, &change, "nothing is changed");
        check(&text, &sent, &Change { payer_control: " ".into(), ..change.clone() }, "the payer's number of the claim is not known");
        check("", &sent, &change, "the claim is not in the file");
        check(&text, &Claim { number: "A2".into(), ..sent.clone() }, &change, "the claim is not in the file");
        check(&text, &Claim { family_name: "OAK".into(), ..sent.clone() }, &change, "the claim is not in the file");
    }

    #[test]
    fn a_void_takes_back_what_was_sent_under_the_number_of_the_payer() {
        let text = file(&[("A1".into(), vec![15_000, 6_500], Some("AUTH9".into())), ("A2".into(), vec![100], None)]);
        let sent = claims_of(&text).remove(0);
        let made = voided(text.as_bytes(), &sent, " ICN1 ", &envelope()).unwrap();
        let expected = Claim {
            frequency: Frequency::Void,
            original_payer_control: Some("ICN1".to_owned()),
            source: made.claim.source.clone(),
            ..sent.clone()
        };
        assert_eq!(made.claim, expected);
        assert_eq!(claims_of(&String::from_utf8(made.bytes.clone()).unwrap()).len(), 1, "nothing else leaves");
        let check = |file: &str, sent: &Claim, number: &str, expected: &str| {
            assert_eq!(voided(file.as_bytes(), sent, number, &envelope()).unwrap_err().to_string(), expected);
        };
        check(&text, &sent, " ", "the payer's number of the claim is not known");
        check("", &sent, "ICN1", "the claim is not in the file");
        check(&text, &made.claim, "ICN1", "nothing is changed");
    }

    #[test]
    fn modifiers_of_a_line_are_put_right() {
        let text = file(&[("A1".into(), vec![15_000, 6_500], None)]);
        let change = Change { payer_control: "ICN1".into(), modifiers: Some((1, vec!["59".into()])), ..Change::default() };
        let made = corrected(text.as_bytes(), &claims_of(&text)[0], &change, &envelope()).unwrap();
        let modifiers: Vec<&[String]> = made.claim.lines.iter().map(|line| line.modifiers.as_slice()).collect();
        assert_eq!(modifiers, [["95".to_owned()], ["59".to_owned()]]);
    }

    #[test]
    fn diagnoses_member_and_units_are_put_right() {
        let text = file(&[("A1".into(), vec![15_000, 6_500], None)]);
        let sent = claims_of(&text).remove(0);
        let check = |change: Change, expected: (&[&str], &str, &[i64])| {
            let change = Change { payer_control: "ICN1".into(), ..change };
            let made = corrected(text.as_bytes(), &sent, &change, &envelope()).unwrap().claim;
            let diagnoses: Vec<&str> = made.diagnoses.iter().map(Icd10Code::as_str).collect();
            let units: Vec<i64> = made.lines.iter().map(|line| line.units.thousandths()).collect();
            assert_eq!((diagnoses.as_slice(), made.member_id.as_str(), units.as_slice()), expected);
            assert_eq!(made.charge_amount, sent.charge_amount);
        };
        let codes = |codes: &[&str]| Some(codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<Icd10Code>>());
        check(Change { diagnoses: codes(&["F33.2"]), ..Change::default() }, (&["F33.2"], "M0", &[1000, 1000]));
        check(Change { diagnoses: codes(&["F10.20", "F33.1"]), ..Change::default() }, (&["F10.20", "F33.1"], "M0", &[1000, 1000]));
        check(Change { member_id: Some("M7".into()), ..Change::default() }, (&["F33.1"], "M7", &[1000, 1000]));
        check(Change { units: Some((1, Units::whole(2))), ..Change::default() }, (&["F33.1"], "M0", &[1000, 2000]));
        let refused = |file: &str, diagnoses: Option<Vec<Icd10Code>>, expected: &str| {
            let change = Change { payer_control: "ICN1".into(), diagnoses, ..Change::default() };
            assert_eq!(corrected(file.as_bytes(), &claims_of(file)[0], &change, &envelope()).unwrap_err().to_string(), expected);
        };
        refused(&text, codes(&["F33.1"]), "nothing is changed");
        refused(&text, Some(Vec::new()), "the claim cannot be written: HI");
        // A line points at the second of two.
        let two = text.replace("HI*ABK:F331~", "HI*ABK:F331*ABF:F1020~").replace("*UN*1***1~", "*UN*1***1:2~");
        refused(&two, codes(&["F33.2"]), "the claim cannot be written: SV107");
    }

    fn any_claims() -> impl Strategy<Value = Vec<(String, Vec<i64>, Option<String>)>> {
        let claim = (prop::collection::vec(1..500_000_i64, 1..6), prop::option::of("[A-Z0-9]{1,12}"));
        prop::collection::vec(claim, 1..5).prop_map(|claims| {
            let numbered = claims.into_iter().enumerate();
            numbered.map(|(place, (charges, authorization))| (format!("C{place}"), charges, authorization)).collect()
        })
    }

    proptest! {
        #[test]
        fn a_corrected_claim_reads_back_as_what_was_sent_with_the_change(claims in any_claims(), which in 0..5_usize) {
            let text = file(&claims);
            let sent = claims_of(&text);
            let sent = &sent[which % sent.len()];
            let made = corrected(text.as_bytes(), sent, &authorized("NEW-1", "2026-03-01", "2026-03-31"), &envelope()).unwrap();
            let expected = Claim {
                frequency: Frequency::Replacement,
                original_payer_control: Some("ICN1".to_owned()),
                authorizations: vec!["NEW-1".to_owned()],
                source: made.claim.source.clone(),
                ..sent.clone()
            };
            prop_assert_eq!(made.claim, expected);
        }
    }
}
