//! The chart of one stay: what every writer of the journal asks it, and the pen with which records get their id, hour and hand.

use care::CareTeamRole;
use instruments::Answer;
use vocabulary::{AdministrationId, Instant, LevelOfCare, RecordId, UserId, ZoneName};

use super::Journal;
use crate::desk::Desk;
use crate::entry::Entry;
use crate::house::{ClinicianPlace, House};
use crate::patient_file::Context;
use crate::plot::Stay;
use crate::practice::FilledForm;
use crate::script::Quirk;
use crate::stay::StayRecords;
use crate::stream::Stream;

/// Whose hand a record is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    Therapist,
    Prescriber,
    FrontDesk,
}

/// One stay while its journal is written.
pub(super) struct Chart<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) stay: &'a Stay,
    pub(super) records: &'a StayRecords,
    pub(super) forms: &'a [Entry<AdministrationId, FilledForm>],
    pub(super) journal: Journal,
    /// True for a readmission.
    pub(super) again: bool,
    /// The days on which the patient came.
    pub(super) attended: Vec<i32>,
    /// Days of harm or attempted harm.
    pub(super) harmed: Vec<i32>,
    /// Item 9 of the PHQ-9 by day.
    thoughts: Vec<(i32, i32)>,
    desk: &'a mut Desk,
}

/// In which minutes people write down the day. Each has some of their own, so that what one person enters stands together.
const WRITING_UP: i32 = 16 * 60 + 4;
const MINUTES_EACH: i32 = 4;
/// When the front desk enters attendance, after everybody has gone.
const FRONT_DESK: i32 = 17 * 60 + 4;
/// How many days at least lie between two reviews of the treatment.
const PROGRAM_REVIEW: i32 = 6;
const OUTPATIENT_REVIEW: i32 = 20;
/// Clinicians write until five.
const SLOTS: i32 = 13;

impl<'a> Chart<'a> {
    pub(super) fn open(
        context: &'a Context<'a>,
        place: usize,
        records: &'a StayRecords,
        forms: &'a [Entry<AdministrationId, FilledForm>],
        desk: &'a mut Desk,
    ) -> Self {
        let of_stay = |form: &&Entry<AdministrationId, FilledForm>| form.value.administration.episode == Some(records.episode.id);
        let thoughts = (forms.iter().filter(of_stay))
            .filter_map(Entry::current)
            .filter(|form| form.administration.instrument == "phq-9")
            .filter_map(|form| match form.responses.get("9") {
                Some(Answer::Value(value)) => Some((context.frame.offset(form.administration.day), value)),
                _ => None,
            })
            .collect();
        Self {
            context,
            stay: &context.plot.stays[place],
            records,
            forms,
            journal: Journal::default(),
            again: place > 0,
            attended: Vec::new(),
            harmed: Vec::new(),
            thoughts,
            desk,
        }
    }

    pub(super) fn close(self) -> Journal {
        self.journal
    }

    pub(super) fn has(&self, quirk: Quirk) -> bool {
        self.context.plot.quirks.contains(&quirk)
    }

    pub(super) fn scripted(&self) -> bool {
        self.context.plot.scripted
    }

    pub(super) fn treats_substance_use(&self) -> bool {
        self.context.plot.problem.is_substance_use()
    }

    pub(super) fn is_open(&self) -> bool {
        self.stay.ending.is_none()
    }

    /// The last day of the stay that has been.
    pub(super) fn last_day(&self) -> i32 {
        self.stay.ending.map_or(-1, |ending| ending.day)
    }

    pub(super) fn level(&self, day: i32) -> LevelOfCare {
        self.stay.step_on(day).level
    }

    pub(super) fn weeks(&self, day: i32) -> f64 {
        f64::from(day - self.stay.admitted()) / 7.0
    }

    /// How the patient is, from 0 to 1.
    pub(super) fn severity(&self, day: i32) -> f64 {
        self.stay.severity(day, self.scripted(), House::pace(self.records.therapist_on(day)))
    }

    /// How much of the severity at admission is gone: 0 none, 1 all of it, below 0 worse.
    pub(super) fn gain(&self, day: i32) -> f64 {
        1.0 - self.severity(day) / self.stay.trajectory.start.max(0.05)
    }

