//! Diagnoses: what the care is for, what comes along, what is being ruled out. Codes of ICD-10-CM only.

use care::{Diagnosis, DiagnosisRank};
use vocabulary::{DiagnosisId, Icd10Code, LevelOfCare, Period};

use crate::course::Course;
use crate::desk::Desk;
use crate::entry::{Change, Entry};
use crate::patient_file::Context;
use crate::plot::{Plot, Problem, Stay};
use crate::script::Quirk;
use crate::stay::StayRecords;
use crate::stream::Stream;

type Codes = &'static [(&'static str, u32)];

/// Principal diagnoses, then those that come along.
fn codes(problem: Problem) -> (Codes, Codes) {
    match problem {
        Problem::Depression => (
            &[("F32.1", 4), ("F33.1", 5), ("F33.2", 4), ("F32.2", 2)],
            &[("F41.1", 5), ("F41.9", 2), ("F43.23", 1), ("F10.10", 1), ("F60.3", 1)],
        ),
        Problem::Anxiety => (&[("F41.1", 6), ("F41.0", 3), ("F40.10", 2)], &[("F32.1", 3), ("F33.0", 3), ("F51.01", 2), ("F90.0", 1)]),
        Problem::Trauma => (&[("F43.10", 3), ("F43.12", 4)], &[("F33.1", 4), ("F41.1", 2), ("F10.10", 2), ("F51.01", 1)]),
        Problem::Bipolar => (&[("F31.81", 4), ("F31.32", 3), ("F31.9", 1)], &[("F41.1", 3), ("F10.20", 1), ("F12.10", 1)]),
        Problem::Psychosis => (&[("F25.1", 4), ("F20.9", 3)], &[("F41.1", 2), ("F12.10", 1), ("F51.01", 1)]),
        Problem::Alcohol => (&[("F10.20", 1)], &[("F33.1", 4), ("F41.1", 3), ("F43.10", 1), ("F17.210", 3)]),
        Problem::Opioid => (&[("F11.20", 1)], &[("F43.10", 3), ("F32.1", 3), ("F17.210", 4), ("F14.10", 1)]),
        Problem::Stimulant => (&[("F15.20", 5), ("F14.20", 4)], &[("F32.1", 3), ("F41.9", 2), ("F12.20", 2), ("F17.210", 2)]),
    }
}

const RULE_OUTS: Codes = &[("F31.9", 3), ("F90.0", 3), ("F60.3", 2), ("F43.10", 2)];
const BROUGHT_ALONG: Codes = &[("E11.9", 3), ("I10", 3), ("G47.33", 2), ("M54.50", 2), ("J45.909", 1)];

/// With withdrawal, where it is observed: in residence.
const WITH_WITHDRAWAL: [(Problem, &str); 2] = [(Problem::Alcohol, "F10.230"), (Problem::Opioid, "F11.23")];

/// What a patient comes for, the same at every stay, and its onset.
pub(crate) fn principal(plot: &Plot, draws: &mut Stream) -> (&'static str, i32) {
    let code = draws.weighted(codes(plot.problem).0);
    let in_residence = plot.stays[0].step_on(plot.stays[0].admitted()).level == LevelOfCare::Residential;
    let withdrawal = WITH_WITHDRAWAL.iter().find(|(problem, _)| *problem == plot.problem && in_residence);
    let observed = draws.chance(0.6);
    let code = if observed { withdrawal.map_or(code, |(_, code)| code) } else { code };
    (code, plot.stays[0].admitted() - draws.between(40, 2200))
}

