//! A sitting: the forms of one occasion, filled in one after the other, and what goes wrong with them.

use instruments::{Administration, Answer, Completion, Definition, Mode, Phase, Respondent};
use vocabulary::{AdministrationId, Instant, Language, LevelOfCare, Points, UserId, ZoneName};

use super::answers::{self, Answers};
use super::person::{Moment, Person};
use super::schedule::Occasion;
use super::shelf::Form;
use crate::desk::Desk;
use crate::entry::{Change, Entry};
use crate::house::House;
use crate::patient_file::Context;
use crate::practice::{FilledForm, GivenTotal};
use crate::script::Mishap;
use crate::stay::StayRecords;
use crate::stream::Stream;

/// One occasion on which forms are filled in.
pub(crate) struct Sitting<'a> {
    context: &'a Context<'a>,
    records: &'a StayRecords,
    person: &'a Person,
    occasion: &'a Occasion,
    moment: Moment,
    zone: &'a ZoneName,
    mode: Mode,
    /// Minutes after midnight at which it begins.
    minute: i32,
    /// The whole sitting is declined.
    declined: bool,
    draws: Stream,
}

/// What happens to one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Whole,
    Declined,
    /// This many scored items are left open; the last flag keeps item 9 answered with more than nothing.
    Gaps(usize, bool),
    KeyedWrong,
    EnteredTwice,
    TotalAlong,
    TotalDiffers,
}

/// One form of a sitting.
#[derive(Clone, Copy)]
struct Sheet<'d> {
    form: Form,
    definition: &'d Definition,
    mode: Mode,
    fate: Fate,
    started: Instant,
    finished: Instant,
}

impl<'a> Sitting<'a> {
    pub(crate) fn new(
        context: &'a Context<'a>,
        records: &'a StayRecords,
        person: &'a Person,
        occasion: &'a Occasion,
        mut draws: Stream,
    ) -> Self {
        let stay = &context.plot.stays[occasion.stay];
        let mut moment = person.on(context.plot, stay, occasion.day, House::pace(records.therapist_on(occasion.day)), &mut draws);
        if let Some(minute) = occasion.minute {
            let days = f64::from(occasion.day - stay.admitted()) + f64::from(minute) / 1440.0;
            moment.withdrawal = withdrawal(days, stay.trajectory.start);
        }
        if let Some(thoughts) = context.plot.thoughts.get(occasion.number).filter(|_| occasion.stay == 0) {
            moment.ideation = *thoughts;
        }
        if matches!(occasion.mishap, Some(Mishap::PositivePartial | Mishap::FridayEvening)) {
            moment.ideation = moment.ideation.max(1);
        }
        let mode = mode(context, occasion, &mut draws);
        let minute = occasion.minute.unwrap_or_else(|| first_minute(mode, occasion, &mut draws));
        let chance = draws.chance(0.015);
        let declined = occasion.mishap == Some(Mishap::Declined) || (chance && !context.plot.scripted && occasion.minute.is_none());
        let zone = &context.house.program(context.plot.site, occasion.step.level).value.zone;
        Self { context, records, person, occasion, moment, zone, mode, minute, declined, draws }
    }

    /// Fills in every form of the occasion.
    pub(crate) fn record(mut self, desk: &mut Desk, entries: &mut Vec<Entry<AdministrationId, FilledForm>>) {
        let mut elapsed = 0;
        for form in self.occasion.forms.clone() {
            let definition = self.context.shelf.definition(form);
            let mode = self.mode_of(form, definition);
            let fate = self.fate(form, definition, mode);
            let items = i32::try_from(definition.items.len()).unwrap_or(0);
            let seconds = items * self.draws.between(6, 13) + self.draws.between(3, 25);
            let started = self.context.frame.at(self.zone, self.occasion.day, self.minute).plus_seconds(i64::from(elapsed));
            elapsed += seconds;
            let sheet = Sheet { form, definition, mode, fate, started, finished: started.plus_seconds(i64::from(seconds)) };
            self.enter(&sheet, desk, entries);
        }
    }

