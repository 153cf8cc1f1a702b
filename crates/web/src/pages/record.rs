//! Recording an administration by staff, and correcting one. The forms stand in [`super::entry`].

use std::collections::BTreeSet;

use app::administration::NewEntry;
use app::{Data, Scope, Stored, View};
use axum::extract::Path;
use axum::response::Response;
use instruments::definition::FormText;
use instruments::{Answer, Completion, Definition, Mode, PersonFacts, Respondent};
use maud::Markup;
use vocabulary::{AdministrationId, Day, Language, PatientId, Version};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::pages::entry::{self, Enterable, EntryForm, When};
use crate::pages::instrument_list::Filter;
use crate::pages::patient::spoken_name;
use crate::parts::live_score;
use crate::visit::{self, Visit, again, go_to, html};

const LABELS: Labels<'static> = &[
    ("day", Key::AdministrationDay),
    ("phase", Key::PhaseLabel),
    ("mode", Key::ModeLabel),
    ("respondent", Key::AdministrationGivenBy),
    ("reason", Key::AdministrationCorrectReason),
];

/// Which instrument are you entering? What is due comes first, then what was given before; all others are found by a search or opened.
pub(crate) async fn choose(visit: Visit, Path(patient): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.patient(&visit.caller, visit::id(&patient)?, View::Current).await?;
    let (id, own) = (page.patient.id, &page.patient.value().language);
    let due: BTreeSet<String> = match visit.caller.scope(Data::Care) {
        Scope::Nothing => BTreeSet::new(),
        _ => visit
            .app
            .due_of_patient(&visit.caller, id)
            .await?
            .iter()
            .flat_map(|due| &due.open)
            .map(|open| open.instrument.to_string())
            .collect(),
    };
    // Whoever sees no scores is not told what was given.
    let given: BTreeSet<&str> = match visit.caller.scope(Data::Scores) {
        Scope::Nothing => BTreeSet::new(),
        _ => page.administrations.iter().map(|row| row.instrument.as_str()).collect(),
    };
    let find = Filter { find: visit.query.text("find").trim().to_owned(), text: String::new() };
    let rows = visit.app.instruments(&visit.caller).await?;
    let mut instruments: Vec<Enterable> = (rows.into_iter())
        .filter(|row| find.fits(&row.definition))
        .map(|row| {
            let mut languages = row.languages;
            languages.sort_by_key(|language| (language != own, language.clone()));
            let when = match (due.contains(&*row.definition.id), given.contains(&*row.definition.id)) {
                (true, _) => When::Due,
                (false, true) => When::Before,
                (false, false) => When::Never,
            };
            Enterable { definition: row.definition, languages, when }
        })
        .collect();
    instruments.sort_by_key(|each| !each.languages.contains(own));
    Ok(html(entry::choose_page(&visit.frame, &page.patient, &find.find, &instruments)))
}

/// The form of an instrument with the language whose words it shows.
struct Chosen {
    definition: std::sync::Arc<Definition>,
    form: Option<(Language, FormText)>,
}

impl Chosen {
    fn find(visit: &Visit, instrument: &str, language: &str) -> Result<Self, PageError> {
        let definition = visit.app.library().get(instrument).cloned().ok_or(PageError::NotFound)?;
        let language: Option<Language> = language.parse().ok();
        let form = language.and_then(|language| visit.app.form_text(&definition.id, &language).map(|form| (language, form)));
        Ok(Self { definition, form })
    }

    /// In the language that was asked for; where none was, in the patient's own if its words are there, else in English.
    fn find_for(visit: &Visit, instrument: &str, own: &Language) -> Result<Self, PageError> {
        let asked = visit.query.text("language");
        if !asked.is_empty() {
            return Self::find(visit, instrument, asked);
        }
        let chosen = Self::find(visit, instrument, own.as_str())?;
        if chosen.form.is_some() { Ok(chosen) } else { Self::find(visit, instrument, Language::english().as_str()) }
    }

    fn entry_form<'a>(&'a self, patient: &'a Stored<care::Patient>, today: Day) -> EntryForm<'a> {
        EntryForm {
            patient: patient.value(),
            definition: &self.definition,
            form: self.form.as_ref().map(|(language, form)| (language, form)),
            today,
            action: format!("/patients/{}/administrations/new/{}", patient.id, self.definition.id),
            back: format!("/patients/{}", patient.id),
            hidden: Vec::new(),
            heading: None,
            checked: None,
            by_totals: self.definition.is_totals_only(),
            same_day: None,
        }
    }
}

/// What did this patient answer?
pub(crate) async fn new(visit: Visit, Path((patient, instrument)): Path<(String, String)>) -> Result<Response, PageError> {
    let page = visit.app.patient(&visit.caller, visit::id(&patient)?, View::Current).await?;
    let chosen = Chosen::find_for(&visit, &instrument, &page.patient.value().language)?;
    let today = page.today.to_string();
    let usual = chosen.definition.respondents.first().map_or("", |respondent| respondent.code());
    let fields = Fields::from([("day", today.as_str()), ("mode", Mode::Paper.code()), ("respondent", usual)]);
    let form = chosen.entry_form(&page.patient, page.today);
    Ok(html(form.page(&visit.frame, &fields, &Problems::default())))
}

