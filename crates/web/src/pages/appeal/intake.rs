//! What does the notice say? Fields that the decision and the coverage know already are filled in.

use app::Data;
use app::review::appeal::{AppealPage, DecisionAsNoticed, NewDenial};
use axum::extract::Path;
use axum::response::Response;
use care::PlanFunding;
use maud::{Markup, html};
use utilization_review::appeal::disputed_line::claim_numbers;
use utilization_review::appeal::{NoticeChannel, NoticeElement};
use utilization_review::authorization::DecisionStage;
use vocabulary::Version;
use wording::Key;

use super::{address, appeal_fields, clock_value, open, read_appeal, saved, take_over};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::Section;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

const LABELS: Labels<'static> =
    &[("received", Key::DenialReceived), ("appeal_by", Key::DenialAppealBy), ("peer_to_peer_by", Key::DenialPeerToPeerBy)];

/// The form.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    Ok(visit::html(form(&visit, &page, &known(&page), &Problems::default())))
}

/// Takes it in.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let new = read(&mut reader, &page);
    let mut problems = reader.problems;
    if let Some(new) = new.filter(|_| problems.is_empty()) {
        match visit.app.take_in_denial(&visit.caller, page.review.id, new).await {
            Ok(()) => return Ok(saved(&page)),
            Err(error) => take_over(visit.text(), &mut problems, error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit, &page, &visit.form, &problems)))
}

fn read(reader: &mut Reader<'_>, page: &AppealPage) -> Option<NewDenial> {
    let received_at = reader.required_moment("received", Key::DenialReceived, &page.zone);
    let channel: Option<NoticeChannel> = reader.required_choice("channel", Key::DenialChannel);
    let funding: Option<PlanFunding> = reader.required_choice("funding", Key::DenialFunding);
    let appeal = read_appeal(reader);
    let appeal_by = reader.day("appeal_by", Key::DenialAppealBy);
    let peer_to_peer_by = reader.moment("peer_to_peer_by", Key::DenialPeerToPeerBy, &page.zone);
    let mut line = |name, label| reader.line(name, label);
    let (state, plan) = (line("state", Key::DenialState), line("plan", Key::DenialPlan));
    let (number, reason_codes) = (line("number", Key::DenialNumber), line("codes", Key::DenialCodes));
    let (criteria, credential) = (line("criteria", Key::DenialCriteria), line("credential", Key::DenialCredential));
    let decision = read_decision(reader);
    let appeal_address = reader.text("address", Key::DenialAddress);
    let present = reader.fields.all("present").filter_map(|code| code.parse::<NoticeElement>().ok()).collect();
    Some(NewDenial {
        received_at: received_at?,
        channel: channel?,
        funding: funding?,
        state: state.to_ascii_uppercase(),
        plan,
        number,
        reason_codes,
        criteria,
        credential,
        present,
        appeal_address,
        appeal_by,
        peer_to_peer_by,
        appeal: appeal?,
        decision,
        corrects: reader.fields.parsed("version").map(Version),
    })
}

/// What the notice says of the decision, where the form asked for it.
fn read_decision(reader: &mut Reader<'_>) -> Option<DecisionAsNoticed> {
    let corrects = reader.fields.parsed("decision_version").map(Version)?;
    let reason = reader.text("reason", Key::DecisionReason);
    let (reviewer, reference) = (reader.line("reviewer", Key::DecisionReviewer), reader.line("reference", Key::DecisionReference));
    Some(DecisionAsNoticed { reason, reviewer, reference, corrects })
}

/// True where the form asks for what the notice says of the decision: of a refused request, from who may correct it.
fn asks_for_decision(visit: &Visit, page: &AppealPage) -> bool {
    let is_of_request = page.decision.as_ref().is_some_and(|decision| decision.value().stage != DecisionStage::Claim);
    is_of_request && visit.caller.may(Data::Authorizations).is_ok()
}

