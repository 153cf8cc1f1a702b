//! What if registration got something wrong? Withdrawing a diagnosis, a membership, a level of care or an episode, moving what stands under the
//! wrong patient, and ending a membership.

use app::AppError;
use app::registration::Registered;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::Version;
use wording::{Key, Text};

use super::{Subject, version, version_field};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::Section;
use crate::pages::patient::spoken_name;
use crate::pages::withdraw::by_record_number;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> =
    &[("reason", Key::RecordWithdrawReason), ("record_number", Key::AdministrationMoveTo), ("last", Key::PatientTeamLast)];

/// A record of registration that a form is about.
struct Part {
    what: Registered,
    version: Version,
    /// What it says, in words.
    said: String,
}

impl Part {
    fn open(text: Text, subject: &Subject, kind: &str, id: &str) -> Result<Self, PageError> {
        let what = Registered::of(kind, id).ok_or(PageError::NotFound)?;
        let page = &subject.page;
        let found = match what {
            Registered::Diagnosis(id) => page.diagnoses.iter().find(|(each, _)| each.id == id).map(|(each, _)| {
                let value = each.value();
                (each.recorded.version, format!("{}, {}, {}", value.code, text.diagnosis_rank(value.rank), text.period(value.period)))
            }),
            Registered::CareTeamMember(id) => page.care_team.iter().find(|(each, _)| each.id == id).map(|(each, name)| {
                let value = each.value();
                (each.recorded.version, format!("{name}, {}, {}", text.care_team_role(value.role), text.period(value.period)))
            }),
            Registered::LevelOfCarePeriod(id) => {
                page.episodes.iter().flat_map(|view| &view.periods).find(|(each, _)| each.id == id).map(|(each, program)| {
                    let value = each.value();
                    let level = text.level_of_care_with_code(value.level_of_care);
                    (each.recorded.version, format!("{level}, {program}, {}", text.period(value.period)))
                })
            }
            Registered::Episode(id) => page.episodes.iter().find(|view| view.episode.id == id).map(|view| {
                let program = view.program.as_ref().map(|program| program.name.as_str()).unwrap_or_default();
                (view.episode.recorded.version, format!("{program}, {}", text.day(view.episode.value().admitted)))
            }),
        };
        let (version, said) = found.ok_or(PageError::NotFound)?;
        Ok(Self { what, version, said })
    }

    fn fields(&self) -> Fields {
        Fields::from([("version", self.version.0.to_string().as_str())])
    }
}

/// The address of a form that mends a record of registration.
pub(crate) fn address(patient: vocabulary::PatientId, kind: &str, id: &dyn std::fmt::Display, change: &str) -> String {
    format!("/patients/{patient}/registered/{kind}/{id}/{change}")
}

/// What one form asks and does.
#[derive(Clone, Copy)]
enum Change {
    Withdraw,
    Move,
    End,
}

impl Change {
    fn code(self) -> &'static str {
        match self {
            Self::Withdraw => "withdraw",
            Self::Move => "move",
            Self::End => "end",
        }
    }

    fn is_for(self, what: Registered) -> bool {
        match self {
            Self::Withdraw => true,
            Self::Move => what.can_move(),
            Self::End => matches!(what, Registered::CareTeamMember(_)),
        }
    }

    fn heading(self, what: Registered) -> Key {
        match (self, what) {
            (Self::End, _) => Key::PatientTeamEndHeading,
            (Self::Move, _) => Key::PatientMoveHeading,
            (Self::Withdraw, Registered::Diagnosis(_)) => Key::PatientWithdrawDiagnosisHeading,
            (Self::Withdraw, Registered::CareTeamMember(_)) => Key::PatientWithdrawMemberHeading,
            (Self::Withdraw, Registered::LevelOfCarePeriod(_)) => Key::PatientWithdrawLevelHeading,
            (Self::Withdraw, Registered::Episode(_)) => Key::PatientWithdrawEpisodeHeading,
        }
    }

    fn lead(self, what: Registered) -> Key {
        match (self, what) {
            (Self::End, _) => Key::PatientTeamEndLead,
            (Self::Move, Registered::Episode(_)) => Key::PatientMoveEpisodeLead,
            (Self::Move, _) => Key::PatientMoveLead,
            (Self::Withdraw, Registered::LevelOfCarePeriod(_)) => Key::PatientWithdrawLevelLead,
            (Self::Withdraw, Registered::Episode(_)) => Key::PatientWithdrawEpisodeLead,
            (Self::Withdraw, _) => Key::PatientWithdrawLead,
        }
    }
}

type At = (String, String, String);

async fn show(visit: &Visit, (patient, kind, id): &At, change: Change) -> Result<Response, PageError> {
    let subject = Subject::open(visit, patient).await?;
    let part = opened(visit, &subject, kind, id, change)?;
    let fields = match change {
        Change::End => {
            let (version, today) = (part.version.0.to_string(), subject.page.today.to_string());
            Fields::from([("version", version.as_str()), ("last", today.as_str())])
        }
        Change::Withdraw | Change::Move => part.fields(),
    };
    Ok(visit::html(page(visit, &subject, &part, change, &fields, &Problems::default())))
}

