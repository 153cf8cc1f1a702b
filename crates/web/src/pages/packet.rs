//! The packet of a review as its author sees it: what speaks against the request, the payer's clauses, and the packet with "why?" at each statement.

pub(crate) mod preview;
pub(crate) mod release;
#[cfg(test)]
mod tests;

use ::care::ReviewQuestion;
use app::review::packet::{NewClause, PacketDraft};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::packet::{Choices, Contradiction, Response as Answer, Variant, snapshot_sha256};
use vocabulary::RecordId;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::{notice, payer};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> =
    &[("quotation", Key::PacketClauseQuotation), ("argument", Key::PacketClauseArgument), ("words", Key::PacketAgainstWords)];

/// What does the packet say?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let draft = draft(&visit, &id, &visit.query).await?;
    let done = (visit.query.text("done") == "saved").then_some(Key::PacketSaved);
    Ok(visit::html(page(&visit.frame, &draft, &Fields::default(), &Problems::default(), done)))
}

/// The draft in the variant that the address or the form names.
async fn draft(visit: &Visit, id: &str, fields: &Fields) -> Result<PacketDraft, PageError> {
    let variant = fields.parsed("variant").unwrap_or(Variant::Concurrent);
    Ok(visit.app.packet(&visit.caller, visit::id(id)?, variant, Choices::default()).await?)
}

fn address(draft: &PacketDraft) -> String {
    format!("/reviews/{}/packet", draft.review.id)
}

fn saved(draft: &PacketDraft) -> Response {
    go_to(&format!("{}?variant={}&done=saved", address(draft), draft.packet.variant))
}

/// Answers a fact that speaks against the request, or lets it stand.
pub(crate) async fn answer(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let draft = draft(&visit, &id, &visit.form).await?;
    let key = visit.form.text("contradiction").to_owned();
    if draft.packet.contradictions.iter().all(|contradiction| contradiction.key != key) {
        return Err(PageError::Unreadable);
    }
    let response = if visit.form.text("accept").is_empty() { Answer::Answered } else { Answer::Accepted };
    let mut reader = Reader::new(&visit.form, visit.text(), draft.today);
    let words = if response == Answer::Answered { reader.required_text("words", Key::PacketAgainstWords) } else { String::new() };
    let problems = reader.problems;
    if !problems.is_empty() {
        return Ok(visit::again(page(&visit.frame, &draft, &visit.form, &problems, None)));
    }
    visit.app.answer_contradiction(&visit.caller, draft.review.id, key, response, words).await?;
    Ok(saved(&draft))
}

/// Adds a clause of the payer's criteria.
pub(crate) async fn add_clause(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let draft = draft(&visit, &id, &visit.form).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), draft.today);
    let quotation = reader.required_text("quotation", Key::PacketClauseQuotation);
    let argument = reader.required_text("argument", Key::PacketClauseArgument);
    let rests_on: Vec<ReviewQuestion> = visit.form.all("rests_on").filter_map(|code| code.parse().ok()).collect();
    let mut problems = reader.problems;
    if problems.is_empty() {
        let clause = NewClause { quotation, argument, rests_on };
        match visit.app.add_criteria_clause(&visit.caller, draft.review.id, clause).await {
            Ok(_) => return Ok(saved(&draft)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit.frame, &draft, &visit.form, &problems, None)))
}

/// Takes a clause out.
pub(crate) async fn remove_clause(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let draft = draft(&visit, &id, &visit.form).await?;
    let clause: RecordId = visit.form.parsed("clause").ok_or(PageError::Unreadable)?;
    visit.app.remove_criteria_clause(&visit.caller, draft.review.id, clause).await?;
    Ok(saved(&draft))
}

fn page(frame: &Frame, draft: &PacketDraft, fields: &Fields, problems: &Problems, done: Option<Key>) -> Markup {
    let (text, packet) = (frame.text, &draft.packet);
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        (payer::missing(text, draft.patient.id, draft.no_payer))
        (variants(text, draft))
        @if packet.variant == Variant::PeerToPeer { (payer::no_new_information(text, draft.peer_to_peer)) }
        (unsaid(text, draft))
        section.block {
            div.block-head { h2 { (text.say(Key::PacketAgainstHeading)) } }
            div.stack {
                p.muted { (text.say(Key::PacketAgainstLead)) }
                @if packet.contradictions.is_empty() {
                    p { (text.say(Key::PacketAgainstNone)) }
                } @else {
                    ol.plain.stack {
                        @for (place, each) in packet.contradictions.iter().enumerate() {
                            li.panel.stack { (contradiction(frame, draft, (place, each), (fields, problems))) }
                        }
                    }
                }
            }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::PacketClausesHeading)) } }
            (clauses(frame, draft, fields, problems))
        }
        (preview::packet(text, draft))
        div.submit {
            @if packet.unanswered().next().is_some() { p.muted { (text.say(Key::PacketUnansweredHint)) } }
            a.button.main href={ (address(draft)) "/release?variant=" (packet.variant) "&seen=" (snapshot_sha256(packet)) } { (text.say(Key::PacketReleaseLink)) }
        }
    };
    let variant = text.packet_variant(packet.variant.code());
    let lead = text.say_with(Key::PacketLead, &[("variant", variant.into()), ("payer", payer::name(text, &packet.cover.payer).into())]);
    let lead = html! { p { (lead) } };
    let actions = html! {
        @if draft.answers_claims {
            a.button href={ "/reviews/" (draft.review.id) "/appeal" } { (text.say(Key::AppealLink)) }
        } @else {
            a.button href={ "/reviews/" (draft.review.id) } { (text.say(Key::PacketBack)) }
            a.button href={ "/patients/" (draft.patient.id) "/disclosures" } { (text.say(Key::DisclosuresLink)) }
        }
    };
    let heading = text.say_with(Key::PacketHeading, &[("patient", spoken_name(draft.patient.value()).into())]);
    let page = Page::wide(Section::Reviews, heading, body).about(draft.patient.value()).clock(&draft.zone);
    frame.render(&page.lead(lead).actions(actions))
}

