//! The rows that were not taken, as a file that can be mended and sent again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use storage::ReadUnit;
use storage::import_batch::{self, Batch};
use vocabulary::{BatchId, PatientId};

use super::save::HEADER_ORDINAL;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data, Refused};
use crate::release::{Disclosure, Notice, Outgoing, Released};

/// Rows that are fetched at a time.
const PAGE: u16 = 1_000;

impl App {
    /// The rows of an import that were not taken, as they stood in the file: a table with its header, or FHIR resources one a line. Mended, it
    /// can be imported like the file itself. It holds names and answers, so it leaves through the release gate like everything else.
    #[crate::boxed]
    pub async fn reject_file(&self, caller: &Caller, id: BatchId, disclosure: Disclosure) -> Result<Released, AppError> {
        const ACTION: &str = "export_rejected_rows";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let looking = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&looking, |unit| Box::pin(async move { Ok(import_batch::get(unit, id).await?) }));
        let batch = read.await?.ok_or(AppError::NotFound("import batch"))?;
        if let Err(refused) = may_take_rows(caller, &batch) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let batch = import_batch::get(unit, id).await?.ok_or(AppError::NotFound("import batch"))?;
                if batch.batch.kind == crate::claim::KIND {
                    // What was not understood in a file of claims is a part of a value, no row that could be mended and sent again.
                    return Err(AppError::NotFound("file of rejected rows"));
                }
                let is_fhir = batch.batch.kind == "fhir";
                let mut bytes = Vec::new();
                let mut named = Named::default();
                let mut after = HEADER_ORDINAL - 1;
                loop {
                    let page = import_batch::rejections(unit, id, after, PAGE).await?;
                    let Some((last, _)) = page.last() else { break };
                    after = *last;
                    for (ordinal, rejection) in page {
                        if ordinal > HEADER_ORDINAL {
                            named.row(&rejection.raw, is_fhir);
                        }
                        push(&mut bytes, &rejection.raw, is_fhir);
                    }
                }
                Ok((bytes, is_fhir, named.patients(unit).await?))
            })
        });
        let (bytes, is_fhir, patients) = read.await?;
        let (media_type, extension) = if is_fhir { ("application/fhir+ndjson", "ndjson") } else { ("text/csv", "csv") };
        // The rows go back as they came, to be mended and sent again: a notice among them would be one more row.
        let notice = Notice::Beside;
        let outgoing = Outgoing { patients, subject: "rejected_rows", media_type, extension, bytes, notice, snapshot_sha256: None };
        self.release_under(caller, Data::Imports, disclosure, outgoing).await
    }
}

/// Whoever imported a file has it; to others its rows are answers.
pub(super) fn may_take_rows(caller: &Caller, batch: &Batch) -> Result<(), Refused> {
    if batch.recorder == caller.actor.code() { Ok(()) } else { caller.may_all(Data::Answers) }
}

/// Texts of the rows that may name a patient, by the place they stand at: the column of a table, the member of a resource.
#[derive(Default)]
struct Named(BTreeMap<String, BTreeSet<String>>);

impl Named {
    fn row(&mut self, raw: &[u8], is_fhir: bool) {
        let text = String::from_utf8_lossy(raw);
        if is_fhir {
            let resource: Value = serde_json::from_str(&text).unwrap_or_default();
            self.member("", &resource);
        } else {
            for (column, cell) in text.split([',', ';', '\t', '|']).enumerate() {
                self.text(&column.to_string(), cell.trim().trim_matches('"'));
            }
        }
    }

    fn member(&mut self, place: &str, value: &Value) {
        match value {
            Value::String(text) => self.text(place, text.rsplit('/').next().unwrap_or(text)),
            Value::Array(list) => {
                for each in list {
                    self.member(place, each);
                }
            }
            Value::Object(members) => {
                for (name, each) in members {
                    self.member(&format!("{place}.{name}"), each);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, place: &str, text: &str) {
        if !text.is_empty() && text.len() <= LONGEST_NUMBER {
            self.0.entry(place.to_owned()).or_default().insert(text.to_owned());
        }
    }

    /// The patients on record whom the rows name. Answers look like record numbers too, so only the place counts at which most texts are record
    /// numbers.
    async fn patients(self, unit: &mut ReadUnit) -> Result<Vec<PatientId>, AppError> {
        let all: BTreeSet<&String> = self.0.values().flatten().collect();
        let all: Vec<String> = all.into_iter().cloned().collect();
        let mut known: BTreeMap<String, PatientId> = BTreeMap::new();
        for patient in storage::patient::by_record_numbers(unit, &all).await? {
            known.insert(patient.value().record_number.clone(), patient.id);
        }
        let found = |texts: &BTreeSet<String>| texts.iter().filter_map(|text| known.get(text).copied()).collect::<BTreeSet<PatientId>>();
        let places: Vec<BTreeSet<PatientId>> = self.0.values().map(found).collect();
        let best = places.into_iter().reduce(|best, next| if next.len() > best.len() { next } else { best });
        Ok(best.unwrap_or_default().into_iter().collect())
    }
}

/// No record number is longer, in bytes.
const LONGEST_NUMBER: usize = 64;

/// Adds a row. JSON that spans lines becomes one line: inside its texts no line can end.
fn push(bytes: &mut Vec<u8>, raw: &[u8], is_fhir: bool) {
    if is_fhir {
        bytes.extend(raw.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }));
    } else {
        bytes.extend_from_slice(raw);
    }
    bytes.push(b'\n');
}