/// The diagnoses of one stay.
pub(crate) fn record(
    context: &Context<'_>,
    stay: &Stay,
    records: &StayRecords,
    again: bool,
    desk: &mut Desk,
    draws: &mut Stream,
) -> Vec<Entry<DiagnosisId, Diagnosis>> {
    let mut writer = Writer { context, stay, records, desk };
    let admitted = stay.admitted();
    let (principal_code, onset) = context.principal;
    let secondary_code = draws.weighted(codes(context.plot.problem).1);
    let mut principal = writer.diagnosis(principal_code, DiagnosisRank::Principal, onset, draws);
    if let Some(ending) = stay.ending {
        let in_remission = stay.trajectory.course == Course::Response && !context.plot.problem.is_substance_use() && draws.chance(0.35);
        if in_remission {
            writer.end(&mut principal, ending.day, draws);
        }
    }
    let mut diagnoses = vec![principal];
    if draws.chance(0.58) && !again {
        let onset = admitted - draws.between(20, 900);
        diagnoses.push(writer.diagnosis(secondary_code, DiagnosisRank::Secondary, onset, draws));
    }
    let rule_out = draws.weighted(RULE_OUTS);
    if draws.chance(0.12) && !again && ![principal_code, secondary_code].contains(&rule_out) {
        let mut ruled_out = writer.diagnosis(rule_out, DiagnosisRank::RuleOut, admitted, draws);
        let decided = admitted + draws.between(9, 30);
        if decided <= stay.ending.map_or(-2, |ending| ending.day) {
            writer.end(&mut ruled_out, decided, draws);
        }
        diagnoses.push(ruled_out);
    }
    if draws.chance(0.18) && !again {
        let onset = admitted - draws.between(300, 4000);
        let mut brought = writer.diagnosis(draws.weighted(BROUGHT_ALONG), DiagnosisRank::Secondary, onset, draws);
        brought.value.episode = None;
        brought.value.diagnosed_by = None;
        diagnoses.push(brought);
    }
    if context.plot.quirks.contains(&Quirk::DiagnosisVoided) && !again {
        let mut wrong = writer.diagnosis(draws.weighted(RULE_OUTS), DiagnosisRank::Secondary, admitted, draws);
        let (at, recorder) = (wrong.recorded_at.plus_seconds(86_000), wrong.recorder);
        if admitted <= -4 {
            wrong.revise(Change::Voided("chosen from the list by mistake".to_owned()), wrong.effective_day, at, recorder);
            diagnoses.push(wrong);
        }
    }
    diagnoses
}

struct Writer<'a> {
    context: &'a Context<'a>,
    stay: &'a Stay,
    records: &'a StayRecords,
    desk: &'a mut Desk,
}

impl Writer<'_> {
    fn diagnosis(&mut self, code: &str, rank: DiagnosisRank, onset: i32, draws: &mut Stream) -> Entry<DiagnosisId, Diagnosis> {
        let (context, admitted) = (self.context, self.stay.admitted());
        let therapist = self.records.therapist_on(admitted);
        let code: Icd10Code = code.parse().expect("the lists hold well-formed codes");
        let value = Diagnosis {
            patient: context.patient,
            episode: Some(self.records.episode.id),
            code,
            rank,
            period: Period::new(context.frame.day(onset), None).expect("an open period has no end to lie before its start"),
            diagnosed_by: Some(context.house.clinician_id(therapist)),
        };
        let zone = &context.house.program(context.plot.site, self.stay.step_on(admitted).level).value.zone;
        let at = context.frame.office_hour(zone, (admitted + draws.between(0, 2)).min(-1), draws);
        let at = at.max(self.records.episode.recorded_at.plus_seconds(60));
        self.desk.enter(value, context.frame.day(admitted), at, context.house.account(therapist))
    }

    fn end(&self, entry: &mut Entry<DiagnosisId, Diagnosis>, day: i32, draws: &mut Stream) {
        let context = self.context;
        let zone = &context.house.program(context.plot.site, self.stay.step_on(day).level).value.zone;
        let last = context.frame.day(day);
        let value = entry.latest().clone();
        let period = Period::new(value.period.first(), Some(last)).expect("a diagnosis ends after its onset");
        let recorder = context.house.account(self.records.therapist_on(day));
        let at = context.frame.office_hour(zone, day, draws);
        entry.revise(Change::Corrected(Diagnosis { period, ..value }), last, at, recorder);
    }
}
