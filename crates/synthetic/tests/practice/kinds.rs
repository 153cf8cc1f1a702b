//! A practice of twenty shows every kind of thing, whatever the seed.

use std::collections::BTreeSet;

use care::{DischargeType, Ethnicity, Patient, Race};
use instruments::{Completion, Outcome, Unscorable};
use proptest::prelude::*;
use synthetic::{Change, Course, Entry, Practice};
use vocabulary::{Day, LevelOfCare, PatientId, Verdict};

use crate::support::{Scorer, practice};

fn open_level(practice: &Practice, patient: PatientId) -> Option<LevelOfCare> {
    let episode = practice
        .episodes
        .iter()
        .find(|entry| entry.current().is_some_and(|episode| episode.patient == patient && episode.discharge.is_none()))?;
    let period = practice.level_of_care_periods.iter().filter_map(Entry::current).rfind(|period| period.episode == episode.id)?;
    Some(period.level_of_care)
}

fn cast(practice: &Practice, course: Course) -> impl Iterator<Item = PatientId> {
    practice.cast[..20].iter().filter(move |member| member.course == course).map(|member| member.patient)
}

fn values(totals: &[(Day, i64)]) -> Vec<i64> {
    totals.iter().map(|(_, total)| *total).collect()
}

fn check_cast(practice: &Practice) {
    let scorer = Scorer::new(practice);
    let as_of = practice.plan.as_of;
    let is_open = |patient: &PatientId| open_level(practice, *patient).is_some();
    let series = |patient: PatientId| scorer.totals(patient, "phq-9");

    let ready: Vec<_> = practice.cast.iter().filter(|member| member.ready_to_step_down).collect();
    assert_eq!(ready.len(), 2);
    for member in ready {
        let totals = series(member.patient);
        let [.., before, last] = values(&totals)[..] else { panic!("at least two forms") };
        assert!(open_level(practice, member.patient).is_some_and(|level| level > LevelOfCare::Outpatient));
        assert!(totals[0].1 - last >= 6 && before <= 9 && last <= 9 && last <= before, "{totals:?}");
        assert!(as_of.days_since(totals[totals.len() - 1].0) <= 7, "fresh");
        let quiet = |instrument: &str| {
            let forms = scorer.current(instrument).into_iter().filter(|(_, form)| form.administration.patient == member.patient);
            forms.flat_map(|(_, form)| scorer.score(form).safety).all(|answer| answer.verdict == Verdict::NotMet)
        };
        assert!(quiet("phq-9") && quiet("asq"));
    }

    let worse = cast(practice, Course::Deterioration).find(is_open).expect("somebody here is deteriorating");
    let totals = values(&series(worse));
    assert!(totals[totals.len() - 1] - totals[0] >= 6, "reliably worse: {totals:?}");
    let last_form = scorer.current("phq-9").into_iter().rfind(|(_, form)| form.administration.patient == worse).unwrap();
    assert_eq!(scorer.score(last_form.1).safety[0].verdict, Verdict::Met);

    let flat = cast(practice, Course::Plateau).find(is_open).expect("somebody here is on a plateau");
    let totals = values(&series(flat));
    let tail = &totals[totals.len() - 5..];
    assert!(tail.iter().max().unwrap() - tail.iter().min().unwrap() < 6 && *tail.iter().min().unwrap() >= 10, "{totals:?}");

    let off = cast(practice, Course::OffCourse).find(is_open).expect("somebody here is off course");
    let totals = values(&series(off));
    assert!(totals.len() >= 5 && totals[totals.len() - 1] >= totals[0] - 1 && totals[0] >= 10, "{totals:?}");

    for responder in cast(practice, Course::Response) {
        let totals = values(&series(responder));
        assert!(totals.len() < 4 || totals[0] - totals.iter().min().unwrap() >= 6, "{totals:?}");
    }
    let back = cast(practice, Course::Relapse).find(|patient| {
        let totals = values(&series(*patient));
        let lowest = totals.iter().enumerate().min_by_key(|(_, total)| **total).unwrap();
        totals[0] - lowest.1 >= 6 && totals[lowest.0..].iter().max().unwrap() - lowest.1 >= 6
    });
    assert!(back.is_some(), "somebody got better and worse again");
}

