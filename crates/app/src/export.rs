//! Exports: scores as a table, and everything that was answered as FHIR, of one patient or of everybody.
//!
//! What leaves is gathered patient by patient ([`gather`]), written by `interchange::export`, and handed out by the release gate only.

mod gather;

use std::collections::BTreeSet;

use instruments::Library;
use interchange::export::{self, ScoreRow};
use serde_json::Value;
use storage::patient::{NamePage, NamePosition};
use storage::{ReadUnit, Stored, View};
use vocabulary::{Language, PatientId};

use crate::context::{App, check_patient, person, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::privacy::Privacy;
use crate::release::{Disclosure, Notice, Outgoing, Released};
use gather::{Filled, Person, Whole};

/// Whose records leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One person's, with all records that are merged into theirs.
    Patient(PatientId),
    /// Everybody's.
    Everybody,
}

/// Patients that are fetched at a time.
const PAGE: u16 = 100;

impl App {
    /// The scores as CSV: one row for each scale of each administration, in the order of names and days; patients are named by record number.
    #[crate::boxed]
    pub async fn export_scores(&self, caller: &Caller, whose: Whose, disclosure: Disclosure) -> Result<Released, AppError> {
        const ACTION: &str = "export_scores";
        let read = self.exported(caller, ACTION, (whose, &disclosure), &[Data::Release, Data::Scores], ScoresTable::default());
        let (patients, table) = read.await?;
        let notice = Notice::carried_if(table.is_part2);
        let (bytes, media_type, extension) = (table.into_bytes(), "text/csv", "csv");
        let outgoing = Outgoing { patients, subject: "scores", media_type, extension, bytes, notice, snapshot_sha256: None };
        self.release(caller, disclosure, outgoing).await
    }

    /// Patients, forms whose text is at hand, responses, and scores as Observations in the style of US Core. One patient's are one Bundle,
    /// everybody's are resources one a line. What was imported from it again is the same.
    #[crate::boxed]
    pub async fn export_fhir(&self, caller: &Caller, whose: Whose, disclosure: Disclosure) -> Result<Released, AppError> {
        const ACTION: &str = "export_fhir";
        let resources = Resources::new(self.clone(), matches!(whose, Whose::Patient(_)));
        let rights = &[Data::Release, Data::Identity, Data::Scores, Data::Answers];
        let read = self.exported(caller, ACTION, (whose, &disclosure), rights, resources);
        let (patients, resources) = read.await?;
        let (media_type, extension) =
            if resources.is_bundle { ("application/fhir+json", "json") } else { ("application/fhir+ndjson", "ndjson") };
        let notice = Notice::carried_if(resources.is_part2);
        let bytes = resources.into_bytes();
        let outgoing = Outgoing { patients, subject: "fhir_records", media_type, extension, bytes, notice, snapshot_sha256: None };
        self.release(caller, disclosure, outgoing).await
    }

    /// Gathers everything of the patients that are meant and gives it to a writer, one person after the other. Says whom it was about. What is a patient's
    /// alone is left out where it would go to somebody who acts for them.
    async fn exported<W: Writer>(
        &self,
        caller: &Caller,
        action: &'static str,
        (whose, disclosure): (Whose, &Disclosure),
        rights: &'static [Data],
        mut writer: W,
    ) -> Result<(Vec<PatientId>, W), AppError> {
        let (operation, asking, library) = (self.operation(caller, action), caller.clone(), self.library());
        let disclosure = disclosure.clone();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = crate::patient::programs(unit).await?;
                writer.begin(programs.values().any(|program| program.part2));
                let patients = match whose {
                    Whose::Patient(patient) => vec![one(unit, (&asking, rights), patient, (&library, &disclosure), &mut writer).await?],
                    Whose::Everybody => everybody(unit, (&asking, rights), (&library, &disclosure), &mut writer).await?,
                };
                Ok((patients, writer))
            })
        });
        let result = read.await;
        self.audited(caller, action, result).await
    }
}

type Asking<'a> = (&'a Caller, &'static [Data]);
/// The instruments there are, and for whom it leaves.
type Leaving<'a> = (&'a Library, &'a Disclosure);

/// Takes out of what leaves what is the patient's alone, where it goes to somebody who acts for them.
async fn keep_from_proxies(unit: &mut ReadUnit, (library, disclosure): Leaving<'_>, people: &mut [Person]) -> Result<(), AppError> {
    if crate::schedule::in_use(unit, library).await?.protocol.private.is_empty() {
        return Ok(());
    }
    for person in people {
        let privacy = Privacy::load(unit, library, person.patient.id).await?;
        if privacy.goes_to_proxy(disclosure) {
            person.keep_from_proxies(&privacy);
        }
    }
    Ok(())
}

async fn one<W: Writer>(
    unit: &mut ReadUnit,
    (asking, rights): Asking<'_>,
    patient: PatientId,
    leaving: Leaving<'_>,
    writer: &mut W,
) -> Result<PatientId, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let today = today_of(unit, &records).await?;
    for right in rights {
        check_patient(unit, asking, *right, shown, today).await?;
    }
    let patient = unit.require::<care::Patient>(shown).await?;
    let mut people = gather::people(unit, vec![(patient, records)], leaving.0).await?;
    keep_from_proxies(unit, leaving, &mut people).await?;
    for person in &people {
        writer.write(person);
    }
    Ok(shown)
}