/// What only a person can say and nobody has said, and criteria that nobody named: the packet leaves without them.
pub(super) fn unsaid(text: Text, draft: &PacketDraft) -> Markup {
    let address = format!("/reviews/{}", draft.review.id);
    html! {
        @if draft.packet.cover.criteria.is_empty() && draft.no_payer.is_none() {
            (notice::attention(&html! { p { (text.say(Key::PacketCriteriaMissing)) " " a href="/payers" { (text.say(Key::PayersLink)) } } }))
        }
        @if !draft.unsaid.is_empty() { (notice::attention(&html! {
            p { (text.say(Key::PacketUnsaid)) }
            ul {
                @for question in &draft.unsaid {
                    li {
                        @let words = text.review_question(question.code());
                        @if draft.answers_claims { (words) }
                        @else { a.row-link href={ (address) "#question-" (question.code()) } { (words) } }
                    }
                }
            }
        })) }
    }
}

fn variants(text: Text, draft: &PacketDraft) -> Markup {
    html! {
        form.search method="get" action=(address(draft)) {
            div.field {
                label for="variant" { (text.say(Key::PacketVariantChoose)) }
                select id="variant" name="variant" {
                    @for each in Variant::ALL {
                        option value=(each.code()) selected[*each == draft.packet.variant] { (text.packet_variant(each.code())) }
                    }
                }
            }
            button type="submit" { (text.say(Key::PacketShow)) }
        }
    }
}

fn hidden_variant(draft: &PacketDraft) -> Markup {
    html! { input type="hidden" name="variant" value=(draft.packet.variant.code()); }
}

fn contradiction(
    frame: &Frame,
    draft: &PacketDraft,
    (place, each): (usize, &Contradiction),
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let fact = text.packet_fact(&each.fact, &draft.zone);
    // The problem stands at the one whose words were missing.
    let is_typed = fields.text("contradiction") == each.key;
    let problem = problems.of("words").filter(|_| is_typed);
    // The summary of problems leads to the field's own name.
    let name = if problem.is_some() { "words".to_owned() } else { format!("words-{place}") };
    let content = if is_typed { fields.raw("words") } else { each.words.as_str() };
    html! {
        h3 { (fact) }
        (preview::why(text, draft, &each.cites))
        @match each.response {
            Some(Answer::Accepted) => p { strong { (text.say(Key::PacketAgainstStands)) } },
            Some(Answer::Answered) => p { (text.say_with(Key::PacketAgainstAnswered, &[("words", (&each.words).into())])) },
            None => {},
        }
        form.form method="post" action={ (address(draft)) "/answer" } {
            (frame.token_field())
            (hidden_variant(draft))
            input type="hidden" name="contradiction" value=(each.key);
            div.field {
                label for=(name) { (text.say(Key::PacketAgainstWords)) span.visually-hidden { ": " (fact) } }
                @if let Some(sentence) = problem { p.problem id={ (name) "-problem" } { (sentence) } }
                textarea.no-print id=(name) name="words" rows="2" aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| format!("{name}-problem"))] { (content) }
                (crate::parts::field::on_paper(content, ""))
            }
            div.submit {
                button type="submit" { (text.say(Key::PacketAgainstAnswer)) span.visually-hidden { ": " (fact) } }
                button type="submit" name="accept" value="yes" { (text.say(Key::PacketAgainstAccept)) span.visually-hidden { ": " (fact) } }
            }
        }
    }
}

fn clauses(frame: &Frame, draft: &PacketDraft, fields: &Fields, problems: &Problems) -> Markup {
    let (text, packet) = (frame.text, &draft.packet);
    let criteria = match packet.cover.criteria.as_str() {
        "" => text.say(Key::PacketClausesCriteriaUnknown),
        named => named.to_owned(),
    };
    let typed = Draft { text, fields, problems };
    let questions: Vec<Choice> = choices(ReviewQuestion::ALL, ReviewQuestion::code, |each| text.review_question(each.code()));
    html! {
        p { (text.say_with(Key::PacketClausesLead, &[("criteria", criteria.into())])) }
        @if !packet.clauses.is_empty() {
            ol.plain.stack {
                @for (clause, stored) in packet.clauses.iter().zip(&draft.clauses) {
                    li.panel.stack {
                        blockquote { "“" (clause.quotation) "”" }
                        (preview::statement(text, draft, &clause.answer))
                        form method="post" action={ (address(draft)) "/clause/remove" } {
                            (frame.token_field())
                            (hidden_variant(draft))
                            input type="hidden" name="clause" value=(stored.id);
                            button type="submit" {
                                (text.say(Key::PacketClauseRemove)) span.visually-hidden { ": " (clause.quotation) }
                            }
                        }
                    }
                }
            }
        }
        details open[!problems.is_empty() && problems.of("words").is_none()] {
            summary { (text.say(Key::PacketClauseAdd)) }
            form.form method="post" action={ (address(draft)) "/clause" } {
                (frame.token_field())
                (hidden_variant(draft))
                (typed.text(Field::required("quotation", Key::PacketClauseQuotation)))
                (typed.text(Field::required("argument", Key::PacketClauseArgument)))
                (typed.checkboxes(Field::optional("rests_on", Key::PacketClauseRestsOn), &questions))
                div.submit { button type="submit" { (text.say(Key::PacketClauseAdd)) } }
            }
        }
    }
}
