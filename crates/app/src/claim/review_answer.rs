//! Answers to requests for authorizations (278) in a file that is read: each with the patient of whom it speaks, so that somebody records what was decided.

use std::collections::BTreeSet;

use care::Patient;
use integrity::claim_support::joining::same_name;
use interchange::x12_map::ReviewAnswer;
use storage::{ReadUnit, View};
use vocabulary::PatientId;

use crate::error::AppError;

/// An answer to a request, or to one service of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReview {
    /// What it says.
    pub answer: ReviewAnswer,
    /// The patient of whom it speaks: the one member of this number whose birth day, else family name, agrees. `None` where nobody can say.
    pub patient: Option<PatientId>,
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
        let agrees = |patient: &Patient| match answer.birth_day {
            Some(born) => born == patient.birth_day,
            None => same_name(&answer.family_name, &patient.family_name),
        };
        let is_member = |id: PatientId| {
            let mut own = coverages.iter().filter(|coverage| links.shown_as(coverage.value().patient) == id);
            own.any(|coverage| !answer.member_id.is_empty() && coverage.value().member_id == answer.member_id)
        };
        let mut fitting = patients.iter().filter(|patient| is_member(patient.id) && agrees(patient.value()));
        let (first, another) = (fitting.next().map(|patient| patient.id), fitting.next());
        read.patient = first.filter(|_| another.is_none());
        if let Some(patient) = read.patient {
            unit.touch(patient);
        }
    }
    Ok(())
}
