//! The planting: one change of clean books for each kind of case, on a claim of its own. What every change leads to is written down as it is made.

mod stay;

use std::collections::BTreeSet;

use care::DischargeType;
use vocabulary::{Day, LevelOfCare, Money};

use super::books::{Appeal, Books};
use super::claim::{Bill, DecidedLine};
use super::payer::{APPEAL_DAYS, BRIEF_MEASURE, DAY_OF_IOP, DAY_OF_PHP, UNWRITTEN_PAYER, UNWRITTEN_SERVICE};
use super::planted::{Case, Planted};
use crate::stream::Stream;

/// What the note of a long session says, in minutes.
const LONG_MINUTES: u32 = 55;
/// What the note of a short session says, in minutes.
const SHORT_MINUTES: u32 = 25;
/// Days that an unused authorization has left.
const UNUSED_DAYS: usize = 5;
/// So many points on the PHQ-9 or the GAD-7 are beyond every doubt more than what chance does.
const MOVED_POINTS: f64 = 7.0;
/// A late bill goes out so many days later.
const LATE_DAYS: i32 = 154;
/// Whatever may still be billed in time is younger.
const YOUNG_DAYS: i32 = 21;
/// Nobody answered for longer than that; less than thirty days are left to file.
const OLD_DAYS: i32 = 100;

/// Plants one case after the other.
pub(crate) struct Planter<'a> {
    books: &'a mut Books,
    used: BTreeSet<String>,
    /// Where the search for a claim begins.
    start: usize,
    last_day: Day,
    planted: Vec<Planted>,
}

/// Plants everything that the practice has a place for.
pub(crate) fn plant(books: &mut Books, stream: &mut Stream) -> Vec<Planted> {
    let (start, last_day) = (stream.place(books.bills.len()), books.last_day());
    let mut planter = Planter { books, used: BTreeSet::new(), start, last_day, planted: Vec::new() };
    // What fits few claims takes its claim first.
    planter.lower_level();
    planter.bed_of_statement();
    planter.refused_in_a_program();
    planter.refused_in_outpatient_care();
    planter.authorizations();
    planter.refusals();
    planter.notes();
    planter.amounts();
    planter.bills();
    planter.paid_again();
    planter.follow_ups();
    planter.payer_changed();
    planter.drift();
    planter.follows_from_care();
    let mut planted = planter.planted;
    planted.sort();
    planted
}

