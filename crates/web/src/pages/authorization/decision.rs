//! What did the payer decide? One save: the decision, the authorization that it grants, and the end of the review that led to it. In a call the same fields
//! stand below the questions.

pub(crate) mod fields;

use app::authorization::{AuthorizationsPage, Decision};
use app::patient::EpisodeView;
use app::review::ReviewPage;
use app::{AppError, View};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationProblem, AuthorizationRequest, DecisionStage, DeterminationOutcome, UnitKind,
};
use vocabulary::{EpisodeId, LevelOfCare, PatientId, Period, RecordId};
use wording::{Key, Text};

use super::coverage::payers;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};
use fields::Asked;

pub(super) const LABELS: Labels<'static> = &[
    ("payer", Key::DecisionPayer),
    ("number", Key::DecisionNumber),
    ("episode", Key::DecisionEpisode),
    ("stage", Key::DecisionStage),
    ("decided", Key::DecisionDay),
];

/// What the form is about.
pub(crate) struct Subject {
    pub(super) page: AuthorizationsPage,
    /// The newest first.
    episodes: Vec<EpisodeView>,
    pub(super) payers: Vec<Choice>,
    /// The review that the decision answers.
    pub(super) review: Option<ReviewPage>,
}

impl Subject {
    pub(super) async fn open(visit: &Visit, id: &str, review: &str) -> Result<Self, PageError> {
        let review = match review {
            "" => None,
            review => Some(visit.app.review(&visit.caller, visit::id(review)?).await?),
        };
        Self::load(visit, visit::id(id)?, review).await
    }

    /// What a decision on a review is about.
    pub(crate) async fn of_review(visit: &Visit, review: ReviewPage) -> Result<Self, PageError> {
        Self::load(visit, review.patient.id, Some(review)).await
    }

    async fn load(visit: &Visit, id: PatientId, review: Option<ReviewPage>) -> Result<Self, PageError> {
        let page = visit.app.authorizations(&visit.caller, id).await?;
        let episodes = visit.app.patient(&visit.caller, id, View::Current).await?.episodes;
        if review.as_ref().is_some_and(|review| review.patient.id != page.patient.id) {
            return Err(AppError::NotFound("review").into());
        }
        Ok(Self { page, episodes, payers: payers(visit).await?, review })
    }

    /// The episode about which was decided: that of the review, else the one that is open, else the planned one, else the newest.
    pub(super) fn episode(&self) -> Option<EpisodeId> {
        let of_review = self.review.as_ref().map(|review| review.review.value().episode);
        let open = || self.episodes.iter().find(|view| view.episode.value().discharge.is_none());
        let planned = || self.page.planned.first().map(|planned| planned.admission.id);
        let id = |view: &EpisodeView| view.episode.id;
        of_review.or_else(|| open().map(id)).or_else(planned).or_else(|| self.episodes.first().map(id))
    }

    /// What is authorized for that episode at the level of the review, or at any: the newest first.
    pub(super) fn authorized(&self) -> impl Iterator<Item = &Authorization> {
        let (episode, level) = (self.episode(), self.review.as_ref().map(|review| review.review.value().level_of_care));
        let of_episode = self.page.authorizations.iter().map(|view| view.authorization.value());
        of_episode.filter(move |value| Some(value.episode) == episode && level.is_none_or(|level| level == value.level_of_care))
    }

    /// The stays that can be meant: what a review led to is about its own.
    pub(super) fn stays(&self, text: Text) -> Vec<Choice> {
        let of_review = self.review.as_ref().and(self.episode());
        let meant = self.episodes.iter().filter(|view| of_review.is_none_or(|episode| episode == view.episode.id));
        let choice = |view: &EpisodeView| {
            let program = view.program.as_ref().map_or("", |program| program.name.as_str());
            (view.episode.id.to_string(), format!("{program}, {}", text.day(view.episode.value().admitted)))
        };
        let planned = self.page.planned.iter().filter(|planned| of_review.is_none_or(|episode| episode == planned.admission.id));
        let planned = planned.map(|planned| {
            let said = [("program", (&planned.program.name).into()), ("day", planned.admission.value().day.into())];
            (planned.admission.id.to_string(), text.say_with(Key::PlannedStay, &said))
        });
        planned.chain(meant.map(choice)).collect()
    }

