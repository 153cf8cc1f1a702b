//! Administrations, responses, scores.

use instruments::{Administration, Respondent};
use vocabulary::{AdministrationId, Day, EpisodeId, Instant, PatientId, Points, ProgramId, Verdict, Version, ZoneName};

use super::fixtures::*;
use crate::administration::{self, Correction, Destination, NewAdministration};
use crate::responses::{self, GivenTotal};
use crate::score::{self, ClassificationSummary, End, Ends, ScoreSummary, SeriesStanding};
use crate::testing::{TestTarget, start};
use crate::{StorageError, View};

pub(super) async fn an_administration_comes_back_with_all_its_parts(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let program = practice.insert(program("IOP")).await;
    let episode = practice.insert(episode(ada, program)).await;
    let full = Administration {
        episode: Some(episode),
        program: Some(program),
        started_at: Some("2026-11-20T14:30:00.25Z".parse().unwrap()),
        finished_at: Some("2026-11-20T14:35:00Z".parse().unwrap()),
        ..administration_of(ada, "phq-9", day("2026-11-20"))
    };
    let summary = ScoreSummary {
        problems: vec!["not_offered".to_owned(), "total_differs".to_owned()],
        classifications: vec![ClassificationSummary { classification: "syndrome".to_owned(), result: None }],
        ..score(27, "1")
    };
    let new = NewAdministration {
        administration: full.clone(),
        given_totals: vec![GivenTotal { scale: "total".to_owned(), points: Points::from_whole(26) }],
        score: Some(summary.clone()),
        ..practice.phq9(ada, "2026-11-20", 27)
    };
    let id = practice.administer(new).await;
    let stored = read!(practice, |unit| unit.require::<Administration>(id).await).unwrap();
    assert_eq!(stored.value(), &full);
    let found = read!(practice, |unit| responses::of(unit, id, Version::FIRST).await).unwrap();
    assert_eq!(found, Some(answers(9, 3)));
    let totals = read!(practice, |unit| responses::totals_of(unit, id, Version::FIRST).await).unwrap();
    assert_eq!(totals, [GivenTotal { scale: "total".to_owned(), points: Points::from_whole(26) }]);
    let without = practice.administer(practice.phq9(ada, "2026-11-01", 9)).await;
    let of_many = async |view| read!(practice, |unit| responses::totals_of_many(unit, &[without, id], view).await).unwrap();
    assert_eq!(of_many(View::Current).await, [(id, totals[0].clone())]);
    assert_eq!(of_many(View::AsOf(start().plus_seconds(-1))).await, []);
    let score = read!(practice, |unit| score::current(unit, id).await).unwrap().unwrap();
    assert_eq!(score.summary, summary);
    assert_eq!((score.patient, score.day, score.computed_at), (ada, day("2026-11-20"), start()));
    assert_eq!(score.safety, Some(Verdict::Met));
    let many = read!(practice, |unit| responses::of_many(unit, &[id], View::Current).await).unwrap();
    assert_eq!(many, [(id, answers(9, 3))]);
    let between = async |first: &str, last: &str| {
        let days = (day(first), day(last));
        read!(practice, |unit| administration::between(unit, &[ada], days, View::Current).await).unwrap().len()
    };
    assert_eq!((between("2026-11-20", "2026-11-20").await, between("2026-11-21", "2026-11-30").await), (1, 0));
}

pub(super) async fn a_correction_makes_the_score_stale_and_keeps_it(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let new = practice.phq9(ada, "2026-11-20", 27);
    let administration = new.administration.clone();
    let id = practice.administer(new).await;
    let corrected_at = practice.pass_seconds(60);
    let correction = Correction { administration, responses: Some(answers(9, 1)), given_totals: Vec::new(), score: Some(score(9, "1")) };
    let version = save!(practice, |unit| administration::correct(unit, id, Version::FIRST, &correction).await).unwrap();
    assert_eq!(version, Version(2));
    let history = read!(practice, |unit| score::history(unit, id).await).unwrap();
    let told: Vec<_> =
        history.iter().map(|score| (score.computation, score.input_version, score.summary.total, score.superseded_at)).collect();
    let points = |whole| Some(Points::from_whole(whole));
    assert_eq!(told, [(1, Version(1), points(27), Some(corrected_at)), (2, Version(2), points(9), None)]);
    let old = read!(practice, |unit| responses::of(unit, id, Version::FIRST).await).unwrap();
    assert_eq!(old, Some(answers(9, 3)));
    let now = read!(practice, |unit| responses::of_many(unit, &[id], View::Current).await).unwrap();
    assert_eq!(now, [(id, answers(9, 1))]);
    let then = read!(practice, |unit| responses::of_many(unit, &[id], View::AsOf(start())).await).unwrap();
    assert_eq!(then, [(id, answers(9, 3))]);
}