impl Planter<'_> {
    fn age(&self, bill: &Bill) -> i32 {
        self.last_day.days_since(bill.day)
    }

    /// A claim that is paid, that no case has taken, and that fits.
    fn pick(&mut self, fits: impl Fn(&Self, &Bill) -> bool) -> Option<Bill> {
        let count = self.books.bills.len();
        let order = (0..count).map(|place| (self.start + place) % count);
        let found = order.map(|place| &self.books.bills[place]).find(|bill| {
            let is_paid = || self.books.decision(&bill.number).is_some_and(|decision| decision.status == "1");
            !self.used.contains(&bill.number) && fits(self, bill) && is_paid()
        })?;
        let found = found.clone();
        self.used.insert(found.number.clone());
        Some(found)
    }

    fn note(&mut self, case: Case, findings: &[&'static str], subject: &str) {
        self.planted.extend(findings.iter().map(|finding| Planted { finding, subject: subject.to_owned(), case }));
    }

    fn bill_mut(&mut self, number: &str) -> Option<&mut Bill> {
        self.books.bills.iter_mut().find(|bill| bill.number == number)
    }

    /// Refuses the whole of a bill. An open refusal that one appeals within the payer's limit stands on the list of appeals too.
    fn refuse(&mut self, case: Case, bill: &Bill, (group, reason): (&'static str, &'static str), findings: &[&'static str]) {
        let Some(decision) = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number) else { return };
        decision.status = "4";
        decision.lines = bill.lines.iter().map(|line| DecidedLine::refused(line, group, reason)).collect();
        let days_left = decision.day.plus_days(APPEAL_DAYS).days_since(self.last_day);
        let is_appealed_by_habit = matches!(reason, "50" | "197" | "29");
        let is_appealed = self.books.appeals.iter().any(|appeal| appeal.bill == bill.number);
        // What a letter upheld or the practice gave up does not come back: the finding of all refusals counts it and does not list it.
        let is_upheld = self.books.appeals.iter().any(|appeal| appeal.bill == bill.number && appeal.outcome == "lost");
        let is_given_up = self.books.write_offs.iter().any(|(number, ..)| *number == bill.number);
        if !is_upheld && !is_given_up {
            self.note(case, &["F1"], &bill.number);
        }
        self.note(case, findings, &bill.number);
        if is_appealed_by_habit && days_left >= 0 && !is_appealed {
            self.note(case, &["F17"], &bill.number);
        }
    }

    /// True where the appeal of a refusal would be too late by now.
    fn is_past_appeal(&self, bill: &Bill) -> bool {
        self.age(bill) > APPEAL_DAYS + 3 * 14
    }

    fn has_fresh_score(&self, bill: &Bill) -> bool {
        let days = match bill.level {
            LevelOfCare::Inpatient => 3,
            LevelOfCare::Residential | LevelOfCare::PartialHospitalization => 7,
            LevelOfCare::IntensiveOutpatient => 14,
            LevelOfCare::Outpatient => 30,
        };
        self.books.persons[bill.person].last_measured(bill.day).is_some_and(|measured| bill.day.days_since(measured) <= days)
    }

    /// Points by which the patient is better on the day than at first, on the instrument with most scores of the stay; with the instrument.
    fn better_by(&self, bill: &Bill) -> Option<(&str, f64)> {
        let person = &self.books.persons[bill.person];
        let stay = person.stay_on(bill.day)?;
        let of_stay = || person.measures.iter().filter(|measure| measure.day >= stay.episode.admitted && measure.day <= bill.day);
        let count = |id: &str| of_stay().filter(|measure| measure.instrument == id).count();
        let instruments: BTreeSet<&str> = of_stay().map(|measure| measure.instrument.as_str()).collect();
        let most = instruments.into_iter().rev().max_by_key(|id| count(id))?;
        let mut scores = of_stay().filter(|measure| measure.instrument == most);
        let first = scores.next().filter(|measure| measure.day.days_since(stay.episode.admitted) <= 2)?;
        let last = scores.next_back()?;
        Some((most, first.score.to_f64() - last.score.to_f64()))
    }

    fn lower_level(&mut self) {
        let fits = |_: &Self, bill: &Bill| bill.level == LevelOfCare::PartialHospitalization;
        let Some(bill) = self.pick(fits) else { return };
        let allowed = bill.payer.rate_of(DAY_OF_IOP);
        let decision = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number);
        if let Some(decision) = decision {
            let line = DecidedLine::paid(&bill.lines[0], allowed, Money::ZERO);
            decision.lines = vec![DecidedLine { service: DAY_OF_IOP, as_billed: Some(DAY_OF_PHP), ..line }];
            self.note(Case::LowerLevel, &["F15"], &bill.number);
        }
    }

    fn refused_in_a_program(&mut self) {
        let said = |planter: &Self, bill: &Bill| planter.books.determined(bill.person, bill.day).map(|(_, said)| said);
        let is_acute =
            |planter: &Self, bill: &Bill| bill.is_program() && planter.has_fresh_score(bill) && said(planter, bill) == Some("STEP_UP");
        if let Some(bill) = self.pick(is_acute) {
            self.refuse(Case::RefusedAcute, &bill, ("CO", "50"), &["F2", "J1"]);
        }
        let is_improving = |planter: &Self, bill: &Bill| {
            let has_moved = planter.better_by(bill).is_some_and(|(id, points)| matches!(id, "phq-9" | "gad-7") && points >= MOVED_POINTS);
            bill.is_program() && has_moved && planter.has_fresh_score(bill) && said(planter, bill) == Some("CONTINUE")
        };
        if let Some(bill) = self.pick(is_improving) {
            self.refuse(Case::RefusedImproving, &bill, ("CO", "50"), &["F2", "J1", "J2"]);
        }
    }

    fn refused_in_outpatient_care(&mut self) {
        let is_alone = |bill: &Bill| !bill.is_program() && bill.lines.len() == 1;
        let is_undetermined = |planter: &Self, bill: &Bill| {
            planter.books.determined(bill.person, bill.day).is_none_or(|(on, _)| bill.day.days_since(on) > 30)
        };
        let is_unmeasured =
            |planter: &Self, bill: &Bill| is_alone(bill) && !planter.has_fresh_score(bill) && is_undetermined(planter, bill);
        if let Some(bill) = self.pick(is_unmeasured) {
            self.refuse(Case::RefusedUnmeasured, &bill, ("CO", "50"), &["F3"]);
        }
        let is_measured =
            move |planter: &Self, bill: &Bill| is_alone(bill) && planter.has_fresh_score(bill) && is_undetermined(planter, bill);
        if let Some(bill) = self.pick(|planter, bill| is_measured(planter, bill) && planter.age(bill) < APPEAL_DAYS) {
            self.refuse(Case::NotAppealed, &bill, ("CO", "50"), &["F2"]);
        }
        if let Some(bill) = self.pick(|planter, bill| is_measured(planter, bill) && planter.is_past_appeal(bill)) {
            let decided = self.books.decision(&bill.number).map_or(bill.billed, |decision| decision.day);
            let last_day = decided.plus_days(APPEAL_DAYS);
            self.books.appeals.push(Appeal {
                bill: bill.number.clone(),
                filed: last_day.plus_days(12),
                last_day: Some(last_day),
                outcome: "lost",
                with_scores: true,
            });
            self.refuse(Case::AppealedLate, &bill, ("CO", "50"), &["F18"]);
        }
    }

    fn authorizations(&mut self) {
        if let Some(bill) = self.pick(|_, bill| bill.is_program() && bill.authorization.is_some()) {
            if let Some(bill) = self.bill_mut(&bill.number) {
                bill.authorization = None;
            }
            self.refuse(Case::NumberLeftOff, &bill, ("CO", "197"), &["F4"]);
        }
        let is_last_day = |planter: &Self, bill: &Bill| {
            planter.books.grants.iter().any(|grant| {
                Some(&grant.number) == bill.authorization.as_ref() && grant.last == bill.day && grant.first < bill.day && bill.is_program()
            })
        };
        if let Some(bill) = self.pick(is_last_day) {
            if let Some(grant) = self.books.grants.iter_mut().find(|grant| Some(&grant.number) == bill.authorization.as_ref()) {
                grant.last = bill.day.plus_days(-1);
            }
            if let Some(bill) = self.bill_mut(&bill.number) {
                bill.authorization = None;
            }
            self.refuse(Case::AuthorizationGap, &bill, ("CO", "197"), &["F4", "F5"]);
        }
        let ended = self.books.grants.iter().position(|grant| grant.last < self.last_day && grant.level != LevelOfCare::Outpatient);
        if let Some(place) = ended {
            let grant = &self.books.grants[place];
            let days = self.books.persons[grant.person].days.range(grant.first..=grant.last);
            let used = days.filter(|(_, care)| care.came).count();
            let subject = Planted::without_claim(&grant.number, grant.first);
            self.books.grants[place].units = Some(used + UNUSED_DAYS);
            self.note(Case::UnusedAuthorization, &["F6"], &subject);
        }
    }

    /// Refusals that one finding each is about.
    fn refusals(&mut self) {
        if let Some(bill) = self.pick(|planter, bill| planter.age(bill) > LATE_DAYS + 28) {
            if let Some(late) = self.bill_mut(&bill.number) {
                late.billed = late.billed.plus_days(LATE_DAYS);
            }
            if let Some(decision) = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number) {
                decision.day = decision.day.plus_days(LATE_DAYS);
            }
            self.refuse(Case::SentLate, &bill, ("CO", "29"), &["F11"]);
        }
        let is_alone = |_: &Self, bill: &Bill| bill.lines.len() == 1;
        for (case, reason, findings) in
            [(Case::OtherPayerFirst, "22", &["F13"][..]), (Case::CoverageEnded, "27", &["F24", "F29"]), (Case::NotEnrolled, "B7", &["F27"])]
        {
            if let Some(bill) = self.pick(is_alone) {
                self.refuse(case, &bill, ("CO", reason), findings);
            }
        }
        if let Some(bill) = self.pick(is_alone) {
            let day = self.books.decision(&bill.number).map_or(bill.billed, |decision| decision.day);
            self.books.write_offs.push((bill.number.clone(), day, bill.charge(), "claim data missing", "U-1"));
            self.refuse(Case::WrittenOff, &bill, ("CO", "16"), &["F19"]);
        }
        let has_measure = |_: &Self, bill: &Bill| bill.lines.len() == 2 && bill.lines[1].service == BRIEF_MEASURE;
        if let Some(bill) = self.pick(has_measure) {
            if let Some(decision) = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number) {
                decision.lines[1] = DecidedLine::refused(&bill.lines[1], "CO", "97");
            }
            self.note(Case::Bundled, &["F1", "F16"], &bill.number);
        }
    }

    fn notes(&mut self) {
        let is_program = |_: &Self, bill: &Bill| bill.is_program();
        if let Some(bill) = self.pick(is_program) {
            if let Some(care) = self.books.persons[bill.person].days.get_mut(&bill.day) {
                care.notes.clear();
            }
            self.note(Case::NoteMissing, &["F8"], &bill.number);
        }
        if let Some(bill) = self.pick(is_program) {
            if let Some(care) = self.books.persons[bill.person].days.get_mut(&bill.day) {
                care.notes.iter_mut().for_each(|note| note.signed = None);
            }
            self.note(Case::NoteUnsigned, &["F8"], &bill.number);
        }
        let is_session = |_: &Self, bill: &Bill| !bill.is_program() && bill.lines.iter().any(|line| line.service == "90834");
        for (case, minutes, finding) in [(Case::LongerThanBilled, LONG_MINUTES, "F22"), (Case::ShorterThanBilled, SHORT_MINUTES, "F23")] {
            let Some(bill) = self.pick(is_session) else { return };
            if let Some(care) = self.books.persons[bill.person].days.get_mut(&bill.day) {
                let notes = care.notes.iter_mut().filter(|note| note.service == "90834");
                notes.for_each(|note| note.minutes = Some(minutes));
            }
            self.note(case, &[finding], &bill.number);
        }
    }

    fn amounts(&mut self) {
        if let Some(bill) = self.pick(|_, bill| bill.is_program()) {
            let allowed = self.books.allowed(&bill, &bill.lines[0]);
            let less = Money::from_cents(allowed.cents() * 9 / 10);
            if let Some(decision) = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number) {
                decision.lines = vec![DecidedLine::paid(&bill.lines[0], less, Money::ZERO)];
            }
            self.note(Case::BelowContract, &["F9"], &bill.number);
        }
        if let Some(bill) = self.pick(|_, bill| bill.is_program()) {
            let agreed = Money::from_cents(bill.lines[0].charge.cents() * 9 / 10);
            self.books.agreements.push((bill.person, bill.lines[0].service, bill.day, agreed));
            self.note(Case::BelowAgreement, &["F26"], &bill.number);
        }
        if let Some(bill) = self.pick(|planter, bill| !bill.is_program() && planter.books.decision(&bill.number).is_some()) {
            self.books.unpaid_shares.insert(bill.number.clone());
            self.note(Case::ShareUnpaid, &["F30"], &bill.number);
        }
        if let Some(bill) =
            self.pick(|planter, bill| planter.books.decision(&bill.number).is_some_and(|decision| decision.share() > Money::ZERO))
        {
            self.books.shares_paid_twice.insert(bill.number.clone());
            self.note(Case::SharePaidTwice, &["F14"], &bill.number);
        }
    }

    fn bills(&mut self) {
        if let Some(bill) = self.pick(|planter, bill| bill.is_program() && planter.age(bill) > YOUNG_DAYS) {
            self.books.bills.retain(|each| each.number != bill.number);
            self.books.decisions.retain(|decision| decision.bill != bill.number);
            let record = self.books.persons[bill.person].record.clone();
            self.note(Case::UnbilledDay, &["F7"], &Planted::without_claim(&record, bill.day));
        }
        if let Some(bill) = self.pick(|planter, bill| planter.age(bill) > OLD_DAYS && bill.lines.len() == 1) {
            self.books.decisions.retain(|decision| decision.bill != bill.number);
            if let Some(bill) = self.bill_mut(&bill.number) {
                bill.is_turned_away = true;
            }
            // What is so old is near the end of the time to file, or beyond it.
            self.note(Case::NeverAnswered, &["F11", "F20"], &bill.number);
        }
        let has_measure = |planter: &Self, bill: &Bill| {
            planter.age(bill) > YOUNG_DAYS && bill.lines.len() > 1 && bill.lines.last().is_some_and(is_measure)
        };
        if let Some(bill) = self.pick(has_measure) {
            if let Some(bill) = self.bill_mut(&bill.number) {
                bill.lines.pop();
            }
            if let Some(decision) = self.books.decisions.iter_mut().find(|decision| decision.bill == bill.number) {
                decision.lines.pop();
            }
            self.note(Case::MeasuredUnbilled, &["F21"], &bill.number);
        }
        if let Some(bill) = self.pick(|planter, bill| bill.is_program() && planter.age(bill) > YOUNG_DAYS + 14) {
            let again = Bill { number: format!("{}R", bill.number), billed: bill.billed.plus_days(7), ..bill };
            let decision = self.books.pay(&again);
            self.note(Case::PaidTwice, &["F14"], &again.number);
            self.used.insert(again.number.clone());
            self.books.decisions.push(decision);
            self.books.bills.push(again);
        }
    }

    fn follow_ups(&mut self) {
        if let Some(bill) = self.pick(|_, bill| !bill.is_program()) {
            if let Some(bill) = self.bill_mut(&bill.number) {
                bill.other_payer = Some(bill.payer.other());
            }
            self.note(Case::LaterPayerNotAsked, &["F13"], &bill.number);
        }
        let is_authorized = |planter: &Self, bill: &Bill| bill.authorization.is_some() && planter.age(bill) > 60 && bill.lines.len() == 1;
        let advantage = |planter: &Self, bill: &Bill| bill.payer.id == "INV03" && is_authorized(planter, bill);
        if let Some(bill) = self.pick(advantage).or_else(|| self.pick(is_authorized)) {
            let back = self.books.decision(&bill.number).map(|decision| decision.taken_back(decision.day.plus_days(21)));
            self.books.decisions.extend(back);
            self.note(Case::TakenBack, &["F28"], &bill.number);
        }
    }

    /// Payers are paid less for a service of which nobody wrote the rate down.
    fn drift(&mut self) {
        if self.books.drift.is_some() {
            self.note(Case::RateDrift, &["F10"], &format!("{UNWRITTEN_PAYER} {UNWRITTEN_SERVICE}"));
        }
    }

    /// What the care that took place has in it.
    fn follows_from_care(&mut self) {
        let by_number = self.books.by_number();
        let mut found = Vec::new();
        let taken_back: BTreeSet<&str> =
            self.books.decisions.iter().filter(|decision| decision.status == "22").map(|decision| decision.bill.as_str()).collect();
        for decision in self.books.decisions.iter().filter(|decision| decision.paid() > Money::ZERO) {
            let Some(bill) = by_number.get(decision.bill.as_str()).filter(|bill| bill.is_program()) else { continue };
            let said = self.books.determined(bill.person, bill.day).map(|(_, said)| said);
            if said == Some("STEP_DOWN") && !taken_back.contains(decision.bill.as_str()) {
                found.push((Case::PaidBeyondCriteria, "J3", bill.number.clone()));
            }
        }
        for (place, person) in self.books.persons.iter().enumerate() {
            let is_authorized =
                |day: Day| self.books.grants.iter().any(|each| each.person == place && each.first <= day && day <= each.last);
            let missed = person.days.iter().filter(|(day, care)| !care.came && is_authorized(**day));
            found.extend(missed.map(|(day, _)| (Case::MissedDay, "J11", Planted::without_claim(&person.record, *day))));
            for stay in &person.stays {
                let Some(discharge) = stay.episode.discharge.as_ref().filter(|discharge| discharge.day <= self.last_day) else { continue };
                let is_planned = matches!(discharge.kind, DischargeType::Completed | DischargeType::Transfer | DischargeType::Died);
                let came = person.days.iter().filter(|(day, care)| stay.contains(**day) && care.came).count();
                if !is_planned && (came < 3 || discharge.day.days_since(stay.episode.admitted) < 7) {
                    found.push((Case::LeftEarly, "J14", Planted::without_claim(&person.record, stay.episode.admitted)));
                }
            }
        }
        for (case, finding, subject) in found {
            self.note(case, &[finding], &subject);
        }
    }
}

fn is_measure(line: &super::claim::BilledLine) -> bool {
    line.service == BRIEF_MEASURE
}
