//! Who pays for a patient?

use ::care::{Coverage, CoverageRank, PlanFunding, SubscriberRelation, is_state};
use app::authorization::AuthorizationsPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::Period;
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[
    ("payer", Key::CoveragePayer),
    ("member_id", Key::CoverageMember),
    ("state", Key::CoverageState),
    ("subscriber", Key::CoverageSubscriber),
];

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let payers = payers(&visit).await?;
    let fields = Fields::from([
        ("first", page.today.to_string().as_str()),
        ("rank", CoverageRank::Primary.code()),
        ("relation", SubscriberRelation::Itself.code()),
    ]);
    Ok(visit::html(form(&visit.frame, &page, &payers, &fields, &Problems::default())))
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let payer = reader.required_line("payer", Key::CoveragePayer);
    let (rank, relation) = (reader.required_choice("rank", Key::CoverageRank), reader.required_choice("relation", Key::CoverageRelation));
    let funding = reader.required_choice("funding", Key::CoverageFunding);
    let (plan, member_id) = (reader.line("plan", Key::CoveragePlan), reader.required_line("member_id", Key::CoverageMember));
    let state = reader.line("state", Key::CoverageState).to_uppercase();
    if !state.is_empty() && !is_state(&state) {
        reader.problems.add("state", visit.text().say(Key::CoverageStateUnknown));
    }
    let subscriber = reader.line("subscriber", Key::CoverageSubscriber);
    let (first, last) = (reader.required_day("first", Key::CoverageFirst), reader.day("last", Key::CoverageLast));
    let mut problems = reader.problems;
    let period = first.and_then(|first| Period::new(first, last).ok());
    if first.is_some() && period.is_none() {
        problems.add("last", visit.text().say_with(Key::FormProblemUnreadable, &[("label", visit.text().say(Key::CoverageLast).into())]));
    }
    if let (Some(rank), Some(relation), Some(funding), Some(period), true) = (rank, relation, funding, period, problems.is_empty()) {
        let patient = page.patient.id;
        let coverage = Coverage { patient, payer, plan, rank, funding, state, member_id, relation, subscriber, period };
        match visit.app.record_coverage(&visit.caller, coverage).await {
            Ok(_) => return Ok(go_to(&format!("/patients/{patient}/authorizations?done=saved"))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    let payers = payers(&visit).await?;
    Ok(visit::again(form(&visit.frame, &page, &payers, &visit.form, &problems)))
}

/// The payers that have a profile, by name.
pub(super) async fn payers(visit: &Visit) -> Result<Vec<Choice>, PageError> {
    let payers = visit.app.payers(&visit.caller).await?;
    Ok(payers.into_iter().map(|payer| (payer.profile.key, payer.profile.name)).collect())
}

fn form(frame: &Frame, page: &AuthorizationsPage, payers: &[Choice], fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let ranks = choices(CoverageRank::ALL, CoverageRank::code, |each| text.coverage_rank(each.code()));
    let fundings = choices(PlanFunding::ALL, PlanFunding::code, |each| text.plan_funding(each.code()));
    let relations = choices(SubscriberRelation::ALL, SubscriberRelation::code, |each| text.subscriber_relation(each.code()));
    let fields = html! {
        (draft.select(Field::required("payer", Key::CoveragePayer), payers))
        (draft.line(Field::optional("plan", Key::CoveragePlan), "text", "off"))
        (draft.radios(Field::required("rank", Key::CoverageRank), &ranks, true))
        (draft.select(Field::required("funding", Key::CoverageFunding), &fundings))
        (draft.line(Field::optional("state", Key::CoverageState).hint(Key::CoverageStateHint), "text", "off"))
        (draft.line(Field::required("member_id", Key::CoverageMember), "text", "off"))
        (draft.radios(Field::required("relation", Key::CoverageRelation), &relations, true))
        (draft.line(Field::optional("subscriber", Key::CoverageSubscriber), "text", "off"))
        div.row.two {
            (draft.day(Field::required("first", Key::CoverageFirst), None))
            (draft.day(Field::optional("last", Key::CoverageLast), None))
        }
    };
    let address = format!("/patients/{}/authorizations", page.patient.id);
    let heading = text.say_with(Key::CoverageNewHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let form = FormPage {
        section: Some(Section::Reviews),
        heading,
        lead: String::new(),
        action: format!("{address}/coverage"),
        back: address,
        save: Key::CoverageSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &fields)
}