fn opened(visit: &Visit, subject: &Subject, kind: &str, id: &str, change: Change) -> Result<Part, PageError> {
    let part = Part::open(visit.text(), subject, kind, id)?;
    if change.is_for(part.what) { Ok(part) } else { Err(PageError::NotFound) }
}

fn page(visit: &Visit, subject: &Subject, part: &Part, change: Change, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let arguments = [("what", part.said.as_str().into()), ("patient", spoken_name(subject.page.patient.value()).into())];
    let form = FormPage {
        section: Some(Section::Patients),
        heading: text.say(change.heading(part.what)),
        lead: text.say_with(change.lead(part.what), &arguments),
        action: address(subject.id(), part.what.kind(), &id_of(part.what), change.code()),
        back: subject.address(),
        save: match change {
            Change::Withdraw => Key::ActionVoid,
            Change::Move => Key::AdministrationMove,
            Change::End => Key::PatientTeamEnd,
        },
        is_serious: !matches!(change, Change::End),
        problems,
    };
    let inside = html! {
        (version_field(fields))
        @match change {
            Change::End => (draft.day(Field::required("last", Key::PatientTeamLast), None)),
            Change::Move => {
                (draft.line(Field::required("record_number", Key::AdministrationMoveTo), "text", "off"))
                (draft.text(Field::required("reason", Key::RecordWithdrawReason)))
            }
            Change::Withdraw => (draft.text(Field::required("reason", Key::RecordWithdrawReason))),
        }
    };
    form.render_about(&visit.frame, subject.page.patient.value(), &inside)
}

fn id_of(what: Registered) -> String {
    match what {
        Registered::Diagnosis(id) => id.to_string(),
        Registered::CareTeamMember(id) => id.to_string(),
        Registered::LevelOfCarePeriod(id) => id.to_string(),
        Registered::Episode(id) => id.to_string(),
    }
}

/// Why is it withdrawn?
pub(crate) async fn show_withdraw(visit: Visit, Path(at): Path<At>) -> Result<Response, PageError> {
    show(&visit, &at, Change::Withdraw).await
}

/// Withdraws it.
pub(crate) async fn submit_withdraw(visit: Visit, Path((patient, kind, id)): Path<At>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &patient).await?;
    let part = opened(&visit, &subject, &kind, &id, Change::Withdraw)?;
    let mut problems = Problems::default();
    let at = (part.what, version(&visit.form)?);
    match visit.app.withdraw_registered(&visit.caller, subject.id(), at, visit.form.text("reason")).await {
        Ok(()) => return Ok(go_to(&subject.saved())),
        Err(error) => problems.take_over(visit.text(), error, LABELS)?,
    }
    Ok(visit::again(page(&visit, &subject, &part, Change::Withdraw, &visit.form, &problems)))
}

/// Whose is it?
pub(crate) async fn show_move(visit: Visit, Path(at): Path<At>) -> Result<Response, PageError> {
    show(&visit, &at, Change::Move).await
}

/// Moves it to the patient whose it is.
pub(crate) async fn submit_move(visit: Visit, Path((patient, kind, id)): Path<At>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &patient).await?;
    let part = opened(&visit, &subject, &kind, &id, Change::Move)?;
    let mut problems = Problems::default();
    let at = (part.what, version(&visit.form)?);
    match by_record_number(&visit, visit.form.text("record_number")).await? {
        None => problems.add("record_number", visit.text().say(Key::AdministrationMoveUnknown)),
        Some(to) => match visit.app.move_registered(&visit.caller, subject.id(), at, to, visit.form.text("reason")).await {
            Ok(()) => return Ok(go_to(&format!("/patients/{to}?done=saved"))),
            Err(AppError::EpisodeOverlaps { admitted, .. }) => {
                let sentence = visit.text().say_with(Key::PatientMoveEpisodeOverlaps, &[("day", admitted.into())]);
                problems.add("record_number", sentence);
            }
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        },
    }
    Ok(visit::again(page(&visit, &subject, &part, Change::Move, &visit.form, &problems)))
}

/// Until when?
pub(crate) async fn show_end(visit: Visit, Path(at): Path<At>) -> Result<Response, PageError> {
    show(&visit, &at, Change::End).await
}

/// Ends the membership.
pub(crate) async fn submit_end(visit: Visit, Path((patient, kind, id)): Path<At>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &patient).await?;
    let part = opened(&visit, &subject, &kind, &id, Change::End)?;
    let Registered::CareTeamMember(member) = part.what else { return Err(PageError::NotFound) };
    let expected = version(&visit.form)?;
    let mut reader = Reader::new(&visit.form, visit.text(), subject.page.today);
    let last = reader.required_day("last", Key::PatientTeamLast);
    let mut problems = reader.problems;
    if let (Some(last), true) = (last, problems.is_empty()) {
        match visit.app.end_membership(&visit.caller, subject.id(), (member, expected), last).await {
            Ok(()) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit, &subject, &part, Change::End, &visit.form, &problems)))
}