pub(super) async fn a_void_makes_the_score_stale(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = practice.administer(practice.phq9(ada, "2026-11-20", 27)).await;
    let before = start();
    practice.pass_seconds(60);
    save!(practice, |unit| unit.void::<Administration>(id, Version::FIRST, "wrong form").await).unwrap();
    assert_eq!(read!(practice, |unit| score::current(unit, id).await).unwrap(), None);
    assert!(read!(practice, |unit| score::standing(unit, &[(ada, None)]).await).unwrap().is_empty());
    assert!(read!(practice, |unit| administration::of_patients(unit, &[ada], View::Current).await).unwrap().is_empty());
    assert_eq!(read!(practice, |unit| score::history(unit, id).await).unwrap().len(), 1);
    // What was withdrawn for another reason is still seen as of the time before.
    let then = read!(practice, |unit| administration::of_patients(unit, &[ada], View::AsOf(before)).await).unwrap();
    assert_eq!(then.len(), 1);
}

pub(super) async fn a_moved_administration_vanishes_from_the_wrong_patient(target: TestTarget) {
    let practice = practice(target).await;
    let (wrong, right) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let new = NewAdministration { external_key: Some("ehr:qr/1".to_owned()), ..practice.phq9(wrong, "2026-11-20", 18) };
    let id = practice.administer(new).await;
    let new_id: AdministrationId = practice.id();
    let destination =
        Destination { id: new_id, patient: right, episode: None::<EpisodeId>, program: None::<ProgramId>, score: Some(score(18, "1")) };
    practice.pass_seconds(60);
    save!(practice, |unit| administration::move_to(unit, id, Version::FIRST, destination, "wrong patient chosen").await).unwrap();
    let of = async |patient: PatientId| {
        let administrations = read!(practice, |unit| administration::of_patients(unit, &[patient], View::Current).await).unwrap();
        let scores = read!(practice, |unit| score::of_patients(unit, &[patient], None, View::Current).await).unwrap();
        (administrations.into_iter().map(|stored| stored.id).collect::<Vec<_>>(), scores.len())
    };
    assert_eq!(of(wrong).await, (vec![], 0));
    assert_eq!(of(right).await, (vec![new_id], 1));
    // Not even as of a day on which it still stood there.
    let before = View::AsOf(start());
    let then = read!(practice, |unit| administration::of_patients(unit, &[wrong], before).await).unwrap();
    let scores_then = read!(practice, |unit| score::of_patients(unit, &[wrong], None, before).await).unwrap();
    assert_eq!((then.len(), scores_then.len()), (0, 0));
    assert_eq!(read!(practice, |unit| responses::of(unit, new_id, Version::FIRST).await).unwrap(), Some(answers(9, 2)));
    assert_eq!(read!(practice, |unit| unit.history::<Administration>(id).await).unwrap().len(), 2);
    let keys = vec!["ehr:qr/1".to_owned()];
    let known = read!(practice, |unit| unit.by_external_keys::<Administration>(&keys).await).unwrap();
    assert_eq!(known, [("ehr:qr/1".to_owned(), new_id)]);
}

