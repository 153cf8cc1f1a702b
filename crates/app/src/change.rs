//! Change since baseline and expected course of a patient's series: what the pages and the report show, judged by `outcomes`.
//!
//! The baseline is the first score of the episode of care in which the latest one stands. A norm that was not verified at its source counts only
//! where somebody enabled it by name. Nothing here is stored: the same records give the same judgement.

use care::Episode;
use instruments::{Definition, Respondent};
use outcomes::change::judge as judge_change;
use outcomes::change::judge::{ChangeCategory, Judgement, RecalledValues};
use outcomes::change::{AfterDischarge, StayMeasured, after_discharge};
use outcomes::response::{self, Stated};
use vocabulary::{AdministrationId, Day, Points};

use crate::course::{CourseJudgement, CourseStanding, Courses};
use crate::instrument::RecalledByInstrument;
use crate::series::Series;

/// So many days before admission a score belongs to the episode: it was taken to decide on the admission.
pub const DAYS_BEFORE_ADMISSION: i32 = 14;

/// What is judged of a series: from its baseline to its latest score.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesJudgement {
    /// The administration of the baseline.
    pub baseline: AdministrationId,
    /// Its day.
    pub baseline_day: Day,
    /// The administration of the latest score.
    pub latest: AdministrationId,
    /// Its day.
    pub latest_day: Day,
    /// From the baseline to the latest score; the verdict with the norm it rests on, or why there is none.
    pub change: Judgement,
    /// The verdict of each later score that has one, oldest first.
    pub by_day: Vec<(Day, ChangeCategory)>,
    /// Treatment response, where the definition has one.
    pub response: Stated,
    /// Remission, where the definition has one.
    pub remission: Stated,
    /// Whether the change reaches the minimal important difference, where the definition has one.
    pub important: Stated,
    /// The latest score beside the expected course.
    pub course: CourseJudgement,
    /// The latest score beside the last one of the stay, where it came after the discharge and the stay has more than its baseline.
    pub after_discharge: Option<AfterDischarge>,
}

/// The time of an episode, without anything else of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    admitted: Day,
    discharged: Option<Day>,
}

impl Stay {
    /// From which day on scores belong to it.
    pub(crate) fn begins(&self) -> Day {
        self.admitted.plus_days(-DAYS_BEFORE_ADMISSION)
    }

    /// A stay that is over, or one that goes on.
    pub(crate) fn new(admitted: Day, discharged: Option<Day>) -> Self {
        Self { admitted, discharged }
    }

    /// The same where the patient may have been in care before: what was measured until the former discharge belongs to the former stay. `stays` are
    /// all of the patient, in any order, this one among them or not.
    pub(crate) fn first_day(&self, stays: &[Self]) -> Day {
        let before = stays.iter().filter(|stay| stay.admitted < self.admitted).max_by_key(|stay| stay.admitted);
        let discharged = before.and_then(|stay| stay.discharged);
        discharged.map_or(self.begins(), |discharged| discharged.plus_days(1).min(self.admitted).max(self.begins()))
    }

    /// The days whose records are this stay's, and no other's of `stays`.
    pub(crate) fn days(&self, stays: &[Self], today: Day) -> StayDays {
        let first = self.first_day(stays);
        StayDays { first, last: self.discharged.unwrap_or(today).max(first) }
    }
}

/// The days of a stay, both included: what was recorded on them and names no episode is the stay's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StayDays {
    first: Day,
    last: Day,
}

impl StayDays {
    /// The first: the admission, or the first day before it on which scores belong to the stay ([`Stay::first_day`]).
    pub(crate) const fn first(self) -> Day {
        self.first
    }

    /// The last: the discharge, or the present day while the stay goes on.
    pub(crate) const fn last(self) -> Day {
        self.last
    }

