//! Every form can be scored, says what its completion says, and fits the others of its patient.

use std::collections::BTreeMap;

use instruments::{Completion, Mode, Outcome, Phase};
use proptest::prelude::*;
use vocabulary::{Day, ProgramId, Verdict, ZoneName};

use crate::support::{Scorer, definition, practice, versions};

fn check_forms(seed: u64, patients: usize) {
    let practice = practice(seed, patients);
    let scorer = Scorer::new(&practice);
    for (entry, form) in practice.administrations.iter().flat_map(|entry| versions(entry).into_iter().map(move |form| (entry, form))) {
        let administration = &form.administration;
        let definition = definition(&administration.instrument).expect("an instrument of the library");
        let score = scorer.score(form);
        let what = format!("{} {} of {}: {}", administration.instrument, entry.id, administration.day, form.responses.to_stored());
        assert_eq!(administration.definition_version, *definition.version, "{what}");
        assert!(definition.respondents.contains(&administration.respondent), "{what}");
        assert_eq!(score.problems, [], "{what}");
        assert!(form.totals.iter().all(|total| definition.scale(&total.scale).is_some()), "{what}");
        let status = score.status();
        match administration.completion {
            Completion::Complete => assert_eq!(status, "scored", "{what}"),
            Completion::Partial => assert!(["prorated", "unscorable"].contains(&status), "{what}: {status}"),
            Completion::Declined => assert!(form.responses.is_empty() && form.totals.is_empty(), "{what}"),
            Completion::TotalsOnly => {
                assert_eq!(status, "totals_only", "{what}");
                assert!(form.responses.is_empty() && administration.mode == Mode::Import, "{what}");
                assert!(score.safety.iter().all(|answer| answer.verdict == Verdict::Unknown), "{what}");
            }
        }
        let language = administration.language.as_ref().map(vocabulary::Language::as_str);
        let has_text = administration.language.as_ref().is_some_and(|language| definition.texts.contains_key(language));
        let on_own_paper = administration.mode == Mode::Paper && language == Some("es");
        assert!(has_text || on_own_paper || language.is_none(), "{what}: nothing to read in {language:?}");
    }
}

#[test]
fn every_version_of_every_form_scores_as_its_completion_says() {
    check_forms(1, 400);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_form_scores_whatever_the_seed(seed in any::<u64>()) {
        check_forms(seed, 40);
    }
}

/// Item 9 over all forms that answer it.
fn item_9(scorer: &Scorer<'_>, keep: impl Fn(Phase) -> bool) -> (usize, usize) {
    let forms = scorer.current("phq-9");
    let kept = forms.iter().filter(|(_, form)| form.administration.phase.is_some_and(&keep));
    let verdicts: Vec<Verdict> = kept.map(|(_, form)| scorer.score(form).safety[0].verdict).collect();
    let met = verdicts.iter().filter(|verdict| **verdict == Verdict::Met).count();
    (met, verdicts.iter().filter(|verdict| **verdict != Verdict::Unknown).count())
}

#[test]
fn thoughts_of_death_are_as_frequent_as_in_practices_and_become_fewer() {
    let practice = practice(1, 400);
    let scorer = Scorer::new(&practice);
    let share = |keep: fn(Phase) -> bool| {
        let (met, known) = item_9(&scorer, keep);
        100 * met / known
    };
    assert!((9..=16).contains(&share(|_| true)), "{} % of all", share(|_| true));
    assert!(share(|phase| phase == Phase::Intake) >= 2 * share(|phase| phase == Phase::Discharge));
}

