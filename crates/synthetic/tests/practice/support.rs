//! Practices to look at, and short ways to look.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use instruments::{Definition, Library, PersonFacts, Score};
use synthetic::{Change, Entry, FilledForm, Plan, Practice};
use vocabulary::{AdministrationId, Day, PatientId};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn practice(seed: u64, patients: usize) -> Practice {
    Practice::invent(Plan { seed, as_of: day("2026-11-23"), patients })
}

/// Every version of a record that says something.
pub(crate) fn versions<Id, T>(entry: &Entry<Id, T>) -> Vec<&T> {
    let later = entry.history.iter().filter_map(|revision| match &revision.change {
        Change::Corrected(value) => Some(value),
        Change::Voided(_) => None,
    });
    std::iter::once(&entry.value).chain(later).collect()
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::shipped().unwrap());

pub(crate) fn definition(instrument: &str) -> Option<&'static Definition> {
    LIBRARY.get(instrument).map(|definition| &**definition)
}

/// A practice with the library and a way from patient to facts.
pub(crate) struct Scorer<'a> {
    facts: BTreeMap<PatientId, (Option<vocabulary::Sex>, Day)>,
    pub(crate) practice: &'a Practice,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(practice: &'a Practice) -> Self {
        let facts = practice
            .patients
            .iter()
            .filter_map(|entry| entry.current().map(|patient| (entry.id, (patient.sex, patient.birth_day))))
            .collect();
        Self { facts, practice }
    }

    pub(crate) fn score(&self, form: &FilledForm) -> Score {
        let administration = &form.administration;
        let definition = definition(&administration.instrument).unwrap();
        let (sex, birth_day) = self.facts[&administration.patient];
        let person = PersonFacts { sex, age: Some(administration.day.age_since(birth_day)) };
        if form.responses.is_empty() && !form.totals.is_empty() {
            let totals: Vec<_> = form.totals.iter().map(|total| (definition.scale(&total.scale).unwrap(), total.points)).collect();
            return definition.score_totals(&totals, person);
        }
        definition.score(&form.responses, person)
    }

    /// Current forms of an instrument, in the order of days.
    pub(crate) fn current(&self, instrument: &str) -> Vec<(AdministrationId, &'a FilledForm)> {
        let mut forms: Vec<_> = (self.practice.administrations.iter())
            .filter_map(|entry| entry.current().map(|form| (entry.id, form)))
            .filter(|(_, form)| form.administration.instrument == instrument)
            .collect();
        forms.sort_by_key(|(id, form)| (form.administration.day, *id));
        forms
    }

    /// The totals of one patient, in the order of days.
    pub(crate) fn totals(&self, patient: PatientId, instrument: &str) -> Vec<(Day, i64)> {
        let own = self.current(instrument).into_iter().filter(|(_, form)| form.administration.patient == patient);
        own.filter_map(|(_, form)| {
            self.score(form).total().and_then(vocabulary::Points::whole).map(|total| (form.administration.day, total))
        })
        .collect()
    }
}