    /// The planned first day, where the stay is planned.
    pub(super) fn planned_day(&self) -> Option<vocabulary::Day> {
        let planned = self.page.planned.iter().find(|planned| Some(planned.admission.id) == self.episode());
        planned.map(|planned| planned.admission.value().day)
    }

    /// Requests that no decision answers yet, the newest first.
    fn waiting(&self) -> impl Iterator<Item = &app::Stored<AuthorizationRequest>> {
        let of_review = self.review.as_ref().and(self.episode());
        let is_answered = |id: RecordId| {
            let decided = |decision: &&app::Stored<AuthorizationDetermination>| decision.value().outcome != DeterminationOutcome::Pended;
            self.page.determinations.iter().filter(decided).any(|decision| decision.value().request == Some(id))
        };
        let meant =
            self.page.requests.iter().rev().filter(move |request| of_review.is_none_or(|episode| episode == request.value().episode));
        meant.filter(move |request| !is_answered(request.id))
    }

    /// The level that was asked for.
    pub(super) fn level(&self) -> Option<LevelOfCare> {
        let of_review = self.review.as_ref().map(|review| review.review.value().level_of_care);
        let episode = self.episode();
        let periods = || self.episodes.iter().find(|view| Some(view.episode.id) == episode).and_then(|view| view.periods.last());
        let planned = || self.page.planned.iter().find(|planned| Some(planned.admission.id) == episode);
        let planned = || planned().map(|planned| planned.program.level_of_care);
        of_review.or_else(|| periods().map(|(period, _)| period.value().level_of_care)).or_else(planned)
    }

    /// Who pays on a day.
    pub(super) fn payer(&self, day: vocabulary::Day) -> &str {
        if let Some(review) = &self.review {
            return &review.payer.key;
        }
        let on_day = self.page.coverages.iter().map(app::Stored::value).filter(|coverage| coverage.period.contains(day));
        let first = on_day.min_by_key(|coverage| coverage.rank).or_else(|| self.page.coverages.last().map(app::Stored::value));
        first.map_or("", |coverage| coverage.payer.as_str())
    }

    /// Authorizations of the stay that cover days of one that is to be recorded: the number of each with its days.
    fn overlapping(&self, text: Text, grant: &Authorization) -> Vec<String> {
        let others = self.page.authorizations.iter().map(|view| view.authorization.value());
        let others = others.filter(|other| other.episode == grant.episode && other.number != grant.number);
        let overlapping = others.filter(|other| other.period.overlaps(grant.period));
        overlapping.map(|other| format!("{} ({})", other.number, super::days(text, other.period))).collect()
    }

    pub(super) fn address(&self) -> String {
        format!("/patients/{}/authorizations", self.page.patient.id)
    }
}

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id, visit.query.text("review")).await?;
    let known = known(&visit, &subject);
    Ok(visit::html(form(&visit.frame, &subject, &known, &Problems::default())))
}

