//! Answers about coverage (271) become quotes of benefits of the patients whom they speak of: by member number, birth day and family name, all three.

use std::collections::BTreeSet;

use care::{BenefitQuote, Patient};
use integrity::claim_support::joining::same_name;
use interchange::x12_map::{CoverageAnswer, Place, Problem, ProblemKind};
use storage::{Entry, StorageError, View, WriteUnit};
use vocabulary::{IdSource, PatientId, RecordId, ZoneName};

use super::PostedCounts;

/// Keeps answers of one part of a file. The same answer in another file changes nothing.
pub(super) async fn store(
    unit: &mut WriteUnit,
    ids: &IdSource,
    answers: Vec<(Place, CoverageAnswer)>,
    counts: &mut PostedCounts,
    problems: &mut Vec<Problem>,
) -> Result<(), StorageError> {
    let today = unit.at().day_in(&ZoneName::utc());
    for (place, answer) in answers {
        let is_of_past = answer.day <= today.plus_days(1);
        let Some(patient) = patient_of(unit, &answer).await?.filter(|_| is_of_past) else {
            let kind = if is_of_past { ProblemKind::NobodysCoverage } else { ProblemKind::Days(answer.day.to_string()) };
            problems.push(Problem { place, kind });
            counts.answers_of_nobody += 1;
            continue;
        };
        let [key, before] = keys(patient, &answer);
        let known = std::slice::from_ref(&key);
        // What a person withdrew does not come back with the next file.
        let is_known = !unit.by_external_keys::<BenefitQuote>(known).await?.is_empty()
            || !unit.withdrawn_by_external_keys::<BenefitQuote>(&[key.clone(), before]).await?.is_empty();
        if is_known {
            counts.answers_known += 1;
        } else {
            unit.insert(&entry(ids.next(), (patient, &answer), key)).await?;
            counts.answers_added += 1;
        }
    }
    Ok(())
}

/// By what an answer is known again; and by what it was before answers said whose they are.
fn keys(patient: PatientId, answer: &CoverageAnswer) -> [String; 2] {
    let CoverageAnswer { payer_id, payer_name, member_id, day, quoted, .. } = answer;
    let payer = if payer_id.is_empty() { payer_name } else { payer_id };
    [format!("271/{patient}/{payer}/{member_id}/{day}/{quoted}"), format!("271/{patient}/{day}/{quoted}")]
}

fn entry(id: RecordId, (patient, answer): (PatientId, &CoverageAnswer), key: String) -> Entry<BenefitQuote> {
    let (day, quoted) = (answer.day, answer.quoted);
    let value = BenefitQuote {
        patient,
        day,
        service: String::new(),
        quoted,
        patient_share_amount: None,
        payer_id: answer.payer_id.clone(),
        payer_name: answer.payer_name.clone(),
        member_id: answer.member_id.clone(),
        level_of_care: None,
        most_units: None,
        used_units: None,
    };
    Entry { id, value, effective_day: day, external_key: Some(key) }
}

/// The one patient whom an answer speaks of.
async fn patient_of(unit: &mut WriteUnit, answer: &CoverageAnswer) -> Result<Option<PatientId>, StorageError> {
    let Some(birth_day) = answer.birth_day.filter(|_| !answer.member_id.is_empty()) else { return Ok(None) };
    let members = storage::coverage::of_members(unit, std::slice::from_ref(&answer.member_id), View::Current).await?;
    let ids: BTreeSet<PatientId> = members.iter().map(|coverage| coverage.value().patient).collect();
    let ids: Vec<PatientId> = ids.into_iter().collect();
    let people = unit.get_many::<Patient>(&ids, View::Current).await?;
    let is_it = |person: &Patient| person.birth_day == birth_day && same_name(&person.family_name, &answer.family_name);
    let mut found = people.iter().filter(|person| is_it(person.value())).map(|person| person.id);
    Ok(found.next().filter(|_| found.next().is_none()))
}