    fn enter(&mut self, sheet: &Sheet<'_>, desk: &mut Desk, entries: &mut Vec<Entry<AdministrationId, FilledForm>>) {
        let right = self.filled(sheet);
        let at = self.recorded_at(sheet.mode, sheet.finished);
        let day = right.administration.day;
        let recorder = self.recorder(sheet.mode);
        match sheet.fate {
            Fate::KeyedWrong => {
                let mut entry = desk.enter(self.keyed_wrong(sheet.definition, &right), day, at, recorder);
                let noticed = self.context.frame.after(at, at.plus_seconds(86_400 * i64::from(self.draws.between(1, 4)) + 700));
                entry.revise(Change::Corrected(right), day, noticed, recorder);
                entries.push(entry);
            }
            Fate::EnteredTwice => {
                entries.push(desk.enter(right.clone(), day, at, recorder));
                let again = self.context.frame.after(at, at.plus_seconds(i64::from(self.draws.between(240, 4000))));
                let mut entry = desk.enter(right, day, again, recorder);
                let noticed = self.context.frame.after(again, again.plus_seconds(86_400 + i64::from(self.draws.between(0, 3000))));
                entry.revise(Change::Voided("the same paper form entered twice".to_owned()), day, noticed, recorder);
                entries.push(entry);
            }
            _ => entries.push(desk.enter(right, day, at, recorder)),
        }
    }

    fn filled(&mut self, sheet: &Sheet<'_>) -> FilledForm {
        let Sheet { form, definition, mode, fate, started, finished } = *sheet;
        let total = answers::total(form, &self.moment);
        let mut answers = answers::answer(form, definition, self.person, &self.moment, &mut self.draws);
        if let Fate::Gaps(gaps, keep_ninth) = fate {
            self.leave_open(definition, &mut answers, gaps, keep_ninth);
        }
        let mut totals: Vec<GivenTotal> = total.into_iter().map(|(scale, points)| GivenTotal { scale: scale.to_owned(), points }).collect();
        if matches!(fate, Fate::TotalAlong | Fate::TotalDiffers) {
            let slip = if fate == Fate::TotalDiffers { self.draws.weighted(&[(1, 2), (-1, 2), (2, 1), (3, 1)]) } else { 0 };
            let sum = answers::sum(definition, &answers);
            let written = if sum + slip < 0 { sum - slip } else { sum + slip };
            totals.push(GivenTotal { scale: "total".to_owned(), points: Points::from_whole(written) });
        }
        if fate == Fate::Declined {
            answers.fill(None);
            totals.clear();
        }
        let timed = !matches!(mode, Mode::Paper | Mode::Import) && fate != Fate::Declined;
        let program = self.context.house.program(self.context.plot.site, self.occasion.step.level);
        let administration = Administration {
            patient: self.context.patient,
            episode: Some(self.records.episode.id),
            program: Some(program.id),
            instrument: form.id().to_owned(),
            definition_version: definition.version.to_string(),
            phase: Some(self.occasion.phase),
            mode,
            respondent: self.respondent(form),
            language: self.form_language(form, definition, mode),
            started_at: timed.then_some(started),
            finished_at: timed.then_some(finished),
            day: self.context.frame.day(self.occasion.day),
            completion: match fate {
                Fate::Declined => Completion::Declined,
                Fate::Gaps(..) => Completion::Partial,
                _ if form.is_totals_only() => Completion::TotalsOnly,
                _ => Completion::Complete,
            },
        };
        FilledForm { administration, responses: answers::responses(definition, &answers), totals }
    }