pub(super) async fn a_newer_engine_supersedes_and_overwrites_nothing(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let (id, other) =
        (practice.administer(practice.phq9(ada, "2026-11-20", 18)).await, practice.administer(practice.phq9(ada, "2026-11-21", 9)).await);
    let outdated = async |after| {
        let found = read!(practice, |unit| score::outdated(unit, "phq-9", "1", "2", after, 10).await).unwrap();
        found.into_iter().map(|score| score.administration).collect::<Vec<_>>()
    };
    assert_eq!(outdated(None).await, [id, other]);
    assert_eq!(outdated(Some(id)).await, [other]);
    let rescored_at = practice.pass_seconds(60);
    save!(practice, |unit| score::replace(unit, id, &score(19, "2")).await).unwrap();
    assert_eq!(outdated(None).await, [other]);
    let versions = read!(practice, |unit| score::versions(unit).await).unwrap();
    let engines: Vec<_> = versions.iter().map(|version| (version.instrument.as_str(), version.engine_version.as_str())).collect();
    assert_eq!(engines, [("phq-9", "1"), ("phq-9", "2")], "what is superseded counts no more");
    let history = read!(practice, |unit| score::history(unit, id).await).unwrap();
    let told: Vec<_> =
        history.iter().map(|score| (score.summary.engine_version.as_str(), score.summary.total, score.superseded_at)).collect();
    assert_eq!(told, [("1", Some(Points::from_whole(18)), Some(rescored_at)), ("2", Some(Points::from_whole(19)), None)]);
    assert_eq!(history[0].summary.scales, score(18, "1").scales);
    let unknown: AdministrationId = practice.id();
    let refused = save!(practice, |unit| score::replace(unit, unknown, &score(1, "2")).await);
    assert!(matches!(refused, Err(StorageError::NotFound { noun: "administration", .. })));
}

/// Patient, instrument, respondent, latest total, and the total before if there is a score before.
type Told<'a> = (PatientId, &'a str, Respondent, Option<Points>, Option<Option<Points>>);

fn told(standings: &[SeriesStanding]) -> Vec<Told<'_>> {
    let of = |each: &SeriesStanding| each.before.map(|score| score.total);
    standings
        .iter()
        .map(|each| (each.series.patient, each.series.instrument.as_str(), each.series.respondent, each.newest.total, of(each)))
        .collect()
}

pub(super) async fn the_latest_two_scores_of_every_series_are_found(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob, nobody) = (
        practice.patient("A-1", "Example", "Ada").await,
        practice.patient("A-2", "Example", "Bob").await,
        practice.patient("A-3", "Example", "Cy").await,
    );
    // Entered out of order: the clinical day decides.
    for (on, total) in [("2026-11-10", 12), ("2026-11-17", 9), ("2026-11-03", 20)] {
        practice.administer(practice.phq9(ada, on, total)).await;
    }
    let mut of_parent = practice.phq9(ada, "2026-11-01", 5);
    of_parent.administration.respondent = Respondent::Parent;
    practice.administer(of_parent).await;
    let mut gad7 = practice.phq9(ada, "2026-11-05", 7);
    gad7.administration.instrument = "gad-7".to_owned();
    practice.administer(gad7).await;
    practice.administer(practice.phq9(bob, "2026-11-10", 3)).await;
    practice.administer(practice.phq9(bob, "2026-11-10", 4)).await;
    let asked = [ada, bob, nobody].map(|patient| (patient, None));
    let series = read!(practice, |unit| score::standing(unit, &asked).await).unwrap();
    let points = |whole| Some(Points::from_whole(whole));
    let expected = [
        (ada, "gad-7", Respondent::Patient, points(7), None),
        (ada, "phq-9", Respondent::Patient, points(9), Some(points(12))),
        (ada, "phq-9", Respondent::Parent, points(5), None),
        (bob, "phq-9", Respondent::Patient, points(4), Some(points(3))),
    ];
    assert_eq!(told(&series), expected);
    let newest = &series[1].newest;
    let summary = score(9, "1");
    assert_eq!((newest.day, &newest.status, &newest.band), (day("2026-11-17"), &summary.status, &summary.band));
    assert_eq!((newest.severity, newest.safety), (summary.severity, Some(Verdict::NotMet)));
}