    /// Item 9 as it was last answered; 0 before the first time.
    pub(super) fn thoughts(&self, day: i32) -> i32 {
        self.thoughts.iter().rev().find(|(on, _)| *on <= day).map_or(0, |(_, value)| *value)
    }

    pub(super) fn most_thoughts(&self) -> i32 {
        self.thoughts.iter().map(|(_, value)| *value).max().unwrap_or(0)
    }

    /// Whether an instrument was given on a day.
    pub(super) fn was_given(&self, instrument: &str, day: i32) -> bool {
        let day = self.context.frame.day(day);
        let current = self.forms.iter().filter_map(Entry::current);
        current.map(|form| &form.administration).any(|administration| {
            administration.day == day && administration.instrument == instrument && administration.patient == self.context.patient
        })
    }

    /// Days on which the treatment is looked over, all of them days on which the patient came: at first, then weekly in a program and at every
    /// second to fourth session in outpatient care.
    pub(super) fn review_days(&self) -> Vec<i32> {
        let mut days: Vec<i32> = Vec::new();
        for day in self.attended.iter().copied() {
            let apart = if self.level(day) == LevelOfCare::Outpatient { OUTPATIENT_REVIEW } else { PROGRAM_REVIEW };
            let due = days.last().is_none_or(|last| day - last >= apart);
            if due {
                days.push(day);
            }
        }
        days
    }

    pub(super) fn zone(&self, day: i32) -> &'a ZoneName {
        &self.context.house.program(self.context.plot.site, self.level(day)).value.zone
    }

    /// Who prescribes in this stay, and since when.
    pub(super) fn prescriber(&self) -> Option<(ClinicianPlace, i32)> {
        let member = self.records.tenures.iter().find(|tenure| tenure.role == CareTeamRole::Member);
        member.map(|tenure| (tenure.clinician, tenure.first))
    }

    fn writer(&self, hand: Hand, day: i32) -> (UserId, i32) {
        let (house, site) = (self.context.house, self.context.plot.site);
        let slot = |clinician: ClinicianPlace| (house.account(clinician), WRITING_UP + MINUTES_EACH * clinician.number().min(SLOTS));
        match hand {
            Hand::Therapist => slot(self.records.therapist_on(day)),
            Hand::Prescriber => slot(House::prescriber(site)),
            Hand::FrontDesk => (house.front_desk(site), FRONT_DESK),
        }
    }

    /// Who writes, and at which moment of the day.
    pub(super) fn moment(&self, hand: Hand, day: i32, draws: &mut Stream) -> (UserId, Instant) {
        let (user, minute) = self.writer(hand, day);
        let second = i64::from(draws.between(0, 60 * MINUTES_EACH - 20));
        (user, self.context.frame.at(self.zone(day), day, minute).plus_seconds(second))
    }

    /// A record of a day, written at the end of it.
    pub(super) fn enter<T>(&mut self, hand: Hand, day: i32, value: T, draws: &mut Stream) -> Entry<RecordId, T> {
        let (user, at) = self.moment(hand, day, draws);
        let earliest = self.records.episode.recorded_at.plus_seconds(120);
        self.desk.enter(value, self.context.frame.day(day), at.max(earliest), user)
    }

    /// A record written at a moment of its own.
    pub(super) fn enter_at<T>(&mut self, day: i32, at: Instant, user: UserId, value: T) -> Entry<RecordId, T> {
        self.desk.enter(value, self.context.frame.day(day), at, user)
    }

    /// True with this probability for those whose lives are drawn; for the cast `scripted`.
    pub(super) fn happens(&self, scripted: bool, probability: f64, draws: &mut Stream) -> bool {
        let by_chance = draws.chance(probability);
        if self.scripted() { scripted } else { by_chance }
    }

    /// True where nobody looks: for the one of the cast of whom nothing is known any more.
    pub(super) fn is_out_of_sight(&self, day: i32) -> bool {
        const SINCE: i32 = -75;
        self.has(Quirk::OutOfSight) && day > SINCE
    }
}