    /// True for one of them.
    pub(crate) fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

impl From<&Episode> for Stay {
    fn from(episode: &Episode) -> Self {
        Self { admitted: episode.admitted, discharged: episode.discharge.as_ref().map(|discharge| discharge.day) }
    }
}

/// One score of a series that has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Valued {
    pub(crate) administration: AdministrationId,
    pub(crate) day: Day,
    pub(crate) value: Points,
}

/// The scores of a series that have a number, oldest first.
pub(crate) fn valued(series: &Series) -> Vec<Valued> {
    let of = |score: &crate::series::SeriesScore| {
        Some(Valued { administration: score.administration, day: score.day, value: score.outcome.value()? })
    };
    series.scores.iter().filter_map(of).collect()
}

/// The scores of the episode in which the latest one stands, and its time. Later measurements, such as follow-up, belong to the episode before
/// them. Without an episode all scores are one course.
pub(crate) fn of_latest_episode<'a>(scores: &'a [Valued], stays: &[Stay]) -> (&'a [Valued], Option<Stay>) {
    let Some(latest) = scores.last() else { return (scores, None) };
    let mut stays = stays.to_vec();
    stays.sort_by_key(|stay| stay.admitted);
    let Some(place) = stays.iter().rposition(|stay| stay.begins() <= latest.day) else { return (scores, None) };
    let first_day = stays[place].first_day(&stays);
    let first = scores.iter().position(|score| score.day >= first_day).unwrap_or_default();
    (&scores[first..], Some(stays[place]))
}

/// Who enabled recalled values of an instrument, as the judgement takes it.
pub(crate) fn recalled_of(enabled: &RecalledByInstrument, instrument: &str) -> RecalledValues {
    enabled.get(instrument).map_or(RecalledValues::NotEnabled, |enabled| RecalledValues::EnabledBy(enabled.by.clone()))
}

/// What judging needs besides the scores.
#[derive(Clone, Copy)]
pub(crate) struct Grounds<'a> {
    pub(crate) stays: &'a [Stay],
    pub(crate) recalled: &'a RecalledByInstrument,
    pub(crate) courses: &'a Courses,
}

/// How the latest score of a series stands, and nothing else: for lists of many patients.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) change: Judgement,
    pub(crate) course: Option<CourseStanding>,
}

/// The standing of a series; `None` while there are no two scores with a number in its latest episode.
pub(crate) fn standing(
    definition: &Definition,
    scale: usize,
    respondent: Respondent,
    scores: &[Valued],
    grounds: Grounds<'_>,
) -> Option<Standing> {
    let (scores, stay) = of_latest_episode(scores, grounds.stays);
    let ([baseline, _, ..], Some(latest)) = (scores, scores.last()) else { return None };
    let recalled = recalled_of(grounds.recalled, &definition.id);
    let change = judge_change::judge(definition, scale, baseline.value, latest.value, &recalled);
    let is_main = has_course(definition, scale, respondent);
    let course = if is_main { grounds.courses.standing(definition, scores, stay.and_then(|stay| stay.discharged)) } else { None };
    Some(Standing { change, course })
}

/// Courses are fitted of the main scale, as those answer it who usually do.
pub(crate) fn has_course(definition: &Definition, scale: usize, respondent: Respondent) -> bool {
    definition.main_scale == Some(scale) && definition.respondents.first().is_none_or(|usual| *usual == respondent)
}

