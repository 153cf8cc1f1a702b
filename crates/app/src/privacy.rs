//! What an adolescent answers and nobody who acts for them is shown: the rule of the protocol ([`collection::privacy`]), held against one person.

use std::sync::Arc;

use care::contact::{is_shared_with_proxy, names_proxy};
use care::{KnownContact, LegalBasis, Patient};
use collection::protocol::Protocol;
use instruments::{Library, Respondent};
use storage::ReadUnit;
use vocabulary::{Day, PatientId};

use crate::error::AppError;
use crate::release::Disclosure;

/// The rule with what is known of one person.
pub(crate) struct Privacy {
    protocol: Arc<Protocol>,
    birth_day: Day,
    today: Day,
    known: Vec<KnownContact>,
}

impl Privacy {
    /// Loads the rule for the person who is shown under a record.
    pub(crate) async fn load(unit: &mut ReadUnit, library: &Library, shown: PatientId) -> Result<Self, AppError> {
        let (_, records) = crate::context::person(unit, shown).await?;
        let (_, today) = crate::context::place_of(unit, &records).await?;
        Ok(Self {
            protocol: crate::schedule::in_use(unit, library).await?.protocol,
            birth_day: unit.require::<Patient>(shown).await?.value().birth_day,
            today,
            known: storage::contact::known_of_patients(unit, &records).await?,
        })
    }

    /// True where what was answered on one of these days is the patient's alone. Without a day: what would be answered now.
    pub(crate) fn hides(&self, instrument: &str, respondent: Respondent, days: impl IntoIterator<Item = Day>) -> bool {
        let mut ages = vec![self.today.age_since(self.birth_day)];
        ages.extend(days.into_iter().map(|day| day.age_since(self.birth_day)));
        self.protocol.is_private(instrument, respondent, &ages)
    }

    /// True where what is sent to the patient reaches somebody who acts for them too.
    pub(crate) fn is_address_shared(&self) -> bool {
        is_shared_with_proxy(&self.known)
    }

    /// True where a copy goes to somebody who acts for the patient: by its basis, or because it is made out to one of them by name.
    pub(crate) fn goes_to_proxy(&self, disclosure: &Disclosure) -> bool {
        disclosure.basis == LegalBasis::PersonalRepresentative.code() || names_proxy(&self.known, &disclosure.recipient)
    }
}
