//! What is asked of the payer? A request that waits for its decision: the packet asks for what stands in it, and the decision answers it.

use app::AppError;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::authorization::{Authorization, AuthorizationRequest, RequestKind, UnitKind};
use vocabulary::LevelOfCare;
use wording::Key;

use super::decision::{LABELS, Subject, period, problem_sentence};
use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

/// The form, with the days after the last covered one and the level of the review.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id, visit.query.text("review")).await?;
    let latest = subject.authorized().max_by_key(|value| value.last_covered_day());
    let begins = subject.planned_day().unwrap_or(subject.page.today);
    let first = latest.and_then(Authorization::last_covered_day).map_or(begins, |last| last.plus_days(1));
    let (hour, minute) = visit.app.now().clock_time_in(&subject.page.zone);
    let asked_at = format!("{}T{hour:02}:{minute:02}", subject.page.today);
    let first_day = first.to_string();
    let episode = subject.episode().map(|episode| episode.to_string()).unwrap_or_default();
    let fields = Fields::from([
        ("review", visit.query.text("review")),
        ("episode", episode.as_str()),
        ("payer", subject.payer(first)),
        ("level", subject.level().map_or("", LevelOfCare::code)),
        ("unit", latest.map_or(UnitKind::Day.code(), |value| value.unit_kind.code())),
        ("codes", latest.map_or("", |value| value.codes.as_str())),
        ("first", first_day.as_str()),
        ("asked_at", asked_at.as_str()),
    ]);
    Ok(visit::html(form(&visit.frame, &subject, &fields, &Problems::default())))
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id, visit.form.text("review")).await?;
    let (request, mut problems) = read(&visit, &subject);
    if let Some(request) = request.filter(|_| problems.is_empty()) {
        match visit.app.record_authorization_request(&visit.caller, request).await {
            Ok(_) => {
                let place = subject.review.as_ref().map_or_else(|| subject.address(), |review| format!("/reviews/{}", review.review.id));
                return Ok(go_to(&format!("{place}?done=saved")));
            }
            Err(AppError::Authorization(problem)) => {
                let (field, sentence) = problem_sentence(visit.text(), &problem);
                problems.add(if field == "granted_last" { "last" } else { field }, sentence);
            }
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &subject, &visit.form, &problems)))
}

fn read(visit: &Visit, subject: &Subject) -> (Option<AuthorizationRequest>, Problems) {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, subject.page.today);
    let episode = reader.required_choice("episode", Key::DecisionEpisode);
    let payer = reader.required_line("payer", Key::DecisionPayer);
    let level: Option<LevelOfCare> = reader.required_choice("level", Key::DecisionLevel);
    let asked = period(&mut reader, ("first", Key::DecisionFirst), ("last", Key::DecisionLast), text);
    let unit: Option<UnitKind> = reader.required_choice("unit", Key::DecisionUnit);
    let units: Option<u32> = reader.required_value("units", Key::RequestUnits);
    let codes = reader.line("codes", Key::DecisionCodes);
    let submitted_at = reader.required_moment("asked_at", Key::DecisionAskedAt, &subject.page.zone);
    let urgent = reader.fields.text("urgent") == "yes";
    let mut problems = reader.problems;
    if submitted_at.is_some_and(|at| at > visit.app.now()) {
        problems.add("asked_at", text.say(Key::DecisionDecidedInFuture));
    }
    let request = || {
        let (episode, period, submitted_at) = (episode?, asked?, submitted_at?);
        let kind = subject.kind(episode, period, submitted_at)?;
        Some(AuthorizationRequest {
            episode,
            payer,
            kind,
            level_of_care: level?,
            codes,
            unit_kind: unit?,
            units: units?,
            period,
            submitted_at,
            urgent,
        })
    };
    (request(), problems)
}

fn form(frame: &Frame, subject: &Subject, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let units = choices(UnitKind::ALL, UnitKind::code, |each| text.authorized_unit(each.code()));
    let levels: Vec<Choice> = LevelOfCare::ALL.iter().map(|level| (level.code().to_owned(), text.level_of_care(*level))).collect();
    let urgent = [("yes".to_owned(), text.say(Key::DecisionUrgentYes))];
    let zone = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&subject.page.zone).into())]);
    let fields = html! {
        input type="hidden" name="review" value=(fields.text("review"));
        (draft.select(Field::required("episode", Key::DecisionEpisode), &subject.stays(text)))
        (draft.select(Field::required("payer", Key::DecisionPayer), &subject.payers))
        (draft.select(Field::required("level", Key::DecisionLevel), &levels))
        div.row.two {
            (draft.day(Field::required("first", Key::DecisionFirst), None))
            (draft.day(Field::required("last", Key::DecisionLast), None))
        }
        div.row.two {
            (draft.select(Field::required("unit", Key::DecisionUnit), &units))
            (draft.number(Field::required("units", Key::RequestUnits)))
        }
        (draft.line(Field::optional("codes", Key::DecisionCodes), "text", "off"))
        div.row.two {
            (draft.moment(Field::required("asked_at", Key::DecisionAskedAt), &zone))
            (draft.checkboxes(Field::optional("urgent", Key::DecisionUrgent), &urgent))
        }
    };
    let page = FormPage {
        section: Some(Section::Reviews),
        heading: text.say_with(Key::RequestNewHeading, &[("patient", spoken_name(subject.page.patient.value()).into())]),
        lead: text.say(Key::RequestNewLead),
        action: format!("{}/request", subject.address()),
        back: subject.address(),
        save: Key::RequestSave,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &fields)
}

impl Subject {
    /// Which kind of request it is: after its days, the first of a stay, or one for more.
    pub(super) fn kind(
        &self,
        episode: vocabulary::EpisodeId,
        period: vocabulary::Period,
        submitted_at: vocabulary::Instant,
    ) -> Option<RequestKind> {
        let last = period.last()?;
        let is_first = self.page.authorizations.iter().all(|view| view.authorization.value().episode != episode);
        Some(match is_first {
            _ if last < submitted_at.day_in(&self.page.zone) => RequestKind::Retrospective,
            true => RequestKind::Initial,
            false => RequestKind::Concurrent,
        })
    }
}
