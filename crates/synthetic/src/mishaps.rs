//! What goes wrong between two records: a form under the wrong patient, a person registered twice.

use care::{Patient, PatientLink};
use vocabulary::{AdministrationId, PatientId, RecordId};

use crate::desk::Desk;
use crate::entry::{Change, Entry};
use crate::house::House;
use crate::patient_file::PatientFile;
use crate::plan::Timeframe;
use crate::practice::{FilledForm, RecordMove};
use crate::script::{MOVED, REGISTERED_TWICE, WRONGLY_UNDER};
use crate::stream::Stream;

/// The records that belong to no single patient's file.
#[derive(Default)]
pub(crate) struct Mishaps {
    pub(crate) second_record: Option<Entry<PatientId, Patient>>,
    pub(crate) merge: Option<Entry<RecordId, PatientLink>>,
    pub(crate) withdrawn: Option<Entry<AdministrationId, FilledForm>>,
    pub(crate) moved: Option<RecordMove>,
}

/// Lets them happen, where the practice is large enough to have the people.
pub(crate) fn happen(mut files: Vec<PatientFile>, house: &House, frame: &Timeframe, stream: &Stream) -> (Vec<PatientFile>, Mishaps) {
    let mut mishaps = Mishaps::default();
    if files.len() > MOVED.0.max(WRONGLY_UNDER) {
        move_form(&mut files, &mut mishaps, frame, &mut Desk::new(stream.branch("moved")));
    }
    if let Some(file) = files.get_mut(REGISTERED_TWICE) {
        register_twice(file, &mut mishaps, house, frame, &mut Desk::new(stream.branch("registered twice")));
    }
    (files, mishaps)
}

/// The form of one patient was recorded under another, whose name stands beside it in the list of the day. Two days later it is moved.
fn move_form(files: &mut [PatientFile], mishaps: &mut Mishaps, frame: &Timeframe, desk: &mut Desk) {
    let (owner, occasion) = MOVED;
    let wrong_episode = files[WRONGLY_UNDER].episodes.first().map(|episode| episode.id);
    let wrong_patient = files[WRONGLY_UNDER].patient.id;
    let phq_9s = files[owner].forms.iter_mut().filter(|form| form.value.administration.instrument == "phq-9");
    let Some(right) = phq_9s.filter(|form| form.history.is_empty()).nth(occasion) else { return };
    let (first_recorded, recorder, day) = (right.recorded_at, right.recorder, right.effective_day);
    let noticed = frame.after(first_recorded, first_recorded.plus_seconds(2 * 86_400 - 5_000));
    let mut wrong = right.value.clone();
    wrong.administration.patient = wrong_patient;
    wrong.administration.episode = wrong_episode;
    let reason = "recorded under the wrong patient".to_owned();
    let mut withdrawn: Entry<AdministrationId, FilledForm> = desk.enter(wrong, day, first_recorded, recorder);
    withdrawn.revise(Change::Voided(reason.clone()), day, noticed, recorder);
    let before = right.id;
    *right = desk.enter(right.value.clone(), day, noticed, recorder);
    let moved_to = right.id;
    // Nobody can have looked at it under the right patient before it was there.
    files[owner].journal.score_reviews.retain(|review| review.value.administration != before);
    mishaps.moved = Some(RecordMove { from: withdrawn.id, to: moved_to, recorded_at: noticed, recorder, reason });
    mishaps.withdrawn = Some(withdrawn);
}

/// At admission a second record was made with a number of its own and a shorter name; one form went into it. Weeks later the two are merged.
fn register_twice(file: &mut PatientFile, mishaps: &mut Mishaps, house: &House, frame: &Timeframe, desk: &mut Desk) {
    let kept = &file.patient;
    let mut facts = kept.latest().clone();
    facts.record_number = format!("{}-2", facts.record_number);
    facts.given_name = facts.given_name.chars().take(1).chain(['.']).collect();
    facts.race = None;
    facts.ethnicity = None;
    let registered = kept.recorded_at.plus_seconds(86_400 + 1_200);
    let second: Entry<PatientId, Patient> = desk.enter(facts, kept.effective_day.plus_days(1), registered, kept.recorder);
    let misplaced = file.forms.iter_mut().find(|form| form.value.administration.instrument == "gad-7" && form.recorded_at > registered);
    if let Some(form) = misplaced {
        form.value.administration.patient = second.id;
        form.value.administration.episode = None;
        let looked_at = file.journal.score_reviews.iter_mut().filter(|review| review.value.administration == form.id);
        looked_at.for_each(|review| review.value.patient = second.id);
    }
    let merged_at = frame.after(registered, registered.plus_seconds(24 * 86_400 + 9_000));
    let link = PatientLink::Merged { kept: kept.id, merged: second.id };
    let day = kept.effective_day.plus_days(25);
    mishaps.merge = Some(desk.enter(link, day, merged_at, house.director()));
    mishaps.second_record = Some(second);
}