fn check_kinds(practice: &Practice) {
    let scorer = Scorer::new(practice);
    let courses: BTreeSet<Course> = practice.cast.iter().map(|member| member.course).collect();
    assert_eq!(courses.len(), Course::ALL.len());
    let episodes: Vec<_> = practice.episodes.iter().filter_map(Entry::current).collect();
    for kind in DischargeType::ALL {
        assert!(episodes.iter().any(|episode| episode.discharge.as_ref().is_some_and(|discharge| discharge.kind == *kind)), "{kind}");
    }
    assert!(episodes.iter().any(|episode| episode.readmission_of.is_some()));
    let periods: Vec<_> = practice.level_of_care_periods.iter().filter_map(Entry::current).collect();
    for program in &practice.programs {
        assert!(periods.iter().any(|period| period.program == program.id), "nobody was in {}", program.value.code);
    }
    let changes = |up: bool| {
        periods.windows(2).any(|pair| pair[0].episode == pair[1].episode && (pair[0].level_of_care < pair[1].level_of_care) == up)
    };
    assert!(changes(true) && changes(false), "somebody is stepped up and somebody down");
    let part2: BTreeSet<_> = practice.programs.iter().filter(|entry| entry.value.part2).map(|entry| entry.id).collect();
    assert!(episodes.iter().any(|episode| part2.contains(&episode.program)));
    let spanish = practice.patients.iter().filter_map(Entry::current).filter(|patient| patient.language.as_str() == "es").count();
    assert!(spanish >= 2);
    assert!(practice.patients.iter().any(|entry| !entry.value.listed_name().is_ascii()));
    assert!(practice.patients.iter().filter_map(Entry::current).any(|patient| !["en", "es"].contains(&patient.language.as_str())));

    let mut statuses = BTreeSet::new();
    let (mut positive_on_partial, mut spanish_form, mut corrected, mut voided, mut late) = (false, false, false, false, false);
    for entry in &practice.administrations {
        corrected |= entry.history.iter().any(|revision| matches!(revision.change, Change::Corrected(_)));
        voided |= entry.history.iter().any(|revision| matches!(&revision.change, Change::Voided(reason) if reason.contains("twice")));
        let Some(form) = entry.current() else { continue };
        let score = scorer.score(form);
        if let Some(main) = score.main() {
            statuses.insert(main.outcome.status());
            let unscorable = matches!(main.outcome, Outcome::Unscorable(Unscorable::TooManyMissing { .. }));
            positive_on_partial |= unscorable && form.administration.instrument == "phq-9" && score.alerts().next().is_some();
        }
        statuses.extend((form.administration.completion == Completion::Declined).then_some("declined"));
        spanish_form |= form.administration.language.as_ref().is_some_and(|language| language.as_str() == "es");
        let minutes_to_midnight = |at: vocabulary::Instant| {
            let zone = "America/New_York".parse().unwrap();
            let (hour, minute) = at.clock_time_in(&zone);
            24 * 60 - i32::from(hour) * 60 - i32::from(minute)
        };
        late |= form.administration.finished_at.is_some_and(|at| minutes_to_midnight(at) <= 12);
    }
    for status in ["scored", "prorated", "unscorable", "totals_only", "declined"] {
        assert!(statuses.contains(status), "no form is {status}");
    }
    assert!(positive_on_partial && spanish_form && corrected && voided && late);
    assert!(
        practice.patients.iter().any(|entry| !entry.history.is_empty()) && practice.diagnoses.iter().any(|entry| entry.current().is_none())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn twenty_patients_play_every_part_whatever_the_seed(seed in any::<u64>()) {
        let practice = practice(seed, 20);
        check_kinds(&practice);
        check_cast(&practice);
    }
}

fn some<T>(practice: &Practice, of: impl Fn(&Patient) -> Option<T>) -> usize {
    practice.patients.iter().filter(|entry| of(&entry.value).is_none()).count()
}

#[test]
fn four_hundred_patients_are_as_different_as_people() {
    let practice = practice(1, 400);
    let patients: Vec<&Patient> = practice.patients.iter().map(|entry| &entry.value).collect();
    let names: BTreeSet<String> = patients.iter().map(|patient| patient.listed_name()).collect();
    assert!(names.len() > 340, "{} different names", names.len());
    assert!(names.iter().filter(|name| !name.is_ascii()).count() > 60);
    for race in Race::ALL {
        assert!(patients.iter().any(|patient| patient.race == Some(*race)), "{race}");
    }
    for ethnicity in Ethnicity::ALL {
        assert!(patients.iter().any(|patient| patient.ethnicity == Some(*ethnicity)), "{ethnicity}");
    }
    for missing in [some(&practice, |patient| patient.sex), some(&practice, |patient| patient.race.map(|_| vocabulary::Sex::Other))] {
        assert!((2..80).contains(&missing), "{missing} not recorded");
    }
    let languages: BTreeSet<_> = patients.iter().map(|patient| patient.language.as_str()).collect();
    assert!(languages.len() >= 6, "{languages:?}");
    let ages: Vec<u16> = patients.iter().map(|patient| patient.age_on(practice.plan.as_of)).collect();
    assert!(ages.iter().all(|age| (18..=80).contains(age)) && ages.iter().any(|age| *age >= 65));
    let open = practice.episodes.iter().filter(|entry| entry.current().is_some_and(|episode| episode.discharge.is_none())).count();
    assert!((70..200).contains(&open), "{open} open episodes");
    let returned = practice.episodes.iter().filter(|entry| entry.value.readmission_of.is_some()).count();
    assert!((8..60).contains(&returned), "{returned} readmissions");
}
