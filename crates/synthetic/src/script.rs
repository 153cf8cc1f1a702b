//! The written cast: twenty people who between them show everything that the practice has to show. The same in every practice, whatever the seed;
//! only their names and answers are drawn.

use care::{DischargeDestination as To, DischargeType as Why, PayerClass};
use vocabulary::LevelOfCare::{self, IntensiveOutpatient as Iop, Outpatient as Op, PartialHospitalization as Php, Residential as Rtc};

use crate::course::Course;
use crate::house::Site;
use crate::plot::Problem;

/// What goes wrong with one form, the PHQ-9 of an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// Nobody gave the forms of this occasion.
    Missed,
    /// One or two items are left open: the total can be filled in.
    Prorated,
    /// Too many items are left open.
    Unscorable,
    /// Too many items are left open, and item 9 is answered with more than nothing.
    PositivePartial,
    /// The patient declined.
    Declined,
    /// On paper, and one answer was keyed in wrong; corrected later.
    KeyedWrong,
    /// On paper, and entered twice; the second is voided.
    EnteredTwice,
    /// On paper with a total that somebody had added up wrong.
    TotalDiffers,
    /// On the patient's own device, minutes before midnight.
    LateEvening,
    /// On the patient's own device, on the last Friday at six in the evening, with item 9 answered with more than nothing.
    FridayEvening,
}

/// What goes wrong with the other records of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// The name was misspelt at first.
    NameMisspelt,
    /// Day and month of birth were swapped, or a digit was wrong, at first.
    BirthDayMistyped,
    /// The treating clinician changes in the middle.
    Handover,
    /// The referral source was added later.
    ReferralLate,
    /// A diagnosis was entered for the wrong episode and withdrawn.
    DiagnosisVoided,
    /// Whatever the scores say, the text of the plan before is carried forward.
    PlanCarriedForward,
    /// Absent, without a word, from the last two sessions.
    StopsComing,
    /// Harm some days ago that no clinician has rated since, and answers that say nothing of it.
    HarmUnrated,
    /// For weeks nobody has rated or asked anything.
    OutOfSight,
    /// What came in last has not been looked at.
    ScoresWait,
    /// A licensed tool is used, and its results are kept.
    ExternalResults,
    /// There is no note about one day of care.
    NoteMissing,
    /// A note was never signed.
    NoteUnsigned,
}

/// A stay that follows a first one.
pub(crate) struct Again {
    /// Days from the discharge to the readmission.
    pub(crate) after: i32,
    pub(crate) path: &'static [(LevelOfCare, i32)],
    pub(crate) course: Course,
    /// The week from which a relapse climbs back.
    pub(crate) turn: f64,
}

/// What happens to one of the cast.
pub(crate) struct Script {
    pub(crate) course: Course,
    pub(crate) site: Site,
    pub(crate) problem: Problem,
    /// Severity at admission, 0 to 1.
    pub(crate) severity: f64,
    /// Weeks to half of the response.
    pub(crate) half: f64,
    /// The week from which a relapse climbs back.
    pub(crate) turn: f64,
    /// Days before the day of the plan.
    pub(crate) admitted: i32,
    /// Levels of care with their days; the last of an open stay goes on.
    pub(crate) path: &'static [(LevelOfCare, i32)],
    pub(crate) ending: Option<(Why, To)>,
    pub(crate) again: Option<Again>,
    pub(crate) language: &'static str,
    pub(crate) payer: PayerClass,
    /// Days between forms in outpatient care.
    pub(crate) interval: i32,
    /// Whether there are thoughts of death to be asked about.
    pub(crate) ideation: bool,
    /// Item 9 of the PHQ-9 by occasion of the first stay; empty: as the course has it.
    pub(crate) thoughts: &'static [i32],
    pub(crate) ready_to_step_down: bool,
    pub(crate) mishaps: &'static [(usize, Mishap)],
    pub(crate) quirks: &'static [Quirk],
}

const USUAL: Script = Script {
    course: Course::Response,
    site: Site::Riverside,
    problem: Problem::Depression,
    severity: 0.6,
    half: 2.5,
    turn: 10.0,
    admitted: 0,
    path: &[],
    ending: None,
    again: None,
    language: "en",
    payer: PayerClass::Commercial,
    interval: 14,
    ideation: false,
    thoughts: &[],
    ready_to_step_down: false,
    mishaps: &[],
    quirks: &[],
};

