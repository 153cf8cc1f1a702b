//! Everything about one patient, drawn from the patient's own stream.

use care::{CareTeamMember, Diagnosis, Episode, LevelOfCarePeriod, Patient, PayerClass};
use vocabulary::{AdministrationId, DiagnosisId, EpisodeId, LevelOfCarePeriodId, PatientId, RecordId};

use crate::desk::Desk;
use crate::diagnoses;
use crate::entry::{Change, Entry};
use crate::forms::{self, Shelf};
use crate::house::House;
use crate::identity;
use crate::journal::{self, Journal};
use crate::plan::Timeframe;
use crate::plot::Plot;
use crate::practice::{CastMember, FilledForm};
use crate::script::Quirk;
use crate::stay::{self, StayRecords};
use crate::stream::Stream;

/// What every writer of a patient's records needs to know.
pub(crate) struct Context<'a> {
    pub(crate) house: &'a House,
    pub(crate) frame: &'a Timeframe,
    pub(crate) shelf: &'a Shelf,
    pub(crate) plot: &'a Plot,
    pub(crate) patient: PatientId,
    /// Answers, and is best treated, in Spanish.
    pub(crate) spanish: bool,
    /// Who pays, the same for all stays; `None` when not recorded.
    pub(crate) payer: Option<PayerClass>,
    /// The principal diagnosis and its onset, in days before the day of the plan (negative).
    pub(crate) principal: (&'static str, i32),
    /// The language the patient answers in, by tag.
    pub(crate) language: &'a vocabulary::Language,
}

/// The records of one patient.
pub(crate) struct PatientFile {
    pub(crate) patient: Entry<PatientId, Patient>,
    pub(crate) episodes: Vec<Entry<EpisodeId, Episode>>,
    pub(crate) periods: Vec<Entry<LevelOfCarePeriodId, LevelOfCarePeriod>>,
    pub(crate) diagnoses: Vec<Entry<DiagnosisId, Diagnosis>>,
    pub(crate) team: Vec<Entry<RecordId, CareTeamMember>>,
    pub(crate) forms: Vec<Entry<AdministrationId, FilledForm>>,
    pub(crate) journal: Journal,
    pub(crate) cast: CastMember,
}

impl PatientFile {
    /// Writes the file of a patient by number.
    pub(crate) fn write(number: usize, practice: &Stream, house: &House, frame: &Timeframe, shelf: &Shelf) -> Self {
        let stream = practice.branch("patients").numbered(number);
        let mut desk = Desk::new(stream.branch("ids"));
        let plot = Plot::of(number, &stream);
        let patient = registration(number, &plot, &stream, house, frame, &mut desk);
        let facts = patient.latest().clone();
        let age = facts.age_on(frame.day(plot.stays[0].admitted()));
        let context = Context {
            house,
            frame,
            shelf,
            plot: &plot,
            patient: patient.id,
            payer: stay::payer_class(&plot, age, &mut stream.branch("payer")),
            principal: diagnoses::principal(&plot, &mut stream.branch("principal diagnosis")),
            spanish: facts.language.as_str() == "es",
            language: &facts.language,
        };
        let mut draws = stream.branch("stays");
        let mut stays: Vec<StayRecords> = Vec::new();
        let mut diagnoses = Vec::new();
        for planned in &plot.stays {
            let before = stays.last().map(|records| records.episode.id);
            let records = stay::record(&context, planned, before, &mut desk, &mut draws);
            diagnoses.extend(diagnoses::record(&context, planned, &records, before.is_some(), &mut desk, &mut draws));
            stays.push(records);
        }
        let forms = forms::record(&context, &stays, &mut desk, &stream);
        let journal = journal::record(&context, &stays, &forms, &stream);
        let cast = CastMember { patient: patient.id, course: plot.course, ready_to_step_down: plot.ready_to_step_down };
        let mut file = Self { patient, episodes: Vec::new(), periods: Vec::new(), diagnoses, team: Vec::new(), forms, journal, cast };
        for records in stays {
            file.episodes.push(records.episode);
            file.periods.extend(records.periods);
            file.team.extend(records.team);
        }
        file
    }
}

/// The patient's own record, with what was wrong in it at first.
fn registration(
    number: usize,
    plot: &Plot,
    stream: &Stream,
    house: &House,
    frame: &Timeframe,
    desk: &mut Desk,
) -> Entry<PatientId, Patient> {
    let mut draws = stream.branch("registration");
    let admitted = plot.stays[0].admitted();
    let registered = admitted - if plot.scripted { 1 } else { draws.between(0, 5) };
    let zone = &house.program(plot.site, plot.stays[0].steps[0].level).value.zone;
    let front_desk = house.front_desk(plot.site);
    let right = identity::invent(number, admitted, plot.language, frame, stream);
    let mut first = right.clone();
    if plot.quirks.contains(&Quirk::NameMisspelt) {
        first.family_name = misspelt(&right.family_name);
    }
    if plot.quirks.contains(&Quirk::BirthDayMistyped) {
        first.birth_day = right.birth_day.plus_days(-30);
    }
    // Before the first hour in which an admission is written.
    let at = frame.at(zone, registered, 7 * 60 + draws.between(0, 55)).plus_seconds(i64::from(draws.between(0, 59)));
    let wrong = first != right;
    let mut entry = desk.enter(first, frame.day(registered), at, front_desk);
    if wrong {
        let noticed = (admitted + draws.between(1, 20)).min(-1);
        let at = frame.office_hour(zone, noticed, &mut draws);
        entry.revise(Change::Corrected(right), frame.day(registered), at, front_desk);
    }
    entry
}

/// A name with its last two letters exchanged, or one too many.
fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let last = letters.len().saturating_sub(1);
    if last >= 2 {
        letters.swap(last - 1, last);
    }
    if letters.iter().copied().eq(name.chars()) {
        letters.extend(name.chars().last());
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_differs_and_is_still_a_name() {
        let check = |name: &str, wrong: &str| assert_eq!(misspelt(name), wrong);
        check("Montoya", "Montoay");
        check("Ibáñez", "Ibáñze");
        check("Özz", "Özzz");
        check("李", "李李");
    }
}