/// Records what was entered.
pub(crate) async fn submit(visit: Visit, Path((patient, instrument)): Path<(String, String)>) -> Result<Response, PageError> {
    let patient: PatientId = visit::id(&patient)?;
    let chosen = Chosen::find(&visit, &instrument, visit.form.text("language"))?;
    if visit.form.text("do") == "check" {
        let page = visit.app.patient(&visit.caller, patient, View::Current).await?;
        let (said, problems) = check(&visit, &chosen, page.patient.value());
        let form = EntryForm { checked: said, ..chosen.entry_form(&page.patient, page.today) };
        let shown = form.page(&visit.frame, &visit.form, &problems);
        return Ok(if problems.is_empty() { html(shown) } else { again(shown) });
    }
    let (entry, mut problems) = read(&visit, &chosen, chosen.definition.is_totals_only());
    let same_day = same_day(&visit, patient, &chosen, entry.as_ref()).await?;
    if same_day.is_some() && visit.form.text("second") != "yes" && problems.is_empty() {
        let instrument = [("instrument", (&chosen.definition.short_name).into())];
        problems.add("second", visit.text().say_with(Key::AdministrationSameDayProblem, &instrument));
    }
    if let (Some(entry), true) = (entry, problems.is_empty()) {
        match visit.app.record_administration(&visit.caller, patient, entry).await {
            // Whoever may enter but not see scores goes back to the patient.
            Ok(_) if visit.caller.scope(Data::Scores) == Scope::Nothing => return Ok(go_to(&format!("/patients/{patient}?done=saved"))),
            Ok(id) => return Ok(go_to(&format!("/administrations/{id}?done=saved"))),
            Err(error) => take_over(&visit, &chosen, &mut problems, error)?,
        }
    }
    let page = visit.app.patient(&visit.caller, patient, View::Current).await?;
    let form = EntryForm { same_day, ..chosen.entry_form(&page.patient, page.today) };
    Ok(again(form.page(&visit.frame, &visit.form, &problems)))
}

/// An administration on record of the same instrument, day and person who answered.
async fn same_day(
    visit: &Visit,
    patient: PatientId,
    chosen: &Chosen,
    entry: Option<&NewEntry>,
) -> Result<Option<AdministrationId>, PageError> {
    let Some(entry) = entry else { return Ok(None) };
    let page = visit.app.patient(&visit.caller, patient, View::Current).await?;
    let is_same = |row: &&app::patient::AdministrationRow| {
        row.instrument == *chosen.definition.id && row.day == entry.day && row.respondent == entry.respondent
    };
    Ok(page.administrations.iter().find(is_same).map(|row| row.id))
}

