//! Planning a message: once, however often it is asked for.

use care::Channel;
use vocabulary::{Instant, Language, PatientId, RecordId, UserId, ZoneName};

use super::happened;
use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::WriteUnit;

/// A message to be planned.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// What makes it the same message. Ids, codes and days; never a name.
    pub key: String,
    /// The code of what it says.
    pub template: String,
    /// Messages about one thing; what stops one stops them all.
    pub series: Option<String>,
    /// The patient it is about, where it is about one.
    pub patient: Option<PatientId>,
    /// The contact it goes to.
    pub contact: Option<RecordId>,
    /// The person of the practice it goes to.
    pub user: Option<UserId>,
    /// The alert it tells of.
    pub alert: Option<RecordId>,
    /// By which way.
    pub channel: Channel,
    /// In which language.
    pub language: Language,
    /// Whose clock says what night is.
    pub zone: ZoneName,
    /// Goes before others.
    pub is_urgent: bool,
    /// Which link it brings, or brings a code for. Never the secret of a link, nor a code.
    pub detail: Option<String>,
    /// When it is to go out, at the earliest.
    pub planned_at: Instant,
    /// When it means nothing any more.
    pub expires_at: Instant,
}

impl std::fmt::Debug for NewMessage {
    /// Does not show the detail.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewMessage").field("key", &self.key).field("template", &self.template).finish_non_exhaustive()
    }
}

const MESSAGE: Insert = Insert::into(
    "message",
    &[&[
        "id",
        "message_key",
        "template",
        "series",
        "patient_id",
        "contact_id",
        "user_id",
        "alert_id",
        "channel",
        "language",
        "zone",
        "is_urgent",
        "detail",
        "created_at",
        "recorder",
        "planned_at",
        "due_at",
        "expires_at",
        "state",
        "tries",
        "lease_token",
    ]],
);

/// Plans a message, unless one with its key was ever planned. Says its id, and whether it is new.
#[crate::boxed]
pub async fn plan(unit: &mut WriteUnit, new: &NewMessage) -> Result<(RecordId, bool), StorageError> {
    let text = "SELECT id FROM message WHERE message_key = $1";
    if let Some(row) = unit.fetch_optional(&Sql::new("message", text), vec![new.key.as_str().into()]).await? {
        return Ok((row.reader("message").parsed()?, false));
    }
    if let Some(patient) = new.patient {
        crate::record::write::require_patients(unit, [patient]).await?;
        unit.touch(patient);
    }
    let id: RecordId = unit.ids().next();
    let values = vec![
        Value::id(id),
        new.key.as_str().into(),
        new.template.as_str().into(),
        new.series.clone().into(),
        Value::optional_id(new.patient),
        Value::optional_id(new.contact),
        Value::optional_id(new.user),
        Value::optional_id(new.alert),
        new.channel.code().into(),
        new.language.as_str().into(),
        new.zone.name().into(),
        new.is_urgent.into(),
        new.detail.clone().into(),
        unit.at().into(),
        unit.recorder().into(),
        new.planned_at.into(),
        new.planned_at.into(),
        new.expires_at.into(),
        "planned".into(),
        0.into(),
        0.into(),
    ];
    // Somebody else planned the same since this unit began: the same call again finds it.
    let busy = |error| if matches!(error, StorageError::Duplicate { .. }) { StorageError::Busy } else { error };
    unit.insert_rows(MESSAGE, values).await.map_err(busy)?;
    happened(unit, id, "planned", None).await?;
    Ok((id, true))
}
