//! The practice's own numbers for the rules of warning signs and for the times of escalation. Where there are none, those of the product hold.

use vocabulary::{Day, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// A file of parameters as the practice wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleParameter {
    /// What the file is about: `warning_signs`, `escalation`, or the code of one rule.
    pub subject: String,
    /// The parameters as TOML.
    pub source_text: String,
}

practice_record! {
    RuleParameter in "alert_rule_parameter", ordered by "subject, id" {
        "subject" => subject;
        "source_text" => source_text;
    }
}

/// The parameters about a subject.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, subject: &str, view: View) -> Result<Option<Stored<RuleParameter>>, StorageError> {
    Ok(read::find(unit, view, "subject = $2", [subject.into()], None).await?.pop())
}

/// Writes parameters, as a new version where there were some. The same text again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, parameter: RuleParameter, effective_day: Day) -> Result<RecordId, StorageError> {
    let found = get(unit, &parameter.subject, View::Current).await?;
    write::put(unit, found, parameter, effective_day).await
}
