//! The review board: which review is next. Ordered by the hours until the payer must have it, at the latest by those to the end of the last covered day;
//! among equals, what costs more and is less ready comes first.

use vocabulary::{Day, Instant, Money, RecordId};

use super::readiness::Readiness;
use super::submission::SubmitBy;
use crate::authorization::UnitSources;

/// Which part of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// The last covered day is past.
    PastDue,
    /// Days up to today were denied, an appeal against it waits for its decision, and the stay is not covered.
    AppealFiled,
    /// The last covered day is today, or what comes after it must be asked for today or had to be before.
    Today,
    /// One of the two is tomorrow.
    Tomorrow,
    /// It is later.
    Later,
    /// There is no authorization, and this level needs one.
    None,
}

impl Bucket {
    /// Every part, in the order of the board.
    pub const ALL: [Self; 6] = [Self::PastDue, Self::AppealFiled, Self::Today, Self::Tomorrow, Self::Later, Self::None];

    /// The code in addresses; the key of its words is `review-bucket-` and the code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PastDue => "past-due",
            Self::AppealFiled => "appeal-filed",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Later => "later",
            Self::None => "none",
        }
    }

    /// The part for a last covered day, where nothing was denied.
    pub fn of(last_covered_day: Option<Day>, today: Day) -> Self {
        match last_covered_day.map(|last| last.days_since(today)) {
            None => Self::None,
            Some(days) if days < 0 => Self::PastDue,
            Some(0) => Self::Today,
            Some(1) => Self::Tomorrow,
            Some(_) => Self::Later,
        }
    }
}

/// How close the end is. Shown by words and place, not by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It has passed.
    Expired,
    /// Less than 24 hours: an urgent request has lost its right to an answer within 24 hours.
    UnderADay,
    /// 24 to 72 hours.
    UnderThreeDays,
    /// More.
    Later,
}

impl Closeness {
    /// For whole hours left.
    pub const fn of(hours: i64) -> Self {
        match hours {
            i64::MIN..0 => Self::Expired,
            0..24 => Self::UnderADay,
            24..=72 => Self::UnderThreeDays,
            _ => Self::Later,
        }
    }
}

/// Where a rate for a day is on record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateSource {
    /// On the page of the payer.
    #[default]
    DayRate,
    /// Among the rates of the contract.
    Contract,
}

/// What the next days are worth, where a rate is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoneyAtRisk {
    /// Days already delivered without an authorization.
    pub uncovered: Money,
    /// The days that the coming request asks for.
    pub next_request: Money,
    /// Where the rate is from.
    pub source: RateSource,
}

impl MoneyAtRisk {
    /// For a rate, days delivered without cover, and days to be asked for.
    pub fn of((day_rate, source): (Money, RateSource), uncovered_days: u32, request_days: u32) -> Self {
        let times = |days: u32| Money::from_cents(day_rate.cents().saturating_mul(i64::from(days)));
        Self { uncovered: times(uncovered_days), next_request: times(request_days), source }
    }

    /// Both.
    pub fn total(self) -> Money {
        Money::from_cents(self.uncovered.cents().saturating_add(self.next_request.cents()))
    }
}

/// What was done about days that were denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DenialAnswer {
    /// No appeal was filed yet.
    NotAppealed,
    /// An appeal was filed and waits for its decision.
    AppealFiled,
}

impl DenialAnswer {
    /// The key of its words is `review-denial-` and this.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAppealed => "not-appealed",
            Self::AppealFiled => "appeal-filed",
        }
    }
}

/// Days of a stay that a payer denied and that nobody granted since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeniedDays {
    /// What was done about it.
    pub answer: DenialAnswer,
    /// The first of the days.
    pub first: Day,
    /// The last one; `None` where the payer named none.
    pub last: Option<Day>,
    /// The review that answers it; `None` where nobody has said which.
    pub review: Option<RecordId>,
}