/// The fields as far as records know: the present episode, its level, who pays, and the day after the last covered one.
pub(crate) fn known(visit: &Visit, subject: &Subject) -> Fields {
    let page = &subject.page;
    let latest = subject.authorized().max_by_key(|value| value.last_covered_day());
    let first = latest.and_then(Authorization::last_covered_day).map_or(page.today, |last| last.plus_days(1));
    let level = subject.level().or(latest.map(|value| value.level_of_care));
    let episode = subject.episode().map(|episode| episode.to_string()).unwrap_or_default();
    let payer = subject.payer(first);
    let (hour, minute) = visit.app.now().clock_time_in(&page.zone);
    // What was asked stands on its request.
    let waiting = subject.waiting().find(|request| Some(request.value().episode) == subject.episode());
    let (request, last) = waiting.map_or((String::new(), String::new()), |request| {
        (request.id.to_string(), request.value().period.last().map(|last| last.to_string()).unwrap_or_default())
    });
    let first = waiting.map_or(first, |request| request.value().period.first());
    let (decided, first) = (format!("{}T{hour:02}:{minute:02}", page.today), first.to_string());
    // What was written down during the call is not typed again.
    let review = subject.review.as_ref();
    let call = review.and_then(|review| review.calls.last()).map(app::Stored::value);
    let minutes = review.map(|review| review.call_seconds().div_ceil(60)).filter(|minutes| *minutes > 0);
    let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    // What the answer of a payer says in a file stands there for whoever records it.
    let query = &visit.query;
    let (first, last) = (told(query, "first", &first), told(query, "last", &last));
    let reference = told(query, "reference", call.map_or("", |call| call.reference.as_str()));
    let granted_first = told(query, "granted_first", &first);
    let payer = told(query, "payer", payer);
    let unit = told(query, "unit", latest.map_or("", |value| value.unit_kind.code()));
    Fields::from([
        ("episode", episode.as_str()),
        ("payer", payer.as_str()),
        ("level", level.map_or("", LevelOfCare::code)),
        ("unit", unit.as_str()),
        ("units", query.text("units")),
        ("number", query.text("number")),
        ("codes", query.text("codes")),
        ("provider", query.text("provider")),
        ("outcome", query.text("outcome")),
        ("reason", query.text("reason")),
        ("stage", DecisionStage::FirstReview.code()),
        ("decided", decided.as_str()),
        ("request", request.as_str()),
        ("first", first.as_str()),
        ("last", last.as_str()),
        ("granted_first", granted_first.as_str()),
        ("granted_last", query.text("granted_last")),
        ("review", visit.query.text("review")),
        ("reviewer", call.map_or("", |call| call.reviewer.as_str())),
        ("reference", reference.as_str()),
        ("minutes", minutes.as_str()),
    ])
}

/// What an address says of a field, else what is known.
fn told(query: &Fields, name: &str, known: &str) -> String {
    Some(query.text(name)).filter(|said| !said.is_empty()).unwrap_or(known).to_owned()
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id, visit.form.text("review")).await?;
    Ok(match record(&visit, &subject, &visit.form).await? {
        Ok(place) => go_to(&place),
        Err(problems) => visit::again(form(&visit.frame, &subject, &visit.form, &problems)),
    })
}

/// Records what was typed, and gives where that leads; else what is wrong with it.
pub(crate) async fn record(visit: &Visit, subject: &Subject, typed: &Fields) -> Result<Result<String, Problems>, PageError> {
    let (decision, asked, mut problems) = read(visit, subject, typed);
    let Some(decision) = decision.filter(|_| problems.is_empty()) else { return Ok(Err(problems)) };
    let (review, outcome) = (decision.closes.map(|(review, _)| review), decision.outcome);
    let recorded = match asked {
        Some(asked) => visit.app.record_request_and_decision(&visit.caller, asked, decision).await,
        None => visit.app.record_decision(&visit.caller, decision).await,
    };
    match recorded {
        Ok(_) => {
            let place = match (review, outcome) {
                // A denial leads on to its notice: the clocks start there.
                (Some(review), DeterminationOutcome::Denied) => format!("/reviews/{review}/appeal"),
                // The payer wants more: it is answered in the review.
                (Some(review), DeterminationOutcome::Pended) => format!("/reviews/{review}"),
                _ => subject.address(),
            };
            return Ok(Ok(format!("{place}?done=saved")));
        }
        Err(AppError::Authorization(problem)) => {
            let (field, sentence) = problem_sentence(visit.text(), &problem);
            problems.add(field, sentence);
        }
        Err(error) => problems.take_over(visit.text(), error, LABELS)?,
    }
    Ok(Err(problems))
}

