//! Answers to requests for authorizations (278) in a file that is read: each with the patient of whom it speaks, so that somebody records what was decided.

use std::collections::BTreeSet;

use care::identity::PatientLinks;
use care::{Coverage, Patient};
use integrity::claim_support::joining::same_name;
use interchange::x12_map::ReviewAnswer;
use storage::{ReadUnit, Stored, View};
use vocabulary::PatientId;

use crate::error::AppError;

/// An answer to a request, or to one service of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReview {
    /// What it says.
    pub answer: ReviewAnswer,
    /// The patient of whom it speaks: the one member of this number of whom birth day and family name speak; where it says no birth day, family and given name.
    /// `None` where nobody can say.
    pub patient: Option<PatientId>,
    /// The key of the payer by whose coverage the patient has this number; empty where nobody can say.
    pub payer: String,
}

/// Finds the patients of answers, and notes them.
pub(super) async fn find_patients(unit: &mut ReadUnit, reviews: &mut [ReadReview]) -> Result<(), AppError> {
    if reviews.is_empty() {
        return Ok(());
    }
    let members: BTreeSet<String> = reviews.iter().map(|read| read.answer.member_id.clone()).filter(|member| !member.is_empty()).collect();
    let members: Vec<String> = members.into_iter().collect();
    let coverages = storage::coverage::of_members(unit, &members, View::Current).await?;
    let links = storage::patient_link::links(unit, View::Current).await?;
    let ids: BTreeSet<PatientId> = coverages.iter().map(|coverage| links.shown_as(coverage.value().patient)).collect();
    let ids: Vec<PatientId> = ids.into_iter().collect();
    let patients = unit.get_many::<Patient>(&ids, View::Current).await?;
    for read in reviews {
        let answer = &read.answer;
        let payers = |id: PatientId| payers_of(&coverages, &links, (id, answer.member_id.as_str()));
        let mut fitting: Vec<_> =
            patients.iter().filter(|patient| !payers(patient.id).is_empty() && is_about(answer, patient.value())).collect();
        if fitting.len() > 1 {
            // Twins.
            fitting.retain(|patient| same_name(&answer.given_name, &patient.value().given_name));
        }
        read.patient = if let [one] = fitting.as_slice() { Some(one.id) } else { None };
        if let Some(patient) = read.patient {
            unit.touch(patient);
            let payers = payers(patient);
            read.payer = payers.first().filter(|_| payers.len() == 1).map(|payer| (*payer).to_owned()).unwrap_or_default();
        }
    }
    Ok(())
}

/// Whether an answer speaks of one of its member's number. A family may share number and family name, twins a birth day too: what it says must agree, and without
/// a birth day the given name has to be there.
fn is_about(answer: &ReviewAnswer, patient: &Patient) -> bool {
    let agrees = |said: &str, known: &str| said.is_empty() || same_name(said, known);
    let is_of_family = agrees(&answer.family_name, &patient.family_name);
    match answer.birth_day {
        Some(born) => born == patient.birth_day && is_of_family,
        None => is_of_family && !answer.given_name.is_empty() && same_name(&answer.given_name, &patient.given_name),
    }
}

/// The payers by whose coverage a patient has a member's number.
fn payers_of<'c>(coverages: &'c [Stored<Coverage>], links: &PatientLinks, (patient, number): (PatientId, &str)) -> BTreeSet<&'c str> {
    let by_number = coverages.iter().map(Stored::value).filter(|coverage| !number.is_empty() && coverage.member_id == number);
    by_number.filter(|coverage| links.shown_as(coverage.patient) == patient).map(|coverage| coverage.payer.as_str()).collect()
}