async fn everybody<W: Writer>(
    unit: &mut ReadUnit,
    (asking, rights): Asking<'_>,
    leaving: Leaving<'_>,
    writer: &mut W,
) -> Result<Vec<PatientId>, AppError> {
    for right in rights {
        asking.may_all(*right)?;
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let (mut patients, mut after) = (Vec::new(), None);
    loop {
        let page = next_page(unit, after).await?;
        let Some(last) = page.last() else { return Ok(patients) };
        after = Some(NamePosition::of(last));
        // A record that is merged into another leaves with that one.
        let shown = page.into_iter().filter(|patient| links.shown_as(patient.id) == patient.id);
        let people = shown.map(|patient| (links.records_of(patient.id), patient)).map(|(records, patient)| (patient, records)).collect();
        let mut people = gather::people(unit, people, leaving.0).await?;
        keep_from_proxies(unit, leaving, &mut people).await?;
        for person in &people {
            writer.write(person);
            patients.push(person.patient.id);
        }
    }
}

async fn next_page(unit: &mut ReadUnit, after: Option<NamePosition>) -> Result<Vec<Stored<care::Patient>>, AppError> {
    Ok(storage::patient::all(unit, View::Current, &NamePage { after, size: PAGE }).await?)
}

/// Writes one person after the other.
trait Writer: Send + 'static {
    /// Told before anybody is written whether the practice has any program under 42 CFR Part 2.
    fn begin(&mut self, _has_part2: bool) {}

    fn write(&mut self, person: &Person);
}

/// The growing table of scores. It has the column for the notice where the practice has any program under 42 CFR Part 2.
#[derive(Default)]
struct ScoresTable {
    rows: String,
    has_notice: bool,
    /// True where 42 CFR Part 2 covers the records of anybody so far.
    is_part2: bool,
}

impl ScoresTable {
    /// The table; of nobody it is its header.
    fn into_bytes(self) -> Vec<u8> {
        (export::scores_head(self.has_notice) + &self.rows).into_bytes()
    }
}

impl Writer for ScoresTable {
    fn begin(&mut self, has_part2: bool) {
        self.has_notice = has_part2;
    }

    fn write(&mut self, person: &Person) {
        let filled: Vec<Vec<Filled>> = person.administrations.iter().map(Whole::filled).collect();
        let all = person.administrations.iter().zip(&filled);
        let named = (person.patient.value().record_number.as_str(), person.is_part2);
        let rows = all.flat_map(|(whole, filled)| score_rows(named, whole, filled));
        self.rows.push_str(&export::score_lines(rows, self.has_notice));
        self.is_part2 |= person.is_part2;
    }
}

fn score_rows<'a>((patient, is_part2): (&'a str, bool), whole: &'a Whole, filled: &'a [Filled]) -> impl Iterator<Item = ScoreRow<'a>> {
    let administration = whole.stored.value();
    let filled_of = |scale: &str| filled.iter().find(|filled| filled.scale == scale);
    whole.score.iter().flat_map(|score| &score.summary.scales).map(move |scale| ScoreRow {
        imputed: filled_of(&scale.scale).filter(|_| scale.status == "prorated").map_or(&[], |filled| &filled.items),
        is_recalled: filled_of(&scale.scale).is_some_and(|filled| filled.is_recalled),
        patient,
        day: administration.day,
        instrument: &administration.instrument,
        definition_version: whole.score.as_ref().map_or("", |score| &score.summary.definition_version),
        scale: &scale.scale,
        status: &scale.status,
        value: scale.points,
        band: scale.band.as_deref(),
        phase: administration.phase,
        respondent: administration.respondent,
        is_part2,
    })
}

/// The growing list of resources.
struct Resources {
    app: App,
    is_bundle: bool,
    lines: String,
    bundle: Vec<Value>,
    /// Forms that are there already, by instrument and language.
    forms: BTreeSet<(String, Language)>,
    /// True where 42 CFR Part 2 covers the records of anybody so far.
    is_part2: bool,
}

impl Resources {
    fn new(app: App, is_bundle: bool) -> Self {
        Self { app, is_bundle, lines: String::new(), bundle: Vec::new(), forms: BTreeSet::new(), is_part2: false }
    }

    fn into_bytes(self) -> Vec<u8> {
        if self.is_bundle { export::bundle(self.bundle).into_bytes() } else { self.lines.into_bytes() }
    }

    /// The form of an administration in its own language, else in English, once, where its words are at hand.
    fn form(&mut self, whole: &Whole) -> Option<Value> {
        let definition = whole.definition.as_ref()?;
        let english = Language::english();
        let own = whole.stored.value().language.clone().unwrap_or_else(Language::english);
        let (language, text) =
            [own, english].into_iter().find_map(|each| Some((each.clone(), self.app.form_text(&definition.id, &each)?)))?;
        let is_new = self.forms.insert((definition.id.to_string(), language.clone()));
        is_new.then(|| export::questionnaire(definition, &language, &text))
    }
}

impl Writer for Resources {
    fn write(&mut self, person: &Person) {
        let id = person.patient.id.to_string();
        let subject = export::Subject { id: id.clone(), record_number: Some(person.patient.value().record_number.clone()) };
        let mut resources = vec![export::patient(&id, person.patient.value())];
        for whole in &person.administrations {
            resources.extend(self.form(whole));
            resources.extend(whole.resources(&subject));
        }
        if person.is_part2 {
            export::mark_part2(&mut resources);
            self.is_part2 = true;
        }
        if self.is_bundle {
            self.bundle.extend(resources);
        } else {
            self.lines.push_str(&export::ndjson(resources));
        }
    }
}