/// The member of the cast whose form was first recorded under [`WRONGLY_UNDER`], and the occasion of that form.
pub(crate) const MOVED: (usize, usize) = (19, 8);
/// Whose record that form was in at first.
pub(crate) const WRONGLY_UNDER: usize = 18;
/// The member of the cast who was registered twice.
pub(crate) const REGISTERED_TWICE: usize = 13;

/// Those of the cast by whom the demo shows what is judged: ready to step down (from IOP and from PHP), getting worse, standing still, off course. One
/// therapist treats them all, so that whoever signs in as that one sees each on one caseload.
pub(crate) const SHOWN_TOGETHER: [usize; 5] = [0, 1, 2, 3, 14];

/// The cast, in order.
pub(crate) const SCRIPTS: [Script; 20] = [
    // Ready to step down from IOP.
    Script {
        severity: 0.63,
        half: 1.5,
        admitted: 51,
        path: &[(Php, 14), (Iop, 0)],
        ready_to_step_down: true,
        quirks: &[Quirk::NoteUnsigned],
        ..USUAL
    },
    // Deteriorating, with item 9: none, then new, the same, higher, lower, higher. Needs more care.
    Script {
        course: Course::Deterioration,
        severity: 0.46,
        admitted: 44,
        path: &[(Iop, 0)],
        ideation: true,
        thoughts: &[0, 0, 1, 1, 2, 1, 2],
        quirks: &[Quirk::NoteMissing],
        ..USUAL
    },
    // A plateau in the moderate band, with a plan that is carried forward.
    Script {
        course: Course::Plateau,
        severity: 0.62,
        admitted: 79,
        path: &[(Php, 21), (Iop, 0)],
        payer: PayerClass::MedicareAdvantage,
        mishaps: &[(4, Mishap::Declined), (6, Mishap::Missed)],
        quirks: &[Quirk::PlanCarriedForward],
        ..USUAL
    },
    // Off course after two months, and no better after four weeks.
    Script {
        course: Course::OffCourse,
        problem: Problem::Anxiety,
        severity: 0.55,
        admitted: 58,
        path: &[(Op, 0)],
        mishaps: &[(2, Mishap::LateEvening)],
        ..USUAL
    },
    // Opioid use, down the whole ladder, followed up.
    Script {
        site: Site::Lakeview,
        problem: Problem::Opioid,
        severity: 0.58,
        admitted: 345,
        path: &[(Rtc, 28), (Iop, 42), (Op, 84)],
        ending: Some((Why::Completed, To::HomeWithOutpatientCare)),
        mishaps: &[(2, Mishap::Prorated)],
        ..USUAL
    },
    // Alcohol: completed, relapsed, readmitted to a higher level, stepped down, and drinking again.
    Script {
        course: Course::Relapse,
        site: Site::Lakeview,
        problem: Problem::Alcohol,
        severity: 0.55,
        turn: 5.0,
        payer: PayerClass::MedicaidManagedCare,
        admitted: 210,
        path: &[(Iop, 56)],
        ending: Some((Why::Completed, To::Home)),
        again: Some(Again { after: 40, path: &[(Rtc, 28), (Iop, 0)], course: Course::Relapse, turn: 13.5 }),
        quirks: &[Quirk::ExternalResults],
        ..USUAL
    },
    // Stopped coming; answers in Spanish.
    Script {
        course: Course::DropOut,
        severity: 0.57,
        admitted: 150,
        path: &[(Op, 45)],
        ending: Some((Why::AgainstAdvice, To::Unknown)),
        language: "es",
        payer: PayerClass::Medicaid,
        mishaps: &[(1, Mishap::EnteredTwice)],
        ..USUAL
    },
    // Trauma, slowly better; answers in Spanish. Forms are overdue and nobody has rated anything for weeks.
    Script {
        course: Course::SlowResponse,
        problem: Problem::Trauma,
        severity: 0.62,
        half: 12.0,
        admitted: 198,
        path: &[(Op, 0)],
        language: "es",
        ideation: true,
        mishaps: &[(3, Mishap::Prorated), (7, Mishap::Missed), (12, Mishap::Missed), (13, Mishap::Missed), (14, Mishap::Missed)],
        quirks: &[Quirk::NameMisspelt, Quirk::OutOfSight],
        ..USUAL
    },
    // Anxiety, treated and followed for a year.
    Script {
        problem: Problem::Anxiety,
        severity: 0.5,
        admitted: 470,
        path: &[(Op, 98)],
        ending: Some((Why::Completed, To::HomeWithOutpatientCare)),
        mishaps: &[(2, Mishap::Unscorable)],
        quirks: &[Quirk::ReferralLate],
        ..USUAL
    },
    // Left residential care on the sixth day.
    Script {
        course: Course::DropOut,
        site: Site::Lakeview,
        problem: Problem::Opioid,
        severity: 0.66,
        admitted: 62,
        path: &[(Rtc, 6)],
        ending: Some((Why::AgainstAdvice, To::Home)),
        ideation: true,
        ..USUAL
    },
    // The payer ended the stay; back twelve days later. Better since, but for harm that nobody has asked about.
    Script {
        severity: 0.68,
        half: 3.0,
        admitted: 102,
        path: &[(Php, 12)],
        ending: Some((Why::PayerForced, To::HomeWithOutpatientCare)),
        again: Some(Again { after: 12, path: &[(Php, 20), (Iop, 0)], course: Course::Response, turn: 0.0 }),
        ideation: true,
        quirks: &[Quirk::HarmUnrated],
        ..USUAL
    },
    // Worse in outpatient care, stepped up, transferred.
    Script {
        course: Course::Deterioration,
        severity: 0.5,
        admitted: 250,
        path: &[(Op, 42), (Iop, 25)],
        ending: Some((Why::Transfer, To::HigherLevelElsewhere)),
        ideation: true,
        quirks: &[Quirk::DiagnosisVoided],
        ..USUAL
    },
    // A year of medication for opioid use, well. Nobody has looked at the last scores.
    Script {
        site: Site::Lakeview,
        problem: Problem::Opioid,
        severity: 0.48,
        admitted: 400,
        path: &[(Op, 0)],
        payer: PayerClass::Military,
        interval: 28,
        mishaps: &[(5, Mishap::KeyedWrong)],
        quirks: &[Quirk::ScoresWait],
        ..USUAL
    },
    // Bipolar, slow, discharged for missing sessions; registered twice.
    Script {
        course: Course::SlowResponse,
        problem: Problem::Bipolar,
        severity: 0.55,
        half: 10.0,
        admitted: 300,
        path: &[(Iop, 49), (Op, 70)],
        ending: Some((Why::Administrative, To::Home)),
        mishaps: &[(4, Mishap::TotalDiffers)],
        ..USUAL
    },
    // Ready to step down from PHP.
    Script { severity: 0.64, half: 1.0, admitted: 30, path: &[(Php, 0)], ready_to_step_down: true, ..USUAL },
    // Died in the third month, of a physical illness.
    Script {
        course: Course::Plateau,
        site: Site::Lakeview,
        problem: Problem::Alcohol,
        severity: 0.5,
        admitted: 120,
        path: &[(Op, 70)],
        ending: Some((Why::Died, To::MedicalHospital)),
        payer: PayerClass::Medicare,
        ..USUAL
    },
    // Alcohol, in residence since the day before yesterday, in withdrawal.
    Script {
        site: Site::Lakeview,
        problem: Problem::Alcohol,
        severity: 0.68,
        admitted: 2,
        path: &[(Rtc, 0)],
        payer: PayerClass::MedicaidManagedCare,
        quirks: &[Quirk::ExternalResults],
        ..USUAL
    },
    // New this week: stopped in the middle of the first form, with item 9 answered.
    Script {
        severity: 0.66,
        admitted: 3,
        path: &[(Iop, 0)],
        ideation: true,
        mishaps: &[(0, Mishap::PositivePartial)],
        quirks: &[Quirk::BirthDayMistyped],
        ..USUAL
    },
    // Psychosis, in remission; answers through an interpreter; the clinician changed.
    Script {
        problem: Problem::Psychosis,
        admitted: 170,
        path: &[(Op, 0)],
        language: "vi",
        payer: PayerClass::SelfPay,
        quirks: &[Quirk::Handover],
        ..USUAL
    },
    // Better, then worse again; stays away, and answers item 9 on a Friday evening.
    Script {
        course: Course::Relapse,
        severity: 0.58,
        turn: 14.0,
        admitted: 240,
        path: &[(Op, 0)],
        ideation: true,
        mishaps: &[(17, Mishap::FridayEvening)],
        quirks: &[Quirk::StopsComing],
        ..USUAL
    },
];
