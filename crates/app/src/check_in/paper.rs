//! Forms on paper: printing them, noting when they were handed in, keying them twice.
//!
//! The first keying is kept apart, unless an answer of it needs a person: then it is taken over at once, so that somebody hears of it before the second
//! keying. The second keying is compared item by item; where both agree, or whoever keys has looked at the paper again and says so, the answers become
//! an administration. Its time is that of the hand-in: from then on the clock of an answer runs that needs a person.

use std::collections::BTreeMap;
use std::sync::Arc;

use collection::check_in::{EventKind, Given, Plan, Reply};
use collection::paper::{CodeProblem, FormCode, Mismatch, from_stored, given, mismatches, to_stored};
use instruments::{Definition, FormText, Mode, Respondent, Score};
use storage::check_in::{CheckIn, CheckInState};
use storage::paper_form::{self, PaperForm};
use storage::{ReadUnit, WriteUnit};
use vocabulary::{IdSource, Instant, Language, PatientId, RecordId, ZoneName};

use super::form::{Loaded, load};
use super::record::{Which, record};
use super::round::ensured;
use super::visit::{answer, series_of, take_back_answered};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// A packet to be printed.
#[derive(Clone, Debug)]
pub struct PacketFacts {
    /// The practice.
    pub practice: String,
    /// The patient's given name, then family name, where whoever prints wants it on the sheets.
    pub patient_name: Option<String>,
    /// Who answers.
    pub respondent: Respondent,
    /// The forms with their codes.
    pub forms: Vec<PacketForm>,
    /// The practice's own words for somebody who needs help now.
    pub crisis_text: Option<String>,
    /// When it is printed.
    pub printed_at: Instant,
    /// In which language.
    pub language: Language,
}

/// One form of a packet.
#[derive(Clone, Debug)]
pub struct PacketForm {
    /// Its code.
    pub code: FormCode,
    /// What is asked.
    pub definition: Arc<Definition>,
    /// In which words.
    pub text: Arc<FormText>,
    /// The places of the items that are asked for it: those that another form of the packet asks in the same words are left out.
    pub items: Vec<usize>,
}

/// A form as the one who keys it sees it.
#[derive(Clone, Debug)]
pub struct PaperPage {
    /// Its code.
    pub code: FormCode,
    /// Whose.
    pub patient: PatientId,
    /// Given name, then family name: to be compared with what stands on the paper.
    pub patient_name: String,
    /// The practice's number.
    pub record_number: String,
    /// What was asked.
    pub definition: Arc<Definition>,
    /// In which words.
    pub text: Arc<FormText>,
    /// The places of the items that it asks.
    pub items: Vec<usize>,
    /// When it was printed.
    pub printed_at: Instant,
    /// When it was handed in.
    pub handed_in_at: Option<Instant>,
    /// True once it was keyed the first time.
    pub is_keyed_once: bool,
    /// True once its answers were taken over.
    pub is_settled: bool,
    /// True while answers can be taken over.
    pub is_open: bool,
    /// The clock of the patient's program.
    pub zone: ZoneName,
    /// The score of what is keyed now, for a role that sees scores.
    pub score: Option<Score>,
}

/// Why there is no form to key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoForm {
    /// What was typed is no number of a form.
    Code(CodeProblem),
    /// It could be one, and none has it: a form of another practice, or printed from a database that is not this one.
    Unknown,
}

/// What became of keying a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keyed {
    /// Kept: the second time is to come.
    First,
    /// It does not say the same as the first time. Nothing was taken over.
    Differs(Vec<Mismatch>),
    /// The answers were taken over.
    Settled,
    /// The form does not offer this for these items. Nothing was kept.
    NotOffered(Vec<String>),
    /// It was taken over before, or its check-in has ended.
    Closed,
}