    /// What happens to a form: as the script says for the PHQ-9 of the cast, else by chance.
    fn fate(&mut self, form: Form, definition: &Definition, mode: Mode) -> Fate {
        let (luck, size) = (self.draws.fraction(), self.draws.fraction());
        let few = 1 + usize::from(size < 0.4);
        let many = 3 + usize::from(size < 0.5);
        if self.declined {
            return if form == Form::Who5 || form == Form::Sure { Fate::Whole } else { Fate::Declined };
        }
        if self.context.plot.scripted {
            return match self.occasion.mishap {
                Some(mishap) if form == Form::Phq9 => match mishap {
                    Mishap::Prorated => Fate::Gaps(few, false),
                    Mishap::Unscorable => Fate::Gaps(many, false),
                    Mishap::PositivePartial => Fate::Gaps(many, true),
                    Mishap::KeyedWrong => Fate::KeyedWrong,
                    Mishap::EnteredTwice => Fate::EnteredTwice,
                    Mishap::TotalDiffers => Fate::TotalDiffers,
                    Mishap::Missed | Mishap::Declined | Mishap::LateEvening | Mishap::FridayEvening => Fate::Whole,
                },
                _ => Fate::Whole,
            };
        }
        let summed = matches!(form, Form::Phq9 | Form::Gad7 | Form::Pcl5);
        if mode == Mode::Paper && summed {
            return match luck {
                luck if luck < 0.05 => Fate::KeyedWrong,
                luck if luck < 0.08 => Fate::EnteredTwice,
                luck if luck < 0.12 => Fate::TotalDiffers,
                luck if luck < 0.4 => Fate::TotalAlong,
                luck if luck < 0.45 => Fate::Gaps(few, false),
                _ => Fate::Whole,
            };
        }
        match luck {
            luck if luck < 0.024 && summed => Fate::Gaps(few, false),
            luck if luck < 0.034 && summed => Fate::Gaps(many + definition.items.len() / 10, false),
            luck if luck < 0.02 && form == Form::BamR => Fate::Gaps(1, false),
            _ => Fate::Whole,
        }
    }

    /// Takes answers away, never item 9 of a form that must keep it and never one that the form lets be left out.
    fn leave_open(&mut self, definition: &Definition, answers: &mut Answers, gaps: usize, keep_ninth: bool) {
        let candidates = if keep_ninth { 3..8 } else { 0..answers.len() };
        let needed = |place: &usize| answers[*place].is_some() && definition.items[*place].scored && !definition.items[*place].optional;
        let mut open: Vec<usize> = candidates.filter(needed).collect();
        for _ in 0..gaps {
            if open.len() <= 1 {
                return;
            }
            let place = open.remove(self.draws.place(open.len()));
            answers[place] = None;
        }
    }

    /// The form as it was keyed in: one answer is another.
    fn keyed_wrong(&mut self, definition: &Definition, right: &FilledForm) -> FilledForm {
        let mut wrong = right.clone();
        let place = self.draws.place(definition.items.len().min(8));
        let item = &definition.items[place];
        let (low, high) = definition.answers_of(place).bounds();
        if let Some(Answer::Value(value)) = right.responses.get(&item.id) {
            wrong.responses.set(&*item.id, Answer::Value(if value < high { value + 1 } else { low }));
        }
        wrong
    }

    /// A form whose Spanish text does not ship is filled in on the practice's own paper form.
    fn mode_of(&self, form: Form, definition: &Definition) -> Mode {
        let on_screen = matches!(self.mode, Mode::Link | Mode::Tablet | Mode::Kiosk);
        match form {
            _ if form.is_totals_only() => Mode::Import,
            _ if form.is_observed() => Mode::Interview,
            Form::Asq => Mode::Interview,
            Form::BamR if self.person.interviewed => Mode::Interview,
            _ if on_screen && self.context.spanish && !definition.texts.contains_key(self.context.language) => Mode::Paper,
            _ => self.mode,
        }
    }

    fn respondent(&self, form: Form) -> Respondent {
        let rated = form.is_observed() || (form == Form::BamR && self.person.interviewed);
        if rated { Respondent::Clinician } else { Respondent::Patient }
    }

    /// The language of the form: the patient's where the library has its text or there is a paper form in Spanish; English with somebody who
    /// interprets otherwise; not known for what another system sent.
    fn form_language(&self, form: Form, definition: &Definition, mode: Mode) -> Option<Language> {
        let language = self.context.language;
        let read_by_patient = self.respondent(form) == Respondent::Patient;
        let in_own = definition.texts.contains_key(language) || (self.context.spanish && mode == Mode::Paper);
        match mode {
            Mode::Import => None,
            _ if read_by_patient && in_own => Some(language.clone()),
            _ => Some(Language::english()),
        }
    }

