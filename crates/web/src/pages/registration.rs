//! Registration: who a patient is, which care there is, who treats. One form a page; what was typed stays when something has to be looked at
//! again, and a change that somebody else made meanwhile is never overwritten.

pub(crate) mod admission;
pub(crate) mod diagnosis;
pub(crate) mod episode;
pub(crate) mod mend;
pub(crate) mod merge;
pub(crate) mod patient;
#[cfg(test)]
mod tests;
pub(crate) mod treatment;

use app::View;
use app::patient::{EpisodeView, PatientPage};
use app::registration::RegistrationChoices;
use maud::{Markup, html};
use vocabulary::{EpisodeId, PatientId, Version};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::Fields;
use crate::pages::patient::spoken_name;
use crate::parts::field::Choice;
use crate::parts::notice;
use crate::visit::{self, Visit};

/// The patient whose records a form changes.
struct Subject {
    page: PatientPage,
}

impl Subject {
    async fn open(visit: &Visit, id: &str) -> Result<Self, PageError> {
        let id: PatientId = visit::id(id)?;
        Ok(Self { page: visit.app.patient(&visit.caller, id, View::Current).await? })
    }

    fn id(&self) -> PatientId {
        self.page.patient.id
    }

    fn address(&self) -> String {
        format!("/patients/{}", self.id())
    }

    /// Where a form leads when it was taken.
    fn saved(&self) -> String {
        format!("{}?done=saved", self.address())
    }

    /// A question or sentence that names the patient.
    fn say(&self, text: Text, key: Key) -> String {
        text.say_with(key, &[("patient", spoken_name(self.page.patient.value()).into())])
    }

    fn episode(&self, id: &str) -> Result<&EpisodeView, PageError> {
        let id: EpisodeId = visit::id(id)?;
        self.page.episodes.iter().find(|view| view.episode.id == id).ok_or(PageError::NotFound)
    }
}

/// The version that a form was filled in from.
fn version(fields: &Fields) -> Result<Version, PageError> {
    fields.parsed("version").map(Version).ok_or(PageError::Unreadable)
}

/// The same, to be sent along unseen.
fn version_field(fields: &Fields) -> Markup {
    html! { input type="hidden" name="version" value=(fields.text("version")); }
}

/// Programs to choose from for something new: those that are not closed.
fn programs(text: Text, choices: &RegistrationChoices) -> Vec<Choice> {
    let words = |program: &::care::Program| format!("{}, {}", program.name, text.level_of_care(program.level_of_care));
    let open = choices.programs.iter().filter(|stored| !stored.value().is_closed_on(choices.today));
    open.map(|stored| (stored.id.to_string(), words(stored.value()))).collect()
}

/// Clinicians to choose from, with what stands behind their name: those who did not leave, and whoever stands in the field already.
pub(crate) fn clinicians(choices: &RegistrationChoices, present: &str) -> Vec<Choice> {
    let words = |clinician: &::care::Clinician| match clinician.credential.as_str() {
        "" => clinician.name.clone(),
        credential => format!("{}, {credential}", clinician.name),
    };
    let all = choices.clinicians.iter().map(|stored| (stored.id.to_string(), stored.value()));
    let offered = all.filter(|(id, clinician)| id == present || !clinician.has_left_on(choices.today));
    offered.map(|(id, clinician)| (id, words(clinician))).collect()
}

/// Where a list to choose from is empty: what to do first.
fn missing(text: Text, sentence: Key, is_missing: bool) -> Markup {
    html! {
        @if is_missing {
            (notice::attention(&html! { p { (text.say(sentence)) " " a href="/practice" { (text.say(Key::PracticeLink)) } } }))
        }
    }
}
