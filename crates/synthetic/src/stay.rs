//! Episodes of care, their levels, and who treated: each record written when it began and again when it ended.

use care::{CareTeamMember, CareTeamRole, Discharge, Episode, LevelOfCarePeriod, Modality, PayerClass, ReferralSource};
use vocabulary::{EpisodeId, LevelOfCare, LevelOfCarePeriodId, Period, RecordId};

use crate::desk::Desk;
use crate::entry::{Change, Entry};
use crate::house::{ClinicianPlace, House};
use crate::patient_file::Context;
use crate::plot::{Plot, Problem, Stay, Step};
use crate::script::Quirk;
use crate::stream::Stream;

/// Everything that one stay leaves behind, forms and diagnoses apart.
pub(crate) struct StayRecords {
    pub(crate) episode: Entry<EpisodeId, Episode>,
    pub(crate) periods: Vec<Entry<LevelOfCarePeriodId, LevelOfCarePeriod>>,
    pub(crate) team: Vec<Entry<RecordId, CareTeamMember>>,
    pub(crate) tenures: Vec<Tenure>,
}

/// From when to when somebody was in the care team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tenure {
    pub(crate) clinician: ClinicianPlace,
    pub(crate) role: CareTeamRole,
    pub(crate) first: i32,
    pub(crate) last: Option<i32>,
}

impl StayRecords {
    /// Who answered for the treatment on a day.
    pub(crate) fn therapist_on(&self, day: i32) -> ClinicianPlace {
        let primary = || self.tenures.iter().filter(|tenure| tenure.role == CareTeamRole::Primary);
        let on = primary().rfind(|tenure| tenure.first <= day);
        on.or_else(|| primary().next()).expect("the first therapist is there from the day of admission").clinician
    }
}

/// Who keeps the care of a discharged patient in view, for how long: until the first follow-up, or the next admission.
const AFTERCARE_DAYS: i32 = 35;

pub(crate) fn record(
    context: &Context<'_>,
    stay: &Stay,
    readmission_of: Option<EpisodeId>,
    desk: &mut Desk,
    draws: &mut Stream,
) -> StayRecords {
    let tenures = tenures(context, stay, readmission_of.is_some(), draws);
    let episode = episode(context, stay, readmission_of, &tenures, desk, draws);
    let periods = stay.steps.iter().map(|step| period(context, step, &episode, &tenures, desk, draws)).collect();
    let team = tenures.iter().map(|tenure| membership(context, stay, *tenure, desk, draws)).collect();
    StayRecords { episode, periods, team, tenures }
}

/// Who treats when: the therapist stays as long as they work at the level, prescribers come along where there is medication.
fn tenures(context: &Context<'_>, stay: &Stay, again: bool, draws: &mut Stream) -> Vec<Tenure> {
    let site = context.plot.site;
    let end = stay.ending.map(|ending| ending.day);
    let mut changes: Vec<(i32, LevelOfCare, bool)> = stay.steps.iter().map(|step| (step.first, step.level, false)).collect();
    let middle = stay.admitted() + (end.unwrap_or(-1) - stay.admitted()) / 2;
    if context.plot.quirks.contains(&Quirk::Handover) && !again && middle > stay.admitted() {
        changes.push((middle, stay.step_on(middle).level, true));
        changes.sort_by_key(|(day, _, _)| *day);
    }
    let mut tenures: Vec<Tenure> = Vec::new();
    for (day, level, leaves) in changes {
        let drawn = context.house.therapist(site, level, context.spanish, draws);
        let candidate = if context.plot.shown_together { House::at_most_levels(site) } else { drawn };
        let present = tenures.last().map(|tenure| tenure.clinician);
        let stays_on = present.is_some_and(|present| House::can_stay(present, site, level) && !leaves);
        if stays_on || present == Some(candidate) {
            continue;
        }
        match tenures.last_mut() {
            // Whoever would hand over on the first day has not begun.
            Some(before) if before.first == day => {
                before.clinician = candidate;
                continue;
            }
            Some(before) => before.last = Some(day - 1),
            None => {}
        }
        tenures.push(Tenure { clinician: candidate, role: CareTeamRole::Primary, first: day, last: None });
    }
    let next_admission = context.plot.stays.iter().map(Stay::admitted).find(|day| *day > stay.admitted());
    let aftercare = end.map(|day| (day + AFTERCARE_DAYS).min(next_admission.map_or(0, |next| next - 1))).filter(|day| *day <= -2);
    if let Some(last) = tenures.last_mut() {
        last.last = aftercare;
    }
    let supervised: Vec<Tenure> = (tenures.iter())
        .filter_map(|tenure| {
            House::supervisor(tenure.clinician).map(|clinician| Tenure { clinician, role: CareTeamRole::Supervisor, ..*tenure })
        })
        .collect();
    let medication = if context.plot.problem.is_substance_use() { 0.75 } else { 0.45 };
    let prescribes_from = stay.admitted() + draws.between(0, 6);
    let prescribed = draws.chance(medication) && prescribes_from <= end.unwrap_or(-2);
    tenures.extend(supervised);
    if prescribed {
        tenures.push(Tenure { clinician: House::prescriber(site), role: CareTeamRole::Member, first: prescribes_from, last: end });
    }
    tenures
}