/// The decision as it was typed; `None` where something needed is missing, which stands among the problems.
fn read(visit: &Visit, subject: &Subject, typed: &Fields) -> (Option<Decision>, Option<AuthorizationRequest>, Problems) {
    let (text, zone) = (visit.text(), &subject.page.zone);
    let mut reader = Reader::new(typed, text, subject.page.today);
    let episode: Option<EpisodeId> = reader.required_choice("episode", Key::DecisionEpisode);
    let outcome: Option<DeterminationOutcome> = reader.required_choice("outcome", Key::DecisionOutcome);
    let stage: Option<DecisionStage> = reader.required_choice("stage", Key::DecisionStage);
    let decided = reader.required_moment("decided", Key::DecisionDay, zone);
    let asked = period(&mut reader, ("first", Key::DecisionFirst), ("last", Key::DecisionLast), text);
    let reviewer = reader.line("reviewer", Key::DecisionReviewer);
    let reference = reader.line("reference", Key::DecisionReference);
    let reason = reader.text("reason", Key::DecisionReason);
    let minutes: Option<u32> = reader.choice("minutes", Key::DecisionMinutes);
    let review: Option<RecordId> = subject.review.as_ref().map(|review| review.review.id);
    let grants = matches!(outcome, Some(DeterminationOutcome::Approved | DeterminationOutcome::Partial));
    let grant = if grants { granted(&mut reader, episode, &reviewer, text) } else { None };
    let answers: Option<RecordId> = reader.choice("request", Key::DecisionRequest);
    let request = if answers.is_some() || typed.text("asked_at").is_empty() {
        None
    } else {
        request(&mut reader, subject, (episode, asked, typed.text("urgent") == "yes"))
    };
    let mut problems = reader.problems;
    let overlapping = grant.as_ref().map(|grant| subject.overlapping(text, grant)).unwrap_or_default();
    if !overlapping.is_empty() && typed.text("overlap").is_empty() {
        problems.add("overlap", text.say_with(Key::DecisionProblemOverlap, &[("others", overlapping.join("; ").into())]));
    }
    // Times to decision are evidence: one that runs backwards is a slip.
    if request.as_ref().zip(decided).is_some_and(|(request, decided)| request.submitted_at > decided) {
        problems.add("asked_at", text.say(Key::DecisionAskedAfterDecided));
    }
    let answered = answers.and_then(|id| subject.page.requests.iter().find(|stored| stored.id == id));
    if answered.zip(decided).is_some_and(|(request, decided)| request.value().submitted_at > decided) {
        problems.add("decided", text.say(Key::DecisionAskedAfterDecided));
    }
    if decided.is_some_and(|decided| decided > visit.app.now()) {
        problems.add("decided", text.say(Key::DecisionDecidedInFuture));
    }
    if grants && grant.is_none() && problems.is_empty() {
        problems.add("number", text.say(Key::DecisionGrantNeeded));
    }
    let is_granted_by_mistake = outcome.is_some() && !grants && !typed.text("number").is_empty();
    if is_granted_by_mistake {
        problems.add("outcome", text.say(Key::DecisionGrantImpossible));
    }
    let decision = || {
        Some(Decision {
            episode: episode?,
            request: answers,
            outcome: outcome?,
            stage: stage?,
            period: asked?,
            decided_at: decided?,
            reviewer,
            reference,
            reason,
            grant,
            closes: review.map(|review| (review, minutes.map(|minutes| minutes.saturating_mul(60)))),
        })
    };
    let decision = decision();
    (decision, request, problems)
}

/// What was asked, where it was said when: of its payer, for its level, in days.
fn request(
    reader: &mut Reader<'_>,
    subject: &Subject,
    (episode, asked, urgent): (Option<EpisodeId>, Option<Period>, bool),
) -> Option<AuthorizationRequest> {
    let submitted_at = reader.required_moment("asked_at", Key::DecisionAskedAt, &subject.page.zone);
    let payer = reader.required_line("payer", Key::DecisionPayer);
    let level: Option<LevelOfCare> = reader.required_choice("level", Key::DecisionLevel);
    let (period, submitted_at) = (asked?, submitted_at?);
    let last = period.last()?;
    let kind = subject.kind(episode?, period, submitted_at)?;
    Some(AuthorizationRequest {
        episode: episode?,
        payer,
        kind,
        level_of_care: level?,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: u32::try_from(last.days_since(period.first()) + 1).ok()?,
        period,
        submitted_at,
        urgent,
    })
}

/// Two days that make a period; the second must not be before the first.
pub(super) fn period(
    reader: &mut Reader<'_>,
    (first, first_label): (&str, Key),
    (last, last_label): (&str, Key),
    text: Text,
) -> Option<Period> {
    let (from, until) = (reader.required_day(first, first_label), reader.required_day(last, last_label));
    let period = Period::new(from?, Some(until?)).ok();
    if period.is_none() {
        reader.problems.add(last, text.say(Key::DecisionProblemLastBeforeFirst));
    }
    period
}

