//! Notices in the invented practice: of those that are the reviewers' task most were given on the morning of the change, some late, and some not yet.

use app::review::Stay;
use app::{App, AppError, Caller};
use utilization_review::appeal::NoticeChannel;
use utilization_review::clock::Due;
use utilization_review::given_notice::{GivenNotice, NoticeOwner};
use vocabulary::Instant;

/// One of so many is not given yet, and the one before it was late.
const OPEN_OF: usize = 5;

/// Records them, stay by stay.
pub(super) async fn make(app: &App, caller: &Caller, stays: &[&Stay]) -> Result<(), AppError> {
    let mut number = 0;
    for stay in stays {
        let page = app.patient_notices(caller, stay.patient).await?;
        let own = page.rows.iter().filter(|row| row.clock.is_open() && row.clock.owner() == NoticeOwner::Reviewers);
        for row in own {
            number += 1;
            let morning = row.clock.change.from.plus_seconds(10 * 3600);
            let given_at: Option<Instant> = match (number % OPEN_OF, row.clock.deadline.due) {
                (0, _) => None,
                (4, Due::Before(due, _)) => Some(due.plus_seconds(20 * 3600)),
                _ => Some(morning),
            };
            let Some(given_at) = given_at.filter(|at| *at <= app.now()) else { continue };
            let notice = GivenNotice {
                episode: row.episode,
                kind: row.clock.kind,
                about: row.clock.change.day,
                given_at,
                channel: if number % 2 == 0 { NoticeChannel::Portal } else { NoticeChannel::Telephone },
                recipient: row.clock.kind.recipient(),
                taken_by: "care management".to_owned(),
                reference: format!("N-{:04}", 2_000 + number),
                words: String::new(),
            };
            app.record_notice(caller, stay.patient, notice).await?;
        }
    }
    Ok(())
}