pub(super) async fn both_ends_of_a_series_are_found_from_a_day_on(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    // Entered out of order: the clinical day decides.
    for (on, total) in [("2026-11-10", 12), ("2026-11-17", 9), ("2026-11-03", 20), ("2026-09-01", 23)] {
        practice.administer(practice.phq9(ada, on, total)).await;
    }
    practice.administer(practice.phq9(bob, "2026-11-10", 3)).await;
    let check = async |asked: Vec<(PatientId, Option<Day>)>, expected: &[(PatientId, i64, i64)]| {
        let found = read!(practice, |unit| score::standing(unit, &asked).await).unwrap();
        let whole = |end: End| end.total.whole().unwrap();
        let told: Vec<_> = found.iter().filter_map(|each| Some((each.series.patient, each.ends?))).collect();
        let told: Vec<_> = told.into_iter().map(|(patient, Ends { first, last })| (patient, whole(first), whole(last))).collect();
        assert_eq!(told, expected);
    };
    check(vec![(ada, Some(day("2026-11-01"))), (bob, None)], &[(ada, 20, 9), (bob, 3, 3)]).await;
    check(vec![(ada, None), (ada, None)], &[(ada, 23, 9)]).await;
    // Nothing since then: from its first score on.
    check(vec![(ada, Some(day("2026-11-18")))], &[(ada, 23, 9)]).await;
    check(Vec::new(), &[]).await;
    // The newest number counts, also where forms that cannot be scored came after it.
    for on in ["2026-11-18", "2026-11-19"] {
        let mut new = practice.phq9(ada, on, 0);
        new.score = Some(ScoreSummary { status: "unscorable".to_owned(), total: None, band: None, severity: None, ..score(0, "1") });
        practice.administer(new).await;
    }
    check(vec![(ada, None)], &[(ada, 23, 9)]).await;
}

/// What was kept about patients who were judged is what their scores say, and is read until something is written about them.
pub(super) async fn where_series_stand_is_kept_until_something_is_written(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let asked = [(ada, Some(day("2026-11-12"))), (bob, None)];
    let stand = async || read!(practice, |unit| score::standing(unit, &asked).await).unwrap();
    let judge = async || {
        let waiting = read!(practice, |unit| crate::to_judge::waiting(unit, 10).await).unwrap();
        save!(practice, |unit| crate::to_judge::judged(unit, &waiting).await).unwrap();
        assert!(read!(practice, |unit| crate::to_judge::waiting(unit, 10).await).unwrap().patients.is_empty());
    };
    // From the scores, then from what was kept.
    let check = async |series: usize| {
        let of_scores = stand().await;
        judge().await;
        assert_eq!(stand().await, of_scores);
        assert_eq!(
            (of_scores.len(), practice.count("SELECT COUNT(*) FROM series_standing").await),
            (series, i64::try_from(series).unwrap())
        );
    };
    check(0).await;
    let first = practice.administer(practice.phq9(ada, "2026-11-10", 20)).await;
    check(1).await;
    for (on, total) in [("2026-11-17", 12), ("2026-11-12", 16), ("2026-11-24", 9)] {
        practice.administer(practice.phq9(ada, on, total)).await;
        check(1).await;
    }
    let mut of_parent = practice.phq9(ada, "2026-11-01", 5);
    of_parent.administration.respondent = Respondent::Parent;
    let of_parent = practice.administer(of_parent).await;
    practice.administer(practice.phq9(bob, "2026-11-10", 3)).await;
    check(3).await;
    save!(practice, |unit| score::replace(unit, first, &score(21, "2")).await).unwrap();
    check(3).await;
    let destination = Destination {
        id: practice.id(),
        patient: bob,
        episode: None::<EpisodeId>,
        program: None::<ProgramId>,
        score: Some(score(21, "2")),
    };
    save!(practice, |unit| administration::move_to(unit, first, Version::FIRST, destination, "wrong patient chosen").await).unwrap();
    save!(practice, |unit| unit.void::<Administration>(of_parent, Version::FIRST, "wrong form").await).unwrap();
    check(2).await;
    // Nothing else is read while nobody waits, and the next word about somebody ends that.
    practice.tamper("UPDATE series_standing SET newest = 'broken'", Vec::new()).await;
    let damaged = read!(practice, |unit| score::standing(unit, &asked).await).unwrap_err();
    assert!(matches!(damaged, StorageError::DamagedRow { table: "score", .. }), "{damaged:?}");
    practice.administer(practice.phq9(ada, "2026-11-25", 8)).await;
    practice.administer(practice.phq9(bob, "2026-11-25", 2)).await;
    check(2).await;
}