/// What stands on record: what was taken in, else what decision, coverage and an earlier notice know.
fn known(page: &AppealPage) -> Fields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
    let notice = page.denial.as_ref().map(app::Stored::value);
    let coverage = page.coverage.as_ref();
    let funding = notice.map(|notice| notice.funding).or(coverage.map(|coverage| coverage.funding));
    add("funding", funding.map_or("", PlanFunding::code));
    let like = notice.or(page.earlier.as_ref());
    add("state", like.map(|notice| notice.state.as_str()).or(coverage.map(|coverage| coverage.state.as_str())).unwrap_or_default());
    add("plan", like.map(|notice| notice.plan.as_str()).or(coverage.map(|coverage| coverage.plan.as_str())).unwrap_or_default());
    add("address", like.map(|notice| notice.appeal_address.as_str()).unwrap_or_default());
    let claims = claim_numbers(&page.lines);
    let of_claims = Some(claims.as_str()).filter(|claims| !claims.is_empty());
    let number = notice.map(|notice| notice.number.as_str()).or(of_claims).or(like.map(|notice| notice.number.as_str()));
    add("number", number.or(page.approved_before.as_deref()).unwrap_or_default());
    add("criteria", like.map(|notice| notice.criteria.as_str()).unwrap_or_default());
    if let Some(stored) = &page.denial {
        add("version", &stored.recorded.version.0.to_string());
    }
    if let Some(decision) = &page.decision {
        let value = decision.value();
        let said = [("reason", &value.reason), ("reviewer", &value.reviewer), ("reference", &value.reference)];
        for (name, words) in said {
            add(name, words);
        }
        add("decision_version", &decision.recorded.version.0.to_string());
    }
    if let Some(notice) = notice {
        add("received", &clock_value(notice.received_at, &page.zone));
        add("appeal_by", &notice.appeal_by.map(|day| day.to_string()).unwrap_or_default());
        add("peer_to_peer_by", &notice.peer_to_peer_by.map(|at| clock_value(at, &page.zone)).unwrap_or_default());
        add("channel", notice.channel.code());
        add("codes", &notice.reason_codes);
        add("credential", &notice.credential);
        notice.present.iter().for_each(|element| add("present", element.code()));
    }
    if let Some(decision) = page.decision.as_ref().map(app::Stored::value).filter(|_| notice.is_none() && !page.lines.is_empty()) {
        add("received", &clock_value(decision.decided_at, &page.zone));
        add("channel", NoticeChannel::Electronic.code());
        add("codes", &decision.reason);
    }
    // What runs beside a decision on appeal was planned against the one before: the next level is what a new notice asks about.
    let next = page.next_level();
    let of_next = page.appeals.iter().find(|stored| stored.value().level == next);
    let appeal = if notice.is_some() { page.appeal() } else { of_next }.map(app::Stored::value);
    add("level", appeal.map_or(next, |appeal| appeal.level).code());
    if let Some(appeal) = appeal {
        add("appellant", appeal.appellant.code());
        if appeal.urgent {
            add("urgent", "yes");
        }
    }
    pairs.into()
}

fn form(visit: &Visit, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let (frame, text) = (&visit.frame, visit.text());
    let draft = Draft { text, fields, problems };
    let channels = choices(NoticeChannel::ALL, NoticeChannel::code, |each| text.notice_channel(each.code()));
    let fundings = choices(PlanFunding::ALL, PlanFunding::code, |each| text.plan_funding(each.code()));
    let elements = choices(NoticeElement::ALL, NoticeElement::code, |each| text.notice_element(each.code()));
    let clock = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())]);
    let fields = html! {
        @if !fields.text("version").is_empty() { input type="hidden" name="version" value=(fields.text("version")); }
        (draft.moment(Field::required("received", Key::DenialReceived), &clock))
        (draft.radios(Field::required("channel", Key::DenialChannel), &channels, true))
        div.row.two {
            (draft.day(Field::optional("appeal_by", Key::DenialAppealBy).hint(Key::DenialAppealByHint), None))
            (draft.moment(Field::optional("peer_to_peer_by", Key::DenialPeerToPeerBy), &clock))
        }
        (draft.checkboxes(Field::optional("present", Key::DenialPresent).hint(Key::DenialPresentHint), &elements))
        @if asks_for_decision(visit, page) { (decision_fields(&draft)) }
        (draft.line(Field::optional("criteria", Key::DenialCriteria), "text", "off"))
        (draft.line(Field::optional("credential", Key::DenialCredential), "text", "off"))
        div.row.two {
            (draft.line(Field::optional("number", Key::DenialNumber), "text", "off"))
            (draft.line(Field::optional("codes", Key::DenialCodes), "text", "off"))
        }
        (draft.select(Field::required("funding", Key::DenialFunding), &fundings))
        div.row.two {
            (draft.line(Field::optional("state", Key::DenialState).hint(Key::CoverageStateHint), "text", "off"))
            (draft.line(Field::optional("plan", Key::DenialPlan), "text", "off"))
        }
        (draft.text(Field::optional("address", Key::DenialAddress)))
        (appeal_fields(&draft))
    };
    let lead = page.decision.as_ref().map_or_else(
        || text.say(Key::AppealNone),
        |decision| text.say_with(Key::DenialLead, &[("day", decision.value().decided_at.day_in(&page.zone).into())]),
    );
    let form = FormPage {
        section: Some(Section::Reviews),
        heading: text.say_with(Key::DenialHeading, &[("patient", spoken_name(page.patient.value()).into())]),
        lead,
        action: format!("{}/notice", address(page)),
        back: address(page),
        save: Key::DenialSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &fields)
}

/// The decision as the notice says it, begun with what is on record.
fn decision_fields(draft: &Draft<'_>) -> Markup {
    html! {
        input type="hidden" name="decision_version" value=(draft.fields.text("decision_version"));
        (draft.text(Field::optional("reason", Key::DecisionReason).hint(Key::DenialReasonHint)))
        div.row.two {
            (draft.line(Field::optional("reviewer", Key::DecisionReviewer), "text", "off"))
            (draft.line(Field::optional("reference", Key::DecisionReference), "text", "off"))
        }
    }
}