fn episode(
    context: &Context<'_>,
    stay: &Stay,
    readmission_of: Option<EpisodeId>,
    tenures: &[Tenure],
    desk: &mut Desk,
    draws: &mut Stream,
) -> Entry<EpisodeId, Episode> {
    let admitted = stay.admitted();
    let first = stay.step_on(admitted);
    let program = context.house.program(context.plot.site, first.level);
    let zone = &program.value.zone;
    let front_desk = context.house.front_desk(context.plot.site);
    let referral = referral_source(first.level, context.plot.problem, draws);
    let referral_recorded = draws.chance(0.95) && !context.plot.quirks.contains(&Quirk::ReferralLate);
    let value = Episode {
        patient: context.patient,
        program: program.id,
        admitted: context.frame.day(admitted),
        discharge: None,
        referral_source: referral_recorded.then_some(referral),
        payer_class: context.payer,
        clinician: tenures.first().map(|tenure| context.house.clinician_id(tenure.clinician)),
        readmission_of,
    };
    // Written first thing in the morning: whatever else happens on the day refers to it.
    let at = context.frame.at(zone, admitted, 7 * 60 + 56).plus_seconds(i64::from(draws.between(0, 1700)));
    let mut entry = desk.enter(value, context.frame.day(admitted), at, front_desk);
    for (day, change) in episode_changes(context, stay, referral, tenures, draws) {
        let mut value = entry.latest().clone();
        let recorder = match change {
            EpisodeChange::Referral(source) => {
                value.referral_source = Some(source);
                front_desk
            }
            EpisodeChange::Therapist(clinician) => {
                value.clinician = Some(context.house.clinician_id(clinician));
                context.house.account(clinician)
            }
            EpisodeChange::Discharged(discharge) => {
                value.discharge = Some(discharge);
                front_desk
            }
        };
        let at = context.frame.office_hour(zone, day + draws.weighted(&[(0, 6), (1, 3), (2, 1)]), draws);
        entry.revise(Change::Corrected(value), context.frame.day(day), at, recorder);
    }
    entry
}

enum EpisodeChange {
    Referral(ReferralSource),
    Therapist(ClinicianPlace),
    Discharged(Discharge),
}

/// What is written into an episode after admission, in the order of days.
fn episode_changes(
    context: &Context<'_>,
    stay: &Stay,
    referral: ReferralSource,
    tenures: &[Tenure],
    draws: &mut Stream,
) -> Vec<(i32, EpisodeChange)> {
    let mut changes = Vec::new();
    let asked = stay.admitted() + draws.between(4, 9);
    if context.plot.quirks.contains(&Quirk::ReferralLate) && asked <= stay.ending.map_or(-1, |ending| ending.day) {
        changes.push((asked, EpisodeChange::Referral(referral)));
    }
    let later = tenures.iter().filter(|tenure| tenure.role == CareTeamRole::Primary).skip(1);
    changes.extend(later.map(|tenure| (tenure.first, EpisodeChange::Therapist(tenure.clinician))));
    if let Some(ending) = stay.ending {
        let discharge = Discharge { day: context.frame.day(ending.day), kind: ending.kind, destination: ending.destination };
        changes.push((ending.day, EpisodeChange::Discharged(discharge)));
    }
    changes.sort_by_key(|(day, _)| *day);
    changes
}

fn period(
    context: &Context<'_>,
    step: &Step,
    episode: &Entry<EpisodeId, Episode>,
    tenures: &[Tenure],
    desk: &mut Desk,
    draws: &mut Stream,
) -> Entry<LevelOfCarePeriodId, LevelOfCarePeriod> {
    let program = context.house.program(context.plot.site, step.level);
    let zone = &program.value.zone;
    let therapist = tenures.iter().rfind(|tenure| tenure.role == CareTeamRole::Primary && tenure.first <= step.first);
    let recorder = therapist.map_or_else(|| context.house.director(), |tenure| context.house.account(tenure.clinician));
    let (first, open) = (context.frame.day(step.first), |last| Period::new(context.frame.day(step.first), last));
    let value = LevelOfCarePeriod {
        episode: episode.id,
        program: program.id,
        level_of_care: step.level,
        period: open(None).expect("an open period has no end to lie before its start"),
        track: if draws.chance(0.93) { track(context.plot.problem, step.level, draws).to_owned() } else { String::new() },
        modality: modality(step.level, draws),
    };
    let at = context.frame.office_hour(zone, step.first, draws).max(episode.recorded_at.plus_seconds(30));
    let mut entry = desk.enter(value.clone(), first, at, recorder);
    if let Some(last) = step.last {
        let period = open(Some(context.frame.day(last))).expect("a step ends on or after its first day");
        let at = context.frame.office_hour(zone, last + draws.between(0, 1), draws);
        entry.revise(Change::Corrected(LevelOfCarePeriod { period, ..value }), context.frame.day(last), at, recorder);
    }
    entry
}