pub(super) async fn scores_can_be_seen_as_of_an_instant(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = practice.administer(practice.phq9(ada, "2026-11-20", 18)).await;
    practice.pass_seconds(60);
    practice.administer(practice.phq9(ada, "2026-11-21", 9)).await;
    let rescored_at = practice.pass_seconds(60);
    save!(practice, |unit| score::replace(unit, id, &score(19, "2")).await).unwrap();
    let totals = async |instrument: Option<&'static str>, view| {
        let found = read!(practice, |unit| score::of_patients(unit, &[ada], instrument, view).await).unwrap();
        found.into_iter().filter_map(|score| score.summary.total?.whole()).collect::<Vec<_>>()
    };
    assert_eq!(totals(None, View::AsOf(start())).await, [18]);
    assert_eq!(totals(None, View::AsOf(rescored_at.plus_seconds(-1))).await, [18, 9]);
    assert_eq!(totals(Some("phq-9"), View::AsOf(rescored_at)).await, [19, 9]);
    assert_eq!(totals(Some("gad-7"), View::AsOf(rescored_at)).await, [0_i64; 0]);
    assert_eq!(totals(None, View::Current).await, [19, 9]);
    assert_eq!(totals(Some("phq-9"), View::Current).await, [19, 9]);
    assert_eq!(totals(Some("gad-7"), View::Current).await, [0_i64; 0]);
}

pub(super) async fn sums_may_exceed_thirty_two_bits(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let large = GivenTotal { scale: "total".to_owned(), points: Points::from_ten_thousandths(9_000_000_000) };
    for _ in 0..3 {
        let new = NewAdministration { given_totals: vec![large.clone()], ..practice.phq9(ada, "2026-11-20", 9) };
        practice.administer(new).await;
    }
    assert_eq!(practice.count("SELECT CAST(SUM(points) AS BIGINT) FROM given_total").await, 27_000_000_000);
}

pub(super) async fn late_evenings_and_clock_changes_keep_their_local_day(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let zone: ZoneName = "America/New_York".parse().unwrap();
    // Half past eleven in the evening before the clocks go forward, just after they did, and in the hour that happens twice in November.
    for (finished_at, local) in [
        ("2026-03-08T04:30:00Z", "2026-03-07"),
        ("2026-03-08T07:00:00Z", "2026-03-08"),
        ("2026-11-01T05:30:00Z", "2026-11-01"),
        ("2026-11-02T04:59:59.999999Z", "2026-11-01"),
    ] {
        let finished_at: Instant = finished_at.parse().unwrap();
        let mut new = practice.phq9(ada, local, 9);
        new.administration.finished_at = Some(finished_at);
        new.administration.day = finished_at.day_in(&zone);
        let id = practice.administer(new).await;
        let stored = read!(practice, |unit| unit.require::<Administration>(id).await).unwrap();
        assert_eq!((stored.value().day, stored.recorded.effective_day), (day(local), day(local)));
        assert_eq!(stored.value().finished_at, Some(finished_at));
    }
    let days = (day("2026-11-01"), day("2026-11-01"));
    let found = read!(practice, |unit| administration::between(unit, &[ada], days, View::Current).await).unwrap();
    assert_eq!(found.len(), 2);
}

pub(super) async fn many_administrations_go_in_at_once(target: TestTarget) {
    let practice = practice(target).await;
    let patients = [practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await];
    let new: Vec<NewAdministration> = (0..5_000).map(|number| practice.phq9(patients[number % 2], "2026-11-20", 9)).collect();
    save!(practice, |unit| administration::insert_many(unit, new).await).unwrap();
    for (table, text) in [
        ("administration", "SELECT COUNT(*) FROM administration"),
        ("responses", "SELECT COUNT(*) FROM responses"),
        ("score", "SELECT COUNT(*) FROM score"),
        ("score_scale", "SELECT COUNT(*) FROM score_scale"),
        ("score_safety", "SELECT COUNT(*) FROM score_safety"),
    ] {
        assert_eq!(practice.count(text).await, 5_000, "{table}");
    }
}