impl App {
    /// Makes the forms of everything that is due from a patient, with a new code each, as a PDF.
    #[crate::boxed]
    pub async fn print_forms(&self, caller: &Caller, patient: PatientId) -> Result<Vec<u8>, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "print_forms", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let id = ensured(unit, &app, &asking, patient, Mode::Paper).await?;
                    packet(unit, &app, id).await
                })
            })
            .await;
        let facts = self.audited(caller, "print_forms", result).await?;
        self.rendered_forms(facts).await
    }

    /// The forms of a packet as a PDF.
    pub(crate) async fn rendered_forms(&self, facts: PacketFacts) -> Result<Vec<u8>, AppError> {
        let renderer = Arc::clone(&self.ports.renderer);
        let rendered = crate::computed::computed("rendering", tokio::task::spawn_blocking(move || renderer.paper_forms(&facts))).await;
        rendered?.map_err(AppError::Document)
    }

    /// Finds the form of a bar code, with the score of what is keyed so far.
    #[crate::boxed]
    pub async fn paper_form(
        &self,
        caller: &Caller,
        code: &str,
        keyed: &BTreeMap<String, Reply>,
    ) -> Result<Result<PaperPage, NoForm>, AppError> {
        let code = match FormCode::read(code) {
            Ok(code) => code,
            Err(problem) => return Ok(Err(NoForm::Code(problem))),
        };
        let (operation, asking, app, keyed) =
            (self.operation(caller, crate::opening::VIEW_PAPER_FORM), caller.clone(), self.clone(), keyed.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let Some(form) = paper_form::by_code(unit, code.as_str()).await? else { return Ok(Err(NoForm::Unknown)) };
                Ok(Ok(page(unit, &app, &asking, code, &form, &keyed).await?))
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_PAPER_FORM, result).await
    }

    /// Keys a form. `is_confirmed`: whoever keys has seen where it differs from the first time, and looked at the paper again.
    #[crate::boxed]
    pub async fn key_paper_form(
        &self,
        caller: &Caller,
        code: &FormCode,
        keyed: BTreeMap<String, Reply>,
        is_confirmed: bool,
    ) -> Result<Keyed, AppError> {
        let (asking, code, ids) = (caller.clone(), code.clone(), Arc::clone(&self.ports.ids));
        let result = self
            .retrying(caller, "key_paper_form", move |unit, app| {
                let (asking, code, keyed, ids) = (asking.clone(), code.clone(), keyed.clone(), Arc::clone(&ids));
                Box::pin(async move { key(unit, &app, &asking, &code, keyed, is_confirmed, &ids).await })
            })
            .await;
        let result = self.audited(caller, "key_paper_form", result).await;
        // An answer may need a person.
        self.wake.notify_one();
        result
    }

    /// Sets aside what was keyed the first time: it is keyed the first time again. What the first keying let be heard of stays heard of.
    #[crate::boxed]
    pub async fn key_paper_form_anew(&self, caller: &Caller, code: &FormCode) -> Result<(), AppError> {
        let (asking, code) = (caller.clone(), code.clone());
        let result = self
            .retrying(caller, "key_paper_form", move |unit, _| {
                let (asking, code) = (asking.clone(), code.clone());
                Box::pin(async move {
                    own(unit, &asking, &code).await?;
                    paper_form::keyed_anew(unit, code.as_str()).await?;
                    Ok(())
                })
            })
            .await;
        self.audited(caller, "key_paper_form", result).await
    }
}

/// Makes the forms of a check-in, with a new code each. Whether the caller may is asked before.
pub(crate) async fn packet(unit: &mut WriteUnit, app: &App, id: RecordId) -> Result<PacketFacts, AppError> {
    let loaded = load(unit, app, id, Mode::Paper).await?;
    let mut packet_forms = Vec::new();
    for (place, form) in loaded.visit.plan.forms().iter().enumerate() {
        let items = asked_for(&loaded.visit.plan, place);
        if items.is_empty() {
            continue;
        }
        let mut bytes = [0_u8; 8];
        app.ports.random.fill(&mut bytes);
        let code = FormCode::from_random(u64::from_le_bytes(bytes));
        packet_forms.push(PacketForm { code, definition: Arc::clone(&form.definition), text: Arc::clone(&form.text), items });
    }
    let rows: Vec<PaperForm> = packet_forms
        .iter()
        .map(|form| PaperForm {
            code: form.code.as_str().to_owned(),
            check_in: id,
            instrument: form.definition.id.to_string(),
            printed_at: unit.at(),
            handed_in_at: None,
            first_answers: None,
            first_keyed_by: None,
            settled_at: None,
        })
        .collect();
    paper_form::insert(unit, &rows).await?;
    // The check-in may have been made for a link, which ends sooner.
    storage::check_in::keep_until(unit, id, unit.at().plus_seconds(app.settings.check_in.paper_days * 86_400)).await?;
    storage::check_in::happened(unit, id, EventKind::Printed, Mode::Paper, None).await?;
    Ok(PacketFacts {
        practice: app.settings.practice_name.clone(),
        patient_name: None,
        respondent: loaded.visit.respondent,
        forms: packet_forms,
        crisis_text: loaded.visit.crisis_text.clone(),
        printed_at: unit.at(),
        language: loaded.visit.language.clone(),
    })
}

/// The places of the items that are asked for a form and for no other.
fn asked_for(plan: &Plan, form: usize) -> Vec<usize> {
    let own = plan.questions().iter().filter(|question| question.asked.form == form);
    own.map(|question| question.asked.item).collect()
}