/// What the answers so far come to; nothing where one is not offered by the form. Whoever may enter but not see scores is told how many there are.
fn check(visit: &Visit, chosen: &Chosen, patient: &care::Patient) -> (Option<Markup>, Problems) {
    let (text, definition) = (visit.text(), &chosen.definition);
    let mut problems = Problems::default();
    let entered = entry::read(text, definition, &visit.form, definition.is_totals_only(), &mut problems);
    let done = entered.responses.iter().count();
    if done == 0 {
        problems = Problems::default();
    }
    if !problems.is_empty() {
        return (None, problems);
    }
    let day = visit.form.parsed::<Day>("day").unwrap_or_else(|| visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let facts = PersonFacts { sex: patient.sex, age: Some(patient.age_on(day)) };
    let score = (visit.caller.scope(Data::Scores) != Scope::Nothing).then(|| definition.score(&entered.responses, facts));
    (Some(live_score::said(text, definition, (done, definition.items.len()), score.as_ref())), problems)
}

/// Problems of items and totals are told by their own fields.
fn take_over(visit: &Visit, chosen: &Chosen, problems: &mut Problems, error: app::AppError) -> Result<(), PageError> {
    let app::AppError::Form(list) = error else { return problems.take_over(visit.text(), error, LABELS) };
    let (items, others): (Vec<_>, Vec<_>) = list.into_iter().partition(|problem| problem.field.starts_with("item-"));
    for problem in items {
        let item = problem.field.trim_start_matches("item-");
        let sentence = visit.text().say_with(Key::AdministrationAnswerNotOffered, &[("item", item.into())]);
        problems.add(&format!("item.{item}"), sentence);
    }
    if others.iter().any(|problem| problem.field == "answers") {
        let first = chosen.definition.items.first().map_or("", |item| &*item.id);
        problems.add(&format!("item.{first}"), visit.text().say(Key::AdministrationNothingEntered));
    }
    let (totals, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|problem| problem.field.starts_with("total-"));
    for problem in totals {
        let id = problem.field.trim_start_matches("total-");
        if let Some(place) = chosen.definition.scale(id) {
            problems.add(&format!("total.{id}"), entry::total_problem(visit.text(), &chosen.definition.scales[place]));
        }
    }
    let others = others.into_iter().filter(|problem| problem.field != "answers").collect();
    problems.take_over(visit.text(), app::AppError::Form(others), LABELS)
}

fn read(visit: &Visit, chosen: &Chosen, by_totals: bool) -> (Option<NewEntry>, Problems) {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let day = reader.required_day("day", Key::AdministrationDay);
    let phase = reader.choice("phase", Key::PhaseLabel);
    let mode = reader.required_choice("mode", Key::ModeLabel);
    let respondent = reader.required_choice::<Respondent>("respondent", Key::AdministrationGivenBy);
    let mut problems = reader.problems;
    let entered = entry::read(text, &chosen.definition, &visit.form, by_totals, &mut problems);
    let answers: Vec<(String, Answer)> = entered.responses.iter().map(|(item, answer)| (item.to_owned(), answer)).collect();
    let entry = day.zip(mode).zip(respondent).map(|((day, mode), respondent)| NewEntry {
        instrument: chosen.definition.id.to_string(),
        language: chosen.form.as_ref().map(|(language, _)| language.clone()),
        day,
        phase,
        mode,
        respondent,
        answers,
        totals: entered.totals,
        declined: entered.declined,
    });
    (entry, problems)
}

/// What should this administration say?
pub(crate) async fn correct(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let view = visit.app.administration(&visit.caller, visit::id(&id)?).await?;
    let value = view.administration.value();
    let mut pairs = vec![
        ("day".to_owned(), value.day.to_string()),
        ("phase".to_owned(), value.phase.map_or("", instruments::Phase::code).to_owned()),
        ("mode".to_owned(), value.mode.code().to_owned()),
        ("respondent".to_owned(), value.respondent.code().to_owned()),
        ("version".to_owned(), view.administration.recorded.version.0.to_string()),
        ("language".to_owned(), value.language.as_ref().map_or("en", Language::as_str).to_owned()),
    ];
    for (item, answer) in view.responses.iter().flat_map(instruments::Responses::iter) {
        let answer = match answer {
            Answer::Value(number) => number.to_string(),
            Answer::Refused => "refused".to_owned(),
            Answer::NotApplicable => "not_applicable".to_owned(),
        };
        pairs.push((format!("item.{item}"), answer));
    }
    if is_by_totals(&view) {
        pairs.extend(view.totals.iter().map(|total| (format!("total.{}", total.scale), total.points.to_string())));
    }
    Ok(html(correction_page(&visit, &view, &Fields::from(pairs), &Problems::default(), None)?))
}

/// Records the correction.
pub(crate) async fn submit_correction(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: AdministrationId = visit::id(&id)?;
    let view = visit.app.administration(&visit.caller, id).await?;
    let chosen = Chosen::find(&visit, &view.definition.id, visit.form.text("language"))?;
    let version = Version(visit.form.parsed("version").ok_or(PageError::Unreadable)?);
    if visit.form.text("do") == "check" {
        let (said, problems) = check(&visit, &chosen, view.patient.value());
        let shown = correction_page(&visit, &view, &visit.form, &problems, said)?;
        return Ok(if problems.is_empty() { html(shown) } else { again(shown) });
    }
    let (entry, mut problems) = read(&visit, &chosen, is_by_totals(&view));
    if let (Some(entry), true) = (entry, problems.is_empty()) {
        match visit.app.correct_administration(&visit.caller, id, version, entry).await {
            Ok(()) => return Ok(go_to(&format!("/administrations/{id}?done=corrected"))),
            Err(error) => take_over(&visit, &chosen, &mut problems, error)?,
        }
    }
    Ok(again(correction_page(&visit, &view, &visit.form, &problems, None)?))
}

/// Whether only totals are known of an administration: they are what is corrected.
fn is_by_totals(view: &app::administration::AdministrationPage) -> bool {
    view.definition.is_totals_only() || view.administration.value().completion == Completion::TotalsOnly
}

fn correction_page(
    visit: &Visit,
    view: &app::administration::AdministrationPage,
    fields: &Fields,
    problems: &Problems,
    checked: Option<Markup>,
) -> Result<Markup, PageError> {
    let chosen = Chosen::find(visit, &view.definition.id, fields.text("language"))?;
    let name = spoken_name(view.patient.value());
    let today = visit.app.now().day_in(&view.zone);
    let id = view.administration.id;
    let form = EntryForm {
        action: format!("/administrations/{id}/correct"),
        back: format!("/administrations/{id}"),
        hidden: vec![("version", fields.text("version").to_owned())],
        heading: Some(visit.text().say_with(Key::AdministrationCorrectHeading, &[("patient", (&name).into())])),
        checked,
        by_totals: is_by_totals(view),
        ..chosen.entry_form(&view.patient, today)
    };
    Ok(form.page(&visit.frame, fields, problems))
}