    /// Patients' own devices send at once; paper waits for somebody to key it in; other systems send once a night.
    fn recorded_at(&mut self, mode: Mode, finished: Instant) -> Instant {
        let frame = self.context.frame;
        let moment = match mode {
            Mode::Link | Mode::Tablet | Mode::Kiosk => finished.plus_seconds(i64::from(self.draws.between(3, 40))),
            Mode::Interview | Mode::Telephone => finished.plus_seconds(i64::from(self.draws.between(200, 3600))),
            Mode::Paper => {
                let lag = self.draws.weighted(&[(0, 4), (1, 4), (2, 2), (3, 1)]);
                frame.office_hour(self.zone, self.occasion.day + lag, &mut self.draws)
            }
            Mode::Import => frame.at(self.zone, self.occasion.day + 1, 2 * 60 + 15).plus_seconds(i64::from(self.draws.between(0, 900))),
        };
        frame.after(finished, moment)
    }

    fn recorder(&self, mode: Mode) -> UserId {
        match mode {
            Mode::Import => self.context.house.administrator(),
            _ => self.context.house.account(self.records.therapist_on(self.occasion.day)),
        }
    }
}

/// How the answers of an occasion are given.
fn mode(context: &Context<'_>, occasion: &Occasion, draws: &mut Stream) -> Mode {
    let usual = match (occasion.phase, occasion.step.level) {
        (Phase::FollowUp, _) => draws.weighted(&[(Mode::Link, 6), (Mode::Telephone, 4)]),
        (_, LevelOfCare::Outpatient) => draws.weighted(&[(Mode::Link, 52), (Mode::Tablet, 28), (Mode::Paper, 12), (Mode::Telephone, 8)]),
        (_, LevelOfCare::Residential) => draws.weighted(&[(Mode::Tablet, 70), (Mode::Paper, 20), (Mode::Interview, 10)]),
        _ => draws.weighted(&[(Mode::Tablet, 55), (Mode::Kiosk, 22), (Mode::Link, 15), (Mode::Paper, 8)]),
    };
    match occasion.mishap {
        Some(Mishap::KeyedWrong | Mishap::EnteredTwice | Mishap::TotalDiffers) => return Mode::Paper,
        Some(Mishap::LateEvening | Mishap::FridayEvening) => return Mode::Link,
        _ => {}
    }
    let language = context.language.as_str();
    let read_to = language != "en" && !context.spanish;
    if read_to { Mode::Interview } else { usual }
}

/// Minutes after midnight. Own devices are used in the evening; the day before the practice is looked at has no evening yet.
fn first_minute(mode: Mode, occasion: &Occasion, draws: &mut Stream) -> i32 {
    let (office, own, evening) = (draws.between(8 * 60 + 30, 16 * 60), draws.between(6 * 60, 22 * 60 + 50), draws.chance(0.4));
    let late = draws.between(19 * 60, 23 * 60 + 20);
    if occasion.mishap == Some(Mishap::LateEvening) {
        return 23 * 60 + 48;
    }
    if occasion.mishap == Some(Mishap::FridayEvening) {
        return 17 * 60 + 58;
    }
    match mode {
        _ if occasion.day >= -1 => office.min(14 * 60),
        Mode::Link if evening => late,
        Mode::Link if occasion.phase == Phase::Intake => own.max(9 * 60),
        Mode::Link => own,
        Mode::Telephone => office + 60,
        _ => office,
    }
}

/// Withdrawal rises for a day and a half and is over in five.
fn withdrawal(days: f64, severity: f64) -> f64 {
    let rise = (days / 1.3).min(1.0);
    let fall = 1.0 / (1.0 + (days - 1.3).max(0.0) * 1.1);
    (rise * fall * (0.25 + 0.55 * severity)).clamp(0.0, 1.0)
}
