//! How the one is reached who gave an answer about safety: by which way and when it was given, where they are treated, and their own telephone numbers. For
//! whoever has the alert; nobody else is shown a number here.

use care::{Channel, ContactHolder};
use instruments::{Administration, Mode};
use storage::alert::Fact;
use storage::{ReadUnit, View};
use vocabulary::{AdministrationId, Instant, PatientId, ProgramId};

use crate::error::AppError;

/// A number of the patient's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNumber {
    /// The number in its one written form.
    pub number: String,
    /// True where it takes text messages.
    pub takes_text: bool,
    /// When and how they want to be reached, in their words; may be empty.
    pub preference: String,
}

/// How an answer was given, and how its giver is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// By which way the answer was given; `None` where no record says so.
    pub mode: Option<Mode>,
    /// When it was sent off, or else begun; `None` where only a day is known.
    pub answered_at: Option<Instant>,
    /// The program that treats the patient.
    pub program: Option<String>,
    /// The patient's own numbers, the one they prefer first.
    pub numbers: Vec<OwnNumber>,
}

impl Reach {
    pub(super) async fn load(
        unit: &mut ReadUnit,
        patient: PatientId,
        evidence: &[Fact],
        program: Option<ProgramId>,
    ) -> Result<Self, AppError> {
        let (_, records) = crate::context::person(unit, patient).await?;
        let mut reach = Self::default();
        for fact in evidence.iter().filter(|fact| fact.kind == "administration") {
            let Ok(id) = fact.id.parse::<AdministrationId>() else { continue };
            if let Some(stored) = unit.current::<Administration>(id).await? {
                reach.mode = Some(stored.value().mode);
                reach.answered_at = stored.value().finished_at.or(stored.value().started_at);
            }
        }
        if let Some(program) = program {
            reach.program = unit.current::<care::Program>(program).await?.map(|program| program.recorded.value.name);
        }
        let mut own = storage::contact::of_patients(unit, &records, View::Current).await?;
        own.retain(|each| each.value().holder == ContactHolder::Patient && each.value().channel != Channel::Email);
        own.sort_by_key(|each| (each.value().rank, each.id));
        for contact in own {
            let contact = contact.recorded.value;
            if reach.numbers.iter().all(|known| known.number != contact.address) {
                let takes_text = contact.channel == Channel::Text;
                reach.numbers.push(OwnNumber { number: contact.address, takes_text, preference: contact.preference });
            }
        }
        Ok(reach)
    }
}