impl DeniedDays {
    /// Of several denials first those that are still to be answered; of those the ones that a review answers, then the earliest.
    pub fn in_order(denials: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut denials: Vec<Self> = denials.into_iter().collect();
        denials.sort_unstable_by_key(|denial| (denial.answer, denial.review.is_none(), *denial));
        denials
    }
}

/// Units of an authorization that are used up before its last day, or will be at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitsEnd {
    /// Units used so far.
    pub used: u32,
    /// Units granted.
    pub granted: u32,
    /// The last authorized day.
    pub authorized_until: Day,
    /// Where the number of used units comes from.
    pub sources: UnitSources,
}

/// One line of the board. `T` is what stands for the stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardEntry<T> {
    /// The stay.
    pub stay: T,
    /// The last covered day of the newest authorization for its level, before what was denied of it since; `None` without one.
    pub last_covered_day: Option<Day>,
    /// When that day ends, in the program's zone.
    pub ends_at: Option<Instant>,
    /// That its units end before the last authorized day: `last_covered_day` and `ends_at` are theirs then.
    pub units_end: Option<UnitsEnd>,
    /// Until when the payer must have the request for what follows; `None` where nobody says, where it has one that waits for its decision, and where the
    /// end is past.
    pub submit_by: Option<SubmitBy>,
    /// Since when a stay that was never authorized is not covered, where its payer authorizes the level: it is as pressing as one whose days have ended.
    pub uncovered_since: Option<Instant>,
    /// Days that were denied; `None` where none are. Of several denials the most pressing.
    pub denial: Option<DeniedDays>,
    /// The other denials of the stay, in the order of [`DeniedDays::in_order`].
    pub more_denials: Vec<DeniedDays>,
    /// How ready the review is.
    pub readiness: Readiness,
    /// What is at risk; `None` where no rate is known.
    pub money: Option<MoneyAtRisk>,
}

impl<T> BoardEntry<T> {
    /// The part of the board that it stands in.
    pub fn bucket(&self, today: Day) -> Bucket {
        match Bucket::of(self.last_covered_day, today) {
            Bucket::PastDue | Bucket::None if self.is_appealed_to(today) => Bucket::AppealFiled,
            bucket @ (Bucket::Tomorrow | Bucket::Later) => {
                // What is still covered is not past due: a time to ask that has passed is work of today.
                let asked = self.submit_by.as_ref().map(|submit| Bucket::of(Some(submit.day.max(today)), today));
                asked.map_or(bucket, |asked| bucket.min(asked))
            }
            bucket => bucket,
        }
    }

    /// Everything that was denied waits for the decision on an appeal, and that goes up to today. Days after the denied ones were asked for by nobody: they
    /// are past due like any others.
    fn is_appealed_to(&self, today: Day) -> bool {
        let mut denials = self.denial.iter().chain(&self.more_denials);
        // The one that nobody has appealed stands first.
        let is_appealed = self.denial.is_some_and(|denial| denial.answer == DenialAnswer::AppealFiled);
        is_appealed && denials.any(|denial| denial.last.is_none_or(|last| last >= today))
    }

    /// Whole hours to the end, rounded down; negative once it is past.
    pub fn hours_left(&self, now: Instant) -> Option<i64> {
        self.ends_at.map(|ends| ends.seconds_since(now).div_euclid(3600))
    }

    /// What is at risk times what is missing: for the order among equals.
    fn weight(&self) -> i128 {
        let deficit = i128::from(100 - self.readiness.percent().min(100));
        let cents = self.money.map_or(0, |money| money.total().cents());
        i128::from(cents) * deficit
    }
}

/// Puts the board in order: past due first, then by hours left, then by weight. A stay that was never authorized stands where its first day without
/// cover puts it; at the end only where nobody has to authorize it.
pub fn order<T: Ord>(entries: &mut [BoardEntry<T>], today: impl Fn(&T) -> Day) {
    entries.sort_by(|left, right| {
        let end = |entry: &BoardEntry<T>| end_of(entry, &today);
        (end(left).cmp(&end(right))).then_with(|| right.weight().cmp(&left.weight())).then_with(|| left.stay.cmp(&right.stay))
    });
}