#[test]
fn answers_of_one_day_agree() {
    let practice = practice(4, 300);
    let scorer = Scorer::new(&practice);
    let ninth: BTreeMap<_, _> = (scorer.current("phq-9").into_iter())
        .map(|(_, form)| ((form.administration.patient, form.administration.day), scorer.score(form).safety[0].verdict))
        .collect();
    let current_thoughts =
        |form: &synthetic::FilledForm| ["1", "2", "3"].iter().any(|item| form.responses.get(item) == Some(instruments::Answer::Value(1)));
    let mut both = 0;
    for (_, form) in scorer.current("asq") {
        let beside = ninth.get(&(form.administration.patient, form.administration.day));
        if current_thoughts(form) && beside.is_some_and(|verdict| *verdict != Verdict::Unknown) {
            assert_eq!(beside, Some(&Verdict::Met), "thoughts in the ASQ and none in the PHQ-9 of {}", form.administration.day);
            both += 1;
        }
    }
    assert!(both >= 20, "{both}");
}

#[test]
fn instants_lie_on_the_clinical_day_of_the_program() {
    let practice = practice(1, 400);
    let zones: BTreeMap<ProgramId, ZoneName> = practice.programs.iter().map(|entry| (entry.id, entry.value.zone.clone())).collect();
    let (mut evenings, mut shifts, mut other_utc_day): (usize, BTreeMap<Day, usize>, usize) = (0, BTreeMap::new(), 0);
    let latest = practice.plan.as_of.start_in(&ZoneName::utc());
    for entry in &practice.administrations {
        let administration = &entry.value.administration;
        let zone = &zones[&administration.program.unwrap()];
        let day = administration.day;
        assert_eq!(entry.effective_day, day);
        assert!(day < practice.plan.as_of && entry.recorded_at < latest);
        if day.plus_days(1).start_in(zone).seconds_since(day.start_in(zone)) != 86_400 {
            *shifts.entry(day).or_default() += 1;
        }
        let (Some(started), Some(finished)) = (administration.started_at, administration.finished_at) else { continue };
        assert!(started < finished && finished < entry.recorded_at, "{} at {started} to {finished}", entry.id);
        assert_eq!((started.day_in(zone), finished.day_in(zone)), (day, day), "{}", entry.id);
        evenings += usize::from(finished.clock_time_in(zone).0 >= 19);
        other_utc_day += usize::from(finished.day_in(&ZoneName::utc()) != day);
    }
    assert!(evenings > 200 && other_utc_day > 100, "{evenings} evenings, {other_utc_day} on another day in UTC");
    assert_eq!(shifts.len(), 3, "the clocks changed three times in eighteen months: {shifts:?}");
}

#[test]
fn most_forms_are_whole_and_some_are_not() {
    let practice = practice(1, 400);
    let scorer = Scorer::new(&practice);
    let count = |keep: &dyn Fn(&synthetic::FilledForm) -> bool| {
        practice.administrations.iter().filter_map(|entry| entry.current()).filter(|form| keep(form)).count()
    };
    let all = count(&|_| true);
    let of = |completion: Completion| 1000 * count(&|form| form.administration.completion == completion) / all;
    assert!((7_000..14_000).contains(&all), "{all} forms");
    assert!((870..985).contains(&of(Completion::Complete)), "{} of 1000 are complete", of(Completion::Complete));
    assert!((8..40).contains(&of(Completion::Partial)) && (5..30).contains(&of(Completion::Declined)) && of(Completion::TotalsOnly) >= 5);
    for mode in Mode::ALL {
        assert!(count(&|form| form.administration.mode == *mode) > 20, "{mode}");
    }
    for phase in Phase::ALL {
        assert!(count(&|form| form.administration.phase == Some(*phase)) > 200, "{phase}");
    }
    let differs = count(&|form| {
        let computed = scorer.score(form).total();
        form.administration.completion == Completion::Complete && form.totals.first().is_some_and(|total| Some(total.points) != computed)
    });
    let agrees = count(
        &|form| matches!(scorer.score(form).main().map(|scale| &scale.outcome), Some(Outcome::Scored(value)) if form.totals.first().is_some_and(|total| total.points == *value)),
    );
    assert!(differs >= 3 && agrees > 5 * differs, "{differs} totals differ, {agrees} agree");
}
