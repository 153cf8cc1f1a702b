//! When a message that did not go out is tried again, and when that ends.

use vocabulary::Instant;

/// Seconds until the next try, after the first, second … try that did not succeed. Patients: a server that is down for a working day is waited for.
const PATIENT_PAUSES: &[i64] = &[60, 300, 1_800, 3_600, 7_200, 14_400];
/// Staff notices: after a minute and a half the next person is told instead.
const URGENT_PAUSES: &[i64] = &[15, 75];

/// When to try again after so many tries; `None` when that was the last, or the message would come too late.
///
/// `urgent` is for notices that somebody needs now. `expires_at` is when the message means nothing any more.
pub fn next_try(urgent: bool, tries: u32, now: Instant, expires_at: Instant) -> Option<Instant> {
    let pauses = if urgent { URGENT_PAUSES } else { PATIENT_PAUSES };
    let pause = usize::try_from(tries.checked_sub(1)?).ok().and_then(|index| pauses.get(index))?;
    Some(now.plus_seconds(*pause)).filter(|next| *next < expires_at)
}

/// Seconds for which a lane of messages rests after its server could not be reached the first, second … time in a row.
const LANE_RESTS: &[i64] = &[15, 60, 300];

/// For how many seconds a lane rests whose server could not be reached so many times in a row: what waits in it needs not be tried one by one against a
/// server that is down. A lane of what cannot wait never rests: its messages have pauses of their own, and then the next person is told.
pub fn rest_of_lane(urgent: bool, failures: u32) -> i64 {
    let Some(index) = failures.checked_sub(1).filter(|_| !urgent).and_then(|index| usize::try_from(index).ok()) else { return 0 };
    LANE_RESTS.get(index).or(LANE_RESTS.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(urgent: bool, tries: u32, expected_seconds: Option<i64>) {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let found = next_try(urgent, tries, now, now.plus_seconds(5 * 3600));
        assert_eq!(found.map(|next| next.seconds_since(now)), expected_seconds, "after {tries} tries");
    }

    #[test]
    fn pauses_grow_and_end() {
        for (tries, pause) in (1..).zip(PATIENT_PAUSES) {
            check(false, tries, Some(*pause));
        }
        check(false, 7, None);
        check(false, 0, None);
        assert!(PATIENT_PAUSES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn an_urgent_notice_gives_up_within_two_minutes() {
        check(true, 1, Some(15));
        check(true, 2, Some(75));
        check(true, 3, None);
        assert!(URGENT_PAUSES.iter().sum::<i64>() < 120);
    }

    #[test]
    fn a_lane_rests_longer_each_time_and_one_that_cannot_wait_never() {
        let rests: Vec<i64> = (0..6).map(|failures| rest_of_lane(false, failures)).collect();
        assert_eq!(rests, [0, 15, 60, 300, 300, 300]);
        assert!((0..6).all(|failures| rest_of_lane(true, failures) == 0));
    }

    #[test]
    fn nothing_is_tried_after_it_means_nothing_any_more() {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(next_try(false, 1, now, now.plus_seconds(60)), None);
        assert_eq!(next_try(false, 1, now, now.plus_seconds(61)), Some(now.plus_seconds(60)));
    }
}