/// Judges a series; `None` while there are no two scores with a number in its latest episode.
pub(crate) fn judge(
    definition: &Definition,
    scale: usize,
    respondent: Respondent,
    scores: &[Valued],
    grounds: Grounds<'_>,
) -> Option<SeriesJudgement> {
    let (scores, stay) = of_latest_episode(scores, grounds.stays);
    let ([baseline, later @ ..], Some(latest)) = (scores, scores.last()) else { return None };
    if later.is_empty() {
        return None;
    }
    let recalled = recalled_of(grounds.recalled, &definition.id);
    let to = |score: &Valued| judge_change::judge(definition, scale, baseline.value, score.value, &recalled);
    let by_day = later.iter().filter_map(|score| Some((score.day, to(score).category?))).collect();
    let change = to(latest);
    let is_main = has_course(definition, scale, respondent);
    let discharged = stay.and_then(|stay| stay.discharged);
    let course = if is_main { grounds.courses.judge(definition, scale, scores, discharged, &change) } else { CourseJudgement::NotFitted };
    Some(SeriesJudgement {
        baseline: baseline.administration,
        baseline_day: baseline.day,
        latest: latest.administration,
        latest_day: latest.day,
        by_day,
        response: response::treatment_response(definition, scale, baseline.value, latest.value, &recalled),
        remission: response::remission(definition, scale, latest.value, &recalled),
        important: response::important_change(definition, scale, baseline.value, latest.value, &recalled),
        course,
        change,
        after_discharge: discharged.and_then(|discharged| {
            let last =
                scores.iter().rfind(|score| score.day <= discharged).filter(|last| last.administration != baseline.administration)?;
            let stay = StayMeasured { beginning: baseline.value, last: last.value, last_day: last.day };
            (latest.day > discharged).then(|| after_discharge(definition, scale, stay, latest.value, &recalled))
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;
    use outcomes::change::Gains;
    use vocabulary::Identifier as _;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn scores(all: &[(&str, i32)]) -> Vec<Valued> {
        let id = |place: usize| AdministrationId::from_uuid(format!("00000000-0000-7000-8000-{place:012}").parse().unwrap());
        let of = |(place, (on, value)): (usize, &(&str, i32))| Valued {
            administration: id(place),
            day: day(on),
            value: Points::from_whole(*value),
        };
        all.iter().enumerate().map(of).collect()
    }

    fn stay(admitted: &str, discharged: Option<&str>) -> Stay {
        Stay { admitted: day(admitted), discharged: discharged.map(day) }
    }

    #[track_caller]
    fn baseline(all: &[(&str, i32)], stays: &[Stay], expected: &str) {
        let scores = scores(all);
        assert_eq!(of_latest_episode(&scores, stays).0.first().map(|score| score.day), Some(day(expected)));
    }

    #[test]
    fn the_baseline_is_the_first_score_of_the_episode_of_the_latest_one() {
        let two = [stay("2025-01-10", Some("2025-06-01")), stay("2026-02-01", None)];
        let all = [("2025-01-10", 20), ("2025-05-01", 8), ("2026-01-25", 18), ("2026-03-01", 12)];
        baseline(&all, &two, "2026-01-25");
        baseline(&all[..2], &two, "2025-01-10");
        baseline(&all, &[], "2025-01-10");
    }

    #[test]
    fn follow_up_belongs_to_the_episode_before_it_and_not_to_the_next() {
        let two = [stay("2025-01-10", Some("2025-06-01")), stay("2025-09-01", None)];
        baseline(&[("2025-01-10", 20), ("2025-07-01", 8)], &two, "2025-01-10");
        let close = [stay("2025-01-10", Some("2025-06-01")), stay("2025-06-03", None)];
        baseline(&[("2025-01-10", 20), ("2025-06-01", 8), ("2025-06-03", 15), ("2025-06-20", 9)], &close, "2025-06-03");
    }

    #[test]
    fn what_was_measured_until_the_former_discharge_belongs_to_the_former_stay() {
        let check = |stays: &[Stay], expected: &str| assert_eq!(stay("2026-06-10", None).first_day(stays), day(expected));
        check(&[], "2026-05-27");
        check(&[stay("2026-06-10", None)], "2026-05-27");
        check(&[stay("2026-03-01", Some("2026-04-01"))], "2026-05-27");
        check(&[stay("2026-03-01", Some("2026-06-03"))], "2026-06-04");
        check(&[stay("2026-03-01", Some("2026-06-10"))], "2026-06-10");
        check(&[stay("2026-03-01", None)], "2026-05-27");
    }

    #[test]
    fn the_days_of_a_stay_end_with_its_discharge_and_those_of_the_next_begin_after_it() {
        let both = [stay("2026-06-10", Some("2026-07-20")), stay("2026-07-30", None)];
        let check = |place: usize, expected: (&str, &str)| {
            let days = both[place].days(&both, day("2026-08-15"));
            assert_eq!((days.first(), days.last()), (day(expected.0), day(expected.1)));
            assert!(days.contains(days.first()) && days.contains(days.last()));
            assert!(!days.contains(days.first().plus_days(-1)) && !days.contains(days.last().plus_days(1)));
        };
        check(0, ("2026-05-27", "2026-07-20"));
        check(1, ("2026-07-21", "2026-08-15"));
    }

    #[test]
    fn a_follow_up_is_compared_with_the_beginning_of_the_stay_and_with_its_last_measure() {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-9").unwrap();
        let (recalled, courses) = (RecalledByInstrument::new(), Courses::default());
        let stays = [stay("2026-01-05", Some("2026-03-02"))];
        let grounds = Grounds { stays: &stays, recalled: &recalled, courses: &courses };
        let check = |all: &[(&str, i32)], expected: Option<(&str, Option<Gains>)>| {
            let judged = judge(definition, definition.main_scale.unwrap(), Respondent::Patient, &scores(all), grounds).unwrap();
            let found = judged.after_discharge.as_ref().map(|after| (after.last_day, after.gains));
            assert_eq!(found, expected.map(|(last_day, gains)| (day(last_day), gains)), "{all:?}");
            assert_eq!(judged.change.baseline, Points::from_whole(all[0].1), "the beginning is compared with as before");
        };
        check(&[("2026-01-05", 20), ("2026-03-01", 8)], None);
        check(&[("2026-01-05", 20), ("2026-03-02", 8)], None);
        check(&[("2026-01-05", 20), ("2026-04-01", 8)], None);
        check(&[("2026-01-05", 20), ("2026-03-01", 8), ("2026-04-01", 9)], Some(("2026-03-01", Some(Gains::Held))));
        check(
            &[("2026-01-05", 20), ("2026-02-01", 12), ("2026-03-02", 8), ("2026-04-01", 9), ("2026-06-01", 18)],
            Some(("2026-03-02", Some(Gains::Lost))),
        );
    }

    #[test]
    fn change_response_and_remission_are_judged_from_the_baseline() {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-9").unwrap();
        let (recalled, courses) = (RecalledByInstrument::new(), Courses::default());
        let grounds = Grounds { stays: &[stay("2026-01-05", None)], recalled: &recalled, courses: &courses };
        let judged = |all: &[(&str, i32)]| judge(definition, definition.main_scale.unwrap(), Respondent::Patient, &scores(all), grounds);
        assert_eq!(judged(&[("2026-01-05", 18)]), None);
        let judgement = judged(&[("2026-01-05", 18), ("2026-01-19", 15), ("2026-02-02", 4)]).unwrap();
        assert_eq!(judgement.change.category, Some(ChangeCategory::Recovered));
        assert_eq!(
            judgement.by_day,
            [(day("2026-01-19"), ChangeCategory::NoReliableChange), (day("2026-02-02"), ChangeCategory::Recovered)]
        );
        assert_eq!((judgement.response.verdict, judgement.remission.verdict), (vocabulary::Verdict::Met, vocabulary::Verdict::Met));
        assert_eq!(judgement.important.verdict, vocabulary::Verdict::Met);
        let small = judged(&[("2026-01-05", 18), ("2026-01-19", 14)]).unwrap();
        assert_eq!(small.important.verdict, vocabulary::Verdict::NotMet, "four points are less than the five that matter");
        assert_eq!(judgement.course, CourseJudgement::NotFitted);
    }
}