fn end_of<T>(entry: &BoardEntry<T>, today: &impl Fn(&T) -> Day) -> (Bucket, Option<Instant>) {
    let bucket = match entry.bucket(today(&entry.stay)) {
        Bucket::None if entry.uncovered_since.is_some() => Bucket::PastDue,
        bucket => bucket,
    };
    let submit_by = entry.submit_by.as_ref().map(|submit| submit.at);
    (bucket, entry.ends_at.or(entry.uncovered_since).into_iter().chain(submit_by).min())
}

/// Of a board in order, the entries that a page of `size` after a place may show, in whatever order those that end together will be: what weighs
/// need not be known of any other.
pub fn ending_together<T>(
    entries: &[BoardEntry<T>],
    after: Option<usize>,
    size: usize,
    today: impl Fn(&T) -> Day,
) -> std::ops::Range<usize> {
    let end = |place: usize| end_of(&entries[place], &today);
    let past_those_with = |place: usize| place + (place..entries.len()).take_while(|other| end(*other) == end(place)).count();
    let (first, seen) = match after.filter(|place| *place < entries.len()) {
        Some(place) => ((0..place).rev().take_while(|other| end(*other) == end(place)).last().unwrap_or(place), past_those_with(place)),
        None => (0, 0),
    };
    let last = seen.saturating_add(size);
    if size == 0 || last >= entries.len() {
        return first..entries.len();
    }
    first..past_those_with(last - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn parts_of_the_board_follow_the_last_covered_day() {
        let check = |last: Option<&str>, expected| assert_eq!(Bucket::of(last.map(day), day("2026-03-10")), expected, "{last:?}");
        check(Some("2026-03-09"), Bucket::PastDue);
        check(Some("2026-03-10"), Bucket::Today);
        check(Some("2026-03-11"), Bucket::Tomorrow);
        check(Some("2026-03-12"), Bucket::Later);
        check(None, Bucket::None);
    }

    #[test]
    fn what_must_be_asked_for_before_the_end_stands_where_that_puts_it() {
        let entry = |stay: &'static str, last: &str, submit: Option<&str>| BoardEntry {
            stay,
            last_covered_day: Some(day(last)),
            ends_at: Some(format!("{last}T23:00:00Z").parse().unwrap()),
            units_end: None,
            submit_by: submit.map(|submit| SubmitBy {
                at: format!("{submit}T23:00:00Z").parse().unwrap(),
                day: day(submit),
                basis: super::super::SubmissionBasis::NextReview,
            }),
            uncovered_since: None,
            denial: None,
            more_denials: Vec::new(),
            readiness: Readiness::default(),
            money: None,
        };
        let mut entries = [
            entry("asked", "2026-03-12", None),
            entry("later", "2026-03-20", Some("2026-03-18")),
            entry("ends today", "2026-03-10", None),
            entry("tomorrow", "2026-03-15", Some("2026-03-11")),
            entry("late", "2026-03-15", Some("2026-03-08")),
            entry("past", "2026-03-09", None),
        ];
        order(&mut entries, |_| day("2026-03-10"));
        let found: Vec<(&str, Bucket)> = entries.iter().map(|entry| (entry.stay, entry.bucket(day("2026-03-10")))).collect();
        let expected = [
            ("past", Bucket::PastDue),
            ("late", Bucket::Today),
            ("ends today", Bucket::Today),
            ("tomorrow", Bucket::Tomorrow),
            ("asked", Bucket::Later),
            ("later", Bucket::Later),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_day_before_the_end_is_where_the_right_to_a_fast_answer_is_lost() {
        let check = |hours, expected| assert_eq!(Closeness::of(hours), expected, "{hours}");
        check(-1, Closeness::Expired);
        check(0, Closeness::UnderADay);
        check(23, Closeness::UnderADay);
        check(24, Closeness::UnderThreeDays);
        check(72, Closeness::UnderThreeDays);
        check(73, Closeness::Later);
    }

    #[test]
    fn hours_come_first_then_money_times_what_is_missing() {
        let entry = |stay: &'static str, last: Option<&str>, answered, cents| BoardEntry {
            stay,
            last_covered_day: last.map(day),
            ends_at: last.map(|last| format!("{last}T23:00:00Z").parse().unwrap()),
            units_end: None,
            submit_by: None,
            uncovered_since: None,
            denial: None,
            more_denials: Vec::new(),
            readiness: Readiness { answered, required: 10, missing: Vec::new() },
            money: Some(MoneyAtRisk::of((Money::from_cents(cents), RateSource::DayRate), 0, 7)),
        };
        let mut entries = [
            entry("none", None, 0, 90_000),
            entry("later", Some("2026-03-20"), 0, 90_000),
            entry("ready", Some("2026-03-10"), 10, 90_000),
            entry("cheap", Some("2026-03-10"), 5, 10_000),
            entry("dear", Some("2026-03-10"), 5, 90_000),
            entry("past", Some("2026-03-08"), 10, 0),
        ];
        order(&mut entries, |_| day("2026-03-10"));
        let stays: Vec<&str> = entries.iter().map(|entry| entry.stay).collect();
        assert_eq!(stays, ["past", "dear", "cheap", "ready", "later", "none"]);
    }

    #[test]
    fn a_stay_without_cover_stands_where_its_first_uncovered_day_puts_it_and_an_appeal_that_was_filed_after_what_is_past_due() {
        let entry = |stay: &'static str, last: Option<&str>, since: Option<&str>, answer: Option<DenialAnswer>| BoardEntry {
            stay,
            last_covered_day: last.map(day),
            ends_at: last.map(|last| format!("{last}T23:00:00Z").parse().unwrap()),
            units_end: None,
            submit_by: None,
            uncovered_since: since.map(|since| format!("{since}T00:00:00Z").parse().unwrap()),
            denial: answer.map(|answer| DeniedDays { answer, first: day("2026-03-09"), last: None, review: None }),
            more_denials: Vec::new(),
            readiness: Readiness::default(),
            money: None,
        };
        let (denied, appealed) = (Some(DenialAnswer::NotAppealed), Some(DenialAnswer::AppealFiled));
        let mut entries = [
            entry("self-pay", None, None, None),
            entry("never", None, Some("2026-03-05"), None),
            entry("denied", Some("2026-03-08"), None, denied),
            entry("appealed", Some("2026-03-02"), None, appealed),
            entry("refused at once", None, Some("2026-03-01"), appealed),
            entry("covered again", Some("2026-03-10"), None, appealed),
            entry("past", Some("2026-03-04"), None, None),
        ];
        order(&mut entries, |_| day("2026-03-10"));
        let found: Vec<(&str, Bucket)> = entries.iter().map(|entry| (entry.stay, entry.bucket(day("2026-03-10")))).collect();
        let expected = [
            ("past", Bucket::PastDue),
            ("never", Bucket::None),
            ("denied", Bucket::PastDue),
            ("refused at once", Bucket::AppealFiled),
            ("appealed", Bucket::AppealFiled),
            ("covered again", Bucket::Today),
            ("self-pay", Bucket::None),
        ];
        // Not covered since the 5th at 0:00 comes after the end of the 4th at 23:00.
        assert_eq!(found, expected);
    }

    #[test]
    fn days_after_those_that_an_appeal_is_about_are_past_due() {
        let check = |denied_until: Option<&str>, expected| {
            let denial =
                DeniedDays { answer: DenialAnswer::AppealFiled, first: day("2026-03-05"), last: denied_until.map(day), review: None };
            let entry = BoardEntry {
                stay: "stay",
                last_covered_day: Some(day("2026-03-04")),
                ends_at: None,
                units_end: None,
                submit_by: None,
                uncovered_since: None,
                denial: Some(denial),
                more_denials: Vec::new(),
                readiness: Readiness::default(),
                money: None,
            };
            assert_eq!(entry.bucket(day("2026-03-10")), expected, "{denied_until:?}");
        };
        check(None, Bucket::AppealFiled);
        check(Some("2026-03-10"), Bucket::AppealFiled);
        check(Some("2026-03-09"), Bucket::PastDue);
    }

    #[test]
    fn of_several_denials_the_one_without_an_appeal_is_told_first() {
        let denied = |answer, first| DeniedDays { answer, first: day(first), last: None, review: None };
        let (filed, open) = (denied(DenialAnswer::AppealFiled, "2026-03-01"), denied(DenialAnswer::NotAppealed, "2026-03-09"));
        assert_eq!(DeniedDays::in_order([filed, open]), [open, filed]);
        let with_review = DeniedDays {
            review: Some("01990000-0000-7000-8000-000000000001".parse().unwrap()),
            ..denied(DenialAnswer::NotAppealed, "2026-03-20")
        };
        assert_eq!(DeniedDays::in_order([filed, open, with_review]), [with_review, open, filed], "there is where it is answered");
    }

    /// Pages by weights that are known only of the entries which `ending_together` names.
    fn paged(weighed: &[BoardEntry<&'static str>], size: usize) -> Vec<&'static str> {
        let today = |_: &&'static str| day("2026-03-10");
        let mut by_end: Vec<_> = weighed.iter().map(|entry| BoardEntry { money: None, ..entry.clone() }).collect();
        order(&mut by_end, today);
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let place = after.and_then(|after| by_end.iter().position(|entry| entry.stay == after));
            let needed = &by_end[ending_together(&by_end, place, size, today)];
            let mut needed: Vec<_> = weighed.iter().filter(|entry| needed.iter().any(|other| other.stay == entry.stay)).cloned().collect();
            order(&mut needed, today);
            let start = after.map_or(0, |after| needed.iter().position(|entry| entry.stay == after).unwrap() + 1);
            let page: Vec<&str> = needed[start..].iter().take(size).map(|entry| entry.stay).collect();
            let Some(last) = page.last().copied() else { return seen };
            after = Some(last);
            seen.extend(page);
        }
    }

    #[test]
    fn pages_show_every_stay_once_in_the_order_of_the_whole_board() {
        let entry = |(stay, last, cents): (&'static str, Option<&str>, i64)| BoardEntry {
            stay,
            last_covered_day: last.map(day),
            ends_at: last.map(|last| format!("{last}T23:00:00Z").parse().unwrap()),
            units_end: None,
            submit_by: None,
            uncovered_since: None,
            denial: None,
            more_denials: Vec::new(),
            readiness: Readiness { answered: 0, required: 10, missing: Vec::new() },
            money: Some(MoneyAtRisk::of((Money::from_cents(cents), RateSource::DayRate), 0, 7)),
        };
        let (today, later) = (Some("2026-03-10"), Some("2026-03-20"));
        let stays = [
            ("a", today, 1),
            ("b", today, 5),
            ("c", today, 3),
            ("d", later, 2),
            ("e", later, 9),
            ("f", later, 4),
            ("g", None, 0),
            ("h", None, 7),
            ("i", Some("2026-03-01"), 1),
        ];
        let weighed: Vec<_> = stays.into_iter().map(entry).collect();
        let mut whole = weighed.clone();
        order(&mut whole, |_| day("2026-03-10"));
        let whole: Vec<&str> = whole.iter().map(|entry| entry.stay).collect();
        assert_eq!(whole, ["i", "b", "c", "a", "e", "f", "d", "h", "g"]);
        for size in 1..=10 {
            assert_eq!(paged(&weighed, size), whole, "pages of {size}");
        }
    }
}