fn membership(context: &Context<'_>, stay: &Stay, tenure: Tenure, desk: &mut Desk, draws: &mut Stream) -> Entry<RecordId, CareTeamMember> {
    let zone = &context.house.program(context.plot.site, stay.step_on(tenure.first).level).value.zone;
    let first = context.frame.day(tenure.first);
    let value = CareTeamMember {
        patient: context.patient,
        clinician: context.house.clinician_id(tenure.clinician),
        role: tenure.role,
        period: Period::new(first, None).expect("an open period has no end to lie before its start"),
    };
    let front_desk = context.house.front_desk(context.plot.site);
    let at = context.frame.office_hour(zone, tenure.first, draws);
    let mut entry = desk.enter(value.clone(), first, at, front_desk);
    if let Some(last) = tenure.last {
        let day = context.frame.day(last);
        let period = Period::new(first, Some(day)).expect("a tenure ends on or after its first day");
        let at = context.frame.office_hour(zone, last, draws);
        entry.revise(Change::Corrected(CareTeamMember { period, ..value }), day, at, front_desk);
    }
    entry
}

/// The practice's own words for what it does.
fn track(problem: Problem, level: LevelOfCare, draws: &mut Stream) -> &'static str {
    let tracks: &[(&str, u32)] = match (problem, level) {
        (Problem::Trauma, _) => &[("Trauma-focused (CPT)", 3), ("Trauma-focused (EMDR)", 2), ("CBT", 1)],
        (Problem::Depression, LevelOfCare::Outpatient) => &[("CBT", 5), ("Behavioral activation", 3), ("Interpersonal therapy", 2)],
        (Problem::Depression, _) => &[("DBT skills", 4), ("CBT", 4), ("Mood track", 2)],
        (Problem::Anxiety, _) => &[("CBT", 6), ("Exposure-based CBT", 3), ("ACT", 2)],
        (Problem::Bipolar, _) => &[("Mood track", 3), ("DBT skills", 2), ("Interpersonal and social rhythm therapy", 1)],
        (Problem::Psychosis, _) => &[("Coordinated specialty care", 3), ("CBT for psychosis", 2)],
        (Problem::Opioid, _) => &[("MAT (buprenorphine)", 6), ("MAT (naltrexone)", 2), ("Relapse prevention", 2)],
        (Problem::Alcohol, _) => &[("Relapse prevention", 5), ("MAT (naltrexone)", 3), ("12-step facilitation", 3)],
        (Problem::Stimulant, _) => &[("Contingency management", 4), ("Matrix model", 3), ("Relapse prevention", 3)],
    };
    draws.weighted(tracks)
}

fn modality(level: LevelOfCare, draws: &mut Stream) -> Option<Modality> {
    match level {
        LevelOfCare::Outpatient => {
            draws.weighted(&[(Some(Modality::Telehealth), 4), (Some(Modality::InPerson), 4), (Some(Modality::Hybrid), 3), (None, 1)])
        }
        LevelOfCare::IntensiveOutpatient => {
            draws.weighted(&[(Some(Modality::InPerson), 6), (Some(Modality::Hybrid), 3), (Some(Modality::Telehealth), 2)])
        }
        _ => Some(Modality::InPerson),
    }
}

fn referral_source(level: LevelOfCare, problem: Problem, draws: &mut Stream) -> ReferralSource {
    use ReferralSource as From;
    if problem.is_substance_use() {
        return draws.weighted(&[
            (From::SelfReferred, 20),
            (From::Family, 18),
            (From::Hospital, 20),
            (From::Court, 16),
            (From::BehavioralHealth, 14),
            (From::PrimaryCare, 8),
            (From::Other, 4),
        ]);
    }
    match level {
        LevelOfCare::Outpatient => draws.weighted(&[
            (From::SelfReferred, 34),
            (From::PrimaryCare, 30),
            (From::Family, 8),
            (From::School, 6),
            (From::Payer, 6),
            (From::BehavioralHealth, 12),
            (From::Other, 4),
        ]),
        _ => draws.weighted(&[
            (From::Hospital, 38),
            (From::BehavioralHealth, 32),
            (From::PrimaryCare, 12),
            (From::SelfReferred, 10),
            (From::Payer, 5),
            (From::Family, 3),
        ]),
    }
}

/// Who pays, broadly: for the cast as written, else by age; for some not recorded.
pub(crate) fn payer_class(plot: &Plot, age: u16, draws: &mut Stream) -> Option<PayerClass> {
    let by_chance = match age {
        65.. => draws.weighted(&[(PayerClass::Medicare, 4), (PayerClass::MedicareAdvantage, 5), (PayerClass::Commercial, 1)]),
        _ => draws.weighted(&[
            (PayerClass::Commercial, 48),
            (PayerClass::MedicaidManagedCare, 26),
            (PayerClass::Medicaid, 6),
            (PayerClass::Military, 5),
            (PayerClass::SelfPay, 7),
            (PayerClass::MedicareAdvantage, 4),
            (PayerClass::Medicare, 2),
            (PayerClass::Other, 2),
        ]),
    };
    let recorded = draws.chance(0.96);
    plot.payer.or(recorded.then_some(by_chance))
}
