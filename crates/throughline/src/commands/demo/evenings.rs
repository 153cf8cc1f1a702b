//! The last weeks of the invented practice, evening by evening: what was recorded on a day is judged on its evening, and the staff answers the
//! alerts that have waited, each at its time. Who answers what, and how, follows from the seed.

use app::alert::AlertView;
use app::{App, AppError, Caller};
use outcomes::alert::{Disposition, State};
use outcomes::warning_sign::Class;
use synthetic::StaffUser;
use vocabulary::{Day, Instant, RecordId, Role, ZoneName};

use super::decisions::caller;

/// So many days before the day of the demo are lived through. Older answers about safety are kept without being shown (the rule's own limit), so
/// nothing older would reach an inbox.
const DAYS: i32 = 30;
/// When a day is judged, on the clock of UTC: after the last entry of the day in every zone of the practice's programs.
const EVENING_HOUR_SECONDS: i64 = 23 * 3600 + 1800;
/// An alert that is younger than this has not been answered yet.
const ANSWERED_AFTER_SECONDS: i64 = 20 * 3600;
/// Of a hundred alerts of a class that have waited, so many are answered on an evening.
const ANSWERED_OF_HUNDRED: [(Class, u64); 3] = [(Class::Safety, 95), (Class::Clinical, 45), (Class::Task, 30)];

/// The evenings before the day of the demo, oldest first.
pub(super) fn evenings(as_of: Day) -> Vec<Instant> {
    (1..=DAYS).rev().map(|before| evening(as_of, before)).collect()
}

/// The evening so many days before the day of the demo.
pub(super) fn evening(as_of: Day, before: i32) -> Instant {
    as_of.plus_days(-before).start_in(&ZoneName::utc()).plus_seconds(EVENING_HOUR_SECONDS)
}

/// Judges what was recorded, sends on what nobody took, and lets the staff answer.
pub(super) async fn live(app: &App, staff: &[StaffUser], seed: u64) -> Result<(), AppError> {
    app.judge_everybody().await?;
    app.escalate_alerts().await?;
    for person in staff.iter().filter(|person| person.roles.contains(&Role::Clinician) || person.roles.contains(&Role::Director)) {
        let caller = caller(person);
        for group in app.inbox(&caller, app::alert::InboxPage::WHOLE).await?.groups {
            for view in group.alerts.iter().filter(|view| view.is_own) {
                answer(app, &caller, view, seed).await?;
            }
        }
    }
    Ok(())
}

async fn answer(app: &App, caller: &Caller, view: &AlertView, seed: u64) -> Result<(), AppError> {
    let drawn = drawn(seed, view.id);
    let class = view.alert.raised.class;
    let waited = app.now().seconds_since(view.alert.raised.occurred_at);
    let (_, share) = ANSWERED_OF_HUNDRED.into_iter().find(|(each, _)| *each == class).unwrap_or((class, 0));
    if waited < ANSWERED_AFTER_SECONDS || drawn % 100 >= share {
        return Ok(());
    }
    if view.alert.state == State::Open {
        app.acknowledge_alert(caller, view.id).await?;
    }
    let offered = answers(class);
    let (disposition, note) = offered[usize::try_from(drawn / 100).unwrap_or(0) % offered.len()];
    app.close_alert(caller, view.id, disposition, note).await
}

/// What staff writes when they close an alert: the invented notes of an invented practice.
const fn answers(class: Class) -> &'static [(Disposition, &'static str)] {
    match class {
        Class::Safety => &[
            (Disposition::SafetyAssessed, "Called the same evening. Says the thoughts are passive, no plan, no means. Seen next morning."),
            (Disposition::SafetyPlanUpdated, "Went through the safety plan together and added the sister's number."),
            (Disposition::AlreadyAddressed, "Was talked about in session on the day of the form; note is in the chart."),
        ],
        Class::Clinical => &[
            (Disposition::DiscussedWithPatient, "Looked at the curve together. Sleep is the main thing this week."),
            (Disposition::PlanChanged, "Added a second individual session and asked for a medication review."),
            (Disposition::Consulted, "Brought to team meeting; continue and measure again in one week."),
            (Disposition::ContinuePlan, "Bad week after a funeral. Plan stays, look again at the next form."),
        ],
        Class::Task => &[
            (Disposition::Rescheduled, "Form will be done at the next group."),
            (Disposition::Done, "Looked at with the patient."),
            (Disposition::PatientDeclined, "Did not want to fill it in this week."),
        ],
    }
}

/// The same for one alert and seed on every evening and machine.
fn drawn(seed: u64, id: RecordId) -> u64 {
    id.to_string().bytes().fold(seed ^ 0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_evenings_end_on_the_day_before() {
        let evenings = evenings("2026-11-23".parse().unwrap());
        assert_eq!(evenings.len(), 30);
        assert_eq!(evenings.last().unwrap().to_string(), "2026-11-22T23:30:00.000000Z");
    }

    #[test]
    fn every_note_closes_an_alert_of_its_class() {
        for class in [Class::Safety, Class::Clinical, Class::Task] {
            for (disposition, note) in answers(class) {
                assert!(Disposition::of_class(class).contains(disposition) && !note.is_empty(), "{class:?} {disposition:?}");
            }
        }
    }
}