fn granted(reader: &mut Reader<'_>, episode: Option<EpisodeId>, reviewer: &str, text: Text) -> Option<Authorization> {
    let payer = reader.required_line("payer", Key::DecisionPayer);
    let number = reader.required_line("number", Key::DecisionNumber);
    let level: Option<LevelOfCare> = reader.required_choice("level", Key::DecisionLevel);
    let unit: Option<UnitKind> = reader.required_choice("unit", Key::DecisionUnit);
    let units: Option<u32> = reader.required_value("units", Key::DecisionUnits);
    let covered = period(reader, ("granted_first", Key::DecisionGrantedFirst), ("granted_last", Key::DecisionGrantedLast), text);
    let next_review = reader.day("next_review", Key::DecisionNextReview);
    let codes = reader.line("codes", Key::DecisionCodes);
    let provider_id = reader.line("provider", Key::DecisionProvider);
    Some(Authorization {
        episode: episode?,
        payer,
        request: None,
        number,
        level_of_care: level?,
        codes,
        unit_kind: unit?,
        units: units?,
        period: covered?,
        next_review,
        reviewer: reviewer.to_owned(),
        provider_id,
    })
}

/// Where what cannot be is to be mended, and how.
pub(crate) fn problem_sentence(text: Text, problem: &AuthorizationProblem) -> (&'static str, String) {
    match *problem {
        AuthorizationProblem::NoUnits => ("units", text.say(Key::DecisionProblemNoUnits)),
        AuthorizationProblem::TooManyUnits { units, days, .. } => {
            ("units", text.say_with(Key::DecisionProblemTooManyUnits, &[("units", units.into()), ("days", days.into())]))
        }
        AuthorizationProblem::TooLong { days } => ("granted_last", text.say_with(Key::DecisionProblemTooLong, &[("days", days.into())])),
        AuthorizationProblem::BeforeAdmission { admitted, .. } => {
            ("granted_first", text.say_with(Key::DecisionProblemBeforeAdmission, &[("admitted", admitted.into())]))
        }
        AuthorizationProblem::AfterDischarge { discharged, .. } => {
            ("first", text.say_with(Key::DecisionProblemAfterDischarge, &[("discharged", discharged.into())]))
        }
        AuthorizationProblem::ReviewOutside { first, last, .. } => {
            ("next_review", text.say_with(Key::DecisionProblemReviewOutside, &[("first", first.into()), ("last", last.into())]))
        }
        AuthorizationProblem::OutcomeContradicts { .. } => ("outcome", text.say(Key::DecisionGrantImpossible)),
        AuthorizationProblem::ApprovedInPart { days, first, last } => {
            let said = [("days", days.into()), ("first", first.into()), ("last", last.into())];
            ("outcome", text.say_with(Key::DecisionProblemApprovedInPart, &said))
        }
        AuthorizationProblem::FewerUnits { units, asked } => {
            ("outcome", text.say_with(Key::DecisionProblemFewerUnits, &[("units", units.into()), ("asked", asked.into())]))
        }
        AuthorizationProblem::GrantsAll => ("outcome", text.say(Key::DecisionProblemGrantsAll)),
        _ => ("number", text.say(Key::DecisionGrantNeeded)),
    }
}

fn form(frame: &Frame, subject: &Subject, typed: &Fields, problems: &Problems) -> Markup {
    let draft = Draft { text: frame.text, fields: typed, problems };
    let fields = html! {
        input type="hidden" name="review" value=(typed.text("review"));
        (fields::markup(frame, &draft, subject, Asked::Alone))
    };
    let form = FormPage {
        section: Some(Section::Reviews),
        heading: frame.text.say_with(Key::DecisionNewHeading, &[("patient", spoken_name(subject.page.patient.value()).into())]),
        lead: frame.text.say(Key::DecisionNewLead),
        action: format!("{}/decision", subject.address()),
        back: subject.address(),
        save: Key::DecisionSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, subject.page.patient.value(), &fields)
}