/// A form and its check-in, for whoever may enter answers of its patient.
pub(super) async fn own(unit: &mut ReadUnit, caller: &Caller, code: &FormCode) -> Result<(PaperForm, CheckIn), AppError> {
    let form = paper_form::by_code(unit, code.as_str()).await?.ok_or(AppError::NotFound("form"))?;
    let check_in = storage::check_in::get(unit, form.check_in).await?.ok_or(AppError::NotFound("check-in"))?;
    let (shown, records) = person(unit, check_in.patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    Ok((form, check_in))
}

async fn page(
    unit: &mut ReadUnit,
    app: &App,
    caller: &Caller,
    code: FormCode,
    form: &PaperForm,
    keyed: &BTreeMap<String, Reply>,
) -> Result<PaperPage, AppError> {
    let (_, check_in) = own(unit, caller, &code).await?;
    let loaded = load(unit, app, form.check_in, Mode::Paper).await?;
    let patient = unit.require::<care::Patient>(loaded.shown).await?.recorded.value;
    let plan = &loaded.visit.plan;
    let place = plan.forms().iter().position(|each| *each.definition.id == *form.instrument).ok_or(AppError::NotFound("instrument"))?;
    let (found, items) = (plan.forms()[place].clone(), asked_for(plan, place));
    let score = (caller.scope(Data::Scores) != Scope::Nothing && !keyed.is_empty()).then(|| {
        let answers = keyed.iter().filter_map(|(item, reply)| if let Reply::Answer(answer) = reply { Some((item, *answer)) } else { None });
        let mut responses = instruments::Responses::new();
        for (item, answer) in answers {
            responses.set(item, answer);
        }
        found.definition.score(&responses, loaded.visit.facts)
    });
    Ok(PaperPage {
        code,
        patient: loaded.shown,
        patient_name: format!("{} {}", patient.given_name, patient.family_name),
        record_number: patient.record_number,
        definition: found.definition,
        text: found.text,
        items,
        printed_at: form.printed_at,
        handed_in_at: form.handed_in_at,
        is_keyed_once: form.first_answers.is_some(),
        is_settled: form.settled_at.is_some(),
        // However late it is handed in or keyed: nothing of what stands on it may be lost.
        is_open: check_in.state == CheckInState::Open,
        zone: loaded.visit.zone.clone(),
        score,
    })
}

async fn key(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    code: &FormCode,
    keyed: BTreeMap<String, Reply>,
    is_confirmed: bool,
    ids: &Arc<IdSource>,
) -> Result<Keyed, AppError> {
    let (form, check_in) = own(unit, caller, code).await?;
    if form.settled_at.is_some() || check_in.state != CheckInState::Open {
        return Ok(Keyed::Closed);
    }
    if form.handed_in_at.is_none() {
        return Err(AppError::field("handed_in_at", FieldProblemKind::Required));
    }
    if check_in.expires_at <= unit.at() {
        // It lay about. What stands on a sheet that was handed in is taken however late.
        storage::check_in::keep_until(unit, check_in.id, unit.at().plus_seconds(app.settings.check_in.paper_days * 86_400)).await?;
    }
    let loaded = load(unit, app, check_in.id, Mode::Paper).await?;
    let plan = &loaded.visit.plan;
    let place = plan.forms().iter().position(|each| *each.definition.id == *form.instrument).ok_or(AppError::NotFound("instrument"))?;
    let definition = Arc::clone(&plan.forms()[place].definition);
    let items: Vec<&str> = asked_for(plan, place).into_iter().map(|item| &*definition.items[item].id).collect();
    let all: Vec<Given> = given(&form.instrument, items.iter().copied(), &keyed);
    let progress = loaded.visit.progress();
    let refused: Vec<String> = all.iter().filter(|each| progress.check(each).is_err()).map(|each| each.item.clone()).collect();
    if !refused.is_empty() {
        return Ok(Keyed::NotOffered(refused));
    }
    let Some(first) = form.first_answers.as_deref() else {
        paper_form::keyed_first(unit, code.as_str(), &to_stored(&keyed)).await?;
        if needs_person(&definition, &keyed, &loaded) {
            answer(unit, app, loaded, all, ids).await?;
        }
        return Ok(Keyed::First);
    };
    let differing = mismatches(items.iter().copied(), &from_stored(first), &keyed);
    if !differing.is_empty() && !is_confirmed {
        return Ok(Keyed::Differs(differing));
    }
    answer(unit, app, loaded, all, ids).await?;
    paper_form::settled(unit, code.as_str()).await?;
    let after = load(unit, app, check_in.id, Mode::Paper).await?;
    record(unit, &after, ids, Which::All).await?;
    let rest = paper_form::of_check_in(unit, check_in.id).await?;
    // A packet that was printed again has forms that never come back.
    let is_in = |instrument: &str| rest.iter().any(|each| each.instrument == instrument && each.settled_at.is_some());
    if rest.iter().all(|each| is_in(&each.instrument)) && storage::check_in::finish(unit, check_in.id, CheckInState::Finished).await? {
        storage::check_in::happened(unit, check_in.id, EventKind::Finished, Mode::Paper, None).await?;
        crate::message::stop_series(unit, &series_of(check_in.id), collection::sending::stop::StopReason::Answered).await?;
        take_back_answered(unit, app, &after).await?;
    }
    Ok(Keyed::Settled)
}

fn needs_person(definition: &Definition, keyed: &BTreeMap<String, Reply>, loaded: &Loaded) -> bool {
    let mut responses = instruments::Responses::new();
    for (item, reply) in keyed {
        if let Reply::Answer(answer) = reply {
            responses.set(item, *answer);
        }
    }
    let score = definition.score(&responses, loaded.visit.facts);
    score.safety.iter().any(|entry| entry.verdict == vocabulary::Verdict::Met)
}
